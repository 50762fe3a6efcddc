//! Every command, given over HTTP by every role inside and outside its scope: who is refused for want of
//! authority is who the domain's table does not entrust with it. The commands are made from the API's own
//! document, so that a new one is tested without a change here.

use std::collections::{BTreeMap, BTreeSet};

use domain::authority::{Only, Reach};
use domain::command::Command;
use domain::people::{Role, Scope};
use serde_json::{Map, Value, json};

use crate::caller::Caller;
use crate::matrix::asking;
use crate::town::{Class, Known, Person, Town};

/// The schemas of the API's document.
struct Book(Value);

/// For whom and about what a command is made.
struct Sample<'a> {
    known: &'a Known,
    person: &'a Person,
    class: &'a Class,
    committee: &'a str,
}

impl Book {
    fn named<'b>(&'b self, schema: &'b Value) -> Option<(&'b str, &'b Value)> {
        let name = schema["$ref"].as_str()?.rsplit('/').next()?;
        Some((name, &self.0[name]))
    }

    /// Every command: its term, its name, and its schema.
    fn commands(&self) -> Vec<(&str, &str, &Value)> {
        let mut all = Vec::new();
        for term in self.0["Command"]["oneOf"].as_array().unwrap() {
            let name = term["properties"]["term"]["const"].as_str().unwrap();
            let commands = self.named(term).map_or(term, |(_, found)| found);
            for command in commands["oneOf"].as_array().unwrap() {
                all.push((
                    name,
                    command["properties"]["command"]["const"].as_str().unwrap(),
                    command,
                ));
            }
        }
        all
    }

    fn command(&self, sample: &Sample<'_>, term: &str, schema: &Value) -> Value {
        let mut made = self.object(sample, schema);
        if let Some((_, event)) = self.named(schema) {
            made.append(&mut self.object(sample, event));
        }
        made.insert("term".to_owned(), json!(term));
        Value::Object(made)
    }

    fn object(&self, sample: &Sample<'_>, schema: &Value) -> Map<String, Value> {
        let Some(properties) = schema["properties"].as_object() else { return Map::new() };
        let value = |(name, one): (&String, &Value)| (name.clone(), self.value(sample, name, one));
        properties.iter().map(value).collect()
    }

    fn value(&self, sample: &Sample<'_>, name: &str, schema: &Value) -> Value {
        if let Some(one) = schema.get("const") {
            return one.clone();
        }
        if let Some(options) = schema["anyOf"].as_array() {
            let optional = options.iter().any(|one| one["type"] == "null");
            // A sealed text may have been disposed of, and is given open.
            let sealed = schema["writeOnly"] == true;
            let known = sealed || matches!(name, "class" | "school" | "from_school");
            let first = options.iter().find(|one| one["type"] != "null").unwrap();
            return if optional && !known { Value::Null } else { self.value(sample, name, first) };
        }
        if let Some((of, found)) = self.named(schema) {
            return sample.known_value(of).unwrap_or_else(|| self.value(sample, name, found));
        }
        if let Some(options) = schema["oneOf"].as_array() {
            return self.variant(sample, name, options);
        }
        if let Some(options) = schema["enum"].as_array() {
            return options[0].clone();
        }
        let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
        match kind {
            Some("object") => Value::Object(self.object(sample, schema)),
            Some("array") if schema["minItems"].as_u64() > Some(0) => {
                let items = schema["minItems"].as_u64().unwrap();
                (0..items).map(|_| self.value(sample, name, &schema["items"])).collect()
            }
            Some("array") => json!([]),
            Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
            Some("boolean") => json!(true),
            _ => sample.known_text(name),
        }
    }

    fn variant(&self, sample: &Sample<'_>, name: &str, options: &[Value]) -> Value {
        let first = &options[0];
        if let Some(codes) = first["enum"].as_array() {
            return codes[0].clone();
        }
        self.value(sample, name, first)
    }
}

impl Sample<'_> {
    /// What the record knows by a type of this name. Days are beyond what any decision accepts, so that
    /// hardly anything is carried out; who may is asked before.
    fn known_value(&self, of: &str) -> Option<Value> {
        let school = self.class.school;
        Some(match of {
            "SchoolUnitCode" => json!(school),
            "ClassId" => json!(self.class.id),
            "PupilId" => json!(self.class.pupils.first()?.id),
            "StaffId" => json!(self.person.staff),
            "RoundId" => json!(self.known.round),
            "CommitteeId" => json!(self.committee),
            "DistrictId" => json!(self.known.districts.first()?),
            "Day" => json!("2999-05-20"),
            "Scope" | "Level" => json!({"school": school}),
            "SchoolYear" => json!("2025/26"),
            "EditionId" => json!("lus-x"),
            "Instrument" => json!("lus"),
            "PointCode" => json!("15"),
            "RightId" | "RequirementId" => json!("x"),
            "MunicipalityCode" => json!("9999"),
            "LanguageTag" => json!("sv"),
            "CivicNumber" => json!("20150101TF01"),
            other if other.ends_with("Id") => json!("f".repeat(32)),
            _ => return None,
        })
    }

    /// What the record knows by a text of this name.
    fn known_text(&self, name: &str) -> Value {
        match name {
            "committee" => json!(self.committee),
            "root" | "digest" => json!("0".repeat(64)),
            "deflated" => json!("AAAA"),
            "email" => Value::Null,
            _ => json!("x"),
        }
    }

    /// What the table says of it.
    fn is_entrusted(&self, command: &Command, place: Scope, json: &Value) -> bool {
        command.entrusted().iter().any(|line| {
            line.roles.contains(&self.person.role)
                && self.reaches(line.reach, place)
                && line.only.iter().all(|only| self.holds(*only, json))
        })
    }

    fn reaches(&self, reach: Reach, place: Scope) -> bool {
        let over = |scope: &Scope| match place {
            Scope::School(school) => self.known.covers(*scope, school),
            Scope::Municipality | Scope::District(_) => *scope == place,
        };
        match reach {
            Reach::Municipality => self.person.scopes.contains(&Scope::Municipality),
            Reach::Place | Reach::Touching => self.person.scopes.iter().any(over),
            Reach::Anywhere => true,
        }
    }

    /// The sample names the person itself, this class, a school unit's own commitment, and nothing that is
    /// entrusted to anyone by name.
    fn holds(&self, only: Only, json: &Value) -> bool {
        match only {
            Only::InOwnName | Only::OfSchool => true,
            Only::OwnClass => self.class.assessors.contains(&self.person.staff),
            Only::ThenToo | Only::LedStaff => self.person.role == Role::Principal,
            Only::OneChild | Only::OwnTeaching => json["answer"] == "extra_adaptations",
            Only::Responsible
            | Only::Delegated
            | Only::OfMunicipality
            | Only::Beginning
            | Only::Process => false,
        }
    }
}

/// Where a command of the sample must be entrusted.
fn place(command: &Command, class: &Class) -> Scope {
    use domain::committee::Command as Committee;
    match command {
        Command::Committee(
            Committee::Inform(_) | Committee::DeliverAccount(_) | Committee::ReceiveAccount(_),
        ) => Scope::School(class.school),
        Command::Committee(_) => Scope::Municipality,
        _ => Scope::School(class.school),
    }
}

/// A committee of the whole municipality.
fn committee(caller: &Caller) -> String {
    let all = caller.get("/api/v1/committees").is(200).json();
    let whole = all.as_array().unwrap().iter().find(|one| one["district"].is_null()).unwrap();
    whole["committee"].as_str().unwrap().to_owned()
}

/// The person's own class or school unit, and another.
fn near_and_far<'a>(known: &'a Known, person: &Person) -> Vec<&'a Class> {
    let with_pupils = || known.classes.iter().filter(|class| !class.pupils.is_empty());
    let own = |class: &&Class| class.assessors.contains(&person.staff);
    let covered =
        |class: &&Class| person.scopes.iter().any(|scope| known.covers(*scope, class.school));
    let near = with_pupils().find(own).or_else(|| with_pupils().find(covered));
    let far = with_pupils().find(|class| !covered(class));
    let mut classes: Vec<&Class> = near.into_iter().chain(far).collect();
    classes.dedup_by_key(|class| class.id);
    classes
}

#[test]
fn every_command_is_refused_to_those_whom_the_table_does_not_entrust_with_it() {
    // What is carried out changes the record: a town of its own.
    let town = Town::made(300);
    let known = &town.known;
    let document = serde_json::to_value(insyn_http::document()).unwrap();
    let book = Book(document["components"]["schemas"].clone());
    let commands = book.commands();
    let named: BTreeSet<(&str, &str)> =
        commands.iter().map(|(term, name, _)| (*term, *name)).collect();
    let table = Command::ENTRUSTED
        .iter()
        .flat_map(|(term, all)| all.iter().map(|(name, _)| (*term, *name)));
    assert_eq!(named, table.collect(), "the table names the commands as the API does");
    let stranger = Caller::stranger(town.address());
    let mut tried = Tried::default();
    for person in one_of_each(known) {
        let caller = Caller::signed_in(town.address(), person);
        let committee = committee(&caller_of(&town, Role::Adviser));
        for class in near_and_far(known, person) {
            let sample = Sample { known, person, class, committee: &committee };
            for (term, name, schema) in &commands {
                let json = book.command(&sample, term, schema);
                tried.ask(&caller, &sample, (term, name), &json);
            }
        }
    }
    let (term, _, schema) = commands[0];
    let sample =
        Sample { known, person: &known.people[0], class: &known.classes[0], committee: "x" };
    let answer = send(&stranger, &book.command(&sample, term, schema));
    assert_eq!(answer.0, 401, "nobody gives a command");
    tried.end();
}

/// The first of those asking in each role.
pub(crate) fn one_of_each(known: &Known) -> Vec<&Person> {
    let mut roles = BTreeSet::new();
    asking(known).into_iter().filter(|person| roles.insert(person.role)).collect()
}

fn caller_of(town: &Town, role: Role) -> Caller {
    Caller::signed_in(town.address(), town.known.with_role(role).next().unwrap())
}

/// The status, and the kind of problem.
fn send(caller: &Caller, json: &Value) -> (u16, String) {
    static LAST: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let number = LAST.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let key = format!("00000000-0000-4000-8000-{number:012x}");
    let answer = caller.send("POST", "/api/v1/commands", &[("idempotency-key", &key)], Some(json));
    let kind = answer.json()["type"].as_str().unwrap_or_default().to_owned();
    (answer.status, kind)
}

/// What came of it.
#[derive(Default)]
struct Tried {
    wrong: Vec<String>,
    came: BTreeMap<String, BTreeSet<bool>>,
}

impl Tried {
    fn ask(&mut self, caller: &Caller, sample: &Sample<'_>, name: (&str, &str), json: &Value) {
        let of = format!("{}.{}", name.0, name.1);
        let command: Command = match serde_json::from_value(json.clone()) {
            Ok(command) => command,
            Err(error) => {
                return self.wrong.push(format!("{of} is not made rightly: {error} in {json}"));
            }
        };
        let place = place(&command, sample.class);
        let expected = sample.is_entrusted(&command, place, json);
        let (status, kind) = send(caller, json);
        let refused = kind.ends_with(".not_authorised");
        self.came.entry(of.clone()).or_default().insert(!refused);
        if refused == expected || status >= 500 || matches!(status, 400 | 401) {
            let (role, wanted) = (sample.person.role, if expected { "may" } else { "may not" });
            self.wrong.push(format!("{role} {of}: {status} {kind}, {wanted}"));
        }
    }

    fn end(self) {
        let shown: Vec<&str> = self.wrong.iter().take(40).map(String::as_str).collect();
        let count = self.wrong.len();
        assert!(shown.is_empty(), "{count} answers are not the table's:\n{}", shown.join("\n"));
        // What each does for themselves, and how a record begins, nobody is refused.
        let for_all = ["organisation.register_municipality", "organisation.set_staff_contact"];
        let others = self.came.iter().filter(|(of, _)| !for_all.contains(&of.as_str()));
        for (of, came) in others {
            assert!(came.contains(&false), "{of} was refused to nobody");
        }
    }
}

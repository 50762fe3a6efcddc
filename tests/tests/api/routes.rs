//! Every address of the pages and of the API, asked for by every role near and far: what comes is what its
//! route declares, by the table of access. A new route is tested without a change here, unless its path has
//! a part that nobody knows how to fill.

use std::collections::{BTreeMap, BTreeSet};

use domain::commitment::Level;
use domain::id::SchoolUnitCode;
use insyn_app::access::{Kind, Opens};

use crate::caller::Caller;
use crate::matrix::{Address, allowed, asking};
use crate::shared;
use crate::town::{Class, Known, Person};

/// What reads: method GET, the path as routed, and what it declares.
pub(crate) fn routes() -> Vec<(&'static str, Opens)> {
    let pages = insyn_web::addresses().into_iter().filter(|one| !one.changes);
    let api = insyn_http::addresses().into_iter().filter(|one| one.method == "get");
    // A PDF takes its time to be set, and is opened by the sight that its page asks for.
    let all = pages.map(|one| (one.path, one.opens)).chain(api.map(|one| (one.path, one.opens)));
    all.filter(|(path, _)| !path.ends_with("/pdf")).collect()
}

/// What the record has, for the parts of paths.
pub(crate) struct Parts<'a> {
    known: &'a Known,
    decisions: Vec<String>,
    seminars: Vec<String>,
}

impl<'a> Parts<'a> {
    pub(crate) fn of(known: &'a Known, address: &str) -> Self {
        let ids = |path: &str, list: &str, id: &str| {
            let reader = known.people.iter().find(|one| one.role == domain::people::Role::Adviser);
            let caller = Caller::signed_in(address, reader.unwrap());
            let view = caller.get(path).is(200).json();
            let rows = view[list].as_array().cloned().unwrap_or_default();
            rows.iter().filter_map(|row| row[id].as_str()).map(str::to_owned).take(2).collect()
        };
        Self {
            known,
            decisions: ids("/api/v1/decisions", "decisions", "decision"),
            seminars: ids("/api/v1/seminars", "seminars", "seminar"),
        }
    }

    /// The path with its parts filled in, once for each of what the record has.
    pub(crate) fn addresses(&self, path: &str, person: &Person) -> Vec<Address> {
        let round = self.known.round.slug();
        // Whoever it is, it is asked first whether the pupil's guardians are the reader's to see.
        let path = path.replace("{round}", &round).replace("{guardian}", &"f".repeat(32));
        let Some((_, rest)) = path.split_once('{') else { return vec![self.own(path, person)] };
        let (name, _) = rest.split_once('}').unwrap();
        let part = if path.contains("{kind}/{id}") {
            "{kind}/{id}".to_owned()
        } else {
            format!("{{{name}}}")
        };
        let values = self.values(name, person);
        let fill = |(value, address): (String, Address)| Address {
            path: path.replace(&part, &value),
            ..address
        };
        values.into_iter().map(fill).collect()
    }

    /// An address without parts is about the reader's own.
    fn own(&self, path: String, person: &Person) -> Address {
        let covers = |school: SchoolUnitCode| {
            person.scopes.iter().any(|scope| self.known.covers(*scope, school))
        };
        let school = self.known.schools.iter().map(|school| school.code).find(|code| covers(*code));
        Address { path, staff: Some(person.staff), school, ..Address::default() }
    }

    fn values(&self, name: &str, person: &Person) -> Vec<(String, Address)> {
        let known = self.known;
        let plain = |id: String| (id, Address::default());
        let at = |id: String, school| (id, Address { school: Some(school), ..Address::default() });
        match name {
            "class" => known.classes.iter().map(|one| in_class(one.id.to_string(), one)).collect(),
            "pupil" => known.classes.iter().filter_map(pupil_of).collect(),
            "kind" => known
                .classes
                .iter()
                .filter_map(pupil_of)
                .map(|(id, one)| (format!("pupils/{id}"), one))
                .collect(),
            "school" => known
                .schools
                .iter()
                .map(|one| (one.code.to_string(), of_school(one.code)))
                .collect(),
            "district" => known.districts.iter().map(|id| plain(id.to_string())).collect(),
            "committee" => known.committees.iter().map(|id| plain(id.to_string())).collect(),
            "report" => known.delivered.iter().map(|id| plain(id.to_string())).collect(),
            "measure" => {
                known.measures.iter().map(|(id, school)| at(id.to_string(), *school)).collect()
            }
            "figure" => known
                .schools
                .iter()
                .map(|one| {
                    at(format!("coverage@school:{}@{}", one.code, known.round.slug()), one.code)
                })
                .collect(),
            "commitment" => known
                .commitments
                .iter()
                .map(|(id, level)| match level {
                    Level::School(school) => at(id.to_string(), *school),
                    Level::Municipality => plain(id.to_string()),
                })
                .collect(),
            "programme" => known
                .programmes
                .iter()
                .filter_map(|(id, pupil)| {
                    let class = known
                        .classes
                        .iter()
                        .find(|class| class.pupils.iter().any(|p| p.id == *pupil));
                    Some(in_class(id.to_string(), class?))
                })
                .collect(),
            "staff" => asking(known)
                .into_iter()
                .chain([person])
                .map(|one| {
                    (
                        one.staff.to_string(),
                        Address { staff: Some(one.staff), ..Address::default() },
                    )
                })
                .collect(),
            "position" => vec![plain("0".to_owned())],
            "decision" => self.decisions.iter().cloned().map(plain).collect(),
            "seminar" => self.seminars.iter().cloned().map(plain).collect(),
            other => panic!("say here how {{{other}}} is filled in"),
        }
    }
}

fn in_class(id: String, class: &Class) -> (String, Address) {
    (id, Address { class: Some(class.id), school: Some(class.school), ..Address::default() })
}

fn pupil_of(class: &Class) -> Option<(String, Address)> {
    Some(in_class(class.pupils.first()?.id.to_string(), class))
}

/// Those who assess a class of the school unit see their part of its guarantee.
fn of_school(school: SchoolUnitCode) -> Address {
    Address { school: Some(school), ..Address::default() }
}

/// Of all that a path leads to, one that is open to the person and one that is not.
fn near_and_far(
    parts: &Parts<'_>,
    person: &Person,
    path: &str,
    kinds: &[Kind],
) -> Vec<(Address, bool)> {
    let own_classes = kinds.contains(&Kind::Guarantee);
    let all = parts.addresses(path, person).into_iter();
    let all = all.map(|one| Address { kinds: kinds.to_vec(), own_classes, ..one });
    let mut found: BTreeMap<bool, Address> = BTreeMap::new();
    for one in all {
        found.entry(allowed(parts.known, person, &one)).or_insert(one);
    }
    found.into_iter().map(|(open, one)| (one, open)).collect()
}

#[test]
fn every_address_answers_every_role_as_its_route_and_the_table_say() {
    let town = shared();
    let parts = Parts::of(&town.known, town.address());
    let routes = routes();
    let mut wrong = Vec::new();
    let mut came: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
    for person in asking(&town.known) {
        let caller = Caller::signed_in(town.address(), person);
        for (path, opens) in &routes {
            let Opens::Sees(kinds) = opens else { continue };
            for (address, open) in near_and_far(&parts, person, path, kinds) {
                let status = caller.get(&address.path).status;
                came.entry(path).or_default().insert(status);
                // What is open need not be there: not every school unit has an account.
                let fits = if open { matches!(status, 200 | 404) } else { status == 403 };
                if !fits {
                    let wanted = if open { "open" } else { "closed" };
                    wrong.push(format!("{} {}: {status}, is {wanted}", person.role, address.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are not the table's:\n{}", wrong.len(), wrong.join("\n"));
    let for_staff = |opens: &Opens| matches!(opens, Opens::Sees(_)) && !opens.is_for_guardians();
    // The tests of the pages know the guardians.
    let known = |path: &str| !path.contains("{guardian}");
    for (path, _) in routes.iter().filter(|(path, opens)| for_staff(opens) && known(path)) {
        assert!(came.get(path).is_some_and(|all| all.contains(&200)), "{path} was never seen");
    }
}

#[test]
fn what_is_for_all_staff_is_open_to_every_role_and_to_nobody_else() {
    let town = shared();
    let parts = Parts::of(&town.known, town.address());
    let routes = routes();
    let paths = routes.iter().filter(|(_, opens)| *opens == Opens::Staff).map(|(path, _)| *path);
    let paths: Vec<&str> = paths.collect();
    assert!(paths.len() >= 5, "there are such addresses");
    let stranger = Caller::stranger(town.address());
    for person in asking(&town.known) {
        let caller = Caller::signed_in(town.address(), person);
        for path in &paths {
            for address in parts.addresses(path, person) {
                assert_eq!(caller.get(&address.path).status, 200, "{} {path}", person.role);
            }
        }
    }
    for (path, opens) in routes.iter().filter(|(_, opens)| !opens.is_open()) {
        let filled = path.replace(['{', '}'], "x");
        assert_eq!(stranger.get(&filled).status, 401, "{path} {opens:?}");
    }
}

/// The export names every address, and the document is the export.
#[test]
fn the_export_holds_every_address_that_is_served() {
    let table = insyn_tests::run(["access", "--format", "csv"]).expect_code(0);
    let table = table.text();
    for (path, opens) in routes() {
        let found = table.lines().any(|line| {
            line.split(',').nth(2) == Some(path) && line.split(',').nth(1) == Some("GET")
        });
        assert!(found, "{path} ({opens:?}) is not in the export");
    }
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/access.md");
    let page = std::fs::read_to_string(page).unwrap();
    let written = insyn_tests::run(["access", "--format", "md"]).expect_code(0);
    assert!(
        written.text() == page,
        "docs/access.md is not what `insyn access` writes: write it anew"
    );
}

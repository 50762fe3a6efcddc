//! Small numbers over the network: whoever does not see the pupils of a school unit is shown of its figures,
//! and of all areas, exactly what the rules for small numbers tell, in answers, documents and pages alike.
//! That what they tell cannot be worked out is held by the attacker in `projections::disclosure`.

use std::collections::BTreeSet;

use domain::id::SchoolUnitCode;
use domain::people::Role;
use projections::FigureRef;
use projections::disclosure::Shown;
use serde_json::Value;

use crate::caller::Caller;
use crate::shared;
use crate::town::{Known, Person, Town};

/// Those who see figures and not pupils.
const READERS: [Role; 6] = [
    Role::Adviser,
    Role::ResultsCoordinator,
    Role::CommitteeMember,
    Role::CommitteeSecretary,
    Role::Auditor,
    Role::Archivist,
];

/// Everyone of these roles, and a principal, each with the school units that are another's.
fn readers(known: &Known) -> Vec<(&Person, Vec<SchoolUnitCode>)> {
    let schools: Vec<SchoolUnitCode> = known.schools.iter().map(|school| school.code).collect();
    let mut readers: Vec<_> = READERS
        .iter()
        .map(|role| (known.with_role(*role).next().unwrap(), schools.clone()))
        .collect();
    let others = schools.iter().copied().skip(1).collect();
    readers.push((known.principal(schools[0]), others));
    readers
}

/// How a figure is to be shown now.
fn told(known: &Known, name: &FigureRef) -> Shown {
    let round = known.protected.iter().find(|protected| protected.round() == name.round);
    round.expect("a figure is of a round that is known").show(name)
}

/// The states that are asked of: now, and on the way here.
fn states(known: &Known) -> Vec<String> {
    let size = known.size;
    vec![String::new(), format!("?asOf={}", size * 3 / 4), format!("?asOf={}", size / 2)]
}

/// The figures of an answer, each as it stands there.
fn figures<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| figures(value, found)),
        Value::Object(fields) => {
            if fields.contains_key("figure") && fields.contains_key("rule") {
                found.push(value);
            }
            fields.values().for_each(|value| figures(value, found));
        }
        _ => {}
    }
}

/// Fails where a figure holds anything but what is shown of it. Gives how many were told and how many hidden.
#[track_caller]
fn shown_only(known: &Known, path: &str, answer: &Value, is_now: bool) -> (usize, usize) {
    let mut found = Vec::new();
    figures(answer, &mut found);
    let (mut told_of, mut hidden) = (0, 0);
    for figure in found {
        for raw in ["numerator", "denominator", "missing"] {
            assert!(figure.get(raw).is_none(), "{path}: {figure}");
        }
        let text = figure["value"]["text"].as_str().expect(path);
        let name: FigureRef = figure["figure"].as_str().unwrap().parse().unwrap();
        if is_now {
            assert_eq!(text, told(known, &name).to_string(), "{path}: {name}");
        }
        if ["..", ".", "~100", "~0"].contains(&text) { hidden += 1 } else { told_of += 1 }
    }
    (told_of, hidden)
}

fn caller(town: &Town, person: &Person) -> Caller {
    Caller::signed_in(town.address(), person)
}

#[test]
fn views_of_others_hold_what_the_rules_show_and_nothing_beside_it() {
    let town = shared();
    let known = &town.known;
    let (mut told_of, mut hidden) = (0, 0);
    for (person, schools) in readers(known) {
        let caller = caller(&town, person);
        for round in known.protected.iter().map(|protected| protected.round().slug()) {
            let schools = schools.iter().map(|code| format!("schools/{code}"));
            let districts = known.districts.iter().map(|id| format!("districts/{id}"));
            let committees = known.committees.iter().map(|id| format!("committees/{id}"));
            for place in schools.chain(districts).chain(committees) {
                for state in states(known) {
                    let path = format!("/api/v1/{place}/rounds/{round}{state}");
                    let answer = caller.get(&path);
                    if answer.status == 404 {
                        continue;
                    }
                    let answer = answer.is(200).json();
                    let found = shown_only(known, &path, &answer, state.is_empty());
                    (told_of, hidden) = (told_of + found.0, hidden + found.1);
                    assert_eq!(answer["cells"].as_array().map(Vec::len), Some(0), "{path}");
                    let classes = answer["by_class"].as_array().map_or(0, Vec::len);
                    assert_eq!(classes, 0, "{path}: classes are small groups");
                }
            }
        }
    }
    assert!(told_of > 500 && hidden > 500, "{told_of} figures told, {hidden} hidden");
}

#[test]
fn a_figure_by_its_name_is_shown_without_what_it_rests_on() {
    let town = shared();
    let known = &town.known;
    let member = caller(&town, known.with_role(Role::CommitteeMember).next().unwrap());
    let auditor = caller(&town, known.with_role(Role::Auditor).next().unwrap());
    let school = known.schools[0].code;
    for round in known.protected.iter().map(|protected| protected.round().slug()) {
        for what in ["population", "assessed", "coverage", "median", "missing", "point:15"] {
            for slice in ["", ";grade=3", ";sex=female", ";grade=3;syllabus=sva"] {
                let name = format!("{what}@school:{school}@{round}{slice}");
                let path = format!("/api/v1/figures/{name}");
                for caller in [&member, &auditor] {
                    let answer = caller.get(&path).is(200).json();
                    shown_only(known, &path, &answer, true);
                    assert!(answer.get("evidence").is_none(), "{path}: a list can be counted");
                }
            }
        }
    }
}

#[test]
fn a_principal_sees_the_own_school_unit_as_it_is() {
    let town = shared();
    let known = &town.known;
    let school = known.schools[0].code;
    let caller = caller(&town, known.principal(school));
    let path = format!("/api/v1/schools/{school}/rounds/{}", known.round.slug());
    let answer = caller.get(&path).is(200).json();
    assert!(answer["total"]["population"]["numerator"].as_u64().unwrap() > 0);
    assert!(!answer["by_class"].as_array().unwrap().is_empty());
    let figure = format!("/api/v1/figures/population@school:{school}@{}", known.round.slug());
    let evidence = caller.get(&figure).is(200).json();
    assert!(!evidence["evidence"].as_array().unwrap().is_empty());
}

/// A count of a document: as a figure of this name is shown.
fn written(shown: Shown) -> Value {
    match shown {
        Shown::Exact(count) | Shown::Rounded(count) => count.into(),
        Shown::Share(permille) => permille.into(),
        mark => mark.to_string().into(),
    }
}

/// The rows of a document that are about groups of pupils.
#[track_caller]
fn document_is_shown(known: &Known, path: &str, value: &Value) -> usize {
    use projections::Measure::{Assessed, Missing, Population};
    match value {
        Value::Array(values) => values.iter().map(|of| document_is_shown(known, path, of)).sum(),
        Value::Object(fields) => {
            let mut rows = fields.values().map(|of| document_is_shown(known, path, of)).sum();
            if let (Some(counts), Some(name)) = (fields.get("counts"), fields.get("figure")) {
                let name: FigureRef = name.as_str().unwrap().parse().unwrap();
                let shown = |measure| written(told(known, &name.with(measure)));
                assert_eq!(counts["population"], shown(Population), "{path}: {name}");
                assert_eq!(counts["assessed"], shown(Assessed), "{path}: {name}");
                assert_eq!(fields["missing"], shown(Missing), "{path}: {name}");
                rows += 1;
            }
            assert!(!fields.contains_key("reached"), "{path}: a raw count of a target");
            rows
        }
        _ => 0,
    }
}

#[test]
fn documents_hold_marks_where_the_rules_do() {
    let town = shared();
    let known = &town.known;
    let mut rows = 0;
    for (person, schools) in readers(known) {
        let caller = caller(&town, person);
        for round in known.protected.iter().map(|protected| protected.round().slug()) {
            let accounts =
                schools.iter().map(|code| format!("schools/{code}/rounds/{round}/account"));
            let reports = known.committees.iter();
            let reports = reports.map(|id| format!("committees/{id}/rounds/{round}/report"));
            for path in accounts.chain(reports) {
                let answer = caller.get(&format!("/api/v1/{path}"));
                if answer.status != 200 {
                    continue;
                }
                let document = answer.json();
                assert!(document["disclosure"]["rule"].is_object(), "{path} names its rule");
                rows += document_is_shown(known, &path, &document);
                for part in ["behind", "done"] {
                    let of_schools = document[part]["schools"].as_array().map_or(0, Vec::len);
                    assert_eq!(of_schools, 0, "{path}: what is no figure is told of areas only");
                }
            }
        }
        for report in &known.delivered {
            let answer = caller.get(&format!("/api/v1/reports/{report}")).is(200).json();
            assert!(answer["document"]["disclosure"]["rule"].is_object());
            assert_eq!(answer["check"]["same"], true, "it follows from its basis");
        }
    }
    assert!(rows > 100, "{rows} rows");
}

/// The figures that a page links to, with the words of each link.
fn linked(page: &str) -> Vec<(FigureRef, String)> {
    let links = page.split("href=\"/figures/").skip(1);
    let read = |link: &str| {
        let (name, rest) = link.split_once('"')?;
        let name = name.split('?').next()?.replace("%2F", "/");
        let words = rest.split_once('>')?.1.split_once('<')?.0;
        Some((name.parse().ok()?, words.to_owned()))
    };
    links.filter_map(read).collect()
}

/// The number in some words: `87,5 %` is 87.5.
fn number(words: &str) -> Option<f64> {
    let digits: String = words
        .chars()
        .filter_map(|letter| match letter {
            ',' | '.' => Some('.'),
            digit if digit.is_ascii_digit() => Some(digit),
            _ => None,
        })
        .collect();
    digits.parse().ok()
}

#[test]
fn pages_lead_to_what_is_told_and_say_the_same() {
    let town = shared();
    let known = &town.known;
    let mut seen = BTreeSet::new();
    for (person, schools) in readers(known) {
        let caller = caller(&town, person);
        for round in known.protected.iter().map(|protected| protected.round().slug()) {
            let schools = schools.iter().map(|code| format!("/schools/{code}"));
            let districts = known.districts.iter().map(|id| format!("/districts/{id}"));
            let committees = known.committees.iter().map(|id| format!("/committees/{id}"));
            for place in schools.chain(districts).chain(committees) {
                let path = format!("{place}?round={round}&lang=sv");
                let page = caller.get(&path).is(200).text.clone();
                for (name, words) in linked(&page) {
                    let shown = told(known, &name);
                    assert!(shown.is_told(), "{path} leads to {name}, which is hidden");
                    let expected = number(&shown.to_string());
                    if matches!(shown, Shown::Point(_)) {
                        assert_eq!(words, shown.to_string(), "{path}: {name}");
                    } else {
                        assert_eq!(number(&words), expected, "{path}: {name} is {words}");
                    }
                    seen.insert(name);
                }
            }
        }
    }
    assert!(seen.len() > 50, "{} figures are told on pages", seen.len());
}

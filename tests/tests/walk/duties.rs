//! Every view of the duties, as of a size, in text to compare.

use std::collections::BTreeMap;

use domain::commitment::Level;
use domain::id::{Position, Size};
use domain::people::Scope;
use projections::{ChainOf, Facts};

use crate::acts::committee::{FUNDS, NOTED};
use crate::acts::programme::programme;
use crate::acts::school::MEASURE;
use crate::people::id;
use crate::stage::day;

fn text<T: serde::Serialize>(shown: &T) -> String {
    serde_json::to_string(shown).unwrap()
}

/// A name for each view, and what it shows.
pub(crate) fn duties(facts: &Facts, at: Size) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut add = |name: String, shown: String| {
        assert!(all.insert(name, shown).is_none(), "named twice");
    };
    of_schools(facts, at, &mut add);
    of_people(facts, at, &mut add);
    of_municipality(facts, at, &mut add);
    of_threads(facts, at, &mut add);
    all
}

/// The day by which lateness is told.
fn today(facts: &Facts, at: Size) -> domain::calendar::Day {
    let last = facts.rounds(at).last().map(|round| round.census_date);
    last.unwrap_or_else(|| day("2025-09-15")).plus(30)
}

fn of_schools(facts: &Facts, at: Size, add: &mut dyn FnMut(String, String)) {
    let today = today(facts, at);
    for school in facts.schools(today, at).into_iter().map(|school| school.school) {
        add(format!("measures {school}"), text(&projections::measures(facts, school, at)));
        let cases = projections::programmes(facts, school, today, at);
        add(format!("programmes {school}"), text(&cases));
        add(format!("support {school}"), text(&projections::support(facts, school, at)));
        let competence = projections::competence(facts, Scope::School(school), today, at);
        add(format!("competence {school}"), text(&competence));
        for round in facts.rounds(at).into_iter().map(|round| round.round) {
            let board = projections::guarantee_board(facts, school, Some(round), today, at);
            add(format!("guarantee {school} {round}"), text(&board));
            let account = projections::school_account(facts, school, round, at);
            add(format!("account {school} {round}"), text(&account));
            let reached = projections::dialogue_coverage(facts, school, round, at);
            add(format!("dialogue {school} {round}"), text(&reached));
        }
    }
}

fn of_people(facts: &Facts, at: Size, add: &mut dyn FnMut(String, String)) {
    let today = today(facts, at);
    for person in facts.staff(today, at) {
        let todo = projections::todo(facts, person.staff, today, at);
        add(format!("to-do {}", person.staff), text(&todo));
    }
    for pupil in facts.pupils(at) {
        add(format!("shortfalls {pupil}"), text(&facts.shortfalls_of_pupil(pupil, at)));
        let chain = projections::chain(facts, ChainOf::Pupil(pupil), at);
        add(format!("chain {pupil}"), text(&chain));
    }
}

fn of_municipality(facts: &Facts, at: Size, add: &mut dyn FnMut(String, String)) {
    let today = today(facts, at);
    add("knowledge".into(), text(&projections::knowledge(facts, today, at)));
    add("decisions".into(), text(&projections::decisions(facts, at)));
    add("seminars".into(), text(&projections::seminars(facts, today, at)));
    for one in facts.commitments(at) {
        let school = match one.level {
            Level::School(school) => Some(school),
            Level::Municipality => None,
        };
        let history = projections::commitment_history(facts, one.commitment, school, today, at);
        add(format!("history {}", one.commitment), text(&history));
    }
    for committee in facts.committees(at).into_iter().map(|one| one.committee) {
        for round in facts.rounds(at).into_iter().map(|round| round.round) {
            let report = projections::committee_report(facts, committee, round, &[], at);
            add(format!("report {committee} {round}"), text(&report));
        }
        let informed = projections::informed(facts, committee, today, at);
        add(format!("informed {committee}"), text(&informed));
    }
}

fn of_threads(facts: &Facts, at: Size, add: &mut dyn FnMut(String, String)) {
    let of = [
        ChainOf::Programme(programme().parse().unwrap()),
        ChainOf::Measure(id(MEASURE).parse().unwrap()),
        ChainOf::Decision(id(FUNDS).parse().unwrap()),
        ChainOf::Decision(id(NOTED).parse().unwrap()),
    ];
    for of in of {
        add(format!("chain {of}"), text(&projections::chain(facts, of, at)));
        let positions: Vec<Position> = projections::chain_positions(facts, of, at);
        add(format!("positions {of}"), text(&positions));
    }
    let today = today(facts, at);
    let case = projections::programme(facts, programme().parse().unwrap(), today, at);
    add("programme".into(), text(&case));
}

//! Every view of everything, as of a size, in text to compare.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::id::{RoundId, Size};
use projections::{Facts, FigureScope, Slice};

/// As the API gives it.
macro_rules! json {
    ($view:expr) => {
        serde_json::to_string($view).unwrap()
    };
}

/// A name for each view, and what it shows.
pub(crate) fn views(facts: &Facts, at: Size) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut add = |name: String, shown: String| {
        assert!(all.insert(name, shown).is_none(), "named twice");
    };
    let rounds = facts.rounds(at);
    for round in &rounds {
        of_schools(facts, at, round.round, round.census_date, &mut add);
        of_areas(facts, at, (round.round, round.census_date), &mut add);
    }
    for pupil in facts.pupils(at) {
        add(format!("pupil {pupil}"), json!(&projections::pupil_card(facts, at, pupil)));
    }
    let day = rounds.last().map(|round| round.census_date).unwrap_or_default();
    of_directory(facts, at, day, &mut add);
    all
}

fn of_schools(
    facts: &Facts,
    at: Size,
    round: RoundId,
    day: Day,
    add: &mut dyn FnMut(String, String),
) {
    for school in facts.schools(day, at) {
        let code = school.school;
        let view = projections::school(facts, at, code, round);
        let evidence = view.as_ref().map(|view| {
            let figure = &view.total.assessed.reference;
            assert_eq!(projections::figure(facts, at, figure), Some(view.total.assessed));
            projections::evidence(facts, at, figure)
        });
        add(format!("school {code} {round}"), json!(&view));
        add(format!("evidence {code} {round}"), format!("{evidence:?}"));
        let board = projections::round_board(facts, at, code, round, day);
        add(format!("board {code} {round}"), json!(&board));
        let scope = FigureScope::School(code);
        let series = projections::series(facts, at, scope, Slice::default(), round.instrument);
        add(format!("series {code} {round}"), json!(&series));
    }
}

fn of_areas(
    facts: &Facts,
    at: Size,
    (round, day): (RoundId, Day),
    add: &mut dyn FnMut(String, String),
) {
    for district in facts.districts(at) {
        let id = district.district;
        add(format!("district {id} {round}"), json!(&projections::district(facts, at, id, round)));
    }
    for committee in facts.committees(at) {
        let id = committee.committee;
        let view = projections::committee(facts, at, id, round);
        add(format!("committee {id} {round}"), json!(&view));
        let scope = FigureScope::Committee(id);
        let overview = projections::round_overview(facts, at, scope, round, day);
        add(format!("overview {id} {round}"), json!(&overview));
    }
}

fn of_directory(facts: &Facts, at: Size, day: Day, add: &mut dyn FnMut(String, String)) {
    add("municipality".into(), format!("{:?}", facts.municipality(at)));
    add("rounds".into(), json!(&facts.rounds(at)));
    add("schools".into(), json!(&facts.schools(day, at)));
    add("districts".into(), json!(&facts.districts(at)));
    add("committees".into(), json!(&facts.committees(at)));
    add("commitments".into(), format!("{:?}", facts.commitments(at)));
    add("coverage".into(), format!("{:?}", facts.coverage(day, at)));
    add("staff".into(), format!("{:?}", facts.staff(day, at)));
    for school in facts.schools(day, at) {
        let code = school.school;
        let classes = facts.classes(code, day, at);
        for class in &classes {
            let id = class.class;
            add(format!("members {id}"), format!("{:?}", facts.members(id, day, at)));
            add(format!("assessors {id}"), format!("{:?}", facts.assessors(id, day, at)));
        }
        add(format!("classes {code}"), format!("{classes:?}"));
        add(format!("pupils {code}"), format!("{:?}", facts.pupils_at(code, day, at)));
    }
}

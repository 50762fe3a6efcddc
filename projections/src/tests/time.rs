//! The law of time: a view of the past is what it was, whatever has been recorded since.

use domain::calendar::Day;
use domain::id::Size;
use proptest::prelude::*;

use super::history::*;
use super::random::*;
use crate::*;

/// Every view of the small municipality, as text.
fn views(facts: &Facts, at: Size) -> Vec<String> {
    let lus = september().instrument;
    let mut views = Vec::new();
    let mut show = |view: &dyn erased::Show| views.push(view.show());
    for round in ROUNDS.map(|round| round()) {
        for code in SCHOOLS.map(unit) {
            show(&school(facts, at, code, round));
            show(&round_board(facts, at, code, round, day("2025-11-15")));
            show(&facts.round_status(round, code, at));
        }
        for of in ["norr", "syd"].map(quarter) {
            show(&district(facts, at, of, round));
        }
        for of in [whole(), northern()] {
            show(&committee(facts, at, of, round));
            let scope = FigureScope::Committee(of);
            show(&round_overview(facts, at, scope, round, day("2025-11-15")));
        }
        show(&facts.round(round, at));
        show(&facts.previous_round(round, at));
    }
    for scope in scopes() {
        show(&series(facts, at, scope, Slice::default(), lus));
        let girls = Slice { sex: Some(domain::people::Sex::Female), ..Slice::default() };
        show(&series(facts, at, scope, girls, lus));
    }
    for n in 0..PUPILS {
        show(&pupil_card(facts, at, pupil(n)));
    }
    views.extend(super::duties::views(facts, at, &[day("2025-11-15")]));
    views
}

/// Every look-up that takes an as-of, as text.
fn lookups(facts: &Facts, at: Size) -> Vec<String> {
    let mut found = Vec::new();
    let mut show = |view: &dyn erased::Show| found.push(view.show());
    show(&facts.municipality(at));
    show(&facts.districts(at));
    show(&facts.committees(at));
    show(&facts.editions(at));
    show(&facts.commitments(at));
    show(&facts.rounds(at));
    show(&facts.pupils(at));
    for on in ["2025-09-15", "2025-11-01", "2026-02-15"].map(day) {
        day_lookups(facts, on, at, &mut show);
    }
    for n in 0..PUPILS {
        show(&facts.guardians(pupil(n), at));
        show(&facts.enrolments(pupil(n), at));
        show(&format!("{:?}", facts.standing(pupil(n), at)));
        for round in ROUNDS {
            show(&facts.effective(pupil(n), round(), at));
            show(&facts.population_school(pupil(n), round(), at));
        }
    }
    show(&facts.wards(guardian(0), at));
    show(&SCHOOLS.map(|code| facts.standing_at(unit(code), at)));
    found
}

fn day_lookups(facts: &Facts, on: Day, at: Size, show: &mut dyn FnMut(&dyn erased::Show)) {
    show(&facts.schools(on, at));
    show(&facts.commitments_in_force(on, at));
    show(&facts.coverage(on, at));
    for code in SCHOOLS.map(unit) {
        show(&facts.classes(code, on, at));
        show(&facts.pupils_at(code, on, at));
    }
    for number in 0..4 {
        show(&facts.members(class(number), on, at));
        show(&facts.assessors(class(number), on, at));
        show(&facts.responsible_assessor(class(number), on, at));
    }
    for n in 0..PUPILS {
        show(&facts.pupil(pupil(n), on, at));
        show(&facts.roles(staff(n % 3), on, at));
        show(&facts.classes_assessed_by(staff(n % 3), on, at));
    }
}

/// Any serialisable answer as text.
mod erased {
    pub(super) trait Show {
        fn show(&self) -> String;
    }
    impl<T: serde::Serialize> Show for T {
        fn show(&self) -> String {
            serde_json::to_string(self).unwrap()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn views_of_the_past_are_what_they_were(log in history(), thousandth in 0..=1000_u64) {
        let at = size_of(&log, thousandth);
        let (now, then) = (log.facts(), log.facts_at(at));
        for (from_now, from_then) in views(&now, at).iter().zip(&views(&then, at)) {
            prop_assert_eq!(from_now, from_then);
        }
    }

    #[test]
    fn lookups_of_the_past_are_what_they_were(log in history(), thousandth in 0..=1000_u64) {
        let at = size_of(&log, thousandth);
        let (now, then) = (log.facts(), log.facts_at(at));
        for (from_now, from_then) in lookups(&now, at).iter().zip(&lookups(&then, at)) {
            prop_assert_eq!(from_now, from_then);
        }
    }

    #[test]
    fn figures_of_the_past_are_what_they_were(
        log in history(),
        thousandth in 0..=1000_u64,
        references in proptest::collection::vec(any_figure(), 40),
    ) {
        let at = size_of(&log, thousandth);
        let (now, then) = (log.facts(), log.facts_at(at));
        for reference in references {
            prop_assert_eq!(figure(&now, at, &reference), figure(&then, at, &reference));
            prop_assert_eq!(evidence(&now, at, &reference), evidence(&then, at, &reference));
        }
    }
}

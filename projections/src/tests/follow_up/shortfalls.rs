//! Shortfalls found, lifted and followed.

use domain::commitment::{CommitmentWithdrawn, Level};
use domain::guarantee::{Answer, Command, Lack, Lifted};
use domain::id::Position;
use domain::people::Grade;
use domain::personal::Personal;
use domain::pupil::GradeChanged;
use domain::round::RoundReopened;
use proptest::prelude::*;

use super::super::random::*;
use super::*;
use crate::follow_up::{moving_steps, open_rounds};

fn promised_by(log: &Log, n: u8) -> Vec<Lack> {
    let shortfalls = log.facts().shortfalls_of_pupil(pupil(n), log.size());
    shortfalls.iter().filter(|found| found.stands()).map(|found| found.lack).collect()
}

#[test]
fn a_submission_finds_exactly_who_is_below_not_assessed_or_missing() {
    let mut log = municipality();
    assert_eq!(at_unit(&log, A, "2025-09-20"), [], "asleep before");
    let submitted = submit(&mut log, A);
    let taken = take(&mut log, "2025-09-20");
    let effective = |n| log.facts().effective(pupil(n), september(), log.size()).unwrap().position;
    let (below, absent) = (effective(2), effective(3));
    assert_eq!(
        found(&taken),
        [
            (pupil(2), Lack::Below { assessed: below }),
            (pupil(3), Lack::NotAssessed { recorded: absent }),
            (pupil(4), Lack::Missing),
        ]
    );
    for step in &taken {
        assert_eq!((step.cause, step.rule.as_str()), (submitted, "shortfall"));
        let Command::Find(e) = &step.command else { panic!("only found") };
        assert_eq!((e.school, e.class, e.promise), (unit(A), Some(class(0)), promise(0)));
        assert_eq!(e.answer_by, day("2025-09-30"), "ten days");
    }
    assert!(taken[0].identity().starts_with(&format!("shortfall|{submitted}|pupil:{}", pupil(2))));
}

#[test]
fn a_passive_principal_cannot_switch_it_off() {
    let mut log = municipality();
    // To be submitted by 6 October.
    assert_eq!(at_unit(&log, A, "2025-10-06"), []);
    let scheduled = log.facts().round(september(), log.size()).unwrap().position;
    let late = at_unit(&log, A, "2025-10-07");
    assert_eq!(found(&late).len(), 3);
    // The instants of these logs lie in June: what was recorded before the day has passed is no cause.
    assert!(late.iter().all(|step| step.cause == scheduled), "not even opened");
    let opened = open(&mut log, A, "2025-09-30");
    assert!(at_unit(&log, A, "2025-10-07").iter().all(|step| step.cause == opened));
    take(&mut log, "2025-10-07");
    submit(&mut log, A);
    assert_eq!(all(&log, "2025-10-08"), [], "the submission finds nothing new");
}

#[test]
fn a_correction_lifts_and_drops() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let typed = log.facts().effective(pupil(2), september(), log.size()).unwrap().position;
    let corrected = log.correct(2, september(), typed, "15");
    let up = take(&mut log, "2025-09-21");
    assert_eq!(lifted(&up), [Lifted::Reached { assessed: corrected }]);
    assert_eq!((up.len(), up[0].cause), (1, corrected));
    let struck = log.strike(2, september(), corrected);
    let down = take(&mut log, "2025-09-22");
    assert_eq!(found(&down), [(pupil(2), Lack::Below { assessed: typed })]);
    assert_eq!(down[0].cause, struck);
    let first = log.facts().effective(pupil(1), september(), log.size()).unwrap().position;
    let dropped = log.correct(1, september(), first, "9");
    assert_eq!(
        found(&take(&mut log, "2025-09-22")),
        [(pupil(1), Lack::Below { assessed: dropped })]
    );
}

#[test]
fn another_value_below_changes_nothing_and_another_lack_takes_its_place() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let typed = log.facts().effective(pupil(2), september(), log.size()).unwrap().position;
    log.correct(2, september(), typed, "13");
    assert_eq!(all(&log, "2025-09-21"), [], "below as before");
    let shortfall = log.facts().shortfalls_of_pupil(pupil(4), log.size())[0].position;
    log.answered(4, A, shortfall, Answer::Reassess);
    let assessed = log.assess(4, september(), "10");
    let replaced = take(&mut log, "2025-09-22");
    assert_eq!(lifted(&replaced), [Lifted::Replaced]);
    assert_eq!(found(&replaced), [(pupil(4), Lack::Below { assessed })]);
    assert_eq!(replaced[0].subject, replaced[1].subject, "one after the other");
    assert_eq!(promised_by(&log, 4), [Lack::Below { assessed }]);
}

#[test]
fn an_open_shortfall_follows_the_pupil_and_an_answered_one_stays() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let of = |log: &Log, n| log.facts().shortfalls_of_pupil(pupil(n), log.size())[0].clone();
    let answered = of(&log, 3).position;
    log.answered(3, A, answered, Answer::ExtraAdaptations);
    let moved = log.transfer(2, A, B, "2025-10-01");
    log.transfer(3, A, B, "2025-10-01");
    let not_yet = moving_steps(&log.facts(), pupil(2), log.size(), day("2025-09-30"));
    assert_eq!(not_yet, [], "enrolled there from October");
    let taken = take(&mut log, "2025-10-01");
    let [step] = &taken[..] else { panic!("one: {taken:?}") };
    let Command::Follow(e) = &step.command else { panic!("it follows") };
    assert_eq!((e.of, e.from, e.school), (of(&log, 2).position, unit(A), unit(B)));
    assert_eq!(step.cause, moved);
    assert_eq!((of(&log, 2).school, of(&log, 3).school), (unit(B), unit(A)));
    log.transfer(2, B, A, "2025-10-05");
    assert_eq!(take(&mut log, "2025-10-05").len(), 1, "and back");
}

#[test]
fn a_pupil_found_after_a_move_belongs_to_the_new_school_unit() {
    let mut log = municipality();
    log.transfer(4, A, B, "2025-09-18");
    log.leave(2, A, "2025-09-19");
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let school = |n| log.facts().shortfalls_of_pupil(pupil(n), log.size())[0].school;
    assert_eq!(school(4), unit(B));
    let of_leaver = log.facts().shortfalls_of_pupil(pupil(2), log.size());
    assert_eq!(of_leaver, [], "of who has left nobody is left to answer");
}

#[test]
fn what_nobody_answered_is_lifted_when_the_pupil_leaves_and_found_when_it_comes_back() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let answered = log.facts().shortfalls_of_pupil(pupil(3), log.size())[0].position;
    log.answered(3, A, answered, Answer::ExtraAdaptations);
    let left = log.leave(2, A, "2025-10-01");
    log.leave(3, A, "2025-10-01");
    assert_eq!(all(&log, "2025-09-30"), [], "here until October");
    let gone = take(&mut log, "2025-10-01");
    let [step] = &gone[..] else { panic!("one: {gone:?}") };
    let Command::Lift(e) = &step.command else { panic!("it is lifted") };
    assert_eq!((e.pupil, e.school, e.why), (pupil(2), unit(A), Lifted::Left));
    assert_eq!(step.cause, left);
    assert_eq!(promised_by(&log, 2), []);
    assert_eq!(promised_by(&log, 3).len(), 1, "an answer stands");
    log.enrol(2, B, 3, "2025-10-20");
    let back = take(&mut log, "2025-10-20");
    let [Step { command: Command::Find(e), .. }] = &back[..] else { panic!("found: {back:?}") };
    assert_eq!((e.pupil, e.school, e.answer_by), (pupil(2), unit(B), day("2025-10-30")));
    log.leave(2, B, "2025-10-25");
    assert_eq!(lifted(&take(&mut log, "2025-10-25")), [Lifted::Left], "and again");
}

#[test]
fn another_result_of_a_leaver_replaces_nothing() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let shortfall = log.facts().shortfalls_of_pupil(pupil(4), log.size())[0].position;
    log.answered(4, A, shortfall, Answer::Reassess);
    log.leave(4, A, "2025-10-01");
    log.assess(4, september(), "10");
    assert_eq!(all(&log, "2025-10-02"), [], "what is answered stands as it was answered");
}

#[test]
fn a_move_recorded_late_lifts_what_was_no_shortfall() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let left = log.leave(4, A, "2025-09-10");
    let gone = take(&mut log, "2025-09-21");
    assert_eq!((lifted(&gone), gone[0].cause), (vec![Lifted::OutsidePopulation], left));
    let (who, school, from) = (pupil(2), unit(A), day("2025-09-01"));
    log.add(GradeChanged { pupil: who, school, grade: Grade::nine(2), from });
    let other_grade = take(&mut log, "2025-09-21");
    assert_eq!(lifted(&other_grade), [Lifted::PromiseWithdrawn]);
    // Counted at another unit from the beginning, which has not submitted: what stands goes on standing.
    log.transfer(3, A, B, "2025-09-02");
    let followed = take(&mut log, "2025-09-21");
    assert!(matches!(followed[..], [Step { command: Command::Follow(_), .. }]), "{followed:?}");
}

#[test]
fn a_withdrawn_commitment_lifts_and_a_new_version_finds_anew() {
    let mut log = municipality();
    submit(&mut log, A);
    assert_eq!(take(&mut log, "2025-09-20").len(), 3);
    let revised = log.lowered_from(0, 2, "9", "2025-08-01");
    let taken = take(&mut log, "2025-09-21");
    assert_eq!(lifted(&taken), [Lifted::PromiseWithdrawn; 3]);
    assert_eq!(found(&taken).len(), 2, "pupil 2 reaches what is asked now");
    assert!(taken.iter().all(|step| step.cause == revised));
    let (commitment, level) = (commitment(0), Level::Municipality);
    log.add(CommitmentWithdrawn { commitment, level, from: day("2025-09-01"), decision: None });
    assert_eq!(lifted(&take(&mut log, "2025-09-21")), [Lifted::PromiseWithdrawn; 2]);
}

#[test]
fn a_reopened_round_stays_awake() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    let (round, school, until) = (september(), unit(A), day("2025-09-30"));
    let reason = Personal::Sealed;
    log.add(RoundReopened { round, school, class: None, until, reason });
    assert_eq!(all(&log, "2025-09-21"), []);
    let late = log.assess(4, september(), "17");
    assert_eq!(lifted(&take(&mut log, "2025-09-22")), [Lifted::Reached { assessed: late }]);
    log.strike(4, september(), late);
    assert_eq!(found(&take(&mut log, "2025-09-23")), [(pupil(4), Lack::Missing)]);
    submit(&mut log, A);
    assert_eq!(all(&log, "2025-09-24"), [], "submitting again finds nothing twice");
}

#[test]
fn a_school_units_own_promise_is_for_its_pupils_only() {
    let mut log = municipality();
    log.commit(1, Level::School(unit(B)), terms(800, "17", "2025-07-01"));
    log.enrol(0, B, 3, "2025-08-15");
    log.assess(0, september(), "16");
    submit(&mut log, A);
    submit(&mut log, B);
    let taken = take(&mut log, "2025-09-20");
    let of_b: Vec<_> = found(&taken).into_iter().filter(|(who, _)| *who == pupil(0)).collect();
    assert_eq!((of_b.len(), taken.len()), (1, 4));
    let promise = log.facts().shortfalls_of_pupil(pupil(0), log.size())[0].promise;
    assert_eq!(promise.level, Level::School(unit(B)));
}

#[test]
fn older_rounds_sleep_and_so_does_a_municipality_without_goals() {
    let mut log = municipality();
    submit(&mut log, A);
    submit(&mut log, B);
    let places = open_rounds(&log.facts(), log.size(), day("2025-09-20"));
    assert_eq!(rounds(&places), [("2025/26:september".to_owned(), A)], "B has no pupils");
    log.goals("2025-09-16");
    assert_eq!(open_rounds(&log.facts(), log.size(), day("2025-09-20")), []);
    assert_eq!(all(&log, "2026-06-01"), []);
    let mut without = Log::municipality();
    without.enrol(1, A, 3, "2025-08-15");
    submit(&mut without, A);
    assert_eq!(all(&without, "2026-06-01"), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever has happened: after the process has done its part, every expected shortfall stands once,
    /// and it asks for nothing more.
    #[test]
    fn the_process_comes_to_rest(log in history(), which in 0..3_usize) {
        let mut log = log;
        let today = ["2025-10-07", "2026-01-15", "2026-04-01"][which];
        let mut known = std::collections::BTreeSet::new();
        for _ in 0..40 {
            let due = all(&log, today);
            if due.is_empty() {
                break;
            }
            for step in &due {
                prop_assert!(known.insert(step.identity()), "{} twice", step.identity());
                prop_assert!(step.cause < Position(log.size().0), "{step:?}");
                log.add(event(&step.command));
            }
        }
        prop_assert_eq!(all(&log, today), vec![]);
    }

    /// The steps of the past are what they were.
    #[test]
    fn steps_obey_the_law_of_time(log in history(), thousandth in 0..=1000_u64) {
        let at = size_of(&log, thousandth);
        let today = day("2026-01-15");
        prop_assert_eq!(steps(&log.facts(), at, today), steps(&log.facts_at(at), at, today));
    }
}

//! A person answers a shortfall.

use super::*;
use crate::spec::When;

const TEACHERS: [Answer; 3] =
    [Answer::ExtraAdaptations, Answer::ReportedToPrincipal, Answer::Reassess];

fn answering(events: Vec<Event>, wanted: GuaranteeAnswered) -> When {
    given(events).when(Command::Answer(wanted)).by(principal())
}

fn programme() -> ProgrammeId {
    ProgrammeId::from_bytes([1; 16])
}

fn covers() -> GuaranteeAnswered {
    answer(Answer::ProgrammeCovers { programme: programme() })
}

fn concern(who: PupilId) -> ConcernReported {
    ConcernReported {
        programme: programme(),
        pupil: who,
        school: school(1),
        shortfall: Some(its()),
        concern: Personal::Sealed,
        on: day("2025-09-16"),
    }
}

fn measure() -> MeasureId {
    MeasureId::from_bytes([1; 16])
}

fn decided(at: u32) -> MeasureDecided {
    MeasureDecided {
        measure: measure(),
        school: school(at),
        analysis: None,
        decision: None,
        subject: MeasureFor::School,
        title: "Läsgrupp varje dag".to_owned(),
        responsible: principal().staff,
        from: day("2025-09-16"),
        to: None,
        expected: Expected {
            commitment: None,
            target: None,
            by: "2025/26:may".parse().expect("a round"),
            share_permille: None,
        },
        cost: None,
        within_budget: true,
        evaluate_by: day("2026-06-01"),
        on: day("2025-09-16"),
    }
}

#[test]
fn principal_special_educator_and_assessor_answer_what_teachers_can_do() {
    for given_answer in TEACHERS {
        let wanted = answer(given_answer);
        for actor in [principal(), special_educator(), teacher()] {
            answering(found(), wanted.clone()).by(actor).then(events![wanted.clone()]);
        }
        answering(found(), wanted.clone()).by(other_teacher()).then_refused(Refusal::NotAssessor);
        for actor in [other_principal(), coordinator(), administrator(), Actor::PROCESS] {
            answering(found(), wanted.clone()).by(actor).then_refused(Refusal::NotAuthorised);
        }
    }
}

#[test]
fn only_the_principal_says_that_nothing_is_needed_or_that_a_measure_answers_it() {
    for given_answer in [Answer::None, Answer::SchoolMeasure { measure: None }] {
        let wanted = answer(given_answer);
        answering(found(), wanted.clone()).then(events![wanted.clone()]);
        for actor in [special_educator(), teacher()] {
            answering(found(), wanted.clone()).by(actor).then_refused(Refusal::NotAuthorised);
        }
    }
}

#[test]
fn a_programme_that_covers_it_is_the_pupil_s_own() {
    let with = |more: Vec<Event>| [found(), more].concat();
    let reported = with(events![concern(pupil(1))]);
    for actor in [principal(), special_educator()] {
        answering(reported.clone(), covers()).by(actor).then(events![covers()]);
    }
    answering(reported, covers()).by(teacher()).then_refused(Refusal::NotAuthorised);
    answering(found(), covers()).then_refused(Refusal::ProgrammeUnknown);
    let other = with(events![concern(pupil(2))]);
    answering(other, covers()).then_refused(Refusal::ProgrammeUnknown);
    let struck = EntryStruck {
        programme: programme(),
        pupil: pupil(1),
        school: school(1),
        of: next(&found()),
        reason: Personal::Sealed,
    };
    let struck = with(events![concern(pupil(1)), struck]);
    answering(struck, covers()).then_refused(Refusal::ProgrammeUnknown);
}

#[test]
fn a_measure_that_is_named_is_decided_at_the_unit() {
    let wanted = answer(Answer::SchoolMeasure { measure: Some(measure()) });
    let with = |more: Vec<Event>| [found(), more].concat();
    answering(with(events![decided(1)]), wanted.clone()).then(events![wanted.clone()]);
    for events in [found(), with(events![decided(2)])] {
        answering(events, wanted.clone()).then_refused(Refusal::MeasureUnknown);
    }
}

#[test]
fn another_answer_takes_the_place_of_the_former_and_the_same_is_already_so() {
    let mut events = found();
    events.extend(events![answer(Answer::Reassess)]);
    let other = answer(Answer::ExtraAdaptations);
    answering(events.clone(), other.clone()).then(events![other.clone()]);
    let same = GuaranteeAnswered { reasons: Personal::Sealed, ..answer(Answer::Reassess) };
    answering(events.clone(), same.clone()).then_nothing();
    // New reasons are not lost.
    let reasoned = answer(Answer::Reassess);
    answering(events.clone(), reasoned.clone()).then(events![reasoned]);
    events.extend(events![other]);
    answering(events, same).then_refused(Refusal::NoReason);
}

#[test]
fn what_no_longer_stands_is_not_answered() {
    let mut events = found();
    events.extend(events![lift(Lifted::PromiseWithdrawn)]);
    answering(events, answer(Answer::None)).then_refused(Refusal::Lifted);
    let unknown = GuaranteeAnswered { of: Position(0), ..answer(Answer::None) };
    answering(found(), unknown).then_refused(Refusal::ShortfallUnknown);
    let other = GuaranteeAnswered { pupil: pupil(2), ..answer(Answer::None) };
    answering(found(), other).then_refused(Refusal::ShortfallUnknown);
}

#[test]
fn after_a_move_the_new_unit_answers_and_the_former_not() {
    let mut events = found();
    events.extend(events![moved("2025-09-16")]);
    let here = answer(Answer::ExtraAdaptations);
    let there = GuaranteeAnswered { school: school(2), ..here.clone() };
    // Until the duty has followed, either may.
    answering(events.clone(), here.clone()).then(events![here.clone()]);
    answering(events.clone(), there.clone()).by(other_principal()).then(events![there.clone()]);
    events.extend(events![follow()]);
    answering(events.clone(), there.clone()).by(other_principal()).then(events![there.clone()]);
    answering(events.clone(), here.clone()).then_refused(Refusal::NotResponsible);
    answering(found(), there).by(other_principal()).then_refused(Refusal::NotResponsible);
    answering(events, here).by(teacher()).then_refused(Refusal::NotResponsible);
}

#[test]
fn an_assessor_of_the_pupil_s_present_class_answers_too() {
    let mut events = found();
    events.extend(events![AssessorAssigned {
        class: class(2),
        school: school(1),
        staff: other_teacher().staff,
        kind: AssessorKind::CoAssessor,
        from: day("2025-09-01"),
        to: None,
    }]);
    let wanted = answer(Answer::ExtraAdaptations);
    answering(events.clone(), wanted.clone())
        .by(other_teacher())
        .then_refused(Refusal::NotAssessor);
    let (school, class, from) = (school(1), Some(class(2)), day("2025-09-16"));
    events.extend(events![ClassJoined { pupil: pupil(1), school, class, from }]);
    for actor in [teacher(), other_teacher()] {
        answering(events.clone(), wanted.clone()).by(actor).then(events![wanted.clone()]);
    }
}

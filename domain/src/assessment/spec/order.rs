//! The documented order of the assessment's refusals.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::spec::other_teacher;
use crate::spec::peel::{Case, Step, peel};

const ASSESS: &[Step<Typed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::Submitted, |c| c.drop(|e| matches!(e, Event::ResultsSubmitted(_)))),
    (Refusal::NotOpen, |c| c.add(opening(school(1)))),
    (Refusal::PupilUnknown, |c| c.add(enrolment(pupil(1), school(2), "2025-08-18"))),
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1), school(1), "2025-08-18"))),
    (Refusal::WrongClass, |c| c.add(joined(pupil(1), school(1), Some(class(2)), "2025-08-18"))),
    (Refusal::AssessorNotAuthorised, |c| {
        c.add(assigned(class(2), teacher().staff, AssessorKind::StandIn, "2025-08-18"));
    }),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-08-25")),
    (Refusal::DateBeforeWindow, |c| (c.day, c.asked.on) = ("2025-09-16", day("2025-09-16"))),
    (Refusal::PointUnknown, |c| c.asked.outcome = point("7")),
    (Refusal::SignedOff, |c| c.drop(|e| matches!(e, Event::ClassSignedOff(_)))),
];

/// Typed for class 2, which is not the teacher's, of a pupil unknown so far, in a round not yet
/// scheduled; on a day that is neither past nor in the window.
fn wrong_in_every_way() -> Case<Typed> {
    let mut events = municipality();
    events.extend(events![
        ScaleEditionAdopted { edition: ScaleEdition::lus_1() },
        signed_off(class(2)),
        submitted(),
    ]);
    let place = Place { class: Some(class(2)), ..here() };
    let asked = Typed { place, outcome: point("20"), on: day("2025-08-27"), ..typed() };
    Case { events, asked, actor: other_teacher(), day: "2025-08-25" }
}

#[test]
fn assess_refuses_in_order() {
    peel(wrong_in_every_way(), Typed::assess, ASSESS);
}

const WITHOUT_CLASS: &[Step<Typed, Refusal>] = &[
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1), school(1), "2025-08-18"))),
    (Refusal::WrongClass, |c| c.drop(|e| matches!(e, Event::ClassJoined(_)))),
    (Refusal::OnlyPrincipalWithoutClass, |c| c.asked.assessor = principal().staff),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
];

#[test]
fn assessing_without_a_class_refuses_in_order() {
    let mut events = opened();
    events.retain(|e| !matches!(e, Event::PupilEnrolled(_)));
    events.extend(events![enrolment(pupil(1), school(2), "2025-08-18")]);
    let place = Place { class: None, ..here() };
    let asked = Typed { place, on: day("2025-09-17"), ..typed() };
    let case = Case { events, asked, actor: principal(), day: "2025-09-16" };
    peel(case, Typed::assess, WITHOUT_CLASS);
}

const CORRECT: &[Step<(Typed, Personal<FreeText>), Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::PointUnknown, |c| c.asked.0.outcome = point("8")),
    (Refusal::NothingToCorrect, |c| c.add(typed().event())),
    (Refusal::NoReason, |c| c.asked.1 = words("Avläst på fel rad.")),
];

#[test]
fn correct_refuses_in_order() {
    let asked = (Typed { outcome: point("20"), ..typed() }, Personal::Sealed);
    let case = Case { events: opened(), asked, actor: other_teacher(), day: "2025-09-16" };
    peel(case, |(typed, reason)| typed.correct_because(reason), CORRECT);
}

const STRIKE: &[Step<AssessmentStruck, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::Submitted, |c| c.drop(|e| matches!(e, Event::ResultsSubmitted(_)))),
    (Refusal::NotOpen, |c| c.add(opening(school(1)))),
    (Refusal::NoSuchValue, |c| c.asked.of = Position(0)),
    (Refusal::AlreadyStruck, |c| c.drop(|e| matches!(e, Event::AssessmentStruck(_)))),
    (Refusal::NoReason, |c| c.asked.reason = words("Fel elev.")),
];

#[test]
fn strike_refuses_in_order() {
    let mut events = vec![typed().event()];
    events.extend(municipality());
    events.extend(events![struck(Position(0), teacher().staff), submitted()]);
    let asked =
        AssessmentStruck { reason: Personal::Sealed, ..struck(Position(1), teacher().staff) };
    let case = Case { events, asked, actor: other_teacher(), day: "2025-09-16" };
    let command = |AssessmentStruck { place, of, staff, reason }| Command::Strike {
        place,
        of,
        staff,
        reason,
    };
    peel(case, command, STRIKE);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(ASSESS)
        .chain(refusals(WITHOUT_CLASS))
        .chain(refusals(CORRECT))
        .chain(refusals(STRIKE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("assessment."));
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}

//! Reminders, and steps that were refused.

use super::*;
use crate::spec::When;

/// Events given are recorded on this day.
const THAT_DAY: &str = "2017-07-14";

fn reminding(events: Vec<Event>, wanted: DutyReminded) -> When {
    given(events).when(Command::Remind(wanted)).by(Actor::PROCESS).on(THAT_DAY)
}

#[test]
fn one_person_is_reminded_of_one_duty_once_a_day() {
    reminding(found(), reminder()).then(events![reminder()]);
    let mut events = found();
    events.extend(events![reminder()]);
    reminding(events.clone(), reminder()).then_nothing();
    let later = DutyReminded { due: day("2017-07-02"), ..reminder() };
    reminding(events.clone(), later).then_nothing();
    reminding(events.clone(), reminder()).on("2017-07-15").then(events![reminder()]);
    for other in [
        DutyReminded { to: principal().staff, ..reminder() },
        DutyReminded { duty: Duty::Investigation, ..reminder() },
        DutyReminded { duty: Duty::MeasureEvaluation, pupil: None, of: Position(3), ..reminder() },
    ] {
        reminding(events.clone(), other.clone()).then(events![other]);
    }
}

#[test]
fn only_the_process_reminds_and_only_of_what_is_due() {
    for actor in [coordinator(), principal(), administrator()] {
        reminding(found(), reminder()).by(actor).then_refused(Refusal::NotAuthorised);
    }
    let tomorrow = DutyReminded { due: day("2017-07-15"), ..reminder() };
    reminding(found(), tomorrow).then_refused(Refusal::NotDue);
    let today = DutyReminded { due: day(THAT_DAY), ..reminder() };
    reminding(found(), today.clone()).then(events![today]);
}

#[test]
fn nobody_is_reminded_of_what_is_answered_or_lifted() {
    let with = |more: Vec<Event>| [found(), more].concat();
    let answered = with(events![answer(Answer::Reassess)]);
    reminding(answered, reminder()).then_refused(Refusal::Answered);
    let lifted = with(events![lift(Lifted::Replaced)]);
    reminding(lifted, reminder()).then_refused(Refusal::Lifted);
    reminding(assessed(), reminder()).then_refused(Refusal::ShortfallUnknown);
}

#[test]
fn a_refused_step_is_noted_once() {
    let noting = |events: Vec<Event>, wanted| {
        given(events).when(Command::Decline(wanted)).by(Actor::PROCESS)
    };
    noting(before(), declined()).then(events![declined()]);
    let mut events = before();
    events.extend(events![declined()]);
    noting(events.clone(), declined()).then_nothing();
    let other = FollowUpDeclined { cause: Position(2), ..declined() };
    noting(events, other.clone()).then(events![other]);
    for actor in [coordinator(), administrator()] {
        noting(before(), declined()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

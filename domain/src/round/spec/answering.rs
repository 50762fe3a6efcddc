//! The principal answers conditions that were stated.

use super::*;
use crate::id::Position;
use crate::people::Actor;
use crate::spec::When;

/// Where the conditions of class 1 stand.
fn statement() -> Position {
    Position(u64::try_from(opened().len()).expect("few events"))
}

/// Class 1's assessor has stated the conditions.
pub(super) fn stated() -> Vec<Event> {
    [opened(), events![conditions()]].concat()
}

pub(super) fn answer() -> ConditionsAnswered {
    ConditionsAnswered {
        round: september(),
        school: school(1),
        class: class(1),
        of: statement(),
        staff: principal().staff,
        answer: words("Två lektioner i veckan frigörs."),
    }
}

fn answering(events: Vec<Event>, wanted: &ConditionsAnswered) -> When {
    given(events).when(Command::AnswerConditions(wanted.clone())).by(principal())
}

#[test]
fn the_principal_of_the_unit_answers_in_the_own_name() {
    answering(stated(), &answer()).then(events![answer()]);
    for actor in [teacher(), coordinator(), other_principal(), administrator(), Actor::PROCESS] {
        let own = ConditionsAnswered { staff: actor.staff, ..answer() };
        answering(stated(), &own).by(actor).then_refused(Refusal::NotAuthorised);
    }
    let another_s = ConditionsAnswered { staff: teacher().staff, ..answer() };
    answering(stated(), &another_s).then_refused(Refusal::NotAuthorised);
}

#[test]
fn conditions_are_answered_after_submission_too() {
    let events = [stated(), events![sign_off(class(1), teacher().staff), submission(), receipt()]];
    answering(events.concat(), &answer()).on("2025-12-01").then(events![answer()]);
}

#[test]
fn every_statement_has_its_one_answer() {
    let answered = || [stated(), events![answer()]].concat();
    answering(answered(), &answer()).then_refused(Refusal::AlreadyAnswered);
    let same = ConditionsAnswered { answer: Personal::Sealed, ..answer() };
    answering(answered(), &same).then_nothing();
    let of = Position(statement().0 + 2);
    let second = ConditionsAnswered { of, ..answer() };
    let events = [answered(), events![conditions()]].concat();
    answering(events, &second).then(events![second.clone()]);
}

#[test]
fn what_is_answered_is_a_statement_of_that_class_and_round() {
    answering(opened(), &answer()).then_refused(Refusal::StatementUnknown);
    let not_one = ConditionsAnswered { of: Position(statement().0 - 1), ..answer() };
    let other_class = ConditionsAnswered { class: class(2), ..answer() };
    let round = "2025/26:december".parse().expect("a round");
    let other_round = ConditionsAnswered { round, ..answer() };
    for wanted in [not_one, other_class, other_round] {
        answering(stated(), &wanted).then_refused(Refusal::StatementUnknown);
    }
}

//! Specifications of the round.

use super::{
    ClassSignedOff, Command, ConditionsAnswered, ConditionsStated, LettersReleased, Refusal,
    ReminderSent, ResultsReceived, ResultsSubmitted, RoundOpened, RoundReopened, RoundScheduled,
    proposed,
};
use crate::calendar::{Calendar, Day};
use crate::event::Event;
use crate::id::{ClassId, Occasion, RoundId, StaffId};
use crate::organisation::{
    AssessorAssigned, AssessorEnded, AssessorKind, LocalHolidaysSet, ScaleEditionAdopted,
    SchoolUnitClosed,
};
use crate::people::{GradeRegime, SchoolForm};
use crate::personal::Personal;
use crate::scale::ScaleEdition;
use crate::spec::{
    administrator, class, coordinator, day, district_coordinator, events, given, municipality,
    other_principal, other_teacher, principal, school, teacher, words,
};

mod answering;
mod order;

// ------------------------------------------------------------------------------- a small world

fn september() -> RoundId {
    "2025/26:september".parse().expect("a round")
}

/// The municipality, the edition lus-1, and 3 October 2025 (a Friday) without school.
fn before() -> Vec<Event> {
    let days = vec![day("2025-10-03")];
    let mut events = municipality();
    events.extend(events![
        ScaleEditionAdopted { edition: ScaleEdition::lus_1() },
        LocalHolidaysSet { year: september().year, days },
    ]);
    events
}

fn schedule() -> RoundScheduled {
    RoundScheduled {
        round: september(),
        census_date: day("2025-09-15"),
        opens: day("2025-09-01"),
        closes: day("2025-09-29"),
        submit_by: day("2025-10-06"),
        forms: vec![SchoolForm::Compulsory],
        grades: (1..=9).collect(),
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    }
}

fn opening() -> RoundOpened {
    RoundOpened { round: september(), school: school(1), until: day("2025-09-29") }
}

fn conditions() -> ConditionsStated {
    ConditionsStated {
        round: september(),
        school: school(1),
        class: class(1),
        staff: teacher().staff,
        reasonable: false,
        statement: Some(Personal::Sealed),
    }
}

fn sign_off(class: ClassId, staff: StaffId) -> ClassSignedOff {
    ClassSignedOff { round: september(), school: school(1), class, staff }
}

fn submission() -> ResultsSubmitted {
    ResultsSubmitted { round: september(), school: school(1), staff: principal().staff }
}

fn receipt() -> ResultsReceived {
    ResultsReceived { round: september(), school: school(1), staff: coordinator().staff }
}

fn letters() -> LettersReleased {
    LettersReleased { round: september(), school: school(1), staff: principal().staff }
}

fn reminder(class: Option<ClassId>, to: StaffId) -> ReminderSent {
    ReminderSent { round: september(), school: school(1), class, to }
}

fn reopening(class: Option<ClassId>, until: &str) -> RoundReopened {
    let reason = words("En elev skrevs in på fel rad.");
    RoundReopened { round: september(), school: school(1), class, until: day(until), reason }
}

fn scheduled() -> Vec<Event> {
    let mut events = before();
    events.extend(events![schedule()]);
    events
}

/// Open at school 1 until 29 September.
fn opened() -> Vec<Event> {
    let mut events = scheduled();
    events.extend(events![opening()]);
    events
}

/// Class 1 signed off and the school unit's results submitted.
fn submitted() -> Vec<Event> {
    let mut events = opened();
    events.extend(events![sign_off(class(1), teacher().staff), submission()]);
    events
}

fn submit(classes: &[ClassId]) -> Command {
    Command::Submit { submission: submission(), classes: classes.to_vec() }
}

// ------------------------------------------------------------------------------------ schedule

#[test]
fn the_municipal_coordinator_schedules_a_round() {
    given(before()).when(Command::Schedule(schedule())).then(events![schedule()]);
}

#[test]
fn a_round_that_nobody_has_opened_is_scheduled_anew() {
    let later = RoundScheduled { submit_by: day("2025-10-07"), ..schedule() };
    given(scheduled()).when(Command::Schedule(later.clone())).then(events![later]);
}

#[test]
fn the_same_schedule_again_is_already_so() {
    given(opened()).when(Command::Schedule(schedule())).then_nothing();
}

#[test]
fn a_round_opened_anywhere_keeps_its_schedule() {
    let elsewhere = RoundOpened { school: school(2), ..opening() };
    let later = RoundScheduled { submit_by: day("2025-10-07"), ..schedule() };
    let asked = given(scheduled()).and(events![elsewhere]).when(Command::Schedule(later));
    asked.then_refused(Refusal::AlreadyOpened);
}

#[test]
fn a_district_coordinator_does_not_schedule_for_all() {
    let asked = given(before()).when(Command::Schedule(schedule())).by(district_coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_window_avoids_weekends_and_holidays_and_the_census_date_need_not() {
    let asked = |wanted: RoundScheduled| given(before()).when(Command::Schedule(wanted));
    let december = "2025/26:december".parse().expect("a round");
    let saturday = RoundScheduled {
        round: december,
        census_date: day("2025-12-06"),
        opens: day("2025-11-24"),
        closes: day("2025-12-12"),
        submit_by: day("2025-12-19"),
        ..schedule()
    };
    asked(saturday.clone()).then(events![saturday]);
    let holiday = RoundScheduled { submit_by: day("2025-10-03"), ..schedule() };
    asked(holiday).then_refused(Refusal::NotASchoolDay);
    let sunday = RoundScheduled { opens: day("2025-08-31"), ..schedule() };
    asked(sunday).then_refused(Refusal::NotASchoolDay);
}

#[test]
fn a_later_list_of_holidays_replaces_the_years_former() {
    let none = LocalHolidaysSet { year: september().year, days: Vec::new() };
    let friday = RoundScheduled { submit_by: day("2025-10-03"), ..schedule() };
    let asked = given(before()).and(events![none]).when(Command::Schedule(friday.clone()));
    asked.then(events![friday]);
}

#[test]
fn grades_are_some_each_once_and_in_the_numbering() {
    use GradeRegime::{Nine, Ten};
    for (regime, grades, fits) in [
        (Nine, vec![0, 9], true),
        (Nine, vec![], false),
        (Nine, vec![3, 3], false),
        (Nine, vec![10], false),
        (Ten, vec![1, 10], true),
        (Ten, vec![0], false),
    ] {
        let wanted = RoundScheduled { regime, grades, ..schedule() };
        let outcome = given(before()).when(Command::Schedule(wanted)).outcome();
        let refused = Err(crate::command::Refusal::Round(Refusal::GradesUnfit));
        assert_eq!(outcome.is_ok(), fits);
        assert!(fits || outcome == refused);
    }
}

#[test]
fn an_edition_is_in_use_by_the_census_date() {
    let mut edition = ScaleEdition::lus_1();
    (edition.id, edition.valid_from) = ("lus-2".parse().expect("a code"), day("2026-01-01"));
    let wanted = RoundScheduled { edition: edition.id, ..schedule() };
    let adopted = events![ScaleEditionAdopted { edition }];
    let asked = given(before()).and(adopted).when(Command::Schedule(wanted));
    asked.then_refused(Refusal::EditionNotAdopted);
}

// ---------------------------------------------------------------------------------------- open

#[test]
fn a_coordinator_of_the_area_or_the_principal_opens() {
    for actor in [coordinator(), district_coordinator(), principal()] {
        let asked = given(scheduled()).when(Command::Open(opening())).by(actor);
        asked.then(events![opening()]);
    }
    for actor in [other_principal(), teacher(), administrator()] {
        let asked = given(scheduled()).when(Command::Open(opening())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn opening_twice_is_already_so_and_with_another_last_day_refused() {
    given(opened()).when(Command::Open(opening())).then_nothing();
    let longer = RoundOpened { until: day("2025-09-30"), ..opening() };
    given(opened()).when(Command::Open(longer)).then_refused(Refusal::AlreadyOpen);
}

#[test]
fn an_old_round_is_opened_late_also_at_a_unit_closed_since() {
    let closed = events![SchoolUnitClosed {
        school: school(1),
        on: day("2026-07-01"),
        successors: vec![school(2)],
    }];
    let late = RoundOpened { until: day("2027-02-10"), ..opening() };
    let asked = given(scheduled()).and(closed).when(Command::Open(late.clone()));
    asked.on("2027-02-01").then(events![late]);
}

#[test]
fn a_unit_not_open_on_the_census_date_nor_today_is_refused() {
    let closed = events![SchoolUnitClosed {
        school: school(1),
        on: day("2025-09-15"),
        successors: Vec::new(),
    }];
    let asked = given(scheduled()).and(closed).when(Command::Open(opening()));
    asked.then_refused(Refusal::SchoolUnitNotOpen);
}

// --------------------------------------------------------------------- conditions and sign-off

#[test]
fn the_assessor_states_the_conditions() {
    let asked = given(opened()).when(Command::StateConditions(conditions())).by(teacher());
    asked.then(events![conditions()]);
}

#[test]
fn every_assessor_of_the_class_and_the_principal_sign_off() {
    for kind in [AssessorKind::Responsible, AssessorKind::CoAssessor, AssessorKind::StandIn] {
        let assigned = events![AssessorAssigned {
            class: class(2),
            school: school(1),
            staff: other_teacher().staff,
            kind,
            from: day("2025-09-01"),
            to: None,
        }];
        let wanted = sign_off(class(2), other_teacher().staff);
        let asked = given(opened()).and(assigned).when(Command::SignOff(wanted.clone()));
        asked.by(other_teacher()).then(events![wanted]);
    }
    let wanted = sign_off(class(1), principal().staff);
    given(opened()).when(Command::SignOff(wanted.clone())).by(principal()).then(events![wanted]);
}

#[test]
fn nobody_else_signs_off_nor_in_another_s_name() {
    let wanted = |staff| Command::SignOff(sign_off(class(1), staff));
    for actor in [other_teacher(), coordinator(), other_principal()] {
        let asked = given(opened()).when(wanted(actor.staff)).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let asked = given(opened()).when(wanted(teacher().staff)).by(principal());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn an_assessor_whose_assignment_has_ended_does_not_sign_off() {
    let ended = events![AssessorEnded {
        class: class(1),
        school: school(1),
        staff: teacher().staff,
        on: day("2025-09-16"),
    }];
    let wanted = sign_off(class(1), teacher().staff);
    let asked = given(opened()).and(ended).when(Command::SignOff(wanted)).by(teacher());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_class_is_signed_off_after_the_last_day_for_entry_and_once() {
    let wanted = Command::SignOff(sign_off(class(1), teacher().staff));
    let asked = given(opened()).when(wanted.clone()).by(teacher()).on("2025-09-30");
    asked.then(events![sign_off(class(1), teacher().staff)]);
    given(submitted()).when(wanted).by(teacher()).then_nothing();
}

// ------------------------------------------------------------------------ submission and receipt

#[test]
fn the_principal_submits_when_all_classes_are_signed_off() {
    let signed = events![sign_off(class(1), teacher().staff)];
    let asked = given(opened()).and(signed.clone()).when(submit(&[class(1)])).by(principal());
    asked.on("2025-10-06").then(events![submission()]);
    let asked = given(opened()).and(signed).when(submit(&[class(1), class(2)])).by(principal());
    asked.then_refused(Refusal::ClassNotSignedOff);
}

#[test]
fn submitting_twice_is_already_so() {
    given(submitted()).when(submit(&[class(1)])).by(principal()).then_nothing();
}

#[test]
fn only_the_principal_of_the_unit_submits() {
    for actor in [coordinator(), other_principal(), teacher()] {
        let asked = given(submitted()).when(submit(&[])).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_coordinator_of_the_area_receives_what_was_submitted_once() {
    given(submitted()).when(Command::Receive(receipt())).then(events![receipt()]);
    let own = ResultsReceived { staff: district_coordinator().staff, ..receipt() };
    let asked = given(submitted()).when(Command::Receive(own.clone())).by(district_coordinator());
    asked.then(events![own]);
    let received = given(submitted()).and(events![receipt()]);
    received.when(Command::Receive(receipt())).then_nothing();
}

#[test]
fn letters_are_released_once_for_each_submission_by_the_principal_in_person() {
    let asked = |events: Vec<Event>| given(events).when(Command::ReleaseLetters(letters()));
    asked(submitted()).by(principal()).then(events![letters()]);
    let mut events = submitted();
    events.extend(events![letters()]);
    asked(events.clone()).by(principal()).then_nothing();
    events.extend(events![reopening(None, "2025-10-15")]);
    asked(events.clone()).by(principal()).then_refused(Refusal::NotSubmitted);
    events.extend(events![sign_off(class(1), teacher().staff), submission()]);
    asked(events).by(principal()).then(events![letters()]);
    asked(opened()).by(principal()).then_refused(Refusal::NotSubmitted);
    for actor in [coordinator(), other_principal(), teacher()] {
        asked(submitted()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn nothing_is_received_before_it_is_submitted() {
    let asked = given(opened()).when(Command::Receive(receipt()));
    asked.then_refused(Refusal::NotSubmitted);
}

// ------------------------------------------------------------------------------------ reminders

#[test]
fn a_reminder_goes_to_an_assessor_of_the_class_or_to_the_principal() {
    let to_teacher = reminder(Some(class(1)), teacher().staff);
    let to_principal = reminder(None, principal().staff);
    for wanted in [to_teacher, to_principal] {
        given(opened()).when(Command::Remind(wanted.clone())).then(events![wanted]);
    }
    for (class, to) in [(Some(class(1)), other_teacher()), (None, other_principal())] {
        let asked = given(opened()).when(Command::Remind(reminder(class, to.staff)));
        asked.then_refused(Refusal::NotTheOneAwaited);
    }
}

// ------------------------------------------------------------------------------------ reopening

#[test]
fn the_coordinator_reopens_after_submission_and_the_chain_begins_anew() {
    let wanted = reopening(Some(class(1)), "2025-10-10");
    let asked = given(submitted()).and(events![receipt()]).when(Command::Reopen(wanted.clone()));
    asked.on("2025-10-07").then(events![wanted.clone()]);
    let reopened = || given(submitted()).and(events![receipt(), wanted.clone()]);
    let asked = reopened().when(submit(&[class(1)])).by(principal()).on("2025-10-07");
    asked.then_refused(Refusal::ClassNotSignedOff);
    let asked = reopened().when(Command::Receive(receipt())).on("2025-10-07");
    asked.then_refused(Refusal::NotSubmitted);
}

#[test]
fn reopening_one_class_leaves_the_others_signed_off_and_reopening_all_none() {
    let both = || {
        let signed = [class(1), class(2)].map(|c| sign_off(c, principal().staff).into());
        given(opened()).and(signed)
    };
    let one = both().and(events![reopening(Some(class(1)), "2025-09-29")]);
    one.when(submit(&[class(2)])).by(principal()).then(events![submission()]);
    let all = both().and(events![reopening(None, "2025-09-29")]);
    all.when(submit(&[class(2)])).by(principal()).then_refused(Refusal::ClassNotSignedOff);
}

#[test]
fn the_principal_reopens_a_class_before_submission_only() {
    let wanted = reopening(Some(class(1)), "2025-09-29");
    let signed = given(opened()).and(events![sign_off(class(1), teacher().staff)]);
    let asked = signed.when(Command::Reopen(wanted.clone())).by(principal());
    asked.then(events![wanted.clone()]);
    let asked = given(submitted()).when(Command::Reopen(wanted)).by(principal());
    asked.then_refused(Refusal::CoordinatorReopens);
    let whole = Command::Reopen(reopening(None, "2025-09-29"));
    given(opened()).when(whole).by(principal()).then_refused(Refusal::CoordinatorReopens);
}

#[test]
fn the_last_day_is_put_off_and_never_forward() {
    let longer = reopening(None, "2025-10-02");
    given(opened()).when(Command::Reopen(longer.clone())).then(events![longer]);
    let shorter = Command::Reopen(reopening(None, "2025-09-26"));
    given(opened()).when(shorter).then_refused(Refusal::UntilEarlier);
}

// ------------------------------------------------------------------------------------- proposal

/// The proposed census date, opening, closing and submission.
fn dates(occasion: &str, holidays: &[&str]) -> [Day; 4] {
    let calendar = Calendar::new(holidays.iter().map(|text| day(text)));
    let occasion = Occasion::new(occasion).expect("a code");
    let wanted = proposed(september().year, occasion, &calendar, &ScaleEdition::lus_1());
    let wanted = wanted.expect("an occasion of the field");
    [wanted.census_date, wanted.opens, wanted.closes, wanted.submit_by]
}

#[test]
fn a_window_is_proposed_around_the_census_date() {
    let calendar = Calendar::new([]);
    let occasion = september().occasion;
    let edition = ScaleEdition::lus_1();
    let wanted = proposed(september().year, occasion, &calendar, &edition);
    assert_eq!(wanted, Some(schedule()));
    let unknown = Occasion::new("october").expect("a code");
    assert_eq!(proposed(september().year, unknown, &calendar, &edition), None);
}

#[test]
fn a_proposed_window_skips_holidays_and_ends_with_the_school_year() {
    let autumn = dates("september", &["2025-09-05", "2025-09-16", "2025-10-06"]);
    assert_eq!(autumn, ["2025-09-15", "2025-08-29", "2025-09-30", "2025-10-08"].map(day));
    let from_12_june: Vec<String> = (12..=30).map(|n| format!("2026-06-{n}")).collect();
    let holidays: Vec<&str> = from_12_june.iter().map(String::as_str).collect();
    let spring = dates("may", &holidays);
    assert_eq!(spring, ["2026-05-25", "2026-05-11", "2026-06-08", "2026-06-11"].map(day));
}

#[test]
fn a_proposal_can_be_scheduled_as_it_is() {
    let calendar = Calendar::new([day("2025-10-03")]);
    for occasion in ["september", "december", "february", "may"] {
        let occasion = Occasion::new(occasion).expect("a code");
        let wanted = proposed(september().year, occasion, &calendar, &ScaleEdition::lus_1());
        let wanted = wanted.expect("an occasion of the field");
        given(before()).when(Command::Schedule(wanted.clone())).then(events![wanted]);
    }
}

#[test]
fn grades_are_numbered_anew_from_2028() {
    let year = "2028/29".parse().expect("a school year");
    let calendar = Calendar::new([]);
    let wanted = proposed(year, september().occasion, &calendar, &ScaleEdition::lus_1());
    let wanted = wanted.expect("an occasion of the field");
    assert_eq!((wanted.regime, wanted.grades), (GradeRegime::Ten, (2..=10).collect()));
}

//! Early support and hand-over.

use super::*;
use crate::pupil::GradeChanged;

fn in_grade(grade: u8) -> Vec<Event> {
    let (pupil, school, from) = (pupil(1), school(1), day("2025-08-15"));
    with(before(), events![GradeChanged { pupil, school, grade: Grade::nine(grade), from }])
}

#[test]
fn early_support_is_assessed_by_the_unit_s_staff_from_preschool_class_to_grade_3() {
    let assess = || Command::AssessEarlySupport(early_support());
    for actor in [teacher(), special_educator(), principal()] {
        given(before()).when(assess()).by(actor).then(events![early_support()]);
    }
    given(before()).when(assess()).by(other_principal()).then_refused(Refusal::NotAuthorised);
    asked(in_grade(0), assess()).then(events![early_support()]);
    asked(in_grade(4), assess()).then_refused(Refusal::GradeUnfit);
    asked(with(before(), events![early_support()]), assess()).then_nothing();
}

#[test]
fn it_is_handed_over_within_the_unit_in_the_first_grades_and_to_another_in_any() {
    let within = HandedOver { to: None, ..hand_over() };
    let give = |e: &HandedOver| Command::HandOver(e.clone());
    asked(before(), give(&within)).then(events![within.clone()]);
    asked(in_grade(6), give(&within)).then_refused(Refusal::GradeUnfit);
    asked(in_grade(6), give(&hand_over())).then(events![hand_over()]);
    asked(with(before(), events![hand_over()]), give(&hand_over())).then_nothing();
}

#[test]
fn the_unit_that_the_pupil_left_still_hands_over() {
    let give = || Command::HandOver(hand_over());
    let events = with(before(), events![moved("2025-09-16")]);
    asked(events, give()).then(events![hand_over()]);
    let long_ago = with(before(), events![moved("2025-08-15")]);
    asked(long_ago.clone(), give()).then_refused(Refusal::NotEnrolledHere);
    let at_new = HandedOver { school: school(2), to: None, ..hand_over() };
    let asked = given(long_ago).when(Command::HandOver(at_new.clone())).by(other_principal());
    asked.then(events![at_new]);
}

#[test]
fn the_receiver_is_another_known_unit_and_someone_engaged() {
    let refused = |e, refusal| asked(before(), Command::HandOver(e)).then_refused(refusal);
    for to in [school(1), school(9)] {
        refused(HandedOver { to: Some(to), ..hand_over() }, Refusal::SchoolUnfit);
    }
    refused(HandedOver { to_staff: Some(staff(99)), ..hand_over() }, Refusal::ResponsibleUnfit);
    refused(HandedOver { on: day("2025-09-17"), ..hand_over() }, Refusal::DateInFuture);
}

//! Invitations, talks, and the guardian's own view.

use super::*;
use crate::spec::When;

fn inviting(events: Vec<Event>, wanted: &DialogueInvited) -> When {
    given(events).when(Command::Invite(wanted.clone())).by(teacher())
}

fn holding(events: Vec<Event>, wanted: &DialogueHeld) -> When {
    given(events).when(Command::Hold(wanted.clone())).by(teacher())
}

fn viewing(events: Vec<Event>, wanted: &GuardianViewRecorded) -> When {
    given(events).when(Command::RecordView(wanted.clone())).by(teacher())
}

// ----------------------------------------------------------------------------------- invitation

#[test]
fn staff_of_the_pupil_s_unit_invite_a_guardian() {
    for actor in staff_of_school() {
        inviting(before(), &invitation()).by(actor).then(events![invitation()]);
    }
    for actor in others() {
        inviting(before(), &invitation()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn each_guardian_has_a_letter_and_the_latest_holds() {
    let invited = || with(events![invitation()]);
    inviting(invited(), &invitation()).then_nothing();
    let other = DialogueInvited { guardian: guardian(2), ..invitation() };
    inviting(invited(), &other).then(events![other.clone()]);
    let put_off = DialogueInvited { on: day("2025-10-27"), ..invitation() };
    inviting(invited(), &put_off).then(events![put_off.clone()]);
    let back = with(events![invitation(), put_off]);
    inviting(back, &invitation()).then(events![invitation()]);
}

#[test]
fn who_is_no_guardian_or_is_blocked_is_not_invited() {
    let stranger = DialogueInvited { guardian: guardian(3), ..invitation() };
    inviting(before(), &stranger).then_refused(Refusal::GuardianNotLinked);
    let former = with(events![unlinked()]);
    inviting(former, &invitation()).then_refused(Refusal::GuardianNotLinked);
    let restricted = || with(events![blocked()]);
    inviting(restricted(), &invitation()).then_refused(Refusal::GuardianBlocked);
    let lifted = GuardianRestricted { blocked: false, ..blocked() };
    let again = [restricted(), events![lifted]].concat();
    inviting(again, &invitation()).then(events![invitation()]);
}

#[test]
fn an_invitation_recorded_late_is_no_less_an_invitation() {
    let late = DialogueInvited { on: day("2025-09-01"), ..invitation() };
    inviting(before(), &late).then(events![late.clone()]);
    let slip = DialogueInvited { on: day("2205-10-20"), ..invitation() };
    inviting(before(), &slip).then_refused(Refusal::DayImplausible);
}

#[test]
fn nobody_is_invited_to_a_talk_that_was_held() {
    inviting(with(events![talk()]), &invitation()).then_refused(Refusal::AlreadyHeld);
}

#[test]
fn after_a_move_the_new_unit_invites() {
    let events = || with(events![moved("2025-09-16")]);
    inviting(events(), &invitation()).then_refused(Refusal::NotEnrolledHere);
    let there = DialogueInvited { school: school(2), ..invitation() };
    inviting(events(), &there).by(other_principal()).then(events![there.clone()]);
}

// ----------------------------------------------------------------------------------------- talk

#[test]
fn a_talk_is_recorded_with_or_without_invitation() {
    for events in [before(), with(events![invitation()])] {
        for actor in staff_of_school() {
            holding(events.clone(), &talk()).by(actor).then(events![talk()]);
        }
    }
    for actor in others() {
        holding(before(), &talk()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn a_guardian_or_the_pupil_took_part() {
    let by = |took_part: Vec<Participant>| DialogueHeld { took_part, ..talk() };
    let staff = Participant::Staff(teacher().staff);
    for nobody in [vec![], vec![staff, Participant::Interpreter]] {
        holding(before(), &by(nobody)).then_refused(Refusal::NobodyTookPart);
    }
    let pupil_alone = by(vec![Participant::Pupil, staff]);
    holding(before(), &pupil_alone).then(events![pupil_alone.clone()]);
    let stranger = by(vec![Participant::Pupil, Participant::Guardian(guardian(3))]);
    holding(before(), &stranger).then_refused(Refusal::GuardianNotLinked);
    // That a blocked guardian came is a fact.
    holding(with(events![blocked()]), &talk()).then(events![talk()]);
}

#[test]
fn a_talk_is_held_once_about_one_pupil() {
    let held = || with(events![talk()]);
    holding(held(), &talk()).then_nothing();
    let noted = DialogueHeld { notes: Some(words("Läser varje kväll.")), ..talk() };
    holding(held(), &noted).then_refused(Refusal::AlreadyHeld);
    let about = |who| DialogueHeld { pupil: who, took_part: vec![Participant::Pupil], ..talk() };
    holding(held(), &about(pupil(2))).then_refused(Refusal::DialogueOfAnother);
    let invited = with(events![invitation()]);
    holding(invited, &about(pupil(2))).then_refused(Refusal::DialogueOfAnother);
}

#[test]
fn a_talk_is_never_in_the_future_and_may_be_recorded_late() {
    let tomorrow = DialogueHeld { on: day("2025-09-17"), ..talk() };
    holding(before(), &tomorrow).then_refused(Refusal::DateInFuture);
    // By the unit of that day, and by that of today.
    let events = || with(events![moved("2025-09-20")]);
    holding(events(), &talk()).on("2025-10-20").then(events![talk()]);
    let there = DialogueHeld { school: school(2), ..talk() };
    let asked = holding(events(), &there).by(other_principal());
    asked.clone().on("2025-10-20").then(events![there]);
    asked.then_refused(Refusal::NotEnrolledHere);
}

// ----------------------------------------------------------------------------------------- view

#[test]
fn staff_record_the_guardian_s_own_words() {
    for actor in staff_of_school() {
        viewing(before(), &view()).by(actor).then(events![view()]);
    }
    for actor in others() {
        viewing(before(), &view()).by(actor).then_refused(Refusal::NotAuthorised);
    }
    viewing(with(events![blocked()]), &view()).then(events![view()]);
    viewing(with(events![unlinked()]), &view()).then_refused(Refusal::GuardianNotLinked);
}

#[test]
fn a_view_is_said_in_a_talk_about_the_pupil_or_in_none() {
    let in_talk = GuardianViewRecorded { dialogue: Some(dialogue(1)), ..view() };
    viewing(with(events![talk()]), &in_talk).then(events![in_talk.clone()]);
    viewing(with(events![invitation()]), &in_talk).then(events![in_talk.clone()]);
    viewing(before(), &in_talk).then_refused(Refusal::DialogueUnknown);
    let other = DialogueHeld { pupil: pupil(2), ..talk() };
    viewing(with(events![other]), &in_talk).then_refused(Refusal::DialogueOfAnother);
}

#[test]
fn a_second_view_stands_beside_the_first() {
    viewing(with(events![view()]), &view()).then(events![view()]);
}

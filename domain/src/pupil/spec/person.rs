//! Syllabus, protection, guardians, identity.

use super::*;
use crate::calendar::Instant;
use crate::command::Act;
use crate::event::Recorded;
use crate::id::Position;

#[test]
fn the_syllabus_holds_from_its_day() {
    let set = |value, from| Command::SetSyllabus(syllabus(value, from));
    asked(set(Syllabus::Sva, "2025-09-01")).then(events![syllabus(Syllabus::Sva, "2025-09-01")]);
    asked(set(Syllabus::Unknown, "2025-09-01")).then_nothing();
    let known = || events![syllabus(Syllabus::Sva, "2025-09-01")];
    asked_of_pupil(known(), set(Syllabus::Sva, "2025-09-10")).then_nothing();
    asked_of_pupil(known(), set(Syllabus::Sva, "2025-08-20"))
        .then(events![syllabus(Syllabus::Sva, "2025-08-20")]);
}

#[test]
fn protection_is_raised_and_lifted() {
    let mark = |level| Command::MarkProtection(marked(level));
    asked(mark(Protection::None)).then_nothing();
    asked(mark(Protection::Marked)).then(events![marked(Protection::Marked)]);
    let known = || events![marked(Protection::Marked)];
    asked_of_pupil(known(), mark(Protection::Marked)).then_nothing();
    for level in [Protection::ProtectedRegistration, Protection::None] {
        asked_of_pupil(known(), mark(level)).then(events![marked(level)]);
    }
}

#[test]
fn a_guardian_is_linked_once_at_a_time() {
    let name = PersonName::new("Kim", "Exempel");
    let link = || Command::LinkGuardian(linked(1, Some(name.clone())));
    let link_event = || events![linked(1, Some(name.clone()))];
    asked(link()).then(link_event());
    asked_of_pupil(link_event(), link()).then_nothing();
    let apart = events![linked(1, None), unlinked(1)];
    asked_of_pupil(apart, link()).then(link_event());
}

#[test]
fn a_guardian_is_unlinked_once() {
    let unlink = || Command::UnlinkGuardian(unlinked(1));
    asked_of_pupil(events![linked(1, None)], unlink()).then(events![unlinked(1)]);
    asked_of_pupil(events![linked(1, None), unlinked(1)], unlink()).then_nothing();
    asked_of_pupil(events![linked(2, None)], unlink()).then_refused(Refusal::GuardianNotLinked);
}

#[test]
fn a_block_needs_a_guardian_and_a_reason_and_outlives_unlinking() {
    let block = |blocked| Command::RestrictGuardian(restricted(1, blocked));
    let known = || events![linked(1, None)];
    asked_of_pupil(known(), block(true)).then(events![restricted(1, true)]);
    asked_of_pupil(known(), block(false)).then_nothing();
    asked(block(true)).then_refused(Refusal::GuardianNotLinked);
    let blocked = || events![linked(1, None), restricted(1, true)];
    asked_of_pupil(blocked(), block(true)).then_nothing();
    asked_of_pupil(blocked(), block(false)).then(events![restricted(1, false)]);

    let mut apart = blocked();
    apart.extend(events![unlinked(1)]);
    asked_of_pupil(apart.clone(), block(false)).then_refused(Refusal::GuardianNotLinked);
    apart.extend(events![linked(1, None)]);
    asked_of_pupil(apart, block(true)).then_nothing();

    let reasonless = GuardianRestricted { reason: Personal::Sealed, ..restricted(1, true) };
    asked_of_pupil(known(), Command::RestrictGuardian(reasonless))
        .then_refused(Refusal::ReasonMissing);
}

#[test]
fn under_protected_registration_nothing_names_a_guardian() {
    let protected = || events![marked(Protection::ProtectedRegistration)];
    let link = |name| Command::LinkGuardian(linked(1, name));
    asked_of_pupil(protected(), link(None)).then(events![linked(1, None)]);
    let name = PersonName::new("Kim", "Exempel");
    asked_of_pupil(protected(), link(Some(name))).then_refused(Refusal::GuardianNotKept);
    let identity =
        Personal::Open(GuardianIdentity { name: None, email: Some("kim@example.se".to_owned()) });
    let reachable = GuardianLinked { identity, ..linked(1, None) };
    asked_of_pupil(protected(), Command::LinkGuardian(reachable))
        .then_refused(Refusal::GuardianNotKept);
}

#[test]
fn an_identity_is_put_right_as_the_protection_demands() {
    let rectify = |identity| Command::RectifyIdentity(rectified(identity));
    asked(rectify(named())).then(events![rectified(named())]);
    asked(rectify(alias())).then_refused(Refusal::IdentityUnfit);
    let protected = || events![marked(Protection::ProtectedRegistration)];
    asked_of_pupil(protected(), rectify(alias())).then(events![rectified(alias())]);
    asked_of_pupil(protected(), rectify(named())).then_refused(Refusal::IdentityUnfit);
}

#[test]
fn the_same_identity_again_is_nothing_where_the_former_is_open() {
    let known = municipality().into_iter().chain(events![enrolled(1, "2025-08-18")]);
    let history: Vec<Recorded> = (0..)
        .zip(known)
        .map(|(n, event)| Recorded {
            position: Position(n),
            at: Instant(n),
            actor: None,
            event: Some(event),
        })
        .collect();
    let act = Act { actor: coordinator(), at: day("2025-09-16").start() };
    assert_eq!(Command::RectifyIdentity(rectified(named())).decide(&act, &history), Ok(vec![]));
    let other = IdentityRectified { sex: Sex::Male, ..rectified(named()) };
    let decided = Command::RectifyIdentity(other.clone()).decide(&act, &history);
    assert_eq!(decided, Ok(events![other]));
}

#[test]
fn where_no_school_unit_is_named_the_pupils_own_decides() {
    let mark = || Command::MarkProtection(marked(Protection::Marked));
    let then = || events![marked(Protection::Marked)];
    for actor in [principal(), coordinator(), administrator()] {
        asked(mark()).by(actor).then(then());
    }
    for actor in [teacher(), other_principal(), district_coordinator()] {
        asked(mark()).by(actor).then_refused(Refusal::NotAuthorised);
    }
    let moving = || events![transferred(1, 2, "2025-10-01")];
    for actor in [principal(), other_principal()] {
        asked_of_pupil(moving(), mark()).by(actor).then(then());
    }
    let moved = asked_of_pupil(moving(), mark()).on("2025-10-01");
    moved.clone().by(principal()).then_refused(Refusal::NotAuthorised);
    moved.by(other_principal()).then(then());
}

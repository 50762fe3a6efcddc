//! A guardian's own pages: the own child, as long as it is theirs to see, and nothing of anyone else.

use domain::id::{CommitmentId, PupilId};
use domain::people::{GuardianIdentity, Protection};
use domain::personal::Personal;
use domain::pupil::{
    Command as Pupil, GuardianLinked, GuardianRestricted, GuardianUnlinked, ProtectionMarked,
};
use insyn_app::session::Viewer;

use crate::town::{ADMIN, COORDINATOR, PRINCIPAL, TEACHER, Town, guardian, pupil, staff, text};
use crate::web::{get, post};

/// A session of a guardian, as the value of a cookie header.
pub(crate) fn signed_in(town: &Town, number: u8) -> String {
    let viewer = Viewer::Guardian(guardian(number));
    let token = town.site.sessions.begin(town.app().world(), viewer);
    format!("insyn_session={token}")
}

fn page(child: PupilId) -> String {
    format!("/children/{child}")
}

#[test]
fn a_guardian_sees_the_own_child_and_the_own_talks_only() {
    let town = Town::lived();
    let (one, two) = (signed_in(&town, 1), signed_in(&town, 2));
    get(&town, &one, "/").is(303);
    get(&town, &one, "/children").is(200).says("Greta Vårdnadshavare").says("Bo").says_not("Åsa");
    let own = get(&town, &one, &page(pupil(12)));
    own.is(200).says("Bedömd till punkt").says("har lovat att").says("förklarades för dig");
    own.says("din åsikt antecknades").says("ditt klagomål");
    for other in ["Gösta", "Gerd", "Lars Lärare", "Åsa", "Cia"] {
        own.says_not(other);
    }
    // what was said with the one guardian is not the other's
    let other = get(&town, &two, &page(pupil(12)));
    other.is(200).says("Ingenting är antecknat ännu").says_not("förklarades").says_not("Greta");
    // another's child is no child of theirs
    get(&town, &one, &page(pupil(11))).is(404);
    get(&town, &one, &page(pupil(13))).is(404);
}

#[test]
fn a_round_that_is_under_way_shows_no_result() {
    let town = Town::founded();
    let identity = Personal::Open(GuardianIdentity { name: None, email: None });
    let linked = GuardianLinked { pupil: pupil(12), guardian: guardian(1), identity };
    town.did(ADMIN, Pupil::LinkGuardian(linked));
    let cookie = signed_in(&town, 1);
    let own = get(&town, &cookie, &page(pupil(12)));
    own.is(200).says("December 2025/26").says("Bedömningen pågår");
}

#[test]
fn nothing_for_staff_opens_for_a_guardian_and_nothing_for_guardians_for_staff() {
    let town = Town::lived();
    let cookie = signed_in(&town, 1);
    for address in insyn_web::addresses().into_iter().filter(|a| !a.open && !a.guardians) {
        let path = crate::access::path(address.path);
        let answer = match address.changes {
            true => post(&town, &cookie, &path, &[]),
            false => get(&town, &cookie, &path),
        };
        answer.is(403);
    }
    for viewer in [TEACHER, PRINCIPAL, COORDINATOR, ADMIN] {
        get(&town, &town.signed_in(viewer), "/children").is(403);
    }
    get(&town, "", "/children").is(401);
}

#[test]
fn a_block_an_unlinking_and_protected_registration_act_at_once() {
    let town = Town::lived();
    let (one, two) = (signed_in(&town, 1), signed_in(&town, 2));
    let child = pupil(12);
    let blocked = |blocked| {
        let reason = text("Beslut");
        let block = GuardianRestricted { pupil: child, guardian: guardian(1), blocked, reason };
        town.did(PRINCIPAL, Pupil::RestrictGuardian(block));
        get(&town, &one, &page(child)).status.as_u16()
    };
    assert_eq!(blocked(true), 404);
    get(&town, &two, &page(child)).is(200);
    assert_eq!(blocked(false), 200);

    let unlinked = GuardianUnlinked { pupil: child, guardian: guardian(1) };
    town.did(ADMIN, Pupil::UnlinkGuardian(unlinked));
    get(&town, &one, &page(child)).is(404);
    get(&town, &one, "/children").is(200).says("inget barn att visa");

    let marked = |protection| ProtectionMarked { pupil: child, protection };
    town.did(ADMIN, Pupil::MarkProtection(marked(Protection::Marked)));
    get(&town, &two, &page(child)).is(200).says_not("Ängskolan");
    town.did(ADMIN, Pupil::MarkProtection(marked(Protection::ProtectedRegistration)));
    get(&town, &two, &page(child)).is(404);
}

#[test]
fn what_one_school_alone_has_promised_is_not_told_where_the_school_may_not_be() {
    let town = Town::lived();
    let (child, two) = (pupil(12), signed_in(&town, 2));
    town.school_promises(CommitmentId::from_bytes([0xac; 16]), "december", "14");
    get(&town, &two, &page(child)).is(200).says("Skolan har lovat").says("Ängskolan");
    let marked = ProtectionMarked { pupil: child, protection: Protection::Marked };
    town.did(ADMIN, Pupil::MarkProtection(marked));
    let own = get(&town, &two, &page(child));
    own.is(200).says("Kommunen har lovat").says_not("Skolan har lovat").says_not("Ängskolan");
}

#[test]
fn a_role_that_is_not_held_any_more_opens_nothing_and_several_are_chosen_from() {
    let town = Town::lived();
    let undecided = Viewer::Undecided(staff(TEACHER.0));
    let token = town.site.sessions.begin(town.app().world(), undecided);
    let cookie = format!("insyn_session={token}");
    get(&town, &cookie, "/schools").is(401);
    get(&town, &cookie, "/").is(303);
    get(&town, &cookie, "/sign-in/role").is(200).says("Arbeta som: Lärare");
    post(&town, &cookie, "/sign-in/role", &[("role", "principal")]).is(403);
    post(&town, &cookie, "/sign-in/role", &[("role", "teacher")]).is(303);
    get(&town, &cookie, "/sign-in/role").is(303);

    let never = town.signed_in((TEACHER.0, domain::people::Role::Principal));
    get(&town, &never, "/schools").is(401);
}

//! "Show as": staff see what a guardian or a committee's member sees, to the byte, and never more than both.

use domain::pupil::{Command as Pupil, GuardianRestricted};

use crate::access::path;
use crate::child::signed_in;
use crate::town::{
    AUDITOR, COORDINATOR, MEMBER, OTHER_TEACHER, PRINCIPAL, SECRETARY, TEACHER, Town, guardian,
    pupil, text,
};
use crate::web::{Answer, get};

/// The content of a page, without the frame around it.
fn content(answer: &Answer) -> &str {
    let (_, rest) = answer.body.split_once("<main").expect("a page has its content");
    rest.split_once("</main>").expect("and an end of it").0
}

#[test]
fn staff_see_the_page_of_a_child_exactly_as_its_guardian_does() {
    let town = Town::lived();
    let child = pupil(12);
    for number in [1, 2] {
        let own = get(&town, &signed_in(&town, number), &format!("/children/{child}"));
        let shown = format!("/show-as/guardian/{child}/{}", guardian(number));
        for viewer in [TEACHER, PRINCIPAL] {
            let answer = get(&town, &town.signed_in(viewer), &shown);
            answer.is(200).says("Så ser vårdnadshavaren sidan").says("Tillbaka till din egen vy");
            assert_eq!(content(&answer), content(own.is(200)), "guardian {number}");
        }
    }
    let page = get(&town, &town.signed_in(TEACHER), &format!("/pupils/{child}"));
    page.is(200).says(&format!("/show-as/guardian/{child}/{}", guardian(1)));
}

#[test]
fn what_a_guardian_may_not_see_is_not_shown_as_theirs_either() {
    let town = Town::lived();
    let child = pupil(12);
    let shown = format!("/show-as/guardian/{child}/{}", guardian(1));
    let cookie = town.signed_in(PRINCIPAL);
    let reason = text("Beslut");
    let block = GuardianRestricted { pupil: child, guardian: guardian(1), blocked: true, reason };
    town.did(PRINCIPAL, Pupil::RestrictGuardian(block));
    get(&town, &cookie, &shown).is(404);
    get(&town, &cookie, &format!("/show-as/guardian/{child}/{}", guardian(9))).is(404);
    for viewer in [OTHER_TEACHER, COORDINATOR, MEMBER, AUDITOR] {
        get(&town, &town.signed_in(viewer), &shown).is(403);
    }
}

#[test]
fn staff_see_a_committees_pages_exactly_as_its_members_do() {
    let town = Town::lived();
    let member = town.signed_in(MEMBER);
    for of in ["/committees/{committee}", "/committees/{committee}/rounds/{round}/report"] {
        let own = get(&town, &member, &path(of));
        for viewer in [COORDINATOR, SECRETARY] {
            let answer = get(
                &town,
                &town.signed_in(viewer),
                &path(&format!("/show-as{}", of.replace("/committees", "/committee"))),
            );
            answer.is(200).says("Så ser nämndens ledamöter sidan");
            // Only the addresses of the page itself name another page.
            let shown = content(&answer).replace("/show-as/committee/", "/committees/");
            assert!(shown == content(own.is(200)), "{of} differs for {:?}", viewer.1);
        }
    }
}

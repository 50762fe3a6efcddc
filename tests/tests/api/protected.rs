//! Protected identity: the flag arrives late, and acts at once on every address, for every role, also as of a
//! time before it; and it changes no figure, since the change itself would point the pupil out.

use std::collections::BTreeMap;

use domain::people::Role;
use insyn_app::access::{Kind, Opens};
use serde_json::json;

use crate::caller::Caller;
use crate::entrusted::one_of_each;
use crate::matrix::{Address, allowed};
use crate::routes::{Parts, routes};
use crate::town::{Class, Known, Person, Pupil, Secret, Town};

/// A pupil who is to be protected, and what must not be told.
struct Hidden<'a> {
    class: &'a Class,
    pupil: &'a Pupil,
    secret: &'a Secret,
}

/// The first pupil of a class, by whose id addresses are filled in, with a name that nobody shares.
fn hidden<'a>(known: &'a Known, class: &'a Class) -> Option<Hidden<'a>> {
    let pupil = class.pupils.first()?;
    let mut named = known.secrets.iter().filter(|secret| secret.texts.contains(&pupil.listed));
    let secret = named.next().filter(|secret| secret.texts.len() == 3)?;
    named.next().is_none().then_some(Hidden { class, pupil, secret })
}

/// Everything that reads, near this pupil: of each address the one that leads there, or any.
fn near(parts: &Parts<'_>, person: &Person, of: &Hidden<'_>) -> Vec<Address> {
    let of_path = |(path, opens): (&str, Opens)| -> Option<Address> {
        let kinds = match opens {
            Opens::Sees(kinds) => kinds.to_vec(),
            Opens::Staff | Opens::Everyone => Vec::new(),
            Opens::Does(_) | Opens::DoesAny => return None,
        };
        let mut all = parts.addresses(path, person);
        let here = |one: &Address| {
            let at_class = one.class.is_none_or(|class| class == of.class.id);
            at_class && one.school.is_none_or(|school| school == of.class.school)
        };
        let at = all.iter().position(here).unwrap_or(0);
        (at < all.len()).then(|| Address { kinds, ..all.swap_remove(at) })
    };
    let readable =
        |(path, _): &(&str, Opens)| !path.starts_with("/sign") && !path.contains("{provider}");
    routes().into_iter().filter(readable).filter_map(of_path).collect()
}

fn as_of(path: &str, size: u64) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}asOf={size}")
}

fn mark(caller: &Caller, of: &Hidden<'_>, protection: &str, key: u8) {
    let command = json!({"term": "pupil", "command": "mark_protection",
        "pupil": of.pupil.id, "protection": protection});
    let key = format!("00000000-0000-4000-8000-0000000000{key:02x}");
    caller.send("POST", "/api/v1/commands", &[("idempotency-key", &key)], Some(&command)).is(201);
}

fn signed_in(town: &Town) -> Vec<(&Person, Caller)> {
    let people = one_of_each(&town.known).into_iter();
    people.map(|person| (person, Caller::signed_in(town.address(), person))).collect()
}

/// Whether the person may see this pupil by name: a confidentiality mark shuts out nobody who teaches it.
fn sees(known: &Known, person: &Person, of: &Hidden<'_>) -> bool {
    let (class, school) = (Some(of.class.id), Some(of.class.school));
    let kinds = vec![Kind::Pupils, Kind::PupilsOfSchool, Kind::Programmes];
    allowed(known, person, &Address { kinds, class, school, ..Address::default() })
}

/// What the API tells of the time before the flag, address by address.
fn told(town: &Town, of: &Hidden<'_>, size: u64) -> BTreeMap<(Role, String), String> {
    let parts = Parts::of(&town.known, town.address());
    let mut told = BTreeMap::new();
    for (person, caller) in signed_in(town) {
        for address in near(&parts, person, of) {
            if address.path.starts_with("/api/") && !address.path.contains("/events") {
                let path = as_of(&address.path, size);
                told.insert((person.role, path.clone()), caller.get(&path).text);
            }
        }
    }
    told
}

#[test]
fn a_late_flag_hides_the_pupil_everywhere_and_at_every_time_and_changes_no_figure() {
    let town = Town::made(300);
    let known = &town.known;
    let mut found = known.classes.iter().filter_map(|class| hidden(known, class));
    let registered = found.next().unwrap();
    let marked = found.find(|one| one.class.school != registered.class.school).unwrap();
    let size = known.size;
    let before = told(&town, &registered, size);

    let administrator = known.with_role(Role::SystemAdministrator).next().unwrap();
    let administrator = Caller::signed_in(town.address(), administrator);
    mark(&administrator, &registered, "protected_registration", 1);
    mark(&administrator, &marked, "marked", 2);

    let after = told(&town, &registered, size);
    // Live matters of the reader's own stand as of now whatever is asked for; all else is as it was.
    let changed: Vec<_> =
        before.iter().filter(|(at, text)| after.get(*at) != Some(*text)).collect();
    let changed: Vec<&str> = changed.into_iter().map(|((_, path), _)| path.as_str()).collect();
    let figures = changed.iter().filter(|path| !is_of_the_present(path));
    assert_eq!(figures.collect::<Vec<_>>(), Vec::<&&str>::new(), "the flag changed what was then");

    let parts = Parts::of(known, town.address());
    let mut wrong = Vec::new();
    for (person, caller) in signed_in(&town) {
        for hidden in [&registered, &marked] {
            if std::ptr::eq(hidden, &marked) && sees(known, person, hidden) {
                continue;
            }
            for address in near(&parts, person, hidden) {
                for path in [address.path.clone(), as_of(&address.path, size)] {
                    if hidden.secret.is_told_in(caller.get(&path).text) {
                        wrong.push(format!("{} {path}", person.role));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers tell who it is:\n{}", wrong.len(), wrong.join("\n"));
}

/// What says how much is recorded by now, or is not asked as of a time.
fn is_of_the_present(path: &str) -> bool {
    ["/checkpoint", "/status", "/reports/", "/explanations/", "/reads", "/xlsx"]
        .iter()
        .any(|part| path.contains(part))
}

#[test]
fn a_pupil_is_told_of_by_name_before_the_flag() {
    let town = crate::shared();
    let known = &town.known;
    let of = known.classes.iter().find_map(|class| hidden(known, class)).unwrap();
    let principal = Caller::signed_in(town.address(), known.principal(of.class.school));
    let page = principal.get(&format!("/pupils/{}", of.pupil.id));
    assert!(
        of.secret.is_told_in(page.is(200).text.as_bytes()),
        "what is looked for would be found"
    );
}

//! What the parties of a case are called, for someone who may see the pupil; choices in words.

use std::collections::HashMap;

use domain::action_programme::Party;
use domain::id::{GuardianId, PupilId};
use domain::people::Protection;
use insyn_app::access::Sight;
use serde::Serialize;

use crate::fault::Fault;
use crate::text::acts::variant;
use crate::text::{ActText, CaseText};
use crate::visit::Visit;

/// A pupil's guardians in order: numbered, and by name where nothing about the family is protected and the
/// viewer may see the pupil.
pub(crate) fn guardians(visit: &Visit, pupil: PupilId) -> Result<Vec<(GuardianId, String)>, Fault> {
    let facts = visit.facts()?;
    let linked = facts.guardians(pupil, facts.size());
    let open = facts.protection(pupil) == Protection::None;
    let open = open && visit.may(&facts, Sight::Pupil(pupil));
    drop(facts);
    let mut called = Vec::with_capacity(linked.len());
    for (number, guardian) in (1..).zip(&linked) {
        let numbered = visit.fill(ActText::GuardianNumber, &[("number", &format!("{number}"))]);
        let identity = if open { visit.app().guardian_identity(guardian.guardian)? } else { None };
        let name = identity.and_then(|identity| identity.name).map(|name| name.full());
        let words = name.map_or_else(|| numbered.clone(), |name| format!("{numbered}: {name}"));
        called.push((guardian.guardian, words));
    }
    Ok(called)
}

/// What a party is called.
pub(crate) fn party(
    visit: &Visit,
    guardians: &HashMap<GuardianId, String>,
    party: Party,
) -> String {
    match party {
        Party::Pupil => visit.say(CaseText::ThePupil).to_owned(),
        Party::Guardian(guardian) => {
            let called = guardians.get(&guardian).cloned();
            // Someone who is no guardian any more.
            called.unwrap_or_else(|| visit.fill(ActText::GuardianNumber, &[("number", "–")]))
        }
    }
}

/// A party as the forms take it: the fields and values that name it.
pub(crate) fn party_fields(party: Party) -> Vec<(&'static str, String)> {
    match party {
        Party::Pupil => vec![("party", "pupil".to_owned())],
        Party::Guardian(guardian) => {
            vec![("party", "guardian".to_owned()), ("party.guardian", guardian.to_string())]
        }
    }
}

/// A choice in the word that the forms have for it, whatever it holds besides.
pub(crate) fn word(visit: &Visit, owner: &str, value: &impl Serialize) -> &'static str {
    let value = serde_json::to_value(value).unwrap_or_default();
    let code = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str));
    code.and_then(|code| variant(owner, code, visit.language)).unwrap_or("–")
}

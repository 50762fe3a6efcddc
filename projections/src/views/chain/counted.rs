//! The documents that counted a pupil: what leads from a pupil's assessment on to a committee's decision.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::event::code;
use domain::id::{CommitteeId, Position, PupilId, RoundId, Size};

use super::said::Said;
use crate::directory::position;
use crate::facts::Fact;
use crate::figure::frame::Frame;
use crate::{Facts, Noted};

/// The reports and accounts that counted a pupil, by the value of the pupil that counted in them; under
/// none those in which the pupil was counted without a result.
///
/// A report counts a pupil who was in the population of its round at a school unit of its committee, as
/// known at its basis; an account likewise, at its school unit.
pub(super) type Counted = BTreeMap<Option<Position>, Vec<Said>>;

/// In which documents a pupil was counted, as of a size.
pub(super) fn counted(facts: &Facts, pupil: PupilId, at: Size) -> Counted {
    let mut counted = Counted::new();
    let Some(pupil) = facts.ids.pupils.get(pupil) else { return counted };
    let ever = ever_at(facts, pupil);
    let schools = ever.iter().map(|school| facts.ids.schools.key(*school));
    let accounts = schools.flat_map(|school| facts.accounts(school, at));
    let reports = facts.ledger_all(&[code::ReportPrepared], at);
    let mut documents: Vec<Noted> = reports.chain(accounts).collect();
    documents.sort_unstable_by_key(|noted| noted.position);
    for noted in documents {
        let value = match &noted.event {
            Event::ReportPrepared(e) => {
                counts(facts, pupil, (e.round, e.basis.size), |frame, school| {
                    is_of(frame, e.committee, school)
                })
            }
            Event::SchoolAccountDelivered(e) => {
                let wanted = facts.ids.schools.get(e.school).filter(|wanted| ever.contains(wanted));
                wanted.and_then(|wanted| {
                    counts(facts, pupil, (e.round, e.basis.size), |_, school| school == wanted)
                })
            }
            _ => None,
        };
        if let Some(value) = value {
            counted.entry(value).or_default().push(Said::from(noted));
        }
    }
    counted
}

/// The school units, by number, where a pupil has ever been enrolled.
fn ever_at(facts: &Facts, pupil: u32) -> BTreeSet<u32> {
    let entries = facts.pupils.entries(pupil).iter();
    let enrolled = entries.filter_map(|entry| match entry.fact {
        Fact::Enrolled { school, .. } => Some(school),
        _ => None,
    });
    enrolled.collect()
}

/// Whether the pupil counted in a round at one of the school units that are meant, as of a basis, and if
/// so the value that counted there, if any.
fn counts(
    facts: &Facts,
    pupil: u32,
    (round, basis): (RoundId, Size),
    is_meant: impl Fn(&Frame<'_>, u32) -> bool,
) -> Option<Option<Position>> {
    let frame = Frame::new(facts, basis, round)?;
    let member = frame.member(pupil).filter(|member| is_meant(&frame, member.school))?;
    Some(member.value.map(|value| position(value.entry.position)))
}

/// Whether a committee answers for a school unit on the round's census date.
fn is_of(frame: &Frame<'_>, committee: CommitteeId, school: u32) -> bool {
    let Some(committee) = frame.facts.committee(committee, frame.as_of) else { return false };
    let placed = frame.placing(school).and_then(|(_, district)| district);
    committee.district.is_none_or(|district| placed == Some(district))
}

//! Which pupil each person of an export is. A pupil is one person of the export at most: two of them
//! would be planned past each other, one leaving where the other joins.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::calendar::Day;
use domain::id::PupilId;
use domain::people::{CivicNumber, Protection};

use super::super::export::Person;
use super::super::fault::FaultKind;
use super::super::known::Namespace;
use super::Planner;
use crate::Unavailable;

/// The pupils of an export.
#[derive(Debug, Default)]
pub(super) struct Identified {
    /// By external id.
    pub(super) pupils: BTreeMap<String, PupilId>,
    /// Everyone the export tells of, whatever else is wrong with them.
    pub(super) present: BTreeSet<PupilId>,
}

/// A person who is or would be a pupil, and whom id and civic number lead to.
struct Candidate<'a> {
    external: &'a str,
    person: &'a Person,
    by_id: Option<PupilId>,
    by_civic: Option<PupilId>,
    /// Id and number lead to two pupils, both of whom the record knows.
    conflict: bool,
    /// An enrolment is not over.
    current: bool,
}

impl Candidate<'_> {
    /// The known pupil. An id reserved once and never used gives way to the number.
    fn pupil(&self) -> Option<PupilId> {
        if self.conflict { None } else { self.by_civic.or(self.by_id) }
    }

    /// Whoever stands first counts: without conflict, enrolled, known by the id, known by the number; or
    /// else the first by external id. Importing again does not change the order, for the id of whoever
    /// counted is known from then on.
    fn order(&self) -> (bool, Reverse<bool>, bool, bool) {
        let (by_id, by_civic) = (self.by_id.is_none(), self.by_civic.is_none());
        (self.conflict, Reverse(self.current), by_id, by_civic)
    }
}

/// Which external id each pupil and each civic number belongs to.
#[derive(Default)]
struct Claims<'a> {
    pupils: BTreeMap<PupilId, &'a str>,
    numbers: HashMap<&'a CivicNumber, &'a str>,
}

impl<'a> Claims<'a> {
    /// Who came first to the same number or pupil.
    fn rival(&self, candidate: &Candidate<'a>) -> Option<(&'a str, &'static str, FaultKind)> {
        let number = candidate.person.civic.number().and_then(|number| self.numbers.get(number));
        if let Some(first) = number {
            return Some((first, "civicNo", FaultKind::CivicNumberRepeated));
        }
        let first = candidate.pupil().and_then(|pupil| self.pupils.get(&pupil))?;
        Some((first, "id", FaultKind::PupilRepeated))
    }

    fn enter(&mut self, candidate: &Candidate<'a>) {
        let external = candidate.external;
        self.pupils.extend(candidate.pupil().map(|pupil| (pupil, external)));
        self.numbers.extend(candidate.person.civic.number().map(|number| (number, external)));
    }
}

impl<'a> Planner<'a> {
    /// Finds the pupil that each person is or would be, and links id and number to the pupil. Those who
    /// are not pupils or not imported are left out.
    pub(super) fn identify_pupils(&mut self) -> Result<Identified, Unavailable> {
        let mut identified = Identified::default();
        let mut candidates = Vec::new();
        let export = self.export;
        for (external, person) in &export.persons {
            let candidate = self.candidate(external, person)?;
            identified.present.extend(candidate.by_id.into_iter().chain(candidate.by_civic));
            // Whoever is enrolled nowhere is a pupil only if the record knows them as one: a number
            // alone may be another's.
            let pupil = candidate.by_id.is_some() || !person.enrolments.items().is_empty();
            if pupil && !self.refused.contains(external.as_str()) {
                candidates.push(candidate);
            }
        }
        candidates.sort_by_key(Candidate::order);
        for candidate in self.without_rivals(candidates) {
            let pupil = self.link_external(&candidate)?;
            identified.pupils.insert(candidate.external.to_owned(), pupil);
        }
        Ok(identified)
    }

    fn candidate(
        &self,
        external: &'a str,
        person: &'a Person,
    ) -> Result<Candidate<'a>, Unavailable> {
        let by_id = self.known.find(Namespace::Pupil, external)?.map(PupilId::from_bytes);
        let by_civic = match person.civic.number() {
            Some(number) => self.known.pupil_by_civic(number)?,
            None => None,
        };
        let conflict = match by_id.zip(by_civic) {
            Some((id, civic)) if id != civic => self.known.pupil(id)?.is_some(),
            _ => false,
        };
        let current = is_current(person, self.today());
        Ok(Candidate { external, person, by_id, by_civic, conflict, current })
    }

    /// Those who are to be imported, of several that are one pupil the first.
    fn without_rivals(&mut self, candidates: Vec<Candidate<'a>>) -> Vec<Candidate<'a>> {
        let mut claims = Claims::default();
        let mut kept = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let origin = &candidate.person.origin;
            if let Some((first, field, what)) = claims.rival(&candidate) {
                self.fault(origin, field, what);
                // Of the record that is left out, its marking counts, and its class may be the pupil's.
                let stated = candidate.person.protection.unwrap_or(Protection::None);
                let raised = self.raised.entry(first.to_owned()).or_insert(stated);
                *raised = stated.max(*raised);
                self.classes.unclear.insert(first.to_owned());
            } else if candidate.conflict {
                self.fault(origin, "civicNo", FaultKind::IdentityConflict);
            } else {
                claims.enter(&candidate);
                kept.push(candidate);
            }
        }
        // In the order of the export, whoever came first to what.
        kept.sort_by_key(|candidate| candidate.external);
        kept
    }

    /// The protection of a person: as stated, or else as known, and never less than another record of
    /// the same pupil states.
    pub(super) fn protection(
        &self,
        external: &str,
        person: &Person,
        known: Protection,
    ) -> Protection {
        let stated = person.protection.unwrap_or(known);
        self.raised.get(external).map_or(stated, |raised| stated.max(*raised))
    }

    fn link_external(&mut self, candidate: &Candidate<'_>) -> Result<PupilId, Unavailable> {
        let Candidate { external, by_id, by_civic, .. } = *candidate;
        let number = candidate.person.civic.number();
        let pupil = match candidate.pupil() {
            Some(pupil) => pupil,
            None => PupilId::from_bytes(self.known.id_for(Namespace::Pupil, external)?),
        };
        let linked = by_id == Some(pupil) && (by_civic.is_some() || number.is_none());
        if !linked {
            self.known.link_pupil(pupil, external, number)?;
        }
        Ok(pupil)
    }
}

/// Whether any enrolment, of ours or not, is not over.
fn is_current(person: &Person, today: Day) -> bool {
    let mut enrolments = person.enrolments.items().iter();
    enrolments.any(|e| !e.cancelled && e.until.is_none_or(|until| until >= today))
}

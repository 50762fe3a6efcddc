//! Guardians (vårdnadshavare), the only relation with rights.

use std::collections::BTreeSet;

use domain::command::Command as AnyCommand;
use domain::id::{GuardianId, PupilId};
use domain::people::{GuardianIdentity, PersonName, Protection};
use domain::personal::Personal;
use domain::pupil::{Command, GuardianLinked, GuardianUnlinked};

use super::super::export::{Listing, Person};
use super::super::fault::FaultKind;
use super::super::known::{KnownGuardian, KnownPupil, Namespace};
use super::{Phase, Planner};
use crate::Unavailable;

impl Planner<'_> {
    /// Guardians of whom nothing is kept: those with a protected identity of their own, and those of
    /// any pupil in protected registration. The name beside a sibling would point the pupil out.
    pub(super) fn hidden_guardians(&self) -> Result<BTreeSet<String>, Unavailable> {
        let mut hidden = BTreeSet::new();
        for (external, person) in &self.export.persons {
            if person.protection.is_some_and(|protection| protection != Protection::None) {
                hidden.insert(external.clone());
            }
            let links = person.guardians.items();
            if !links.is_empty()
                && self.protection_of(external, person)? == Protection::ProtectedRegistration
            {
                hidden.extend(links.iter().map(|link| link.person.clone()));
            }
        }
        Ok(hidden)
    }

    /// The level that the export states; where it states none, the one that is known.
    fn protection_of(&self, external: &str, person: &Person) -> Result<Protection, Unavailable> {
        let known = match self.known.find(Namespace::Pupil, external)? {
            Some(id) => self.known.pupil(PupilId::from_bytes(id))?,
            None => None,
        };
        let known = known.map_or(Protection::None, |known| known.protection);
        Ok(self.protection(external, person, known))
    }

    pub(super) fn plan_guardians(
        &mut self,
        external: &str,
        person: &Person,
        pupil: PupilId,
        known: Option<&KnownPupil>,
        hidden: &BTreeSet<String>,
    ) -> Result<(), Unavailable> {
        // A missing list means "none" only where the export tells of guardians at all.
        let whole = match person.guardians {
            Listing::Whole(_) => true,
            Listing::Partly(_) => false,
            Listing::Absent => self.tells_guardians(),
        };
        let recorded = known.map_or(Protection::None, |known| known.protection);
        let protection = self.protection(external, person, recorded);
        let child_hidden = protection == Protection::ProtectedRegistration;
        let linked = known.map_or(&[][..], |known| &known.guardians);
        let mut kept = BTreeSet::new();
        for link in person.guardians.items() {
            let id = self.known.id_for(Namespace::Guardian, &link.person)?;
            let guardian = GuardianId::from_bytes(id);
            if !kept.insert(guardian) || self.refused.contains(link.person.as_str()) {
                continue;
            }
            let hide = child_hidden || hidden.contains(&link.person);
            if !hide {
                self.link_civic_number(&link.person, guardian)?;
            }
            let identity = self.guardian_identity(person, &link.person, hide);
            let former = linked.iter().find(|known| known.guardian == guardian);
            self.link(pupil, guardian, identity, former);
        }
        let gone = linked.iter().filter(|known| whole && !kept.contains(&known.guardian));
        for known in gone {
            self.unlink(pupil, known.guardian);
            self.summary.guardians.changed += 1;
        }
        Ok(())
    }

    /// By the number a guardian is known again who signs in. Of one who is hidden not even that is kept.
    fn link_civic_number(
        &mut self,
        external: &str,
        guardian: GuardianId,
    ) -> Result<(), Unavailable> {
        let number = self.export.persons.get(external).and_then(|person| person.civic.number());
        number.map_or(Ok(()), |number| self.known.link_guardian(guardian, number))
    }

    fn tells_guardians(&self) -> bool {
        self.export.persons.values().any(|person| person.guardians != Listing::Absent)
    }

    /// What is kept of a guardian; none where the export does not say who it is.
    fn guardian_identity(
        &mut self,
        child: &Person,
        external: &str,
        hide: bool,
    ) -> Option<GuardianIdentity> {
        let nothing = GuardianIdentity { name: None, email: None };
        let Some(guardian) = self.export.persons.get(external) else {
            self.fault(&child.origin, "responsibles.person", FaultKind::GuardianUnknown);
            return hide.then_some(nothing);
        };
        if hide {
            return Some(nothing);
        }
        // A guardian of several pupils is reported once.
        if !guardian.has_address && self.without_address.insert(external.to_owned()) {
            self.fault(&guardian.origin, "addresses", FaultKind::GuardianWithoutAddress);
        }
        let name = PersonName::new(&guardian.given, &guardian.family);
        let name = Some(name).filter(|name| !name.full().is_empty());
        Some(GuardianIdentity { name, email: guardian.email.clone() })
    }

    fn link(
        &mut self,
        pupil: PupilId,
        guardian: GuardianId,
        identity: Option<GuardianIdentity>,
        former: Option<&KnownGuardian>,
    ) {
        let recorded = former.and_then(|former| former.identity.as_ref());
        let changed = match (former, &identity, recorded) {
            (None, _, _) => true,
            (Some(_), Some(identity), Some(recorded)) => identity != recorded,
            // Nothing better is known, or what is recorded cannot be opened any more.
            (Some(_), _, _) => false,
        };
        self.summary.guardians.add(former.is_some(), changed);
        if !changed {
            return;
        }
        if former.is_some() {
            // There is no other way to replace what is recorded of a guardian; a block outlives it.
            self.unlink(pupil, guardian);
        }
        let identity = identity.unwrap_or(GuardianIdentity { name: None, email: None });
        let identity = Personal::Open(identity);
        let command = Command::LinkGuardian(GuardianLinked { pupil, guardian, identity });
        self.guardian_step("link", pupil, guardian, command);
    }

    fn unlink(&mut self, pupil: PupilId, guardian: GuardianId) {
        let command = Command::UnlinkGuardian(GuardianUnlinked { pupil, guardian });
        self.guardian_step("unlink", pupil, guardian, command);
    }

    fn guardian_step(
        &mut self,
        verb: &str,
        pupil: PupilId,
        guardian: GuardianId,
        command: Command,
    ) {
        let command = AnyCommand::Pupil(command);
        self.step(Phase::Guardian, verb, &[&pupil, &guardian], command);
    }
}

//! Which children a signed-in guardian may see.
//!
//! Only the relation of guardian gives the right, and it ends when the child is 18 (domain section 5:
//! Guardians). Asked anew at every page, always as of now: an unlinking, a block or a protection mark
//! acts at once.

use domain::calendar::Day;
use domain::id::{GuardianId, PupilId};
use domain::people::{CivicNumber, Protection, PupilIdentity};

use crate::access::{Sight, guardian_may_see};
use crate::names::NamesError;
use crate::reads::note;
use crate::store::App;

/// A child as its own guardian may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct Child {
    /// The pupil.
    pub pupil: PupilId,
    /// The given name; none where it has been removed.
    pub given: Option<String>,
    /// Whether the page may tell where the child goes to school. Not where anyone in the family is
    /// protected: the one guardian must not find the other, or the child, through the school.
    pub place_shown: bool,
}

impl std::fmt::Debug for Child {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Child").field("pupil", &self.pupil).finish_non_exhaustive()
    }
}

impl App {
    /// The children that a guardian may see today, by given name.
    pub fn children_of(&self, guardian: GuardianId) -> Result<Vec<Child>, NamesError> {
        let facts = self.facts().map_err(NamesError::Facts)?;
        let wards = facts.wards(guardian, facts.size());
        drop(facts);
        let mut children = Vec::with_capacity(wards.len());
        for ward in wards {
            children.extend(self.child_of(guardian, ward)?);
        }
        children.sort_by(|a, b| (&a.given, a.pupil).cmp(&(&b.given, b.pupil)));
        Ok(children)
    }

    /// The child, if this guardian may see it today.
    pub fn child_of(
        &self,
        guardian: GuardianId,
        pupil: PupilId,
    ) -> Result<Option<Child>, NamesError> {
        let today = self.now().day();
        let facts = self.facts().map_err(NamesError::Facts)?;
        let allowed = guardian_may_see(&facts, guardian, Sight::OwnChild(pupil));
        let enrolled =
            facts.pupil(pupil, today, facts.size()).is_some_and(|state| state.enrolment.is_some());
        let others: Vec<GuardianId> =
            facts.guardians(pupil, facts.size()).iter().map(|linked| linked.guardian).collect();
        let marked = facts.protection(pupil) != Protection::None;
        drop(facts);
        if !allowed {
            return Ok(None);
        }
        let Some(PupilIdentity::Named { name, civic_number }) = self.identity_to_match(pupil)?
        else {
            return Ok(None);
        };
        if !is_minor(civic_number.as_ref(), enrolled, today) {
            return Ok(None);
        }
        let place_shown = !marked && self.are_named(&others)?;
        note(pupil);
        let given = Some(name.given).filter(|given| !given.is_empty());
        Ok(Some(Child { pupil, given, place_shown }))
    }

    /// Whether every guardian is kept by name: one who is protected is not.
    fn are_named(&self, guardians: &[GuardianId]) -> Result<bool, NamesError> {
        for guardian in guardians {
            let identity = self.guardian_identity(*guardian)?;
            if identity.and_then(|identity| identity.name).is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether the child is under 18. The day of birth is read from the civic number, opened for this and
/// kept nowhere; without one, whoever goes to school is taken for a child and nobody else.
fn is_minor(civic_number: Option<&CivicNumber>, enrolled: bool, today: Day) -> bool {
    let Some((year, month, day)) = civic_number.and_then(born) else { return enrolled };
    // Born on 29 February: 18 on the day after 28 February.
    let of_age = Day::new(year + 18, month, day).or_else(|| Day::new(year + 18, 3, 1));
    of_age.is_some_and(|of_age| today < of_age)
}

/// Year, month and day of birth as the number writes them; of a co-ordination number the day is 60 more.
fn born(number: &CivicNumber) -> Option<(i16, i8, i8)> {
    let date = number.as_str().get(..8)?;
    let day: i8 = date[6..].parse().ok()?;
    let day = if day > 60 { day - 60 } else { day };
    Some((date[..4].parse().ok()?, date[4..6].parse().ok()?, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_one_until_the_day_of_its_eighteenth_birthday() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        let number = CivicNumber::new("200805202391").unwrap();
        assert!(is_minor(Some(&number), false, day(2026, 5, 19)));
        assert!(!is_minor(Some(&number), true, day(2026, 5, 20)));
        let coordination = CivicNumber::new("200805802391").unwrap();
        assert!(is_minor(Some(&coordination), false, day(2026, 5, 19)));
        assert!(!is_minor(Some(&coordination), false, day(2026, 5, 20)));
    }

    #[test]
    fn without_a_number_only_someone_who_goes_to_school_is_a_child() {
        let day = Day::new(2026, 5, 20).unwrap();
        assert!(is_minor(None, true, day));
        assert!(!is_minor(None, false, day));
    }
}

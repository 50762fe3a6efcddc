//! The guarantee of early support (Education Act ch. 3 ss. 4 a–c) and the hand-over.

use super::{At, Verdict, check_text, demand};
use crate::action_programme::case::{say_the_same, struck};
use crate::action_programme::{EarlySupportAssessed, HandedOver, Refusal};
use crate::calendar::Day;
use crate::event::Event;
use crate::organisation::places::Places;

impl At<'_> {
    /// Whether the same is recorded and not struck.
    fn has_said(&self, event: &Event) -> bool {
        let struck = struck(self.history);
        let standing = self.history.iter().filter(|recorded| !struck.contains(&recorded.position));
        standing.filter_map(|recorded| recorded.event.as_ref()).any(|e| say_the_same(e, event))
    }

    /// From the preschool class to grade 3, in either numbering.
    fn is_in_first_grades(&self, day: Day) -> bool {
        self.pupil.grade_on(day).is_some_and(|grade| grade.years_since_start() <= 3)
    }

    /// The unit that the pupil is in, or leaves: also on the day before, since a move counts from its first
    /// day at the new one.
    fn hands_over(&self, wanted: &HandedOver) -> bool {
        let mut days = [self.today(), wanted.on, wanted.on.plus(-1)].into_iter();
        days.any(|day| self.pupil.belongs_to(wanted.school, day))
    }

    /// Whether a hand-over has a receiver that is another known unit, or none.
    fn receiver_fits(&self, wanted: &HandedOver) -> bool {
        let places = Places::of(self.history);
        wanted.to.is_none_or(|to| to != wanted.school && places.unit(to).is_some())
    }
}

pub(super) fn assess(wanted: &EarlySupportAssessed, at: &At<'_>) -> Verdict {
    at.check_enrolled()?;
    demand(at.is_in_first_grades(wanted.on), Refusal::GradeUnfit)?;
    check_text(&wanted.finding)?;
    at.check_done(wanted.on)?;
    let event = Event::from(wanted.clone());
    Ok(if at.has_said(&event) { Vec::new() } else { vec![event] })
}

/// Within the unit at the end of the preschool class or grade 3; to another unit in any grade.
pub(super) fn hand_over(wanted: &HandedOver, at: &At<'_>) -> Verdict {
    demand(at.pupil.is_known(), Refusal::PupilUnknown)?;
    demand(at.hands_over(wanted), Refusal::NotEnrolledHere)?;
    let grade_fits = wanted.to.is_some() || at.is_in_first_grades(wanted.on);
    demand(grade_fits, Refusal::GradeUnfit)?;
    demand(at.receiver_fits(wanted), Refusal::SchoolUnfit)?;
    at.check_engaged(wanted.to_staff.as_slice(), wanted.on)?;
    check_text(&wanted.summary)?;
    at.check_done(wanted.on)?;
    let event = Event::from(wanted.clone());
    Ok(if at.has_said(&event) { Vec::new() } else { vec![event] })
}

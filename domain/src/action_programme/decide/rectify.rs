//! Putting right: a slip corrected, a decision annulled, an entry struck. Three acts, and a change is a fourth.

use super::{At, Verdict, check_reasons, check_text, demand};
use crate::action_programme::case::{say_the_same, struck};
use crate::action_programme::{
    AnnulmentGround, DecisionAnnulled, EntryStruck, Refusal, SlipCorrected,
};
use crate::event::Event;
use crate::id::Position;

/// A correction reads a text otherwise and changes nothing that is decided. One decision can have several, which
/// cannot be told apart once sealed: each is recorded.
pub(super) fn correct_slip(wanted: &SlipCorrected, at: &At<'_>) -> Verdict {
    at.check_delegable(wanted.decision)?;
    at.check_case()?;
    let decision = at.living_decision(wanted.decision)?;
    check_text(&wanted.correction)?;
    let on = wanted.on.unwrap_or(at.today());
    demand(decision.taken.on <= on, Refusal::DaysReversed)?;
    at.check_done(on)?;
    Ok(vec![wanted.clone().into()])
}

/// What the board of appeal annulled may be annulled once more, on that ground alone.
pub(super) fn annul(wanted: &DecisionAnnulled, at: &At<'_>) -> Verdict {
    at.check_delegable(wanted.decision)?;
    at.check_case()?;
    let decision = at.case.decision(wanted.decision).ok_or(Refusal::DecisionUnknown)?;
    let event = Event::from(wanted.clone());
    if let Some(known) = at.case.own_annulment(wanted.decision) {
        demand(say_the_same(&known.clone().into(), &event), Refusal::Annulled)?;
        return Ok(Vec::new());
    }
    let by_board = at.case.annulled_by_board(wanted.decision);
    let on_boards_ground = wanted.ground == AnnulmentGround::BoardOfAppeal;
    demand(by_board.is_none() || on_boards_ground, Refusal::Annulled)?;
    demand(by_board.is_some() || !on_boards_ground, Refusal::BoardDidNotAnnul)?;
    check_reasons(&wanted.reasons)?;
    demand(by_board.unwrap_or(decision.taken.on) <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![event])
}

impl<'a> At<'a> {
    /// An entry of the case, or early support or a hand-over of the pupil; struck or not.
    fn entry(&self, position: Position) -> Option<&'a Event> {
        let recorded = self.history.iter().find(|recorded| recorded.position == position);
        let event = recorded.and_then(|recorded| recorded.event.as_ref())?;
        match event {
            Event::EarlySupportAssessed(e) => (e.pupil == self.place.pupil).then_some(event),
            Event::HandedOver(e) => (e.pupil == self.place.pupil).then_some(event),
            _ => self.case.entry(position),
        }
    }
}

/// Strikes what was entered on the wrong pupil. What belongs to no case is struck under an id of its own.
pub(super) fn strike(wanted: &EntryStruck, at: &At<'_>) -> Verdict {
    at.check_pupil()?;
    demand(!at.case.is_of_other_pupil(), Refusal::OtherPupil)?;
    if struck(at.history).contains(&wanted.of) {
        return Ok(Vec::new());
    }
    let entry = at.entry(wanted.of).ok_or(Refusal::EntryUnknown)?;
    demand(!matches!(entry, Event::EntryStruck(_)), Refusal::StrikeOfStrike)?;
    let living = at.case.decision(wanted.of).is_none() || !at.case.is_served_or_appealed(wanted.of);
    demand(living, Refusal::ServedOrAppealed)?;
    check_reasons(&wanted.reason)?;
    Ok(vec![wanted.clone().into()])
}

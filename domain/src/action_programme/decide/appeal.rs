//! Service and appeal (Education Act ch. 28, Administrative Procedure Act ss. 43–46).

use super::{At, Verdict, check_reasons, demand};
use crate::action_programme::case::{Appeal, Decision};
use crate::action_programme::{
    AppealDecided, AppealForwarded, AppealLodged, AppealOutcome, AppealTimelinessDecided,
    DecisionServed, Party, Refusal,
};
use crate::event::Event;
use crate::id::Position;

impl<'a> At<'a> {
    /// The decision, which must not be annulled.
    pub(super) fn living_decision(&self, position: Position) -> Result<Decision<'a>, Refusal> {
        let decision = self.case.decision(position).ok_or(Refusal::DecisionUnknown)?;
        demand(!self.case.is_annulled(position), Refusal::Annulled)?;
        Ok(decision)
    }

    fn known_appeal(&self, position: Position) -> Result<Appeal<'a>, Refusal> {
        self.case.appeal(position).ok_or(Refusal::AppealUnknown)
    }
}

/// Also a decision that has been changed since is served: the party may have had it before.
pub(super) fn serve(wanted: &DecisionServed, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let decision = at.living_decision(wanted.decision)?;
    at.check_party(wanted.party)?;
    if let Some(served) = at.case.served(wanted.decision, wanted.party) {
        demand(served == wanted.on, Refusal::AlreadyServed)?;
        return Ok(Vec::new());
    }
    demand(decision.taken.on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![wanted.clone().into()])
}

/// An appeal may come before service, and from a guardian who is blocked: the block is on what is shown.
/// Who has taken an appeal back may appeal again.
pub(super) fn lodge(wanted: &AppealLodged, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let decision = at.living_decision(wanted.decision)?;
    if let Party::Guardian(guardian) = wanted.party {
        demand(at.guardians.is_linked(guardian), Refusal::PartyUnfit)?;
    }
    let of = (wanted.decision, wanted.party);
    let mut own =
        at.case.appeals().into_iter().filter(|a| (a.lodged.decision, a.lodged.party) == of);
    if let Some(latest) = own.next_back().filter(|appeal| !is_withdrawn(appeal)) {
        demand(latest.lodged.received == wanted.received, Refusal::AlreadyAppealed)?;
        return Ok(Vec::new());
    }
    demand(decision.taken.on <= wanted.received, Refusal::DaysReversed)?;
    at.check_done(wanted.received)?;
    Ok(vec![wanted.clone().into()])
}

fn is_withdrawn(appeal: &Appeal<'_>) -> bool {
    appeal.outcome.is_some_and(|outcome| outcome.outcome == AppealOutcome::Withdrawn)
}

/// A person decides, whatever [`proposed_timeliness`](crate::action_programme::deadline::proposed_timeliness)
/// proposes; but where the time has not begun, no appeal is late.
pub(super) fn decide_timeliness(wanted: &AppealTimelinessDecided, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let appeal = at.known_appeal(wanted.appeal)?;
    let same_day = wanted.on.is_none() || wanted.on == appeal.found;
    if appeal.in_time == Some(wanted.in_time) && same_day {
        return Ok(Vec::new());
    }
    demand(appeal.outcome.is_none(), Refusal::AppealSettled)?;
    demand(appeal.in_time.is_none(), Refusal::TimelinessDecided)?;
    let served = at.case.served(appeal.lodged.decision, appeal.lodged.party);
    demand(wanted.in_time || served.is_some(), Refusal::NotServed)?;
    check_reasons(&wanted.reasons)?;
    let on = wanted.on.unwrap_or(at.today());
    demand(appeal.lodged.received <= on, Refusal::DaysReversed)?;
    at.check_done(on)?;
    Ok(vec![wanted.clone().into()])
}

pub(super) fn forward(wanted: &AppealForwarded, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let appeal = at.known_appeal(wanted.appeal)?;
    if appeal.forwarded == Some(wanted.on) {
        return Ok(Vec::new());
    }
    demand(appeal.outcome.is_none(), Refusal::AppealSettled)?;
    let in_time = appeal.in_time.ok_or(Refusal::TimelinessUndecided)?;
    demand(in_time, Refusal::AppealLate)?;
    demand(appeal.forwarded.is_none(), Refusal::AlreadyForwarded)?;
    let rests_on = appeal.found.unwrap_or(appeal.lodged.received);
    demand(rests_on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![wanted.clone().into()])
}

/// The board decides what was forwarded. Before that a party may take the appeal back, and one that a
/// person has found late is dismissed by the decision-maker.
pub(super) fn record_outcome(wanted: &AppealDecided, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let appeal = at.known_appeal(wanted.appeal)?;
    let event = Event::from(wanted.clone());
    if appeal.outcome.is_some() {
        demand(at.case.says(&event), Refusal::AppealSettled)?;
        return Ok(Vec::new());
    }
    let ready = match wanted.outcome {
        AppealOutcome::Withdrawn => true,
        AppealOutcome::Dismissed => appeal.forwarded.is_some() || appeal.in_time == Some(false),
        AppealOutcome::Confirmed
        | AppealOutcome::Annulled
        | AppealOutcome::AnnulledAndRemitted
        | AppealOutcome::Changed => appeal.forwarded.is_some(),
    };
    demand(ready, Refusal::NotForwarded)?;
    let number = wanted.registry_number.as_ref();
    demand(number.is_none_or(|number| !number.trim().is_empty()), Refusal::TextMissing)?;
    let rests_on = appeal.forwarded.or(appeal.found).unwrap_or(appeal.lodged.received);
    demand(rests_on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![event])
}

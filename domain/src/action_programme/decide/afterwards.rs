//! Follow-up, evaluation and end of a programme.

use super::{At, Verdict, check_reasons, check_text, demand, unless};
use crate::action_programme::case::Decision;
use crate::action_programme::{
    Ended, ProgrammeEnded, ProgrammeEvaluated, ProgrammeFollowedUp, Refusal,
};
use crate::event::Event;

impl<'a> At<'a> {
    /// The programme in force, which has not ended: the decision with which it began.
    fn living_programme(&self) -> Result<Decision<'a>, Refusal> {
        demand(!self.case.has_ended(), Refusal::CaseEnded)?;
        self.case.programme().and_then(|_| self.case.beginning()).ok_or(Refusal::NoProgramme)
    }
}

pub(super) fn follow_up(wanted: &ProgrammeFollowedUp, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let programme = at.living_programme()?;
    let event = Event::from(wanted.clone());
    if at.case.says_since(Some(programme.position), &event) {
        return Ok(Vec::new());
    }
    if let Some(next) = wanted.next {
        at.check_engaged(&[next.by], wanted.on)?;
        at.check_plausible([next.on].into_iter())?;
        demand(wanted.on <= next.on, Refusal::FollowUpTooEarly)?;
    }
    check_text(&wanted.finding)?;
    demand(programme.taken.on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![event])
}

pub(super) fn evaluate(wanted: &ProgrammeEvaluated, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let programme = at.living_programme()?;
    check_text(&wanted.finding)?;
    demand(programme.taken.on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    let event = Event::from(wanted.clone());
    Ok(unless(at.case.says_since(Some(programme.position), &event), event))
}

/// A programme ends after an evaluation, or when the pupil has left the municipality.
pub(super) fn end(wanted: &ProgrammeEnded, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let event = Event::from(wanted.clone());
    if at.case.has_ended() && at.case.says(&event) {
        return Ok(Vec::new());
    }
    let programme = at.living_programme()?;
    let mut rests_on = programme.taken.on;
    match wanted.why {
        Ended::NeedsMet | Ended::ReplacedByOther => {
            let evaluated = at.case.evaluated().ok_or(Refusal::NotEvaluated)?;
            rests_on = rests_on.max(evaluated);
        }
        Ended::PupilLeft => {
            demand(!at.pupil.is_enrolled(at.today()), Refusal::PupilStillHere)?;
        }
    }
    check_reasons(&wanted.reasons)?;
    demand(rests_on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![event])
}

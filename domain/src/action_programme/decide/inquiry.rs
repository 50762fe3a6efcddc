//! Concern, investigation, and the material communicated to the parties.

use super::{At, Verdict, check_text, demand, unless};
use crate::action_programme::case::{Case, Investigation};
use crate::action_programme::{
    ConcernReported, Consulted, InvestigationConcluded, InvestigationConsulted,
    InvestigationOpened, MaterialCommunicated, Party, Refusal,
};
use crate::calendar::Day;
use crate::event::Event;
use crate::id::{GuardianId, Position, ProgrammeId};

impl At<'_> {
    /// The pupil's case that is under way, where this one has not begun.
    fn other_under_way(&self) -> Option<ProgrammeId> {
        let open = Case::under_way_of(self.history, self.place.pupil);
        open.filter(|_| !self.case.has_begun()).map(|(programme, _)| programme)
    }

    /// Not before the concern or the former conclusion. One entered anew, where the first was struck, not after
    /// who was heard in it.
    fn opens_in_order(&self, on: Day) -> bool {
        let former = self.case.investigation();
        let concluded = former.and_then(|former| former.concluded).map(|(_, e)| e.on);
        let until = if former.is_none() { self.case.heard() } else { None };
        concluded.or(self.case.concerned()).is_none_or(|since| since <= on)
            && until.is_none_or(|until| on <= until)
    }

    fn has_shortfall(&self, position: Position) -> bool {
        let recorded = self.history.iter().find(|recorded| recorded.position == position);
        let event = recorded.and_then(|recorded| recorded.event.as_ref());
        matches!(event, Some(Event::ShortfallFound(e)) if e.pupil == self.place.pupil)
    }

    /// Nothing of the child's is shown to a guardian who is blocked.
    pub(super) fn check_open(&self, guardian: GuardianId) -> Result<(), Refusal> {
        let open = self.guardians.open().any(|known| known == guardian);
        demand(open, Refusal::PartyUnfit)
    }

    pub(super) fn check_party(&self, party: Party) -> Result<(), Refusal> {
        match party {
            Party::Pupil => Ok(()),
            Party::Guardian(guardian) => self.check_open(guardian),
        }
    }
}

/// A concern is reported as often as there is cause (Education Act ch. 3 s. 7). While a case of the pupil is under
/// way, one reported as a new case is recorded in that one: the need is investigated once.
pub(super) fn report(wanted: &ConcernReported, at: &At<'_>) -> Verdict {
    at.check_enrolled()?;
    if at.case.says(&wanted.clone().into()) {
        return Ok(Vec::new());
    }
    demand(!at.case.has_begun() || at.case.is_under_way(), Refusal::AlreadyBegun)?;
    let known = wanted.shortfall.is_none_or(|position| at.has_shortfall(position));
    demand(known, Refusal::ShortfallUnknown)?;
    check_text(&wanted.concern)?;
    at.check_done(wanted.on)?;
    let programme = at.other_under_way().unwrap_or(wanted.programme);
    Ok(vec![ConcernReported { programme, ..wanted.clone() }.into()])
}

/// The principal sees to it, on a concern or of own accord. A new investigation may follow one that is
/// concluded, as when the board of appeal sends a decision back.
pub(super) fn open(wanted: &InvestigationOpened, at: &At<'_>) -> Verdict {
    at.check_enrolled()?;
    demand(!at.case.has_ended(), Refusal::CaseEnded)?;
    let latest = at.case.investigation();
    if let Some(under_way) = latest.filter(|investigation| investigation.concluded.is_none()) {
        demand(is_the_same(&under_way, wanted), Refusal::AlreadyOpened)?;
        return Ok(Vec::new());
    }
    demand(at.other_under_way().is_none(), Refusal::OtherCaseOpen)?;
    let on = wanted.on.unwrap_or(at.today());
    at.check_engaged(&[wanted.lead], on)?;
    at.check_plausible([on, wanted.conclude_by].into_iter())?;
    demand(on <= wanted.conclude_by && at.opens_in_order(on), Refusal::DaysReversed)?;
    at.check_done(on)?;
    Ok(vec![wanted.clone().into()])
}

/// Said again, with the same day or with none.
fn is_the_same(under_way: &Investigation<'_>, wanted: &InvestigationOpened) -> bool {
    let on = under_way.opened.on;
    let same = InvestigationOpened { on, ..wanted.clone() };
    same == *under_way.opened && wanted.on.is_none_or(|on| on == under_way.since)
}

/// Pupil and guardian take part also when the programme is drawn up, after the conclusion.
pub(super) fn consult(wanted: &InvestigationConsulted, at: &At<'_>) -> Verdict {
    at.check_case()?;
    demand(!at.case.has_ended(), Refusal::CaseEnded)?;
    let first = at.case.first_investigation().ok_or(Refusal::NoInvestigation)?;
    if let Consulted::Guardian(guardian) = wanted.who {
        at.check_open(guardian)?;
    }
    demand(first.since <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    let event = Event::from(wanted.clone());
    Ok(unless(at.case.says(&event), event))
}

pub(super) fn conclude(wanted: &InvestigationConcluded, at: &At<'_>) -> Verdict {
    at.check_case()?;
    let latest = at.case.investigation().ok_or(Refusal::NoInvestigation)?;
    if let Some((_, concluded)) = latest.concluded {
        let said = (concluded.on, concluded.needs_support);
        demand(said == (wanted.on, wanted.needs_support), Refusal::NoInvestigation)?;
        return Ok(Vec::new());
    }
    check_text(&wanted.finding)?;
    demand(latest.since <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    Ok(vec![wanted.clone().into()])
}

pub(super) fn communicate(wanted: &MaterialCommunicated, at: &At<'_>) -> Verdict {
    at.check_case()?;
    demand(!at.case.has_ended(), Refusal::CaseEnded)?;
    let latest = at.case.investigation().and_then(|investigation| investigation.concluded);
    let (_, concluded) = latest.ok_or(Refusal::NotConcluded)?;
    at.check_party(wanted.party)?;
    demand(concluded.on <= wanted.on, Refusal::DaysReversed)?;
    at.check_done(wanted.on)?;
    let event = Event::from(wanted.clone());
    Ok(unless(at.case.says_since(at.case.material_since(), &event), event))
}

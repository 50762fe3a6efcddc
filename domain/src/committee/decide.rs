//! State and decisions of committees' matters. Refusals, in their order, stand in [`super::Refusal`].

use super::{
    AMOUNT_MAX, Basis, Command, CommitteeDecided, CommitteeInformed, DebateHeld, DecisionAppealed,
    Document, MinutesApproved, Purse, Refusal, ReportDelivered, ReportPrepared, ReportPresented,
    Resolution, SchoolAccountDelivered, SchoolAccountReceived, SuppressionRule,
    SuppressionRuleAdopted,
};
use crate::authority::Only;
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Code, Event, Recorded, code};
use crate::id::{
    CommitmentId, CommitteeId, DebateId, ReportId, RoundId, SchoolUnitCode, Size, StaffId,
};
use crate::organisation::authority::Roles;
use crate::organisation::engagement::{engaged_boundary, is_engaged};
use crate::organisation::places::Places;
use crate::organisation::{CommitteeFormed, demand};
use crate::people::Scope;
use crate::personal::Personal;
use crate::query::{Query, Tag};
use crate::round;

type Decision = Result<Vec<Event>, Refusal>;

/// The event, unless it is already so.
fn unless(already_so: bool, event: &(impl Clone + Into<Event>)) -> Decision {
    Ok(if already_so { Vec::new() } else { vec![event.clone().into()] })
}

// -------------------------------------------------------------------------------------- state

/// What the decisions ask of one committee's matters.
struct State<'a> {
    act: &'a Act,
    history: &'a [Recorded],
}

impl<'a> State<'a> {
    fn of(act: &'a Act, history: &'a [Recorded]) -> Self {
        Self { act, history }
    }

    fn events(&self) -> impl DoubleEndedIterator<Item = &'a Event> + use<'a> {
        self.history.iter().filter_map(|recorded| recorded.event.as_ref())
    }

    fn committee(&self, id: CommitteeId) -> Option<&'a CommitteeFormed> {
        self.events().find_map(|event| match event {
            Event::CommitteeFormed(e) if e.committee == id => Some(e),
            _ => None,
        })
    }

    /// The committee's area: its district, or the municipality. Of a committee that is not known, only the
    /// municipality's people are told so.
    fn area(&self, id: CommitteeId) -> Scope {
        let district = self.committee(id).and_then(|committee| committee.district);
        district.map_or(Scope::Municipality, Scope::District)
    }

    fn known(&self, id: CommitteeId) -> Result<(), Refusal> {
        demand(self.committee(id).is_some(), Refusal::CommitteeUnknown)
    }

    fn past(&self, day: Day) -> Result<(), Refusal> {
        demand(day <= self.act.today(), Refusal::DayInFuture)
    }

    fn round(&self, round: RoundId) -> Result<(), Refusal> {
        demand(round::schedule(self.history, round).is_some(), Refusal::RoundNotScheduled)
    }

    fn report(&self, id: ReportId) -> Option<&'a ReportPrepared> {
        self.events().find_map(|event| match event {
            Event::ReportPrepared(e) if e.report == id => Some(e),
            _ => None,
        })
    }

    /// The report was prepared for this committee.
    fn report_to(&self, report: ReportId, committee: CommitteeId) -> Result<(), Refusal> {
        let prepared = self.report(report).is_some_and(|e| e.committee == committee);
        demand(prepared, Refusal::ReportUnknown)
    }

    /// A report that is named exists, whichever committee it was for.
    fn report_if_named(&self, report: Option<ReportId>) -> Result<(), Refusal> {
        demand(report.is_none_or(|id| self.report(id).is_some()), Refusal::ReportUnknown)
    }

    fn debates(&self) -> impl Iterator<Item = &'a DebateHeld> {
        self.events().filter_map(|event| match event {
            Event::DebateHeld(e) => Some(e),
            _ => None,
        })
    }

    fn decisions(&self) -> impl Iterator<Item = &'a CommitteeDecided> {
        self.events().filter_map(|event| match event {
            Event::CommitteeDecided(e) => Some(e),
            _ => None,
        })
    }

    fn commitment(&self, id: CommitmentId) -> Result<(), Refusal> {
        let known = self
            .events()
            .any(|event| matches!(event, Event::CommitmentProposed(e) if e.commitment == id));
        demand(known, Refusal::CommitmentUnknown)
    }

    fn school(&self, school: SchoolUnitCode) -> Result<(), Refusal> {
        demand(Places::of(self.history).unit(school).is_some(), Refusal::SchoolUnknown)
    }

    fn purse(&self, purse: Purse) -> Result<(), Refusal> {
        match purse {
            Purse::Municipality => Ok(()),
            Purse::School(school) => self.school(school),
            Purse::District(district) => {
                let known = self.events().any(
                    |event| matches!(event, Event::DistrictFormed(e) if e.district == district),
                );
                demand(known, Refusal::DistrictUnknown)
            }
        }
    }
}

fn document_fits(document: &Document, basis: Basis) -> Result<(), Refusal> {
    let whole =
        document.length > 0 && !document.deflated.0.is_empty() && is_said(&document.program);
    demand(whole, Refusal::DocumentEmpty)?;
    demand(basis.size > Size(0), Refusal::BasisEmpty)
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

/// A text that may be left out is not left empty.
fn is_said_if_given(text: Option<&String>) -> bool {
    text.is_none_or(|text| is_said(text))
}

// ----------------------------------------------------------------------------------- boundary

const REPORTS: [Code; 1] = [code::ReportPrepared];

impl Command {
    /// Which events the decision rests on.
    ///
    /// A committee's district is told by its own event; a role over it is the municipality's or that
    /// district's, and both stand among the actor's grants.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        match self {
            Self::Prepare(e) => scheduled(committee(act, e.committee), e.round)
                .or(&REPORTS, &[Tag::Report(e.report)]),
            Self::Deliver(e) => committee(act, e.committee)
                .or(&[code::ReportPrepared, code::ReportDelivered], &[Tag::Report(e.report)]),
            Self::Present(e) => {
                let steps = [code::ReportPrepared, code::ReportDelivered, code::ReportPresented];
                let query = committee(act, e.committee).or(&steps, &[Tag::Report(e.report)]);
                engaged_boundary(query, e.by)
            }
            Self::Debate(e) => boundary_of_debate(e, committee(act, e.committee)),
            Self::Decide(e) => boundary_of_decision(e, committee(act, e.committee)),
            Self::ApproveMinutes(e) => committee(act, e.committee).or(
                &[code::CommitteeDecided, code::MinutesApproved],
                &[Tag::Committee(e.committee)],
            ),
            Self::RecordAppeal(e) => committee(act, e.committee).or(
                &[code::CommitteeDecided, code::DecisionAppealed],
                &[Tag::Decision(e.decision)],
            ),
            Self::AdoptSuppressionRule(e) => committee(act, e.committee)
                .or(&[code::SuppressionRuleAdopted], &[Tag::Municipality]),
            Self::Inform(_) | Self::DeliverAccount(_) | Self::ReceiveAccount(_) => {
                self.boundary_at_school(act)
            }
        }
    }

    fn boundary_at_school(&self, act: &Act) -> Query {
        let at = |school| Roles::boundary(Query::new(), act, Scope::School(school));
        match self {
            Self::Inform(e) => formed(at(e.school), e.committee).or(
                &[code::CommitteeInformed],
                &[Tag::School(e.school), Tag::Committee(e.committee)],
            ),
            Self::DeliverAccount(e) => scheduled(at(e.school), e.round)
                .or(&[code::SchoolAccountDelivered], &[Tag::School(e.school)]),
            Self::ReceiveAccount(e) => at(e.school).or(
                &[code::SchoolAccountDelivered, code::SchoolAccountReceived],
                &[Tag::School(e.school)],
            ),
            _ => Query::new(),
        }
    }
}

/// The committee, and what the actor may do over its area.
fn committee(act: &Act, committee: CommitteeId) -> Query {
    formed(Roles::boundary(Query::new(), act, Scope::Municipality), committee)
}

fn formed(query: Query, committee: CommitteeId) -> Query {
    query.or(&[code::CommitteeFormed], &[Tag::Committee(committee)])
}

fn scheduled(query: Query, round: RoundId) -> Query {
    query.or(&[code::RoundScheduled], &[Tag::Round(round)])
}

fn proposed(query: Query, commitment: CommitmentId) -> Query {
    query.or(&[code::CommitmentProposed], &[Tag::Commitment(commitment)])
}

fn boundary_of_debate(e: &DebateHeld, query: Query) -> Query {
    let query = query.or(&[code::DebateHeld], &[Tag::Debate(e.debate)]);
    let query = e.report.into_iter().fold(query, |q, id| q.or(&REPORTS, &[Tag::Report(id)]));
    e.commitment.into_iter().fold(query, proposed)
}

/// The decision, what it names, and the debates on its report and its commitment.
fn boundary_of_decision(e: &CommitteeDecided, query: Query) -> Query {
    const DEBATED: [Code; 2] = [code::ReportPrepared, code::DebateHeld];
    let query = query.or(&[code::CommitteeDecided], &[Tag::Decision(e.decision)]);
    let query = e.report.into_iter().fold(query, |q, id| q.or(&DEBATED, &[Tag::Report(id)]));
    let held = |q: Query, id: DebateId| q.or(&[code::DebateHeld], &[Tag::Debate(id)]);
    let query = e.debate.into_iter().fold(query, held);
    let query = purses_of(&e.resolution).into_iter().fold(query, |query, purse| match purse {
        Purse::Municipality => query,
        Purse::District(id) => query.or(&[code::DistrictFormed], &[Tag::District(id)]),
        Purse::School(school) => Places::unit_boundary(query, school),
    });
    commitment_of(&e.resolution).into_iter().fold(query, |query, id| {
        proposed(query, id).or(&[code::DebateHeld], &[Tag::Commitment(id)])
    })
}

const fn commitment_of(resolution: &Resolution) -> Option<CommitmentId> {
    match resolution {
        Resolution::AmbitionLowered { commitment }
        | Resolution::AmbitionRaised { commitment }
        | Resolution::TargetsAdopted { commitment } => Some(*commitment),
        Resolution::Noted | Resolution::MoreInformation { .. } | Resolution::FundsMoved { .. } => {
            None
        }
    }
}

fn purses_of(resolution: &Resolution) -> Vec<Purse> {
    match resolution {
        Resolution::FundsMoved { from, to, .. } => vec![*from, *to],
        _ => Vec::new(),
    }
}

// ------------------------------------------------------------------------------------- decide

impl Command {
    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let state = &State::of(act, history);
        demand(self.is_allowed(state), Refusal::NotAuthorised)?;
        match self {
            Self::Prepare(e) => prepare(e, state),
            Self::Deliver(e) => deliver(e, state),
            Self::Present(e) => present(e, state),
            Self::Inform(e) => inform(e, state),
            Self::DeliverAccount(e) => deliver_account(e, state),
            Self::ReceiveAccount(e) => receive_account(e, state),
            Self::Debate(e) => debate(e, state),
            Self::Decide(e) => decide(e, state),
            Self::ApproveMinutes(e) => approve_minutes(e, state),
            Self::RecordAppeal(e) => record_appeal(e, state),
            Self::AdoptSuppressionRule(e) => adopt_suppression_rule(e, state),
        }
    }

    fn is_allowed(&self, state: &State<'_>) -> bool {
        let (place, named) = self.whose(state);
        let holds = |only| only == Only::InOwnName && named == Some(state.act.actor.staff);
        Roles::of(state.act, state.history).allow(self.entrusted(), place, holds)
    }

    /// Where a role must be held, and by whom it is done by name.
    fn whose(&self, state: &State<'_>) -> (Scope, Option<StaffId>) {
        match self {
            Self::Prepare(e) => (state.area(e.committee), None),
            Self::Deliver(e) => (state.area(e.committee), None),
            Self::Present(e) => (state.area(e.committee), None),
            Self::Inform(e) => (Scope::School(e.school), Some(e.principal)),
            Self::DeliverAccount(e) => (Scope::School(e.school), None),
            Self::ReceiveAccount(e) => (Scope::School(e.school), Some(e.staff)),
            Self::Debate(e) => (state.area(e.committee), None),
            Self::Decide(e) => (state.area(e.committee), None),
            Self::ApproveMinutes(e) => (state.area(e.committee), None),
            Self::RecordAppeal(e) => (state.area(e.committee), None),
            Self::AdoptSuppressionRule(_) => (Scope::Municipality, None),
        }
    }
}

fn prepare(wanted: &ReportPrepared, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    let known = state.report(wanted.report);
    if known == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(known.is_none(), Refusal::ReportExists)?;
    let said = is_said(&wanted.title) && wanted.asks.iter().all(|text| is_said(text));
    demand(said, Refusal::TextMissing)?;
    document_fits(&wanted.document, wanted.basis)?;
    state.round(wanted.round)?;
    Ok(vec![wanted.clone().into()])
}

fn deliver(wanted: &ReportDelivered, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    state.past(wanted.on)?;
    state.report_to(wanted.report, wanted.committee)?;
    let delivered = deliveries(wanted.report, state).next();
    // The PDF is the program's to say, and may be made another time than the first.
    let is_same = |known: &ReportDelivered| {
        *known == ReportDelivered { pdf: known.pdf.clone(), ..wanted.clone() }
    };
    demand(delivered.is_none_or(is_same), Refusal::AlreadyDelivered)?;
    unless(delivered.is_some(), wanted)
}

fn deliveries<'a>(
    report: ReportId,
    state: &State<'a>,
) -> impl Iterator<Item = &'a ReportDelivered> {
    state.events().filter_map(move |event| match event {
        Event::ReportDelivered(e) if e.report == report => Some(e),
        _ => None,
    })
}

/// A report may come back to a later meeting.
fn present(wanted: &ReportPresented, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    state.past(wanted.meeting)?;
    state.report_to(wanted.report, wanted.committee)?;
    let in_time = deliveries(wanted.report, state).any(|known| known.on <= wanted.meeting);
    demand(in_time, Refusal::NotDelivered)?;
    let presented = state.events().find_map(|event| match event {
        Event::ReportPresented(e) if (e.report, e.meeting) == (wanted.report, wanted.meeting) => {
            Some(e)
        }
        _ => None,
    });
    demand(presented.is_none_or(|known| known == wanted), Refusal::AlreadyPresented)?;
    let engaged = is_engaged(state.history, wanted.by, wanted.meeting);
    demand(engaged, Refusal::StaffNotEngaged)?;
    unless(presented.is_some(), wanted)
}

/// The principal answers in person for keeping committees informed.
fn inform(wanted: &CommitteeInformed, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    state.past(wanted.on)?;
    unless(is_known(wanted.clone(), state), wanted)
}

/// Whether just this has been recorded.
fn is_known(wanted: impl Into<Event>, state: &State<'_>) -> bool {
    let wanted = wanted.into();
    state.events().any(|event| *event == wanted)
}

fn deliver_account(wanted: &SchoolAccountDelivered, state: &State<'_>) -> Decision {
    document_fits(&wanted.document, wanted.basis)?;
    state.past(wanted.on)?;
    state.round(wanted.round)?;
    state.school(wanted.school)?;
    unless(is_known(wanted.clone(), state), wanted)
}

fn receive_account(wanted: &SchoolAccountReceived, state: &State<'_>) -> Decision {
    let delivered = state.history.iter().any(|recorded| {
        recorded.position == wanted.of
            && matches!(&recorded.event,
                Some(Event::SchoolAccountDelivered(e)) if e.school == wanted.school)
    });
    demand(delivered, Refusal::AccountUnknown)?;
    let received = state
        .events()
        .any(|event| matches!(event, Event::SchoolAccountReceived(e) if e.of == wanted.of));
    unless(received, wanted)
}

/// The views are sealed once recorded and cannot be compared.
fn debate(wanted: &DebateHeld, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    if let Some(known) = state.debates().find(|known| known.debate == wanted.debate) {
        let same = *known == DebateHeld { views: known.views.clone(), ..wanted.clone() };
        demand(same, Refusal::DebateExists)?;
        return Ok(Vec::new());
    }
    let said = is_said(&wanted.forum)
        && wanted.material.iter().all(|text| is_said(text))
        && matches!(wanted.views, Personal::Open(_));
    demand(said, Refusal::TextMissing)?;
    demand(wanted.announced <= wanted.on, Refusal::DaysOutOfOrder)?;
    state.past(wanted.on)?;
    state.report_if_named(wanted.report)?;
    wanted.commitment.map_or(Ok(()), |id| state.commitment(id))?;
    Ok(vec![wanted.clone().into()])
}

/// A decision taken is a fact: what should have come before it is flagged, never demanded.
fn decide(wanted: &CommitteeDecided, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    if let Some(known) = state.decisions().find(|known| known.decision == wanted.decision) {
        let without_debate = known.without_debate;
        let same = *known == CommitteeDecided { without_debate, ..wanted.clone() };
        demand(same, Refusal::DecisionExists)?;
        return Ok(Vec::new());
    }
    demand(texts_of_decision(wanted), Refusal::TextMissing)?;
    state.past(wanted.meeting)?;
    state.report_if_named(wanted.report)?;
    let debate_exists =
        wanted.debate.is_none_or(|id| state.debates().any(|known| known.debate == id));
    demand(debate_exists, Refusal::DebateUnknown)?;
    check_resolution(&wanted.resolution, state)?;
    let without_debate = is_without_debate(wanted, state);
    Ok(vec![CommitteeDecided { without_debate, ..wanted.clone() }.into()])
}

fn texts_of_decision(wanted: &CommitteeDecided) -> bool {
    let asks = match &wanted.resolution {
        Resolution::MoreInformation { question } => is_said(question),
        _ => true,
    };
    is_said(&wanted.number) && asks && is_said_if_given(wanted.reasons.as_ref())
}

fn check_resolution(resolution: &Resolution, state: &State<'_>) -> Result<(), Refusal> {
    if let Resolution::FundsMoved { from, to, amount } = resolution {
        let plausible = (1..=AMOUNT_MAX).contains(amount);
        demand(plausible && from != to, Refusal::AmountUnfit)?;
        let mut purses = [*from, *to];
        // School units before districts, as the refusals stand.
        purses.sort_by_key(|purse| !matches!(purse, Purse::School(_)));
        purses.into_iter().try_for_each(|purse| state.purse(purse))?;
    }
    commitment_of(resolution).map_or(Ok(()), |id| state.commitment(id))
}

/// Whether money was moved or ambition lowered with no public debate, by the day of the meeting, on
/// the report or the commitment. A debate that the decision names counts too, unless it was on others.
fn is_without_debate(wanted: &CommitteeDecided, state: &State<'_>) -> bool {
    let commitment = match wanted.resolution {
        Resolution::FundsMoved { .. } => None,
        Resolution::AmbitionLowered { commitment } => Some(commitment),
        _ => return false,
    };
    let debated = |debate: &DebateHeld| {
        let on_report = wanted.report.is_some() && debate.report == wanted.report;
        let on_commitment = commitment.is_some() && debate.commitment == commitment;
        let named = wanted.debate == Some(debate.debate)
            && is_about(debate.report, wanted.report)
            && is_about(debate.commitment, commitment);
        debate.on <= wanted.meeting && (on_report || on_commitment || named)
    };
    !state.debates().any(debated)
}

/// Whether a debate on this can have been on that: not if both are told and differ.
fn is_about<T: PartialEq + Copy>(debated: Option<T>, decided: Option<T>) -> bool {
    debated.is_none() || decided.is_none() || debated == decided
}

/// Lateness is shown by the views, never refused.
fn approve_minutes(wanted: &MinutesApproved, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    let in_order = [wanted.meeting, wanted.approved, wanted.announced].is_sorted();
    demand(in_order, Refusal::DaysOutOfOrder)?;
    state.past(wanted.announced)?;
    let meeting = (wanted.committee, wanted.meeting);
    let decided = state.decisions().any(|known| (known.committee, known.meeting) == meeting);
    demand(decided, Refusal::NoDecisionThen)?;
    let approved = state.events().find_map(|event| match event {
        Event::MinutesApproved(e) if (e.committee, e.meeting) == meeting => Some(e),
        _ => None,
    });
    demand(approved.is_none_or(|known| known == wanted), Refusal::AlreadyApproved)?;
    unless(approved.is_some(), wanted)
}

/// Several may appeal against one decision.
fn record_appeal(wanted: &DecisionAppealed, state: &State<'_>) -> Decision {
    state.known(wanted.committee)?;
    demand(is_said_if_given(wanted.registry_number.as_ref()), Refusal::TextMissing)?;
    let decided = state
        .decisions()
        .find(|known| (known.decision, known.committee) == (wanted.decision, wanted.committee));
    let before = decided.is_some_and(|known| wanted.on < known.meeting);
    demand(!before, Refusal::DaysOutOfOrder)?;
    state.past(wanted.on)?;
    demand(decided.is_some(), Refusal::DecisionUnknown)?;
    unless(is_known(wanted.clone(), state), wanted)
}

/// The law lets a municipality say less of few pupils than the official statistics do, never more.
fn adopt_suppression_rule(wanted: &SuppressionRuleAdopted, state: &State<'_>) -> Decision {
    let committee = state.committee(wanted.committee);
    demand(committee.is_some(), Refusal::CommitteeUnknown)?;
    demand(is_said(&wanted.number), Refusal::TextMissing)?;
    demand(wanted.meeting <= wanted.valid_from, Refusal::DaysOutOfOrder)?;
    state.past(wanted.meeting)?;
    let is_whole = committee.is_some_and(|committee| committee.district.is_none());
    demand(is_whole, Refusal::CommitteeOfDistrict)?;
    let is_strict = wanted.rule.is_no_looser_than(&SuppressionRule::default());
    demand(is_strict, Refusal::RuleTooLoose)?;
    demand(wanted.rule.is_plausible(), Refusal::RuleUnfit)?;
    let of = (wanted.indicator, wanted.valid_from);
    let known = state.events().find_map(|event| match event {
        Event::SuppressionRuleAdopted(e) if (e.indicator, e.valid_from) == of => Some(e),
        _ => None,
    });
    demand(known.is_none_or(|known| known == wanted), Refusal::RuleExists)?;
    unless(known.is_some(), wanted)
}

//! Boundaries and decisions. Refusals, in their order, stand in [`super::Refusal`].

use super::case::Case;
use super::delegations::Delegations;
use super::{Appointment, Command, Content, Refusal, Taken};
use crate::authority::Only;
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{Position, ProgrammeId, PupilId, SchoolUnitCode, StaffId};
use crate::organisation::authority::{Assessors, Held, Roles};
use crate::organisation::demand;
use crate::organisation::engagement::{engaged_boundary, is_engaged};
use crate::organisation::places::Places;
use crate::people::{Role, Scope};
use crate::personal::{FreeText, Personal};
use crate::pupil::enrolment::Pupil;
use crate::pupil::guardians::Guardians;
use crate::query::{Query, Tag};

mod afterwards;
mod appeal;
mod decision;
mod delegation;
mod early;
mod inquiry;
mod rectify;

type Verdict = Result<Vec<Event>, Refusal>;

/// Who of the school unit's staff may be entrusted with a step.
const STAFF: [Role; 3] = [Role::Teacher, Role::SpecialEducator, Role::Principal];

/// What a command is about.
#[derive(Debug, Clone, Copy)]
struct Place {
    school: SchoolUnitCode,
    pupil: PupilId,
    /// None: early support and hand-over belong to no case.
    programme: Option<ProgrammeId>,
}

// ---------------------------------------------------------------------------------- authority

/// What every decision on a pupil asks.
struct At<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    place: Place,
    roles: Roles,
    pupil: Pupil,
    guardians: Guardians,
    case: Case<'a>,
}

impl<'a> At<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], place: Place) -> Self {
        let case = place.programme.map(|programme| Case::of(history, programme, place.pupil));
        Self {
            act,
            history,
            place,
            roles: Roles::of(act, history),
            pupil: Pupil::of(history, place.pupil),
            guardians: Guardians::of(history),
            case: case.unwrap_or_default(),
        }
    }

    fn today(&self) -> Day {
        self.act.today()
    }

    fn may(&self, roles: &[Role]) -> bool {
        self.roles.may(roles, Scope::School(self.place.school))
    }

    fn is_principal(&self) -> bool {
        self.may(&[Role::Principal])
    }

    fn was_principal(&self, on: Day) -> bool {
        let held = Held::by(self.act.actor.staff, self.history);
        held.holds(Role::Principal, Scope::School(self.place.school), on)
    }

    /// Whether the principal has delegated to them, today and on the day of the decision.
    fn is_delegate(&self, on: Day) -> bool {
        let Place { school, .. } = self.place;
        let delegations = Delegations::of(self.history, school, self.act.actor.staff);
        delegations.holds(self.today()) && delegations.holds(on)
    }

    fn assesses(&self) -> bool {
        let class = self.pupil.class_at(self.place.school, self.today());
        let assessors = class.map(|class| Assessors::of(class, self.history));
        assessors.is_some_and(|all| all.assesses(self.act.actor.staff, self.today()))
    }

    /// What only the principal decides, only the principal changes, corrects or annuls.
    fn check_delegable(&self, decision: Position) -> Result<(), Refusal> {
        let content = self.case.decision(decision).and_then(|decision| decision.content);
        let plain = content.is_none_or(|content| content.forms.is_empty());
        demand(plain || self.is_principal(), Refusal::DelegationForbidden)
    }

    // --------------------------------------------------------------------------------- checks

    /// The unit is the pupil's today; after a move the new one takes over.
    fn check_pupil(&self) -> Result<(), Refusal> {
        demand(self.pupil.is_known(), Refusal::PupilUnknown)?;
        demand(self.pupil.belongs_to(self.place.school, self.today()), Refusal::NotEnrolledHere)
    }

    /// As [`At::check_pupil`], for what asks that the pupil has not left the municipality.
    fn check_enrolled(&self) -> Result<(), Refusal> {
        self.check_pupil()?;
        demand(self.pupil.is_enrolled(self.today()), Refusal::NotEnrolledHere)?;
        demand(!self.case.is_of_other_pupil(), Refusal::OtherPupil)
    }

    /// As [`At::check_pupil`], and that there is a case of this pupil.
    fn check_case(&self) -> Result<(), Refusal> {
        self.check_pupil()?;
        demand(!self.case.is_of_other_pupil(), Refusal::OtherPupil)?;
        demand(self.case.has_begun(), Refusal::CaseUnknown)
    }

    /// Done on that day, or on a day before that can be meant.
    fn check_done(&self, on: Day) -> Result<(), Refusal> {
        self.check_plausible([on].into_iter())?;
        demand(on <= self.today(), Refusal::DateInFuture)
    }

    fn check_plausible(&self, mut days: impl Iterator<Item = Day>) -> Result<(), Refusal> {
        let plausible = days.all(|day| day.is_plausible(self.today()));
        demand(plausible, Refusal::DayImplausible)
    }

    fn check_engaged(&self, staff: &[StaffId], on: Day) -> Result<(), Refusal> {
        let engaged = staff.iter().all(|staff| is_engaged(self.history, *staff, on));
        demand(engaged, Refusal::ResponsibleUnfit)
    }
}

/// The refusal, unless the text is there.
fn check_text(text: &Personal<FreeText>) -> Result<(), Refusal> {
    demand(text.value().is_some(), Refusal::TextMissing)
}

/// The refusal, unless the reasons are there.
fn check_reasons(reasons: &Personal<FreeText>) -> Result<(), Refusal> {
    demand(reasons.value().is_some(), Refusal::ReasonsMissing)
}

/// The event, unless it is already so.
fn unless(already_so: bool, event: Event) -> Vec<Event> {
    if already_so { Vec::new() } else { vec![event] }
}

// ----------------------------------------------------------------------------------- boundary

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let (school, staff) = (self.school(), act.actor.staff);
        let query = Roles::boundary(Query::new(), act, Scope::School(school));
        let query = Delegations::boundary(query, school, staff);
        let Some(place) = self.place() else { return self.delegation_boundary(query) };
        let query = Guardians::boundary(Pupil::boundary(query, place.pupil), place.pupil);
        let query = place.programme.into_iter().fold(query, Case::boundary);
        let named = self.named_staff().into_iter();
        self.own_boundary(named.fold(query, engaged_boundary), act, place)
    }

    /// What only this command rests on.
    fn own_boundary(&self, query: Query, act: &Act, place: Place) -> Query {
        const ASSESSING: [crate::event::Code; 2] = [code::AssessorAssigned, code::AssessorEnded];
        const EARLY: [crate::event::Code; 3] =
            [code::EarlySupportAssessed, code::HandedOver, code::EntryStruck];
        let own = [Tag::School(place.school), Tag::Staff(act.actor.staff)];
        let pupil = [Tag::Pupil(place.pupil)];
        match self {
            Self::Report(_) => Case::boundary_of_all(query, place.pupil)
                .or(&ASSESSING, &own)
                .or(&[code::ShortfallFound], &pupil),
            Self::OpenInvestigation(_) => Case::boundary_of_all(query, place.pupil),
            Self::AssessEarlySupport(_) => query.or(&ASSESSING, &own).or(&EARLY, &pupil),
            Self::Strike(_) => query.or(&EARLY, &pupil),
            Self::HandOver(e) => {
                e.to.into_iter().fold(query.or(&EARLY, &pupil), Places::unit_boundary)
            }
            _ => query,
        }
    }

    /// The roles of the delegate, and the delegations that are.
    fn delegation_boundary(&self, query: Query) -> Query {
        let (school, staff) = match self {
            Self::Delegate(e) => (e.school, e.staff),
            Self::EndDelegation(e) => (e.school, e.staff),
            _ => return query,
        };
        let query = Held::boundary(query, staff, Scope::School(school));
        Delegations::boundary(query, school, staff)
    }

    /// The school unit where the command is to be carried out.
    const fn school(&self) -> SchoolUnitCode {
        match self {
            Self::Delegate(e) => e.school,
            Self::EndDelegation(e) => e.school,
            Self::Report(e) => e.school,
            Self::OpenInvestigation(e) => e.school,
            Self::Consult(e) => e.school,
            Self::Conclude(e) => e.school,
            Self::Communicate(e) => e.school,
            Self::Decide { decision: e, .. } => e.school,
            Self::DecideNone { decision: e, .. } => e.school,
            Self::Serve(e) => e.school,
            Self::FollowUp(e) => e.school,
            Self::Evaluate(e) => e.school,
            Self::Revise { revision: e, .. } => e.school,
            Self::End(e) => e.school,
            Self::CorrectSlip(e) => e.school,
            Self::Annul(e) => e.school,
            Self::Strike(e) => e.school,
            Self::LodgeAppeal(e) => e.school,
            Self::DecideTimeliness(e) => e.school,
            Self::ForwardAppeal(e) => e.school,
            Self::RecordAppealOutcome(e) => e.school,
            Self::AssessEarlySupport(e) => e.school,
            Self::HandOver(e) => e.school,
        }
    }

    /// The pupil and, where there is one, the case.
    fn place(&self) -> Option<Place> {
        let (programme, pupil) = match self {
            Self::Delegate(_) | Self::EndDelegation(_) => return None,
            Self::Report(e) => (Some(e.programme), e.pupil),
            Self::OpenInvestigation(e) => (Some(e.programme), e.pupil),
            Self::Consult(e) => (Some(e.programme), e.pupil),
            Self::Conclude(e) => (Some(e.programme), e.pupil),
            Self::Communicate(e) => (Some(e.programme), e.pupil),
            Self::Decide { decision: e, .. } => (Some(e.programme), e.pupil),
            Self::DecideNone { decision: e, .. } => (Some(e.programme), e.pupil),
            Self::Serve(e) => (Some(e.programme), e.pupil),
            Self::FollowUp(e) => (Some(e.programme), e.pupil),
            Self::Evaluate(e) => (Some(e.programme), e.pupil),
            Self::Revise { revision: e, .. } => (Some(e.programme), e.pupil),
            Self::End(e) => (Some(e.programme), e.pupil),
            Self::CorrectSlip(e) => (Some(e.programme), e.pupil),
            Self::Annul(e) => (Some(e.programme), e.pupil),
            Self::Strike(e) => (Some(e.programme), e.pupil),
            Self::LodgeAppeal(e) => (Some(e.programme), e.pupil),
            Self::DecideTimeliness(e) => (Some(e.programme), e.pupil),
            Self::ForwardAppeal(e) => (Some(e.programme), e.pupil),
            Self::RecordAppealOutcome(e) => (Some(e.programme), e.pupil),
            Self::AssessEarlySupport(e) => (None, e.pupil),
            Self::HandOver(e) => (None, e.pupil),
        };
        Some(Place { school: self.school(), pupil, programme })
    }

    /// Who must be engaged.
    fn named_staff(&self) -> Vec<StaffId> {
        match self {
            Self::OpenInvestigation(e) => vec![e.lead],
            Self::Decide { decision: e, .. } => named(&e.decided, Some(&e.content)),
            Self::DecideNone { decision: e, .. } => named(&e.decided, None),
            Self::Revise { revision: e, .. } => named(&e.decided, Some(&e.content)),
            Self::FollowUp(e) => e.next.map(|next| next.by).into_iter().collect(),
            Self::HandOver(e) => e.to_staff.into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// Everyone whom a decision names.
fn named(taken: &Taken, content: Option<&Content>) -> Vec<StaffId> {
    let Taken { presented_by, took_part, .. } = taken;
    let responsible =
        content.into_iter().flat_map(|content| [content.follow_up, content.evaluation]);
    let responsible = responsible.map(|Appointment { by, .. }| by);
    responsible.chain(presented_by.iter().copied()).chain(took_part.iter().copied()).collect()
}

// ------------------------------------------------------------------------------------- decide

impl Command {
    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let Some(place) = self.place() else { return self.decide_delegation(act, history) };
        let at = &At::of(act, history, place);
        demand(self.is_allowed(at), Refusal::NotAuthorised)?;
        match self {
            Self::Delegate(_) | Self::EndDelegation(_) => Ok(Vec::new()),
            Self::Report(e) => inquiry::report(e, at),
            Self::OpenInvestigation(e) => inquiry::open(e, at),
            Self::Consult(e) => inquiry::consult(e, at),
            Self::Conclude(e) => inquiry::conclude(e, at),
            Self::Communicate(e) => inquiry::communicate(e, at),
            Self::Decide { decision, parties } => decision::decide(decision, parties, at),
            Self::DecideNone { decision, parties } => decision::decide_none(decision, parties, at),
            Self::Revise { revision, parties } => decision::revise(revision, parties, at),
            Self::Serve(e) => appeal::serve(e, at),
            Self::LodgeAppeal(e) => appeal::lodge(e, at),
            Self::DecideTimeliness(e) => appeal::decide_timeliness(e, at),
            Self::ForwardAppeal(e) => appeal::forward(e, at),
            Self::RecordAppealOutcome(e) => appeal::record_outcome(e, at),
            Self::FollowUp(e) => afterwards::follow_up(e, at),
            Self::Evaluate(e) => afterwards::evaluate(e, at),
            Self::End(e) => afterwards::end(e, at),
            Self::CorrectSlip(e) => rectify::correct_slip(e, at),
            Self::Annul(e) => rectify::annul(e, at),
            Self::Strike(e) => rectify::strike(e, at),
            Self::AssessEarlySupport(e) => early::assess(e, at),
            Self::HandOver(e) => early::hand_over(e, at),
        }
    }

    fn decide_delegation(&self, act: &Act, history: &[Recorded]) -> Verdict {
        let roles = Roles::of(act, history);
        let may = roles.allow(self.entrusted(), Scope::School(self.school()), |_| false);
        demand(may, Refusal::NotAuthorised)?;
        match self {
            Self::Delegate(e) => delegation::delegate(e, act, history),
            Self::EndDelegation(e) => delegation::end(e, act, history),
            _ => Ok(Vec::new()),
        }
    }

    fn is_allowed(&self, at: &At<'_>) -> bool {
        let actor = at.act.actor.staff;
        let (by, on) = self.taken().map_or((None, at.today()), |(by, on)| (Some(by), on));
        let on = on.min(at.today());
        let holds = |only| match only {
            Only::InOwnName => by == Some(actor),
            Only::OwnClass => at.assesses(),
            Only::Responsible => self.responsible(at) == Some(actor),
            Only::Delegated => at.is_delegate(on),
            Only::ThenToo => at.was_principal(on),
            _ => false,
        };
        at.roles.allow(self.entrusted(), Scope::School(at.place.school), holds)
    }

    /// By whom and on which day it is decided.
    const fn taken(&self) -> Option<(StaffId, Day)> {
        match self {
            Self::Decide { decision: e, .. } => Some((e.decided.by, e.decided.on)),
            Self::DecideNone { decision: e, .. } => Some((e.decided.by, e.decided.on)),
            Self::Revise { revision: e, .. } => Some((e.decided.by, e.decided.on)),
            Self::Annul(e) => Some((e.by, e.on)),
            _ => None,
        }
    }

    /// To whom this step of the case is entrusted by name.
    fn responsible(&self, at: &At<'_>) -> Option<StaffId> {
        match self {
            Self::FollowUp(_) => at.case.follows_up(),
            Self::Evaluate(_) => at.case.programme().map(|(_, content)| content.evaluation.by),
            _ => at.case.investigation().map(|investigation| investigation.opened.lead),
        }
    }
}

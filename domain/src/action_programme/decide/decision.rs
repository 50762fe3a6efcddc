//! The decisions: a programme, that none is needed, a change.

use std::collections::BTreeSet;

use super::{At, Verdict, check_reasons, check_text, demand, named};
use crate::action_programme::case::say_the_same;
use crate::action_programme::{
    Consulted, Content, NoProgrammeDecided, Party, ProgrammeDecided, ProgrammeRevised, Refusal,
    SupportForm, Taken,
};
use crate::calendar::Day;
use crate::event::Event;

/// A decision about to be taken.
struct Asked<'a> {
    at: &'a At<'a>,
    taken: &'a Taken,
    content: Option<&'a Content>,
    parties: &'a [Party],
}

impl Asked<'_> {
    /// The forms that the law treats apart are the principal's alone.
    fn check_delegable(&self) -> Result<(), Refusal> {
        let Self { at, content, .. } = self;
        let plain = content.is_none_or(|content| content.forms.is_empty());
        demand(plain || at.is_principal(), Refusal::DelegationForbidden)?;
        at.check_enrolled()?;
        at.check_case()
    }

    /// What comes before any decision: the parties have seen the material, and had their say.
    fn check_steps(&self) -> Result<(), Refusal> {
        demand(self.parties_fit(), Refusal::PartiesUnfit)?;
        demand(self.were_consulted(), Refusal::NotConsulted)?;
        let told: BTreeSet<Party> = self.at.case.communicated(self.taken.on).collect();
        let all_told = self.parties.iter().all(|party| told.contains(party));
        demand(all_told, Refusal::NotCommunicated)
    }

    fn parties_fit(&self) -> bool {
        let guardians = self.at.guardians.open().map(Party::Guardian);
        let guardians: BTreeSet<Party> = guardians.collect();
        let named: BTreeSet<Party> = self.parties.iter().copied().collect();
        let others_named = named.difference(&guardians).any(|party| *party != Party::Pupil);
        !named.is_empty() && guardians.is_subset(&named) && !others_named
    }

    fn were_consulted(&self) -> bool {
        let consulted: BTreeSet<Consulted> = self.at.case.consulted(self.taken.on).collect();
        let guardian = consulted.iter().any(|who| match who {
            Consulted::Guardian(guardian) => self.at.guardians.is_linked(*guardian),
            _ => false,
        });
        let alone = self.at.guardians.open().next().is_none();
        consulted.contains(&Consulted::Pupil) && (guardian || alone)
    }

    /// The latest investigation is concluded on the day, and says the same on the need.
    fn check_investigation(&self, needed: bool) -> Result<(), Refusal> {
        let latest = self.at.case.investigation().and_then(|investigation| investigation.concluded);
        let concluded = latest.map(|(_, concluded)| concluded).filter(|e| e.on <= self.taken.on);
        let concluded = concluded.ok_or(Refusal::NotConcluded)?;
        demand(concluded.needs_support == needed, Refusal::AgainstInvestigation)
    }

    /// What a decision must hold (Education Act ch. 3 s. 9, Administrative Procedure Act ss. 31–33).
    fn check_content(&self) -> Result<(), Refusal> {
        let Self { at, taken, content, .. } = self;
        at.check_engaged(&named(taken, *content), taken.on)?;
        content.map_or(Ok(()), |content| self.check_programme(content))?;
        check_reasons(&taken.reasons)?;
        demand(taken.appeal_instruction, Refusal::AppealInstructionMissing)
    }

    fn check_programme(&self, content: &Content) -> Result<(), Refusal> {
        let Content { need, measures, forms, follow_up, evaluation } = content;
        self.at.check_plausible([follow_up.on, evaluation.on].into_iter())?;
        demand(self.taken.on <= follow_up.on, Refusal::FollowUpTooEarly)?;
        demand(follow_up.on <= evaluation.on, Refusal::EvaluationTooEarly)?;
        let short = forms.iter().all(|form| match form {
            SupportForm::DistanceTeaching { until } => is_within_a_term(self.taken.on, *until),
            SupportForm::SpecialTeachingGroup
            | SupportForm::IndividualTeaching
            | SupportForm::AdaptedCourse => true,
        });
        demand(short, Refusal::DistanceTooLong)?;
        check_text(need)?;
        check_text(measures)
    }
}

/// Whether distance teaching decided on a day lasts at most a term (ch. 22): to the end of the term that the
/// day falls in, or of the next one where it is decided in a term's last month. The day on which it begins is
/// not recorded, so that the month before is the judgement of this program, not of the law.
fn is_within_a_term(decided: Day, until: Day) -> bool {
    let term = |day: Day| (day.school_year(), day.term());
    let reach = [decided, decided.plus(LAST_MONTH_DAYS)];
    decided <= until && reach.iter().any(|day| term(*day) == term(until))
}

/// From the first of June or December the next term is within reach.
const LAST_MONTH_DAYS: i32 = 31;

pub(super) fn decide(wanted: &ProgrammeDecided, parties: &[Party], at: &At<'_>) -> Verdict {
    let (taken, content) = (&wanted.decided, Some(&wanted.content));
    first(&Asked { at, taken, content, parties }, wanted.clone().into())
}

pub(super) fn decide_none(wanted: &NoProgrammeDecided, parties: &[Party], at: &At<'_>) -> Verdict {
    let asked = Asked { at, taken: &wanted.decided, content: None, parties };
    first(&asked, wanted.clone().into())
}

/// Where a decision stands, it is changed or annulled; what the board sent back is decided anew.
fn first(asked: &Asked<'_>, event: Event) -> Verdict {
    asked.check_delegable()?;
    let case = &asked.at.case;
    if let Some(standing) = case.standing() {
        demand(!case.has_ended(), Refusal::CaseEnded)?;
        demand(say_the_same(standing.event, &event), Refusal::AlreadyDecided)?;
        return Ok(Vec::new());
    }
    demand(!case.is_annulled_for_good(), Refusal::AnnulledForGood)?;
    asked.check_investigation(asked.content.is_some())?;
    asked.check_steps()?;
    asked.check_content()?;
    asked.at.check_done(asked.taken.on)?;
    Ok(vec![event])
}

/// A change needs no new investigation, but the parties see what it rests on.
pub(super) fn revise(wanted: &ProgrammeRevised, parties: &[Party], at: &At<'_>) -> Verdict {
    let (taken, content) = (&wanted.decided, Some(&wanted.content));
    let asked = Asked { at, taken, content, parties };
    at.check_delegable(wanted.decision)?;
    asked.check_delegable()?;
    demand(!at.case.has_ended(), Refusal::CaseEnded)?;
    demand(at.case.decision(wanted.decision).is_some(), Refusal::DecisionUnknown)?;
    let (standing, _) = at.case.programme().ok_or(Refusal::NoProgramme)?;
    let event = Event::from(wanted.clone());
    if say_the_same(standing.event, &event) {
        return Ok(Vec::new());
    }
    demand(wanted.decision == standing.position, Refusal::NotInForce)?;
    asked.check_steps()?;
    asked.check_content()?;
    demand(standing.taken.on <= taken.on, Refusal::DaysReversed)?;
    at.check_done(taken.on)?;
    Ok(vec![event])
}

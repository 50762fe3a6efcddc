//! State and decisions of analysis and measures. Refusals, in their order, stand in [`super::Refusal`].

use std::collections::BTreeSet;

use super::{
    Command, Expected, MeasureDecided, MeasureEvaluated, MeasureFor, MeasureStarted, NAMED_MAX,
    Observed, PriorityDecided, Refusal, ResultsAnalysed, SchoolDialogueHeld,
};
use crate::authority::Only;
use crate::calendar::Day;
use crate::command::Act;
use crate::commitment::grade_fits;
use crate::committee::{CommitteeDecided, Purse, Resolution};
use crate::event::{Code, Event, Recorded, code};
use crate::id::{AnalysisId, MeasureId, RoundId, SchoolUnitCode};
use crate::organisation::authority::Roles;
use crate::organisation::demand;
use crate::organisation::engagement::{engaged_boundary, is_engaged};
use crate::organisation::places::Places;
use crate::people::Scope;
use crate::personal::{FreeText, Personal};
use crate::pupil::enrolment::Pupil;
use crate::query::{Query, Tag};
use crate::round::{self, RoundScheduled};

type Decision = Result<Vec<Event>, Refusal>;

// -------------------------------------------------------------------------------------- state

/// What the decisions ask at one school unit.
struct State<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    school: SchoolUnitCode,
}

impl<'a> State<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], school: SchoolUnitCode) -> Self {
        Self { act, history, school }
    }

    fn events(&self) -> impl DoubleEndedIterator<Item = &'a Event> + use<'a> {
        self.history.iter().filter_map(|recorded| recorded.event.as_ref())
    }

    /// Whether the one who acts carries the measure.
    fn carries(&self, measure: MeasureId) -> bool {
        let measure = self.measure_here(measure);
        measure.is_some_and(|measure| measure.responsible == self.act.actor.staff)
    }

    fn past(&self, day: Day) -> Result<(), Refusal> {
        demand(day <= self.act.today(), Refusal::DayInFuture)
    }

    fn round(&self, round: RoundId) -> Result<&'a RoundScheduled, Refusal> {
        round::schedule(self.history, round).ok_or(Refusal::RoundNotScheduled)
    }

    fn analysis(&self, id: AnalysisId) -> Option<&'a ResultsAnalysed> {
        self.events().find_map(|event| match event {
            Event::ResultsAnalysed(e) if e.analysis == id => Some(e),
            _ => None,
        })
    }

    fn analysis_here(&self, id: AnalysisId) -> Result<(), Refusal> {
        let here = self.analysis(id).is_some_and(|analysis| analysis.school == self.school);
        demand(here, Refusal::AnalysisUnknown)
    }

    fn measure(&self, id: MeasureId) -> Option<&'a MeasureDecided> {
        self.events().find_map(|event| match event {
            Event::MeasureDecided(e) if e.measure == id => Some(e),
            _ => None,
        })
    }

    fn measure_here(&self, id: MeasureId) -> Option<&'a MeasureDecided> {
        self.measure(id).filter(|measure| measure.school == self.school)
    }

    fn started(&self, id: MeasureId) -> Option<&'a MeasureStarted> {
        self.events().find_map(|event| match event {
            Event::MeasureStarted(e) if e.measure == id => Some(e),
            _ => None,
        })
    }
}

fn is_open(text: &Personal<FreeText>) -> Result<(), Refusal> {
    demand(matches!(text, Personal::Open(_)), Refusal::TextMissing)
}

fn is_said(text: &str) -> Result<(), Refusal> {
    demand(!text.trim().is_empty(), Refusal::TextMissing)
}

fn each_once<T: Ord>(all: &[T]) -> bool {
    let once: BTreeSet<&T> = all.iter().collect();
    once.len() == all.len()
}

// ----------------------------------------------------------------------------------- boundary

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let query = Roles::boundary(Query::new(), act, Scope::School(self.school()));
        match self {
            Self::Analyse(e) => scheduled(analysed(query, e.analysis), e.round),
            Self::HoldDialogue(e) => analysed(query, e.analysis)
                .or(&[code::SchoolDialogueHeld], &[Tag::Analysis(e.analysis)]),
            Self::Prioritise(e) => analysed(query, e.analysis)
                .or(&[code::PriorityDecided], &[Tag::Analysis(e.analysis)]),
            Self::DecideMeasure(e) => boundary_of_measure(e, query),
            Self::Start(e) => query.or(&STEPS, &[Tag::Measure(e.measure)]),
            Self::EvaluateMeasure(e) => {
                scheduled(query.or(&STEPS, &[Tag::Measure(e.measure)]), e.round)
            }
        }
    }

    const fn school(&self) -> SchoolUnitCode {
        match self {
            Self::Analyse(e) => e.school,
            Self::HoldDialogue(e) => e.school,
            Self::Prioritise(e) => e.school,
            Self::DecideMeasure(e) => e.school,
            Self::Start(e) => e.school,
            Self::EvaluateMeasure(e) => e.school,
        }
    }
}

/// The steps of a measure.
const STEPS: [Code; 3] = [code::MeasureDecided, code::MeasureStarted, code::MeasureEvaluated];

fn analysed(query: Query, analysis: AnalysisId) -> Query {
    query.or(&[code::ResultsAnalysed], &[Tag::Analysis(analysis)])
}

fn scheduled(query: Query, round: RoundId) -> Query {
    query.or(&[code::RoundScheduled], &[Tag::Round(round)])
}

fn boundary_of_measure(e: &MeasureDecided, query: Query) -> Query {
    let query = query.or(&[code::MeasureDecided], &[Tag::Measure(e.measure)]);
    let query = engaged_boundary(query, e.responsible);
    let query = e.analysis.into_iter().fold(query, analysed);
    let query = e
        .decision
        .into_iter()
        .fold(query, |query, id| query.or(&[code::CommitteeDecided], &[Tag::Decision(id)]));
    let query = e
        .expected
        .commitment
        .into_iter()
        .fold(query, |query, id| query.or(&[code::CommitmentProposed], &[Tag::Commitment(id)]));
    // More than can be named is refused before anyone is looked up.
    match &e.subject {
        MeasureFor::School | MeasureFor::Grade(_) => query,
        MeasureFor::Classes(classes) => {
            classes.iter().take(NAMED_MAX).copied().fold(query, Places::class_boundary)
        }
        MeasureFor::Pupils(pupils) => {
            pupils.iter().take(NAMED_MAX).copied().fold(query, Pupil::boundary)
        }
    }
}

// ------------------------------------------------------------------------------------- decide

impl Command {
    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let state = &State::of(act, history, self.school());
        demand(self.is_allowed(state), Refusal::NotAuthorised)?;
        match self {
            Self::Analyse(e) => analyse(e, state),
            Self::HoldDialogue(e) => hold_dialogue(e, state),
            Self::Prioritise(e) => prioritise(e, state),
            Self::DecideMeasure(e) => decide_measure(e, state),
            Self::Start(e) => start(e, state),
            Self::EvaluateMeasure(e) => evaluate(e, state),
        }
    }

    fn is_allowed(&self, state: &State<'_>) -> bool {
        let holds = |only| match (only, self) {
            (Only::Responsible, Self::Start(e)) => state.carries(e.measure),
            (Only::Responsible, Self::EvaluateMeasure(e)) => state.carries(e.measure),
            _ => false,
        };
        let roles = Roles::of(state.act, state.history);
        roles.allow(self.entrusted(), Scope::School(state.school), holds)
    }
}

/// Results are analysed together: someone besides the principal took part. That the school unit has
/// submitted is not asked; an analysis of what there is may come first.
fn analyse(wanted: &ResultsAnalysed, state: &State<'_>) -> Decision {
    if let Some(known) = state.analysis(wanted.analysis) {
        let same = *known == ResultsAnalysed { causes: known.causes.clone(), ..wanted.clone() };
        demand(same, Refusal::AnalysisExists)?;
        return Ok(Vec::new());
    }
    is_open(&wanted.causes)?;
    state.past(wanted.on)?;
    let others = wanted.participants.iter().any(|staff| *staff != state.act.actor.staff);
    demand(others && each_once(&wanted.participants), Refusal::ParticipantsUnfit)?;
    state.round(wanted.round)?;
    Ok(vec![wanted.clone().into()])
}

fn hold_dialogue(wanted: &SchoolDialogueHeld, state: &State<'_>) -> Decision {
    is_open(&wanted.conclusions)?;
    state.past(wanted.on)?;
    let some = !wanted.participants.is_empty() && each_once(&wanted.participants);
    demand(some, Refusal::ParticipantsUnfit)?;
    state.analysis_here(wanted.analysis)?;
    let same = |known: &SchoolDialogueHeld| {
        *known == SchoolDialogueHeld { conclusions: known.conclusions.clone(), ..wanted.clone() }
    };
    let known =
        state.events().any(|event| matches!(event, Event::SchoolDialogueHeld(e) if same(e)));
    Ok(if known { Vec::new() } else { vec![wanted.clone().into()] })
}

fn prioritise(wanted: &PriorityDecided, state: &State<'_>) -> Decision {
    is_said(&wanted.title)?;
    state.past(wanted.on)?;
    state.analysis_here(wanted.analysis)?;
    let mut last = 0;
    for event in state.events() {
        match event {
            Event::PriorityDecided(known) if known == wanted => return Ok(Vec::new()),
            Event::PriorityDecided(known) if known.analysis == wanted.analysis => {
                last = last.max(known.number);
            }
            _ => {}
        }
    }
    demand(last.checked_add(1) == Some(wanted.number), Refusal::NumberUnfit)?;
    Ok(vec![wanted.clone().into()])
}

fn decide_measure(wanted: &MeasureDecided, state: &State<'_>) -> Decision {
    if let Some(known) = state.measure(wanted.measure) {
        demand(known == wanted, Refusal::MeasureExists)?;
        return Ok(Vec::new());
    }
    is_said(&wanted.title)?;
    state.past(wanted.on)?;
    let planned = [wanted.from, wanted.evaluate_by];
    let plausible = planned.iter().all(|day| day.is_plausible(state.act.today()));
    demand(plausible, Refusal::DayImplausible)?;
    demand(wanted.to.is_none_or(|to| wanted.from <= to), Refusal::PeriodReversed)?;
    demand(wanted.from <= wanted.evaluate_by, Refusal::EvaluatedBeforeStart)?;
    wanted.analysis.map_or(Ok(()), |id| state.analysis_here(id))?;
    demand(subject_fits(&wanted.subject), Refusal::SubjectUnfit)?;
    demand(expected_fits(&wanted.expected), Refusal::ExpectedUnfit)?;
    check_means(wanted, state)?;
    check_commitment(&wanted.expected, state)?;
    let engaged = is_engaged(state.history, wanted.responsible, wanted.on);
    demand(engaged, Refusal::StaffNotEngaged)?;
    check_subject(wanted, state)?;
    Ok(vec![wanted.clone().into()])
}

fn subject_fits(subject: &MeasureFor) -> bool {
    fn named<T: Ord>(all: &[T]) -> bool {
        (1..=NAMED_MAX).contains(&all.len()) && each_once(all)
    }
    match subject {
        MeasureFor::School => true,
        MeasureFor::Grade(grade) => grade_fits(*grade),
        MeasureFor::Classes(classes) => named(classes),
        MeasureFor::Pupils(pupils) => named(pupils),
    }
}

fn expected_fits(expected: &Expected) -> bool {
    expected.share_permille.is_none_or(|share| share <= 1_000)
        && (expected.target.is_none() || expected.commitment.is_some())
}

/// Priorities are made within the budget; what goes beyond it rests on a committee's decision.
fn check_means(wanted: &MeasureDecided, state: &State<'_>) -> Result<(), Refusal> {
    let Some(id) = wanted.decision else {
        return demand(wanted.within_budget, Refusal::NeedsFunds);
    };
    let decided = state.events().find_map(|event| match event {
        Event::CommitteeDecided(e) if e.decision == id => Some(e),
        _ => None,
    });
    let decided = decided.ok_or(Refusal::DecisionUnknown)?;
    demand(reaches(decided, wanted, state), Refusal::FundsElsewhere)
}

/// Whether money that was moved went to this school unit, its district or the municipality. Another
/// resolution may ask for a measure without moving money.
fn reaches(decided: &CommitteeDecided, wanted: &MeasureDecided, state: &State<'_>) -> bool {
    match decided.resolution {
        Resolution::FundsMoved { to: Purse::School(school), .. } => school == wanted.school,
        Resolution::FundsMoved { to: Purse::District(district), .. } => {
            let places = Places::of(state.history);
            [decided.meeting, wanted.on].iter().any(|d| places.is_in(wanted.school, district, *d))
        }
        _ => true,
    }
}

fn check_commitment(expected: &Expected, state: &State<'_>) -> Result<(), Refusal> {
    let known = expected.commitment.is_none_or(|id| {
        state
            .events()
            .any(|event| matches!(event, Event::CommitmentProposed(e) if e.commitment == id))
    });
    demand(known, Refusal::CommitmentUnknown)
}

fn check_subject(wanted: &MeasureDecided, state: &State<'_>) -> Result<(), Refusal> {
    let school = wanted.school;
    match &wanted.subject {
        MeasureFor::School | MeasureFor::Grade(_) => Ok(()),
        MeasureFor::Classes(classes) => {
            let places = Places::of(state.history);
            let here = classes.iter().all(|class| places.class_at(*class, school).is_some());
            demand(here, Refusal::ClassUnknown)
        }
        MeasureFor::Pupils(pupils) => {
            let days = [wanted.on, state.act.today()];
            let here = pupils.iter().all(|id| {
                let pupil = Pupil::of(state.history, *id);
                days.iter().any(|day| pupil.is_enrolled_at(school, *day))
            });
            demand(here, Refusal::PupilNotEnrolledHere)
        }
    }
}

fn start(wanted: &MeasureStarted, state: &State<'_>) -> Decision {
    let measure = state.measure_here(wanted.measure);
    state.past(wanted.on)?;
    let measure = measure.ok_or(Refusal::MeasureUnknown)?;
    demand(measure.on <= wanted.on, Refusal::DaysOutOfOrder)?;
    match state.started(wanted.measure) {
        Some(known) if known == wanted => Ok(Vec::new()),
        Some(_) => Err(Refusal::AlreadyStarted),
        None => Ok(vec![wanted.clone().into()]),
    }
}

fn evaluate(wanted: &MeasureEvaluated, state: &State<'_>) -> Decision {
    let measure = state.measure_here(wanted.measure);
    is_open(&wanted.finding)?;
    state.past(wanted.on)?;
    let schedule = state.round(wanted.round)?;
    let measure = measure.ok_or(Refusal::MeasureUnknown)?;
    let started = state.started(wanted.measure).ok_or(Refusal::NotStarted)?;
    demand(started.on <= wanted.on, Refusal::DaysOutOfOrder)?;
    demand(measure.from < schedule.census_date, Refusal::RoundTooEarly)?;
    let possible = |o: Observed| o.reached <= o.assessed && o.assessed <= o.population;
    let figures = [wanted.before, wanted.after].into_iter().flatten();
    demand(figures.into_iter().all(possible), Refusal::CountsImpossible)?;
    Ok(if is_evaluated(wanted, state) { Vec::new() } else { vec![wanted.clone().into()] })
}

/// Whether the latest evaluation against the round says the same, whatever the state it was taken from.
/// The finding is sealed once recorded and cannot be compared.
fn is_evaluated(wanted: &MeasureEvaluated, state: &State<'_>) -> bool {
    let latest = state.events().rev().find_map(|event| match event {
        Event::MeasureEvaluated(e) if (e.measure, e.round) == (wanted.measure, wanted.round) => {
            Some(e)
        }
        _ => None,
    });
    let said = |e: &MeasureEvaluated| (e.before, e.after, e.effect, e.on);
    latest.is_some_and(|known| said(known) == said(wanted))
}

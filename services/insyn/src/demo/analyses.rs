//! After each round: results are analysed with the staff, priorities and measures are decided, and their
//! effect is held against later rounds.

use domain::analysis::{
    Effect, Expected, MeasureDecided, MeasureEvaluated, MeasureFor, MeasureStarted, Observed,
    PriorityDecided, ResultsAnalysed, SchoolDialogueHeld,
};
use domain::calendar::Day;
use domain::id::{AnalysisId, DecisionId, MeasureId, Occasion};
use domain::people::Grade;
use projections::effect_in;
use projections::views::measures::Observation;

use super::agenda::Task;
use super::dice::Kind;
use super::identities::words;
use super::journal::Stopped;
use super::phrases;
use super::town::Town;

/// What follows from a round at a school unit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    Analyse { school: usize, round: usize },
    Discuss { school: usize, analysis: AnalysisId, round: usize },
    Decide { school: usize, analysis: Option<AnalysisId>, decision: Option<DecisionId> },
    Start(usize),
    Evaluate { measure: usize, round: usize },
}

/// A measure and what is known of it.
pub(super) struct Measure {
    pub(super) id: MeasureId,
    school: usize,
    /// What the staff can bring about, as an ability.
    strength: i32,
    from: Day,
    /// When the rounds of the target it names are held; none where it names none.
    occasion: Option<Occasion>,
}

/// What a measure within the budget brings, at most, and what moved funds bring.
const ORDINARY: i32 = 30;
/// A fifth of a pupil's standard deviation and more.
const FUNDED: i32 = 420;

impl Town<'_> {
    /// After the receipt of the results: analysis, and what an earlier measure has brought.
    pub(super) fn plan_analysis(&mut self, round: usize, school: usize) {
        self.plan_within(2, 8, Task::Analysis(Turn::Analyse { school, round }));
        let Some(measure) = self.schools[school].measure else { return };
        let census = self.rounds[round].census_date;
        let Measure { from, occasion, .. } = &self.measures[measure];
        let speaks = occasion.as_ref().is_none_or(|o| *o == self.rounds[round].round.occasion);
        // The first round after the start says little: two months at least.
        if speaks && from.plus(60) < census && !self.dice.permille(60) {
            self.plan_within(3, 9, Task::Analysis(Turn::Evaluate { measure, round }));
        }
    }

    pub(super) fn perform_analysis(&mut self, turn: Turn) -> Result<(), Stopped> {
        let school = match turn {
            Turn::Analyse { school, .. }
            | Turn::Discuss { school, .. }
            | Turn::Decide { school, .. } => school,
            Turn::Start(measure) | Turn::Evaluate { measure, .. } => self.measures[measure].school,
        };
        if !self.schools[school].open {
            return Ok(());
        }
        match turn {
            Turn::Analyse { round, .. } => self.analyse(school, round),
            Turn::Discuss { analysis, round, .. } => self.discuss(school, analysis, round),
            Turn::Decide { analysis, decision, .. } => {
                self.decide_measure(school, analysis, decision)
            }
            Turn::Start(measure) => self.start_measure(measure),
            Turn::Evaluate { measure, round } => self.evaluate_measure(measure, round),
        }
    }

    fn analyse(&mut self, school: usize, round: usize) -> Result<(), Stopped> {
        let analysis = AnalysisId::from_bytes(self.new_id(Kind::Analysis));
        let participants = self.staff_meeting(school);
        if participants.len() < 2 {
            return Ok(());
        }
        self.plan_within(1, 5, Task::Analysis(Turn::Discuss { school, analysis, round }));
        let analysed = ResultsAnalysed {
            analysis,
            school: self.schools[school].code,
            round: self.rounds[round].round,
            on: self.today,
            participants,
            causes: words(self.dice.pick(&phrases::CAUSES)),
            as_of: self.journal.size(),
        };
        self.record_one(self.principal(school), analysed)
    }

    /// The dialogue at the school, its priorities, and sometimes a measure.
    fn discuss(&mut self, at: usize, analysis: AnalysisId, round: usize) -> Result<(), Stopped> {
        let (school, on) = (self.schools[at].code, self.today);
        let participants = self.staff_meeting(at);
        let conclusions = words(self.dice.pick(&phrases::CONCLUSIONS));
        let held = SchoolDialogueHeld { analysis, school, on, participants, conclusions };
        let mut events = vec![held.into()];
        for number in 1..=u8::from(self.dice.permille(700)) + u8::from(self.dice.permille(300)) {
            let title = self.dice.pick(&phrases::PRIORITIES).to_owned();
            events.push(PriorityDecided { analysis, school, number, title, on }.into());
        }
        let often = if round % 4 == 1 { 600 } else { 250 };
        if self.schools[at].measure.is_none() && self.dice.permille(often) {
            let decide = Turn::Decide { school: at, analysis: Some(analysis), decision: None };
            self.plan_within(1, 6, Task::Analysis(decide));
        }
        self.record(self.principal(at), events)
    }

    fn decide_measure(
        &mut self,
        at: usize,
        analysis: Option<AnalysisId>,
        decision: Option<DecisionId>,
    ) -> Result<(), Stopped> {
        let funded = decision.is_some();
        let grades: Vec<u8> = (self.schools[at].lowest.max(1)..=self.schools[at].highest).collect();
        let (grade, wait) = (self.dice.pick(&grades), self.dice.between(3, 10));
        let from = self.year.later(self.today, wait);
        let id = MeasureId::from_bytes(self.new_id(Kind::Measure));
        let evaluate_by = from.plus(self.dice.between(200, 330));
        let strength = if funded { FUNDED } else { self.dice.between(0, ORDINARY) };
        let measure = self.measures.len();
        let (expected, occasion) = self.expected_of(at, grade);
        let grade = if funded { 0 } else { grade };
        self.measures.push(Measure { id, school: at, strength, from, occasion });
        self.schools[at].measure = Some(measure);
        let decided = MeasureDecided {
            measure: id,
            school: self.schools[at].code,
            analysis,
            decision,
            subject: self.subject(at, grade),
            title: self.dice.pick(&phrases::MEASURE_TITLES).to_owned(),
            responsible: self.responsible(at),
            from,
            to: None,
            expected,
            cost: (funded || self.dice.permille(300)).then(|| self.cost(funded)),
            within_budget: !funded,
            evaluate_by,
            on: self.today,
        };
        self.plan(from, Task::Analysis(Turn::Start(measure)));
        self.record_one(self.principal(at), decided)
    }

    fn cost(&mut self, funded: bool) -> u64 {
        let thousands = if funded { 600 } else { self.dice.between(15, 120) };
        u64::try_from(thousands).unwrap_or(0) * 1_000
    }

    fn responsible(&self, school: usize) -> domain::id::StaffId {
        let unit = &self.schools[school];
        self.staff[unit.educator.unwrap_or(unit.principal)].id
    }

    /// The whole unit where funds were moved; otherwise a grade, a class, or a few pupils of one.
    fn subject(&mut self, school: usize, grade: u8) -> MeasureFor {
        let here = self.schools[school].classes.iter().copied();
        let classes: Vec<usize> =
            here.filter(|class| self.classes[*class].grade == grade).collect();
        let Some(class) = classes.first().copied().filter(|_| grade > 0) else {
            return MeasureFor::School;
        };
        match self.dice.below(1_000) {
            0..500 => MeasureFor::Grade(Grade::nine(grade)),
            500..850 => MeasureFor::Classes(vec![self.classes[class].id]),
            _ => {
                let weak = self.classes[class].pupils.iter().copied().filter(|number| {
                    let pupil = &self.pupils[*number];
                    pupil.reader.ability < -500 && pupil.school_on(self.today) == Some(school)
                });
                let weak: Vec<_> = weak.take(5).map(|number| self.pupils[number].id).collect();
                let none = weak.is_empty();
                if none { MeasureFor::School } else { MeasureFor::Pupils(weak) }
            }
        }
    }

    /// A target for the grade, of the unit's own commitment or the municipality's, next May; and when its
    /// rounds are held.
    fn expected_of(&self, school: usize, grade: u8) -> (Expected, Option<Occasion>) {
        let adopted = || self.pledges.iter().filter(|pledge| pledge.adopted);
        let own = adopted().filter(|pledge| pledge.school == Some(school));
        let all = adopted().filter(|pledge| pledge.school.is_none());
        let found = own.chain(all).find_map(|pledge| {
            let targets = pledge.last_terms()?.targets;
            let target = targets.into_iter().find(|target| target.grade.number == grade)?;
            Some((pledge.id, target))
        });
        let last = self.rounds.len() - 1;
        let expected = Expected {
            commitment: found.as_ref().map(|(id, _)| *id),
            target: found.as_ref().map(|(_, target)| target.number),
            by: self.rounds[last].round,
            share_permille: None,
        };
        (expected, found.map(|(_, target)| target.occasion))
    }

    fn start_measure(&mut self, measure: usize) -> Result<(), Stopped> {
        let Measure { id, school, strength, .. } = self.measures[measure];
        self.schools[school].effect.gain(strength);
        let (code, on) = (self.schools[school].code, self.today);
        let started = MeasureStarted { measure: id, school: code, on };
        self.record_one(self.principal(school), started)
    }

    fn evaluate_measure(&mut self, measure: usize, round: usize) -> Result<(), Stopped> {
        let Measure { id, school, .. } = self.measures[measure];
        let late = self.running.as_ref().is_none_or(|running| running.number != round);
        if late || self.schools[school].measure != Some(measure) {
            return Ok(());
        }
        self.schools[school].measure = None;
        let as_of = self.journal.size();
        let (before, after) = effect_in(self.journal.facts(), id, self.rounds[round].round, as_of);
        let (before, after) = (counts(before), counts(after));
        let evaluated = MeasureEvaluated {
            measure: id,
            school: self.schools[school].code,
            round: self.rounds[round].round,
            before,
            after,
            effect: effect(before, after),
            finding: words(self.dice.pick(&phrases::MEASURE_FINDINGS)),
            on: self.today,
            as_of,
        };
        self.record_one(self.principal(school), evaluated)
    }
}

fn counts(seen: Option<Observation>) -> Option<Observed> {
    seen.and_then(|seen| seen.counts)
}

/// Two percentage points are a difference.
fn effect(before: Option<Observed>, after: Option<Observed>) -> Effect {
    let share = |o: Observed| i64::from(o.reached) * 1_000 / i64::from(o.population.max(1));
    match before.zip(after).map(|(before, after)| share(after) - share(before)) {
        None => Effect::NotMeasurable,
        Some(20..) => Effect::Better,
        Some(-19..=19) => Effect::Same,
        Some(_) => Effect::Worse,
    }
}

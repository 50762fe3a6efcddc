//! The history of a commitment: its versions, where each was published, to whom it was explained and to
//! whom not, and what came of it.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::calendar::Day;
use domain::commitment::{CommitmentExplained, CommitmentPublished, Level, TargetOutcome, Terms};
use domain::event::code;
use domain::id::{
    ClassId, CommitmentId, DebateId, DecisionId, LanguageTag, Position, RightId, RoundId,
    SchoolUnitCode, Size,
};
use domain::people::{Grade, Way};
use domain::query::Tag;
use serde::Serialize;

use crate::Facts;
use crate::alphabet::alphabetical;
use crate::directory::commitments::{Evaluation, Version};
use crate::disclosure::{Protected, ShownFigure};
use crate::facts::{Happened, State};
use crate::figure::figure;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice, TargetRef};

/// A committee's decision behind a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DecisionBehind {
    /// The decision.
    pub decision: DecisionId,
    /// Its paragraph or registry number, where the record has the decision.
    pub number: Option<String>,
    /// The public debate before it.
    pub debate: Option<DebateId>,
    /// It lowered the ambition without a public debate before.
    pub without_debate: bool,
    /// The event, where the record has it.
    pub position: Option<Position>,
}

/// A publication of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Publication {
    /// The day.
    pub on: Day,
    /// Where, in plain words.
    pub place: String,
    /// The event.
    pub position: Position,
}

/// A version explained to the parents of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Explanation {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class.
    pub class: ClassId,
    /// Its name on the day.
    pub class_name: Option<String>,
    /// The day.
    pub on: Day,
    /// How.
    pub way: Way,
    /// In which language.
    pub language: LanguageTag,
    /// The event.
    pub position: Position,
}

/// A class with pupils of a version's grades.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct ClassToReach {
    /// Its name on the day.
    pub name: String,
    /// The class.
    pub class: ClassId,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PledgeVersion {
    /// The version.
    #[serde(flatten)]
    pub version: Version,
    /// The committee's decision behind it.
    pub behind: Option<DecisionBehind>,
    /// Where it was published.
    pub published: Vec<Publication>,
    /// To the parents of which classes it was explained, in which language.
    pub explained: Vec<Explanation>,
    /// The classes of the school unit asked for, with pupils of its grades on the day, to whose parents
    /// it has not been explained; none where the version is not adopted or no school unit is asked for.
    pub not_explained: Option<Vec<ClassToReach>>,
}

/// What is shown of a target to those without the right to see the pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ShownOutcome {
    /// The target's number.
    pub number: u8,
    /// Reached / population.
    pub of_population: ShownFigure,
    /// Reached / assessed.
    pub of_assessed: ShownFigure,
}

/// An evaluation, and what is shown of it in place of its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PledgeResult {
    /// As it was recorded; without its outcomes for those without the right to see the pupils.
    #[serde(flatten)]
    pub evaluation: Evaluation,
    /// What is shown in place of the outcomes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<ShownOutcome>,
}

impl From<Evaluation> for PledgeResult {
    fn from(evaluation: Evaluation) -> Self {
        Self { evaluation, shown: Vec::new() }
    }
}

impl PledgeResult {
    /// The same without its counts.
    #[must_use]
    pub fn without_counts(mut self) -> Self {
        self.evaluation.evaluation.outcomes.clear();
        self
    }

    /// The same with what is shown of it in place of its counts: of the school unit whose commitment it is,
    /// or of the whole municipality.
    #[must_use]
    pub fn protected(mut self, protected: &Protected, scope: FigureScope) -> Self {
        let recorded = &self.evaluation.evaluation;
        let (commitment, round) = (recorded.commitment, recorded.round);
        let shown = |outcome: &TargetOutcome| {
            let target = TargetRef { commitment, target: outcome.number };
            let of = |measure| {
                let slice = Slice::default();
                protected.shown(&FigureRef { measure, scope, round, slice })
            };
            let of_population = of(Measure::ReachedOfPopulation(target));
            let of_assessed = of(Measure::Reached(target));
            ShownOutcome { number: outcome.number, of_population, of_assessed }
        };
        self.shown = recorded.outcomes.iter().map(shown).collect();
        self.evaluation.evaluation.outcomes.clear();
        self
    }
}

/// A commitment through time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CommitmentHistory {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The right it serves.
    pub serves: Option<RightId>,
    /// The state of the record; left out for someone who has not signed in, whom how much the record
    /// holds does not concern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Size>,
    /// The versions, oldest first.
    pub versions: Vec<PledgeVersion>,
    /// The version in force on the day.
    pub in_force: Option<u16>,
    /// Withdrawn for rounds from this day on.
    pub withdrawn_from: Option<Day>,
    /// The event of the withdrawal.
    pub withdrawn: Option<Position>,
    /// The committee's decision behind the withdrawal.
    pub withdrawn_behind: Option<DecisionBehind>,
    /// Evaluations, oldest first.
    pub evaluations: Vec<PledgeResult>,
}

/// The history of a commitment as of a size; none where it is not known then.
///
/// `school` is the school unit whose classes are told that have not been reached: for a school unit's
/// own commitment that unit where none is named. `day` settles classes and grades.
#[must_use]
pub fn commitment_history(
    facts: &Facts,
    commitment: CommitmentId,
    school: Option<SchoolUnitCode>,
    day: Day,
    at: Size,
) -> Option<CommitmentHistory> {
    let found = facts.commitment(commitment, at)?;
    let school = match found.level {
        Level::School(own) => Some(school.unwrap_or(own)),
        Level::Municipality => school,
    };
    let classes = school.map(|school| class_grades(facts, school, day, at));
    let (published, explained) = outreach(facts, commitment, at);
    let in_force = found.in_force(day).map(|version| version.number);
    let version = |version: Version| {
        let number = version.number;
        let mine = explained.iter().filter(|(_, said)| said.version == number);
        let reached: BTreeSet<ClassId> = mine.clone().map(|(_, said)| said.class).collect();
        let places = published.iter().filter(|(_, said)| said.version == number);
        let classes = classes.as_ref().filter(|_| version.adopted.is_some());
        PledgeVersion {
            behind: version.decision.map(|decision| behind(facts, decision, at)),
            published: places.map(|(position, said)| publication(*position, said)).collect(),
            explained: mine
                .map(|(position, said)| explanation(facts, *position, said, at))
                .collect(),
            not_explained: classes.map(|classes| classes.to_reach(&version.terms, &reached)),
            version,
        }
    };
    Some(CommitmentHistory {
        commitment,
        level: found.level,
        serves: found.serves,
        as_of: Some(Size(at.0.min(facts.size().0))),
        in_force,
        withdrawn_from: found.withdrawn_from,
        withdrawn: found.withdrawn,
        withdrawn_behind: withdrawal(facts, commitment, at),
        evaluations: found.evaluations.into_iter().map(PledgeResult::from).collect(),
        versions: found.versions.into_iter().map(version).collect(),
    })
}

type Told<T> = Vec<(Position, T)>;

/// Publications and explanations of a commitment, in order.
fn outreach(
    facts: &Facts,
    commitment: CommitmentId,
    at: Size,
) -> (Told<CommitmentPublished>, Told<CommitmentExplained>) {
    let codes = [code::CommitmentPublished, code::CommitmentExplained];
    let (mut published, mut explained) = (Vec::new(), Vec::new());
    for said in facts.ledger_of(Tag::Commitment(commitment), &codes, at) {
        match said.event {
            Event::CommitmentPublished(e) => published.push((said.position, e)),
            Event::CommitmentExplained(e) => explained.push((said.position, e)),
            _ => {}
        }
    }
    (published, explained)
}

fn publication(position: Position, said: &CommitmentPublished) -> Publication {
    Publication { on: said.on, place: said.place.clone(), position }
}

fn explanation(
    facts: &Facts,
    position: Position,
    said: &CommitmentExplained,
    at: Size,
) -> Explanation {
    let CommitmentExplained { school, class, on, way, language, .. } = *said;
    let class_name = facts.class(class, on, at).map(|class| class.name);
    Explanation { school, class, class_name, on, way, language, position }
}

/// The decision that the last withdrawal names.
fn withdrawal(facts: &Facts, commitment: CommitmentId, at: Size) -> Option<DecisionBehind> {
    let happened = facts.commitments.rows.get(&commitment)?.before(facts.limit(at));
    let last = happened.iter().rev().find_map(|entry| match &entry.value {
        Happened::Withdrawn(e) => Some(e.decision),
        _ => None,
    })?;
    last.map(|decision| behind(facts, decision, at))
}

/// A decision as the record has it.
fn behind(facts: &Facts, decision: DecisionId, at: Size) -> DecisionBehind {
    let mut said = facts.ledger_of(Tag::Decision(decision), &[code::CommitteeDecided], at);
    let found = said.find_map(|said| match said.event {
        Event::CommitteeDecided(e) if e.decision == decision => Some((said.position, e)),
        _ => None,
    });
    let (position, decided) = found.unzip();
    DecisionBehind {
        decision,
        debate: decided.as_ref().and_then(|decided| decided.debate),
        without_debate: decided.as_ref().is_some_and(|decided| decided.without_debate),
        number: decided.map(|decided| decided.number),
        position,
    }
}

/// The grades of the pupils of each class of a school unit on a day.
pub(crate) struct ClassGrades {
    /// Class, its name, years since school start of its pupils.
    classes: Vec<(ClassToReach, BTreeSet<u8>)>,
}

/// The classes of a school unit with pupils on a day, in order of name.
pub(crate) fn class_grades(
    facts: &Facts,
    school: SchoolUnitCode,
    day: Day,
    at: Size,
) -> ClassGrades {
    let limit = facts.limit(at);
    let number = facts.ids.schools.get(school);
    let pupils = number.and_then(|n| facts.pupils.ever_at_school.get(n as usize));
    let mut grades: BTreeMap<u32, BTreeSet<u8>> = BTreeMap::new();
    for pupil in pupils.into_iter().flatten() {
        let state = State::on(facts.pupils.entries(*pupil), day, limit);
        let here = state.enrolled().is_some_and(|(at, _)| Some(at) == number);
        let class = state.class(&facts.organisation).filter(|_| here);
        if let Some((class, grade)) = class.zip(state.grade()) {
            grades.entry(class).or_default().insert(grade.years_since_start());
        }
    }
    let named = grades.into_iter().map(|(number, grades)| {
        let class = facts.ids.classes.key(number);
        let name = facts.class(class, day, at).map(|class| class.name).unwrap_or_default();
        (ClassToReach { name, class }, grades)
    });
    let mut classes: Vec<(ClassToReach, BTreeSet<u8>)> = named.collect();
    classes.sort_by_cached_key(|(class, _)| (alphabetical(&class.name), class.class));
    ClassGrades { classes }
}

impl ClassGrades {
    /// The classes with pupils of the grades of these terms, but for those reached.
    pub(crate) fn to_reach(&self, terms: &Terms, reached: &BTreeSet<ClassId>) -> Vec<ClassToReach> {
        let wanted: BTreeSet<u8> =
            terms.targets.iter().map(|target| target.grade).map(Grade::years_since_start).collect();
        let left = self.classes.iter().filter(|(class, grades)| {
            !reached.contains(&class.class) && !grades.is_disjoint(&wanted)
        });
        left.map(|(class, _)| class.clone()).collect()
    }
}

/// What came of one target of a commitment in a round, as of a size: the figures of its school unit, or
/// the sums over every school unit of the municipality on the census date. None where the round is not
/// scheduled then.
#[must_use]
pub fn outcome(
    facts: &Facts,
    (commitment, level): (CommitmentId, Level),
    number: u8,
    round: RoundId,
    at: Size,
) -> Option<TargetOutcome> {
    let census_date = facts.round(round, at)?.census_date;
    let schools: Vec<SchoolUnitCode> = match level {
        Level::School(school) => vec![school],
        Level::Municipality => {
            facts.schools(census_date, at).into_iter().map(|school| school.school).collect()
        }
    };
    let target = TargetRef { commitment, target: number };
    let mut outcome = TargetOutcome { number, reached: 0, assessed: 0, population: 0 };
    for school in schools {
        let (here, _) = part(facts, school, (target, round, at));
        outcome.reached += here.reached;
        outcome.assessed += here.assessed;
        outcome.population += here.population;
    }
    Some(outcome)
}

/// What came of a target at one school unit, and the figures that say so; none where it does not speak of
/// the school unit.
pub(crate) fn part(
    facts: &Facts,
    school: SchoolUnitCode,
    (target, round, at): (TargetRef, RoundId, Size),
) -> (TargetOutcome, Vec<FigureRef>) {
    let of = |measure| {
        let (scope, slice) = (FigureScope::School(school), Slice::default());
        figure(facts, at, &FigureRef { measure, scope, round, slice })
    };
    let of_population = of(Measure::ReachedOfPopulation(target));
    let of_assessed = of(Measure::Reached(target));
    let outcome = TargetOutcome {
        number: target.target,
        reached: of_population.map_or(0, |figure| figure.numerator),
        assessed: of_assessed.map_or(0, |figure| figure.denominator),
        population: of_population.map_or(0, |figure| figure.denominator),
    };
    let told = [of_population, of_assessed].into_iter().flatten();
    (outcome, told.map(|figure| figure.reference).collect())
}

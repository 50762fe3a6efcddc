//! Coverage of the dialogue with parents: to whom a round's assessment has been explained, who has
//! acknowledged it, who has not been reached.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{ClassId, GuardianId, Position, PupilId, RoundId, SchoolUnitCode, Size};
use serde::Serialize;

use crate::Facts;
use crate::alphabet::alphabetical;
use crate::facts::NONE;
use crate::figure::count::{CountOf, CountRef, CountScope, DialogueCount};
use crate::figure::frame::Frame;
use crate::figure::reference::{FigureScope, InClass};
use crate::figure::rules::RuleId;
use crate::views::window::{Paged, Window};

/// Pupils counted among others by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Tally {
    /// Pupils counted.
    pub numerator: u32,
    /// Pupils they are counted among.
    pub denominator: u32,
    /// The rule it follows.
    pub rule: RuleId,
}

/// How far the dialogue has reached among some pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Reach {
    /// Pupils of the round's population.
    pub population: u32,
    /// Pupils whose assessment is explained to at least one guardian.
    pub explained: Tally,
    /// Pupils whose assessment is explained to all guardians.
    pub explained_to_all: Tally,
    /// Pupils whose assessment at least one guardian has acknowledged.
    pub acknowledged: Tally,
    /// Pupils of whom neither holds.
    pub not_reached: Tally,
    /// Of the pupils not reached, those without a guardian who may be reached.
    pub without_guardian: Tally,
}

/// One class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DialogueClass {
    /// The class on the census date; none: the pupils without class.
    pub class: Option<ClassId>,
    /// Its name on the census date.
    pub name: Option<String>,
    /// The name of how many it is explained to; its other counts are named alike.
    pub figure: CountRef,
    /// How far the dialogue has reached.
    #[serde(flatten)]
    pub reach: Reach,
    /// The pupils not reached, by id.
    pub pupils_not_reached: Vec<PupilId>,
    /// The events counted, in order.
    pub positions: Vec<Position>,
}

/// The coverage of the dialogue at a school unit in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DialogueCoverage {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round.
    pub round: RoundId,
    /// The state of the record.
    pub as_of: Size,
    /// The name of how many it is explained to; the other counts are named alike.
    pub figure: CountRef,
    /// The whole school unit; none for those who do not see its pupils.
    #[serde(flatten)]
    pub reach: Option<Reach>,
    /// The classes with pupils in the round, in order of name; pupils without class last.
    pub classes: Vec<DialogueClass>,
}

impl DialogueCoverage {
    /// Leaves one page of the pupils not reached, counted in classes, so that a class is never cut in two:
    /// of the classes that have such pupils, those outside the page no longer name them. What is counted
    /// goes on telling of all.
    pub fn page(&mut self, window: Window) -> Paged {
        let has_pupils = |class: &&mut DialogueClass| !class.pupils_not_reached.is_empty();
        let lists: Vec<&mut DialogueClass> = self.classes.iter_mut().filter(has_pupils).collect();
        let paged = window.within(lists.len());
        let page = paged.from..paged.from.saturating_add(paged.shown);
        for (index, class) in lists.into_iter().enumerate() {
            if !page.contains(&index) {
                class.pupils_not_reached.clear();
            }
        }
        paged
    }
}

/// Counts of some pupils.
#[derive(Default)]
struct Counts {
    population: u32,
    explained: u32,
    to_all: u32,
    acknowledged: u32,
    without_guardian: u32,
    not_reached: Vec<PupilId>,
    positions: BTreeSet<Position>,
}

impl Counts {
    fn count(&mut self, facts: &Facts, pupil: PupilId, round: RoundId, at: Size) {
        let explained = facts.explained(pupil, round, at);
        let acknowledged = facts.acknowledged(pupil, round, at);
        let guardians = facts.guardians(pupil, at);
        let to: BTreeSet<GuardianId> = explained.iter().map(|said| said.guardian).collect();
        let mut to_reach = guardians.iter().filter(|guardian| !guardian.blocked).peekable();
        let someone = to_reach.peek().is_some();
        self.population += 1;
        self.explained += u32::from(!to.is_empty());
        self.to_all += u32::from(someone && to_reach.all(|one| to.contains(&one.guardian)));
        self.acknowledged += u32::from(!acknowledged.is_empty());
        if explained.is_empty() && acknowledged.is_empty() {
            self.not_reached.push(pupil);
            self.without_guardian += u32::from(!someone);
        }
        self.positions.extend(explained.iter().map(|said| said.position));
        self.positions.extend(acknowledged.iter().map(|said| said.position));
    }

    fn reach(&self) -> Reach {
        let tally = |numerator, rule| Tally { numerator, denominator: self.population, rule };
        let not_reached = u32::try_from(self.not_reached.len()).unwrap_or(u32::MAX);
        Reach {
            population: self.population,
            explained: tally(self.explained, RuleId::Explained),
            explained_to_all: tally(self.to_all, RuleId::ExplainedToAll),
            acknowledged: tally(self.acknowledged, RuleId::Acknowledged),
            not_reached: tally(not_reached, RuleId::NotReached),
            without_guardian: Tally {
                numerator: self.without_guardian,
                denominator: not_reached,
                rule: RuleId::NotReached,
            },
        }
    }

    fn add(&mut self, other: &Self) {
        self.population += other.population;
        self.explained += other.explained;
        self.to_all += other.to_all;
        self.acknowledged += other.acknowledged;
        self.without_guardian += other.without_guardian;
        self.not_reached.extend(&other.not_reached);
    }
}

/// The coverage as of a size; none where the round is not scheduled or the school unit not known then.
#[must_use]
pub fn dialogue_coverage(
    facts: &Facts,
    school: SchoolUnitCode,
    round: RoundId,
    at: Size,
) -> Option<DialogueCoverage> {
    let frame = Frame::new(facts, at, round)?;
    let places = frame.places(&FigureScope::School(school))?;
    let mut groups: BTreeMap<u32, Counts> = BTreeMap::new();
    frame.for_each_member(&places, |member| {
        let pupil = facts.ids.pupils.key(member.pupil);
        groups.entry(member.class).or_default().count(facts, pupil, round, frame.as_of);
    });
    let mut total = Counts::default();
    groups.values().for_each(|counts| total.add(counts));
    let explained = CountOf::Dialogue(DialogueCount::Explained);
    let scope = CountScope::Of(FigureScope::School(school));
    let figure = CountRef::new(explained, scope).in_round(round);
    let of_class = |(number, counts)| class(&frame, figure, number, counts);
    let mut classes: Vec<DialogueClass> = groups.into_iter().map(of_class).collect();
    classes.sort_by_cached_key(|row| {
        (row.class.is_none(), row.name.as_deref().map(alphabetical), row.class)
    });
    let (as_of, reach) = (frame.as_of, Some(total.reach()));
    Some(DialogueCoverage { school, round, as_of, figure, reach, classes })
}

fn class(frame: &Frame<'_>, figure: CountRef, number: u32, counts: Counts) -> DialogueClass {
    let class = (number != NONE).then(|| frame.facts.ids.classes.key(number));
    let found = class.and_then(|id| frame.facts.class(id, frame.census_date(), frame.as_of));
    let reach = counts.reach();
    let mut pupils_not_reached = counts.not_reached;
    pupils_not_reached.sort_unstable();
    DialogueClass {
        class,
        figure: figure.of_class(class.map_or(InClass::None, InClass::Class)),
        name: found.map(|class| class.name),
        reach,
        pupils_not_reached,
        positions: counts.positions.into_iter().collect(),
    }
}

//! From link to link, nearest first, each event once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::Event;
use domain::id::{Position, PupilId, Size};

use super::counted::{Counted, counted};
use super::said::{Said, said};
use super::{ChainOf, FIRST, Link};
use crate::Facts;
use crate::views::trail::words::{self, Names};

/// More events than this of one kind that hang on one event stand as one link.
const FEW: usize = 24;

/// What is looked at.
pub(super) struct View<'a> {
    pub(super) facts: &'a Facts,
    /// Never more than what is folded.
    pub(super) at: Size,
    pub(super) limit: u32,
    /// The pupil all of whose events stand in the middle: none of them need be looked for.
    pub(super) whole_pupil: Option<PupilId>,
    /// The documents that counted that pupil.
    pub(super) counted: Counted,
}

impl<'a> View<'a> {
    pub(super) fn new(facts: &'a Facts, of: ChainOf, at: Size) -> Self {
        let limit = facts.limit(at);
        let whole_pupil = match of {
            ChainOf::Pupil(pupil) => Some(pupil),
            _ => None,
        };
        let at = Size(u64::from(limit));
        let counted = whole_pupil.map(|pupil| counted(facts, pupil, at)).unwrap_or_default();
        Self { facts, at, limit, whole_pupil, counted }
    }
}

/// Many events of one kind.
#[derive(Debug, Clone)]
pub(super) struct Many {
    pub(super) kind: Option<&'static str>,
    /// In order.
    pub(super) positions: Vec<Position>,
}

/// What hangs on an event.
#[derive(Debug, Default)]
pub(super) struct Finds {
    /// To be followed further.
    pub(super) on: Vec<Said>,
    /// Not to be followed further.
    pub(super) ends: Vec<Said>,
    pub(super) many: Vec<Many>,
}

impl Finds {
    /// Events of one kind that are not followed further.
    pub(super) fn all_of(&mut self, kind: Option<&'static str>, mut positions: Vec<Position>) {
        if !positions.is_empty() {
            positions.sort_unstable();
            positions.dedup();
            self.many.push(Many { kind, positions });
        }
    }

    /// Where there are many of one kind, they become one link.
    fn gather(&mut self) {
        let mut kinds: BTreeMap<Option<&'static str>, Vec<Position>> = BTreeMap::new();
        for said in &self.on {
            kinds.entry(kind(said)).or_default().push(said.position);
        }
        kinds.retain(|_, positions| positions.len() > FEW);
        self.on.retain(|said| !kinds.contains_key(&kind(said)));
        for (kind, positions) in kinds {
            self.all_of(kind, positions);
        }
    }
}

fn kind(said: &Said) -> Option<&'static str> {
    said.event.as_ref().map(Event::name)
}

/// One event of a walk, and how it was come by.
#[derive(Debug)]
struct Step {
    said: Said,
    distance: u16,
    because: Option<Position>,
}

/// Many events of a walk, and how they were come by.
#[derive(Debug)]
struct Group {
    many: Many,
    distance: u16,
    because: Option<Position>,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Walk {
    steps: Vec<Step>,
    groups: Vec<Group>,
}

/// Walks from the middle, and from what hangs on it as a whole.
pub(super) fn walk(
    view: &View<'_>,
    middle: &[Said],
    first: Finds,
    next: impl Fn(&View<'_>, &Said) -> Finds,
) -> Walk {
    let mut seen: BTreeSet<Position> = middle.iter().map(|said| said.position).collect();
    let mut walk = Walk::default();
    let mut queue: VecDeque<(Said, u16)> = VecDeque::new();
    walk.take(view, &mut seen, &mut queue, (first, 1, None));
    for said in middle {
        let found = (next(view, said), 1, Some(said.position));
        walk.take(view, &mut seen, &mut queue, found);
    }
    while let Some((said, distance)) = queue.pop_front() {
        let found = (next(view, &said), distance.saturating_add(1), Some(said.position));
        walk.take(view, &mut seen, &mut queue, found);
    }
    walk
}

impl Walk {
    /// The middle of a chain.
    pub(super) fn of(middle: Vec<Said>) -> Self {
        let step = |said| Step { said, distance: 0, because: None };
        Self { steps: middle.into_iter().map(step).collect(), groups: Vec::new() }
    }

    fn take(
        &mut self,
        view: &View<'_>,
        seen: &mut BTreeSet<Position>,
        queue: &mut VecDeque<(Said, u16)>,
        (mut finds, distance, because): (Finds, u16, Option<Position>),
    ) {
        let known = |said: &Said| said.position < Position(view.at.0);
        finds.on.retain(|said| known(said) && !seen.contains(&said.position));
        finds.gather();
        for said in finds.on {
            if seen.insert(said.position) {
                queue.push_back((said.clone(), distance));
                self.steps.push(Step { said, distance, because });
            }
        }
        for said in finds.ends {
            if known(&said) && seen.insert(said.position) {
                self.steps.push(Step { said, distance, because });
            }
        }
        for mut many in finds.many {
            many.positions.retain(|position| position.0 < view.at.0);
            if many.positions.len() > FEW {
                self.groups.push(Group { many, distance, because });
                continue;
            }
            for position in many.positions {
                if seen.insert(position) {
                    let said = said(view, position, None);
                    self.steps.push(Step { said, distance, because });
                }
            }
        }
    }

    /// Every position found.
    pub(super) fn positions(&self) -> impl Iterator<Item = Position> {
        let groups = self.groups.iter().flat_map(|group| group.many.positions.iter().copied());
        self.steps.iter().map(|step| step.said.position).chain(groups)
    }

    /// The links, in order of position.
    pub(super) fn links(&self, view: &View<'_>) -> Vec<Link> {
        let singles = self.steps.iter().map(|step| single(view, step));
        let groups = self.groups.iter().map(|group| several(view, group));
        let mut links: Vec<Link> = singles.chain(groups).collect();
        links.sort_by_key(|link| (link.position, link.distance, link.count, link.kind));
        links
    }
}

fn single(view: &View<'_>, step: &Step) -> Link {
    let Said { position, ref event, staff, role } = step.said;
    let names = Names::at(view.facts, position);
    let unknown = || (format!("Post {position}."), format!("Position {position}."));
    let (sv, en) = event.as_ref().map_or_else(unknown, |event| words::say(event, names));
    let mut link = Link {
        position,
        at: view.facts.recorded_at(position),
        kind: kind(&step.said),
        count: 1,
        first: Vec::new(),
        sv,
        en,
        staff,
        role,
        authority: None,
        distance: step.distance,
        because: step.because,
        knowledge: event.as_ref().and_then(basis).unwrap_or(Size(position.0)),
    };
    link.find_authority(view.facts, event.as_ref());
    link
}

/// How much of the record a document or an evaluation rests on.
fn basis(event: &Event) -> Option<Size> {
    match event {
        Event::CommitmentEvaluated(e) => Some(e.as_of),
        Event::ResultsAnalysed(e) => Some(e.as_of),
        Event::MeasureEvaluated(e) => Some(e.as_of),
        Event::ReportPrepared(e) => Some(e.basis.size),
        Event::SchoolAccountDelivered(e) => Some(e.basis.size),
        _ => None,
    }
}

fn several(view: &View<'_>, group: &Group) -> Link {
    let Many { kind, positions } = &group.many;
    let position = positions.first().copied().unwrap_or_default();
    let (sv, en) = words::many(*kind, positions.len());
    Link {
        position,
        at: view.facts.recorded_at(position),
        kind: *kind,
        count: u32::try_from(positions.len()).unwrap_or(u32::MAX),
        first: positions.iter().copied().take(FIRST).collect(),
        sv,
        en,
        staff: None,
        role: None,
        authority: None,
        distance: group.distance,
        because: group.because,
        knowledge: Size(position.0),
    }
}

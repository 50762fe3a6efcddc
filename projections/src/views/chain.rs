//! The chain: what led to something, and what came of it, as a timeline in both directions.
//!
//! Links are what events name of what came before ([`Event::refers`]), the cause that stands beside each
//! event in the record, and what a document rests on: a report and an account on all that was known at
//! their basis, an evaluation on the results of its round. From a pupil's assessment it goes on to the
//! reports and accounts that counted the pupil, and with them to what the committee decided. Two events about the same pupil or school unit
//! are not linked by that alone.
//!
//! Where one event leads to many of one kind, they stand as one link with their number
//! ([`Link::count`]); [`chain_positions`] lists every one of them. A link of many is not followed further.
//!
//! Like the trail told to people, a chain says the names of public things (school units, committees,
//! rounds) as known when the event was recorded, never a person's name or a sealed text.

mod back;
mod basis;
mod counted;
mod forth;
mod said;
mod seed;
mod walk;

use domain::calendar::Instant;
use domain::id::{
    CommitmentId, DecisionId, MeasureId, Position, ProgrammeId, PupilId, ReportId, Size, StaffId,
};
use domain::people::Role;
use domain::{Event, Recorded};
use serde::Serialize;

use super::trail::words::{self, Names};
use crate::{Facts, FigureRef};
use said::authority;
use walk::{View, Walk};

/// What a chain is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChainOf {
    /// A pupil: everything recorded about the pupil.
    Pupil(PupilId),
    /// An action programme's case.
    Programme(ProgrammeId),
    /// A commitment in all its versions.
    Commitment(CommitmentId),
    /// A measure.
    Measure(MeasureId),
    /// A report to a committee.
    Report(ReportId),
    /// A committee's decision.
    Decision(DecisionId),
    /// A figure: what it is made of, and the documents that rest on it.
    Figure(FigureRef),
}

impl std::fmt::Display for ChainOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pupil(id) => write!(f, "pupil:{id}"),
            Self::Programme(id) => write!(f, "programme:{id}"),
            Self::Commitment(id) => write!(f, "commitment:{id}"),
            Self::Measure(id) => write!(f, "measure:{id}"),
            Self::Report(id) => write!(f, "report:{id}"),
            Self::Decision(id) => write!(f, "decision:{id}"),
            Self::Figure(reference) => write!(f, "figure:{reference}"),
        }
    }
}

/// How many positions a link of many events shows.
const FIRST: usize = 100;

/// One event of a chain, or many of one kind that hang on the same one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Link {
    /// Where it stands; of many, the first.
    pub position: Position,
    /// When it was recorded.
    pub at: Option<Instant>,
    /// The kind of event; none where only the position is known here: [`Chain::read`] fills it from the
    /// record.
    pub kind: Option<&'static str>,
    /// How many events.
    pub count: u32,
    /// Of many, the first hundred positions; empty for one event.
    pub first: Vec<Position>,
    /// What it says, in Swedish.
    pub sv: String,
    /// What it says, in English.
    pub en: String,
    /// Who recorded it, where that is known here.
    pub staff: Option<StaffId>,
    /// In which role.
    pub role: Option<Role>,
    /// The event that gave them the role, or the delegation under which they decided.
    pub authority: Option<Position>,
    /// How many links lie between it and what the chain is of.
    pub distance: u16,
    /// The event it hangs on: what it led to (before), or what led to it (after). None in the middle.
    pub because: Option<Position>,
    /// How much of the record was known: the basis of a document or evaluation, else all that stood before.
    pub knowledge: Size,
}

/// A chain in both directions, each list in order of position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Chain {
    /// Of what: `decision:…`.
    pub of: String,
    /// The state of the record.
    pub as_of: Size,
    /// What led to it.
    pub before: Vec<Link>,
    /// What was recorded of it itself; none for a figure.
    pub itself: Vec<Link>,
    /// What came of it.
    pub after: Vec<Link>,
}

impl Chain {
    fn links(&self) -> impl Iterator<Item = &Link> {
        self.before.iter().chain(&self.itself).chain(&self.after)
    }

    /// The single events of which only the position is known here, in order.
    #[must_use]
    pub fn unread(&self) -> Vec<Position> {
        let unread = self.links().filter(|link| link.count == 1 && link.kind.is_none());
        let mut positions: Vec<Position> = unread.map(|link| link.position).collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// Fills what the record says of an event into the links that stand at its position.
    pub fn read(&mut self, facts: &Facts, recorded: &Recorded) {
        let lists = [&mut self.before, &mut self.itself, &mut self.after];
        let links = lists.into_iter().flatten();
        for link in links.filter(|link| link.count == 1 && link.position == recorded.position) {
            link.take(facts, recorded);
        }
    }
}

impl Link {
    fn take(&mut self, facts: &Facts, recorded: &Recorded) {
        if let Some(event) = &recorded.event {
            self.kind = Some(event.name());
            (self.sv, self.en) = words::say(event, Names::at(facts, self.position));
        }
        if let Some(actor) = recorded.actor {
            (self.staff, self.role) = (Some(actor.staff), Some(actor.role));
        }
    }

    /// Finds under whose authority it was done. Asked for last, once who did it is known.
    fn find_authority(&mut self, facts: &Facts, event: Option<&Event>) {
        self.authority = self
            .staff
            .zip(self.role)
            .and_then(|(staff, role)| authority(facts, self.position, staff, role, event));
    }
}

/// The chain as of a size; none where nothing is known of it then.
#[must_use]
pub fn chain(facts: &Facts, of: ChainOf, at: Size) -> Option<Chain> {
    let view = View::new(facts, of, at);
    let (itself, before, after) = walks(&view, of)?;
    Some(Chain {
        of: of.to_string(),
        as_of: view.at,
        before: before.links(&view),
        itself: itself.links(&view),
        after: after.links(&view),
    })
}

/// The position of every event of the chain, in order: complete, also where links stand for many. Empty
/// where nothing is known of it.
#[must_use]
pub fn chain_positions(facts: &Facts, of: ChainOf, at: Size) -> Vec<Position> {
    let view = View::new(facts, of, at);
    let Some((itself, before, after)) = walks(&view, of) else { return Vec::new() };
    let mut positions: Vec<Position> =
        [itself, before, after].iter().flat_map(Walk::positions).collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// The middle, and the walks from it in both directions.
fn walks(view: &View<'_>, of: ChainOf) -> Option<(Walk, Walk, Walk)> {
    let seed = seed::seed(view, of)?;
    let middle = seed.middle;
    let before = walk::walk(view, &middle, seed.before, back::led_to);
    let after = walk::walk(view, &middle, seed.after, forth::came_of);
    Some((Walk::of(middle), before, after))
}

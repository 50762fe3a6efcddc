//! The events behind something, read from the log as of a size.

use domain::Recorded;
use domain::id::{
    CommitmentId, DecisionId, MeasureId, Position, ProgrammeId, PupilId, ReportId, SchoolUnitCode,
    Size,
};
use domain::query::{Query, Tag};
use eventstore::ReadError;
use projections::{Chain, ChainOf, CountRef, FigureRef};

use crate::facts::FactsError;
use crate::handle::stored_query;
pub use crate::seal::recorded;
use crate::seal::{PrepareError, RecordError};
use crate::store::App;

/// The most events one page of a trail holds.
pub const PAGE_MAX: usize = 500;

/// What has a trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrailOf {
    /// Everything recorded about a pupil.
    Pupil(PupilId),
    /// Everything recorded at a school unit.
    School(SchoolUnitCode),
    /// Everything recorded in one case of an action programme.
    Programme(ProgrammeId),
    /// Everything recorded about a commitment.
    Commitment(CommitmentId),
    /// Everything recorded about a measure.
    Measure(MeasureId),
    /// Everything recorded about a report to a committee.
    Report(ReportId),
    /// Everything recorded about a committee's decision.
    Decision(DecisionId),
    /// The events that a figure rests on.
    Figure(FigureRef),
    /// The events that a count of what is done rests on.
    Count(CountRef),
}

impl TrailOf {
    /// What a name of a figure or of a count has the trail of; none where it is neither.
    #[must_use]
    pub fn of_figure(name: &str) -> Option<Self> {
        let count = || name.parse().ok().map(Self::Count);
        name.parse().ok().map(Self::Figure).or_else(count)
    }

    /// What this is the chain of; none for a school unit, which is a place and no thread, and for a count,
    /// which only its evidence stands behind.
    #[must_use]
    pub fn chain(&self) -> Option<ChainOf> {
        Some(match self {
            Self::Pupil(pupil) => ChainOf::Pupil(*pupil),
            Self::School(_) | Self::Count(_) => return None,
            Self::Programme(programme) => ChainOf::Programme(*programme),
            Self::Commitment(commitment) => ChainOf::Commitment(*commitment),
            Self::Measure(measure) => ChainOf::Measure(*measure),
            Self::Report(report) => ChainOf::Report(*report),
            Self::Decision(decision) => ChainOf::Decision(*decision),
            Self::Figure(figure) => ChainOf::Figure(*figure),
        })
    }
}

/// Part of a trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailPage {
    /// The events, in order of position.
    pub events: Vec<Recorded>,
    /// How many events the whole trail has.
    pub total: usize,
    /// Where the next page starts, if there is one.
    pub next: Option<usize>,
}

/// Why a trail could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TrailError {
    /// The facts could not be had.
    #[error("the facts could not be had")]
    Facts(#[source] FactsError),
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] ReadError),
    /// A tag is not one the log takes.
    #[error("the trail's tag is not one the log takes")]
    Tag(#[source] PrepareError),
    /// A record could not be read as an event.
    #[error("an event of the trail could not be read")]
    Record(#[source] RecordError),
}

impl App {
    /// A page of a trail as of a size: at most `limit` (and [`PAGE_MAX`]) events from the `offset`-th on.
    pub fn trail(
        &self,
        of: &TrailOf,
        at: Size,
        offset: usize,
        limit: usize,
    ) -> Result<TrailPage, TrailError> {
        let positions = self.trail_positions(of, at)?;
        let limit = limit.min(PAGE_MAX);
        let wanted = positions.iter().skip(offset).take(limit);
        let events = wanted.map(|position| self.recorded(*position)).collect::<Result<_, _>>()?;
        let next = offset.saturating_add(limit);
        let next = (next < positions.len()).then_some(next);
        Ok(TrailPage { events, total: positions.len(), next })
    }

    /// The timeline of something in both directions as of a size: what led to it, what came of it. None
    /// where nothing is known of it then, for a school unit and for a count.
    pub fn chain(&self, of: &TrailOf, at: Size) -> Result<Option<Chain>, TrailError> {
        let Some(mut chain) = self.chain_unread(of, at)? else { return Ok(None) };
        let facts = self.facts().map_err(TrailError::Facts)?;
        for position in chain.unread() {
            chain.read(&facts, &self.recorded(position)?);
        }
        Ok(Some(chain))
    }

    /// The same, without what only the record says of an event: for whoever shows a part and reads that
    /// ([`Chain::read`]).
    pub fn chain_unread(&self, of: &TrailOf, at: Size) -> Result<Option<Chain>, TrailError> {
        let Some(of) = of.chain() else { return Ok(None) };
        let facts = self.facts().map_err(TrailError::Facts)?;
        Ok(projections::chain(&facts, of, at))
    }

    /// Every event of the chain, in order of position; of a school unit, everything recorded there; of a
    /// count, its evidence.
    pub fn chain_positions(&self, of: &TrailOf, at: Size) -> Result<Vec<Position>, TrailError> {
        let Some(thread) = of.chain() else { return self.trail_positions(of, at) };
        let facts = self.facts().map_err(TrailError::Facts)?;
        Ok(projections::chain_positions(&facts, thread, at))
    }

    /// The event at a position, personal values sealed.
    pub fn recorded(&self, position: Position) -> Result<Recorded, TrailError> {
        let at = eventstore::Position(position.0);
        let stored = self.log().get(at).map_err(TrailError::Read)?;
        let stored = stored.ok_or(TrailError::Read(ReadError::Lost { at }))?;
        recorded(&stored).map_err(TrailError::Record)
    }

    fn trail_positions(&self, of: &TrailOf, at: Size) -> Result<Vec<Position>, TrailError> {
        let tag = match of {
            TrailOf::Pupil(pupil) => Tag::Pupil(*pupil),
            TrailOf::School(school) => Tag::School(*school),
            TrailOf::Programme(programme) => Tag::Programme(*programme),
            TrailOf::Commitment(commitment) => Tag::Commitment(*commitment),
            TrailOf::Measure(measure) => Tag::Measure(*measure),
            TrailOf::Report(report) => Tag::Report(*report),
            TrailOf::Decision(decision) => Tag::Decision(*decision),
            TrailOf::Figure(figure) => {
                let facts = self.facts().map_err(TrailError::Facts)?;
                return Ok(projections::evidence(&facts, at, figure));
            }
            TrailOf::Count(count) => {
                let facts = self.facts().map_err(TrailError::Facts)?;
                return Ok(projections::count_evidence(&facts, at, count));
            }
        };
        let query = stored_query(&Query::new().or(&[], &[tag])).map_err(TrailError::Tag)?;
        let until = eventstore::Size(at.0);
        let found = self.log().query(&query, eventstore::Size::ZERO, until);
        let found = found.map_err(TrailError::Read)?;
        Ok(found.into_iter().map(|stored| Position(stored.position.0)).collect())
    }
}

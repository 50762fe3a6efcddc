//! Seminars, and the agreement of assessors.
//!
//! Ratings are blind: until they are revealed nobody sees another's. Afterwards the points stand without
//! their raters; what one person rated, and how near the consensus, is told to that person only.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{EditionId, PointCode, Position, SeminarId, Size, StaffId};
use domain::people::Scope;
use domain::query::Tag;
use domain::scale::ScaleEdition;
use domain::seminar::agreement::{self, Ratings, Statistic, Withheld};
use domain::seminar::{SeminarArranged, SeminarHeld, SeminarKind};
use serde::Serialize;

use crate::Facts;
use crate::figure::rules::RuleId;

/// How far the raters of a seminar agree: [`domain::seminar::agreement`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Agreement {
    /// Raters who share at least one sample with another.
    pub raters: u32,
    /// Samples rated by at least two.
    pub samples: u32,
    /// Pairs of ratings of the same sample.
    pub pairs: u64,
    /// Pairs of the same rank, in permille of the pairs.
    pub exact_permille: Option<u16>,
    /// Pairs at most one rank apart, in permille of the pairs.
    pub within_one_permille: Option<u16>,
    /// Which statistic.
    pub statistic: Statistic,
    /// Its value in thousandths: 1,000 is full agreement, 0 what chance would give.
    pub value: Option<i32>,
    /// Why something is not given.
    pub withheld: Option<Withheld>,
    /// The rule it follows.
    pub rule: RuleId,
}

/// How one person's ratings lie beside the others'. For that person only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct BesideOthers {
    /// Samples rated by the person and at least one other.
    pub samples: u32,
    /// Pairs of the person's rating and another's of the same sample.
    pub pairs: u64,
    /// Pairs of the same rank, in permille of the pairs.
    pub exact_permille: u16,
    /// Pairs at most one rank apart, in permille.
    pub within_one_permille: u16,
    /// Pairs in which the person's rank is the higher, in permille.
    pub higher_permille: u16,
    /// Pairs in which the person's rank is the lower, in permille.
    pub lower_permille: u16,
}

/// A seminar in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SeminarRow {
    /// The seminar.
    pub seminar: SeminarId,
    /// What for.
    pub kind: SeminarKind,
    /// For whom.
    pub scope: Scope,
    /// For which day it is arranged.
    pub on: Day,
    /// What it is called.
    pub title: String,
    /// Agreement: the scale edition.
    pub edition: Option<EditionId>,
    /// Agreement: how many samples are rated.
    pub samples: u8,
    /// The event that arranged it.
    pub position: Position,
    /// It is still to come on the day.
    pub to_come: bool,
    /// When it was held.
    pub held_on: Option<Day>,
    /// The event.
    pub held: Option<Position>,
    /// How many took part.
    pub participants: u32,
    /// How many have rated a sample.
    pub raters: u32,
    /// The event that revealed the ratings.
    pub revealed: Option<Position>,
    /// Samples with a consensus.
    pub agreed: u32,
    /// The agreement of the raters; none before the reveal.
    pub agreement: Option<Agreement>,
}

/// Agreement at one seminar of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AgreementPoint {
    /// The seminar.
    pub seminar: SeminarId,
    /// When it was held, or else for when it was arranged.
    pub on: Day,
    /// The scale edition: points of different editions are not joined by a line.
    pub edition: Option<EditionId>,
    /// The agreement.
    pub agreement: Agreement,
}

/// All seminars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Seminars {
    /// The day by which a seminar is to come.
    pub day: Day,
    /// The state of the record.
    pub as_of: Size,
    /// The seminars, latest first.
    pub seminars: Vec<SeminarRow>,
    /// Agreement over time, earliest first.
    pub agreement: Vec<AgreementPoint>,
}

/// How many chose a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Chosen {
    /// The point.
    pub point: PointCode,
    /// By how many.
    pub raters: u32,
}

/// One shared sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Sample {
    /// Its number.
    pub sample: u8,
    /// How many have rated it.
    pub raters: u32,
    /// The points chosen, lowest first; empty before the reveal.
    pub points: Vec<Chosen>,
    /// The viewer's own rating that holds.
    pub own: Option<PointCode>,
    /// The event of the viewer's own rating.
    pub own_position: Option<Position>,
    /// The consensus.
    pub consensus: Option<PointCode>,
    /// Its event.
    pub consensus_position: Option<Position>,
}

/// One seminar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Seminar {
    /// The seminar in short.
    #[serde(flatten)]
    pub row: SeminarRow,
    /// The state of the record.
    pub as_of: Size,
    /// Who took part, by id.
    pub took_part: Vec<StaffId>,
    /// The samples, by number; none but at a seminar on agreement.
    pub shared: Vec<Sample>,
}

/// One person's ratings at one seminar, held against its consensus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OwnSeminar {
    /// The seminar.
    pub seminar: SeminarId,
    /// When it was held, or else for when it was arranged.
    pub on: Day,
    /// Samples the person rated.
    pub rated: u32,
    /// Of them, those with a consensus.
    pub with_consensus: u32,
    /// Of these, rated at the point of the consensus.
    pub exact: u32,
    /// Of these, rated at most one rank from it.
    pub within_one: u32,
    /// Of these, rated above it.
    pub above: u32,
    /// Of these, rated below it.
    pub below: u32,
    /// Beside the other raters; none where no sample is shared.
    pub beside: Option<BesideOthers>,
}

/// A person's own ratings over time. For that person only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OwnAgreement {
    /// Whose.
    pub staff: StaffId,
    /// The state of the record.
    pub as_of: Size,
    /// The revealed seminars at which the person rated, earliest first.
    pub seminars: Vec<OwnSeminar>,
    /// The rule of these counts.
    pub rule: RuleId,
}

/// The types that say something of a seminar.
const OF_SEMINARS: &[Code] = &[
    code::SeminarArranged,
    code::SeminarHeld,
    code::RatingGiven,
    code::RatingsRevealed,
    code::ConsensusReached,
];

/// What was recorded of one seminar.
pub(crate) struct Thread {
    pub(crate) position: Position,
    pub(crate) arranged: SeminarArranged,
    pub(crate) held: Option<(Position, SeminarHeld)>,
    /// By sample and rater: the rating that holds.
    pub(crate) ratings: BTreeMap<(u8, StaffId), (Position, PointCode)>,
    pub(crate) revealed: Option<Position>,
    consensus: BTreeMap<u8, (Position, PointCode)>,
}

impl Thread {
    /// The seminar as of a size; none where it is not arranged then.
    pub(crate) fn read(facts: &Facts, seminar: SeminarId, at: Size) -> Option<Self> {
        let mut thread: Option<Self> = None;
        for said in facts.ledger_of(Tag::Seminar(seminar), OF_SEMINARS, at) {
            match (said.event, &mut thread) {
                (Event::SeminarArranged(arranged), None) => {
                    thread = Some(Self::new(said.position, arranged));
                }
                (event, Some(thread)) => thread.take(said.position, event),
                _ => {}
            }
        }
        thread
    }

    fn new(position: Position, arranged: SeminarArranged) -> Self {
        let (ratings, consensus) = (BTreeMap::new(), BTreeMap::new());
        Self { position, arranged, held: None, ratings, revealed: None, consensus }
    }

    fn take(&mut self, position: Position, event: Event) {
        match event {
            Event::SeminarHeld(e) => self.held = Some((position, e)),
            // A rating after the reveal would not be blind.
            Event::RatingGiven(e) if self.revealed.is_none() => {
                self.ratings.insert((e.sample, e.rater), (position, e.point));
            }
            Event::RatingsRevealed(_) => {
                self.revealed.get_or_insert(position);
            }
            Event::ConsensusReached(e) => {
                self.consensus.insert(e.sample, (position, e.point));
            }
            _ => {}
        }
    }

    fn on(&self) -> Day {
        self.held.as_ref().map_or(self.arranged.on, |(_, held)| held.on)
    }

    fn raters(&self) -> BTreeSet<StaffId> {
        self.ratings.keys().map(|(_, rater)| *rater).collect()
    }

    /// The ratings as ranks of the edition.
    fn ranked(&self, facts: &Facts, at: Size) -> Option<Ratings> {
        let edition = facts.edition(self.arranged.edition?, at)?;
        let mut ratings = Ratings::default();
        for ((sample, rater), (_, point)) in &self.ratings {
            if let Some(rank) = edition.rank(*point) {
                ratings.give(*rater, *sample, rank);
            }
        }
        Some(ratings)
    }

    /// How far the raters agree; none before the reveal.
    fn agreement(&self, facts: &Facts, at: Size) -> Option<Agreement> {
        self.revealed?;
        self.ranked(facts, at).map(|ratings| Agreement::from(ratings.agreement()))
    }
}

/// A count as it is shown.
fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

impl From<agreement::Agreement> for Agreement {
    fn from(found: agreement::Agreement) -> Self {
        Self {
            raters: count(found.raters),
            samples: count(found.samples),
            pairs: found.pairs,
            exact_permille: found.exact_permille,
            within_one_permille: found.within_one_permille,
            statistic: found.statistic,
            value: found.value,
            withheld: found.withheld,
            rule: RuleId::Agreement,
        }
    }
}

impl From<agreement::OwnAgreement> for BesideOthers {
    fn from(found: agreement::OwnAgreement) -> Self {
        Self {
            samples: count(found.samples),
            pairs: found.pairs,
            exact_permille: found.exact_permille,
            within_one_permille: found.within_one_permille,
            higher_permille: found.higher_permille,
            lower_permille: found.lower_permille,
        }
    }
}

/// All seminars as of a size.
#[must_use]
pub fn seminars(facts: &Facts, day: Day, at: Size) -> Seminars {
    let threads = threads(facts, at);
    let mut rows: Vec<SeminarRow> =
        threads.iter().map(|thread| row(facts, thread, day, at)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.held_on.unwrap_or(row.on), row.position)));
    let mut agreement: Vec<AgreementPoint> = rows
        .iter()
        .filter_map(|row| {
            let (on, agreement) = (row.held_on.unwrap_or(row.on), row.agreement?);
            Some(AgreementPoint { seminar: row.seminar, on, edition: row.edition, agreement })
        })
        .collect();
    agreement.reverse();
    Seminars { day, as_of: Size(at.0.min(facts.size().0)), seminars: rows, agreement }
}

/// One seminar as of a size, as someone sees it: before the reveal no rating but the viewer's own. None
/// where it is not arranged then.
#[must_use]
pub fn seminar(
    facts: &Facts,
    seminar: SeminarId,
    viewer: Option<StaffId>,
    day: Day,
    at: Size,
) -> Option<Seminar> {
    let thread = Thread::read(facts, seminar, at)?;
    let edition = thread.arranged.edition.and_then(|edition| facts.edition(edition, at));
    let shared = (1..=thread.arranged.samples).map(|n| sample(&thread, n, viewer, edition));
    let mut took_part =
        thread.held.as_ref().map(|(_, held)| held.participants.clone()).unwrap_or_default();
    took_part.sort_unstable();
    Some(Seminar {
        as_of: Size(at.0.min(facts.size().0)),
        shared: shared.collect(),
        took_part,
        row: row(facts, &thread, day, at),
    })
}

/// A person's ratings held against the consensus, as of a size. To be shown to that person only.
#[must_use]
pub fn own_agreement(facts: &Facts, staff: StaffId, at: Size) -> OwnAgreement {
    let revealed = facts.ledger_all(&[code::RatingsRevealed], at);
    let ids: BTreeSet<SeminarId> = revealed
        .filter_map(|said| match said.event {
            Event::RatingsRevealed(e) => Some(e.seminar),
            _ => None,
        })
        .collect();
    let threads = ids.into_iter().filter_map(|seminar| Thread::read(facts, seminar, at));
    let rated = threads.filter(|thread| thread.raters().contains(&staff));
    let mut seminars: Vec<(Position, OwnSeminar)> =
        rated.map(|thread| (thread.position, own(facts, &thread, staff, at))).collect();
    seminars.sort_by_key(|(position, own)| (own.on, *position));
    let seminars = seminars.into_iter().map(|(_, own)| own).collect();
    let as_of = Size(at.0.min(facts.size().0));
    OwnAgreement { staff, as_of, seminars, rule: RuleId::OwnAgreement }
}

/// Every seminar arranged.
fn threads(facts: &Facts, at: Size) -> Vec<Thread> {
    let mut threads: BTreeMap<SeminarId, Thread> = BTreeMap::new();
    for said in facts.ledger_all(OF_SEMINARS, at) {
        let seminar = match &said.event {
            Event::SeminarArranged(e) => e.seminar,
            Event::SeminarHeld(e) => e.seminar,
            Event::RatingGiven(e) => e.seminar,
            Event::RatingsRevealed(e) => e.seminar,
            Event::ConsensusReached(e) => e.seminar,
            _ => continue,
        };
        match (threads.get_mut(&seminar), said.event) {
            (Some(thread), event) => thread.take(said.position, event),
            (None, Event::SeminarArranged(arranged)) => {
                threads.insert(seminar, Thread::new(said.position, arranged));
            }
            _ => {}
        }
    }
    threads.into_values().collect()
}

fn row(facts: &Facts, thread: &Thread, day: Day, at: Size) -> SeminarRow {
    let SeminarArranged { seminar, kind, scope, on, ref title, edition, samples } = thread.arranged;
    SeminarRow {
        seminar,
        kind,
        scope,
        on,
        title: title.clone(),
        edition,
        samples,
        position: thread.position,
        to_come: thread.held.is_none() && on >= day,
        held_on: thread.held.as_ref().map(|(_, held)| held.on),
        held: thread.held.as_ref().map(|(position, _)| *position),
        participants: thread.held.as_ref().map_or(0, |(_, held)| count(held.participants.len())),
        raters: count(thread.raters().len()),
        revealed: thread.revealed,
        agreed: count(thread.consensus.len()),
        agreement: thread.agreement(facts, at),
    }
}

fn sample(
    thread: &Thread,
    number: u8,
    viewer: Option<StaffId>,
    edition: Option<&ScaleEdition>,
) -> Sample {
    let rated = thread.ratings.iter().filter(|((sample, _), _)| *sample == number);
    let mut chosen: BTreeMap<(Option<u8>, PointCode), u32> = BTreeMap::new();
    let mut raters = 0;
    for (_, (_, point)) in rated {
        raters += 1;
        if thread.revealed.is_some() {
            let rank = edition.and_then(|edition| edition.rank(*point));
            *chosen.entry((rank, *point)).or_default() += 1;
        }
    }
    let own = viewer.and_then(|viewer| thread.ratings.get(&(number, viewer)));
    let consensus = thread.consensus.get(&number);
    let points = chosen.into_iter().map(|((_, point), raters)| Chosen { point, raters });
    Sample {
        sample: number,
        raters,
        points: points.collect(),
        own: own.map(|(_, point)| *point),
        own_position: own.map(|(position, _)| *position),
        consensus: consensus.map(|(_, point)| *point),
        consensus_position: consensus.map(|(position, _)| *position),
    }
}

fn own(facts: &Facts, thread: &Thread, staff: StaffId, at: Size) -> OwnSeminar {
    let edition = thread.arranged.edition.and_then(|edition| facts.edition(edition, at));
    let rank = |point: PointCode| edition.and_then(|edition| edition.rank(point)).map(i16::from);
    let mine = thread.ratings.iter().filter(|((_, rater), _)| *rater == staff);
    let mut own = OwnSeminar {
        seminar: thread.arranged.seminar,
        on: thread.on(),
        rated: 0,
        with_consensus: 0,
        exact: 0,
        within_one: 0,
        above: 0,
        below: 0,
        beside: thread.ranked(facts, at).and_then(|all| all.own(staff)).map(BesideOthers::from),
    };
    for ((sample, _), (_, point)) in mine {
        own.rated += 1;
        let consensus = thread.consensus.get(sample).and_then(|(_, point)| rank(*point));
        let Some((mine, theirs)) = rank(*point).zip(consensus) else { continue };
        own.with_consensus += 1;
        own.exact += u32::from(mine == theirs);
        own.within_one += u32::from((mine - theirs).abs() <= 1);
        own.above += u32::from(mine > theirs);
        own.below += u32::from(mine < theirs);
    }
    own
}

//! Seminars, and the agreement of assessors.
//!
//! Ratings are blind: until they are revealed nobody sees another's. Afterwards the points stand without
//! their raters; what one person rated, and how near the consensus, is told to that person only.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::id::{EditionId, PointCode, Position, SeminarId, Size, StaffId};
use domain::people::Scope;
use domain::scale::ScaleEdition;
use domain::seminar::agreement::{self, Ratings, Statistic, Withheld};
use domain::seminar::{SeminarArranged, SeminarKind};
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::Facts;
use crate::directory::position;
use crate::facts::seminars::{Rating, Thread};
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

impl Thread<'_> {
    /// For when it was held, or else for when it was arranged.
    fn on(&self) -> Day {
        self.held.map_or(self.arranged.on, |(_, held)| held.on)
    }

    /// How many have rated a sample.
    fn raters(&self) -> u32 {
        let raters: FxHashSet<StaffId> = self.ratings().map(|rating| rating.rater).collect();
        count(raters.len())
    }

    /// The consensus on each sample, with its event.
    fn agreed(&self) -> BTreeMap<u8, (Position, PointCode)> {
        let agreed = self.consensus.iter().map(|entry| {
            let (sample, point) = entry.value;
            (sample, (position(entry.position), point))
        });
        agreed.collect()
    }

    /// The ratings as ranks of the edition.
    fn ranked(&self, facts: &Facts, at: Size) -> Option<Ratings> {
        let edition = facts.edition(self.arranged.edition?, at)?;
        let mut ratings = Ratings::default();
        for rating in self.ratings() {
            if let Some(rank) = edition.rank(rating.point) {
                ratings.give(rating.rater, rating.sample, rank);
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
    let mut rows: Vec<SeminarRow> =
        facts.seminars(at).map(|thread| row(facts, &thread, day, at)).collect();
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
    let thread = facts.seminar(seminar, at)?;
    let edition = thread.arranged.edition.and_then(|edition| facts.edition(edition, at));
    let agreed = thread.agreed();
    let shared =
        (1..=thread.arranged.samples).map(|n| sample(&thread, n, viewer, edition, agreed.get(&n)));
    let mut took_part = thread.held.map(|(_, held)| held.participants.clone()).unwrap_or_default();
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
    let revealed = facts.seminars(at).filter(|thread| thread.revealed.is_some());
    let rated = revealed.filter(|thread| thread.ratings().any(|rating| rating.rater == staff));
    let mut seminars: Vec<(Position, OwnSeminar)> =
        rated.map(|thread| (thread.position, own(facts, &thread, staff, at))).collect();
    seminars.sort_by_key(|(position, own)| (own.on, *position));
    let seminars = seminars.into_iter().map(|(_, own)| own).collect();
    let as_of = Size(at.0.min(facts.size().0));
    OwnAgreement { staff, as_of, seminars, rule: RuleId::OwnAgreement }
}

fn row(facts: &Facts, thread: &Thread<'_>, day: Day, at: Size) -> SeminarRow {
    let SeminarArranged { seminar, kind, scope, on, ref title, edition, samples } =
        *thread.arranged;
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
        held_on: thread.held.map(|(_, held)| held.on),
        held: thread.held.map(|(position, _)| position),
        participants: thread.held.map_or(0, |(_, held)| count(held.participants.len())),
        raters: thread.raters(),
        revealed: thread.revealed,
        agreed: count(thread.agreed().len()),
        agreement: thread.agreement(facts, at),
    }
}

fn sample(
    thread: &Thread<'_>,
    number: u8,
    viewer: Option<StaffId>,
    edition: Option<&ScaleEdition>,
    agreed: Option<&(Position, PointCode)>,
) -> Sample {
    let rated = thread.ratings().filter(|rating| rating.sample == number);
    let mut chosen: BTreeMap<(Option<u8>, PointCode), u32> = BTreeMap::new();
    let mut raters = 0;
    for Rating { point, .. } in rated {
        raters += 1;
        if thread.revealed.is_some() {
            let rank = edition.and_then(|edition| edition.rank(*point));
            *chosen.entry((rank, *point)).or_default() += 1;
        }
    }
    let own = viewer.and_then(|viewer| thread.rating(number, viewer));
    let points = chosen.into_iter().map(|((_, point), raters)| Chosen { point, raters });
    Sample {
        sample: number,
        raters,
        points: points.collect(),
        own: own.map(|rating| rating.point),
        own_position: own.map(|rating| position(rating.position)),
        consensus: agreed.map(|(_, point)| *point),
        consensus_position: agreed.map(|(position, _)| *position),
    }
}

fn own(facts: &Facts, thread: &Thread<'_>, staff: StaffId, at: Size) -> OwnSeminar {
    let edition = thread.arranged.edition.and_then(|edition| facts.edition(edition, at));
    let rank = |point: PointCode| edition.and_then(|edition| edition.rank(point)).map(i16::from);
    let agreed = thread.agreed();
    let mine = thread.ratings().filter(|rating| rating.rater == staff);
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
    for Rating { sample, point, .. } in mine {
        own.rated += 1;
        let consensus = agreed.get(sample).and_then(|(_, point)| rank(*point));
        let Some((mine, theirs)) = rank(*point).zip(consensus) else { continue };
        own.with_consensus += 1;
        own.exact += u32::from(mine == theirs);
        own.within_one += u32::from((mine - theirs).abs() <= 1);
        own.above += u32::from(mine > theirs);
        own.below += u32::from(mine < theirs);
    }
    own
}

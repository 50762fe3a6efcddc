//! The quality guarantee: every shortfall found, and what came of it.
//!
//! A shortfall is a row of its own; what came after is chained to it. Rows are found by position, by pupil,
//! and by school unit and round.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::guarantee::{self as term, Answer, Duty, Lack, Lifted, Promise};
use domain::id::{
    ClassId, CommitmentId, Position, PupilId, RoundId, SchoolUnitCode, Size, StaffId,
};
use domain::people::Actor;
use serde::{Deserialize, Serialize};

use super::Facts;
use super::ids::{Ids, Interner, row};
use super::values::NONE;
use crate::directory::position;

/// A shortfall and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Shortfall {
    /// The event that found it; its name from then on.
    pub position: Position,
    /// The pupil.
    pub pupil: PupilId,
    /// The school unit that is to answer: where it was found, or where it followed the pupil last.
    pub school: SchoolUnitCode,
    /// The school unit where it was found.
    pub found_at: SchoolUnitCode,
    /// The pupil's class on the census date.
    pub class: Option<ClassId>,
    /// The round.
    pub round: RoundId,
    /// The promise.
    pub promise: Promise,
    /// In what the pupil falls short.
    pub lack: Lack,
    /// The last day of the service goal.
    pub answer_by: Day,
    /// Where it stands.
    pub state: ShortfallState,
    /// The answer given last, also where it was lifted since.
    pub answer: Option<GivenAnswer>,
    /// How it was lifted, where it was.
    pub lifted: Option<LiftedBy>,
    /// Reminders to answer, in order.
    pub reminders: Vec<Reminder>,
}

/// Where a shortfall stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ShortfallState {
    /// It waits for an answer.
    Open,
    /// A person has answered.
    Answered,
    /// It no longer stands.
    Lifted,
}

/// A person's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GivenAnswer {
    /// What.
    pub answer: Answer,
    /// Who answered; none where the record names no member of staff.
    pub staff: Option<StaffId>,
    /// The event; the reasons stand sealed in it.
    pub position: Position,
}

/// Why a shortfall no longer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LiftedBy {
    /// Why.
    pub why: Lifted,
    /// The event.
    pub position: Position,
}

/// A reminder of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Reminder {
    /// Of what.
    pub duty: Duty,
    /// Who was reminded.
    pub to: StaffId,
    /// The day it was due, or due again.
    pub due: Day,
    /// The event.
    pub position: Position,
}

impl Shortfall {
    /// Found and not lifted.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.lifted.is_none()
    }

    /// Neither answered nor lifted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == ShortfallState::Open
    }
}

/// A shortfall and where it stands, in numbers: what counts many of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InShort {
    pub(crate) position: u32,
    /// The school unit that is to answer, by number.
    pub(crate) school: u32,
    /// The answer given last.
    pub(crate) answered: Option<u32>,
    /// What lifted it.
    pub(crate) lifted: Option<u32>,
}

/// In what, with a position of 32 bits.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum LackRow {
    Below(u32),
    NotAssessed(u32),
    Missing,
}

/// One shortfall. Forty-four bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Row {
    position: u32,
    pupil: u32,
    /// Where it was found.
    school: u32,
    /// By number, or [`NONE`].
    class: u32,
    round: u32,
    promise: u32,
    lack: LackRow,
    answer_by: Day,
    /// The row of the pupil before this one, or [`NONE`].
    previous: u32,
    /// What came of it last, or [`NONE`].
    last: u32,
}

// Thousands of them: every row counts.
const _: () = assert!(size_of::<Row>() == 44 && size_of::<After>() == 32);

/// What came of a shortfall.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Came {
    /// To a school unit.
    Followed(u32),
    /// By a member of staff, or [`NONE`].
    Answered(Answer, u32),
    Lifted(Lifted),
}

/// One thing that came of a shortfall. Thirty-two bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct After {
    position: u32,
    /// What came before, or [`NONE`].
    previous: u32,
    came: Came,
}

/// A reminder, in numbers.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Reminded {
    position: u32,
    to: u32,
    due: Day,
    duty: Duty,
}

/// The tables of the guarantee.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Guarantee {
    rows: Vec<Row>,
    after: Vec<After>,
    /// By pupil number: the newest row, or [`NONE`].
    heads: Vec<Head>,
    /// By school unit and round: rows found there, or that followed the pupil there. In order.
    by_place: BTreeMap<(u32, u32), Vec<u32>>,
    /// By the position that brought the duty.
    reminded: BTreeMap<u32, Vec<Reminded>>,
    promises: Interner<Promise>,
    /// Classes of their own numbering: here a class is only a name.
    classes: Interner<ClassId>,
}

/// The newest row of a pupil, or [`NONE`].
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Head(u32);

impl Default for Head {
    fn default() -> Self {
        Self(NONE)
    }
}

/// A position as the tables hold it.
fn stored(position: Position) -> u32 {
    u32::try_from(position.0).unwrap_or(NONE)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("fewer rows than positions, which are 32 bits")
}

impl Guarantee {
    pub(crate) fn found(&mut self, ids: &mut Ids, at: u32, e: &term::ShortfallFound) {
        let index = number(self.rows.len());
        let (pupil, school) = (ids.pupils.intern(e.pupil), ids.schools.intern(e.school));
        let round = ids.rounds.intern(e.round);
        let head = row(&mut self.heads, pupil);
        let previous = std::mem::replace(head, Head(index)).0;
        self.rows.push(Row {
            position: at,
            pupil,
            school,
            class: e.class.map_or(NONE, |class| self.classes.intern(class)),
            round,
            promise: self.promises.intern(e.promise),
            lack: match e.lack {
                Lack::Below { assessed } => LackRow::Below(stored(assessed)),
                Lack::NotAssessed { recorded } => LackRow::NotAssessed(stored(recorded)),
                Lack::Missing => LackRow::Missing,
            },
            answer_by: e.answer_by,
            previous,
            last: NONE,
        });
        self.by_place.entry((school, round)).or_default().push(index);
    }

    pub(crate) fn lifted(&mut self, at: u32, e: &term::ShortfallLifted) {
        self.came(at, e.of, Came::Lifted(e.why));
    }

    pub(crate) fn followed(&mut self, ids: &mut Ids, at: u32, e: &term::ShortfallFollowed) {
        let school = ids.schools.intern(e.school);
        if let Some(index) = self.came(at, e.of, Came::Followed(school)) {
            let round = self.rows[index].round;
            let rows = self.by_place.entry((school, round)).or_default();
            if let Err(place) = rows.binary_search(&number(index)) {
                rows.insert(place, number(index));
            }
        }
    }

    pub(crate) fn answered(
        &mut self,
        ids: &mut Ids,
        at: u32,
        e: &term::GuaranteeAnswered,
        author: Option<Actor>,
    ) {
        let staff = author.map_or(NONE, |actor| ids.staff.intern(actor.staff));
        self.came(at, e.of, Came::Answered(e.answer, staff));
    }

    pub(crate) fn reminded(&mut self, ids: &mut Ids, at: u32, e: &term::DutyReminded) {
        let to = ids.staff.intern(e.to);
        let reminded = Reminded { position: at, to, due: e.due, duty: e.duty };
        self.reminded.entry(stored(e.of)).or_default().push(reminded);
    }

    /// Chains to the shortfall found at a position; answers its row, where there is one.
    fn came(&mut self, at: u32, of: Position, came: Came) -> Option<usize> {
        let index = self.found_by(stored(of))?;
        let row = &mut self.rows[index];
        let previous = std::mem::replace(&mut row.last, number(self.after.len()));
        self.after.push(After { position: at, previous, came });
        Some(index)
    }

    fn found_by(&self, position: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&position, |row| row.position).ok()
    }

    /// What came of a row below a limit, newest first.
    fn after(&self, row: &Row, limit: u32) -> impl Iterator<Item = &After> {
        let mut next = row.last;
        std::iter::from_fn(move || {
            let after = self.after.get(next as usize)?;
            next = after.previous;
            Some(after)
        })
        .filter(move |after| after.position < limit)
    }

    /// The rows of a pupil below a limit, newest first.
    fn of_pupil(&self, pupil: u32, limit: u32) -> impl Iterator<Item = &Row> {
        let mut next = self.heads.get(pupil as usize).map_or(NONE, |head| head.0);
        std::iter::from_fn(move || {
            let row = self.rows.get(next as usize)?;
            next = row.previous;
            Some(row)
        })
        .filter(move |row| row.position < limit)
    }

    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self) {
        self.promises.reindex();
        self.classes.reindex();
    }
}

impl Facts {
    /// The shortfall found by the event at a position.
    #[must_use]
    pub fn shortfall(&self, found: Position, at: Size) -> Option<Shortfall> {
        let limit = self.limit(at);
        let index = self.guarantee.found_by(stored(found))?;
        let row = &self.guarantee.rows[index];
        (row.position < limit).then(|| self.shortfall_of(row, limit))
    }

    /// All shortfalls of a pupil, oldest first.
    #[must_use]
    pub fn shortfalls_of_pupil(&self, pupil: PupilId, at: Size) -> Vec<Shortfall> {
        let Some(pupil) = self.ids.pupils.get(pupil) else { return Vec::new() };
        let limit = self.limit(at);
        let rows = self.guarantee.of_pupil(pupil, limit);
        let mut found: Vec<Shortfall> = rows.map(|row| self.shortfall_of(row, limit)).collect();
        found.reverse();
        found
    }

    /// The shortfalls of a round that a school unit is to answer, oldest first.
    #[must_use]
    pub fn shortfalls(&self, round: RoundId, school: SchoolUnitCode, at: Size) -> Vec<Shortfall> {
        let Some(round) = self.ids.rounds.get(round) else { return Vec::new() };
        self.shortfalls_within(school, (round, round), at)
    }

    /// The shortfalls of all rounds that a school unit is to answer, oldest first.
    #[must_use]
    pub fn shortfalls_at(&self, school: SchoolUnitCode, at: Size) -> Vec<Shortfall> {
        self.shortfalls_within(school, (0, NONE), at)
    }

    /// All shortfalls of a round, oldest first.
    pub fn shortfalls_of_round(&self, round: RoundId, at: Size) -> impl Iterator<Item = Shortfall> {
        let limit = self.limit(at);
        let round = self.ids.rounds.get(round);
        let rows = self.guarantee.rows.iter().take_while(move |row| row.position < limit);
        rows.filter(move |row| Some(row.round) == round)
            .map(move |row| self.shortfall_of(row, limit))
    }

    /// The reminders of the duty that an event brought, in order.
    #[must_use]
    pub fn reminders(&self, of: Position, at: Size) -> Vec<Reminder> {
        let limit = self.limit(at);
        let rows = self.guarantee.reminded.get(&stored(of)).into_iter().flatten();
        let reminder = |row: &Reminded| Reminder {
            duty: row.duty,
            to: self.ids.staff.key(row.to),
            due: row.due,
            position: position(row.position),
        };
        rows.filter(|row| row.position < limit).map(reminder).collect()
    }

    /// The events that came of a shortfall, in order: where it followed, answers, what lifted it. Reminders
    /// are told by [`Facts::reminders`].
    #[must_use]
    pub fn came_of(&self, found: Position, at: Size) -> Vec<Position> {
        let limit = self.limit(at);
        let Some(index) = self.guarantee.found_by(stored(found)) else { return Vec::new() };
        let after = self.guarantee.after(&self.guarantee.rows[index], limit);
        let mut came: Vec<Position> = after.map(|after| position(after.position)).collect();
        came.reverse();
        came
    }

    /// The shortfalls found in a round, in short, in order of position.
    pub(crate) fn shortfalls_in_short(
        &self,
        round: u32,
        limit: u32,
    ) -> impl Iterator<Item = InShort> {
        let rows = self.guarantee.rows.iter().take_while(move |row| row.position < limit);
        rows.filter(move |row| row.round == round).map(move |row| {
            let mut short = InShort {
                position: row.position,
                school: row.school,
                answered: None,
                lifted: None,
            };
            let mut followed = None;
            for after in self.guarantee.after(row, limit) {
                match after.came {
                    Came::Followed(to) => _ = followed.get_or_insert(to),
                    Came::Answered(..) => _ = short.answered.get_or_insert(after.position),
                    Came::Lifted(_) => short.lifted = Some(after.position),
                }
            }
            short.school = followed.unwrap_or(short.school);
            short
        })
    }

    /// Where the shortfalls below a version of a commitment were found, in order.
    pub(crate) fn shortfalls_below(
        &self,
        commitment: CommitmentId,
        version: Option<u16>,
        limit: u32,
    ) -> impl Iterator<Item = Position> {
        let is_meant = |promise: &Promise| {
            promise.commitment == commitment && Some(promise.version) == version
        };
        let meant: Vec<bool> = self.guarantee.promises.keys().iter().map(is_meant).collect();
        let rows = self.guarantee.rows.iter().take_while(move |row| row.position < limit);
        rows.filter(move |row| meant[row.promise as usize]).map(|row| position(row.position))
    }

    /// Pupils with a shortfall that waits for an answer, by id.
    pub(crate) fn pupils_with_open_shortfalls(&self, at: Size) -> BTreeSet<PupilId> {
        let limit = self.limit(at);
        let rows = self.guarantee.rows.iter().take_while(|row| row.position < limit);
        let open = rows.filter(|row| {
            let mut after = self.guarantee.after(row, limit);
            after.all(|after| matches!(after.came, Came::Followed(_)))
        });
        open.map(|row| self.ids.pupils.key(row.pupil)).collect()
    }

    /// The pupils with rows of a round at a school unit, found there or followed there.
    pub(crate) fn pupils_falling_short(
        &self,
        round: u32,
        school: u32,
        limit: u32,
    ) -> impl Iterator<Item = u32> {
        let rows = self.guarantee.by_place.get(&(school, round)).into_iter().flatten();
        let rows = rows.map(|index| &self.guarantee.rows[*index as usize]);
        rows.filter(move |row| row.position < limit).map(|row| row.pupil)
    }

    fn shortfalls_within(
        &self,
        school: SchoolUnitCode,
        (first, last): (u32, u32),
        at: Size,
    ) -> Vec<Shortfall> {
        let Some(number) = self.ids.schools.get(school) else { return Vec::new() };
        let limit = self.limit(at);
        let places = self.guarantee.by_place.range((number, first)..=(number, last));
        let rows = places.flat_map(|(_, rows)| rows);
        let rows = rows.map(|index| &self.guarantee.rows[*index as usize]);
        let mut found: Vec<Shortfall> = rows
            .filter(|row| row.position < limit)
            .map(|row| self.shortfall_of(row, limit))
            .filter(|shortfall| shortfall.school == school)
            .collect();
        found.sort_unstable_by_key(|shortfall| shortfall.position);
        found
    }

    fn shortfall_of(&self, row: &Row, limit: u32) -> Shortfall {
        let ids = &self.ids;
        let (mut school, mut answer, mut lifted) = (None, None, None);
        for after in self.guarantee.after(row, limit) {
            let position = position(after.position);
            match after.came {
                Came::Followed(to) => _ = school.get_or_insert(to),
                Came::Answered(given, staff) => {
                    let staff = (staff != NONE).then(|| ids.staff.key(staff));
                    answer.get_or_insert(GivenAnswer { answer: given, staff, position });
                }
                Came::Lifted(why) => lifted = Some(LiftedBy { why, position }),
            }
        }
        let state = match (&answer, &lifted) {
            (_, Some(_)) => ShortfallState::Lifted,
            (Some(_), None) => ShortfallState::Answered,
            (None, None) => ShortfallState::Open,
        };
        let found = position(row.position);
        let at = Size(u64::from(limit));
        let mut reminders = self.reminders(found, at);
        reminders.retain(|reminder| reminder.duty == Duty::Answer);
        Shortfall {
            position: found,
            pupil: ids.pupils.key(row.pupil),
            school: ids.schools.key(school.unwrap_or(row.school)),
            found_at: ids.schools.key(row.school),
            class: (row.class != NONE).then(|| self.guarantee.classes.key(row.class)),
            round: ids.rounds.key(row.round),
            promise: self.guarantee.promises.key(row.promise),
            lack: match row.lack {
                LackRow::Below(at) => Lack::Below { assessed: position(at) },
                LackRow::NotAssessed(at) => Lack::NotAssessed { recorded: position(at) },
                LackRow::Missing => Lack::Missing,
            },
            answer_by: row.answer_by,
            state,
            answer,
            lifted,
            reminders,
        }
    }
}

//! What becomes of each row: whose it is, whether it can be recorded, and what holds its class back.

use std::collections::BTreeMap;

use domain::assessment::Outcome;
use domain::calendar::Day;
use domain::id::PupilId;
use serde::Serialize;

use super::error::CellFault;
use super::groups::{Groups, group_key};
use super::names::{akin, name_key};
use super::roster::{Placement, Recorded, Roster};
use super::row::{Row, Value};
use crate::Unavailable;

/// Whether a class is all or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whole {
    /// One row that cannot be recorded holds its class back.
    #[default]
    AllOrNothing,
    /// Rows that can be recorded are, whatever the others.
    RowByRow,
}

/// What was found of a row. JSON shows neither name nor comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// To be recorded.
    Matched {
        /// The pupil.
        pupil: PupilId,
        /// Where the pupil is.
        placement: Placement,
        /// The value.
        outcome: Outcome,
        /// The day of the assessment, where the row gives one.
        on: Option<Day>,
        /// It replaces a value that was typed before and is not signed off.
        replaces: bool,
        /// Something to look at.
        notice: Option<Notice>,
    },
    /// The same value is already recorded.
    AlreadyRecorded {
        /// The pupil.
        pupil: PupilId,
    },
    /// The same pupil with the same value stands above.
    Repeated {
        /// The row it repeats: its place among the rows, from 0.
        of: usize,
    },
    /// Neither value nor reason: nothing to record yet.
    Blank,
    /// No pupil, or more than one.
    Unmatched {
        /// Why.
        reason: UnmatchedReason,
    },
    /// It contradicts something.
    Conflicting {
        /// What.
        reason: ConflictReason,
    },
    /// A cell cannot be read.
    Faulty {
        /// Every such cell.
        faults: Vec<CellFault>,
    },
}

impl Status {
    /// Whether such a row holds its class back.
    #[must_use]
    pub const fn hinders(&self) -> bool {
        matches!(self, Self::Unmatched { .. } | Self::Conflicting { .. } | Self::Faulty { .. })
    }
}

/// Something to look at that hinders nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The list has the pupil in another class than the record has at the round.
    OtherClass,
}

/// Why a row has no pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmatchedReason {
    /// Nobody has this civic number.
    CivicNumberUnknown,
    /// Nobody in the class has this name. (Protected registration: give the civic number.)
    NameUnknown,
    /// Several have it: the civic number is needed.
    NameAmbiguous,
    /// The pupil is not enrolled at the round.
    NotEnrolled,
}

/// What a row contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictReason {
    /// The same pupil stands in the file with different values.
    TwoValues,
    /// Another value is recorded and the class is signed off: a correction needs a reason.
    SignedOff,
    /// The civic number is one pupil's and the name another's.
    NameOfAnother,
}

/// What happened to one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// The row's place among the rows given, from 0.
    pub index: usize,
    /// The sheet.
    pub sheet: String,
    /// The row as seen, counted from 1.
    pub row: u32,
    /// What its group is called: as [`GroupReport::group`].
    pub group: String,
    /// Its group's place in [`Report::groups`].
    #[serde(skip)]
    pub group_index: usize,
    /// What was found.
    #[serde(flatten)]
    pub status: Status,
    /// It could be recorded, but its class is held back.
    pub held_back: bool,
}

/// What happened to one group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct GroupReport {
    /// The class as first written, or the sheet where the rows name no class. A text that is not the
    /// name of a class the record knows may be anything, a pupil's name too, and is never shown: the
    /// group is then called "?" and where it begins, "? (Sheet1 row 7)".
    pub group: String,
    /// Rows to be recorded (none of them, where it is held back).
    pub matched: usize,
    /// Rows already recorded or repeated.
    pub already_recorded: usize,
    /// Rows without value.
    pub blank: usize,
    /// Rows without pupil.
    pub unmatched: usize,
    /// Rows that contradict something.
    pub conflicting: usize,
    /// Rows with a cell that cannot be read.
    pub faulty: usize,
    /// Nothing of it is recorded.
    pub held_back: bool,
}

/// What happened to every row and group, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// The rows.
    pub rows: Vec<RowReport>,
    /// The groups.
    pub groups: Vec<GroupReport>,
}

impl Report {
    /// The rows to be recorded.
    pub fn accepted(&self) -> impl Iterator<Item = &RowReport> {
        let matched = |row: &&RowReport| matches!(row.status, Status::Matched { .. });
        self.rows.iter().filter(matched).filter(|row| !row.held_back)
    }

    /// The rows to be recorded, group by group: those of a group belong in one append.
    pub fn accepted_by_group(&self) -> impl Iterator<Item = (&GroupReport, Vec<&RowReport>)> {
        let mut rows: Vec<Vec<&RowReport>> = vec![Vec::new(); self.groups.len()];
        for row in self.accepted() {
            rows[row.group_index].push(row);
        }
        self.groups.iter().zip(rows).filter(|(_, rows)| !rows.is_empty())
    }
}

/// Matches rows with pupils and says what becomes of each.
///
/// A row with a civic number is matched by it alone, and its name, if any, must be akin to the pupil's;
/// a row without is matched by name within its class.
pub fn match_rows(rows: &[Row], roster: &dyn Roster, whole: Whole) -> Result<Report, Unavailable> {
    let groups = Groups::of(rows, roster)?;
    let named = |name: &String| GroupReport { group: name.clone(), ..GroupReport::default() };
    let mut report = Report {
        rows: Vec::with_capacity(rows.len()),
        groups: groups.names.iter().map(named).collect(),
    };
    for ((index, row), group_index) in rows.iter().enumerate().zip(groups.of_rows) {
        report.rows.push(RowReport {
            index,
            sheet: row.sheet.clone(),
            row: row.number,
            group: groups.names[group_index].clone(),
            group_index,
            status: status(row, roster)?,
            held_back: false,
        });
    }
    compare_within(&mut report.rows, rows);
    sum_up(&mut report, whole);
    Ok(report)
}

fn status(row: &Row, roster: &dyn Roster) -> Result<Status, Unavailable> {
    let faults = row.faults();
    if !faults.is_empty() {
        return Ok(Status::Faulty { faults });
    }
    let pupil = match find(row, roster)? {
        Ok(pupil) => pupil,
        Err(status) => return Ok(status),
    };
    let Some(placement) = roster.placement(pupil)? else {
        return Ok(Status::Unmatched { reason: UnmatchedReason::NotEnrolled });
    };
    let outcome = match row.value {
        Ok(Value::Point(point)) => Outcome::Point(point),
        Ok(Value::NotAssessed(reason)) => Outcome::NotAssessed(reason),
        Ok(Value::Blank) | Err(_) => return Ok(Status::Blank),
    };
    let recorded = roster.recorded(pupil)?;
    Ok(match recorded {
        Some(recorded) if recorded.outcome == outcome => Status::AlreadyRecorded { pupil },
        Some(Recorded { signed_off: true, .. }) => {
            Status::Conflicting { reason: ConflictReason::SignedOff }
        }
        earlier => {
            let class = group_key(&row.class);
            let elsewhere = !class.is_empty() && class != group_key(&placement.class_name);
            let on = row.on.and_then(Result::ok);
            let notice = elsewhere.then_some(Notice::OtherClass);
            Status::Matched { pupil, placement, outcome, on, replaces: earlier.is_some(), notice }
        }
    })
}

/// The pupil of a row, or why there is none.
fn find(row: &Row, roster: &dyn Roster) -> Result<Result<PupilId, Status>, Unavailable> {
    let unmatched = |reason| Ok(Err(Status::Unmatched { reason }));
    let name = name_key(&row.name);
    if let Some(Ok(civic)) = &row.civic {
        let Some(pupil) = roster.by_civic(civic)? else {
            return unmatched(UnmatchedReason::CivicNumberUnknown);
        };
        let known = roster.name_of(pupil)?;
        let other = !name.is_empty() && known.is_some_and(|known| !akin(&known, &name));
        let conflict = Status::Conflicting { reason: ConflictReason::NameOfAnother };
        return Ok(if other { Err(conflict) } else { Ok(pupil) });
    }
    match roster.by_name(&row.class, &name)?.as_slice() {
        [pupil] => Ok(Ok(*pupil)),
        [] => unmatched(UnmatchedReason::NameUnknown),
        _ => unmatched(UnmatchedReason::NameAmbiguous),
    }
}

/// The same pupil twice: the same value repeats the first row, another contradicts it (both do).
fn compare_within(reports: &mut [RowReport], rows: &[Row]) {
    let mut first: BTreeMap<PupilId, usize> = BTreeMap::new();
    for index in 0..reports.len() {
        let pupil = match &reports[index].status {
            Status::Matched { pupil, .. } | Status::AlreadyRecorded { pupil } => *pupil,
            _ => continue,
        };
        let Some(earlier) = first.get(&pupil).copied() else {
            first.insert(pupil, index);
            continue;
        };
        if rows[earlier].value == rows[index].value {
            reports[index].status = Status::Repeated { of: earlier };
        } else {
            let status = Status::Conflicting { reason: ConflictReason::TwoValues };
            reports[earlier].status = status.clone();
            reports[index].status = status;
        }
    }
}

fn sum_up(report: &mut Report, whole: Whole) {
    for row in &report.rows {
        let group = &mut report.groups[row.group_index];
        match row.status {
            Status::Matched { .. } => group.matched += 1,
            Status::AlreadyRecorded { .. } | Status::Repeated { .. } => group.already_recorded += 1,
            Status::Blank => group.blank += 1,
            Status::Unmatched { .. } => group.unmatched += 1,
            Status::Conflicting { .. } => group.conflicting += 1,
            Status::Faulty { .. } => group.faulty += 1,
        }
        group.held_back |= whole == Whole::AllOrNothing && row.status.hinders();
    }
    for row in &mut report.rows {
        let held = report.groups[row.group_index].held_back;
        row.held_back = held && matches!(row.status, Status::Matched { .. });
    }
    for group in report.groups.iter_mut().filter(|group| group.held_back) {
        group.matched = 0;
    }
}

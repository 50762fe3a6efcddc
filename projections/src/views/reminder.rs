//! Who is reminded by mail of what waits, and how much: a number and nothing else.
//!
//! Everyone with something to do is told once a week, on its first school day; in the last week before a
//! round is to be submitted, those with something left of that round are told every school day.

use domain::calendar::{Calendar, Day};
use domain::id::{RoundId, Size, StaffId};
use serde::Serialize;

use super::todo::{TodoItem, TodoKind, TodoState, todo};
use crate::Facts;

/// How many days a round's last week has, the day of submission among them.
const LAST_DAYS: i32 = 7;

/// Why someone is told on this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// The first school day of a week.
    Weekly,
    /// The last week before a round is to be submitted, where something of it is left.
    Daily,
}

/// What someone is told: how much waits. No pupil, class or result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Reminder {
    /// Who.
    pub staff: StaffId,
    /// Why today.
    pub rhythm: Rhythm,
    /// Things that wait.
    pub waiting: u32,
    /// Of them, those that are late.
    pub late: u32,
}

/// What a day is to reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderDay {
    day: Day,
    at: Size,
    weekly: bool,
    /// Rounds in their last week.
    closing: Vec<RoundId>,
}

impl ReminderDay {
    /// The day as of a size; none where nobody is told anything: no school day, or neither the first of a
    /// week nor in a round's last week.
    #[must_use]
    pub fn new(facts: &Facts, day: Day, at: Size) -> Option<Self> {
        let calendar = facts.calendar(at);
        if !calendar.is_school_day(day) {
            return None;
        }
        let closing = facts.rounds(at).into_iter().filter(|round| is_closing(round.submit_by, day));
        let closing: Vec<RoundId> = closing.map(|round| round.round).collect();
        let weekly = is_first_of_week(&calendar, day);
        (weekly || !closing.is_empty()).then_some(Self { day, at, weekly, closing })
    }

    /// What a member of staff is told on this day; none where nothing waits.
    #[must_use]
    pub fn of(&self, facts: &Facts, staff: StaffId) -> Option<Reminder> {
        if !facts.staff_member(staff, self.day, self.at)?.engaged {
            return None;
        }
        let items = todo(facts, staff, self.day, self.at).items;
        let rhythm = self.rhythm(&items)?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let late = items.iter().filter(|item| item.state == TodoState::Late).count();
        Some(Reminder { staff, rhythm, waiting: count(items.len()), late: count(late) })
    }

    fn rhythm(&self, items: &[TodoItem]) -> Option<Rhythm> {
        if items.iter().any(|item| self.is_of_closing(item)) {
            return Some(Rhythm::Daily);
        }
        (self.weekly && !items.is_empty()).then_some(Rhythm::Weekly)
    }

    fn is_of_closing(&self, item: &TodoItem) -> bool {
        use TodoKind::{AssessClass, SignOffClass, SubmitRound};
        matches!(item.kind, AssessClass | SignOffClass | SubmitRound)
            && item.about.round.is_some_and(|round| self.closing.contains(&round))
    }
}

fn is_closing(submit_by: Day, day: Day) -> bool {
    day <= submit_by && submit_by < day.plus(LAST_DAYS)
}

/// A week begins on the day after its weekend.
fn is_first_of_week(calendar: &Calendar, day: Day) -> bool {
    let back = (0..7).map(|days| day.plus(-days));
    let monday = back.into_iter().find(|day| !day.is_weekend() && day.plus(-1).is_weekend());
    monday.is_some_and(|monday| calendar.school_day_from(monday) == day)
}

/// What everyone is told on a day, in order of id.
#[must_use]
pub fn reminders(facts: &Facts, day: Day, at: Size) -> Vec<Reminder> {
    let Some(today) = ReminderDay::new(facts, day, at) else { return Vec::new() };
    let staff = facts.staff(day, at).into_iter();
    staff.filter_map(|member| today.of(facts, member.staff)).collect()
}

//! The times that the Local Government Act (2017:725) sets. Lateness is shown, never refused.

use crate::calendar::Day;

/// The last day to approve the minutes of a meeting: within 14 days (ch. 5 s. 69, ch. 6 s. 35).
#[must_use]
pub fn minutes_due(meeting: Day) -> Day {
    meeting.plus(14)
}

/// The last day to announce approved minutes: the second day after (ch. 8 s. 12).
#[must_use]
pub fn announcement_due(approved: Day) -> Day {
    approved.plus(2)
}

/// The last day to appeal: three weeks from the day of the announcement (ch. 13 s. 5).
///
/// Where it is a Saturday, a Sunday or a holiday, the time runs to the next working day (Act 1930:173);
/// who takes an appeal as late decides that, not this day.
#[must_use]
pub fn appeal_time_ends(announced: Day) -> Day {
    announced.plus(21)
}

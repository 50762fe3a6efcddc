//! Events as they were first recorded. Frozen: what is in a record is read by these.

use serde::Deserialize;

use crate::action_programme;
use crate::calendar::Day;
use crate::id::{Position, ProgrammeId, PupilId, SchoolUnitCode, StaffId};
use crate::personal::{FreeText, Personal};

/// [`action_programme::InvestigationOpened`] before an opening said its day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct InvestigationOpened {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// Who investigates.
    pub lead: StaffId,
    /// The last day of the local service goal; the law says promptly.
    pub conclude_by: Day,
}

impl From<InvestigationOpened> for action_programme::InvestigationOpened {
    fn from(old: InvestigationOpened) -> Self {
        let InvestigationOpened { programme, pupil, school, lead, conclude_by } = old;
        Self { programme, pupil, school, lead, conclude_by, on: None }
    }
}

/// [`action_programme::SlipCorrected`] before a correction said its day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SlipCorrected {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The decision.
    pub decision: Position,
    /// What is read instead of what (sealed).
    pub correction: Personal<FreeText>,
}

impl From<SlipCorrected> for action_programme::SlipCorrected {
    fn from(old: SlipCorrected) -> Self {
        let SlipCorrected { programme, pupil, school, decision, correction } = old;
        Self { programme, pupil, school, decision, correction, on: None }
    }
}

/// [`action_programme::AppealTimelinessDecided`] before it said its day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AppealTimelinessDecided {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The appeal.
    pub appeal: Position,
    /// Whether it came in time.
    pub in_time: bool,
    /// The reasons (sealed).
    pub reasons: Personal<FreeText>,
}

impl From<AppealTimelinessDecided> for action_programme::AppealTimelinessDecided {
    fn from(old: AppealTimelinessDecided) -> Self {
        let AppealTimelinessDecided { programme, pupil, school, appeal, in_time, reasons } = old;
        Self { programme, pupil, school, appeal, in_time, reasons, on: None }
    }
}

//! Events as they were first recorded. Frozen: what is in a record is read by these.

use serde::Deserialize;

use crate::calendar::Day;
use crate::committee;
use crate::id::{CommitteeId, ReportId};

/// [`committee::ReportDelivered`] before it named the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReportDelivered {
    /// The report.
    pub report: ReportId,
    /// To whom.
    pub committee: CommitteeId,
    /// The day it happened.
    pub on: Day,
}

impl From<ReportDelivered> for committee::ReportDelivered {
    fn from(old: ReportDelivered) -> Self {
        let ReportDelivered { report, committee, on } = old;
        Self { report, committee, on, pdf: None }
    }
}

//! The routes of reports and accounts as files.

use axum::routing::get;
use insyn_app::access::Kind;
use insyn_app::access::Opens::{self, Sees};

use super::{Operation, Route, reads};
use crate::papers;

/// Reports and accounts as files.
pub(super) fn files() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/schools/{school}/rounds/{round}/account/pdf",
            file(
                Sees(&[Kind::Accounts]),
                "getSchoolAccountPdf",
                "A school unit's account, live, as a PDF (application/pdf); 501 where the server has no typesetter."
            ),
            get(papers::account_pdf)
        ),
        route!(
            "/api/v1/schools/{school}/rounds/{round}/account/xlsx",
            file(
                Sees(&[Kind::Accounts]),
                "getSchoolAccountWorkbook",
                "A school unit's account, live, as a workbook (xlsx)."
            ),
            get(papers::account_workbook)
        ),
        route!(
            "/api/v1/committees/{committee}/rounds/{round}/report/pdf",
            file(
                Sees(&[Kind::Reports]),
                "getCommitteeReportPdf",
                "A committee's report, live, as a PDF (application/pdf); 501 where the server has no typesetter."
            ),
            get(papers::live_pdf)
        ),
        route!(
            "/api/v1/committees/{committee}/rounds/{round}/report/xlsx",
            file(
                Sees(&[Kind::Reports]),
                "getCommitteeReportWorkbook",
                "A committee's report, live, as a workbook (xlsx)."
            ),
            get(papers::live_workbook)
        ),
        route!(
            "/api/v1/reports/{report}/pdf",
            file(
                Sees(&[Kind::Reports, Kind::DeliveredReports]),
                "getReportPdf",
                "A report as it is stored, as a PDF (application/pdf); 501 where the server has no typesetter."
            ),
            get(papers::report_pdf)
        ),
        route!(
            "/api/v1/reports/{report}/xlsx",
            file(
                Sees(&[Kind::Reports, Kind::DeliveredReports]),
                "getReportWorkbook",
                "A report as it is stored, as a workbook (xlsx)."
            ),
            get(papers::report_workbook)
        ),
    ]
}

/// A read of a file: what it holds is described by its kind.
fn file(opens: Opens, id: &'static str, summary: &'static str) -> Vec<Operation> {
    let mut operations = reads::<()>(opens, id, summary, &[]);
    operations.iter_mut().for_each(|operation| operation.answer = None);
    operations
}

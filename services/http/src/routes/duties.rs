//! The routes of the duties of the field, of what stands open to all, and of reports and accounts.

use axum::routing::{get, post};
use insyn_app::access::Kind;
use insyn_app::access::Opens::{self, Does, Sees};
use insyn_app::documents::ReportAgain;
use projections::{
    CommitmentHistory, Competence, Decisions, DialogueCoverage, GuaranteeBoard, Knowledge,
    MeasureRow, Measures, OwnAgreement, Programme, Programmes, Seminar, Seminars, Support, Todo,
};

use super::{AS_OF, Operation, Parameter, Route, of, reads};
use crate::reports::LiveDocument;
use crate::{commands, duties, open, reports};

const ROUND: Parameter = Parameter {
    name: "round",
    about: "One round, as 2025-26:september; all rounds where it is left out.",
};
const SCHOOL: Parameter = Parameter {
    name: "school",
    about: "The school unit whose classes are told to whose parents it has not been explained.",
};

/// What each person and school unit has to do.
pub(super) fn of_schools() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/staff/{staff}/to-do",
            reads::<Todo>(
                Sees(&[Kind::OwnMatters]),
                "getToDo",
                "What the reader has to do: late, soon, next.",
                &[AS_OF]
            ),
            get(duties::todo)
        ),
        route!(
            "/api/v1/schools/{school}/guarantee",
            reads::<GuaranteeBoard>(
                Sees(&[Kind::Guarantee, Kind::Pupils]),
                "getGuaranteeBoard",
                "A school unit's shortfalls and their answers; of an assessor the own classes'.",
                &[AS_OF, ROUND]
            ),
            get(duties::guarantee)
        ),
        route!(
            "/api/v1/schools/{school}/rounds/{round}/dialogue-coverage",
            reads::<DialogueCoverage>(
                Sees(&[Kind::DialogueCoverage]),
                "getDialogueCoverage",
                "To how many the assessment has been explained, class by class.",
                &[AS_OF]
            ),
            get(duties::dialogue)
        ),
        route!(
            "/api/v1/schools/{school}/programmes",
            reads::<Programmes>(
                Sees(&[Kind::ProgrammesOfSchool]),
                "listProgrammes",
                "A school unit's cases, newest first.",
                &[AS_OF]
            ),
            get(duties::programmes)
        ),
        route!(
            "/api/v1/programmes/{programme}",
            reads::<Programme>(
                Sees(&[Kind::Programmes]),
                "getProgramme",
                "A case of an action programme.",
                &[AS_OF]
            ),
            get(duties::programme)
        ),
    ]
}

/// What is done about it, and whether it works.
pub(super) fn of_measures() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/schools/{school}/measures",
            reads::<Measures>(
                Sees(&[Kind::Measures]),
                "listMeasures",
                "A school unit's measures, newest first.",
                &[AS_OF]
            ),
            get(duties::measures)
        ),
        route!(
            "/api/v1/measures/{measure}",
            reads::<MeasureRow>(
                Sees(&[Kind::Measures]),
                "getMeasure",
                "A measure with its effect.",
                &[AS_OF]
            ),
            get(duties::measure)
        ),
    ]
}

/// What makes the staff able to carry the duties.
pub(super) fn of_staff() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/seminars",
            reads::<Seminars>(
                Sees(&[Kind::Seminars]),
                "listSeminars",
                "The seminars and their agreement.",
                &[AS_OF]
            ),
            get(duties::seminars)
        ),
        route!(
            "/api/v1/seminars/{seminar}",
            reads::<Seminar>(
                Sees(&[Kind::Seminars]),
                "getSeminar",
                "A seminar; of ratings before the reveal the reader's own only.",
                &[AS_OF]
            ),
            get(duties::seminar)
        ),
        route!(
            "/api/v1/staff/{staff}/agreement",
            reads::<OwnAgreement>(
                Sees(&[Kind::OwnMatters]),
                "getOwnAgreement",
                "The reader's own agreement figures; nobody else's.",
                &[AS_OF]
            ),
            get(duties::own_agreement)
        ),
        route!(
            "/api/v1/schools/{school}/support",
            reads::<Support>(
                Sees(&[Kind::Support]),
                "getSupport",
                "Coaching, support and development, acts of leadership, conditions.",
                &[AS_OF]
            ),
            get(duties::support)
        ),
        route!(
            "/api/v1/schools/{school}/competence",
            reads::<Competence>(
                Sees(&[Kind::Competence]),
                "getCompetence",
                "Knowledge required, training, authorisations and what is lacking.",
                &[AS_OF]
            ),
            get(duties::competence)
        ),
    ]
}

/// What stands open to all.
pub(super) fn open_to_all() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/knowledge",
            reads::<Knowledge>(
                Sees(&[Kind::Public]),
                "getKnowledge",
                "The knowledge rights and the description of the assessment system.",
                &[AS_OF]
            ),
            get(open::knowledge)
        ),
        route!(
            "/api/v1/commitments",
            reads::<Vec<open::CommitmentRow>>(
                Sees(&[Kind::Public]),
                "listCommitments",
                "The commitments in short.",
                &[AS_OF]
            ),
            get(open::commitments)
        ),
        route!(
            "/api/v1/commitments/{commitment}",
            reads::<CommitmentHistory>(
                Sees(&[Kind::Public]),
                "getCommitment",
                "A commitment's history; what came of it for those who see the figures.",
                &[AS_OF, SCHOOL]
            ),
            get(open::commitment)
        ),
        route!(
            "/api/v1/decisions",
            reads::<Decisions>(
                Sees(&[Kind::Public]),
                "listDecisions",
                "The committees' decisions and the public debates, newest first.",
                &[AS_OF]
            ),
            get(open::decisions)
        ),
    ]
}

/// Reports and accounts.
pub(super) fn documents() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/schools/{school}/rounds/{round}/account",
            reads::<LiveDocument>(
                Sees(&[Kind::Accounts]),
                "getSchoolAccount",
                "A school unit's account, live.",
                &[AS_OF]
            ),
            get(reports::account)
        ),
        route!(
            "/api/v1/committees/{committee}/rounds/{round}/report",
            reads::<LiveDocument>(
                Sees(&[Kind::Reports]),
                "getCommitteeReport",
                "A committee's report, live.",
                &[AS_OF]
            ),
            get(reports::live)
        ),
        route!(
            "/api/v1/reports/{report}",
            reads::<ReportAgain>(
                Sees(&[Kind::Reports, Kind::DeliveredReports]),
                "getReport",
                "A report exactly as it was made, its check, and what it would say now.",
                &[]
            ),
            get(reports::again)
        ),
        route!(
            "/api/v1/reports",
            vec![makes::<reports::Prepared>(
                Does(&[("committee", "prepare")]),
                "createReport",
                "Prepares a report on the state of this moment.",
                of::<reports::NewReport>
            )],
            post(reports::prepare)
        ),
        route!(
            "/api/v1/accounts",
            vec![makes::<commands::Receipt>(
                Does(&[("committee", "deliver_account")]),
                "createAccount",
                "Delivers a school unit its account on the state of this moment.",
                of::<reports::NewAccount>
            )],
            post(reports::deliver_account)
        ),
    ]
}

fn makes<T: schemars::JsonSchema>(
    opens: Opens,
    id: &'static str,
    summary: &'static str,
    body: super::SchemaOf,
) -> Operation {
    Operation {
        method: "post",
        id,
        summary,
        query: &[],
        idempotent: true,
        opens,
        body: Some(body),
        success: &[201, 200],
        answer: Some(of::<T>),
    }
}

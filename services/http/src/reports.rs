//! Committee reports and school accounts: live, and as documents that stand for ever.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::calendar::Day;
use domain::id::{CommitteeId, ReportId, RoundId, SchoolUnitCode, Size};
use insyn_app::Outcome;
use insyn_app::access::Sight;
use insyn_app::documents::{AccountAsked, DocumentError, ReportAsked};
use insyn_app::site::Site;
use projections::disclosure::SuppressionRule;
use projections::views::report::RestsOn;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::{Receipt, idempotency_key};
use crate::duties::reader;
use crate::problem::Problem;
use crate::viewer::{Query, Viewer};
use crate::views::{AsOfQuery, Asked, must_see, parse, resolve, view};

/// A report to be prepared on the state of this moment.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct NewReport {
    /// To whom.
    committee: CommitteeId,
    /// The round it speaks of.
    round: RoundId,
    /// What it is called. Public.
    title: String,
    /// What the committee is asked to decide. Public.
    #[serde(default)]
    asks: Vec<String>,
}

/// A school account to be delivered on the state of this moment.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct NewAccount {
    /// The school unit.
    school: SchoolUnitCode,
    /// The round it speaks of.
    round: RoundId,
}

/// How small numbers are treated in a document.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "says what the document's JSON holds")]
pub(crate) struct Disclosure {
    /// The way it is protected, with its version.
    protection: String,
    /// The rule for groups.
    rule: SuppressionRule,
    /// The state of the record that the round's figures were released at; none: they are not released.
    released: Option<Size>,
}

/// A committee's report, or a school unit's account, live. Every count of pupils is a number or the mark that
/// stands in its place (`".."`, `"."`, `"~100"`, `"~0"`), every share is in permille or such a mark. Without
/// `disclosure` it is an account for those who see the pupils, and its counts are as they are.
#[derive(Debug, JsonSchema)]
#[schemars(extend("additionalProperties" = true))]
#[expect(dead_code, reason = "says what the document's JSON holds")]
pub(crate) struct LiveDocument {
    /// The committee's or the school unit's name.
    name: String,
    /// The round.
    round: RoundId,
    /// Its census date.
    census_date: Day,
    /// What it rests on.
    basis: RestsOn,
    /// How small numbers are treated.
    disclosure: Option<Disclosure>,
}

/// The report that was prepared.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Prepared {
    /// The report.
    report: ReportId,
    /// What the request came to.
    #[serde(flatten)]
    receipt: Receipt,
}

pub(crate) async fn account(
    (State(site), Viewer(viewer), headers): Asked,
    Path((school, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (school, round): (SchoolUnitCode, RoundId) = (parse(&school)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Account(school))?;
    let found = reader(&site, &facts, Some(viewer)).account(&site.app, school, round, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn live(
    (State(site), Viewer(viewer), headers): Asked,
    Path((committee, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (committee, round): (CommitteeId, RoundId) = (parse(&committee)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Report(committee))?;
    let found = reader(&site, &facts, Some(viewer)).report(&site.app, committee, round, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn again(
    (State(site), Viewer(viewer), headers): Asked,
    Path(report): Path<String>,
) -> Result<Response, Problem> {
    let report: ReportId = parse(&report)?;
    let sight = site.app.sight_of_report(report)?.ok_or_else(Problem::not_found)?;
    must_see(&site, &*site.app.facts()?, viewer, sight)?;
    // Made again twice, from its basis and from the present: not on a thread that serves others.
    let app = site.app.clone();
    let again = tokio::task::spawn_blocking(move || app.report_again(report)).await;
    let again = again.map_err(|error| Problem::fault(&error))??.ok_or_else(Problem::not_found)?;
    Ok(view(&headers, again.basis.size, &again))
}

pub(crate) async fn prepare(
    State(site): State<Arc<Site>>,
    Viewer(actor): Viewer,
    headers: HeaderMap,
    body: Result<Json<NewReport>, JsonRejection>,
) -> Result<Response, Problem> {
    let command_id = idempotency_key(&headers)?;
    let Json(NewReport { committee, round, title, asks }) =
        body.map_err(|_| Problem::bad_request("the body is not a report to prepare"))?;
    let asked = ReportAsked { command_id, actor, committee, round, title, asks };
    let app = site.app.clone();
    let prepared = tokio::task::spawn_blocking(move || app.prepare_report(&asked)).await;
    let (report, outcome) = prepared.map_err(|error| Problem::fault(&error))??;
    let receipt = Receipt::from(outcome);
    Ok((status(&outcome), Json(Prepared { report, receipt })).into_response())
}

pub(crate) async fn deliver_account(
    State(site): State<Arc<Site>>,
    Viewer(actor): Viewer,
    headers: HeaderMap,
    body: Result<Json<NewAccount>, JsonRejection>,
) -> Result<Response, Problem> {
    let command_id = idempotency_key(&headers)?;
    let Json(NewAccount { school, round }) =
        body.map_err(|_| Problem::bad_request("the body is not an account to deliver"))?;
    let asked = AccountAsked { command_id, actor, school, round };
    let app = site.app.clone();
    let delivered = tokio::task::spawn_blocking(move || app.deliver_account(&asked)).await;
    let outcome = delivered.map_err(|error| Problem::fault(&error))??;
    Ok((status(&outcome), Json(Receipt::from(outcome))).into_response())
}

fn status(outcome: &Outcome) -> StatusCode {
    if outcome.receipt.is_some() { StatusCode::CREATED } else { StatusCode::OK }
}

impl From<DocumentError> for Problem {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Handle(error) => error.into(),
            DocumentError::Facts(error) => error.into(),
            DocumentError::Read(error) => error.into(),
            DocumentError::Root(_) | DocumentError::Encode(_) | DocumentError::Unreadable(_) => {
                Self::fault(&error)
            }
        }
    }
}

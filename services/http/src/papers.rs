//! Reports and accounts as files, for the readers of the documents.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::command::Language;
use domain::id::{CommitteeId, ReportId, RoundId, SchoolUnitCode};
use domain::people::Actor;
use insyn_app::App;
use insyn_app::access::Sight;
use insyn_app::papers::{Edition, Paper};
use insyn_app::site::Site;
use insyn_app::typeset::TypesetError;
use serde_json::Value;

use crate::duties::reader;
use crate::problem::Problem;
use crate::views::{Asked, must_see, parse};

/// What is made of a paper.
#[derive(Clone, Copy)]
enum Form {
    Pdf,
    Workbook,
}

pub(crate) async fn report_pdf(asked: Asked, report: Path<String>) -> Result<Response, Problem> {
    report_in(asked, report, Form::Pdf).await
}

pub(crate) async fn report_workbook(
    asked: Asked,
    report: Path<String>,
) -> Result<Response, Problem> {
    report_in(asked, report, Form::Workbook).await
}

pub(crate) async fn live_pdf(
    asked: Asked,
    place: Path<(String, String)>,
) -> Result<Response, Problem> {
    live_in(asked, place, Form::Pdf).await
}

pub(crate) async fn live_workbook(
    asked: Asked,
    place: Path<(String, String)>,
) -> Result<Response, Problem> {
    live_in(asked, place, Form::Workbook).await
}

pub(crate) async fn account_pdf(
    asked: Asked,
    place: Path<(String, String)>,
) -> Result<Response, Problem> {
    account_in(asked, place, Form::Pdf).await
}

pub(crate) async fn account_workbook(
    asked: Asked,
    place: Path<(String, String)>,
) -> Result<Response, Problem> {
    account_in(asked, place, Form::Workbook).await
}

/// A report as it is stored.
async fn report_in(
    (State(site), viewer, _): Asked,
    Path(report): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let report: ReportId = parse(&report)?;
    let sight = site.app.sight_of_report(report)?.ok_or_else(Problem::not_found)?;
    must_see(&site, &*site.app.facts()?, viewer.0, sight)?;
    let app = site.app.clone();
    made(form, app.clone(), move || Ok(app.paper_of_report(report, Language::Sv)?)).await
}

/// What a report would say of the record as it is.
async fn live_in(
    (State(site), viewer, _): Asked,
    Path((committee, round)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let (committee, round): (CommitteeId, RoundId) = (parse(&committee)?, parse(&round)?);
    let document = {
        let facts = site.app.facts()?;
        must_see(&site, &facts, viewer.0, Sight::Report(committee))?;
        reader(&site, &facts, Some(viewer.0)).report(&site.app, committee, round, facts.size())
    };
    of_document(&site, form, document).await
}

/// What an account would say of the record as it is, to this reader.
async fn account_in(
    (State(site), viewer, _): Asked,
    Path((school, round)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let (school, round): (SchoolUnitCode, RoundId) = (parse(&school)?, parse(&round)?);
    let document = account(&site, viewer.0, school, round)?;
    of_document(&site, form, document).await
}

fn account(
    site: &Site,
    viewer: Actor,
    school: SchoolUnitCode,
    round: RoundId,
) -> Result<Option<Value>, Problem> {
    let facts = site.app.facts()?;
    must_see(site, &facts, viewer, Sight::Account(school))?;
    Ok(reader(site, &facts, Some(viewer)).account(&site.app, school, round, facts.size()))
}

async fn of_document(
    site: &Site,
    form: Form,
    document: Option<Value>,
) -> Result<Response, Problem> {
    let document = document.ok_or_else(Problem::not_found)?;
    let app = site.app.clone();
    made(form, app.clone(), move || {
        let title = document["name"].as_str().unwrap_or_default();
        let edition = Edition { title, language: Language::Sv, working_copy: true };
        Ok(Some(app.paper(&document, edition)?))
    })
    .await
}

/// The file, made where it does not hold up others.
async fn made(
    form: Form,
    app: App,
    paper: impl FnOnce() -> Result<Option<Paper>, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let make = move || {
        let paper = paper()?.ok_or_else(Problem::not_found)?;
        let bytes = match form {
            Form::Pdf => app.pdf(&paper)?,
            Form::Workbook => app.xlsx(&paper).map_err(|error| Problem::fault(&error))?,
        };
        Ok(file(form, &paper.name, bytes))
    };
    tokio::task::spawn_blocking(make).await.map_err(|error| Problem::fault(&error))?
}

fn file(form: Form, name: &str, bytes: Vec<u8>) -> Response {
    let (kind, ending) = match form {
        Form::Pdf => ("application/pdf", "pdf"),
        Form::Workbook => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    let saved = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, saved.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, bytes).into_response()
}

impl From<TypesetError> for Problem {
    fn from(error: TypesetError) -> Self {
        let (status, code) = match &error {
            TypesetError::NotInstalled => (StatusCode::NOT_IMPLEMENTED, "no_typesetter"),
            TypesetError::Busy => (StatusCode::SERVICE_UNAVAILABLE, "typesetting_busy"),
            TypesetError::TimeUp(_) | TypesetError::TooMuch => {
                (StatusCode::GATEWAY_TIMEOUT, "typesetting_long")
            }
            TypesetError::Envelope(_)
            | TypesetError::NotAccessible(_)
            | TypesetError::Failed(_)
            | TypesetError::Run(_) => return Self::fault(&error),
        };
        Self::new(status, code, &error.to_string())
    }
}

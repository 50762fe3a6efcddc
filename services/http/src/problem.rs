//! Problems as RFC 9457 has them, with stable type addresses.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::command::Language;
use insyn_app::facts::FactsError;
use insyn_app::{HandleError, trail::TrailError};
use schemars::JsonSchema;
use serde::Serialize;

/// What went wrong, for programs (`type`) and people (`title`, `detail`). Never a name, a civic number
/// or free text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// A stable address of the kind of problem: `urn:insyn:problem:round.not_open`.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in a few words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What to know about this case, in Swedish where it is the field's own answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Which command of the request, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<usize>,
}

impl Problem {
    /// A problem of this kind.
    #[must_use]
    pub fn new(status: StatusCode, code: &str, title: &str) -> Self {
        Self {
            kind: format!("urn:insyn:problem:{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: None,
            command: None,
        }
    }

    /// With something to know about this case.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in", "Nobody is signed in")
    }

    pub(crate) fn not_allowed() -> Self {
        Self::new(StatusCode::FORBIDDEN, "not_allowed", "This role may not see this")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is no such thing")
    }

    pub(crate) fn method_not_allowed() -> Self {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        Self::new(status, "method_not_allowed", "That cannot be done there")
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", "The request is not understood")
            .detail(detail)
    }

    /// A fault of ours: told in full to the log, not to the caller.
    pub(crate) fn fault(error: &dyn std::error::Error) -> Self {
        let mut causes = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            causes.push_str(": ");
            causes.push_str(&cause.to_string());
            source = cause.source();
        }
        tracing::error!(%causes, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The store failed; nothing was lost")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let busy = status == StatusCode::SERVICE_UNAVAILABLE;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if busy {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

impl From<HandleError> for Problem {
    fn from(error: HandleError) -> Self {
        let conflict = StatusCode::CONFLICT;
        let unavailable = StatusCode::SERVICE_UNAVAILABLE;
        match &error {
            HandleError::Refused { refusal, index } => {
                let code = refusal.code();
                let status =
                    if code.ends_with("not_authorised") { StatusCode::FORBIDDEN } else { conflict };
                let mut problem = Self::new(status, code, refusal.message(Language::En))
                    .detail(refusal.message(Language::Sv));
                problem.command = Some(*index);
                problem
            }
            HandleError::NotReady => Self::new(conflict, "not_ready", &error.to_string()),
            HandleError::CivicNumberTaken => {
                Self::new(conflict, "civic_number_taken", &error.to_string())
            }
            HandleError::DocumentUnfit => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::new(status, "document_unfit", &error.to_string())
            }
            HandleError::IdReused => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "id_reused", &error.to_string())
            }
            HandleError::Contended => Self::new(unavailable, "contended", &error.to_string()),
            HandleError::Busy => Self::new(unavailable, "busy", &error.to_string()),
            HandleError::Unknown => Self::new(unavailable, "unknown", &error.to_string()),
            HandleError::Document(_)
            | HandleError::Read(_)
            | HandleError::Record(_)
            | HandleError::Prepare(_)
            | HandleError::Identity(_)
            | HandleError::Append(_)
            | HandleError::Encode(_) => Self::fault(&error),
        }
    }
}

impl From<FactsError> for Problem {
    fn from(error: FactsError) -> Self {
        match &error {
            FactsError::Beyond { .. } => {
                Self::new(StatusCode::NOT_FOUND, "beyond", &error.to_string())
            }
            _ => Self::fault(&error),
        }
    }
}

impl From<TrailError> for Problem {
    fn from(error: TrailError) -> Self {
        Self::fault(&error)
    }
}

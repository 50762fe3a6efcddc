//! What keeps a page from being shown, each with its status and its page in plain words.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::command::Refusal;
use insyn_app::HandleError;
use insyn_app::facts::FactsError;
use insyn_app::names::NamesError;
use insyn_app::typeset::TypesetError;
use maud::{Markup, html};

use crate::page::Page;
use crate::text::FaultText;
use crate::visit::Visit;

/// Why a page is not shown.
#[derive(Debug)]
pub(crate) enum Fault {
    /// No session, or one that has ended.
    SignInNeeded,
    /// The viewer's role does not open this.
    Forbidden,
    /// There is no such thing, or not at the as-of point.
    NotFound,
    /// An as-of point beyond the record.
    Beyond,
    /// What was asked cannot be read: a date that is none.
    Unreadable,
    /// The field's rules say no.
    Refused(Refusal),
    /// The request stands against something else: an id used twice, a number that is taken.
    Conflict,
    /// Too much to do just now; the same again in a moment.
    Busy,
    /// Whether it was recorded is not known.
    Unknown,
    /// The program that typesets documents is not on this server.
    NoTypesetter,
    /// Others' documents are being typeset.
    TypesetBusy,
    /// The document takes too long, or too much, to typeset.
    TypesetLong,
    /// A fault of ours. What it was stands in the program's log, not on the page.
    Internal,
}

impl From<FactsError> for Fault {
    fn from(error: FactsError) -> Self {
        if matches!(error, FactsError::Beyond { .. }) {
            return Self::Beyond;
        }
        tracing::error!(error = &error as &dyn std::error::Error, "facts could not be had");
        Self::Internal
    }
}

impl From<NamesError> for Fault {
    fn from(error: NamesError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "names could not be had");
        Self::Internal
    }
}

impl From<HandleError> for Fault {
    fn from(error: HandleError) -> Self {
        match error {
            HandleError::Refused { refusal, .. } => Self::Refused(refusal),
            HandleError::NotReady
            | HandleError::CivicNumberTaken
            | HandleError::DocumentUnfit
            | HandleError::IdReused => Self::Conflict,
            HandleError::Contended | HandleError::Busy => Self::Busy,
            HandleError::Unknown => Self::Unknown,
            HandleError::Document(_)
            | HandleError::Read(_)
            | HandleError::Record(_)
            | HandleError::Prepare(_)
            | HandleError::Identity(_)
            | HandleError::Append(_)
            | HandleError::Encode(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a command failed");
                Self::Internal
            }
        }
    }
}

impl From<TypesetError> for Fault {
    fn from(error: TypesetError) -> Self {
        match error {
            TypesetError::NotInstalled => Self::NoTypesetter,
            TypesetError::Busy => Self::TypesetBusy,
            TypesetError::TimeUp(_) | TypesetError::TooMuch => Self::TypesetLong,
            error => {
                tracing::error!(error = &error as &dyn std::error::Error, "a document failed");
                Self::Internal
            }
        }
    }
}

impl Fault {
    /// The status it is answered with.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound | Self::Beyond => StatusCode::NOT_FOUND,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Refused(refusal) if refusal.code().ends_with("not_authorised") => {
                StatusCode::FORBIDDEN
            }
            Self::Refused(_) | Self::Conflict => StatusCode::CONFLICT,
            Self::NoTypesetter => StatusCode::NOT_IMPLEMENTED,
            Self::TypesetLong => StatusCode::GATEWAY_TIMEOUT,
            Self::Busy | Self::Unknown | Self::TypesetBusy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Title and explanation in plain words.
    pub(crate) fn words(&self, visit: &Visit) -> (&'static str, &'static str) {
        let (title, text) = match self {
            Self::SignInNeeded => (FaultText::SignInTitle, FaultText::SignInBody),
            Self::Forbidden => (FaultText::ForbiddenTitle, FaultText::ForbiddenBody),
            Self::NotFound => (FaultText::NotFoundTitle, FaultText::NotFoundBody),
            Self::Beyond => (FaultText::BeyondTitle, FaultText::BeyondBody),
            Self::Unreadable => (FaultText::UnreadableTitle, FaultText::UnreadableBody),
            Self::Refused(refusal) => {
                return (visit.say(FaultText::RefusedTitle), refusal.message(visit.language));
            }
            Self::Conflict => (FaultText::ConflictTitle, FaultText::ConflictBody),
            Self::Busy => (FaultText::BusyTitle, FaultText::BusyBody),
            Self::Unknown => (FaultText::UnknownTitle, FaultText::UnknownBody),
            Self::NoTypesetter => (FaultText::NoTypesetterTitle, FaultText::NoTypesetterBody),
            Self::TypesetBusy => (FaultText::TypesetBusyTitle, FaultText::TypesetBusyBody),
            Self::TypesetLong => (FaultText::TypesetLongTitle, FaultText::TypesetLongBody),
            Self::Internal => (FaultText::InternalTitle, FaultText::InternalBody),
        };
        (visit.say(title), visit.say(text))
    }

    /// The page of the fault.
    pub(crate) fn page(&self, visit: &Visit) -> Page {
        let (title, text) = self.words(visit);
        Page::new(title, body(visit, text, matches!(self, Self::SignInNeeded)))
            .with_status(self.status())
    }
}

fn body(visit: &Visit, text: &str, sign_in: bool) -> Markup {
    let way_on = if sign_in { FaultText::ToSignIn } else { FaultText::ToStart };
    html! {
        p.lead { (text) }
        p { a.button href="/" { (visit.say(way_on)) } }
    }
}

/// The answer when not even a page can be made.
pub(crate) fn broken() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "500\n").into_response()
}

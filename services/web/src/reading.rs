//! Every answer on its way out: what it holds of pupils is entered in the read log before it is sent.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::command::Language;
use insyn_app::reads::{Answered, Noted, ReadsError};
use tokio::runtime::Handle;

use crate::fault::broken;
use crate::visit::Visit;

/// The answer, entered; where that fails a refusal instead, which holds nothing of it. Called where it may
/// block.
///
/// `what`: method and template of the address; `opened`: the pupils of whom something was opened for it.
pub(crate) fn entered(visit: &Visit, what: String, answer: Response, opened: &Noted) -> Response {
    let (head, body) = answer.into_parts();
    // The bytes are all there already: nothing is waited for.
    let Ok(body) = Handle::current().block_on(to_bytes(body, usize::MAX)) else { return broken() };
    match enter(visit, what, head.status, &body, opened) {
        Ok(()) => Response::from_parts(head, Body::from(body)),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "reading was not entered");
            refused(visit.language)
        }
    }
}

fn enter(
    visit: &Visit,
    what: String,
    status: StatusCode,
    body: &Bytes,
    opened: &Noted,
) -> Result<(), ReadsError> {
    let who = visit.who();
    let address = visit.address();
    let shows = status.is_success() && who.is_some();
    let answer = Answered { address: &address, shows, body, opened };
    let pupils = visit.app().pupils_of(&answer)?;
    let asking = visit.app().asking(who, what, visit.parts().to_vec());
    visit.app().enter(&asking, &pupils)
}

fn refused(language: Language) -> Response {
    let text = match language {
        Language::Sv => {
            "503: Det gick inte att skriva i loggen över vem som läser, och då visas inga uppgifter om \
             elever. Försök igen om en stund.\n"
        }
        Language::En => {
            "503: The log of who reads could not be written, and without it nothing about pupils is shown. \
             Try again in a while.\n"
        }
    };
    (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
}

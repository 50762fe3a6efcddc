//! The one table of addresses: what stands in it is served, and nothing else.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, RawPathParams, Request, State};
use axum::http::Method;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get as serve, on};
use insyn_app::site::Site;

use crate::fault::Fault;
use crate::visit::{Answer, Visit};
use crate::{act, page, pages, secure};

/// The largest form: a class of 60 with long notes fits many times over.
const FORM_BYTES_MAX: usize = 256 * 1024;

/// What answers a request. Runs outside the asynchronous threads: views and commits may take a while.
type Page = fn(&Visit) -> Result<Answer, Fault>;

#[derive(Clone, Copy)]
struct Route {
    address: Address,
    page: Page,
}

/// One address of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// Whether it changes the record (`POST`) or shows a page (`GET`).
    pub changes: bool,
    /// The path, with `{names}` for its parts.
    pub path: &'static str,
    /// Whether it answers without a session.
    pub open: bool,
    /// Whether it is for guardians, and closed to staff; otherwise the other way round.
    pub guardians: bool,
}

const fn get(path: &'static str, page: Page) -> Route {
    Route { address: Address { changes: false, path, open: false, guardians: false }, page }
}

const fn post(path: &'static str, page: Page) -> Route {
    Route { address: Address { changes: true, path, open: false, guardians: false }, page }
}

/// Answers without a session too.
const fn open(route: Route) -> Route {
    Route { address: Address { open: true, ..route.address }, ..route }
}

/// For guardians.
const fn guardians(route: Route) -> Route {
    Route { address: Address { guardians: true, ..route.address }, ..route }
}

const TABLE: &[Route] = &[
    open(get("/", pages::start::show)),
    open(get("/sign-in", pages::sign_in::show)),
    open(post("/sign-in", pages::sign_in::begin)),
    open(get("/sign-in/with/{provider}", pages::sign_in::leave)),
    open(get("/sign-in/return/{provider}", pages::sign_in::come_back)),
    open(get("/sign-in/role", pages::sign_in::roles)),
    open(post("/sign-in/role", pages::sign_in::choose)),
    open(post("/sign-out", pages::sign_in::end)),
    open(post("/sign-out/everywhere", pages::sign_in::end_everywhere)),
    open(get("/signed-out", pages::sign_in::signed_out)),
    guardians(get("/children", pages::child::list)),
    guardians(get("/children/{pupil}", pages::child::show)),
    get("/classes/{class}/rounds/{round}", pages::class::show),
    post("/classes/{class}/rounds/{round}", pages::class::save),
    post("/classes/{class}/rounds/{round}/cells", pages::class::cells),
    get("/classes/{class}/rounds/{round}/paper", pages::class::paper),
    post("/classes/{class}/rounds/{round}/sign-off", pages::class::sign_off),
    post("/classes/{class}/rounds/{round}/strike", pages::class::strike),
    get("/schools/{school}/rounds/{round}/board", pages::board::show),
    post("/schools/{school}/rounds/{round}/open", pages::board::open),
    post("/schools/{school}/rounds/{round}/submit", pages::board::submit),
    post("/schools/{school}/rounds/{round}/receive", pages::board::receive),
    post("/schools/{school}/rounds/{round}/reopen", pages::board::reopen),
    get("/pupils/{pupil}", pages::pupil::show),
    get("/to-do", pages::todo::show),
    get("/schools/{school}/guarantee", pages::guarantee::show),
    get("/schools/{school}/programmes", pages::programme::list),
    get("/programmes/{programme}", pages::programme::show),
    get("/committees/{committee}/work", pages::committee_work::show),
    post("/committees/{committee}/reports", pages::committee_work::prepare),
    get("/committees/{committee}/rounds/{round}/report", pages::report::live),
    get("/reports/{report}", pages::report::show),
    get("/reports/{report}/today", pages::report::today),
    get("/schools/{school}/rounds/{round}/account", pages::report::account),
    post("/schools/{school}/rounds/{round}/account", pages::report::deliver),
    open(get("/decisions/{decision}", pages::decision::show)),
    get("/schools", pages::places::show),
    get("/schools/{school}", pages::unit::school),
    get("/districts/{district}", pages::unit::district),
    get("/committees/{committee}", pages::unit::committee),
    open(get("/knowledge", pages::knowledge::show)),
    get("/schools/{school}/dialogue", pages::dialogue::show),
    get("/schools/{school}/measures", pages::measure::of_school),
    get("/measures/{measure}", pages::measure::show),
    get("/seminars", pages::seminar::list),
    get("/seminars/{seminar}", pages::seminar::show),
    get("/my-agreement", pages::seminar::own),
    get("/schools/{school}/support", pages::support::show),
    get("/competence", pages::support::competence),
    open(get("/commitments/{commitment}", pages::commitment::show)),
    get("/figures", pages::rules::show),
    get("/figures/{figure}", pages::figure::show),
    get("/trail/pupils/{pupil}", pages::trail::pupil),
    get("/trail/schools/{school}", pages::trail::school),
    get("/trail/commitments/{commitment}", pages::trail::commitment),
    get("/trail/programmes/{programme}", pages::trail::programme),
    get("/trail/measures/{measure}", pages::trail::measure),
    get("/trail/reports/{report}", pages::trail::report),
    get("/trail/decisions/{decision}", pages::trail::decision),
    get("/trail/figures/{figure}", pages::trail::figure),
    get("/explain/{position}", pages::explain::show),
    get("/status", pages::status::show),
    get("/do/{term}/{command}", act::show),
    post("/do/{term}/{command}", act::save),
];

/// Every address, for the tests that walk them all.
#[must_use]
pub fn addresses() -> Vec<Address> {
    TABLE.iter().map(|route| route.address).collect()
}

/// The pages of a site. Deny by default: an address without a session answers 401, one outside the
/// viewer's rights 403, one that is not in the table 404.
pub fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new()
        .route("/static/insyn.css", serve(page::style))
        .route("/static/insyn.js", serve(page::script))
        .route("/static/insyn.svg", serve(page::mark));
    for route in TABLE {
        let method = if route.address.changes { MethodFilter::POST } else { MethodFilter::GET };
        let route = *route;
        let handler =
            move |State(site): State<Arc<Site>>, params: RawPathParams, request: Request| {
                let params = params.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
                receive(site, params, request, route)
            };
        router = router.route(route.address.path, on(method, handler));
    }
    router
        .fallback(missing)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn(secure::headers))
        .layer(from_fn(secure::same_origin))
        .with_state(site)
}

/// Reads the fields of the address or of the form, and answers. `HEAD` is answered as `GET` is; the body is
/// left out on the way.
async fn receive(
    site: Arc<Site>,
    params: Vec<(String, String)>,
    mut request: Request,
    route: Route,
) -> Response {
    if request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let visit = Visit::new(site, request.uri(), request.headers(), params);
    match Form::from_request(request, &()).await {
        Ok(Form(fields)) => answer(visit.with_fields(fields), route).await,
        Err(rejection) => rejection.into_response(),
    }
}

/// Runs a page where it may block, and gives a fault its page.
async fn answer(visit: Visit, route: Route) -> Response {
    let run = move || {
        let visit = visit.recognised();
        let answered = admitted(&visit, route.address).and_then(|()| (route.page)(&visit));
        visit.respond(answered)
    };
    tokio::task::spawn_blocking(run).await.unwrap_or_else(|_| crate::fault::broken())
}

/// Whether the address is for whoever asks, before the page itself asks for more.
fn admitted(visit: &Visit, address: Address) -> Result<(), Fault> {
    let (own, others) = match address.guardians {
        true => (visit.guardian.is_some(), visit.viewer.is_some()),
        false => (visit.viewer.is_some(), visit.guardian.is_some()),
    };
    match (address.open || own, others) {
        (true, _) => Ok(()),
        (false, true) => Err(Fault::Forbidden),
        (false, false) => Err(Fault::SignInNeeded),
    }
}

/// No such address; without a session not even that is told.
async fn missing(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::new(site, request.uri(), request.headers(), Vec::new());
    let nowhere: Page = |visit| match visit.is_signed_in() {
        true => Err(Fault::NotFound),
        false => Err(Fault::SignInNeeded),
    };
    answer(visit, open(get("", nowhere))).await
}

//! The one table of addresses: what stands in it is served, and nothing else.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, RawPathParams, Request, State};
use axum::http::Method;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get as serve, on};
use insyn_app::access::Opens::{Does, DoesAny, Everyone, Sees, Staff};
use insyn_app::access::{Kind, Opens};
use insyn_app::reads::{Noted, noted};
use insyn_app::site::Site;

use crate::fault::Fault;
use crate::reading::entered;
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
    /// What it shows or does.
    pub opens: Opens,
    /// Whether it answers without a session.
    pub open: bool,
    /// Whether it is for guardians, and closed to staff; otherwise the other way round.
    pub guardians: bool,
}

const fn get(path: &'static str, opens: Opens, page: Page) -> Route {
    Route { address: Address::new(false, path, opens), page }
}

const fn post(path: &'static str, opens: Opens, page: Page) -> Route {
    Route { address: Address::new(true, path, opens), page }
}

impl Address {
    const fn new(changes: bool, path: &'static str, opens: Opens) -> Self {
        let (open, guardians) = (opens.is_open(), opens.is_for_guardians());
        Self { changes, path, opens, open, guardians }
    }

    /// Method and path, as an entry of the read log names it.
    #[must_use]
    pub fn what(self) -> String {
        format!("{} {}", if self.changes { "POST" } else { "GET" }, self.path)
    }
}

/// What the class list carries out, row by row.
const ENTRY: &[(&str, &str)] = &[("assessment", "assess"), ("assessment", "correct")];

/// A figure is of an area, a school unit or a class; a count of what is done, of more.
const FIGURE: &[Kind] = &[
    Kind::Figures,
    Kind::RoundBoard,
    Kind::Pupils,
    Kind::PupilsOfSchool,
    Kind::Measures,
    Kind::Reports,
    Kind::TrailOfSchool,
    Kind::Trail,
];

const TABLE: &[Route] = &[
    get("/", Everyone, pages::start::show),
    get("/accessibility", Everyone, pages::accessibility::show),
    get("/sign-in", Everyone, pages::sign_in::show),
    post("/sign-in", Everyone, pages::sign_in::begin),
    get("/sign-in/with/{provider}", Everyone, pages::sign_in::leave),
    get("/sign-in/return/{provider}", Everyone, pages::sign_in::come_back),
    get("/sign-in/role", Everyone, pages::sign_in::roles),
    post("/sign-in/role", Everyone, pages::sign_in::choose),
    post("/sign-out", Everyone, pages::sign_in::end),
    post("/sign-out/everywhere", Everyone, pages::sign_in::end_everywhere),
    get("/signed-out", Everyone, pages::sign_in::signed_out),
    get("/children", Sees(&[Kind::OwnChild]), pages::child::list),
    get("/children/{pupil}", Sees(&[Kind::OwnChild]), pages::child::show),
    get("/children/{pupil}/reads", Sees(&[Kind::OwnChild]), pages::reads::of_child),
    get("/children/{pupil}/letters/{round}", Sees(&[Kind::OwnChild]), pages::letters::own),
    get("/children/{pupil}/letters/{round}/pdf", Sees(&[Kind::OwnChild]), pages::letters::own_pdf),
    get("/classes/{class}/rounds/{round}", Sees(&[Kind::Pupils]), pages::class::show),
    post("/classes/{class}/rounds/{round}", Does(ENTRY), pages::class::save),
    post("/classes/{class}/rounds/{round}/cells", Does(ENTRY), pages::class::cells),
    get("/classes/{class}/rounds/{round}/paper", Sees(&[Kind::Pupils]), pages::class::paper),
    post(
        "/classes/{class}/rounds/{round}/sign-off",
        Does(&[("round", "sign_off"), ("round", "state_conditions")]),
        pages::class::sign_off,
    ),
    post(
        "/classes/{class}/rounds/{round}/strike",
        Does(&[("assessment", "strike")]),
        pages::class::strike,
    ),
    get("/schools/{school}/rounds/{round}/board", Sees(&[Kind::RoundBoard]), pages::board::show),
    post("/schools/{school}/rounds/{round}/open", Does(&[("round", "open")]), pages::board::open),
    post(
        "/schools/{school}/rounds/{round}/submit",
        Does(&[("round", "submit")]),
        pages::board::submit,
    ),
    post(
        "/schools/{school}/rounds/{round}/receive",
        Does(&[("round", "receive")]),
        pages::board::receive,
    ),
    post(
        "/schools/{school}/rounds/{round}/reopen",
        Does(&[("round", "reopen")]),
        pages::board::reopen,
    ),
    get(
        "/schools/{school}/rounds/{round}/letters",
        Sees(&[Kind::PupilsOfSchool]),
        pages::letters::list,
    ),
    post(
        "/schools/{school}/rounds/{round}/letters",
        Does(&[("round", "release_letters")]),
        pages::letters::release,
    ),
    get(
        "/schools/{school}/rounds/{round}/letters/classes/{class}/pdf",
        Sees(&[Kind::PupilsOfSchool]),
        pages::letters::typeset_class,
    ),
    get(
        "/schools/{school}/rounds/{round}/letters/{pupil}/{guardian}/pdf",
        Sees(&[Kind::PupilsOfSchool]),
        pages::letters::typeset,
    ),
    get("/pupils/{pupil}", Sees(&[Kind::Pupils]), pages::pupil::show),
    get("/pupils/{pupil}/reads", Sees(&[Kind::Reads]), pages::reads::of_pupil),
    get("/to-do", Sees(&[Kind::OwnMatters]), pages::todo::show),
    get(
        "/schools/{school}/guarantee",
        Sees(&[Kind::Guarantee, Kind::Pupils]),
        pages::guarantee::show,
    ),
    get("/schools/{school}/programmes", Sees(&[Kind::ProgrammesOfSchool]), pages::programme::list),
    get("/programmes/{programme}", Sees(&[Kind::Programmes]), pages::programme::show),
    get("/committees/{committee}/work", Sees(&[Kind::Reports]), pages::committee_work::show),
    post(
        "/committees/{committee}/reports",
        Does(&[("committee", "prepare")]),
        pages::committee_work::prepare,
    ),
    get(
        "/committees/{committee}/rounds/{round}/report",
        Sees(&[Kind::Reports]),
        pages::report::live,
    ),
    get(
        "/committees/{committee}/rounds/{round}/report/pdf",
        Sees(&[Kind::Reports]),
        pages::papers::live_pdf,
    ),
    get(
        "/committees/{committee}/rounds/{round}/report/xlsx",
        Sees(&[Kind::Reports]),
        pages::papers::live_xlsx,
    ),
    get("/reports/{report}", Sees(&[Kind::Reports, Kind::DeliveredReports]), pages::report::show),
    get(
        "/reports/{report}/today",
        Sees(&[Kind::Reports, Kind::DeliveredReports]),
        pages::report::today,
    ),
    get(
        "/reports/{report}/pdf",
        Sees(&[Kind::Reports, Kind::DeliveredReports]),
        pages::papers::report_pdf,
    ),
    get(
        "/reports/{report}/xlsx",
        Sees(&[Kind::Reports, Kind::DeliveredReports]),
        pages::papers::report_xlsx,
    ),
    get(
        "/schools/{school}/rounds/{round}/account",
        Sees(&[Kind::Accounts]),
        pages::report::account,
    ),
    get(
        "/schools/{school}/rounds/{round}/account/pdf",
        Sees(&[Kind::Accounts]),
        pages::papers::account_pdf,
    ),
    get(
        "/schools/{school}/rounds/{round}/account/xlsx",
        Sees(&[Kind::Accounts]),
        pages::papers::account_xlsx,
    ),
    post(
        "/schools/{school}/rounds/{round}/account",
        Does(&[("committee", "deliver_account")]),
        pages::report::deliver,
    ),
    get("/decisions/{decision}", Sees(&[Kind::Public]), pages::decision::show),
    get("/rounds.ics", Staff, pages::calendar::file),
    get("/schools", Sees(&[Kind::Figures]), pages::places::show),
    get("/schools/{school}", Sees(&[Kind::Figures]), pages::unit::school),
    get("/districts/{district}", Sees(&[Kind::Figures]), pages::unit::district),
    get("/committees/{committee}", Sees(&[Kind::Figures]), pages::unit::committee),
    get("/knowledge", Sees(&[Kind::Public]), pages::knowledge::show),
    get("/schools/{school}/dialogue", Sees(&[Kind::DialogueCoverage]), pages::dialogue::show),
    get("/schools/{school}/measures", Sees(&[Kind::Measures]), pages::measure::of_school),
    get("/measures/{measure}", Sees(&[Kind::Measures]), pages::measure::show),
    get("/seminars", Sees(&[Kind::Seminars]), pages::seminar::list),
    get("/seminars/{seminar}", Sees(&[Kind::Seminars]), pages::seminar::show),
    get("/my-agreement", Sees(&[Kind::OwnMatters]), pages::seminar::own),
    get("/schools/{school}/support", Sees(&[Kind::Support]), pages::support::show),
    get("/competence", Sees(&[Kind::Competence]), pages::support::competence),
    get("/commitments/{commitment}", Sees(&[Kind::Public]), pages::commitment::show),
    get("/figures", Staff, pages::rules::show),
    get("/figures/{figure}", Sees(FIGURE), pages::figure::show),
    get("/trail/pupils/{pupil}", Sees(&[Kind::Pupils, Kind::Trail]), pages::trail::pupil),
    get(
        "/trail/schools/{school}",
        Sees(&[Kind::PupilsOfSchool, Kind::Trail]),
        pages::trail::school,
    ),
    get(
        "/trail/commitments/{commitment}",
        Sees(&[Kind::TrailOfSchool, Kind::Trail]),
        pages::trail::commitment,
    ),
    get(
        "/trail/programmes/{programme}",
        Sees(&[Kind::Programmes, Kind::Trail]),
        pages::trail::programme,
    ),
    get(
        "/trail/measures/{measure}",
        Sees(&[Kind::TrailOfSchool, Kind::Trail]),
        pages::trail::measure,
    ),
    get("/trail/reports/{report}", Sees(&[Kind::Trail]), pages::trail::report),
    get("/trail/decisions/{decision}", Sees(&[Kind::Trail]), pages::trail::decision),
    get("/trail/figures/{figure}", Sees(&[Kind::TrailOfSchool, Kind::Trail]), pages::trail::figure),
    get("/explain/{position}", Sees(&[Kind::TrailOfSchool, Kind::Trail]), pages::explain::show),
    get("/show-as/guardian/{pupil}/{guardian}", Sees(&[Kind::Dialogues]), pages::show_as::guardian),
    get("/show-as/committee/{committee}", Sees(&[Kind::Figures]), pages::show_as::committee),
    get(
        "/show-as/committee/{committee}/rounds/{round}/report",
        Sees(&[Kind::Reports]),
        pages::show_as::report,
    ),
    get("/status", Sees(&[Kind::Status]), pages::status::show),
    get("/do/{term}/{command}", DoesAny, act::show),
    post("/do/{term}/{command}", DoesAny, act::save),
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
    let sent = request.method() != Method::HEAD;
    if !sent {
        *request.method_mut() = Method::GET;
    }
    let visit = Visit::new(site, request.uri(), request.headers(), params);
    match Form::from_request(request, &()).await {
        Ok(Form(fields)) => answer(visit.with_fields(fields), route, sent).await,
        Err(rejection) => rejection.into_response(),
    }
}

/// Runs a page where it may block, and gives a fault its page.
async fn answer(visit: Visit, route: Route, sent: bool) -> Response {
    let run = move || {
        let visit = visit.recognised();
        let page = || admitted(&visit, route.address).and_then(|()| (route.page)(&visit));
        let (answered, opened) = noted(page);
        // The page of a fault shows nothing of what was opened before.
        let opened = if answered.is_ok() { opened } else { Noted::new() };
        let response = visit.respond(answered);
        if sent { entered(&visit, route.address.what(), response, &opened) } else { response }
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
    answer(visit, get("", Everyone, nowhere), true).await
}

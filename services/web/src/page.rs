//! The frame of every page: banner of a test store, menu, where you are, how fresh the figures are.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::id::{Position, Size};
use domain::people::{Role, Scope};
use insyn_app::access::Sight;
use maud::{DOCTYPE, Markup, html};
use projections::Facts;

use crate::fault::Fault;
use crate::text::{ChildText, FrameText, Key, PlaceText, ShowAsText, StatementText};
use crate::visit::{At, Visit, language_code, other_language};
use crate::words;

/// The field of an address whose page says that what was sent is recorded.
pub(crate) const RECORDED: &str = "recorded";

/// A page to be framed.
pub(crate) struct Page {
    title: String,
    lead: Option<Markup>,
    crumbs: Vec<(String, String)>,
    body: Markup,
    status: StatusCode,
    at: Option<At>,
    address: Option<String>,
    shown_as: Option<ShownAs>,
}

/// As whom a page is shown, and the way out.
struct ShownAs {
    banner: String,
    out: String,
}

impl Page {
    /// A page with its one main heading.
    pub(crate) fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            lead: None,
            crumbs: Vec::new(),
            body,
            status: StatusCode::OK,
            at: None,
            address: None,
            shown_as: None,
        }
    }

    /// With a sentence under the heading.
    pub(crate) fn with_lead(self, lead: Markup) -> Self {
        Self { lead: Some(lead), ..self }
    }

    /// With the pages above it: name and address.
    pub(crate) fn under(self, crumbs: Vec<(String, String)>) -> Self {
        Self { crumbs, ..self }
    }

    /// Answered with this status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// As of this state of the world.
    pub(crate) fn showing(self, at: At) -> Self {
        Self { at: Some(at), ..self }
    }
}

impl Page {
    /// Shown as a guardian or a committee's member sees it, with a way out. Its content is theirs to the
    /// byte: the frame around it says so.
    pub(crate) fn shown_as(self, banner: String, out: String) -> Self {
        Self { shown_as: Some(ShownAs { banner, out }), ..self }
    }

    /// Found at this address, where the request was for another one (a form that is shown again).
    pub(crate) fn found_at(self, address: String) -> Self {
        Self { address: Some(address), ..self }
    }
}

/// What the frame says of the store and the viewer.
#[derive(Default)]
struct Surroundings {
    menu: Vec<(String, String)>,
    who: Option<(String, &'static str)>,
    fresh: String,
}

/// A page in its frame.
pub(crate) fn response(visit: &Visit, page: &Page) -> Response {
    let surroundings = surroundings(visit, page).unwrap_or_default();
    let markup = document(visit, page, &surroundings);
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    (page.status, [(CONTENT_TYPE, html)], markup.into_string()).into_response()
}

fn surroundings(visit: &Visit, page: &Page) -> Result<Surroundings, Fault> {
    let facts = visit.facts()?;
    let menu = menu(visit, &facts);
    let size = page.at.map_or(facts.size(), |at| at.size);
    // Someone who is not signed in is told nothing of the store.
    let known_here = visit.viewer.is_some() || visit.guardian.is_some();
    let fresh = if known_here { freshness(visit, &facts, size) } else { String::new() };
    drop(facts);
    let mut who = None;
    if let Some(viewer) = visit.viewer {
        let name = visit.staff_names([viewer.staff])?.remove(&viewer.staff).unwrap_or_default();
        who = Some((name, visit.say(words::role(viewer.role).0)));
    } else if let Some(guardian) = visit.guardian {
        let name = visit.app().guardian_identity(guardian)?.and_then(|identity| identity.name);
        let name = name.map(|name| name.full()).unwrap_or_default();
        who = Some((name, visit.say(words::role(Role::Guardian).0)));
    }
    Ok(Surroundings { menu, who, fresh })
}

/// How fresh figures of this size are.
pub(crate) fn freshness(visit: &Visit, facts: &Facts, size: Size) -> String {
    let last = size.0.checked_sub(1).and_then(|last| facts.recorded_at(Position(last)));
    let Some(last) = last else { return visit.say(FrameText::FreshNone).to_owned() };
    let events = words::count(size.0, visit.language);
    visit.fill(FrameText::Fresh, &[("events", &events), ("last", &words::moment(last))])
}

/// The pages that the viewer's role begins with, and the one that is open to all.
fn menu(visit: &Visit, facts: &Facts) -> Vec<(String, String)> {
    let knowledge = (visit.say(PlaceText::Knowledge).to_owned(), "/knowledge".to_owned());
    let item = |text: FrameText, address: &str| (visit.say(text).to_owned(), address.to_owned());
    let Some(viewer) = visit.viewer else {
        let children = (visit.say(ChildText::Title).to_owned(), "/children".to_owned());
        let own = visit.guardian.is_some().then_some(children);
        return own.into_iter().chain([knowledge]).collect();
    };
    let mut menu = vec![item(FrameText::Start, "/")];
    if visit.may(facts, Sight::ToDo(viewer.staff)) {
        menu.push(item(FrameText::ToDo, "/to-do"));
    }
    if viewer.role == Role::SystemAdministrator {
        menu.push(item(FrameText::Status, "/status"));
    } else {
        let held = facts.roles(viewer.staff, visit.today(), facts.size());
        let scopes = held.iter().filter(|held| held.role == viewer.role).map(|held| held.scope);
        for scope in scopes.take(3) {
            match scope {
                Scope::School(school) => {
                    menu.push(item(FrameText::MySchool, &format!("/schools/{school}")));
                }
                Scope::District(district) => {
                    menu.push(item(FrameText::MyDistrict, &format!("/districts/{district}")));
                }
                Scope::Municipality => {}
            }
        }
        menu.push(item(FrameText::Schools, "/schools"));
        if visit.may(facts, Sight::Seminars) {
            menu.push((visit.say(PlaceText::Seminars).to_owned(), "/seminars".to_owned()));
        }
    }
    menu.push(knowledge);
    menu.push(item(FrameText::Rules, "/figures"));
    menu.dedup();
    menu
}

fn document(visit: &Visit, page: &Page, around: &Surroundings) -> Markup {
    let title = visit.fill(FrameText::PageTitle, &[("title", &page.title)]);
    html! {
        (DOCTYPE)
        html lang=(language_code(visit.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" href="/static/insyn.svg" type="image/svg+xml";
                link rel="stylesheet" href="/static/insyn.css";
                script src="/static/insyn.js" defer {}
            }
            body {
                a.skip href="#content" { (visit.say(FrameText::Skip)) }
                @if !visit.app().is_production() {
                    aside.test-store aria-label=(visit.say(FrameText::TestStore)) {
                        strong { (visit.say(FrameText::TestStore)) "." } " "
                        (visit.say(FrameText::TestStoreMore))
                    }
                }
                (top(visit, page, around))
                @if let Some(shown) = &page.shown_as {
                    aside.notice.shown-as aria-label=(shown.banner) {
                        strong { (shown.banner) } " "
                        a href=(shown.out) { (visit.say(ShowAsText::Out)) }
                    }
                }
                main #content .page {
                    @if !page.crumbs.is_empty() { (crumbs(visit, page)) }
                    @if visit.viewer.is_some() && visit.field(RECORDED).is_some() {
                        (done(visit, FrameText::Recorded))
                    }
                    div.head {
                        h1 { (page.title) }
                        @if let Some(lead) = &page.lead { p.lead { (lead) } }
                        @if !around.fresh.is_empty() { p.fresh { (around.fresh) } }
                    }
                    (page.body)
                }
                footer.foot { div.foot-row {
                    p { strong { (visit.say(FrameText::Brand)) } " – " (visit.say(FrameText::Tagline)) }
                    p { a href="/accessibility" { (visit.say(StatementText::Link)) } }
                } }
            }
        }
    }
}

fn top(visit: &Visit, page: &Page, around: &Surroundings) -> Markup {
    let other = other_language(visit.language);
    let code = language_code(other);
    let address = match &page.address {
        Some(address) if address.contains('?') => format!("{address}&lang={code}"),
        Some(address) => format!("{address}?lang={code}"),
        None => visit.address_with(&[("lang", Some(code))]),
    };
    html! {
        header.top { div.top-row {
            a.brand href="/" { "In" span { "syn" } }
            nav aria-label=(visit.say(FrameText::MainNavigation)) {
                ul.menu { @for (name, link) in &around.menu {
                    li { a href=(link) aria-current=[(visit.path() == link).then_some("page")] { (name) } }
                } }
            }
            div.who {
                @if let Some((name, role)) = &around.who {
                    span {
                        span.hidden { (visit.say(FrameText::SignedInAs)) " " }
                        strong { (name) } ", "
                        @if visit.viewer.is_some() { a.role href="/sign-in/role" { (role) } }
                        @else { span.role { (role) } }
                    }
                    form method="post" action="/sign-out" {
                        button.link type="submit" { (visit.say(FrameText::SignOut)) }
                    }
                }
                a.language href=(address) lang=(language_code(other)) hreflang=(language_code(other)) {
                    (visit.say(FrameText::SwitchLanguage))
                }
            }
        } }
    }
}

fn crumbs(visit: &Visit, page: &Page) -> Markup {
    html! {
        nav aria-label=(visit.say(FrameText::Breadcrumb)) {
            ol.trailhead {
                @for (name, link) in &page.crumbs { li { a href=(link) { (name) } } }
                li aria-current="page" { (page.title) }
            }
        }
    }
}

/// How grave a notice is; each has its own words, colour is never alone.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tone {
    Good,
    Warn,
    Bad,
    Past,
}

/// A notice. What went wrong is announced to a screen reader at once.
pub(crate) fn notice(tone: Tone, content: &Markup) -> Markup {
    let (class, role) = match tone {
        Tone::Good => ("notice good", "status"),
        Tone::Warn => ("notice warn", "status"),
        Tone::Bad => ("notice bad", "alert"),
        Tone::Past => ("notice past", "note"),
    };
    html! { div class=(class) role=(role) { (content) } }
}

/// The notice of a text that was done.
pub(crate) fn done(visit: &Visit, key: impl Key) -> Markup {
    notice(Tone::Good, &html! { p { "✓ " (visit.say(key)) } })
}

/// A text whose dates are not broken at their hyphens.
pub(crate) fn unbroken(text: &str) -> Markup {
    let is_date = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('-');
    html! {
        @for (index, word) in text.split(' ').enumerate() {
            @if index > 0 { " " }
            @if is_date(word) { span.when { (word) } } @else { (word) }
        }
    }
}

/// A wide table that scrolls within itself, reachable by keyboard. No landmark: the section around it is one.
pub(crate) fn scroll(label: &str, content: &Markup) -> Markup {
    html! { div.scroll role="group" tabindex="0" aria-label=(label) { (content) } }
}

/// The style sheet.
pub(crate) async fn style() -> Response {
    asset("text/css; charset=utf-8", include_str!("../assets/insyn.css"))
}

/// The script of the class page.
pub(crate) async fn script() -> Response {
    asset("text/javascript; charset=utf-8", include_str!("../assets/insyn.js"))
}

/// The mark of the site.
pub(crate) async fn mark() -> Response {
    asset("image/svg+xml", include_str!("../assets/insyn.svg"))
}

fn asset(kind: &'static str, content: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
    ];
    (headers, content).into_response()
}

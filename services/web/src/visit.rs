//! One request: who asks, in which language, as of when; and what is answered.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE, HeaderValue, LOCATION, REFRESH, RETRY_AFTER,
    SET_COOKIE,
};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::calendar::Day;
use domain::command::{Command, Language};
use domain::id::{GuardianId, PupilId, Size, StaffId};
use domain::people::{Actor, Role};
use insyn_app::access::Sight;
use insyn_app::entrance::LOGIN_MAX_SECONDS;
use insyn_app::facts::{AsOf, FactsRead};
use insyn_app::names::Called;
use insyn_app::reads::Who;
use insyn_app::session::{Cookies, Viewer, cookie_of};
use insyn_app::shown::Reader;
use insyn_app::site::Site;
use insyn_app::{App, HandleError, Outcome, Request};
use projections::Facts;

use crate::fault::Fault;
use crate::page::{self, Page};
use crate::text::{self, Key};

/// The cookie that remembers the language.
const LANGUAGE_COOKIE: &str = "insyn_lang";
/// How long it remembers: a year, in seconds.
const LANGUAGE_SECONDS: u32 = 31_536_000;

/// One request.
#[derive(Clone)]
pub(crate) struct Visit {
    site: Arc<Site>,
    /// The language of the page.
    pub(crate) language: Language,
    /// The language was chosen just now and is to be remembered.
    language_chosen: bool,
    /// Which member of staff is signed in, in which role. None for a guardian too: nothing made for staff
    /// opens for one.
    pub(crate) viewer: Option<Actor>,
    /// Which guardian is signed in.
    pub(crate) guardian: Option<GuardianId>,
    /// Who really asks, where [`Visit::viewer`] is what they are shown something as.
    through: Option<Actor>,
    /// A member of staff who has not chosen a role.
    undecided: Option<StaffId>,
    token: Option<String>,
    /// The cookie of a sign-in under way.
    login: Option<String>,
    uri: Uri,
    params: Vec<(String, String)>,
    /// The fields of the address (`GET`) or of the form (`POST`), in order.
    pub(crate) fields: Vec<(String, String)>,
}

/// The state of the world a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// The first so many events.
    pub(crate) size: Size,
    /// Asked for as it was known then, not as it is now.
    pub(crate) past: bool,
    /// The day that was asked for; none where a number of events was, or nothing.
    pub(crate) day: Option<Day>,
}

/// What is answered.
pub(crate) enum Answer {
    /// A page.
    Page(Box<Page>),
    /// What the page's own script reads.
    Data(serde_json::Value),
    /// A file to save.
    File(File),
    /// On to another address, after something was done (303).
    Redirect(String),
    /// Signed in: on to the start page with the session's token.
    SignedIn(String),
    /// Off to an identity provider, remembered by a cookie.
    Leaving {
        /// Where.
        address: String,
        /// What only this browser knows.
        browser: String,
    },
    /// Signed out: on to this address.
    SignedOut(String),
    /// A page, and on to another site by itself.
    Onward(Box<Page>, String),
}

/// A file to save.
pub(crate) struct File {
    /// What kind it is.
    pub(crate) kind: FileKind,
    /// What it is called, without its ending. Nobody's name, and ASCII.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// What kind a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A PDF.
    Pdf,
    /// A workbook.
    Xlsx,
    /// Days for a calendar.
    Calendar,
}

impl File {
    fn response(self) -> Response {
        let (kind, ending) = match self.kind {
            FileKind::Pdf => ("application/pdf", "pdf"),
            FileKind::Calendar => ("text/calendar; charset=utf-8", "ics"),
            FileKind::Xlsx => {
                ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
            }
        };
        let saved = format!("attachment; filename=\"{}.{ending}\"", self.name);
        let saved = HeaderValue::from_str(&saved).unwrap_or(HeaderValue::from_static("attachment"));
        let headers =
            [(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, saved)];
        (headers, self.bytes).into_response()
    }
}

impl From<Page> for Answer {
    fn from(page: Page) -> Self {
        Self::Page(Box::new(page))
    }
}

impl Visit {
    /// What the request line and headers say.
    pub(crate) fn new(
        site: Arc<Site>,
        uri: &Uri,
        headers: &HeaderMap,
        params: Vec<(String, String)>,
    ) -> Self {
        let cookies: Vec<&str> =
            headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).collect();
        let names = site.entrance.cookies();
        let of = |name| cookies.iter().find_map(|header| cookie_of(header, name));
        let token = of(names.session()).map(str::to_owned);
        let login = of(names.sign_in()).map(str::to_owned);
        let chosen = chosen_language(uri);
        let remembered = cookies.iter().find_map(|cookies| language_of(cookies));
        let language = chosen.or(remembered).unwrap_or_default();
        Self {
            site,
            language,
            language_chosen: chosen.is_some(),
            viewer: None,
            guardian: None,
            through: None,
            undecided: None,
            token,
            login,
            uri: uri.clone(),
            params,
            fields: Vec::new(),
        }
    }

    /// With whoever holds the session now. Asks for the facts: only where it may wait.
    pub(crate) fn recognised(self) -> Self {
        let viewer = self.token.as_deref().and_then(|token| self.site.viewer(token));
        match viewer {
            Some(Viewer::Staff(actor)) => Self { viewer: Some(actor), ..self },
            Some(Viewer::Guardian(guardian)) => Self { guardian: Some(guardian), ..self },
            Some(Viewer::Undecided(staff)) => Self { undecided: Some(staff), ..self },
            None => self,
        }
    }

    /// As a member of a committee would have it: what both the member and the viewer see, and no more. What
    /// is made with it is framed with the visit itself.
    pub(crate) fn shown_as_member(&self) -> Self {
        let shown = |actor| Actor { role: Role::CommitteeMember, ..actor };
        Self { viewer: self.viewer.map(shown), through: self.viewer, ..self.clone() }
    }

    /// The member of staff, whether or not a role is chosen.
    pub(crate) fn staff(&self) -> Option<StaffId> {
        self.viewer.map(|viewer| viewer.staff).or(self.undecided)
    }

    /// Whether anyone at all is signed in.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.guardian.is_some() || self.staff().is_some()
    }

    /// The cookie of a sign-in under way.
    pub(crate) fn login(&self) -> Option<&str> {
        self.login.as_deref()
    }

    /// With the fields of the address or of the form.
    pub(crate) fn with_fields(self, fields: Vec<(String, String)>) -> Self {
        Self { fields, ..self }
    }

    /// How the municipality is told of barriers, where it has said so.
    pub(crate) fn contact(&self) -> Option<&str> {
        self.site.entrance.contact()
    }

    /// The store.
    pub(crate) fn app(&self) -> &App {
        &self.site.app
    }

    /// The site: the sessions too.
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// The token of the session.
    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Who reads the answer; none: nobody who is shown anything of a pupil.
    pub(crate) fn who(&self) -> Option<Who> {
        let staff = self.through.or(self.viewer);
        staff.map(Who::from).or(self.guardian.map(Who::Guardian))
    }

    /// The named parts of the path.
    pub(crate) fn parts(&self) -> &[(String, String)] {
        &self.params
    }

    /// The path with its query.
    pub(crate) fn address(&self) -> String {
        self.uri.path_and_query().map_or_else(String::new, ToString::to_string)
    }

    /// The path of the page.
    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }

    /// A text in the language of the page.
    pub(crate) fn say(&self, key: impl Key) -> &'static str {
        key.text(self.language)
    }

    /// A text with its variable parts.
    pub(crate) fn fill(&self, key: impl Key, parts: &[(&str, &str)]) -> String {
        text::fill(key, self.language, parts)
    }

    /// The day it is.
    pub(crate) fn today(&self) -> Day {
        self.app().now().day()
    }

    /// Who is signed in; a fault where nobody is.
    pub(crate) fn actor(&self) -> Result<Actor, Fault> {
        self.viewer.ok_or(Fault::SignInNeeded)
    }

    /// A named part of the path; what cannot be read does not exist.
    pub(crate) fn param<T: FromStr>(&self, name: &str) -> Result<T, Fault> {
        let text = self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        text.and_then(|text| text.parse().ok()).ok_or(Fault::NotFound)
    }

    /// The first field of this name, without surrounding blanks; none where it is empty.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let value = self.fields.iter().find(|(known, _)| known == name)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// The as-of point that was asked for.
    pub(crate) fn at(&self) -> Result<At, Fault> {
        // As it was written: a plus sign before a number comes as a blank.
        let written = self.fields.iter().find(|(name, _)| name == "asOf");
        let written = written.map_or("", |(_, value)| value.trim_end());
        let as_of: AsOf = written.parse().map_err(|_| Fault::Unreadable)?;
        let size = self.app().resolve(as_of)?;
        let day = match as_of {
            AsOf::Instant(moment) => Some(moment.day()),
            AsOf::Now | AsOf::Size(_) => None,
        };
        Ok(At { size, past: as_of != AsOf::Now, day })
    }

    /// The facts as they are now. Not to be held while names are asked for.
    pub(crate) fn facts(&self) -> Result<FactsRead<'_>, Fault> {
        Ok(self.app().facts()?)
    }

    /// Whether the viewer may see this today; what is public everyone may see, signed in or not.
    pub(crate) fn may(&self, facts: &Facts, sight: Sight) -> bool {
        self.reader(facts).may(sight)
    }

    /// The viewer as the reader of views.
    pub(crate) fn reader<'a>(&self, facts: &'a Facts) -> Reader<'a> {
        let shown_as = self.through.and(self.viewer).map(|shown| shown.role);
        Reader { facts, actor: self.through.or(self.viewer), shown_as, today: self.today() }
    }

    /// A fault unless the viewer may see this today. Asked before anything is read for a page.
    pub(crate) fn demand(&self, sight: Sight) -> Result<(), Fault> {
        let facts = self.facts()?;
        if self.may(&facts, sight) { Ok(()) } else { Err(Fault::Forbidden) }
    }

    /// A fault unless one of these opens it for the viewer today.
    pub(crate) fn demand_any(&self, sights: &[Sight]) -> Result<(), Fault> {
        let facts = self.facts()?;
        let opens = sights.iter().any(|sight| self.may(&facts, *sight));
        if opens { Ok(()) } else { Err(Fault::Forbidden) }
    }

    /// What pupils are called, for someone who may see them.
    pub(crate) fn names_of(&self, pupils: &[PupilId]) -> Result<HashMap<PupilId, Called>, Fault> {
        Ok(self.app().names_of(pupils)?)
    }

    /// The names of members of staff; a dash where a name has been removed.
    pub(crate) fn staff_names(
        &self,
        staff: impl IntoIterator<Item = StaffId>,
    ) -> Result<HashMap<StaffId, String>, Fault> {
        let mut names = HashMap::new();
        for person in staff {
            if let std::collections::hash_map::Entry::Vacant(place) = names.entry(person) {
                let name = self.app().staff_name(person)?;
                place.insert(name.map_or_else(|| "–".to_owned(), |name| name.full()));
            }
        }
        Ok(names)
    }

    /// Carries commands out in the viewer's name.
    pub(crate) fn carry_out(
        &self,
        command_id: uuid::Uuid,
        commands: Vec<Command>,
    ) -> Result<Result<Outcome, HandleError>, Fault> {
        let actor = self.actor()?;
        Ok(self.app().handle(&Request { command_id, actor, cause: None, commands }))
    }

    /// The id a form carries, so that sending it twice does it once.
    pub(crate) fn command_id(&self, field: &str) -> Result<uuid::Uuid, Fault> {
        self.field(field).and_then(|text| text.parse().ok()).ok_or(Fault::Unreadable)
    }

    /// A new id for a form.
    pub(crate) fn new_id(&self) -> uuid::Uuid {
        insyn_app::world::new_uuid(self.app().world())
    }

    /// The same page with these fields in its address instead (none: without).
    pub(crate) fn address_with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self.fields.iter().map(|(name, value)| (name.as_str(), Some(value.as_str())));
        let kept = kept.filter(|(name, _)| *name != page::RECORDED);
        let kept = kept.filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let pairs: Vec<String> = kept
            .chain(changes.iter().copied())
            .filter_map(|(name, value)| Some(format!("{name}={}", encoded(value?))))
            .collect();
        if pairs.is_empty() {
            self.path().to_owned()
        } else {
            format!("{}?{}", self.path(), pairs.join("&"))
        }
    }

    /// What was answered, as a response.
    pub(crate) fn respond(&self, answered: Result<Answer, Fault>) -> Response {
        let busy = matches!(answered, Err(Fault::Busy | Fault::Unknown | Fault::TypesetBusy));
        let answer = answered.unwrap_or_else(|fault| fault.page(self).into());
        let cookies = self.site.entrance.cookies();
        let mut response = match answer {
            Answer::Page(page) => page::response(self, &page),
            Answer::Data(value) => axum::Json(value).into_response(),
            Answer::File(file) => file.response(),
            Answer::Redirect(address) => see_other(&address),
            Answer::SignedIn(token) => {
                with_cookie(see_other("/"), &cookies.set(cookies.session(), &token, None))
            }
            Answer::SignedOut(address) => {
                with_cookie(see_other(&address), &cookies.set(cookies.session(), "", Some(0)))
            }
            Answer::Leaving { address, browser } => {
                let cookie = cookies.set(cookies.sign_in(), &browser, Some(LOGIN_MAX_SECONDS));
                with_cookie(see_other(&address), &cookie)
            }
            Answer::Onward(page, address) => onward(page::response(self, &page), &address),
        };
        if busy {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
        }
        if self.language_chosen {
            let code = language_code(self.language);
            // Not a secret: over http and https alike, under one name.
            let cookie = Cookies::default().set(LANGUAGE_COOKIE, code, Some(LANGUAGE_SECONDS));
            return with_cookie(response, &cookie);
        }
        response
    }
}

/// The language as the `lang` attribute writes it.
pub(crate) const fn language_code(language: Language) -> &'static str {
    match language {
        Language::Sv => "sv",
        Language::En => "en",
    }
}

/// The other language.
pub(crate) const fn other_language(language: Language) -> Language {
    match language {
        Language::Sv => Language::En,
        Language::En => Language::Sv,
    }
}

/// A value as it stands in an address.
pub(crate) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'@' | b';' | b'=')
        {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

fn read_language(text: &str) -> Option<Language> {
    match text {
        "sv" => Some(Language::Sv),
        "en" => Some(Language::En),
        _ => None,
    }
}

fn chosen_language(uri: &Uri) -> Option<Language> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == "lang").find_map(|(_, value)| read_language(value))
}

fn language_of(cookies: &str) -> Option<Language> {
    let pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == LANGUAGE_COOKIE).find_map(|(_, value)| read_language(value))
}

fn see_other(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // An address of ours is ASCII: ids, codes and encoded values.
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, address);
    response
}

/// The browser goes on by itself, as if the reader had followed the link.
fn onward(mut response: Response, address: &str) -> Response {
    if let Ok(address) = HeaderValue::from_str(&format!("0; url={address}")) {
        response.headers_mut().insert(REFRESH, address);
    }
    response
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_an_address_is_encoded_byte_by_byte() {
        assert_eq!(encoded("2026-05-20 12:00"), "2026-05-20%2012:00");
        assert_eq!(encoded("å&b=c/d"), "%C3%A5%26b=c%2Fd");
    }

    #[test]
    fn the_language_in_the_address_wins_and_nonsense_is_no_language() {
        assert_eq!(chosen_language(&Uri::from_static("/x?asOf=3&lang=en")), Some(Language::En));
        assert_eq!(chosen_language(&Uri::from_static("/x?lang=tlh")), None);
        assert_eq!(language_of("a=b; insyn_lang=en"), Some(Language::En));
    }
}

//! The pages that a viewer finds.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ureq::Agent;

use super::house::{House, Viewer};

/// Pages fetched for links at most, of one kind, for one viewer.
const OF_A_KIND: usize = 3;
/// Where what is not one of our addresses stands.
const NOWHERE: &str = "/no/such/page";
/// What charts are drawn of.
const CHART: [&str; 8] =
    ["g.", "rect.", "circle.", "path.", "line.", "polyline.", "text.", "pattern."];
/// The words of all commands, for their forms.
const COMMANDS: &str = include_str!("../../../services/web/locales/sv/commands.ftl");

/// A page to be looked at.
pub(super) struct Found {
    /// The address in the table.
    pub(super) pattern: &'static str,
    /// Where it is found.
    pub(super) path: String,
}

impl Found {
    /// What the page is called where it is told: a form by its command, another by its address, without ids.
    pub(super) fn name(&self) -> &str {
        if is_form(self.pattern) { without_query(&self.path) } else { self.pattern }
    }
}

/// What somebody looks at already: of each address, the kinds of elements.
#[derive(Default)]
pub(super) struct Looked(BTreeMap<String, BTreeSet<String>>);

impl Looked {
    /// Whether a page has a kind of element that no page of its address had before, for whomever. Each viewer's
    /// start page has.
    fn is_new(&mut self, viewer: &Viewer, pattern: &str, page: (u16, &str)) -> bool {
        let (status, text) = page;
        let known = self.0.entry(match status {
            200 if pattern == "/" => format!("{pattern} {}", viewer.name),
            200 => pattern.to_owned(),
            _ => format!("fault {status}"),
        });
        let make = make(text);
        let known = known.or_default();
        let is_new = !make.is_subset(known);
        known.extend(make);
        is_new
    }
}

/// The pages that this viewer finds and that are unlike those that others have found.
pub(super) fn pages(house: &House, viewer: &Viewer, looked: &mut Looked) -> Vec<Found> {
    let patterns = patterns();
    let mut waiting: VecDeque<String> = beginnings(house, &patterns).into();
    let mut asked: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut fetched: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let pattern = pattern_of(&patterns, &path);
        let kind = kind(pattern, &path);
        let so_far = fetched.entry(kind.clone()).or_default();
        if *so_far >= OF_A_KIND {
            continue;
        }
        *so_far += 1;
        let Some((status, page)) = fetch(house, viewer, &path) else { continue };
        for link in links(&page) {
            if asked.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        if looked.is_new(viewer, pattern, (status, &page)) {
            found.push(Found { pattern: if status == 200 { pattern } else { NOWHERE }, path });
        }
    }
    found
}

fn patterns() -> Vec<&'static str> {
    let addresses = insyn_web::addresses().into_iter();
    addresses.filter(|address| !address.changes).map(|address| address.path).collect()
}

/// Where to begin: every address without parts, every command's form, what few link to, and what goes wrong.
fn beginnings(house: &House, patterns: &[&'static str]) -> Vec<String> {
    let known = &house.known;
    let report = |id| format!("/show-as/committee/{id}/rounds/{}/report", known.round.slug());
    let rare = known.committees.iter().map(report).take(1);
    let rare = rare
        .chain(known.programmes.iter().map(|(id, _)| format!("/trail/programmes/{id}")).take(3));
    let whole = patterns.iter().filter(|pattern| !pattern.contains('{')).map(|p| (*p).to_owned());
    let commands = COMMANDS.lines().filter_map(|line| line.strip_prefix("command-"));
    let forms = commands.filter_map(|line| {
        let (term, command) = line.split_once(" =")?.0.split_once('-')?;
        Some(format!("/do/{term}/{command}"))
    });
    let wrong = [NOWHERE, "/schools?asOf=999999999", "/schools?asOf=nonsense", "/pupils/nobody"];
    whole.chain(forms).chain(rare).chain(wrong.map(str::to_owned)).collect()
}

fn is_form(pattern: &str) -> bool {
    pattern.starts_with("/do/")
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

/// Pages that are made alike: of one address, and with the same questions in it; of one command.
fn kind(pattern: &str, path: &str) -> String {
    let (at, query) = path.split_once('?').unwrap_or((path, ""));
    let of = if is_form(pattern) { at } else { pattern };
    let names: Vec<&str> = query.split('&').filter_map(|part| part.split('=').next()).collect();
    if is_form(pattern) { format!("{of} {}", !query.is_empty()) } else { format!("{of} {names:?}") }
}

fn pattern_of(patterns: &[&'static str], path: &str) -> &'static str {
    let parts: Vec<&str> = without_query(path).split('/').collect();
    let fits = |pattern: &&&'static str| {
        let wanted: Vec<&str> = pattern.split('/').collect();
        let same = |(part, wanted): (&&str, &&str)| part == wanted || wanted.starts_with('{');
        wanted.len() == parts.len() && parts.iter().zip(&wanted).all(same)
    };
    // An address in so many words goes before one with parts.
    let best = patterns.iter().filter(fits).min_by_key(|pattern| pattern.matches('{').count());
    best.copied().unwrap_or(NOWHERE)
}

/// A page and its status; none for what is no page of ours, such as an answer that leads on.
fn fetch(house: &House, viewer: &Viewer, path: &str) -> Option<(u16, String)> {
    let settings = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
    let agent: Agent = settings.into();
    let mut request = agent.get(format!("{}{path}", house.address));
    if let Some((name, value)) = house.cookie(viewer) {
        request = request.header("cookie", format!("{name}={value}"));
    }
    let mut answer = request.call().unwrap();
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
    let status = answer.status().as_u16();
    (is_page && !(300..400).contains(&status))
        .then(|| (status, answer.body_mut().read_to_string().unwrap()))
}

/// The addresses of ours that a page links to.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = links.filter(|link| link.starts_with('/') && !link.starts_with("/static/"));
    let own = own.filter(|link| !link.contains("lang="));
    own.map(|link| link.split('#').next().unwrap_or(link).replace("&amp;", "&")).collect()
}

/// The kinds of elements of which a page is made: what they are and what says how they look.
fn make(page: &str) -> BTreeSet<String> {
    let body = page.split_once("<main").map_or(page, |(_, body)| body);
    let tags = body.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    let of = |tag: &str| {
        let name = tag.split(' ').next().unwrap_or(tag);
        let said = |attribute: &str| {
            let after = tag.split_once(&format!(" {attribute}=\""));
            after.and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default().to_owned()
        };
        format!("{name}.{}.{}.{}", said("class"), said("role"), said("type"))
    };
    // Parts of a chart follow its data.
    tags.map(of).filter(|tag| !CHART.iter().any(|part| tag.starts_with(part))).collect()
}

//! Who has read a pupil's data: for those who answer for it, those who examine, and the guardian.
//!
//! A guardian is told role, unit, time and purpose, and no name: what has been read, when and for what is
//! their right to know (GDPR article 15), who of the staff it was on the municipality's behalf is not,
//! unless they need it to exercise their rights (Court of Justice of the EU, C-579/21). Swedish patient
//! records are shown in the same way: unit and time.

use std::collections::HashMap;

use domain::command::Language;
use domain::id::{PupilId, StaffId};
use domain::people::Role;
use insyn_app::access::Sight;
use insyn_app::reads::{Purpose, ReadsError, ReadsFound, ReadsPage};
use maud::{Markup, html};
use projections::Facts;

use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::named::scope;
use crate::pages::paging::List;
use crate::text::{ChildText, ReadsText};
use crate::visit::{Answer, Visit};
use crate::words;

/// Readings on one page.
const READS: List = List::new("from", "reads", READS_MAX);
/// How many they are.
const READS_MAX: usize = 40;

/// How much of a reading is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Names and addresses too.
    Named,
    /// Ids and addresses: for those who examine.
    Pseudonym,
    /// Role and unit.
    Guardian,
    /// Role only: the unit would tell where the child is.
    GuardianWithoutPlace,
}

/// One reading in words.
struct Line {
    at: String,
    who: String,
    place: String,
    purpose: &'static str,
    what: String,
}

/// `GET /pupils/{pupil}/reads`
pub(crate) fn of_pupil(visit: &Visit) -> Result<Answer, Fault> {
    let pupil: PupilId = visit.param("pupil")?;
    visit.demand(Sight::Reads(pupil))?;
    let facts = visit.facts()?;
    let is_known = facts.knows_pupil(pupil);
    let named = visit.may(&facts, Sight::Pupil(pupil));
    drop(facts);
    if !is_known {
        return Err(Fault::NotFound);
    }
    let mut crumbs = Vec::new();
    if named {
        let called = visit.names_of(&[pupil])?.remove(&pupil);
        let name = called.map(|called| called.text().to_owned()).unwrap_or_default();
        crumbs.push((name, format!("/pupils/{pupil}")));
    }
    let found = visit.app().reads_of(pupil, from(visit), READS_MAX)?;
    let told = if named { Told::Named } else { Told::Pseudonym };
    let page = Page::new(visit.say(ReadsText::Title), body(visit, &found, told)?).under(crumbs);
    Ok(page.with_lead(html! { (visit.say(ReadsText::Lead)) }).into())
}

/// `GET /children/{pupil}/reads`. A child that is not the guardian's own does not exist for them.
pub(crate) fn of_child(visit: &Visit) -> Result<Answer, Fault> {
    let guardian = visit.guardian.ok_or(Fault::SignInNeeded)?;
    let pupil: PupilId = visit.param("pupil")?;
    let child = visit.app().child_of(guardian, pupil)?.ok_or(Fault::NotFound)?;
    let found = visit.app().reads_for_guardian(guardian, pupil, from(visit), READS_MAX)?;
    let told = if child.place_shown { Told::Guardian } else { Told::GuardianWithoutPlace };
    let name = child.given.unwrap_or_else(|| visit.say(ChildText::NoName).to_owned());
    let crumbs = vec![
        (visit.say(ChildText::Title).to_owned(), "/children".to_owned()),
        (name, format!("/children/{pupil}")),
    ];
    let page = Page::new(visit.say(ReadsText::Title), body(visit, &found, told)?).under(crumbs);
    Ok(page.with_lead(html! { (visit.say(ReadsText::ChildLead)) }).into())
}

fn from(visit: &Visit) -> usize {
    visit.field("from").and_then(|text| text.parse().ok()).unwrap_or(0)
}

impl From<ReadsError> for Fault {
    fn from(error: ReadsError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the read log failed");
        Self::Internal
    }
}

fn body(visit: &Visit, found: &ReadsPage, told: Told) -> Result<Markup, Fault> {
    if found.total == 0 {
        return Ok(html! { p { (visit.say(ReadsText::None)) } });
    }
    let names = if told == Told::Named { names(visit, &found.reads)? } else { HashMap::new() };
    let facts = visit.facts()?;
    let lines: Vec<Line> =
        found.reads.iter().map(|read| line(visit, &facts, read, told, &names)).collect();
    drop(facts);
    let title = visit.say(ReadsText::Title);
    let table = scroll(title, &table(visit, &lines, told));
    let paged = READS.window(visit).within(found.total);
    Ok(html! {
        h2.hidden #reads { (title) }
        (READS.around(visit, paged, &table))
    })
}

fn names(visit: &Visit, reads: &[ReadsFound]) -> Result<HashMap<StaffId, String>, Fault> {
    let staff = reads.iter().filter(|read| read.role != Role::Guardian);
    visit.staff_names(staff.filter_map(|read| read.reader.parse().ok()))
}

fn line(
    visit: &Visit,
    facts: &Facts,
    read: &ReadsFound,
    told: Told,
    names: &HashMap<StaffId, String>,
) -> Line {
    let role = visit.say(words::role(read.role).0);
    let name = read.reader.parse().ok().and_then(|staff: StaffId| names.get(&staff));
    let who = match (told, name) {
        (_, Some(name)) => format!("{name}, {role}"),
        (Told::Pseudonym, None) => format!("{role} {}", read.reader),
        (_, None) => role.to_owned(),
    };
    let in_place = |place: &_| scope(visit, facts, *place, read.at.day(), read.size);
    let places: Vec<String> = match told {
        Told::GuardianWithoutPlace => Vec::new(),
        _ => read.scopes.iter().map(in_place).collect(),
    };
    Line {
        at: words::moment(read.at),
        who,
        place: places.join(", "),
        purpose: purpose(visit.language, read.purpose),
        what: read.what.clone(),
    }
}

const fn purpose(language: Language, purpose: Purpose) -> &'static str {
    match language {
        Language::Sv => purpose.sv(),
        Language::En => purpose.en(),
    }
}

fn table(visit: &Visit, lines: &[Line], told: Told) -> Markup {
    let placed = told != Told::GuardianWithoutPlace;
    let full = matches!(told, Told::Named | Told::Pseudonym);
    html! {
        table {
            caption.hidden { (visit.say(ReadsText::Title)) }
            thead { tr {
                th scope="col" { (visit.say(ReadsText::When)) }
                th scope="col" { (visit.say(ReadsText::Who)) }
                @if placed { th scope="col" { (visit.say(ReadsText::Where)) } }
                th scope="col" { (visit.say(ReadsText::Purpose)) }
                @if full { th scope="col" { (visit.say(ReadsText::What)) } }
            } }
            tbody { @for line in lines {
                tr {
                    th.when scope="row" { (line.at) }
                    td { (line.who) }
                    @if placed { td { @if line.place.is_empty() { "–" } @else { (line.place) } } }
                    td { (line.purpose) }
                    @if full { td { code { (line.what) } } }
                }
            } }
        }
    }
}

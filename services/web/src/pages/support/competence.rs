//! `GET /competence`: the knowledge required of each role, who lacks it, who is authorised to assess, and
//! the assessments recorded by someone who was not.

use std::collections::HashMap;

use domain::id::{SchoolUnitCode, StaffId};
use domain::people::Scope;
use insyn_app::access::{Kind, Sight, needed};
use maud::{Markup, html};
use projections::views::competence::{Authorisation, Requirement};
use projections::{Competence, Facts};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{acts, as_of, people, person, scope};
use crate::pages::paging::List;
use crate::text::SupportText;
use crate::visit::{Answer, At, Visit};
use crate::words;

const HERE: &str = "/competence";
/// The authorisations to assess, page by page.
const AUTHORISED: List = List::new("from", "authorised", 40);
/// People that a requirement names as lacking it.
const LACKING_MAX: usize = 25;

/// Everything the page shows.
struct Shown {
    competence: Competence,
    place: String,
    /// The school units whose competence can be chosen, where the viewer's role reaches more than one.
    schools: Vec<(String, SchoolUnitCode)>,
    staff: HashMap<StaffId, String>,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    needed(visit.actor()?.role, Kind::Competence).ok_or(Fault::Forbidden)?;
    let shown = read(visit)?;
    let competence = &shown.competence;
    let body = html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        (choice_of_school(visit, &shown))
        (acts(visit, &[
            act::link(visit, "competence", "require", &[], HERE),
            act::link(visit, "competence", "complete", &[], HERE),
            act::link(visit, "competence", "authorise", &[], HERE),
        ]))
        (requirements(visit, &shown))
        (authorisations(visit, &shown))
        @if matches!(competence.scope, Scope::School(_)) { (unauthorised(visit, competence)) }
    };
    let title = visit.fill(SupportText::CompetenceTitle, &[("place", &shown.place)]);
    let day = competence.day.to_string();
    let lead = html! { (visit.fill(SupportText::CompetenceLead, &[("day", &day)])) };
    let page = Page::new(title, body).with_lead(lead).under(above(visit, &shown)?);
    Ok(page.showing(shown.at).into())
}

/// The school unit and its support, where the page is of one and they are open to the viewer.
fn above(visit: &Visit, shown: &Shown) -> Result<Vec<(String, String)>, Fault> {
    let Scope::School(school) = shown.competence.scope else { return Ok(Vec::new()) };
    let facts = visit.facts()?;
    let support = visit.fill(SupportText::Title, &[("school", &shown.place)]);
    let mut above = Vec::new();
    if visit.may(&facts, Sight::School(school)) {
        above.push((shown.place.clone(), format!("/schools/{school}")));
    }
    if visit.may(&facts, Sight::Support(school)) {
        above.push((support, format!("/schools/{school}/support")));
    }
    Ok(above)
}

fn read(visit: &Visit) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let of = asked_scope(visit, &facts)?;
    let competence = projections::competence(&facts, of, day, at.size);
    let place = scope(visit, &facts, of, day, at.size);
    let mut schools: Vec<(String, SchoolUnitCode)> = facts
        .schools(day, at.size)
        .into_iter()
        .filter(|school| school.open && visit.may(&facts, Sight::Competence(school.school)))
        .map(|school| (school.name, school.school))
        .collect();
    schools.sort_by_cached_key(|(name, code)| (words::alphabetical(name), *code));
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    let lacking = competence.requirements.iter().flat_map(|row| row.lacking.iter().copied());
    let authorised = competence.authorisations.iter().map(|one| one.staff);
    let staff = visit.staff_names(lacking.chain(authorised).collect::<Vec<_>>())?;
    Ok(Shown { competence, place, schools, staff, at, recorded })
}

/// The school unit that the address names, or where the viewer's role reaches.
fn asked_scope(visit: &Visit, facts: &Facts) -> Result<Scope, Fault> {
    if let Some(text) = visit.field("school") {
        let school: SchoolUnitCode = text.parse().map_err(|_| Fault::NotFound)?;
        let opens = visit.may(facts, Sight::Competence(school));
        return if opens { Ok(Scope::School(school)) } else { Err(Fault::Forbidden) };
    }
    let viewer = visit.actor()?;
    let held = facts.roles(viewer.staff, visit.today(), facts.size());
    let mine = held.into_iter().find(|held| held.role == viewer.role);
    mine.map(|held| held.scope).ok_or(Fault::Forbidden)
}

fn choice_of_school(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        @if shown.schools.len() > 1 {
            details {
                summary { (visit.say(SupportText::Places)) }
                ul { @for (name, code) in &shown.schools {
                    li { a href={ "/competence?school=" (code) } { (name) } }
                } }
            }
        }
    }
}

fn requirements(visit: &Visit, shown: &Shown) -> Markup {
    let rows = &shown.competence.requirements;
    let title = visit.say(SupportText::Required);
    html! {
        section aria-labelledby="required" {
            h2 #required { (title) }
            @if rows.is_empty() { p { (visit.say(SupportText::RequiredNone)) } }
            @else { (scroll(title, &html! {
                table {
                    caption.hidden { (title) }
                    thead { tr {
                        th scope="col" { (visit.say(SupportText::Requirement)) }
                        th scope="col" { (visit.say(SupportText::OfRole)) }
                        th scope="col" { (visit.say(SupportText::Since)) }
                        th.number scope="col" { (visit.say(SupportText::Holders)) }
                        th scope="col" { (visit.say(SupportText::Lacking)) }
                    } }
                    tbody { @for row in rows { (requirement(visit, shown, row)) } }
                }
            })) }
        }
    }
}

fn requirement(visit: &Visit, shown: &Shown, row: &Requirement) -> Markup {
    html! {
        tr {
            th scope="row" { (row.title) }
            td { (visit.say(words::role(row.role).0)) }
            td.when { (row.from) }
            td.number { (row.holders) }
            td {
                @if row.lacking.is_empty() { span.state.good { (visit.say(SupportText::LackingNone)) } }
                @else {
                    strong { (row.lacking.len()) ": " }
                    (people(&shown.staff, &row.lacking[..row.lacking.len().min(LACKING_MAX)]))
                    @if row.lacking.len() > LACKING_MAX { ", …" }
                }
            }
        }
    }
}

fn authorisations(visit: &Visit, shown: &Shown) -> Markup {
    let mut rows: Vec<&Authorisation> = shown.competence.authorisations.iter().collect();
    rows.sort_by_cached_key(|row| {
        (words::alphabetical(person(&shown.staff, row.staff)), row.instrument, row.from)
    });
    let (rows, paged) = AUTHORISED.page(visit, &rows);
    let title = visit.say(SupportText::Authorised);
    html! {
        section aria-labelledby="authorised" {
            h2 #authorised { (title) }
            @if paged.total == 0 { p { (visit.say(SupportText::AuthorisedNone)) } }
            @else { (AUTHORISED.around(visit, paged, &scroll(title, &html! {
                table {
                    caption.hidden { (title) }
                    thead { tr {
                        th scope="col" { (visit.say(SupportText::Who)) }
                        th scope="col" { (visit.say(SupportText::Instrument)) }
                        th scope="col" { (visit.say(SupportText::Since)) }
                        th scope="col" { (visit.say(SupportText::Until)) }
                        th scope="col" { (visit.say(SupportText::State)) }
                    } }
                    tbody { @for row in rows { (authorisation(visit, shown, row)) } }
                }
            }))) }
        }
    }
}

fn authorisation(visit: &Visit, shown: &Shown, row: &Authorisation) -> Markup {
    let until = row.to.map_or_else(|| visit.say(SupportText::Open).to_owned(), |to| to.to_string());
    let (staff, instrument) = (row.staff.to_string(), row.instrument.to_string());
    let given = [("staff", staff.as_str()), ("instrument", instrument.as_str())];
    let (class, key) = match (row.holds, row.ends_soon, row.lapsed) {
        (true, true, _) => ("state warn", SupportText::EndsSoon),
        (true, false, _) => ("state good", SupportText::Holds),
        (false, _, Some(_)) => ("state bad", SupportText::Lapsed),
        (false, _, None) => ("state plain", SupportText::Ended),
    };
    html! {
        tr {
            th scope="row" { (person(&shown.staff, row.staff)) }
            td { (row.instrument.to_string().to_uppercase()) }
            td.when { (row.from) }
            td { (until) }
            td {
                span class=(class) { (visit.say(key)) }
                @if row.holds { (acts(visit, &[act::link(visit, "competence", "lapse", &given, HERE)])) }
            }
        }
    }
}

fn unauthorised(visit: &Visit, competence: &Competence) -> Markup {
    html! {
        section aria-labelledby="unauthorised" {
            h2 #unauthorised { (visit.say(SupportText::Unauthorised)) }
            @if competence.unauthorised.is_empty() { p { (visit.say(SupportText::UnauthorisedNone)) } }
            @for found in &competence.unauthorised {
                @let count = words::count(u64::from(found.count), visit.language);
                p { (visit.fill(SupportText::UnauthorisedCount, &[
                    ("instrument", &found.instrument.to_string().to_uppercase()), ("count", &count),
                ])) }
            }
        }
    }
}

//! Who to be in a test store: first a role, then a person, by place where there are many.

use domain::id::{Size, StaffId};
use domain::people::{Role, Scope};
use maud::{Markup, html};
use projections::Facts;

use crate::fault::Fault;
use crate::page::Page;
use crate::pages::paging::List;
use crate::text::{FrameText, StartText};
use crate::visit::{Answer, Visit, encoded};
use crate::words;

/// So many persons are shown at once; more are divided by place.
const PERSONS_MAX: usize = 24;

/// The places to choose from, page by page.
const PLACES: List = List::new("from", "content", 100);

/// Someone who holds a role.
struct Holder {
    staff: StaffId,
    scope: Scope,
    classes: Vec<String>,
}

/// The choice of a role, or of a person in it.
pub(super) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let role: Option<Role> = visit.field("role").and_then(|text| text.parse().ok());
    let page = match role {
        None => Page::new(visit.say(StartText::Title), roles(visit)?)
            .with_lead(html! { (visit.say(StartText::Lead)) }),
        Some(role) => {
            let name = visit.say(words::role(role).0);
            Page::new(visit.fill(StartText::PickPerson, &[("role", name)]), persons(visit, role)?)
                .under(vec![(visit.say(FrameText::Start).to_owned(), "/".to_owned())])
        }
    };
    Ok(page.into())
}

fn holders(facts: &Facts, visit: &Visit, role: Role, at: Size) -> Vec<Holder> {
    let today = visit.today();
    let mut holders = Vec::new();
    for member in facts.staff(today, at) {
        for held in facts.roles(member.staff, today, at) {
            if held.role == role {
                let (staff, scope) = (member.staff, held.scope);
                holders.push(Holder { staff, scope, classes: Vec::new() });
            }
        }
    }
    holders
}

fn roles(visit: &Visit) -> Result<Markup, Fault> {
    let facts = visit.facts()?;
    let size = facts.size();
    let mut counted = Vec::new();
    for role in Role::ALL {
        let count = holders(&facts, visit, role, size).len();
        if count > 0 {
            counted.push((role, count));
        }
    }
    drop(facts);
    Ok(html! {
        section aria-labelledby="roles" {
            h2 #roles { (visit.say(StartText::DemoTitle)) }
            p { (visit.say(StartText::DemoLead)) }
            ul.cards { @for (role, count) in counted {
                li.card {
                    h3 { a href={ "/?role=" (role) } { (visit.say(words::role(role).0)) } }
                    p { (words::capital(visit.say(words::role(role).1))) "." }
                    p.soft.small { (people(visit, count)) }
                }
            } }
        }
    })
}

fn people(visit: &Visit, count: usize) -> String {
    visit.fill(StartText::People, &[("count", &count.to_string())])
}

fn persons(visit: &Visit, role: Role) -> Result<Markup, Fault> {
    let facts = visit.facts()?;
    let (today, size) = (visit.today(), facts.size());
    let mut all = holders(&facts, visit, role, size);
    if let Some(wanted) = visit.field("place") {
        all.retain(|holder| scope_code(holder.scope) == wanted);
    } else if all.len() > PERSONS_MAX {
        let places = places(visit, &facts, &all, size);
        drop(facts);
        return Ok(choose_place(visit, role, &places));
    }
    for holder in &mut all {
        let classes = facts.classes_assessed_by(holder.staff, today, size);
        let names = classes.iter().filter_map(|a| facts.class(a.class, today, size));
        holder.classes = names.filter(|class| class.open).map(|class| class.name).collect();
        holder.classes.sort_by_cached_key(|name| words::alphabetical(name));
    }
    let places: Vec<String> =
        all.iter().map(|holder| scope_name(visit, &facts, holder.scope, size)).collect();
    drop(facts);
    let names = visit.staff_names(all.iter().map(|holder| holder.staff))?;
    let mut rows: Vec<(&Holder, String, String)> = all
        .iter()
        .zip(places)
        .map(|(holder, place)| {
            (holder, names.get(&holder.staff).cloned().unwrap_or_default(), place)
        })
        .collect();
    rows.sort_by_cached_key(|(_, name, place)| {
        (words::alphabetical(place), words::alphabetical(name))
    });
    Ok(html! {
        @if rows.is_empty() { p { (visit.say(StartText::RoleEmpty)) } }
        ul.cards { @for (holder, name, place) in &rows {
            li { (person(visit, role, holder, name, place)) }
        } }
        p { a href="/" { (visit.say(StartText::OtherRole)) } }
    })
}

fn person(visit: &Visit, role: Role, holder: &Holder, name: &str, place: &str) -> Markup {
    html! {
        form method="post" action="/sign-in" {
            input type="hidden" name="staff" value=(holder.staff);
            input type="hidden" name="role" value=(role);
            button.person type="submit" {
                (visit.fill(StartText::SignInAs, &[("name", name)]))
                span.soft {
                    (place)
                    @if !holder.classes.is_empty() { ", " (holder.classes.join(", ")) }
                }
            }
        }
    }
}

/// The places of the holders, with how many there are in each.
fn places(
    visit: &Visit,
    facts: &Facts,
    holders: &[Holder],
    at: Size,
) -> Vec<(String, String, usize)> {
    let mut scopes: Vec<Scope> = holders.iter().map(|holder| holder.scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    let mut places: Vec<(String, String, usize)> = scopes
        .into_iter()
        .map(|scope| {
            let count = holders.iter().filter(|holder| holder.scope == scope).count();
            (scope_name(visit, facts, scope, at), scope_code(scope), count)
        })
        .collect();
    places.sort_by_cached_key(|(name, ..)| words::alphabetical(name));
    places
}

fn choose_place(visit: &Visit, role: Role, places: &[(String, String, usize)]) -> Markup {
    let (places, paged) = PLACES.page(visit, places);
    let cards = html! {
        ul.cards { @for (name, code, count) in places {
            li.card {
                a.cover href={ "/?role=" (role) "&place=" (encoded(code)) } { (name) }
                p.soft.small { (people(visit, *count)) }
            }
        } }
    };
    html! {
        (PLACES.around(visit, paged, &cards))
        p { a href="/" { (visit.say(StartText::OtherRole)) } }
    }
}

fn scope_code(scope: Scope) -> String {
    match scope {
        Scope::Municipality => "municipality".to_owned(),
        Scope::District(district) => format!("district:{district}"),
        Scope::School(school) => format!("school:{school}"),
    }
}

fn scope_name(visit: &Visit, facts: &Facts, scope: Scope, at: Size) -> String {
    match scope {
        Scope::Municipality => visit.say(FrameText::Municipality).to_owned(),
        Scope::District(district) => {
            facts.district(district, at).map_or_else(|| district.to_string(), |d| d.name)
        }
        Scope::School(school) => {
            let found = facts.school(school, visit.today(), at);
            found.map_or_else(|| school.to_string(), |school| school.name)
        }
    }
}

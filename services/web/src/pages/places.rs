//! `GET /schools`: districts, committees and school units, each with a way to its figures.

use insyn_app::access::{Kind, Sight, needed};
use maud::{Markup, html};

use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::paging::List;
use crate::text::UnitText;
use crate::visit::{Answer, Visit};
use crate::words;

/// The school units, page by page.
const SCHOOLS: List = List::new("from", "schools", 100);

/// A name and its address.
pub(crate) type Place = (String, String);

/// What there is in the municipality that has figures.
pub(crate) struct Areas {
    pub(crate) districts: Vec<Place>,
    pub(crate) committees: Vec<Place>,
    schools: Vec<(Place, String)>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let areas = areas(visit)?;
    let (schools, paged) = SCHOOLS.page(visit, &areas.schools);
    let table = scroll(visit.say(UnitText::SchoolsTitle), &table(visit, schools));
    let body = html! {
        div.two {
            (list(visit.say(UnitText::Committees), &areas.committees))
            (list(visit.say(UnitText::Districts), &areas.districts))
        }
        section aria-labelledby="schools" {
            h2 #schools { (visit.say(UnitText::SchoolsTitle)) }
            (SCHOOLS.around(visit, paged, &table))
        }
    };
    let lead = html! { (visit.say(UnitText::SchoolsIntro)) };
    Ok(Page::new(visit.say(UnitText::SchoolsTitle), body).with_lead(lead).into())
}

/// What the viewer may see figures of.
pub(crate) fn areas(visit: &Visit) -> Result<Areas, Fault> {
    // Each place is asked for below; a role without any line for figures is refused at once.
    needed(visit.actor()?.role, Kind::Figures).ok_or(Fault::Forbidden)?;
    let facts = visit.facts()?;
    let (today, size) = (visit.today(), facts.size());
    let mut districts: Vec<Place> = facts
        .districts(size)
        .into_iter()
        .filter(|district| visit.may(&facts, Sight::District(district.district)))
        .map(|district| (district.name, format!("/districts/{}", district.district)))
        .collect();
    let mut committees: Vec<Place> = facts
        .committees(size)
        .into_iter()
        .filter(|committee| visit.may(&facts, Sight::Committee(committee.committee)))
        .map(|committee| (committee.name, format!("/committees/{}", committee.committee)))
        .collect();
    let district_name = |id| facts.district(id, size).map(|district| district.name);
    let mut schools: Vec<(Place, String)> = facts
        .schools(today, size)
        .into_iter()
        .filter(|school| school.open && visit.may(&facts, Sight::School(school.school)))
        .map(|school| {
            let district = school.district.and_then(district_name).unwrap_or_default();
            ((school.name, format!("/schools/{}", school.school)), district)
        })
        .collect();
    drop(facts);
    districts.sort_by_cached_key(|(name, _)| words::alphabetical(name));
    committees.sort_by_cached_key(|(name, _)| words::alphabetical(name));
    schools.sort_by_cached_key(|((name, link), _)| (words::alphabetical(name), link.clone()));
    Ok(Areas { districts, committees, schools })
}

fn list(title: &str, places: &[Place]) -> Markup {
    html! {
        section.sheet {
            h2 { (title) }
            ul.plain-list { @for (name, link) in places { li { a href=(link) { (name) } } } }
        }
    }
}

fn table(visit: &Visit, schools: &[(Place, String)]) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(UnitText::SchoolsTitle)) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::School)) }
                th scope="col" { (visit.say(UnitText::District)) }
            } }
            tbody { @for ((name, link), district) in schools {
                tr { th scope="row" { a href=(link) { (name) } } td { (district) } }
            } }
        }
    }
}

//! `GET /schools/{school}/support` and `GET /competence`: what supports a school unit and its principal,
//! the conditions that teachers state, and what the staff know and may do.

mod competence;
mod conditions;
mod leadership;

use std::collections::HashMap;

use domain::id::{ClassId, Position, SchoolUnitCode, StaffId};
use domain::people::{Actor, Role};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::Support;
use projections::views::support::{Coaching, Development, StatedConditions};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{acts, as_of, person, school_name};
use crate::text::SupportText;
use crate::visit::{Answer, At, Visit};

pub(crate) use competence::show as competence;

/// Everything the page shows.
struct Shown {
    support: Support,
    name: String,
    classes: HashMap<ClassId, String>,
    staff: HashMap<StaffId, String>,
    /// The sealed texts that the viewer may read, by the event they stand in.
    texts: HashMap<Position, String>,
    sees_competence: bool,
    at: At,
    recorded: Option<String>,
}

/// `GET /schools/{school}/support`
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let school: SchoolUnitCode = visit.param("school")?;
    visit.demand(Sight::Support(school))?;
    let shown = read(visit, school)?;
    let body = html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        @if shown.sees_competence {
            p.row { a href={ "/competence?school=" (school) } { (visit.say(SupportText::Competence)) } }
        }
        (coaching(visit, &shown))
        (development(visit, &shown))
        (leadership::acts_of(visit, &shown))
        (leadership::seminars(visit, &shown))
        (conditions::section(visit, &shown))
    };
    let title = visit.fill(SupportText::Title, &[("school", &shown.name)]);
    let crumbs = vec![(shown.name.clone(), format!("/schools/{school}"))];
    let lead = html! { (visit.say(SupportText::Lead)) };
    Ok(Page::new(title, body).with_lead(lead).under(crumbs).showing(shown.at).into())
}

fn read(visit: &Visit, school: SchoolUnitCode) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    facts.school(school, day, at.size).ok_or(Fault::NotFound)?;
    let support = projections::support(&facts, school, at.size);
    let of_acts = support.leadership.iter().filter_map(|act| Some((act.class?, act.on)));
    let stated = support.conditions.iter();
    let of_conditions = stated.filter_map(|stated| {
        let round = facts.round(stated.round, at.size)?;
        Some((stated.class, round.census_date))
    });
    let classes = of_acts
        .chain(of_conditions)
        .filter_map(|(class, on)| Some((class, facts.class(class, on, at.size)?.name)))
        .collect();
    let name = school_name(&facts, school, day, at.size);
    let recorded = recorded_at(&facts, at.size);
    let sees_competence = visit.may(&facts, Sight::Competence(school));
    let whole = visit.may(&facts, Sight::PupilsOf(school));
    drop(facts);
    let staff = visit.staff_names(staff_of(&support))?;
    let texts = texts(visit, &sealed_for(visit, &support, whole))?;
    Ok(Shown { support, name, classes, staff, texts, sees_competence, at, recorded })
}

/// The events whose sealed text the viewer may read: all of them for who answers for the school unit; for
/// an adviser what the own coaching is about and came to, and requests that nobody has taken on.
fn sealed_for(visit: &Visit, support: &Support, whole: bool) -> Vec<Position> {
    let mut sealed: Vec<Position> = Vec::new();
    let adviser = visit.viewer.filter(|viewer| viewer.role == Role::Adviser);
    for row in &support.coaching {
        let own = |viewer: Actor| row.adviser.is_none_or(|adviser| adviser == viewer.staff);
        if whole || adviser.is_some_and(own) {
            sealed.extend([Some(row.requested), row.held].into_iter().flatten());
        }
    }
    if whole {
        sealed.extend(support.development.iter().filter_map(|row| row.evaluated));
        sealed.extend(support.leadership.iter().filter(|act| act.note).map(|act| act.position));
        let stated = |one: &StatedConditions| [Some(one.position), one.answered];
        sealed.extend(support.conditions.iter().flat_map(stated).flatten());
    }
    sealed
}

fn texts(visit: &Visit, sealed: &[Position]) -> Result<HashMap<Position, String>, Fault> {
    let mut texts = HashMap::with_capacity(sealed.len());
    for position in sealed {
        if let Some(text) = visit.app().text_at(*position, 0)? {
            texts.insert(*position, text.as_str().to_owned());
        }
    }
    Ok(texts)
}

/// The sealed text of an event, where the viewer may read it.
fn note(shown: &Shown, of: Option<Position>) -> Markup {
    html! {
        @if let Some(text) = of.and_then(|position| shown.texts.get(&position)) { pre.note { (text) } }
    }
}

/// Everyone the page names.
fn staff_of(support: &Support) -> Vec<StaffId> {
    let mut staff: Vec<StaffId> = Vec::new();
    staff.extend(support.coaching.iter().filter_map(|row| row.adviser));
    staff.extend(support.development.iter().filter_map(|row| row.lead));
    staff.extend(support.leadership.iter().filter_map(|act| act.staff));
    staff.extend(support.seminars.iter().flat_map(|row| row.principals.iter().copied()));
    staff.extend(support.conditions.iter().map(|stated| stated.staff));
    staff.extend(support.conditions.iter().filter_map(|stated| stated.answered_by));
    staff
}

/// A table of a section, or the words for there being nothing.
fn table_or(
    visit: &Visit,
    title: SupportText,
    none: Option<SupportText>,
    heads: &[SupportText],
    rows: &Markup,
) -> Markup {
    let title = visit.say(title);
    if let Some(none) = none {
        return html! { p { (visit.say(none)) } };
    }
    scroll(
        title,
        &html! {
            table {
                caption.hidden { (title) }
                thead { tr { @for head in heads { th scope="col" { (visit.say(*head)) } } } }
                tbody { (rows) }
            }
        },
    )
}

/// The address to come back to after something is recorded.
fn back(shown: &Shown) -> String {
    format!("/schools/{}/support", shown.support.school)
}

fn coaching(visit: &Visit, shown: &Shown) -> Markup {
    let code = shown.support.school.to_string();
    let ask = act::link(visit, "coaching", "request", &[("school", &code)], &back(shown));
    let none = shown.support.coaching.is_empty().then_some(SupportText::CoachingNone);
    let heads = [SupportText::Adviser, SupportText::Booked, SupportText::Held, SupportText::State];
    let rows = html! { @for row in &shown.support.coaching { (coaching_row(visit, shown, row)) } };
    html! {
        section aria-labelledby="coaching" {
            h2 #coaching { (visit.say(SupportText::Coaching)) }
            (acts(visit, &[ask]))
            (table_or(visit, SupportText::Coaching, none, &heads, &rows))
        }
    }
}

fn coaching_row(visit: &Visit, shown: &Shown, row: &Coaching) -> Markup {
    let (id, school) = (row.coaching.to_string(), row.school.to_string());
    let given = [("coaching", id.as_str()), ("school", school.as_str())];
    let link = |command| act::link(visit, "coaching", command, &given, &back(shown));
    let day = |day: Option<domain::calendar::Day>| {
        html! { @match day {
            Some(day) => span.when { (day) },
            None => span.soft { (visit.say(SupportText::NotYet)) },
        } }
    };
    html! {
        tr {
            th scope="row" {
                (row.adviser.map_or("–", |adviser| person(&shown.staff, adviser)))
                (note(shown, Some(row.requested)))
            }
            td { (day(row.booked_on)) }
            td { (day(row.held_on)) }
            td { @if row.held.is_none() {
                @if row.booked.is_none() { span.state.plain { "○ " (visit.say(SupportText::Requested)) } }
                (acts(visit, &[link("book"), if row.booked.is_some() { link("hold") } else { html! {} }]))
            } @else {
                span.state.good { "✓ " (visit.say(SupportText::Held)) }
                (note(shown, row.held))
            } }
        }
    }
}

fn development(visit: &Visit, shown: &Shown) -> Markup {
    let code = shown.support.school.to_string();
    let link =
        |command| act::link(visit, "development", command, &[("school", &code)], &back(shown));
    let none = shown.support.development.is_empty().then_some(SupportText::DevelopmentNone);
    let heads = [SupportText::What, SupportText::State, SupportText::LedBy, SupportText::Use];
    let rows =
        html! { @for row in &shown.support.development { (development_row(visit, shown, row)) } };
    html! {
        section aria-labelledby="development" {
            h2 #development { (visit.say(SupportText::Development)) }
            (acts(visit, &[link("offer"), link("request")]))
            (table_or(visit, SupportText::Development, none, &heads, &rows))
        }
    }
}

fn development_row(visit: &Visit, shown: &Shown, row: &Development) -> Markup {
    html! {
        tr {
            th scope="row" { (row.title) }
            td { (development_state(visit, row)) (development_acts(visit, shown, row)) }
            td { (row.lead.map_or("–", |lead| person(&shown.staff, lead))) }
            td {
                @match row.useful {
                    Some(true) => span.state.good { (visit.say(SupportText::Useful)) },
                    Some(false) => span.state.bad { (visit.say(SupportText::NotUseful)) },
                    None => span.soft { (visit.say(SupportText::NotEvaluated)) },
                }
                (note(shown, row.evaluated))
            }
        }
    }
}

fn development_state(visit: &Visit, row: &Development) -> Markup {
    let count = row.participants.to_string();
    html! {
        @match (row.held_on, row.planned_on, row.requested) {
            (Some(on), _, _) => span.state.good {
                (unbroken(&visit.fill(SupportText::HeldOn, &[("on", &on.to_string()), ("count", &count)])))
            },
            (None, Some(on), _) => span.state.warn {
                (unbroken(&visit.fill(SupportText::Planned, &[("on", &on.to_string())])))
            },
            (None, None, Some(_)) => span.state.plain { (visit.say(SupportText::Asked)) },
            (None, None, None) => span.state.plain { (visit.say(SupportText::Offered)) },
        }
    }
}

/// The next step: ask for what is offered, plan what is asked for, record it as held, evaluate it.
fn development_acts(visit: &Visit, shown: &Shown, row: &Development) -> Markup {
    let (id, school) = (row.development.to_string(), row.school.to_string());
    let given = [("development", id.as_str()), ("school", school.as_str())];
    let commands: &[&str] = match (row.held, row.planned, row.requested) {
        (Some(_), _, _) if row.evaluated.is_some() => &[],
        (Some(_), _, _) => &["evaluate"],
        (None, Some(_), _) => &["hold", "plan"],
        (None, None, Some(_)) => &["plan"],
        (None, None, None) => &["request"],
    };
    let links: Vec<Markup> = commands
        .iter()
        .map(|command| act::link(visit, "development", command, &given, &back(shown)))
        .collect();
    acts(visit, &links)
}

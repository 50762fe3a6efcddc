//! `GET /to-do`: what awaits the one who is signed in; a shorter form of it stands first on the start page.

mod item;

use std::collections::{BTreeSet, HashMap};

use domain::id::{PupilId, StaffId};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::{Facts, Todo, TodoItem, TodoState};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, Tone, notice};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::as_of;
use crate::pages::paging::List;
use crate::text::TodoText;
use crate::visit::{Answer, At, Visit};
use crate::words;

/// The most duties that the start page shows.
const ON_START: usize = 12;

/// The duties, page by page.
const DUTIES: List = List::new("from", "content", 40);

/// A person's duties, with what they are about in words.
struct Shown {
    todo: Todo,
    places: Vec<item::Place>,
    names: HashMap<PupilId, String>,
    /// Where the forms lead back to.
    back: &'static str,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    visit.demand(Sight::ToDo(visit.actor()?.staff))?;
    let at = visit.at()?;
    let shown = read(visit, at, "/to-do")?;
    let recorded = recorded_at(&*visit.facts()?, at.size);
    let body = html! {
        (as_of(visit, recorded, at))
        (paged(visit, &shown))
        p.soft { (address(visit, shown.todo.staff)) }
    };
    let lead = html! { (visit.say(TodoText::Lead)) };
    Ok(Page::new(visit.say(TodoText::Title), body).with_lead(lead).showing(at).into())
}

/// The way to the form where one says where reminders go.
fn address(visit: &Visit, staff: StaffId) -> Markup {
    let staff = staff.to_string();
    act::link(visit, "organisation", "set_staff_contact", &[("staff", &staff)], "/to-do")
}

/// The viewer's most urgent duties, for the start page; nothing for a role without duties.
pub(crate) fn first(visit: &Visit) -> Result<Markup, Fault> {
    let staff = visit.actor()?.staff;
    let facts = visit.facts()?;
    let may = visit.may(&facts, Sight::ToDo(staff));
    let size = facts.size();
    drop(facts);
    if !may {
        return Ok(html! {});
    }
    let shown = read(visit, At { size, past: false, day: None }, "/")?;
    let total = shown.todo.items.len();
    let count = total.to_string();
    Ok(html! {
        section.sheet aria-labelledby="to-do" {
            h2 #to-do { (visit.say(TodoText::Title)) }
            (lists(visit, &shown, (0, ON_START), |title| html! { h3 { (title) } }))
            @if total > 0 {
                p { a href="/to-do" { (visit.fill(TodoText::All, &[("count", &count)])) } }
            }
        }
    })
}

fn read(visit: &Visit, at: At, back: &'static str) -> Result<Shown, Fault> {
    let staff = visit.actor()?.staff;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let todo = projections::todo(&facts, staff, day, at.size);
    let places = todo.items.iter().map(|item| item::place(&facts, item, &todo)).collect();
    let pupils = visible_pupils(visit, &facts, &todo);
    drop(facts);
    let names = visit.names_of(&pupils)?;
    let names = names.into_iter().map(|(id, called)| (id, called.text().to_owned())).collect();
    Ok(Shown { todo, places, names, back })
}

/// Pupils that the duties name and the viewer may see by name.
fn visible_pupils(visit: &Visit, facts: &Facts, todo: &Todo) -> Vec<PupilId> {
    let named: BTreeSet<PupilId> = todo.items.iter().filter_map(|item| item.about.pupil).collect();
    named.into_iter().filter(|pupil| visit.may(facts, Sight::Pupil(*pupil))).collect()
}

fn paged(visit: &Visit, shown: &Shown) -> Markup {
    let paged = DUTIES.window(visit).within(shown.todo.items.len());
    let lists = lists(visit, shown, (paged.from, paged.shown), |title| html! { h2 { (title) } });
    DUTIES.around(visit, paged, &lists)
}

/// The duties by urgency, from this one on and at most so many in all, each list under such a heading.
fn lists(
    visit: &Visit,
    shown: &Shown,
    (from, most): (usize, usize),
    heading: fn(&Markup) -> Markup,
) -> Markup {
    if shown.todo.items.is_empty() {
        return notice(Tone::Good, &html! { p { (visit.say(TodoText::None)) } });
    }
    let lines: Vec<(&TodoItem, &item::Place)> =
        shown.todo.items.iter().zip(&shown.places).skip(from).take(most).collect();
    let groups = [
        (TodoState::Late, TodoText::Late),
        (TodoState::Soon, TodoText::Soon),
        (TodoState::Next, TodoText::Next),
    ];
    html! {
        @for (state, title) in groups {
            @let count = shown.todo.items.iter().filter(|item| item.state == state).count();
            @if lines.iter().any(|(item, _)| item.state == state) {
                @let count = words::count(number(count), visit.language);
                (heading(&html! { (visit.say(title)) " " span.soft { "(" (count) ")" } }))
                ul.plain-list.duties {
                    @for (item, place) in lines.iter().filter(|(item, _)| item.state == state) {
                        li { (item::line(visit, item, place, &shown.names, shown.back)) }
                    }
                }
            }
        }
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

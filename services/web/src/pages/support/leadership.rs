//! What the principal has done as a leader of the teaching, and whether they were at the joint seminars.

use maud::{Markup, html};
use projections::views::support::Attendance;

use super::{Shown, back, note, table_or};
use crate::act;
use crate::page::unbroken;
use crate::pages::family::word;
use crate::pages::named::{acts, people, person, same_state};
use crate::text::SupportText;
use crate::visit::Visit;

/// Acts of leadership.
pub(super) fn acts_of(visit: &Visit, shown: &Shown) -> Markup {
    let support = &shown.support;
    let code = support.school.to_string();
    let record = act::link(visit, "leadership", "act", &[("school", &code)], &back(shown));
    let none = support.leadership.is_empty().then_some(SupportText::LeadershipNone);
    let heads = [SupportText::On, SupportText::Act, SupportText::Class, SupportText::Who];
    let rows = html! { @for act in &support.leadership {
        tr {
            td.when { (act.on) }
            th scope="row" { (word(visit, "LeadershipAct", &act.act)) (note(shown, Some(act.position))) }
            td { (act.class.and_then(|class| shown.classes.get(&class)).map_or("–", String::as_str)) }
            td { (act.staff.map_or("–", |staff| person(&shown.staff, staff))) }
        }
    } };
    html! {
        section aria-labelledby="leadership" {
            h2 #leadership { (visit.say(SupportText::Leadership)) }
            (acts(visit, &[record]))
            (table_or(visit, SupportText::Leadership, none, &heads, &rows))
        }
    }
}

/// Joint seminars.
pub(super) fn seminars(visit: &Visit, shown: &Shown) -> Markup {
    let seminars = &shown.support.seminars;
    let none = seminars.is_empty().then_some(SupportText::SeminarsNone);
    let heads = [SupportText::On, SupportText::Seminar, SupportText::State];
    let rows = html! { @for seminar in seminars {
        tr {
            td.when { (seminar.on) }
            th scope="row" {
                a href=(same_state(&format!("/seminars/{}", seminar.seminar), shown.at)) { (seminar.title) }
            }
            td { (attendance(visit, shown, seminar)) }
        }
    } };
    html! {
        section aria-labelledby="seminars" {
            h2 #seminars { (visit.say(SupportText::Seminars)) }
            (table_or(visit, SupportText::Seminars, none, &heads, &rows))
        }
    }
}

fn attendance(visit: &Visit, shown: &Shown, seminar: &Attendance) -> Markup {
    let names = people(&shown.staff, &seminar.principals);
    html! {
        @if seminar.held.is_none() { span.state.plain { (visit.say(SupportText::NotHeld)) } }
        @else if seminar.principals.is_empty() { span.state.bad { (visit.say(SupportText::NotThere)) } }
        @else { span.state.good { (unbroken(&visit.fill(SupportText::There, &[("names", &names)]))) } }
    }
}

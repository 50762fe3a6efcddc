//! The conditions that teachers state when they sign off, and the principal's answers.

use maud::{Markup, html};
use projections::views::support::StatedConditions;

use super::{Shown, back, note, table_or};
use crate::act;
use crate::pages::named::{acts, person};
use crate::pages::paging::List;
use crate::text::SupportText;
use crate::visit::Visit;
use crate::words;

/// The statements, page by page.
const STATED: List = List::new("from", "conditions", 20);

/// The section.
pub(super) fn section(visit: &Visit, shown: &Shown) -> Markup {
    let conditions = &shown.support.conditions;
    let none = conditions.is_empty().then_some(SupportText::ConditionsNone);
    let heads = [
        SupportText::Round,
        SupportText::Class,
        SupportText::Who,
        SupportText::Stated,
        SupportText::Answer,
    ];
    let (conditions, paged) = STATED.page(visit, conditions);
    let rows = html! { @for stated in conditions { (row(visit, shown, stated)) } };
    html! {
        section aria-labelledby="conditions" {
            h2 #conditions { (visit.say(SupportText::Conditions)) }
            (STATED.around(visit, paged, &table_or(visit, SupportText::Conditions, none, &heads, &rows)))
        }
    }
}

fn row(visit: &Visit, shown: &Shown, stated: &StatedConditions) -> Markup {
    let class = shown.classes.get(&stated.class).map_or("–", String::as_str);
    html! {
        tr {
            th scope="row" { (words::round(stated.round, visit.language)) }
            td { (class) }
            td { (person(&shown.staff, stated.staff)) }
            td {
                @if stated.reasonable { span.state.good { (visit.say(SupportText::Reasonable)) } }
                @else { span.state.bad { (visit.say(SupportText::Unreasonable)) } }
                (note(shown, Some(stated.position)))
            }
            td { (answer(visit, shown, stated)) }
        }
    }
}

fn answer(visit: &Visit, shown: &Shown, stated: &StatedConditions) -> Markup {
    if stated.answered.is_some() {
        let name = stated.answered_by.map_or("–", |staff| person(&shown.staff, staff));
        return html! {
            span.state.good { (visit.fill(SupportText::Answered, &[("name", name)])) }
            (note(shown, stated.answered))
        };
    }
    let (of, school) = (stated.position.to_string(), shown.support.school.to_string());
    let (round, class) = (stated.round.to_string(), stated.class.to_string());
    let given = [
        ("of", of.as_str()),
        ("school", school.as_str()),
        ("round", round.as_str()),
        ("class", class.as_str()),
    ];
    html! {
        span.soft { (visit.say(SupportText::Unanswered)) }
        (acts(visit, &[act::link(visit, "round", "answer_conditions", &given, &back(shown))]))
    }
}

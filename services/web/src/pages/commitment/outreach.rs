//! How a version was taken out to the parents: where it was published, to whom it was explained and how,
//! and which classes remain.

use maud::{Markup, html};
use projections::views::pledge::{Explanation, PledgeVersion, Publication};

use crate::page::{scroll, unbroken};
use crate::pages::family::word;
use crate::pages::named::language;
use crate::text::PledgeText;
use crate::visit::Visit;

/// Of one adopted version.
pub(super) fn of_version(visit: &Visit, version: &PledgeVersion) -> Markup {
    html! {
        p.label { (visit.say(PledgeText::Published)) }
        (published(visit, &version.published))
        p.label { (visit.say(PledgeText::Explained)) }
        (explained(visit, &version.explained))
        @if let Some(remaining) = &version.not_explained {
            @if remaining.is_empty() {
                p.good-text { (visit.say(PledgeText::AllExplained)) }
            } @else {
                p { (visit.say(PledgeText::NotExplained)) ": "
                    (remaining.iter().map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ")) }
            }
        }
    }
}

fn published(visit: &Visit, places: &[Publication]) -> Markup {
    html! {
        @if places.is_empty() { p.soft { (visit.say(PledgeText::PublishedNone)) } }
        @else {
            ul { @for said in places {
                @let on = said.on.to_string();
                li { (unbroken(&visit.fill(PledgeText::PublishedAt, &[("on", &on), ("place", &said.place)]))) }
            } }
        }
    }
}

fn explained(visit: &Visit, said: &[Explanation]) -> Markup {
    if said.is_empty() {
        return html! { p.soft { (visit.say(PledgeText::ExplainedNone)) } };
    }
    let caption = visit.say(PledgeText::Explained);
    scroll(
        caption,
        &html! {
            table {
                caption.hidden { (caption) }
                thead { tr {
                    th scope="col" { (visit.say(PledgeText::Class)) }
                    th scope="col" { (visit.say(PledgeText::On)) }
                    th scope="col" { (visit.say(PledgeText::Way)) }
                    th scope="col" { (visit.say(PledgeText::Language)) }
                } }
                tbody { @for one in said {
                    tr {
                        th scope="row" { (one.class_name.as_deref().unwrap_or("–")) }
                        td.when { (one.on) }
                        td { (word(visit, "Way", &one.way)) }
                        td { (language(visit, one.language)) }
                    }
                } }
            }
        },
    )
}

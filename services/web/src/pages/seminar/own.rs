//! `GET /my-agreement`: a person's own ratings beside the consensus and beside the others'. Nobody else
//! is shown this page.

use std::collections::HashMap;

use domain::id::SeminarId;
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::views::seminar::OwnSeminar;
use projections::{OwnAgreement, own_agreement};

use super::agreement::permille;
use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::as_of;
use crate::text::SeminarText;
use crate::visit::{Answer, Visit};

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let staff = visit.actor()?.staff;
    visit.demand(Sight::OwnAgreement(staff))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let own = own_agreement(&facts, staff, at.size);
    let day = day_shown(&facts, visit.today(), at);
    let titles: HashMap<SeminarId, String> = projections::seminars(&facts, day, at.size)
        .seminars
        .into_iter()
        .map(|row| (row.seminar, row.title))
        .collect();
    let recorded = recorded_at(&facts, at.size);
    let sees_list = visit.may(&facts, Sight::Seminars);
    drop(facts);
    let body = html! {
        (as_of(visit, recorded, at))
        @if own.seminars.is_empty() { p { (visit.say(SeminarText::OwnEmpty)) } }
        @else {
            (against_consensus(visit, &own, &titles))
            (beside_others(visit, &own, &titles))
            p.small { a href="/figures#own-agreement-1" { (visit.say(SeminarText::Rule)) } }
        }
    };
    // Some have matters of their own but no seminars.
    let list = (visit.say(SeminarText::Title).to_owned(), "/seminars".to_owned());
    let crumbs = sees_list.then_some(list).into_iter().collect();
    let lead = html! { (visit.say(SeminarText::OwnLead)) };
    Ok(Page::new(visit.say(SeminarText::OwnTitle), body)
        .with_lead(lead)
        .under(crumbs)
        .showing(at)
        .into())
}

fn name(own: &OwnSeminar, titles: &HashMap<SeminarId, String>) -> Markup {
    let title = titles.get(&own.seminar).map_or("–", String::as_str);
    html! {
        th scope="row" { a href={ "/seminars/" (own.seminar) } { (title) } span.soft.under.when { (own.on) } }
    }
}

fn against_consensus(
    visit: &Visit,
    own: &OwnAgreement,
    titles: &HashMap<SeminarId, String>,
) -> Markup {
    let heads = [
        SeminarText::Rated,
        SeminarText::WithConsensus,
        SeminarText::Exact,
        SeminarText::WithinOne,
        SeminarText::Above,
        SeminarText::Below,
    ];
    table(
        visit,
        SeminarText::AgainstConsensus,
        &heads,
        &html! {
            @for seminar in own.seminars.iter().rev() {
                @let cells = [
                    seminar.rated, seminar.with_consensus, seminar.exact, seminar.within_one,
                    seminar.above, seminar.below,
                ];
                tr { (name(seminar, titles)) @for cell in cells { td.number { (cell) } } }
            }
        },
    )
}

fn beside_others(visit: &Visit, own: &OwnAgreement, titles: &HashMap<SeminarId, String>) -> Markup {
    let heads = [
        SeminarText::Pairs,
        SeminarText::Exact,
        SeminarText::WithinOne,
        SeminarText::Higher,
        SeminarText::Lower,
    ];
    table(
        visit,
        SeminarText::AgainstOthers,
        &heads,
        &html! {
            @for seminar in own.seminars.iter().rev() {
                @if let Some(beside) = seminar.beside {
                    @let shares = [
                        beside.exact_permille, beside.within_one_permille, beside.higher_permille,
                        beside.lower_permille,
                    ];
                    tr {
                        (name(seminar, titles))
                        td.number { (beside.pairs) }
                        @for share in shares { td.number { (permille(visit, Some(share))) } }
                    }
                }
            }
        },
    )
}

fn table(visit: &Visit, title: SeminarText, heads: &[SeminarText], rows: &Markup) -> Markup {
    let title = visit.say(title);
    html! {
        section {
            h2 { (title) }
            (scroll(title, &html! {
                table {
                    caption.hidden { (title) }
                    thead { tr {
                        th scope="col" { (visit.say(SeminarText::Seminar)) }
                        @for head in heads { th.number scope="col" { (visit.say(*head)) } }
                    } }
                    tbody { (rows) }
                }
            }))
        }
    }
}

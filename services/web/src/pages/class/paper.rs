//! The paper list: the class in the order of the screen, with room to write by hand.

use maud::html;

use crate::page::{Page, unbroken};
use crate::pages::class::sheet::{Sheet, outcome_of};
use crate::pages::class::table::occasion;
use crate::text::{ClassText, GridText};
use crate::visit::Visit;
use crate::words;

/// The list, for print.
pub(crate) fn page(visit: &Visit, sheet: &Sheet) -> Page {
    let round = words::round(sheet.round.round, visit.language);
    let parts = [("class", sheet.class.name.as_str()), ("round", &round)];
    let body = html! {
        p.soft.on-screen { (visit.say(GridText::PaperPrint)) }
        table.paper {
            caption { (visit.fill(ClassText::Caption, &parts)) }
            thead { tr {
                th scope="col" { (visit.say(GridText::PaperNumber)) }
                th scope="col" { (visit.say(ClassText::Pupil)) }
                @for round in &sheet.before {
                    th.before scope="col" title=(words::round(*round, visit.language)) {
                        (occasion(visit, *round))
                    }
                }
                th.before scope="col" { (visit.say(ClassText::Target)) }
                th.write scope="col" { (visit.say(ClassText::Point)) }
                th.write scope="col" { (visit.say(ClassText::On)) }
                th.write scope="col" { (visit.say(ClassText::Note)) }
            } }
            tbody { @for (index, row) in sheet.rows.iter().enumerate() {
                tr {
                    td.number { (index + 1) }
                    th scope="row" { (row.called.text()) }
                    @for value in &row.earlier {
                        td.before {
                            @match value {
                                Some(value) => (words::outcome(outcome_of(value), visit.language)),
                                None => "–",
                            }
                        }
                    }
                    td.before { @match row.target { Some(point) => (point), None => "–" } }
                    td.write { @if let Some(now) = &row.now { (words::outcome(outcome_of(now), visit.language)) } }
                    td.write {}
                    td.write {}
                }
            } }
        }
        p.warn-text { (visit.say(GridText::PaperCare)) }
    };
    let up = (visit.fill(ClassText::Title, &parts), sheet.address());
    Page::new(visit.fill(GridText::PaperTitle, &parts), body)
        .with_lead(unbroken(visit.say(GridText::PaperLead)))
        .under(vec![up])
}

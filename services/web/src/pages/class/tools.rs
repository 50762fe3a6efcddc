//! What the class's grid has around its table: filling a whole column, the preview of a pasted block, the
//! line that says what is saved, and the words that the script needs.

use maud::{Markup, html};

use crate::pages::class::entry::Echo;
use crate::pages::class::sheet::Sheet;
use crate::text::{ClassText, GridText};
use crate::visit::Visit;

/// The words of the script, by the name it asks for them.
const SAID: &[(&str, GridText)] = &[
    ("Saving", GridText::Saving),
    ("NotSaved", GridText::NotSaved),
    ("NotSavedYet", GridText::NotSavedYet),
    ("SignedOut", GridText::SignedOut),
    ("Unsaved", GridText::Unsaved),
    ("AllSaved", GridText::AllSaved),
    ("WithPoint", GridText::WithPoint),
    ("ReasonFirst", GridText::ReasonFirst),
    ("Undo", GridText::Undo),
    ("UndoOf", GridText::UndoOf),
    ("Points", GridText::Points),
    ("ColumnSet", GridText::ColumnSet),
    ("DateSet", GridText::DateSet),
    ("Pasted", GridText::Pasted),
    ("Unmatched", GridText::Unmatched),
    ("NoPoint", GridText::NoPoint),
    ("New", GridText::New),
    ("SameAlready", GridText::SameAlready),
    ("Conflict", GridText::Conflict),
];

/// The form around the table.
pub(crate) fn form(visit: &Visit, sheet: &Sheet, echo: &Echo, grid: &Markup) -> Markup {
    let points = sheet.edition.iter().flat_map(|edition| &edition.points);
    let points: Vec<String> = points.map(|point| point.code.to_string()).collect();
    html! {
        form method="post" action=(sheet.address()) autocomplete="off" data-grid
            data-cells={ (sheet.address()) "/cells" }
            data-who=[visit.viewer.map(|viewer| viewer.staff)] data-points=(points.join(" ")) data-reasons="a n u"
            data-corrects[sheet.signed_off.is_some()] data-unsaved[echo.is_refused()] {
            div hidden {
                @for (name, key) in SAID { span data-word=(name) { (visit.say(*key)) } }
                span data-word="Emptied" { (visit.say(ClassText::Emptied)) }
            }
            (columns(visit, sheet))
            div.wide-table { (grid) }
            div.save-row {
                button type="submit" data-without-script { (visit.say(ClassText::Save)) }
                p.soft data-without-script { (visit.say(ClassText::SaveHint)) }
                p data-summary role="status" tabindex="-1" {}
                button.quiet type="button" data-retry hidden { (visit.say(GridText::Retry)) }
                p.hidden data-loud aria-live="assertive" {}
            }
            (paste(visit))
        }
    }
}

/// One value, or one day, for all pupils without a result. Needs the script.
fn columns(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        fieldset.tools data-tools hidden {
            legend { (visit.say(GridText::Columns)) }
            div.field {
                label for="all" { (visit.say(GridText::AllEmpty)) }
                div.with-button {
                    input #all type="text" data-all maxlength="12" autocapitalize="none" spellcheck="false";
                    button.quiet type="button" data-all-set { (visit.say(GridText::SetAll)) }
                }
            }
            div.field {
                label for="all-on" { (visit.say(GridText::AllOn)) }
                input #all-on type="date" data-all-on value=(sheet.proposed_day) min=(sheet.round.opens)
                    max=(visit.today());
            }
            p.soft { (visit.say(GridText::PasteHint)) " "
                a href={ (sheet.address()) "/paper" } { (visit.say(GridText::Paper)) }
            }
        }
    }
}

/// What a pasted block would do, before it does it.
fn paste(visit: &Visit) -> Markup {
    html! {
        dialog data-paste aria-labelledby="paste-title" {
            h2 #paste-title { (visit.say(GridText::PasteTitle)) }
            p { (visit.say(GridText::PasteLead)) }
            div.scroll {
                table {
                    caption.hidden { (visit.say(GridText::PasteTitle)) }
                    thead { tr {
                        th scope="col" { (visit.say(GridText::Take)) }
                        th scope="col" { (visit.say(ClassText::Pupil)) }
                        th scope="col" { (visit.say(GridText::PastedValue)) }
                        th scope="col" { (visit.say(GridText::StandsNow)) }
                        th scope="col" { (visit.say(ClassText::Result)) }
                    } }
                    tbody {}
                }
            }
            div.with-button {
                button type="button" data-take { (visit.say(GridText::TakeChosen)) }
                button.quiet type="button" data-leave { (visit.say(GridText::Leave)) }
            }
        }
    }
}

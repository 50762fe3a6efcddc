//! `GET /accessibility`: the accessibility statement, open to all (lagen 2018:1937 om tillgänglighet till digital
//! offentlig service, section 13; the model text of Digg).

use maud::{Markup, html};

use crate::fault::Fault;
use crate::page::Page;
use crate::text::StatementText;
use crate::visit::{Answer, Visit};

/// Where people report what the municipality does not mend.
const SUPERVISION: &str = "https://www.digg.se/tdosanmalan";

/// The statement. It holds no data.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let said = |key| html! { p { (visit.say(key)) } };
    let lacks = [
        StatementText::LackPeople,
        StatementText::LackScript,
        StatementText::LackWritten,
        StatementText::LackDocuments,
    ];
    let body = html! {
        h2 { (visit.say(StatementText::HowTitle)) }
        (said(StatementText::How))
        (said(StatementText::HowKnown))
        h2 { (visit.say(StatementText::LacksTitle)) }
        ul { @for lack in lacks { li { (visit.say(lack)) } } }
        h2 { (visit.say(StatementText::ReportTitle)) }
        (said(StatementText::Report))
        (contact(visit))
        h2 { (visit.say(StatementText::SupervisionTitle)) }
        (said(StatementText::Supervision))
        p { a href=(SUPERVISION) { (visit.say(StatementText::SupervisionLink)) } }
        h2 { (visit.say(StatementText::TestedTitle)) }
        (said(StatementText::Tested))
        (said(StatementText::TestedKeys))
        (said(StatementText::TestedNot))
        p.soft.small { (visit.say(StatementText::Dated)) }
    };
    let lead = html! { (visit.say(StatementText::Lead)) };
    Ok(Page::new(visit.say(StatementText::Title), body).with_lead(lead).into())
}

/// How the municipality is reached: by an e-mail address or a page of its own.
fn contact(visit: &Visit) -> Markup {
    let Some(contact) = visit.contact() else {
        return html! { p { (visit.say(StatementText::NoContact)) } };
    };
    let page = contact.starts_with("https://");
    let address = if page { contact.to_owned() } else { format!("mailto:{contact}") };
    html! { p { (visit.say(StatementText::ReportTo)) " " a href=(address) { (contact) } } }
}

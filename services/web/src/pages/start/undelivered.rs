//! What someone is told whose e-mail address does not work.

use domain::id::StaffId;
use maud::{Markup, html};

use crate::act;
use crate::fault::Fault;
use crate::page::{Tone, notice};
use crate::text::MailText;
use crate::visit::Visit;

/// The notice; nothing where no letter came back. A list that cannot be read is the administrator's to hear
/// of, and keeps nobody from the start page.
pub(super) fn own(visit: &Visit, staff: StaffId) -> Result<Markup, Fault> {
    let dead = visit.app().dead_addresses().unwrap_or_default();
    let Some(dead) = dead.iter().find(|dead| dead.staff == staff) else { return Ok(html! {}) };
    let given = [("staff", staff.to_string())];
    let given = given.each_ref().map(|(name, value)| (*name, value.as_str()));
    let form = act::address("organisation", "set_staff_contact", &given, "/");
    Ok(notice(
        Tone::Bad,
        &html! {
            p { strong { (visit.say(MailText::Dead)) } }
            p { (visit.fill(MailText::DeadWho, &[("day", &dead.day.to_string())])) }
            p { a href=(form) { (visit.say(MailText::DeadChange)) } }
        },
    ))
}

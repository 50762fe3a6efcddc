//! `GET /status`: how the store is doing, for the system administrator. No pupil data.

use std::collections::HashMap;

use domain::command::Language;
use domain::id::{Position, StaffId};
use insyn_app::access::Sight;
use insyn_app::ready::Safeguard;
use insyn_app::reminders::DeadAddress;
use maud::{Markup, html};

use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::paging::List;
use crate::text::{FrameText, MailText, StatusText};
use crate::visit::{Answer, Visit};
use crate::words;

/// Addresses that do not work, page by page.
const DELIVERY: List = List::new("from", "delivery", 50);

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    visit.demand(Sight::Status)?;
    let body = html! {
        (store(visit)?)
        (checkpoint(visit))
        (delivery(visit)?)
        section.sheet aria-labelledby="safeguards" {
            h2 #safeguards { (visit.say(StatusText::Safeguards)) }
            p { (visit.say(StatusText::SafeguardsMore)) }
            (scroll(visit.say(StatusText::Safeguards), &safeguards(visit, &visit.app().safeguards())))
        }
    };
    let lead = html! { (visit.say(StatusText::Lead)) };
    Ok(Page::new(visit.say(StatusText::Title), body).with_lead(lead).into())
}

fn store(visit: &Visit) -> Result<Markup, Fault> {
    let facts = visit.facts()?;
    let folded = facts.size();
    let last = folded.0.checked_sub(1).and_then(|last| facts.recorded_at(Position(last)));
    drop(facts);
    let kind =
        if visit.app().is_production() { StatusText::KindProduction } else { StatusText::KindTest };
    let size = words::count(visit.app().size().0, visit.language);
    let folded = words::count(folded.0, visit.language);
    let last = last.map_or_else(|| visit.say(FrameText::None).to_owned(), words::moment);
    let pairs = [
        (StatusText::Kind, visit.say(kind).to_owned()),
        (StatusText::Size, size),
        (StatusText::Last, last),
        (StatusText::Folded, folded),
    ];
    Ok(html! {
        section {
            dl.tiles { @for (name, value) in pairs {
                div.tile { dt { (visit.say(name)) } dd { (value) } }
            } }
        }
    })
}

fn checkpoint(visit: &Visit) -> Markup {
    let latest = visit.app().log().latest_checkpoint();
    html! {
        section.sheet aria-labelledby="checkpoint" {
            h2 #checkpoint { (visit.say(StatusText::Checkpoint)) }
            @match &latest {
                None => p { (visit.say(StatusText::NoCheckpoint)) },
                Some(note) => {
                    p { (visit.say(StatusText::CheckpointMore)) }
                    pre.code.note { (note) }
                    (behind(visit, note))
                }
            }
        }
    }
}

/// How many events are not covered yet. The second line of a checkpoint is its size.
fn behind(visit: &Visit, note: &str) -> Markup {
    let covered: Option<u64> = note.lines().nth(1).and_then(|line| line.parse().ok());
    let behind = covered.map(|covered| visit.app().size().0.saturating_sub(covered));
    html! {
        @if let Some(behind) = behind.filter(|behind| *behind > 0) {
            p.soft { (visit.fill(StatusText::Behind, &[("count", &words::count(behind, visit.language))])) }
        }
    }
}

/// The addresses that the mail server refused; by name, for whoever keeps the register to mend them.
fn delivery(visit: &Visit) -> Result<Markup, Fault> {
    let dead = visit.app().dead_addresses();
    let staff = dead.iter().flatten().map(|dead| dead.staff);
    let names = visit.staff_names(staff)?;
    Ok(html! {
        section.sheet aria-labelledby="delivery" {
            h2 #delivery { (visit.say(MailText::Delivery)) }
            @match &dead {
                Err(_) => p { (visit.say(MailText::DeliveryUnread)) },
                Ok(dead) if dead.is_empty() => p { (visit.say(MailText::DeliveryNone)) },
                Ok(dead) => {
                    p { (visit.say(MailText::DeliveryStaff)) }
                    (refused(visit, dead, &names))
                }
            }
        }
    })
}

fn refused(visit: &Visit, dead: &[DeadAddress], names: &HashMap<StaffId, String>) -> Markup {
    let mut rows: Vec<(&str, &DeadAddress)> = dead
        .iter()
        .map(|dead| (names.get(&dead.staff).map_or("–", String::as_str), dead))
        .collect();
    rows.sort_by_cached_key(|(name, dead)| (words::alphabetical(name), dead.staff));
    let (rows, paged) = DELIVERY.page(visit, &rows);
    let heads = [MailText::DeliveryRow, MailText::DeliveryDay, MailText::DeliveryCode];
    let table = html! {
        table.short {
            caption.hidden { (visit.say(MailText::Delivery)) }
            thead { tr { @for head in heads { th scope="col" { (visit.say(head)) } } } }
            tbody { @for (name, dead) in rows {
                tr {
                    th scope="row" { (name) }
                    td { (dead.day.to_string()) }
                    td { (dead.code) }
                }
            } }
        }
    };
    DELIVERY.around(visit, paged, &scroll(visit.say(MailText::Delivery), &table))
}

/// What is in place and what is missing.
pub(crate) fn safeguards(visit: &Visit, safeguards: &[Safeguard]) -> Markup {
    html! {
        table.short {
            caption.hidden { (visit.say(StatusText::Safeguard)) }
            thead { tr {
                th scope="col" { (visit.say(StatusText::Safeguard)) }
                th scope="col" { (visit.say(StatusText::State)) }
            } }
            tbody { @for safeguard in safeguards {
                tr {
                    th scope="row" { (name(safeguard, visit.language)) }
                    td { (state(visit, safeguard.present)) }
                }
            } }
        }
    }
}

fn state(visit: &Visit, present: bool) -> Markup {
    let (class, text) = if present {
        ("state good", StatusText::Present)
    } else {
        ("state bad", StatusText::Missing)
    };
    html! { span class=(class) { (visit.say(text)) } }
}

fn name(safeguard: &Safeguard, language: Language) -> &'static str {
    match language {
        Language::Sv => safeguard.sv,
        Language::En => safeguard.en,
    }
}

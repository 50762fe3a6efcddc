//! The decisions of a case with their service on each party, and the appeals.

use domain::action_programme::SupportForm;
use maud::{Markup, html};
use projections::views::programme::{AppealMade, DecisionTaken, Service};

use super::case::{Sheet, said};
use super::next;
use crate::page::scroll;
use crate::pages::family::{party, word};
use crate::pages::named::people;
use crate::text::CaseText;
use crate::visit::Visit;

pub(super) fn decisions(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        section aria-labelledby="decisions" {
            h2 #decisions { (visit.say(CaseText::Decisions)) }
            @if sheet.case.decisions.is_empty() { p { (visit.say(CaseText::DecisionsNone)) } }
            @for decision in sheet.case.decisions.iter().rev() { (decided(visit, sheet, decision)) }
        }
    }
}

fn decided(visit: &Visit, sheet: &Sheet, decision: &DecisionTaken) -> Markup {
    let key = if decision.none_needed { CaseText::DecisionNone } else { CaseText::DecisionOf };
    html! {
        div.sheet id={ "decision-" (decision.position) } {
            h3 { (visit.fill(key, &[("on", &decision.on.to_string())])) }
            p { (standing(visit, decision)) }
            (content(visit, sheet, decision))
            (taken(visit, sheet, decision))
            (service(visit, sheet, decision))
            (next::on_decision(visit, &sheet.case, decision))
        }
    }
}

fn standing(visit: &Visit, decision: &DecisionTaken) -> Markup {
    if let (Some(on), Some(ground)) = (decision.annulled_on, decision.ground) {
        let ground = word(visit, "AnnulmentGround", &ground).to_lowercase();
        let given = [("on", on.to_string()), ("ground", ground)];
        let given: Vec<(&str, &str)> = given.iter().map(|(n, v)| (*n, v.as_str())).collect();
        return html! { span.state.bad { (visit.fill(CaseText::AnnulledOn, &given)) } };
    }
    html! {
        @if decision.in_force { span.state.good { (visit.say(CaseText::InForce)) } }
        @else if decision.replaced.is_some() { span.state.plain { (visit.say(CaseText::Replaced)) } }
    }
}

/// Need, measures and reasons; a decision that none is needed has reasons only.
fn content(visit: &Visit, sheet: &Sheet, decision: &DecisionTaken) -> Markup {
    let parts: &[(CaseText, u8)] = if decision.none_needed {
        &[(CaseText::Reasons, 0)]
    } else {
        &[(CaseText::Need, 0), (CaseText::Measures, 1), (CaseText::Reasons, 2)]
    };
    html! {
        @for (title, section) in parts {
            h4 { (visit.say(*title)) }
            (said(visit, sheet.text(decision.position, *section)))
        }
        @for slip in &decision.slips {
            h4 { (visit.say(CaseText::Slip)) }
            (said(visit, sheet.text(*slip, 0)))
        }
    }
}

fn form(visit: &Visit, form: &SupportForm) -> String {
    let name = word(visit, "SupportForm", form);
    match form {
        SupportForm::DistanceTeaching { until } => {
            visit.fill(CaseText::DistanceUntil, &[("form", name), ("until", &until.to_string())])
        }
        _ => name.to_owned(),
    }
}

fn taken(visit: &Visit, sheet: &Sheet, decision: &DecisionTaken) -> Markup {
    let forms: Vec<String> = decision.forms.iter().map(|one| form(visit, one)).collect();
    let instruction = if decision.appeal_instruction {
        CaseText::InstructionGiven
    } else {
        CaseText::InstructionMissing
    };
    html! {
        dl.pairs {
            dt { (visit.say(CaseText::DecidedBy)) } dd { (sheet.person(decision.by)) }
            @if let Some(by) = decision.presented_by {
                dt { (visit.say(CaseText::PresentedBy)) } dd { (sheet.person(by)) }
            }
            @if !decision.took_part.is_empty() {
                dt { (visit.say(CaseText::TookPart)) } dd { (people(&sheet.staff, &decision.took_part)) }
            }
            @if !forms.is_empty() { dt { (visit.say(CaseText::Forms)) } dd { (forms.join(", ")) } }
            @for (key, appointment) in [(CaseText::FollowedUpAt, decision.follow_up), (CaseText::EvaluatedAt, decision.evaluation)] {
                @if let Some(appointment) = appointment {
                    dt { (visit.say(key)) }
                    dd { (visit.fill(CaseText::FollowUpBy, &[("on", &appointment.on.to_string()), ("name", sheet.person(appointment.by))])) }
                }
            }
            dt { (visit.say(CaseText::Instruction)) } dd { (visit.say(instruction)) }
        }
    }
}

fn service(visit: &Visit, sheet: &Sheet, decision: &DecisionTaken) -> Markup {
    let heads = [CaseText::Party, CaseText::ServedWhen, CaseText::AppealBy];
    let table = html! {
        table {
            caption { (visit.say(CaseText::Parties)) }
            thead { tr { @for head in heads { th scope="col" { (visit.say(head)) } } } }
            tbody { @for service in &decision.served { (reached(visit, sheet, service)) } }
        }
    };
    html! { @if !decision.served.is_empty() { (scroll(visit.say(CaseText::Parties), &table)) } }
}

fn reached(visit: &Visit, sheet: &Sheet, service: &Service) -> Markup {
    html! {
        tr {
            th scope="row" { (party(visit, &sheet.guardians, service.party)) }
            td {
                @match (service.on, service.way) {
                    (Some(on), Some(way)) => { "✓ " span.when { (on) } " " span.soft.under { (word(visit, "Way", &way)) } },
                    _ => span.warn-text { (visit.say(CaseText::NotServed)) },
                }
            }
            td { @if let Some(by) = service.appeal_by { span.when { (by) } } @else { "–" } }
        }
    }
}

pub(super) fn appeals(visit: &Visit, sheet: &Sheet) -> Markup {
    if sheet.case.appeals.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="appeals" {
            h2 #appeals { (visit.say(CaseText::Appeals)) }
            @for appeal in &sheet.case.appeals { (appealed(visit, sheet, appeal)) }
        }
    }
}

fn appealed(visit: &Visit, sheet: &Sheet, appeal: &AppealMade) -> Markup {
    let who = party(visit, &sheet.guardians, appeal.party);
    let on = appeal.received.to_string();
    let title = visit.fill(CaseText::AppealOf, &[("on", &on), ("party", &who)]);
    html! {
        div.sheet id={ "appeal-" (appeal.position) } {
            h3 { (title) }
            @if let Some(grounds) = sheet.text(appeal.position, 0) {
                h4 { (visit.say(CaseText::Grounds)) }
                (said(visit, Some(grounds)))
            }
            ul.plain {
                li { (in_time(visit, appeal)) }
                @if let Some(timeliness) = appeal.timeliness {
                    li {
                        (visit.say(if appeal.in_time == Some(true) { CaseText::InTime } else { CaseText::TooLate }))
                        (said(visit, sheet.text(timeliness, 0)))
                    }
                }
                li { @match appeal.forwarded_on {
                    Some(on) => (visit.fill(CaseText::Forwarded, &[("on", &on.to_string())])),
                    None => (visit.say(CaseText::NotForwarded)),
                } }
                li { @match &appeal.outcome {
                    Some(outcome) => strong { (visit.fill(CaseText::Outcome, &[("outcome", &word(visit, "AppealOutcome", outcome).to_lowercase())])) },
                    None => (visit.say(CaseText::AwaitsOutcome)),
                } }
            }
            (next::on_appeal(visit, &sheet.case, appeal))
        }
    }
}

/// Whether the appeal seems to be in time: proposed from the dates, decided by a person.
fn in_time(visit: &Visit, appeal: &AppealMade) -> Markup {
    let by = appeal.appeal_by.map_or_else(|| "–".to_owned(), |by| by.to_string());
    let key = if appeal.seems_late { CaseText::SeemsLate } else { CaseText::SeemsTimely };
    html! { (visit.fill(key, &[("by", &by)])) }
}

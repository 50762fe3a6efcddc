//! One case: where it stands, the investigation, the decisions, the appeals, and every step in order.

use std::collections::{BTreeSet, HashMap};

use domain::id::{GuardianId, Position, StaffId};
use maud::{Markup, html};
use projections::Programme;
use projections::views::programme::{CaseState, Investigation};

use super::steps::{Texts, texts_of};
use super::{ahead, decisions, next, state, steps};
use crate::fault::Fault;
use crate::page::{Page, unbroken};
use crate::pages::common::recorded_at;
use crate::pages::family::{guardians, party, word};
use crate::pages::named::{as_of, person, same_state, school_name};
use crate::pages::paging::HOLDING;
use crate::text::{CaseText, GuaranteeText};
use crate::visit::{Answer, At, Visit};

/// A case with what is needed to show it.
pub(super) struct Sheet {
    pub(super) case: Programme,
    /// The investigation is for the viewer too.
    investigation: bool,
    pub(super) texts: Texts,
    pub(super) guardians: HashMap<GuardianId, String>,
    pub(super) staff: HashMap<StaffId, String>,
    pub(super) at: At,
    name: String,
    school: String,
    class: Option<String>,
}

/// The page of a case that the viewer may see.
pub(super) fn show(
    visit: &Visit,
    case: Programme,
    investigation: bool,
    at: At,
) -> Result<Answer, Fault> {
    let sheet = read(visit, case, investigation, at)?;
    let recorded = recorded_at(&*visit.facts()?, at.size);
    let row = &sheet.case.row;
    let body = html! {
        (as_of(visit, recorded, at))
        (summary(visit, &sheet))
        (next::acts(visit, &sheet))
        (investigated(visit, &sheet))
        (decisions::decisions(visit, &sheet))
        (decisions::appeals(visit, &sheet))
        (steps::steps(visit, &sheet))
    };
    let title = visit.fill(CaseText::Title, &[("name", &sheet.name)]);
    let crumbs = vec![
        (sheet.school.clone(), format!("/schools/{}", row.school)),
        (sheet.name.clone(), format!("/pupils/{}", row.pupil)),
    ];
    let ended = row.state == CaseState::Ended;
    let lead = html! { (state(visit, row.state)) @if !ended { " " (ahead(visit, row)) } };
    Ok(Page::new(title, body).with_lead(lead).under(crumbs).showing(at).into())
}

fn read(visit: &Visit, case: Programme, investigation: bool, at: At) -> Result<Sheet, Fault> {
    let (pupil, today) = (case.row.pupil, visit.today());
    let facts = visit.facts()?;
    let school = school_name(&facts, case.row.school, today, at.size);
    let class = case.row.class.and_then(|class| facts.class(class, today, at.size));
    drop(facts);
    let name = visit.names_of(&[pupil])?.remove(&pupil);
    let name = name.map(|called| called.text().to_owned()).unwrap_or_default();
    let staff = visit.staff_names(people(&case))?;
    Ok(Sheet {
        texts: texts_of(visit, &case)?,
        guardians: guardians(visit, pupil)?.into_iter().collect(),
        staff,
        investigation,
        at,
        name,
        school,
        class: class.map(|class| class.name),
        case,
    })
}

/// Everyone of the staff whom the case names.
fn people(case: &Programme) -> BTreeSet<StaffId> {
    let mut people: BTreeSet<StaffId> = case.steps.iter().filter_map(|step| step.staff).collect();
    people.extend(case.investigation.as_ref().map(|investigation| investigation.lead));
    for decision in &case.decisions {
        people.insert(decision.by);
        people.extend(decision.presented_by);
        people.extend(&decision.took_part);
        people.extend(decision.follow_up.map(|appointment| appointment.by));
        people.extend(decision.evaluation.map(|appointment| appointment.by));
    }
    people.extend(case.row.follow_up.map(|appointment| appointment.by));
    people
}

impl Sheet {
    /// A text that was opened; none where there is none to show.
    pub(super) fn text(&self, position: Position, section: u8) -> Option<&str> {
        self.texts.get(&(position, section)).map(String::as_str)
    }

    /// What a member of staff is called.
    pub(super) fn person(&self, staff: StaffId) -> &str {
        person(&self.staff, staff)
    }
}

fn summary(visit: &Visit, sheet: &Sheet) -> Markup {
    let row = &sheet.case.row;
    let ended = sheet.case.ended.as_ref();
    html! {
        section.sheet aria-labelledby="summary" {
            h2.hidden #summary { (visit.say(CaseText::State)) }
            dl.pairs {
                dt { (visit.say(CaseText::Pupil)) } dd { a href={ "/pupils/" (row.pupil) } { (sheet.name) } }
                dt { (visit.say(CaseText::School)) } dd { (sheet.school) }
                dt { (visit.say(CaseText::Class)) } dd { (sheet.class.as_deref().unwrap_or("–")) }
                @if let Some(shortfall) = row.shortfall {
                    @let board = format!("/schools/{}/guarantee?{HOLDING}={shortfall}", row.school);
                    dt { (visit.say(CaseText::Shortfall)) }
                    dd { a href={ (same_state(&board, sheet.at)) "#shortfall-" (shortfall) } { (visit.say(GuaranteeText::ToBoard)) } }
                }
                @for (key, appointment) in [(CaseText::FollowedUpAt, row.follow_up), (CaseText::EvaluatedAt, row.evaluation)] {
                    @if let Some(appointment) = appointment {
                        dt { (visit.say(key)) }
                        dd { (visit.fill(CaseText::FollowUpBy, &[("on", &appointment.on.to_string()), ("name", sheet.person(appointment.by))])) }
                    }
                }
            }
            @if let Some(why) = ended { p { (visit.fill(CaseText::EndedWhy, &[("why", word(visit, "Ended", why))])) } }
        }
    }
}

fn investigated(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        section aria-labelledby="investigation" {
            h2 #investigation { (visit.say(CaseText::Investigation)) }
            @if !sheet.investigation { p.soft { (visit.say(CaseText::InvestigationHidden)) } }
            @else {
                p.soft { (visit.say(CaseText::InvestigationSecret)) }
                @match &sheet.case.investigation {
                    None => p { (visit.say(CaseText::InvestigationNone)) },
                    Some(investigation) => (inquiry(visit, sheet, investigation)),
                }
            }
        }
    }
}

fn inquiry(visit: &Visit, sheet: &Sheet, investigation: &Investigation) -> Markup {
    let (by, name) = (investigation.conclude_by.to_string(), sheet.person(investigation.lead));
    let given = [("name", name), ("on", by.as_str())];
    html! {
        div.sheet { dl.pairs {
            dt { (visit.say(CaseText::Lead)) } dd { (unbroken(&visit.fill(CaseText::LeadBy, &given))) }
            dt { (visit.say(CaseText::Heard)) }
            dd { @if investigation.heard.is_empty() { "–" } @else { (heard(visit, sheet, investigation)) } }
            dt { (visit.say(CaseText::Concluded)) } dd { (concluded(visit, sheet, investigation)) }
            dt { (visit.say(CaseText::Communicated)) } dd { (told(visit, sheet, investigation)) }
        } }
    }
}

fn heard(visit: &Visit, sheet: &Sheet, investigation: &Investigation) -> Markup {
    use domain::action_programme::Consulted;
    let who = |who: &Consulted| match who {
        Consulted::Guardian(guardian) => {
            party(visit, &sheet.guardians, domain::action_programme::Party::Guardian(*guardian))
        }
        other => word(visit, "Consulted", other).to_owned(),
    };
    html! {
        ul.plain { @for hearing in &investigation.heard { li {
            (who(&hearing.who)) ", " span.when { (hearing.on) }
            @if hearing.declined { " (" (visit.say(CaseText::Declined)) ")" }
        } } }
    }
}

fn concluded(visit: &Visit, sheet: &Sheet, investigation: &Investigation) -> Markup {
    let (Some(position), Some(on)) = (investigation.concluded, investigation.concluded_on) else {
        return html! { (visit.say(CaseText::NotConcluded)) };
    };
    let key = match investigation.needs_support {
        Some(true) => CaseText::NeedsSupport,
        _ => CaseText::NeedsNone,
    };
    html! {
        p { (visit.fill(key, &[("on", &on.to_string())])) }
        (said(visit, sheet.text(position, 0)))
    }
}

/// To whom the material was communicated, and to whom it is not.
fn told(visit: &Visit, sheet: &Sheet, investigation: &Investigation) -> Markup {
    let called = |one| party(visit, &sheet.guardians, one);
    let remaining = next::untold(&sheet.case, sheet);
    html! {
        ul.plain {
            @for one in &investigation.communicated { li { "✓ " (called(*one)) } }
            @for one in remaining { li { (visit.fill(CaseText::NotCommunicated, &[("party", &called(one))])) } }
        }
    }
}

/// A text that was opened; that it is removed where it is not there any more.
pub(super) fn said(visit: &Visit, text: Option<&str>) -> Markup {
    html! {
        @match text {
            Some(text) => blockquote.said { (text) },
            None => p.soft { (visit.say(CaseText::TextGone)) },
        }
    }
}

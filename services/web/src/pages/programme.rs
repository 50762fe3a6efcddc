//! Action programmes: the cases of a school unit, and one case step by step.
//!
//! The decision and the investigation behind it are records of their own with a secrecy of their own: each
//! part is shown to those who may see it, and the texts are opened for them alone.

mod case;
mod decisions;
mod next;
mod steps;

use std::collections::HashMap;

use domain::id::{ProgrammeId, PupilId, SchoolUnitCode};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::views::programme::{CaseState, ProgrammeRow};

use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{as_of, same_state, school_name};
use crate::pages::paging::List;
use crate::text::{CaseText, GuaranteeText};
use crate::visit::{Answer, At, Visit};

pub(crate) use steps::opened;

/// The cases of a school unit, page by page.
const CASES: List = List::new("from", "cases", 50);

/// `GET /programmes/{programme}`
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: ProgrammeId = visit.param("programme")?;
    let facts = visit.facts()?;
    let now = projections::programme(&facts, id, visit.today(), facts.size());
    // Whether there is such a case is told only to those who may see one of its pupil.
    let pupil = now.map(|case| case.row.pupil).ok_or(Fault::Forbidden)?;
    if !visit.may(&facts, Sight::Programme(pupil)) {
        return Err(Fault::Forbidden);
    }
    drop(facts);
    let at = visit.at()?;
    let facts = visit.facts()?;
    let reader = visit.reader(&facts);
    let case = reader.programme(id, at.size).ok_or(Fault::NotFound)?;
    let investigation = reader.may(Sight::Investigation(pupil));
    drop(facts);
    case::show(visit, case, investigation, at)
}

/// `GET /schools/{school}/programmes`
pub(crate) fn list(visit: &Visit) -> Result<Answer, Fault> {
    let school: SchoolUnitCode = visit.param("school")?;
    visit.demand(Sight::Programmes(school))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let found = projections::programmes(&facts, school, day, at.size);
    let name = school_name(&facts, school, day, at.size);
    let seen = |row: &&ProgrammeRow| visit.may(&facts, Sight::Programme(row.pupil));
    let cases: Vec<&ProgrammeRow> = found.cases.iter().filter(seen).collect();
    let (cases, paged) = CASES.page(visit, &cases);
    let class_of = |row: &&ProgrammeRow| {
        row.class.and_then(|class| facts.class(class, day, at.size)).map(|class| class.name)
    };
    let classes: Vec<Option<String>> = cases.iter().map(class_of).collect();
    let pupils: Vec<PupilId> = cases.iter().map(|row| row.pupil).collect();
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    let names = visit.names_of(&pupils)?;
    let names = names.into_iter().map(|(id, called)| (id, called.text().to_owned())).collect();
    let body = html! {
        (as_of(visit, recorded, at))
        @if paged.total == 0 { p { (visit.say(CaseText::ListNone)) } }
        @else { (CASES.around(visit, paged, &table(visit, cases, &classes, &names, at))) }
        p { a href={ "/schools/" (school) "/guarantee" } { (visit.say(GuaranteeText::ToBoard)) } }
    };
    let title = visit.fill(CaseText::ListTitle, &[("school", &name)]);
    let lead = html! { (visit.say(CaseText::ListLead)) };
    let crumbs = vec![(name, format!("/schools/{school}"))];
    Ok(Page::new(title, body).with_lead(lead).under(crumbs).showing(at).into())
}

fn table(
    visit: &Visit,
    cases: &[&ProgrammeRow],
    classes: &[Option<String>],
    names: &HashMap<PupilId, String>,
    at: At,
) -> Markup {
    let heads = [CaseText::Pupil, CaseText::Class, CaseText::State, CaseText::Next];
    let table = html! {
        table {
            caption.hidden #cases { (visit.say(CaseText::Cases)) }
            thead { tr { @for head in heads { th scope="col" { (visit.say(head)) } } } }
            tbody { @for (row, class) in cases.iter().zip(classes) {
                tr {
                    th scope="row" { a href=(same_state(&address(row.programme), at)) {
                        (names.get(&row.pupil).map_or("–", String::as_str))
                    } }
                    td { (class.as_deref().unwrap_or("–")) }
                    td { (state(visit, row.state)) }
                    td { (ahead(visit, row)) }
                }
            } }
        }
    };
    scroll(visit.say(CaseText::Cases), &table)
}

/// What a case is called where the pupil is named beside it.
pub(crate) const TITLE: CaseText = CaseText::TitlePlain;

/// The address of a case.
pub(crate) fn address(programme: ProgrammeId) -> String {
    format!("/programmes/{programme}")
}

/// What a case awaits next, in words.
pub(crate) fn ahead(visit: &Visit, row: &ProgrammeRow) -> Markup {
    let dated = [
        (CaseText::ConcludeBy, row.conclude_by),
        (CaseText::FollowUp, row.follow_up.map(|appointment| appointment.on)),
        (CaseText::Evaluation, row.evaluation.map(|appointment| appointment.on)),
    ];
    let dated = dated.into_iter().filter_map(|(key, on)| Some((key, on?.to_string())));
    let mut parts: Vec<String> = dated.map(|(key, on)| visit.fill(key, &[("on", &on)])).collect();
    if row.decision.is_some() && row.served < row.parties {
        let (served, parties) = (row.served.to_string(), row.parties.to_string());
        let given = [("served", served.as_str()), ("parties", &parties)];
        parts.push(visit.fill(CaseText::ServedOn, &given));
    }
    html! {
        @if row.late { span.bad-text { (visit.say(CaseText::Late)) } " " }
        @if parts.is_empty() && !row.late { "–" } @else { (unbroken(&parts.join(", "))) }
    }
}

/// How far a case has come, in words and with a mark.
pub(crate) fn state(visit: &Visit, state: CaseState) -> Markup {
    let (class, key) = match state {
        CaseState::Concern => ("state warn", CaseText::Concern),
        CaseState::UnderInvestigation => ("state warn", CaseText::UnderInvestigation),
        CaseState::Investigated => ("state warn", CaseText::Investigated),
        CaseState::Decided => ("state warn", CaseText::Decided),
        CaseState::Served => ("state good", CaseText::Served),
        CaseState::NoneNeeded => ("state good", CaseText::NoneNeeded),
        CaseState::Appealed => ("state warn", CaseText::Appealed),
        CaseState::Annulled => ("state bad", CaseText::Annulled),
        CaseState::Ended => ("state plain", CaseText::Ended),
        CaseState::Struck => ("state plain", CaseText::Struck),
    };
    html! { span class=(class) { (visit.say(key)) } }
}

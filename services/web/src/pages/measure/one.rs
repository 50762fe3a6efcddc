//! `GET /measures/{measure}`: one measure from its decision to its effect.

use std::collections::HashMap;

use domain::Event;
use domain::event::code;
use domain::id::{DecisionId, MeasureId, PupilId, StaffId};
use domain::query::Tag;
use insyn_app::access::{Sight, sights_of_trail};
use insyn_app::names::Called;
use insyn_app::trail::TrailOf;
use maud::{Markup, html};
use projections::Facts;
use projections::views::measures::MeasureState;

use super::{Told, effect, pupils_of, state, told};
use crate::act;
use crate::fault::Fault;
use crate::page::Page;
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{acts, as_of, kronor, person, reaches, same_state, school_name};
use crate::text::MeasureText;
use crate::visit::{Answer, At, Visit};
use crate::words;

/// The measure with what is needed to show it.
struct Shown {
    told: Told,
    school: String,
    staff: HashMap<StaffId, String>,
    /// The pupils it names, for those who may see them.
    pupils: Vec<(PupilId, Called)>,
    /// The findings in words, in the order of the evaluations; none where the viewer may not read them.
    findings: Vec<Option<String>>,
    /// The committee's decision that gave the means, by its number.
    money: Option<(DecisionId, String)>,
    sees_trail: bool,
    /// Whether it is a measure of the viewer's own school unit.
    reaches: bool,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: MeasureId = visit.param("measure")?;
    let shown = read(visit, id)?;
    let row = &shown.told.row;
    let body = html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        p { (state(visit, &shown.told)) }
        @if shown.reaches { (to_do(visit, &shown)) }
        (about(visit, &shown))
        (effect::section(visit, &shown.told, shown.at))
        (effect::evaluations(visit, &shown.told, &shown.findings))
        @if shown.sees_trail {
            p { a href=(same_state(&format!("/trail/measures/{id}"), shown.at)) { (visit.say(MeasureText::Trail)) } }
        }
    };
    let list = visit.fill(MeasureText::Title, &[("school", &shown.school)]);
    let crumbs = vec![
        (shown.school.clone(), format!("/schools/{}", row.school)),
        (list, format!("/schools/{}/measures", row.school)),
    ];
    Ok(Page::new(row.title.clone(), body).under(crumbs).showing(shown.at).into())
}

fn read(visit: &Visit, id: MeasureId) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let known = projections::measure(&facts, id, facts.size()).ok_or(Fault::NotFound)?;
    let reader = visit.reader(&facts);
    if !reader.may(Sight::Measures(known.school)) {
        return Err(Fault::Forbidden);
    }
    let row = reader.measure(visit.app(), id, at.size).ok_or(Fault::NotFound)?;
    let opens = reader.may(Sight::PupilsOf(row.school));
    let sights = sights_of_trail(&facts, &TrailOf::Measure(id), visit.today());
    let sees_trail = sights.into_iter().any(|sight| reader.may(sight));
    let reaches = reaches(visit, &facts, row.school);
    let money = row.decision.map(|id| (id, decision_number(&facts, id, at)));
    let school = school_name(&facts, row.school, day, at.size);
    let recorded = recorded_at(&facts, at.size);
    let told = told(visit, &facts, row, day, at);
    drop(facts);
    let finding = |found: &projections::views::measures::EffectFound| match opens {
        true => Ok(visit.app().text_at(found.position, 0)?.map(|text| text.as_str().to_owned())),
        false => Ok(None),
    };
    let findings: Result<Vec<Option<String>>, Fault> =
        told.row.evaluations.iter().map(finding).collect();
    Ok(Shown {
        staff: visit.staff_names([told.row.responsible])?,
        pupils: if opens { pupils_of(visit, &told.row)? } else { Vec::new() },
        findings: findings?,
        school,
        money,
        sees_trail,
        reaches,
        at,
        recorded,
        told,
    })
}

/// The number of a decision in the minutes; its id where the record does not have it.
fn decision_number(facts: &Facts, decision: DecisionId, at: At) -> String {
    let mut said = facts.ledger_of(Tag::Decision(decision), &[code::CommitteeDecided], at.size);
    let number = said.find_map(|noted| match noted.event {
        Event::CommitteeDecided(decided) => Some(decided.number),
        _ => None,
    });
    number.unwrap_or_else(|| decision.to_string())
}

fn to_do(visit: &Visit, shown: &Shown) -> Markup {
    let row = &shown.told.row;
    let (measure, school) = (row.measure.to_string(), row.school.to_string());
    let back = format!("/measures/{measure}");
    let given = [("measure", measure.as_str()), ("school", school.as_str())];
    let command = match row.state {
        MeasureState::Decided => "start",
        MeasureState::Started | MeasureState::Evaluated => "evaluate_measure",
    };
    acts(visit, &[act::link(visit, "analysis", command, &given, &back)])
}

fn about(visit: &Visit, shown: &Shown) -> Markup {
    let row = &shown.told.row;
    html! {
        dl.pairs {
            dt { (visit.say(MeasureText::For)) } dd { (shown.told.subject) }
            @if !shown.pupils.is_empty() {
                dt { (visit.say(MeasureText::Pupils)) }
                dd { (pupils(&shown.pupils)) }
            }
            dt { (visit.say(MeasureText::Responsible)) } dd { (person(&shown.staff, row.responsible)) }
            dt { (visit.say(MeasureText::From)) } dd.when { (row.from) }
            @if let Some(to) = row.to { dt { (visit.say(MeasureText::To)) } dd.when { (to) } }
            dt { (visit.say(MeasureText::Expected)) } dd { (expected(visit, shown)) }
            @if let Some((id, title)) = row.expected.commitment.zip(shown.told.commitment.as_ref()) {
                dt { (visit.say(MeasureText::Serves)) }
                dd { a href=(same_state(&format!("/commitments/{id}"), shown.at)) { (title) } }
            }
            dt { (visit.say(MeasureText::Cost)) } dd { (cost(visit, shown)) }
            @if let Some((id, number)) = &shown.money {
                dt { (visit.say(MeasureText::Money)) }
                dd { a href=(same_state(&format!("/decisions/{id}"), shown.at)) { (number) } }
            }
            @if let Some(analysis) = row.analysis {
                dt { (visit.say(MeasureText::Follows)) }
                dd { a href={ "/schools/" (row.school) "/measures#analysis-" (analysis) } {
                    (visit.say(MeasureText::ToAnalysis))
                } }
            }
            dt { (visit.say(MeasureText::EvaluateBy)) } dd.when { (row.evaluate_by) }
        }
    }
}

fn pupils(pupils: &[(PupilId, Called)]) -> Markup {
    html! {
        @for (index, (pupil, called)) in pupils.iter().enumerate() {
            @if index > 0 { "; " }
            a href={ "/pupils/" (pupil) } { (called.text()) }
        }
    }
}

fn expected(visit: &Visit, shown: &Shown) -> String {
    let expected = &shown.told.row.expected;
    let round = words::round(expected.by, visit.language);
    match expected.share_permille {
        Some(share) => {
            let share = words::permille(u64::from(share), visit.language);
            let parts = [("share", share.as_str()), ("round", &round)];
            visit.fill(MeasureText::ExpectedShare, &parts)
        }
        None => visit.fill(MeasureText::ExpectedRound, &[("round", &round)]),
    }
}

fn cost(visit: &Visit, shown: &Shown) -> String {
    let row = &shown.told.row;
    let Some(cost) = row.cost else { return visit.say(MeasureText::CostNone).to_owned() };
    let budget =
        if row.within_budget { MeasureText::WithinBudget } else { MeasureText::OutsideBudget };
    format!("{}, {}", kronor(visit, cost), visit.say(budget))
}

//! `GET /pupils/{pupil}`: one pupil's way through the rounds, with everything that was recorded.
//! Guardians are not shown here but in what was said and done with them.

mod duties;

use std::collections::HashMap;

use domain::calendar::Instant;
use domain::id::{Position, PupilId, SchoolUnitCode, StaffId};
use domain::people::{Grade, Syllabus};
use domain::scale::ScaleEdition;
use insyn_app::access::Sight;
use insyn_app::names::Called;
use maud::{Markup, html};
use projections::figure::targets::TargetInForce;
use projections::roster::{RecordedValue, ValueResult};
use projections::views::card::{CardRound, CardStatus, PupilCard};
use projections::{Facts, pupil_card};

use crate::chart::{Curve, Mark, Step};
use crate::fault::Fault;
use crate::page::{Page, Tone, notice, scroll};
use crate::pages::class::outcome_of;
use crate::pages::common::{chart_label, controls, past_banner, recorded_at};
use crate::text::{ClassText, PupilText, ReadsText, Term};
use crate::visit::{Answer, At, Visit, encoded};
use crate::words;

/// The card with what is needed to show it.
struct Shown {
    card: PupilCard,
    called: Called,
    school: Option<(SchoolUnitCode, String)>,
    class: Option<String>,
    grade: Option<Grade>,
    syllabus: Syllabus,
    schools: HashMap<SchoolUnitCode, String>,
    staff: HashMap<StaffId, String>,
    moments: HashMap<Position, Instant>,
    /// The scale of the latest round.
    edition: Option<ScaleEdition>,
    /// For each round the least point that a commitment promises for the pupil's grade.
    promised: Vec<Option<TargetInForce>>,
    duties: duties::Duties,
    /// Whether the viewer may see who has read the pupil's data.
    reads: bool,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let pupil: PupilId = visit.param("pupil")?;
    visit.demand(Sight::Pupil(pupil))?;
    let shown = read(visit, pupil)?;
    let name = shown.called.text().to_owned();
    let mut crumbs = Vec::new();
    if let Some((code, school)) = &shown.school {
        crumbs.push((school.clone(), format!("/schools/{code}")));
    }
    let page = Page::new(name, body(visit, &shown))
        .with_lead(html! { (lead(visit, &shown)) })
        .under(crumbs)
        .showing(shown.at);
    Ok(page.into())
}

fn read(visit: &Visit, pupil: PupilId) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let today = visit.today();
    let facts = visit.facts()?;
    let card = pupil_card(&facts, at.size, pupil).ok_or(Fault::NotFound)?;
    let state = facts.pupil(pupil, today, at.size);
    let school_name = |code| facts.school(code, today, at.size).map(|school| school.name);
    let school = state.and_then(|s| s.enrolment).map(|enrolment| enrolment.school);
    let class = state.and_then(|s| s.class).and_then(|class| facts.class(class, today, at.size));
    let values = || card.rounds.iter().flat_map(|round| &round.values);
    let schools = values().filter_map(|v| Some((v.school, school_name(v.school)?))).collect();
    let positions = values().flat_map(|value| [Some(value.position), value.struck]).flatten();
    let moments = positions.filter_map(|at| Some((at, facts.recorded_at(at)?))).collect();
    let edition = card.rounds.last().and_then(|r| facts.edition(r.edition, at.size)).cloned();
    let promised = card.rounds.iter().map(|round| promise(&facts, at, round)).collect();
    let recorded = recorded_at(&facts, at.size);
    let reads = visit.may(&facts, Sight::Reads(pupil));
    let school = school.and_then(|code| Some((code, school_name(code)?)));
    drop(facts);
    let staff = visit.staff_names(values().map(|value| value.assessor))?;
    let called = visit.names_of(&[pupil])?.remove(&pupil).unwrap_or(Called::Removed);
    let duties = duties::read(visit, pupil, at)?;
    Ok(Shown {
        called,
        duties,
        reads,
        school,
        class: class.map(|class| class.name),
        grade: state.and_then(|state| state.grade),
        syllabus: state.map_or(Syllabus::Unknown, |state| state.syllabus),
        schools,
        staff,
        moments,
        edition,
        promised,
        at,
        recorded,
        card,
    })
}

/// The highest point that a commitment in force promises for the pupil's grade in this round.
fn promise(facts: &Facts, at: At, round: &CardRound) -> Option<TargetInForce> {
    let view = projections::school(facts, at.size, round.school?, round.round)?;
    let of_grade = view.targets.into_iter().map(|row| row.target);
    of_grade.filter(|target| Some(target.grade) == round.grade).max_by_key(|t| t.least_rank)
}

fn lead(visit: &Visit, shown: &Shown) -> String {
    let Some((_, school)) = &shown.school else {
        return visit.say(PupilText::LeadNone).to_owned();
    };
    let grade = shown.grade.map_or_else(String::new, |grade| words::grade(grade, visit.language));
    match &shown.class {
        Some(class) => {
            visit.fill(PupilText::Lead, &[("school", school), ("class", class), ("grade", &grade)])
        }
        None => visit.fill(PupilText::LeadNoClass, &[("school", school), ("grade", &grade)]),
    }
}

fn body(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        @if matches!(shown.called, Called::MarkedName(_)) {
            (notice(Tone::Warn, &html! { p { "⚠ " (visit.say(PupilText::Marked)) } }))
        }
        (past_banner(visit, shown.recorded.clone(), shown.at))
        (controls(visit, &[], None, shown.at))
        p.soft { (visit.say(PupilText::Syllabus)) ": " (visit.say(words::syllabus(shown.syllabus))) }
        section.sheet aria-labelledby="curve" {
            h2 #curve { (visit.say(PupilText::Curve)) }
            (curve(visit, shown))
        }
        section aria-labelledby="rounds" {
            h2 #rounds { (visit.say(PupilText::Rounds)) }
            (scroll(visit.say(PupilText::Rounds), &rounds(visit, shown)))
        }
        (duties::section(visit, &shown.duties))
        section aria-labelledby="history" {
            h2 #history { (visit.say(PupilText::History)) }
            p { (visit.say(PupilText::HistoryLead)) }
            (scroll(visit.say(PupilText::History), &history(visit, shown)))
            p { a href={ "/trail/pupils/" (shown.card.pupil) } { (visit.say(PupilText::Trail)) } }
            @if shown.reads {
                p { a href={ "/pupils/" (shown.card.pupil) "/reads" } { (visit.say(ReadsText::Show)) } }
            }
        }
    }
}

fn rank(value: &RecordedValue) -> Option<u8> {
    match value.result {
        ValueResult::Point { rank, .. } => rank,
        ValueResult::NotAssessed { .. } => None,
    }
}

fn curve(visit: &Visit, shown: &Shown) -> Markup {
    let card = &shown.card;
    // A line joins points of one scale only.
    let edition = shown.edition.as_ref().map(|edition| edition.id);
    let of_edition = || {
        let rounds = card.rounds.iter().zip(&shown.promised);
        rounds.filter(|(round, _)| Some(round.edition) == edition)
    };
    let steps: Vec<Step> = of_edition()
        .map(|(round, promised)| Step {
            label: chart_label(round.round, visit.language),
            rank: round.effective.as_ref().and_then(rank),
            promised: promised.as_ref().map(|target| target.least_rank),
        })
        .collect();
    let points: Vec<(&CardRound, String)> = of_edition()
        .filter_map(|(round, _)| {
            let value = round.effective.as_ref().filter(|value| rank(value).is_some())?;
            Some((round, words::outcome(outcome_of(value), visit.language)))
        })
        .collect();
    let scale = shown.edition.as_ref().map(|edition| edition.points.as_slice()).unwrap_or_default();
    if points.is_empty() || scale.is_empty() {
        return html! { p { (visit.say(PupilText::CurveNone)) } };
    }
    let has_promise = steps.iter().any(|step| step.promised.is_some());
    let chart = Curve {
        title: visit.say(PupilText::CurveTitle),
        description: description(visit, &points),
        scale: scale.iter().map(|point| point.code.to_string()).collect(),
        steps,
    };
    html! {
        figure {
            ul.legend {
                li { (Mark::First.sample()) (visit.say(PupilText::LegendPupil)) }
                @if has_promise { li { (Mark::Promise.sample()) (visit.say(PupilText::LegendPromise)) } }
            }
            (scroll(visit.say(PupilText::CurveTitle), &chart.draw()))
        }
    }
}

fn description(visit: &Visit, points: &[(&CardRound, String)]) -> String {
    let (Some((from, first)), Some((to, last))) = (points.first(), points.last()) else {
        return String::new();
    };
    let from = words::round(from.round, visit.language);
    if points.len() == 1 {
        return visit.fill(PupilText::CurveOne, &[("first", first), ("from", &from)]);
    }
    let to = words::round(to.round, visit.language);
    let count = points.len().to_string();
    visit.fill(
        PupilText::CurveDesc,
        &[("count", &count), ("first", first), ("from", &from), ("last", last), ("to", &to)],
    )
}

fn rounds(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(PupilText::Rounds)) }
            thead { tr {
                th scope="col" { (visit.say(PupilText::Round)) }
                th.number scope="col" { (visit.say(ClassText::Grade)) }
                th scope="col" { (visit.say(PupilText::Where)) }
                th.number scope="col" { (visit.say(PupilText::Outcome)) }
                th scope="col" { (visit.say(PupilText::Promised)) }
                th scope="col" { (visit.say(PupilText::Assessor)) }
            } }
            tbody { @for (round, promised) in shown.card.rounds.iter().zip(&shown.promised).rev() {
                (round_row(visit, shown, round, promised.as_ref()))
            } }
        }
    }
}

fn round_row(
    visit: &Visit,
    shown: &Shown,
    round: &CardRound,
    promised: Option<&TargetInForce>,
) -> Markup {
    let effective = round.effective.as_ref();
    let school = round.school.and_then(|code| shown.schools.get(&code)).map_or("", String::as_str);
    html! {
        tr {
            th scope="row" { (words::round(round.round, visit.language)) }
            td.number { @if let Some(grade) = round.grade { (grade) } @else { "–" } }
            td { (school) " " (round.class_name.as_deref().unwrap_or_default()) }
            td.number {
                @match effective {
                    Some(value) => strong { (words::outcome(outcome_of(value), visit.language)) },
                    None => span.warn-text { "○ " (visit.say(Term::Missing)) },
                }
                @if round.status == CardStatus::OutsidePopulation {
                    div.soft.small { (visit.say(PupilText::Outside)) }
                }
            }
            td { @if let Some(target) = promised { (kept(visit, effective, target)) } @else { "–" } }
            td { (effective.and_then(|value| shown.staff.get(&value.assessor)).map_or("–", String::as_str)) }
        }
    }
}

/// Whether the commitment's point is reached, in words.
fn kept(visit: &Visit, effective: Option<&RecordedValue>, target: &TargetInForce) -> Markup {
    let reached = effective.and_then(rank).map(|rank| rank >= target.least_rank);
    let (class, key) = match reached {
        Some(true) => ("good-text", PupilText::PromiseReached),
        Some(false) => ("bad-text", PupilText::PromiseNot),
        None => ("soft", PupilText::PromiseOpen),
    };
    let text = visit.fill(key, &[("point", &target.least.to_string())]);
    html! {
        a href={ "/commitments/" (encoded(&target.commitment.to_string())) } class=(class) { (text) }
    }
}

fn history(visit: &Visit, shown: &Shown) -> Markup {
    let rounds = shown.card.rounds.iter().rev();
    html! {
        table {
            caption.hidden { (visit.say(PupilText::History)) }
            thead { tr {
                th scope="col" { (visit.say(PupilText::Recorded)) }
                th scope="col" { (visit.say(PupilText::Round)) }
                th.number scope="col" { (visit.say(PupilText::Outcome)) }
                th scope="col" { (visit.say(PupilText::On)) }
                th scope="col" { (visit.say(PupilText::Assessor)) }
                th scope="col" { (visit.say(PupilText::State)) }
            } }
            tbody { @for round in rounds { @for value in round.values.iter().rev() {
                (value_row(visit, shown, round, value))
            } } }
        }
    }
}

fn value_row(visit: &Visit, shown: &Shown, round: &CardRound, value: &RecordedValue) -> Markup {
    let moment =
        |at: &Position| shown.moments.get(at).map(|at| words::moment(*at)).unwrap_or_default();
    let effective = round.position() == Some(value.position);
    html! {
        tr.quiet[!effective] {
            td.when { (moment(&value.position)) }
            th scope="row" { (words::round(round.round, visit.language)) }
            td.number {
                span.struck[value.struck.is_some()] { (words::outcome(outcome_of(value), visit.language)) }
            }
            td { (value.on) }
            td { (shown.staff.get(&value.assessor).map_or("–", String::as_str)) }
            td {
                @if value.corrects.is_some() { (visit.say(PupilText::Corrected)) ", " }
                @if let Some(struck) = &value.struck {
                    (visit.fill(PupilText::StruckWhen, &[("when", &moment(struck))]))
                } @else if effective { (visit.say(PupilText::Effective)) }
                @else { (visit.say(PupilText::Replaced)) }
            }
        }
    }
}

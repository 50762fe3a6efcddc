//! One duty in words, with the way to where it is done.

use std::collections::HashMap;

use domain::id::PupilId;
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::{Facts, Todo, TodoItem, TodoKind, TodoState};

use crate::act;
use crate::page::unbroken;
use crate::pages::family::party_fields;
use crate::pages::named::{commitment_title, school_name};
use crate::text::TodoText;
use crate::visit::{Visit, encoded};
use crate::words;

/// The names of what a duty is about, besides the pupil's.
pub(super) struct Place {
    school: Option<String>,
    class: Option<String>,
    /// A committee, a commitment, a measure, a seminar, a report.
    thing: Option<String>,
}

/// The names of what a duty is about.
pub(super) fn place(facts: &Facts, item: &TodoItem, todo: &Todo) -> Place {
    let about = &item.about;
    let (day, at) = (todo.day, todo.as_of);
    let class = about.class.and_then(|class| facts.class(class, day, at));
    let committee = about.committee.and_then(|id| {
        let all = facts.committees(at).into_iter();
        all.filter(|one| one.committee == id).map(|one| one.name).next()
    });
    let measure = about.measure.and_then(|id| projections::measure(facts, id, at));
    let commitment = about.commitment.map(|id| commitment_title(facts, id, at));
    Place {
        school: about.school.map(|school| school_name(facts, school, day, at)),
        class: class.map(|class| class.name),
        thing: committee.or(commitment).or(measure.map(|measure| measure.title)),
    }
}

/// The line of a duty: what, about whom or what, by when.
pub(super) fn line(
    visit: &Visit,
    item: &TodoItem,
    place: &Place,
    names: &HashMap<PupilId, String>,
    back: &str,
) -> Markup {
    html! {
        @match address(visit, item, back) {
            Some(address) => a href=(address) { strong { (visit.say(words_of(item.kind))) } },
            None => strong { (visit.say(words_of(item.kind))) },
        }
        @let about = about(visit, item, place, names);
        @if !about.0.is_empty() { ": " span.about { (about) } }
        " " (due(visit, item))
    }
}

fn due(visit: &Visit, item: &TodoItem) -> Markup {
    let on = item.due.map(|due| due.to_string()).unwrap_or_default();
    let (class, key) = match (item.state, item.due) {
        (_, None) => ("state plain", TodoText::NoDay),
        (TodoState::Late, _) => ("state bad", TodoText::LateMark),
        (TodoState::Soon, _) => ("state warn", TodoText::SoonMark),
        (TodoState::Next, _) => ("state plain", TodoText::NextMark),
    };
    html! { span class=(class) { (unbroken(&visit.fill(key, &[("due", &on)]))) } }
}

fn about(
    visit: &Visit,
    item: &TodoItem,
    place: &Place,
    names: &HashMap<PupilId, String>,
) -> Markup {
    let about = &item.about;
    let mut parts: Vec<Markup> = Vec::new();
    if let Some(pupil) = about.pupil {
        parts.push(match names.get(&pupil) {
            Some(name) => html! { a href={ "/pupils/" (pupil) } { (name) } },
            None => html! { (visit.say(TodoText::APupil)) },
        });
    }
    if let Some(programme) = about.programme {
        parts.push(html! { a href={ "/programmes/" (programme) } { (visit.say(TodoText::Case)) } });
    }
    let texts = [
        place.thing.clone(),
        place.class.clone(),
        about.round.map(|round| words::round(round, visit.language)),
        about.meeting.map(|on| visit.fill(TodoText::Meeting, &[("on", &on.to_string())])),
        about.left.map(|left| visit.fill(TodoText::Left, &[("count", &left.to_string())])),
        place.school.clone(),
    ];
    parts.extend(texts.into_iter().flatten().map(|text| html! { (unbroken(&text)) }));
    html! { @for (index, part) in parts.iter().enumerate() { @if index > 0 { ", " } (part) } }
}

/// Where a duty is done: the form, with what is known filled in, or the page that has it.
fn address(visit: &Visit, item: &TodoItem, back: &str) -> Option<String> {
    page_of(item).or_else(|| form_of(visit, item, back)).or_else(|| board_of(visit, item))
}

/// The page where it is done, for what has a page of its own.
fn page_of(item: &TodoItem) -> Option<String> {
    use TodoKind::{AssessClass, RateSamples, ReceiveRound, SignOffClass, SubmitRound};
    let about = &item.about;
    let round = || about.round.map(|round| encoded(&round.slug()));
    let board = || Some(format!("/schools/{}/rounds/{}/board", about.school?, round()?));
    match item.kind {
        AssessClass | SignOffClass => match about.class {
            Some(class) => Some(format!("/classes/{class}/rounds/{}", round()?)),
            None => board(),
        },
        SubmitRound | ReceiveRound => Some(format!("{}#actions", board()?)),
        RateSamples => Some(format!("/seminars/{}", about.seminar?)),
        _ => None,
    }
}

/// The page that shows it, where its form is not for the viewer's role.
fn board_of(visit: &Visit, item: &TodoItem) -> Option<String> {
    let about = &item.about;
    let facts = visit.facts().ok()?;
    if let Some(programme) = about.programme {
        return Some(format!("/programmes/{programme}"));
    }
    if let Some(measure) = about.measure {
        return Some(format!("/measures/{measure}"));
    }
    let school = about.school?;
    let opens =
        item.kind == TodoKind::AnswerShortfall && visit.may(&facts, Sight::Guarantee(school));
    opens.then(|| format!("/schools/{school}/guarantee"))
}

/// The command that does it, as the forms name it: term, command, the field of the event that brought it.
fn command(kind: TodoKind) -> Option<(&'static str, &'static str, &'static str)> {
    use TodoKind as K;
    const CASE: &str = "action_programme";
    Some(match kind {
        K::AssessClass | K::SignOffClass | K::SubmitRound | K::ReceiveRound | K::RateSamples => {
            return None;
        }
        K::AnswerShortfall => ("guarantee", "answer", "of"),
        K::OpenInvestigation => (CASE, "open_investigation", ""),
        K::ConcludeInvestigation => (CASE, "conclude", ""),
        K::CommunicateMaterial => (CASE, "communicate", ""),
        K::DecideProgramme => (CASE, "decide", ""),
        K::ServeDecision => (CASE, "serve", "decision"),
        K::FollowUpProgramme => (CASE, "follow_up", ""),
        K::EvaluateProgramme => (CASE, "evaluate", ""),
        K::EndProgramme => (CASE, "end", ""),
        K::DecideTimeliness => (CASE, "decide_timeliness", ""),
        K::ForwardAppeal => (CASE, "forward_appeal", ""),
        K::RecordOutcome => (CASE, "record_appeal_outcome", ""),
        K::StartMeasure => ("analysis", "start", ""),
        K::EvaluateMeasure => ("analysis", "evaluate_measure", ""),
        K::AnswerComplaint => ("parent_dialogue", "answer_complaint", "of"),
        K::AnswerConditions => ("round", "answer_conditions", "of"),
        K::ReceiveAccount => ("committee", "receive_account", "of"),
        K::BookCoaching => ("coaching", "book", ""),
        K::RecordCoaching => ("coaching", "hold", ""),
        K::PlanDevelopment => ("development", "plan", ""),
        K::EvaluateDevelopment => ("development", "evaluate", ""),
        K::DeliverReport => ("committee", "deliver", ""),
        K::PresentReport => ("committee", "present", ""),
        K::ApproveMinutes => ("committee", "approve_minutes", ""),
        K::ExplainCommitment => ("commitment", "explain", ""),
    })
}

/// The form of the command that does it, with what is known of the duty.
fn form_of(visit: &Visit, item: &TodoItem, back: &str) -> Option<String> {
    let (term, command, field) = command(item.kind)?;
    if !act::may(visit, term, command) {
        return None;
    }
    let about = &item.about;
    let mut given: Vec<(&str, String)> = Vec::new();
    macro_rules! give {
        ($($name:ident),+) => {
            $(if let Some(known) = &about.$name { given.push((stringify!($name), known.to_string())); })+
        };
    }
    give!(school, class, pupil, programme, measure, commitment, version, seminar, coaching);
    give!(development, committee, report, meeting, appeal);
    if let Some(round) = about.round {
        given.push(("round", round.to_string()));
    }
    if !field.is_empty() {
        given.push((field, item.of.to_string()));
    }
    if let Some(first) = about.parties.first() {
        given.extend(party_fields(*first));
    }
    let given: Vec<(&str, &str)> =
        given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(act::address(term, command, &given, back))
}

const fn words_of(kind: TodoKind) -> TodoText {
    match kind {
        TodoKind::AssessClass => TodoText::AssessClass,
        TodoKind::SignOffClass => TodoText::SignOffClass,
        TodoKind::SubmitRound => TodoText::SubmitRound,
        TodoKind::ReceiveRound => TodoText::ReceiveRound,
        TodoKind::AnswerShortfall => TodoText::AnswerShortfall,
        TodoKind::OpenInvestigation => TodoText::OpenInvestigation,
        TodoKind::ConcludeInvestigation => TodoText::ConcludeInvestigation,
        TodoKind::CommunicateMaterial => TodoText::CommunicateMaterial,
        TodoKind::DecideProgramme => TodoText::DecideProgramme,
        TodoKind::ServeDecision => TodoText::ServeDecision,
        TodoKind::FollowUpProgramme => TodoText::FollowUpProgramme,
        TodoKind::EvaluateProgramme => TodoText::EvaluateProgramme,
        TodoKind::EndProgramme => TodoText::EndProgramme,
        TodoKind::DecideTimeliness => TodoText::DecideTimeliness,
        TodoKind::ForwardAppeal => TodoText::ForwardAppeal,
        TodoKind::RecordOutcome => TodoText::RecordOutcome,
        TodoKind::StartMeasure => TodoText::StartMeasure,
        TodoKind::EvaluateMeasure => TodoText::EvaluateMeasure,
        TodoKind::AnswerComplaint => TodoText::AnswerComplaint,
        TodoKind::AnswerConditions => TodoText::AnswerConditions,
        TodoKind::ReceiveAccount => TodoText::ReceiveAccount,
        TodoKind::RateSamples => TodoText::RateSamples,
        TodoKind::BookCoaching => TodoText::BookCoaching,
        TodoKind::RecordCoaching => TodoText::RecordCoaching,
        TodoKind::PlanDevelopment => TodoText::PlanDevelopment,
        TodoKind::EvaluateDevelopment => TodoText::EvaluateDevelopment,
        TodoKind::DeliverReport => TodoText::DeliverReport,
        TodoKind::PresentReport => TodoText::PresentReport,
        TodoKind::ApproveMinutes => TodoText::ApproveMinutes,
        TodoKind::ExplainCommitment => TodoText::ExplainCommitment,
    }
}

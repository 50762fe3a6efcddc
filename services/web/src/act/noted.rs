//! Cases, talks, seminars, measures, reports: what the ledger notes, in words to choose by.

use std::collections::BTreeSet;

use domain::Event;
use domain::event::{Code, code};
use domain::id::Position;
use domain::query::Tag;
use insyn_app::access::Sight;
use projections::Facts;
use projections::facts::ledger::Noted;

use crate::act::source::{Choice, Context, Source};
use crate::fault::Fault;
use crate::text::{ActText, acts, event_kind};
use crate::visit::Visit;
use crate::words;

/// Which events bring such a thing into being.
const fn founding(source: Source) -> &'static [Code] {
    match source {
        Source::Programme => &[code::ConcernReported, code::InvestigationOpened],
        Source::Dialogue => &[code::DialogueInvited, code::DialogueHeld],
        Source::Seminar => &[code::SeminarArranged],
        Source::Coaching => &[code::CoachingRequested],
        Source::Development => &[code::SupportOffered, code::DevelopmentRequested],
        Source::Analysis => &[code::ResultsAnalysed],
        Source::Measure => &[code::MeasureDecided],
        Source::Report => &[code::ReportPrepared],
        Source::Debate => &[code::DebateHeld],
        Source::Decision => &[code::CommitteeDecided],
        Source::Right => &[code::KnowledgeRightDefined],
        Source::Requirement => &[code::KnowledgeRequired],
        _ => &[],
    }
}

/// By what the events are found; none: all of them.
fn tag(context: Context, source: Source) -> Result<Option<Tag>, ()> {
    let by = match source {
        Source::Programme | Source::Dialogue => context.pupil.map(Tag::Pupil),
        Source::Coaching | Source::Development | Source::Analysis | Source::Measure => {
            context.school.map(Tag::School)
        }
        Source::Report | Source::Debate | Source::Decision => {
            return Ok(context.committee.map(Tag::Committee));
        }
        Source::Seminar | Source::Right | Source::Requirement => return Ok(None),
        _ => None,
    };
    by.map(Some).ok_or(())
}

/// What there is of a source, the latest first.
pub(super) fn offered(
    visit: &Visit,
    facts: &Facts,
    context: Context,
    source: Source,
) -> Vec<Choice> {
    let Ok(tag) = tag(context, source) else { return Vec::new() };
    if let Some(Tag::Pupil(pupil)) = tag
        && !visit.may(facts, Sight::Pupil(pupil))
    {
        return Vec::new();
    }
    let (codes, at) = (founding(source), facts.size());
    let noted: Vec<Noted> = match tag {
        Some(tag) => facts.ledger_of(tag, codes, at).collect(),
        None => facts.ledger_all(codes, at).collect(),
    };
    let mut seen = BTreeSet::new();
    let named = noted.iter().rev().filter_map(|noted| named(visit, noted));
    named.filter(|choice| seen.insert(choice.value.clone())).collect()
}

/// What one of a source is called, where the viewer may know of it.
pub(super) fn called(
    visit: &Visit,
    facts: &Facts,
    context: Context,
    source: Source,
    value: &str,
) -> Option<String> {
    let all = offered(visit, facts, context, source).into_iter();
    all.filter(|choice| choice.value == value).map(|choice| choice.words).next()
}

fn named(visit: &Visit, noted: &Noted) -> Option<Choice> {
    let from = |key: ActText| visit.fill(key, &[("day", &noted.at.day().to_string())]);
    let dated = |name: &str, day: domain::calendar::Day| format!("{name} ({day})");
    let round = |round| words::capital(&words::round(round, visit.language));
    Some(match &noted.event {
        Event::ConcernReported(e) => Choice::new(e.programme, from(ActText::CaseFrom)),
        Event::InvestigationOpened(e) => Choice::new(e.programme, from(ActText::CaseFrom)),
        Event::DialogueInvited(e) => Choice::new(e.dialogue, dated(talk(visit, e.kind), e.on)),
        Event::DialogueHeld(e) => Choice::new(e.dialogue, dated(talk(visit, e.kind), e.on)),
        Event::SeminarArranged(e) => Choice::new(e.seminar, dated(&e.title, e.on)),
        Event::CoachingRequested(e) => Choice::new(e.coaching, from(ActText::RequestFrom)),
        Event::SupportOffered(e) => Choice::new(e.development, dated(&e.title, e.on)),
        Event::DevelopmentRequested(e) => Choice::new(e.development, e.title.clone()),
        Event::ResultsAnalysed(e) => Choice::new(e.analysis, dated(&round(e.round), e.on)),
        Event::MeasureDecided(e) => Choice::new(e.measure, dated(&e.title, e.on)),
        Event::ReportPrepared(e) => Choice::new(e.report, e.title.clone()),
        Event::DebateHeld(e) => Choice::new(e.debate, dated(&e.forum, e.on)),
        Event::CommitteeDecided(e) => Choice::new(e.decision, dated(&e.number, e.meeting)),
        Event::KnowledgeRightDefined(e) => Choice::new(e.right, e.title.clone()),
        Event::KnowledgeRequired(e) => Choice::new(e.requirement, e.title.clone()),
        _ => return None,
    })
}

fn talk(visit: &Visit, kind: domain::parent_dialogue::DialogueKind) -> &'static str {
    use domain::parent_dialogue::DialogueKind::{DevelopmentTalk, Meeting, Phone, Written};
    let code = match kind {
        DevelopmentTalk => "development_talk",
        Meeting => "meeting",
        Phone => "phone",
        Written => "written",
    };
    acts::variant("DialogueKind", code, visit.language).unwrap_or(code)
}

/// An event in the words of the trail: kind and day. Only where it belongs to what the form is about, and
/// never for someone who may not see the pupil.
pub(super) fn event_at(visit: &Visit, context: Context, value: &str) -> Result<String, Fault> {
    let numbered = || visit.fill(ActText::EventNumber, &[("position", value)]);
    let position: Position = Position(value.parse().map_err(|_| Fault::Unreadable)?);
    let facts = visit.facts()?;
    if position.0 >= facts.size().0 {
        return Err(Fault::NotFound);
    }
    drop(facts);
    let recorded = visit.app().recorded(position)?;
    let tags = recorded.event.as_ref().map(Event::tags).unwrap_or_default();
    let facts = visit.facts()?;
    let hidden = tags.iter().any(|tag| match tag {
        Tag::Pupil(pupil) => !visit.may(&facts, Sight::Pupil(*pupil)),
        _ => false,
    });
    let ours = [
        context.pupil.map(Tag::Pupil),
        context.school.map(Tag::School),
        context.committee.map(Tag::Committee),
    ];
    if hidden || !ours.iter().flatten().any(|tag| tags.contains(tag)) {
        return Ok(numbered());
    }
    let kind = recorded.event.as_ref().map(|event| event_kind(event.name(), visit.language));
    let Some(kind) = kind else { return Ok(numbered()) };
    let day = recorded.at.day().to_string();
    Ok(visit.fill(ActText::EventAt, &[("kind", kind), ("day", &day)]))
}

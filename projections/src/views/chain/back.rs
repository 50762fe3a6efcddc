//! One step back: what an event names, its cause, and what it rests on.

use domain::Event;
use domain::event::{Code, code};
use domain::id::{CommitmentId, Position, RoundId, Size};
use domain::query::Tag;
use domain::reference::Reference;

use super::basis;
use super::said::{Said, said};
use super::walk::{Finds, View};
use crate::directory::position;
use crate::facts::Happened;

/// What led to an event.
pub(super) fn led_to(view: &View<'_>, of: &Said) -> Finds {
    let mut finds = Finds::default();
    let event = of.event.as_ref();
    if let Some(cause) = view.facts.cause(of.position, view.at) {
        finds.on.push(said(view, cause, event));
    }
    let Some(event) = event else { return finds };
    for reference in event.refers() {
        match reference {
            Reference::Position(at) if at < of.position => {
                finds.on.push(said(view, at, Some(event)));
            }
            Reference::Position(_) => {}
            Reference::Thread(Tag::Commitment(id)) => {
                finds.on.extend(version(view, id, of.position, event));
            }
            Reference::Thread(tag) => finds.on.extend(founding(view, tag, of.position)),
        }
    }
    if let Event::MinutesApproved(e) = event {
        let decisions = view.facts.ledger_of(
            Tag::Committee(e.committee),
            &[code::CommitteeDecided],
            Size(of.position.0),
        );
        let of_meeting = decisions.map(Said::from).filter(|decision| {
            matches!(&decision.event, Some(Event::CommitteeDecided(d)) if d.meeting == e.meeting)
        });
        finds.on.extend(of_meeting);
    }
    basis::rests_on(view, of.position, event, &mut finds);
    finds
}

/// The types that found a thread.
const fn founders(tag: &Tag) -> &'static [Code] {
    match tag {
        Tag::Programme(_) => &[code::ConcernReported, code::InvestigationOpened],
        Tag::Measure(_) => &[code::MeasureDecided],
        Tag::Analysis(_) => &[code::ResultsAnalysed, code::SchoolDialogueHeld],
        Tag::Report(_) => &[code::ReportPrepared],
        Tag::Debate(_) => &[code::DebateHeld],
        Tag::Decision(_) => &[code::CommitteeDecided],
        Tag::Right(_) => &[code::KnowledgeRightDefined],
        Tag::Dialogue(_) => &[code::DialogueInvited, code::DialogueHeld],
        Tag::Seminar(_) => &[code::SeminarArranged],
        Tag::Coaching(_) => &[code::CoachingRequested],
        Tag::Development(_) => &[code::SupportOffered, code::DevelopmentRequested],
        _ => &[],
    }
}

/// The event that founded a thread before a position: the first one; of a knowledge right, the version
/// recorded last.
pub(super) fn founding(view: &View<'_>, tag: Tag, before: Position) -> Option<Said> {
    let before = Size(before.0.min(view.at.0));
    if let Tag::Round(round) = tag {
        return scheduled(view, round, before);
    }
    let founders = founders(&tag);
    if founders.is_empty() {
        return None;
    }
    let mut founded = view.facts.ledger_of(tag, founders, before);
    let found = if matches!(tag, Tag::Right(_)) { founded.last() } else { founded.next() };
    found.map(Said::from)
}

fn scheduled(view: &View<'_>, round: RoundId, before: Size) -> Option<Said> {
    let number = view.facts.ids.rounds.get(round)?;
    let schedule = view.facts.schedule(number, view.facts.limit(before))?;
    Some(Said::of(position(schedule.position), schedule.value.clone()))
}

/// The version of a commitment that an event speaks of: the one it names, else the one recorded last.
fn version(
    view: &View<'_>,
    commitment: CommitmentId,
    before: Position,
    event: &Event,
) -> Vec<Said> {
    let Some(history) = view.facts.commitments.rows.get(&commitment) else { return Vec::new() };
    let entries = history.before(view.facts.limit(Size(before.0)));
    let named = match event {
        Event::ShortfallFound(e) => Some(e.promise.version),
        Event::CommitmentEvaluated(e) => Some(e.version),
        Event::CommitmentPublished(e) => Some(e.version),
        Event::CommitmentExplained(e) => Some(e.version),
        _ => None,
    };
    let mut settled = entries.iter().rev().filter(|entry| number(&entry.value).is_some());
    let found = match named {
        Some(named) => settled.find(|entry| number(&entry.value) == Some(named)),
        None => settled.next(),
    };
    found.map(Said::commitment).into_iter().collect()
}

/// The number of the version that an event of a commitment proposes or settles.
pub(super) fn number(happened: &Happened) -> Option<u16> {
    match happened {
        Happened::Proposed(_) | Happened::Adopted(_) => Some(1),
        Happened::Revised(e) => Some(e.version),
        Happened::Lowered(e) => Some(e.version),
        Happened::Withdrawn(_) | Happened::Evaluated(_) => None,
    }
}

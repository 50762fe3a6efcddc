//! One step on: what an event led to, and what names it later.

use domain::Event;
use domain::commitment::Level;
use domain::event::{Code, code};
use domain::guarantee::Answer;
use domain::id::{CommitmentId, CommitteeId, Position, RoundId, SchoolUnitCode, Size};
use domain::query::Tag;
use domain::reference::Reference;

use super::back::{founding, number};
use super::said::{Said, came_of_shortfall, said, shortfall};
use super::walk::{Finds, View};
use crate::Noted;
use crate::directory::position;
use crate::facts::{Entry, Happened};

/// What came of an event.
pub(super) fn came_of(view: &View<'_>, of: &Said) -> Finds {
    let mut finds = Finds::default();
    let event = of.event.as_ref();
    let effects = view.facts.caused_by(of.position, view.at);
    finds.on.extend(effects.into_iter().map(|effect| said(view, effect, event)));
    let reminders = view.facts.reminders(of.position, view.at);
    finds.on.extend(reminders.into_iter().map(|reminder| Said::only(reminder.position)));
    let Some(event) = event else { return finds };
    for reference in event.refers() {
        if let Reference::Thread(tag) = reference {
            in_thread(view, tag, of.position, &mut finds);
        }
    }
    if let Some(entry) = settled(view, of) {
        of_version(view, entry, &mut finds);
    }
    beside(view, of.position, event, &mut finds);
    finds
}

/// Where an event founded a thread: all that names the thread later. A round's schedule leads to
/// everything there is, and is not followed.
fn in_thread(view: &View<'_>, tag: Tag, at: Position, finds: &mut Finds) {
    if matches!(tag, Tag::Round(_) | Tag::Right(_) | Tag::Commitment(_)) {
        return;
    }
    let founded = founding(view, tag, Position(at.0 + 1));
    if founded.is_some_and(|founded| founded.position == at) {
        let later = view.facts.ledger(tag, view.at).filter(|noted| {
            noted.position > at && noted.event.refers().contains(&Reference::Thread(tag))
        });
        finds.on.extend(later.map(Said::from));
    }
}

/// What names or follows an event in other ways.
fn beside(view: &View<'_>, at: Position, event: &Event, finds: &mut Finds) {
    match event {
        Event::ShortfallFound(e) => {
            finds.on.extend(came_of_shortfall(view, at));
            finds.on.extend(naming(view, Tag::Pupil(e.pupil), &[code::ConcernReported], at));
        }
        Event::ReadingAssessed(e) => of_value(view, &e.place, at, finds),
        Event::NotAssessed(e) => of_value(view, &e.place, at, finds),
        Event::AssessmentCorrected(e) => of_value(view, &e.place, at, finds),
        Event::ComplaintReceived(e) => {
            finds.on.extend(naming(view, Tag::Pupil(e.pupil), &[code::ComplaintAnswered], at));
        }
        Event::ConcernReported(e) => covering(view, e.programme, e.pupil, at, finds),
        Event::InvestigationOpened(e) => covering(view, e.programme, e.pupil, at, finds),
        Event::SchoolAccountDelivered(e) => {
            let received = &[code::SchoolAccountReceived];
            finds.on.extend(naming(view, Tag::School(e.school), received, at));
        }
        Event::MeasureEvaluated(e) => finds.ends.extend(reports(view, at, Some(e.school), None)),
        Event::CommitmentEvaluated(e) => {
            let school = match e.level {
                Level::School(school) => Some(school),
                Level::Municipality => None,
            };
            finds.ends.extend(reports(view, at, school, Some(e.round)));
        }
        Event::CommitteeDecided(e) => {
            let minutes = view.facts.ledger_of(
                Tag::Committee(e.committee),
                &[code::MinutesApproved],
                view.at,
            );
            let of_meeting = minutes.map(Said::from).filter(|said| {
                matches!(&said.event, Some(Event::MinutesApproved(m)) if m.meeting == e.meeting)
            });
            finds.on.extend(of_meeting.filter(|said| said.position > at));
            let adopted = event.refers().into_iter().filter_map(|reference| match reference {
                Reference::Thread(Tag::Commitment(id)) => Some(id),
                _ => None,
            });
            for id in adopted {
                finds.on.extend(adoption(view, id, e.decision, at));
            }
        }
        _ => {}
    }
}

/// Later events of some types that name a position.
fn naming(view: &View<'_>, tag: Tag, codes: &[Code], at: Position) -> Vec<Said> {
    let known = matches!(tag, Tag::Pupil(pupil) if view.whole_pupil == Some(pupil));
    if known {
        return Vec::new();
    }
    let noted = view.facts.ledger_of(tag, codes, view.at);
    let later = noted.filter(|noted| {
        noted.position > at && noted.event.refers().contains(&Reference::Position(at))
    });
    later.map(Said::from).collect()
}

/// Corrections of a value, what struck it, and the shortfalls that rest on it. Where the pupil's own events
/// stand in the middle they hold all that; then only the documents in which the value counted follow.
fn of_value(view: &View<'_>, place: &domain::assessment::Place, at: Position, finds: &mut Finds) {
    let facts = view.facts;
    if view.whole_pupil == Some(place.pupil) {
        finds.on.extend(view.counted.get(&Some(at)).into_iter().flatten().cloned());
        return;
    }
    let numbers = facts.ids.pupils.get(place.pupil).zip(facts.ids.rounds.get(place.round));
    let Some((pupil, round)) = numbers else { return };
    let values = facts.round_values(round).into_iter();
    for value in values.flat_map(|values| values.of(pupil, view.limit)) {
        let corrects = facts.values.corrects.get(&value.position).copied().map(position);
        if corrects == Some(at) {
            finds.on.push(Said::value(facts, pupil, round, value));
        }
        if position(value.position) == at && value.struck < view.limit {
            finds.on.push(Said::only(position(value.struck)));
        }
    }
    let rests = facts.shortfalls_of_pupil(place.pupil, view.at).into_iter().filter_map(|found| {
        let said = shortfall(view, found.position)?;
        let names = said
            .event
            .as_ref()
            .is_some_and(|event| event.refers().contains(&Reference::Position(at)));
        names.then_some(said)
    });
    finds.on.extend(rests);
}

/// Answers in the guarantee that say the programme covers it.
fn covering(
    view: &View<'_>,
    programme: domain::id::ProgrammeId,
    pupil: domain::id::PupilId,
    at: Position,
    finds: &mut Finds,
) {
    if view.whole_pupil == Some(pupil) {
        return;
    }
    for found in view.facts.shortfalls_of_pupil(pupil, view.at) {
        let covered = Answer::ProgrammeCovers { programme };
        let given = found.answer.filter(|given| given.answer == covered && given.position > at);
        if let Some(given) = given {
            let came = came_of_shortfall(view, found.position).into_iter();
            finds.on.extend(came.filter(|said| said.position == given.position));
        }
    }
}

/// Reports and accounts made later that tell of a school unit (or of the municipality), of a round where
/// one is named. They are not followed further: a chain of effects ends where it is told.
pub(super) fn reports(
    view: &View<'_>,
    at: Position,
    school: Option<SchoolUnitCode>,
    round: Option<RoundId>,
) -> Vec<Said> {
    let (facts, is_later) = (view.facts, |basis: Size| basis.0 > at.0);
    let of_round = |of: RoundId| round.is_none_or(|round| round == of);
    let prepared = facts.ledger_all(&[code::ReportPrepared], view.at).filter(|noted| {
        matches!(&noted.event, Event::ReportPrepared(e) if is_later(e.basis.size)
            && of_round(e.round)
            && school.is_none_or(|school| answers_for(view, e.committee, school, e.round)))
    });
    let accounts = school.into_iter().flat_map(|school| facts.accounts(school, view.at));
    let accounts = accounts.filter(|noted| {
        matches!(&noted.event, Event::SchoolAccountDelivered(e) if is_later(e.basis.size) && of_round(e.round))
    });
    let mut later: Vec<Noted> = prepared.chain(accounts).collect();
    later.sort_unstable_by_key(|noted| noted.position);
    later.into_iter().map(Said::from).collect()
}

/// Whether a committee answers for a school unit on the census date of a round.
fn answers_for(
    view: &View<'_>,
    committee: CommitteeId,
    school: SchoolUnitCode,
    round: RoundId,
) -> bool {
    let Some(committee) = view.facts.committee(committee, view.at) else { return false };
    let Some(round) = view.facts.round(round, view.at) else { return false };
    let school = view.facts.school(school, round.census_date, view.at);
    committee.district.is_none() || school.is_some_and(|unit| unit.district == committee.district)
}

/// What became of a commitment by a committee's decision.
fn adoption(
    view: &View<'_>,
    commitment: CommitmentId,
    decision: domain::id::DecisionId,
    at: Position,
) -> Vec<Said> {
    let Some(history) = view.facts.commitments.rows.get(&commitment) else { return Vec::new() };
    let entries = history.before(view.limit).iter();
    let later = entries.filter(|entry| position(entry.position) > at);
    let by_decision = later.filter(|entry| match &entry.value {
        Happened::Adopted(e) => e.decision == Some(decision),
        Happened::Lowered(e) => e.decision == decision,
        Happened::Withdrawn(e) => e.decision == Some(decision),
        _ => false,
    });
    by_decision.map(Said::commitment).collect()
}

/// Where an event settles a version of a commitment: its entry and those after it.
fn settled<'a>(view: &View<'a>, of: &Said) -> Option<(CommitmentId, &'a [Entry<Happened>])> {
    let commitment = match of.event.as_ref()? {
        Event::CommitmentProposed(e) => e.commitment,
        Event::CommitmentAdopted(e) => e.commitment,
        Event::CommitmentRevised(e) => e.commitment,
        Event::CommitmentLowered(e) => e.commitment,
        _ => return None,
    };
    let entries = view.facts.commitments.rows.get(&commitment)?.before(view.limit);
    let index = entries.iter().position(|entry| position(entry.position) == of.position)?;
    Some((commitment, &entries[index..]))
}

/// What came of a version: publications, explanations, evaluations, shortfalls, measures, debates, and
/// the version after it.
fn of_version(
    view: &View<'_>,
    (commitment, entries): (CommitmentId, &[Entry<Happened>]),
    finds: &mut Finds,
) {
    let Some((own, later)) = entries.split_first() else { return };
    let version = number(&own.value);
    let next = later.iter().find(|entry| number(&entry.value).is_some());
    finds.on.extend(next.map(Said::commitment));
    let evaluated = later.iter().filter(
        |entry| matches!(&entry.value, Happened::Evaluated(e) if Some(e.version) == version),
    );
    finds.on.extend(evaluated.map(Said::commitment));
    let withdrawn = later.iter().filter(|entry| matches!(entry.value, Happened::Withdrawn(_)));
    finds.on.extend(withdrawn.filter(|_| next.is_none()).map(Said::commitment));
    let until = next.map_or(Position(view.at.0), |next| position(next.position));
    let from = position(own.position);
    let named =
        view.facts.ledger(Tag::Commitment(commitment), view.at).filter(|noted| {
            match &noted.event {
                Event::CommitmentPublished(e) => Some(e.version) == version,
                Event::CommitmentExplained(e) => Some(e.version) == version,
                Event::CommitmentLowered(_) => false,
                _ => from < noted.position && noted.position < until,
            }
        });
    finds.on.extend(named.filter(|noted| noted.position > from).map(Said::from));
    // Shortfalls rest on what is adopted, not on a proposal.
    if !matches!(own.value, Happened::Proposed(_)) {
        let found = view.facts.shortfalls_below(commitment, version, view.limit);
        let found = found.filter(|position| *position > from).collect();
        finds.all_of(Some("ShortfallFound"), found);
    }
}

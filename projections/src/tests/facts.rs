//! The tables of the chain: ledger, shortfalls, dialogues, causes.

use domain::Event;
use domain::event::code;
use domain::guarantee::{Answer, Duty, Lack, Lifted};
use domain::id::{Position, Size};
use domain::query::Tag;
use proptest::prelude::*;

use super::chain::*;
use super::history::*;
use super::random::*;
use crate::guarantee::ShortfallState;
use crate::{Facts, Noted};

#[test]
fn the_ledger_gives_events_by_tag_and_type_with_their_author() {
    let mut log = Log::municipality();
    let first = log.concern(1, 1, A, "2025-10-01");
    log.concern(2, 2, A, "2025-10-01");
    let third = log.concluded(1, 1, B, "2025-10-05");
    let facts = log.facts();
    let found = |tag: Tag, at: Size| -> Vec<Position> {
        facts.ledger(tag, at).map(|noted| noted.position).collect()
    };
    let now = log.size();
    assert_eq!(found(Tag::Programme(programme(1)), now), [first, third]);
    assert_eq!(found(Tag::School(unit(B)), now), [third]);
    assert_eq!(found(Tag::Programme(programme(1)), Size(third.0)), [first], "as of before");
    let of_type = [code::InvestigationConcluded];
    let concluded: Vec<Noted> = facts.ledger_of(Tag::Pupil(pupil(1)), &of_type, now).collect();
    let [Noted { position, at, actor, event }] = &concluded[..] else { panic!("one") };
    assert_eq!((*position, *at), (third, Log::instant(third.0)));
    assert_eq!(actor.map(|actor| actor.to_string()).as_deref(), Some(Log::origin(third.0).actor));
    assert_eq!(Some(event), log.events[usize::try_from(third.0).unwrap()].as_ref());
    assert_eq!(facts.ledger_all(&[code::ConcernReported], now).count(), 2);
    assert_eq!(facts.count_of(Tag::Pupil(pupil(1)), code::ConcernReported, now), 1);
    assert_eq!(facts.noted(third, now).as_ref(), concluded.first());
    assert_eq!(facts.noted(third, Size(third.0)), None, "not yet recorded");
    assert_eq!(facts.noted(Position(0), now), None, "of another table");
}

#[test]
fn a_removed_body_leaves_a_gap_and_nothing_else() {
    let mut log = Log::municipality();
    log.concern(1, 1, A, "2025-10-01");
    log.events.last_mut().unwrap().take();
    let facts = log.facts();
    assert_eq!(facts.ledger(Tag::Pupil(pupil(1)), log.size()).count(), 0);
    assert_eq!(facts.removed(log.size()), 1);
}

#[test]
fn a_shortfall_keeps_its_answer_its_moves_and_its_end() {
    let mut log = Log::municipality();
    let found = log.found(1, A, september(), Lack::Missing);
    let reminded = log.reminded(Duty::Answer, found, 1, "2025-10-20");
    let moved = log.followed(1, found, A, B);
    let answered = log.answered(1, B, found, Answer::Reassess);
    log.lifted(1, september(), found, Lifted::OutsidePopulation);
    let facts = log.facts();
    let at = |position: Position| facts.shortfall(found, Size(position.0)).unwrap();
    let open = at(moved);
    assert_eq!((open.school, open.state, open.answer), (unit(A), ShortfallState::Open, None));
    assert_eq!(open.reminders.len(), 1);
    assert_eq!((open.reminders[0].position, open.reminders[0].to), (reminded, staff(1)));
    let followed = at(answered);
    assert_eq!((followed.school, followed.found_at), (unit(B), unit(A)));
    let last = facts.shortfall(found, log.size()).unwrap();
    assert_eq!(last.state, ShortfallState::Lifted);
    let answer = last.answer.unwrap();
    assert_eq!((answer.answer, answer.position), (Answer::Reassess, answered));
    assert_eq!(answer.staff, Some(staff(u8::try_from(answered.0 % 3).unwrap())));
    assert_eq!(last.lifted.unwrap().why, Lifted::OutsidePopulation);
}

#[test]
fn a_shortfall_is_found_where_it_is_to_be_answered() {
    let mut log = Log::municipality();
    let found = log.found(1, A, september(), Lack::Missing);
    let before = log.size();
    log.followed(1, found, A, B);
    log.followed(1, found, B, A);
    log.followed(1, found, A, B);
    let other = log.found(2, B, december(), Lack::Missing);
    let (facts, now) = (log.facts(), log.size());
    let at = |school, size| -> Vec<Position> {
        facts.shortfalls_at(unit(school), size).iter().map(|found| found.position).collect()
    };
    assert_eq!((at(A, before), at(B, before)), (vec![found], vec![]));
    assert_eq!((at(A, now), at(B, now)), (vec![], vec![found, other]));
    assert_eq!(facts.shortfalls(september(), unit(B), now).len(), 1);
    assert_eq!(facts.shortfalls_of_round(december(), now).count(), 1);
    assert_eq!(facts.shortfalls_of_pupil(pupil(1), now).len(), 1);
}

#[test]
fn who_was_told_is_kept_by_round_guardian_and_language() {
    let mut log = Log::municipality();
    let told = log.explained(1, september(), 0, "so");
    log.explained(1, december(), 0, "sv");
    let noted = log.acknowledged(1, september(), 1);
    log.talk(1, 1, A, "2025-10-10");
    log.invited(1, 1, A, "2025-10-10");
    let (facts, now) = (log.facts(), log.size());
    let explained = facts.explained(pupil(1), september(), now);
    let [only] = &explained[..] else { panic!("one") };
    assert_eq!((only.position, only.guardian), (told, guardian(0)));
    assert_eq!(only.language, language("so"));
    let acknowledged = facts.acknowledged(pupil(1), september(), now);
    assert_eq!((acknowledged[0].position, acknowledged[0].guardian), (noted, guardian(1)));
    assert!(facts.acknowledged(pupil(1), december(), now).is_empty());
    assert!(facts.explained(pupil(1), september(), Size(told.0)).is_empty(), "as of before");
    assert_eq!((facts.talks_held(pupil(1), now), facts.talks_invited(pupil(1), now)), (1, 1));
}

#[test]
fn causes_are_told_in_both_directions() {
    let log = Log::municipality();
    let (facts, now) = (log.facts(), log.size());
    // Every fourth event of these logs names the one three before it.
    assert_eq!(facts.cause(Position(8), now), Some(Position(5)));
    assert_eq!(facts.cause(Position(7), now), None);
    assert_eq!(facts.caused_by(Position(5), now), [Position(8)]);
    assert_eq!(facts.cause(Position(8), Size(8)), None, "not yet recorded");
    assert!(facts.caused_by(Position(5), Size(8)).is_empty());
}

#[test]
fn the_goals_are_those_of_the_day() {
    let mut log = Log::municipality();
    assert_eq!(log.facts().goals(day("2025-09-01"), log.size()), None);
    log.goals("2025-09-01");
    let before = log.size();
    log.goals("2025-12-01");
    let first_census = |at| log.facts().goals(day("2025-07-01"), at).unwrap().first_census;
    assert_eq!(first_census(before), day("2025-09-01"));
    assert_eq!(first_census(log.size()), day("2025-12-01"), "the one recorded last");
    assert_eq!(log.facts().goals(day("2025-06-30"), log.size()), None, "not yet in force");
}

#[test]
fn a_lowered_version_names_its_decision() {
    let mut log = Log::municipality();
    log.commit(0, domain::commitment::Level::Municipality, terms(800, "15", "2025-07-01"));
    let lowered = log.lowered(0, 2, "10");
    let commitment = log.facts().commitment(commitment(0), log.size()).unwrap();
    let last = commitment.versions.last().unwrap();
    assert_eq!((last.number, last.position, last.lowered), (2, lowered, true));
    assert_eq!(last.decision, Some(decision(0)));
    assert!(!commitment.versions[0].lowered);
    let in_force = commitment.in_force(day("2025-09-15")).unwrap();
    assert_eq!(in_force.number, 1, "earlier rounds keep what was promised");
}

/// Every look-up of the chain, as text.
fn lookups(facts: &Facts, at: Size) -> Vec<String> {
    let mut found = Vec::new();
    let tags = [Tag::Municipality, Tag::Committee(whole()), Tag::Commitment(commitment(0))];
    let schools = SCHOOLS.map(|code| Tag::School(unit(code)));
    for tag in tags.into_iter().chain(schools) {
        found.push(format!("{:?}", facts.ledger(tag, at).collect::<Vec<_>>()));
    }
    for n in 0..PUPILS {
        let of = pupil(n);
        found.push(format!("{:?}", facts.ledger(Tag::Pupil(of), at).collect::<Vec<_>>()));
        found.push(format!("{:?}", facts.shortfalls_of_pupil(of, at)));
        for round in ROUNDS.map(|round| round()) {
            found.push(format!("{:?}", facts.explained(of, round, at)));
            found.push(format!("{:?}", facts.acknowledged(of, round, at)));
        }
    }
    for round in ROUNDS.map(|round| round()) {
        found.push(format!("{:?}", facts.shortfalls_of_round(round, at).collect::<Vec<_>>()));
        for school in SCHOOLS.map(unit) {
            found.push(format!("{:?}", facts.shortfalls(round, school, at)));
        }
    }
    for position in (0..at.0).map(Position) {
        let origin = (facts.cause(position, at), facts.caused_by(position, at));
        found.push(format!("{:?} {:?}", origin, facts.noted(position, at)));
        found.push(format!("{:?}", facts.reminders(position, at)));
    }
    found.push(format!("{:?}", facts.goals(day("2025-12-01"), at)));
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_chain_of_the_past_is_what_it_was(log in history(), thousandth in 0..=1000_u64) {
        let at = size_of(&log, thousandth);
        prop_assert_eq!(lookups(&log.facts(), at), lookups(&log.facts_at(at), at));
    }

    /// The index against the events themselves.
    #[test]
    fn the_ledger_holds_exactly_what_is_tagged_so(log in history()) {
        let (facts, now) = (log.facts(), log.size());
        for school in SCHOOLS.map(unit) {
            let tag = Tag::School(school);
            let found: Vec<Event> = facts.ledger(tag, now).map(|noted| noted.event).collect();
            let wanted = log.events.iter().flatten().filter(|event| {
                let tagged = event.tags().contains(&tag);
                tagged && crate::facts::is_noted(event)
            });
            prop_assert_eq!(found, wanted.cloned().collect::<Vec<_>>());
        }
    }
}

//! What the demo promises: the same twice, in order, within bounds, plausible, and allowed.

mod duties;
mod figures;
mod process;
mod replay;

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{Day, Instant};
use domain::people::{PupilIdentity, Sex};
use domain::{Event, event};

use super::{BATCH_MAX, Batch, Settings, Summary, generate};

/// All batches of a demo, and its summary.
pub(super) fn made(settings: &Settings) -> (Vec<Batch>, Summary) {
    let mut batches = Vec::new();
    let mut keep = |batch| {
        batches.push(batch);
        Ok::<(), std::convert::Infallible>(())
    };
    let summary = generate(settings, &mut keep).unwrap();
    (batches, summary)
}

fn small(seed: u64) -> Settings {
    Settings { seed, pupils: 500, ..Settings::default() }
}

fn events(batches: &[Batch]) -> impl Iterator<Item = &Event> {
    batches.iter().flat_map(|batch| &batch.events)
}

/// Everything that would be stored: time, actor, payloads, personal contents.
fn bytes(batches: &[Batch]) -> Vec<u8> {
    let mut all = Vec::new();
    for batch in batches {
        all.extend(batch.at.0.to_be_bytes());
        all.extend(batch.actor.to_string().into_bytes());
        for event in &batch.events {
            let event::Encoded { code, schema, payload, sections } = event.encode().unwrap();
            all.extend([code.0, schema].into_iter().flat_map(u16::to_be_bytes));
            all.extend(payload);
            sections.into_iter().for_each(|section| all.extend(section.plaintext));
        }
    }
    all
}

#[test]
fn the_same_settings_give_the_same_bytes_and_another_seed_does_not() {
    let (first, again, other) = (made(&small(7)), made(&small(7)), made(&small(8)));
    assert_eq!(bytes(&first.0), bytes(&again.0));
    assert_eq!(first.1, again.1);
    assert_ne!(bytes(&first.0), bytes(&other.0));
}

#[test]
fn time_never_runs_backwards_and_every_batch_is_bounded() {
    let (batches, summary) = made(&small(1));
    assert!(batches.is_sorted_by_key(|batch| batch.at));
    assert!(batches.iter().all(|batch| (1..=BATCH_MAX).contains(&batch.events.len())));
    assert_eq!(summary.events, u64::try_from(events(&batches).count()).unwrap());
    assert_eq!(summary.batches, u64::try_from(batches.len()).unwrap());
}

#[test]
fn everything_is_recorded_on_weekdays_in_working_hours_and_nothing_after_the_last_day() {
    let settings = small(3);
    let (batches, _) = made(&settings);
    for Batch { at, .. } in &batches {
        let minute = (at.0 - at.day().start().0) / 60_000_000;
        assert!((7 * 60..17 * 60).contains(&minute), "{}", at.in_sweden());
        assert!(!at.day().is_weekend(), "{}", at.in_sweden());
    }
    let last = batches.last().unwrap().at.day();
    assert!(last <= settings.today && last >= settings.today.plus(-3), "{last}");
}

#[test]
fn a_last_day_anywhere_in_the_year_is_kept() {
    for text in ["2025-07-15", "2025-08-05", "2025-08-19", "2025-09-15", "2026-01-02", "2026-06-30"]
    {
        let today: Day = text.parse().unwrap();
        let settings = Settings { seed: 5, pupils: 60, years: 1, today };
        let (batches, _) = made(&settings);
        assert!(batches.iter().all(|batch| batch.at.day() <= today), "{text}");
    }
}

#[test]
fn a_municipality_of_one_pupil_works() {
    let settings = Settings { pupils: 1, years: 2, ..Settings::default() };
    let (batches, summary) = made(&settings);
    assert!(!batches.is_empty());
    assert_eq!(summary.schools.len(), 1);
}

#[test]
fn settings_beyond_all_bounds_are_moved_within() {
    let (first, last) = (Day::new(0, 1, 1).unwrap(), Day::new(9999, 12, 31).unwrap());
    for (today, years) in [(first, u16::MAX), (last, 0)] {
        let (batches, summary) = made(&Settings { seed: u64::MAX, pupils: 0, years, today });
        assert!(!batches.is_empty());
        assert_eq!(summary.schools.len(), 1);
    }
}

#[test]
fn the_receiver_can_stop_it() {
    let mut handed = 0;
    let stopped = generate(&small(1), &mut |_| {
        handed += 1;
        if handed == 10 { Err("full") } else { Ok(()) }
    });
    assert_eq!((stopped.unwrap_err(), handed), ("full", 10));
}

#[test]
fn civic_numbers_are_temporary_unique_and_fit_the_sex() {
    let (batches, _) = made(&small(2));
    let mut seen = BTreeSet::new();
    for event in events(&batches) {
        let Event::PupilEnrolled(enrolled) = event else { continue };
        let Some(identity) = enrolled.identity.as_ref().and_then(|identity| identity.value())
        else {
            continue;
        };
        let PupilIdentity::Named { civic_number, .. } = identity else { continue };
        let number = civic_number.as_ref().unwrap();
        assert!(number.is_temporary());
        let odd = number.as_str().as_bytes()[10] % 2 == 1;
        assert_eq!(odd, enrolled.sex == Sex::Male);
        let born: u16 = number.as_str()[..4].parse().unwrap();
        assert_eq!(born + 6, enrolled.school_start.first());
        assert!(seen.insert(number.as_str().to_owned()), "given twice");
    }
    assert!(seen.len() > 490);
}

#[test]
fn a_default_demo_has_something_of_everything() {
    let (batches, summary) = made(&Settings::default());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    events(&batches).for_each(|event| *counts.entry(event.name()).or_default() += 1);
    // The demo's process is never refused a step.
    let unused = ["FollowUpDeclined"];
    for (_, _, name) in Event::CATALOGUE {
        assert_eq!(counts.contains_key(name), !unused.contains(name), "{name}");
    }
    assert_eq!(summary.rounds.len(), 12);
    assert!((1_000..1_400).contains(&summary.pupils), "{}", summary.pupils);
    let outside =
        |event: &&Event| matches!(event, Event::ReadingAssessed(e) if e.outside_population);
    assert!(events(&batches).filter(outside).count() > 3);
}

#[test]
fn the_last_round_is_under_way() {
    let (batches, summary) = made(&Settings::default());
    let round = *summary.rounds.last().unwrap();
    let (mut open, mut assessed, mut signed) = (0, BTreeSet::new(), BTreeSet::new());
    let mut classes = BTreeSet::new();
    for event in events(&batches) {
        match event {
            Event::RoundOpened(e) if e.round == round => open += 1,
            Event::ReadingAssessed(e) if e.place.round == round => {
                assessed.extend(e.place.class);
            }
            Event::ClassSignedOff(e) if e.round == round => {
                signed.insert(e.class);
            }
            Event::ClassFormed(e) if !e.name.starts_with('F') => {
                classes.insert(e.class);
            }
            Event::ClassClosed(e) => {
                classes.remove(&e.class);
            }
            _ => {}
        }
    }
    assert_eq!(open, summary.schools.iter().filter(|school| school.open).count());
    let (all, begun, done) = (classes.len(), assessed.len(), signed.len());
    assert!(done * 10 > all && done < begun && begun < all, "{done} of {begun} of {all}");
}

#[test]
fn reports_come_late_sometimes_and_moves_are_recorded_late_sometimes() {
    let (batches, _) = made(&Settings { pupils: 2_500, ..Settings::default() });
    let mut due: BTreeMap<_, Day> = BTreeMap::new();
    let (mut late_reports, mut reports, mut late_moves) = (0, 0, 0);
    for Batch { at, events, .. } in &batches {
        for event in events {
            match event {
                Event::RoundScheduled(e) => {
                    due.insert(e.round, e.submit_by);
                }
                Event::ResultsSubmitted(e) => {
                    reports += 1;
                    late_reports += usize::from(at.day() > due[&e.round]);
                }
                Event::PupilTransferred(e) => late_moves += usize::from(is_late(*at, e.from)),
                _ => {}
            }
        }
    }
    assert!(
        late_reports * 100 > reports * 3 && late_reports * 3 < reports,
        "{late_reports}/{reports}"
    );
    assert!(late_moves > 10, "{late_moves}");
}

fn is_late(at: Instant, from: Day) -> bool {
    from.plus(2) < at.day()
}

//! What the follow-up process has left to do when the demo ends.

use std::collections::BTreeMap;

use domain::Event;
use domain::guarantee::Duty;
use domain::id::Position;
use domain::people::Actor;
use projections::follow_up::steps;
use projections::{Facts, Origin};

use super::super::{Batch, Settings};
use super::{events, made};

fn facts(batches: &[Batch]) -> Facts {
    let (mut facts, mut next) = (Facts::new(), 0);
    for Batch { at, actor, cause, events } in batches {
        let author = actor.to_string();
        for event in events {
            let origin = Origin { actor: &author, cause: *cause };
            facts.apply(Position(next), *at, Some(event), origin).unwrap();
            next += 1;
        }
    }
    facts
}

#[test]
fn on_the_last_day_the_process_has_nothing_left_to_find_follow_or_remind_of() {
    for (seed, pupils) in [(1, 1_200), (2, 2_500)] {
        let settings = Settings { seed, pupils, ..Settings::default() };
        let (batches, _) = made(&settings);
        let facts = facts(&batches);
        let due = steps(&facts, facts.size(), settings.today);
        let names: Vec<String> = due.iter().map(|step| step.identity()).collect();
        assert!(due.is_empty(), "{names:?}");
    }
}

#[test]
fn the_process_acts_in_nobodys_name_and_names_its_cause() {
    let (batches, _) = made(&Settings::default());
    let mut found = BTreeMap::new();
    for Batch { actor, cause, events, .. } in &batches {
        for event in events {
            let own = matches!(
                event,
                Event::ShortfallFound(_)
                    | Event::ShortfallLifted(_)
                    | Event::ShortfallFollowed(_)
                    | Event::DutyReminded(_)
            );
            assert_eq!(own, *actor == Actor::PROCESS, "{}", event.name());
            assert_eq!(own, cause.is_some(), "{}", event.name());
            if own {
                *found.entry(event.name()).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn shortfalls_are_mostly_answered_and_reminders_are_of_many_kinds() {
    let (batches, _) = made(&Settings { pupils: 2_500, ..Settings::default() });
    let (mut found, mut answered) = (0, 0);
    let mut reminded: BTreeMap<Duty, usize> = BTreeMap::new();
    for event in events(&batches) {
        match event {
            Event::ShortfallFound(_) => found += 1,
            Event::GuaranteeAnswered(_) => answered += 1,
            Event::DutyReminded(e) => *reminded.entry(e.duty).or_default() += 1,
            _ => {}
        }
    }
    assert!(answered * 100 > found * 75 && answered < found, "{answered} of {found}");
    assert!(reminded.len() >= 4, "{reminded:?}");
    let all: usize = reminded.values().sum();
    assert!(all < found * 2, "{reminded:?} of {found}");
}

#[test]
fn nothing_is_found_in_rounds_before_the_guarantee() {
    let (batches, _) = made(&Settings::default());
    let adopted = events(&batches).find_map(|event| match event {
        Event::GuaranteeAdopted(e) => Some(e.clone()),
        _ => None,
    });
    let first = adopted.unwrap().first_census;
    for event in events(&batches) {
        if let Event::ShortfallFound(e) = event {
            assert!(e.round.year >= first.school_year(), "{}", e.round.slug());
        }
    }
}

//! Every batch, asked for as commands, is decided exactly as the demo recorded it.

use std::collections::{BTreeMap, BTreeSet};

use domain::asked::asked;
use domain::command::Act;
use domain::id::Position;
use domain::query::{Query, Tag};
use domain::{Event, Recorded};

use super::super::{Batch, Settings};
use super::made;

/// A store in memory: events as they come back, found by tag.
#[derive(Default)]
struct Store {
    recorded: Vec<Recorded>,
    by_tag: BTreeMap<Tag, Vec<usize>>,
}

impl Store {
    fn append(&mut self, batch: &Batch, event: &Event) {
        let place = self.recorded.len();
        for tag in event.tags() {
            self.by_tag.entry(tag).or_default().push(place);
        }
        let sealed = event.encode().unwrap();
        let event = Event::decode(sealed.code.0, sealed.schema, &sealed.payload).unwrap();
        let position = Position(u64::try_from(place).unwrap());
        let actor = Some(batch.actor);
        self.recorded.push(Recorded { position, at: batch.at, actor, event: Some(event) });
    }

    fn tagged(&self, tag: Tag) -> Vec<Recorded> {
        let places = self.by_tag.get(&tag).into_iter().flatten();
        places.map(|place| self.recorded[*place].clone()).collect()
    }

    fn read(&self, query: &Query) -> Vec<Recorded> {
        let mut places = BTreeSet::new();
        for item in &query.items {
            let rarest = item.tags.iter().map(|tag| self.by_tag.get(tag).map_or(&[][..], |p| p));
            let found = rarest.min_by_key(|places| places.len()).expect("every item has a tag");
            places.extend(found.iter().copied().filter(|place| {
                let event = self.recorded[*place].event.as_ref().unwrap();
                let one = Query { items: vec![item.clone()] };
                one.matches(event.code(), &event.tags())
            }));
        }
        places.into_iter().map(|place| self.recorded[place].clone()).collect()
    }
}

#[test]
fn every_event_is_what_the_domain_decides() {
    let settings = Settings { seed: 11, pupils: 900, ..Settings::default() };
    let (batches, _) = made(&settings);
    let mut store = Store::default();
    for batch in &batches {
        replay(&mut store, batch);
    }
}

fn replay(store: &mut Store, batch: &Batch) {
    let act = Act { actor: batch.actor, at: batch.at };
    let mut rest = &batch.events[..];
    while !rest.is_empty() {
        let before = |tag| store.tagged(tag);
        let (command, taken) = asked(rest, &before).unwrap();
        let expected = &rest[..taken];
        let history = store.read(&command.boundary(&act));
        let decided = command.decide(&act, &history);
        let names: Vec<_> = expected.iter().map(Event::name).collect();
        let day = batch.at.in_sweden();
        match decided {
            Ok(events) => {
                assert_eq!(events, expected, "{names:?} on {day} by {}", batch.actor.role);
            }
            Err(refusal) => {
                panic!("{names:?} on {day} by {}: {}", batch.actor.role, refusal.code())
            }
        }
        expected.iter().for_each(|event| store.append(batch, event));
        rest = &rest[taken..];
    }
}

//! What was recorded before, by tag: some commands say beside their event what the views know, which is
//! told from it.

use std::collections::BTreeMap;

use domain::calendar::Instant;
use domain::id::Position;
use domain::people::Actor;
use domain::query::Tag;
use domain::{Event, Recorded};

/// The history so far, as it comes back from a store: without what is sealed.
#[derive(Default)]
pub(crate) struct Before {
    recorded: Vec<Recorded>,
    by_tag: BTreeMap<Tag, Vec<usize>>,
}

impl Before {
    pub(crate) fn take(&mut self, at: Instant, actor: Actor, event: &Event) {
        let place = self.recorded.len();
        for tag in event.tags() {
            self.by_tag.entry(tag).or_default().push(place);
        }
        let sealed = event.encode().unwrap();
        let event = Event::decode(sealed.code.0, sealed.schema, &sealed.payload).unwrap();
        let (position, actor) = (Position(place as u64), Some(actor));
        self.recorded.push(Recorded { position, at, actor, event: Some(event) });
    }

    pub(crate) fn tagged(&self, tag: Tag) -> Vec<Recorded> {
        let places = self.by_tag.get(&tag).into_iter().flatten();
        places.map(|place| self.recorded[*place].clone()).collect()
    }
}

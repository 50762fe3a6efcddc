//! Random histories against a naive model: a vector, searched from the front.

use crate::support::{Place, append, command, digest, event, guarded};
use eventstore::{
    Append, AppendError, Log, Query, QueryItem, Receipt, RequestDigest, Size, Tag, TypeCode,
};
use proptest::prelude::*;

/// The log as a vector.
#[derive(Default)]
struct Model {
    events: Vec<(TypeCode, Vec<Tag>)>,
    receipts: Vec<(u64, u8, u64, u32)>,
}

/// How an append must end.
#[derive(Debug, PartialEq)]
enum Expected {
    Recorded(u64, u32),
    Blocked(u64),
    Mismatch(u64),
}

impl Model {
    fn matching(&self, query: &Query, from: u64, to: u64) -> Vec<u64> {
        let meant = |event: &(TypeCode, Vec<Tag>)| {
            query.items.iter().any(|item| {
                (item.types.is_empty() || item.types.contains(&event.0))
                    && item.tags.iter().all(|tag| event.1.contains(tag))
            })
        };
        (0..)
            .zip(&self.events)
            .filter(|(at, event)| (from..to).contains(at) && meant(event))
            .map(|(at, _)| at)
            .collect()
    }

    fn append(&mut self, step: &Append, number: u64, request: u8) -> Expected {
        if let Some((_, of, first, count)) =
            self.receipts.iter().find(|(known, ..)| *known == number)
        {
            return if *of == request {
                Expected::Recorded(*first, *count)
            } else {
                Expected::Mismatch(*first)
            };
        }
        let size = self.events.len() as u64;
        if let Some(boundary) = &step.boundary
            && let Some(at) = self.matching(&boundary.query, boundary.since.0, size).first()
        {
            return Expected::Blocked(*at);
        }
        self.events.extend(step.events.iter().map(|e| (e.type_code, e.tags.clone())));
        let count = u32::try_from(step.events.len()).unwrap();
        self.receipts.push((number, request, size, count));
        Expected::Recorded(size, count)
    }
}

/// What a history is made of.
#[derive(Debug, Clone)]
enum Step {
    Append { number: u64, request: u8, events: Vec<(u16, Vec<u8>)>, boundary: Option<(Query, u8)> },
    Query { query: Query, from: u8, to: u8 },
    Reopen,
}

fn tag_of(number: u8) -> Tag {
    Tag::new(format!("tag:{number}")).unwrap()
}

fn queries() -> impl Strategy<Value = Query> {
    let types = prop::collection::vec((0..4_u16).prop_map(TypeCode), 0..3);
    let tags = prop::collection::vec((0..5_u8).prop_map(tag_of), 0..3);
    let items = (types, tags).prop_map(|(types, tags)| QueryItem { types, tags });
    prop::collection::vec(items, 0..3).prop_map(|items| Query { items })
}

fn steps() -> impl Strategy<Value = Step> {
    let events = prop::collection::vec((0..4_u16, prop::collection::vec(0..5_u8, 0..4)), 1..7);
    let boundary = prop::option::of((queries(), 0..20_u8));
    let append = (0..60_u64, 0..8_u8, events, boundary).prop_map(
        // One request in eight is another one under the same id.
        |(number, request, events, boundary)| Step::Append {
            number,
            request: u8::from(request == 0),
            events,
            boundary,
        },
    );
    let query = (queries(), any::<u8>(), any::<u8>()).prop_map(|(query, from, to)| Step::Query {
        query,
        from,
        to,
    });
    prop_oneof![20 => append, 4 => query, 1 => Just(Step::Reopen)]
}

/// Plays a history on both.
fn play(place: &Place, history: &[Step]) {
    let (mut log, mut model) = (place.create(), Model::default());
    for step in history {
        match step {
            Step::Append { number, request, events, boundary } => {
                let step = to_append(&model, *number, *request, events, boundary.as_ref());
                let expected = model.append(&step, *number, *request);
                assert_eq!(outcome(log.append(step)), expected);
            }
            Step::Query { query, from, to } => check(&log, &model, query, *from, *to),
            Step::Reopen => log = place.reopen(log),
        }
        assert_eq!(log.size().0, model.events.len() as u64);
    }
    compare_all(&log, &model);
    compare_all(&place.reopen(log), &model);
}

fn to_append(
    model: &Model,
    number: u64,
    request: u8,
    events: &[(u16, Vec<u8>)],
    boundary: Option<&(Query, u8)>,
) -> Append {
    let mut new = Vec::new();
    for (code, tags) in events {
        let mut made = event(*code, &[]);
        made.tags = tags.iter().map(|number| tag_of(*number)).collect();
        new.push(made);
    }
    let made = match boundary {
        Some((query, back)) => {
            let since = (model.events.len() as u64).saturating_sub(u64::from(*back));
            guarded(number, new, query.clone(), since)
        }
        None => append(number, new),
    };
    Append { request_digest: RequestDigest([request; 32]), ..made }
}

fn outcome(result: Result<Receipt, AppendError>) -> Expected {
    match result {
        Ok(receipt) => Expected::Recorded(receipt.first.0, receipt.count),
        Err(AppendError::Blocked { at }) => Expected::Blocked(at.0),
        Err(AppendError::DigestMismatch { first }) => Expected::Mismatch(first.0),
        Err(error) => panic!("{error:?}"),
    }
}

#[track_caller]
fn check(log: &Log, model: &Model, query: &Query, from: u8, to: u8) {
    let (from, to) = (u64::from(from), u64::from(to));
    let found = log.query(query, Size(from), Size(to)).unwrap();
    let found: Vec<u64> = found.iter().map(|stored| stored.position.0).collect();
    assert_eq!(found, model.matching(query, from, to));
}

fn compare_all(log: &Log, model: &Model) {
    let stored = crate::support::everything(log);
    let expected = (0..).zip(&model.events).map(|(at, (code, tags))| {
        (at, code.0, tags.iter().map(|tag| tag.as_str().to_owned()).collect::<Vec<_>>())
    });
    assert_eq!(stored, expected.collect::<Vec<_>>());
    for (number, request, first, count) in &model.receipts {
        let receipt = log.receipt(command(*number), digest(*request)).unwrap().unwrap();
        assert_eq!((receipt.first.0, receipt.count), (*first, *count));
    }
}

/// A failing history is printed whole; it becomes an example of its own rather than a seed file.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(48))]
    #[test]
    fn histories_in_memory_follow_the_model(history in prop::collection::vec(steps(), 1..120)) {
        // Volumes of 32 events, so that a history rolls several times.
        play(&Place { capacity: 32, ..Place::in_memory() }, &history);
    }
}

proptest! {
    #![proptest_config(config(4))]
    #[test]
    fn histories_on_files_follow_the_model(history in prop::collection::vec(steps(), 1..120)) {
        play(&Place { capacity: 32, ..Place::on_files() }, &history);
    }
}

//! The feed: catches up, then follows; never skips; a filtered cursor still advances.

use crate::support::{Place, any_of, append, event, fill, item, on_both_backends};
use eventstore::{Feed, FeedItem, ReadError, Size};
use std::time::Duration;

on_both_backends!(
    a_feed_catches_up_and_says_so,
    a_feed_follows_across_volumes,
    a_filtered_cursor_still_advances,
    a_feed_hands_out_each_event_once,
    a_feed_ends_when_the_log_closes,
);

const NOT_LONG: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_secs(20);

/// A feed under steady appends hands out each event once, however pages and commits interleave.
fn a_feed_hands_out_each_event_once(place: &Place) {
    let log = place.create();
    let write = || {
        for number in 0..200 {
            log.append(append(number, vec![event(1, &["t"]); 7])).unwrap();
        }
    };
    let mut feed = log.feed(Size(0));
    let (positions, _) = std::thread::scope(|scope| {
        scope.spawn(write);
        drain(&mut feed, Size(1400))
    });
    assert_eq!(positions, (0..1400).collect::<Vec<_>>());
}

/// Positions handed out, and the size of each mark with how many events came before it.
fn drain(feed: &mut Feed, until: Size) -> (Vec<u64>, Vec<(usize, Size)>) {
    let (mut positions, mut marks) = (Vec::new(), Vec::new());
    while feed.cursor() < until || marks.last().is_none_or(|(_, size)| *size < until) {
        for item in feed.next_page(LONG).unwrap() {
            match item {
                FeedItem::Event(stored) => positions.push(stored.position.0),
                FeedItem::CaughtUp(size) => marks.push((positions.len(), size)),
            }
        }
    }
    (positions, marks)
}

fn a_feed_catches_up_and_says_so(place: &Place) {
    let log = place.create();
    fill(&log, 1, 700);
    let mut feed = log.feed(Size(100));
    assert_eq!(feed.lag(), 600);
    let (positions, marks) = drain(&mut feed, Size(700));
    assert_eq!(positions, (100..700).collect::<Vec<_>>());
    assert_eq!(marks, [(600, Size(700))]);
    assert_eq!((feed.lag(), feed.next_page(NOT_LONG).unwrap()), (0, vec![]));
}

fn a_feed_follows_across_volumes(place: &Place) {
    let log = place.create();
    let mut feed = log.feed(Size(0));
    assert_eq!(feed.next_page(LONG).unwrap(), [FeedItem::CaughtUp(Size(0))]);
    let (positions, marks) = std::thread::scope(|scope| {
        scope.spawn(|| fill(&log, 1, 600));
        drain(&mut feed, Size(600))
    });
    assert_eq!(positions, (0..600).collect::<Vec<_>>());
    assert!(marks.iter().all(|(before, size)| *before as u64 == size.0));
}

fn a_filtered_cursor_still_advances(place: &Place) {
    let log = place.create();
    fill(&log, 1, 300);
    log.append(append(900, vec![event(2, &["rare"])])).unwrap();
    fill(&log, 1000, 300);
    let mut feed = log.feed(Size(0)).matching(any_of(vec![item(&[2], &["rare"])]));
    let (positions, marks) = drain(&mut feed, Size(601));
    assert_eq!((positions, marks), (vec![300], vec![(1, Size(601))]));
    fill(&log, 2000, 5);
    assert_eq!(feed.next_page(LONG).unwrap(), [FeedItem::CaughtUp(Size(606))]);
}

fn a_feed_ends_when_the_log_closes(place: &Place) {
    let log = place.create();
    let mut feed = log.feed(Size(0));
    assert_eq!(feed.next_page(LONG).unwrap().len(), 1);
    let waiting = std::thread::spawn(move || feed.next_page(Duration::from_secs(600)));
    log.close().unwrap();
    assert!(matches!(waiting.join().unwrap(), Err(ReadError::Closed)));
}

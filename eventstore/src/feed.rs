//! Following the log: first what is there, then what comes, by the same code.

use crate::engine::Engine;
use crate::errors::ReadError;
use crate::record::Stored;
use crate::types::{Query, Size};
use std::sync::Arc;
use std::time::Duration;

/// How many events a page covers.
const PAGE: u64 = 512;

/// What a feed hands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedItem {
    /// The next event.
    Event(Stored),
    /// Everything below this size has been handed out or, by a filter, passed over. Comes when the
    /// feed has caught up, and again after each growth that it has caught up with.
    CaughtUp(Size),
}

/// Events in order from a size on, without a gap. Whoever asks for pages sets the pace; nothing is
/// buffered for the slow and nothing skipped.
pub struct Feed {
    engine: Arc<Engine>,
    cursor: Size,
    query: Option<Query>,
    /// The size for which the mark was handed out.
    marked: Option<Size>,
}

impl Feed {
    pub(crate) fn new(engine: Arc<Engine>, from: Size) -> Feed {
        Feed { engine, cursor: from, query: None, marked: None }
    }

    /// Hands out only events meant by a query; the cursor still passes over the others.
    #[must_use]
    pub fn matching(mut self, query: Query) -> Feed {
        self.query = Some(query);
        self
    }

    /// Where the feed stands: everything below has been handed out or passed over.
    #[must_use]
    pub fn cursor(&self) -> Size {
        self.cursor
    }

    /// How many committed events the feed has not come to yet.
    #[must_use]
    pub fn lag(&self) -> u64 {
        self.engine.size().0.saturating_sub(self.cursor.0)
    }

    /// The next page. Waits up to `timeout` when there is nothing new, and is empty if nothing came.
    ///
    /// # Errors
    /// [`ReadError::Closed`] when the log is closing and everything has been handed out. After
    /// another [`ReadError`] the cursor stays, so the next call tries the same events again.
    pub fn next_page(&mut self, timeout: Duration) -> Result<Vec<FeedItem>, ReadError> {
        if self.engine.size() <= self.cursor && self.marked == Some(self.cursor) {
            self.engine.wait_beyond(self.cursor, timeout);
        }
        let size = self.engine.size();
        if size <= self.cursor && self.engine.is_closing() {
            return Err(ReadError::Closed);
        }
        let to = Size(size.0.min(self.cursor.0.saturating_add(PAGE)));
        let events = match &self.query {
            _ if to <= self.cursor => Vec::new(),
            Some(query) => self.engine.sift(query, self.cursor, to)?,
            None => self.events_to(to)?,
        };
        let mut items: Vec<FeedItem> = events.into_iter().map(FeedItem::Event).collect();
        self.cursor = self.cursor.max(to);
        if self.cursor >= size && self.marked != Some(self.cursor) {
            items.push(FeedItem::CaughtUp(self.cursor));
            self.marked = Some(self.cursor);
        }
        Ok(items)
    }

    /// Exactly the events up to a size: more may have come meanwhile, and belong to the next page.
    fn events_to(&self, to: Size) -> Result<Vec<Stored>, ReadError> {
        let count = usize::try_from(to.0 - self.cursor.0).expect("a page covers 512 events");
        self.engine.page(self.cursor.next_position(), count)
    }
}

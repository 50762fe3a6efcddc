//! One page of a list: how many rows to pass over and how many to show, as `from` and `limit` of an address.
//!
//! A list is made, cut to what its reader may see, and only then paged: a page never tells how many rows
//! there are that the reader does not see.

use serde::Serialize;

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Rows to pass over.
    from: usize,
    /// Rows to show at most; at least 1.
    limit: usize,
}

/// Where a page stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Paged {
    /// Rows of the whole list.
    pub total: usize,
    /// Rows passed over.
    pub from: usize,
    /// Rows on this page.
    pub shown: usize,
    /// The `from` of the page before; none on the first.
    pub previous: Option<usize>,
    /// The `from` of the next page; none on the last.
    pub next: Option<usize>,
}

impl Window {
    /// Rows of a page where nothing else is asked for.
    pub const LIMIT: usize = 100;
    /// Rows of the longest page.
    pub const LIMIT_MAX: usize = 500;

    /// The page that is asked for: from the first row and [`Window::LIMIT`] rows where nothing is said,
    /// never less than one row nor more than [`Window::LIMIT_MAX`].
    #[must_use]
    pub fn of(from: Option<usize>, limit: Option<usize>) -> Self {
        let limit = limit.unwrap_or(Self::LIMIT).clamp(1, Self::LIMIT_MAX);
        Self { from: from.unwrap_or(0), limit }
    }

    /// Of pages as long as this one, the one that holds a row.
    #[must_use]
    pub const fn holding(self, row: usize) -> Self {
        Self { from: row / self.limit * self.limit, limit: self.limit }
    }

    /// Where the page stands in a list of so many rows. Behind the end it is empty.
    #[must_use]
    pub fn within(self, total: usize) -> Paged {
        let Self { from, limit } = self;
        let end = from.saturating_add(limit).min(total);
        let previous = (from > 0).then(|| from.min(total).saturating_sub(limit));
        let next = (end < total).then_some(end);
        Paged { total, from, shown: end.saturating_sub(from), previous, next }
    }

    /// Leaves the rows of the page.
    pub fn cut<T>(self, rows: &mut Vec<T>) -> Paged {
        let paged = self.within(rows.len());
        rows.drain(..self.from.min(rows.len()));
        rows.truncate(paged.shown);
        paged
    }
}

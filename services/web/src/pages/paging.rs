//! Long lists page by page: how many rows there are stands before the list, plain numbered links stand after
//! it, so that the keyboard meets them where the list ends. No script is needed; what is printed is what the
//! page shows.

use maud::{Markup, html};
use projections::{Paged, Window};

use crate::text::{FrameText, PagesText};
use crate::visit::Visit;
use crate::words;

/// Numbers that are linked on either side of the page that is shown, besides the first and the last.
const AROUND: usize = 2;

/// The field of an address that names a shortfall instead of a page: the page is the one that holds it.
pub(crate) const HOLDING: &str = "shortfall";

/// A list that is shown page by page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List {
    /// The field of the address that says how many rows to pass over.
    field: &'static str,
    /// The id of the heading above the list, where a page of it begins.
    heading: &'static str,
    /// Rows of a page.
    limit: usize,
}

impl List {
    /// A list under the heading of this id, with so many rows on a page.
    pub(crate) const fn new(field: &'static str, heading: &'static str, limit: usize) -> Self {
        Self { field, heading, limit }
    }

    /// The id of its heading.
    pub(crate) const fn heading(self) -> &'static str {
        self.heading
    }

    /// The page that the address asks for: the first where it says nothing that can be read.
    pub(crate) fn window(self, visit: &Visit) -> Window {
        let from = visit.field(self.field).and_then(|text| text.parse().ok());
        Window::of(from, Some(self.limit))
    }

    /// The rows of the page that the address asks for.
    pub(crate) fn page<'a, T>(self, visit: &Visit, rows: &'a [T]) -> (&'a [T], Paged) {
        let paged = self.window(visit).within(rows.len());
        let start = paged.from.min(rows.len());
        (&rows[start..start + paged.shown], paged)
    }

    /// A page of the list between its count and its links; a list of one page stands alone.
    pub(crate) fn around(self, visit: &Visit, paged: Paged, list: &Markup) -> Markup {
        let link = |from: usize| {
            let from = (from > 0).then(|| from.to_string());
            visit.address_with(&[(self.field, from.as_deref()), (HOLDING, None)])
        };
        self.framed(visit, paged, list, &link)
    }

    /// The same for a page that is found at another address than the request's: a form shown again. What
    /// was typed in it never stands in an address.
    pub(crate) fn around_at(
        self,
        visit: &Visit,
        address: &str,
        paged: Paged,
        list: &Markup,
    ) -> Markup {
        self.framed(visit, paged, list, &|from| format!("{address}?{}={from}", self.field))
    }

    /// A page of the list on a page with forms: after a form that is `shown_again` its links lead to the
    /// page itself.
    pub(crate) fn beside_forms(
        self,
        visit: &Visit,
        (address, shown_again): (&str, bool),
        paged: Paged,
        list: &Markup,
    ) -> Markup {
        if shown_again {
            self.around_at(visit, address, paged, list)
        } else {
            self.around(visit, paged, list)
        }
    }

    fn framed(
        self,
        visit: &Visit,
        paged: Paged,
        list: &Markup,
        link: &dyn Fn(usize) -> String,
    ) -> Markup {
        if paged.previous.is_none() && paged.next.is_none() {
            return html! { (list) };
        }
        html! {
            p.soft.small { (counted(visit, paged)) }
            @if paged.shown > 0 { (list) }
            (self.links(visit, paged, link))
        }
    }

    fn links(self, visit: &Visit, paged: Paged, link: &dyn Fn(usize) -> String) -> Markup {
        let to = |from: usize| format!("{}#{}", link(from), self.heading);
        let (last, current) = (paged.total.saturating_sub(1) / self.limit, paged.from / self.limit);
        let numbered = |page: usize| {
            let name = words::count(number(page + 1), visit.language);
            html! {
                li { a href=(to(page * self.limit)) aria-label=(visit.fill(PagesText::Page, &[("page", &name)]))
                    aria-current=[(page == current).then_some("page")] { (name) } }
            }
        };
        html! {
            // A page may hold several such lists: no landmarks.
            div.pages role="group" aria-label=(visit.say(PagesText::Pages)) {
                ul.inline-list {
                    @if let Some(from) = paged.previous {
                        li { a href=(to(from)) rel="prev" { "← " (visit.say(FrameText::Previous)) } }
                    }
                    @for page in shown(current, last) {
                        @match page {
                            Some(page) => (numbered(page)),
                            None => li.soft aria-hidden="true" { "…" },
                        }
                    }
                    @if let Some(from) = paged.next {
                        li { a href=(to(from)) rel="next" { (visit.say(FrameText::Next)) " →" } }
                    }
                }
            }
        }
    }
}

/// Which rows of how many are shown, in words.
fn counted(visit: &Visit, paged: Paged) -> String {
    if paged.shown == 0 {
        return visit.say(PagesText::Behind).to_owned();
    }
    let count = |rows: usize| words::count(number(rows), visit.language);
    let (from, to) = (count(paged.from + 1), count(paged.from + paged.shown));
    let total = count(paged.total);
    visit.fill(PagesText::Shown, &[("from", &from), ("to", &to), ("total", &total)])
}

/// The pages whose numbers are shown: the first, the last and those around the current one; none stands for
/// those left out between them.
fn shown(current: usize, last: usize) -> Vec<Option<usize>> {
    let near = current.saturating_sub(AROUND)..=current.saturating_add(AROUND);
    let mut pages: Vec<usize> = near.filter(|page| *page <= last).collect();
    pages.extend([0, last]);
    pages.sort_unstable();
    pages.dedup();
    let mut shown = Vec::with_capacity(pages.len() + 2);
    let mut expected = 0;
    for page in pages {
        if page > expected {
            shown.push((page == expected + 1).then_some(expected));
        }
        shown.push(Some(page));
        expected = page + 1;
    }
    shown
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::shown;

    fn text(current: usize, last: usize) -> String {
        let number = |page: Option<usize>| page.map_or("…".to_owned(), |page| page.to_string());
        shown(current, last).into_iter().map(number).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn first_last_and_neighbours_are_linked_and_no_gap_stands_for_one_page() {
        assert_eq!(text(0, 1), "0 1");
        assert_eq!(text(0, 9), "0 1 2 … 9");
        assert_eq!(text(5, 9), "0 … 3 4 5 6 7 8 9");
        assert_eq!(text(4, 6), "0 1 2 3 4 5 6");
        assert_eq!(text(9, 9), "0 … 7 8 9");
        assert_eq!(text(40, 9), "0 … 9");
    }
}

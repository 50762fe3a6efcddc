//! Counts of what is done as links to their evidence, as of the state of the page or document.

use domain::id::Size;
use insyn_app::access::sights_of_count;
use maud::{Markup, html};
use projections::{CountOf, CountRef, Facts};

use crate::visit::{At, Visit, encoded};
use crate::words;

/// The counts of one place, alike but for what is counted.
pub(crate) struct Counted {
    /// One of them, where the viewer may see them.
    name: Option<CountRef>,
    /// The state they are taken from; none: the present.
    as_of: Option<Size>,
}

impl Counted {
    /// The counts named like this one, as of the state that the page shows.
    pub(crate) fn shown(visit: &Visit, facts: &Facts, name: CountRef, at: At) -> Self {
        Self::new(visit, facts, name, at.past.then_some(at.size))
    }

    /// The same of a document, as of the state that it rests on.
    pub(crate) fn new(visit: &Visit, facts: &Facts, name: CountRef, as_of: Option<Size>) -> Self {
        let sights = sights_of_count(facts, &name, visit.today());
        let opens = sights.into_iter().any(|sight| visit.may(facts, sight));
        Self { name: opens.then_some(name), as_of }
    }

    /// Counts that lead nowhere: nobody may see them, or they have no name.
    pub(crate) const fn closed() -> Self {
        Self { name: None, as_of: None }
    }

    /// One of them, in these words.
    pub(crate) fn link(&self, of: CountOf, words: &str) -> Markup {
        html! {
            @match self.name {
                Some(name) => a href=(self.address(&name.with(of))) { (words) },
                None => (words),
            }
        }
    }

    /// One of them by its number.
    pub(crate) fn number(&self, visit: &Visit, of: CountOf, count: u64) -> Markup {
        self.link(of, &words::count(count, visit.language))
    }

    fn address(&self, name: &CountRef) -> String {
        let address = format!("/figures/{}", encoded(&name.to_string()));
        match self.as_of {
            Some(size) => format!("{address}?asOf={size}"),
            None => address,
        }
    }
}

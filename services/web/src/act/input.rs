//! What was given in the address or typed in a form, by dotted names (`content.follow_up.on`).

use std::collections::BTreeSet;

use crate::act::schema::{Field, Form, Kind};
use crate::visit::Visit;

/// Fields of a form that belong to no command.
pub(crate) const RESERVED: &[&str] = &["id", "back", "fixed", "anyway", "asOf", "lang"];

/// What is known of a form's fields. Without `Debug`: people write about people here.
#[derive(Default)]
pub(crate) struct Input {
    pairs: Vec<(String, String)>,
    fixed: BTreeSet<String>,
}

impl Input {
    /// What stands in the address: short names are put where they belong, ids stand fast.
    pub(crate) fn of_address(visit: &Visit, form: &Form) -> Self {
        let mut input = Self::default();
        for (name, value) in asked(visit) {
            let found = form.find(name).filter(|_| !name.contains('.'));
            let path = found.as_ref().map_or_else(|| name.to_owned(), |(path, _)| path.clone());
            input.pairs.push((path.clone(), value.to_owned()));
            if stands_fast(form, &path) {
                input.fixed.insert(path);
            }
        }
        input
    }

    /// What was sent.
    pub(crate) fn of_form(visit: &Visit) -> Self {
        let pairs = asked(visit).map(|(name, value)| (name.to_owned(), value.to_owned()));
        let fixed = visit.fields.iter().filter(|(name, _)| name == "fixed");
        Self { pairs: pairs.collect(), fixed: fixed.map(|(_, path)| path.clone()).collect() }
    }

    /// The first value of this name that says something.
    pub(crate) fn one(&self, path: &str) -> Option<&str> {
        self.all(path).next()
    }

    /// All values of this name that say something.
    pub(crate) fn all<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> {
        let of = self.pairs.iter().filter(move |(name, _)| name == path);
        of.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Every pair of this field and of what lies within it.
    pub(crate) fn within<'a>(&'a self, path: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside = move |name: &str| {
            name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let of = self.pairs.iter().filter(move |(name, _)| inside(name));
        of.map(|(name, value)| (name.as_str(), value.trim())).filter(|(_, value)| !value.is_empty())
    }

    /// Whether anything at all is known of this field.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.within(path).next().is_some()
    }

    /// Whether the field stands fast.
    pub(crate) fn is_fixed(&self, path: &str) -> bool {
        self.fixed.contains(path) && self.has(path)
    }

    /// Puts a value where none is.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "ids and codes: small, and copied by callers"
    )]
    pub(crate) fn propose(&mut self, path: &str, value: impl ToString) {
        if !self.has(path) {
            self.pairs.push((path.to_owned(), value.to_string()));
        }
    }

    /// Puts a value within a choice that was put, where none is.
    pub(crate) fn propose_within(&mut self, path: &str, code: &str, value: impl ToString) {
        if self.one(path) == Some(code) {
            self.propose(&format!("{path}.{code}"), value);
        }
    }

    /// Adds one value more.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "ids and codes: small, and copied by callers"
    )]
    pub(crate) fn add(&mut self, path: &str, value: impl ToString) {
        self.pairs.push((path.to_owned(), value.to_string()));
    }

    /// Puts a value where none is, and lets it stand fast.
    pub(crate) fn settle(&mut self, path: &str, value: impl ToString) {
        self.propose(path, value);
        self.fixed.insert(path.to_owned());
    }

    /// The names that stand fast.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = &str> {
        self.fixed.iter().map(String::as_str)
    }

    /// How many rows of a repeated part are filled: one more than the last number in a name.
    pub(crate) fn rows(&self, path: &str) -> usize {
        let number = |name: &str| {
            let rest = name.strip_prefix(path)?.strip_prefix('.')?;
            rest.split('.').next()?.parse::<usize>().ok()
        };
        let filled = self.within(path).filter_map(|(name, _)| number(name));
        filled.max().map_or(0, |last| last.saturating_add(1).min(ROWS_MOST))
    }
}

/// The most rows of a repeated part: a scale has some twenty points.
pub(crate) const ROWS_MOST: usize = 60;

/// The fields that belong to the command.
fn asked(visit: &Visit) -> impl Iterator<Item = (&str, &str)> {
    let ours = |name: &str| !RESERVED.contains(&name);
    let pairs = visit.fields.iter().filter(move |(name, _)| ours(name));
    pairs.map(|(name, value)| (name.as_str(), value.trim())).filter(|(_, value)| !value.is_empty())
}

fn stands_fast(form: &Form, path: &str) -> bool {
    let mut fast = false;
    let mut see = |known: &str, field: &Field| {
        let source = match &field.kind {
            Kind::Pick(source) => source.stands_fast(),
            _ => false,
        };
        fast |= known == path && source;
    };
    form.fields.iter().for_each(|field| match &field.kind {
        Kind::Group(inner) => {
            inner.iter().for_each(|f| see(&format!("{}.{}", field.name, f.name), f));
        }
        _ => see(&field.name, field),
    });
    fast
}

//! What each kind of event is called in a trail.

use domain::command::Language;

use crate::text::locale::of;

/// What an event of this name is called; its own name where no words are known.
pub(crate) fn event_kind(name: &'static str, language: Language) -> &'static str {
    of(language).named(&format!("event-{name}")).unwrap_or(name)
}

//! What every command, field and choice of a form is called, in Swedish and English.
//!
//! The messages are named after the names that the commands have in JSON. A name that means different things
//! in different places has a message of its own for the place (`field-RoundOpened-until`), which goes before
//! the plain one. A test walks all commands and fails where a word is missing.

use domain::command::Language;

use crate::text::locale::of;
use crate::text::texts;

mod order;

texts! {
    /// What stands around the fields of a form.
    ActText:
    Record, Continue, Cancel, NotStated, Choose, Yes, No, Optional, Public, Sealed, OneALine, DaysHelp,
    NumbersHelp, LanguageHelp, ShareHelp, CodeHelp, SchoolCodeHelp, Row, NothingToChoose, Events,
    EventAt, EventNumber, GuardianNumber, CaseFrom, RequestFrom, RefusedTitle, WrongTitle, WrongMissing,
    WrongDay, WrongNumber, WrongShare, WrongChoice, WrongLong, WrongWhole, HealthTitle, HealthBody,
    HealthAnyway, StepLead, StepNothing, ElsewhereLead, ElsewhereBody, PastTitle, PastBody, ToNow,
}

/// What a command is called: the title of its form and the words of a link to it.
pub(crate) fn command(term: &str, command: &str, language: Language) -> Option<&'static str> {
    of(language).named(&format!("command-{term}-{command}"))
}

/// What a field of this owner (an event, a part of one, or a command) is called. What a choice asks for
/// besides is called as the choice, where it has no words of its own.
pub(crate) fn field(owner: &str, name: &str, language: Language) -> Option<&'static str> {
    of(language).named(&field_id(owner, name)?)
}

/// What a choice of this kind is called.
pub(crate) fn variant(owner: &str, code: &str, language: Language) -> Option<&'static str> {
    of(language).named(&choice_id(owner, code)?)
}

/// The message for a field.
pub(crate) fn field_id(owner: &str, name: &str) -> Option<String> {
    placed("field", owner, name).or_else(|| choice_id(owner, name))
}

/// The message for a choice.
pub(crate) fn choice_id(owner: &str, code: &str) -> Option<String> {
    placed("choice", owner, code)
}

/// The message of a name in this place; where there is none, of the name wherever it stands.
fn placed(kind: &str, owner: &str, name: &str) -> Option<String> {
    let own = format!("{kind}-{}-{name}", owner.replace('.', "-"));
    let known = |id: &String| of(Language::Sv).named(id).is_some();
    Some(own).filter(known).or_else(|| Some(format!("{kind}-{name}")).filter(known))
}

/// Where a field stands among others: fields are asked for in this order, whatever the language.
pub(crate) fn rank(name: &str) -> usize {
    order::FIELDS.iter().position(|known| *known == name).unwrap_or(usize::MAX)
}

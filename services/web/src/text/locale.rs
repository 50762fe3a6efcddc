//! The language files: `locales/sv` and `locales/en`, built in.
//!
//! A file is Fluent, with all that it offers: terms, plurals by a count, choices. It is read once; what does
//! not depend on what a page puts in is settled then, so that a page only looks a text up.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::command::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentValue;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::words;

/// What stands in the place of a part that is not given.
const NOT_GIVEN: &str = "–";

/// The files of each language by name.
macro_rules! files {
    ($($part:literal)+) => {
        /// What the language files are called, and what stands in them.
        const SWEDISH: &[(&str, &str)] =
            &[$(($part, include_str!(concat!("../../locales/sv/", $part, ".ftl"))),)+];
        const ENGLISH: &[(&str, &str)] =
            &[$(($part, include_str!(concat!("../../locales/en/", $part, ".ftl"))),)+];
    };
}

files! {
    "acts" "chain" "choices" "class" "cockpit" "commands" "duties" "entrance" "events" "fields" "figures" "frame"
    "languages" "open" "practice" "reads" "school" "statement" "steering" "terms"
}

/// The texts of one language.
pub(crate) struct Locale {
    bundle: FluentBundle<FluentResource>,
    /// Every message by its id.
    messages: HashMap<String, Message>,
}

/// One message.
#[derive(Debug)]
pub(crate) struct Message {
    /// The text, its parts still `{named}`. Of a message that chooses, what it says where nothing else fits.
    pub(crate) text: Box<str>,
    id: Box<str>,
    /// Its parts, each once.
    parts: Vec<Box<str>>,
    /// The parts by which it chooses what to say.
    deciding: Vec<Box<str>>,
}

static SV: LazyLock<Locale> = LazyLock::new(|| Locale::read(Language::Sv));
static EN: LazyLock<Locale> = LazyLock::new(|| Locale::read(Language::En));

/// The texts of a language.
pub(crate) fn of(language: Language) -> &'static Locale {
    match language {
        Language::Sv => &SV,
        Language::En => &EN,
    }
}

/// The files of a language: name and content.
const fn files(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Sv => SWEDISH,
        Language::En => ENGLISH,
    }
}

impl Locale {
    fn read(language: Language) -> Self {
        Self::of_sources(language, files(language).iter().map(|(_, source)| *source))
    }

    /// What can be read of these. What is built in can all be read and holds no id twice: a test asks.
    fn of_sources<'s>(language: Language, sources: impl Iterator<Item = &'s str>) -> Self {
        let mut bundle = empty(language);
        let mut ids = Vec::new();
        for source in sources {
            let read = FluentResource::try_new(source.to_owned());
            let resource = read.unwrap_or_else(|(readable, _)| readable);
            ids.extend(resource.entries().filter_map(id_of).map(str::to_owned));
            bundle.add_resource_overriding(resource);
        }
        let settled = ids.into_iter().filter_map(|id| {
            let message = settle(&bundle, &id)?;
            Some((id, message))
        });
        let messages = settled.collect();
        Self { bundle, messages }
    }

    /// A message by its id.
    pub(crate) fn message(&self, id: &str) -> Option<&Message> {
        self.messages.get(id)
    }

    /// The words of a message without parts.
    pub(crate) fn named(&self, id: &str) -> Option<&str> {
        self.message(id).map(|message| &*message.text)
    }

    /// What a message says with these parts put in. A part that is not given is a dash.
    fn choose(&self, message: &Message, language: Language, parts: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(message.parts.len());
        for name in &message.parts {
            let given = parts.iter().find(|(known, _)| *known == &**name);
            let given = given.map_or(NOT_GIVEN, |(_, value)| value);
            let decides = message.deciding.contains(name);
            args.set(&**name, if decides { count_or_word(given, language) } else { given.into() });
        }
        format(&self.bundle, &message.id, &args, &mut Vec::new()).unwrap_or_default()
    }
}

impl Message {
    /// The text with these parts put in, in the language that the message is of. What is put in is never read
    /// as a part itself.
    pub(crate) fn filled(&self, language: Language, parts: &[(&str, &str)]) -> String {
        if !self.deciding.is_empty() {
            return of(language).choose(self, language, parts);
        }
        let mut rest = &*self.text;
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, following) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            let part = parts.iter().find(|(known, _)| *known == name);
            filled.push_str(part.map_or(NOT_GIVEN, |(_, value)| value));
            rest = following;
        }
        filled.push_str(rest);
        filled
    }
}

fn empty(language: Language) -> FluentBundle<FluentResource> {
    let tag = match language {
        Language::Sv => "sv",
        Language::En => "en",
    };
    let tag: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks of direction around every part would stand in what a reader copies.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Sv => |value, _| number(value, Language::Sv),
        Language::En => |value, _| number(value, Language::En),
    }));
    bundle
}

/// A number as people write it in the language.
fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(words::grouped(&number.as_string(), language)),
        _ => None,
    }
}

/// A part by which a message chooses: a count where it reads as one.
fn count_or_word<'a>(part: &'a str, language: Language) -> FluentValue<'a> {
    words::counted(part, language).map_or_else(|| part.into(), FluentValue::from)
}

fn id_of<'e>(entry: &'e Entry<&str>) -> Option<&'e str> {
    match entry {
        Entry::Message(message) => Some(message.id.name),
        _ => None,
    }
}

/// Reads a message once for all: its parts stay `{named}`, everything else is settled.
fn settle(bundle: &FluentBundle<FluentResource>, id: &str) -> Option<Message> {
    let (mut parts, mut deciding) = (Vec::new(), Vec::new());
    walk(bundle.get_message(id)?.value()?, &mut |name, decides| {
        for (names, wanted) in [(&mut parts, true), (&mut deciding, decides)] {
            let name: Box<str> = name.into();
            if wanted && !names.contains(&name) {
                names.push(name);
            }
        }
    });
    let args = parts.iter().map(|name| (&**name, format!("{{{name}}}"))).collect();
    let text = format(bundle, id, &args, &mut Vec::new())?;
    Some(Message { text: text.into(), id: id.into(), parts, deciding })
}

fn format(
    bundle: &FluentBundle<FluentResource>,
    id: &str,
    args: &FluentArgs<'_>,
    faults: &mut Vec<FluentError>,
) -> Option<String> {
    let message = bundle.get_message(id)?;
    Some(bundle.format_pattern(message.value()?, Some(args), faults).into_owned())
}

/// Every part of a message, and whether the message chooses by it.
fn walk(pattern: &Pattern<&str>, seen: &mut impl FnMut(&str, bool)) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, seen);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, seen: &mut impl FnMut(&str, bool)) {
    match expression {
        Expression::Select { selector, variants } => {
            walk_inline(selector, true, seen);
            for variant in variants {
                walk(&variant.value, seen);
            }
        }
        Expression::Inline(inline) => walk_inline(inline, false, seen),
    }
}

fn walk_inline(inline: &InlineExpression<&str>, decides: bool, seen: &mut impl FnMut(&str, bool)) {
    match inline {
        InlineExpression::VariableReference { id } => seen(id.name, decides),
        InlineExpression::Placeable { expression } => walk_expression(expression, seen),
        _ => {}
    }
}

#[cfg(test)]
pub(super) mod tests;

//! Every text of the site, as typed keys. The texts themselves stand in `locales/sv` and `locales/en`.
//!
//! The key `ClassText::SignedOffBy` is the message `class-signed-off-by`: the set without `Text`, then the key.
//! Parts are put in with [`fill`]. Every key has a message in both languages, with the same parts; tests hold it.

use domain::command::Language;

use crate::text::locale::Message;

pub(crate) mod acts;
pub(crate) mod chain;
pub(crate) mod class;
pub(crate) mod cockpit;
pub(crate) mod duties;
pub(crate) mod entrance;
pub(crate) mod events;
pub(crate) mod figures;
pub(crate) mod frame;
pub(crate) mod locale;
pub(crate) mod open;
pub(crate) mod practice;
pub(crate) mod reads;
pub(crate) mod school;
pub(crate) mod statement;
pub(crate) mod steering;
pub(crate) mod terms;

pub(crate) use acts::ActText;
pub(crate) use chain::{ChainText, ExplainText};
pub(crate) use class::{ClassText, GridText};
pub(crate) use cockpit::{CalendarText, CockpitText, MailText};
pub(crate) use duties::{CaseText, GuaranteeText, TodoText};
pub(crate) use entrance::{ChildText, EntranceText, LetterText, ShowAsText};
pub(crate) use events::event_kind;
pub(crate) use figures::{FigureText, MarkText};
pub(crate) use frame::{FaultText, FrameText, PagesText, StartText, StatusText};
pub(crate) use open::{KnowledgeText, PledgeText};
pub(crate) use practice::{DialogueText, MeasureText, PlaceText, SeminarText, SupportText};
pub(crate) use reads::ReadsText;
pub(crate) use school::{BoardText, CommitmentText, PupilText, UnitText};
pub(crate) use statement::StatementText;
pub(crate) use steering::{CommitteeText, DecisionText, PaperText, ReportText};
pub(crate) use terms::Term;

/// One text in both languages.
pub(crate) trait Key: Copy {
    /// The message in this language.
    fn message(self, language: Language) -> &'static Message;

    /// The text in this language, its parts still `{named}`.
    fn text(self, language: Language) -> &'static str {
        &self.message(language).text
    }
}

/// The keys of one part of the site: `NameText: First, Second,`.
macro_rules! texts {
    ($(#[$doc:meta])* $set:ident: $($key:ident),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $set { $($key,)+ }

        impl $set {
            /// The messages of the set, for the tests.
            #[cfg(test)]
            pub(crate) fn ids() -> Vec<String> {
                [$(stringify!($key),)+].map(|key| $crate::text::id(stringify!($set), key)).into()
            }
        }

        impl $crate::text::Key for $set {
            fn message(
                self,
                language: domain::command::Language,
            ) -> &'static $crate::text::locale::Message {
                static SET: std::sync::LazyLock<$crate::text::Set> = std::sync::LazyLock::new(|| {
                    $crate::text::Set::of(stringify!($set), &[$(stringify!($key),)+])
                });
                SET.message(language, self as usize)
            }
        }
    };
}
pub(crate) use texts;

/// The messages of one set of keys, in the order of the keys: a page's text is found by its place.
pub(crate) struct Set {
    sv: Vec<&'static Message>,
    en: Vec<&'static Message>,
}

impl Set {
    fn of(set: &str, keys: &[&str]) -> Self {
        let all = |language| {
            let messages = locale::of(language);
            let message = |key: &&str| messages.message(&id(set, key)).expect(WRITTEN);
            keys.iter().map(message).collect()
        };
        Self { sv: all(Language::Sv), en: all(Language::En) }
    }

    fn message(&self, language: Language, place: usize) -> &'static Message {
        match language {
            Language::Sv => self.sv[place],
            Language::En => self.en[place],
        }
    }
}

/// Why a key has its message: the files are built in, and a test asks for every key.
const WRITTEN: &str = "a key has a message in each language";

/// The id of a key's message.
fn id(set: &str, key: &str) -> String {
    format!("{}-{}", kebab(set.strip_suffix("Text").unwrap_or(set)), kebab(key))
}

fn kebab(name: &str) -> String {
    let mut id = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_uppercase() && !id.is_empty() {
            id.push('-');
        }
        id.push(letter.to_ascii_lowercase());
    }
    id
}

/// A text with its parts put in.
pub(crate) fn fill(key: impl Key, language: Language, parts: &[(&str, &str)]) -> String {
    key.message(language).filled(language, parts)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The messages of all keys.
    pub(crate) fn ids() -> Vec<String> {
        let sets = [
            FrameText::ids(),
            FaultText::ids(),
            PagesText::ids(),
            StartText::ids(),
            StatusText::ids(),
            ClassText::ids(),
            GridText::ids(),
            CockpitText::ids(),
            CalendarText::ids(),
            MailText::ids(),
            BoardText::ids(),
            PupilText::ids(),
            UnitText::ids(),
            CommitmentText::ids(),
            FigureText::ids(),
            MarkText::ids(),
            StatementText::ids(),
            Term::ids(),
            ActText::ids(),
            TodoText::ids(),
            CommitteeText::ids(),
            ReportText::ids(),
            PaperText::ids(),
            DecisionText::ids(),
            GuaranteeText::ids(),
            CaseText::ids(),
            KnowledgeText::ids(),
            ChainText::ids(),
            ExplainText::ids(),
            DialogueText::ids(),
            PlaceText::ids(),
            MeasureText::ids(),
            SeminarText::ids(),
            SupportText::ids(),
            PledgeText::ids(),
            EntranceText::ids(),
            ChildText::ids(),
            ShowAsText::ids(),
            ReadsText::ids(),
            LetterText::ids(),
        ];
        sets.concat()
    }

    #[test]
    fn a_key_has_its_message_by_its_name() {
        assert_eq!(id("GridText", "NotSavedYet"), "grid-not-saved-yet");
        assert_eq!(id("Term", "Sva"), "term-sva");
        for language in [Language::Sv, Language::En] {
            let expected = locale::of(language).named("grid-not-saved-yet").unwrap();
            assert_eq!(GridText::NotSavedYet.text(language), expected);
        }
    }

    #[test]
    fn parts_are_put_in_and_never_read_as_parts_themselves() {
        let filled =
            fill(FrameText::Fresh, Language::En, &[("events", "{last}"), ("last", "today")]);
        assert_eq!(filled, "According to {last} events, the last recorded today.");
        let filled = fill(FrameText::Fresh, Language::En, &[("last", "today")]);
        assert_eq!(filled, "According to – events, the last recorded today.");
    }
}

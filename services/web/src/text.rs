//! Every text of the site, in Swedish and English, as typed keys.
//!
//! A key is a variant, its texts stand beside it. Variable parts are `{named}` in both languages and
//! are put in with [`fill`]; so each key can become a message of a language file as it stands.

use domain::command::Language;

pub(crate) mod acts;
pub(crate) mod chain;
pub(crate) mod class;
pub(crate) mod duties;
pub(crate) mod entrance;
pub(crate) mod events;
pub(crate) mod figures;
pub(crate) mod frame;
pub(crate) mod open;
pub(crate) mod practice;
pub(crate) mod school;
pub(crate) mod steering;
pub(crate) mod terms;

pub(crate) use acts::ActText;
pub(crate) use chain::{ChainText, ExplainText};
pub(crate) use class::{ClassText, GridText};
pub(crate) use duties::{CaseText, GuaranteeText, TodoText};
pub(crate) use entrance::{ChildText, EntranceText};
pub(crate) use events::event_kind;
pub(crate) use figures::FigureText;
pub(crate) use frame::{FaultText, FrameText, PagesText, StartText, StatusText};
pub(crate) use open::{KnowledgeText, PledgeText};
pub(crate) use practice::{DialogueText, MeasureText, PlaceText, SeminarText, SupportText};
pub(crate) use school::{BoardText, CommitmentText, PupilText, UnitText};
pub(crate) use steering::{CommitteeText, DecisionText, ReportText};
pub(crate) use terms::Term;

/// One text in both languages.
pub(crate) trait Key: Copy {
    /// The text in this language, its variable parts still `{named}`.
    fn text(self, language: Language) -> &'static str;
}

/// The keys of one part of the site: `Name "svenska", "English";`.
macro_rules! texts {
    ($(#[$doc:meta])* $set:ident: $($key:ident $sv:literal, $en:literal;)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $set { $($key,)+ }

        impl $set {
            /// Every key, for the tests.
            #[cfg(test)]
            pub(crate) const ALL: &'static [Self] = &[$(Self::$key,)+];
        }

        impl $crate::text::Key for $set {
            fn text(self, language: domain::command::Language) -> &'static str {
                use domain::command::Language::{En, Sv};
                match (self, language) {
                    $((Self::$key, Sv) => $sv, (Self::$key, En) => $en,)+
                }
            }
        }
    };
}
pub(crate) use texts;

/// A text with its variable parts put in.
pub(crate) fn fill(key: impl Key, language: Language, parts: &[(&str, &str)]) -> String {
    let mut rest = key.text(language);
    let mut filled = String::with_capacity(rest.len() + 32);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, following) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        let part = parts.iter().find(|(known, _)| *known == name);
        filled.push_str(part.map_or("–", |(_, value)| value));
        rest = following;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    fn check<K: Key + std::fmt::Debug>(keys: &[K]) {
        for key in keys {
            let (sv, en) = (key.text(Language::Sv), key.text(Language::En));
            assert!(!sv.trim().is_empty() && !en.trim().is_empty(), "{key:?} has no text");
            assert_eq!(parts(sv), parts(en), "{key:?} has other parts in English");
        }
    }

    #[test]
    fn both_languages_have_the_same_variable_parts() {
        check(FrameText::ALL);
        check(FaultText::ALL);
        check(PagesText::ALL);
        check(StartText::ALL);
        check(StatusText::ALL);
        check(ClassText::ALL);
        check(GridText::ALL);
        check(BoardText::ALL);
        check(PupilText::ALL);
        check(UnitText::ALL);
        check(CommitmentText::ALL);
        check(FigureText::ALL);
        check(Term::ALL);
        check(ActText::ALL);
        check(TodoText::ALL);
        check(CommitteeText::ALL);
        check(ReportText::ALL);
        check(DecisionText::ALL);
        check(GuaranteeText::ALL);
        check(CaseText::ALL);
        check(KnowledgeText::ALL);
        check(ChainText::ALL);
        check(ExplainText::ALL);
        check(DialogueText::ALL);
        check(PlaceText::ALL);
        check(MeasureText::ALL);
        check(SeminarText::ALL);
        check(SupportText::ALL);
        check(PledgeText::ALL);
        check(EntranceText::ALL);
        check(ChildText::ALL);
    }

    #[test]
    fn variable_parts_are_put_in_and_never_read_as_parts_themselves() {
        let filled =
            fill(FrameText::Fresh, Language::En, &[("events", "{last}"), ("last", "today")]);
        assert_eq!(filled, "According to {last} events, the last recorded today.");
    }
}

//! The language files: whole, alike in both languages, and each message with someone who says it.

use std::collections::BTreeSet;

use fluent_syntax::ast::Term;

use super::*;
use crate::act::tests::ids as asked_by_forms;
use crate::text::GridText;
use crate::text::tests::ids as keyed;

const LANGUAGES: [Language; 2] = [Language::Sv, Language::En];

/// What cannot be read in a file, by its name and line.
fn faults(name: &str, source: &str) -> Vec<String> {
    let Err((_, faults)) = FluentResource::try_new(source.to_owned()) else { return Vec::new() };
    let line = |position: usize| source[..position].lines().count().max(1);
    faults.iter().map(|fault| format!("{name}:{}: {}", line(fault.pos.start), fault.kind)).collect()
}

fn file_name(language: Language, part: &str) -> String {
    let folder = if language == Language::Sv { "sv" } else { "en" };
    format!("services/web/locales/{folder}/{part}.ftl")
}

/// The ids of a file's messages and terms, in order.
fn ids(source: &str) -> Vec<String> {
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, _)| part);
    let term = |entry: &Entry<&str>| match entry {
        Entry::Term(Term { id, .. }) => Some(format!("-{}", id.name)),
        _ => None,
    };
    resource
        .entries()
        .filter_map(|one| id_of(one).map(str::to_owned).or_else(|| term(one)))
        .collect()
}

fn all_ids(language: Language) -> Vec<String> {
    files(language).iter().flat_map(|(_, source)| ids(source)).collect()
}

#[test]
fn every_file_can_be_read() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for (part, source) in files(language) {
            wrong.extend(faults(&file_name(language, part), source));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_is_told_by_file_and_line() {
    let told = faults("x.ftl", "one = En\ntwo = Två\n\nthree { $a\nfour = Fyra\n");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("x.ftl:4: "), "{told:?}");
}

#[test]
fn no_message_stands_twice() {
    for language in LANGUAGES {
        let mut seen = BTreeSet::new();
        let twice: Vec<_> =
            all_ids(language).into_iter().filter(|id| !seen.insert(id.clone())).collect();
        assert!(twice.is_empty(), "{language:?}: {twice:?}");
    }
}

#[test]
fn both_languages_have_the_same_messages_in_the_same_files_and_order() {
    for ((part, sv), (_, en)) in SWEDISH.iter().zip(ENGLISH) {
        assert_eq!(ids(sv), ids(en), "{part}.ftl");
    }
}

#[test]
fn every_key_has_its_message_and_every_message_its_key() {
    let asked: BTreeSet<String> = keyed().into_iter().chain(asked_by_forms()).collect();
    let free = |id: &&String| id.starts_with("language-") || id.starts_with('-');
    for language in LANGUAGES {
        let written: BTreeSet<String> = all_ids(language).into_iter().collect();
        let missing: Vec<_> = asked.difference(&written).collect();
        assert!(missing.is_empty(), "no message in {language:?}: {missing:#?}");
        let idle: Vec<_> = written.difference(&asked).filter(|id| !free(id)).collect();
        assert!(idle.is_empty(), "nobody says, in {language:?}: {idle:#?}");
    }
}

#[test]
fn a_message_has_the_same_parts_in_both_languages_and_says_something() {
    for (id, sv) in &SV.messages {
        let en = EN.message(id).unwrap();
        let parts = |message: &Message| message.parts.iter().cloned().collect::<BTreeSet<_>>();
        assert_eq!(parts(sv), parts(en), "{id}");
        assert!(!sv.text.trim().is_empty() && !en.text.trim().is_empty(), "{id} says nothing");
    }
}

#[test]
fn every_message_can_be_said() {
    for language in LANGUAGES {
        for (id, message) in &of(language).messages {
            let parts = message.parts.iter();
            let parts: Vec<_> = parts.map(|name| (name.clone(), format!("<{name}>"))).collect();
            let args = parts.iter().map(|(name, value)| (&**name, &**value)).collect();
            let mut faults = Vec::new();
            let said = format(&of(language).bundle, id, &args, &mut faults).unwrap();
            assert!(faults.is_empty(), "{id}: {faults:?}");
            assert!(!said.contains(['{', '}']), "{id}: a brace would be read as a part");
            assert!(!said.contains(['\u{2068}', '\u{2069}']), "{id}: marks of direction");
        }
    }
}

#[test]
fn the_script_of_the_class_page_says_only_what_does_not_choose() {
    for id in GridText::ids() {
        assert!(
            LANGUAGES.iter().all(|at| of(*at).message(&id).unwrap().deciding.is_empty()),
            "{id}"
        );
    }
}

const COUNTED: &str = "-pupil = elev
rows = { $count ->
    [0] Ingen rad
    [one] En rad av { $count } { -pupil }
   *[other] { $count } rader, { $name }
 }.
";

fn said(language: Language, count: &str) -> String {
    let locale = Locale::of_sources(language, [COUNTED].into_iter());
    let message = locale.message("rows").unwrap();
    locale.choose(message, language, &[("count", count), ("name", "{count}")])
}

#[test]
fn a_message_chooses_by_a_count_and_writes_it_as_people_do() {
    assert_eq!(said(Language::Sv, "0"), "Ingen rad.");
    assert_eq!(said(Language::Sv, "1"), "En rad av 1 elev.");
    assert_eq!(said(Language::Sv, "12\u{a0}345"), "12\u{a0}345 rader, {count}.");
    assert_eq!(said(Language::En, "1"), "En rad av 1 elev.");
    assert_eq!(said(Language::En, "12,345"), "12,345 rader, {count}.");
    assert_eq!(said(Language::En, "färre än 5"), "färre än 5 rader, {count}.");
}

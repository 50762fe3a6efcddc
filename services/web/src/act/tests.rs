//! The forms against the schema: every name has words, and every command a form for somebody.

use domain::command::Language;

use super::input::RESERVED;
use super::schema::{Kind, forms};
use super::who::{founds, own, who};
use crate::text::acts;

/// The messages that the forms, the trails and the list of events ask for.
pub(crate) fn ids() -> Vec<String> {
    let mut ids: Vec<String> =
        domain::Event::CATALOGUE.iter().map(|(_, _, name)| format!("event-{name}")).collect();
    for form in forms() {
        ids.push(format!("command-{}-{}", form.term, form.command));
        form.walk(&mut |_, field| {
            ids.extend(acts::field_id(&field.owner, &field.name));
            let Kind::OneOf(variants) = &field.kind else { return };
            ids.extend(variants.iter().filter_map(|one| acts::choice_id(&one.owner, &one.code)));
        });
    }
    ids
}

const LANGUAGES: [Language; 2] = [Language::Sv, Language::En];

#[test]
fn every_command_field_and_choice_has_words_in_both_languages() {
    let mut missing = Vec::new();
    for form in forms() {
        for language in LANGUAGES {
            if acts::command(&form.term, &form.command, language).is_none() {
                missing.push(format!("command {}.{}", form.term, form.command));
            }
            form.walk(&mut |_, field| {
                if acts::field(&field.owner, &field.name, language).is_none() {
                    missing.push(format!("field {}.{}", field.owner, field.name));
                }
                let Kind::OneOf(variants) = &field.kind else { return };
                for variant in variants {
                    if acts::variant(&variant.owner, &variant.code, language).is_none() {
                        missing.push(format!("variant {}.{}", variant.owner, variant.code));
                    }
                }
            });
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_field_stands_in_the_order_of_the_table() {
    for form in forms() {
        form.walk(&mut |_, field| {
            // What a choice asks for besides stands with the choice.
            let choice = acts::variant(&field.owner, &field.name, Language::En).is_some();
            let ranked = acts::rank(&field.name) != usize::MAX;
            assert!(ranked || choice, "{} has no place", field.name);
        });
    }
}

#[test]
fn no_command_has_a_field_with_a_name_of_the_forms_own() {
    for form in forms() {
        for field in &form.fields {
            assert!(!RESERVED.contains(&field.name.as_str()), "{}", field.name);
        }
    }
}

#[test]
fn every_command_is_for_somebody_but_those_of_the_follow_up() {
    for form in forms() {
        let theirs = matches!(
            (form.term.as_str(), form.command.as_str()),
            ("guarantee", "find" | "lift" | "follow" | "remind" | "decline")
        );
        assert_eq!(who(&form.term, &form.command).is_empty(), theirs, "{}", form.command);
    }
}

#[test]
fn what_is_founded_and_who_acts_are_fields_of_their_forms() {
    for form in forms() {
        let (term, command) = (form.term.as_str(), form.command.as_str());
        for name in [founds(term, command), own(term, command)].into_iter().flatten() {
            let mut known = form.find(name).is_some();
            form.walk(&mut |path, _| known |= path == name);
            assert!(known, "{term}.{command} has no field {name}");
        }
    }
}

#[test]
fn the_page_returned_to_is_told_that_something_was_recorded() {
    let told = super::told_recorded;
    assert_eq!(told("/to-do"), "/to-do?recorded=1");
    assert_eq!(told("/pupils/1?asOf=3#cases"), "/pupils/1?asOf=3&recorded=1#cases");
}

#[test]
fn only_an_address_of_our_own_is_returned_to() {
    assert!(super::is_local("/pupils/1?asOf=3"));
    for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb"] {
        assert!(!super::is_local(foreign), "{foreign:?}");
    }
}

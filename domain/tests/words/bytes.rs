//! Everything stored as a number: postcard writes a variant as its place in the list, so that a list
//! put in another order would change what old records say.

use domain::Event;
use domain::assessment::{NotAssessedReason, Outcome};
use domain::calendar::Instant;
use domain::commitment::Level;
use domain::id::{Position, Size};
use domain::organisation::AssessorKind;
use domain::people::{GradeRegime, Protection, Role, SchoolForm, Scope, Sex, Syllabus};
use domain::personal::RetentionClass;
use domain::scale::Phase;
use proptest::prelude::*;
use serde::Serialize;

/// The values are stored as 0, 1, 2 … in this order, and shown under these names.
#[track_caller]
pub(crate) fn stored_in_order<T: Serialize>(values: &[T], names: &[&str]) {
    assert_eq!(values.len(), names.len());
    for (number, (value, name)) in (0u8..).zip(values.iter().zip(names)) {
        assert_eq!(postcard::to_allocvec(value).expect("bytes"), [number], "{name}");
        assert_eq!(serde_json::to_value(value).expect("JSON"), *name);
    }
}

#[test]
fn lists_keep_their_order() {
    stored_in_order(&Role::ALL, &Role::ALL.map(Role::code));
    stored_in_order(&[Sex::Female, Sex::Male, Sex::Unknown], &["female", "male", "unknown"]);
    stored_in_order(&[Syllabus::Sv, Syllabus::Sva, Syllabus::Unknown], &["sv", "sva", "unknown"]);
    stored_in_order(
        &[Protection::None, Protection::Marked, Protection::ProtectedRegistration],
        &["none", "marked", "protected_registration"],
    );
    stored_in_order(&[GradeRegime::Nine, GradeRegime::Ten], &["nine", "ten"]);
    use SchoolForm::{AdaptedCompulsory, Compulsory, PreschoolClass, Sami, Special};
    stored_in_order(
        &[PreschoolClass, Compulsory, AdaptedCompulsory, Sami, Special],
        &["preschool_class", "compulsory", "adapted_compulsory", "sami", "special"],
    );
    use AssessorKind::{CoAssessor, Responsible, StandIn};
    stored_in_order(
        &[Responsible, CoAssessor, StandIn],
        &["responsible", "co_assessor", "stand_in"],
    );
    use NotAssessedReason::{Absent, Exempt, NewlyArrived};
    stored_in_order(&[Absent, NewlyArrived, Exempt], &["absent", "newly_arrived", "exempt"]);
    use Phase::{Expanding, Exploring, Literate};
    stored_in_order(&[Exploring, Expanding, Literate], &["exploring", "expanding", "literate"]);
    assert_eq!((RetentionClass::Identity as u8, RetentionClass::FreeText as u8), (1, 2));
}

#[test]
fn choices_with_content_keep_their_order() {
    let school = "01234567".parse().unwrap();
    let scopes =
        [Scope::Municipality, Scope::District("n".parse().unwrap()), Scope::School(school)];
    for (number, scope) in (0u8..).zip(scopes) {
        assert_eq!(postcard::to_allocvec(&scope).unwrap()[0], number);
    }
    for (number, level) in (0u8..).zip([Level::Municipality, Level::School(school)]) {
        assert_eq!(postcard::to_allocvec(&level).unwrap()[0], number);
    }
    let outcomes =
        [Outcome::Point("7".parse().unwrap()), Outcome::NotAssessed(NotAssessedReason::Exempt)];
    let stored = outcomes.map(|outcome| postcard::to_allocvec(&outcome).unwrap());
    assert_eq!(stored, [vec![0, 1, b'7'], vec![1, 2]]);
}

#[test]
fn numbers_are_themselves() {
    assert_eq!(postcard::to_allocvec(&Position(300)).unwrap(), [0xac, 0x02]);
    assert_eq!(postcard::to_allocvec(&Size(1)).unwrap(), [1]);
    assert_eq!(postcard::to_allocvec(&Instant(127)).unwrap(), [127]);
    assert_eq!((Position(3).to_string(), Size(4).to_string()), ("3".into(), "4".into()));
}

proptest! {
    /// Whatever stands in a record: an event or a typed error, never a panic; and an event read is an
    /// event that can be written.
    #[test]
    fn any_bytes_are_an_event_or_an_error(
        which in 0..Event::CATALOGUE.len(),
        payload in prop::collection::vec(any::<u8>(), 0..80),
    ) {
        let (code, schema, name) = Event::CATALOGUE[which];
        if let Ok(event) = Event::decode(code.0, schema, &payload) {
            prop_assert_eq!(event.name(), name);
            prop_assert_eq!(event.code(), code);
            let again = event.encode().unwrap();
            let reread = Event::decode(code.0, schema, &again.payload);
            prop_assert_eq!(reread.as_ref(), Ok(&event));
            prop_assert!(!event.tags().is_empty());
        }
    }
}

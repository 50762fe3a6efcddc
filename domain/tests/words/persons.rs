use domain::calendar::SchoolYear;
use domain::id::StaffId;
use domain::people::*;
use domain::personal::{self, FreeText, Personal, PersonalValue};
use proptest::prelude::*;
use serde::Serialize;

/// A civic number as registers write it: also co-ordination and temporary numbers.
fn civic_number() -> impl Strategy<Value = String> {
    let date = (1900..2030, 1..=12, 1..=28, prop::bool::ANY);
    let tail = prop_oneof!["[0-9]{4}", "TF[0-9]{2}", "[A-Z]{2}[0-9]{2}"];
    (date, tail).prop_map(|((year, month, day, coordination), tail)| {
        let day = if coordination { day + 60 } else { day };
        format!("{year}{month:02}{day:02}{tail}")
    })
}

proptest! {
    #[test]
    fn civic_numbers_are_read_as_people_write_them(text in civic_number()) {
        let number = CivicNumber::new(&text).unwrap();
        prop_assert_eq!(number.as_str(), &text);
        let (date, tail) = text.split_at(8);
        for written in [format!("{date}-{tail}"), format!(" {date} {}", tail.to_lowercase())] {
            prop_assert_eq!(&CivicNumber::new(&written).unwrap(), &number);
        }
        prop_assert_eq!(number.is_temporary(), tail.starts_with(|c: char| c.is_alphabetic()));
        prop_assert_eq!(format!("{number:?}"), "CivicNumber(…)");
        let bytes = postcard::to_allocvec(&number).unwrap();
        prop_assert_eq!(postcard::from_bytes::<CivicNumber>(&bytes).unwrap(), number);
        // Ten digits: the century would be a guess.
        prop_assert!(CivicNumber::new(&text[2..]).is_err());
    }

    #[test]
    fn whatever_is_read_as_a_civic_number_has_twelve_characters(text in any::<String>()) {
        if let Ok(number) = CivicNumber::new(&text) {
            prop_assert_eq!(number.as_str().len(), 12);
            prop_assert_eq!(&CivicNumber::new(number.as_str()).unwrap(), &number);
        }
    }

    #[test]
    fn almost_civic_numbers_never_panic(text in "[0-9TFå+ -]{10,14}") {
        let _ = CivicNumber::new(&text);
    }

    #[test]
    fn free_text_never_shows_and_comes_back_from_its_section(text in "\\PC{1,40}") {
        let Some(words) = FreeText::new(&text) else { return Ok(()) };
        prop_assert_eq!(words.as_str(), text.trim());
        let holder = Holder { before: 7, personal: Personal::Open(words.clone()), after: true };
        let (bytes, sections) = personal::encode(&holder).unwrap();
        prop_assert_eq!(bytes, vec![7, 1]);
        prop_assert_eq!(sections.len(), 1);
        prop_assert_eq!(sections[0].class, FreeText::CLASS);
        prop_assert_eq!(personal::decode::<FreeText>(&sections[0].plaintext).unwrap(), words);
        prop_assert_eq!(format!("{:?}", holder.personal), "Personal(…)");
        let json = serde_json::to_string(&holder).unwrap();
        prop_assert_eq!(json, r#"{"before":7,"personal":null,"after":true}"#);
    }

    #[test]
    fn names_have_single_blanks(given in "[a-zåäö ]{0,12}", family in "[a-zåäö ]{0,12}") {
        let name = PersonName::new(&given, &family);
        for text in [name.full(), name.listed()] {
            prop_assert!(!text.contains("  ") && text.trim() == text);
        }
        prop_assert_eq!(format!("{name:?}"), "PersonName(…)");
    }
}

#[derive(Serialize)]
struct Holder {
    before: u8,
    personal: Personal<FreeText>,
    after: bool,
}

fn words(text: &str) -> Personal<FreeText> {
    Personal::Open(FreeText::new(text).expect("some words"))
}

#[test]
fn a_personal_value_has_no_bytes_outside_its_record() {
    assert!(postcard::to_allocvec(&words("Hemlig")).is_err());
    // Nor after an encoding that failed half way, or inside a value that is itself personal.
    struct Fails;
    impl Serialize for Fails {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("half way"))
        }
    }
    assert!(personal::encode(&(words("Hemlig"), Fails)).is_err());
    assert!(postcard::to_allocvec(&words("Hemlig")).is_err());
    let (bytes, sections) = personal::encode(&Personal::<FreeText>::Sealed).unwrap();
    assert!(bytes.is_empty() && sections.is_empty());
}

#[test]
fn sections_come_in_the_order_of_the_fields() {
    let name = Personal::Open(PersonName::new("Alva", "Exempel"));
    let (_, sections) = personal::encode(&(words("ett"), name, words("två"))).unwrap();
    let classes: Vec<u8> = sections.iter().map(|s| s.class as u8).collect();
    assert_eq!(classes, [2, 1, 2]);
    assert_eq!(personal::decode::<FreeText>(&sections[2].plaintext).unwrap().as_str(), "två");
}

#[test]
fn a_form_hands_personal_values_in_open() {
    let read: Personal<FreeText> = serde_json::from_str("\"Har vilat en vecka.\"").unwrap();
    assert_eq!(read.value().map(FreeText::as_str), Some("Har vilat en vecka."));
    assert!(serde_json::from_str::<Personal<FreeText>>("\"  \"").is_err());
    assert!(FreeText::new(&"x".repeat(4_001)).is_none());
    let error = serde_json::from_str::<CivicNumber>("\"19990230-1234\"").unwrap_err();
    assert!(!error.to_string().contains("1999"), "an error never repeats a number");
}

#[test]
fn identities_never_show() {
    let civic_number = CivicNumber::new("20150314TF12").ok();
    let name = PersonName::new("Alva", "Exempel");
    let named = PupilIdentity::Named { name: name.clone(), civic_number };
    let alias = PupilIdentity::Alias("Elev 17".to_owned());
    let guardian = GuardianIdentity { name: Some(name), email: Some("a@example.se".to_owned()) };
    assert_eq!(format!("{named:?}{alias:?}"), "PupilIdentity(…)PupilIdentity(…)");
    assert_eq!(format!("{guardian:?}"), "GuardianIdentity(…)");
}

#[test]
fn names_are_listed_by_family() {
    let name = PersonName::new("  Alva  Maria ", "von  Exempel");
    assert_eq!(
        (name.full(), name.listed()),
        ("Alva Maria von Exempel".into(), "von Exempel, Alva Maria".into())
    );
    assert_eq!(PersonName::new("Alva", "").listed(), "Alva");
}

#[test]
fn actors_and_roles_come_back_from_their_text() {
    for role in Role::ALL {
        assert_eq!(role.to_string().parse::<Role>().unwrap(), role);
        assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{role}\""));
        let actor = Actor { staff: StaffId::from_bytes([9; 16]), role };
        assert_eq!(actor.to_string().parse::<Actor>().unwrap(), actor);
        assert!(actor.to_string().len() <= 64, "the store keeps 64 bytes");
    }
    for wrong in ["", "staff:", "staff:1/teacher", "teacher", "pupil:09/teacher"] {
        assert!(wrong.parse::<Actor>().is_err(), "{wrong}");
    }
}

#[test]
fn grades_of_both_regimes_are_compared_by_years_since_start() {
    let ten = |number| Grade { number, regime: GradeRegime::Ten };
    for years in 0..=9 {
        assert_eq!(Grade::nine(years).years_since_start(), years);
        assert_eq!(ten(years + 1).years_since_start(), years);
    }
    assert_eq!(school_start(SchoolYear::beginning(2028), ten(4)), SchoolYear::beginning(2025));
    assert_eq!(
        school_start(SchoolYear::beginning(2025), Grade::nine(4)),
        SchoolYear::beginning(2021)
    );
}

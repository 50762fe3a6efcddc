use domain::calendar::SchoolYear;
use domain::id::*;
use proptest::prelude::*;

use crate::comes_back;

/// A short text of the allowed alphabet.
fn code<const N: usize>() -> impl Strategy<Value = Text<N>> {
    let pattern = format!("[A-Za-z0-9._-]{{1,{N}}}");
    let texts = proptest::string::string_regex(&pattern).expect("a pattern");
    texts.prop_map(|text| Text::new(&text).expect("a short code"))
}

pub(crate) fn round() -> impl Strategy<Value = RoundId> {
    (1900u16..9999, code::<12>(), code::<8>()).prop_map(|(first, occasion, instrument)| RoundId {
        year: SchoolYear::beginning(first),
        occasion,
        instrument,
    })
}

proptest! {
    #[test]
    fn sixteen_bytes_come_back(bytes in any::<[u8; 16]>()) {
        comes_back(PupilId::from_bytes(bytes));
        comes_back(ClassId::from_bytes(bytes));
        comes_back(GuardianId::from_bytes(bytes));
        comes_back(CommitmentId::from_bytes(bytes));
        comes_back(ProgrammeId::from_bytes(bytes));
        comes_back(DialogueId::from_bytes(bytes));
        comes_back(SeminarId::from_bytes(bytes));
        comes_back(CoachingId::from_bytes(bytes));
        comes_back(DevelopmentId::from_bytes(bytes));
        comes_back(AnalysisId::from_bytes(bytes));
        comes_back(MeasureId::from_bytes(bytes));
        comes_back(ReportId::from_bytes(bytes));
        comes_back(DebateId::from_bytes(bytes));
        comes_back(DecisionId::from_bytes(bytes));
        let id = StaffId::from_bytes(bytes);
        prop_assert_eq!(id.to_bytes(), bytes);
        prop_assert_eq!(id.to_string().len(), 32);
    }

    #[test]
    fn digests_and_documents_come_back(
        digest in any::<[u8; 32]>(),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        comes_back(Digest(digest));
        let document = Bytes(bytes);
        let text = document.to_string();
        prop_assert_eq!(text.len(), 2 * document.0.len());
        prop_assert_eq!(&text.parse::<Bytes>().unwrap(), &document);
        let json = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Bytes>(&json).unwrap(), &document);
        let stored = postcard::to_allocvec(&document).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Bytes>(&stored).unwrap(), document);
    }

    #[test]
    fn what_is_no_pairs_of_digits_is_no_digest_and_no_document(text in "[0-9a-g]{0,66}") {
        let digits = text.bytes().all(|b| b.is_ascii_hexdigit());
        prop_assert_eq!(text.parse::<Bytes>().is_ok(), digits && text.len() % 2 == 0);
        prop_assert_eq!(text.parse::<Digest>().is_ok(), digits && text.len() == 64);
    }

    #[test]
    fn short_codes_come_back_and_sort_as_text(a in code::<12>(), b in code::<12>()) {
        comes_back(a);
        prop_assert_eq!(a.cmp(&b), a.as_str().cmp(b.as_str()));
    }

    #[test]
    fn a_short_code_takes_its_alphabet_and_length_only(text in any::<String>()) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let fits = (1..=4).contains(&text.len()) && text.chars().all(allowed);
        prop_assert_eq!(PointCode::new(&text).is_ok(), fits);
    }

    #[test]
    fn school_unit_codes_come_back_with_leading_zeros(number in 0u32..100_000_000) {
        let code = SchoolUnitCode::new(number).unwrap();
        comes_back(code);
        prop_assert_eq!(code.to_string().len(), 8);
        prop_assert_eq!(code.number(), number);
    }

    #[test]
    fn rounds_come_back_also_from_addresses(round in round()) {
        comes_back(round);
        prop_assert_eq!(round.slug().parse::<RoundId>().unwrap(), round);
        prop_assert!(!round.slug().contains('/'));
    }

    #[test]
    fn what_is_read_as_a_code_is_shown_as_it_was_written(text in "[0-9+ -]{0,10}") {
        if let Ok(code) = text.parse::<SchoolUnitCode>() {
            prop_assert_eq!(code.to_string(), text);
        }
    }
}

#[test]
fn a_round_names_its_instrument_unless_it_is_lus() {
    let round = |text: &str| text.parse::<RoundId>().unwrap();
    assert_eq!(round("2025-26:september").to_string(), "2025/26:september");
    assert_eq!(round("2025/26:september:lus"), round("2025/26:september"));
    assert_eq!(round("2025/26:may:h4").to_string(), "2025/26:may:h4");
    for wrong in ["", "2025/26", "2025/26:", "2025/27:may", "2025/26:may:lus:x", ":may"] {
        assert!(wrong.parse::<RoundId>().is_err(), "{wrong}");
    }
}

#[test]
fn codes_of_nine_digits_and_texts_are_no_school_units() {
    for wrong in ["", "1234567", "123456789", "1234567a", "+1234567", "１２３４５６７８"] {
        assert!(wrong.parse::<SchoolUnitCode>().is_err(), "{wrong}");
    }
    assert!(SchoolUnitCode::new(100_000_000).is_err());
    let bytes = postcard::to_allocvec(&100_000_000u32).unwrap();
    assert!(postcard::from_bytes::<SchoolUnitCode>(&bytes).is_err());
}

#[test]
fn a_document_is_not_shown_where_it_is_only_named() {
    assert_eq!(format!("{:?}", Bytes(vec![0xab; 7])), "Bytes(7)");
    assert_eq!("å".parse::<Bytes>(), "x".parse::<Bytes>());
}

#[test]
fn an_error_never_repeats_what_was_written() {
    let error = "Hemlig".parse::<PupilId>().unwrap_err();
    assert_eq!(error.to_string(), "not a valid pupil id");
}

use domain::event::{Code, code};
use domain::id::{PupilId, SchoolUnitCode};
use domain::query::{Query, Tag};
use proptest::prelude::*;

fn tag(n: u8) -> Tag {
    Tag::Pupil(PupilId::from_bytes([n; 16]))
}

type Item = (Vec<u16>, Vec<u8>);

fn item() -> impl Strategy<Value = Item> {
    (prop::collection::vec(0u16..4, 0..3), prop::collection::vec(0u8..4, 0..3))
}

proptest! {
    /// Types any, tags all, items or (dcb.events).
    #[test]
    fn an_event_matters_when_any_item_fits(
        items in prop::collection::vec(item(), 0..4),
        of_type in 0u16..4,
        tags in prop::collection::vec(0u8..4, 1..4),
    ) {
        let query = items.iter().fold(Query::new(), |query, (types, tags)| {
            let types: Vec<Code> = types.iter().copied().map(Code).collect();
            let tags: Vec<Tag> = tags.iter().copied().map(tag).collect();
            query.or(&types, &tags)
        });
        let fits = |(types, wanted): &Item| {
            let type_fits = types.is_empty() || types.contains(&of_type);
            type_fits && wanted.iter().all(|n| tags.contains(n))
        };
        let event_tags: Vec<Tag> = tags.iter().copied().map(tag).collect();
        prop_assert_eq!(query.matches(Code(of_type), &event_tags), items.iter().any(fits));
    }
}

#[test]
fn an_empty_query_matches_nothing_and_an_empty_item_everything() {
    let tags = [Tag::Municipality];
    assert!(!Query::new().matches(code::DistrictFormed, &tags));
    assert!(Query::new().or(&[], &[]).matches(code::DistrictFormed, &tags));
}

#[test]
fn tags_have_their_text_forms() {
    let school = SchoolUnitCode::new(1_234_567).unwrap();
    let round = "2025/26:september".parse().unwrap();
    let told = [
        (Tag::Municipality, "municipality"),
        (Tag::School(school), "school:01234567"),
        (Tag::Round(round), "round:2025/26:september"),
        (Tag::RoundAtSchool(round, school), "round-at-school:2025/26:september@01234567"),
        (Tag::District("norr".parse().unwrap()), "district:norr"),
        (Tag::Committee("utb".parse().unwrap()), "committee:utb"),
        (Tag::Instrument("lus".parse().unwrap()), "instrument:lus"),
    ];
    for (tag, text) in told {
        assert_eq!(tag.to_string(), text);
    }
    assert_eq!(tag(0xab).to_string(), format!("pupil:{}", "ab".repeat(16)));
}

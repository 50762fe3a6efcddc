use domain::scale::{Phase, ScaleEdition};
use proptest::prelude::*;

#[test]
fn the_shipped_edition_has_21_ranks_in_order() {
    let lus = ScaleEdition::lus_1();
    let codes: Vec<&str> = lus.points.iter().map(|p| p.code.as_str()).collect();
    let numbers: Vec<String> = (1..=17).map(|n| n.to_string()).collect();
    assert_eq!(codes[..17], numbers);
    assert_eq!(codes[17..], ["18a", "18b", "18c", "19"]);
    for (rank, point) in (0u8..).zip(&lus.points) {
        assert_eq!(lus.rank(point.code), Some(rank));
    }
    assert_eq!(lus.rank("20".parse().unwrap()), None);
    assert!(lus.points.is_sorted_by_key(|p| p.phase));
    assert_eq!(lus.points.iter().filter(|p| p.phase == Phase::Exploring).count(), 12);
    assert!(lus.points.iter().all(|p| !p.label.is_empty()));
}

#[test]
fn points_are_read_as_people_write_them() {
    let lus = ScaleEdition::lus_1();
    let read = |text: &str| lus.read(text).map(|code| code.as_str().to_owned());
    for (written, meant) in
        [("18 B", "18b"), ("18b", "18b"), (" 7 ", "7"), ("07", "7"), ("19", "19")]
    {
        assert_eq!(read(written).as_deref(), Some(meant), "{written}");
    }
    for nothing in ["", "0", "18", "20", "18d", "7,0", "-7", "sju"] {
        assert_eq!(read(nothing), None, "{nothing}");
    }
}

proptest! {
    #[test]
    fn reading_a_point_never_guesses(text in "[0-9a-cA-C ]{0,5}") {
        let lus = ScaleEdition::lus_1();
        if let Some(code) = lus.read(&text) {
            let compact: String = text.to_lowercase().split_whitespace().collect();
            prop_assert_eq!(compact.trim_start_matches('0'), code.as_str());
        }
    }
}

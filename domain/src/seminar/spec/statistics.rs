//! The statistics of agreement, against published examples and their properties.

use proptest::prelude::*;

use super::*;
use crate::seminar::agreement::{Agreement, Ratings, Statistic, Withheld};

/// Ratings from one row for each rater, one column for each sample; none: not rated.
fn ratings(rows: &[&[Option<u8>]]) -> Ratings {
    let mut ratings = Ratings::default();
    for (rater, row) in (0..).zip(rows) {
        for (sample, rank) in (1..).zip(*row) {
            if let Some(rank) = rank {
                ratings.give(staff(rater), sample, *rank);
            }
        }
    }
    ratings
}

/// A row of digits, `.` where a rating is missing.
fn row(digits: &str) -> Vec<Option<u8>> {
    digits.bytes().map(|digit| digit.checked_sub(b'0').filter(|rank| *rank < 10)).collect()
}

fn agreement(rows: &[&str]) -> Agreement {
    let rows: Vec<Vec<Option<u8>>> = rows.iter().map(|digits| row(digits)).collect();
    let rows: Vec<&[Option<u8>]> = rows.iter().map(Vec::as_slice).collect();
    ratings(&rows).agreement()
}

#[test]
fn two_raters_are_compared_by_quadratic_kappa() {
    let found = agreement(&["145521", "224533"]);
    let expected = Agreement {
        raters: 2,
        samples: 6,
        pairs: 6,
        exact_permille: Some(167),
        within_one_permille: Some(667),
        statistic: Statistic::QuadraticKappa,
        value: Some(560),
        withheld: None,
    };
    assert_eq!(found, expected);
}

/// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve
/// units, the last with one value only; ordinal alpha 0.815.
#[test]
fn more_raters_are_compared_by_ordinal_alpha() {
    let rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    let found = agreement(&rows);
    assert_eq!((found.raters, found.samples), (4, 11));
    assert_eq!((found.statistic, found.value), (Statistic::OrdinalAlpha, Some(815)));
}

#[test]
fn full_disagreement_lies_below_chance() {
    let found = agreement(&["11111999", "99999111"]);
    assert!(found.value.is_some_and(|value| value < 0));
    assert_eq!((found.exact_permille, found.within_one_permille), (Some(0), Some(0)));
}

#[test]
fn below_the_floor_nothing_is_given() {
    for (rows, reason) in [
        (&["12345", "....."][..], Withheld::TooFewRaters),
        (&["12345", "1234."], Withheld::TooFewSamples),
        (&["12345", ".234.", "1..4."], Withheld::TooFewSamples),
        (&[], Withheld::TooFewRaters),
    ] {
        let found = agreement(rows);
        assert_eq!(found.withheld, Some(reason));
        let given = (found.value, found.exact_permille, found.within_one_permille);
        assert_eq!(given, (None, None, None));
    }
}

#[test]
fn without_variation_only_the_shares_are_given() {
    for rows in [&["33333", "33333"][..], &["33333", "33333", "33333"]] {
        let found = agreement(rows);
        assert_eq!((found.value, found.withheld), (None, Some(Withheld::NoVariation)));
        assert_eq!(found.exact_permille, Some(1_000));
    }
}

#[test]
fn what_one_alone_has_rated_counts_for_nothing() {
    let shared = agreement(&["145521", "224533"]);
    assert_eq!(agreement(&["1455219", "224533.", "......."]), shared);
}

#[test]
fn a_seminar_s_events_are_read_in_its_edition() {
    let events = events![
        arranged(HERE),
        rating(teacher(), 1, "1"),
        rating(teacher(), 1, "18a"),
        rating(principal(), 1, "18b"),
        rating(principal(), 2, "nope"),
        revealed(),
    ];
    let mut expected = Ratings::default();
    expected.give(teacher().staff, 1, 17);
    expected.give(principal().staff, 1, 18);
    assert_eq!(Ratings::of(&events, &ScaleEdition::lus_1()), expected);
}

#[test]
fn a_person_s_own_figures_are_beside_the_others() {
    let (mine, one, other) = (row("1357."), row("1448."), row("2..82"));
    let given = ratings(&[&mine, &one, &other]);
    let own = given.own(staff(0)).expect("samples are shared");
    assert_eq!((own.samples, own.pairs), (4, 6));
    assert_eq!((own.exact_permille, own.within_one_permille), (167, 1_000));
    assert_eq!((own.higher_permille, own.lower_permille), (167, 667));
    assert_eq!(given.own(staff(9)), None);
    assert_eq!(ratings(&[&mine]).own(staff(0)), None);
}

/// Two to five raters, five to twelve samples, some ratings missing where there may be.
fn tables() -> impl Strategy<Value = Vec<Vec<Option<u8>>>> {
    (2_usize..6, 5_usize..13).prop_flat_map(|(raters, samples)| {
        let rank = proptest::option::weighted(0.8, 0_u8..21);
        proptest::collection::vec(proptest::collection::vec(rank, samples), raters)
    })
}

fn of(rows: &[Vec<Option<u8>>]) -> Agreement {
    let rows: Vec<&[Option<u8>]> = rows.iter().map(Vec::as_slice).collect();
    ratings(&rows).agreement()
}

/// Krippendorff's alpha straight from its definition, by the coincidence matrix.
fn alpha_by_matrix(rows: &[Vec<Option<u8>>]) -> Option<f64> {
    let mut coincidences = [[0.0_f64; 21]; 21];
    for sample in 0..rows[0].len() {
        let ranks: Vec<usize> =
            rows.iter().filter_map(|row| row[sample]).map(usize::from).collect();
        for (i, one) in ranks.iter().enumerate() {
            for (j, other) in ranks.iter().enumerate() {
                if i != j {
                    let others = u32::try_from(ranks.len() - 1).expect("few");
                    coincidences[*one][*other] += 1.0 / f64::from(others);
                }
            }
        }
    }
    let counts: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let total: f64 = counts.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for low in 0..21 {
        for high in low + 1..21 {
            let between: f64 = counts[low..=high].iter().sum();
            let distance = (between - f64::midpoint(counts[low], counts[high])).powi(2);
            observed += coincidences[low][high] * distance;
            expected += counts[low] * counts[high] * distance;
        }
    }
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
}

proptest! {
    #[test]
    fn the_order_of_raters_and_samples_is_nothing(table in tables()) {
        let mut turned = table.clone();
        turned.reverse();
        turned.iter_mut().for_each(|row| row.reverse());
        prop_assert_eq!(of(&table), of(&turned));
    }

    #[test]
    fn figures_lie_within_their_bounds(table in tables()) {
        let found = of(&table);
        prop_assert!(found.value.is_none_or(|value| (-1_000..=1_000).contains(&value)));
        prop_assert!(found.exact_permille <= found.within_one_permille);
        prop_assert!(found.within_one_permille.is_none_or(|share| share <= 1_000));
        prop_assert_eq!(found.value.is_none(), found.withheld.is_some());
    }

    #[test]
    fn identical_ratings_agree_fully(
        ranks in proptest::collection::vec(0_u8..21, 5..13), raters in 2_usize..6,
    ) {
        let row: Vec<Option<u8>> = ranks.iter().copied().map(Some).collect();
        let found = of(&vec![row; raters]);
        prop_assert_eq!(found.exact_permille, Some(1_000));
        let varied = ranks.iter().any(|rank| *rank != ranks[0]);
        prop_assert_eq!(found.value, varied.then_some(1_000));
    }

    #[test]
    fn alpha_is_what_its_definition_says(table in tables()) {
        let found = of(&table);
        if found.statistic == Statistic::OrdinalAlpha
            && let Some(value) = found.value
        {
            let alpha = alpha_by_matrix(&table).expect("defined");
            prop_assert!((f64::from(value) - alpha * 1_000.0).abs() < 0.501);
        }
    }

    /// What a person's figures say of each pair is what the other's say turned round.
    #[test]
    fn higher_for_one_is_lower_for_the_other(table in tables()) {
        let rows: Vec<&[Option<u8>]> = table[..2].iter().map(Vec::as_slice).collect();
        let given = ratings(&rows);
        if let (Some(one), Some(other)) = (given.own(staff(0)), given.own(staff(1))) {
            prop_assert_eq!(one.higher_permille, other.lower_permille);
            prop_assert_eq!(one.exact_permille, other.exact_permille);
        }
    }
}

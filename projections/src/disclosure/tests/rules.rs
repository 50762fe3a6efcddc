//! The rule itself, and its text.

use domain::id::Position;

use super::town::day;
use crate::disclosure::rule::{count_of_area, mark, rounded};
use crate::disclosure::{AdoptedRule, Indicator, Rules, Shown, SuppressionRule};

#[test]
fn the_marks_of_the_default_rule() {
    let rule = SuppressionRule::default();
    let marks = [
        ((9, 9), ".."),
        ((9, 30), ".."),
        ((10, 30), "33.3"),
        ((26, 30), "~100"),
        ((29, 30), "~100"),
        ((25, 30), "83.3"),
        ((30, 30), "100.0"),
        ((0, 0), "."),
    ];
    for ((reached, base), text) in marks {
        assert_eq!(mark(&rule, reached, base).to_string(), text, "{reached} of {base}");
    }
}

#[test]
fn a_rule_that_shows_few_codes_the_fewest() {
    let rule = SuppressionRule { least_numerator: 0, ..SuppressionRule::default() };
    assert_eq!(mark(&rule, 3, 30).to_string(), "~0");
    assert_eq!(mark(&rule, 5, 30), Shown::share(5, 30));
}

#[test]
fn totals_are_rounded_to_tens() {
    let rule = SuppressionRule::default();
    assert_eq!([14, 15, 120].map(|n| rounded(&rule, n)), [10, 20, 120].map(Shown::Rounded));
    let exactly = SuppressionRule { round_counts_to: 1, ..rule };
    assert_eq!(rounded(&exactly, 14), Shown::Exact(14));
}

#[test]
fn a_count_of_an_area_is_rounded_or_hidden() {
    let rule = SuppressionRule::default();
    let shown = [0, 1, 9, 10, 14, 123].map(|count| count_of_area(&rule, count).to_string());
    assert_eq!(shown, ["0", "..", "..", "10", "10", "120"]);
}

#[test]
fn a_rule_holds_for_rounds_from_its_day() {
    let strict = SuppressionRule { least_base: 15, ..SuppressionRule::default() };
    let indicator = Indicator::Groups;
    let (valid_from, adopted) = (day("2026-01-01"), Position(0));
    let adopted = AdoptedRule { indicator, version: 1, valid_from, rule: strict, adopted };
    let rules = Rules::adopted(vec![adopted]);
    assert_eq!(rules.of(indicator, day("2025-12-31")), SuppressionRule::default());
    assert_eq!(rules.of(indicator, day("2026-01-01")), strict);
    assert_eq!(rules.of(Indicator::Targets, day("2026-01-01")), SuppressionRule::default());
}

#[test]
fn a_shown_figure_is_written_with_its_mark() {
    let written = serde_json::to_value(Shown::TopCoded).unwrap();
    assert_eq!(written, serde_json::json!({"shown": "top_coded", "text": "~100"}));
}

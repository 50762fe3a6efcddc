//! Rules that the record holds, and views that no number is left in.

use domain::committee::SuppressionRuleAdopted;
use domain::id::Size;

use super::town::{Town, day, in_grade, named, school, september, unit, whole};
use crate::disclosure::{Indicator, Protected, Rules, Shown, SuppressionRule, documents};
use crate::figure::reference::Measure;

/// Two school units, the first with twelve pupils of grade 3.
fn town(before: &[SuppressionRuleAdopted], after: &[SuppressionRuleAdopted]) -> Town {
    let mut town = Town::new(&["norr", "norr", "syd"]);
    before.iter().for_each(|rule| town.add(rule.clone()));
    town.group(0, 3, (12, 0, 0), (0, 0, 0));
    town.group(1, 3, (30, 10, 0), (30, 10, 0));
    town.group(2, 3, (30, 10, 0), (30, 10, 0));
    town.receive_all(september());
    after.iter().for_each(|rule| town.add(rule.clone()));
    town
}

fn strict() -> SuppressionRuleAdopted {
    SuppressionRuleAdopted {
        committee: "utbildning".parse().unwrap(),
        meeting: day("2025-06-01"),
        number: "§ 9".into(),
        indicator: Indicator::Groups,
        rule: SuppressionRule { least_base: 15, ..SuppressionRule::default() },
        valid_from: day("2025-07-01"),
    }
}

fn of_record(town: &Town) -> Protected {
    Protected::of_record(&town.facts(), town.size(), september())
}

#[test]
fn a_round_is_shown_by_the_rule_that_stood_when_it_was_released() {
    let population = named(Measure::Population, school(0), in_grade(3));
    let shown = |town: &Town| of_record(town).show(&population);
    assert_eq!(shown(&town(&[], &[])), Shown::Rounded(10));
    assert_eq!(shown(&town(&[strict()], &[])), Shown::Suppressed);
    assert_eq!(shown(&town(&[], &[strict()])), Shown::Rounded(10), "what is told stays told");
    let later = SuppressionRuleAdopted { valid_from: day("2025-12-01"), ..strict() };
    assert_eq!(shown(&town(&[later], &[])), Shown::Rounded(10), "of later rounds");
}

#[test]
fn rules_are_numbered_in_the_order_of_their_adoption() {
    let later = SuppressionRuleAdopted { valid_from: day("2025-12-01"), ..strict() };
    let spread = SuppressionRuleAdopted { indicator: Indicator::Spread, ..strict() };
    let town = town(&[strict(), later, spread], &[]);
    let facts = town.facts();
    let rules = Rules::of_record(&facts, town.size());
    let versions: Vec<u16> = rules.all().iter().map(|rule| rule.version).collect();
    assert_eq!(versions, [1, 2, 1]);
    assert_eq!(Rules::of_record(&facts, Size(0)), Rules::default());
}

#[test]
fn no_number_is_left_in_a_protected_view() {
    let town = town(&[], &[]);
    let (facts, at) = (town.facts(), town.size());
    let committee = "utbildning".parse().unwrap();
    let protected = of_record(&town);
    let area = crate::committee(&facts, at, committee, september()).unwrap();
    let unit = crate::school(&facts, at, unit(1), september()).unwrap();
    let views = [
        serde_json::to_string(&protected.area(&area)).unwrap(),
        serde_json::to_string(&protected.school(&unit)).unwrap(),
    ];
    for view in views {
        for raw in ["numerator", "denominator", "\"missing\":0", "by_rank"] {
            assert!(!view.contains(raw), "{raw} in {view}");
        }
        assert!(view.contains("\"shown\":\"rounded\""));
    }
    let all = protected.figure(&area.total.population);
    let name = named(Measure::Population, whole(), crate::Slice::default());
    assert_eq!((all.count(), all.shown()), (Some(170), Some(protected.show(&name))));
}

#[test]
fn a_public_report_holds_marks_and_only_what_it_names() {
    let town = town(&[], &[]);
    let (facts, at) = (town.facts(), town.size());
    let committee = "utbildning".parse().unwrap();
    let report = crate::committee_report(&facts, committee, september(), &[], at).unwrap();
    let mut raw = serde_json::to_value(report).unwrap();
    raw["read"]["secret"] = 7.into();
    let of = |round| std::sync::Arc::new(Protected::of_record(&facts, at, round));
    let public = documents::report(&raw, &of).unwrap();
    assert!(!documents::is_protected(&raw) && documents::is_protected(&public));
    assert!(public["read"].get("secret").is_none(), "what is not known does not come along");
    assert_eq!(public["read"]["total"]["counts"]["population"], 170);
    let target = &public["promised"]["schools"][0]["targets"][0];
    assert_eq!((&target["share_of_population"], target.get("reached")), (&1000.into(), None));
    assert_eq!(public["disclosure"]["rule"]["least_base"], 10);
}

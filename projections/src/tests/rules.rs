//! Rules and names of figures: documented, stable, read back.

use std::fmt::Write;

use crate::*;

/// The page of the documentation that prints the rules.
const PAGE: &str = include_str!("../../../docs/figures.md");

#[test]
fn the_documentation_prints_every_rule_as_it_is() {
    let mut wanted = String::new();
    for rule in &RULES {
        writeln!(wanted, "### `{}`: {} ({})\n", rule.id, rule.name_sv, rule.name_en).unwrap();
        writeln!(wanted, "**sv** {}\n", rule.definition_sv).unwrap();
        writeln!(wanted, "**en** {}\n", rule.definition_en).unwrap();
    }
    let (_, after) = PAGE.split_once("<!-- rules -->\n\n").expect("a mark where the rules begin");
    let (printed, _) = after.split_once("<!-- end of rules -->").expect("a mark where they end");
    assert_eq!(printed, wanted);
}

#[test]
fn each_rule_stands_at_its_place_with_an_id_of_its_own() {
    for rule in &RULES {
        assert_eq!(rule.rule.rule().id, rule.id);
    }
    let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
}

#[test]
fn names_of_figures_are_read_as_they_are_written() {
    let id = "96".repeat(16);
    for text in [
        "population@school:10000001@2025-26:september".to_owned(),
        "not_assessed:newly_arrived@district:norr@2025-26:september;sex=unknown".to_owned(),
        format!("reached:{id}/2@school:10000001@2025-26:september;grade=3;sex=female"),
        format!("reached_of_population:{id}/2@committee:utbildning@2025-26:may;grade=3"),
        format!("progress:at_the_top@class:{id}@2025-26:december;syllabus=sva"),
        format!("point:18a@school:10000001@2025-26:december:other;grade=3;class={id}"),
        "median@school:10000001@2025-26:december;class=none;syllabus=unknown".to_owned(),
    ] {
        assert_eq!(text.parse::<FigureRef>().unwrap().to_string(), text);
    }
    for wrong in [
        "",
        "population",
        "population@school:1@2025-26:september",
        "mean@school:10000001@2025-26:september",
        "population@school:10000001@2025-26:september;grade=3;grade=4",
        "population@school:10000001@2025-26:september;teacher=1",
        "population:all@school:10000001@2025-26:september",
        "progress@school:10000001@2025-26:september",
    ] {
        assert!(wrong.parse::<FigureRef>().is_err(), "{wrong}");
    }
}

#[test]
fn a_figure_says_all_it_must() {
    let mut log = super::history::Log::municipality();
    log.enrol(1, super::history::A, 3, "2025-08-15");
    let name = "coverage@school:10000001@2025-26:september;grade=3";
    let found = figure(&log.facts(), log.size(), &name.parse().unwrap());
    let as_of = log.size().0;
    assert_eq!(
        serde_json::to_value(found).unwrap(),
        serde_json::json!({
            "figure": name, "value": 0.0, "numerator": 0, "denominator": 1, "missing": 1,
            "rule": "coverage-1", "as_of": as_of,
        })
    );
    let empty = "median@school:10000001@2025-26:september;grade=3";
    let found = figure(&log.facts(), log.size(), &empty.parse().unwrap());
    assert_eq!(serde_json::to_value(found).unwrap()["why_null"], "empty");
}

//! What two answers tell differently.

use serde_json::{Value, json};

use crate::difference;

fn paths(then: &Value, now: &Value) -> Vec<String> {
    difference(then, now).into_iter().map(|found| found.path).collect()
}

#[test]
fn the_same_differs_in_nothing() {
    let value = json!({"rows": [{"school": "10000001", "count": 3}], "title": null});
    assert_eq!(difference(&value, &value), []);
}

#[test]
fn entries_are_known_by_what_they_are_about() {
    let then = json!({"rows": [{"school": "1", "count": 3}, {"school": "2", "count": 5}]});
    let now = json!({"rows": [{"school": "2", "count": 5}, {"school": "1", "count": 4}]});
    assert_eq!(paths(&then, &now), ["/rows[school=1]/count"]);
}

#[test]
fn a_new_entry_and_one_that_is_gone_say_so_alone() {
    let then = json!({"rows": [{"school": "1"}, {"school": "2"}]});
    let now = json!({"rows": [{"school": "2"}, {"school": "3"}]});
    let found = difference(&then, &now);
    assert_eq!(found[0].path, "/rows[school=1]");
    assert_eq!((found[0].then.is_some(), &found[0].now), (true, &None));
    assert_eq!((found[1].path.as_str(), &found[1].then), ("/rows[school=3]", &None));
}

#[test]
fn entries_about_nothing_are_compared_in_order_and_doubles_apart() {
    let then =
        json!({"asks": ["a", "b"], "rows": [{"round": "x", "n": 1}, {"round": "x", "n": 2}]});
    let now = json!({"asks": ["a", "c"], "rows": [{"round": "x", "n": 1}, {"round": "x", "n": 3}]});
    assert_eq!(paths(&then, &now), ["/asks[0001]", "/rows[round=x#1]/n"]);
}

#[test]
fn a_field_that_comes_or_goes_is_told_with_what_it_was() {
    let found = difference(&json!({"met": true}), &json!({"median": "15"}));
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].path.as_str(), &found[0].now), ("/median", &Some(json!("15"))));
    assert_eq!((found[1].path.as_str(), &found[1].then), ("/met", &Some(json!(true))));
}

//! The demo from the command line: the same seed is the same municipality.

use insyn_tests::{run, scratch, text};
use serde_json::Value;

use crate::town::{number, string};

fn made(directory: &std::path::Path, seed: &str) -> Value {
    let size = ["--pupils", "60", "--years", "1", "--seed", seed];
    let demo = [&["demo", "--no-serve", "--json", "--data", text(directory)][..], &size].concat();
    run(demo).expect_code(0).json()
}

fn root(directory: &std::path::Path) -> (String, u64) {
    let verified = run(["verify", "--json", "--data", text(directory)]).expect_code(0).json();
    (string(&verified, "/root").to_owned(), number(&verified, "/events"))
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_seed_others() {
    let place = scratch();
    // The folders above the first are not there yet.
    let [one, two, three] = ["a/b/one", "two", "three"].map(|name| place.path().join(name));
    let first = made(&one, "7");
    assert_eq!(first["events"], made(&two, "7")["events"]);
    made(&three, "8");
    let (root_one, events) = root(&one);
    assert_eq!(number(&first, "/events"), events);
    assert_eq!((root_one.clone(), events), root(&two));
    assert_ne!(root_one, root(&three).0);

    // its views are those of its events
    let checked = run(["rebuild", "--check", "--json", "--data", text(&one)]).expect_code(0).json();
    assert_eq!(checked["differences"], serde_json::json!([]));

    // asked for again it is found, and not made anew; another is not taken for it
    let again = run([
        "demo",
        "--no-serve",
        "--seed",
        "7",
        "--pupils",
        "60",
        "--years",
        "1",
        "--data",
        text(&one),
    ]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!(root(&one), (root_one, events));
    let other = run([
        "demo",
        "--no-serve",
        "--seed",
        "8",
        "--pupils",
        "60",
        "--years",
        "1",
        "--data",
        text(&one),
    ]);
    assert_eq!(other.code, 2, "{}", other.text());
    assert!(other.stderr.contains("holds another store"), "{}", other.stderr);
}

#[test]
fn a_demo_out_of_bounds_is_wrong_usage() {
    let place = scratch();
    for wrong in [["--pupils", "59"], ["--pupils", "200001"], ["--years", "0"], ["--seed", "-1"]] {
        let asked =
            run([&["demo", "--no-serve", "--data", text(place.path())][..], &wrong].concat());
        assert_eq!(asked.code, 2, "{wrong:?}: {}", asked.stderr);
    }
}

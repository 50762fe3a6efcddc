//! Reading: entity tags, pages that together are everything, states that do not change.

use std::collections::BTreeSet;

use domain::people::Role;

use crate::caller::{Answer, Caller};
use crate::shared;
use crate::town::Town;

/// Follows `Link: …; rel="next"` from a first address to the end.
pub(crate) fn pages(caller: &Caller, first: &str) -> Vec<Answer> {
    let mut answers = vec![caller.get(first)];
    while let Some(next) = answers.last().and_then(Answer::next).map(str::to_owned) {
        assert!(answers.len() < 5_000, "the pages come to an end");
        let answer = caller.get(&next);
        assert_eq!(answer.status, 200, "the next page {next}: {}", answer.text);
        answers.push(answer);
    }
    answers
}

fn auditor(town: &Town) -> Caller {
    let auditor = town.known.with_role(Role::Auditor).next().unwrap();
    Caller::signed_in(town.address(), auditor)
}

fn positions(answers: &[Answer], list: &str) -> Vec<u64> {
    let of = |answer: &Answer| -> Vec<u64> {
        let entries = answer.is(200).json()[list].as_array().unwrap().clone();
        entries.iter().map(|entry| entry["position"].as_u64().unwrap()).collect()
    };
    answers.iter().flat_map(of).collect()
}

#[test]
fn the_pages_of_events_hold_every_event_exactly_once() {
    let town = shared();
    let caller = auditor(&town);
    for (limit, from) in [(500, 0), (97, town.known.size - 300)] {
        let answers = pages(&caller, &format!("/api/v1/events?from={from}&limit={limit}"));
        let found = positions(&answers, "events");
        let size = answers.last().unwrap().json()["size"].as_u64().unwrap();
        assert!(size >= town.known.size);
        let expected: Vec<u64> = (from..size).collect();
        assert_eq!(found, expected, "in order, without a gap, none twice");
    }
    let last =
        pages(&caller, &format!("/api/v1/events?from={}&limit=10", town.known.size + 10_000));
    assert!(
        positions(&last, "events").is_empty(),
        "beyond the end there is nothing, and no next page"
    );
}

#[test]
fn the_pages_of_a_trail_hold_every_entry_exactly_once() {
    let town = shared();
    let known = &town.known;
    let caller = auditor(&town);
    let (school, round) = (known.schools[0].code, known.round.slug());
    let class = known.classes.iter().find(|class| !class.pupils.is_empty()).unwrap();
    let committee = known.committees[0];
    for (of, limit) in [
        (format!("schools/{school}"), 200),
        (format!("pupils/{}", class.pupils[0].id), 3),
        (format!("commitments/{}", known.commitments[0].0), 1),
        (format!("figures/coverage@committee:{committee}@{round}"), 300),
        (format!("figures/missing@school:{school}@{round};grade=3"), 4),
        (format!("figures/dialogue:not_reached@school:{school}@{round}"), 50),
        (format!("figures/guarantee:found@committee:{committee}@{round}"), 1),
    ] {
        walk(&caller, &format!("/api/v1/trails/{of}"), limit, known.size);
    }
}

/// The figure of a target has a slash in its name, and parts after a semicolon.
#[test]
fn the_pages_of_a_targets_trail_hold_every_entry_exactly_once() {
    let town = shared();
    let known = &town.known;
    let caller = auditor(&town);
    let committee = known.committees[0];
    let view = caller.get(&format!("/api/v1/committees/{committee}/rounds/{}", known.round.slug()));
    let text = view.is(200).text.clone();
    let name =
        text.split('"').find(|part| part.starts_with("reached:") && part.contains(";grade="));
    let name = name.expect("the committee has a target in this round").replace('/', "%2F");
    walk(&caller, &format!("/api/v1/trails/figures/{name}"), 7, known.size);
}

#[track_caller]
fn walk(caller: &Caller, trail: &str, limit: usize, at: u64) {
    let first = format!("{trail}?limit={limit}&asOf={at}");
    let answers = pages(caller, &first);
    let found = positions(&answers, "entries");
    let distinct: BTreeSet<u64> = found.iter().copied().collect();
    assert_eq!(distinct.len(), found.len(), "{trail}: an entry is there twice");
    assert!(found.is_sorted(), "{trail}: in order of position");
    let total = usize::try_from(answers[0].json()["total"].as_u64().unwrap()).unwrap();
    assert_eq!(found.len(), total, "{trail}: the pages hold the whole trail");
    assert!(total > limit, "{trail}: there is more than one page to walk ({total})");
    assert_eq!(answers.len(), total.div_ceil(limit), "{trail}");
    assert!(found.iter().all(|position| *position < at), "{trail}: nothing from after the state");
    for answer in &answers {
        assert_eq!(answer.json()["as_of"], at, "every page is of the same state");
    }
}

#[test]
fn a_known_entity_tag_is_answered_304_without_a_body() {
    let town = shared();
    let known = &town.known;
    let member = known.with_role(Role::CommitteeMember).next().unwrap();
    let caller = Caller::signed_in(town.address(), member);
    let path = format!(
        "/api/v1/schools/{}/rounds/{}?asOf={}",
        known.schools[0].code,
        known.round.slug(),
        known.size
    );
    let first = caller.get(&path);
    let tag = first.is(200).header("etag").expect("a view has an entity tag").to_owned();
    assert!(first.header("cache-control").unwrap().contains("private"));
    let asked = |known: &str| caller.send("GET", &path, &[("if-none-match", known)], None);
    let same = asked(&tag);
    assert_eq!(same.is(304).text, "");
    assert_eq!(same.header("etag"), Some(tag.as_str()), "RFC 9110, 15.4.5: a 304 carries the tag");
    assert_eq!(asked("\"another\"").is(200).json(), first.json());
    // RFC 9110, 13.1.2: a list, a weak form, or any.
    for known in [format!("\"another\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        asked(&known).is(304);
    }
    let earlier =
        path.replace(&format!("asOf={}", known.size), &format!("asOf={}", known.size - 1));
    let other = caller.send("GET", &earlier, &[("if-none-match", &tag)], None);
    other.is(200);
}

/// A browser keeps what one person read; another who signs in there must not be shown it.
#[test]
fn an_entity_tag_of_one_reader_is_none_of_another() {
    let town = shared();
    let known = &town.known;
    let class = known.classes.iter().find(|class| class.is_under_way).unwrap();
    let path = format!(
        "/api/v1/schools/{}/rounds/{}/board?asOf={}",
        class.school,
        known.round.slug(),
        known.size
    );
    let principal = Caller::signed_in(town.address(), known.principal(class.school));
    let auditor = auditor(&town);
    let (near, far) = (principal.get(&path), auditor.get(&path));
    let tag = near.is(200).header("etag").unwrap();
    far.is(200);
    assert_ne!(near.json(), far.json(), "the principal sees who is missing, the auditor does not");
    let answered = auditor.send("GET", &path, &[("if-none-match", tag)], None);
    assert_eq!(answered.status, 200, "the auditor's browser would show what the principal's may");
}

#[test]
fn a_point_in_time_and_its_size_are_the_same_state() {
    let town = shared();
    let known = &town.known;
    let member = known.with_role(Role::CommitteeMember).next().unwrap();
    let caller = Caller::signed_in(town.address(), member);
    let view = |as_of: &str| {
        let (school, round) = (known.schools[0].code, known.round.slug());
        caller.get(&format!("/api/v1/schools/{school}/rounds/{round}?asOf={as_of}"))
    };
    let yesterday = view(&known.today.plus(-1).to_string()).is(200).json();
    let text = yesterday.to_string();
    let (_, size) = text.split_once("\"as_of\":").expect("a view says its state");
    let size = size.split([',', '}']).next().unwrap();
    assert_eq!(view(size).is(200).json(), yesterday);
    for wrong in ["2026-02-30", "%2B5", "%205", "-5"] {
        view(wrong).is_problem(400, "bad_request");
    }
    view(&(known.size + 1_000_000).to_string()).is_problem(404, "beyond");
}

#[test]
fn what_is_not_there_is_a_problem_over_the_network_too() {
    let town = shared();
    let caller = auditor(&town);
    let round = town.known.round.slug();
    caller.get(&format!("/api/v1/schools/19999999/rounds/{round}")).is_problem(404, "not_found");
    caller.get("/api/v1/figures/nonsense").is_problem(404, "not_found");
    let nowhere = caller.get("/api/v1/no/such/thing");
    assert_eq!(nowhere.status, 404);
    let html = nowhere.header("content-type").is_some_and(|kind| kind.contains("html"));
    assert!(!html, "a program that asks the API is not answered with a page");
}

/// What was done has a name as the figures have, and its trail says what it comes to.
#[test]
fn a_count_of_what_is_done_has_a_trail_of_its_own() {
    let town = shared();
    let known = &town.known;
    let caller = auditor(&town);
    let (school, round) = (known.schools[0].code, known.round.slug());
    let of = |name: &str| format!("/api/v1/trails/figures/{name}");
    let population = format!("population@school:{school}@{round}");
    let population = caller.get(&of(&population)).is(200).json()["total"].as_u64().unwrap();
    let path = of(&format!("dialogue:not_reached@school:{school}@{round}"));
    let answer = caller.get(&path).is(200).json();
    assert_eq!(answer["count"]["rule"], "not-reached-1");
    assert!(answer["count"]["value"].as_u64() <= answer["count"]["among"].as_u64());
    assert!(answer["total"].as_u64().unwrap() >= population, "every member stands behind it");
    caller.get(&of(&format!("dialogue:not_reached@school:{school}"))).is_problem(404, "not_found");
    caller.get(&of(&format!("guarantee:most@school:{school}"))).is_problem(404, "not_found");
    let member = known.with_role(Role::CommitteeMember).next().unwrap();
    let member = Caller::signed_in(town.address(), member);
    member.get(&path).is_problem(403, "not_allowed");
}

/// The present, without the size of the record and the classes that have not been reached: as on the pages.
#[test]
fn what_is_open_tells_a_stranger_no_more_than_the_pages_do() {
    let town = shared();
    let known = &town.known;
    let stranger = Caller::stranger(town.address());
    let (signed_in, school) = (auditor(&town), known.schools[0].code);
    let commitment = format!("commitments/{}?school={school}", known.commitments[0].0);
    for path in ["knowledge", "decisions", &commitment] {
        let path = format!("/api/v1/{path}");
        let open = stranger.get(&path).is(200).json();
        assert_eq!(open.get("as_of"), None, "{path}");
        let size = signed_in.get(&path).is(200).json()["as_of"].as_u64();
        assert!(size >= Some(known.size), "{path}: other tests record meanwhile");
        let joint = if path.contains('?') { '&' } else { '?' };
        for when in ["0", "999999999", "nonsense"] {
            let then = stranger.get(&format!("{path}{joint}asOf={when}")).is(200).json();
            assert_eq!(then, open, "{path} as of {when}");
        }
    }
    let versions = stranger.get(&format!("/api/v1/{commitment}")).is(200).json();
    let versions = versions["versions"].as_array().unwrap();
    assert!(versions.iter().all(|version| version["not_explained"].is_null()));
}

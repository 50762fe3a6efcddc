//! Small views as the main program writes them, with invented names.

use serde_json::{Value, json};

const RANKS: u64 = 21;

fn counts(population: u64) -> Value {
    let assessed = population * 9 / 10;
    let mut by_rank: Vec<u64> = (0..RANKS).map(|_| assessed / RANKS).collect();
    by_rank[12] += assessed % RANKS;
    json!({
        "population": population, "assessed": assessed,
        "not_assessed": { "absent": population - assessed, "newly_arrived": 0, "exempt": 0 },
        "unranked": 0, "by_rank": by_rank,
        "progress": { "risen": assessed / 2, "same": 3, "fallen": 1, "at_the_top": 2 },
    })
}

fn row(slice: &Value, population: u64) -> Value {
    json!({
        "slice": slice, "figure": "population", "counts": counts(population), "missing": 0,
        "median": "13",
    })
}

fn promised(grade: u64, level: &Value) -> Value {
    json!({
        "commitment": "c1", "title": "Alla ska läsa", "level": level, "version": 1,
        "number": grade, "grade": grade, "least": (grade + 7).to_string(), "least_rank": grade + 6,
        "share_permille": 850, "figure": "reached", "reached": 60 + grade, "assessed": 95,
        "population": 100, "missing": 5, "comparable": true, "met": grade.is_multiple_of(2),
    })
}

fn short() -> Value {
    json!({
        "found": 30, "open": 5, "late": 2, "answered": 20, "lifted": 5, "below": 25,
        "not_assessed": 3, "missing": 2, "rule": "guarantee-1", "pupils": 25,
        "answers": {
            "extra_adaptations": 8, "reported_to_principal": 4, "programme_covers": 4,
            "reassess": 2, "school_measure": 1, "none": 1,
        },
    })
}

fn with(mut value: Value, name: &str, of: &Value) -> Value {
    value[name] = of.clone();
    value
}

fn programmes() -> Value {
    json!({
        "concern": 1, "under_investigation": 2, "investigated": 1, "decided": 1, "served": 9,
        "none_needed": 3, "appealed": 0, "annulled": 0, "ended": 4, "late": 1,
    })
}

fn dialogue() -> Value {
    json!({
        "population": 100, "explained": 80, "explained_to_all": 60, "acknowledged": 55,
        "not_reached": 20,
    })
}

fn trend() -> Value {
    let point = |(round, day, median): (&str, &str, &str)| {
        json!({
            "round": round, "census_date": day, "edition": "lus-1", "population": 100,
            "assessed": 95, "missing": 5, "median": median,
            "targets": [promised(1, &json!("municipality"))], "predecessors": [],
        })
    };
    let rounds = [
        ("2024/25:may", "2025-05-25", "13"),
        ("2025/26:september", "2025-09-15", "12"),
        ("2025/26:december", "2025-12-05", "13"),
        ("2025/26:egen", "2026-01-15", ".."),
        ("2025/26:february", "2026-02-15", "14"),
    ];
    rounds.map(point).into_iter().collect()
}

fn under_way(school: &str) -> Value {
    json!([{
        "measure": "m1", "school": school, "title": "Textsamtal två pass i veckan",
        "subject": "grade", "state": "started", "decision": null, "cost": 1_250_000,
        "within_budget": true, "evaluate_by": "2026-01-30", "late": true, "position": 7,
    }])
}

fn evaluated(school: &str) -> Value {
    let observed = |reached: u64| json!({ "reached": reached, "assessed": 28, "population": 30 });
    json!([{
        "measure": "m2", "school": school, "title": "Dubbel bemanning", "decision": null,
        "cost": null, "round": "2025/26:december", "before": observed(11), "after": observed(14),
        "effect": "better", "on": "2026-01-10", "position": 9,
    }])
}

fn seminars() -> Value {
    json!([{
        "seminar": "s1", "kind": "joint", "scope": "municipality", "title": "Vad resultaten säger",
        "on": "2026-02-01", "held_on": null, "participants": 12,
    }])
}

fn agreement() -> Value {
    json!([{ "seminar": "s2", "on": "2025-10-01", "edition": "lus-1", "agreement": {
        "raters": 9, "samples": 6, "pairs": 216, "exact_permille": 250,
        "within_one_permille": 685, "statistic": "ordinal_alpha", "value": -50,
        "withheld": null, "rule": "agreement-1",
    }}])
}

fn rests_on() -> Value {
    json!({ "as_of": 12_345, "recorded_at": 1, "day": "2026-03-01", "no_longer_known": 3 })
}

fn code(index: usize) -> String {
    format!("9900{index:04}")
}

/// A committee's report on school units of these names.
pub(crate) fn report(names: &[String]) -> Value {
    let of_all = |one: &dyn Fn(usize, &String) -> Value| -> Value {
        names.iter().enumerate().map(|(index, name)| one(index, name)).collect()
    };
    let schools = of_all(&|index, name| {
        json!({
            "school": code(index), "name": name, "district": "norra", "phase": "open",
            "until": "2026-03-01", "total": row(&json!({}), 100),
        })
    });
    let kept = |index| {
        json!([promised(1, &json!("municipality")), promised(2, &json!({ "school": code(index) }))])
    };
    json!({
        "committee": "utbildningsnamnden", "name": "Utbildningsnämnden", "district": null,
        "round": "2025/26:february", "census_date": "2026-02-15", "edition": "lus-1",
        "scheduled": 12, "previous_round": "2025/26:december", "least_coverage_permille": 800,
        "basis": rests_on(),
        "read": {
            "total": row(&json!({}), 1_100),
            "by_grade": [row(&json!({ "grade": 1 }), 500), row(&json!({ "grade": 2 }), 600)],
            "by_sex": [row(&json!({ "sex": "female" }), 550), row(&json!({ "sex": "male" }), 550)],
            "by_syllabus": [row(&json!({ "syllabus": "sva" }), 200)],
            "schools": schools, "rules": ["population-1"],
        },
        "promised": {
            "municipal": (1..=9).map(|n| promised(n, &json!("municipality"))).collect::<Value>(),
            "schools": of_all(&|index, _| json!({ "school": code(index), "targets": kept(index) })),
            "rules": ["reached-1"],
        },
        "behind": {
            "total": short(),
            "districts": [
                with(short(), "district", &json!("norra")), with(short(), "district", &json!(null)),
            ],
            "schools": of_all(&|index, _| with(short(), "school", &json!(code(index)))),
        },
        "done": {
            "programmes": programmes(), "dialogue": dialogue(),
            "schools": of_all(&|index, _| json!({
                "school": code(index), "programmes": programmes(), "dialogue": dialogue(),
            })),
            "measures":
                { "decided": 1, "started": 5, "evaluated": 13, "late": 2, "cost": 1_250_000 },
            "under_way": under_way(&code(0)), "seminars": seminars(), "rules": ["guarantee-1"],
        },
        "works": {
            "evaluated": evaluated(&code(0)), "agreement": agreement(), "trend": trend(),
            "rules": ["median-1"],
        },
        "asks": ["Att rapporten läggs till handlingarna."],
        "informed": of_all(&|index, name| json!({
            "school": code(index), "name": name, "principal": null, "last": null, "days": null,
            "position": null,
        })),
    })
}

/// A school unit's account.
pub(crate) fn account(name: &str) -> Value {
    let beside = |scope: &str, level: &Value| {
        json!({
            "scope": scope, "total": row(&json!({}), 100),
            "by_grade": [row(&json!({ "grade": 1 }), 100)], "promised": [promised(1, level)],
        })
    };
    let own = beside("school:99000000", &json!("municipality"));
    json!({
        "school": code(0), "name": name, "district": "norra", "round": "2025/26:february",
        "census_date": "2026-02-15", "edition": "lus-1", "scheduled": 12, "previous_round": null,
        "least_coverage_permille": null, "phase": "received", "basis": rests_on(),
        "own": own, "by_sex": [], "by_syllabus": [],
        "of_district": beside("district:norra", &json!("municipality")), "of_municipality": null,
        "behind": short(), "programmes": programmes(), "dialogue": dialogue(),
        "measures": { "decided": 0, "started": 1, "evaluated": 1, "late": 0, "cost": 0 },
        "under_way": under_way(&code(0)), "evaluated": evaluated(&code(0)),
        "seminars": seminars(), "trend": trend(), "rules": ["population-1"],
    })
}

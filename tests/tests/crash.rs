//! The program killed while clients write: whatever it has acknowledged is there afterwards.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use domain::people::Role;
use insyn::demo::{Settings, generate};
use insyn_tests::{Answer, Client, Server, run, scratch, text};
use serde_json::{Value, json};

const PUPILS: u32 = 60;
const KILLS: u64 = 6;
const CLIENTS: u64 = 4;

/// A command that was asked for, and its answer.
#[derive(Debug, Clone)]
struct Asked {
    key: String,
    command: Value,
    /// The position of the first event; none where no answer came.
    first: Option<u64>,
}

fn settings() -> Settings {
    Settings { seed: 3, pupils: PUPILS, years: 1, ..Settings::default() }
}

/// Someone who may engage staff.
fn administrator() -> String {
    let summary = generate(&settings(), &mut |_| Ok::<(), Infallible>(())).unwrap();
    let mut personas = summary.personas.into_iter();
    personas.find(|p| p.role == Role::SystemAdministrator).unwrap().staff.to_string()
}

fn serve(store: &str) -> Server {
    let size = ["--seed", "3", "--pupils", "60", "--years", "1"];
    Server::start([&["demo", "--data", store][..], &size].concat())
}

fn sign_in(server: &Server, administrator: &str) -> Client {
    Client::sign_in(server.address(), administrator, "system_administrator")
}

/// The next command: someone with a name is engaged. It needs a key in the vault, durable before it,
/// and is answered with a new event every time it is asked for under a new key.
fn next(count: &AtomicU64) -> Asked {
    let number = count.fetch_add(1, Ordering::Relaxed);
    let command = json!({ "term": "organisation", "command": "engage_staff",
        "staff": format!("c0de{number:028x}"), "from": "2026-05-20",
        "name": { "given": "Krasch", "family": format!("Provsson {number}") } });
    Asked { key: format!("018f3a4c-0000-7000-8000-{number:012x}"), command, first: None }
}

fn first(answer: &Answer) -> Option<u64> {
    matches!(answer.status, 200 | 201).then(|| answer.body["first"].as_u64()).flatten()
}

/// Asks until the server is gone; gives everything asked for, the last perhaps without an answer.
fn ask_until_it_dies(client: &Client, count: &AtomicU64) -> Vec<Asked> {
    let mut all = Vec::new();
    loop {
        let mut asked = next(count);
        let answer = client.command(&asked.key, &asked.command);
        if let Ok(answer) = &answer {
            assert_eq!(answer.status, 201, "{answer:?}");
            asked.first = first(answer);
            assert!(asked.first.is_some(), "{answer:?}");
        }
        all.push(asked);
        if answer.is_err() {
            return all;
        }
    }
}

/// Lets clients write for a while, then kills the server under them.
fn write_and_kill(
    server: Server,
    administrator: &str,
    count: &AtomicU64,
    after: Duration,
) -> Vec<Asked> {
    let clients: Vec<Client> = (0..CLIENTS).map(|_| sign_in(&server, administrator)).collect();
    thread::scope(|scope| {
        let writing: Vec<_> = clients
            .iter()
            .map(|client| scope.spawn(move || ask_until_it_dies(client, count)))
            .collect();
        thread::sleep(after);
        server.kill();
        writing.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    })
}

#[test]
fn what_was_acknowledged_survives_every_kill() {
    let place = scratch();
    let store = place.path().join("store");
    let store = text(&store);
    let administrator = administrator();
    let count = AtomicU64::new(0);
    let mut positions = BTreeSet::new();
    let mut acknowledged = Vec::new();
    let mut server = serve(store);
    for kill in 0..KILLS {
        // killed at another moment each time
        let after = Duration::from_millis(120 + 170 * kill);
        let asked = write_and_kill(server, &administrator, &count, after);
        // what stands there is sound before anything has mended it
        let verified = run(["verify", "--json", "--data", store]).expect_code(0).json();
        assert_eq!(verified["verdict"], "sound");
        let size = verified["events"].as_u64().unwrap();

        server = serve(store);
        let client = sign_in(&server, &administrator);
        for mut asked in asked {
            let answer = client.command(&asked.key, &asked.command).unwrap();
            let again = first(&answer);
            if asked.first.is_some() {
                assert_eq!(again, asked.first, "acknowledged and lost: {}", asked.key);
                assert!(asked.first < Some(size));
            }
            // what was asked without an answer happened once or not at all: now it has
            asked.first = again;
            assert!(positions.insert(again.unwrap()), "two commands at one position");
            acknowledged.push(asked);
        }
    }
    assert!(acknowledged.len() as u64 > KILLS * CLIENTS, "clients wrote: {}", acknowledged.len());
    all_are_found_at_last(server, store, &administrator, &acknowledged);
}

/// After the last start every key is answered as it was, the log is gapless, and a calm end is sound.
fn all_are_found_at_last(server: Server, store: &str, administrator: &str, asked: &[Asked]) {
    let client = sign_in(&server, administrator);
    for asked in asked.iter().step_by(7) {
        let answer = client.command(&asked.key, &asked.command).unwrap();
        assert_eq!(first(&answer), asked.first);
    }
    let (code, stderr) = server.stop();
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    run(["verify", "--data", store]).expect_code(0);
    let exported = run(["export", "events", "--data", store]).expect_code(0);
    let engaged = exported.text().lines().zip(0u64..).filter(|(line, at)| {
        let event: Value = serde_json::from_str(line).unwrap();
        assert_eq!(event["position"], *at, "positions have no gaps");
        event["tags"].to_string().contains("staff:c0de") && event["type"] == "StaffEngaged"
    });
    assert_eq!(engaged.count(), asked.len(), "each was carried out once");
    let checked = run(["rebuild", "--check", "--json", "--data", store]).expect_code(0).json();
    assert_eq!(checked["differences"], json!([]));
}

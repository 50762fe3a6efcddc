//! Folding, views, as-of and opening, on a demo municipality; ratios against a plain file in the same run.
//!
//! `cargo bench -p insyn-tests --bench fold` makes a demo of about a million events in a temporary
//! directory. `-- --quick` takes 6,000 pupils; `-- --pupils N --years Y` another size.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]

use std::hint::black_box;
use std::io::{BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::Event;
use domain::id::Size;
use eventstore::OpenOptions;
use eventstore::record::EnvelopeRef;
use insyn::demo::Settings;
use insyn::{DemoWorld, fill_demo};
use insyn_app::facts::fold;
use insyn_app::{App, Setup};
use projections::Facts;

const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--hold-open") {
        hold_open(Path::new(&arguments[at + 1]));
        return;
    }
    let quick = arguments.iter().any(|a| a == "--quick");
    let number = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1)?.parse::<u32>().ok()
    };
    let pupils = number("--pupils").unwrap_or(if quick { 6_000 } else { 60_000 });
    let years = number("--years").and_then(|n| u16::try_from(n).ok()).unwrap_or(3);
    let place = tempfile::tempdir().expect("a temporary directory");
    let store = place.path().join("store");
    let app = make(&store, pupils, years);
    let facts = fold_beside_a_plain_file(&app, place.path());
    views(&app, &facts);
    app.close().expect("closed");
    drop(app);
    open_again(&store);
}

fn make(store: &Path, pupils: u32, years: u16) -> App {
    let settings = Settings { pupils, years, ..Settings::default() };
    let setup = Setup {
        kind: eventstore::StoreKind::Test,
        origin: "insyn-bench/fold".to_owned(),
        volume_capacity: insyn_app::store::VOLUME_CAPACITY,
    };
    let began = Instant::now();
    let app = App::create(store, setup, Arc::new(DemoWorld::making(1))).expect("a new store");
    let summary = fill_demo(&app, &settings, &mut |_| {}).expect("filled");
    let seconds = began.elapsed().as_secs_f64();
    let rate = summary.events as f64 / seconds;
    println!(
        "demo: {} events, {pupils} pupils, {years} years in {seconds:.1} s ({rate:.0}/s)",
        summary.events
    );
    app
}

/// The same payloads in a plain file, decoded event by event: what folding is measured against.
fn fold_beside_a_plain_file(app: &App, place: &Path) -> Facts {
    let plain = place.join("payloads");
    write_plain(app, &plain);
    let (mut folds, mut bounds) = (Vec::new(), Vec::new());
    let mut facts = Facts::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        facts = Facts::new();
        fold(app.log(), &mut facts, app.size()).expect("folded");
        folds.push(began.elapsed());
        let began = Instant::now();
        decode_plain(&plain);
        bounds.push(began.elapsed());
    }
    let events = app.size().0 as f64;
    let (ours, bound) = (median(&mut folds), median(&mut bounds));
    println!(
        "fold into all facts: {:.0} events/s | decode a plain file: {:.0} events/s | ratio {:.2}",
        events / ours.as_secs_f64(),
        events / bound.as_secs_f64(),
        bound.as_secs_f64() / ours.as_secs_f64()
    );
    facts
}

fn write_plain(app: &App, path: &Path) {
    let mut out = BufWriter::new(std::fs::File::create(path).expect("a file"));
    let written = app.log().scan(eventstore::Size(0), app.size(), |_, _, code, _, body| {
        let envelope = EnvelopeRef::decode(body.expect("nothing is redacted")).expect("sound");
        let length = u32::try_from(envelope.payload.len()).expect("a record is small");
        let mut head = [0; 8];
        head[..2].copy_from_slice(&code.0.to_le_bytes());
        head[2..4].copy_from_slice(&envelope.schema.to_le_bytes());
        head[4..].copy_from_slice(&length.to_le_bytes());
        out.write_all(&head).and_then(|()| out.write_all(envelope.payload)).expect("written");
        ControlFlow::Continue(())
    });
    written.expect("scanned");
    out.flush().expect("written");
}

fn decode_plain(path: &Path) {
    let mut file = BufReader::with_capacity(1 << 20, std::fs::File::open(path).expect("a file"));
    let (mut head, mut payload) = ([0; 8], Vec::new());
    while file.read_exact(&mut head).is_ok() {
        let code = u16::from_le_bytes([head[0], head[1]]);
        let schema = u16::from_le_bytes([head[2], head[3]]);
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        payload.resize(usize::try_from(length).expect("32 bits fit"), 0);
        file.read_exact(&mut payload).expect("whole");
        black_box(Event::decode(code, schema, &payload).expect("an event"));
    }
}

/// The largest school and the committee over all, now and as of half the record.
fn views(app: &App, facts: &Facts) {
    let now = facts.size();
    let half = Size(now.0 / 2);
    let rounds = facts.rounds(half);
    let round = rounds.last().expect("a round").round;
    let day = rounds.last().expect("a round").census_date;
    let largest = facts
        .schools(day, now)
        .into_iter()
        .max_by_key(|school| facts.pupils_at(school.school, day, now).len())
        .expect("a school");
    let pupils = facts.pupils_at(largest.school, day, now).len();
    let committee = facts
        .committees(now)
        .into_iter()
        .find(|committee| committee.district.is_none())
        .expect("an education committee");
    println!("views of the round {round}; the largest school has {pupils} pupils");
    let school = |at| black_box(projections::school(facts, at, largest.school, round)).is_some();
    let all =
        |at| black_box(projections::committee(facts, at, committee.committee, round)).is_some();
    pair("school view", 200, || school(now), || school(half));
    pair("committee view", 10, || all(now), || all(half));
    let _ = app;
}

fn pair(name: &str, times: u32, now: impl Fn() -> bool, then: impl Fn() -> bool) {
    let (mut of_now, mut of_then) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (view, durations) in
            [(&now as &dyn Fn() -> bool, &mut of_now), (&then as &dyn Fn() -> bool, &mut of_then)]
        {
            let began = Instant::now();
            for _ in 0..times {
                assert!(view(), "there is such a view");
            }
            durations.push(began.elapsed() / times);
        }
    }
    let (now, then) = (median(&mut of_now), median(&mut of_then));
    println!(
        "{name}: now {:.3} ms, as of half the record {:.3} ms, ratio {:.2}",
        now.as_secs_f64() * 1e3,
        then.as_secs_f64() * 1e3,
        now.as_secs_f64() / then.as_secs_f64()
    );
}

/// A process opens the store and is killed; then it is opened again until a view answers.
fn open_again(store: &Path) {
    let mut durations = Vec::new();
    for _ in 0..ROUNDS {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(["--hold-open".as_ref(), store.as_os_str()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let mut ready = [0; 1];
        child
            .stdout
            .take()
            .expect("piped")
            .read_exact(&mut ready)
            .expect("it says that it is open");
        child.kill().expect("killed");
        child.wait().expect("gone");
        let began = Instant::now();
        let app = App::open(store, OpenOptions::default(), Arc::new(DemoWorld::using(0)))
            .expect("opened");
        let facts = app.facts().expect("folded");
        let round = facts.rounds(facts.size()).last().expect("a round").round;
        let school = facts.schools(domain::calendar::Day::default(), facts.size())[0].school;
        black_box(projections::school(&facts, facts.size(), school, round));
        durations.push(began.elapsed());
        drop(facts);
        app.close().expect("closed");
    }
    println!(
        "open after SIGKILL until a view answers: {:.2} s",
        median(&mut durations).as_secs_f64()
    );
}

/// Opens the store, appends nothing, says so, and waits to be killed.
fn hold_open(store: &Path) {
    let app =
        App::open(store, OpenOptions::default(), Arc::new(DemoWorld::using(0))).expect("opened");
    print!("o");
    std::io::stdout().flush().expect("told");
    std::thread::sleep(Duration::from_secs(60));
    drop(app);
}

fn median(durations: &mut [Duration]) -> Duration {
    durations.sort_unstable();
    durations[durations.len() / 2]
}

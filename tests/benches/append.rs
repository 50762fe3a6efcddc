//! Durable guarded append beside bare redb: one table, the same bytes, the same group commit.
//!
//! `cargo bench -p insyn-tests --bench append` prints rates, p99 and the ratio; runs are interleaved and the
//! medians taken, since the machine is shared. The events are built before the clock starts, as the
//! bytes of bare redb are. `-- --events N` sets how many events stand in both before measuring (default
//! 1,000,000); `--quick` takes 50,000 and shorter runs.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::cast_precision_loss, reason = "rates for people to read")]

use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::Instant;

use eventstore::{
    Append, Boundary, CommandId, CreateOptions, EventId, Log, NewEvent, Position, Query, QueryItem,
    RequestDigest, Size, StoreKind, Tag, TypeCode,
};
use insyn_app::world::{SystemWorld, new_uuid};
use redb::{Database, Durability, TableDefinition};

const TABLE: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("events");
const ROUNDS: usize = 5;

struct Settings {
    stored: u64,
    /// Events of one run.
    run: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let quick = arguments.iter().any(|a| a == "--quick");
    let given = arguments.iter().position(|a| a == "--events").and_then(|at| arguments.get(at + 1));
    let stored =
        given.and_then(|n| n.parse().ok()).unwrap_or(if quick { 50_000 } else { 1_000_000 });
    let run = if quick { 12_800 } else { 64_000 };
    let settings = Settings { stored, run };
    println!(
        "durable guarded append; {} events stored before; {ROUNDS} interleaved runs, medians",
        stored
    );
    compare(&settings, 64, 1, 1 << 20);
    compare(&settings, 16, 100, 1 << 20);
    // A volume of 65,536 records: the run crosses several rolls.
    compare(&settings, 16, 100, 1 << 16);
}

/// Measures both stores in turns and prints the medians and their ratio.
fn compare(settings: &Settings, writers: usize, batch: usize, capacity: u64) {
    let ours_at = tempfile::tempdir().expect("a temporary directory");
    let bare_at = tempfile::tempdir().expect("a temporary directory");
    let options = CreateOptions {
        origin: "insyn-bench/append".to_owned(),
        volume_capacity: capacity,
        kind: StoreKind::Test,
    };
    let log = Log::create(&ours_at.path().join("store"), options, Arc::new(SystemWorld))
        .expect("a new store");
    log.append(append(&log, 0, 1)).expect("the first append");
    let record = log.get(Position(0)).expect("readable").expect("there");
    let bytes = record.leaf.len() + record.body.as_ref().map_or(0, Vec::len);
    let bare = Bare::new(&bare_at.path().join("bare.redb"), bytes);
    fill(&log, &bare, settings.stored);
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        // Single events go slower: fewer of them fill the same time.
        let each = settings.run * batch.min(4) / (writers * batch);
        let make = |writer| (0..each).map(|_| append(&log, writer, batch)).collect();
        ours.push(drive(writers, batch, make, |mut append: Append| {
            if let Some(boundary) = &mut append.boundary {
                boundary.since = log.size();
            }
            log.append(append).expect("appended");
        }));
        let make = |_| vec![batch; each];
        others.push(drive(writers, batch, make, |count| bare.append(count)));
    }
    let (ours, bare_rate) = (median(&mut ours), median(&mut others));
    println!(
        "{writers:>3} x {batch:<3} volumes of {capacity:>7}  insyn {:>9.0}/s p99 {:>6.2} ms | bare redb {:>9.0}/s p99 {:>6.2} ms | ratio {:.2} | {bytes} bytes an event",
        ours.0,
        ours.1,
        bare_rate.0,
        bare_rate.1,
        ours.0 / bare_rate.0
    );
    log.close().expect("closed");
}

/// An append as the program makes them: a boundary on the pupil, two tags, a payload of 90 bytes.
fn append(log: &Log, writer: usize, count: usize) -> Append {
    let world = SystemWorld;
    let pupil = format!("pupil:{}", new_uuid(&world).simple());
    let tag = |text: &str| Tag::new(text).expect("a tag");
    let event = || NewEvent {
        id: EventId(new_uuid(&world)),
        type_code: TypeCode(0x0401),
        schema: 1,
        actor: format!("staff:{:032x}/teacher", writer),
        cause: None,
        tags: vec![tag(&pupil), tag("school:99000001")],
        payload: vec![7; 90],
        sections: Vec::new(),
    };
    let item = QueryItem { types: Vec::new(), tags: vec![tag(&pupil)] };
    Append {
        events: (0..count).map(|_| event()).collect(),
        boundary: Some(Boundary { query: Query { items: vec![item] }, since: log.size() }),
        command_id: CommandId(new_uuid(&world)),
        request_digest: RequestDigest([9; 32]),
    }
}

fn fill(log: &Log, bare: &Bare, events: u64) {
    let mut stored = log.size().0;
    while stored < events {
        let count = usize::try_from((events - stored).min(1_000)).unwrap_or(1_000);
        log.append(append(log, 0, count)).expect("filled");
        bare.append(count);
        stored += count as u64;
    }
    assert_eq!(log.size(), Size(events.max(1)));
}

/// Runs writers side by side, each with work made before; gives events a second and the p99 of an
/// append in ms.
fn drive<W: Send>(
    writers: usize,
    batch: usize,
    make: impl Fn(usize) -> Vec<W>,
    work: impl Fn(W) + Sync,
) -> (f64, f64) {
    let prepared: Vec<Vec<W>> = (0..writers).map(make).collect();
    let events = prepared.iter().map(Vec::len).sum::<usize>() * batch;
    let barrier = Barrier::new(writers + 1);
    let mut latencies = Vec::new();
    let began = thread::scope(|scope| {
        let handles: Vec<_> = prepared
            .into_iter()
            .map(|prepared| {
                let (barrier, work) = (&barrier, &work);
                scope.spawn(move || {
                    barrier.wait();
                    let timed = prepared.into_iter().map(|one| {
                        let start = Instant::now();
                        work(one);
                        start.elapsed()
                    });
                    timed.collect::<Vec<_>>()
                })
            })
            .collect();
        barrier.wait();
        let began = Instant::now();
        for handle in handles {
            latencies.extend(handle.join().expect("a writer"));
        }
        began
    });
    let rate = events as f64 / began.elapsed().as_secs_f64();
    latencies.sort_unstable();
    let p99 = latencies.get(latencies.len() * 99 / 100).copied().unwrap_or_default();
    (rate, p99.as_secs_f64() * 1_000.0)
}

fn median(runs: &mut [(f64, f64)]) -> (f64, f64) {
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    runs[runs.len() / 2]
}

/// Bare redb: a thread that drains a queue and commits everything in one transaction.
struct Bare {
    queue: mpsc::SyncSender<(usize, mpsc::SyncSender<()>)>,
}

impl Bare {
    fn new(path: &std::path::Path, bytes: usize) -> Self {
        let database = Database::create(path).expect("a database");
        let (queue, jobs) = mpsc::sync_channel::<(usize, mpsc::SyncSender<()>)>(1_024);
        thread::spawn(move || {
            let record = vec![7_u8; bytes];
            let mut next = 0_u64;
            while let Ok(first) = jobs.recv() {
                let mut batch = vec![first];
                while batch.iter().map(|job| job.0).sum::<usize>() < 16_384 {
                    let Ok(job) = jobs.try_recv() else { break };
                    batch.push(job);
                }
                let mut transaction = database.begin_write().expect("a transaction");
                transaction.set_durability(Durability::Immediate).expect("durable");
                {
                    let mut table = transaction.open_table(TABLE).expect("a table");
                    for (count, _) in &batch {
                        for _ in 0..*count {
                            table.insert(next, record.as_slice()).expect("inserted");
                            next += 1;
                        }
                    }
                }
                transaction.commit().expect("committed");
                for (_, answer) in batch {
                    let _ = answer.send(());
                }
            }
        });
        Self { queue }
    }

    fn append(&self, count: usize) {
        let (answer, done) = mpsc::sync_channel(1);
        self.queue.send((count, answer)).expect("the writer lives");
        done.recv().expect("committed");
    }
}

//! A short history, broken off at every call to the disk in turn. After each reopening: what was
//! acknowledged is there, nothing is there by half, positions have no gaps, the root is that of the
//! leaves, and a command's receipt tells whether it was recorded.

use crate::disk::{Disk, Fault};
use crate::support::{Place, append, command, digest, event};
use eventstore::tree::{Tree, leaf_hash};
use eventstore::{AppendError, Log, OpenError, Position, Receipt};
use std::sync::{Arc, mpsc};

/// Events of a volume: the history rolls twice.
const CAPACITY: u64 = 5;
/// How many events each append of the history has.
const COUNTS: [usize; 6] = [1, 3, 2, 3, 1, 2];

fn place(disk: &Disk) -> Place {
    Place { capacity: CAPACITY, ..Place::within(Arc::new(disk.clone())) }
}

/// How each append of a history ended.
type Outcomes = Vec<(u64, usize, Result<Receipt, AppendError>)>;

/// Appends the history from a command number on, to the end or until the log ends.
fn write(log: &Log, from: u64) -> Outcomes {
    let mut outcomes = Outcomes::new();
    for (number, count) in (from..).zip(COUNTS) {
        let own = format!("command:{number}");
        let result = log.append(append(number, vec![event(1, &["all", &own]); count]));
        outcomes.push((number, count, result));
    }
    outcomes
}

/// As [`write`], without waiting for one append before the next: commits run behind, also at a roll.
fn write_at_once(log: &Log, from: u64) -> Outcomes {
    let mut outcomes = Outcomes::new();
    let mut waiting = Vec::new();
    for (number, count) in (from..).zip(COUNTS) {
        let own = format!("command:{number}");
        let (sender, answer) = mpsc::channel();
        let submitted = log.submit(
            append(number, vec![event(1, &["all", &own]); count]),
            Box::new(move |result| sender.send(result).unwrap()),
        );
        match submitted {
            Ok(()) => waiting.push((number, count, answer)),
            Err(error) => outcomes.push((number, count, Err(error))),
        }
    }
    let answered = waiting.into_iter().map(|(n, count, answer)| (n, count, answer.recv().unwrap()));
    outcomes.extend(answered);
    outcomes
}

/// Makes a store, appends the history, and closes; whatever of it the disk lets happen.
fn run(disk: &Disk, write: fn(&Log, u64) -> Outcomes) -> Outcomes {
    let place = place(disk);
    let options = place.options();
    let created = Log::create_in(Arc::clone(&place.directory), options, place.world.clone());
    let Ok(log) = created else { return Outcomes::new() };
    let outcomes = write(&log, 0);
    // Closing may fail as anything else here; what it must not do is acknowledge.
    drop(log.close());
    outcomes
}

/// Opens what the fault left. Only a store whose making was broken off may be none.
fn reopen(disk: &Disk, outcomes: &Outcomes) -> Option<Log> {
    match place(disk).try_open() {
        Ok(log) => Some(log),
        Err(OpenError::Missing | OpenError::Foreign) if outcomes.is_empty() => None,
        Err(error) => panic!("not opened after {outcomes:?}: {error:?}"),
    }
}

#[track_caller]
fn check(log: &Log, outcomes: &Outcomes) {
    for (number, count, result) in outcomes {
        let receipt = log.receipt(command(*number), digest(1)).unwrap();
        match result {
            Ok(acknowledged) => assert_eq!(receipt, Some(*acknowledged)),
            Err(AppendError::Unknown) => {}
            Err(error) => assert_eq!(receipt, None, "{error:?}"),
        }
        let own = format!("command:{number}");
        let query = crate::support::any_of(vec![crate::support::item(&[1], &["all", &own])]);
        let found = log.query(&query, eventstore::Size(0), log.size()).unwrap();
        assert_eq!(found.len(), if receipt.is_some() { *count } else { 0 }, "all or nothing");
    }
    let mut tree = Tree::new();
    for (at, stored) in (0..).zip(log.read(Position(0), usize::MAX).unwrap()) {
        assert_eq!(stored.position, Position(at));
        tree.push(leaf_hash(&stored.leaf), drop);
    }
    assert_eq!((tree.size(), tree.root()), (log.size().0, log.root(log.size()).unwrap()));
}

/// How many calls the undisturbed history makes. The background's calls come at no fixed place, so
/// the number differs a little from run to run.
fn calls() -> u64 {
    let disk = Disk::default();
    let outcomes = run(&disk, write);
    assert!(outcomes.iter().all(|(_, _, result)| result.is_ok()));
    disk.calls()
}

#[test]
fn a_crash_at_any_call_loses_nothing_acknowledged() {
    for call in 0..calls() {
        for (fault, survivors, write) in [
            (Fault::CrashBefore, 0, write as fn(&Log, u64) -> Outcomes),
            (Fault::CrashBefore, u64::MAX, write),
            (Fault::CrashAfter, 0x5555_5555_5555_5555, write_at_once),
            (Fault::CrashAfter, 0x9249_2492_4924_9249, write),
            (Fault::CrashBefore, 0, write_at_once),
        ] {
            let disk = Disk::default();
            disk.fail_at(call, fault);
            let outcomes = run(&disk, write);
            let after = disk.after_crash(survivors);
            let Some(log) = reopen(&after, &outcomes) else { continue };
            check(&log, &outcomes);
            // The log goes on: it takes appends, and they stay.
            let more = write(&log, 100);
            assert!(more.iter().all(|(_, _, result)| result.is_ok()));
            log.close().unwrap();
            check(&reopen(&after, &more).unwrap(), &more);
        }
    }
}

/// After a failed sync the disk lacks bytes that reads still show. The log must end, and the next
/// opening must make what it reads durable before it goes on: a crash after that shows whether.
#[test]
fn a_failure_at_any_call_ends_in_a_sound_log() {
    for call in 0..calls() {
        let disk = Disk::default();
        disk.fail_at(call, Fault::Failure);
        let outcomes = run(&disk, write);
        let restarted = disk.after_restart();
        let Some(log) = reopen(&restarted, &outcomes) else { continue };
        check(&log, &outcomes);
        let seen: Vec<_> = (0..log.size().0).map(|at| log.get(Position(at)).unwrap()).collect();
        let more = write(&log, 100);
        let after = restarted.after_crash(0);
        drop(log);
        let log = reopen(&after, &outcomes).unwrap();
        check(&log, &outcomes);
        check(&log, &more);
        for (at, stored) in (0..).zip(seen) {
            assert_eq!(log.get(Position(at)).unwrap(), stored);
        }
    }
}

/// Nothing may be acknowledged once a commit has failed.
#[test]
fn nothing_is_acknowledged_after_a_failed_commit() {
    for call in 0..calls() {
        let disk = Disk::default();
        disk.fail_at(call, Fault::Failure);
        let outcomes = run(&disk, write);
        let mut results = outcomes.iter().map(|(_, _, result)| result);
        if results.any(|result| matches!(result, Err(AppendError::Unknown))) {
            assert!(results.all(Result::is_err));
        }
    }
}

//! Backup and restore: what is put back is what was there, and an older log is recognised.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]

#[path = "common/stores.rs"]
mod stores;

use eventstore::{
    EventId, Log, OpenError, OpenOptions, Position, Size, TypeCode,
    backup::{BackupError, MANIFEST_FILE, RestoreError, backup, backup_closed, restore},
    vault::{Identity, KeyName, Vault, VaultError},
    verify::{Outcome, verify},
};
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};
use stores::{Store, files_of, grow, world};
use uuid::Uuid;

const SUBJECT: [u8; 16] = [7; 16];
const EVENT: EventId = EventId(Uuid::from_u128(77));

/// A store with a vault that holds a key and an identity.
fn store_with_vault(count: u64, capacity: u64) -> (Store, Vault) {
    let store = Store::running(count, capacity);
    let vault = Vault::create(store.path(), world()).unwrap();
    vault.ensure_keys(&[KeyName { subject: SUBJECT, class: 1 }]).unwrap();
    vault.reserve(&[Identity { namespace: "civic", value: "TF-1", subject: SUBJECT }]).unwrap();
    (store, vault)
}

fn open(path: &Path) -> Result<Log, OpenError> {
    Log::open(path, OpenOptions::default(), world())
}

#[test]
fn a_restored_store_is_the_store_that_was_backed_up() {
    let (mut store, vault) = store_with_vault(600, 256);
    let ids = vault.ensure_keys(&[KeyName { subject: SUBJECT, class: 1 }]).unwrap();
    let sealed = vault.seal(EVENT, TypeCode(1), 0, ids[0], b"Ada").unwrap();
    let [kept, target] = [store.beside("kept"), store.beside("target")];
    let report = backup(store.log(), &vault, &kept, None).unwrap();
    assert_eq!((report.volumes, report.shared), (3, 0));
    store.close();
    drop(vault);

    let restored = restore(&kept, &target, Some(store.path())).unwrap();
    assert_eq!((restored.files, restored.joined), (5, true));
    let log = open(&target).unwrap();
    assert_eq!(log.size(), Size(600));
    assert_eq!(log.read(Position(0), 600).unwrap(), store.events);
    assert_eq!(log.root(Size(600)).unwrap(), store.root);
    grow(&log, 4);
    log.close().unwrap();
    assert_eq!(verify(&target, None, None).outcome, Outcome::Sound);

    let vault = Vault::open(&target, world()).unwrap();
    assert_eq!(vault.find("civic", "TF-1").unwrap(), Some(SUBJECT));
    assert_eq!(vault.seal(EVENT, TypeCode(1), 0, ids[0], b"Ada").unwrap(), sealed);
}

#[test]
fn a_backup_holds_neither_key_nor_checkpoint() {
    let (store, vault) = store_with_vault(20, 256);
    let kept = store.beside("kept");
    backup(store.log(), &vault, &kept, None).unwrap();
    let names: Vec<String> =
        files_of(&kept).keys().map(|name| name.display().to_string()).collect();
    let expected = ["backup", "log/00000000000000000000.redb", "store", "vault/vault.redb"];
    assert_eq!(names, expected);
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o700);
    let report = verify(&kept, None, None);
    assert_eq!((report.outcome, report.proven), (Outcome::Sound, None));
    // With what is kept elsewhere, the backup proves itself.
    store.log().checkpoint_now().unwrap();
    let latest = store.path().join("checkpoints/latest");
    let report = verify(&kept, Some(&store.log().verifier_key()), Some(&latest));
    assert_eq!((report.outcome, report.proven), (Outcome::Sound, Some(Size(20))));
}

#[test]
fn a_restored_older_log_is_recognised_as_rolled_back() {
    let (mut store, vault) = store_with_vault(100, 64);
    let [kept, target] = [store.beside("kept"), store.beside("target")];
    backup(store.log(), &vault, &kept, None).unwrap();
    grow(store.log(), 8);
    store.close();
    restore(&kept, &target, Some(store.path())).unwrap();
    let opened = open(&target);
    assert!(
        matches!(opened, Err(OpenError::RolledBack { checkpoint: Size(108), size: Size(100) })),
        "{opened:?}"
    );
    assert!(matches!(verify(&target, None, None).outcome, Outcome::Tampered { .. }));
}

#[test]
fn a_restore_without_the_living_store_has_no_keys() {
    let (mut store, vault) = store_with_vault(10, 64);
    let [kept, target] = [store.beside("kept"), store.beside("target")];
    backup(store.log(), &vault, &kept, None).unwrap();
    store.close();
    drop(vault);
    assert!(!restore(&kept, &target, None).unwrap().joined);
    assert!(open(&target).is_err());
    assert!(matches!(Vault::open(&target, world()), Err(VaultError::MasterKey(_))));
    // When the keys are put there, from where they were kept
    for key in ["checkpoint.key", "checkpoint.vkey", "master.key"] {
        fs::copy(store.path().join("keys").join(key), target.join("keys").join(key)).unwrap();
    }
    assert_eq!(open(&target).unwrap().size(), Size(10));
    Vault::open(&target, world()).unwrap();
}

#[test]
fn a_backup_while_events_are_appended_is_one_moment_of_the_log() {
    let (store, vault) = store_with_vault(60, 64);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                grow(store.log(), 4);
            }
        });
        for round in 0..5 {
            let before = store.log().size();
            let kept = store.beside(&format!("kept{round}"));
            backup(store.log(), &vault, &kept, None).unwrap();
            let report = verify(&kept, None, None);
            assert_eq!(report.outcome, Outcome::Sound);
            assert!(report.size >= before);
            assert_eq!(report.root, store.log().root(report.size).unwrap());
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn unchanged_sealed_volumes_are_shared_with_the_predecessor() {
    let (mut store, vault) = store_with_vault(200, 64);
    let volume = |kept: &Path| fs::metadata(kept.join("log/00000000000000000064.redb")).unwrap();
    let [one, two] = [store.beside("one"), store.beside("two")];
    store.close();
    backup_closed(store.path(), &one, None).unwrap_or_else(|error| panic!("{error:?}"));
    drop(vault);
    let report = backup_closed(store.path(), &two, Some(&one)).unwrap();
    assert_eq!((report.volumes, report.shared), (4, 4));
    assert_eq!(volume(&one).ino(), volume(&two).ino());

    // When one of them is changed, it is copied.
    let path = store.volume(64);
    let mut bytes = fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    fs::write(&path, bytes).unwrap();
    let three = store.beside("three");
    let report = backup_closed(store.path(), &three, Some(&two)).unwrap();
    assert_eq!((report.volumes, report.shared), (4, 3));
    assert_ne!(volume(&one).ino(), volume(&three).ino());
}

#[test]
fn a_backup_of_a_closed_store_needs_no_key_and_nobody_inside() {
    let (mut store, vault) = store_with_vault(100, 64);
    let kept = store.beside("kept");
    let used = backup_closed(store.path(), &kept, None);
    assert!(matches!(used, Err(BackupError::InUse)));
    store.close();
    drop(vault);
    fs::remove_dir_all(store.path().join("keys")).unwrap();
    backup_closed(store.path(), &kept, None).unwrap();
    let again = store.beside("again");
    restore(&kept, &again, None).unwrap();
    let report = verify(&again, None, None);
    assert_eq!((report.outcome, report.size), (Outcome::Sound, Size(100)));
}

#[test]
fn what_holds_something_is_not_written_over() {
    let (store, vault) = store_with_vault(5, 64);
    let [kept, full] = [store.beside("kept"), store.beside("full")];
    fs::create_dir(&full).unwrap();
    fs::write(full.join("letter"), "dear").unwrap();
    let onto = backup(store.log(), &vault, &full, None);
    assert!(matches!(onto, Err(BackupError::NotEmpty)));
    backup(store.log(), &vault, &kept, None).unwrap();
    let again = backup(store.log(), &vault, &kept, None);
    assert!(matches!(again, Err(BackupError::NotEmpty)));
    assert!(matches!(restore(&kept, &full, None), Err(RestoreError::NotEmpty)));
    assert_eq!(files_of(&full).len(), 1);
    let foreign = backup(store.log(), &vault, &store.beside("new"), Some(&full));
    assert!(matches!(foreign, Err(BackupError::Predecessor)));
    let other = Store::running(5, 64);
    let strange = backup(other.log(), &vault, &store.beside("new"), Some(&kept));
    assert!(matches!(strange, Err(BackupError::Predecessor)));
}

#[test]
fn a_backup_that_is_not_whole_or_has_changed_is_not_restored() {
    let (store, vault) = store_with_vault(5, 64);
    let kept = store.beside("kept");
    backup(store.log(), &vault, &kept, None).unwrap();
    let manifest = fs::read_to_string(kept.join(MANIFEST_FILE)).unwrap();
    for (round, name) in
        ["log/00000000000000000000.redb", "vault/vault.redb", "store"].iter().enumerate()
    {
        let bytes = fs::read(kept.join(name)).unwrap();
        let mut changed = bytes.clone();
        changed[9] ^= 1;
        fs::write(kept.join(name), &changed).unwrap();
        let target = store.beside(&format!("target{round}"));
        let restored = restore(&kept, &target, None);
        assert!(matches!(restored, Err(RestoreError::Damaged { path }) if path == *name));
        assert!(!target.join("store").exists(), "half a restore is no store");
        fs::write(kept.join(name), &bytes).unwrap();
    }
    fs::write(kept.join(MANIFEST_FILE), manifest.replace("vault/", "../lt/")).unwrap();
    let missing = restore(&kept, &store.beside("none"), None);
    assert!(matches!(missing, Err(RestoreError::Missing)));
    fs::remove_file(kept.join(MANIFEST_FILE)).unwrap();
    let missing = restore(&kept, &store.beside("none"), None);
    assert!(matches!(missing, Err(RestoreError::Missing)));
    assert!(!store.beside("none").exists());
}

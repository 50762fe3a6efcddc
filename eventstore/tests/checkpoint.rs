//! Signed notes and checkpoints against the published examples, and the place they are kept.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]

use eventstore::{
    checkpoint::{CheckpointError, CheckpointStore, KEY_FILE, LATEST_FILE, Signer, SignerError},
    note::{Checkpoint, Note, NoteError, SignerKey, VerifierKey},
};
use std::{fs, os::unix::fs::PermissionsExt};

/// The example in the documentation of golang.org/x/mod/sumdb/note.
const NEUMANN_SECRET: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const NEUMANN: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NEUMANN_TEXT: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n";
const NEUMANN_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\
    \n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
/// The key of Go's checksum database.
const SUM_GOLANG: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

const ORIGIN: &str = "log.example.org/insyn";

fn signer() -> Signer {
    Signer::from_seed(ORIGIN, &[7; 32]).unwrap()
}

#[test]
fn the_published_note_is_made_and_checked() {
    let key = SignerKey::from_secret_text(NEUMANN_SECRET).unwrap();
    assert_eq!(key.verifier().to_string(), NEUMANN);
    assert_eq!(*key.to_secret_text(), NEUMANN_SECRET);
    assert_eq!(key.sign(NEUMANN_TEXT).unwrap().to_string(), NEUMANN_NOTE);

    let note: Note = NEUMANN_NOTE.parse().unwrap();
    assert_eq!(note.text(), NEUMANN_TEXT);
    assert_eq!(note.signatures()[0].name, "PeterNeumann");
    let verifier: VerifierKey = NEUMANN.parse().unwrap();
    assert_eq!(verifier.check(&note), Ok(()));
}

#[test]
fn the_key_of_the_go_checksum_database_is_read() {
    let key: VerifierKey = SUM_GOLANG.parse().unwrap();
    assert_eq!(key.name(), "sum.golang.org");
    assert_eq!(key.to_string(), SUM_GOLANG);
}

#[test]
fn a_published_checkpoint_is_read() {
    // Given the example of https://c2sp.org/tlog-checkpoint
    let text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let checkpoint = Checkpoint::parse(text).unwrap();
    assert_eq!(
        (checkpoint.origin.as_str(), checkpoint.size),
        ("example.com/behind-the-sofa", 20_852_163)
    );
    assert_eq!(checkpoint.to_text(), text);
    assert_eq!(Checkpoint::parse(&format!("{text}extension\n")).unwrap(), checkpoint);
}

#[test]
fn what_is_not_a_checkpoint_is_refused() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let wrong = [
        String::new(),
        format!("origin\n1\n{root}"),
        format!("origin\n01\n{root}\n"),
        format!("origin\n+1\n{root}\n"),
        format!("origin\n-1\n{root}\n"),
        format!("origin\n18446744073709551616\n{root}\n"),
        format!("\n1\n{root}\n"),
        "origin\n1\nAAAA\n".to_owned(),
        format!("origin\n1\n{root}\n\nextension\n"),
    ];
    for text in wrong {
        assert_eq!(Checkpoint::parse(&text), Err(NoteError::Checkpoint), "{text:?}");
    }
}

#[test]
fn malformed_keys_and_notes_are_refused() {
    let parse = |text: &str| text.parse::<VerifierKey>().map(drop);
    assert_eq!(parse("PeterNeumann"), Err(NoteError::Key));
    assert_eq!(parse(&NEUMANN.replace("c74f20a3", "c74f20a4")), Err(NoteError::KeyId));
    assert_eq!(parse(&NEUMANN.replace("+ARpc", "+BRpc")), Err(NoteError::Algorithm));
    assert_eq!(parse(&NEUMANN.replace("c74f20a3", "+74f20a3")), Err(NoteError::Key));
    assert_eq!(
        Signer::from_seed("a b", &[1; 32]).map(drop).unwrap_err().to_string(),
        "the signing key is not valid"
    );

    let wrong = [
        "no signature\n",
        "text\n\n",
        "text\n\n- PeterNeumann AAAA\n",
        "text\n\n\u{2014} PeterNeumann AAAA\n",
        "text\n\n\u{2014} PeterNeumann not base64\n",
        "te\txt\n\n\u{2014} PeterNeumann x08go/ZJ\n",
        "text\n\n\u{2014} PeterNeumann x08go/ZJ",
    ];
    for note in wrong {
        assert_eq!(note.parse::<Note>(), Err(NoteError::Note), "{note:?}");
    }
}

#[test]
fn every_changed_byte_of_a_checkpoint_is_noticed() {
    let note = signer().sign(12_345, [9; 32]);
    let verifier = signer().verifier().clone();
    assert_eq!(Checkpoint::open(&note, &verifier).unwrap().size, 12_345);
    for at in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[at] ^= 1;
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(Checkpoint::open(&changed, &verifier).is_err(), "byte {at}");
        }
    }
}

#[test]
fn another_key_or_origin_is_refused() {
    let note = signer().sign(1, [9; 32]);
    let other = Signer::from_seed("other.example.org", &[7; 32]).unwrap();
    let name = "other.example.org".to_owned();
    assert_eq!(Checkpoint::open(&note, other.verifier()), Err(NoteError::Unsigned { name }));

    let key = SignerKey::from_seed(ORIGIN, &[7; 32]).unwrap();
    let foreign = Checkpoint { origin: "elsewhere".into(), size: 1, root: [9; 32] };
    assert!(matches!(foreign.sign(&key), Err(NoteError::Origin { .. })));
    let forged = key.sign(&foreign.to_text()).unwrap().to_string();
    assert!(matches!(Checkpoint::open(&forged, key.verifier()), Err(NoteError::Origin { .. })));
}

#[test]
fn a_signer_is_made_once_and_read_back() {
    let keys = tempfile::tempdir().unwrap();
    assert!(matches!(Signer::load(keys.path()), Err(SignerError::Missing)));
    let made = Signer::create(keys.path(), ORIGIN, &[3; 32]).unwrap();
    let mode = fs::metadata(keys.path().join(KEY_FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let loaded = Signer::load(keys.path()).unwrap();
    assert_eq!(loaded.verifier(), made.verifier());
    assert_eq!(loaded.sign(4, [1; 32]), made.sign(4, [1; 32]));
    let again = Signer::create(keys.path(), ORIGIN, &[4; 32]);
    assert!(matches!(again, Err(SignerError::Exists)));
    assert!(!format!("{loaded:?}").contains("3, 3"));
}

#[test]
fn a_signing_key_that_others_may_read_is_refused() {
    let keys = tempfile::tempdir().unwrap();
    Signer::create(keys.path(), ORIGIN, &[3; 32]).unwrap();
    let path = keys.path().join(KEY_FILE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(Signer::load(keys.path()), Err(SignerError::Exposed { mode: 0o640 })));
}

#[test]
fn checkpoints_only_ever_grow() {
    let directory = tempfile::tempdir().unwrap();
    let verifier = || signer().verifier().clone();
    let store = CheckpointStore::open(directory.path(), verifier()).unwrap();
    assert_eq!(store.latest(), None);
    store.put(&signer().sign(10, [1; 32])).unwrap();
    store.put(&signer().sign(20, [2; 32])).unwrap();
    for size in [20, 15] {
        let refused = store.put(&signer().sign(size, [3; 32]));
        assert!(matches!(refused, Err(CheckpointError::NotGrowing { latest: 20, .. })));
    }
    let reopened = CheckpointStore::open(directory.path(), verifier()).unwrap();
    let latest = reopened.latest().unwrap();
    assert_eq!((latest.checkpoint.size, latest.checkpoint.root), (20, [2; 32]));
    assert_eq!(latest.note, signer().sign(20, [2; 32]));
}

#[test]
fn a_checkpoint_store_is_never_made_implicitly_and_believes_no_forgery() {
    let directory = tempfile::tempdir().unwrap();
    let verifier = || signer().verifier().clone();
    let missing = CheckpointStore::open(&directory.path().join("none"), verifier());
    assert!(matches!(missing, Err(CheckpointError::Missing)));
    fs::write(directory.path().join(LATEST_FILE), NEUMANN_NOTE).unwrap();
    let forged = CheckpointStore::open(directory.path(), verifier());
    assert!(matches!(forged, Err(CheckpointError::Invalid(NoteError::Unsigned { .. }))));
    let store = CheckpointStore::in_memory(verifier());
    assert!(matches!(store.put(NEUMANN_NOTE), Err(CheckpointError::Invalid(_))));
    assert_eq!(store.put(&signer().sign(0, [0; 32])).unwrap().size, 0);
}

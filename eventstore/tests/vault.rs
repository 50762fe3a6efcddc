//! The vault: keys, identities, sealing, and what must fail.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]

use eventstore::{
    CommandId, Envelope, EventId, KeyId, Position, RequestDigest, Sealed, SectionMeta, Stored,
    TypeCode, World,
    vault::{
        Identity, IdentityError, KeyName, KeysError, MASTER_KEY_FILE, MasterKey, MasterKeyError,
        MasterKeyFile, OpenSectionError, PLAINTEXT_MAX, Reserved, SealError, VAULT_FILE, Vault,
        VaultError, padded_len,
    },
};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use redb::{ReadableDatabase, ReadableTable};
use std::{
    collections::HashSet,
    fs,
    os::unix::fs::PermissionsExt,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

struct Scripted(Mutex<ChaCha20Rng>);

impl World for Scripted {
    fn now_us(&self) -> u64 {
        1_700_000_000_000_000
    }
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(bytes);
    }
}

fn world() -> Arc<dyn World> {
    Arc::new(Scripted(Mutex::new(ChaCha20Rng::seed_from_u64(1))))
}

const EVENT: EventId = EventId(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001));
const TYPE: TypeCode = TypeCode(258);

fn name(number: u32, class: u8) -> KeyName {
    let mut subject = [0; 16];
    subject[..4].copy_from_slice(&number.to_be_bytes());
    KeyName { subject, class }
}

fn sealed_by(vault: &Vault, key: KeyName, value: &[u8]) -> Sealed {
    let ids = vault.ensure_keys(&[key]).unwrap();
    vault.seal(EVENT, TYPE, 0, ids[0], value).unwrap()
}

/// The event as the log would hand it out, with one sealed section.
fn stored(sealed: &Sealed) -> Stored {
    use sha2::{Digest, Sha256};
    let meta = SectionMeta {
        key_id: sealed.key_id,
        key_commitment: sealed.key_commitment,
        padded_len: sealed.padded_len,
        ciphertext_hash: Sha256::digest(&sealed.ciphertext).into(),
    };
    let envelope = Envelope {
        schema: 1,
        command_id: CommandId(Uuid::nil()),
        request_digest: RequestDigest([0; 32]),
        actor: String::new(),
        cause: None,
        tags: Vec::new(),
        payload: Vec::new(),
        sections: vec![meta],
    };
    let body = [&[0; 16][..], &postcard::to_stdvec(&envelope).unwrap()].concat();
    Stored {
        position: Position(0),
        recorded_at: 0,
        id: EVENT,
        type_code: TYPE,
        leaf: [0; 67],
        body: Some(body),
        sections: vec![Some(sealed.ciphertext.clone())],
    }
}

fn opened(vault: &Vault, sealed: &Sealed) -> Result<Vec<u8>, OpenSectionError> {
    vault.open_section(&stored(sealed), 0).map(|value| value.to_vec())
}

#[test]
fn one_key_for_each_subject_and_class_forever() {
    let store = tempfile::tempdir().unwrap();
    let vault = Vault::create(store.path(), world()).unwrap();
    let names = [name(1, 0), name(1, 1), name(2, 0), name(1, 0)];
    let ids = vault.ensure_keys(&names).unwrap();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 3);
    assert_eq!(ids[0], ids[3]);
    assert_eq!(vault.ensure_keys(&names).unwrap(), ids);
    let sealed = vault.seal(EVENT, TYPE, 0, ids[0], b"Ada").unwrap();
    drop(vault);

    // When another process, with another source of randomness, opens the vault
    let later = Arc::new(Scripted(Mutex::new(ChaCha20Rng::seed_from_u64(2))));
    let vault = Vault::open(store.path(), later).unwrap();
    assert_eq!(vault.ensure_keys(&names).unwrap(), ids);
    assert_eq!(opened(&vault, &sealed).unwrap(), b"Ada");
    assert_eq!(vault.seal(EVENT, TYPE, 0, ids[0], b"Ada").unwrap(), sealed);
}

#[test]
fn what_is_sealed_opens_as_it_was_and_nowhere_else() {
    let vault = Vault::in_memory(world()).unwrap();
    let sealed = sealed_by(&vault, name(1, 0), "Åsa Öberg".as_bytes());
    assert_eq!(opened(&vault, &sealed).unwrap(), "Åsa Öberg".as_bytes());

    let mut event = stored(&sealed);
    event.id = EventId(Uuid::from_u128(9));
    assert!(matches!(vault.open_section(&event, 0), Err(OpenSectionError::Tampered)));
    let mut event = stored(&sealed);
    event.type_code = TypeCode(259);
    assert!(matches!(vault.open_section(&event, 0), Err(OpenSectionError::Tampered)));
    let other = Vault::in_memory(world()).unwrap();
    assert!(matches!(opened(&other, &sealed), Err(OpenSectionError::KeyGone)));
}

#[test]
fn every_changed_part_of_a_section_is_noticed() {
    let vault = Vault::in_memory(world()).unwrap();
    let sealed = sealed_by(&vault, name(1, 0), b"Ada");
    let tampered = |change: &dyn Fn(&mut Sealed)| {
        let mut changed = sealed.clone();
        change(&mut changed);
        matches!(opened(&vault, &changed), Err(OpenSectionError::Tampered))
    };
    for at in 0..sealed.ciphertext.len() {
        assert!(tampered(&|it| it.ciphertext[at] ^= 1), "byte {at}");
    }
    assert!(tampered(&|it| it.key_commitment[0] ^= 1));
    assert!(tampered(&|it| it.padded_len += 1));
    assert!(tampered(&|it| it.ciphertext.truncate(20)));
    assert!(tampered(&|it| it.ciphertext.clear()));
    let other = vault.ensure_keys(&[name(2, 0)]).unwrap()[0];
    assert!(tampered(&|it| it.key_id = other));

    // The ciphertext beside the body is not the one that the body names.
    let mut event = stored(&sealed);
    event.sections = vec![Some(sealed_by(&vault, name(1, 0), b"Eva").ciphertext)];
    assert!(matches!(vault.open_section(&event, 0), Err(OpenSectionError::Tampered)));
}

#[test]
fn removed_and_unknown_sections_say_so() {
    let vault = Vault::in_memory(world()).unwrap();
    let sealed = sealed_by(&vault, name(1, 0), b"Ada");
    let mut event = stored(&sealed);
    let unknown = vault.open_section(&event, 1);
    assert!(matches!(unknown, Err(OpenSectionError::NoSection { section: 1 })));
    event.sections[0] = None;
    assert!(matches!(vault.open_section(&event, 0), Err(OpenSectionError::Redacted)));
    event.body = None;
    assert!(matches!(vault.open_section(&event, 0), Err(OpenSectionError::Redacted)));
}

#[test]
fn a_key_the_vault_does_not_hold_seals_nothing() {
    let vault = Vault::in_memory(world()).unwrap();
    let unknown = vault.seal(EVENT, TYPE, 0, KeyId([9; 16]), b"Ada");
    assert!(matches!(unknown, Err(SealError::KeyGone)));
    let id = vault.ensure_keys(&[name(1, 0)]).unwrap()[0];
    let long = vault.seal(EVENT, TYPE, 0, id, &vec![0; PLAINTEXT_MAX + 1]);
    assert!(matches!(long, Err(SealError::TooLong { .. })));
    let longest = vault.seal(EVENT, TYPE, 0, id, &vec![7; PLAINTEXT_MAX]).unwrap();
    assert_eq!(opened(&vault, &longest).unwrap(), vec![7; PLAINTEXT_MAX]);
}

#[test]
fn short_values_all_have_one_length() {
    let vault = Vault::in_memory(world()).unwrap();
    let lengths: HashSet<usize> = ["Bo", "Maximilian-Alexander", ""]
        .map(|value| sealed_by(&vault, name(1, 0), value.as_bytes()).ciphertext.len())
        .into();
    assert_eq!(lengths, HashSet::from([32 + 16]));
    assert_eq!([0, 28, 29, 60, 61, 1000, 5000].map(padded_len), [32, 32, 64, 64, 96, 1024, 5120]);
}

#[test]
fn an_erased_subject_gets_nothing_more() {
    let store = tempfile::tempdir().unwrap();
    let vault = Vault::create(store.path(), world()).unwrap();
    let key = name(1, 0);
    let id = vault.ensure_keys(&[key]).unwrap()[0];
    vault.entomb(key.subject).unwrap();
    vault.entomb(key.subject).unwrap();
    let refused_by = |vault: &Vault| {
        assert!(vault.is_erased(&key.subject));
        let keys = vault.ensure_keys(&[name(2, 0), key]);
        assert!(matches!(keys, Err(KeysError::Erased { index: 1 })));
        let class = vault.ensure_keys(&[name(1, 7)]);
        assert!(matches!(class, Err(KeysError::Erased { index: 0 })));
        assert!(matches!(vault.seal(EVENT, TYPE, 0, id, b"Ada"), Err(SealError::Erased)));
        let identity = Identity { namespace: "civic", value: "x", subject: key.subject };
        let reserved = vault.reserve(&[identity]);
        assert!(matches!(reserved, Err(IdentityError::Erased { index: 0 })));
    };
    refused_by(&vault);
    drop(vault);
    refused_by(&Vault::open(store.path(), world()).unwrap());
}

#[test]
fn an_identity_leads_to_one_subject_within_its_namespace() {
    let vault = Vault::in_memory(world()).unwrap();
    let [one, two] = [name(1, 0).subject, name(2, 0).subject];
    let civic = |value, subject| Identity { namespace: "civic", value, subject };
    let reserved = vault
        .reserve(&[
            civic("TF-1", one),
            civic("TF-1", two),
            Identity { namespace: "school-id", value: "TF-1", subject: two },
        ])
        .unwrap();
    assert_eq!(reserved, [Reserved::New, Reserved::Existing(one), Reserved::New]);
    assert_eq!(vault.reserve(&[civic("TF-1", two)]).unwrap(), [Reserved::Existing(one)]);
    assert_eq!(vault.find("civic", "TF-1").unwrap(), Some(one));
    assert_eq!(vault.find("school-id", "TF-1").unwrap(), Some(two));
    assert_eq!(vault.find("civic", "TF-2").unwrap(), None);
    let nameless = vault.reserve(&[Identity { namespace: "", value: "x", subject: one }]);
    assert!(matches!(nameless, Err(IdentityError::Namespace { index: 0 })));
}

#[test]
fn a_rectified_identity_takes_the_place_of_the_old_one() {
    let vault = Vault::in_memory(world()).unwrap();
    let [one, two] = [name(1, 0).subject, name(2, 0).subject];
    let civic = |value, subject| Identity { namespace: "civic", value, subject };
    vault.reserve(&[civic("temporary", one), civic("taken", two)]).unwrap();

    let taken = vault.replace(&civic("temporary", one), "taken");
    assert!(matches!(taken, Err(IdentityError::Taken { by }) if by == two));
    let foreign = vault.replace(&civic("taken", one), "real");
    assert!(matches!(foreign, Err(IdentityError::NotHeld)));

    vault.replace(&civic("temporary", one), "real").unwrap();
    vault.replace(&civic("temporary", one), "real").unwrap();
    assert_eq!(vault.find("civic", "real").unwrap(), Some(one));
    assert_eq!(vault.find("civic", "temporary").unwrap(), None);
}

#[test]
fn a_digest_is_the_vaults_own_and_the_same_forever() {
    let store = tempfile::tempdir().unwrap();
    let vault = Vault::create(store.path(), world()).unwrap();
    let digest = vault.digest(b"request");
    assert_ne!(digest, vault.digest(b"request."));
    drop(vault);
    assert_eq!(Vault::open(store.path(), world()).unwrap().digest(b"request"), digest);
    let other = Arc::new(Scripted(Mutex::new(ChaCha20Rng::seed_from_u64(2))));
    assert_ne!(Vault::in_memory(other).unwrap().digest(b"request"), digest);
}

#[test]
fn nothing_is_made_by_opening_and_nothing_made_twice() {
    let store = tempfile::tempdir().unwrap();
    assert!(matches!(Vault::open(store.path(), world()), Err(VaultError::Missing)));
    assert_eq!(fs::read_dir(store.path()).unwrap().count(), 0);
    let vault = Vault::create(store.path(), world()).unwrap();
    assert!(matches!(Vault::create(store.path(), world()), Err(VaultError::Exists)));
    assert!(matches!(Vault::open(store.path(), world()), Err(VaultError::InUse)));
    assert_eq!(format!("{vault:?}"), "Vault { .. }");
}

#[test]
fn the_master_key_must_be_the_owners_alone_and_the_right_one() {
    let store = tempfile::tempdir().unwrap();
    drop(Vault::create(store.path(), world()).unwrap());
    let path = store.path().join(MASTER_KEY_FILE);
    let open = || match Vault::open(store.path(), world()) {
        Err(VaultError::MasterKey(error)) => error,
        other => panic!("the key should have been refused, not {other:?}"),
    };
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).unwrap();
    assert!(matches!(open(), MasterKeyError::Exposed { mode: 0o604 }));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&path, "insyn-master-key-1 AAAA\n").unwrap();
    assert!(matches!(open(), MasterKeyError::Malformed));
    fs::remove_file(&path).unwrap();
    assert!(matches!(open(), MasterKeyError::Missing));
    let other = Arc::new(Scripted(Mutex::new(ChaCha20Rng::seed_from_u64(5))));
    MasterKeyFile::create(&path, &*other).unwrap();
    assert!(matches!(open(), MasterKeyError::Wrong));
    assert!(matches!(MasterKeyFile::create(&path, &*other), Err(MasterKeyError::Exists)));
}

#[test]
fn a_wrapped_secret_is_bound_to_its_context() {
    let key = MasterKeyFile::random(&*world());
    let wrapped = key.wrap(b"one", &[5; 32]).unwrap();
    assert_eq!(*key.unwrap(b"one", &wrapped).unwrap(), [5; 32]);
    assert!(matches!(key.unwrap(b"two", &wrapped), Err(MasterKeyError::Wrong)));
    assert!(!format!("{key:?}").contains('['));
}

#[test]
fn another_file_is_not_taken_for_a_vault() {
    let store = tempfile::tempdir().unwrap();
    drop(Vault::create(store.path(), world()).unwrap());
    let path = store.path().join(VAULT_FILE);
    fs::write(&path, b"something else, long enough to be looked at".repeat(300)).unwrap();
    assert!(matches!(Vault::open(store.path(), world()), Err(VaultError::Foreign)));
    fs::remove_file(&path).unwrap();
    drop(redb::Database::create(&path).unwrap());
    assert!(matches!(Vault::open(store.path(), world()), Err(VaultError::Foreign)));
}

#[test]
fn a_flip_anywhere_in_the_file_opens_to_the_right_values_or_not_at_all() {
    let store = tempfile::tempdir().unwrap();
    let vault = Vault::create(store.path(), world()).unwrap();
    let names: Vec<KeyName> = (0..50).map(|number| name(number, 0)).collect();
    let sealed = sealed_by(&vault, names[7], b"Ada");
    let ids = vault.ensure_keys(&names).unwrap();
    drop(vault);
    let path = store.path().join(VAULT_FILE);
    let bytes = fs::read(&path).unwrap();
    let mut refused = 0;
    for at in (0..bytes.len().min(4096)).step_by(61).chain((4096..bytes.len()).step_by(4001)) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&path, &flipped).unwrap();
        match Vault::open(store.path(), world()) {
            Ok(vault) => {
                assert_eq!(vault.ensure_keys(&names).unwrap(), ids, "byte {at}");
                assert_eq!(opened(&vault, &sealed).unwrap(), b"Ada", "byte {at}");
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 0);
}

#[test]
fn a_newer_vault_is_refused() {
    let store = tempfile::tempdir().unwrap();
    drop(Vault::create(store.path(), world()).unwrap());
    let database = redb::Database::open(store.path().join(VAULT_FILE)).unwrap();
    let transaction = database.begin_write().unwrap();
    let meta = redb::TableDefinition::<&str, &[u8]>::new("meta");
    transaction.open_table(meta).unwrap().insert("format", &2_u32.to_be_bytes()[..]).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let newer = Vault::open(store.path(), world());
    assert!(matches!(newer, Err(VaultError::Newer { format: 2 })));
}

#[test]
fn the_file_holds_neither_value_nor_key() {
    let store = tempfile::tempdir().unwrap();
    let vault = Vault::create(store.path(), world()).unwrap();
    let identity = Identity { namespace: "civic", value: "20150102TF01", subject: [1; 16] };
    vault.reserve(&[identity]).unwrap();
    assert!(!format!("{identity:?}").contains("TF01"));
    drop(vault);
    let bytes = fs::read(store.path().join(VAULT_FILE)).unwrap();
    assert!(!bytes.windows(12).any(|window| window == b"20150102TF01"));
}

/// A world whose random bytes are all 7: every secret of the vault is then known.
struct Sevens;

impl World for Sevens {
    fn now_us(&self) -> u64 {
        9
    }
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The expected bytes were made by another implementation (the Python package `cryptography`) from
/// `docs/storage.md` alone. If they change, no vault that exists can be read.
#[test]
fn keys_wrapping_and_sections_are_the_documented_bytes() {
    let store = tempfile::tempdir().unwrap();
    let vault = Vault::create(store.path(), Arc::new(Sevens)).unwrap();
    let key = KeyName { subject: [1; 16], class: 2 };
    let sealed = sealed_by(&vault, key, b"Ada");
    vault.reserve(&[Identity { namespace: "civic", value: "TF-1", subject: [1; 16] }]).unwrap();
    vault.entomb([5; 16]).unwrap();
    assert_eq!((sealed.key_id, sealed.padded_len), (KeyId([7; 16]), 32));
    assert_eq!(
        hex(&sealed.ciphertext),
        "2dca60d5555f0e347d2a8292cb449c9ed51cf69697c64788e503ebc81f904761\
         c8b33967da4798426d26e47b5deeb72c"
    );
    assert_eq!(
        hex(&sealed.key_commitment),
        "d341755424ca647bc9f0c6c063afdaab64e80f151e6b1a238cc54d64e5037f09"
    );
    assert_eq!(
        hex(&vault.digest(b"request")),
        "b16d439685f23014169cf9a299a16e5b759eeffa587a4d4633d548312aa3b1f7"
    );
    drop(vault);

    let rows = redb::ReadOnlyDatabase::open(store.path().join(VAULT_FILE)).unwrap();
    let rows = rows.begin_read().unwrap();
    let meta = rows.open_table(redb::TableDefinition::<&str, &[u8]>::new("meta")).unwrap();
    assert_eq!(meta.get("format").unwrap().unwrap().value(), [0, 0, 0, 1]);
    assert_eq!(
        hex(meta.get("root").unwrap().unwrap().value()),
        "948c0866ad2c161e29676bba1442eb03e599408b5fd1ab3bac980403f983e353\
         fecdc079d38c5c014de4bcb8d928ce1d"
    );
    let keys = redb::TableDefinition::<&[u8; 16], &[u8; 65]>::new("keys");
    let row = *rows.open_table(keys).unwrap().get(&[7; 16]).unwrap().unwrap().value();
    assert_eq!(row[..17], [&[1; 16][..], &[2]].concat());
    assert_eq!(
        hex(&row[17..]),
        "34cfd719ce3c7281dd2e3b2b34a7cb603b8cb246e867ea0c28209ca1e7b98927\
         6029b07bed570f3ae45ae269d226de0d"
    );
    let identities = redb::TableDefinition::<&[u8; 32], &[u8; 16]>::new("identities");
    let identities = rows.open_table(identities).unwrap();
    let (hash, subject) = identities.first().unwrap().unwrap();
    assert_eq!(
        hex(hash.value()),
        "65963a2c2c409a72710651548e90ebe0a92a19b5e429dd05cd4bdf08821271f4"
    );
    assert_eq!(*subject.value(), [1; 16]);
    let erased = redb::TableDefinition::<&[u8; 16], u64>::new("erased");
    assert_eq!(rows.open_table(erased).unwrap().get(&[5; 16]).unwrap().unwrap().value(), 9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_value_comes_back(value in prop::collection::vec(any::<u8>(), 0..3000), section: u8) {
        let vault = Vault::in_memory(world()).unwrap();
        let id = vault.ensure_keys(&[name(1, 3)]).unwrap()[0];
        let sealed = vault.seal(EVENT, TYPE, section, id, &value).unwrap();
        prop_assert_eq!(sealed.ciphertext.len(), padded_len(value.len()) + 16);
        let answer = opened(&vault, &sealed);
        if section == 0 {
            prop_assert_eq!(answer.unwrap(), value);
        } else {
            prop_assert!(matches!(answer, Err(OpenSectionError::Tampered)));
        }
    }

    #[test]
    fn padding_wastes_little(len in 0_usize..200_000) {
        let padded = padded_len(len);
        prop_assert!(padded >= len + 4);
        prop_assert!(padded.is_multiple_of(32));
        prop_assert!(padded <= (len + 4) * 112 / 100 + 32);
    }
}

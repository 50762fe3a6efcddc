//! The bytes that last: a leaf, a body, a record, an index key. If one of these fails, stored logs
//! can no longer be read; the code is wrong then, not the test.

use crate::support::{Place, append, event, tag};
use eventstore::record::{Leaf, SALT_LEN};
use eventstore::tree::leaf_hash;
use eventstore::{
    Append, CommandId, DecodeError, Envelope, EnvelopeRef, EventId, KeyId, NewEvent, Position,
    RequestDigest, Sealed, Stored, TypeCode,
};
use uuid::Uuid;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn leaf() -> Leaf {
    Leaf {
        position: Position(0x0102_0304),
        recorded_at: 0x0005_d0a1_b2c3_d4e5,
        id: EventId(Uuid::from_u128(0x0198_f3a4_0000_7000_8000_0000_0000_0001)),
        type_code: TypeCode(0x0203),
        commitment: [0xcc; 32],
    }
}

#[test]
fn a_leaf_has_these_bytes() {
    let expected = concat!(
        "01",
        "0000000001020304",
        "0005d0a1b2c3d4e5",
        "0198f3a4000070008000000000000001",
        "0203",
        "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
    );
    assert_eq!(hex(&leaf().encode()), expected);
    assert_eq!(Leaf::decode(&leaf().encode()).unwrap(), leaf());
}

#[test]
fn a_leaf_of_another_version_is_an_error() {
    let mut bytes = leaf().encode();
    bytes[0] = 2;
    assert_eq!(Leaf::decode(&bytes), Err(DecodeError::Version(2)));
}

/// An event that uses every field.
fn full_event() -> NewEvent {
    NewEvent {
        schema: 300,
        actor: "clerk".to_owned(),
        cause: Some(Position(200)),
        tags: vec![tag("a"), tag("b:c")],
        payload: vec![0xee; 3],
        sections: vec![Sealed {
            key_id: KeyId([1; 16]),
            key_commitment: [2; 32],
            padded_len: 256,
            ciphertext: vec![3; 4],
        }],
        ..event(7, &[])
    }
}

fn stored() -> Stored {
    let log = Place::in_memory().create();
    let full = Append {
        command_id: CommandId(Uuid::from_u128(0xabcd)),
        request_digest: RequestDigest([0xdd; 32]),
        ..append(0, vec![full_event()])
    };
    log.append(full).unwrap();
    log.get(Position(0)).unwrap().unwrap()
}

#[test]
fn a_body_has_these_bytes() {
    let body = stored().body.unwrap();
    let expected = concat!(
        "ac02",                             // schema 300
        "0000000000000000000000000000abcd", // command id
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
        "05636c65726b",                     // actor "clerk"
        "01c801",                           // cause 200
        "02016103623a63",                   // tags "a", "b:c"
        "03eeeeee",                         // payload
        "01",                               // one section
        "01010101010101010101010101010101", // key id
        "0202020202020202020202020202020202020202020202020202020202020202",
        "8002", // padded length 256, then SHA-256 of the ciphertext
        "5d7c2f3d9613121977266f80ec7258fa83cb534f57aadebdf4e41b8dfd8aaa53",
    );
    let (salt, envelope) = body.split_at(SALT_LEN);
    assert_ne!(salt, [0; SALT_LEN]);
    assert_eq!(hex(envelope), expected);
}

#[test]
fn a_record_frames_leaf_body_and_sections() {
    let stored = stored();
    let body = stored.body.clone().unwrap();
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    let hash = leaf_hash(&stored.leaf);
    let check = &hash[..8];
    let expected = [&stored.leaf[..], &length, &body, &[1], &[0, 0, 0, 4], &[3; 4], check].concat();
    assert_eq!(stored.to_record(), expected);
    assert_eq!(Stored::from_record(&expected).unwrap(), stored);
    let redacted = Stored { body: None, sections: vec![None], ..stored };
    let bytes = [&redacted.leaf[..], &[0xff; 4], &[1], &[0xff; 4], check].concat();
    assert_eq!(redacted.to_record(), bytes);
    assert_eq!(Stored::from_record(&bytes).unwrap(), redacted);
    assert_eq!(redacted.envelope(), Err(DecodeError::Redacted));
}

/// What is written and read by hand is postcard, as serde has it.
#[test]
fn an_envelope_is_plain_postcard() {
    let stored = stored();
    let bytes = &stored.body.as_ref().unwrap()[SALT_LEN..];
    let envelope: Envelope = postcard::from_bytes(bytes).unwrap();
    assert_eq!(envelope, stored.envelope().unwrap());
    assert_eq!(postcard::to_stdvec(&envelope).unwrap(), bytes);
}

#[test]
fn a_body_cut_or_lengthened_anywhere_is_an_error() {
    let body = stored().body.unwrap();
    for length in 0..body.len() {
        assert!(EnvelopeRef::decode(&body[..length]).is_err(), "{length} bytes");
    }
    assert_eq!(EnvelopeRef::decode(&[&body[..], &[0]].concat()), Err(DecodeError::Trailing));
}

#[test]
fn no_flipped_byte_makes_decoding_panic() {
    let record = stored().to_record();
    for at in 0..record.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = record.clone();
            bytes[at] ^= flip;
            if let Ok(stored) = Stored::from_record(&bytes) {
                drop(stored.envelope());
            }
        }
    }
}

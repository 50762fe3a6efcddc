//! The clock and randomness: the only place in the program that asks for either.

use std::time::{SystemTime, UNIX_EPOCH};

use eventstore::World;

/// The machine's clock and the operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemWorld;

impl World for SystemWorld {
    fn now_us(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
    }

    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no salt or key may be made: there is nothing sound to go on with.
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// A new id of the kind that sorts by time (UUIDv7, RFC 9562).
#[must_use]
pub fn new_uuid(world: &dyn World) -> uuid::Uuid {
    uuid_at(world, world.now_us())
}

/// A new id of a given moment, in microseconds since 1970.
#[must_use]
pub fn uuid_at(world: &dyn World, now_us: u64) -> uuid::Uuid {
    let mut random = [0; 10];
    world.fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(now_us / 1000, &random).into_uuid()
}

/// A new pseudonym: sixteen random bytes, without a time in them.
///
/// Ids of people are not UUIDv7: the moment of enrolment would tell siblings apart.
#[must_use]
pub fn new_pseudonym(world: &dyn World) -> [u8; 16] {
    let mut random = [0; 16];
    world.fill(&mut random);
    uuid::Builder::from_random_bytes(random).into_uuid().into_bytes()
}

/// A command's id derived from what it is about, so that a repeated import asks with the same id.
#[must_use]
pub fn derived_uuid(digest: [u8; 32]) -> uuid::Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

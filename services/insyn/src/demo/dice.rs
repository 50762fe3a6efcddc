//! Chance and ids, both from the seed alone.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// All chance of one municipality, in whole numbers so that every machine draws the same.
pub(super) struct Dice {
    stream: ChaCha8Rng,
}

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self { stream: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// 0 to `count` - 1; 0 where `count` is 0.
    pub(super) fn below(&mut self, count: u32) -> u32 {
        let scaled = u64::from(self.stream.next_u32()) * u64::from(count);
        u32::try_from(scaled >> 32).unwrap_or(0)
    }

    /// An index into something of that length; 0 where it is empty.
    pub(super) fn index(&mut self, length: usize) -> usize {
        let count = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(count)).unwrap_or(0)
    }

    /// `least` to `most`, both included.
    pub(super) fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = u32::try_from(most.saturating_sub(least).saturating_add(1)).unwrap_or(1);
        least.saturating_add(i32::try_from(self.below(span)).unwrap_or(0))
    }

    /// True that many times of a thousand.
    pub(super) fn permille(&mut self, chance: u32) -> bool {
        self.below(1_000) < chance
    }

    /// One of them, which must not be empty.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    /// Normal, mean 0 and standard deviation 1,000: twelve even draws, as accurate as is needed here.
    pub(super) fn normal(&mut self) -> i32 {
        let mut sum: i64 = 0;
        for _ in 0..6 {
            let draw = self.stream.next_u32();
            sum += i64::from(draw & 0xffff) + i64::from(draw >> 16);
        }
        i32::try_from((sum - 6 * 0xffff) * 1_000 / 0x1_0000).unwrap_or(0)
    }
}

/// What an id is for; each kind has ids of its own.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Pupil = 1,
    Staff = 2,
    Guardian = 3,
    Class = 4,
    Commitment = 5,
    Identity = 6,
    Programme = 7,
    Dialogue = 8,
    Seminar = 9,
    Coaching = 10,
    Development = 11,
    Analysis = 12,
    Measure = 13,
    Report = 14,
    Debate = 15,
    Decision = 16,
    Draft = 17,
}

/// How many ids of each kind have been given out.
#[derive(Default)]
pub(super) struct Given([usize; 18]);

impl Given {
    /// The number of the next of a kind.
    pub(super) fn next(&mut self, kind: Kind) -> usize {
        let count = &mut self.0[kind as usize];
        *count += 1;
        *count - 1
    }
}

/// Sixteen bytes for the `number`-th of a kind: a UUID of version 8, whose bits are our own.
pub(super) fn id(seed: u64, kind: Kind, number: usize) -> [u8; 16] {
    let [high, low] = scatter(seed, kind, number);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&high.to_be_bytes());
    bytes[8..].copy_from_slice(&low.to_be_bytes());
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    bytes
}

/// Two well-mixed words of a kind and number (SplitMix64, Steele, Lea and Flood 2014).
pub(super) fn scatter(seed: u64, kind: Kind, number: usize) -> [u64; 2] {
    let number = u64::try_from(number).unwrap_or(u64::MAX);
    let start = mix(seed ^ mix(kind as u64)).wrapping_add(number.wrapping_mul(GOLDEN));
    [mix(start), mix(mix(start.wrapping_add(GOLDEN)) ^ number)]
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

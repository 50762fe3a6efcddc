//! Identifiers: pseudonymous 16-byte ids, short readable codes, and the field's natural keys.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::calendar::SchoolYear;

/// Why a text is no identifier of the wanted kind. Never repeats the text: it may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {expected}")]
pub struct InvalidId {
    /// What was wanted, in the words of the field.
    pub expected: &'static str,
}

macro_rules! id16 {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        ///
        /// Sixteen bytes without meaning (a UUID made by the shell); text form: 32 hexadecimal digits.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The id with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The sixteen bytes.
            #[must_use]
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", uuid::Uuid::from_bytes(self.0).simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                uuid::Uuid::try_parse(text)
                    .map(|id| Self(id.into_bytes()))
                    .map_err(|_| InvalidId { expected: $expected })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    self.0.serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                    text.parse().map_err(de::Error::custom)
                } else {
                    <[u8; 16]>::deserialize(deserializer).map(Self)
                }
            }
        }
    };
}

id16! {
    /// A pupil's pseudonym, the same through all schools of the municipality.
    PupilId, "pupil id"
}
id16! {
    /// A member of staff.
    StaffId, "staff id"
}
id16! {
    /// A guardian (vårdnadshavare).
    GuardianId, "guardian id"
}
id16! {
    /// A class (Klass). Teaching groups never carry results and have no id here.
    ClassId, "class id"
}
id16! {
    /// A commitment (åtagande) through all its versions.
    CommitmentId, "commitment id"
}

id16! {
    /// An action programme's case, from concern to end.
    ProgrammeId, "programme id"
}
id16! {
    /// A talk with guardians.
    DialogueId, "dialogue id"
}
id16! {
    /// A seminar.
    SeminarId, "seminar id"
}
id16! {
    /// A coaching (handledning).
    CoachingId, "coaching id"
}
id16! {
    /// Support offered, or a development of the staff.
    DevelopmentId, "development id"
}
id16! {
    /// A school unit's analysis of results.
    AnalysisId, "analysis id"
}
id16! {
    /// A measure (åtgärd).
    MeasureId, "measure id"
}
id16! {
    /// A report to a committee.
    ReportId, "report id"
}
id16! {
    /// A public debate.
    DebateId, "debate id"
}
id16! {
    /// A committee's decision.
    DecisionId, "decision id"
}

/// A short text held inline: 1 to `N` characters of `A-Z a-z 0-9 . _ -`, cheap to copy and compare.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text<const N: usize> {
    length: u8,
    bytes: [u8; N],
}

impl<const N: usize> Text<N> {
    /// The text, if it is 1 to `N` characters of the allowed alphabet.
    pub fn new(text: &str) -> Result<Self, InvalidId> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        let length = u8::try_from(text.len()).ok().filter(|n| *n > 0 && usize::from(*n) <= N);
        match length {
            Some(length) if text.bytes().all(allowed) => {
                let mut bytes = [0; N];
                bytes[..text.len()].copy_from_slice(text.as_bytes());
                Ok(Self { length, bytes })
            }
            _ => Err(InvalidId { expected: "short code (letters, digits, '.', '_' and '-')" }),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl<const N: usize> PartialOrd for Text<N> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> Ord for Text<N> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl<const N: usize> FromStr for Text<N> {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Self::new(text)
    }
}

impl<const N: usize> Serialize for Text<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Reads a string without allocating where the format lends it.
struct TextVisitor<const N: usize>;

impl<const N: usize> de::Visitor<'_> for TextVisitor<N> {
    type Value = Text<N>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a code of 1 to {N} characters")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<N>, E> {
        Text::new(text).map_err(E::custom)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Text<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// Four characters, text because of its leading zero ("0126").
pub type MunicipalityCode = Text<4>;
/// A district's (kommundel) code, chosen by the municipality ("norr").
pub type DistrictId = Text<24>;
/// A committee's (nämnd) code, chosen by the municipality ("utbildningsnamnden").
pub type CommitteeId = Text<24>;
/// An assessment instrument ("lus").
pub type Instrument = Text<8>;
/// One of the year's rounds ("september").
pub type Occasion = Text<12>;
/// A point of a scale edition ("18a").
pub type PointCode = Text<4>;
/// An edition of a scale ("lus-1").
pub type EditionId = Text<12>;

/// A knowledge right's code, chosen by the municipality ("lasa-ak3").
pub type RightId = Text<24>;
/// A required knowledge's code, chosen by the municipality ("lus-bedomare").
pub type RequirementId = Text<24>;
/// A rule of the follow-up process ("shortfall").
pub type RuleName = Text<24>;
/// A language by its BCP 47 tag ("sv", "so", "zh-Hans").
pub type LanguageTag = Text<12>;

/// A SHA-256 digest; text form: 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// Bytes of a document. In JSON: hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Bytes(pub Vec<u8>);

/// Two hexadecimal digits for each byte.
fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// The bytes of hexadecimal digits in pairs.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pair = |pair: &[u8]| match pair {
        [high, low] => {
            let digit = |d: &u8| char::from(*d).to_digit(16).and_then(|d| u8::try_from(d).ok());
            Some(digit(high)? << 4 | digit(low)?)
        }
        _ => None,
    };
    digits.chunks(2).map(pair).collect()
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let bytes = unhex(text).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(InvalidId { expected: "digest (64 hexadecimal digits)" })
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}

impl FromStr for Bytes {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        unhex(text).map(Self).ok_or(InvalidId { expected: "bytes (hexadecimal digits)" })
    }
}

macro_rules! text_or {
    ($name:ident, $read:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    self.0.serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                    text.parse().map_err(de::Error::custom)
                } else {
                    $read(deserializer).map(Self)
                }
            }
        }
    };
}
text_or!(Digest, <[u8; 32]>::deserialize);
text_or!(Bytes, run_of_bytes);

/// Bytes as one run: postcard writes a list of bytes and a run of them alike, and reads the run at once. A chain
/// of events looks at thousands of documents, each of many thousand bytes.
fn run_of_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    struct Run;
    impl de::Visitor<'_> for Run {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("bytes")
        }

        fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }
    deserializer.deserialize_bytes(Run)
}

/// School unit code (skolenhetskod): eight digits without meaning, given by Statistics Sweden.
///
/// A school that changes code is a new unit with a successor link, as in the national register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolUnitCode(u32);

impl SchoolUnitCode {
    /// The code with this number, if it has at most eight digits.
    pub fn new(number: u32) -> Result<Self, InvalidId> {
        if number < 100_000_000 { Ok(Self(number)) } else { Err(Self::INVALID) }
    }

    const INVALID: InvalidId = InvalidId { expected: "school unit code (8 digits)" };

    /// The code as a number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for SchoolUnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

impl fmt::Debug for SchoolUnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SchoolUnitCode({self})")
    }
}

impl FromStr for SchoolUnitCode {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            text.parse().map(Self).map_err(|_| Self::INVALID)
        } else {
            Err(Self::INVALID)
        }
    }
}

impl Serialize for SchoolUnitCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for SchoolUnitCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
            text.parse().map_err(de::Error::custom)
        } else {
            u32::deserialize(deserializer).and_then(|n| Self::new(n).map_err(de::Error::custom))
        }
    }
}

/// A round (bedömningstillfälle) of one instrument.
///
/// Text form `2025/26:september`, with `:instrument` after it where that is not `lus`; in an
/// address `2025-26:september`. Both are read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoundId {
    /// The school year it belongs to.
    pub year: SchoolYear,
    /// Which of the year's rounds.
    pub occasion: Occasion,
    /// What is used to assess.
    pub instrument: Instrument,
}

/// The instrument of a round whose text form names none.
pub const DEFAULT_INSTRUMENT: &str = "lus";

impl RoundId {
    /// The form for addresses: `2025-26:september`.
    #[must_use]
    pub fn slug(&self) -> String {
        self.to_string().replacen('/', "-", 1)
    }
}

impl fmt::Display for RoundId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.year, self.occasion)?;
        if self.instrument.as_str() != DEFAULT_INSTRUMENT {
            write!(f, ":{}", self.instrument)?;
        }
        Ok(())
    }
}

impl fmt::Debug for RoundId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RoundId({self})")
    }
}

impl FromStr for RoundId {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let wrong = InvalidId { expected: "round (as 2025/26:september)" };
        let mut parts = text.split(':');
        let year = parts.next().unwrap_or_default().parse().map_err(|_| wrong)?;
        let occasion = parts.next().and_then(|p| p.parse().ok()).ok_or(wrong)?;
        let instrument = parts.next().unwrap_or(DEFAULT_INSTRUMENT).parse().map_err(|_| wrong)?;
        if parts.next().is_some() {
            return Err(wrong);
        }
        Ok(Self { year, occasion, instrument })
    }
}

impl Serialize for RoundId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.year, self.occasion, self.instrument).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for RoundId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
            text.parse().map_err(de::Error::custom)
        } else {
            let (year, occasion, instrument) = Deserialize::deserialize(deserializer)?;
            Ok(Self { year, occasion, instrument })
        }
    }
}

/// Where an event stands in the log: 0 for the first, without gaps.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    Default,
)]
#[serde(transparent)]
pub struct Position(pub u64);

/// A state of the world: the first so many events.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    Default,
)]
#[serde(transparent)]
pub struct Size(pub u64);

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

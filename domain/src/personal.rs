//! Personal values: names, civic numbers, contact details, free text.
//!
//! They never stand in a payload. A [`Personal`] value writes *nothing* into the bytes of the event
//! that holds it; its content is collected beside ([`encode`]) and sealed by the shell as a section
//! of the record, one section for each open personal value, in the order of the fields.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, ser};

/// How long a kind of personal value is kept, and so which data key seals it: one key for each
/// subject and class. The numbers are stored and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum RetentionClass {
    /// Names, civic numbers, contact details.
    Identity = 1,
    /// What a person wrote.
    FreeText = 2,
}

/// A type whose values are personal.
pub trait PersonalValue: Serialize + DeserializeOwned {
    /// The retention class that its sections belong to.
    const CLASS: RetentionClass;
}

/// A personal value: open while it is on its way in or shown to one who may see it, sealed otherwise.
///
/// `Debug` and JSON never show it. In JSON it can be read (a form, a request) but not written.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Personal<T> {
    /// The value itself.
    Open(T),
    /// The value stands in a sealed section of the record.
    Sealed,
}

impl<T> Personal<T> {
    /// The value, where it is open.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Open(value) => Some(value),
            Self::Sealed => None,
        }
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

/// The plaintext of one section to be sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Section {
    /// Its retention class.
    pub class: RetentionClass,
    /// The value in postcard.
    pub plaintext: Vec<u8>,
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Section({:?})", self.class)
    }
}

thread_local! {
    /// Where `Personal::serialize` puts contents while [`encode`] runs. serde has no side channel, and
    /// a list of personal fields kept by hand would one day miss one.
    static COLLECTED: RefCell<Option<Vec<Section>>> = const { RefCell::new(None) };
}

/// Ends collecting also when serialising fails or panics.
struct Collecting;

impl Drop for Collecting {
    fn drop(&mut self) {
        COLLECTED.with_borrow_mut(|collected| *collected = None);
    }
}

/// The postcard bytes of `value` without any personal content, and the personal contents beside them.
///
/// This is the only way a personal value can be turned into bytes.
pub fn encode<T: Serialize>(value: &T) -> Result<(Vec<u8>, Vec<Section>), postcard::Error> {
    COLLECTED.with_borrow_mut(|collected| *collected = Some(Vec::new()));
    let _collecting = Collecting;
    let bytes = postcard::to_allocvec(value)?;
    let sections = COLLECTED.with_borrow_mut(Option::take).unwrap_or_default();
    Ok((bytes, sections))
}

thread_local! {
    /// The opened sections that `Personal::deserialize` takes while [`opened`] runs, in order.
    static OPENED: RefCell<Option<std::vec::IntoIter<Vec<u8>>>> = const { RefCell::new(None) };
}

/// Ends opening also when reading panics.
struct Opening;

impl Drop for Opening {
    fn drop(&mut self) {
        OPENED.with_borrow_mut(|opened| *opened = None);
    }
}

/// Reads with personal values open: `sections` are the opened sections of the record that is read, in
/// order. The reverse of [`encode`], for deciding again on what was recorded.
pub fn opened<R>(sections: Vec<Vec<u8>>, read: impl FnOnce() -> R) -> R {
    OPENED.with_borrow_mut(|opened| *opened = Some(sections.into_iter()));
    let _opening = Opening;
    read()
}

thread_local! {
    /// Whether `Personal::serialize` hands its content to the serializer while [`looked_into`] runs.
    static LOOKED_INTO: Cell<bool> = const { Cell::new(false) };
}

/// Ends looking also when it fails or panics.
struct Looking;

impl Drop for Looking {
    fn drop(&mut self) {
        LOOKED_INTO.set(false);
    }
}

/// Walks values with open personal contents, for a serializer that keeps nothing of what it is shown.
pub(crate) fn looked_into<R>(look: impl FnOnce() -> R) -> R {
    LOOKED_INTO.set(true);
    let _looking = Looking;
    look()
}

/// Reads one section's plaintext. All bytes must be used.
pub fn decode<T: PersonalValue>(plaintext: &[u8]) -> Result<T, postcard::Error> {
    match postcard::take_from_bytes(plaintext)? {
        (value, []) => Ok(value),
        _ => Err(postcard::Error::DeserializeBadEncoding),
    }
}

impl<T: PersonalValue> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_unit();
        }
        if let Self::Open(value) = self {
            if LOOKED_INTO.get() {
                return value.serialize(serializer);
            }
            let plaintext = postcard::to_allocvec(value).map_err(ser::Error::custom)?;
            COLLECTED.with_borrow_mut(|collected| match collected {
                Some(sections) => {
                    sections.push(Section { class: T::CLASS, plaintext });
                    Ok(())
                }
                None => Err(ser::Error::custom("a personal value outside personal::encode")),
            })?;
        }
        serializer.serialize_unit()
    }
}

impl<'de, T: PersonalValue> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            T::deserialize(deserializer).map(Self::Open)
        } else {
            <()>::deserialize(deserializer)?;
            let next = OPENED.with_borrow_mut(|opened| opened.as_mut().and_then(Iterator::next));
            match next {
                Some(plaintext) => {
                    decode(&plaintext).map(Self::Open).map_err(serde::de::Error::custom)
                }
                None => Ok(Self::Sealed),
            }
        }
    }
}

/// Free text: a note, a reason. At most 4,000 characters ([`FreeText::new`]).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct FreeText(String);

impl FreeText {
    /// The longest free text, in characters.
    pub const CHARACTERS_MAX: usize = 4_000;

    /// The text without surrounding blanks, if something is left and it is not too long.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= Self::CHARACTERS_MAX;
        fits.then(|| Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FreeText {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("free text is empty or longer than 4,000 characters")
    }
}

impl From<FreeText> for String {
    fn from(text: FreeText) -> Self {
        text.0
    }
}

impl fmt::Debug for FreeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FreeText(…)")
    }
}

impl PersonalValue for FreeText {
    const CLASS: RetentionClass = RetentionClass::FreeText;
}

//! The words that everything is made of: identifiers, school time, persons, scales, queries.
//!
//! What has a text form comes back from it; what has a byte form comes back from that; nothing that
//! anyone can type or send makes any of it panic.

#[path = "words/bytes.rs"]
mod bytes;
#[path = "words/ids.rs"]
mod ids;
#[path = "words/persons.rs"]
mod persons;
#[path = "words/queries.rs"]
mod queries;
#[path = "words/scales.rs"]
mod scales;
#[path = "words/terms.rs"]
mod terms;
#[path = "words/time.rs"]
mod time;

use std::fmt::{Debug, Display};
use std::str::FromStr;

use serde::{Serialize, de::DeserializeOwned};

/// The value comes back from its text, its JSON and its bytes.
#[track_caller]
pub(crate) fn comes_back<T>(value: T)
where
    T: Copy + Display + FromStr<Err: Debug> + Serialize + DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(value.to_string().parse::<T>().expect("its own text"), value);
    let json = serde_json::to_string(&value).expect("JSON");
    assert_eq!(json, format!("\"{value}\""));
    assert_eq!(serde_json::from_str::<T>(&json).expect("its own JSON"), value);
    let bytes = postcard::to_allocvec(&value).expect("bytes");
    assert_eq!(postcard::from_bytes::<T>(&bytes).expect("its own bytes"), value);
}

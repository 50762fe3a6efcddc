//! What holds of every event, of whatever term: its days can be meant and its texts can be read.
//!
//! Asked last of all, of what a command would record: the term's own refusals come first, and what is
//! already so records nothing. An event is walked as it is written, so that no field is forgotten.

use std::fmt;

use serde::ser::{self, Serialize, Serializer};

use crate::calendar::{DAY, Day};
use crate::event::Event;
use crate::personal;

#[cfg(test)]
mod spec;

crate::event::refusals! { "record":
    /// A day before 1990 or more than ten years ahead ([`Day::is_conceivable`]).
    DayImplausible "day_implausible",
        "Ett datum ligger före 1990 eller mer än tio år framåt.",
        "A date lies before 1990 or more than ten years ahead.";
    /// A text, sealed or not, holds a character that cannot be shown: any control character but the
    /// line break and the tab.
    TextUnreadable "text_unreadable",
        "En text innehåller tecken som inte går att visa. Skriv om den.",
        "A text contains characters that cannot be shown. Write it again.";
}

/// The refusal, unless every one of these events is sound on the day they are recorded.
pub(crate) fn check(events: &[Event], today: Day) -> Result<(), Refusal> {
    let look = Look { today, of_day: false };
    let sound = |event: &Event| personal::looked_into(|| event.serialize_payload(look));
    events.iter().try_for_each(sound).map_err(|unsound| unsound.0)
}

/// Whether a text can be shown. A line break may be written in two characters, as forms do.
fn is_readable(text: &str) -> bool {
    let shown = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    text.split("\r\n").all(|part| part.chars().all(shown))
}

/// Walks a value and keeps nothing of it.
#[derive(Clone, Copy)]
struct Look {
    today: Day,
    /// The number that comes is a day's.
    of_day: bool,
}

/// The first that is wrong.
#[derive(Debug)]
struct Unsound(Refusal);

impl fmt::Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl std::error::Error for Unsound {}

impl ser::Error for Unsound {
    /// What cannot be written cannot be read.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(Refusal::TextUnreadable)
    }
}

type Looked = Result<(), Unsound>;

/// Values in which nothing can be wrong.
macro_rules! passed {
    ($($method:ident: $type:ty),+) => {$(
        fn $method(self, _: $type) -> Looked {
            Ok(())
        }
    )+};
}

/// What is made of parts.
macro_rules! entered {
    ($($method:ident($($argument:ty),*)),+) => {$(
        fn $method(self, $(_: $argument),*) -> Result<Self, Unsound> {
            Ok(self)
        }
    )+};
}

impl Serializer for Look {
    type Ok = ();
    type Error = Unsound;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    passed! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
        serialize_bytes: &[u8], serialize_unit_struct: &'static str
    }
    entered! {
        serialize_seq(Option<usize>),
        serialize_tuple(usize),
        serialize_tuple_struct(&'static str, usize),
        serialize_tuple_variant(&'static str, u32, &'static str, usize),
        serialize_map(Option<usize>),
        serialize_struct(&'static str, usize),
        serialize_struct_variant(&'static str, u32, &'static str, usize)
    }

    fn serialize_i32(self, number: i32) -> Looked {
        let sound = !self.of_day || Day::default().plus(number).is_conceivable(self.today);
        if sound { Ok(()) } else { Err(Unsound(Refusal::DayImplausible)) }
    }

    fn serialize_str(self, text: &str) -> Looked {
        if is_readable(text) { Ok(()) } else { Err(Unsound(Refusal::TextUnreadable)) }
    }

    fn serialize_none(self) -> Looked {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Looked {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Looked {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Looked {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Looked {
        if name == DAY {
            value.serialize(Look { of_day: true, ..self })
        } else {
            value.serialize(self)
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Looked {
        value.serialize(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

macro_rules! parts {
    ($($Parts:ident::$method:ident($($name:ty)?)),+ $(,)?) => {$(
        impl ser::$Parts for Look {
            type Ok = ();
            type Error = Unsound;

            fn $method<T: Serialize + ?Sized>(&mut self, $(_: $name,)? part: &T) -> Looked {
                part.serialize(*self)
            }

            fn end(self) -> Looked {
                Ok(())
            }
        }
    )+};
}

parts! {
    SerializeSeq::serialize_element(),
    SerializeTuple::serialize_element(),
    SerializeTupleStruct::serialize_field(),
    SerializeTupleVariant::serialize_field(),
    SerializeStruct::serialize_field(&'static str),
    SerializeStructVariant::serialize_field(&'static str),
}

impl ser::SerializeMap for Look {
    type Ok = ();
    type Error = Unsound;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Looked {
        key.serialize(*self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Looked {
        value.serialize(*self)
    }

    fn end(self) -> Looked {
        Ok(())
    }
}

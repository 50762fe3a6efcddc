//! Reading JSON fields leniently: a field that cannot be read is a fault, never the end.

use std::sync::Arc;

use domain::calendar::Day;
use serde_json::{Map, Value};

use super::export::{Listing, Origin};
use super::fault::{Detail, Fault, FaultKind};
use super::words::{self, Fit};

/// Writes faults of one record.
pub(crate) struct Scribe<'a> {
    faults: &'a mut Vec<Fault>,
    file: Arc<str>,
    id: Option<String>,
}

impl<'a> Scribe<'a> {
    pub(crate) const fn new(faults: &'a mut Vec<Fault>, file: Arc<str>) -> Self {
        Self { faults, file, id: None }
    }

    pub(crate) fn of(faults: &'a mut Vec<Fault>, origin: &Origin) -> Self {
        Self { faults, file: Arc::clone(&origin.file), id: origin.id.clone() }
    }

    pub(crate) fn note(&mut self, field: &str, what: FaultKind) {
        self.note_with(field, what, None);
    }

    pub(crate) fn note_with(&mut self, field: &str, what: FaultKind, detail: Option<Detail>) {
        self.faults.push(Fault {
            file: self.file.to_string(),
            id: self.id.clone(),
            field: field.to_owned(),
            what,
            detail,
            severity: what.severity(),
        });
    }
}

/// An external id that can be shown: not one that is, or could be, a civic number or a name.
pub(crate) fn showable(id: &str) -> Option<String> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':');
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = id.len() >= 32;
    // Ten or twelve digits in a short id is a civic number in some systems; an id without digits may
    // be a name.
    let personal = !hexadecimal && (digits >= 10 || digits == 0);
    let civic = domain::people::CivicNumber::new(id).is_ok();
    (id.len() <= 64 && id.bytes().all(plain) && !personal && !civic).then(|| id.to_owned())
}

/// External ids are compared trimmed and in lower case: systems differ on the case of a UUID.
pub(crate) fn normal(id: &str) -> String {
    id.trim().to_lowercase()
}

/// One JSON object and where it stands.
pub(crate) struct Node<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Node<'a> {
    pub(crate) const fn new(map: &'a Map<String, Value>) -> Self {
        Self { map, path: String::new() }
    }

    /// The full name of a field, for faults.
    pub(crate) fn field(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// A text, or a number as text; none where it is missing or empty.
    pub(crate) fn text(&self, key: &str, scribe: &mut Scribe<'_>) -> Option<String> {
        match self.get(key)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => {
                scribe.note(&self.field(key), FaultKind::FieldMalformed);
                None
            }
        }
    }

    /// A text with single blanks inside, and a fault where it had more.
    pub(crate) fn name(&self, key: &str, scribe: &mut Scribe<'_>) -> Option<String> {
        let text = self.text(key, scribe)?;
        let tidy = tidy(&text);
        let untidy = self.get(key).and_then(Value::as_str).is_some_and(|raw| raw != tidy);
        if untidy {
            scribe.note(&self.field(key), FaultKind::NameSpaces);
        }
        Some(tidy)
    }

    pub(crate) fn day(&self, key: &str, scribe: &mut Scribe<'_>) -> Option<Day> {
        let text = self.text(key, scribe)?;
        // 0001-01-01 is what some systems write for "none".
        let day = swedish_day(&text).filter(|day| day.date().year() >= 1900);
        if day.is_none() {
            scribe.note(&self.field(key), FaultKind::DateMalformed);
        }
        day
    }

    /// First and last day, and a fault where they are in the wrong order. Facts are kept from 1990 on,
    /// so an older start counts as that day; an end in the far future is no end (9999-12-31).
    pub(crate) fn days(&self, scribe: &mut Scribe<'_>) -> (Option<Day>, Option<Day>) {
        let from = self.day("startDate", scribe).map(|day| day.max(earliest()));
        let until = self.day("endDate", scribe).filter(|day| day.date().year() < 2200);
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            scribe.note(&self.field("endDate"), FaultKind::EndBeforeStart);
        }
        (from, until)
    }

    pub(crate) fn flag(&self, key: &str, scribe: &mut Scribe<'_>) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => true,
            Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => false,
            Some(_) => {
                scribe.note(&self.field(key), FaultKind::FieldMalformed);
                false
            }
        }
    }

    /// A small whole number, also as text.
    pub(crate) fn number(&self, key: &str, scribe: &mut Scribe<'_>) -> Option<u8> {
        let text = self.text(key, scribe)?;
        let number = text.parse().ok();
        if number.is_none() {
            scribe.note(&self.field(key), FaultKind::FieldMalformed);
        }
        number
    }

    /// The external id in a reference `{"id": …}`, or a bare id.
    pub(crate) fn reference(&self, key: &str, scribe: &mut Scribe<'_>) -> Option<String> {
        match self.get(key) {
            None => None,
            Some(Value::String(id)) if !id.trim().is_empty() => Some(normal(id)),
            Some(Value::Object(map)) => {
                let node = Node { map, path: format!("{}{key}.", self.path) };
                node.text("id", scribe).map(|id| normal(&id))
            }
            Some(_) => {
                scribe.note(&self.field(key), FaultKind::FieldMalformed);
                None
            }
        }
    }

    /// The same, with a fault where there is none.
    pub(crate) fn wanted_reference(&self, key: &str, scribe: &mut Scribe<'_>) -> Option<String> {
        let reference = self.reference(key, scribe);
        if reference.is_none() {
            scribe.note(&self.field(key), FaultKind::FieldMissing);
        }
        reference
    }

    /// An object inside.
    pub(crate) fn inner(&self, key: &str) -> Option<Node<'a>> {
        let map = self.get(key)?.as_object()?;
        Some(Node { map, path: format!("{}{key}.", self.path) })
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        }
    }

    /// The list of objects in a field, each read on its own; an item that comes to nothing makes the
    /// list partial.
    pub(crate) fn list<T>(
        &self,
        key: &str,
        scribe: &mut Scribe<'_>,
        mut read: impl FnMut(&Node<'a>, &mut Scribe<'_>) -> Item<T>,
    ) -> Listing<T> {
        let items = match self.get(key) {
            None => return Listing::Absent,
            Some(Value::Array(items)) => items.as_slice(),
            Some(single @ Value::Object(_)) => {
                scribe.note(&self.field(key), FaultKind::FieldMalformed);
                std::slice::from_ref(single)
            }
            Some(_) => {
                scribe.note(&self.field(key), FaultKind::FieldMalformed);
                return Listing::Partly(Vec::new());
            }
        };
        let mut found = Vec::with_capacity(items.len());
        let mut whole = true;
        for (index, item) in items.iter().enumerate() {
            let path = format!("{}{key}[{index}].", self.path);
            let Value::Object(map) = item else {
                scribe.note(path.trim_end_matches('.'), FaultKind::FieldMalformed);
                whole = false;
                continue;
            };
            match read(&Node { map, path }, scribe) {
                Item::Use(item) => found.push(item),
                Item::Skip => {}
                Item::Lost => whole = false,
            }
        }
        if whole { Listing::Whole(found) } else { Listing::Partly(found) }
    }

    /// The known words in a list of texts (or in a single one).
    pub(crate) fn words<T: Copy>(
        &self,
        key: &str,
        list: &[(&'static str, T)],
        scribe: &mut Scribe<'_>,
    ) -> Vec<T> {
        let items = match self.get(key) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items.as_slice(),
            Some(single) => std::slice::from_ref(single),
        };
        let meanings = items.iter().map(|item| match item.as_str() {
            Some(text) => meaning(&self.field(key), text, list, scribe),
            None => {
                scribe.note(&self.field(key), FaultKind::FieldMalformed);
                None
            }
        });
        meanings.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// A word of one of the standard's lists; the outer option is none where the field is missing, the
    /// inner where the word is unknown.
    pub(crate) fn word<T: Copy>(
        &self,
        key: &str,
        list: &[(&'static str, T)],
        scribe: &mut Scribe<'_>,
    ) -> Option<Option<T>> {
        self.get(key)?;
        let Some(text) = self.text(key, scribe) else { return Some(None) };
        Some(meaning(&self.field(key), &text, list, scribe))
    }
}

/// What a word means, with a fault where it is not the standard's.
fn meaning<T: Copy>(
    field: &str,
    text: &str,
    list: &[(&'static str, T)],
    scribe: &mut Scribe<'_>,
) -> Option<T> {
    match words::find(list, text) {
        Fit::Exact(meaning) => Some(meaning),
        Fit::Spelt(meaning, known) => {
            scribe.note_with(field, FaultKind::CodeSpelling, Some(Detail::Meant(known)));
            Some(meaning)
        }
        Fit::Unknown(nearest) => {
            scribe.note_with(field, FaultKind::CodeUnknown, nearest.map(Detail::Meant));
            None
        }
    }
}

/// The first day from which facts are kept (as `domain::calendar::Day::is_plausible` has it).
fn earliest() -> Day {
    Day::new(1990, 1, 1).expect("a calendar day")
}

/// Single blanks, no control characters, at most 200 characters (the longest name that is kept).
fn tidy(text: &str) -> String {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    clean.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// What came of an item of a list.
pub(crate) enum Item<T> {
    /// It is used.
    Use(T),
    /// It is rightly left out.
    Skip,
    /// It could not be read.
    Lost,
}

/// The Swedish day of a date or a moment. `2024-08-15`, `2024-08-15T00:00:00` and
/// `2024-08-15T00:00:00+02:00` are 15 August, and so is `2024-08-14T22:00:00Z`: a moment with a zone is
/// placed on the Swedish calendar.
pub(crate) fn swedish_day(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        let zone = jiff::tz::TimeZone::get("Europe/Stockholm").ok()?;
        let date = moment.to_zoned_datetime(zone).date();
        return Day::new(date.year(), date.month(), date.day());
    }
    let (date, rest) = text.split_at_checked(10)?;
    let time_follows = rest.is_empty() || rest.starts_with(['T', 't', ' ', '+', 'Z', 'z']);
    if time_follows { date.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_the_swedish_day_however_it_is_written() {
        let wanted = Day::new(2024, 8, 15);
        for text in [
            "2024-08-15",
            " 2024-08-15 ",
            "2024-08-15T00:00:00",
            "2024-08-15 00:00",
            "2024-08-15T00:00:00+02:00",
            "2024-08-15T00:00:00.000+0200",
            "2024-08-14T22:00:00Z",
            "2024-08-15T21:59:59Z",
        ] {
            assert_eq!(swedish_day(text), wanted, "{text}");
        }
        for text in ["", "2024-13-01", "15/8 2024", "2024-08-1", "2024-08-155", "åäöåäöåäöåäö"]
        {
            assert_eq!(swedish_day(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_that_could_be_personal_is_not_shown() {
        assert!(showable("52fd833f-630e-5fc0-8851-5a72f3668ed0").is_some());
        assert!(showable("pupil-17").is_some());
        for id in ["20130101TF00", "130101-1234", "201301011234", "anna.andersson", "Ö1"] {
            assert_eq!(showable(id), None, "{id}");
        }
    }
}

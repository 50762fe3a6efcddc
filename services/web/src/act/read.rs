//! From what was typed to the command, or to what cannot be read and where.

use std::str::FromStr;

use domain::calendar::{Day, SchoolYear};
use domain::command::Command;
use domain::id::{LanguageTag, SchoolUnitCode};
use domain::people::CivicNumber;
use domain::personal::FreeText;
use serde_json::{Map, Value, json};

use crate::act::input::Input;
use crate::act::schema::{Field, Form, Kind, Variant};
use crate::act::source::Source;
use crate::text::ActText;
use crate::visit::Visit;

/// The most characters of a text that is not sealed.
pub(crate) const TEXT_MOST: usize = 4_000;
/// The most characters of a sealed text.
pub(crate) const SEALED_MOST: usize = 4_000;

/// What cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The field; empty for the form as a whole.
    pub(crate) path: String,
    /// In plain words.
    pub(crate) why: String,
}

/// The command that the fields ask for.
pub(crate) fn command(visit: &Visit, form: &Form, input: &Input) -> Result<Command, Vec<Wrong>> {
    let mut reader = Reader { visit, input, wrong: Vec::new() };
    let mut object = reader.object(&form.fields, "");
    if !reader.wrong.is_empty() {
        return Err(reader.wrong);
    }
    object.insert("term".to_owned(), json!(form.term));
    object.insert("command".to_owned(), json!(form.command));
    serde_json::from_value(Value::Object(object)).map_err(|_| {
        // What it was is not repeated: it may be personal.
        vec![Wrong { path: String::new(), why: visit.say(ActText::WrongWhole).to_owned() }]
    })
}

/// The path of a field within another.
pub(crate) fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

struct Reader<'a> {
    visit: &'a Visit,
    input: &'a Input,
    wrong: Vec<Wrong>,
}

impl Reader<'_> {
    fn object(&mut self, fields: &[Field], path: &str) -> Map<String, Value> {
        let mut object = Map::new();
        for field in fields {
            if let Some(value) = self.field(field, &below(path, &field.name)) {
                object.insert(field.name.clone(), value);
            }
        }
        object
    }

    fn field(&mut self, field: &Field, path: &str) -> Option<Value> {
        match &field.kind {
            Kind::Many(each) => Some(Value::Array(self.many(each, path))),
            Kind::Group(_) if !field.required && !self.input.has(path) => None,
            Kind::Group(fields) => Some(Value::Object(self.object(fields, path))),
            Kind::OneOf(variants) => match self.input.one(path) {
                Some(code) => self.chosen(variants, code, path),
                None => self.lacking(field, path),
            },
            kind => match self.input.one(path) {
                Some(text) => self.plain(kind, text, path),
                None => self.lacking(field, path),
            },
        }
    }

    fn lacking(&mut self, field: &Field, path: &str) -> Option<Value> {
        if field.required {
            self.complain(path, self.visit.say(ActText::WrongMissing).to_owned());
        }
        None
    }

    fn complain(&mut self, path: &str, why: String) {
        self.wrong.push(Wrong { path: path.to_owned(), why });
    }

    fn chosen(&mut self, variants: &[Variant], code: &str, path: &str) -> Option<Value> {
        let Some(variant) = variants.iter().find(|variant| variant.code == code) else {
            self.complain(path, self.visit.say(ActText::WrongChoice).to_owned());
            return None;
        };
        match &variant.content {
            None => Some(json!(code)),
            Some(content) => {
                let inside = self.field(content, &below(path, code))?;
                Some(json!({ code: inside }))
            }
        }
    }

    fn many(&mut self, each: &Field, path: &str) -> Vec<Value> {
        match &each.kind {
            Kind::Group(fields) => self.rows(fields, path),
            Kind::OneOf(variants) => {
                let chosen: Vec<&str> = self.input.all(path).collect();
                chosen
                    .into_iter()
                    .filter_map(|code| self.one_of_many(variants, code, path))
                    .collect()
            }
            Kind::Pick(_) => {
                let chosen: Vec<&str> = self.input.all(path).collect();
                chosen.into_iter().filter_map(|text| self.plain(&each.kind, text, path)).collect()
            }
            kind => {
                let lines = is_line(kind);
                let typed = self.input.all(path).collect::<Vec<_>>().join("\n");
                let parts: Vec<&str> = if lines {
                    typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
                } else {
                    typed
                        .split([' ', ',', ';', '\n', '\r', '\t'])
                        .filter(|p| !p.is_empty())
                        .collect()
                };
                parts.into_iter().filter_map(|text| self.plain(kind, text, path)).collect()
            }
        }
    }

    /// A box that was ticked: `pupil`, or `guardian:…` with whom.
    fn one_of_many(&mut self, variants: &[Variant], code: &str, path: &str) -> Option<Value> {
        match code.split_once(':') {
            Some((code, of)) if variants.iter().any(|variant| variant.code == code) => {
                Some(json!({ code: of }))
            }
            _ => self.chosen(variants, code, path),
        }
    }

    fn rows(&mut self, fields: &[Field], path: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        for number in 0..self.input.rows(path) {
            let row = below(path, &number.to_string());
            if is_filled(self.input, fields, &row) {
                rows.push(Value::Object(self.object(fields, &row)));
            }
        }
        rows
    }

    fn plain(&mut self, kind: &Kind, text: &str, path: &str) -> Option<Value> {
        let read = match kind {
            Kind::Day => parsed::<Day>(text).ok_or_else(|| self.say(ActText::WrongDay)),
            Kind::Number { least, most } => self.number(text, *least, *most),
            Kind::Share => {
                share(text).map(Value::from).ok_or_else(|| self.say(ActText::WrongShare))
            }
            Kind::YesNo => match text {
                "true" => Ok(json!(true)),
                "false" => Ok(json!(false)),
                _ => Err(self.say(ActText::WrongChoice)),
            },
            Kind::Sealed => self.sealed(text),
            Kind::Line(most) => self.short(text, *most),
            Kind::Text => self.short(text, TEXT_MOST),
            Kind::Code(most) => {
                let most = usize::try_from(*most).unwrap_or(usize::MAX);
                self.code(text, most)
            }
            Kind::Language => {
                parsed::<LanguageTag>(text).ok_or_else(|| self.say(ActText::WrongChoice))
            }
            Kind::SchoolCode => {
                parsed::<SchoolUnitCode>(text).ok_or_else(|| self.say(ActText::SchoolCodeHelp))
            }
            Kind::SchoolYear => {
                parsed::<SchoolYear>(text).ok_or_else(|| self.say(ActText::WrongChoice))
            }
            Kind::CivicNumber => CivicNumber::new(text)
                .map(|number| json!(number.as_str()))
                .map_err(|_| self.say(ActText::WrongChoice)),
            Kind::Pick(Source::Position | Source::Size) => self.number(text, 0, u64::MAX),
            Kind::Pick(_) => Ok(json!(text)),
            Kind::OneOf(_) | Kind::Group(_) | Kind::Many(_) | Kind::Machine => return None,
        };
        read.map_err(|why| self.complain(path, why)).ok()
    }

    fn say(&self, key: ActText) -> String {
        self.visit.say(key).to_owned()
    }

    fn number(&self, text: &str, least: u64, most: u64) -> Result<Value, String> {
        let number = text.parse::<u64>().ok().filter(|number| (least..=most).contains(number));
        let limits = [("least", &*least.to_string()), ("most", &*most.to_string())];
        number.map(Value::from).ok_or_else(|| self.visit.fill(ActText::WrongNumber, &limits))
    }

    fn short(&self, text: &str, most: usize) -> Result<Value, String> {
        let text = text.replace("\r\n", "\n");
        if text.chars().count() <= most { Ok(json!(text)) } else { Err(self.long(most)) }
    }

    fn sealed(&self, text: &str) -> Result<Value, String> {
        let text = text.replace("\r\n", "\n");
        if FreeText::new(&text).is_some() { Ok(json!(text)) } else { Err(self.long(SEALED_MOST)) }
    }

    fn long(&self, most: usize) -> String {
        self.visit.fill(ActText::WrongLong, &[("most", &most.to_string())])
    }

    fn code(&self, text: &str, most: usize) -> Result<Value, String> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if text.len() <= most && text.chars().all(allowed) {
            Ok(json!(text))
        } else {
            Err(self.visit.fill(ActText::CodeHelp, &[("most", &most.to_string())]))
        }
    }
}

/// Whether such values stand one on each line, and not side by side.
pub(crate) const fn is_line(kind: &Kind) -> bool {
    matches!(kind, Kind::Line(_) | Kind::Text)
}

fn parsed<T: FromStr + ToString>(text: &str) -> Option<Value> {
    text.parse::<T>().ok().map(|value| json!(value.to_string()))
}

/// Per cent with one decimal at most, as permille.
fn share(text: &str) -> Option<u64> {
    let text = text.trim_end_matches('%').trim_end();
    let (whole, tenth) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let whole: u64 = whole.parse().ok().filter(|whole| *whole <= 100)?;
    let tenth: u64 = tenth.parse().ok().filter(|tenth| *tenth <= 9)?;
    Some(whole * 10 + tenth).filter(|permille| *permille <= 1_000)
}

/// Whether a row holds anything that a person has typed: what a row begins with does not count.
fn is_filled(input: &Input, fields: &[Field], row: &str) -> bool {
    fields.iter().any(|field| {
        let path = below(row, &field.name);
        match &field.kind {
            Kind::Group(inner) => is_filled(input, inner, &path),
            Kind::OneOf(_) | Kind::Pick(Source::Edition) => false,
            _ => input.has(&path),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_read_in_per_cent_with_comma_or_point_and_kept_in_permille() {
        assert_eq!(share("80"), Some(800));
        assert_eq!(share("76,5 %"), Some(765));
        assert_eq!(share("76.5"), Some(765));
        assert_eq!(share("100"), Some(1_000));
        for wrong in ["100,1", "-1", "", "7,55", "åtta"] {
            assert_eq!(share(wrong), None, "{wrong}");
        }
    }
}

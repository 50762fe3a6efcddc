//! What a command asks for, read from its JSON Schema: one form engine for all of them.

use std::sync::LazyLock;

use domain::command::Command;
use serde_json::Value;

use crate::act::source::Source;
use crate::text::acts::rank;

/// The most characters of a line.
const LINE_MOST: usize = 200;
/// Strings that are asked for in a large field.
const LONG: &[&str] =
    &["text", "criteria", "who", "agreement", "figures", "limits", "reasons", "question"];
/// Codes that a command brings into being, and which are therefore typed.
const NEW_CODES: &[(&str, &str)] = &[
    ("form_committee", "committee"),
    ("form_district", "district"),
    ("define_right", "right"),
    ("require", "requirement"),
    ("adopt_scale_edition", "instrument"),
];

/// The form of one command.
#[derive(Debug)]
pub(crate) struct Form {
    /// The term, as in JSON.
    pub(crate) term: String,
    /// The command, as in JSON.
    pub(crate) command: String,
    /// What it asks for, in the order in which it is asked.
    pub(crate) fields: Vec<Field>,
}

/// One thing that is asked for.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in JSON.
    pub(crate) name: String,
    /// What it belongs to: an event, a part of one, or `term.command`.
    pub(crate) owner: String,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// Whether what is written is open to all.
    pub(crate) public: bool,
    /// Of what kind it is.
    pub(crate) kind: Kind,
}

/// Of what kind a field is.
#[derive(Debug)]
pub(crate) enum Kind {
    Day,
    SchoolYear,
    /// A whole number within limits.
    Number {
        least: u64,
        most: u64,
    },
    /// A share, asked for in per cent and kept in permille.
    Share,
    YesNo,
    /// A line of at most so many characters.
    Line(usize),
    /// A longer text that is not sealed.
    Text,
    /// A sealed text.
    Sealed,
    /// A short code, typed.
    Code(u64),
    /// The eight digits of a school unit that is new.
    SchoolCode,
    /// The tag of a language.
    Language,
    CivicNumber,
    /// Something that is known already.
    Pick(Source),
    /// One of several, each perhaps with something of its own.
    OneOf(Vec<Variant>),
    /// Several fields together.
    Group(Vec<Field>),
    /// Any number of one kind.
    Many(Box<Field>),
    /// Bytes and digests: no person types them.
    Machine,
}

/// One of several.
#[derive(Debug)]
pub(crate) struct Variant {
    /// Its name in JSON.
    pub(crate) code: String,
    /// The kind it belongs to.
    pub(crate) owner: String,
    /// What it asks for besides.
    pub(crate) content: Option<Field>,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let schema = schemars::schema_for!(Command).to_value();
    Book(&schema["$defs"]).forms(&schema)
});

/// The forms of all commands.
pub(crate) fn forms() -> &'static [Form] {
    &FORMS
}

/// The form of a command, if there is such a command.
pub(crate) fn form(term: &str, command: &str) -> Option<&'static Form> {
    forms().iter().find(|form| form.term == term && form.command == command)
}

/// The definitions of a schema.
struct Book<'a>(&'a Value);

/// Where in a command the reader stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    command: &'a str,
    owner: &'a str,
    name: &'a str,
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The only member of an object that says what an enum's variant holds.
fn only_property(schema: &Value) -> Option<(&String, &Value)> {
    schema["properties"].as_object()?.iter().next()
}

impl<'a> Book<'a> {
    fn forms(&self, schema: &Value) -> Vec<Form> {
        let terms = items(&schema["oneOf"]).iter();
        terms.flat_map(|term| self.of_term(term)).collect()
    }

    fn of_term(&self, schema: &Value) -> Vec<Form> {
        let term = text(&schema["properties"]["term"], "const");
        let (_, commands) = self.named(schema).unwrap_or(("", schema));
        let alternatives = items(&commands["oneOf"]).iter();
        alternatives.map(|command| self.of_command(term, command)).collect()
    }

    fn of_command(&self, term: &str, schema: &Value) -> Form {
        let command = text(&schema["properties"]["command"], "const");
        let owner = format!("{term}.{command}");
        let place = Place { command, owner: &owner, name: "" };
        let mut fields = self.fields(place, schema);
        if let Some((owner, event)) = self.named(schema) {
            fields.extend(self.fields(Place { owner, ..place }, event));
        }
        sort(&mut fields);
        Form { term: term.to_owned(), command: command.to_owned(), fields }
    }

    /// What a reference leads to, with its name.
    fn named(&self, schema: &Value) -> Option<(&'a str, &'a Value)> {
        let name = schema["$ref"].as_str()?.rsplit('/').next()?;
        let (name, found) = self.0.as_object()?.get_key_value(name)?;
        Some((name.as_str(), found))
    }

    fn fields(&self, place: Place<'_>, schema: &Value) -> Vec<Field> {
        let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
        let required: Vec<&str> =
            items(&schema["required"]).iter().filter_map(Value::as_str).collect();
        // Of what a person is not asked, the program says the PDF.
        let told = ["command", "term", "pdf"];
        let asked = properties.iter().filter(|(name, _)| !told.contains(&name.as_str()));
        let field = |(name, property): (&String, &Value)| {
            let place = Place { name, ..place };
            let (kind, may_lack) = self.kind(place, property);
            let required = required.contains(&name.as_str()) && !may_lack;
            let public = text(property, "description").ends_with("Public.");
            field(place, kind, required, public)
        };
        let mut fields: Vec<Field> = asked.map(field).collect();
        sort(&mut fields);
        fields
    }

    /// The kind of a value, and whether it may be left out.
    fn kind(&self, place: Place<'_>, schema: &Value) -> (Kind, bool) {
        if let Some(alternatives) = schema["anyOf"].as_array() {
            let sealed = schema["writeOnly"] == true;
            let may_lack = !sealed && alternatives.iter().any(|each| each["type"] == "null");
            let value = alternatives.iter().find(|each| each["type"] != "null");
            let (kind, inner) = self.kind(place, value.unwrap_or(&Value::Null));
            return (kind, may_lack || inner && !sealed);
        }
        if let Some((name, found)) = self.named(schema) {
            let known = by_type(place, name);
            let read = || self.kind(Place { owner: name, ..place }, found).0;
            return (known.unwrap_or_else(read), false);
        }
        if schema["oneOf"].is_array() || schema["enum"].is_array() {
            return (Kind::OneOf(self.variants(place, schema)), false);
        }
        let types = match &schema["type"] {
            Value::Array(types) => types.clone(),
            single => vec![single.clone()],
        };
        let may_lack = types.iter().any(|each| each == "null");
        let of = types.iter().filter_map(Value::as_str).find(|each| *each != "null");
        (self.plain(place, of.unwrap_or_default(), schema), may_lack)
    }

    fn plain(&self, place: Place<'_>, of: &str, schema: &Value) -> Kind {
        match of {
            "integer" if place.name.ends_with("permille") => Kind::Share,
            "integer" => {
                let most = match text(schema, "format") {
                    "uint8" => u64::from(u8::MAX),
                    "uint16" => u64::from(u16::MAX),
                    "uint32" => u64::from(u32::MAX),
                    _ => u64::MAX,
                };
                let most = schema["maximum"].as_u64().unwrap_or(most);
                Kind::Number { least: schema["minimum"].as_u64().unwrap_or(0), most }
            }
            "boolean" => Kind::YesNo,
            "string" if schema["pattern"].is_string() => {
                by_code(place, schema["maxLength"].as_u64().unwrap_or(24))
            }
            "string" if LONG.contains(&place.name) => Kind::Text,
            "string" => Kind::Line(LINE_MOST),
            "array" => {
                let (kind, _) = self.kind(place, &schema["items"]);
                Kind::Many(Box::new(field(place, kind, true, false)))
            }
            "object" => Kind::Group(self.fields(place, schema)),
            _ => Kind::Machine,
        }
    }

    fn variants(&self, place: Place<'_>, schema: &Value) -> Vec<Variant> {
        let owner = place.owner.to_owned();
        let unit = |code: &Value| Variant {
            code: code.as_str().unwrap_or_default().to_owned(),
            owner: owner.clone(),
            content: None,
        };
        let mut variants: Vec<Variant> = items(&schema["enum"]).iter().map(unit).collect();
        for each in items(&schema["oneOf"]) {
            if each["const"].is_string() {
                variants.push(unit(&each["const"]));
            } else if let Some((code, content)) = only_property(each) {
                let inside = Place { name: code, ..place };
                let owned = Place { owner: code, ..inside };
                let (kind, may_lack) = match self.named(content) {
                    Some(_) => self.kind(inside, content),
                    None => self.kind(owned, content),
                };
                let content = Some(field(inside, kind, !may_lack, false));
                variants.push(Variant { code: code.clone(), owner: owner.clone(), content });
            } else {
                variants.extend(items(&each["enum"]).iter().map(unit));
            }
        }
        variants
    }
}

fn field(place: Place<'_>, kind: Kind, required: bool, public: bool) -> Field {
    let (name, owner) = (place.name.to_owned(), place.owner.to_owned());
    Field { name, owner, required, public, kind }
}

fn sort(fields: &mut [Field]) {
    fields.sort_by_key(|field| rank(&field.name));
}

/// The kinds that have a type of their own in the domain.
fn by_type(place: Place<'_>, name: &str) -> Option<Kind> {
    Some(match name {
        "Day" => Kind::Day,
        "SchoolYear" => Kind::SchoolYear,
        "FreeText" => Kind::Sealed,
        "CivicNumber" => Kind::CivicNumber,
        "Digest" | "Bytes" => Kind::Machine,
        "SchoolUnitCode" if place.command == "open_school_unit" => Kind::SchoolCode,
        "StaffId" if place.name == "adviser" => Kind::Pick(Source::Adviser),
        "RoundId" if place.command == "schedule" => Kind::Pick(Source::NewRound),
        _ => Kind::Pick(Source::of_type(name)?),
    })
}

/// Short codes are all of one type in the schema: what they name shows from the field.
fn by_code(place: Place<'_>, most: u64) -> Kind {
    if NEW_CODES.contains(&(place.command, place.name)) {
        return Kind::Code(most);
    }
    match place.name {
        "language" => Kind::Language,
        name => Source::of_code(name).map_or(Kind::Code(most), Kind::Pick),
    }
}

impl Form {
    /// The path of the field of this name: at the top, or within a part that holds the rest together.
    pub(crate) fn find(&self, name: &str) -> Option<(String, &Field)> {
        let own = self.fields.iter().find(|field| field.name == name);
        let own = own.filter(|field| !matches!(field.kind, Kind::Group(_)));
        own.map(|field| (field.name.clone(), field)).or_else(|| {
            self.fields.iter().find_map(|outer| match &outer.kind {
                Kind::Group(inner) => {
                    let found = inner.iter().find(|field| field.name == name)?;
                    Some((format!("{}.{name}", outer.name), found))
                }
                _ => None,
            })
        })
    }

    /// Goes through every field at every depth, with its path.
    pub(crate) fn walk<'a>(&'a self, see: &mut dyn FnMut(&str, &'a Field)) {
        self.fields.iter().for_each(|field| field.walk(&field.name, see));
    }

    /// Whether no person can fill it in: it carries a document or what the log alone knows.
    pub(crate) fn is_made_by_program(&self) -> bool {
        let mut machine = false;
        self.walk(&mut |_, field| machine |= matches!(field.kind, Kind::Machine));
        machine
    }
}

impl Field {
    fn walk<'a>(&'a self, path: &str, see: &mut dyn FnMut(&str, &'a Field)) {
        see(path, self);
        match &self.kind {
            Kind::Group(fields) => {
                for field in fields {
                    field.walk(&format!("{path}.{}", field.name), see);
                }
            }
            Kind::OneOf(variants) => {
                for variant in variants {
                    if let Some(content) = &variant.content {
                        content.walk(&format!("{path}.{}", variant.code), see);
                    }
                }
            }
            Kind::Many(each) => each.walk(path, see),
            _ => {}
        }
    }
}

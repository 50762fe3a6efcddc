//! JSON Schemas of what writes its own JSON: figures, their names and their rules.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::disclosure::Shown;
use crate::figure::Figure;
use crate::figure::count::CountRef;
use crate::figure::reference::{FigureRef, FigureScope, Slice};
use crate::figure::rules::{RULES, RuleId};

macro_rules! text_schema {
    ($($name:ident: $about:literal),+ $(,)?) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "description": $about})
            }
        }
    )+};
}

text_schema! {
    FigureRef: "The name of a figure: measure@scope@round;slice",
    CountRef: "The name of a count: what@where@round;class;day",
    FigureScope: "Where a figure is measured: school:CODE, class:ID, district:CODE, committee:CODE or trend:CODE",
}

impl JsonSchema for Slice {
    fn schema_name() -> Cow<'static, str> {
        "Slice".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let class = generator.subschema_for::<Option<domain::id::ClassId>>();
        let sex = generator.subschema_for::<domain::people::Sex>();
        let syllabus = generator.subschema_for::<domain::people::Syllabus>();
        json_schema!({
            "type": "object",
            "description": "Of which pupils; what is left out is all. A class of null: without class.",
            "properties": {
                "grade": {"type": "integer"}, "class": class, "sex": sex, "syllabus": syllabus,
            },
        })
    }
}

impl JsonSchema for RuleId {
    fn schema_name() -> Cow<'static, str> {
        "RuleId".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        json_schema!({"type": "string", "enum": ids})
    }
}

impl JsonSchema for Figure {
    fn schema_name() -> Cow<'static, str> {
        "Figure".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let figure = generator.subschema_for::<FigureRef>();
        let rule = generator.subschema_for::<RuleId>();
        let count = json_schema!({"type": "integer", "minimum": 0});
        let shown = generator.subschema_for::<Shown>();
        json_schema!({
            "type": "object",
            "description": "A figure; to those without the right to see the pupils its value and base are as they may be shown, and no number is beside them",
            "properties": {
                "figure": figure,
                "value": {
                    "anyOf": [
                        {
                            "type": ["number", "string", "null"],
                            "description": "A count, a share between 0 and 1, or a point's code",
                        },
                        shown,
                    ],
                },
                "base": shown,
                "why_null": {"type": "string", "enum": ["empty", "not_comparable"]},
                "numerator": count, "denominator": count, "missing": count,
                "rule": rule, "as_of": count,
            },
            "required": ["figure", "value", "rule", "as_of"],
        })
    }
}

impl JsonSchema for Shown {
    fn schema_name() -> Cow<'static, str> {
        "Shown".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let codes = Self::CODES;
        json_schema!({
            "type": "object",
            "description": "What is shown in place of a number: a count, a share in per cent, a point, or a mark",
            "properties": {"shown": {"type": "string", "enum": codes}, "text": {"type": "string"}},
            "required": ["shown", "text"],
        })
    }
}

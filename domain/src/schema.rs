//! JSON Schemas of the values that stand as text in JSON: identifiers, days, codes.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::calendar::{Day, SchoolYear};
use crate::id::{
    AnalysisId, Bytes, ClassId, CoachingId, CommitmentId, DebateId, DecisionId, DevelopmentId,
    DialogueId, Digest, GuardianId, MeasureId, ProgrammeId, PupilId, ReportId, RoundId,
    SchoolUnitCode, SeminarId, StaffId, Text,
};
use crate::personal::Personal;

macro_rules! text_schema {
    ($($name:ident: $pattern:literal),+ $(,)?) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "pattern": $pattern})
            }
        }
    )+};
}

text_schema! {
    PupilId: "^[0-9a-f]{32}$",
    StaffId: "^[0-9a-f]{32}$",
    GuardianId: "^[0-9a-f]{32}$",
    ClassId: "^[0-9a-f]{32}$",
    CommitmentId: "^[0-9a-f]{32}$",
    ProgrammeId: "^[0-9a-f]{32}$",
    DialogueId: "^[0-9a-f]{32}$",
    SeminarId: "^[0-9a-f]{32}$",
    CoachingId: "^[0-9a-f]{32}$",
    DevelopmentId: "^[0-9a-f]{32}$",
    AnalysisId: "^[0-9a-f]{32}$",
    MeasureId: "^[0-9a-f]{32}$",
    ReportId: "^[0-9a-f]{32}$",
    DebateId: "^[0-9a-f]{32}$",
    DecisionId: "^[0-9a-f]{32}$",
    Digest: "^[0-9a-f]{64}$",
    Bytes: "^([0-9a-f]{2})*$",
    SchoolUnitCode: "^[0-9]{8}$",
    Day: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    SchoolYear: "^[0-9]{4}/[0-9]{2}$",
    RoundId: "^[0-9]{4}/[0-9]{2}:[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+)?$",
}

impl<const N: usize> JsonSchema for Text<N> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Text{N}").into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[A-Za-z0-9._-]+$", "maxLength": N})
    }
}

/// A personal value can be given and is never shown: in an answer it is null.
impl<T: JsonSchema> JsonSchema for Personal<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Personal{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({"anyOf": [value, {"type": "null"}], "writeOnly": true})
    }
}

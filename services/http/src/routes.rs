//! The one table of the API: what is routed is what is documented.

use std::sync::Arc;

use axum::Json;
use axum::routing::{MethodRouter, delete, get, post};
use insyn_app::site::Site;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{commands, openapi, record, sessions, trails, views};

macro_rules! route {
    ($path:literal, $operations:expr, $handler:expr) => {
        Route { path: $path, operations: $operations, handler: $handler }
    };
}

mod duties;

/// A query parameter.
#[derive(Clone, Copy)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
}

const AS_OF: Parameter = Parameter {
    name: "asOf",
    about: "As it was known then: a size (number of events), a day (2026-05-20) or a time \
            (2026-05-20T12:00); now where it is left out.",
};
const FROM: Parameter = Parameter { name: "from", about: "Where the page starts." };
const LIMIT: Parameter = Parameter { name: "limit", about: "How many entries at most (1 to 500)." };

/// Makes the schema of a type.
pub(crate) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// What one method of a path does.
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    pub(crate) id: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) query: &'static [Parameter],
    /// Needs the header `Idempotency-Key`.
    pub(crate) idempotent: bool,
    /// Open to those not signed in.
    pub(crate) open: bool,
    pub(crate) body: Option<SchemaOf>,
    /// The statuses of success.
    pub(crate) success: &'static [u16],
    pub(crate) answer: Option<SchemaOf>,
}

/// A path with everything that can be done there.
pub(crate) struct Route {
    pub(crate) path: &'static str,
    pub(crate) operations: Vec<Operation>,
    pub(crate) handler: MethodRouter<Arc<Site>>,
}

/// A read of a view.
fn reads<T: JsonSchema>(
    id: &'static str,
    summary: &'static str,
    query: &'static [Parameter],
) -> Vec<Operation> {
    vec![Operation {
        method: "get",
        id,
        summary,
        query,
        idempotent: false,
        open: false,
        body: None,
        success: &[200],
        answer: Some(of::<T>),
    }]
}

/// A read that is open to those not signed in.
fn open_reads<T: JsonSchema>(
    id: &'static str,
    summary: &'static str,
    query: &'static [Parameter],
) -> Vec<Operation> {
    let mut operations = reads::<T>(id, summary, query);
    operations.iter_mut().for_each(|operation| operation.open = true);
    operations
}

/// Every path of the API.
pub(crate) fn table() -> Vec<Route> {
    let mut table = organisation();
    table.extend(figures());
    table.extend(duties::of_schools());
    table.extend(duties::of_staff());
    table.extend(duties::open_to_all());
    table.extend(duties::documents());
    table.extend(the_record());
    table.extend(changes());
    table
}

fn organisation() -> Vec<Route> {
    use projections::directory::rounds::Round;
    use projections::directory::{Committee, District, School};
    vec![
        route!(
            "/api/v1/schools",
            reads::<Vec<School>>("listSchools", "The school units, by code.", &[AS_OF]),
            get(views::schools)
        ),
        route!(
            "/api/v1/districts",
            reads::<Vec<District>>("listDistricts", "The districts, by code.", &[AS_OF]),
            get(views::districts)
        ),
        route!(
            "/api/v1/committees",
            reads::<Vec<Committee>>("listCommittees", "The committees, by code.", &[AS_OF]),
            get(views::committees)
        ),
        route!(
            "/api/v1/rounds",
            reads::<Vec<Round>>("listRounds", "The rounds, in order of census date.", &[AS_OF]),
            get(views::rounds)
        ),
    ]
}

fn figures() -> Vec<Route> {
    use projections::{AreaView, PupilCard, RoundBoard, SchoolView};
    vec![
        route!(
            "/api/v1/schools/{school}/rounds/{round}",
            reads::<SchoolView>("getSchoolView", "A school unit's figures of a round.", &[AS_OF]),
            get(views::school)
        ),
        route!(
            "/api/v1/schools/{school}/rounds/{round}/board",
            reads::<RoundBoard>(
                "getRoundBoard",
                "A school unit's round by class: status, percent, missing.",
                &[AS_OF]
            ),
            get(views::board)
        ),
        route!(
            "/api/v1/districts/{district}/rounds/{round}",
            reads::<AreaView>("getDistrictView", "A district's figures of a round.", &[AS_OF]),
            get(views::district)
        ),
        route!(
            "/api/v1/committees/{committee}/rounds/{round}",
            reads::<AreaView>("getCommitteeView", "A committee's figures of a round.", &[AS_OF]),
            get(views::committee)
        ),
        route!(
            "/api/v1/pupils/{pupil}",
            reads::<PupilCard>("getPupilCard", "A pupil's results, by pseudonym.", &[AS_OF]),
            get(views::pupil)
        ),
        route!(
            "/api/v1/figures/{figure}",
            reads::<views::FigureAnswer>(
                "getFigure",
                "A figure, its rule, and the positions of the events it rests on.",
                &[AS_OF]
            ),
            get(views::figure)
        ),
    ]
}

fn the_record() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/trails/{kind}/{id}",
            reads::<trails::TrailAnswer>(
                "getTrail",
                "The timeline of something in both directions; kind is pupils, schools, programmes, \
                 commitments, measures, reports, decisions or figures. With Accept: \
                 application/x-ndjson every event of it, one a line.",
                &[AS_OF, FROM, LIMIT]
            ),
            get(trails::trail)
        ),
        route!(
            "/api/v1/explanations/{position}",
            reads::<insyn_app::explain::Explained>(
                "getExplanation",
                "A decision: who, by whose grant, on which events, and whether it follows from them.",
                &[]
            ),
            get(trails::explanation)
        ),
        route!(
            "/api/v1/events",
            reads::<record::Events>(
                "listEvents",
                "The events themselves, pseudonymous, in order of position.",
                &[FROM, LIMIT]
            ),
            get(record::events)
        ),
        route!(
            "/api/v1/checkpoint",
            reads::<record::CheckpointAnswer>(
                "getCheckpoint",
                "The newest signed checkpoint and the key that verifies it.",
                &[]
            ),
            get(record::checkpoint)
        ),
        route!(
            "/api/v1/status",
            reads::<record::Status>("getStatus", "The state of the record.", &[]),
            get(record::status)
        ),
        route!(
            "/api/v1/openapi.json",
            vec![Operation {
                open: true,
                answer: None,
                ..reads::<()>("getOpenApi", "This document.", &[]).remove(0)
            }],
            get(|| async { Json(openapi::document()) })
        ),
    ]
}

fn changes() -> Vec<Route> {
    let command = Operation {
        method: "post",
        id: "createCommand",
        summary: "Carries out a command, or several together or not at all.",
        query: &[],
        idempotent: true,
        open: false,
        body: Some(of::<commands::Commands>),
        success: &[201, 200],
        answer: Some(of::<commands::Receipt>),
    };
    let sign_in = Operation {
        method: "post",
        id: "createSession",
        summary: "Signs in to a test store by choosing who to be.",
        query: &[],
        idempotent: false,
        open: true,
        body: Some(of::<sessions::SignIn>),
        success: &[201],
        answer: Some(of::<sessions::SignedIn>),
    };
    let sign_out = Operation {
        method: "delete",
        id: "endSession",
        summary: "Signs out.",
        query: &[],
        idempotent: false,
        open: true,
        body: None,
        success: &[204],
        answer: None,
    };
    vec![
        route!("/api/v1/commands", vec![command], post(commands::create)),
        route!(
            "/api/v1/sessions",
            vec![sign_in, sign_out],
            MethodRouter::merge(post(sessions::create), delete(sessions::end))
        ),
    ]
}

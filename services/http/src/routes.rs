//! The one table of the API: what is routed is what is documented.

use std::sync::Arc;

use axum::Json;
use axum::routing::{MethodRouter, delete, get, post};
use insyn_app::access::Opens::{DoesAny, Everyone, Sees, Staff};
use insyn_app::access::{Kind, Opens};
use insyn_app::site::Site;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{commands, openapi, record, sessions, trails, views};

macro_rules! route {
    ($path:literal, $operations:expr, $handler:expr) => {
        Route { path: $path, operations: $operations, handler: $handler }
    };
}

mod duties;
mod papers;

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
    /// What it shows or does, and so for whom it is.
    pub(crate) opens: Opens,
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
    opens: Opens,
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
        opens,
        body: None,
        success: &[200],
        answer: Some(of::<T>),
    }]
}

/// A figure is of an area, a school unit or a class.
const FIGURE: &[Kind] = &[Kind::Figures, Kind::RoundBoard, Kind::Pupils];

/// A trail is for those who see what it is of, and for those who follow them all.
const TRAIL: &[Kind] =
    &[Kind::Trail, Kind::TrailOfSchool, Kind::Pupils, Kind::PupilsOfSchool, Kind::Programmes];

/// Every path of the API.
pub(crate) fn table() -> Vec<Route> {
    let mut table = organisation();
    table.extend(figures());
    table.extend(of_pupils());
    table.extend(duties::of_schools());
    table.extend(duties::of_measures());
    table.extend(duties::of_staff());
    table.extend(duties::open_to_all());
    table.extend(duties::documents());
    table.extend(papers::files());
    table.extend(the_record());
    table.extend(changes());
    table
}

/// One method of one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// The method in small letters.
    pub method: &'static str,
    /// The path, with `{names}` for its parts.
    pub path: &'static str,
    /// What it shows or does.
    pub opens: Opens,
}

/// Every method of every path, for what is written about access and for the tests that walk them all.
#[must_use]
pub fn addresses() -> Vec<Address> {
    let of_path = |route: Route| {
        let path = route.path;
        let one = move |one: Operation| Address { method: one.method, path, opens: one.opens };
        route.operations.into_iter().map(one)
    };
    table().into_iter().flat_map(of_path).collect()
}

fn organisation() -> Vec<Route> {
    use projections::directory::rounds::Round;
    use projections::directory::{Committee, District, School};
    vec![
        route!(
            "/api/v1/schools",
            reads::<Vec<School>>(Staff, "listSchools", "The school units, by code.", &[AS_OF]),
            get(views::schools)
        ),
        route!(
            "/api/v1/districts",
            reads::<Vec<District>>(Staff, "listDistricts", "The districts, by code.", &[AS_OF]),
            get(views::districts)
        ),
        route!(
            "/api/v1/committees",
            reads::<Vec<Committee>>(Staff, "listCommittees", "The committees, by code.", &[AS_OF]),
            get(views::committees)
        ),
        route!(
            "/api/v1/rounds",
            reads::<Vec<Round>>(
                Staff,
                "listRounds",
                "The rounds, in order of census date.",
                &[AS_OF]
            ),
            get(views::rounds)
        ),
    ]
}

fn figures() -> Vec<Route> {
    use projections::{AreaView, RoundBoard, SchoolView};
    vec![
        route!(
            "/api/v1/schools/{school}/rounds/{round}",
            reads::<SchoolView>(
                Sees(&[Kind::Figures]),
                "getSchoolView",
                "A school unit's figures of a round.",
                &[AS_OF]
            ),
            get(views::school)
        ),
        route!(
            "/api/v1/schools/{school}/rounds/{round}/board",
            reads::<RoundBoard>(
                Sees(&[Kind::RoundBoard]),
                "getRoundBoard",
                "A school unit's round by class: status, percent, missing.",
                &[AS_OF]
            ),
            get(views::board)
        ),
        route!(
            "/api/v1/districts/{district}/rounds/{round}",
            reads::<AreaView>(
                Sees(&[Kind::Figures]),
                "getDistrictView",
                "A district's figures of a round.",
                &[AS_OF]
            ),
            get(views::district)
        ),
        route!(
            "/api/v1/committees/{committee}/rounds/{round}",
            reads::<AreaView>(
                Sees(&[Kind::Figures]),
                "getCommitteeView",
                "A committee's figures of a round.",
                &[AS_OF]
            ),
            get(views::committee)
        ),
    ]
}

fn of_pupils() -> Vec<Route> {
    vec![
        route!(
            "/api/v1/pupils/{pupil}",
            reads::<projections::PupilCard>(
                Sees(&[Kind::Pupils]),
                "getPupilCard",
                "A pupil's results, by pseudonym.",
                &[AS_OF]
            ),
            get(views::pupil)
        ),
        route!(
            "/api/v1/pupils/{pupil}/reads",
            reads::<insyn_app::reads::ReadsPage>(
                Sees(&[Kind::Reads]),
                "listReads",
                "Who has read a pupil's data, in which role, what, when and for what; the newest first.",
                &[FROM, LIMIT]
            ),
            get(crate::reads::of_pupil)
        ),
        route!(
            "/api/v1/figures/{figure}",
            reads::<views::FigureAnswer>(
                Sees(FIGURE),
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
                Sees(TRAIL),
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
                Sees(&[Kind::TrailOfSchool, Kind::Trail]),
                "getExplanation",
                "A decision: who, by whose grant, on which events, and whether it follows from them.",
                &[]
            ),
            get(trails::explanation)
        ),
        route!(
            "/api/v1/events",
            reads::<record::Events>(
                Sees(&[Kind::Trail]),
                "listEvents",
                "The events themselves, pseudonymous, in order of position.",
                &[FROM, LIMIT]
            ),
            get(record::events)
        ),
        route!(
            "/api/v1/checkpoint",
            reads::<record::CheckpointAnswer>(
                Staff,
                "getCheckpoint",
                "The newest signed checkpoint and the key that verifies it.",
                &[]
            ),
            get(record::checkpoint)
        ),
        route!(
            "/api/v1/status",
            reads::<record::Status>(
                Sees(&[Kind::Status]),
                "getStatus",
                "The state of the record.",
                &[]
            ),
            get(record::status)
        ),
        route!(
            "/api/v1/openapi.json",
            vec![Operation {
                answer: None,
                ..reads::<()>(Everyone, "getOpenApi", "This document.", &[]).remove(0)
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
        opens: DoesAny,
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
        opens: Everyone,
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
        opens: Everyone,
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

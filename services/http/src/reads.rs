//! Who has read a pupil's data: by role, place and id, as the trails are.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::id::PupilId;
use insyn_app::access::Sight;
use insyn_app::reads::ReadsError;
use insyn_app::trail::PAGE_MAX;
use serde::Deserialize;

use crate::problem::Problem;
use crate::viewer::{Query, Viewer};
use crate::views::{Asked, must_see, parse, view};

/// Which page.
#[derive(Debug, Deserialize)]
pub(crate) struct ReadsQuery {
    /// How many entries to pass over.
    from: Option<usize>,
    /// How many entries at most.
    limit: Option<usize>,
}

pub(crate) async fn of_pupil(
    (State(site), Viewer(viewer), headers): Asked,
    Path(pupil): Path<String>,
    Query(query): Query<ReadsQuery>,
) -> Result<Response, Problem> {
    let pupil: PupilId = parse(&pupil)?;
    let at = {
        let facts = site.app.facts()?;
        must_see(&site, &facts, viewer, Sight::Reads(pupil))?;
        if !facts.knows_pupil(pupil) {
            return Err(Problem::not_found());
        }
        facts.size()
    };
    let limit = query.limit.unwrap_or(100).clamp(1, PAGE_MAX);
    let found = site.app.reads_of(pupil, query.from.unwrap_or(0), limit)?;
    Ok(view(&headers, at, &found))
}

impl From<ReadsError> for Problem {
    fn from(error: ReadsError) -> Self {
        Self::fault(&error)
    }
}

//! What a document would say otherwise now, and the events that can be behind it.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Position, SchoolUnitCode, Size};
use domain::query::{Query, Tag};
use projections::views::difference::{Difference, difference};
use serde_json::Value;

use super::{Changed, DocumentError, TELLING, is_of_the_state, school_in};
use crate::handle::stored_query;
use crate::store::App;
use crate::trail::TrailError;

/// The most positions named beside one difference.
const POSITIONS_MAX: usize = 50;
/// How many events of the record are looked through at a time for them: the first few are soon found.
const STRETCH: u64 = 1 << 16;

impl App {
    /// The differences between a document and the present, each with the events that can be behind it.
    pub(super) fn changed(
        &self,
        stored: &Value,
        live: &Value,
        since: Size,
    ) -> Result<Vec<Changed>, DocumentError> {
        let differences = difference(stored, live);
        let telling: Vec<Difference> =
            differences.into_iter().filter(|one| !is_of_the_state(&one.path)).collect();
        let schools: BTreeSet<SchoolUnitCode> =
            telling.iter().filter_map(|one| school_in(&one.path)).collect();
        let mut known: BTreeMap<SchoolUnitCode, Vec<Position>> = BTreeMap::new();
        for school in schools {
            known.insert(school, self.told_since(school, since)?);
        }
        // A sum changes with any of the school units that changed.
        let all: BTreeSet<Position> = known.values().flatten().copied().collect();
        let all: Vec<Position> = all.into_iter().take(POSITIONS_MAX).collect();
        let changed = telling.into_iter().map(|difference| {
            let of_school = school_in(&difference.path).and_then(|school| known.get(&school));
            Changed { positions: of_school.unwrap_or(&all).clone(), difference }
        });
        Ok(changed.collect())
    }

    /// The first events since a size that change what is told of a school unit.
    fn told_since(
        &self,
        school: SchoolUnitCode,
        since: Size,
    ) -> Result<Vec<Position>, DocumentError> {
        let query = stored_query(&Query::new().or(TELLING, &[Tag::School(school)]))
            .map_err(|source| DocumentError::Read(TrailError::Tag(source)))?;
        let mut positions = Vec::new();
        let (mut from, size) = (eventstore::Size(since.0), self.size());
        while from < size && positions.len() < POSITIONS_MAX {
            let to = size.min(eventstore::Size(from.0.saturating_add(STRETCH)));
            let found = self.log().query(&query, from, to);
            let found = found.map_err(|source| DocumentError::Read(TrailError::Read(source)))?;
            positions.extend(found.iter().map(|stored| Position(stored.position.0)));
            from = to;
        }
        positions.truncate(POSITIONS_MAX);
        Ok(positions)
    }
}

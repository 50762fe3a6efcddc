//! The district and committee views: sums of the same cells as the school view, each school unit beside.

use domain::id::{CommitteeId, DistrictId, RoundId, SchoolUnitCode, Size};
use serde::Serialize;

use super::rows::{CellRow, Cells, Head, Row, head};
use crate::Facts;
use crate::directory::rounds::Phase;
use crate::figure::frame::{Frame, Places};
use crate::figure::reference::FigureScope;
use crate::figure::targets::TargetRow;

/// A school unit within a district or committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolRow {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the census date; empty where no opening is known.
    pub name: String,
    /// Its district on the census date.
    pub district: Option<DistrictId>,
    /// How far the round has come there.
    #[serde(flatten)]
    pub phase: Phase,
    /// All its pupils.
    pub total: Row,
    /// The municipality's targets there.
    pub targets: Vec<TargetRow>,
}

/// A district or committee in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AreaView {
    /// What this is a view of.
    #[serde(flatten)]
    pub head: Head,
    /// The name of the district or committee.
    pub name: String,
    /// The district whose school units these are; none: all of the municipality.
    pub district: Option<DistrictId>,
    /// All pupils.
    pub total: Row,
    /// By grade, each grade of the round.
    pub by_grade: Vec<Row>,
    /// By sex.
    pub by_sex: Vec<Row>,
    /// By Swedish syllabus.
    pub by_syllabus: Vec<Row>,
    /// The municipality's targets in this round.
    pub targets: Vec<TargetRow>,
    /// The finest cells: grade x sex x syllabus, without empty ones.
    pub cells: Vec<CellRow>,
    /// The school units, by code: those open on the census date, and any other with pupils in the round.
    pub schools: Vec<SchoolRow>,
}

/// The district view as of a size; none where the round is not scheduled or the district not known then.
#[must_use]
pub fn district(facts: &Facts, at: Size, district: DistrictId, round: RoundId) -> Option<AreaView> {
    let frame = Frame::new(facts, at, round)?;
    let name = facts.district(district, frame.as_of)?.name;
    area(&frame, FigureScope::District(district), name, Some(district))
}

/// The committee view as of a size: all of the municipality, or the committee's district. None where the
/// round is not scheduled or the committee not known then.
#[must_use]
pub fn committee(
    facts: &Facts,
    at: Size,
    committee: CommitteeId,
    round: RoundId,
) -> Option<AreaView> {
    let frame = Frame::new(facts, at, round)?;
    let found = facts.committee(committee, frame.as_of)?;
    area(&frame, FigureScope::Committee(committee), found.name, found.district)
}

fn area(
    frame: &Frame<'_>,
    scope: FigureScope,
    name: String,
    district: Option<DistrictId>,
) -> Option<AreaView> {
    let places = frame.places(&scope)?;
    let targets = frame.targets(&places);
    let Places::Schools(numbers) = places else { return None };
    let school = |number: u32| {
        let scope = FigureScope::School(frame.facts.ids.schools.key(number));
        (number, Cells::count(frame, scope, &Places::School(number), false))
    };
    let counted: Vec<(u32, Cells<'_, '_>)> = numbers.into_iter().map(school).collect();
    let cells = Cells::sum(frame, scope, counted.iter().flat_map(|(_, cells)| &cells.cells));
    let rows = counted.iter().filter_map(|(number, cells)| {
        let row = school_row(frame, *number, cells)?;
        Some(SchoolRow { targets: cells.targets(&targets), ..row })
    });
    Some(AreaView {
        head: head(frame, scope),
        name,
        district,
        total: cells.all(),
        by_grade: cells.by_grade(),
        by_sex: cells.by_sex(),
        by_syllabus: cells.by_syllabus(),
        targets: cells.targets(&targets),
        cells: cells.rows(),
        schools: rows.collect(),
    })
}

/// The row of a school unit that is open on the census date or has pupils in the round.
fn school_row(frame: &Frame<'_>, number: u32, cells: &Cells<'_, '_>) -> Option<SchoolRow> {
    let facts = frame.facts;
    let school = facts.ids.schools.key(number);
    let unit = facts.school(school, frame.census_date(), frame.as_of);
    if cells.cells.is_empty() && !unit.as_ref().is_some_and(|unit| unit.open) {
        return None;
    }
    let (name, district) = unit.map(|unit| (unit.name, unit.district)).unwrap_or_default();
    let phase = facts.round_status(frame.round(), school, frame.as_of).phase;
    Some(SchoolRow { school, name, district, phase, total: cells.all(), targets: Vec::new() })
}

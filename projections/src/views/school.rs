//! The school view: one school unit in one round.

use domain::id::{ClassId, DistrictId, RoundId, SchoolUnitCode, Size};
use serde::Serialize;

use super::rows::{CellRow, Cells, Head, Row, head};
use crate::Facts;
use crate::alphabet::alphabetical;
use crate::directory::rounds::RoundStatus;
use crate::facts::NONE;
use crate::figure::frame::Frame;
use crate::figure::reference::FigureScope;
use crate::figure::targets::TargetRow;

/// A class's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ClassRow {
    /// The class; none: the pupils without class.
    pub class: Option<ClassId>,
    /// Its name on the census date ("7A").
    pub name: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub row: Row,
}

/// One school unit in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolView {
    /// What this is a view of.
    #[serde(flatten)]
    pub head: Head,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the census date.
    pub name: String,
    /// Its district on the census date.
    pub district: Option<DistrictId>,
    /// How far the round has come here.
    pub status: RoundStatus,
    /// All pupils.
    pub total: Row,
    /// By grade, each grade of the round.
    pub by_grade: Vec<Row>,
    /// By class, in order of name; pupils without class last, where there are any.
    pub by_class: Vec<ClassRow>,
    /// By sex.
    pub by_sex: Vec<Row>,
    /// By Swedish syllabus.
    pub by_syllabus: Vec<Row>,
    /// The targets of the municipality and of the school unit in this round.
    pub targets: Vec<TargetRow>,
    /// The finest cells: grade x class x sex x syllabus, without empty ones.
    pub cells: Vec<CellRow>,
}

/// The school view as of a size; none where the round is not scheduled or the school unit not known then.
#[must_use]
pub fn school(
    facts: &Facts,
    at: Size,
    school: SchoolUnitCode,
    round: RoundId,
) -> Option<SchoolView> {
    let frame = Frame::new(facts, at, round)?;
    let scope = FigureScope::School(school);
    let places = frame.places(&scope)?;
    let unit = facts.school(school, frame.census_date(), frame.as_of)?;
    let cells = Cells::count(&frame, scope, &places, true);
    Some(SchoolView {
        head: head(&frame, scope),
        school,
        name: unit.name,
        district: unit.district,
        status: facts.round_status(round, school, frame.as_of),
        total: cells.all(),
        by_grade: cells.by_grade(),
        by_class: by_class(&frame, &cells),
        by_sex: cells.by_sex(),
        by_syllabus: cells.by_syllabus(),
        targets: cells.targets(&frame.targets(&places)),
        cells: cells.rows(),
    })
}

fn by_class(frame: &Frame<'_>, cells: &Cells<'_, '_>) -> Vec<ClassRow> {
    let mut numbers: Vec<u32> = cells.cells.iter().map(|(key, _)| key.class).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut rows: Vec<ClassRow> = numbers
        .into_iter()
        .map(|number| {
            let class = (number != NONE).then(|| frame.facts.ids.classes.key(number));
            let found =
                class.and_then(|id| frame.facts.class(id, frame.census_date(), frame.as_of));
            ClassRow { class, name: found.map(|class| class.name), row: cells.of_class(number) }
        })
        .collect();
    rows.sort_by_cached_key(|row| {
        (row.class.is_none(), row.name.as_deref().map(alphabetical), row.class)
    });
    rows
}

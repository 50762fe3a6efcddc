//! What the matching asks of the record.

use domain::assessment::Outcome;
use domain::id::{ClassId, PupilId, SchoolUnitCode};
use domain::people::CivicNumber;
use serde::Serialize;

use crate::Unavailable;

/// What is known of pupils at the round. The application implements it over facts and vault.
pub trait Roster {
    /// The pupil with this civic number.
    fn by_civic(&self, civic: &CivicNumber) -> Result<Option<PupilId>, Unavailable>;

    /// Whether some class has this name, compared as [`super::group_key`]. A text of which this is not
    /// said is never shown.
    fn is_class(&self, name: &str) -> Result<bool, Unavailable>;

    /// The pupils of a class (by its name, compared as [`super::group_key`]) with this name (a
    /// [`super::name_key`]). An empty key: of all classes in question. Never a pupil in protected registration, who is found
    /// by civic number only.
    fn by_name(&self, class: &str, name: &str) -> Result<Vec<PupilId>, Unavailable>;

    /// The pupil's name as [`super::name_key`]; none for protected registration and where it cannot be opened.
    fn name_of(&self, pupil: PupilId) -> Result<Option<String>, Unavailable>;

    /// Where the pupil is at the round; none for one who is not enrolled.
    fn placement(&self, pupil: PupilId) -> Result<Option<Placement>, Unavailable>;

    /// What is already recorded of the pupil in the round.
    fn recorded(&self, pupil: PupilId) -> Result<Option<Recorded>, Unavailable>;
}

/// Where a pupil is at the round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placement {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class.
    pub class: Option<ClassId>,
    /// The class's name; empty without one.
    pub class_name: String,
}

/// What is already recorded in the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The effective outcome.
    pub outcome: Outcome,
    /// Whether the pupil's class is signed off.
    pub signed_off: bool,
}

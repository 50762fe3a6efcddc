//! Seminars: joint ones, on result analysis, and on assessor agreement (bedömaröverensstämmelse).
//!
//! Ratings are blind and independent; they are revealed, discussed, and a consensus is reached that never
//! overwrites them. The statistics stand in [`agreement`].

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{EditionId, PointCode, SchoolUnitCode, SeminarId, StaffId};
use crate::people::Scope;
use crate::query::Tag;

pub mod agreement;
mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// What a seminar is for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SeminarKind {
    /// All schools together.
    Joint,
    /// On analysing results.
    ResultAnalysis,
    /// On agreement between assessors: shared samples are rated blindly.
    AssessorAgreement,
}

/// A seminar is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SeminarArranged {
    /// The seminar.
    pub seminar: SeminarId,
    /// What for.
    pub kind: SeminarKind,
    /// For whom: the municipality, a district or a school unit.
    pub scope: Scope,
    /// When.
    pub on: Day,
    /// What it is called. Public.
    pub title: String,
    /// Agreement: the scale edition of the ratings.
    pub edition: Option<EditionId>,
    /// Agreement: how many shared samples are rated, numbered from 1; otherwise 0.
    pub samples: u8,
}

/// A seminar was held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SeminarHeld {
    /// The seminar.
    pub seminar: SeminarId,
    /// When.
    pub on: Day,
    /// Who took part.
    pub participants: Vec<StaffId>,
}

/// An assessor rates a sample, not knowing others' ratings. A later rating of the same sample takes its
/// place until they are revealed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RatingGiven {
    /// The seminar.
    pub seminar: SeminarId,
    /// The sample's number.
    pub sample: u8,
    /// Who rates.
    pub rater: StaffId,
    /// The point.
    pub point: PointCode,
}

/// The ratings are revealed; none can be given or changed any more.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RatingsRevealed {
    /// The seminar.
    pub seminar: SeminarId,
}

/// After discussion the seminar agrees on a sample's point.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ConsensusReached {
    /// The seminar.
    pub seminar: SeminarId,
    /// The sample's number.
    pub sample: u8,
    /// The point.
    pub point: PointCode,
}

/// A district is neither school nor pupil: the municipality's tag stands beside it.
fn tags_of_seminar_arranged(e: &SeminarArranged) -> Vec<Tag> {
    let mut tags = vec![Tag::Seminar(e.seminar)];
    match e.scope {
        Scope::Municipality => tags.push(Tag::Municipality),
        Scope::District(district) => tags.extend([Tag::Municipality, Tag::District(district)]),
        Scope::School(school) => tags.push(Tag::School(school)),
    }
    tags
}

crate::event::tagged! {
    SeminarArranged(e) => tags_of_seminar_arranged(e),
    SeminarHeld(e) => [Tag::Municipality, Tag::Seminar(e.seminar)],
    RatingGiven(e) => [Tag::Municipality, Tag::Seminar(e.seminar)],
    RatingsRevealed(e) => [Tag::Municipality, Tag::Seminar(e.seminar)],
    ConsensusReached(e) => [Tag::Municipality, Tag::Seminar(e.seminar)],
}

// ----------------------------------------------------------------------------------- commands

/// The most samples that a seminar on agreement can have.
pub const SAMPLES_MAX: u8 = 50;

/// What may be asked for. `scope` is always the seminar's own: whom a role reaches is read with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Arrange a seminar.
    Arrange(SeminarArranged),
    /// Record that a seminar was held.
    Hold {
        /// What is to be recorded.
        held: SeminarHeld,
        /// For whom the seminar was arranged.
        scope: Scope,
    },
    /// Rate a sample.
    Rate {
        /// What is to be recorded.
        rating: RatingGiven,
        /// For whom the seminar was arranged.
        scope: Scope,
        /// The school unit where the rater holds the role; only asked for where the seminar is a
        /// district's, to see that the unit belongs to it.
        #[serde(default)]
        school: Option<SchoolUnitCode>,
    },
    /// Reveal the ratings.
    Reveal {
        /// What is to be recorded.
        reveal: RatingsRevealed,
        /// For whom the seminar was arranged.
        scope: Scope,
    },
    /// Record a consensus. A later one on the same sample takes its place; ratings stand as they are.
    Agree {
        /// What is to be recorded.
        consensus: ConsensusReached,
        /// For whom the seminar was arranged.
        scope: Scope,
    },
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! {
    "seminar":
    /// Seminars are arranged and led by results coordinator or adviser over the area, or by the principal
    /// for the own school unit; assessors in the area rate, each in the own name.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta i seminariet.",
        "You hold no role that may do this in the seminar.";
    /// The seminar exists, with other content.
    SeminarExists "seminar_exists",
        "Seminariet finns redan, med annat innehåll.",
        "The seminar exists already, with other content.";
    /// No such seminar for this area.
    Unknown "unknown",
        "Seminariet finns inte.",
        "The seminar does not exist.";
    /// The seminar has no title.
    TitleMissing "title_missing",
        "Seminariet behöver en rubrik.",
        "The seminar needs a title.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// A seminar on agreement has 1 to [`SAMPLES_MAX`] samples, another none.
    SamplesUnfit "samples_unfit",
        "Ett seminarium om bedömaröverensstämmelse har 1 till 50 elevexempel, andra inga.",
        "A seminar on assessor agreement has 1 to 50 samples, others none.";
    /// A seminar on agreement has an adopted edition, another none.
    EditionUnfit "edition_unfit",
        "Ett seminarium om bedömaröverensstämmelse har en antagen skala, andra ingen.",
        "A seminar on assessor agreement has an adopted scale, others none.";
    /// No such district or school unit.
    PlaceUnknown "place_unknown",
        "Kommundelen eller skolenheten finns inte.",
        "The district or school unit does not exist.";
    /// The day on which it was held has not come.
    DayInFuture "day_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// Nobody took part, or someone is named twice.
    ParticipantsUnfit "participants_unfit",
        "Ange vilka som deltog, var och en en gång.",
        "Say who took part, each once.";
    /// It is recorded as held, with other content.
    AlreadyHeld "already_held",
        "Seminariet är redan registrerat som genomfört, med andra uppgifter.",
        "The seminar is already recorded as held, with other content.";
    /// The ratings are revealed: none can be given or changed.
    Revealed "revealed",
        "Bedömningarna är visade och kan inte längre ändras.",
        "The ratings are revealed and can no longer be changed.";
    /// The ratings are not revealed yet.
    NotRevealed "not_revealed",
        "Bedömningarna är inte visade ännu.",
        "The ratings are not revealed yet.";
    /// The seminar has no such sample.
    SampleUnknown "sample_unknown",
        "Elevexemplet finns inte i seminariet.",
        "The seminar has no such sample.";
    /// Nobody has rated the sample.
    SampleNotRated "sample_not_rated",
        "Ingen har bedömt elevexemplet.",
        "Nobody has rated the sample.";
    /// The seminar's edition has no such point.
    PointUnknown "point_unknown",
        "Punkten finns inte i seminariets skala.",
        "The seminar's scale has no such point.";
    /// Fewer than two have rated: there is nothing to compare.
    TooFewRaters "too_few_raters",
        "Minst två måste ha bedömt innan bedömningarna visas.",
        "At least two must have rated before the ratings are revealed.";
}

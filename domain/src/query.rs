//! Tags of events and the boundaries of decisions (dcb.events): types any, tags all, items or.

use std::fmt;

use crate::event::Code;
use crate::id::{
    AnalysisId, ClassId, CoachingId, CommitmentId, CommitteeId, DebateId, DecisionId,
    DevelopmentId, DialogueId, DistrictId, Instrument, MeasureId, ProgrammeId, PupilId, ReportId,
    RightId, RoundId, SchoolUnitCode, SeminarId, StaffId,
};

/// What an event is about, for finding it again. Pseudonymous; never a name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Tag {
    /// Everything about one pupil.
    Pupil(PupilId),
    /// Everything at one school unit.
    School(SchoolUnitCode),
    /// Everything about one class.
    Class(ClassId),
    /// The schedule of a round.
    Round(RoundId),
    /// The steps of one round at one school unit: opening, sign-off, submission, receipt. Composite,
    /// so that a decision reads tens of events and not the school's thousands.
    RoundAtSchool(RoundId, SchoolUnitCode),
    /// Everything about one commitment.
    Commitment(CommitmentId),
    /// Engagement and roles of one member of staff.
    Staff(StaffId),
    /// A district.
    District(DistrictId),
    /// A committee.
    Committee(CommitteeId),
    /// Editions of an instrument.
    Instrument(Instrument),
    /// Everything about one knowledge right.
    Right(RightId),
    /// One action programme's case.
    Programme(ProgrammeId),
    /// One talk with guardians.
    Dialogue(DialogueId),
    /// One seminar.
    Seminar(SeminarId),
    /// One coaching.
    Coaching(CoachingId),
    /// One offer of support or development.
    Development(DevelopmentId),
    /// One analysis and what follows from it.
    Analysis(AnalysisId),
    /// One measure.
    Measure(MeasureId),
    /// One report to a committee, and what rests on it.
    Report(ReportId),
    /// One public debate, and what rests on it.
    Debate(DebateId),
    /// One decision of a committee, and what rests on it.
    Decision(DecisionId),
    /// Events with neither school nor pupil.
    Municipality,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pupil(id) => write!(f, "pupil:{id}"),
            Self::School(code) => write!(f, "school:{code}"),
            Self::Class(id) => write!(f, "class:{id}"),
            Self::Round(round) => write!(f, "round:{round}"),
            Self::RoundAtSchool(round, school) => write!(f, "round-at-school:{round}@{school}"),
            Self::Commitment(id) => write!(f, "commitment:{id}"),
            Self::Staff(id) => write!(f, "staff:{id}"),
            Self::District(id) => write!(f, "district:{id}"),
            Self::Committee(id) => write!(f, "committee:{id}"),
            Self::Instrument(id) => write!(f, "instrument:{id}"),
            Self::Right(id) => write!(f, "right:{id}"),
            Self::Programme(id) => write!(f, "programme:{id}"),
            Self::Dialogue(id) => write!(f, "dialogue:{id}"),
            Self::Seminar(id) => write!(f, "seminar:{id}"),
            Self::Coaching(id) => write!(f, "coaching:{id}"),
            Self::Development(id) => write!(f, "development:{id}"),
            Self::Analysis(id) => write!(f, "analysis:{id}"),
            Self::Measure(id) => write!(f, "measure:{id}"),
            Self::Report(id) => write!(f, "report:{id}"),
            Self::Debate(id) => write!(f, "debate:{id}"),
            Self::Decision(id) => write!(f, "decision:{id}"),
            Self::Municipality => f.write_str("municipality"),
        }
    }
}

/// One alternative of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryItem {
    /// Any of these types; empty means every type.
    pub types: Vec<Code>,
    /// All of these tags; empty means every event.
    pub tags: Vec<Tag>,
}

/// Which events matter to a decision: those that match any item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The alternatives. None of them: no event matters.
    pub items: Vec<QueryItem>,
}

impl Query {
    /// An empty query.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds: any of these types that carry all these tags.
    #[must_use]
    pub fn or(mut self, types: &[Code], tags: &[Tag]) -> Self {
        self.items.push(QueryItem { types: types.to_vec(), tags: tags.to_vec() });
        self
    }

    /// Whether an event of this type with these tags matters.
    #[must_use]
    pub fn matches(&self, code: Code, tags: &[Tag]) -> bool {
        self.items.iter().any(|item| {
            (item.types.is_empty() || item.types.contains(&code))
                && item.tags.iter().all(|tag| tags.contains(tag))
        })
    }
}

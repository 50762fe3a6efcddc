//! The catalogue: every event type with its frozen code and schema version, and how one becomes bytes.
//!
//! postcard is not self-describing: a reordered variant or a missing trailing field would decode as
//! something else without a word. Therefore each type has a fixed code, each version is a struct of its
//! own that never changes, decoding must use all bytes, and an unknown code or version is an error.

use std::fmt;

use crate::calendar::Instant;
use crate::id::Position;
use crate::people::Actor;
use crate::personal::{self, Section};
use crate::query::Tag;
use crate::{
    action_programme, analysis, assessment, coaching, commitment, committee, competence,
    development, guarantee, knowledge, leadership, organisation, parent_dialogue, pupil, round,
    seminar,
};

/// The stored code of an event type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

/// Why a payload is no event. Says nothing of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No such event type, or not in this version of the program.
    #[error("event type {code:#06x} with schema version {schema} is not known to this program")]
    Unknown {
        /// The type code.
        code: u16,
        /// The schema version.
        schema: u16,
    },
    /// The bytes are not what this type and version are made of.
    #[error("the payload of event type {code:#06x} version {schema} is malformed")]
    Malformed {
        /// The type code.
        code: u16,
        /// The schema version.
        schema: u16,
    },
}

/// An event's payload in bytes and its personal contents, to be sealed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The type.
    pub code: Code,
    /// The schema version: always the latest.
    pub schema: u16,
    /// The payload in postcard, without any personal content.
    pub payload: Vec<u8>,
    /// The personal contents, in the order of the fields.
    pub sections: Vec<Section>,
}

/// An event as it stands in the log, and who recorded it when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Where it stands.
    pub position: Position,
    /// When it was recorded.
    pub at: Instant,
    /// Who recorded it; none where the actor is no member of staff.
    pub actor: Option<Actor>,
    /// The event; none where its body has been removed by a disposal decision.
    pub event: Option<Event>,
}

/// What one event is about.
pub(crate) trait Tagged {
    /// All tags of the event, without doubles.
    fn tags(&self) -> Vec<Tag>;
}

/// Says once for each event of a term what it is about.
macro_rules! tagged {
    ($($name:ident($event:ident) => $tags:expr),+ $(,)?) => {
        $(impl $crate::event::Tagged for $name {
            fn tags(&self) -> Vec<$crate::query::Tag> {
                let $event = self;
                let mut tags = Vec::from($tags);
                tags.dedup();
                tags
            }
        })+
    };
}
pub(crate) use tagged;

/// A term's refusals: name, code and answer in both languages in one place, in the order in which
/// they are given. The code is `term.code`.
macro_rules! refusals {
    ($term:literal: $($(#[$doc:meta])+ $name:ident $code:literal, $sv:literal, $en:literal;)+) => {
        /// Why a command of this term is not carried out, in the order in which they are given.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Refusal {
            $($(#[$doc])+ $name,)+
        }

        impl Refusal {
            /// Every refusal, in the order in which they are given.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// A stable code name.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name => concat!($term, ".", $code),)+ }
            }

            /// The answer to a person.
            #[must_use]
            pub const fn message(&self, language: $crate::command::Language) -> &'static str {
                use $crate::command::Language::{En, Sv};
                match (self, language) {
                    $((Self::$name, Sv) => $sv, (Self::$name, En) => $en,)+
                }
            }
        }
    };
}
pub(crate) use refusals;

macro_rules! catalogue {
    ($(
        $code:literal $schema:literal $term:ident::$name:ident
        $(, or $older:literal $old:ty)*
    );+ $(;)?) => {
        /// Everything that can have happened.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum Event {
            $(#[doc = concat!("See [`", stringify!($term), "::", stringify!($name), "`].")]
            $name($term::$name),)+
        }

        $(impl From<$term::$name> for Event {
            fn from(event: $term::$name) -> Self {
                Self::$name(event)
            }
        })+

        impl Event {
            /// Every event type: code, latest schema version, name.
            pub const CATALOGUE: &'static [(Code, u16, &'static str)] =
                &[$((Code($code), $schema, stringify!($name)),)+];

            /// The type's stored code.
            #[must_use]
            pub const fn code(&self) -> Code {
                match self { $(Self::$name(_) => Code($code),)+ }
            }

            /// The type's name, as in the catalogue.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($name),)+ }
            }

            /// What the event is about. Never empty.
            #[must_use]
            pub fn tags(&self) -> Vec<Tag> {
                match self { $(Self::$name(event) => event.tags(),)+ }
            }

            /// The event as bytes in the latest version, its personal contents beside them.
            pub fn encode(&self) -> Result<Encoded, postcard::Error> {
                match self {
                    $(Self::$name(event) => personal::encode(event).map(|(payload, sections)| {
                        Encoded { code: Code($code), schema: $schema, payload, sections }
                    }),)+
                }
            }

            /// The event in these bytes. Personal values come out sealed.
            pub fn decode(code: u16, schema: u16, payload: &[u8]) -> Result<Self, DecodeError> {
                match (code, schema) {
                    $(($code, $schema) => whole(payload)
                        .map(Self::$name)
                        .ok_or(DecodeError::Malformed { code, schema }),
                    // An older version is a struct of its own, read as the latest.
                    $(($code, $older) => whole::<$old>(payload)
                        .map(|old| Self::$name(old.into()))
                        .ok_or(DecodeError::Malformed { code, schema }),)*)+
                    _ => Err(DecodeError::Unknown { code, schema }),
                }
            }

            /// The event as JSON-able data, without any personal content: for exports and trails.
            pub fn serialize_payload<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$name(event) => serde::Serialize::serialize(event, s),)+ }
            }
        }

        /// The codes by name, for queries.
        pub mod code {
            use super::Code;
            $(#[doc = concat!("Of `", stringify!($name), "`.")]
            #[allow(non_upper_case_globals, reason = "named exactly as the event")]
            pub const $name: Code = Code($code);)+
        }
    };
}

/// Reads a value that must use all bytes.
fn whole<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

impl serde::Serialize for Event {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize_payload(serializer)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#06x}", self.0)
    }
}

// The high byte is the term, the low byte the event. Codes are never reused and never changed.
catalogue! {
    0x0101 1 organisation::MunicipalityRegistered;
    0x0102 1 organisation::DistrictFormed;
    0x0103 1 organisation::CommitteeFormed;
    0x0104 1 organisation::SchoolUnitOpened;
    0x0105 1 organisation::SchoolUnitRenamed;
    0x0106 1 organisation::SchoolUnitMoved;
    0x0107 1 organisation::SchoolUnitClosed;
    0x0108 1 organisation::ClassFormed;
    0x0109 1 organisation::ClassRenamed;
    0x010a 1 organisation::ClassClosed;
    0x010b 1 organisation::StaffEngaged;
    0x010c 1 organisation::StaffLeft;
    0x010d 1 organisation::RoleGranted;
    0x010e 1 organisation::RoleEnded;
    0x010f 1 organisation::AssessorAssigned;
    0x0110 1 organisation::AssessorEnded;
    0x0111 1 organisation::LocalHolidaysSet;
    0x0112 1 organisation::ScaleEditionAdopted;
    0x0113 1 organisation::CoverageAdopted;
    0x0114 1 organisation::StaffContactSet;

    0x0201 1 pupil::PupilEnrolled;
    0x0202 1 pupil::ClassJoined;
    0x0203 1 pupil::GradeChanged;
    0x0204 1 pupil::PupilTransferred;
    0x0205 1 pupil::PupilLeft;
    0x0206 1 pupil::SwedishSyllabusSet;
    0x0207 1 pupil::ProtectionMarked;
    0x0208 1 pupil::GuardianLinked;
    0x0209 1 pupil::GuardianUnlinked;
    0x020a 1 pupil::GuardianRestricted;
    0x020b 1 pupil::IdentityRectified;

    0x0301 1 round::RoundScheduled;
    0x0302 1 round::RoundOpened;
    0x0303 1 round::ConditionsStated;
    0x0304 1 round::ClassSignedOff;
    0x0305 1 round::ResultsSubmitted;
    0x0306 1 round::ResultsReceived;
    0x0307 1 round::ReminderSent;
    0x0308 1 round::RoundReopened;
    0x0309 1 round::ConditionsAnswered;
    0x030a 1 round::LettersReleased;

    0x0401 1 assessment::ReadingAssessed;
    0x0402 1 assessment::NotAssessed;
    0x0403 1 assessment::AssessmentCorrected;
    0x0404 1 assessment::AssessmentStruck;

    0x0501 2 commitment::CommitmentProposed, or 1 commitment::v1::CommitmentProposed;
    0x0502 2 commitment::CommitmentAdopted, or 1 commitment::v1::CommitmentAdopted;
    0x0503 2 commitment::CommitmentRevised, or 1 commitment::v1::CommitmentRevised;
    0x0504 2 commitment::CommitmentWithdrawn, or 1 commitment::v1::CommitmentWithdrawn;
    0x0505 1 commitment::CommitmentEvaluated;
    0x0506 1 commitment::CommitmentPublished;
    0x0507 1 commitment::CommitmentExplained;
    0x0508 1 commitment::CommitmentLowered;

    0x0601 1 knowledge::KnowledgeRightDefined;
    0x0602 1 knowledge::AssessmentSystemDescribed;

    0x0701 1 guarantee::GuaranteeAdopted;
    0x0702 1 guarantee::ShortfallFound;
    0x0703 1 guarantee::ShortfallLifted;
    0x0704 1 guarantee::ShortfallFollowed;
    0x0705 1 guarantee::GuaranteeAnswered;
    0x0706 1 guarantee::DutyReminded;
    0x0707 1 guarantee::FollowUpDeclined;

    0x0801 1 action_programme::DecisionDelegated;
    0x0802 1 action_programme::DelegationEnded;
    0x0803 1 action_programme::ConcernReported;
    0x0804 2 action_programme::InvestigationOpened, or 1 action_programme::v1::InvestigationOpened;
    0x0805 1 action_programme::InvestigationConsulted;
    0x0806 1 action_programme::InvestigationConcluded;
    0x0807 1 action_programme::MaterialCommunicated;
    0x0808 1 action_programme::ProgrammeDecided;
    0x0809 1 action_programme::NoProgrammeDecided;
    0x080a 1 action_programme::DecisionServed;
    0x080b 1 action_programme::ProgrammeFollowedUp;
    0x080c 1 action_programme::ProgrammeEvaluated;
    0x080d 1 action_programme::ProgrammeRevised;
    0x080e 1 action_programme::ProgrammeEnded;
    0x080f 2 action_programme::SlipCorrected, or 1 action_programme::v1::SlipCorrected;
    0x0810 1 action_programme::DecisionAnnulled;
    0x0811 1 action_programme::EntryStruck;
    0x0812 1 action_programme::AppealLodged;
    0x0813 2 action_programme::AppealTimelinessDecided, or 1 action_programme::v1::AppealTimelinessDecided;
    0x0814 1 action_programme::AppealForwarded;
    0x0815 1 action_programme::AppealDecided;
    0x0816 1 action_programme::EarlySupportAssessed;
    0x0817 1 action_programme::HandedOver;

    0x0901 1 parent_dialogue::DialogueInvited;
    0x0902 1 parent_dialogue::DialogueHeld;
    0x0903 1 parent_dialogue::AssessmentExplained;
    0x0904 1 parent_dialogue::GuardianViewRecorded;
    0x0905 1 parent_dialogue::GuardianAcknowledged;
    0x0906 1 parent_dialogue::ComplaintReceived;
    0x0907 1 parent_dialogue::ComplaintAnswered;

    0x0a01 1 seminar::SeminarArranged;
    0x0a02 1 seminar::SeminarHeld;
    0x0a03 1 seminar::RatingGiven;
    0x0a04 1 seminar::RatingsRevealed;
    0x0a05 1 seminar::ConsensusReached;

    0x0b01 1 coaching::CoachingRequested;
    0x0b02 1 coaching::CoachingBooked;
    0x0b03 1 coaching::CoachingHeld;

    0x0c01 1 development::SupportOffered;
    0x0c02 1 development::DevelopmentRequested;
    0x0c03 1 development::DevelopmentPlanned;
    0x0c04 1 development::DevelopmentHeld;
    0x0c05 1 development::DevelopmentEvaluated;

    0x0d01 1 competence::KnowledgeRequired;
    0x0d02 1 competence::TrainingCompleted;
    0x0d03 1 competence::AssessorAuthorised;
    0x0d04 1 competence::AuthorisationLapsed;

    0x0e01 1 leadership::LeadershipActed;

    0x0f01 1 analysis::ResultsAnalysed;
    0x0f02 1 analysis::SchoolDialogueHeld;
    0x0f03 1 analysis::PriorityDecided;
    0x0f04 1 analysis::MeasureDecided;
    0x0f05 1 analysis::MeasureStarted;
    0x0f06 1 analysis::MeasureEvaluated;

    0x1001 1 committee::ReportPrepared;
    0x1002 2 committee::ReportDelivered, or 1 committee::v1::ReportDelivered;
    0x1003 1 committee::ReportPresented;
    0x1004 1 committee::CommitteeInformed;
    0x1005 1 committee::SchoolAccountDelivered;
    0x1006 1 committee::SchoolAccountReceived;
    0x1007 1 committee::DebateHeld;
    0x1008 1 committee::CommitteeDecided;
    0x1009 1 committee::MinutesApproved;
    0x100a 1 committee::DecisionAppealed;
    0x100b 1 committee::SuppressionRuleAdopted;
}

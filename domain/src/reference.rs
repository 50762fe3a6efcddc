//! What an event names of what came before it: the links of every trail.
//!
//! An event names an earlier one by its position (a correction, an answer, a service) or by the id of the
//! thread it belongs to or rests on (a programme, a report, a decision). With the cause that stands
//! beside each event in the record, these are all links there are.
//!
//! Places and persons are no links: that two events are about the same pupil, class or school unit is said
//! by [`Event::tags`].

use std::collections::BTreeSet;

use crate::Event;
use crate::assessment::Place;
use crate::committee::Resolution;
use crate::guarantee::{Answer, Lack, Lifted};
use crate::id::{CommitmentId, Position, ProgrammeId, RoundId};
use crate::query::Tag;

/// Something earlier that an event names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// One event.
    Position(Position),
    /// A thread: the events that founded it. The tag is always that of a round, commitment, knowledge
    /// right, programme, dialogue, seminar, coaching, development, analysis, measure, report, debate or
    /// decision.
    Thread(Tag),
}

use Reference::{Position as At, Thread};

/// Says once for each event what it names. There is no wildcard: a new event must be given its line.
macro_rules! references {
    ($($name:ident($event:ident) => $references:expr),+ $(,)?) => {
        impl Event {
            /// What the event names of what came before it, in order and without doubles. The event that
            /// founds a thread names it too: there, nothing came before.
            #[must_use]
            pub fn refers(&self) -> Vec<Reference> {
                let named: BTreeSet<Reference> = match self {
                    $(Self::$name($event) => BTreeSet::from_iter($references),)+
                };
                named.into_iter().collect()
            }
        }
    };
}

const fn of_round(round: RoundId) -> Reference {
    Thread(Tag::Round(round))
}

const fn of_commitment(commitment: CommitmentId) -> Reference {
    Thread(Tag::Commitment(commitment))
}

const fn of_programme(programme: ProgrammeId) -> Reference {
    Thread(Tag::Programme(programme))
}

const fn of_place(place: &Place) -> Reference {
    of_round(place.round)
}

fn in_lack(lack: &Lack) -> Option<Reference> {
    match *lack {
        Lack::Below { assessed } => Some(At(assessed)),
        Lack::NotAssessed { recorded } => Some(At(recorded)),
        Lack::Missing => None,
    }
}

fn in_lifted(why: &Lifted) -> Option<Reference> {
    match *why {
        Lifted::Reached { assessed } => Some(At(assessed)),
        Lifted::OutsidePopulation | Lifted::PromiseWithdrawn | Lifted::Replaced | Lifted::Left => {
            None
        }
    }
}

fn in_answer(answer: &Answer) -> Option<Reference> {
    match *answer {
        Answer::ProgrammeCovers { programme } => Some(of_programme(programme)),
        Answer::SchoolMeasure { measure } => measure.map(|id| Thread(Tag::Measure(id))),
        Answer::ExtraAdaptations
        | Answer::ReportedToPrincipal
        | Answer::Reassess
        | Answer::None => None,
    }
}

fn in_resolution(resolution: &Resolution) -> Option<Reference> {
    match resolution {
        Resolution::AmbitionLowered { commitment }
        | Resolution::AmbitionRaised { commitment }
        | Resolution::TargetsAdopted { commitment } => Some(of_commitment(*commitment)),
        Resolution::Noted | Resolution::MoreInformation { .. } | Resolution::FundsMoved { .. } => {
            None
        }
    }
}

/// What is named, where it is named.
fn all<const N: usize>(named: [Option<Reference>; N]) -> impl Iterator<Item = Reference> {
    named.into_iter().flatten()
}

references! {
    MunicipalityRegistered(_e) => [],
    DistrictFormed(_e) => [],
    CommitteeFormed(_e) => [],
    SchoolUnitOpened(_e) => [],
    SchoolUnitRenamed(_e) => [],
    SchoolUnitMoved(_e) => [],
    SchoolUnitClosed(_e) => [],
    ClassFormed(_e) => [],
    ClassRenamed(_e) => [],
    ClassClosed(_e) => [],
    StaffEngaged(_e) => [],
    StaffLeft(_e) => [],
    RoleGranted(_e) => [],
    RoleEnded(_e) => [],
    AssessorAssigned(_e) => [],
    AssessorEnded(_e) => [],
    LocalHolidaysSet(_e) => [],
    ScaleEditionAdopted(_e) => [],
    CoverageAdopted(_e) => [],
    StaffContactSet(_e) => [],

    PupilEnrolled(_e) => [],
    ClassJoined(_e) => [],
    GradeChanged(_e) => [],
    PupilTransferred(_e) => [],
    PupilLeft(_e) => [],
    SwedishSyllabusSet(_e) => [],
    ProtectionMarked(_e) => [],
    GuardianLinked(_e) => [],
    GuardianUnlinked(_e) => [],
    GuardianRestricted(_e) => [],
    IdentityRectified(_e) => [],

    RoundScheduled(e) => [of_round(e.round)],
    RoundOpened(e) => [of_round(e.round)],
    ConditionsStated(e) => [of_round(e.round)],
    ClassSignedOff(e) => [of_round(e.round)],
    ResultsSubmitted(e) => [of_round(e.round)],
    ResultsReceived(e) => [of_round(e.round)],
    LettersReleased(e) => [of_round(e.round)],
    ReminderSent(e) => [of_round(e.round)],
    RoundReopened(e) => [of_round(e.round)],
    ConditionsAnswered(e) => [of_round(e.round), At(e.of)],

    ReadingAssessed(e) => [of_place(&e.place)],
    NotAssessed(e) => [of_place(&e.place)],
    AssessmentCorrected(e) => [of_place(&e.place), At(e.of)],
    AssessmentStruck(e) => [of_place(&e.place), At(e.of)],

    CommitmentProposed(e) => {
        all([Some(of_commitment(e.commitment)), e.serves.map(|id| Thread(Tag::Right(id)))])
    },
    CommitmentAdopted(e) => {
        all([Some(of_commitment(e.commitment)), e.decision.map(|id| Thread(Tag::Decision(id)))])
    },
    CommitmentRevised(e) => {
        all([Some(of_commitment(e.commitment)), e.decision.map(|id| Thread(Tag::Decision(id)))])
    },
    CommitmentWithdrawn(e) => {
        all([Some(of_commitment(e.commitment)), e.decision.map(|id| Thread(Tag::Decision(id)))])
    },
    CommitmentEvaluated(e) => [of_commitment(e.commitment), of_round(e.round)],
    CommitmentPublished(e) => [of_commitment(e.commitment)],
    CommitmentExplained(e) => [of_commitment(e.commitment)],
    CommitmentLowered(e) => [of_commitment(e.commitment), Thread(Tag::Decision(e.decision))],

    KnowledgeRightDefined(e) => [Thread(Tag::Right(e.right))],
    AssessmentSystemDescribed(_e) => [],

    GuaranteeAdopted(_e) => [],
    ShortfallFound(e) => all([
        Some(of_round(e.round)),
        Some(of_commitment(e.promise.commitment)),
        in_lack(&e.lack),
    ]),
    ShortfallLifted(e) => all([Some(of_round(e.round)), Some(At(e.of)), in_lifted(&e.why)]),
    ShortfallFollowed(e) => [At(e.of)],
    GuaranteeAnswered(e) => all([Some(At(e.of)), in_answer(&e.answer)]),
    DutyReminded(e) => [At(e.of)],
    FollowUpDeclined(e) => [At(e.cause)],

    DecisionDelegated(_e) => [],
    DelegationEnded(_e) => [],
    ConcernReported(e) => all([Some(of_programme(e.programme)), e.shortfall.map(At)]),
    InvestigationOpened(e) => [of_programme(e.programme)],
    InvestigationConsulted(e) => [of_programme(e.programme)],
    InvestigationConcluded(e) => [of_programme(e.programme)],
    MaterialCommunicated(e) => [of_programme(e.programme)],
    ProgrammeDecided(e) => [of_programme(e.programme)],
    NoProgrammeDecided(e) => [of_programme(e.programme)],
    DecisionServed(e) => [of_programme(e.programme), At(e.decision)],
    ProgrammeFollowedUp(e) => [of_programme(e.programme)],
    ProgrammeEvaluated(e) => [of_programme(e.programme)],
    ProgrammeRevised(e) => [of_programme(e.programme), At(e.decision)],
    ProgrammeEnded(e) => [of_programme(e.programme)],
    SlipCorrected(e) => [of_programme(e.programme), At(e.decision)],
    DecisionAnnulled(e) => [of_programme(e.programme), At(e.decision)],
    EntryStruck(e) => [of_programme(e.programme), At(e.of)],
    AppealLodged(e) => [of_programme(e.programme), At(e.decision)],
    AppealTimelinessDecided(e) => [of_programme(e.programme), At(e.appeal)],
    AppealForwarded(e) => [of_programme(e.programme), At(e.appeal)],
    AppealDecided(e) => [of_programme(e.programme), At(e.appeal)],
    EarlySupportAssessed(_e) => [],
    HandedOver(_e) => [],

    DialogueInvited(e) => [Thread(Tag::Dialogue(e.dialogue))],
    DialogueHeld(e) => [Thread(Tag::Dialogue(e.dialogue))],
    AssessmentExplained(e) => {
        all([Some(of_round(e.round)), e.dialogue.map(|id| Thread(Tag::Dialogue(id)))])
    },
    GuardianViewRecorded(e) => all([e.dialogue.map(|id| Thread(Tag::Dialogue(id)))]),
    GuardianAcknowledged(e) => [of_round(e.round)],
    ComplaintReceived(_e) => [],
    ComplaintAnswered(e) => [At(e.of)],

    SeminarArranged(e) => [Thread(Tag::Seminar(e.seminar))],
    SeminarHeld(e) => [Thread(Tag::Seminar(e.seminar))],
    RatingGiven(e) => [Thread(Tag::Seminar(e.seminar))],
    RatingsRevealed(e) => [Thread(Tag::Seminar(e.seminar))],
    ConsensusReached(e) => [Thread(Tag::Seminar(e.seminar))],

    CoachingRequested(e) => [Thread(Tag::Coaching(e.coaching))],
    CoachingBooked(e) => [Thread(Tag::Coaching(e.coaching))],
    CoachingHeld(e) => [Thread(Tag::Coaching(e.coaching))],

    SupportOffered(e) => [Thread(Tag::Development(e.development))],
    DevelopmentRequested(e) => [Thread(Tag::Development(e.development))],
    DevelopmentPlanned(e) => [Thread(Tag::Development(e.development))],
    DevelopmentHeld(e) => [Thread(Tag::Development(e.development))],
    DevelopmentEvaluated(e) => [Thread(Tag::Development(e.development))],

    KnowledgeRequired(_e) => [],
    TrainingCompleted(_e) => [],
    AssessorAuthorised(_e) => [],
    AuthorisationLapsed(_e) => [],

    LeadershipActed(_e) => [],

    ResultsAnalysed(e) => [Thread(Tag::Analysis(e.analysis)), of_round(e.round)],
    SchoolDialogueHeld(e) => [Thread(Tag::Analysis(e.analysis))],
    PriorityDecided(e) => [Thread(Tag::Analysis(e.analysis))],
    MeasureDecided(e) => all([
        Some(Thread(Tag::Measure(e.measure))),
        e.analysis.map(|id| Thread(Tag::Analysis(id))),
        e.decision.map(|id| Thread(Tag::Decision(id))),
        e.expected.commitment.map(of_commitment),
        Some(of_round(e.expected.by)),
    ]),
    MeasureStarted(e) => [Thread(Tag::Measure(e.measure))],
    MeasureEvaluated(e) => [Thread(Tag::Measure(e.measure)), of_round(e.round)],

    ReportPrepared(e) => [Thread(Tag::Report(e.report)), of_round(e.round)],
    ReportDelivered(e) => [Thread(Tag::Report(e.report))],
    ReportPresented(e) => [Thread(Tag::Report(e.report))],
    CommitteeInformed(_e) => [],
    SchoolAccountDelivered(e) => [of_round(e.round)],
    SchoolAccountReceived(e) => [At(e.of)],
    DebateHeld(e) => all([
        Some(Thread(Tag::Debate(e.debate))),
        e.report.map(|id| Thread(Tag::Report(id))),
        e.commitment.map(of_commitment),
    ]),
    CommitteeDecided(e) => all([
        Some(Thread(Tag::Decision(e.decision))),
        e.report.map(|id| Thread(Tag::Report(id))),
        e.debate.map(|id| Thread(Tag::Debate(id))),
        in_resolution(&e.resolution),
    ]),
    MinutesApproved(_e) => [],
    DecisionAppealed(e) => [Thread(Tag::Decision(e.decision))],
    SuppressionRuleAdopted(_e) => [],
}

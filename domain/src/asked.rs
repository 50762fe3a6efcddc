//! Which command leads to an event: what was asked for, told from what was recorded.
//!
//! For explaining a decision and for asking a history anew. Most commands are their event; some say
//! beside it what the views know, which is told here from what was recorded before.

use crate::action_programme::{self as programme, Party};
use crate::assessment::{self, Outcome};
use crate::calendar::Day;
use crate::command::Command;
use crate::event::{Event, Recorded};
use crate::id::{ProgrammeId, PupilId, RoundId, SchoolUnitCode, SeminarId, StaffId};
use crate::people::{Protection, Scope, Syllabus};
use crate::pupil::guardians::Guardians;
use crate::query::Tag;
use crate::{
    analysis, coaching, commitment, committee, competence, development, guarantee, knowledge,
    leadership, organisation, parent_dialogue, pupil, round, seminar,
};

/// What was recorded with a tag before the event, in order of position.
pub type Before<'a> = &'a dyn Fn(Tag) -> Vec<Recorded>;

/// The command whose events come first in `events` (recorded together), and how many of them are its.
/// None: there are no events.
#[must_use]
pub fn asked(events: &[Event], before: Before<'_>) -> Option<(Command, usize)> {
    Some(match events.first()? {
        Event::PupilEnrolled(enrolment) => enrolled(enrolment, &events[1..]),
        Event::PupilTransferred(transfer) => transferred(transfer, events.get(1)),
        event => (asking_for(event, before), 1),
    })
}

/// The command that leads to this event and to no other.
#[must_use]
pub fn asking_for(event: &Event, before: Before<'_>) -> Command {
    plain(event).unwrap_or_else(|event| match event {
        Several::Enrolled(e) => enrolled(e, &[]).0,
        Several::Transferred(e) => transferred(e, None).0,
        Several::Submitted(e) => {
            // The classes were the views'; each of them had to be signed off, which the record shows.
            round::Command::Submit { submission: e.clone(), classes: Vec::new() }.into()
        }
        Several::Assessment(e) => of_assessment(e).into(),
        Several::Evaluated(e) => {
            let census_date = census_date(e.round, before).unwrap_or_default();
            commitment::Command::Evaluate { evaluation: e.clone(), census_date }.into()
        }
        Several::Decision(e) => of_decision(e, before).into(),
        Several::Seminar(e) => of_seminar(e, before).into(),
    })
}

/// Events whose command says more than the event, or says it otherwise.
#[derive(Clone, Copy)]
enum Several<'a> {
    Enrolled(&'a pupil::PupilEnrolled),
    Transferred(&'a pupil::PupilTransferred),
    Submitted(&'a round::ResultsSubmitted),
    Assessment(Assessment<'a>),
    Evaluated(&'a commitment::CommitmentEvaluated),
    Decision(Decision<'a>),
    Seminar(Seminar<'a>),
}

#[derive(Clone, Copy)]
enum Assessment<'a> {
    Assessed(&'a assessment::ReadingAssessed),
    NotAssessed(&'a assessment::NotAssessed),
    Corrected(&'a assessment::AssessmentCorrected),
    Struck(&'a assessment::AssessmentStruck),
}

#[derive(Clone, Copy)]
enum Decision<'a> {
    Programme(&'a programme::ProgrammeDecided),
    None(&'a programme::NoProgrammeDecided),
    Revised(&'a programme::ProgrammeRevised),
}

#[derive(Clone, Copy)]
enum Seminar<'a> {
    Held(&'a seminar::SeminarHeld),
    Rated(&'a seminar::RatingGiven),
    Revealed(&'a seminar::RatingsRevealed),
    Agreed(&'a seminar::ConsensusReached),
}

/// Says once for each event which command it is of. There is no wildcard: a new event must be given its
/// line.
macro_rules! commands {
    (
        $($term:ident { $($name:ident => $command:ident),+ $(,)? })+
        ; beside { $($other:ident($event:ident) => $told:expr),+ $(,)? }
    ) => {
        fn plain(event: &Event) -> Result<Command, Several<'_>> {
            match event {
                $($(Event::$name(e) => Ok($term::Command::$command(e.clone()).into()),)+)+
                $(Event::$other($event) => Err($told),)+
            }
        }
    };
}

commands! {
    organisation {
        MunicipalityRegistered => RegisterMunicipality,
        DistrictFormed => FormDistrict,
        CommitteeFormed => FormCommittee,
        SchoolUnitOpened => OpenSchoolUnit,
        SchoolUnitRenamed => RenameSchoolUnit,
        SchoolUnitMoved => MoveSchoolUnit,
        SchoolUnitClosed => CloseSchoolUnit,
        ClassFormed => FormClass,
        ClassRenamed => RenameClass,
        ClassClosed => CloseClass,
        StaffEngaged => EngageStaff,
        StaffLeft => EndEngagement,
        RoleGranted => GrantRole,
        RoleEnded => EndRole,
        AssessorAssigned => AssignAssessor,
        AssessorEnded => EndAssessor,
        LocalHolidaysSet => SetLocalHolidays,
        ScaleEditionAdopted => AdoptScaleEdition,
        CoverageAdopted => AdoptCoverage,
        StaffContactSet => SetStaffContact,
    }
    pupil {
        ClassJoined => JoinClass,
        GradeChanged => ChangeGrade,
        PupilLeft => Leave,
        SwedishSyllabusSet => SetSyllabus,
        ProtectionMarked => MarkProtection,
        GuardianLinked => LinkGuardian,
        GuardianUnlinked => UnlinkGuardian,
        GuardianRestricted => RestrictGuardian,
        IdentityRectified => RectifyIdentity,
    }
    round {
        RoundScheduled => Schedule,
        RoundOpened => Open,
        ConditionsStated => StateConditions,
        ConditionsAnswered => AnswerConditions,
        LettersReleased => ReleaseLetters,
        ClassSignedOff => SignOff,
        ResultsReceived => Receive,
        ReminderSent => Remind,
        RoundReopened => Reopen,
    }
    commitment {
        CommitmentProposed => Propose,
        CommitmentAdopted => Adopt,
        CommitmentRevised => Revise,
        CommitmentLowered => Lower,
        CommitmentWithdrawn => Withdraw,
        CommitmentPublished => Publish,
        CommitmentExplained => Explain,
    }
    knowledge {
        KnowledgeRightDefined => DefineRight,
        AssessmentSystemDescribed => DescribeSystem,
    }
    guarantee {
        GuaranteeAdopted => Adopt,
        ShortfallFound => Find,
        ShortfallLifted => Lift,
        ShortfallFollowed => Follow,
        GuaranteeAnswered => Answer,
        DutyReminded => Remind,
        FollowUpDeclined => Decline,
    }
    programme {
        DecisionDelegated => Delegate,
        DelegationEnded => EndDelegation,
        ConcernReported => Report,
        InvestigationOpened => OpenInvestigation,
        InvestigationConsulted => Consult,
        InvestigationConcluded => Conclude,
        MaterialCommunicated => Communicate,
        DecisionServed => Serve,
        ProgrammeFollowedUp => FollowUp,
        ProgrammeEvaluated => Evaluate,
        ProgrammeEnded => End,
        SlipCorrected => CorrectSlip,
        DecisionAnnulled => Annul,
        EntryStruck => Strike,
        AppealLodged => LodgeAppeal,
        AppealTimelinessDecided => DecideTimeliness,
        AppealForwarded => ForwardAppeal,
        AppealDecided => RecordAppealOutcome,
        EarlySupportAssessed => AssessEarlySupport,
        HandedOver => HandOver,
    }
    parent_dialogue {
        DialogueInvited => Invite,
        DialogueHeld => Hold,
        AssessmentExplained => Explain,
        GuardianViewRecorded => RecordView,
        GuardianAcknowledged => Acknowledge,
        ComplaintReceived => ReceiveComplaint,
        ComplaintAnswered => AnswerComplaint,
    }
    seminar { SeminarArranged => Arrange }
    coaching {
        CoachingRequested => Request,
        CoachingBooked => Book,
        CoachingHeld => Hold,
    }
    development {
        SupportOffered => Offer,
        DevelopmentRequested => Request,
        DevelopmentPlanned => Plan,
        DevelopmentHeld => Hold,
        DevelopmentEvaluated => Evaluate,
    }
    competence {
        KnowledgeRequired => Require,
        TrainingCompleted => Complete,
        AssessorAuthorised => Authorise,
        AuthorisationLapsed => Lapse,
    }
    leadership { LeadershipActed => Act }
    analysis {
        ResultsAnalysed => Analyse,
        SchoolDialogueHeld => HoldDialogue,
        PriorityDecided => Prioritise,
        MeasureDecided => DecideMeasure,
        MeasureStarted => Start,
        MeasureEvaluated => EvaluateMeasure,
    }
    committee {
        ReportPrepared => Prepare,
        ReportDelivered => Deliver,
        ReportPresented => Present,
        CommitteeInformed => Inform,
        SchoolAccountDelivered => DeliverAccount,
        SchoolAccountReceived => ReceiveAccount,
        DebateHeld => Debate,
        CommitteeDecided => Decide,
        MinutesApproved => ApproveMinutes,
        DecisionAppealed => RecordAppeal,
        SuppressionRuleAdopted => AdoptSuppressionRule,
    }
;
    beside {
        PupilEnrolled(e) => Several::Enrolled(e),
        PupilTransferred(e) => Several::Transferred(e),
        ResultsSubmitted(e) => Several::Submitted(e),
        ReadingAssessed(e) => Several::Assessment(Assessment::Assessed(e)),
        NotAssessed(e) => Several::Assessment(Assessment::NotAssessed(e)),
        AssessmentCorrected(e) => Several::Assessment(Assessment::Corrected(e)),
        AssessmentStruck(e) => Several::Assessment(Assessment::Struck(e)),
        CommitmentEvaluated(e) => Several::Evaluated(e),
        ProgrammeDecided(e) => Several::Decision(Decision::Programme(e)),
        NoProgrammeDecided(e) => Several::Decision(Decision::None(e)),
        ProgrammeRevised(e) => Several::Decision(Decision::Revised(e)),
        SeminarHeld(e) => Several::Seminar(Seminar::Held(e)),
        RatingGiven(e) => Several::Seminar(Seminar::Rated(e)),
        RatingsRevealed(e) => Several::Seminar(Seminar::Revealed(e)),
        ConsensusReached(e) => Several::Seminar(Seminar::Agreed(e)),
    }
}

fn enrolled(enrolment: &pupil::PupilEnrolled, after: &[Event]) -> (Command, usize) {
    let (pupil, from) = (enrolment.pupil, enrolment.from);
    let (mut class, mut syllabus, mut protection) = (None, Syllabus::Unknown, Protection::None);
    let mut taken = 1;
    for event in after {
        match event {
            Event::ClassJoined(e) if (e.pupil, e.from) == (pupil, from) => class = e.class,
            Event::SwedishSyllabusSet(e) if (e.pupil, e.from) == (pupil, from) => {
                syllabus = e.syllabus;
            }
            Event::ProtectionMarked(e) if e.pupil == pupil => protection = e.protection,
            _ => break,
        }
        taken += 1;
    }
    let enrolment = enrolment.clone();
    (pupil::Command::Enrol { enrolment, class, syllabus, protection }.into(), taken)
}

fn transferred(transfer: &pupil::PupilTransferred, next: Option<&Event>) -> (Command, usize) {
    let joined = match next {
        Some(Event::ClassJoined(e)) if (e.pupil, e.from) == (transfer.pupil, transfer.from) => {
            Some(e)
        }
        _ => None,
    };
    let class = joined.and_then(|joined| joined.class);
    let command = pupil::Command::Transfer { transfer: transfer.clone(), class };
    (command.into(), 1 + usize::from(joined.is_some()))
}

fn of_assessment(event: Assessment<'_>) -> assessment::Command {
    use assessment::Command as C;
    match event {
        Assessment::Assessed(e) => C::Assess {
            place: e.place,
            outcome: Outcome::Point(e.point),
            on: e.on,
            assessor: e.assessor,
            note: e.note.clone(),
        },
        Assessment::NotAssessed(e) => C::Assess {
            place: e.place,
            outcome: Outcome::NotAssessed(e.reason),
            on: e.on,
            assessor: e.assessor,
            note: e.note.clone(),
        },
        Assessment::Corrected(e) => C::Correct {
            place: e.place,
            outcome: e.outcome,
            on: e.on,
            assessor: e.assessor,
            reason: e.reason.clone(),
        },
        Assessment::Struck(e) => {
            C::Strike { place: e.place, of: e.of, staff: e.staff, reason: e.reason.clone() }
        }
    }
}

fn of_decision(event: Decision<'_>, before: Before<'_>) -> programme::Command {
    use programme::Command as C;
    match event {
        Decision::Programme(e) => {
            C::Decide { decision: e.clone(), parties: parties(e.programme, e.pupil, before) }
        }
        Decision::None(e) => {
            C::DecideNone { decision: e.clone(), parties: parties(e.programme, e.pupil, before) }
        }
        Decision::Revised(e) => {
            C::Revise { revision: e.clone(), parties: parties(e.programme, e.pupil, before) }
        }
    }
}

/// Every guardian without a block, and the pupil where the material was communicated to the pupil.
fn parties(programme: ProgrammeId, pupil: PupilId, before: Before<'_>) -> Vec<Party> {
    let guardians = Guardians::of(&before(Tag::Pupil(pupil)));
    let mut parties: Vec<Party> = guardians.open().map(Party::Guardian).collect();
    let told = before(Tag::Programme(programme)).into_iter().any(|recorded| {
        let Some(Event::MaterialCommunicated(e)) = recorded.event else { return false };
        e.party == Party::Pupil
    });
    if told {
        parties.push(Party::Pupil);
    }
    parties
}

fn of_seminar(event: Seminar<'_>, before: Before<'_>) -> seminar::Command {
    use seminar::Command as C;
    match event {
        Seminar::Held(e) => C::Hold { held: e.clone(), scope: scope(e.seminar, before) },
        Seminar::Rated(e) => {
            let scope = scope(e.seminar, before);
            let of_district = matches!(scope, Scope::District(_));
            let school = if of_district { school_of(e.rater, before) } else { None };
            C::Rate { rating: e.clone(), scope, school }
        }
        Seminar::Revealed(e) => C::Reveal { reveal: e.clone(), scope: scope(e.seminar, before) },
        Seminar::Agreed(e) => C::Agree { consensus: e.clone(), scope: scope(e.seminar, before) },
    }
}

fn scope(seminar: SeminarId, before: Before<'_>) -> Scope {
    let arranged = before(Tag::Seminar(seminar)).into_iter().find_map(|recorded| {
        let Some(Event::SeminarArranged(e)) = recorded.event else { return None };
        Some(e.scope)
    });
    arranged.unwrap_or(Scope::Municipality)
}

/// Where a member of staff last was granted a role at a school unit.
fn school_of(staff: StaffId, before: Before<'_>) -> Option<SchoolUnitCode> {
    before(Tag::Staff(staff)).into_iter().rev().find_map(|recorded| match recorded.event {
        Some(Event::RoleGranted(e)) => match e.scope {
            Scope::School(school) => Some(school),
            _ => None,
        },
        _ => None,
    })
}

fn census_date(round: RoundId, before: Before<'_>) -> Option<Day> {
    before(Tag::Round(round)).into_iter().rev().find_map(|recorded| match recorded.event {
        Some(Event::RoundScheduled(e)) => Some(e.census_date),
        _ => None,
    })
}

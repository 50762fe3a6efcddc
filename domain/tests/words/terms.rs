//! The terms' own lists, in their stored order.

use domain::action_programme::{
    AnnulmentGround, AppealOutcome, Consulted, Ended, GoalsMet, Party, SupportForm,
};
use domain::analysis::{Effect, MeasureFor};
use domain::calendar::Day;
use domain::committee::{Indicator, Purse, Resolution};
use domain::guarantee::{Answer, Duty, Lack, Lifted};
use domain::id::{CommitmentId, GuardianId, Position, ProgrammeId, StaffId};
use domain::leadership::LeadershipAct;
use domain::parent_dialogue::{DialogueKind, Participant};
use domain::people::{Grade, Way};
use domain::seminar::SeminarKind;
use serde::Serialize;

use crate::bytes::stored_in_order;

/// The values begin with 0, 1, 2 … in this order, whatever follows.
#[track_caller]
fn begin_in_order<T: Serialize>(values: &[T]) {
    for (number, value) in (0u8..).zip(values) {
        assert_eq!(postcard::to_allocvec(value).expect("bytes")[0], number);
    }
}

#[test]
fn lists_of_the_school_keep_their_order() {
    use Way::{Digital, FormalService, Letter, Meeting, Phone};
    stored_in_order(
        &[Meeting, Letter, Digital, Phone, FormalService],
        &["meeting", "letter", "digital", "phone", "formal_service"],
    );
    use LeadershipAct::{PriorityExplained, StaffDialogue, Visit};
    stored_in_order(
        &[Visit, StaffDialogue, PriorityExplained],
        &["visit", "staff_dialogue", "priority_explained"],
    );
    use SeminarKind::{AssessorAgreement, Joint, ResultAnalysis};
    stored_in_order(
        &[Joint, ResultAnalysis, AssessorAgreement],
        &["joint", "result_analysis", "assessor_agreement"],
    );
    use DialogueKind::{DevelopmentTalk, Written};
    stored_in_order(
        &[DevelopmentTalk, DialogueKind::Meeting, DialogueKind::Phone, Written],
        &["development_talk", "meeting", "phone", "written"],
    );
    use Effect::{Better, NotMeasurable, Same, Worse};
    stored_in_order(
        &[Better, Same, Worse, NotMeasurable],
        &["better", "same", "worse", "not_measurable"],
    );
}

#[test]
fn lists_of_the_case_keep_their_order() {
    use Ended::{NeedsMet, PupilLeft, ReplacedByOther};
    stored_in_order(
        &[NeedsMet, ReplacedByOther, PupilLeft],
        &["needs_met", "replaced_by_other", "pupil_left"],
    );
    stored_in_order(&[GoalsMet::Yes, GoalsMet::Partly, GoalsMet::No], &["yes", "partly", "no"]);
    use AppealOutcome::{Annulled, AnnulledAndRemitted, Changed, Confirmed, Dismissed, Withdrawn};
    stored_in_order(
        &[Confirmed, Annulled, AnnulledAndRemitted, Changed, Dismissed, Withdrawn],
        &["confirmed", "annulled", "annulled_and_remitted", "changed", "dismissed", "withdrawn"],
    );
    use AnnulmentGround::{BoardOfAppeal, Incorrect, NewCircumstances};
    stored_in_order(
        &[Incorrect, NewCircumstances, BoardOfAppeal],
        &["incorrect", "new_circumstances", "board_of_appeal"],
    );
    use Duty::{
        Answer, AppealForwarding, ComplaintAnswer, Evaluation, FollowUp, Investigation,
        MeasureEvaluation,
    };
    stored_in_order(
        &[
            Answer,
            Investigation,
            FollowUp,
            Evaluation,
            AppealForwarding,
            MeasureEvaluation,
            ComplaintAnswer,
        ],
        &[
            "answer",
            "investigation",
            "follow_up",
            "evaluation",
            "appeal_forwarding",
            "measure_evaluation",
            "complaint_answer",
        ],
    );
}

#[test]
fn choices_with_content_keep_their_order() {
    let guardian = GuardianId::from_bytes([1; 16]);
    begin_in_order(&[Party::Guardian(guardian), Party::Pupil]);
    use Consulted::{Other, StudentHealth, Teachers};
    let heard = Consulted::Guardian(guardian);
    begin_in_order(&[Consulted::Pupil, heard, StudentHealth, Teachers, Other]);
    let until = Day::new(2025, 12, 20).unwrap();
    begin_in_order(&[
        SupportForm::SpecialTeachingGroup,
        SupportForm::IndividualTeaching,
        SupportForm::DistanceTeaching { until },
        SupportForm::AdaptedCourse,
    ]);
    begin_in_order(&[
        Participant::Guardian(guardian),
        Participant::Pupil,
        Participant::Staff(StaffId::from_bytes([1; 16])),
        Participant::Interpreter,
    ]);
    let (grade, all) = (Grade::nine(3), MeasureFor::School);
    let classes = MeasureFor::Classes(vec![]);
    begin_in_order(&[all, classes, MeasureFor::Grade(grade), MeasureFor::Pupils(vec![])]);
}

#[test]
fn choices_of_the_guarantee_keep_their_order() {
    let (assessed, recorded) = (Position(1), Position(1));
    begin_in_order(&[Lack::Below { assessed }, Lack::NotAssessed { recorded }, Lack::Missing]);
    begin_in_order(&[
        Answer::ExtraAdaptations,
        Answer::ReportedToPrincipal,
        Answer::ProgrammeCovers { programme: ProgrammeId::from_bytes([1; 16]) },
        Answer::Reassess,
        Answer::SchoolMeasure { measure: None },
        Answer::None,
    ]);
    begin_in_order(&[
        Lifted::Reached { assessed },
        Lifted::OutsidePopulation,
        Lifted::PromiseWithdrawn,
        Lifted::Replaced,
    ]);
}

#[test]
fn choices_of_the_committee_keep_their_order() {
    let school = "01234567".parse().unwrap();
    let district = "norr".parse().unwrap();
    begin_in_order(&[Purse::Municipality, Purse::District(district), Purse::School(school)]);
    let commitment = CommitmentId::from_bytes([1; 16]);
    let moved =
        Resolution::FundsMoved { from: Purse::Municipality, to: Purse::School(school), amount: 1 };
    begin_in_order(&[
        Resolution::Noted,
        Resolution::MoreInformation { question: "?".to_owned() },
        moved,
        Resolution::AmbitionLowered { commitment },
        Resolution::AmbitionRaised { commitment },
        Resolution::TargetsAdopted { commitment },
    ]);
    begin_in_order(&[Indicator::Groups, Indicator::Targets, Indicator::Spread]);
}

//! The table itself.

use super::Only::{
    Beginning, Delegated, InOwnName, LedStaff, OfMunicipality, OfSchool, OneChild, OwnClass,
    OwnTeaching, Process, Responsible, ThenToo,
};
use super::{Line, Reach, anywhere, entrusted, municipal, place};
use crate::people::Role;

/// Every role that a person can hold.
const ANY: &[Role] = &[
    Role::Teacher,
    Role::SpecialEducator,
    Role::Principal,
    Role::ResultsCoordinator,
    Role::Adviser,
    Role::CommitteeSecretary,
    Role::CommitteeMember,
    Role::Auditor,
    Role::Archivist,
    Role::SystemAdministrator,
];
const PRINCIPAL: &[Role] = &[Role::Principal];
const COORDINATOR: &[Role] = &[Role::ResultsCoordinator];
const SECRETARY: &[Role] = &[Role::CommitteeSecretary];
const TEACHING: &[Role] = &[Role::Teacher, Role::SpecialEducator];
/// Who of a school unit's staff may be entrusted with a step of a case, and talks with guardians.
const STAFF: &[Role] = &[Role::Teacher, Role::SpecialEducator, Role::Principal];
/// Who leads a case besides those entrusted with it by name.
const LEADING: &[Role] = &[Role::Principal, Role::SpecialEducator];
/// Who keeps the register.
const REGISTRARS: &[Role] = &[Role::SystemAdministrator, Role::ResultsCoordinator];
const REGISTRARS_HERE: &[Role] =
    &[Role::SystemAdministrator, Role::ResultsCoordinator, Role::Principal];
/// Who prepares and delivers reports.
const OFFICIALS: &[Role] = &[Role::ResultsCoordinator, Role::CommitteeSecretary];
/// Who offers, plans and gives support.
const SUPPORT: &[Role] = &[Role::ResultsCoordinator, Role::Adviser];
/// Who arranges and leads a seminar. A principal's role reaches the own school unit only.
const LEADERS: &[Role] = &[Role::ResultsCoordinator, Role::Adviser, Role::Principal];
/// Who can be made responsible for a measure, and who assesses or must know how: anyone who works with
/// the school unit.
const WORKING: &[Role] = &[
    Role::Teacher,
    Role::SpecialEducator,
    Role::Principal,
    Role::ResultsCoordinator,
    Role::Adviser,
];

// ------------------------------------------------------------------------ municipality, pupils

/// How a record begins: someone is engaged and made administrator or coordinator.
const FIRST: Line = anywhere(ANY).only(&[Beginning]);

entrusted! { organisation:
    // Once, before anyone can have a role; said again it is nothing or refused.
    RegisterMunicipality "register_municipality" => [anywhere(ANY)],
    FormDistrict "form_district" => [municipal(REGISTRARS)],
    FormCommittee "form_committee" => [municipal(REGISTRARS)],
    OpenSchoolUnit "open_school_unit" => [municipal(REGISTRARS)],
    RenameSchoolUnit "rename_school_unit" => [municipal(REGISTRARS)],
    MoveSchoolUnit "move_school_unit" => [municipal(REGISTRARS)],
    CloseSchoolUnit "close_school_unit" => [municipal(REGISTRARS)],
    FormClass "form_class" => [municipal(REGISTRARS)],
    RenameClass "rename_class" => [municipal(REGISTRARS)],
    CloseClass "close_class" => [municipal(REGISTRARS)],
    EngageStaff "engage_staff" => [municipal(REGISTRARS), FIRST],
    EndEngagement "end_engagement" => [municipal(REGISTRARS)],
    GrantRole "grant_role" => [municipal(REGISTRARS), FIRST],
    EndRole "end_role" => [municipal(REGISTRARS)],
    AssignAssessor "assign_assessor" => [place(REGISTRARS_HERE)],
    EndAssessor "end_assessor" => [place(REGISTRARS_HERE)],
    SetLocalHolidays "set_local_holidays" => [municipal(REGISTRARS)],
    AdoptScaleEdition "adopt_scale_edition" => [municipal(REGISTRARS)],
    AdoptCoverage "adopt_coverage" => [municipal(REGISTRARS)],
    SetStaffContact "set_staff_contact" => [municipal(REGISTRARS), anywhere(ANY).only(&[InOwnName])],
}

// The place is the school units that the command names, or where the pupil is.
entrusted! { pupil:
    Enrol "enrol" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    JoinClass "join_class" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    ChangeGrade "change_grade" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    Transfer "transfer" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    Leave "leave" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    SetSyllabus "set_syllabus" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    MarkProtection "mark_protection" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    LinkGuardian "link_guardian" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    UnlinkGuardian "unlink_guardian" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    RestrictGuardian "restrict_guardian" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
    RectifyIdentity "rectify_identity" => [municipal(REGISTRARS), place(REGISTRARS_HERE)],
}

// --------------------------------------------------------------------------------- the rounds

entrusted! { round:
    Schedule "schedule" => [municipal(COORDINATOR)],
    Open "open" => [place(&[Role::ResultsCoordinator, Role::Principal])],
    StateConditions "state_conditions" => [
        place(TEACHING).only(&[InOwnName, OwnClass]),
        place(PRINCIPAL).only(&[InOwnName]),
    ],
    AnswerConditions "answer_conditions" => [place(PRINCIPAL).only(&[InOwnName])],
    SignOff "sign_off" => [
        place(TEACHING).only(&[InOwnName, OwnClass]),
        place(PRINCIPAL).only(&[InOwnName]),
    ],
    Submit "submit" => [place(PRINCIPAL).only(&[InOwnName])],
    Receive "receive" => [place(COORDINATOR).only(&[InOwnName])],
    Remind "remind" => [place(&[Role::ResultsCoordinator, Role::Principal])],
    Reopen "reopen" => [place(&[Role::ResultsCoordinator, Role::Principal])],
    ReleaseLetters "release_letters" => [place(PRINCIPAL).only(&[InOwnName])],
}

// Others than the assessor record on the assessor's behalf; that the one named assesses the class is
// asked besides.
entrusted! { assessment:
    Assess "assess" => [
        place(TEACHING).only(&[InOwnName]),
        place(&[Role::Principal, Role::ResultsCoordinator, Role::SystemAdministrator]),
    ],
    Correct "correct" => [
        place(TEACHING).only(&[InOwnName]),
        place(&[Role::Principal, Role::ResultsCoordinator, Role::SystemAdministrator]),
    ],
    Strike "strike" => [
        place(TEACHING).only(&[InOwnName, OwnClass]),
        place(&[Role::Principal, Role::ResultsCoordinator]).only(&[InOwnName]),
    ],
}

// ----------------------------------------------------------------------------- what is promised

entrusted! { knowledge:
    DefineRight "define_right" => [municipal(OFFICIALS)],
    DescribeSystem "describe_system" => [municipal(OFFICIALS)],
}

/// The principal decides for the school unit; the secretary records what the committee decided.
const SCHOOL_DECIDES: Line = place(PRINCIPAL).only(&[OfSchool]);
const COMMITTEE_DECIDES: Line = place(SECRETARY).only(&[OfMunicipality]);

entrusted! { commitment:
    // Proposing and evaluating bind nobody: results coordinators do it too.
    Propose "propose" => [SCHOOL_DECIDES, COMMITTEE_DECIDES, place(COORDINATOR)],
    Adopt "adopt" => [SCHOOL_DECIDES, COMMITTEE_DECIDES],
    Revise "revise" => [SCHOOL_DECIDES, COMMITTEE_DECIDES],
    Lower "lower" => [SCHOOL_DECIDES, COMMITTEE_DECIDES],
    Withdraw "withdraw" => [SCHOOL_DECIDES, COMMITTEE_DECIDES],
    Publish "publish" => [SCHOOL_DECIDES, COMMITTEE_DECIDES],
    Explain "explain" => [place(STAFF), anywhere(TEACHING).only(&[OwnClass])],
    Evaluate "evaluate" => [SCHOOL_DECIDES, COMMITTEE_DECIDES, place(COORDINATOR)],
}

/// Never a person's: the process finds, follows and reminds.
const PROCESS: Line = anywhere(&[Role::Process]).only(&[Process]);

entrusted! { guarantee:
    Adopt "adopt" => [municipal(OFFICIALS)],
    Find "find" => [PROCESS],
    Lift "lift" => [PROCESS],
    Follow "follow" => [PROCESS],
    // That a teacher assesses the pupil's class is asked besides, of the shortfall.
    Answer "answer" => [
        place(PRINCIPAL),
        place(&[Role::SpecialEducator]).only(&[OneChild]),
        place(&[Role::Teacher]).only(&[OwnTeaching]),
    ],
    Remind "remind" => [PROCESS],
    Decline "decline" => [PROCESS],
}

// ---------------------------------------------------------------------------- the single pupil

/// The staff of the unit, and whoever assesses the pupil's class.
const KNOWING: [Line; 2] = [place(STAFF), anywhere(ANY).only(&[OwnClass])];
const DELEGATE: Line = place(STAFF).only(&[Delegated]);
/// The one to whom a step of this case is entrusted by name.
const ENTRUSTED: Line = place(STAFF).only(&[Responsible]);
const PRINCIPAL_DECIDES: Line = place(PRINCIPAL).only(&[InOwnName, ThenToo]);
const DELEGATE_DECIDES: Line = place(STAFF).only(&[InOwnName, Delegated]);

entrusted! { action_programme:
    Delegate "delegate" => [place(PRINCIPAL)],
    EndDelegation "end_delegation" => [place(PRINCIPAL)],
    Report "report" => [KNOWING[0], KNOWING[1]],
    OpenInvestigation "open_investigation" => [place(PRINCIPAL)],
    Consult "consult" => [place(LEADING), DELEGATE, ENTRUSTED],
    Conclude "conclude" => [place(LEADING), DELEGATE, ENTRUSTED],
    Communicate "communicate" => [place(LEADING), DELEGATE, ENTRUSTED],
    Decide "decide" => [PRINCIPAL_DECIDES, DELEGATE_DECIDES],
    DecideNone "decide_none" => [PRINCIPAL_DECIDES, DELEGATE_DECIDES],
    Serve "serve" => [place(LEADING), DELEGATE, ENTRUSTED],
    FollowUp "follow_up" => [place(LEADING), ENTRUSTED],
    Evaluate "evaluate" => [place(LEADING), ENTRUSTED],
    Revise "revise" => [PRINCIPAL_DECIDES, DELEGATE_DECIDES],
    End "end" => [place(PRINCIPAL), DELEGATE],
    CorrectSlip "correct_slip" => [place(PRINCIPAL), DELEGATE],
    Annul "annul" => [PRINCIPAL_DECIDES, DELEGATE_DECIDES],
    Strike "strike" => [place(LEADING)],
    LodgeAppeal "lodge_appeal" => [place(LEADING), DELEGATE, ENTRUSTED],
    DecideTimeliness "decide_timeliness" => [place(PRINCIPAL), DELEGATE],
    ForwardAppeal "forward_appeal" => [place(PRINCIPAL), DELEGATE],
    RecordAppealOutcome "record_appeal_outcome" => [place(PRINCIPAL), DELEGATE],
    AssessEarlySupport "assess_early_support" => [KNOWING[0], KNOWING[1]],
    HandOver "hand_over" => [place(STAFF)],
}

entrusted! { parent_dialogue:
    Invite "invite" => [place(STAFF)],
    Hold "hold" => [place(STAFF)],
    Explain "explain" => [place(STAFF)],
    RecordView "record_view" => [place(STAFF)],
    Acknowledge "acknowledge" => [place(STAFF)],
    ReceiveComplaint "receive_complaint" => [place(STAFF), place(COORDINATOR)],
    AnswerComplaint "answer_complaint" => [place(&[Role::Principal, Role::ResultsCoordinator])],
}

// ----------------------------------------------------------------- what makes the staff able

entrusted! { seminar:
    Arrange "arrange" => [place(LEADERS)],
    Hold "hold" => [place(LEADERS)],
    Rate "rate" => [
        Line { roles: WORKING, reach: Reach::Touching, only: &[InOwnName] },
    ],
    Reveal "reveal" => [place(LEADERS)],
    Agree "agree" => [place(LEADERS)],
}

entrusted! { coaching:
    Request "request" => [place(PRINCIPAL)],
    Book "book" => [place(COORDINATOR), place(&[Role::Adviser]).only(&[InOwnName])],
    Hold "hold" => [place(PRINCIPAL), place(&[Role::Adviser]).only(&[Responsible])],
}

entrusted! { development:
    Offer "offer" => [place(SUPPORT)],
    Request "request" => [place(PRINCIPAL)],
    Plan "plan" => [place(SUPPORT)],
    Hold "hold" => [place(LEADERS)],
    Evaluate "evaluate" => [place(PRINCIPAL)],
}

entrusted! { competence:
    Require "require" => [municipal(COORDINATOR)],
    Complete "complete" => [municipal(SUPPORT), anywhere(PRINCIPAL).only(&[LedStaff])],
    Authorise "authorise" => [municipal(COORDINATOR)],
    Lapse "lapse" => [municipal(COORDINATOR)],
}

entrusted! { leadership:
    Act "act" => [place(PRINCIPAL)],
}

// ---------------------------------------------------------------------- analysis and committee

entrusted! { analysis:
    Analyse "analyse" => [place(PRINCIPAL)],
    HoldDialogue "hold_dialogue" => [place(PRINCIPAL)],
    Prioritise "prioritise" => [place(PRINCIPAL)],
    DecideMeasure "decide_measure" => [place(PRINCIPAL)],
    Start "start" => [place(PRINCIPAL), place(WORKING).only(&[Responsible])],
    EvaluateMeasure "evaluate_measure" => [place(PRINCIPAL), place(WORKING).only(&[Responsible])],
}

// The place is the committee's district, or the municipality; of an account, the school unit.
entrusted! { committee:
    Prepare "prepare" => [place(OFFICIALS)],
    Deliver "deliver" => [place(OFFICIALS)],
    Present "present" => [place(SECRETARY)],
    Inform "inform" => [place(PRINCIPAL).only(&[InOwnName])],
    DeliverAccount "deliver_account" => [place(COORDINATOR)],
    ReceiveAccount "receive_account" => [place(PRINCIPAL).only(&[InOwnName])],
    Debate "debate" => [place(SECRETARY)],
    Decide "decide" => [place(SECRETARY)],
    ApproveMinutes "approve_minutes" => [place(SECRETARY)],
    RecordAppeal "record_appeal" => [place(SECRETARY)],
    AdoptSuppressionRule "adopt_suppression_rule" => [municipal(SECRETARY)],
}

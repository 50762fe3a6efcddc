//! What the school unit and the committees do about it: seminars, support, analysis, report, decision.

use domain::analysis::{
    self, Expected, MeasureDecided, MeasureFor, MeasureStarted, PriorityDecided, ResultsAnalysed,
    SchoolDialogueHeld,
};
use domain::coaching::{self, CoachingRequested};
use domain::committee::{
    Command, CommitteeDecided, CommitteeInformed, DebateHeld, MinutesApproved, Purse,
    ReportDelivered, ReportPrepared, ReportPresented, Resolution,
};
use domain::competence::{self, KnowledgeRequired};
use domain::development::{self, DevelopmentRequested};
use domain::id::{
    AnalysisId, CoachingId, CommitteeId, DebateId, DecisionId, DevelopmentId, MeasureId, ReportId,
    RequirementId, SeminarId, Size, StaffId,
};
use domain::leadership::{self, LeadershipAct, LeadershipActed};
use domain::people::{Role, Scope, Way};
use domain::scale::ScaleEdition;
use domain::seminar::{
    self, ConsensusReached, RatingGiven, RatingsRevealed, SeminarArranged, SeminarHeld, SeminarKind,
};

use insyn_app::disclosed::Disclosed;
use insyn_app::documents::report_document;

use super::{
    COORDINATOR, MEADOW, OTHER_TEACHER, PRINCIPAL, SECRETARY, TEACHER, Town, class, day, round_id,
    school, staff, text,
};

/// A seminar on agreement, revealed and held.
pub(crate) fn seminar_id() -> SeminarId {
    SeminarId::from_bytes([0xa1; 16])
}

/// A seminar on agreement that one has rated so far.
pub(crate) fn blind_seminar_id() -> SeminarId {
    SeminarId::from_bytes([0xa2; 16])
}

pub(crate) fn coaching_id() -> CoachingId {
    CoachingId::from_bytes([0xa3; 16])
}

pub(crate) fn development_id() -> DevelopmentId {
    DevelopmentId::from_bytes([0xa4; 16])
}

pub(crate) fn requirement_id() -> RequirementId {
    "lus-bedomare".parse().unwrap()
}

pub(crate) fn analysis_id() -> AnalysisId {
    AnalysisId::from_bytes([0xa5; 16])
}

pub(crate) fn measure_id() -> MeasureId {
    MeasureId::from_bytes([0xa6; 16])
}

pub(crate) fn report_id() -> ReportId {
    ReportId::from_bytes([0xa7; 16])
}

pub(crate) fn debate_id() -> DebateId {
    DebateId::from_bytes([0xa8; 16])
}

/// Funds moved after a public debate.
pub(crate) fn decision_id() -> DecisionId {
    DecisionId::from_bytes([0xd1; 16])
}

/// Funds moved without a public debate.
pub(crate) fn other_decision_id() -> DecisionId {
    DecisionId::from_bytes([0xd2; 16])
}

fn education_committee() -> CommitteeId {
    "utbildningsnamnden".parse().unwrap()
}

impl Town {
    /// Seminars, coaching, development, requirements, leadership.
    pub(super) fn support(&self) {
        self.set("2025-12-11");
        for seminar in [seminar_id(), blind_seminar_id()] {
            let arranged = SeminarArranged {
                seminar,
                kind: SeminarKind::AssessorAgreement,
                scope: Scope::Municipality,
                on: day("2025-12-11"),
                title: "Samstämmighet".to_owned(),
                edition: Some(ScaleEdition::lus_1().id),
                samples: 2,
            };
            self.did(COORDINATOR, seminar::Command::Arrange(arranged));
        }
        self.rate(TEACHER, blind_seminar_id(), 1, "13");
        for (sample, one, other) in [(1, "12", "12"), (2, "14", "15")] {
            self.rate(TEACHER, seminar_id(), sample, one);
            self.rate(OTHER_TEACHER, seminar_id(), sample, other);
        }
        self.agree();
        let (school, title) = (school(MEADOW), "Läsa faktatexter".to_owned());
        let about = text("Hur vi bedömer flyt.");
        let coaching = CoachingRequested { coaching: coaching_id(), school, about };
        self.did(PRINCIPAL, coaching::Command::Request(coaching));
        let development = DevelopmentRequested { development: development_id(), school, title };
        self.did(PRINCIPAL, development::Command::Request(development));
        let (on, note) = (day("2025-12-11"), None);
        let (act, class) = (LeadershipAct::Visit, Some(class(1)));
        let acted = LeadershipActed { school, act, class, on, note };
        self.did(PRINCIPAL, leadership::Command::Act(acted));
        let required = KnowledgeRequired {
            requirement: requirement_id(),
            role: Role::Teacher,
            title: "Bedöma med LUS".to_owned(),
            from: day("2025-08-01"),
            to: None,
        };
        self.did(COORDINATOR, competence::Command::Require(required));
    }

    fn rate(&self, who: (u8, Role), seminar: SeminarId, sample: u8, point: &str) {
        let (rater, point) = (staff(who.0), point.parse().unwrap());
        let rating = RatingGiven { seminar, sample, rater, point };
        let (scope, school) = (Scope::Municipality, Some(school(MEADOW)));
        self.did(who, seminar::Command::Rate { rating, scope, school });
    }

    /// The ratings are revealed, and a point agreed on.
    fn agree(&self) {
        let (seminar, scope) = (seminar_id(), Scope::Municipality);
        let reveal = RatingsRevealed { seminar };
        self.did(COORDINATOR, seminar::Command::Reveal { reveal, scope });
        let consensus = ConsensusReached { seminar, sample: 1, point: "12".parse().unwrap() };
        self.did(COORDINATOR, seminar::Command::Agree { consensus, scope });
        let participants: Vec<StaffId> =
            [TEACHER, OTHER_TEACHER, PRINCIPAL].map(|who| staff(who.0)).to_vec();
        let held = SeminarHeld { seminar, on: day("2025-12-11"), participants };
        self.did(COORDINATOR, seminar::Command::Hold { held, scope });
    }

    /// Ängskolan analyses December with its staff.
    pub(super) fn analysis(&self) {
        use analysis::Command;
        self.set("2026-02-05");
        let (analysis, school, on) = (analysis_id(), school(MEADOW), day("2026-02-05"));
        let participants: Vec<StaffId> = [TEACHER, OTHER_TEACHER].map(|who| staff(who.0)).to_vec();
        let analysed = ResultsAnalysed {
            analysis,
            school,
            round: round_id("december"),
            on,
            participants: participants.clone(),
            causes: text("För lite lästid."),
            as_of: Size(self.app().size().0),
        };
        self.did(PRINCIPAL, Command::Analyse(analysed));
        let conclusions = text("Mer lästid.");
        let talked = SchoolDialogueHeld { analysis, school, on, participants, conclusions };
        self.did(PRINCIPAL, Command::HoldDialogue(talked));
        let title = "Mer lästid i årskurs 3".to_owned();
        let priority = PriorityDecided { analysis, school, number: 1, title, on };
        self.did(PRINCIPAL, Command::Prioritise(priority));
    }

    /// The committee is informed, debates and moves money; once without a debate.
    pub(super) fn committee(&self) {
        let committee = education_committee();
        let informed = CommitteeInformed {
            school: school(MEADOW),
            committee,
            principal: staff(PRINCIPAL.0),
            on: day("2026-02-05"),
            way: Way::Meeting,
        };
        self.did(PRINCIPAL, Command::Inform(informed));
        self.set("2026-02-06");
        self.report();
        self.set("2026-02-16");
        let (debate, report) = (debate_id(), Some(report_id()));
        let held = DebateHeld {
            debate,
            committee,
            report,
            commitment: None,
            forum: "Medborgarforum i biblioteket".to_owned(),
            announced: day("2026-02-09"),
            on: day("2026-02-15"),
            material: vec!["Rapporten".to_owned()],
            views: text("Flera ville ha mer lästid."),
        };
        self.did(SECRETARY, Command::Debate(held));
        let meeting = day("2026-02-16");
        let by = staff(COORDINATOR.0);
        let presented = ReportPresented { report: report_id(), committee, meeting, by };
        self.did(SECRETARY, Command::Present(presented));
        self.decide((decision_id(), "§ 7/2026"), report, Some(debate), 200_000);
        self.decide((other_decision_id(), "§ 8/2026"), None, None, 50_000);
        self.set("2026-02-20");
        let (approved, announced) = (day("2026-02-19"), day("2026-02-20"));
        let minutes = MinutesApproved { committee, meeting, approved, announced };
        self.did(SECRETARY, Command::ApproveMinutes(minutes));
    }

    /// The report is prepared on the record as it is, and delivered.
    fn report(&self) {
        let committee = education_committee();
        self.prepare_report();
        let (report, on) = (report_id(), day("2026-02-06"));
        let delivered = ReportDelivered { report, committee, on, pdf: None };
        self.did(SECRETARY, Command::Deliver(delivered));
    }

    fn prepare_report(&self) {
        let (committee, round) = (education_committee(), round_id("december"));
        let asks = vec!["Mer lästid på Ängskolan.".to_owned()];
        let facts = self.app().facts().unwrap();
        let basis = self.app().basis(facts.size()).unwrap();
        let made =
            report_document(&facts, &Disclosed::default(), (committee, round), &asks, basis.size)
                .unwrap();
        drop(facts);
        let prepared = ReportPrepared {
            report: report_id(),
            committee,
            title: "Läsningen i december".to_owned(),
            round,
            basis,
            asks,
            document: made.unwrap(),
        };
        self.did(COORDINATOR, Command::Prepare(prepared));
    }

    fn decide(
        &self,
        (decision, number): (DecisionId, &str),
        report: Option<ReportId>,
        debate: Option<DebateId>,
        amount: u64,
    ) {
        let (from, to) = (Purse::Municipality, Purse::School(school(MEADOW)));
        let decided = CommitteeDecided {
            decision,
            committee: education_committee(),
            meeting: day("2026-02-16"),
            number: number.to_owned(),
            report,
            debate,
            resolution: Resolution::FundsMoved { from, to, amount },
            reasons: Some("Ängskolan behöver mer lästid.".to_owned()),
            without_debate: false,
        };
        self.did(SECRETARY, Command::Decide(decided));
    }

    /// What the money is used for.
    pub(super) fn measure(&self) {
        use analysis::Command;
        self.set("2026-02-23");
        let (measure, school, on) = (measure_id(), school(MEADOW), day("2026-02-23"));
        let by = round_id("may");
        let decided = MeasureDecided {
            measure,
            school,
            analysis: Some(analysis_id()),
            decision: Some(decision_id()),
            subject: MeasureFor::Classes(vec![class(1)]),
            title: "Lästid varje morgon".to_owned(),
            responsible: staff(TEACHER.0),
            from: on,
            to: None,
            expected: Expected { commitment: None, target: None, by, share_permille: Some(800) },
            cost: Some(200_000),
            within_budget: true,
            evaluate_by: day("2026-06-10"),
            on,
        };
        self.did(PRINCIPAL, Command::DecideMeasure(decided));
        self.did(PRINCIPAL, Command::Start(MeasureStarted { measure, school, on }));
    }
}

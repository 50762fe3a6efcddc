//! The events that are recorded once or twice in a history: each with one word.

use domain::action_programme::*;
use domain::analysis::*;
use domain::coaching::*;
use domain::commitment::*;
use domain::committee::*;
use domain::competence::*;
use domain::development::*;
use domain::id::*;
use domain::knowledge::*;
use domain::leadership::*;
use domain::parent_dialogue::*;
use domain::people::{Grade, Role, Scope, Way};
use domain::personal::Personal;
use domain::round::ConditionsAnswered;
use domain::seminar::*;

use super::super::history::*;
use super::*;

const ON: &str = "2025-10-05";

fn seminar(number: u8) -> SeminarId {
    SeminarId::from_bytes([number + 80; 16])
}

fn coaching(number: u8) -> CoachingId {
    CoachingId::from_bytes([number + 90; 16])
}

fn development(number: u8) -> DevelopmentId {
    DevelopmentId::from_bytes([number + 95; 16])
}

impl Log {
    /// What everyone may know, and the promises made of it.
    pub(in super::super) fn knowledge_events(&mut self) {
        let (right, text) = ("lasa-ak3".parse().unwrap(), || "Text".to_owned());
        self.add(KnowledgeRightDefined {
            right,
            version: 1,
            grade: Grade::nine(3),
            title: text(),
            text: text(),
            criteria: text(),
            language: language("sv"),
            valid_from: day("2025-07-01"),
        });
        self.add(AssessmentSystemDescribed {
            instrument: september().instrument,
            version: 1,
            edition: edition(1),
            who: text(),
            agreement: text(),
            figures: text(),
            limits: text(),
            language: language("sv"),
            valid_from: day("2025-07-01"),
        });
        self.published(0);
        self.commitment_explained(0);
        self.lowered(0, 3, "15");
    }

    pub(in super::super) fn published(&mut self, number: u8) -> Position {
        let (commitment, level) = (commitment(number), Level::Municipality);
        let (on, place) = (day(ON), "Biblioteket".to_owned());
        self.add(CommitmentPublished { commitment, level, version: 1, on, place })
    }

    pub(in super::super) fn commitment_explained(&mut self, number: u8) -> Position {
        self.add(CommitmentExplained {
            commitment: commitment(number),
            level: Level::Municipality,
            version: 1,
            school: unit(A),
            class: class(0),
            on: day(ON),
            way: Way::Meeting,
            language: language("so"),
        })
    }

    /// A version that asks for half of the pupils at a point.
    pub(in super::super) fn lowered(&mut self, number: u8, version: u16, least: &str) -> Position {
        self.lowered_from(number, version, least, "2026-07-01")
    }

    pub(in super::super) fn lowered_from(
        &mut self,
        number: u8,
        version: u16,
        least: &str,
        valid_from: &str,
    ) -> Position {
        let (commitment, level) = (commitment(number), Level::Municipality);
        let (terms, on, decision) = (terms(500, least, valid_from), day(ON), decision(number));
        self.add(CommitmentLowered { commitment, level, version, terms, on, decision })
    }

    /// What stands beside a case: who decides, who was heard, what was handed over.
    pub(in super::super) fn beside_a_case(&mut self, case: u8, n: u8, decision: Position) {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        let (staff, from, on) = (staff(2), day("2025-08-01"), day(ON));
        self.add(DecisionDelegated { school, staff, from, to: None });
        self.add(DelegationEnded { school, staff, on });
        let (who, declined) = (Consulted::StudentHealth, false);
        self.add(InvestigationConsulted { programme, pupil, school, who, declined, on });
        self.add(MaterialCommunicated { programme, pupil, school, party: Party::Pupil, on });
        let (correction, said) = (Personal::Sealed, Some(on));
        self.add(SlipCorrected { programme, pupil, school, decision, correction, on: said });
        let (risk, with_special_educator, finding) = (true, true, Personal::Sealed);
        let early =
            EarlySupportAssessed { pupil, school, on, risk, with_special_educator, finding };
        self.add(early);
        let (to, to_staff, summary) = (Some(unit(B)), None, Personal::Sealed);
        self.add(HandedOver { pupil, school, on, to, to_staff, summary });
        let (dialogue, guardian, view) = (None, guardian(0), Personal::Sealed);
        self.add(GuardianViewRecorded { pupil, school, dialogue, guardian, on, view });
    }

    /// A seminar on agreement, with a rating, and what the school units are offered.
    pub(in super::super) fn staff_events_of_learning(&mut self) {
        let (school, adviser, on) = (unit(A), staff(1), day(ON));
        self.rated(0, 0, "15");
        self.add(RatingsRevealed { seminar: seminar(0) });
        self.add(ConsensusReached { seminar: seminar(0), sample: 1, point: point("15") });
        self.add(SeminarHeld { seminar: seminar(0), on, participants: vec![adviser] });
        let coaching = coaching(0);
        self.add(CoachingRequested { coaching, school, about: Personal::Sealed });
        self.add(CoachingBooked { coaching, school, adviser, on });
        self.add(CoachingHeld { coaching, school, on, outcome: Personal::Sealed });
        let (development, title) = (development(0), || "Läsning".to_owned());
        self.add(SupportOffered { development, school, title: title(), on });
        self.add(DevelopmentRequested { development, school, title: title() });
        self.add(DevelopmentPlanned { development, school, on, lead: adviser });
        let participants = vec![adviser];
        self.add(DevelopmentHeld { development, school, on, participants });
        let (useful, finding) = (true, Personal::Sealed);
        self.add(DevelopmentEvaluated { development, school, on, useful, finding });
        let (requirement, role, from) = ("lus".parse().unwrap(), Role::Teacher, on);
        self.add(KnowledgeRequired { requirement, role, title: title(), from, to: None });
        self.add(TrainingCompleted { staff: adviser, requirement, on });
        let (staff, instrument) = (adviser, september().instrument);
        self.add(AssessorAuthorised { staff, instrument, from, to: None });
        self.add(AuthorisationLapsed { staff, instrument, on });
        let (act, class, note) = (LeadershipAct::Visit, Some(class(0)), None);
        self.add(LeadershipActed { school, act, class, on, note });
    }

    /// A seminar arranged, and a sample rated in it.
    pub(in super::super) fn rated(&mut self, number: u8, by: u8, code: &str) -> Position {
        let (seminar, rater) = (seminar(number), staff(by));
        self.add(SeminarArranged {
            seminar,
            kind: SeminarKind::AssessorAgreement,
            scope: Scope::School(unit(A)),
            on: day(ON),
            title: "Samsyn".into(),
            edition: Some(edition(1)),
            samples: 1,
        });
        self.add(RatingGiven { seminar, sample: 1, rater, point: point(code) })
    }

    /// What stands beside an analysis and a report.
    pub(in super::super) fn beside_a_report(&mut self, conditions: Position) {
        let (school, committee, staff, on) = (unit(A), whole(), staff(0), day(ON));
        let (round, class, answer) = (september(), class(0), Personal::Sealed);
        self.add(ConditionsAnswered { round, school, class, of: conditions, staff, answer });
        let (analysis, participants) = (analysis(0), vec![staff]);
        let conclusions = Personal::Sealed;
        self.add(SchoolDialogueHeld { analysis, school, on, participants, conclusions });
        self.add(PriorityDecided { analysis, school, number: 1, title: "Läsning".into(), on });
        self.add(ReportPresented { report: report(0), committee, meeting: on, by: staff });
        let basis = Basis { size: self.size(), root: Digest([5; 32]) };
        let document = document();
        let of = self.add(SchoolAccountDelivered { school, round, basis, document, on });
        self.add(SchoolAccountReceived { school, of, staff });
        self.add(MinutesApproved { committee, meeting: on, approved: on, announced: on });
        let (decision, registry_number) = (decision(0), None);
        self.add(DecisionAppealed { decision, committee, on, registry_number });
    }
}

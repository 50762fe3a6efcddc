//! What is done about pupils who did not reach the point: answers, action programmes, dialogue.

use domain::action_programme::{
    AppealDecided, AppealForwarded, AppealLodged, AppealOutcome, AppealTimelinessDecided,
    Appointment, Command, ConcernReported, Consulted, Content, DecisionServed,
    InvestigationConcluded, InvestigationConsulted, InvestigationOpened, MaterialCommunicated,
    Party, ProgrammeDecided, Taken,
};
use domain::event::code;
use domain::guarantee::{self, Answer, GuaranteeAnswered};
use domain::id::{DialogueId, ProgrammeId};
use domain::parent_dialogue::{
    self, AssessmentExplained, ComplaintReceived, DialogueHeld, DialogueInvited, DialogueKind,
    GuardianAcknowledged, GuardianViewRecorded, Participant,
};
use domain::people::Way;
use domain::query::Tag;

use super::{
    MEADOW, PRINCIPAL, SPECIAL, TEACHER, Town, day, guardian, pupil, round_id, school, staff, text,
};

/// The case of pupil 12: decided, served, appealed, annulled and sent back.
pub(crate) fn programme_id() -> ProgrammeId {
    ProgrammeId::from_bytes([0xb1; 16])
}

/// The case of pupil 14: under investigation, and late.
pub(crate) fn other_programme_id() -> ProgrammeId {
    ProgrammeId::from_bytes([0xb2; 16])
}

/// The development talk of pupil 12.
pub(crate) fn dialogue_id() -> DialogueId {
    DialogueId::from_bytes([0xe1; 16])
}

/// The two parties of the case of pupil 12.
fn parties() -> Vec<Party> {
    vec![Party::Guardian(guardian(1)), Party::Guardian(guardian(2))]
}

impl Town {
    /// One shortfall of the class is answered; one is reported to the principal.
    pub(super) fn answers(&self) {
        self.set("2025-12-15");
        let of = self.shortfall(12);
        let answered = GuaranteeAnswered {
            pupil: pupil(12),
            school: school(MEADOW),
            of,
            answer: Answer::ReportedToPrincipal,
            reasons: text("Oro för läsningen."),
        };
        self.did(TEACHER, guarantee::Command::Answer(answered));
        let reported = ConcernReported {
            programme: programme_id(),
            pupil: pupil(12),
            school: school(MEADOW),
            shortfall: Some(of),
            concern: text("Läser långsamt och gissar."),
            on: day("2025-12-15"),
        };
        self.did(TEACHER, Command::Report(reported));
    }

    /// The investigation of pupil 12, to the material communicated.
    fn investigation(&self) {
        let (programme, pupil, school) = (programme_id(), pupil(12), school(MEADOW));
        self.set("2025-12-16");
        let (lead, conclude_by, on) = (staff(SPECIAL.0), day("2026-01-15"), None);
        let opened = InvestigationOpened { programme, pupil, school, lead, conclude_by, on };
        self.did(PRINCIPAL, Command::OpenInvestigation(opened));
        self.set("2025-12-17");
        let on = day("2025-12-17");
        let of_guardian = |number| Consulted::Guardian(guardian(number));
        let heard = [Consulted::Pupil, of_guardian(1), of_guardian(2), Consulted::StudentHealth];
        for who in heard {
            let declined = who == of_guardian(2);
            let said = InvestigationConsulted { programme, pupil, school, who, declined, on };
            self.did(SPECIAL, Command::Consult(said));
        }
        self.set("2025-12-18");
        let (on, finding) = (day("2025-12-18"), text("Behöver strukturerad lästräning."));
        let needs_support = true;
        let found = InvestigationConcluded { programme, pupil, school, on, needs_support, finding };
        self.did(SPECIAL, Command::Conclude(found));
        for party in parties() {
            let told = MaterialCommunicated { programme, pupil, school, party, on };
            self.did(SPECIAL, Command::Communicate(told));
        }
    }

    /// The programme of pupil 12: decided, served, appealed, annulled and sent back.
    pub(super) fn case(&self) {
        self.investigation();
        let (programme, pupil, school) = (programme_id(), pupil(12), school(MEADOW));
        self.set("2025-12-19");
        let on = day("2025-12-19");
        let by = staff(TEACHER.0);
        let content = Content {
            need: text("Avkodning."),
            measures: text("Lästräning tre gånger i veckan."),
            forms: Vec::new(),
            follow_up: Appointment { on: day("2026-02-16"), by },
            evaluation: Appointment { on: day("2026-06-08"), by },
        };
        let decided = Taken {
            on,
            by: staff(PRINCIPAL.0),
            presented_by: Some(staff(SPECIAL.0)),
            took_part: Vec::new(),
            reasons: text("Målet nås inte utan stöd."),
            appeal_instruction: true,
        };
        let decision = ProgrammeDecided { programme, pupil, school, content, decided };
        self.did(PRINCIPAL, Command::Decide { decision, parties: parties() });
        let decision = self.noted(Tag::Programme(programme), code::ProgrammeDecided);
        for party in parties() {
            let way = Way::Letter;
            let served = DecisionServed { programme, pupil, school, decision, party, on, way };
            self.did(PRINCIPAL, Command::Serve(served));
        }
        self.appeal();
    }

    fn appeal(&self) {
        let (programme, pupil, school) = (programme_id(), pupil(12), school(MEADOW));
        let decision = self.noted(Tag::Programme(programme), code::ProgrammeDecided);
        self.set("2026-01-05");
        let (party, received) = (Party::Guardian(guardian(1)), day("2026-01-05"));
        let grounds = Some(text("Stödet räcker inte."));
        let lodged = AppealLodged { programme, pupil, school, decision, party, received, grounds };
        self.did(PRINCIPAL, Command::LodgeAppeal(lodged));
        let appeal = self.noted(Tag::Programme(programme), code::AppealLodged);
        let (in_time, reasons) = (true, text("Kom in inom tre veckor."));
        let on = Some(day("2026-01-05"));
        let timely =
            AppealTimelinessDecided { programme, pupil, school, appeal, in_time, reasons, on };
        self.did(PRINCIPAL, Command::DecideTimeliness(timely));
        self.set("2026-01-07");
        let on = day("2026-01-07");
        let sent = AppealForwarded { programme, pupil, school, appeal, on };
        self.did(PRINCIPAL, Command::ForwardAppeal(sent));
        self.set("2026-02-02");
        let decided = AppealDecided {
            programme,
            pupil,
            school,
            appeal,
            outcome: AppealOutcome::AnnulledAndRemitted,
            on: day("2026-02-02"),
            registry_number: Some("ÖKS 17/2026".to_owned()),
        };
        self.did(PRINCIPAL, Command::RecordAppealOutcome(decided));
    }

    /// The case of pupil 14: the investigation is not concluded.
    pub(super) fn other_case(&self) {
        let (programme, pupil, school) = (other_programme_id(), pupil(14), school(MEADOW));
        self.set("2026-02-02");
        let concern = text("Kommer efter i läsningen.");
        let (on, shortfall) = (day("2026-02-02"), None);
        let reported = ConcernReported { programme, pupil, school, shortfall, concern, on };
        self.did(TEACHER, Command::Report(reported));
        let (lead, conclude_by, on) = (staff(SPECIAL.0), day("2026-02-20"), Some(on));
        let opened = InvestigationOpened { programme, pupil, school, lead, conclude_by, on };
        self.did(PRINCIPAL, Command::OpenInvestigation(opened));
    }

    /// Pupil 12: invited, talked, explained, acknowledged; a complaint awaits its answer.
    pub(super) fn dialogue(&self) {
        use parent_dialogue::Command;
        let (dialogue, pupil, school) = (dialogue_id(), pupil(12), school(MEADOW));
        let (one, kind) = (guardian(1), DialogueKind::DevelopmentTalk);
        self.set("2026-02-03");
        let (on, language) = (day("2026-02-04"), "sv".parse().unwrap());
        let guardian = one;
        let invited = DialogueInvited { dialogue, pupil, school, guardian, kind, on, language };
        self.did(TEACHER, Command::Invite(invited));
        self.set("2026-02-04");
        let took_part = vec![
            Participant::Guardian(one),
            Participant::Pupil,
            Participant::Staff(staff(TEACHER.0)),
        ];
        let notes = Some(text("Läser hemma varje kväll."));
        let held = DialogueHeld { dialogue, pupil, school, kind, on, took_part, notes };
        self.did(TEACHER, Command::Hold(held));
        let (round, way, dialogue) = (round_id("december"), Way::Meeting, Some(dialogue));
        let explained =
            AssessmentExplained { pupil, school, dialogue, round, guardian, on, way, language };
        self.did(TEACHER, Command::Explain(explained));
        let view = text("Vi tycker att det går framåt.");
        let said = GuardianViewRecorded { pupil, school, dialogue, guardian, on, view };
        self.did(TEACHER, Command::RecordView(said));
        let known = GuardianAcknowledged { pupil, school, round, guardian, on, way };
        self.did(TEACHER, Command::Acknowledge(known));
        let (guardian, answer_by) = (Some(one), day("2026-03-04"));
        let complaint = text("Vi fick vänta för länge.");
        let received = ComplaintReceived { pupil, school, guardian, on, complaint, answer_by };
        self.did(PRINCIPAL, Command::ReceiveComplaint(received));
    }
}

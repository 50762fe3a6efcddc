//! Short words for what follows on results: guarantee, programmes, dialogues, measures, committees.

mod knowing;

use domain::action_programme::*;
use domain::analysis::*;
use domain::calendar::Day;
use domain::commitment::Level;
use domain::committee::*;
use domain::guarantee::*;
use domain::id::*;
use domain::parent_dialogue::*;
use domain::people::Way;
use domain::personal::Personal;

use super::history::*;

pub(super) fn programme(number: u8) -> ProgrammeId {
    ProgrammeId::from_bytes([number + 10; 16])
}

pub(super) fn measure(number: u8) -> MeasureId {
    MeasureId::from_bytes([number + 20; 16])
}

pub(super) fn analysis(number: u8) -> AnalysisId {
    AnalysisId::from_bytes([number + 30; 16])
}

pub(super) fn report(number: u8) -> ReportId {
    ReportId::from_bytes([number + 40; 16])
}

pub(super) fn debate(number: u8) -> DebateId {
    DebateId::from_bytes([number + 50; 16])
}

pub(super) fn decision(number: u8) -> DecisionId {
    DecisionId::from_bytes([number + 60; 16])
}

pub(super) fn dialogue(number: u8) -> DialogueId {
    DialogueId::from_bytes([number + 70; 16])
}

pub(super) fn language(tag: &str) -> LanguageTag {
    tag.parse().unwrap()
}

/// Target 2 of the municipality's commitment, version 1.
pub(super) fn promise(number: u8) -> Promise {
    let (commitment, level) = (commitment(number), Level::Municipality);
    Promise { commitment, level, version: 1, target: 2 }
}

pub(super) fn document() -> Document {
    let (program, deflated) = ("0.1.0".to_owned(), Bytes(vec![1, 2, 3]));
    Document { program, digest: Digest([4; 32]), length: 3, deflated }
}

pub(super) fn appointment(on: &str, by: u8) -> Appointment {
    Appointment { on: day(on), by: staff(by) }
}

pub(super) fn taken(on: &str) -> Taken {
    Taken {
        on: day(on),
        by: staff(0),
        presented_by: Some(staff(1)),
        took_part: vec![staff(2)],
        reasons: Personal::Sealed,
        appeal_instruction: true,
    }
}

/// Followed up by the first member of staff on one day, evaluated by the second on another.
pub(super) fn content(follow_up: &str, evaluation: &str) -> Content {
    Content {
        need: Personal::Sealed,
        measures: Personal::Sealed,
        forms: vec![SupportForm::IndividualTeaching],
        follow_up: appointment(follow_up, 0),
        evaluation: appointment(evaluation, 1),
    }
}

// ------------------------------------------------------------------------------------ guarantee

impl Log {
    /// Goals in force from July 2025: ten days to answer, five to forward, a reminder a week.
    pub(super) fn goals(&mut self, first_census: &str) -> Position {
        self.add(GuaranteeAdopted {
            first_census: day(first_census),
            answer_days: 10,
            investigation_days: 30,
            forwarding_days: 5,
            complaint_days: 14,
            remind_every_days: 7,
            valid_from: day("2025-07-01"),
        })
    }

    pub(super) fn found(&mut self, n: u8, at: u32, round: RoundId, lack: Lack) -> Position {
        let (school, promise) = (unit(at), promise(0));
        let (class, answer_by) = (Some(class(0)), day("2025-10-20"));
        let pupil = pupil(n);
        self.add(ShortfallFound { pupil, school, class, round, promise, lack, answer_by })
    }

    pub(super) fn lifted(&mut self, n: u8, round: RoundId, of: Position, why: Lifted) -> Position {
        self.add(ShortfallLifted { pupil: pupil(n), school: unit(A), round, of, why })
    }

    pub(super) fn followed(&mut self, n: u8, of: Position, from: u32, to: u32) -> Position {
        let (school, from) = (unit(to), unit(from));
        self.add(ShortfallFollowed { pupil: pupil(n), school, of, from })
    }

    pub(super) fn answered(&mut self, n: u8, at: u32, of: Position, answer: Answer) -> Position {
        let (pupil, school, reasons) = (pupil(n), unit(at), Personal::Sealed);
        self.add(GuaranteeAnswered { pupil, school, of, answer, reasons })
    }

    pub(super) fn reminded(&mut self, duty: Duty, of: Position, to: u8, due: &str) -> Position {
        let (pupil, school, to, due) = (None, unit(A), staff(to), day(due));
        self.add(DutyReminded { duty, of, pupil, school, to, due })
    }

    pub(super) fn declined(&mut self, cause: Position) -> Position {
        let (rule, refusal) = ("shortfall".parse().unwrap(), "guarantee.not_awake".to_owned());
        self.add(FollowUpDeclined { rule, cause, refusal })
    }
}

// ----------------------------------------------------------------------------------- programmes

impl Log {
    pub(super) fn concern(&mut self, case: u8, n: u8, at: u32, on: &str) -> Position {
        self.add(ConcernReported {
            programme: programme(case),
            pupil: pupil(n),
            school: unit(at),
            shortfall: None,
            concern: Personal::Sealed,
            on: day(on),
        })
    }

    /// Led by the first member of staff.
    pub(super) fn investigated(&mut self, case: u8, n: u8, at: u32, by: &str) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(at));
        let (lead, conclude_by, on) = (staff(0), day(by), None);
        self.add(InvestigationOpened { programme, pupil, school, lead, conclude_by, on })
    }

    pub(super) fn concluded(&mut self, case: u8, n: u8, at: u32, on: &str) -> Position {
        self.add(InvestigationConcluded {
            programme: programme(case),
            pupil: pupil(n),
            school: unit(at),
            on: day(on),
            needs_support: true,
            finding: Personal::Sealed,
        })
    }

    /// Decided on a day, with the days of follow-up and evaluation.
    pub(super) fn decided(&mut self, case: u8, n: u8, at: u32, days: [&str; 3]) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(at));
        let (content, decided) = (content(days[1], days[2]), taken(days[0]));
        self.add(ProgrammeDecided { programme, pupil, school, content, decided })
    }

    pub(super) fn none_needed(&mut self, case: u8, n: u8, at: u32, on: &str) -> Position {
        let (programme, pupil, school, decided) = (programme(case), pupil(n), unit(at), taken(on));
        self.add(NoProgrammeDecided { programme, pupil, school, decided })
    }

    pub(super) fn served(&mut self, case: u8, n: u8, decision: Position, on: &str) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        let (party, on, way) = (Party::Guardian(guardian(0)), day(on), Way::FormalService);
        self.add(DecisionServed { programme, pupil, school, decision, party, on, way })
    }

    pub(super) fn followed_up(
        &mut self,
        case: u8,
        n: u8,
        on: &str,
        next: Option<&str>,
    ) -> Position {
        let (programme, pupil, school, on) = (programme(case), pupil(n), unit(A), day(on));
        let (finding, next) = (Personal::Sealed, next.map(|next| appointment(next, 2)));
        self.add(ProgrammeFollowedUp { programme, pupil, school, on, finding, next })
    }

    pub(super) fn evaluated(&mut self, case: u8, n: u8, on: &str) -> Position {
        let (programme, pupil, school, on) = (programme(case), pupil(n), unit(A), day(on));
        let (met, finding) = (GoalsMet::Partly, Personal::Sealed);
        self.add(ProgrammeEvaluated { programme, pupil, school, on, met, finding })
    }

    pub(super) fn revised(
        &mut self,
        case: u8,
        n: u8,
        decision: Position,
        days: [&str; 3],
    ) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        let (content, decided) = (content(days[1], days[2]), taken(days[0]));
        self.add(ProgrammeRevised { programme, pupil, school, decision, content, decided })
    }

    pub(super) fn ended(&mut self, case: u8, n: u8, on: &str) -> Position {
        let (programme, pupil, school, on) = (programme(case), pupil(n), unit(A), day(on));
        let (why, reasons) = (Ended::NeedsMet, Personal::Sealed);
        self.add(ProgrammeEnded { programme, pupil, school, on, why, reasons })
    }

    pub(super) fn annulled(&mut self, case: u8, n: u8, decision: Position, on: &str) -> Position {
        self.add(DecisionAnnulled {
            programme: programme(case),
            pupil: pupil(n),
            school: unit(A),
            decision,
            ground: AnnulmentGround::Incorrect,
            on: day(on),
            by: staff(0),
            reasons: Personal::Sealed,
        })
    }

    pub(super) fn struck(&mut self, case: u8, n: u8, of: Position) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        self.add(EntryStruck { programme, pupil, school, of, reason: Personal::Sealed })
    }

    pub(super) fn lodged(&mut self, case: u8, n: u8, decision: Position, on: &str) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        let (party, received, grounds) = (Party::Pupil, day(on), None);
        self.add(AppealLodged { programme, pupil, school, decision, party, received, grounds })
    }

    pub(super) fn timely(&mut self, case: u8, n: u8, appeal: Position, in_time: bool) -> Position {
        self.found_in_time(case, n, appeal, in_time, None)
    }

    /// Found in time on a day.
    pub(super) fn timely_on(&mut self, case: u8, n: u8, appeal: Position, on: &str) -> Position {
        self.found_in_time(case, n, appeal, true, Some(day(on)))
    }

    fn found_in_time(
        &mut self,
        case: u8,
        n: u8,
        appeal: Position,
        in_time: bool,
        on: Option<Day>,
    ) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        let reasons = Personal::Sealed;
        self.add(AppealTimelinessDecided { programme, pupil, school, appeal, in_time, reasons, on })
    }

    pub(super) fn forwarded(&mut self, case: u8, n: u8, appeal: Position, on: &str) -> Position {
        let (programme, pupil, school, on) = (programme(case), pupil(n), unit(A), day(on));
        self.add(AppealForwarded { programme, pupil, school, appeal, on })
    }

    pub(super) fn appeal_decided(
        &mut self,
        case: u8,
        n: u8,
        appeal: Position,
        outcome: AppealOutcome,
    ) -> Position {
        let (programme, pupil, school) = (programme(case), pupil(n), unit(A));
        let (on, registry_number) = (day("2025-12-20"), None);
        let decided =
            AppealDecided { programme, pupil, school, appeal, outcome, on, registry_number };
        self.add(decided)
    }
}

// ------------------------------------------------------------------------------------- measures

impl Log {
    /// Carried by the first member of staff.
    pub(super) fn measure_decided(&mut self, number: u8, at: u32, evaluate_by: &str) -> Position {
        let by = december();
        let expected = Expected { commitment: None, target: None, by, share_permille: Some(800) };
        self.add(MeasureDecided {
            measure: measure(number),
            school: unit(at),
            analysis: Some(analysis(number)),
            decision: Some(decision(number)),
            subject: MeasureFor::Pupils(vec![pupil(number)]),
            title: "Lästräning varje dag".into(),
            responsible: staff(0),
            from: day("2025-10-01"),
            to: None,
            expected,
            cost: Some(20_000),
            within_budget: true,
            evaluate_by: day(evaluate_by),
            on: day("2025-09-30"),
        })
    }

    pub(super) fn measure_started(&mut self, number: u8, at: u32, on: &str) -> Position {
        self.add(MeasureStarted { measure: measure(number), school: unit(at), on: day(on) })
    }

    pub(super) fn measure_evaluated(&mut self, number: u8, at: u32, on: &str) -> Position {
        let observed = |reached| Some(Observed { reached, assessed: 4, population: 5 });
        let as_of = self.size();
        self.add(MeasureEvaluated {
            measure: measure(number),
            school: unit(at),
            round: december(),
            before: observed(1),
            after: observed(3),
            effect: Effect::Better,
            finding: Personal::Sealed,
            on: day(on),
            as_of,
        })
    }

    pub(super) fn analysed(&mut self, number: u8, at: u32, round: RoundId, on: &str) -> Position {
        let (analysis, school, on) = (analysis(number), unit(at), day(on));
        let (participants, causes, as_of) = (vec![staff(0)], Personal::Sealed, self.size());
        self.add(ResultsAnalysed { analysis, school, round, on, participants, causes, as_of })
    }
}

// ---------------------------------------------------------------------------------- committees

impl Log {
    pub(super) fn report_prepared(&mut self, number: u8, round: RoundId) -> Position {
        self.report_to(whole(), number, round)
    }

    pub(super) fn report_to(
        &mut self,
        committee: CommitteeId,
        number: u8,
        round: RoundId,
    ) -> Position {
        let basis = Basis { size: self.size(), root: Digest([5; 32]) };
        self.add(ReportPrepared {
            report: report(number),
            committee,
            title: "Läsning i september".into(),
            round,
            basis,
            asks: vec!["Nämnden noterar".into()],
            document: document(),
        })
    }

    pub(super) fn report_delivered(&mut self, number: u8, on: &str) -> Position {
        let (report, committee, on) = (report(number), whole(), day(on));
        self.add(ReportDelivered { report, committee, on, pdf: None })
    }

    pub(super) fn debated(&mut self, number: u8, on: &str) -> Position {
        self.add(DebateHeld {
            debate: debate(number),
            committee: whole(),
            report: Some(report(number)),
            commitment: Some(commitment(0)),
            forum: "Biblioteket".into(),
            announced: day(on).plus(-14),
            on: day(on),
            material: vec!["Rapporten".into()],
            views: Personal::Sealed,
        })
    }

    pub(super) fn committee_decided(&mut self, number: u8, resolution: Resolution) -> Position {
        self.add(CommitteeDecided {
            decision: decision(number),
            committee: whole(),
            meeting: day("2025-11-20"),
            number: format!("§ {number}"),
            report: Some(report(number)),
            debate: None,
            resolution,
            reasons: None,
            without_debate: true,
        })
    }

    pub(super) fn informed(&mut self, at: u32, on: &str) -> Position {
        let (school, committee, principal, on) = (unit(at), whole(), staff(0), day(on));
        self.add(CommitteeInformed { school, committee, principal, on, way: Way::Meeting })
    }
}

// ----------------------------------------------------------------------------------- dialogues

impl Log {
    pub(super) fn invited(&mut self, number: u8, n: u8, at: u32, on: &str) -> Position {
        self.add(DialogueInvited {
            dialogue: dialogue(number),
            pupil: pupil(n),
            school: unit(at),
            guardian: guardian(0),
            kind: DialogueKind::DevelopmentTalk,
            on: day(on),
            language: language("sv"),
        })
    }

    pub(super) fn talk(&mut self, number: u8, n: u8, at: u32, on: &str) -> Position {
        self.add(DialogueHeld {
            dialogue: dialogue(number),
            pupil: pupil(n),
            school: unit(at),
            kind: DialogueKind::DevelopmentTalk,
            on: day(on),
            took_part: vec![Participant::Guardian(guardian(0)), Participant::Staff(staff(0))],
            notes: None,
        })
    }

    pub(super) fn explained(&mut self, n: u8, round: RoundId, to: u8, tag: &str) -> Position {
        self.add(AssessmentExplained {
            pupil: pupil(n),
            school: unit(A),
            dialogue: Some(dialogue(n)),
            round,
            guardian: guardian(to),
            on: day("2025-10-10"),
            way: Way::Meeting,
            language: language(tag),
        })
    }

    pub(super) fn acknowledged(&mut self, n: u8, round: RoundId, by: u8) -> Position {
        let (pupil, school, guardian) = (pupil(n), unit(A), guardian(by));
        let (on, way) = (day("2025-10-12"), Way::Digital);
        self.add(GuardianAcknowledged { pupil, school, round, guardian, on, way })
    }

    pub(super) fn complained(&mut self, n: u8, at: u32, answer_by: Day) -> Position {
        let (pupil, school, guardian) = (pupil(n), unit(at), Some(guardian(0)));
        let (on, complaint) = (day("2025-10-01"), Personal::Sealed);
        self.add(ComplaintReceived { pupil, school, guardian, on, complaint, answer_by })
    }

    pub(super) fn complaint_answered(&mut self, n: u8, at: u32, of: Position) -> Position {
        let (pupil, school) = (pupil(n), unit(at));
        let (on, answer) = (day("2025-10-15"), Personal::Sealed);
        self.add(ComplaintAnswered { pupil, school, of, on, answer })
    }
}

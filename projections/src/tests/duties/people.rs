//! Short words for people at work, seminars, coaching and development.

use domain::analysis::{Expected, MeasureDecided, MeasureFor};
use domain::coaching::*;
use domain::competence::*;
use domain::development::*;
use domain::id::*;
use domain::organisation::{AssessorAssigned, AssessorKind, RoleGranted, StaffEngaged};
use domain::people::{Role, Scope};
use domain::personal::Personal;
use domain::pupil::{GuardianLinked, GuardianRestricted};
use domain::round::*;
use domain::seminar::*;

use super::super::chain::measure;
use super::super::history::*;

pub(super) fn seminar(number: u8) -> SeminarId {
    SeminarId::from_bytes([number + 80; 16])
}

pub(super) fn coaching(number: u8) -> CoachingId {
    CoachingId::from_bytes([number + 90; 16])
}

pub(super) fn development(number: u8) -> DevelopmentId {
    DevelopmentId::from_bytes([number + 95; 16])
}

impl Log {
    pub(super) fn engaged(&mut self, n: u8) -> Position {
        let (staff, from, name) = (staff(n), day("2025-07-01"), Personal::Sealed);
        self.add(StaffEngaged { staff, from, name })
    }

    pub(super) fn granted(&mut self, n: u8, role: Role, scope: Scope) -> Position {
        let (staff, from) = (staff(n), day("2025-07-01"));
        self.add(RoleGranted { staff, role, scope, from, to: None })
    }

    /// Responsible for a class.
    pub(super) fn assessor(&mut self, n: u8, number: u8) -> Position {
        self.add(AssessorAssigned {
            class: class(number),
            school: unit(class_school(number)),
            staff: staff(n),
            kind: AssessorKind::Responsible,
            from: day("2025-07-01"),
            to: None,
        })
    }

    pub(super) fn parent(&mut self, n: u8, number: u8) -> Position {
        let (pupil, guardian, identity) = (pupil(n), guardian(number), Personal::Sealed);
        self.add(GuardianLinked { pupil, guardian, identity })
    }

    pub(super) fn blocked(&mut self, n: u8, number: u8) -> Position {
        let (pupil, guardian, reason) = (pupil(n), guardian(number), Personal::Sealed);
        self.add(GuardianRestricted { pupil, guardian, blocked: true, reason })
    }

    pub(super) fn opened(&mut self, at: u32, until: &str) -> Position {
        self.add(RoundOpened { round: september(), school: unit(at), until: day(until) })
    }

    pub(super) fn signed_off(&mut self, number: u8, by: u8) -> Position {
        let school = unit(class_school(number));
        let (round, class, staff) = (september(), class(number), staff(by));
        self.add(ClassSignedOff { round, school, class, staff })
    }

    pub(super) fn submitted(&mut self, at: u32, by: u8) -> Position {
        self.add(ResultsSubmitted { round: september(), school: unit(at), staff: staff(by) })
    }

    pub(super) fn stated(&mut self, number: u8, by: u8, reasonable: bool) -> Position {
        self.add(ConditionsStated {
            round: september(),
            school: unit(class_school(number)),
            class: class(number),
            staff: staff(by),
            reasonable,
            statement: None,
        })
    }

    /// A seminar on agreement for the municipality, or a joint one.
    pub(super) fn arranged(&mut self, number: u8, kind: SeminarKind, on: &str) -> Position {
        let agreement = kind == SeminarKind::AssessorAgreement;
        self.add(SeminarArranged {
            seminar: seminar(number),
            kind,
            scope: Scope::Municipality,
            on: day(on),
            title: "Samsyn".into(),
            edition: agreement.then(|| edition(1)),
            samples: if agreement { 5 } else { 0 },
        })
    }

    pub(super) fn rating(&mut self, number: u8, sample: u8, by: u8, code: &str) -> Position {
        let (seminar, rater) = (seminar(number), staff(by));
        self.add(RatingGiven { seminar, sample, rater, point: point(code) })
    }

    pub(super) fn revealed(&mut self, number: u8) -> Position {
        self.add(RatingsRevealed { seminar: seminar(number) })
    }

    pub(super) fn consensus(&mut self, number: u8, sample: u8, code: &str) -> Position {
        let (seminar, point) = (seminar(number), point(code));
        self.add(ConsensusReached { seminar, sample, point })
    }

    pub(super) fn seminar_held(&mut self, number: u8, on: &str, who: &[u8]) -> Position {
        let participants = who.iter().map(|n| staff(*n)).collect();
        self.add(SeminarHeld { seminar: seminar(number), on: day(on), participants })
    }

    pub(super) fn coaching_asked(&mut self, number: u8, at: u32) -> Position {
        let (coaching, school, about) = (coaching(number), unit(at), Personal::Sealed);
        self.add(CoachingRequested { coaching, school, about })
    }

    pub(super) fn coaching_booked(&mut self, number: u8, at: u32, by: u8, on: &str) -> Position {
        let (coaching, school, adviser) = (coaching(number), unit(at), staff(by));
        self.add(CoachingBooked { coaching, school, adviser, on: day(on) })
    }

    pub(super) fn coaching_held(&mut self, number: u8, at: u32, on: &str) -> Position {
        let (coaching, school, outcome) = (coaching(number), unit(at), Personal::Sealed);
        self.add(CoachingHeld { coaching, school, on: day(on), outcome })
    }

    pub(super) fn development_asked(&mut self, number: u8, at: u32) -> Position {
        let (development, school) = (development(number), unit(at));
        self.add(DevelopmentRequested { development, school, title: "Läsning".into() })
    }

    pub(super) fn development_planned(&mut self, number: u8, at: u32, on: &str) -> Position {
        let (development, school, lead) = (development(number), unit(at), staff(4));
        self.add(DevelopmentPlanned { development, school, on: day(on), lead })
    }

    pub(super) fn development_held(&mut self, number: u8, at: u32, on: &str) -> Position {
        let (development, school) = (development(number), unit(at));
        let participants = vec![staff(0), staff(2)];
        self.add(DevelopmentHeld { development, school, on: day(on), participants })
    }

    pub(super) fn authorised(&mut self, n: u8, from: &str, to: Option<&str>) -> Position {
        let (staff, instrument) = (staff(n), september().instrument);
        self.add(AssessorAuthorised { staff, instrument, from: day(from), to: to.map(day) })
    }

    /// A measure that serves target 2 of a commitment, decided for someone, to show in a round.
    pub(super) fn measure_for(
        &mut self,
        number: u8,
        subject: MeasureFor,
        from: &str,
        by: RoundId,
    ) -> Position {
        let (commitment, target) = (Some(commitment(0)), Some(2));
        self.add(MeasureDecided {
            measure: measure(number),
            school: unit(A),
            analysis: None,
            decision: None,
            subject,
            title: "Lästräning".into(),
            responsible: staff(2),
            from: day(from),
            to: None,
            expected: Expected { commitment, target, by, share_permille: None },
            cost: None,
            within_budget: true,
            evaluate_by: day("2026-10-31"),
            on: day(from),
        })
    }
}

//! What comes after a decision on a programme: slip, annulment, appeal; and the first grades' early
//! support, and what is handed over.

use domain::Event;
use domain::action_programme::{
    AnnulmentGround, AppealDecided, AppealForwarded, AppealLodged, AppealOutcome,
    AppealTimelinessDecided, DecisionAnnulled, DelegationEnded, EarlySupportAssessed, HandedOver,
    SlipCorrected,
};
use domain::people::Role;

use super::agenda::Task;
use super::cases::{self, Plot, Seat};
use super::identities::words;
use super::journal::Stopped;
use super::phrases;
use super::reading::expected_rank;
use super::town::Town;

/// The next step of a case after its decision.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    CorrectSlip,
    Annul,
    Lodge,
    Timeliness,
    Forward,
    Outcome,
    /// At this school unit.
    EndDelegation(usize),
    /// Of the class with this number; it belongs to no case.
    EarlySupport(usize),
    /// Of the class with this number; it belongs to no case.
    HandOver(usize),
}

impl Town<'_> {
    pub(super) fn perform_appeal(&mut self, case: usize, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::EarlySupport(class) => return self.assess_early(class),
            Turn::HandOver(class) => return self.hand_over(class),
            Turn::EndDelegation(school) => return self.end_delegation(case, school),
            _ => {}
        }
        let Some(seat) = self.seat(case, Task::Appeal(case, turn)) else { return Ok(()) };
        match turn {
            Turn::CorrectSlip => self.correct_slip(case, seat),
            Turn::Annul => self.annul(case, seat),
            Turn::Lodge => self.lodge(case, seat),
            Turn::Timeliness => self.decide_timeliness(case, seat),
            Turn::Forward => self.forward(case, seat),
            _ => self.hear_outcome(case, seat),
        }
    }

    fn correct_slip(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(decision) = self.cases[case].decision else { return Ok(()) };
        let correction = words("Det ska stå ”två pass i veckan”, inte ”två pass i månaden”.");
        let on = Some(self.today);
        let slip = SlipCorrected { programme, pupil, school, decision, correction, on };
        self.record_one(seat.principal, slip)
    }

    /// Plainly incorrect: the principal annuls, and decides anew.
    fn annul(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(decision) = self.cases[case].decision.take() else { return Ok(()) };
        let (ground, on, by) = (AnnulmentGround::Incorrect, self.today, seat.principal.staff);
        let reasons = words("Beslutet avsåg fel termin och är uppenbart felaktigt.");
        self.cases[case].plot = Plot::Ordinary;
        self.plan_within(3, 8, Task::Case(case, cases::Turn::Communicate));
        let annulled =
            DecisionAnnulled { programme, pupil, school, decision, ground, on, by, reasons };
        self.record_one(seat.principal, annulled)
    }

    // ---------------------------------------------------------------------------------- appeal

    fn lodge(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let (Some(decision), Some(party)) = (self.cases[case].decision, self.cases[case].served)
        else {
            return Ok(());
        };
        let grounds = Some(words(self.dice.pick(&phrases::APPEALS)));
        let received = self.today;
        self.cases[case].appeal = Some(self.journal.position(0));
        self.plan_within(1, 3, Task::Appeal(case, Turn::Timeliness));
        let lodged = AppealLodged { programme, pupil, school, decision, party, received, grounds };
        self.record_one(seat.handler, lodged)
    }

    fn decide_timeliness(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(appeal) = self.cases[case].appeal else { return Ok(()) };
        let in_time = self.cases[case].plot != Plot::Late;
        let said = if in_time {
            "Överklagandet kom in inom tre veckor från delgivningen."
        } else {
            "Överklagandet kom in efter tre veckor."
        };
        let reasons = words(said);
        let (least, most, next) =
            if in_time { (1, 4, Turn::Forward) } else { (1, 3, Turn::Outcome) };
        self.plan_within(least, most, Task::Appeal(case, next));
        let on = Some(self.today);
        let decided =
            AppealTimelinessDecided { programme, pupil, school, appeal, in_time, reasons, on };
        self.record_one(seat.principal, decided)
    }

    fn forward(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(appeal) = self.cases[case].appeal else { return Ok(()) };
        let on = self.today;
        self.plan_within(15, 25, Task::Appeal(case, Turn::Outcome));
        let forwarded = AppealForwarded { programme, pupil, school, appeal, on };
        self.record_one(seat.principal, forwarded)
    }

    /// What was sent back is communicated and decided anew.
    fn hear_outcome(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(appeal) = self.cases[case].appeal else { return Ok(()) };
        let plot = self.cases[case].plot;
        let outcome = match plot {
            Plot::Upheld => AppealOutcome::AnnulledAndRemitted,
            Plot::Late => AppealOutcome::Dismissed,
            _ => AppealOutcome::Confirmed,
        };
        if plot == Plot::Upheld {
            self.cases[case].decision = None;
            self.cases[case].told.clear();
            self.plan_within(2, 6, Task::Case(case, cases::Turn::Communicate));
        }
        let registry_number = (plot != Plot::Late).then(|| format!("ÖKN {}:{case}", self.today));
        let on = self.today;
        let decided =
            AppealDecided { programme, pupil, school, appeal, outcome, on, registry_number };
        self.record_one(seat.principal, decided)
    }

    fn end_delegation(&mut self, case: usize, school: usize) -> Result<(), Stopped> {
        let Some(teacher) = self.cases[case].delegate.take() else { return Ok(()) };
        if !self.schools[school].open {
            return Ok(());
        }
        let (code, on) = (self.schools[school].code, self.today);
        let staff = self.staff[teacher].id;
        self.record_one(self.principal(school), DelegationEnded { school: code, staff, on })
    }

    // --------------------------------------------------------------------------- first grades

    /// After the December round, of those in grades 1 to 3 who read well below what is expected.
    fn assess_early(&mut self, class: usize) -> Result<(), Stopped> {
        let here = &self.classes[class];
        let (at, grade, teacher) = (here.school, here.grade, here.teacher);
        let occasion = self.running.as_ref().map_or(1, |running| running.occasion);
        if !here.open || !(1..=3).contains(&grade) || !self.schools[at].open {
            return Ok(());
        }
        let (school, on) = (self.schools[at].code, self.today);
        let mut events: Vec<Event> = Vec::new();
        for number in here.pupils.clone() {
            let pupil = &self.pupils[number];
            let rank = pupil.sitting.current.and_then(|given| self.rank(given.outcome));
            let low = rank.is_some_and(|rank| rank + 4 < expected_rank(grade, occasion));
            if !low || pupil.school_on(on) != Some(at) {
                continue;
            }
            let pupil = pupil.id;
            let (risk, with_special_educator) = (true, self.dice.permille(600));
            let finding = words(self.dice.pick(&phrases::EARLY));
            let assessed =
                EarlySupportAssessed { pupil, school, on, risk, with_special_educator, finding };
            events.push(assessed.into());
        }
        self.record(self.actor(teacher, Role::Teacher), events)
    }

    /// In June, of those who have had support: within the unit after the preschool class and grade 3, to
    /// the next unit after its highest grade.
    fn hand_over(&mut self, class: usize) -> Result<(), Stopped> {
        let here = &self.classes[class];
        let (at, grade, teacher) = (here.school, here.grade, here.teacher);
        let next = self.schools[at].feeds.filter(|_| grade == self.schools[at].highest);
        let to = next.map(|next| self.schools[next].code);
        if !here.open || !self.schools[at].open || (to.is_none() && ![0, 3].contains(&grade)) {
            return Ok(());
        }
        let (school, on, to_staff) = (self.schools[at].code, self.today, None);
        let mut events: Vec<Event> = Vec::new();
        for number in here.pupils.clone() {
            let pupil = &self.pupils[number];
            let supported = pupil.case.is_some() || (grade == 0 && self.dice.permille(40));
            let pupil = &self.pupils[number];
            if supported && pupil.school_on(on) == Some(at) {
                let pupil = pupil.id;
                let summary = words(self.dice.pick(&phrases::HAND_OVERS));
                events.push(HandedOver { pupil, school, on, to, to_staff, summary }.into());
            }
        }
        self.record(self.actor(teacher, Role::Teacher), events)
    }
}

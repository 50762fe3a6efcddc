//! Principals lead: they visit, explain, answer their teachers, inform committees, ask for coaching and for
//! development of their staff; advisers offer and give it.

use domain::coaching::{CoachingBooked, CoachingHeld, CoachingRequested};
use domain::committee::CommitteeInformed;
use domain::development::{
    DevelopmentEvaluated, DevelopmentHeld, DevelopmentPlanned, DevelopmentRequested, SupportOffered,
};
use domain::id::{CoachingId, DevelopmentId, Position, RoundId, StaffId};
use domain::leadership::{LeadershipAct, LeadershipActed};
use domain::people::Way;
use domain::round::ConditionsAnswered;

use super::agenda::Task;
use super::dice::Kind;
use super::identities::words;
use super::journal::Stopped;
use super::phrases;
use super::town::Town;

/// What principals do, and what is done for them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    Act(usize),
    Inform(usize),
    AnswerConditions { round: RoundId, class: usize, of: Position },
    AskForCoaching(usize),
    BookCoaching { school: usize, coaching: CoachingId },
    HoldCoaching { school: usize, coaching: CoachingId },
    Offer(usize),
    Ask { school: usize, development: DevelopmentId, title: usize },
    Prepare { school: usize, development: DevelopmentId },
    Hold { school: usize, development: DevelopmentId },
    Evaluate { school: usize, development: DevelopmentId },
}

impl Town<'_> {
    pub(super) fn plan_leaders(&mut self) {
        let days = self.year.school_days(self.year.first_day.plus(7), self.year.last_day.plus(-7));
        for school in 0..self.schools.len() {
            for _ in 0..self.dice.between(2, 8) {
                let day = self.dice.pick(&days);
                self.plan(day, Task::Leader(Turn::Act(school)));
            }
            let every = self.schools[school].informs_every;
            let mut day = self.year.first_day.plus(self.dice.between(10, every));
            while day < self.year.last_day {
                let working = self.year.calendar.school_day_from(day);
                self.plan(working, Task::Leader(Turn::Inform(school)));
                day = day.plus(every + self.dice.between(-10, 20));
            }
            if self.dice.permille(350) || school == 0 {
                let day = self.dice.pick(&days[..days.len() / 2]);
                self.plan(day, Task::Leader(Turn::AskForCoaching(school)));
            }
            let day = self.dice.pick(&days[..days.len() / 4]);
            self.plan(day, Task::Leader(Turn::Offer(school)));
        }
    }

    pub(super) fn perform_leader(&mut self, turn: Turn) -> Result<(), Stopped> {
        let school = match turn {
            Turn::AnswerConditions { class, .. } => self.classes[class].school,
            Turn::Act(school)
            | Turn::Inform(school)
            | Turn::AskForCoaching(school)
            | Turn::Offer(school)
            | Turn::BookCoaching { school, .. }
            | Turn::HoldCoaching { school, .. }
            | Turn::Ask { school, .. }
            | Turn::Prepare { school, .. }
            | Turn::Hold { school, .. }
            | Turn::Evaluate { school, .. } => school,
        };
        if !self.schools[school].open {
            return Ok(());
        }
        match turn {
            Turn::Act(_) => self.act(school),
            Turn::Inform(_) => self.inform(school),
            Turn::AnswerConditions { round, class, of } => self.answer_conditions(round, class, of),
            Turn::AskForCoaching(_) => self.ask_for_coaching(school),
            Turn::BookCoaching { coaching, .. } => self.book_coaching(school, coaching),
            Turn::HoldCoaching { coaching, .. } => self.hold_coaching(school, coaching),
            Turn::Offer(_) => self.offer(school),
            Turn::Ask { development, title, .. } => self.ask(school, development, title),
            Turn::Prepare { development, .. } => self.prepare_development(school, development),
            Turn::Hold { development, .. } => self.hold_development(school, development),
            Turn::Evaluate { development, .. } => self.evaluate_development(school, development),
        }
    }

    fn act(&mut self, school: usize) -> Result<(), Stopped> {
        let classes = self.schools[school].classes.clone();
        let class = (!classes.is_empty()).then(|| self.dice.pick(&classes));
        let class = class.map(|class| self.classes[class].id);
        let (act, class) = match self.dice.below(3) {
            0 => (LeadershipAct::StaffDialogue, None),
            1 => (LeadershipAct::PriorityExplained, None),
            _ => (LeadershipAct::Visit, class),
        };
        let note = Some(words(self.dice.pick(&phrases::LEADERSHIP)));
        let (code, on) = (self.schools[school].code, self.today);
        let acted = LeadershipActed { school: code, act, class, on, note };
        self.record_one(self.principal(school), acted)
    }

    /// The district's committee, or the education committee.
    fn inform(&mut self, school: usize) -> Result<(), Stopped> {
        let district = self.districts[self.schools[school].district].id;
        let education = self.dice.permille(250);
        let fits = |of: Option<_>| if education { of.is_none() } else { of == Some(district) };
        let committees = self.committees();
        let committee = committees.into_iter().find(|(_, _, of)| fits(*of));
        let Some((committee, ..)) = committee else { return Ok(()) };
        let (code, on) = (self.schools[school].code, self.today);
        let principal = self.principal(school).staff;
        let way = self.dice.pick(&[Way::Meeting, Way::Letter, Way::Digital]);
        let informed = CommitteeInformed { school: code, committee, principal, on, way };
        self.record_one(self.principal(school), informed)
    }

    fn answer_conditions(
        &mut self,
        round: RoundId,
        class: usize,
        of: Position,
    ) -> Result<(), Stopped> {
        let (at, class) = (self.classes[class].school, self.classes[class].id);
        let (school, staff) = (self.schools[at].code, self.principal(at).staff);
        let answer = words(self.dice.pick(&phrases::CONDITION_ANSWERS));
        let answered = ConditionsAnswered { round, school, class, of, staff, answer };
        self.record_one(self.principal(at), answered)
    }

    // -------------------------------------------------------------------------------- coaching

    fn ask_for_coaching(&mut self, school: usize) -> Result<(), Stopped> {
        let coaching = CoachingId::from_bytes(self.new_id(Kind::Coaching));
        let (code, about) = (self.schools[school].code, words(self.dice.pick(&phrases::COACHING)));
        self.plan_within(1, 6, Task::Leader(Turn::BookCoaching { school, coaching }));
        let requested = CoachingRequested { coaching, school: code, about };
        self.record_one(self.principal(school), requested)
    }

    fn book_coaching(&mut self, school: usize, coaching: CoachingId) -> Result<(), Stopped> {
        let wait = self.dice.between(5, 20);
        let on = self.year.later(self.today, wait);
        self.plan(on, Task::Leader(Turn::HoldCoaching { school, coaching }));
        let (code, adviser) = (self.schools[school].code, self.adviser().staff);
        self.record_one(self.adviser(), CoachingBooked { coaching, school: code, adviser, on })
    }

    fn hold_coaching(&mut self, school: usize, coaching: CoachingId) -> Result<(), Stopped> {
        let (code, on) = (self.schools[school].code, self.today);
        let outcome = words(self.dice.pick(&phrases::COACHED));
        self.record_one(self.adviser(), CoachingHeld { coaching, school: code, on, outcome })
    }

    // ----------------------------------------------------------------------------- development

    /// Every school unit is offered support; about half ask for it.
    fn offer(&mut self, school: usize) -> Result<(), Stopped> {
        let development = DevelopmentId::from_bytes(self.new_id(Kind::Development));
        let title = self.dice.index(phrases::OFFERS.len());
        if self.dice.permille(500) || school == 0 {
            let turn = Turn::Ask { school, development, title };
            self.plan_within(2, 20, Task::Leader(turn));
        }
        let (code, on) = (self.schools[school].code, self.today);
        let title = phrases::OFFERS[title].to_owned();
        self.record_one(self.adviser(), SupportOffered { development, school: code, title, on })
    }

    fn ask(
        &mut self,
        school: usize,
        development: DevelopmentId,
        title: usize,
    ) -> Result<(), Stopped> {
        self.plan_within(2, 8, Task::Leader(Turn::Prepare { school, development }));
        let (code, title) = (self.schools[school].code, phrases::OFFERS[title].to_owned());
        let requested = DevelopmentRequested { development, school: code, title };
        self.record_one(self.principal(school), requested)
    }

    fn prepare_development(
        &mut self,
        school: usize,
        development: DevelopmentId,
    ) -> Result<(), Stopped> {
        let wait = self.dice.between(8, 35);
        let on = self.year.later(self.today, wait);
        self.plan(on, Task::Leader(Turn::Hold { school, development }));
        let (code, lead) = (self.schools[school].code, self.adviser().staff);
        self.record_one(self.adviser(), DevelopmentPlanned { development, school: code, on, lead })
    }

    fn hold_development(
        &mut self,
        school: usize,
        development: DevelopmentId,
    ) -> Result<(), Stopped> {
        let participants = self.staff_meeting(school);
        self.plan_within(10, 30, Task::Leader(Turn::Evaluate { school, development }));
        let (code, on) = (self.schools[school].code, self.today);
        let held = DevelopmentHeld { development, school: code, on, participants };
        self.record_one(self.adviser(), held)
    }

    fn evaluate_development(
        &mut self,
        school: usize,
        development: DevelopmentId,
    ) -> Result<(), Stopped> {
        let (code, on) = (self.schools[school].code, self.today);
        let useful = self.dice.permille(750);
        let finding = words(phrases::DEVELOPED[usize::from(!useful)]);
        let evaluated = DevelopmentEvaluated { development, school: code, on, useful, finding };
        self.record_one(self.principal(school), evaluated)
    }

    /// The principal and most of the teachers, by id.
    pub(super) fn staff_meeting(&mut self, school: usize) -> Vec<StaffId> {
        let unit = &self.schools[school];
        let (principal, teachers) = (unit.principal, unit.teachers.clone());
        let mut present = vec![self.staff[principal].id];
        for (place, teacher) in teachers.into_iter().enumerate() {
            if place == 0 || self.dice.permille(850) {
                present.push(self.staff[teacher].id);
            }
        }
        present.sort_unstable();
        present.dedup();
        present
    }
}

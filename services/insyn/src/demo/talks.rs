//! The dialogue with parents: talks each term, the assessment explained, what guardians say, complaints.

use domain::Event;
use domain::calendar::Day;
use domain::id::{DialogueId, LanguageTag, Position};
use domain::parent_dialogue::{
    AssessmentExplained, ComplaintAnswered, ComplaintReceived, DialogueHeld, DialogueInvited,
    DialogueKind, GuardianAcknowledged, GuardianViewRecorded, Participant,
};
use domain::people::{Role, Way};

use super::agenda::Task;
use super::appeals;
use super::dice::Kind;
use super::guarantee::COMPLAINT_DAYS;
use super::identities::words;
use super::journal::Stopped;
use super::knowledge::language;
use super::phrases;
use super::town::Town;
use super::year;

/// What happens between school and parents.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Every open class's talks of the term are planned.
    Plan,
    /// A class's guardians are invited.
    Invite(usize),
    /// A class's talks of a day are held.
    Hold(usize),
    /// Someone complains.
    Complain,
    /// A complaint of this pupil is answered.
    Answer { pupil: usize, of: Position },
}

/// A talk to which a guardian is invited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Invitation {
    dialogue: DialogueId,
    pupil: usize,
    on: Day,
}

impl Town<'_> {
    pub(super) fn plan_talks(&mut self) {
        for (month, day) in [(10, 1), (2, 16)] {
            let day = self.year.calendar.school_day_from(year::day(self.year.year, month, day));
            self.plan(day, Task::Talk(Turn::Plan));
        }
        let days = self.year.school_days(self.year.first_day.plus(20), self.year.last_day);
        for _ in 0..(self.settings.pupils * 4).div_ceil(1_000).max(2) {
            let day = self.dice.pick(&days);
            self.plan(day, Task::Talk(Turn::Complain));
        }
    }

    pub(super) fn perform_talk(&mut self, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::Plan => {
                self.plan_classes();
                Ok(())
            }
            Turn::Invite(class) => self.invite(class),
            Turn::Hold(class) => self.hold_talks(class),
            Turn::Complain => self.complain(),
            Turn::Answer { pupil, of } => self.answer_complaint(pupil, of),
        }
    }

    /// Each class has its own habit of explaining, for the year; the first grades' early support follows
    /// the results that the spring's talks are about.
    fn plan_classes(&mut self) {
        let autumn = self.today < year::day(self.year.year, 1, 1);
        let june = self.year.calendar.school_day_until(self.year.last_day.plus(-2));
        for class in 0..self.classes.len() {
            if !self.classes[class].open {
                continue;
            }
            if autumn || self.classes[class].explains == 0 {
                self.classes[class].explains = 250 + self.dice.below(700);
            }
            self.plan_within(0, 14, Task::Talk(Turn::Invite(class)));
            if !autumn {
                let turn = appeals::Turn::EarlySupport(class);
                self.plan_within(0, 10, Task::Appeal(0, turn));
                self.plan(june, Task::Appeal(0, appeals::Turn::HandOver(class)));
            }
        }
    }

    /// One guardian of most pupils, to one of three days.
    fn invite(&mut self, class: usize) -> Result<(), Stopped> {
        let here = &self.classes[class];
        let (at, teacher) = (here.school, here.teacher);
        if !here.open || !self.schools[at].open {
            return Ok(());
        }
        let first = self.dice.between(6, 9);
        let days: Vec<Day> = (0..3).map(|n| self.year.later(self.today, first + n)).collect();
        let (school, mut events) = (self.schools[at].code, Vec::new());
        self.classes[class].invitations.clear();
        for number in self.classes[class].pupils.clone() {
            let known = &self.pupils[number];
            let guardian = known.guardians[0].filter(|_| known.school_on(self.today) == Some(at));
            let Some(guardian) = guardian.filter(|_| !self.dice.permille(50)) else { continue };
            let on = self.dice.pick(&days);
            let dialogue = DialogueId::from_bytes(self.new_id(Kind::Dialogue));
            self.classes[class].invitations.push(Invitation { dialogue, pupil: number, on });
            let invited = DialogueInvited {
                dialogue,
                pupil: self.pupils[number].id,
                school,
                guardian: self.guardian_id(guardian),
                kind: DialogueKind::DevelopmentTalk,
                on,
                language: self.language_of(number),
            };
            events.push(invited.into());
        }
        for day in days {
            let at = self.moment(day, 14 * 60, 16 * 60 + 30);
            self.agenda.add(at, Task::Talk(Turn::Hold(class)));
        }
        self.record(self.actor(teacher, Role::Teacher), events)
    }

    /// Mostly Swedish; some are met in their own language, the same at every talk.
    fn language_of(&self, number: usize) -> LanguageTag {
        let other = self.pupils[number].second_language && number.is_multiple_of(2);
        language(if other {
            phrases::LANGUAGES[number / 2 % phrases::LANGUAGES.len()]
        } else {
            "sv"
        })
    }

    fn hold_talks(&mut self, class: usize) -> Result<(), Stopped> {
        let here = &self.classes[class];
        let (at, teacher) = (here.school, here.teacher);
        if !here.open || !self.schools[at].open {
            return Ok(());
        }
        let today = self.today;
        let invitations = here.invitations.clone().into_iter().filter(|i| i.on == today);
        let mut events = Vec::new();
        for invitation in invitations {
            let known = &self.pupils[invitation.pupil];
            let still_here = known.school_on(today) == Some(at) && known.class == Some(class);
            if still_here && !self.dice.permille(70) {
                self.hold_talk(class, invitation, &mut events);
            }
        }
        self.record(self.actor(teacher, Role::Teacher), events)
    }

    fn hold_talk(&mut self, class: usize, invitation: Invitation, events: &mut Vec<Event>) {
        let Invitation { dialogue, pupil: number, on } = invitation;
        let Some(guardian) = self.pupils[number].guardians[0] else { return };
        let (guardian, pupil) = (self.guardian_id(guardian), self.pupils[number].id);
        let here = &self.classes[class];
        let (school, teacher) = (self.schools[here.school].code, self.staff[here.teacher].id);
        let language = self.language_of(number);
        let mut took_part = vec![Participant::Guardian(guardian), Participant::Staff(teacher)];
        if self.pupils[number].grade > 3 || self.dice.permille(600) {
            took_part.push(Participant::Pupil);
        }
        if language.as_str() != "sv" {
            took_part.push(Participant::Interpreter);
        }
        let notes = self.dice.permille(40).then(|| words(self.dice.pick(&phrases::AGREED)));
        let kind = DialogueKind::DevelopmentTalk;
        events.push(DialogueHeld { dialogue, pupil, school, kind, on, took_part, notes }.into());
        let dialogue = Some(dialogue);
        if self.dice.permille(25) {
            let view = words(self.dice.pick(&phrases::VIEWS));
            events
                .push(GuardianViewRecorded { pupil, school, dialogue, guardian, on, view }.into());
        }
        let running = self.running.as_ref();
        let round = running.filter(|_| self.pupils[number].sitting.current.is_some());
        let Some(round) = round.map(|running| running.schedule.round) else { return };
        if !self.dice.permille(self.classes[class].explains) {
            return;
        }
        let way = Way::Meeting;
        events.push(
            AssessmentExplained { pupil, school, dialogue, round, guardian, on, way, language }
                .into(),
        );
        if self.dice.permille(650) {
            events.push(GuardianAcknowledged { pupil, school, round, guardian, on, way }.into());
        }
    }

    // ------------------------------------------------------------------------------ complaints

    fn complain(&mut self) -> Result<(), Stopped> {
        let found = (0..20).find_map(|_| {
            let number = self.dice.index(self.pupils.len());
            let at = self.pupils[number].school_on(self.today)?;
            (self.schools[at].open && at == self.pupils[number].school).then_some((number, at))
        });
        let Some((number, at)) = found else { return Ok(()) };
        let (pupil, school, on) = (self.pupils[number].id, self.schools[at].code, self.today);
        let guardian = self.pupils[number].guardians[0].map(|g| self.guardian_id(g));
        let complaint = words(self.dice.pick(&phrases::COMPLAINTS));
        let answer_by = on.plus(i32::from(COMPLAINT_DAYS));
        let of = self.journal.position(0);
        let (least, most) = if self.dice.permille(100) { (14, 35) } else { (1, 9) };
        self.plan_within(least, most, Task::Talk(Turn::Answer { pupil: number, of }));
        let received = ComplaintReceived { pupil, school, guardian, on, complaint, answer_by };
        self.record_one(self.principal(at), received)
    }

    fn answer_complaint(&mut self, number: usize, of: Position) -> Result<(), Stopped> {
        let known = &self.pupils[number];
        let at = known.school_on(self.today).filter(|at| self.schools[*at].open);
        let Some(at) = at else { return Ok(()) };
        let (pupil, school, on) = (known.id, self.schools[at].code, self.today);
        let answer = words(self.dice.pick(&phrases::COMPLAINT_ANSWERS));
        self.record_one(self.principal(at), ComplaintAnswered { pupil, school, of, on, answer })
    }
}

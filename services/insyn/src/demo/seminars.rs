//! Seminars each term: joint, on result analysis, and on agreement between assessors, whose blind ratings
//! come closer to each other from year to year.

use domain::Event;
use domain::calendar::Day;
use domain::id::{SeminarId, StaffId};
use domain::people::{Actor, Role, Scope};
use domain::seminar::{
    ConsensusReached, RatingGiven, RatingsRevealed, SeminarArranged, SeminarHeld, SeminarKind,
};

use super::agenda::Task;
use super::dice::Kind;
use super::journal::Stopped;
use super::town::{Town, minute};
use super::year;

/// What happens at seminars.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Those of the term are arranged.
    Arrange,
    /// One is arranged that is still to come on the last day.
    ArrangeOpen,
    /// The assessors rate.
    Rate(usize),
    /// Some of the assessors rate ahead of the day.
    RateAhead(usize),
    /// The ratings are revealed, a consensus is reached, the seminar was held.
    Conclude(usize),
}

/// A seminar.
pub(super) struct Gathering {
    id: SeminarId,
    kind: SeminarKind,
    leader: Actor,
    /// The ranks that experts would give.
    samples: Vec<usize>,
    raters: Vec<usize>,
    participants: Vec<usize>,
    /// How far the ratings are spread, in thousandths of a rank.
    spread: i32,
}

/// What a seminar on agreement is called.
const AGREEMENT: &str = "Bedömarträff: samma elevexempel, var för sig";
/// Samples of a seminar on agreement.
const SAMPLES: u8 = 6;
/// Assessors of a seminar on agreement.
const RATERS: usize = 9;
/// So many of them rate ahead of the day of the seminar that is still to come.
const AHEAD: usize = 4;
/// So many days before the last one it is arranged.
const OPEN_SINCE: i32 = 14;

impl Town<'_> {
    pub(super) fn plan_seminars(&mut self) {
        for (month, day) in [(9, 1), (1, 26)] {
            let day = self.year.calendar.school_day_from(year::day(self.year.year, month, day));
            self.plan(day, Task::Seminar(Turn::Arrange));
        }
        // Somebody looks at the demo on its last day: a blind seminar is then under way.
        let day = self.year.calendar.school_day_from(self.settings.today.plus(-OPEN_SINCE));
        if day > self.year.first_day && self.year_number + 1 == self.settings.years {
            self.plan(day, Task::Seminar(Turn::ArrangeOpen));
        }
    }

    pub(super) fn perform_seminar(&mut self, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::Arrange => self.arrange_seminars(),
            Turn::ArrangeOpen => self.arrange_open(),
            Turn::Rate(seminar) => self.rate(seminar),
            Turn::RateAhead(seminar) => {
                self.gatherings[seminar].raters.truncate(AHEAD);
                self.rate(seminar)
            }
            Turn::Conclude(seminar) => self.conclude_seminar(seminar),
        }
    }

    fn arrange_seminars(&mut self) -> Result<(), Stopped> {
        let joint = self.arranged(SeminarKind::Joint, Scope::Municipality, self.adviser());
        self.arrange(joint, "Gemensamt seminarium: vad resultaten säger", Scope::Municipality)?;
        for district in 0..self.districts.len() {
            let (coordinator, id) =
                (self.districts[district].coordinator, self.districts[district].id);
            let leader = self.actor(coordinator, Role::ResultsCoordinator);
            let scope = Scope::District(id);
            let analysis = self.arranged(SeminarKind::ResultAnalysis, scope, leader);
            self.arrange(analysis, "Resultatanalys tillsammans", scope)?;
        }
        for _ in 0..self.settings.pupils.div_ceil(4_000) {
            let (kind, scope) = (SeminarKind::AssessorAgreement, Scope::Municipality);
            let agreement = self.arranged(kind, scope, self.adviser());
            self.arrange(agreement, AGREEMENT, scope)?;
        }
        Ok(())
    }

    /// A seminar on agreement some days after the last one: some have rated, and nothing is revealed.
    fn arrange_open(&mut self) -> Result<(), Stopped> {
        let (kind, scope) = (SeminarKind::AssessorAgreement, Scope::Municipality);
        let gathering = self.arranged(kind, scope, self.adviser());
        let ahead = self.year.later(self.today, 3);
        self.plan(ahead, Task::Seminar(Turn::RateAhead(self.gatherings.len())));
        let on = self.year.later(self.settings.today, 5);
        self.arrange_on(gathering, AGREEMENT, scope, on)
    }

    /// Whom it gathers: principals, and for agreement assessors.
    fn arranged(&mut self, kind: SeminarKind, scope: Scope, leader: Actor) -> Gathering {
        let reaches = |school: &usize| {
            let unit = &self.schools[*school];
            let district = Scope::District(self.districts[unit.district].id);
            unit.open && (scope == Scope::Municipality || scope == district)
        };
        let schools: Vec<usize> = (0..self.schools.len()).filter(reaches).collect();
        let mut raters = Vec::new();
        let mut participants = Vec::new();
        if kind == SeminarKind::AssessorAgreement {
            for _ in 0..RATERS * 2 {
                let school = self.dice.pick(&schools);
                let classes = self.schools[school].classes.clone();
                let teacher = classes.first().map(|_| self.dice.pick(&classes));
                let teacher = teacher.map(|class| self.classes[class].teacher);
                if let Some(teacher) = teacher.filter(|t| !raters.contains(t))
                    && raters.len() < RATERS
                {
                    raters.push(teacher);
                }
            }
        } else {
            participants = schools.iter().map(|school| self.schools[*school].principal).collect();
            participants.retain(|_| self.dice.permille(850));
        }
        let samples = (0..SAMPLES).map(|_| 4 + self.dice.index(14)).collect();
        let spread = (900 - 280 * i32::from(self.year_number)).max(250);
        let id = SeminarId::from_bytes(self.new_id(Kind::Seminar));
        Gathering { id, kind, leader, samples, raters, participants, spread }
    }

    fn arrange(&mut self, gathering: Gathering, title: &str, scope: Scope) -> Result<(), Stopped> {
        let wait = self.dice.between(12, 30);
        let on = self.year.later(self.today, wait);
        self.plan_day(on, self.gatherings.len(), gathering.kind == SeminarKind::AssessorAgreement);
        self.arrange_on(gathering, title, scope, on)
    }

    fn arrange_on(
        &mut self,
        gathering: Gathering,
        title: &str,
        scope: Scope,
        on: Day,
    ) -> Result<(), Stopped> {
        let agreement = gathering.kind == SeminarKind::AssessorAgreement;
        let arranged = SeminarArranged {
            seminar: gathering.id,
            kind: gathering.kind,
            scope,
            on,
            title: title.to_owned(),
            edition: agreement.then_some(self.edition.id),
            samples: if agreement { SAMPLES } else { 0 },
        };
        let leader = gathering.leader;
        self.gatherings.push(gathering);
        self.record_one(leader, arranged)
    }

    fn plan_day(&mut self, on: Day, seminar: usize, agreement: bool) {
        if agreement {
            self.agenda.add(minute(on, 9 * 60 + 5), Task::Seminar(Turn::Rate(seminar)));
        }
        self.agenda.add(minute(on, 15 * 60 + 10), Task::Seminar(Turn::Conclude(seminar)));
    }

    /// Each in the own name, not knowing the others'; one changes a rating.
    fn rate(&mut self, seminar: usize) -> Result<(), Stopped> {
        let Gathering { id, samples, raters, spread, .. } = &self.gatherings[seminar];
        let (id, samples, raters, spread) = (*id, samples.clone(), raters.clone(), *spread);
        let still = |rater: &usize| {
            let mut classes = self.classes.iter();
            classes.any(|class| class.open && class.teacher == *rater)
        };
        let raters: Vec<usize> = raters.into_iter().filter(still).collect();
        for (place, rater) in raters.iter().enumerate() {
            let person = self.staff[*rater].id;
            let mut events: Vec<Event> = Vec::new();
            for (sample, expert) in (1..).zip(&samples) {
                let rank = self.near(*expert, spread);
                events.push(self.rating(id, sample, person, rank));
            }
            if place == 0 {
                let rank = self.near(samples[0], spread);
                let again = self.rating(id, 1, person, rank);
                if events.first() != Some(&again) {
                    events.push(again);
                }
            }
            self.record(self.actor(*rater, Role::Teacher), events)?;
        }
        self.gatherings[seminar].raters = raters.clone();
        self.gatherings[seminar].participants = raters;
        Ok(())
    }

    fn near(&mut self, expert: usize, spread: i32) -> usize {
        let off = (spread * self.dice.normal() / 1_000 + 500).div_euclid(1_000);
        let rank = i32::try_from(expert).unwrap_or(0) + off;
        usize::try_from(rank).unwrap_or(0).min(self.points.len() - 1)
    }

    fn rating(&self, seminar: SeminarId, sample: u8, rater: StaffId, rank: usize) -> Event {
        RatingGiven { seminar, sample, rater, point: self.points[rank] }.into()
    }

    fn conclude_seminar(&mut self, seminar: usize) -> Result<(), Stopped> {
        let Gathering { id, leader, samples, raters, .. } = &self.gatherings[seminar];
        let (seminar_id, leader) = (*id, *leader);
        let mut events: Vec<Event> = Vec::new();
        if raters.len() > 1 {
            events.push(RatingsRevealed { seminar: seminar_id }.into());
            for (sample, expert) in (1..).zip(samples) {
                let point = self.points[*expert];
                events.push(ConsensusReached { seminar: seminar_id, sample, point }.into());
            }
        }
        let present = &self.gatherings[seminar].participants;
        let mut participants: Vec<StaffId> = present.iter().map(|s| self.staff[*s].id).collect();
        participants.push(leader.staff);
        participants.sort_unstable();
        participants.dedup();
        let on = self.today;
        events.push(SeminarHeld { seminar: seminar_id, on, participants }.into());
        self.record(leader, events)
    }
}

//! Commitments: the municipality's and one for each school unit; adopted, raised, evaluated.

use domain::calendar::Day;
use domain::commitment::{
    CommitmentAdopted, CommitmentEvaluated, CommitmentExplained, CommitmentProposed,
    CommitmentPublished, CommitmentRevised, CommitmentWithdrawn, Level, Target, TargetOutcome,
    Terms,
};
use domain::committee::Resolution;
use domain::id::{CommitmentId, Occasion, PointCode};
use domain::people::{Actor, Grade, Role, Way};

use super::agenda::Task;
use super::dice::{self, Kind};
use super::journal::Stopped;
use super::knowledge::{language, right};
use super::phrases;
use super::town::{Running, Town};
use super::year;

/// What takes a commitment out to the parents.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Its last version is published.
    Publish(usize),
    /// Its last version is explained to the parents of a class.
    Explain { pledge: usize, class: usize },
    /// A school unit proposes what it will not adopt.
    Draft(usize),
    /// It takes the proposal back.
    Withdraw { school: usize, commitment: CommitmentId },
}

/// A commitment and its versions.
pub(super) struct Pledge {
    pub(super) id: CommitmentId,
    /// None: the municipality's.
    pub(super) school: Option<usize>,
    pub(super) adopted: bool,
    versions: Vec<Terms>,
}

impl Pledge {
    /// What it says last.
    pub(super) fn last_terms(&self) -> Option<Terms> {
        self.versions.last().cloned()
    }

    /// Its version from now on, and the version's number.
    pub(super) fn add_version(&mut self, terms: Terms) -> u16 {
        self.versions.push(terms);
        self.version()
    }

    fn version(&self) -> u16 {
        u16::try_from(self.versions.len()).unwrap_or(u16::MAX)
    }
}

/// What may be promised: grade, round, point, and the share (permille) that reaches it in the model.
const PROMISES: [(u8, &str, &str, i32); 8] = [
    (1, "may", "8", 650),
    (2, "december", "10", 630),
    (3, "may", "15", 710),
    (6, "may", "17", 800),
    (7, "may", "18a", 770),
    (9, "may", "18b", 780),
    (3, "february", "14", 760),
    (5, "september", "16", 800),
];

impl Town<'_> {
    /// In the first September all are proposed; in later years some are raised.
    pub(super) fn plan_pledges(&mut self) {
        let september = year::day(self.year.year, 9, 1);
        let days = self.year.school_days(september, september.plus(40));
        if self.year_number == 0 {
            self.plan(days[1], Task::Propose(None));
            self.plan(days[4], Task::Pledge(Turn::Draft(0)));
            for school in 0..self.schools.len() {
                let day = days[2 + self.dice.index(6)];
                self.plan(day, Task::Propose(Some(school)));
            }
            return;
        }
        // A unit that is new this year proposes its own.
        for school in 0..self.schools.len() {
            let pledged = self.pledges.iter().any(|pledge| pledge.school == Some(school));
            if !pledged && self.schools[school].open {
                self.plan(days[3], Task::Propose(Some(school)));
            }
        }
        for pledge in 0..self.pledges.len() {
            self.plan_explanations(pledge, 6);
            let raised = self.pledges[pledge].school.is_none() && self.year_number == 1;
            if raised || self.dice.permille(300) {
                let day = self.dice.pick(&days);
                self.plan(day, Task::Revise(pledge));
            }
        }
    }

    fn level(&self, pledge: usize) -> Level {
        match self.pledges[pledge].school {
            Some(school) => Level::School(self.schools[school].code),
            None => Level::Municipality,
        }
    }

    /// The principal, or the secretary for the committee.
    fn decider(&self, pledge: usize) -> Actor {
        self.pledges[pledge].school.map_or_else(|| self.secretary(), |s| self.principal(s))
    }

    /// The principal, or the results coordinator.
    fn preparer(&self, pledge: usize) -> Actor {
        self.pledges[pledge].school.map_or_else(|| self.coordinator(), |s| self.principal(s))
    }

    pub(super) fn propose(&mut self, school: Option<usize>) -> Result<(), Stopped> {
        let terms = self.terms(school);
        let pledge = self.pledges.len();
        let id = CommitmentId::from_bytes(dice::id(self.settings.seed, Kind::Commitment, pledge));
        let versions = vec![terms.clone()];
        self.pledges.push(Pledge { id, school, adopted: false, versions });
        let level = self.level(pledge);
        // The highest grade that it promises anything of.
        let grade = terms.targets.iter().map(|target| target.grade.number).max();
        let serves = grade.map(right);
        let proposed = CommitmentProposed { commitment: id, level, terms, serves };
        let wait = self.dice.between(4, 12);
        self.plan(self.year.later(self.today, wait), Task::Adopt(pledge));
        self.record(self.preparer(pledge), vec![proposed.into()])
    }

    fn terms(&mut self, school: Option<usize>) -> Terms {
        let (title, spread) = match school {
            Some(school) => {
                let name = &self.schools[school].name;
                (format!("{name}: våra elever läser och förstår det de läser"), 90)
            }
            None => ("Alla elever i kommunen ska bli goda läsare".to_owned(), 25),
        };
        let mut targets = Vec::new();
        for (number, (grade, occasion, least, share)) in (1..).zip(PROMISES) {
            let has_grade = school.is_none_or(|school| {
                let unit = &self.schools[school];
                (unit.lowest..=unit.highest).contains(&grade)
            });
            let optional = occasion != "may";
            if !has_grade || (optional && school.is_some() && self.dice.permille(600)) {
                continue;
            }
            let share = (share + self.dice.between(-spread, spread)) / 10 * 10;
            targets.push(Target {
                number,
                grade: Grade::nine(grade),
                occasion: Occasion::new(occasion).expect("a short code"),
                edition: self.edition_id(),
                least: PointCode::new(least).expect("a short code"),
                share_permille: u16::try_from(share).unwrap_or(500).clamp(300, 950),
            });
        }
        Terms { title, targets, valid_from: self.year.first_day, valid_to: None }
    }

    pub(super) fn adopt(&mut self, pledge: usize) -> Result<(), Stopped> {
        self.pledges[pledge].adopted = true;
        self.plan_within(1, 5, Task::Pledge(Turn::Publish(pledge)));
        self.plan_explanations(pledge, 25);
        let (commitment, level) = (self.pledges[pledge].id, self.level(pledge));
        if level == Level::Municipality {
            return self.adopt_by_committee(commitment);
        }
        let adopted = CommitmentAdopted { commitment, level, on: self.today, decision: None };
        self.record(self.decider(pledge), vec![adopted.into()])
    }

    /// The same targets with larger shares, for rounds from now on.
    pub(super) fn revise(&mut self, pledge: usize) -> Result<(), Stopped> {
        let closed = self.pledges[pledge].school.is_some_and(|s| !self.schools[s].open);
        let Some(last) = self.pledges[pledge].versions.last() else { return Ok(()) };
        if closed || !self.pledges[pledge].adopted {
            return Ok(());
        }
        let mut terms = last.clone();
        terms.valid_from = self.today;
        for target in &mut terms.targets {
            let more = u16::try_from(self.dice.between(1, 4)).unwrap_or(1) * 10;
            target.share_permille =
                (target.share_permille + more).min(950).max(target.share_permille);
        }
        let version = self.pledges[pledge].add_version(terms.clone());
        let (commitment, level) = (self.pledges[pledge].id, self.level(pledge));
        self.plan_within(1, 5, Task::Pledge(Turn::Publish(pledge)));
        let decision = match level {
            Level::Municipality => {
                Some(self.decide_pledge(Resolution::AmbitionRaised { commitment })?)
            }
            Level::School(_) => None,
        };
        let on = self.today;
        let revised = CommitmentRevised { commitment, level, version, terms, on, decision };
        self.record(self.decider(pledge), vec![revised.into()])
    }

    /// A proposal that comes to nothing.
    fn draft(&mut self, school: usize) -> Result<(), Stopped> {
        let commitment = CommitmentId::from_bytes(self.new_id(Kind::Draft));
        let level = Level::School(self.schools[school].code);
        let terms = self.terms(Some(school));
        self.plan_within(5, 15, Task::Pledge(Turn::Withdraw { school, commitment }));
        let proposed = CommitmentProposed { commitment, level, terms, serves: None };
        self.record_one(self.principal(school), proposed)
    }

    fn withdraw(&mut self, school: usize, commitment: CommitmentId) -> Result<(), Stopped> {
        let (level, from) = (Level::School(self.schools[school].code), self.today);
        let withdrawn = CommitmentWithdrawn { commitment, level, from, decision: None };
        self.record_one(self.principal(school), withdrawn)
    }

    // -------------------------------------------------------------------------- to the parents

    /// Most classes' parents hear of their school unit's commitment at a meeting in the autumn.
    fn plan_explanations(&mut self, pledge: usize, least: i32) {
        let Some(school) = self.pledges[pledge].school else { return };
        for class in self.schools[school].classes.clone() {
            if self.dice.permille(720) {
                let turn = Turn::Explain { pledge, class };
                self.plan_within(least, least + 20, Task::Pledge(turn));
            }
        }
    }

    pub(super) fn perform_pledge(&mut self, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::Publish(pledge) => self.publish(pledge),
            Turn::Explain { pledge, class } => self.explain(pledge, class),
            Turn::Draft(school) => self.draft(school),
            Turn::Withdraw { school, commitment } => self.withdraw(school, commitment),
        }
    }

    fn publish(&mut self, pledge: usize) -> Result<(), Stopped> {
        let known = &self.pledges[pledge];
        if known.school.is_some_and(|school| !self.schools[school].open) {
            return Ok(());
        }
        let place = match known.school {
            Some(_) => "Skolans webbplats och anslagstavla",
            None => "Kommunens webbplats, anslagstavla och bibliotek",
        };
        let published = CommitmentPublished {
            commitment: known.id,
            level: self.level(pledge),
            version: known.version(),
            on: self.today,
            place: place.to_owned(),
        };
        self.record_one(self.decider(pledge), published)
    }

    /// At the parents' meeting, in Swedish and where many speak another language in that too.
    fn explain(&mut self, pledge: usize, class: usize) -> Result<(), Stopped> {
        let here = &self.classes[class];
        let (at, teacher) = (here.school, here.teacher);
        if !here.open || !self.schools[at].open || !self.pledges[pledge].adopted {
            return Ok(());
        }
        let known = &self.pledges[pledge];
        let explained = CommitmentExplained {
            commitment: known.id,
            level: self.level(pledge),
            version: known.version(),
            school: self.schools[at].code,
            class: here.id,
            on: self.today,
            way: Way::Meeting,
            language: language("sv"),
        };
        let mut events = vec![explained.clone().into()];
        if self.schools[at].second_language_permille > 150 && self.dice.permille(500) {
            let language = language(phrases::LANGUAGES[class % phrases::LANGUAGES.len()]);
            events.push(CommitmentExplained { language, ..explained }.into());
        }
        self.record(self.actor(teacher, Role::Teacher), events)
    }

    // ----------------------------------------------------------------------------- evaluation

    /// Holds the version in force on the census date against the round's values as they are now.
    pub(super) fn evaluate(&mut self, running: &Running, pledge: usize) -> Result<(), Stopped> {
        let census = running.schedule.census_date;
        let known = &self.pledges[pledge];
        let closed = known.school.is_some_and(|s| !self.schools[s].open);
        let begun = |terms: &&Terms| terms.valid_from <= census;
        let last = (1..).zip(&known.versions).filter(|(_, terms)| begun(terms)).last();
        let Some((version, terms)) = last.filter(|_| known.adopted && !closed) else {
            return Ok(());
        };
        let round = running.schedule.round;
        let due = terms.targets.iter().filter(|target| target.occasion == round.occasion);
        let outcomes: Vec<TargetOutcome> =
            due.map(|target| self.outcome(census, known.school, target)).collect();
        if outcomes.is_empty() {
            return Ok(());
        }
        let (commitment, level, as_of) = (known.id, self.level(pledge), self.journal.size());
        let evaluated = CommitmentEvaluated { commitment, level, round, version, outcomes, as_of };
        self.record(self.preparer(pledge), vec![evaluated.into()])
    }

    fn outcome(&self, census: Day, school: Option<usize>, target: &Target) -> TargetOutcome {
        let least = self.points.iter().position(|point| *point == target.least).unwrap_or(0);
        let mut outcome =
            TargetOutcome { number: target.number, reached: 0, assessed: 0, population: 0 };
        let schools = school.map_or(0..self.schools.len(), |school| school..school + 1);
        for school in schools {
            for number in &self.schools[school].roll {
                let pupil = &self.pupils[*number];
                if pupil.grade != target.grade.number || pupil.school_on(census) != Some(school) {
                    continue;
                }
                let rank = pupil.sitting.current.and_then(|given| self.rank(given.outcome));
                outcome.population += 1;
                outcome.assessed += u32::from(rank.is_some());
                outcome.reached += u32::from(rank.is_some_and(|rank| rank >= least));
            }
        }
        outcome
    }
}

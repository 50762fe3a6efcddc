//! Commitments: the municipality's and one for each school unit; adopted, raised, evaluated.

use domain::calendar::Day;
use domain::commitment::{
    CommitmentAdopted, CommitmentEvaluated, CommitmentProposed, CommitmentRevised, Level, Target,
    TargetOutcome, Terms,
};
use domain::id::{CommitmentId, Occasion, PointCode};
use domain::people::{Actor, Grade};

use super::agenda::Task;
use super::dice::{self, Kind};
use super::journal::Stopped;
use super::town::{Running, Town};
use super::year;

/// A commitment and its versions.
pub(super) struct Pledge {
    pub(super) id: CommitmentId,
    /// None: the municipality's.
    pub(super) school: Option<usize>,
    adopted: bool,
    versions: Vec<Terms>,
}

/// What may be promised: grade, round, point, and the share (permille) that reaches it in the model.
const PROMISES: [(u8, &str, &str, i32); 6] = [
    (1, "may", "8", 650),
    (2, "december", "10", 630),
    (3, "may", "15", 710),
    (6, "may", "17", 800),
    (7, "may", "18a", 770),
    (9, "may", "18b", 780),
];

impl Town<'_> {
    /// In the first September all are proposed; in later years some are raised.
    pub(super) fn plan_pledges(&mut self) {
        let september = year::day(self.year.year, 9, 1);
        let days = self.year.school_days(september, september.plus(40));
        if self.year_number == 0 {
            self.plan(days[1], Task::Propose(None));
            for school in 0..self.schools.len() {
                let day = days[2 + self.dice.index(6)];
                self.plan(day, Task::Propose(Some(school)));
            }
            return;
        }
        for pledge in 0..self.pledges.len() {
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
        let proposed = CommitmentProposed { commitment: id, level: self.level(pledge), terms };
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
        let (commitment, level) = (self.pledges[pledge].id, self.level(pledge));
        let adopted = CommitmentAdopted { commitment, level, on: self.today };
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
        let versions = &mut self.pledges[pledge].versions;
        versions.push(terms.clone());
        let version = u16::try_from(versions.len()).unwrap_or(u16::MAX);
        let (commitment, level) = (self.pledges[pledge].id, self.level(pledge));
        let revised = CommitmentRevised { commitment, level, version, terms, on: self.today };
        self.record(self.decider(pledge), vec![revised.into()])
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

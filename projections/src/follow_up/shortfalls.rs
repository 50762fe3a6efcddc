//! Which shortfalls there are to find, and which no longer stand.
//!
//! The guarantee of a round wakes at a school unit with its first submission, or when the last day for
//! submitting has passed without one, and does not sleep again: a principal who does nothing, or reopens
//! the round, cannot switch it off. From then on corrections and moves recorded late count as they come.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::calendar::{Day, Instant};
use domain::guarantee::{
    Command, GuaranteeAdopted, Lack, Lifted, Promise, ShortfallFound, ShortfallLifted,
};
use domain::id::{PupilId, RoundId, SchoolUnitCode, Size};

use super::Step;
use crate::Facts;
use crate::directory::position;
use crate::facts::{Fact, NONE, Step as RoundStep};
use crate::figure::cell::Standing;
use crate::figure::frame::{self, Frame, Member};
use crate::figure::targets::TargetInForce;
use crate::guarantee::Shortfall;

/// The shortfalls of a round to find and to lift at a school unit.
///
/// Found: every pupil of the unit's population (the one the figures count) below the point of a target in
/// force on the census date, not assessed, or missing, for whom no shortfall of that promise stands and who
/// has not left the municipality's schools since.
/// Lifted: what stands and is no longer so, or is so in another way; then another is found in its place.
/// A pupil below the point after a correction as before keeps the shortfall that stands.
#[must_use]
pub fn shortfall_steps(
    facts: &Facts,
    round: RoundId,
    school: SchoolUnitCode,
    at: Size,
    today: Day,
) -> Vec<Step> {
    let Some(school) = facts.ids.schools.get(school) else { return Vec::new() };
    match Watch::new(facts, round, at, today) {
        Some(mut watch) => watch.steps_at(school),
        None => Vec::new(),
    }
}

/// The rounds and school units with something to find or to lift, in order of census date and round, then
/// of school unit: covered by the guarantee in force today, awake, and with a promise or a shortfall.
#[must_use]
pub fn open_rounds(facts: &Facts, at: Size, today: Day) -> Vec<(RoundId, SchoolUnitCode)> {
    let mut places = Vec::new();
    for round in facts.rounds(at) {
        if let Some(mut watch) = Watch::new(facts, round.round, at, today) {
            let codes = watch.open_schools().into_iter().map(|(code, _)| (round.round, code));
            places.extend(codes);
        }
    }
    places
}

/// The steps of all open rounds, in order of census date and round, then of pupil: the order, too, is what it
/// was, whichever school unit a pupil has come to since.
pub(super) fn all_steps(facts: &Facts, at: Size, today: Day) -> Vec<Step> {
    let rounds = facts.rounds(at).into_iter();
    let watches = rounds.filter_map(|round| Watch::new(facts, round.round, at, today));
    let mut steps: Vec<Step> = Vec::new();
    for mut watch in watches {
        // A pupil who counts at one unit and has moved to another is met at both.
        let mut pupils = BTreeSet::new();
        for (_, school) in watch.open_schools() {
            pupils.append(&mut watch.pupils_of(school));
        }
        steps.extend(pupils.into_iter().flat_map(|(_, pupil)| watch.steps_of(pupil)));
    }
    steps
}

/// A round that the guarantee covers.
struct Watch<'a> {
    facts: &'a Facts,
    frame: Frame<'a>,
    round: u32,
    goals: GuaranteeAdopted,
    today: Day,
    /// By school number.
    units: BTreeMap<u32, Rc<Unit>>,
}

/// A school unit in the round.
#[derive(Debug, Default)]
struct Unit {
    awake: Option<Woken>,
    targets: Vec<TargetInForce>,
}

/// What woke the guarantee.
#[derive(Debug, Clone, Copy)]
struct Woken {
    by: u32,
    /// What is recorded from here on came after it.
    since: u32,
}

impl<'a> Watch<'a> {
    /// None where no goals are in force, or the round lies before their first census date.
    fn new(facts: &'a Facts, round: RoundId, at: Size, today: Day) -> Option<Self> {
        let goals = facts.goals(today, at)?;
        let frame = Frame::new(facts, at, round)?;
        let census_date = frame.census_date();
        if census_date < goals.first_census || today < census_date {
            return None;
        }
        let round = facts.ids.rounds.get(round)?;
        Some(Self { facts, frame, round, goals, today, units: BTreeMap::new() })
    }

    fn unit(&mut self, school: u32) -> Rc<Unit> {
        if let Some(unit) = self.units.get(&school) {
            return Rc::clone(unit);
        }
        let targets = self.frame.targets(&frame::Places::School(school));
        let unit = Rc::new(Unit { awake: self.woken(school), targets });
        self.units.insert(school, Rc::clone(&unit));
        unit
    }

    /// The last submission; where there is none and its time is past, the opening, or else the schedule.
    fn woken(&self, school: u32) -> Option<Woken> {
        let row = self.facts.rounds.rows.get(self.round as usize)?;
        let steps = row.steps.get(&school).map_or(&[][..], |h| h.before(self.frame.limit));
        let last = |wanted: fn(&RoundStep) -> bool| {
            steps.iter().rev().find(|entry| wanted(&entry.value)).map(|entry| entry.position)
        };
        if let Some(by) = last(|step| matches!(step, RoundStep::Submitted { .. })) {
            return Some(Woken { by, since: by });
        }
        let submit_by = self.frame.schedule.value.submit_by;
        if self.today <= submit_by {
            return None;
        }
        let opened = last(|step| matches!(step, RoundStep::Opened { .. }));
        let by = opened.unwrap_or(self.frame.schedule.position);
        let before = Instant(submit_by.plus(1).start().0.saturating_sub(1));
        Some(Woken { by, since: self.facts.limit(self.facts.size_at(before)) })
    }

    /// School units with something to find or to lift, by code.
    fn open_schools(&mut self) -> Vec<(SchoolUnitCode, u32)> {
        let facts = self.facts;
        let mut schools: Vec<(SchoolUnitCode, u32)> =
            facts.ids.schools.keys().iter().copied().zip(0..).collect();
        schools.sort_unstable();
        schools.retain(|(_, school)| self.is_open(*school));
        schools
    }

    fn is_open(&mut self, school: u32) -> bool {
        let limit = self.frame.limit;
        if self.facts.pupils_falling_short(self.round, school, limit).next().is_some() {
            return true;
        }
        let pupils = self.facts.pupils.ever_at_school.get(school as usize);
        let empty = pupils.is_none_or(Vec::is_empty);
        !empty && self.woken(school).is_some() && !self.unit(school).targets.is_empty()
    }

    /// In order of pupil.
    fn steps_at(&mut self, school: u32) -> Vec<Step> {
        if !self.is_open(school) {
            return Vec::new();
        }
        self.pupils_of(school).into_iter().flat_map(|(_, pupil)| self.steps_of(pupil)).collect()
    }

    /// Whom to look at: those to whom something is promised at the unit, and those of whom a shortfall
    /// stands there. In order of pupil, each with the number.
    fn pupils_of(&mut self, school: u32) -> BTreeSet<(PupilId, u32)> {
        let mut pupils = BTreeSet::new();
        let unit = self.unit(school);
        if unit.awake.is_some() && !unit.targets.is_empty() {
            self.frame.for_each_member(&frame::Places::School(school), |member| {
                if unit.targets.iter().any(|target| target.grade == member.grade) {
                    pupils.insert((self.facts.ids.pupils.key(member.pupil), member.pupil));
                }
            });
        }
        let limit = self.frame.limit;
        for pupil in self.facts.pupils_falling_short(self.round, school, limit) {
            pupils.insert((self.facts.ids.pupils.key(pupil), pupil));
        }
        pupils
    }

    fn steps_of(&mut self, pupil: u32) -> Vec<Step> {
        let member = self.frame.member(pupil);
        let unit = match &member {
            Some(member) => self.unit(member.school),
            None => Rc::default(),
        };
        OfPupil::new(self, pupil, member.as_ref(), &unit).steps()
    }
}

/// A pupil in the round: what is promised, what is so, what stands.
struct OfPupil<'a> {
    watch: &'a Watch<'a>,
    pupil: u32,
    member: Option<&'a Member<'a>>,
    awake: Option<Woken>,
    targets: Vec<&'a TargetInForce>,
    /// All of the round, also those lifted.
    shortfalls: Vec<Shortfall>,
}

impl<'a> OfPupil<'a> {
    fn new(
        watch: &'a Watch<'a>,
        pupil: u32,
        member: Option<&'a Member<'a>>,
        unit: &'a Unit,
    ) -> Self {
        let (facts, at) = (watch.facts, watch.frame.as_of);
        let mut shortfalls = facts.shortfalls_of_pupil(facts.ids.pupils.key(pupil), at);
        shortfalls.retain(|shortfall| shortfall.round == watch.frame.round());
        let grade = member.map(|member| member.grade);
        let targets = unit.targets.iter().filter(|target| Some(target.grade) == grade).collect();
        Self { watch, pupil, member, awake: unit.awake, targets, shortfalls }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let (mut kept, mut given_up): (Vec<Promise>, Vec<Promise>) = (Vec::new(), Vec::new());
        for shortfall in self.shortfalls.iter().filter(|shortfall| shortfall.stands()) {
            let promise = shortfall.promise;
            match self.lifted(shortfall) {
                // One of a promise at a time, so that each step has a name of its own.
                Some(why) if !is_among(&given_up, promise) => {
                    given_up.push(promise);
                    steps.push(self.lift(shortfall, why));
                }
                _ => kept.push(promise),
            }
        }
        let Some(woken) = self.awake else { return steps };
        for target in &self.targets {
            let promise = promise(target);
            if let Some(lack) = self.lack(target).filter(|_| !is_among(&kept, promise)) {
                steps.extend(self.find(promise, lack, woken));
            }
        }
        steps
    }

    /// In what the pupil falls short of a target; none where the point is reached.
    fn lack(&self, target: &TargetInForce) -> Option<Lack> {
        let member = self.member?;
        let value = member.value.map(|value| position(value.entry.position));
        match (member.standing(&self.watch.frame), value) {
            (Standing::Point(Some(rank)), _) if rank >= target.least_rank => None,
            (Standing::Point(_), Some(assessed)) => Some(Lack::Below { assessed }),
            (Standing::NotAssessed(_), Some(recorded)) => Some(Lack::NotAssessed { recorded }),
            _ => Some(Lack::Missing),
        }
    }

    /// Why a shortfall that stands is no longer so.
    fn lifted(&self, shortfall: &Shortfall) -> Option<Lifted> {
        let Some(member) = self.member else { return Some(Lifted::OutsidePopulation) };
        let same = |target: &&&TargetInForce| promise(target) == shortfall.promise;
        let Some(target) = self.targets.iter().find(same) else {
            return Some(Lifted::PromiseWithdrawn);
        };
        match (self.lack(target), member.value) {
            (Some(lack), _) if is_same_kind(lack, shortfall.lack) => None,
            // Nothing takes its place while the guarantee sleeps at the unit where the pupil counts, or of
            // a pupil who has left.
            (Some(_), _) => self.awake.and(self.school_today()).map(|_| Lifted::Replaced),
            (None, Some(value)) => {
                Some(Lifted::Reached { assessed: position(value.entry.position) })
            }
            (None, None) => None,
        }
    }

    fn find(&self, promise: Promise, lack: Lack, woken: Woken) -> Option<Step> {
        let (facts, watch) = (self.watch.facts, self.watch);
        let member = self.member?;
        let pupil = facts.ids.pupils.key(self.pupil);
        // Of who has left the municipality's schools nobody is left to answer.
        let school = self.school_today()?;
        let class = (member.class != NONE).then(|| facts.ids.classes.key(member.class));
        let answer_by = watch.today.plus(i32::from(watch.goals.answer_days));
        let round = watch.frame.round();
        let found = ShortfallFound { pupil, school, class, round, promise, lack, answer_by };
        let cause = self.last_change(promise).filter(|change| *change >= woken.since);
        let cause = position(cause.unwrap_or(woken.by));
        Some(Step::new("shortfall", cause, self.subject(promise), Command::Find(found)))
    }

    fn lift(&self, shortfall: &Shortfall, why: Lifted) -> Step {
        let Shortfall { pupil, round, position: of, promise, .. } = *shortfall;
        let school = self.school_today().unwrap_or(shortfall.school);
        let lifted = ShortfallLifted { pupil, school, round, of, why };
        let cause = self.last_change(promise).map_or(of, position);
        Step::new("lift", cause, self.subject(promise), Command::Lift(lifted))
    }

    /// The same for lifting a shortfall and for finding the one that takes its place; another whenever
    /// something has come of the promise since, or the pupil has moved: a step that was refused because
    /// the pupil had just moved is another step at the new school unit.
    fn subject(&self, of: Promise) -> String {
        let pupil = self.watch.facts.ids.pupils.key(self.pupil);
        let round = self.watch.frame.round();
        let found = self.shortfalls.iter().filter(|found| is_same(found.promise, of));
        let steps: usize = found.map(|found| if found.stands() { 1 } else { 2 }).sum();
        let place = self.school_today().map_or("-".to_owned(), |school| school.to_string());
        format!("pupil:{pupil}@{place}/{round}/{}/{}/{steps}", of.commitment, of.target)
    }

    fn school_today(&self) -> Option<SchoolUnitCode> {
        let facts = self.watch.facts;
        let pupil = facts.ids.pupils.key(self.pupil);
        let state = facts.pupil(pupil, self.watch.today, self.watch.frame.as_of)?;
        state.enrolment.map(|enrolment| enrolment.school)
    }

    /// The last event that can have made a difference: of the pupil's results in the round, of the
    /// enrolment and grade of the census date, or of the promise.
    fn last_change(&self, promise: Promise) -> Option<u32> {
        let Watch { facts, frame, round, .. } = self.watch;
        let limit = frame.limit;
        let values = facts.round_values(*round).into_iter().flat_map(|v| v.of(self.pupil, limit));
        let values = values
            .flat_map(|value| [value.position, value.struck])
            .filter(|position| *position < limit);
        let entries = facts.pupils.entries(self.pupil).iter();
        let entries = entries
            .filter(|entry| entry.position < limit && entry.from <= frame.census_date())
            .filter(|e| matches!(e.fact, Fact::Enrolled { .. } | Fact::Left | Fact::Grade(_)))
            .map(|entry| entry.position);
        let promised = facts.commitments.rows.get(&promise.commitment);
        let promised = promised.and_then(|history| history.settled(limit));
        values.chain(entries).chain(promised).max()
    }
}

fn promise(target: &TargetInForce) -> Promise {
    let TargetInForce { commitment, level, version, number, .. } = *target;
    Promise { commitment, level, version, target: number }
}

/// Of the same target, whatever the version.
fn is_same(one: Promise, other: Promise) -> bool {
    (one.commitment, one.target) == (other.commitment, other.target)
}

fn is_among(promises: &[Promise], wanted: Promise) -> bool {
    promises.iter().any(|promise| is_same(*promise, wanted))
}

fn is_same_kind(one: Lack, other: Lack) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

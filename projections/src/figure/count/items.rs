//! The one iteration behind a count: everything that may count, with how much it counts for and the events
//! behind it.

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::id::{CommitteeId, DistrictId, Position, SchoolUnitCode, Size};

use super::name::{AnswerCount, CountOf, CountRef, CountScope, DialogueCount, MeasureCount};
use super::name::{ProgrammeCount, ShortfallCount};
use crate::Facts;
use crate::case::{Brief, Case, cases_at};
use crate::directory::position;
use crate::facts::Fact;
use crate::facts::guarantee::Shortfall;
use crate::facts::measures::Thread;
use crate::figure::evidence::{evidence, membership};
use crate::figure::frame::{Frame, Member, Places};
use crate::figure::reference::{FigureRef, FigureScope, InClass, Measure, Slice, TargetRef};
use crate::views::guarantee::{GuaranteeCounts, days_between, days_open};
use crate::views::informed::told_last;
use crate::views::pledge::part;
use crate::views::report::{DialogueCounts, MeasureCounts, ProgrammeCounts};

/// One thing that may count.
pub(super) struct Item<'i> {
    /// The school unit it counts at, by number.
    pub(super) school: u32,
    /// How much it counts for.
    pub(super) counts: u64,
    /// How much it is among what is counted.
    pub(super) among: u64,
    /// The events behind it; asked for only where they are wanted.
    pub(super) positions: &'i dyn Fn() -> Vec<Position>,
}

/// A count's name, resolved.
pub(super) struct Asked<'a> {
    facts: &'a Facts,
    /// Never more than what is folded.
    pub(super) at: Size,
    pub(super) day: Day,
    reference: CountRef,
    frame: Option<Frame<'a>>,
    /// The school units, by number.
    schools: Vec<u32>,
    class: Option<InClass>,
}

type Visit<'v> = &'v mut dyn FnMut(Item<'_>);

impl<'a> Asked<'a> {
    pub(super) fn new(facts: &'a Facts, at: Size, reference: &CountRef) -> Option<Self> {
        let at = Size(u64::from(facts.limit(at)));
        let last = Position(at.0.checked_sub(1)?);
        let day = match reference.day {
            Some(day) => day,
            None => facts.recorded_at(last)?.day(),
        };
        let frame = match reference.round {
            Some(round) => Some(Frame::new(facts, at, round)?),
            None => None,
        };
        let class = match reference.scope {
            CountScope::Of(FigureScope::Class(class)) => Some(InClass::Class(class)),
            _ => reference.class,
        };
        let mut asked =
            Self { facts, at, day, reference: *reference, frame, schools: Vec::new(), class };
        asked.schools = asked.places()?;
        Some(asked)
    }

    /// The day on which school units belong somewhere.
    fn placed_on(&self) -> Day {
        self.frame.as_ref().map_or(self.day, Frame::census_date)
    }

    /// The school units of the scope; none where it is not known.
    fn places(&self) -> Option<Vec<u32>> {
        let (facts, on) = (self.facts, self.placed_on());
        let CountScope::Of(scope) = self.reference.scope else { return Some(self.within(None)) };
        Some(match scope {
            FigureScope::School(code) | FigureScope::Trend(code) => {
                facts.school(code, on, self.at)?;
                vec![facts.ids.schools.get(code)?]
            }
            FigureScope::Class(id) => {
                vec![facts.ids.schools.get(facts.class(id, on, self.at)?.school)?]
            }
            FigureScope::District(id) => {
                facts.district(id, self.at)?;
                self.within(Some(id))
            }
            FigureScope::Committee(id) => self.within(facts.committee(id, self.at)?.district),
        })
    }

    /// The school units known in a district, or in all of the municipality.
    fn within(&self, district: Option<DistrictId>) -> Vec<u32> {
        let (on, codes) = (self.placed_on(), self.facts.ids.schools.keys());
        let known = (0..).zip(codes).filter(|(_, code)| {
            let school = self.facts.school(**code, on, self.at);
            school.is_some_and(|unit| district.is_none() || unit.district == district)
        });
        known.map(|(number, _)| number).collect()
    }

    fn code(&self, school: u32) -> SchoolUnitCode {
        self.facts.ids.schools.key(school)
    }

    /// The events that settle the question itself, for the school units that something counted at.
    pub(super) fn settings(&self, counted: &BTreeSet<u32>) -> Vec<Position> {
        let (facts, at, on) = (self.facts, self.at, self.placed_on());
        let mut found: Vec<Position> = Vec::new();
        let committee = |id: CommitteeId| facts.committee(id, at);
        let district = |id: DistrictId| facts.district(id, at).map(|found| found.position);
        match self.reference.scope {
            CountScope::Of(FigureScope::Class(id)) => {
                found.extend(facts.class(id, on, at).map(|class| class.position));
            }
            CountScope::Of(FigureScope::District(id)) => found.extend(district(id)),
            CountScope::Of(FigureScope::Committee(id)) => {
                found.extend(committee(id).map(|found| found.position));
                found.extend(committee(id).and_then(|found| found.district).and_then(district));
            }
            _ => {}
        }
        let own = self
            .schools
            .iter()
            .filter(|school| self.schools.len() == 1 || counted.contains(school));
        for school in own {
            let code = self.code(*school);
            found.extend(facts.school(code, on, at).map(|school| school.position));
            let row = facts.organisation.schools.get(*school as usize);
            let placed = row.and_then(|row| row.districts.in_force(on, facts.limit(at)));
            found.extend(placed.map(|entry| position(entry.position)));
        }
        found.extend(self.frame.as_ref().map(|frame| position(frame.schedule.position)));
        found
    }

    /// Everything that may count, once. None where the name asks for what there is not.
    pub(super) fn for_each(&self, visit: Visit<'_>) -> Option<()> {
        match self.reference.of {
            CountOf::Guarantee(what) => {
                let mut pupils = BTreeSet::new();
                self.shortfalls(visit, &mut |found| match what {
                    ShortfallCount::Pupils => found.stands() && pupils.insert(found.pupil),
                    _ => short(&self.counts_of(found), what) > 0,
                });
            }
            CountOf::Answers(what) => {
                self.shortfalls(visit, &mut |found| answered(&self.counts_of(found), what) > 0);
            }
            CountOf::Dialogue(what) => return self.dialogue(what, visit),
            CountOf::Programmes(what) => self.programmes(what, visit),
            CountOf::Measures(what) => self.measures(what, visit),
            CountOf::Evaluation(target) => return self.evaluation(target, visit),
            CountOf::Informed(committee) => return self.informed(committee, visit),
            CountOf::Days(of) => return self.days(of, visit),
        }
        Some(())
    }

    /// What the views count of one shortfall.
    fn counts_of(&self, found: &Shortfall) -> GuaranteeCounts {
        let mut counts = GuaranteeCounts::default();
        counts.count(found, self.day);
        counts
    }

    fn shortfalls(&self, visit: Visit<'_>, counts: &mut dyn FnMut(&Shortfall) -> bool) {
        for school in &self.schools {
            let code = self.code(*school);
            let found = match self.reference.round {
                Some(round) => self.facts.shortfalls(round, code, self.at),
                None => self.facts.shortfalls_at(code, self.at),
            };
            let mine = found.iter().filter(|found| match self.class {
                None => true,
                Some(InClass::None) => found.class.is_none(),
                Some(InClass::Class(class)) => found.class == Some(class),
            });
            for found in mine {
                let positions = || self.events_of(found.position);
                let counts = u64::from(counts(found));
                visit(Item { school: *school, counts, among: 0, positions: &positions });
            }
        }
    }

    /// The finding of a shortfall and all that came of it.
    fn events_of(&self, found: Position) -> Vec<Position> {
        let mut events = self.facts.came_of(found, self.at);
        events.push(found);
        events
    }

    fn dialogue(&self, what: DialogueCount, visit: Visit<'_>) -> Option<()> {
        let frame = self.frame.as_ref()?;
        let round = self.facts.ids.rounds.get(frame.round())?;
        let slice = Slice { class: self.class, ..Slice::default() };
        frame.for_each_member(&Places::Schools(self.schools.clone()), |member| {
            if !member.is_in(frame, &slice) {
                return;
            }
            let reached = self.facts.reached(member.pupil, round, frame.limit);
            let mut counts = DialogueCounts::default();
            counts.count(reached);
            let mut to_reach = self.facts.pupils.guardians_to_reach(member.pupil, frame.limit);
            let (counts, among) = match what {
                DialogueCount::Explained => (counts.explained, 1),
                DialogueCount::ExplainedToAll => (counts.explained_to_all, 1),
                DialogueCount::Acknowledged => (counts.acknowledged, 1),
                DialogueCount::NotReached => (counts.not_reached, 1),
                DialogueCount::WithoutGuardian => {
                    let without = u32::from(to_reach.next().is_none());
                    (counts.not_reached * without, counts.not_reached)
                }
            };
            let (counts, among) = (u64::from(counts), u64::from(among));
            let positions = || self.events_of_dialogue(frame, member, round, what);
            visit(Item { school: member.school, counts, among, positions: &positions });
        });
        Some(())
    }

    /// What makes a pupil a member, and what was explained and acknowledged.
    fn events_of_dialogue(
        &self,
        frame: &Frame<'a>,
        member: &Member<'a>,
        round: u32,
        what: DialogueCount,
    ) -> Vec<Position> {
        let (measure, scope) = (Measure::Population, FigureScope::School(self.code(member.school)));
        let slice = Slice { class: self.class, ..Slice::default() };
        let reference = FigureRef { measure, scope, round: frame.round(), slice };
        let told = self.facts.told_of(member.pupil, round, frame.limit);
        let told = told.filter(|(explains, _)| match what {
            DialogueCount::Explained | DialogueCount::ExplainedToAll => *explains,
            DialogueCount::Acknowledged => !explains,
            DialogueCount::NotReached | DialogueCount::WithoutGuardian => true,
        });
        let mut events: Vec<Position> =
            membership(frame, &reference, member).map(position).collect();
        events.extend(told.map(|(_, at)| position(at)));
        if matches!(what, DialogueCount::ExplainedToAll | DialogueCount::WithoutGuardian) {
            events.extend(self.guardians_of(member.pupil));
        }
        events
    }

    fn guardians_of(&self, pupil: u32) -> impl Iterator<Item = Position> + use<'a> {
        let (facts, limit) = (self.facts, self.facts.limit(self.at));
        let entries = facts.pupils.guardians(pupil).iter();
        entries.map(|entry| entry.position).filter(move |at| *at < limit).map(position)
    }

    fn programmes(&self, what: ProgrammeCount, visit: Visit<'_>) {
        for school in &self.schools {
            for case in cases_at(self.facts, self.code(*school), self.day, self.at) {
                let Some(brief) = Brief::read(self.facts, case.programme, self.at) else {
                    continue;
                };
                let mut counts = ProgrammeCounts::default();
                counts.count(brief.state, brief.is_late(self.facts, self.day, self.at));
                let positions = || self.events_of_case(&case);
                let counts = u64::from(programme(&counts, what));
                visit(Item { school: *school, counts, among: 0, positions: &positions });
            }
        }
    }

    /// All events of a case, and of its pupil the enrolments and guardians.
    fn events_of_case(&self, case: &Case) -> Vec<Position> {
        let limit = self.facts.limit(self.at);
        let mut events: Vec<Position> = case.events.iter().map(|said| said.position).collect();
        if let Some(pupil) = self.facts.ids.pupils.get(case.pupil) {
            let entries = self.facts.pupils.entries(pupil).iter();
            let enrolled = entries.filter(|entry| {
                entry.position < limit && matches!(entry.fact, Fact::Enrolled { .. } | Fact::Left)
            });
            events.extend(enrolled.map(|entry| position(entry.position)));
            events.extend(self.guardians_of(pupil));
        }
        events
    }

    fn measures(&self, what: MeasureCount, visit: Visit<'_>) {
        for school in &self.schools {
            for thread in self.facts.measures_at(self.code(*school), self.at) {
                let mut counts = MeasureCounts::default();
                counts.count(&thread, self.day);
                let positions = || events_of_measure(&thread);
                let counts = measure(&counts, what);
                visit(Item { school: *school, counts, among: 0, positions: &positions });
            }
        }
    }

    /// What a commitment's evaluation adds up, at each school unit.
    fn evaluation(&self, target: TargetRef, visit: Visit<'_>) -> Option<()> {
        let round = self.reference.round?;
        for school in &self.schools {
            let of = (target, round, self.at);
            let (outcome, figures) = part(self.facts, self.code(*school), of);
            let positions = || {
                let rests_on = |figure: &FigureRef| evidence(self.facts, self.at, figure);
                figures.iter().flat_map(rests_on).collect()
            };
            let (counts, among) = (u64::from(outcome.reached), u64::from(outcome.population));
            visit(Item { school: *school, counts, among, positions: &positions });
        }
        Some(())
    }

    /// Days since a committee was informed from the school unit.
    fn informed(&self, committee: CommitteeId, visit: Visit<'_>) -> Option<()> {
        let [school] = self.schools[..] else { return None };
        let (last, found) = told_last(self.facts, committee, self.code(school), self.at)?;
        let (counts, positions) = (days_between(last, self.day), || vec![found]);
        visit(Item { school, counts: u64::from(counts), among: 0, positions: &positions });
        Some(())
    }

    /// Days from the finding of a shortfall to its answer or lifting, or to the day.
    fn days(&self, of: Position, visit: Visit<'_>) -> Option<()> {
        let found = self.facts.shortfall(of, self.at)?;
        let school = self.facts.ids.schools.get(found.school)?;
        let is_here = self.schools.contains(&school);
        let days = is_here.then(|| days_open(self.facts, &found, self.day))?;
        let positions = || self.events_of(of);
        visit(Item { school, counts: u64::from(days), among: 0, positions: &positions });
        Some(())
    }
}

fn events_of_measure(thread: &Thread<'_>) -> Vec<Position> {
    let evaluated = thread.evaluated.iter().map(|found| position(found.position));
    let started = thread.started.map(|(position, _)| position);
    evaluated.chain(started).chain([thread.position]).collect()
}

const fn short(counts: &GuaranteeCounts, what: ShortfallCount) -> u32 {
    match what {
        ShortfallCount::Found | ShortfallCount::Pupils => counts.found,
        ShortfallCount::Open => counts.open,
        ShortfallCount::Late => counts.late,
        ShortfallCount::Answered => counts.answered,
        ShortfallCount::Lifted => counts.lifted,
        ShortfallCount::Below => counts.below,
        ShortfallCount::NotAssessed => counts.not_assessed,
        ShortfallCount::Missing => counts.missing,
    }
}

const fn answered(counts: &GuaranteeCounts, what: AnswerCount) -> u32 {
    let answers = &counts.answers;
    match what {
        AnswerCount::ExtraAdaptations => answers.extra_adaptations,
        AnswerCount::ReportedToPrincipal => answers.reported_to_principal,
        AnswerCount::ProgrammeCovers => answers.programme_covers,
        AnswerCount::Reassess => answers.reassess,
        AnswerCount::SchoolMeasure => answers.school_measure,
        AnswerCount::None => answers.none,
    }
}

const fn programme(counts: &ProgrammeCounts, what: ProgrammeCount) -> u32 {
    match what {
        ProgrammeCount::Concern => counts.concern,
        ProgrammeCount::UnderInvestigation => counts.under_investigation,
        ProgrammeCount::Investigated => counts.investigated,
        ProgrammeCount::Decided => counts.decided,
        ProgrammeCount::Served => counts.served,
        ProgrammeCount::NoneNeeded => counts.none_needed,
        ProgrammeCount::Appealed => counts.appealed,
        ProgrammeCount::Annulled => counts.annulled,
        ProgrammeCount::Ended => counts.ended,
        ProgrammeCount::Late => counts.late,
    }
}

fn measure(counts: &MeasureCounts, what: MeasureCount) -> u64 {
    match what {
        MeasureCount::Decided => u64::from(counts.decided),
        MeasureCount::Started => u64::from(counts.started),
        MeasureCount::Evaluated => u64::from(counts.evaluated),
        MeasureCount::Late => u64::from(counts.late),
        MeasureCount::Cost => counts.cost,
    }
}

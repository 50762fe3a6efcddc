//! The frame of a round as known at a size, and the one iteration over the members of its population.
//! Every figure in every view comes through [`Frame::for_each_member`].

use domain::calendar::Day;
use domain::id::{CommitmentId, DistrictId, PointCode, RoundId, SchoolUnitCode, Size};
use domain::people::{Grade, Sex, Syllabus};
use domain::round::RoundScheduled;

use super::cell::{Cell, Standing, Tallied};
use super::reference::{FigureScope, InClass, Slice};
use super::targets::TargetInForce;
use crate::Facts;
use crate::directory::commitments::Version;
use crate::facts::{
    Census, Counted, EditionRow, Effective, Entry, NONE, Outcome, RoundValues, Seat, Sieve, State,
    Sum, Sums, ValueEntry,
};

/// What the members of a round's population are settled by: schedule, edition, coverage, the round before.
pub(crate) struct Frame<'a> {
    pub(crate) facts: &'a Facts,
    /// The as-of size, never more than what is folded.
    pub(crate) as_of: Size,
    pub(crate) limit: u32,
    pub(crate) schedule: &'a Entry<RoundScheduled>,
    pub(crate) edition: Option<&'a Entry<EditionRow>>,
    edition_number: Option<u32>,
    pub(crate) previous: Option<&'a Entry<RoundScheduled>>,
    /// None while none is recorded.
    values: Option<&'a RoundValues>,
    /// No value has been recorded or struck since the size.
    is_settled: bool,
    values_before: Option<&'a RoundValues>,
    sieve: Sieve,
    /// The seats settled under the schedule in force.
    census: Option<&'a Census>,
    least_permille: Option<u16>,
}

/// Where members are looked for.
#[derive(Debug, Clone)]
pub(crate) enum Places {
    /// A class, by number.
    Class(u32),
    /// School units, by number.
    Schools(Vec<u32>),
    /// One school unit, by number.
    School(u32),
}

/// A pupil in the population.
pub(crate) struct Member<'a> {
    pub(crate) pupil: u32,
    /// The school unit where the pupil counts, by number.
    pub(crate) school: u32,
    /// In the round's numbering.
    pub(crate) grade: u8,
    /// By number; [`NONE`] for a pupil without class.
    pub(crate) class: u32,
    pub(crate) sex: Sex,
    pub(crate) syllabus: Syllabus,
    /// The effective result, inside the population.
    pub(crate) value: Option<Effective<'a>>,
}

/// From how many school units on all pupils are gone through in order of number, not unit by unit.
const MANY_SCHOOLS: usize = 16;

impl<'a> Frame<'a> {
    /// The frame; none where the round is not scheduled.
    pub(crate) fn new(facts: &'a Facts, at: Size, round: RoundId) -> Option<Self> {
        let limit = facts.limit(at);
        let number = facts.ids.rounds.get(round)?;
        let schedule = facts.schedule(number, limit)?;
        let previous = facts.previous_schedule(number, limit);
        let edition_number = facts.ids.editions.get(schedule.value.edition);
        let edition = edition_number
            .and_then(|edition| facts.organisation.editions.get(edition as usize))
            .and_then(|history| history.at(limit));
        let as_of = Size(u64::from(limit));
        let values = facts.round_values(number);
        Some(Self {
            facts,
            as_of,
            limit,
            schedule,
            edition,
            edition_number,
            previous: previous.map(|(_, entry)| entry),
            values: values.filter(|values| values.is_begun(limit)),
            is_settled: values.is_none_or(|values| values.is_settled(limit)),
            values_before: previous.and_then(|(before, _)| facts.round_values(before)),
            sieve: Sieve::new(&schedule.value),
            census: facts.censuses.of(number, schedule.position),
            least_permille: facts
                .coverage(schedule.value.census_date, at)
                .map(|coverage| coverage.least_permille),
        })
    }

    pub(crate) fn round(&self) -> RoundId {
        self.schedule.value.round
    }

    pub(crate) fn census_date(&self) -> Day {
        self.schedule.value.census_date
    }

    pub(crate) fn submit_by(&self) -> Day {
        self.schedule.value.submit_by
    }

    /// The least coverage in force, in permille.
    pub(crate) fn least_permille(&self) -> Option<u16> {
        self.least_permille
    }

    /// Whether the coverage is not below the least coverage adopted.
    pub(crate) fn is_comparable(&self, cell: &Cell) -> bool {
        let (assessed, population) = (u64::from(cell.assessed), u64::from(cell.population));
        self.least_permille.is_none_or(|least| assessed * 1000 >= population * u64::from(least))
    }

    /// An empty cell of the round's edition.
    pub(crate) fn empty_cell(&self) -> Cell {
        Cell::with_ranks(self.edition.map_or(0, |entry| entry.value.edition.points.len()))
    }

    /// The rank of a point in the round's edition.
    pub(crate) fn rank_of(&self, point: PointCode) -> Option<u8> {
        self.edition?.value.edition.rank(point)
    }

    /// The point at a rank of the round's edition.
    pub(crate) fn point_at(&self, rank: u8) -> Option<PointCode> {
        self.edition?.value.edition.points.get(usize::from(rank)).map(|point| point.code)
    }

    /// A grade's number in the round's numbering.
    pub(crate) fn grade_number(&self, grade: Grade) -> u8 {
        self.sieve.grade_number(grade)
    }

    /// The pupil as a member of the population: enrolled on the census date within the round's school
    /// forms and grades, as known at the size.
    #[inline]
    pub(crate) fn member(&self, pupil: u32) -> Option<Member<'a>> {
        let counted = match self.census {
            Some(census) => self.counted(pupil, census.seats().get(pupil as usize)?)?,
            None => self.asked(pupil)?,
        };
        Some(self.seated(pupil, &counted))
    }

    /// How a pupil with a seat counts: as settled, or at a size before that as the entries say.
    #[inline]
    fn counted(&self, pupil: u32, seat: &Seat) -> Option<Counted> {
        seat.at(self.limit).unwrap_or_else(|| self.asked(pupil))
    }

    /// How a pupil counts by the entries themselves.
    fn asked(&self, pupil: u32) -> Option<Counted> {
        let Facts { pupils, organisation, .. } = self.facts;
        self.sieve.counted(pupils.entries(pupil), organisation, self.limit)
    }

    #[inline]
    fn seated(&self, pupil: u32, counted: &Counted) -> Member<'a> {
        let Counted { school, class, grade, sex, syllabus } = *counted;
        let value = self.values.and_then(|values| values.counting(pupil, self.limit));
        Member { pupil, school, grade, class, sex, syllabus, value }
    }

    /// The entries in force about a pupil on the census date.
    pub(crate) fn state(&self, pupil: u32) -> State<'a> {
        State::on(self.facts.pupils.entries(pupil), self.census_date(), self.limit)
    }

    /// Where the enrolment and the grade in force on the census date stand.
    pub(crate) fn grounds(&self, pupil: u32) -> (Option<u32>, Option<u32>) {
        State::grounds(self.facts.pupils.entries(pupil), self.census_date(), self.limit)
    }

    /// Where the members of a scope are looked for; none where the scope is not known at the size.
    ///
    /// The school units of a district are those placed in it on the census date.
    pub(crate) fn places(&self, scope: &FigureScope) -> Option<Places> {
        let facts = self.facts;
        match *scope {
            FigureScope::School(code) => {
                facts.school(code, self.census_date(), self.as_of)?;
                facts.ids.schools.get(code).map(Places::School)
            }
            FigureScope::Trend(code) => {
                facts.school(code, self.census_date(), self.as_of)?;
                let before = facts.carried_on_by(code, self.census_date(), self.as_of);
                let units = before.iter().map(|unit| unit.school).chain([code]);
                let mut units: Vec<SchoolUnitCode> = units.collect();
                units.sort_unstable();
                Some(Places::Schools(
                    units.into_iter().filter_map(|unit| facts.ids.schools.get(unit)).collect(),
                ))
            }
            FigureScope::Class(id) => {
                facts.class(id, self.census_date(), self.as_of)?;
                facts.ids.classes.get(id).map(Places::Class)
            }
            FigureScope::District(district) => {
                facts.district(district, self.as_of)?;
                Some(Places::Schools(self.schools_in(Some(district))))
            }
            FigureScope::Committee(committee) => {
                let committee = facts.committee(committee, self.as_of)?;
                Some(Places::Schools(self.schools_in(committee.district)))
            }
        }
    }

    /// The school units of a district on the census date, or all of the municipality, by code.
    fn schools_in(&self, district: Option<DistrictId>) -> Vec<u32> {
        let facts = self.facts;
        let codes = facts.ids.schools.keys();
        let mut schools: Vec<u32> = (0..)
            .zip(codes)
            .map(|(number, _)| number)
            .filter(|number| {
                district.is_none_or(|wanted| self.district_of(*number) == Some(wanted))
            })
            .collect();
        schools.sort_unstable_by_key(|number| codes[*number as usize]);
        schools
    }

    /// The district of a school unit on the census date.
    fn district_of(&self, school: u32) -> Option<DistrictId> {
        self.placing(school)?.1
    }

    /// Position and district of the entry that places a school unit on the census date.
    pub(crate) fn placing(&self, school: u32) -> Option<(u32, Option<DistrictId>)> {
        let row = self.facts.organisation.schools.get(school as usize)?;
        let districts = &row.districts;
        let placed = districts.in_force(self.census_date(), self.limit);
        let placed = placed.or_else(|| districts.first(self.limit))?;
        Some((placed.position, placed.value.district))
    }

    /// The one iteration: every member of the population in these places, once.
    pub(crate) fn for_each_member(&self, places: &Places, mut visit: impl FnMut(&Member<'a>)) {
        match places {
            Places::School(school) => self.for_each_at_school(*school, &mut visit),
            Places::Schools(schools) if schools.len() >= MANY_SCHOOLS && self.census.is_some() => {
                self.for_each_at_schools(schools, &mut visit);
            }
            Places::Schools(schools) => {
                for school in schools {
                    self.for_each_at_school(*school, &mut visit);
                }
            }
            Places::Class(class) => {
                let pupils = self.facts.pupils.ever_in_class.get(*class as usize);
                for pupil in pupils.into_iter().flatten() {
                    if let Some(member) = self.member(*pupil).filter(|m| m.class == *class) {
                        visit(&member);
                    }
                }
            }
        }
    }

    fn for_each_at_school(&self, school: u32, visit: &mut impl FnMut(&Member<'a>)) {
        let pupils = self.facts.pupils.ever_at_school.get(school as usize);
        for pupil in pupils.into_iter().flatten() {
            if let Some(member) = self.member(*pupil).filter(|m| m.school == school) {
                visit(&member);
            }
        }
    }

    /// All seats in order: what lies together is read together.
    fn for_each_at_schools(&self, schools: &[u32], visit: &mut impl FnMut(&Member<'a>)) {
        let Some(census) = self.census else { return };
        let mut wanted = vec![false; self.facts.ids.schools.keys().len()];
        for school in schools {
            wanted[*school as usize] = true;
        }
        for (pupil, seat) in (0..).zip(census.seats()) {
            if let Some(counted) = self.counted(pupil, seat)
                && wanted[counted.school as usize]
            {
                visit(&self.seated(pupil, &counted));
            }
        }
    }

    /// The cells by school unit and grade, without progress; none where something in the round has changed
    /// since the size.
    pub(crate) fn sums(&self) -> Option<&'a [Sum]> {
        if !self.is_settled {
            return None;
        }
        let edition = self.edition.map(|entry| entry.position);
        let schools = 0..self.facts.ids.schools.keys().len();
        let schools = || schools.filter_map(|number| u32::try_from(number).ok()).collect();
        let fill = || Sums { edition, cells: self.sum_up(&Places::Schools(schools())) };
        let sums = self.census?.sums(self.limit, fill)?;
        (sums.edition == edition).then_some(&sums.cells[..])
    }

    /// The same of some places, counted member by member.
    pub(crate) fn sum_up(&self, places: &Places) -> Vec<Sum> {
        const GRADES: usize = 32;
        let mut index = vec![None; self.facts.ids.schools.keys().len() * GRADES];
        let mut sums: Vec<Sum> = Vec::new();
        self.for_each_member(places, |member| {
            let Member { school, grade, .. } = *member;
            let slot = school as usize * GRADES + usize::from(grade);
            let at = *index[slot].get_or_insert_with(|| {
                sums.push(Sum { school, grade, cell: self.empty_cell() });
                sums.len() - 1
            });
            sums[at].cell.count(&member.without_progress(self));
        });
        sums
    }

    /// The rank of a value in the round's edition.
    fn rank(&self, value: &Effective<'_>) -> Option<u8> {
        let Outcome::Point(point) = value.outcome else { return None };
        if self.edition_number != Some(u32::from(value.edition)) {
            return None;
        }
        self.edition?.value.rank(point)
    }

    /// The targets that speak of this round in these places: those of the municipality, and in a school
    /// unit or class also the school unit's own.
    pub(crate) fn targets(&self, places: &Places) -> Vec<TargetInForce> {
        let school = match places {
            Places::School(school) => Some(*school),
            Places::Class(class) => Some(self.facts.organisation.classes[*class as usize].school),
            Places::Schools(_) => None,
        };
        let school = school.map(|number| self.facts.ids.schools.key(number));
        TargetInForce::all(self, school)
    }

    /// The targets that speak of this round at any school unit.
    pub(crate) fn all_targets(&self) -> Vec<TargetInForce> {
        TargetInForce::of_levels(self, |_| true)
    }

    /// The events behind a commitment's version in force.
    pub(crate) fn commitment_positions(
        &self,
        commitment: CommitmentId,
    ) -> Vec<domain::id::Position> {
        let found = self.facts.commitment(commitment, self.as_of);
        let found = found.as_ref().and_then(|found| found.in_force(self.census_date()));
        found.map(Version::positions).unwrap_or_default()
    }
}

impl<'a> Member<'a> {
    pub(crate) fn sex(&self) -> Sex {
        self.sex
    }

    pub(crate) fn syllabus(&self) -> Syllabus {
        self.syllabus
    }

    /// Whether the member belongs to a slice.
    pub(crate) fn is_in(&self, frame: &Frame<'_>, slice: &Slice) -> bool {
        let in_class = |wanted: InClass| match wanted {
            InClass::None => self.class == NONE,
            InClass::Class(id) => {
                self.class != NONE && frame.facts.ids.classes.key(self.class) == id
            }
        };
        slice.grade.is_none_or(|grade| grade == self.grade)
            && slice.class.is_none_or(in_class)
            && slice.sex.is_none_or(|sex| sex == self.sex())
            && slice.syllabus.is_none_or(|syllabus| syllabus == self.syllabus())
    }

    pub(crate) fn standing(&self, frame: &Frame<'_>) -> Standing {
        match &self.value {
            None => Standing::Missing,
            Some(value) => match value.outcome {
                Outcome::NotAssessed(reason) => Standing::NotAssessed(reason),
                Outcome::Point(_) => Standing::Point(frame.rank(value)),
            },
        }
    }

    /// The value of the round before, where both have a rank in the round's edition.
    pub(crate) fn before(&self, frame: &Frame<'a>) -> Option<(&'a ValueEntry, u8)> {
        frame.rank(&self.value?)?;
        let before = frame.values_before?.counting(self.pupil, frame.limit)?;
        frame.rank(&before).map(|rank| (before.entry, rank))
    }

    /// What cells count of the member where nothing tells of progress: the round before is not looked up.
    pub(crate) fn without_progress(&self, frame: &Frame<'_>) -> Tallied {
        Tallied { standing: self.standing(frame), before: None }
    }

    /// What cells count of the member.
    pub(crate) fn tallied(&self, frame: &Frame<'a>) -> Tallied {
        let before = self.before(frame).map(|(_, rank)| rank);
        Tallied { standing: self.standing(frame), before }
    }
}

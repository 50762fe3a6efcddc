//! One round's figures as released: what is told of it, and from which record.

use std::collections::BTreeMap;

use domain::commitment::Level;
use domain::id::{CommitteeId, DistrictId, PointCode, RoundId, SchoolUnitCode, Size};
use domain::people::{Sex, Syllabus};

use super::areas::{Areas, Choice};
use super::blocks::Place;
use super::plan::{Plan, Terms, Thresholds};
use super::rule::{Indicator, Rules};
use super::world::{Districts, Record, Tables, World, carried, world};
use crate::Facts;
use crate::figure::frame::Frame;
use crate::figure::reference::FigureScope;
use crate::figure::targets::TargetInForce;

/// The groups a change is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Touched {
    Group(u8, u32),
    BySex(Place, u8, Sex),
    BySyllabus(Place, Syllabus),
}

/// The pupils a figure is counted among.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Among {
    School(u32),
    /// Several school units: a trend.
    Schools(Vec<u32>),
    /// A district, or (none) the municipality.
    Area(Option<DistrictId>),
}

/// A round as released.
#[derive(Debug, Clone)]
pub(super) struct Release {
    pub(super) as_of: Size,
    pub(super) terms: Terms,
    pub(super) targets: Vec<TargetInForce>,
    pub(super) points: Vec<PointCode>,
    pub(super) least_permille: Option<u16>,
    pub(super) tables: Tables,
    pub(super) plan: Plan,
    pub(super) areas: Areas,
    /// What the attacker of the tests is judged by.
    #[cfg(test)]
    pub(super) world: World,
    #[cfg(test)]
    pub(super) placed: Districts,
    thresholds: Thresholds,
    schools: BTreeMap<SchoolUnitCode, u32>,
    trends: BTreeMap<SchoolUnitCode, Vec<u32>>,
    committees: BTreeMap<CommitteeId, Option<DistrictId>>,
    districts: Vec<DistrictId>,
}

impl Release {
    /// The last of some releases, none of which told what an earlier one hid.
    pub(super) fn new(
        facts: &Facts,
        sizes: &[Size],
        round: RoundId,
        (rules, complement): (&Rules, bool),
    ) -> Option<Self> {
        let (first, later) = sizes.split_first()?;
        let frame = Frame::new(facts, *first, round)?;
        let of = |indicator| rules.of(indicator, frame.census_date());
        let terms = Terms {
            groups: of(Indicator::Groups),
            targets: of(Indicator::Targets),
            spread: of(Indicator::Spread),
            complement,
        };
        let (placed, targets) = (Districts::of_frame(&frame), frame.all_targets());
        let thresholds = thresholds(facts, &targets);
        let mut world = world(&frame);
        let tables = Tables::count(&world, &placed, &frame.empty_cell());
        let order = order(facts, &tables);
        let plan = Plan::new(&tables, &placed, &order, &thresholds, &terms);
        let choice =
            Choice { tables: &tables, plan: &plan, thresholds: &thresholds, terms: &terms };
        let areas = choice.choose();
        let points = frame.edition.map(|entry| entry.value.edition.points.iter().map(|p| p.code));
        let mut release = Self {
            as_of: *first,
            terms,
            targets,
            points: points.map(Iterator::collect).unwrap_or_default(),
            least_permille: frame.least_permille(),
            tables,
            plan,
            areas,
            #[cfg(test)]
            world: World::new(),
            #[cfg(test)]
            placed: placed.clone(),
            thresholds,
            schools: BTreeMap::new(),
            trends: BTreeMap::new(),
            committees: BTreeMap::new(),
            districts: Vec::new(),
        };
        release.name(facts, &frame);
        for size in later {
            release.renew(&mut world, &placed, &Frame::new(facts, *size, round)?);
        }
        #[cfg(test)]
        release.world.clone_from(&world);
        Some(release)
    }

    /// What the names of scopes stand for at the first release.
    fn name(&mut self, facts: &Facts, frame: &Frame<'_>) {
        let (day, at) = (frame.census_date(), frame.as_of);
        for (number, code) in (0..).zip(facts.ids.schools.keys()) {
            if facts.school(*code, day, at).is_none() {
                continue;
            }
            self.schools.insert(*code, number);
            let before = facts.carried_on_by(*code, day, at);
            if !before.is_empty() {
                let numbers = before.iter().filter_map(|unit| facts.ids.schools.get(unit.school));
                self.trends.insert(*code, numbers.chain([number]).collect());
            }
        }
        let committees = facts.committees(at).into_iter();
        self.committees = committees.map(|found| (found.committee, found.district)).collect();
        self.districts = facts.districts(at).into_iter().map(|found| found.district).collect();
    }

    /// Takes from a later state what may be told of it; nothing, where what stays told would then be too
    /// little.
    fn renew(&mut self, world: &mut World, placed: &Districts, frame: &Frame<'_>) {
        let now = super::world::world(frame);
        let groups = |record: &Record| self.touched(record, placed);
        let next = carried(world, &now, self.terms.groups.least_base, groups);
        let tables = Tables::count(&next, placed, &frame.empty_cell());
        let Self { plan, thresholds, terms, .. } = &*self;
        let choice = Choice { tables: &tables, plan, thresholds, terms };
        if plan.holds(&tables, thresholds, terms) && choice.holds(&self.areas) {
            *world = next;
            self.tables = tables;
            self.as_of = frame.as_of;
        }
    }

    /// The groups of a record that are told; none where its school unit's grade is not.
    fn touched(&self, record: &Record, placed: &Districts) -> Option<Vec<Touched>> {
        let Record { school, grade, sex, syllabus, .. } = *record;
        let told = self.plan.of_school(grade, school)?;
        let place = placed.district(school);
        (told.groups && told.results).then(|| {
            vec![
                Touched::Group(grade, school),
                Touched::BySex(place, grade, sex),
                Touched::BySyllabus(place, syllabus),
            ]
        })
    }

    /// The pupils of a scope; none where it is a class or not known.
    pub(super) fn among(&self, scope: &FigureScope) -> Option<Among> {
        match scope {
            FigureScope::School(code) => self.schools.get(code).copied().map(Among::School),
            FigureScope::Trend(code) => match self.trends.get(code) {
                Some(schools) => Some(Among::Schools(schools.clone())),
                None => self.schools.get(code).copied().map(Among::School),
            },
            FigureScope::District(district) => {
                self.districts.contains(district).then_some(Among::Area(Some(*district)))
            }
            FigureScope::Committee(committee) => {
                self.committees.get(committee).map(|district| Among::Area(*district))
            }
            FigureScope::Class(_) => None,
        }
    }

    /// Whether a school unit's mark of a target may be told: only one target cuts its grade.
    pub(super) fn is_single(&self, grade: u8, school: u32) -> bool {
        self.thresholds.at(grade, school).len() == 1
    }
}

fn thresholds(facts: &Facts, targets: &[TargetInForce]) -> Thresholds {
    let mut thresholds = Thresholds::default();
    for target in targets {
        let ranks = match target.level {
            Level::Municipality => thresholds.municipal.entry(target.grade).or_default(),
            Level::School(code) => {
                let Some(school) = facts.ids.schools.get(code) else { continue };
                thresholds.own.entry((target.grade, school)).or_default()
            }
        };
        ranks.insert(target.least_rank);
    }
    thresholds
}

/// School units, the smallest first: those are hidden beside others before larger ones, in every grade.
fn order(facts: &Facts, tables: &Tables) -> Vec<u32> {
    let mut sizes: BTreeMap<u32, u32> = BTreeMap::new();
    for ((_, school), cell) in &tables.groups {
        *sizes.entry(*school).or_default() += cell.population;
    }
    let mut order: Vec<u32> = sizes.keys().copied().collect();
    order.sort_by_key(|school| (sizes[school], facts.ids.schools.key(*school)));
    order
}

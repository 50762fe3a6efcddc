//! The committee report: how do pupils read, against what we promised, who falls behind, what is done
//! about it, does it work, what do you ask of us.
//!
//! Counts only, and no pupil: a delivered report is a public document. Small groups stand with their raw
//! counts; the disclosure rules decide what of them may be shown.
//!
//! The same basis gives the same bytes: whole numbers, every list in a stated order, and no day but that of
//! the last event of the basis.

mod counts;
mod done;

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{Day, Instant};
use domain::id::{
    CommitteeId, DistrictId, EditionId, Position, PupilId, RoundId, SchoolUnitCode, Size,
};
use domain::people::Scope;
use serde::Serialize;

use super::guarantee::GuaranteeCounts;
use super::informed::{Informed, informed};
use super::rows::Cells;
use super::seminar::{AgreementPoint, seminars};
use crate::Facts;
use crate::directory::rounds::Phase;
use crate::facts::guarantee::Shortfall;
use crate::figure::frame::{Frame, Places};
use crate::figure::reference::FigureScope;
use crate::figure::rules::RuleId;
use crate::figure::targets::TargetInForce;

pub use counts::{Promised, ReadRow, TrendPoint};
pub use done::{
    DialogueCounts, Evaluated, ForWhom, MeasureCounts, ProgrammeCounts, SeminarShort, UnderWay,
};

pub(super) use counts::{Rows, trend};
pub(super) use done::{AllMeasures, seminars_of};

/// The state of the record that a document rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RestsOn {
    /// How many events.
    pub as_of: Size,
    /// When the last of them was recorded.
    pub recorded_at: Option<Instant>,
    /// The day of it, by which lateness is told; the census date, where nothing is recorded.
    pub day: Day,
    /// How many of them are no longer known, removed by disposal decisions.
    pub no_longer_known: u32,
}

/// A school unit's results in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolRead {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the census date.
    pub name: String,
    /// Its district on the census date.
    pub district: Option<DistrictId>,
    /// How far the round has come there.
    #[serde(flatten)]
    pub phase: Phase,
    /// All its pupils.
    pub total: ReadRow,
}

/// How do pupils read?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Read {
    /// All pupils.
    pub total: ReadRow,
    /// By grade, each grade of the round.
    pub by_grade: Vec<ReadRow>,
    /// By sex.
    pub by_sex: Vec<ReadRow>,
    /// By Swedish syllabus; unknown is a row of its own.
    pub by_syllabus: Vec<ReadRow>,
    /// The school units, by code: those in being on the census date, and others with pupils in the round.
    pub schools: Vec<SchoolRead>,
    /// The rules of these counts.
    pub rules: Vec<RuleId>,
}

/// The targets at one school unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolPromised {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The municipality's targets there and its own.
    pub targets: Vec<Promised>,
}

/// Against what we promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AgainstPromises {
    /// The municipality's targets in the whole area.
    pub municipal: Vec<Promised>,
    /// At each school unit with pupils in the round.
    pub schools: Vec<SchoolPromised>,
    /// The rules of these counts.
    pub rules: Vec<RuleId>,
}

/// Shortfalls of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Short {
    /// By state, lack and answer.
    #[serde(flatten)]
    pub counts: GuaranteeCounts,
    /// Pupils with a shortfall that stands, each once.
    pub pupils: u32,
}

/// Shortfalls of a district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DistrictShort {
    /// The district on the census date; none: school units without district.
    pub district: Option<DistrictId>,
    /// Its shortfalls.
    #[serde(flatten)]
    pub short: Short,
}

/// Shortfalls of a school unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolShort {
    /// The school unit that is to answer.
    pub school: SchoolUnitCode,
    /// Its shortfalls.
    #[serde(flatten)]
    pub short: Short,
}

/// Who falls behind? In numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Behind {
    /// All of them.
    pub total: Short,
    /// By district on the census date.
    pub districts: Vec<DistrictShort>,
    /// By school unit, those with any.
    pub schools: Vec<SchoolShort>,
}

/// What is done at a school unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolDone {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Cases of action programmes.
    pub programmes: ProgrammeCounts,
    /// The dialogue with parents about the round.
    pub dialogue: DialogueCounts,
}

/// What is done about it? (Answers in the guarantee stand with the shortfalls.)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Done {
    /// Cases of action programmes.
    pub programmes: ProgrammeCounts,
    /// The dialogue with parents about the round.
    pub dialogue: DialogueCounts,
    /// By school unit.
    pub schools: Vec<SchoolDone>,
    /// Measures in numbers.
    pub measures: MeasureCounts,
    /// Those not evaluated yet, in the order in which they were decided.
    pub under_way: Vec<UnderWay>,
    /// Seminars since the census date of the round before, earliest first.
    pub seminars: Vec<SeminarShort>,
    /// The rules of these counts.
    pub rules: Vec<RuleId>,
}

/// Does it work?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Works {
    /// Measures evaluated, in the order of their evaluation.
    pub evaluated: Vec<Evaluated>,
    /// Agreement between assessors over time, earliest first.
    pub agreement: Vec<AgreementPoint>,
    /// The rounds to this one.
    pub trend: Vec<TrendPoint>,
    /// The rules of these counts.
    pub rules: Vec<RuleId>,
}

/// The report to a committee on a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CommitteeReport {
    /// The committee.
    pub committee: CommitteeId,
    /// Its name.
    pub name: String,
    /// The district whose school units these are; none: all of the municipality.
    pub district: Option<DistrictId>,
    /// The round.
    pub round: RoundId,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition.
    pub edition: EditionId,
    /// The schedule in force.
    pub scheduled: Position,
    /// The round that progress is measured from.
    pub previous_round: Option<RoundId>,
    /// The least coverage adopted, in permille.
    pub least_coverage_permille: Option<u16>,
    /// What it rests on.
    pub basis: RestsOn,
    /// How do pupils read?
    pub read: Read,
    /// Against what we promised.
    pub promised: AgainstPromises,
    /// Who falls behind?
    pub behind: Behind,
    /// What is done about it?
    pub done: Done,
    /// Does it work?
    pub works: Works,
    /// What do you ask of us?
    pub asks: Vec<String>,
    /// When each principal last informed the committee (rule `informed-1`).
    pub informed: Vec<Informed>,
}

/// The report as of a size; none where the round is not scheduled or the committee not known then. `asks`
/// are the proposals put to the committee, as they are to stand in it.
#[must_use]
pub fn committee_report(
    facts: &Facts,
    committee: CommitteeId,
    round: RoundId,
    asks: &[String],
    at: Size,
) -> Option<CommitteeReport> {
    let frame = Frame::new(facts, at, round)?;
    let found = facts.committee(committee, frame.as_of)?;
    let area = Area::new(&frame, FigureScope::Committee(committee))?;
    let measures = AllMeasures::of(facts, &area.codes(), area.day, frame.as_of);
    let (seminars, agreement) = area.seminars(found.district);
    Some(CommitteeReport {
        committee,
        name: found.name,
        district: found.district,
        round,
        census_date: frame.census_date(),
        edition: frame.schedule.value.edition,
        scheduled: Position(u64::from(frame.schedule.position)),
        previous_round: frame.previous.map(|entry| entry.value.round),
        least_coverage_permille: frame.least_permille(),
        basis: rests_on(&frame),
        read: area.read(),
        promised: area.promised(),
        behind: area.behind(),
        done: area.done(measures.counts, measures.under_way, seminars),
        works: Works {
            evaluated: measures.evaluated,
            agreement,
            trend: trend(facts, &frame, area.scope, frame.as_of),
            rules: works_rules(),
        },
        asks: asks.to_vec(),
        informed: informed(facts, committee, area.day, frame.as_of),
    })
}

pub(super) fn works_rules() -> Vec<RuleId> {
    vec![RuleId::Measures, RuleId::Agreement, RuleId::Population, RuleId::Median]
}

/// What a view of a frame rests on.
pub(super) fn rests_on(frame: &Frame<'_>) -> RestsOn {
    let last = frame.as_of.0.checked_sub(1).map(Position);
    let recorded_at = last.and_then(|last| frame.facts.recorded_at(last));
    RestsOn {
        as_of: frame.as_of,
        recorded_at,
        day: recorded_at.map_or(frame.census_date(), Instant::day),
        no_longer_known: frame.facts.removed(frame.as_of),
    }
}

/// The school units of a report, each counted once.
struct Area<'f, 'a> {
    frame: &'f Frame<'a>,
    scope: FigureScope,
    day: Day,
    /// Those of the municipality and of every school unit.
    targets: Vec<TargetInForce>,
    /// By code.
    schools: Vec<Unit<'f, 'a>>,
}

/// One of them.
struct Unit<'f, 'a> {
    number: u32,
    code: SchoolUnitCode,
    cells: Cells<'f, 'a>,
    dialogue: DialogueCounts,
}

impl<'f, 'a> Unit<'f, 'a> {
    /// Some school units, by number: the members of all are gone through once.
    fn count(frame: &'f Frame<'a>, numbers: &[u32]) -> Vec<Self> {
        let round = frame.facts.ids.rounds.get(frame.round());
        let mut dialogue = vec![DialogueCounts::default(); numbers.len()];
        let cells = Cells::count_each(frame, numbers, |place, member| {
            let reached = round.map(|round| frame.facts.reached(member.pupil, round, frame.limit));
            dialogue[place].count(reached.unwrap_or_default());
        });
        let units = numbers.iter().zip(cells.into_iter().zip(dialogue));
        let unit = |(number, (cells, dialogue)): (&u32, _)| {
            let code = frame.facts.ids.schools.key(*number);
            Self { number: *number, code, cells, dialogue }
        };
        units.map(unit).collect()
    }
}

impl<'f, 'a> Area<'f, 'a> {
    fn new(frame: &'f Frame<'a>, scope: FigureScope) -> Option<Self> {
        let places = frame.places(&scope)?;
        let targets = frame.all_targets();
        let Places::Schools(numbers) = places else { return None };
        let mut schools = Unit::count(frame, &numbers);
        schools.sort_by_key(|unit| unit.code);
        Some(Self { frame, scope, day: rests_on(frame).day, targets, schools })
    }

    fn codes(&self) -> Vec<SchoolUnitCode> {
        self.schools.iter().map(|unit| unit.code).collect()
    }

    /// The targets of the municipality, and of a school unit.
    fn targets(&self, school: Option<SchoolUnitCode>) -> Vec<TargetInForce> {
        let speaks = |target: &&TargetInForce| target.speaks_of(school);
        self.targets.iter().filter(speaks).cloned().collect()
    }

    fn sum(&self) -> Cells<'f, 'a> {
        let cells = self.schools.iter().flat_map(|unit| &unit.cells.cells);
        Cells::sum(self.frame, self.scope, cells)
    }

    fn read(&self) -> Read {
        let cells = self.sum();
        let rows = Rows { frame: self.frame, scope: self.scope, cells: &cells };
        let schools = self.schools.iter().filter_map(|unit| self.school(unit.code, &unit.cells));
        Read {
            total: rows.all(),
            by_grade: rows.by_grade(),
            by_sex: rows.by_sex(),
            by_syllabus: rows.by_syllabus(),
            schools: schools.collect(),
            rules: counts::READ_RULES.to_vec(),
        }
    }

    fn school(&self, code: SchoolUnitCode, cells: &Cells<'f, 'a>) -> Option<SchoolRead> {
        let Frame { facts, as_of, .. } = *self.frame;
        let unit = facts.school(code, self.frame.census_date(), as_of);
        if cells.cells.is_empty() && !unit.as_ref().is_some_and(|unit| unit.open) {
            return None;
        }
        let (name, district) = unit.map(|unit| (unit.name, unit.district)).unwrap_or_default();
        let phase = facts.round_status(self.frame.round(), code, as_of).phase;
        let scope = FigureScope::School(code);
        let total = Rows { frame: self.frame, scope, cells }.all();
        Some(SchoolRead { school: code, name, district, phase, total })
    }

    fn promised(&self) -> AgainstPromises {
        let cells = self.sum();
        let rows = Rows { frame: self.frame, scope: self.scope, cells: &cells };
        let at_school = |unit: &Unit<'f, 'a>| {
            let scope = FigureScope::School(unit.code);
            let targets = self.targets(Some(unit.code));
            let rows = Rows { frame: self.frame, scope, cells: &unit.cells };
            SchoolPromised { school: unit.code, targets: rows.promised(&targets) }
        };
        let read = self.schools.iter().filter(|unit| !unit.cells.cells.is_empty());
        AgainstPromises {
            municipal: rows.promised(&self.targets(None)),
            schools: read.map(at_school).collect(),
            rules: counts::PROMISED_RULES.to_vec(),
        }
    }

    fn behind(&self) -> Behind {
        let Frame { facts, as_of, .. } = *self.frame;
        let mut total = Tally::default();
        let mut districts: BTreeMap<Option<DistrictId>, Tally> = BTreeMap::new();
        let mut schools = Vec::new();
        for Unit { number, code: school, .. } in &self.schools {
            let found = facts.shortfalls(self.frame.round(), *school, as_of);
            if found.is_empty() {
                continue;
            }
            let mut here = Tally::default();
            let district = self.frame.placing(*number).and_then(|(_, district)| district);
            let of_district = districts.entry(district).or_default();
            for shortfall in &found {
                for tally in [&mut here, &mut *of_district, &mut total] {
                    tally.count(shortfall, self.day);
                }
            }
            schools.push(SchoolShort { school: *school, short: here.short() });
        }
        let districts = districts.into_iter();
        Behind {
            total: total.short(),
            districts: districts
                .map(|(district, tally)| DistrictShort { district, short: tally.short() })
                .collect(),
            schools,
        }
    }

    fn done(
        &self,
        measures: MeasureCounts,
        under_way: Vec<UnderWay>,
        seminars: Vec<SeminarShort>,
    ) -> Done {
        let Frame { facts, as_of, .. } = *self.frame;
        let mut programmes = ProgrammeCounts::default();
        let mut dialogue = DialogueCounts::default();
        let cases = ProgrammeCounts::by_school(facts, self.day, as_of);
        let mut schools = Vec::new();
        for unit in &self.schools {
            let row = SchoolDone {
                school: unit.code,
                programmes: cases.get(&unit.code).copied().unwrap_or_default(),
                dialogue: unit.dialogue,
            };
            programmes.add(&row.programmes);
            dialogue.add(&row.dialogue);
            let something = row.programmes != ProgrammeCounts::default()
                || row.dialogue != DialogueCounts::default();
            schools.extend(something.then_some(row));
        }
        Done { programmes, dialogue, schools, measures, under_way, seminars, rules: done_rules() }
    }

    fn seminars(&self, district: Option<DistrictId>) -> (Vec<SeminarShort>, Vec<AgreementPoint>) {
        let all = seminars(self.frame.facts, self.day, self.frame.as_of);
        let since = self.frame.previous.map(|entry| entry.value.census_date);
        let schools: BTreeSet<SchoolUnitCode> = self.codes().into_iter().collect();
        seminars_of(all, since, |scope| match scope {
            Scope::Municipality => true,
            Scope::District(of) => district.is_none_or(|district| district == of),
            Scope::School(school) => schools.contains(&school),
        })
    }
}

pub(super) fn done_rules() -> Vec<RuleId> {
    vec![
        RuleId::Guarantee,
        RuleId::Programmes,
        RuleId::Explained,
        RuleId::ExplainedToAll,
        RuleId::Acknowledged,
        RuleId::NotReached,
        RuleId::Measures,
    ]
}

pub(super) fn read_rules() -> Vec<RuleId> {
    counts::READ_RULES.to_vec()
}

pub(super) fn promised_rules() -> Vec<RuleId> {
    counts::PROMISED_RULES.to_vec()
}

/// Shortfalls counted one by one.
#[derive(Default)]
pub(super) struct Tally {
    counts: GuaranteeCounts,
    /// A pupil falls short of several targets.
    standing: Vec<PupilId>,
}

impl Tally {
    pub(super) fn count(&mut self, shortfall: &Shortfall, day: Day) {
        self.counts.count(shortfall, day);
        if shortfall.stands() {
            self.standing.push(shortfall.pupil);
        }
    }

    pub(super) fn short(mut self) -> Short {
        self.standing.sort_unstable();
        self.standing.dedup();
        let pupils = u32::try_from(self.standing.len()).unwrap_or(u32::MAX);
        Short { counts: self.counts, pupils }
    }
}

/// The sum of the cells of all places of a scope.
pub(super) fn cells_in<'f, 'a>(
    frame: &'f Frame<'a>,
    scope: FigureScope,
) -> Option<(Cells<'f, 'a>, Vec<TargetInForce>)> {
    let places = frame.places(&scope)?;
    let targets = frame.targets(&places);
    Some((Cells::count(frame, scope, &places, false), targets))
}

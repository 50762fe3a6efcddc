//! The overall account that a school unit receives of a round: its figures, what was promised, the
//! guarantee, programmes, dialogue and measures, beside the sums of its district and of the municipality.
//!
//! As the committee report it holds counts only, and the same basis gives the same bytes.

use domain::calendar::Day;
use domain::id::{DistrictId, EditionId, Position, RoundId, SchoolUnitCode, Size};
use domain::people::Scope;
use serde::Serialize;

use super::report::{
    AllMeasures, DialogueCounts, Evaluated, MeasureCounts, ProgrammeCounts, Promised, ReadRow,
    RestsOn, Rows, SeminarShort, Short, Tally, TrendPoint, UnderWay, cells_in, done_rules,
    promised_rules, read_rules, rests_on, seminars_of, trend, works_rules,
};
use super::seminar::seminars;
use crate::Facts;
use crate::directory::rounds::Phase;
use crate::figure::frame::Frame;
use crate::figure::reference::FigureScope;
use crate::figure::rules::RuleId;

/// Counts of one scope, to be held beside another's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Beside {
    /// Where.
    pub scope: FigureScope,
    /// All pupils.
    pub total: ReadRow,
    /// By grade.
    pub by_grade: Vec<ReadRow>,
    /// The targets there.
    pub promised: Vec<Promised>,
}

/// The account of a school unit on a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SchoolAccount {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the census date.
    pub name: String,
    /// Its district on the census date.
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
    /// How far the round has come here.
    #[serde(flatten)]
    pub phase: Phase,
    /// What it rests on.
    pub basis: RestsOn,
    /// The school unit itself; its targets are the municipality's and its own.
    pub own: Beside,
    /// By sex.
    pub by_sex: Vec<ReadRow>,
    /// By Swedish syllabus.
    pub by_syllabus: Vec<ReadRow>,
    /// The sums of its district, where it has one.
    pub of_district: Option<Beside>,
    /// The sums of the municipality, where a committee answers for all of it.
    pub of_municipality: Option<Beside>,
    /// The shortfalls it is to answer.
    pub behind: Short,
    /// Its cases of action programmes.
    pub programmes: ProgrammeCounts,
    /// Its dialogue with parents about the round.
    pub dialogue: DialogueCounts,
    /// Its measures in numbers.
    pub measures: MeasureCounts,
    /// Those not evaluated yet.
    pub under_way: Vec<UnderWay>,
    /// Those evaluated.
    pub evaluated: Vec<Evaluated>,
    /// Seminars for it since the census date of the round before.
    pub seminars: Vec<SeminarShort>,
    /// The rounds to this one, with those of the units whose trend it carries on.
    pub trend: Vec<TrendPoint>,
    /// The rules of these counts.
    pub rules: Vec<RuleId>,
}

/// The account as of a size; none where the round is not scheduled or the school unit not known then.
#[must_use]
pub fn school_account(
    facts: &Facts,
    school: SchoolUnitCode,
    round: RoundId,
    at: Size,
) -> Option<SchoolAccount> {
    let frame = Frame::new(facts, at, round)?;
    let scope = FigureScope::School(school);
    let unit = facts.school(school, frame.census_date(), frame.as_of)?;
    let (cells, _) = cells_in(&frame, scope)?;
    let rows = Rows { frame: &frame, scope, cells: &cells };
    let basis = rests_on(&frame);
    let measures = AllMeasures::of(facts, &[school], basis.day, frame.as_of);
    let mut programmes = ProgrammeCounts::by_school(facts, basis.day, frame.as_of);
    let mut behind = Tally::default();
    for shortfall in facts.shortfalls(round, school, frame.as_of) {
        behind.count(&shortfall, basis.day);
    }
    Some(SchoolAccount {
        school,
        name: unit.name,
        district: unit.district,
        round,
        census_date: frame.census_date(),
        edition: frame.schedule.value.edition,
        scheduled: Position(u64::from(frame.schedule.position)),
        previous_round: frame.previous.map(|entry| entry.value.round),
        least_coverage_permille: frame.least_permille(),
        phase: facts.round_status(round, school, frame.as_of).phase,
        basis,
        by_sex: rows.by_sex(),
        by_syllabus: rows.by_syllabus(),
        own: beside(&frame, scope)?,
        of_district: unit.district.and_then(|id| beside(&frame, FigureScope::District(id))),
        of_municipality: municipality(&frame),
        behind: behind.short(),
        programmes: programmes.remove(&school).unwrap_or_default(),
        dialogue: DialogueCounts::at(&frame, school),
        measures: measures.counts,
        under_way: measures.under_way,
        evaluated: measures.evaluated,
        seminars: seminars_for(&frame, school, unit.district, basis.day),
        trend: trend(facts, &frame, scope, frame.as_of),
        rules: rules(),
    })
}

fn beside(frame: &Frame<'_>, scope: FigureScope) -> Option<Beside> {
    let (cells, targets) = cells_in(frame, scope)?;
    let rows = Rows { frame, scope, cells: &cells };
    Some(Beside {
        scope,
        total: rows.all(),
        by_grade: rows.by_grade(),
        promised: rows.promised(&targets),
    })
}

/// The sums of the first committee that answers for all of the municipality.
fn municipality(frame: &Frame<'_>) -> Option<Beside> {
    let committees = frame.facts.committees(frame.as_of);
    let whole = committees.into_iter().find(|committee| committee.district.is_none())?;
    beside(frame, FigureScope::Committee(whole.committee))
}

fn seminars_for(
    frame: &Frame<'_>,
    school: SchoolUnitCode,
    district: Option<DistrictId>,
    day: Day,
) -> Vec<SeminarShort> {
    let since = frame.previous.map(|entry| entry.value.census_date);
    let all = seminars(frame.facts, day, frame.as_of);
    let (seminars, _) = seminars_of(all, since, |scope| match scope {
        Scope::Municipality => true,
        Scope::District(of) => district == Some(of),
        Scope::School(of) => of == school,
    });
    seminars
}

fn rules() -> Vec<RuleId> {
    let mut rules: Vec<RuleId> =
        [read_rules(), promised_rules(), done_rules(), works_rules()].concat();
    rules.sort_unstable();
    rules.dedup();
    // Agreement is told to the committee, of all assessors together.
    rules.retain(|rule| *rule != RuleId::Agreement);
    rules
}

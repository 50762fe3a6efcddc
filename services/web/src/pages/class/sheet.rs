//! What the class page shows: the class, the round, and each pupil with earlier and present results.

use std::collections::HashMap;

use domain::assessment::{Outcome, change_to_note};
use domain::calendar::{Day, Instant};
use domain::id::{ClassId, PointCode, PupilId, RoundId, Size, StaffId};
use domain::people::{Grade, Role, Scope};
use domain::scale::ScaleEdition;
use insyn_app::names::Called;
use projections::Facts;
use projections::directory::rounds::{Phase, Round};
use projections::directory::{Class, School};
use projections::figure::TargetInForce;
use projections::roster::{RecordedValue, ValueResult};

use crate::fault::Fault;
use crate::pages::common::pupils_in_round;
use crate::visit::Visit;
use crate::words;

/// Earlier results shown beside the field, newest last.
const EARLIER_MAX: usize = 3;

/// A class in a round.
pub(crate) struct Sheet {
    pub(crate) class: Class,
    pub(crate) school: School,
    pub(crate) round: Round,
    pub(crate) edition: Option<ScaleEdition>,
    pub(crate) phase: Phase,
    pub(crate) is_open: bool,
    pub(crate) signed_off: Option<(String, Instant)>,
    /// Some pupil of the class counts here in the round. Where none does, nothing is to be recorded.
    pub(crate) in_round: bool,
    /// The viewer may record here today, as far as the page can tell; the decision is the domain's.
    pub(crate) may_record: bool,
    /// The same for striking, which a value by mistake in a class outside the round still needs.
    pub(crate) may_strike: bool,
    pub(crate) rows: Vec<Row>,
    pub(crate) rounds: Vec<RoundId>,
    /// The rounds before whose results stand beside the field, oldest first.
    pub(crate) before: Vec<RoundId>,
    /// The day a new assessment is proposed to be of.
    pub(crate) proposed_day: Day,
}

/// Where a pupil counts in the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// At the class's school unit.
    Here,
    /// At another school unit, where the pupil went on the census date.
    Elsewhere,
    /// Nowhere: outside the round's population.
    Outside,
}

/// A pupil of the class.
pub(crate) struct Row {
    pub(crate) pupil: PupilId,
    pub(crate) called: Called,
    pub(crate) grade: Option<Grade>,
    pub(crate) counted: Counted,
    /// The results of the rounds before, in the order of [`Sheet::before`].
    pub(crate) earlier: Vec<Option<RecordedValue>>,
    /// The highest point that is promised for the pupil's grade in this round.
    pub(crate) target: Option<PointCode>,
    /// The result of this round.
    pub(crate) now: Option<RecordedValue>,
    /// Saved by the form that was sent just now.
    pub(crate) just_saved: bool,
}

/// A change since the round before that is asked about, not stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leap {
    pub(crate) from: PointCode,
    pub(crate) to: PointCode,
    pub(crate) ranks: i16,
}

impl Sheet {
    /// Reads the class as it is now. The viewer's right has been asked for.
    pub(crate) fn read(visit: &Visit, class: ClassId, round: RoundId) -> Result<Self, Fault> {
        let since: Option<u64> = visit.field("since").and_then(|text| text.parse().ok());
        let actor = visit.actor()?;
        let today = visit.today();
        let facts = visit.facts()?;
        let size = facts.size();
        let round = facts.round(round, size).ok_or(Fault::NotFound)?;
        let class = facts.class(class, today, size).ok_or(Fault::NotFound)?;
        let school = facts.school(class.school, today, size).ok_or(Fault::NotFound)?;
        let status = facts.round_status(round.round, school.school, size);
        let is_open = status.is_open_on(today);
        let signed = status.signed_off(class.class);
        let signed_at = signed.and_then(|step| facts.recorded_at(step.position));
        let assesses =
            facts.assessors(class.class, today, size).iter().any(|a| a.staff == actor.staff);
        let leads = facts
            .roles(actor.staff, today, size)
            .iter()
            .any(|held| held.role == Role::Principal && held.scope == Scope::School(school.school));
        let may_strike = is_open
            && match actor.role {
                Role::Principal => leads,
                Role::Teacher | Role::SpecialEducator => assesses,
                _ => false,
            };
        let before = rounds_before(&facts, &round, size);
        let rows = rows(&facts, &class, &round, &before, today, size, |value| {
            value.assessor == actor.staff && since.is_some_and(|since| value.position.0 >= since)
        });
        let in_round = rows.iter().any(|(_, row)| row.counted == Counted::Here);
        let rounds = facts.rounds(size).iter().map(|round| round.round).collect();
        let edition = facts.edition(round.edition, size).cloned();
        drop(facts);
        let rows = named(visit, rows)?;
        let signed_off = signed_by(visit, signed.map(|step| step.staff), signed_at)?;
        let within = (round.opens..=round.closes).contains(&today);
        let proposed_day = if within { today } else { round.census_date.min(today) };
        Ok(Self {
            class,
            school,
            phase: status.phase,
            is_open,
            signed_off,
            in_round,
            may_record: may_strike && in_round,
            may_strike,
            rows,
            rounds,
            edition,
            before,
            proposed_day,
            round,
        })
    }

    /// Pupils who count here with neither point nor reason.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.counted == Counted::Here && row.now.is_none())
    }

    /// The rows to show; of a class outside the round only what was recorded all the same.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| self.in_round || row.now.is_some())
    }

    /// The day that stands in a row's field.
    pub(crate) fn day(&self, row: &Row) -> Day {
        row.now.map_or(self.proposed_day, |value| value.on)
    }

    /// Rows saved by the form that was sent just now.
    pub(crate) fn saved_count(&self) -> usize {
        self.rows.iter().filter(|row| row.just_saved).count()
    }
}

impl Counted {
    /// Where a pupil counts, seen from a class.
    pub(crate) fn of(
        facts: &Facts,
        pupil: PupilId,
        class: &Class,
        round: &Round,
        at: Size,
    ) -> Self {
        match facts.population_school(pupil, round.round, at) {
            Some(school) if school == class.school => Self::Here,
            Some(_) => Self::Elsewhere,
            None => Self::Outside,
        }
    }
}

/// Whether any pupil of the class counts at its school unit in the round.
pub(crate) fn is_in_round(
    facts: &Facts,
    class: &Class,
    round: &Round,
    today: Day,
    at: Size,
) -> bool {
    let mut pupils = pupils_in_round(facts, class.class, round, today, at).into_iter();
    pupils.any(|pupil| Counted::of(facts, pupil, class, round, at) == Counted::Here)
}

impl Row {
    /// The result of the round before.
    fn last_time(&self) -> Option<&RecordedValue> {
        self.earlier.last()?.as_ref()
    }

    /// The point of the round before.
    pub(crate) fn point_before(&self) -> Option<PointCode> {
        self.last_time().and_then(point_of)
    }

    /// Ranks up (or down, below 0) since the round before.
    pub(crate) fn change(&self) -> Option<i16> {
        let (_, low) = ranked(self.last_time()?)?;
        let (_, high) = ranked(self.now.as_ref()?)?;
        Some(i16::from(high) - i16::from(low))
    }

    /// A fall or rise since the round before that is worth a question.
    pub(crate) fn leap(&self) -> Option<Leap> {
        let ((from, low), (to, high)) = (ranked(self.last_time()?)?, ranked(self.now.as_ref()?)?);
        change_to_note(low, high)?;
        Some(Leap { from, to, ranks: self.change()? })
    }
}

/// What a value comes to, in the words of the domain.
pub(crate) fn outcome_of(value: &RecordedValue) -> Outcome {
    match value.result {
        ValueResult::Point { point, .. } => Outcome::Point(point),
        ValueResult::NotAssessed { reason } => Outcome::NotAssessed(reason),
    }
}

fn point_of(value: &RecordedValue) -> Option<PointCode> {
    match value.result {
        ValueResult::Point { point, .. } => Some(point),
        ValueResult::NotAssessed { .. } => None,
    }
}

fn ranked(value: &RecordedValue) -> Option<(PointCode, u8)> {
    match value.result {
        ValueResult::Point { point, rank: Some(rank), .. } => Some((point, rank)),
        _ => None,
    }
}

type Unnamed = (PupilId, Row);

/// The rounds before this one, of the same instrument, oldest first.
fn rounds_before(facts: &Facts, round: &Round, size: Size) -> Vec<RoundId> {
    let mut before: Vec<RoundId> = facts
        .rounds(size)
        .iter()
        .rev()
        .filter(|r| {
            r.census_date < round.census_date && r.round.instrument == round.round.instrument
        })
        .map(|r| r.round)
        .take(EARLIER_MAX)
        .collect();
    before.reverse();
    before
}

/// A row of each pupil, without names.
fn rows(
    facts: &Facts,
    class: &Class,
    round: &Round,
    before: &[RoundId],
    today: Day,
    size: Size,
    just_saved: impl Fn(&RecordedValue) -> bool,
) -> Vec<Unnamed> {
    let targets = facts.targets_in_force(round.round, class.school, size);
    let row = |pupil: PupilId| {
        let now = facts.effective(pupil, round.round, size);
        let grade = facts.pupil(pupil, round.census_date, size).and_then(|state| state.grade);
        let earlier = before.iter().map(|round| facts.effective(pupil, *round, size)).collect();
        let row = Row {
            pupil,
            called: Called::Removed,
            grade,
            counted: Counted::of(facts, pupil, class, round, size),
            earlier,
            target: grade.and_then(|grade| promised(&targets, round, grade)),
            just_saved: now.as_ref().is_some_and(&just_saved),
            now,
        };
        (pupil, row)
    };
    let pupils = pupils_in_round(facts, class.class, round, today, size);
    pupils.into_iter().map(row).collect()
}

/// The highest point that is promised for a grade.
fn promised(targets: &[TargetInForce], round: &Round, grade: Grade) -> Option<PointCode> {
    let years = grade.years_since_start();
    let of_grade = targets.iter().filter(|target| {
        let counted = Grade { number: target.grade, regime: round.regime };
        counted.years_since_start() == years
    });
    of_grade.max_by_key(|target| target.least_rank).map(|target| target.least)
}

/// The rows with names, in the order of class lists.
fn named(visit: &Visit, rows: Vec<Unnamed>) -> Result<Vec<Row>, Fault> {
    let pupils: Vec<PupilId> = rows.iter().map(|(pupil, _)| *pupil).collect();
    let mut names: HashMap<PupilId, Called> = visit.names_of(&pupils)?;
    let mut rows: Vec<Row> = rows
        .into_iter()
        .map(|(pupil, row)| Row { called: names.remove(&pupil).unwrap_or(Called::Removed), ..row })
        .collect();
    rows.sort_by_cached_key(|row| (words::alphabetical(row.called.text()), row.pupil));
    Ok(rows)
}

fn signed_by(
    visit: &Visit,
    staff: Option<StaffId>,
    at: Option<Instant>,
) -> Result<Option<(String, Instant)>, Fault> {
    let Some((staff, at)) = staff.zip(at) else { return Ok(None) };
    let name = visit.staff_names([staff])?.remove(&staff).unwrap_or_default();
    Ok(Some((name, at)))
}

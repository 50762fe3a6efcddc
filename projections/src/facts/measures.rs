//! Analyses and measures: what was analysed, started and evaluated, row by row. A report counts thousands of them; the
//! events themselves stand in the [ledger](super::ledger). Derived from it: not saved.

use domain::Event;
use domain::analysis::{Effect, MeasureDecided, MeasureEvaluated, Observed};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{MeasureId, Position, RoundId, SchoolUnitCode, Size, StaffId};
use rustc_hash::FxHashMap;

use super::Facts;
use super::history::{Entry, History};
use crate::directory::position;

/// The types that say something of a measure, and the analyses of results before them.
pub(super) const OF_MEASURES: &[Code] =
    &[code::ResultsAnalysed, code::MeasureDecided, code::MeasureStarted, code::MeasureEvaluated];

/// An evaluation but for its finding in words, which stands sealed in the event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) round: RoundId,
    pub(crate) before: Option<Observed>,
    pub(crate) after: Option<Observed>,
    pub(crate) effect: Effect,
    pub(crate) on: Day,
    pub(crate) as_of: Size,
}

/// One measure.
#[derive(Debug, Clone)]
struct Row {
    decided: Entry<MeasureDecided>,
    /// The first start; later ones change nothing.
    started: Option<Entry<Day>>,
    evaluated: History<Found>,
}

/// What is known of one measure at a size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thread<'a> {
    /// The event of the decision.
    pub(crate) position: Position,
    pub(crate) decided: &'a MeasureDecided,
    pub(crate) started: Option<(Position, Day)>,
    /// Oldest first.
    pub(crate) evaluated: &'a [Entry<Found>],
}

/// Results analysed at a school unit.
#[derive(Debug, Clone, Copy)]
struct Analysed {
    position: u32,
    round: RoundId,
    school: SchoolUnitCode,
}

/// All measures, in order of decision, and all analyses of results.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measures {
    analysed: Vec<Analysed>,
    rows: Vec<Row>,
    numbers: FxHashMap<MeasureId, usize>,
    of_school: FxHashMap<SchoolUnitCode, Vec<usize>>,
    /// By who carries it.
    of_staff: FxHashMap<StaffId, Vec<usize>>,
}

impl Measures {
    /// Takes in what an event says of a measure. What is said of one never decided says nothing.
    pub(super) fn take(&mut self, at: u32, event: &Event) {
        match event {
            Event::ResultsAnalysed(e) => {
                let (round, school) = (e.round, e.school);
                self.analysed.push(Analysed { position: at, round, school });
            }
            Event::MeasureDecided(e) => self.decided(at, e),
            Event::MeasureStarted(e) => {
                if let Some(row) = self.row(e.measure) {
                    row.started.get_or_insert(Entry { position: at, value: e.on });
                }
            }
            Event::MeasureEvaluated(e) => {
                if let Some(row) = self.row(e.measure) {
                    let MeasureEvaluated { round, before, after, effect, on, as_of, .. } = *e;
                    row.evaluated.push(at, Found { round, before, after, effect, on, as_of });
                }
            }
            _ => {}
        }
    }

    /// The first decision of a measure is the measure.
    fn decided(&mut self, at: u32, e: &MeasureDecided) {
        let number = self.rows.len();
        if *self.numbers.entry(e.measure).or_insert(number) == number {
            let decided = Entry { position: at, value: e.clone() };
            self.rows.push(Row { decided, started: None, evaluated: History::default() });
            self.of_school.entry(e.school).or_default().push(number);
            self.of_staff.entry(e.responsible).or_default().push(number);
        }
    }

    fn row(&mut self, measure: MeasureId) -> Option<&mut Row> {
        self.rows.get_mut(*self.numbers.get(&measure)?)
    }
}

impl Row {
    fn at(&self, limit: u32) -> Option<Thread<'_>> {
        let started = self.started.as_ref().filter(|started| started.position < limit);
        (self.decided.position < limit).then(|| Thread {
            position: position(self.decided.position),
            decided: &self.decided.value,
            started: started.map(|started| (position(started.position), started.value)),
            evaluated: self.evaluated.before(limit),
        })
    }
}

impl Facts {
    /// Where the results of a round were analysed, and at which school units, in order of position.
    pub(crate) fn analysed(
        &self,
        round: RoundId,
        at: Size,
    ) -> impl Iterator<Item = (Position, SchoolUnitCode)> {
        let limit = self.limit(at);
        let known = self.measures.analysed.iter().take_while(move |row| row.position < limit);
        known.filter(move |row| row.round == round).map(|row| (position(row.position), row.school))
    }

    /// One measure; none where no decision of it is known.
    pub(crate) fn measure(&self, measure: MeasureId, at: Size) -> Option<Thread<'_>> {
        self.measures.rows[*self.measures.numbers.get(&measure)?].at(self.limit(at))
    }

    /// All measures, in order of decision.
    pub(crate) fn measures(&self, at: Size) -> impl Iterator<Item = Thread<'_>> {
        let limit = self.limit(at);
        self.measures.rows.iter().map_while(move |row| row.at(limit))
    }

    /// The measures decided at a school unit, in order of decision.
    pub(crate) fn measures_at(
        &self,
        school: SchoolUnitCode,
        at: Size,
    ) -> impl Iterator<Item = Thread<'_>> {
        self.measures_numbered(self.measures.of_school.get(&school), at)
    }

    /// The measures that someone carries, in order of decision.
    pub(crate) fn measures_of(&self, staff: StaffId, at: Size) -> impl Iterator<Item = Thread<'_>> {
        self.measures_numbered(self.measures.of_staff.get(&staff), at)
    }

    fn measures_numbered<'a>(
        &'a self,
        numbers: Option<&'a Vec<usize>>,
        at: Size,
    ) -> impl Iterator<Item = Thread<'a>> {
        let limit = self.limit(at);
        let rows = numbers.into_iter().flatten().map(|number| &self.measures.rows[*number]);
        rows.map_while(move |row| row.at(limit))
    }
}

//! Cases of action programmes in short, settled whenever something is recorded that can change one: the
//! state of a case rests on a dozen events and on the guardians of its pupil, and a report counts thousands.
//! Read with [`crate::case`], the one reading of a case. Derived: not saved.

use domain::Event;
use domain::id::{ProgrammeId, PupilId, Size};
use domain::query::Tag;
use rustc_hash::FxHashMap;

use super::Facts;
use super::values::NONE;
use crate::case::{Brief, about};

/// One case.
#[derive(Debug, Clone, Copy)]
struct Row {
    programme: ProgrammeId,
    /// The position of its first event.
    first: u32,
    /// The position that changed it last.
    last: u32,
    brief: Option<Brief>,
}

/// All cases.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cases {
    rows: Vec<Row>,
    numbers: FxHashMap<ProgrammeId, usize>,
    /// By pupil: rows.
    of_pupil: FxHashMap<PupilId, Vec<usize>>,
}

impl Cases {
    fn number(&mut self, programme: ProgrammeId, pupil: PupilId, at: u32) -> usize {
        let Self { rows, numbers, of_pupil } = self;
        let number = *numbers.entry(programme).or_insert_with(|| {
            rows.push(Row { programme, first: at, last: at, brief: None });
            rows.len() - 1
        });
        let of_pupil = of_pupil.entry(pupil).or_default();
        if !of_pupil.contains(&number) {
            of_pupil.push(number);
        }
        number
    }

    /// The rows that an event can change.
    fn changed(&mut self, at: u32, event: &Event) -> Vec<usize> {
        if let Some((programme, pupil, _)) = about(event) {
            return vec![self.number(programme, pupil, at)];
        }
        let pupil = match event {
            Event::GuardianLinked(e) => e.pupil,
            Event::GuardianUnlinked(e) => e.pupil,
            Event::GuardianRestricted(e) => e.pupil,
            _ => return Vec::new(),
        };
        self.of_pupil.get(&pupil).cloned().unwrap_or_default()
    }
}

impl Facts {
    /// Settles the cases that the event just folded can change.
    pub(super) fn settle_cases(&mut self, at: u32, event: &Event) {
        for number in self.cases.changed(at, event) {
            let programme = self.cases.rows[number].programme;
            let brief = Brief::read(self, programme, self.size());
            let row = &mut self.cases.rows[number];
            (row.last, row.brief) = (at, brief);
        }
    }

    /// Rebuilds what is not saved.
    pub(super) fn reindex_cases(&mut self) {
        self.cases = Cases::default();
        let programmes = self.ledger.tags().filter_map(|tag| match tag {
            Tag::Programme(programme) => Some(*programme),
            _ => None,
        });
        for programme in programmes.collect::<Vec<_>>() {
            let mut last = 0;
            for noted in self.ledger(Tag::Programme(programme), self.size()).collect::<Vec<_>>() {
                let at = u32::try_from(noted.position.0).unwrap_or(NONE);
                if let Some((_, pupil, _)) = about(&noted.event) {
                    self.cases.number(programme, pupil, at);
                    let guardians = self.ids.pupils.get(pupil).map(|n| self.pupils.guardians(n));
                    let changed = guardians.and_then(|entries| Some(entries.last()?.position));
                    last = at.max(last).max(changed.unwrap_or(0));
                }
            }
            let brief = Brief::read(self, programme, self.size());
            if let Some(number) = self.cases.numbers.get(&programme) {
                let row = &mut self.cases.rows[*number];
                (row.last, row.brief) = (last, brief);
            }
        }
    }

    /// The programmes that the record has ever named of a pupil.
    pub(crate) fn programmes_of(&self, pupil: PupilId) -> impl Iterator<Item = ProgrammeId> {
        let numbers = self.cases.of_pupil.get(&pupil).into_iter().flatten();
        numbers.map(|number| self.cases.rows[*number].programme)
    }

    /// All cases in short, as of a size.
    pub(crate) fn briefs(&self, at: Size) -> impl Iterator<Item = Brief> {
        let limit = self.limit(at);
        let known = self.cases.rows.iter().filter(move |row| row.first < limit);
        known.filter_map(move |row| {
            if row.last < limit { row.brief } else { Brief::read(self, row.programme, at) }
        })
    }
}

//! Rounds: schedules, and the steps of each round at each school unit.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::id::{ClassId, RoundId, SchoolUnitCode, StaffId};
use domain::round as term;
use serde::{Deserialize, Serialize};

use super::history::History;
use super::ids::{Ids, row};

/// One step of a round at a school unit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Step {
    Opened { until: Day },
    ConditionsStated { class: ClassId, staff: StaffId, reasonable: bool },
    SignedOff { class: ClassId, staff: StaffId },
    Submitted { staff: StaffId },
    Received { staff: StaffId },
    Reminded { class: Option<ClassId>, to: StaffId },
    Reopened { class: Option<ClassId>, until: Day },
}

/// One round.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct RoundRow {
    /// The last schedule replaces the former.
    pub(crate) schedule: History<term::RoundScheduled>,
    /// By school number.
    pub(crate) steps: BTreeMap<u32, History<Step>>,
}

/// The tables of rounds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Rounds {
    /// By round number.
    pub(crate) rows: Vec<RoundRow>,
}

impl Rounds {
    pub(crate) fn scheduled(&mut self, ids: &mut Ids, at: u32, e: &term::RoundScheduled) {
        row(&mut self.rows, ids.rounds.intern(e.round)).schedule.push(at, e.clone());
    }

    pub(crate) fn step(
        &mut self,
        ids: &mut Ids,
        at: u32,
        (round, school): (RoundId, SchoolUnitCode),
        step: Step,
    ) {
        let school = ids.schools.intern(school);
        let round = row(&mut self.rows, ids.rounds.intern(round));
        round.steps.entry(school).or_default().push(at, step);
    }
}

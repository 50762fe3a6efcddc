//! Small numbers: what of the figures one reader is shown. Once for pages, API and command line.
//!
//! Who sees the pupils of a school unit or a class sees its figures as they are, at once. Everyone else, and
//! everyone of districts and of the municipality, sees what [`projections::disclosure`] tells of them: the
//! figures of a round as they were released, the same for all readers and places.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{CommitteeId, DistrictId, Position, RoundId, SchoolUnitCode, Size};
use domain::people::Scope;
use projections::disclosure::{self, Protected, documents, releases};
use projections::figure::reference::{FigureRef, FigureScope, InClass, Slice};
use projections::views::board::OverviewSchool;
use projections::views::measures::Observation;
use projections::views::pledge::PledgeResult;
use projections::{
    AreaView, DialogueCoverage, Facts, Figure, RoundBoard, SchoolView, Series, evidence,
};
use serde_json::Value;

use crate::access::Sight;
use crate::shown::Reader;
use crate::store::App;

/// So many rounds are kept as they are released; the one that was not asked for the longest goes first.
const KEPT: usize = 64;

/// A round at a size of the record, or the last release of it.
type Key = (RoundId, Size);

/// Rounds as they may be shown. Nothing in it depends on who asks; it fills up while it is asked.
#[derive(Debug, Default)]
pub struct Disclosed {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// By the last release.
    released: VecDeque<(Key, Arc<Protected>)>,
    /// By the size that was asked for: saves looking for the releases.
    asked: VecDeque<(Key, Arc<Protected>)>,
}

impl Disclosed {
    /// A round as it is shown at a size.
    pub fn round(&self, facts: &Facts, at: Size, round: RoundId) -> Arc<Protected> {
        let asked = (round, Size(at.0.min(facts.size().0)));
        if let Some(found) = self.look(|known| &mut known.asked, asked) {
            return found;
        }
        let last = releases(facts, at, round).last().map(|last| (round, *last));
        let known = last.and_then(|last| self.look(|known| &mut known.released, last));
        let found = known.unwrap_or_else(|| {
            let made = Arc::new(Protected::of_record(facts, at, round));
            if let Some(last) = last {
                self.keep(|known| &mut known.released, last, &made);
            }
            made
        });
        self.keep(|known| &mut known.asked, asked, &found);
        found
    }

    /// Forgets everything: the facts have been folded anew.
    pub fn clear(&self) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Known::default();
    }

    fn look(
        &self,
        of: impl Fn(&mut Known) -> &mut VecDeque<(Key, Arc<Protected>)>,
        key: Key,
    ) -> Option<Arc<Protected>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = of(&mut known);
        let place = kept.iter().position(|(known, _)| *known == key)?;
        let found = kept.remove(place)?;
        let protected = Arc::clone(&found.1);
        kept.push_back(found);
        Some(protected)
    }

    fn keep(
        &self,
        of: impl Fn(&mut Known) -> &mut VecDeque<(Key, Arc<Protected>)>,
        key: Key,
        made: &Arc<Protected>,
    ) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = of(&mut known);
        kept.push_back((key, Arc::clone(made)));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

impl App {
    /// A round as it is shown at a size to those who do not see the pupils.
    pub fn protected(&self, facts: &Facts, at: Size, round: RoundId) -> Arc<Protected> {
        self.inner.disclosed.round(facts, at, round)
    }

    /// A committee's report as it may be public: of the view's JSON.
    pub fn public_report(&self, facts: &Facts, document: &Value, at: Size) -> Option<Value> {
        documents::report(document, &|round| self.protected(facts, at, round))
    }

    /// A school unit's account as it may be public: of the view's JSON.
    pub fn public_account(&self, facts: &Facts, document: &Value, at: Size) -> Option<Value> {
        documents::account(document, &|round| self.protected(facts, at, round))
    }
}

/// A figure as a reader is shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureShown {
    /// The figure; of one that is protected only what is shown.
    pub figure: Figure,
    /// The events it rests on; none where it is protected, since they would count the pupils.
    pub evidence: Option<Vec<Position>>,
}

impl Reader<'_> {
    /// Whether the figures of a scope are shown as they are: those of a school unit or a class whose pupils
    /// the reader sees. A trend holds the pupils of other school units too.
    #[must_use]
    pub fn sees_raw(&self, scope: FigureScope, slice: &Slice) -> bool {
        let class = match (scope, slice.class) {
            (FigureScope::Class(class), _) | (_, Some(InClass::Class(class))) => Some(class),
            _ => None,
        };
        let school = match scope {
            FigureScope::School(school) => Some(school),
            FigureScope::Class(class) => {
                let found = self.facts.class(class, self.today, self.facts.size());
                found.map(|found| found.school)
            }
            FigureScope::District(_) | FigureScope::Committee(_) | FigureScope::Trend(_) => None,
        };
        school.is_some_and(|school| {
            self.may(Sight::PupilsOf(school))
                || class.is_some_and(|class| self.may(Sight::Class(class)))
        })
    }

    /// Whether the figures of a whole school unit are shown as they are.
    #[must_use]
    pub fn sees_pupils_of(&self, school: SchoolUnitCode) -> bool {
        self.may(Sight::PupilsOf(school))
    }

    /// A figure as this reader is shown it; none where there is no such figure.
    #[must_use]
    pub fn figure(&self, app: &App, at: Size, name: &FigureRef) -> Option<FigureShown> {
        let figure = projections::figure(self.facts, at, name)?;
        if self.sees_raw(name.scope, &name.slice) {
            let evidence = Some(evidence(self.facts, at, name));
            return Some(FigureShown { figure, evidence });
        }
        let figure = app.protected(self.facts, at, name.round).figure(&figure);
        Some(FigureShown { figure, evidence: None })
    }

    /// A school unit's figures of a round.
    #[must_use]
    pub fn school(
        &self,
        app: &App,
        school: SchoolUnitCode,
        round: RoundId,
        at: Size,
    ) -> Option<SchoolView> {
        if !self.may(Sight::School(school)) {
            return None;
        }
        let view = projections::school(self.facts, at, school, round)?;
        if self.sees_pupils_of(school) {
            return Some(view);
        }
        let mut shown = app.protected(self.facts, at, round).school(&view);
        // An assessor's own class is theirs to see as it is.
        shown.by_class = view.by_class;
        shown.by_class.retain(|row| row.class.is_some_and(|class| self.may(Sight::Class(class))));
        Some(shown)
    }

    /// A district's figures of a round.
    #[must_use]
    pub fn district(
        &self,
        app: &App,
        district: DistrictId,
        round: RoundId,
        at: Size,
    ) -> Option<AreaView> {
        if !self.may(Sight::District(district)) {
            return None;
        }
        let view = projections::district(self.facts, at, district, round)?;
        Some(app.protected(self.facts, at, round).area(&view))
    }

    /// A committee's figures of a round.
    #[must_use]
    pub fn committee(
        &self,
        app: &App,
        committee: CommitteeId,
        round: RoundId,
        at: Size,
    ) -> Option<AreaView> {
        if !self.may(Sight::Committee(committee)) {
            return None;
        }
        let view = projections::committee(self.facts, at, committee, round)?;
        Some(app.protected(self.facts, at, round).area(&view))
    }

    /// A series, each round as it was released; of a school unit whose pupils the reader sees, as it is.
    #[must_use]
    pub fn series(&self, app: &App, series: Series) -> Series {
        let (at, slice) = (series.as_of, series.slice);
        let is_open = |scope: &FigureScope| self.sees_raw(*scope, &slice);
        disclosure::series(series, is_open, |round| app.protected(self.facts, at, round))
    }

    /// A school unit's round board: who is missing for those who see the pupils, and of their own class
    /// the assessors; to all others how far it has come, in words.
    #[must_use]
    pub fn board(
        &self,
        app: &App,
        school: SchoolUnitCode,
        round: RoundId,
        at: Size,
    ) -> Option<RoundBoard> {
        if !self.may(Sight::RoundBoard(school)) {
            return None;
        }
        let board = projections::round_board(self.facts, at, school, round, self.today)?;
        if self.sees_pupils_of(school) {
            return Some(board);
        }
        let mut shown = app.protected(self.facts, at, round).board(board.clone());
        for (shown, class) in shown.classes.iter_mut().zip(board.classes) {
            if class.class.is_some_and(|class| self.may(Sight::Class(class))) {
                *shown = class;
            }
        }
        Some(shown)
    }

    /// A school unit on the overview of a round.
    #[must_use]
    pub fn overview(
        &self,
        app: &App,
        row: OverviewSchool,
        (round, at): (RoundId, Size),
    ) -> OverviewSchool {
        if self.sees_pupils_of(row.school) {
            return row;
        }
        let completion = app.protected(self.facts, at, round).completion(&row.completion);
        OverviewSchool { completion, ..row }
    }

    /// A school unit's account of a round as JSON: as it is for those who see its pupils, to others as it
    /// may be public.
    #[must_use]
    pub fn account(
        &self,
        app: &App,
        school: SchoolUnitCode,
        round: RoundId,
        at: Size,
    ) -> Option<Value> {
        if !self.may(Sight::Account(school)) {
            return None;
        }
        let made = projections::school_account(self.facts, school, round, at)?;
        let mut raw = serde_json::to_value(made).ok()?;
        let shown = app.public_account(self.facts, &raw, at)?;
        if !self.sees_pupils_of(school) {
            return Some(shown);
        }
        // What it is beside is of other school units too.
        for beside in ["of_district", "of_municipality"] {
            raw[beside] = shown[beside].clone();
        }
        let carried =
            |point: &Value| point["predecessors"].as_array().is_some_and(|p| !p.is_empty());
        let points = raw["trend"].as_array_mut().into_iter().flatten();
        let public = shown["trend"].as_array().into_iter().flatten();
        for (point, public) in points.zip(public).filter(|(point, _)| carried(point)) {
            *point = public.clone();
        }
        Some(raw)
    }

    /// A committee's report of a round as JSON, as it may be public.
    #[must_use]
    pub fn report(
        &self,
        app: &App,
        committee: CommitteeId,
        round: RoundId,
        at: Size,
    ) -> Option<Value> {
        if !self.may(Sight::Report(committee)) {
            return None;
        }
        let made = projections::committee_report(self.facts, committee, round, &[], at)?;
        app.public_report(self.facts, &serde_json::to_value(made).ok()?, at)
    }

    /// The figure of a measure of a school unit.
    pub(crate) fn observation(
        &self,
        app: &App,
        school: SchoolUnitCode,
        at: Size,
        observation: Observation,
    ) -> Observation {
        if self.sees_pupils_of(school) {
            return observation;
        }
        app.protected(self.facts, at, observation.round).observation(&observation)
    }

    /// What came of a commitment.
    pub(crate) fn result(
        &self,
        app: &App,
        scope: Scope,
        at: Size,
        result: PledgeResult,
    ) -> PledgeResult {
        let scope = match scope {
            Scope::School(school) if self.sees_pupils_of(school) => return result,
            Scope::School(school) => FigureScope::School(school),
            Scope::District(district) => FigureScope::District(district),
            Scope::Municipality => {
                let committees = self.facts.committees(at).into_iter();
                let mut whole = committees.filter(|found| found.district.is_none());
                match whole.next() {
                    Some(found) => FigureScope::Committee(found.committee),
                    None => return result.without_counts(),
                }
            }
        };
        let round = result.evaluation.evaluation.round;
        result.protected(&app.protected(self.facts, at, round), scope)
    }

    /// Counts of the talks with guardians: for those who see the pupils, and of their own classes the
    /// assessors.
    pub(crate) fn cut_dialogue(&self, coverage: &mut DialogueCoverage) {
        if self.sees_pupils_of(coverage.school) {
            return;
        }
        coverage.reach = None;
        coverage
            .classes
            .retain(|class| class.class.is_some_and(|class| self.may(Sight::Class(class))));
    }
}

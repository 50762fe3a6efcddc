//! What the counts of a document are named by: where, in which round, by which day, as of which state.

use domain::calendar::Day;
use domain::id::{CommitteeId, RoundId, SchoolUnitCode, Size};
use projections::{CountOf, CountRef, CountScope, FigureScope};
use serde_json::Value;

use super::{number, text};
use crate::pages::counted::Counted;
use crate::visit::Visit;

/// The state that a document rests on, and what it is of.
#[derive(Clone, Copy)]
pub(super) struct Basis {
    scope: CountScope,
    round: RoundId,
    day: Day,
    as_of: Size,
}

impl Basis {
    /// As the document says; none where it does not.
    pub(super) fn of(document: &Value) -> Option<Self> {
        let school = text(document, "school").parse::<SchoolUnitCode>().ok();
        let committee = || text(document, "committee").parse::<CommitteeId>().ok();
        let scope = match school {
            Some(school) => FigureScope::School(school),
            None => FigureScope::Committee(committee()?),
        };
        let (round, day) = (text(document, "round"), text(&document["basis"], "day"));
        Some(Self {
            scope: CountScope::Of(scope),
            round: round.parse().ok()?,
            day: day.parse().ok()?,
            as_of: Size(number(&document["basis"], "as_of")),
        })
    }

    /// The counts of this kind in the whole of what the document is of.
    pub(super) fn counted(self, visit: &Visit, of: CountOf) -> Counted {
        self.each(visit, of, &[self.scope]).pop().unwrap_or_else(Counted::closed)
    }

    /// The counts of this kind at each of these school units, by code.
    pub(super) fn at<'c>(
        self,
        visit: &Visit,
        of: CountOf,
        schools: impl Iterator<Item = &'c str>,
    ) -> Vec<Counted> {
        let scope = |code: &str| match code.parse() {
            Ok(school) => CountScope::Of(FigureScope::School(school)),
            Err(_) => self.scope,
        };
        let scopes: Vec<CountScope> = schools.map(scope).collect();
        self.each(visit, of, &scopes)
    }

    fn each(self, visit: &Visit, of: CountOf, scopes: &[CountScope]) -> Vec<Counted> {
        let Ok(facts) = visit.facts() else {
            return scopes.iter().map(|_| Counted::closed()).collect();
        };
        let counted = |scope: &CountScope| {
            let name = CountRef::new(of, *scope).by(self.day);
            // What a committee was told is of no round.
            let of_round = !matches!(of, CountOf::Informed(_));
            let name = if of_round { name.in_round(self.round) } else { name };
            Counted::new(visit, &facts, name, Some(self.as_of))
        };
        scopes.iter().map(counted).collect()
    }
}

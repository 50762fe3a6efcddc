//! Reports and accounts as the program makes them, of the demo's own facts. The root of the log at their
//! basis is set when they are loaded: the generator knows no log.

use domain::committee::{Basis, Document};
use domain::id::{CommitteeId, Digest, RoundId, SchoolUnitCode};
use insyn_app::documents::{account_document, report_document};

use super::journal::Journal;

impl Journal<'_> {
    /// The record as it is, without its root.
    pub(super) fn basis(&self) -> Basis {
        Basis { size: self.size(), root: Digest([0; 32]) }
    }

    /// The report to a committee on a round.
    pub(super) fn report(
        &self,
        committee: CommitteeId,
        round: RoundId,
        asks: &[String],
    ) -> Option<Document> {
        let made =
            report_document(self.facts(), self.disclosed(), (committee, round), asks, self.size());
        made.ok().flatten()
    }

    /// A school unit's overall account of a round.
    pub(super) fn account(&self, school: SchoolUnitCode, round: RoundId) -> Option<Document> {
        let made = account_document(self.facts(), self.disclosed(), (school, round), self.size());
        made.ok().flatten()
    }
}

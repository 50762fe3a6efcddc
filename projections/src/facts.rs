//! The one fold: events become tables whose every entry carries the position that wrote it and is never
//! overwritten.
//!
//! Ids are interned to 32-bit numbers, positions are 32 bits, entries are small and typed; an ordinary
//! event allocates nothing beyond the amortised growth of vectors. Nothing sealed is looked at.

pub mod dialogues;
pub mod guarantee;
pub mod ledger;
pub(crate) mod measures;
pub(crate) mod seminars;

mod cases;
mod census;
mod commitments;
mod history;
mod ids;
mod organisation;
mod origin;
mod pupils;
mod rounds;
mod saved;
mod staff;
mod values;

pub(crate) use census::{Census, Counted, Seat, Sieve, Sum, Sums};
pub(crate) use commitments::Happened;
pub(crate) use history::Entry;
pub(crate) use ids::Ids;
pub(crate) use ledger::is_noted;
pub(crate) use organisation::{EditionRow, LeastCoverage, Organisation};
pub use origin::Origin;
pub(crate) use pupils::{Fact, GuardianChange, PupilEntry, State};
pub(crate) use rounds::Step;
pub use saved::{FORMAT, LoadError, LogId, MAGIC};
pub(crate) use staff::{AssessorChange, RoleChange};
pub(crate) use values::{Effective, NONE, Outcome, RoundValues, ValueEntry};

use domain::calendar::Instant;
use domain::id::{Position, Size};
use domain::{DecodeError, Event};
use serde::{Deserialize, Serialize};

use ledger::{Stored, noted_event};

/// Everything known, with its history.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    size: u32,
    /// First position of each run of events recorded at the same instant.
    times: Vec<(u32, Instant)>,
    /// Positions of bodies removed by disposal decisions.
    removed: Vec<u32>,
    pub(crate) ids: Ids,
    pub(crate) organisation: Organisation,
    pub(crate) staff: staff::Staff,
    pub(crate) pupils: pupils::Pupils,
    pub(crate) rounds: rounds::Rounds,
    pub(crate) values: values::Values,
    pub(crate) commitments: commitments::Commitments,
    guarantee: guarantee::Guarantee,
    dialogues: dialogues::Dialogues,
    ledger: ledger::Ledger,
    causes: origin::Causes,
    /// Derived from the tables above.
    #[serde(skip)]
    pub(crate) censuses: census::Censuses,
    #[serde(skip)]
    cases: cases::Cases,
    #[serde(skip)]
    measures: measures::Measures,
    #[serde(skip)]
    seminars: seminars::Seminars,
}

/// Why an event is not folded. The facts are as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// A position is skipped or repeated.
    #[error("the fold expected position {expected} and was given {found}")]
    Gap {
        /// The next position.
        expected: Position,
        /// The one that came.
        found: Position,
    },
    /// Recorded before the event in front of it, which no log of ours contains.
    #[error("the event at position {position} was recorded before the one in front of it")]
    TimeBackwards {
        /// Where.
        position: Position,
    },
    /// More events than 32-bit positions can name, or more bytes than the ledger can address.
    #[error("the log holds more than the facts can number")]
    Full,
    /// A payload that is no event of this program.
    #[error("the event at position {position} could not be read")]
    Decode {
        /// Where.
        position: Position,
        /// Why.
        #[source]
        source: DecodeError,
    },
}

impl Facts {
    /// Nothing known yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many events are folded.
    #[must_use]
    pub fn size(&self) -> Size {
        Size(u64::from(self.size))
    }

    /// Folds the next event; none where its body has been removed by a disposal decision: the gap is
    /// kept and counted ([`Facts::removed`]), and what the event said is no longer known.
    ///
    /// On an error the facts are as before.
    pub fn apply(
        &mut self,
        position: Position,
        at: Instant,
        event: Option<&Event>,
        origin: Origin<'_>,
    ) -> Result<(), FoldError> {
        let Some(event) = event else {
            self.expect(position, at, 0)?;
            self.removed.push(self.size);
            self.advance(at);
            return Ok(());
        };
        if !is_noted(event) {
            return self.take(position, at, Stored { event, schema: 0, payload: &[] }, origin);
        }
        let encoded = event.encode().expect("an event of the catalogue always has its bytes");
        let stored = Stored { event, schema: encoded.schema, payload: &encoded.payload };
        self.take(position, at, stored, origin)
    }

    /// Folds the next event from its stored type code, schema version and payload.
    ///
    /// On an error the facts are as before.
    pub fn apply_bytes(
        &mut self,
        position: Position,
        at: Instant,
        code: u16,
        schema: u16,
        payload: &[u8],
        origin: Origin<'_>,
    ) -> Result<(), FoldError> {
        let event = Event::decode(code, schema, payload)
            .map_err(|source| FoldError::Decode { position, source })?;
        self.take(position, at, Stored { event: &event, schema, payload }, origin)
    }

    /// The one way in. The payload is looked at only where the ledger keeps the event.
    fn take(
        &mut self,
        position: Position,
        at: Instant,
        stored: Stored<'_>,
        origin: Origin<'_>,
    ) -> Result<(), FoldError> {
        self.expect(position, at, stored.payload.len())?;
        self.causes.record(self.size, origin.cause);
        if is_noted(stored.event) {
            self.ledger.note(&mut self.ids, self.size, stored, origin.author());
            self.measures.take(self.size, stored.event);
            self.seminars.take(self.size, stored.event);
        }
        self.record(self.size, stored.event, origin);
        self.settle(self.size, stored.event);
        self.advance(at);
        // What a case comes to is read from the record with this event in it.
        self.settle_cases(self.size - 1, stored.event);
        Ok(())
    }

    /// Whether the next event may stand here.
    fn expect(&self, position: Position, at: Instant, bytes: usize) -> Result<(), FoldError> {
        let expected = Position(u64::from(self.size));
        if position != expected {
            return Err(FoldError::Gap { expected, found: position });
        }
        // The last 32-bit number stands for "none" in the tables.
        if self.size == NONE - 1 || !self.ledger.has_room(bytes) {
            return Err(FoldError::Full);
        }
        match self.times.last() {
            Some((_, last)) if at < *last => Err(FoldError::TimeBackwards { position }),
            _ => Ok(()),
        }
    }

    fn advance(&mut self, at: Instant) {
        if self.times.last().is_none_or(|(_, last)| at != *last) {
            self.times.push((self.size, at));
        }
        self.size += 1;
    }

    /// Settles what is derived from the tables once for all.
    fn settle(&mut self, at: u32, event: &Event) {
        let Self { ids, organisation, pupils, censuses, dialogues, .. } = self;
        if let Some(round) = census::valued(event) {
            censuses.value_changed(ids.rounds.intern(round));
        }
        if let Some(pupil) = census::pupil_of(event) {
            censuses.settle(ids.pupils.intern(pupil), at, pupils, organisation);
        }
        if let Event::RoundScheduled(e) = event {
            censuses.scheduled(ids.rounds.intern(e.round), (at, e), pupils, organisation);
        }
        dialogues.settle(ids, pupils, at, event);
    }

    /// Rebuilds what is not saved.
    fn reindex(&mut self) {
        self.ids.reindex();
        self.values.reindex();
        for (round, row) in (0..).zip(&self.rounds.rows) {
            if let Some(entry) = row.schedule.at(self.size) {
                let schedule = (entry.position, &entry.value);
                self.censuses.scheduled(round, schedule, &self.pupils, &self.organisation);
            }
        }
        self.guarantee.reindex();
        self.dialogues.reindex(&self.pupils);
        self.causes.reindex();
        self.ledger.reindex(&self.ids);
        self.reindex_cases();
        self.reindex_threads();
    }

    /// Rebuilds the rows that are read from the ledger.
    fn reindex_threads(&mut self) {
        let codes = [measures::OF_MEASURES, seminars::OF_SEMINARS].concat();
        let (mut measures, mut seminars) =
            (measures::Measures::default(), seminars::Seminars::default());
        for noted in self.ledger_all(&codes, self.size()) {
            let at = self.limit(Size(noted.position.0));
            measures.take(at, &noted.event);
            seminars.take(at, &noted.event);
        }
        (self.measures, self.seminars) = (measures, seminars);
    }

    /// When the event at a position was recorded.
    #[must_use]
    pub fn recorded_at(&self, position: Position) -> Option<Instant> {
        if position.0 >= u64::from(self.size) {
            return None;
        }
        let runs = self.times.partition_point(|(first, _)| u64::from(*first) <= position.0);
        self.times[..runs].last().map(|(_, at)| *at)
    }

    /// The state of the world at an instant: the events recorded at or before it.
    #[must_use]
    pub fn size_at(&self, instant: Instant) -> Size {
        let runs = self.times.partition_point(|(_, at)| *at <= instant);
        self.times.get(runs).map_or(self.size(), |(first, _)| Size(u64::from(*first)))
    }

    /// How many events below a size have had their bodies removed by disposal decisions: what they said
    /// is no longer known, which is not the same as missing.
    #[must_use]
    pub fn removed(&self, at: Size) -> u32 {
        let limit = self.limit(at);
        u32::try_from(self.removed.partition_point(|position| *position < limit))
            .unwrap_or(u32::MAX)
    }

    /// A size as the tables count; never more than what is folded.
    pub(crate) fn limit(&self, at: Size) -> u32 {
        u32::try_from(at.0).unwrap_or(NONE).min(self.size)
    }

    /// Writes what an event says into the tables. Every event type has its line: there is no wildcard.
    fn record(&mut self, at: u32, event: &Event, origin: Origin<'_>) {
        use Event as E;
        let Self { ids, organisation: org, staff, pupils, rounds, values, .. } = self;
        match event {
            E::ReadingAssessed(e) => values.assessed(ids, at, e),
            E::NotAssessed(e) => values.not_assessed(ids, at, e),
            E::AssessmentCorrected(e) => values.corrected(ids, at, e),
            E::AssessmentStruck(e) => values.struck(ids, at, e),
            E::PupilEnrolled(e) => pupils.enrolled(ids, at, e),
            E::ClassJoined(e) => pupils.class_joined(ids, org, at, e),
            E::GradeChanged(e) => pupils.grade_changed(ids, at, e),
            E::PupilTransferred(e) => pupils.transferred(ids, at, e),
            E::PupilLeft(e) => pupils.left(ids, at, e),
            E::SwedishSyllabusSet(e) => pupils.syllabus_set(ids, at, e),
            E::ProtectionMarked(e) => pupils.protection_marked(ids, at, e),
            E::IdentityRectified(e) => pupils.identity_rectified(ids, at, e),
            E::GuardianLinked(_) | E::GuardianUnlinked(_) | E::GuardianRestricted(_) => {
                guardian(pupils, ids, at, event);
            }
            E::MunicipalityRegistered(e) => org.municipality_registered(at, e),
            E::DistrictFormed(e) => org.district_formed(at, e),
            E::CommitteeFormed(e) => org.committee_formed(at, e),
            E::SchoolUnitOpened(e) => org.school_unit_opened(ids, at, e),
            E::SchoolUnitRenamed(e) => org.school_unit_renamed(ids, at, e),
            E::SchoolUnitMoved(e) => org.school_unit_moved(ids, at, e),
            E::SchoolUnitClosed(e) => org.school_unit_closed(ids, at, e),
            E::ClassFormed(e) => org.class_formed(ids, at, e),
            E::ClassRenamed(e) => org.class_renamed(ids, at, e),
            E::ClassClosed(e) => org.class_closed(ids, at, e),
            E::LocalHolidaysSet(e) => org.local_holidays_set(at, e),
            E::ScaleEditionAdopted(e) => org.scale_edition_adopted(ids, at, e),
            E::CoverageAdopted(e) => org.coverage_adopted(at, e),
            E::StaffEngaged(e) => staff.engaged(ids, at, e),
            E::StaffLeft(e) => staff.left(ids, at, e),
            E::StaffContactSet(e) => staff.contact_set(ids, at, e),
            E::RoleGranted(e) => staff.role_granted(ids, at, e),
            E::RoleEnded(e) => staff.role_ended(ids, at, e),
            E::AssessorAssigned(e) => staff.assessor_assigned(ids, org, at, e),
            E::AssessorEnded(e) => staff.assessor_ended(ids, org, at, e),
            E::RoundScheduled(e) => rounds.scheduled(ids, at, e),
            E::RoundOpened(_)
            | E::ConditionsStated(_)
            | E::ClassSignedOff(_)
            | E::ResultsSubmitted(_)
            | E::ResultsReceived(_)
            | E::ReminderSent(_)
            | E::RoundReopened(_) => step(rounds, ids, at, event),
            E::CommitmentProposed(_)
            | E::CommitmentAdopted(_)
            | E::CommitmentRevised(_)
            | E::CommitmentLowered(_)
            | E::CommitmentWithdrawn(_)
            | E::CommitmentEvaluated(_) => self.commitments.happened(at, event),
            E::ShortfallFound(e) => self.guarantee.found(ids, at, e),
            E::ShortfallLifted(e) => self.guarantee.lifted(at, e),
            E::ShortfallFollowed(e) => self.guarantee.followed(ids, at, e),
            E::GuaranteeAnswered(e) => self.guarantee.answered(ids, at, e, origin.author()),
            E::DutyReminded(e) => self.guarantee.reminded(ids, at, e),
            E::AssessmentExplained(e) => self.dialogues.explained(ids, pupils, at, e),
            E::GuardianAcknowledged(e) => self.dialogues.acknowledged(ids, pupils, at, e),
            // Seldom, and kept in the ledger as they are.
            noted_event!() => {}
        }
    }
}

/// What an event says of a guardian.
fn guardian(pupils: &mut pupils::Pupils, ids: &mut Ids, at: u32, event: &Event) {
    use GuardianChange::{Blocked, Linked, Unblocked, Unlinked};
    let (about, change) = match event {
        Event::GuardianLinked(e) => ((e.pupil, e.guardian), Linked),
        Event::GuardianUnlinked(e) => ((e.pupil, e.guardian), Unlinked),
        Event::GuardianRestricted(e) if e.blocked => ((e.pupil, e.guardian), Blocked),
        Event::GuardianRestricted(e) => ((e.pupil, e.guardian), Unblocked),
        _ => return,
    };
    pupils.guardian_changed(ids, at, about, change);
}

/// A step of a round at a school unit.
fn step(rounds: &mut rounds::Rounds, ids: &mut Ids, at: u32, event: &Event) {
    let (about, step) = match event {
        Event::RoundOpened(e) => ((e.round, e.school), Step::Opened { until: e.until }),
        Event::ConditionsStated(e) => {
            let (class, staff, reasonable) = (e.class, e.staff, e.reasonable);
            ((e.round, e.school), Step::ConditionsStated { class, staff, reasonable })
        }
        Event::ClassSignedOff(e) => {
            ((e.round, e.school), Step::SignedOff { class: e.class, staff: e.staff })
        }
        Event::ResultsSubmitted(e) => ((e.round, e.school), Step::Submitted { staff: e.staff }),
        Event::ResultsReceived(e) => ((e.round, e.school), Step::Received { staff: e.staff }),
        Event::ReminderSent(e) => {
            ((e.round, e.school), Step::Reminded { class: e.class, to: e.to })
        }
        Event::RoundReopened(e) => {
            ((e.round, e.school), Step::Reopened { class: e.class, until: e.until })
        }
        _ => return,
    };
    rounds.step(ids, at, about, step);
}

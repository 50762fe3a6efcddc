//! One case as decisions see it: its events in order, without what has been struck.

use std::collections::BTreeSet;

use super::{
    AppealDecided, AppealLodged, AppealOutcome, Consulted, Content, DecisionAnnulled,
    InvestigationConcluded, InvestigationOpened, Party, Taken, happened,
};
use crate::calendar::{Day, Instant};
use crate::event::{Code, Event, Recorded, code};
use crate::id::{Position, ProgrammeId, PupilId, StaffId};
use crate::query::{Query, Tag};

/// An investigation, concluded or under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Investigation<'a> {
    pub(super) opened: &'a InvestigationOpened,
    /// The day of its opening.
    pub(super) since: Day,
    pub(super) concluded: Option<(Position, &'a InvestigationConcluded)>,
}

/// A decision: a programme, that none is needed, or a change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decision<'a> {
    pub(super) position: Position,
    pub(super) event: &'a Event,
    pub(super) taken: &'a Taken,
    /// None: no programme is needed.
    pub(super) content: Option<&'a Content>,
}

/// An appeal and how far it has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Appeal<'a> {
    pub(super) position: Position,
    pub(super) lodged: &'a AppealLodged,
    pub(super) in_time: Option<bool>,
    /// The day on which that was found, where it is said.
    pub(super) found: Option<Day>,
    pub(super) forwarded: Option<Day>,
    pub(super) outcome: Option<&'a AppealDecided>,
}

/// Whether two events say the same, as far as can be seen: a personal value is sealed once recorded.
pub(super) fn say_the_same(one: &Event, other: &Event) -> bool {
    match (one.encode(), other.encode()) {
        (Ok(one), Ok(other)) => (one.code, one.payload) == (other.code, other.payload),
        _ => false,
    }
}

/// What has been struck of a pupil's entries.
pub(super) fn struck(history: &[Recorded]) -> BTreeSet<Position> {
    let strikes = history.iter().filter_map(|recorded| match &recorded.event {
        Some(Event::EntryStruck(e)) => Some(e.of),
        _ => None,
    });
    strikes.collect()
}

/// What stands in a case.
#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    position: Position,
    recorded: Instant,
    event: &'a Event,
}

/// A case.
#[derive(Debug, Clone, Default)]
pub(super) struct Case<'a> {
    entries: Vec<Entry<'a>>,
    of_other_pupil: bool,
}

impl<'a> Case<'a> {
    /// The types of a case's events.
    pub(super) const TYPES: [Code; 19] = [
        code::ConcernReported,
        code::InvestigationOpened,
        code::InvestigationConsulted,
        code::InvestigationConcluded,
        code::MaterialCommunicated,
        code::ProgrammeDecided,
        code::NoProgrammeDecided,
        code::DecisionServed,
        code::ProgrammeFollowedUp,
        code::ProgrammeEvaluated,
        code::ProgrammeRevised,
        code::ProgrammeEnded,
        code::SlipCorrected,
        code::DecisionAnnulled,
        code::EntryStruck,
        code::AppealLodged,
        code::AppealTimelinessDecided,
        code::AppealForwarded,
        code::AppealDecided,
    ];

    /// Adds the events of every case of a pupil.
    pub(super) fn boundary_of_all(query: Query, pupil: PupilId) -> Query {
        query.or(&Self::TYPES, &[Tag::Pupil(pupil)])
    }

    /// The pupil's case that is under way, if one is: the first.
    pub(super) fn under_way_of(
        history: &'a [Recorded],
        pupil: PupilId,
    ) -> Option<(ProgrammeId, Self)> {
        let begun = history.iter().filter_map(|recorded| match &recorded.event {
            Some(Event::ConcernReported(e)) if e.pupil == pupil => Some(e.programme),
            Some(Event::InvestigationOpened(e)) if e.pupil == pupil => Some(e.programme),
            _ => None,
        });
        let mut cases = begun.map(|programme| (programme, Self::of(history, programme, pupil)));
        cases.find(|(_, case)| case.is_under_way())
    }

    /// Adds the case's events.
    pub(super) fn boundary(query: Query, programme: ProgrammeId) -> Query {
        query.or(&Self::TYPES, &[Tag::Programme(programme)])
    }

    /// What the events tell of the case. That it was ever another pupil's stays known when struck.
    pub(super) fn of(history: &'a [Recorded], programme: ProgrammeId, pupil: PupilId) -> Self {
        let struck = struck(history);
        let mut case = Self { entries: Vec::new(), of_other_pupil: false };
        for recorded in history {
            let Some(event) = &recorded.event else { continue };
            let tags = event.tags();
            if !Self::TYPES.contains(&event.code()) || !tags.contains(&Tag::Programme(programme)) {
                continue;
            }
            case.of_other_pupil |= !tags.contains(&Tag::Pupil(pupil));
            if !struck.contains(&recorded.position) {
                let Recorded { position, at: recorded, .. } = *recorded;
                case.entries.push(Entry { position, recorded, event });
            }
        }
        case
    }

    pub(super) const fn is_of_other_pupil(&self) -> bool {
        self.of_other_pupil
    }

    /// Whether anything stands in the case but strikes.
    pub(super) fn has_begun(&self) -> bool {
        self.entries.iter().any(|entry| !matches!(entry.event, Event::EntryStruck(_)))
    }

    /// The entry at this position, unless struck.
    pub(super) fn entry(&self, position: Position) -> Option<&'a Event> {
        self.entries.iter().find(|entry| entry.position == position).map(|entry| entry.event)
    }

    /// Whether the same has been said after this position.
    pub(super) fn says_since(&self, since: Option<Position>, event: &Event) -> bool {
        self.since(since).any(|entry| say_the_same(entry, event))
    }

    /// Whether the same has been said.
    pub(super) fn says(&self, event: &Event) -> bool {
        self.says_since(None, event)
    }

    fn since(&self, since: Option<Position>) -> impl Iterator<Item = &'a Event> {
        let later = self.entries.iter().filter(move |entry| Some(entry.position) > since);
        later.map(|entry| entry.event)
    }

    // --------------------------------------------------------------------------- investigation

    /// Every investigation, in order.
    fn investigations(&self) -> Vec<Investigation<'a>> {
        let mut all: Vec<Investigation<'a>> = Vec::new();
        for entry in &self.entries {
            match entry.event {
                Event::InvestigationOpened(opened) => {
                    let since = happened(opened.on, entry.recorded);
                    all.push(Investigation { opened, since, concluded: None });
                }
                Event::InvestigationConcluded(e) => {
                    if let Some(latest) = all.last_mut() {
                        latest.concluded = Some((entry.position, e));
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// The latest investigation.
    pub(super) fn investigation(&self) -> Option<Investigation<'a>> {
        self.investigations().pop()
    }

    /// The first investigation: what was said in it may be recorded when another is under way.
    pub(super) fn first_investigation(&self) -> Option<Investigation<'a>> {
        self.investigations().first().copied()
    }

    /// The first day of a concern.
    pub(super) fn concerned(&self) -> Option<Day> {
        let concerned = self.since(None).filter_map(|event| match event {
            Event::ConcernReported(e) => Some(e.on),
            _ => None,
        });
        concerned.min()
    }

    /// The first day on which someone was heard.
    pub(super) fn heard(&self) -> Option<Day> {
        let heard = self.since(None).filter_map(|event| match event {
            Event::InvestigationConsulted(e) => Some(e.on),
            _ => None,
        });
        heard.min()
    }

    /// Whether the case awaits its decision (none has been taken, or what was is annulled and may be
    /// decided anew), or an investigation is under way beside the decision.
    pub(super) fn is_under_way(&self) -> bool {
        let investigated = self.investigation().is_some_and(|latest| latest.concluded.is_none());
        match self.standing() {
            Some(_) => investigated && !self.has_ended(),
            None => self.has_begun() && !self.is_annulled_for_good(),
        }
    }

    /// Who was heard, or offered to take part and declined, up to this day.
    pub(super) fn consulted(&self, until: Day) -> impl Iterator<Item = Consulted> {
        self.since(None).filter_map(move |event| match event {
            Event::InvestigationConsulted(e) if e.on <= until => Some(e.who),
            _ => None,
        })
    }

    /// From where on communicated material counts: after the latest conclusion and the latest decision.
    pub(super) fn material_since(&self) -> Option<Position> {
        let concluded = self.investigation().and_then(|investigation| investigation.concluded);
        let decided = self.decisions().last().map(|decision| decision.position);
        concluded.map(|(position, _)| position).max(decided)
    }

    /// To whom the material as it now is was communicated, up to this day.
    pub(super) fn communicated(&self, until: Day) -> impl Iterator<Item = Party> {
        self.since(self.material_since()).filter_map(move |event| match event {
            Event::MaterialCommunicated(e) if e.on <= until => Some(e.party),
            _ => None,
        })
    }

    // ------------------------------------------------------------------------------- decisions

    /// Every decision, also those that no longer stand, in order.
    pub(super) fn decisions(&self) -> Vec<Decision<'a>> {
        let decided = self.entries.iter().filter_map(|Entry { position, event, .. }| {
            let (taken, content) = match event {
                Event::ProgrammeDecided(e) => (&e.decided, Some(&e.content)),
                Event::NoProgrammeDecided(e) => (&e.decided, None),
                Event::ProgrammeRevised(e) => (&e.decided, Some(&e.content)),
                _ => return None,
            };
            Some(Decision { position: *position, event, taken, content })
        });
        decided.collect()
    }

    /// The decision at this position.
    pub(super) fn decision(&self, position: Position) -> Option<Decision<'a>> {
        self.decisions().into_iter().find(|decision| decision.position == position)
    }

    /// The decision in force: the latest not annulled. Where a change is annulled, what it changed
    /// stands again.
    pub(super) fn standing(&self) -> Option<Decision<'a>> {
        let decisions = self.decisions();
        decisions.into_iter().rev().find(|decision| !self.is_annulled(decision.position))
    }

    /// The programme in force.
    pub(super) fn programme(&self) -> Option<(Decision<'a>, &'a Content)> {
        self.standing().and_then(|decision| Some((decision, decision.content?)))
    }

    /// The decision-maker's own annulment of a decision.
    pub(super) fn own_annulment(&self, decision: Position) -> Option<&'a DecisionAnnulled> {
        self.since(None).find_map(|event| match event {
            Event::DecisionAnnulled(e) if e.decision == decision => Some(e),
            _ => None,
        })
    }

    /// The day on which the board of appeal annulled a decision, remitted or not.
    pub(super) fn annulled_by_board(&self, decision: Position) -> Option<Day> {
        let annuls = |outcome: &AppealDecided| match outcome.outcome {
            AppealOutcome::Annulled | AppealOutcome::AnnulledAndRemitted => Some(outcome.on),
            AppealOutcome::Confirmed
            | AppealOutcome::Changed
            | AppealOutcome::Dismissed
            | AppealOutcome::Withdrawn => None,
        };
        self.outcomes(decision).find_map(annuls)
    }

    fn outcomes(&self, decision: Position) -> impl Iterator<Item = &'a AppealDecided> {
        let of_decision = self.appeals().into_iter().filter(move |a| a.lodged.decision == decision);
        of_decision.filter_map(|appeal| appeal.outcome)
    }

    /// Whether a decision has lost its force: by the board of appeal or by the decision-maker.
    pub(super) fn is_annulled(&self, decision: Position) -> bool {
        self.own_annulment(decision).is_some() || self.annulled_by_board(decision).is_some()
    }

    /// Whether the board of appeal annulled the last decision without sending it back.
    pub(super) fn is_annulled_for_good(&self) -> bool {
        let Some(last) = self.decisions().last().copied() else { return false };
        let outcome_is = |wanted| self.outcomes(last.position).any(|o| o.outcome == wanted);
        outcome_is(AppealOutcome::Annulled) && !outcome_is(AppealOutcome::AnnulledAndRemitted)
    }

    /// The day on which a decision reached a party.
    pub(super) fn served(&self, decision: Position, party: Party) -> Option<Day> {
        self.since(None).find_map(|event| match event {
            Event::DecisionServed(e) if (e.decision, e.party) == (decision, party) => Some(e.on),
            _ => None,
        })
    }

    /// Whether a decision has reached anyone or been appealed.
    pub(super) fn is_served_or_appealed(&self, decision: Position) -> bool {
        self.since(None).any(|event| match event {
            Event::DecisionServed(e) => e.decision == decision,
            Event::AppealLodged(e) => e.decision == decision,
            _ => false,
        })
    }

    // ------------------------------------------------------------------------------ afterwards

    /// Whether the programme has ended. What the board sends back lives again.
    pub(super) fn has_ended(&self) -> bool {
        let Some(standing) = self.standing() else { return false };
        self.since(Some(standing.position)).any(|event| matches!(event, Event::ProgrammeEnded(_)))
    }

    /// The decision with which the programme in force began, before any change: what was done under it may be
    /// recorded after a change.
    pub(super) fn beginning(&self) -> Option<Decision<'a>> {
        let living = |decision: &Decision<'a>| !self.is_annulled(decision.position);
        let mut decisions = self.decisions().into_iter();
        decisions.find(|decision| decision.content.is_some() && living(decision))
    }

    /// The first day on which the programme was evaluated, whichever version of it.
    pub(super) fn evaluated(&self) -> Option<Day> {
        let since = self.beginning().map(|decision| decision.position);
        let evaluated = self.since(since).filter_map(|event| match event {
            Event::ProgrammeEvaluated(e) => Some(e.on),
            _ => None,
        });
        evaluated.min()
    }

    /// Who follows up: as the programme in force says, or the latest follow-up under it.
    pub(super) fn follows_up(&self) -> Option<StaffId> {
        let (decision, content) = self.programme()?;
        let next = self.since(Some(decision.position)).filter_map(|event| match event {
            Event::ProgrammeFollowedUp(e) => e.next.map(|next| next.by),
            _ => None,
        });
        Some(next.last().unwrap_or(content.follow_up.by))
    }

    // --------------------------------------------------------------------------------- appeals

    /// Every appeal, in order.
    pub(super) fn appeals(&self) -> Vec<Appeal<'a>> {
        let lodged = self.entries.iter().filter_map(|entry| match entry.event {
            Event::AppealLodged(lodged) => Some(self.appeal_as_it_stands(entry.position, lodged)),
            _ => None,
        });
        lodged.collect()
    }

    fn appeal_as_it_stands(&self, position: Position, lodged: &'a AppealLodged) -> Appeal<'a> {
        let (in_time, found, forwarded, outcome) = (None, None, None, None);
        let mut appeal = Appeal { position, lodged, in_time, found, forwarded, outcome };
        for event in self.since(Some(position)) {
            match event {
                Event::AppealTimelinessDecided(e) if e.appeal == position => {
                    (appeal.in_time, appeal.found) = (Some(e.in_time), e.on);
                }
                Event::AppealForwarded(e) if e.appeal == position => appeal.forwarded = Some(e.on),
                Event::AppealDecided(e) if e.appeal == position => appeal.outcome = Some(e),
                _ => {}
            }
        }
        appeal
    }

    /// The appeal at this position.
    pub(super) fn appeal(&self, position: Position) -> Option<Appeal<'a>> {
        self.appeals().into_iter().find(|appeal| appeal.position == position)
    }
}

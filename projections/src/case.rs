//! One case of an action programme, folded from its events: what stands, what is struck, which decision is
//! in force, what is awaited. The only reading of a case there is: the views of programmes, the duties and
//! the counts of reports are made of it.

mod brief;
mod place;
mod state;

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::action_programme::{
    AnnulmentGround, AppealDecided, AppealLodged, AppealOutcome, AppealTimelinessDecided,
    Appointment, ConcernReported, Content, DecisionServed, InvestigationConcluded,
    InvestigationOpened, Party, ProgrammeEnded, Taken,
};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{Position, ProgrammeId, PupilId, SchoolUnitCode, Size};
use domain::query::Tag;

use crate::Facts;
use crate::facts::ledger::Noted;

pub(crate) use brief::{Brief, served};
pub(crate) use place::{cases_at, is_gone, last_unit, stands_at};
pub use state::CaseState;
pub(crate) use state::state;

/// A case: from concern to end.
pub(crate) struct Case {
    pub(crate) programme: ProgrammeId,
    pub(crate) pupil: PupilId,
    /// The school unit that recorded last.
    pub(crate) school: SchoolUnitCode,
    pub(crate) events: Vec<Noted>,
    /// What was entered on the wrong pupil -> the event that struck it.
    pub(crate) struck: BTreeMap<Position, Position>,
}

/// A decision of a case: a programme, a change of one, or that none is needed.
pub(crate) struct Decision<'a> {
    pub(crate) position: Position,
    pub(crate) taken: &'a Taken,
    /// None: it was decided that no programme is needed.
    pub(crate) content: Option<&'a Content>,
    /// The later decision that took its place.
    pub(crate) replaced: Option<Position>,
    /// What made it void: an annulment, or the outcome of an appeal.
    pub(crate) annulled: Option<Annulment>,
}

/// What made a decision void.
#[derive(Clone, Copy)]
pub(crate) struct Annulment {
    pub(crate) position: Position,
    pub(crate) on: Day,
    pub(crate) ground: AnnulmentGround,
}

/// An appeal with what came of it.
pub(crate) struct Appeal<'a> {
    pub(crate) position: Position,
    pub(crate) lodged: &'a AppealLodged,
    pub(crate) timeliness: Option<(Position, &'a AppealTimelinessDecided)>,
    pub(crate) forwarded: Option<(Position, Day)>,
    pub(crate) outcome: Option<(Position, &'a AppealDecided)>,
}

/// What is to be done of an appeal next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AppealStep {
    /// Decide whether it came in time.
    Timeliness,
    /// Forward it to the board.
    Forward,
    /// Record what the board decides.
    Outcome,
}

impl Appeal<'_> {
    /// What is to be done next, and the event that brought it; none where it is over. Whether the programme
    /// has ended, or the pupil has left, makes no difference: a party's appeal is decided all the same.
    pub(crate) fn next(&self) -> Option<(AppealStep, Position)> {
        if self.is_over() {
            return None;
        }
        Some(match (self.timeliness, self.forwarded) {
            (_, Some((forwarded, _))) => (AppealStep::Outcome, forwarded),
            (Some((found, _)), None) => (AppealStep::Forward, found),
            (None, None) => (AppealStep::Timeliness, self.position),
        })
    }

    /// The board has decided, or the decision-maker has found it late and sends it no further.
    pub(crate) fn is_over(&self) -> bool {
        self.outcome.is_some() || self.timeliness.is_some_and(|(_, decided)| !decided.in_time)
    }
}

/// Someone is to do something on a day, by an event.
#[derive(Clone, Copy)]
pub(crate) struct Due {
    pub(crate) appointment: Appointment,
    pub(crate) of: Position,
}

/// What is awaited of a case by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The end of the investigation.
    Conclude,
    /// A follow-up.
    FollowUp,
    /// The evaluation.
    Evaluate,
}

/// The last of the events that stand of one kind.
macro_rules! last {
    ($case:expr, $variant:ident) => {
        $case
            .live()
            .filter_map(|(position, event)| match event {
                Event::$variant(said) => Some((position, said)),
                _ => None,
            })
            .last()
    };
}

impl Case {
    /// The case as of a size; none where nothing is known of it.
    pub(crate) fn read(facts: &Facts, programme: ProgrammeId, at: Size) -> Option<Self> {
        let mut case: Option<Self> = None;
        for noted in facts.ledger(Tag::Programme(programme), at) {
            let Some((_, pupil, school)) = about(&noted.event) else { continue };
            let case = case.get_or_insert_with(|| Self {
                programme,
                pupil,
                school,
                events: Vec::new(),
                struck: BTreeMap::new(),
            });
            case.school = school;
            if let Event::EntryStruck(e) = &noted.event {
                case.struck.entry(e.of).or_insert(noted.position);
            }
            case.events.push(noted);
        }
        case
    }

    /// The events that stand: not struck.
    pub(crate) fn live(&self) -> impl Iterator<Item = (Position, &Event)> {
        let standing = self.events.iter().filter(|said| !self.struck.contains_key(&said.position));
        standing.map(|said| (said.position, &said.event))
    }

    pub(crate) fn concern(&self) -> Option<(Position, &ConcernReported)> {
        last!(self, ConcernReported)
    }

    pub(crate) fn investigation(&self) -> Option<(Position, &InvestigationOpened)> {
        last!(self, InvestigationOpened)
    }

    pub(crate) fn ended(&self) -> Option<(Position, &ProgrammeEnded)> {
        last!(self, ProgrammeEnded)
    }

    /// The conclusion of the investigation opened last.
    pub(crate) fn concluded(&self) -> Option<(Position, &InvestigationConcluded)> {
        let opened = self.investigation()?.0;
        last!(self, InvestigationConcluded).filter(|(position, _)| *position > opened)
    }

    /// All decisions that are not struck, in order.
    pub(crate) fn decisions(&self) -> Vec<Decision<'_>> {
        let mut decisions: Vec<Decision<'_>> = Vec::new();
        for (position, event) in self.live() {
            let (taken, content) = match event {
                Event::ProgrammeDecided(e) => (&e.decided, Some(&e.content)),
                Event::NoProgrammeDecided(e) => (&e.decided, None),
                Event::ProgrammeRevised(e) => (&e.decided, Some(&e.content)),
                _ => continue,
            };
            let annulled = self.annulment(position);
            // A new decision takes the place of those before it, unless it is annulled itself.
            for former in decisions.iter_mut().filter(|former| former.replaced.is_none()) {
                former.replaced = annulled.is_none().then_some(position);
            }
            decisions.push(Decision { position, taken, content, replaced: None, annulled });
        }
        decisions
    }

    /// The decision in force: the latest that is not annulled. Where a change is annulled, what it
    /// changed stands again.
    pub(crate) fn in_force(&self) -> Option<Decision<'_>> {
        let mut decisions = self.decisions().into_iter();
        decisions.rfind(|decision| decision.annulled.is_none())
    }

    /// Whether the board of appeal annulled the last decision without sending it back.
    pub(crate) fn is_annulled_for_good(&self) -> bool {
        let Some(last) = self.decisions().pop() else { return false };
        let appeals = self.appeals();
        let of_last = appeals.iter().filter(|appeal| appeal.lodged.decision == last.position);
        let outcomes: Vec<AppealOutcome> =
            of_last.filter_map(|appeal| Some(appeal.outcome?.1.outcome)).collect();
        outcomes.contains(&AppealOutcome::Annulled)
            && !outcomes.contains(&AppealOutcome::AnnulledAndRemitted)
    }

    fn annulment(&self, decision: Position) -> Option<Annulment> {
        let by_decision = self.live().find_map(|(position, event)| match event {
            Event::DecisionAnnulled(e) if e.decision == decision => {
                Some(Annulment { position, on: e.on, ground: e.ground })
            }
            _ => None,
        });
        by_decision.or_else(|| {
            let appeals = self.appeals().into_iter();
            appeals.filter(|appeal| appeal.lodged.decision == decision).find_map(|appeal| {
                let (position, decided) = appeal.outcome?;
                let annuls = matches!(
                    decided.outcome,
                    AppealOutcome::Annulled | AppealOutcome::AnnulledAndRemitted
                );
                let ground = AnnulmentGround::BoardOfAppeal;
                annuls.then_some(Annulment { position, on: decided.on, ground })
            })
        })
    }

    /// When and how a decision reached each party, in order.
    pub(crate) fn served(&self, decision: Position) -> Vec<(Position, &DecisionServed)> {
        let served = self.live().filter_map(|(position, event)| match event {
            Event::DecisionServed(e) if e.decision == decision => Some((position, e)),
            _ => None,
        });
        served.collect()
    }

    /// All appeals that stand, with what came of each.
    pub(crate) fn appeals(&self) -> Vec<Appeal<'_>> {
        let mut appeals: Vec<Appeal<'_>> = Vec::new();
        for (position, event) in self.live() {
            if let Event::AppealLodged(lodged) = event {
                let (timeliness, forwarded, outcome) = (None, None, None);
                appeals.push(Appeal { position, lodged, timeliness, forwarded, outcome });
                continue;
            }
            let of = match event {
                Event::AppealTimelinessDecided(e) => e.appeal,
                Event::AppealForwarded(e) => e.appeal,
                Event::AppealDecided(e) => e.appeal,
                _ => continue,
            };
            let Some(appeal) = appeals.iter_mut().find(|appeal| appeal.position == of) else {
                continue;
            };
            match event {
                Event::AppealTimelinessDecided(e) => appeal.timeliness = Some((position, e)),
                Event::AppealForwarded(e) => appeal.forwarded = Some((position, e.on)),
                Event::AppealDecided(e) => appeal.outcome = Some((position, e)),
                _ => {}
            }
        }
        appeals
    }

    /// To whom the material as it now is was communicated: since the latest conclusion and decision.
    pub(crate) fn communicated(&self) -> BTreeSet<Party> {
        let concluded = self.concluded().map(|(position, _)| position);
        let since = concluded.max(self.decisions().last().map(|decision| decision.position));
        let to = self.live().filter_map(|(position, event)| match event {
            Event::MaterialCommunicated(e) if Some(position) > since => Some(e.party),
            _ => None,
        });
        to.collect()
    }

    /// The follow-up that is awaited: of the programme in force, or what the last follow-up appointed.
    pub(crate) fn follow_up(&self) -> Option<Due> {
        let decision = self.running()?;
        let first = Due { appointment: decision.content?.follow_up, of: decision.position };
        let since = self.live().filter(|(position, _)| *position > decision.position);
        let latest = since.filter_map(|(of, event)| match event {
            Event::ProgrammeFollowedUp(e) => {
                Some(e.next.map(|appointment| Due { appointment, of }))
            }
            _ => None,
        });
        latest.last().unwrap_or(Some(first))
    }

    /// The evaluation that is awaited.
    pub(crate) fn evaluation(&self) -> Option<Due> {
        let decision = self.running()?;
        let done = self.live().any(|(position, event)| {
            position > decision.position && matches!(event, Event::ProgrammeEvaluated(_))
        });
        let due = Due { appointment: decision.content?.evaluation, of: decision.position };
        (!done).then_some(due)
    }

    /// What is awaited by a day, whoever the pupil's school unit is.
    pub(crate) fn awaited(&self) -> impl Iterator<Item = (Step, Due)> {
        let conclude = self.under_way().map(|(of, opened)| {
            let appointment = Appointment { on: opened.conclude_by, by: opened.lead };
            (Step::Conclude, Due { appointment, of })
        });
        let follow_up = self.follow_up().map(|due| (Step::FollowUp, due));
        let evaluation = self.evaluation().map(|due| (Step::Evaluate, due));
        [conclude, follow_up, evaluation].into_iter().flatten()
    }

    /// Whether something awaited is later than it should be on a day. Of a pupil who has left the
    /// municipality's schools nothing is awaited any more.
    pub(crate) fn is_late(&self, facts: &Facts, day: Day, at: Size) -> bool {
        let late = self.awaited().any(|(_, due)| due.appointment.on < day);
        late && !is_gone(facts, self.pupil, day, at)
    }

    /// Whether anything by which a case begins is known of it.
    pub(crate) fn has_begun(&self) -> bool {
        self.events.iter().any(|said| BEGINS.contains(&said.event.code()))
    }

    /// The decision in force of a case that has not ended.
    pub(crate) fn running(&self) -> Option<Decision<'_>> {
        let decision = self.in_force()?;
        let over = self.ended().is_some_and(|(position, _)| position > decision.position);
        (!over).then_some(decision)
    }

    /// The investigation under way: neither concluded, nor overtaken by a decision, a change or the end.
    pub(crate) fn under_way(&self) -> Option<(Position, &InvestigationOpened)> {
        let (opened, investigation) = self.investigation()?;
        let over = self.live().filter(|(position, _)| *position > opened).any(|(_, event)| {
            matches!(
                event,
                Event::InvestigationConcluded(_)
                    | Event::ProgrammeDecided(_)
                    | Event::NoProgrammeDecided(_)
                    | Event::ProgrammeRevised(_)
                    | Event::ProgrammeEnded(_)
            )
        });
        (!over).then_some((opened, investigation))
    }

    /// Whether a concern or investigation awaits a decision: none has been taken since, or the last one
    /// was annulled, and by the board of appeal not for good.
    pub(crate) fn awaits_decision(&self) -> bool {
        let decided = self.decisions().last().map(|decision| decision.position);
        let settled = decided.max(self.ended().map(|(position, _)| position));
        let opened = self.investigation().map(|(position, _)| position);
        let waits = self.in_force().is_none() && self.ended().is_none();
        opened > settled || waits && !self.is_annulled_for_good()
    }

    /// The parties: each guardian linked to the pupil whose access is not blocked, and the pupil where
    /// an event of the case says that the pupil is a party (of 16 years: age is not known here).
    pub(crate) fn parties(&self, facts: &Facts, at: Size) -> Vec<Party> {
        let guardians = facts.guardians(self.pupil, at).into_iter();
        let linked = guardians.filter(|guardian| !guardian.blocked);
        let mut parties: BTreeSet<Party> =
            linked.map(|guardian| Party::Guardian(guardian.guardian)).collect();
        let named = self.live().filter_map(|(_, event)| match event {
            Event::MaterialCommunicated(e) => Some(e.party),
            Event::DecisionServed(e) => Some(e.party),
            Event::AppealLodged(e) => Some(e.party),
            _ => None,
        });
        parties.extend(named.filter(|party| *party == Party::Pupil));
        parties.into_iter().collect()
    }
}

/// The types by which a case begins. A decision may stand alone where what came before it is not on
/// record.
const BEGINS: &[Code] = &[
    code::ConcernReported,
    code::InvestigationOpened,
    code::ProgrammeDecided,
    code::NoProgrammeDecided,
];

/// The case, pupil and school unit that an event of a case names.
pub(crate) fn about(event: &Event) -> Option<(ProgrammeId, PupilId, SchoolUnitCode)> {
    macro_rules! named {
        ($($variant:ident),+ $(,)?) => {
            match event {
                $(Event::$variant(e) => Some((e.programme, e.pupil, e.school)),)+
                _ => None,
            }
        };
    }
    named!(
        ConcernReported,
        InvestigationOpened,
        InvestigationConsulted,
        InvestigationConcluded,
        MaterialCommunicated,
        ProgrammeDecided,
        NoProgrammeDecided,
        DecisionServed,
        ProgrammeFollowedUp,
        ProgrammeEvaluated,
        ProgrammeRevised,
        ProgrammeEnded,
        SlipCorrected,
        DecisionAnnulled,
        EntryStruck,
        AppealLodged,
        AppealTimelinessDecided,
        AppealForwarded,
        AppealDecided,
    )
}

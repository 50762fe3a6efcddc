//! State and decisions of a seminar. Refusals, in their order, stand in [`super::Refusal`].

use std::collections::BTreeSet;

use super::{
    Command, ConsensusReached, RatingGiven, RatingsRevealed, Refusal, SAMPLES_MAX, SeminarArranged,
    SeminarHeld, SeminarKind,
};
use crate::authority::Only;
use crate::command::Act;
use crate::event::{Code, Event, Recorded, code};
use crate::id::{EditionId, PointCode, SeminarId, StaffId};
use crate::organisation::authority::Roles;
use crate::organisation::demand;
use crate::organisation::places::Places;
use crate::people::Scope;
use crate::query::{Query, Tag};
use crate::scale::ScaleEdition;

type Decision = Result<Vec<Event>, Refusal>;

// -------------------------------------------------------------------------------------- state

/// What the decisions ask of one seminar.
struct State<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    seminar: SeminarId,
    scope: Scope,
}

impl<'a> State<'a> {
    fn events(&self) -> impl DoubleEndedIterator<Item = &'a Event> + use<'a> {
        self.history.iter().filter_map(|recorded| recorded.event.as_ref())
    }

    fn arranged(&self) -> Option<&'a SeminarArranged> {
        self.events().find_map(|event| match event {
            Event::SeminarArranged(e) if e.seminar == self.seminar => Some(e),
            _ => None,
        })
    }

    /// The seminar, if it is known and of that area.
    fn known(&self) -> Result<&'a SeminarArranged, Refusal> {
        self.arranged().filter(|arranged| arranged.scope == self.scope).ok_or(Refusal::Unknown)
    }

    fn is_revealed(&self) -> bool {
        self.events()
            .any(|event| matches!(event, Event::RatingsRevealed(e) if e.seminar == self.seminar))
    }

    fn ratings(&self) -> impl DoubleEndedIterator<Item = &'a RatingGiven> {
        self.events().filter_map(|event| match event {
            Event::RatingGiven(e) => Some(e),
            _ => None,
        })
    }

    /// The adopted edition with this id: the latest wording.
    fn edition(&self, id: EditionId) -> Option<&'a ScaleEdition> {
        self.events().rev().find_map(|event| match event {
            Event::ScaleEditionAdopted(e) if e.edition.id == id => Some(&e.edition),
            _ => None,
        })
    }

    fn has_point(&self, arranged: &SeminarArranged, point: PointCode) -> bool {
        let edition = arranged.edition.and_then(|id| self.edition(id));
        edition.is_some_and(|edition| edition.rank(point).is_some())
    }

    fn place_exists(&self) -> bool {
        match self.scope {
            Scope::Municipality => true,
            Scope::School(school) => Places::of(self.history).unit(school).is_some(),
            Scope::District(id) => self
                .events()
                .any(|event| matches!(event, Event::DistrictFormed(e) if e.district == id)),
        }
    }
}

fn has_sample(arranged: &SeminarArranged, sample: u8) -> bool {
    (1..=arranged.samples).contains(&sample)
}

// ----------------------------------------------------------------------------------- boundary

const RATINGS: [Code; 2] = [code::RatingGiven, code::RatingsRevealed];

impl Command {
    /// Which events the decision rests on. A seminar has at most some hundred ratings.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let (seminar, scope) = self.subject();
        let about = [Tag::Seminar(seminar)];
        let query = Roles::boundary(Query::new(), act, scope).or(&[code::SeminarArranged], &about);
        match self {
            Self::Arrange(_) => editions(match scope {
                Scope::District(id) => query.or(&[code::DistrictFormed], &[Tag::District(id)]),
                Scope::Municipality | Scope::School(_) => query,
            }),
            Self::Hold { .. } => query.or(&[code::SeminarHeld], &about),
            Self::Rate { school, .. } => {
                let query = editions(query.or(&RATINGS, &about));
                school.iter().copied().fold(query, Places::unit_boundary)
            }
            Self::Reveal { .. } => query.or(&RATINGS, &about),
            Self::Agree { .. } => {
                editions(query.or(&RATINGS, &about).or(&[code::ConsensusReached], &about))
            }
        }
    }

    const fn subject(&self) -> (SeminarId, Scope) {
        match self {
            Self::Arrange(e) => (e.seminar, e.scope),
            Self::Hold { held, scope } => (held.seminar, *scope),
            Self::Rate { rating, scope, .. } => (rating.seminar, *scope),
            Self::Reveal { reveal, scope } => (reveal.seminar, *scope),
            Self::Agree { consensus, scope } => (consensus.seminar, *scope),
        }
    }
}

fn editions(query: Query) -> Query {
    query.or(&[code::ScaleEditionAdopted], &[Tag::Municipality])
}

// ------------------------------------------------------------------------------------- decide

impl Command {
    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (seminar, scope) = self.subject();
        let state = &State { act, history, seminar, scope };
        self.check_authority(act, history)?;
        match self {
            Self::Arrange(e) => arrange(e, state),
            Self::Hold { held, .. } => hold(held, state),
            Self::Rate { rating, .. } => rate(rating, state),
            Self::Reveal { reveal, .. } => make_known(reveal, state),
            Self::Agree { consensus, .. } => agree(consensus, state),
        }
    }

    fn check_authority(&self, act: &Act, history: &[Recorded]) -> Result<(), Refusal> {
        let (_, scope) = self.subject();
        let own = matches!(self, Self::Rate { rating, .. } if rating.rater == act.actor.staff);
        let holds = |only| only == Only::InOwnName && own;
        let may = Roles::of(act, history).allow(self.entrusted(), scope, holds);
        demand(may, Refusal::NotAuthorised)
    }
}

fn arrange(wanted: &SeminarArranged, state: &State<'_>) -> Decision {
    if let Some(known) = state.arranged() {
        demand(known == wanted, Refusal::SeminarExists)?;
        return Ok(Vec::new());
    }
    demand(!wanted.title.trim().is_empty(), Refusal::TitleMissing)?;
    demand(wanted.on.is_plausible(state.act.today()), Refusal::DayImplausible)?;
    let (samples_fit, edition_fits) = match wanted.kind {
        SeminarKind::AssessorAgreement => (
            (1..=SAMPLES_MAX).contains(&wanted.samples),
            wanted.edition.is_some_and(|id| state.edition(id).is_some()),
        ),
        SeminarKind::Joint | SeminarKind::ResultAnalysis => {
            (wanted.samples == 0, wanted.edition.is_none())
        }
    };
    demand(samples_fit, Refusal::SamplesUnfit)?;
    demand(edition_fits, Refusal::EditionUnfit)?;
    demand(state.place_exists(), Refusal::PlaceUnknown)?;
    Ok(vec![wanted.clone().into()])
}

/// Ratings need not be revealed for a seminar to have been held.
fn hold(wanted: &SeminarHeld, state: &State<'_>) -> Decision {
    state.known()?;
    demand(wanted.on <= state.act.today(), Refusal::DayInFuture)?;
    let once: BTreeSet<StaffId> = wanted.participants.iter().copied().collect();
    let some = !once.is_empty() && once.len() == wanted.participants.len();
    demand(some, Refusal::ParticipantsUnfit)?;
    let held = state.events().find_map(|event| match event {
        Event::SeminarHeld(e) if e.seminar == wanted.seminar => Some(e),
        _ => None,
    });
    match held {
        Some(known) if known == wanted => Ok(Vec::new()),
        Some(_) => Err(Refusal::AlreadyHeld),
        None => Ok(vec![wanted.clone().into()]),
    }
}

/// Blind: whatever others have given is neither asked nor told.
fn rate(wanted: &RatingGiven, state: &State<'_>) -> Decision {
    let arranged = state.known()?;
    let mut mine = state.ratings().filter(|r| (r.sample, r.rater) == (wanted.sample, wanted.rater));
    if mine.next_back() == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(!state.is_revealed(), Refusal::Revealed)?;
    demand(has_sample(arranged, wanted.sample), Refusal::SampleUnknown)?;
    demand(state.has_point(arranged, wanted.point), Refusal::PointUnknown)?;
    Ok(vec![wanted.clone().into()])
}

fn make_known(wanted: &RatingsRevealed, state: &State<'_>) -> Decision {
    state.known()?;
    if state.is_revealed() {
        return Ok(Vec::new());
    }
    let raters: BTreeSet<StaffId> = state.ratings().map(|rating| rating.rater).collect();
    demand(raters.len() >= 2, Refusal::TooFewRaters)?;
    Ok(vec![wanted.clone().into()])
}

fn agree(wanted: &ConsensusReached, state: &State<'_>) -> Decision {
    let arranged = state.known()?;
    demand(state.is_revealed(), Refusal::NotRevealed)?;
    demand(has_sample(arranged, wanted.sample), Refusal::SampleUnknown)?;
    let rated = state.ratings().any(|rating| rating.sample == wanted.sample);
    demand(rated, Refusal::SampleNotRated)?;
    demand(state.has_point(arranged, wanted.point), Refusal::PointUnknown)?;
    let latest = state.events().rev().find_map(|event| match event {
        Event::ConsensusReached(e) if e.sample == wanted.sample => Some(e),
        _ => None,
    });
    Ok(if latest == Some(wanted) { Vec::new() } else { vec![wanted.clone().into()] })
}

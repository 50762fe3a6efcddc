//! Parent dialogue in numbers: to whom which round's assessment was explained, and who has taken note.
//!
//! Every guardian of every pupil may stand here for every round, so the rows are small. Invitations, talks,
//! views and complaints stand in the [ledger](super::ledger).

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{GuardianId, LanguageTag, Position, PupilId, RoundId, Size};
use domain::parent_dialogue as term;
use domain::query::Tag;
use serde::{Deserialize, Serialize};

use super::Facts;
use super::ids::{Ids, Interner, row};
use super::pupils::Pupils;
use super::values::NONE;
use crate::directory::position;

/// A round's assessment explained to a guardian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Explained {
    /// The round.
    pub round: RoundId,
    /// To whom.
    pub guardian: GuardianId,
    /// When.
    pub on: Day,
    /// In which language.
    pub language: LanguageTag,
    /// The event.
    pub position: Position,
}

/// A guardian has taken note of a round's assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Acknowledged {
    /// The round.
    pub round: RoundId,
    /// Who.
    pub guardian: GuardianId,
    /// When.
    pub on: Day,
    /// The event.
    pub position: Position,
}

/// One of the two, of one pupil. Sixteen bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Told {
    position: u32,
    guardian: u32,
    on: Day,
    round: u16,
    /// By number; [`ACKNOWLEDGED`] for a guardian who has taken note.
    language: u16,
}

const _: () = assert!(size_of::<Told>() == 16);

impl Told {
    const fn act(&self, pupil: u32) -> Act {
        Act { position: self.position, pupil, explains: self.language != ACKNOWLEDGED }
    }
}

/// Stands for "no language: taken note of".
const ACKNOWLEDGED: u16 = u16::MAX;

/// How far the dialogue about a round has reached the guardians of a pupil.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reached {
    /// Explained to at least one guardian.
    pub(crate) explained: bool,
    /// Explained to all who may be reached.
    pub(crate) to_all: bool,
    /// At least one has taken note.
    pub(crate) acknowledged: bool,
}

/// The same, settled when something was recorded that can change it. Eight bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Settled {
    /// The position that settled it last.
    last: u32,
    reached: Reached,
}

const _: () = assert!(size_of::<Settled>() == 8);

/// The same, as a round's list has it.
#[derive(Debug, Clone, Copy)]
struct Act {
    position: u32,
    pupil: u32,
    explains: bool,
}

/// The tables of parent dialogue.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Dialogues {
    /// By pupil number, in order of position.
    told: Vec<Vec<Told>>,
    languages: Interner<LanguageTag>,
    /// By round, in order of position. Derived from the above.
    #[serde(skip)]
    acts: Vec<Vec<Act>>,
    /// By round and pupil number; nobody else is reached. Derived from the above and the guardians.
    #[serde(skip)]
    settled: Vec<Vec<Settled>>,
}

impl Dialogues {
    pub(crate) fn explained(
        &mut self,
        ids: &mut Ids,
        pupils: &Pupils,
        at: u32,
        e: &term::AssessmentExplained,
    ) {
        // More languages than there are on earth would be told apart wrongly; nothing else would break.
        let language = self.languages.intern(e.language).min(u32::from(ACKNOWLEDGED) - 1);
        self.push((ids, pupils), at, (e.pupil, e.guardian, e.round, e.on), language);
    }

    pub(crate) fn acknowledged(
        &mut self,
        ids: &mut Ids,
        pupils: &Pupils,
        at: u32,
        e: &term::GuardianAcknowledged,
    ) {
        let of = (e.pupil, e.guardian, e.round, e.on);
        self.push((ids, pupils), at, of, u32::from(ACKNOWLEDGED));
    }

    fn push(
        &mut self,
        (ids, pupils): (&mut Ids, &Pupils),
        at: u32,
        (pupil, guardian, round, on): (PupilId, GuardianId, RoundId, Day),
        language: u32,
    ) {
        let pupil = ids.pupils.intern(pupil);
        let guardian = guardian_of(ids, pupils, pupil, guardian);
        let round = u16::try_from(ids.rounds.intern(round)).unwrap_or(u16::MAX);
        let language = u16::try_from(language).unwrap_or(ACKNOWLEDGED);
        let told = Told { position: at, guardian, on, round, language };
        row(&mut self.told, pupil).push(told);
        row(&mut self.acts, u32::from(round)).push(told.act(pupil));
    }

    /// How far a round's dialogue has reached, by the rows themselves.
    fn asked(&self, pupils: &Pupils, pupil: u32, round: u32, limit: u32) -> Reached {
        let told = self.told.get(pupil as usize).map_or(&[][..], Vec::as_slice);
        let of_round = |told: &&Told| told.position < limit && u32::from(told.round) == round;
        let explains = |guardian: Option<u32>| {
            let mut told = told.iter().filter(of_round).filter(|t| t.language != ACKNOWLEDGED);
            told.any(|told| guardian.is_none_or(|guardian| told.guardian == guardian))
        };
        let mut guardians = pupils.guardians_to_reach(pupil, limit).peekable();
        let explained = explains(None);
        Reached {
            explained,
            to_all: explained
                && guardians.peek().is_some()
                && guardians.all(|guardian| explains(Some(guardian))),
            acknowledged: told.iter().filter(of_round).any(|t| t.language == ACKNOWLEDGED),
        }
    }

    /// Settles what an event just recorded can change.
    pub(crate) fn settle(&mut self, ids: &Ids, pupils: &Pupils, at: u32, event: &Event) {
        let (pupil, round) = match event {
            Event::AssessmentExplained(e) => (e.pupil, Some(e.round)),
            Event::GuardianAcknowledged(e) => (e.pupil, Some(e.round)),
            Event::GuardianLinked(e) => (e.pupil, None),
            Event::GuardianUnlinked(e) => (e.pupil, None),
            Event::GuardianRestricted(e) => (e.pupil, None),
            _ => return,
        };
        let Some(pupil) = ids.pupils.get(pupil) else { return };
        let acknowledged = matches!(event, Event::GuardianAcknowledged(_));
        match round.and_then(|round| ids.rounds.get(round)) {
            Some(round) if acknowledged => self.settle_acknowledged(pupil, round, at),
            Some(round) => self.settle_in(pupils, (pupil, round), at),
            None => self.settle_all(pupils, pupil, at),
        }
    }

    /// One more who has taken note changes nothing of what is explained to whom.
    fn settle_acknowledged(&mut self, pupil: u32, round: u32, at: u32) {
        let settled = row(row(&mut self.settled, round), pupil);
        settled.reached.acknowledged = true;
        settled.last = at;
    }

    fn settle_all(&mut self, pupils: &Pupils, pupil: u32, at: u32) {
        let told = self.told.get(pupil as usize).map_or(&[][..], Vec::as_slice);
        let mut rounds: Vec<u32> = told.iter().map(|told| u32::from(told.round)).collect();
        rounds.sort_unstable();
        rounds.dedup();
        rounds.into_iter().for_each(|round| self.settle_in(pupils, (pupil, round), at));
    }

    fn settle_in(&mut self, pupils: &Pupils, (pupil, round): (u32, u32), last: u32) {
        let reached = self.asked(pupils, pupil, round, NONE);
        *row(row(&mut self.settled, round), pupil) = Settled { last, reached };
    }

    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self, pupils: &Pupils) {
        self.languages.reindex();
        self.acts = Vec::new();
        for (told, pupil) in self.told.iter().zip(0..) {
            for told in told {
                row(&mut self.acts, u32::from(told.round)).push(told.act(pupil));
            }
        }
        self.acts.iter_mut().for_each(|acts| acts.sort_unstable_by_key(|act| act.position));
        for pupil in 0..u32::try_from(self.told.len()).unwrap_or(NONE) {
            let told = self.told[pupil as usize].last().map(|told| told.position);
            let guardians = pupils.guardians(pupil).last().map(|entry| entry.position);
            if let Some(told) = told {
                self.settle_all(pupils, pupil, guardians.map_or(told, |last| last.max(told)));
            }
        }
    }
}

/// The number of a guardian, who nearly always is one of the pupil's own: these few are looked at first.
fn guardian_of(ids: &mut Ids, pupils: &Pupils, pupil: u32, guardian: GuardianId) -> u32 {
    let known = pupils.guardians(pupil).iter().map(|entry| entry.value.0);
    let own = known.rev().find(|number| ids.guardians.key(*number) == guardian);
    own.unwrap_or_else(|| ids.guardians.intern(guardian))
}

impl Facts {
    /// To whom a round's assessment of a pupil was explained, in order of position.
    #[must_use]
    pub fn explained(&self, pupil: PupilId, round: RoundId, at: Size) -> Vec<Explained> {
        let told = self.told(pupil, round, at).filter(|told| told.language != ACKNOWLEDGED);
        let explained = told.map(|told| Explained {
            round,
            guardian: self.ids.guardians.key(told.guardian),
            on: told.on,
            language: self.dialogues.languages.key(u32::from(told.language)),
            position: position(told.position),
        });
        explained.collect()
    }

    /// Who has taken note of a round's assessment of a pupil, in order of position.
    #[must_use]
    pub fn acknowledged(&self, pupil: PupilId, round: RoundId, at: Size) -> Vec<Acknowledged> {
        let told = self.told(pupil, round, at).filter(|told| told.language == ACKNOWLEDGED);
        let acknowledged = told.map(|told| Acknowledged {
            round,
            guardian: self.ids.guardians.key(told.guardian),
            on: told.on,
            position: position(told.position),
        });
        acknowledged.collect()
    }

    /// Where assessments of a round were explained (true), and where someone has taken note, with the pupil's
    /// number, in order of position.
    pub(crate) fn told_in(
        &self,
        round: u32,
        limit: u32,
    ) -> impl Iterator<Item = (bool, u32, u32)> + '_ {
        let acts = self.dialogues.acts.get(round as usize).into_iter().flatten();
        acts.take_while(move |act| act.position < limit)
            .map(|act| (act.explains, act.position, act.pupil))
    }

    /// Where a round's assessment of a pupil was explained (true), and where someone has taken note, by the
    /// numbers of both.
    pub(crate) fn told_of(
        &self,
        pupil: u32,
        round: u32,
        limit: u32,
    ) -> impl Iterator<Item = (bool, u32)> + '_ {
        let told = self.dialogues.told.get(pupil as usize).into_iter().flatten();
        told.filter(move |told| told.position < limit && u32::from(told.round) == round)
            .map(|told| (told.language != ACKNOWLEDGED, told.position))
    }

    /// How far a round's dialogue has reached a pupil's guardians, by the numbers of both.
    pub(crate) fn reached(&self, pupil: u32, round: u32, limit: u32) -> Reached {
        let settled = self.dialogues.settled.get(round as usize);
        match settled.and_then(|settled| settled.get(pupil as usize)) {
            None => Reached::default(),
            Some(settled) if settled.last < limit => settled.reached,
            Some(_) => self.dialogues.asked(&self.pupils, pupil, round, limit),
        }
    }

    /// How many invitations to talks about a pupil were sent.
    #[must_use]
    pub fn talks_invited(&self, pupil: PupilId, at: Size) -> usize {
        self.count_of(Tag::Pupil(pupil), code::DialogueInvited, at)
    }

    /// How many talks about a pupil were held.
    #[must_use]
    pub fn talks_held(&self, pupil: PupilId, at: Size) -> usize {
        self.count_of(Tag::Pupil(pupil), code::DialogueHeld, at)
    }

    fn told(&self, pupil: PupilId, round: RoundId, at: Size) -> impl Iterator<Item = &Told> {
        let limit = self.limit(at);
        let round = self.ids.rounds.get(round).and_then(|round| u16::try_from(round).ok());
        let rows = self.ids.pupils.get(pupil).and_then(|n| self.dialogues.told.get(n as usize));
        let told = rows.into_iter().flatten();
        told.filter(move |told| told.position < limit && Some(told.round) == round)
    }
}

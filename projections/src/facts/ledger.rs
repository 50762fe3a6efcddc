//! The ledger: what happens seldom is kept as the bytes in which it was recorded, found by tag and type,
//! and read when it is asked for.
//!
//! Decisions, programmes, talks, seminars, measures and reports are few beside assessments, and views look
//! at some dozens of them at a time: typed tables for each would be larger and say no more. Of those that a
//! report counts by the thousand, rows are derived: cases, measures and seminars. An event whose body is
//! removed has no line here.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::{Day, Instant};
use domain::event::{Code, code};
use domain::guarantee::GuaranteeAdopted;
use domain::id::{Position, SchoolUnitCode, Size};
use domain::people::{Actor, Role};
use domain::query::Tag;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Facts;
use super::ids::Ids;
use super::values::NONE;
use crate::directory::position;

/// The event types that have a line here and stand in no other saved table.
///
/// Listed once for the fold, whose match has no wildcard: a new type must be given its place.
macro_rules! noted {
    ($($name:ident)+) => {
        /// A pattern of the noted types.
        macro_rules! noted_event {
            () => { $(domain::Event::$name(_))|+ };
        }

        /// Whether the ledger keeps the event. A lowered commitment stands in its own table too.
        pub(crate) const fn is_noted(event: &Event) -> bool {
            matches!(event, Event::CommitmentLowered(_) $(| Event::$name(_))+)
        }
    };
}

noted! {
    ConditionsAnswered LettersReleased CommitmentPublished CommitmentExplained
    KnowledgeRightDefined AssessmentSystemDescribed
    GuaranteeAdopted FollowUpDeclined
    DecisionDelegated DelegationEnded ConcernReported InvestigationOpened InvestigationConsulted
    InvestigationConcluded MaterialCommunicated ProgrammeDecided NoProgrammeDecided DecisionServed
    ProgrammeFollowedUp ProgrammeEvaluated ProgrammeRevised ProgrammeEnded SlipCorrected
    DecisionAnnulled EntryStruck AppealLodged AppealTimelinessDecided AppealForwarded AppealDecided
    EarlySupportAssessed HandedOver
    DialogueInvited DialogueHeld GuardianViewRecorded ComplaintReceived ComplaintAnswered
    SeminarArranged SeminarHeld RatingGiven RatingsRevealed ConsensusReached
    CoachingRequested CoachingBooked CoachingHeld
    SupportOffered DevelopmentRequested DevelopmentPlanned DevelopmentHeld DevelopmentEvaluated
    KnowledgeRequired TrainingCompleted AssessorAuthorised AuthorisationLapsed
    LeadershipActed
    ResultsAnalysed SchoolDialogueHeld PriorityDecided MeasureDecided MeasureStarted MeasureEvaluated
    ReportPrepared ReportDelivered ReportPresented CommitteeInformed SchoolAccountDelivered
    SchoolAccountReceived DebateHeld CommitteeDecided MinutesApproved DecisionAppealed
    SuppressionRuleAdopted
}
pub(crate) use noted_event;

/// An event of the ledger, with who recorded it when. Personal values are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Where it stands.
    pub position: Position,
    /// When it was recorded.
    pub at: Instant,
    /// Who recorded it; none where the record names no member of staff.
    pub actor: Option<Actor>,
    /// The event.
    pub event: Event,
}

/// One event. Twenty bytes; its payload ends where the next one's begins.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Line {
    position: u32,
    /// Where its payload begins.
    offset: u32,
    /// By number, or [`NONE`].
    staff: u32,
    code: u16,
    schema: u16,
    role: Option<Role>,
}

const _: () = assert!(size_of::<Line>() == 20);

/// A line in the chain of a tag, newest first. Most tags have few lines: a chain costs eight bytes for
/// each, and no allocation of its own.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Link {
    line: u32,
    /// The link before, or [`NONE`].
    previous: u32,
}

/// The tables of the ledger.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    payloads: Payloads,
    lines: Vec<Line>,
    /// By line: the school unit where it happened (of several, the one numbered first), or [`NONE`].
    /// Derived from the tags.
    #[serde(skip)]
    at_school: Vec<u32>,
    links: Vec<Link>,
    /// The newest link of each tag.
    by_tag: BTreeMap<Tag, u32>,
    /// The lines of each type.
    by_code: BTreeMap<u16, Vec<u32>>,
}

/// An event as it is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored<'a> {
    pub(crate) event: &'a Event,
    pub(crate) schema: u16,
    pub(crate) payload: &'a [u8],
}

impl Ledger {
    /// Whether so many bytes more can be addressed.
    pub(crate) fn has_room(&self, bytes: usize) -> bool {
        self.payloads.0.len().checked_add(bytes).is_some_and(|end| u32::try_from(end).is_ok())
    }

    /// Adds an event. The caller has asked for room.
    pub(crate) fn note(
        &mut self,
        ids: &mut Ids,
        at: u32,
        stored: Stored<'_>,
        author: Option<Actor>,
    ) {
        let line = number(self.lines.len());
        let code = stored.event.code().0;
        let tags = stored.event.tags();
        let schools = tags.iter().filter_map(|tag| match tag {
            Tag::School(school) => Some(*school),
            _ => None,
        });
        let school = schools.filter_map(|school| ids.schools.get(school)).min();
        self.lines.push(Line {
            position: at,
            offset: number(self.payloads.0.len()),
            staff: author.map_or(NONE, |actor| ids.staff.intern(actor.staff)),
            code,
            schema: stored.schema,
            role: author.map(|actor| actor.role),
        });
        self.at_school.push(school.unwrap_or(NONE));
        self.payloads.0.extend_from_slice(stored.payload);
        self.by_code.entry(code).or_default().push(line);
        for tag in tags {
            let head = self.by_tag.entry(tag).or_insert(NONE);
            // Two equal tags of one event make one link.
            if self.links.get(*head as usize).is_none_or(|link| link.line != line) {
                let previous = std::mem::replace(head, number(self.links.len()));
                self.links.push(Link { line, previous });
            }
        }
    }

    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self, ids: &Ids) {
        self.at_school = vec![NONE; self.lines.len()];
        for (tag, head) in &self.by_tag {
            let Tag::School(school) = tag else { continue };
            let (number, mut next) = (ids.schools.get(*school).unwrap_or(NONE), *head);
            while let Some(link) = self.links.get(next as usize) {
                let at = &mut self.at_school[link.line as usize];
                *at = (*at).min(number);
                next = link.previous;
            }
        }
    }

    /// The lines of a tag below a limit that are wanted, newest first.
    fn tagged(
        &self,
        tag: &Tag,
        limit: u32,
        wanted: impl Fn(u16) -> bool,
    ) -> impl Iterator<Item = u32> {
        let mut next = self.by_tag.get(tag).copied().unwrap_or(NONE);
        let links = std::iter::from_fn(move || {
            let link = self.links.get(next as usize)?;
            next = link.previous;
            Some(link.line)
        });
        links.filter(move |line| {
            let line = &self.lines[*line as usize];
            line.position < limit && wanted(line.code)
        })
    }

    /// The lines of a type below a limit.
    fn typed(&self, code: Code, limit: u32) -> &[u32] {
        let lines = self.by_code.get(&code.0).map_or(&[][..], Vec::as_slice);
        &lines[..lines.partition_point(|line| self.lines[*line as usize].position < limit)]
    }

    /// All tags, in order.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.by_tag.keys()
    }

    fn payload(&self, line: usize) -> &[u8] {
        let end = self.lines.get(line + 1).map_or(self.payloads.0.len(), |l| l.offset as usize);
        &self.payloads.0[self.lines[line].offset as usize..end]
    }
}

/// A count that [`Ledger::has_room`] and the number of positions keep within 32 bits.
fn number(count: usize) -> u32 {
    u32::try_from(count).expect("the ledger has room for as many as there are positions")
}

impl Facts {
    /// The events of the ledger with a tag, in order of position.
    pub fn ledger(&self, tag: Tag, at: Size) -> impl Iterator<Item = Noted> {
        let lines: Vec<u32> = self.ledger.tagged(&tag, self.limit(at), |_| true).collect();
        lines.into_iter().rev().map(|line| self.read(line))
    }

    /// Those of some types, in order of position; the others are not read.
    pub fn ledger_of<'a>(
        &'a self,
        tag: Tag,
        codes: &[Code],
        at: Size,
    ) -> impl Iterator<Item = Noted> + use<'a> {
        let wanted = |code| codes.contains(&Code(code));
        let lines: Vec<u32> = self.ledger.tagged(&tag, self.limit(at), wanted).collect();
        lines.into_iter().rev().map(|line| self.read(line))
    }

    /// The events of some types, whatever their tags, in order of position.
    pub fn ledger_all<'a>(
        &'a self,
        codes: &[Code],
        at: Size,
    ) -> impl Iterator<Item = Noted> + use<'a> {
        let limit = self.limit(at);
        let typed = codes.iter().flat_map(|code| self.ledger.typed(*code, limit));
        let mut lines: Vec<u32> = typed.copied().collect();
        lines.sort_unstable();
        lines.into_iter().map(|line| self.read(line))
    }

    /// Where the events of a type at some school units stand, by their numbers; none of them is read.
    pub(crate) fn positions_at<'a>(
        &'a self,
        code: Code,
        at: Size,
        is_meant: impl Fn(u32) -> bool + 'a,
    ) -> impl Iterator<Item = Position> + 'a {
        let ledger = &self.ledger;
        let lines = ledger.typed(code, self.limit(at)).iter().map(|line| *line as usize);
        let there = lines.filter(move |line| is_meant(ledger.at_school[*line]));
        there.map(|line| position(ledger.lines[line].position))
    }

    /// The accounts that were delivered to a school unit, in order of position. A municipality has
    /// thousands, each with a document: nobody reads them all for one school unit's.
    pub(crate) fn accounts(
        &self,
        school: SchoolUnitCode,
        at: Size,
    ) -> impl Iterator<Item = Noted> + use<'_> {
        self.ledger_of(Tag::School(school), &[code::SchoolAccountDelivered], at)
    }

    /// How many events of a type have a tag. Nothing is read.
    #[must_use]
    pub fn count_of(&self, tag: Tag, code: Code, at: Size) -> usize {
        self.ledger.tagged(&tag, self.limit(at), |found| found == code.0).count()
    }

    /// The event of the ledger at a position; none where there stands another kind of event.
    #[must_use]
    pub fn noted(&self, position: Position, at: Size) -> Option<Noted> {
        let stored = u32::try_from(position.0).ok().filter(|stored| *stored < self.limit(at))?;
        let line = self.ledger.lines.binary_search_by_key(&stored, |line| line.position).ok()?;
        u32::try_from(line).ok().map(|line| self.read(line))
    }

    /// The municipality's service goals in force on a day; none where the guarantee is not adopted.
    #[must_use]
    pub fn goals(&self, day: Day, at: Size) -> Option<GuaranteeAdopted> {
        let adopted = self.ledger_all(&[code::GuaranteeAdopted], at);
        let goals = adopted.filter_map(|noted| match noted.event {
            Event::GuaranteeAdopted(goals) => Some(goals),
            _ => None,
        });
        // Of the same day, the one recorded last.
        goals.filter(|goals| goals.valid_from <= day).max_by_key(|goals| goals.valid_from)
    }

    fn read(&self, number: u32) -> Noted {
        let line = &self.ledger.lines[number as usize];
        let payload = self.ledger.payload(number as usize);
        let event = Event::decode(line.code, line.schema, payload)
            .expect("what is in the ledger was read when it was folded");
        let actor = line.role.map(|role| Actor { staff: self.ids.staff.key(line.staff), role });
        let position = position(line.position);
        Noted { position, at: self.recorded_at(position).unwrap_or_default(), actor, event }
    }
}

/// The payloads one behind the other; saved as one run of bytes.
#[derive(Debug, Clone, Default)]
struct Payloads(Vec<u8>);

impl Serialize for Payloads {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Payloads {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = Payloads;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Payloads, E> {
                Ok(Payloads(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

//! Documents that stand for ever: a report to a committee, a school unit's account.
//!
//! A document is a view on a frozen basis (a size of the log and its root) as JSON. The program makes it;
//! [`App::handle`](crate::store::App::handle) takes none that is not what the program makes of the basis
//! it names. Shown again it is the stored bytes, compared with what the same basis gives today and with
//! what the record says now.

mod changed;
mod evaluations;
mod made;

use std::io::{Read, Write};

use domain::Event;
use domain::calendar::Day;
use domain::command::Command;
use domain::committee::{self, Basis, Document, ReportPrepared, SchoolAccountDelivered};
use domain::event::{Code, code};
use domain::id::{Bytes, CommitteeId, Digest, Position, ReportId, RoundId, SchoolUnitCode, Size};
use domain::people::Actor;
use domain::query::Tag;
use eventstore::{CommandId, ProofReadError, ReceiptError, RequestDigest};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use projections::Facts;
use projections::views::difference::{Difference, difference};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::access::Sight;
use crate::facts::FactsError;
use crate::handle::{HandleError, Outcome, Request};
use crate::store::App;
use crate::trail::TrailError;
use crate::world::derived_uuid;
use made::{Form, made_again, public, view_again};

pub use made::{account_document, report_document};

/// The program that makes documents, as they name it.
pub const PROGRAM: &str = concat!("insyn ", env!("CARGO_PKG_VERSION"));

/// The longest document, in bytes: some thousand school units.
const BYTES_MAX: u64 = 64 << 20;

/// Events that change what a report says of a school unit.
const TELLING: &[Code] = &[
    code::ReadingAssessed,
    code::NotAssessed,
    code::AssessmentCorrected,
    code::AssessmentStruck,
    code::PupilEnrolled,
    code::PupilTransferred,
    code::PupilLeft,
    code::GradeChanged,
    code::SwedishSyllabusSet,
    code::ResultsSubmitted,
    code::CommitmentAdopted,
    code::CommitmentRevised,
    code::CommitmentLowered,
    code::CommitmentEvaluated,
    code::ShortfallFound,
    code::ShortfallLifted,
    code::ShortfallFollowed,
    code::GuaranteeAnswered,
    code::ProgrammeDecided,
    code::ProgrammeEvaluated,
    code::ProgrammeEnded,
    code::DecisionAnnulled,
    code::AssessmentExplained,
    code::GuardianAcknowledged,
    code::MeasureDecided,
    code::MeasureStarted,
    code::MeasureEvaluated,
    code::CommitteeInformed,
    code::SchoolUnitMoved,
    code::SchoolUnitClosed,
];

/// A report asked for.
#[derive(Debug, Clone)]
pub struct ReportAsked {
    /// Asking again with the same id gives the first report, for ever.
    pub command_id: uuid::Uuid,
    /// Who asks, in which role.
    pub actor: Actor,
    /// To whom.
    pub committee: CommitteeId,
    /// The round it speaks of.
    pub round: RoundId,
    /// What it is called. Public.
    pub title: String,
    /// What the committee is asked to decide. Public.
    pub asks: Vec<String>,
}

/// A school unit's account asked for.
#[derive(Debug, Clone, Copy)]
pub struct AccountAsked {
    /// Asking again with the same id gives the first account, for ever.
    pub command_id: uuid::Uuid,
    /// Who asks, in which role.
    pub actor: Actor,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round it speaks of.
    pub round: RoundId,
}

/// Why a document could not be made or shown.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The facts could not be had.
    #[error("the facts could not be had")]
    Facts(#[source] FactsError),
    /// The log's root could not be had.
    #[error("the log's root could not be had")]
    Root(#[source] ProofReadError),
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] TrailError),
    /// A view has no JSON form.
    #[error("a view has no JSON form")]
    Encode(#[source] serde_json::Error),
    /// It is not recorded.
    #[error("{0}")]
    Handle(#[source] HandleError),
    /// What is stored is no document.
    #[error("the document at position {0} cannot be read")]
    Unreadable(Position),
}

/// Whether a stored document is what it says it is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Check {
    /// Its bytes have the digest and length that were recorded.
    pub digest: bool,
    /// The log has the root at the size that the basis names.
    pub root: bool,
    /// The same basis gives the same document today.
    pub same: bool,
    /// The program that made it.
    pub program: String,
    /// The program that compares.
    pub program_now: String,
    /// What the same basis gives otherwise today.
    pub deviations: Vec<Difference>,
    /// What can have led to that.
    pub causes: Vec<DeviationCause>,
}

/// Why a basis can give another document than it once did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviationCause {
    /// Another version of the program, perhaps with another version of a rule.
    Program,
    /// Content below the basis has been disposed of since.
    Disposal,
}

/// Something the document would say otherwise now.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Changed {
    /// What.
    #[serde(flatten)]
    pub difference: Difference,
    /// Events since the basis that can have changed it, the first of them; none where none is at hand.
    pub positions: Vec<Position>,
}

/// A report as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportStored {
    /// To whom.
    pub committee: CommitteeId,
    /// What it is called.
    pub title: String,
    /// The round it speaks of.
    pub round: RoundId,
    /// What it rests on.
    pub basis: Basis,
    /// The day it was delivered; none: not yet, and not public.
    pub delivered: Option<Day>,
    /// The document: its bytes have the digest and length that were recorded.
    pub document: Value,
}

/// A report shown again: exactly as it was, whether it still follows from its basis, and what it would
/// say now.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReportAgain {
    /// The report.
    pub report: ReportId,
    /// To whom.
    pub committee: CommitteeId,
    /// What it is called.
    pub title: String,
    /// The round it speaks of.
    pub round: RoundId,
    /// What it rests on.
    pub basis: Basis,
    /// What the committee is asked to decide.
    pub asks: Vec<String>,
    /// The event that prepared it.
    pub prepared: Position,
    /// The day it was delivered; none: not yet, and not public.
    pub delivered: Option<Day>,
    /// The document as stored; one with raw counts as it may be public.
    #[schemars(extend("additionalProperties" = true))]
    pub document: Value,
    /// Its check.
    pub check: Check,
    /// What it would say otherwise now.
    pub now: Vec<Changed>,
}

/// A school unit's account shown again.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AccountAgain {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round it speaks of.
    pub round: RoundId,
    /// What it rests on.
    pub basis: Basis,
    /// The day it was delivered.
    pub on: Day,
    /// The document as stored; one with raw counts as it may be public.
    #[schemars(extend("additionalProperties" = true))]
    pub document: Value,
    /// Its check.
    pub check: Check,
    /// What it would say otherwise now.
    pub now: Vec<Changed>,
}

/// Bytes as a document.
#[must_use]
pub fn document_of(bytes: &[u8]) -> Document {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing into memory has no fault to tell of.
    let deflated = encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default();
    Document {
        program: PROGRAM.to_owned(),
        digest: Digest(Sha256::digest(bytes).into()),
        length: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        deflated: Bytes(deflated),
    }
}

/// The bytes of a document, and whether they have the digest and length that it names; none where it
/// holds no such stream.
#[must_use]
pub fn bytes_of(document: &Document) -> Option<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    let mut decoder = DeflateDecoder::new(document.deflated.0.as_slice()).take(BYTES_MAX);
    decoder.read_to_end(&mut bytes).ok()?;
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    let whole = u32::try_from(bytes.len()) == Ok(document.length);
    let is_own = whole && Digest(digest) == document.digest;
    Some((bytes, is_own))
}

impl App {
    /// Prepares a report on the state of this moment: frozen, made, recorded. Gives its id.
    pub fn prepare_report(
        &self,
        asked: &ReportAsked,
    ) -> Result<(ReportId, Outcome), DocumentError> {
        let report = report_id(asked.command_id);
        let before = self.recorded_first(asked.command_id)?;
        let prepared = match before {
            Some(Event::ReportPrepared(event)) if is_asked(&event, asked) => event,
            _ => self.report(report, asked)?,
        };
        let command = committee::Command::Prepare(prepared);
        self.ask(asked.command_id, asked.actor, command).map(|outcome| (report, outcome))
    }

    fn report(
        &self,
        report: ReportId,
        asked: &ReportAsked,
    ) -> Result<ReportPrepared, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let basis = self.basis(facts.size())?;
        let of = (asked.committee, asked.round);
        let made = report_document(&facts, &self.inner.disclosed, of, &asked.asks, basis.size)?;
        Ok(ReportPrepared {
            report,
            committee: asked.committee,
            title: asked.title.clone(),
            round: asked.round,
            basis,
            asks: asked.asks.clone(),
            document: made.unwrap_or_else(nothing),
        })
    }

    /// Delivers a school unit its account on the state of this moment.
    pub fn deliver_account(&self, asked: &AccountAsked) -> Result<Outcome, DocumentError> {
        let before = self.recorded_first(asked.command_id)?;
        let delivered = match before {
            Some(Event::SchoolAccountDelivered(event))
                if (event.school, event.round) == (asked.school, asked.round) =>
            {
                event
            }
            _ => self.account(asked)?,
        };
        let command = committee::Command::DeliverAccount(delivered);
        self.ask(asked.command_id, asked.actor, command)
    }

    fn account(&self, asked: &AccountAsked) -> Result<SchoolAccountDelivered, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let basis = self.basis(facts.size())?;
        let of = (asked.school, asked.round);
        let made = account_document(&facts, &self.inner.disclosed, of, basis.size)?;
        Ok(SchoolAccountDelivered {
            school: asked.school,
            round: asked.round,
            basis,
            document: made.unwrap_or_else(nothing),
            on: self.now().day(),
        })
    }

    fn ask(
        &self,
        command_id: uuid::Uuid,
        actor: Actor,
        command: committee::Command,
    ) -> Result<Outcome, DocumentError> {
        let commands = vec![Command::Committee(command)];
        let request = Request { command_id, actor, cause: None, commands };
        self.handle(&request).map_err(DocumentError::Handle)
    }

    /// A basis: a size with the log's root there.
    pub fn basis(&self, size: Size) -> Result<Basis, DocumentError> {
        let root = self.log().root(eventstore::Size(size.0)).map_err(DocumentError::Root)?;
        Ok(Basis { size, root: Digest(root) })
    }

    /// The first event that a command id stands for, if it has been used.
    fn recorded_first(&self, command_id: uuid::Uuid) -> Result<Option<Event>, DocumentError> {
        let none = RequestDigest([0; 32]);
        match self.log().receipt(CommandId(command_id), none) {
            Err(ReceiptError::DigestMismatch { first }) => {
                let recorded = self.recorded(Position(first.0)).map_err(DocumentError::Read)?;
                Ok(recorded.event)
            }
            Err(ReceiptError::Read(source)) => Err(DocumentError::Read(TrailError::Read(source))),
            Ok(_) => Ok(None),
        }
    }

    /// Whether the document of an event about to be recorded is what the program makes of its basis.
    /// Events without a document are fit.
    pub(crate) fn is_fit(&self, event: &Event) -> Result<bool, DocumentError> {
        let (basis, document) = match event {
            Event::CommitmentEvaluated(e) => return self.is_counted(e),
            Event::MeasureEvaluated(e) => return self.is_observed(e),
            Event::ReportPrepared(e) => (e.basis, &e.document),
            Event::SchoolAccountDelivered(e) => (e.basis, &e.document),
            _ => return Ok(true),
        };
        if basis.size.0 > self.size().0 || self.basis(basis.size)? != basis {
            return Ok(false);
        }
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let made = made_again(&facts, &self.inner.disclosed, event, basis.size)?;
        let given = bytes_of(document).filter(|(_, is_own)| *is_own).map(|(bytes, _)| bytes);
        let wanted = made.as_ref().and_then(bytes_of).map(|(bytes, _)| bytes);
        Ok(given.is_some() && given == wanted && document.program == PROGRAM)
    }

    /// What opens a report: a delivered one is public. None where no such report is prepared.
    pub fn sight_of_report(&self, report: ReportId) -> Result<Option<Sight>, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        Ok(prepared(&facts, report).map(|(_, event, delivered)| match delivered {
            Some(_) => Sight::DeliveredReport,
            None => Sight::Report(event.committee),
        }))
    }

    /// A report as it is stored, without comparing it with anything: what its page shows first. None where no
    /// such report is prepared.
    pub fn report_stored(&self, report: ReportId) -> Result<Option<ReportStored>, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let Some((position, event, delivered)) = prepared(&facts, report) else { return Ok(None) };
        let bytes = bytes_of(&event.document).filter(|(_, is_own)| *is_own);
        let stored = bytes.and_then(|(bytes, _)| serde_json::from_slice(&bytes).ok());
        let stored: Value = stored.ok_or(DocumentError::Unreadable(position))?;
        let (size, recorded) = (event.basis.size, Event::ReportPrepared(event.clone()));
        let document = public(&facts, &self.inner.disclosed, stored, (&recorded, size));
        drop(facts);
        let ReportPrepared { committee, title, round, basis, .. } = event;
        Ok(Some(ReportStored { committee, title, round, basis, delivered, document }))
    }

    /// A report shown again, checked, and compared with the present: folds the whole report twice. None where no such report is prepared.
    pub fn report_again(&self, report: ReportId) -> Result<Option<ReportAgain>, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let Some((position, event, delivered)) = prepared(&facts, report) else { return Ok(None) };
        let recorded = Event::ReportPrepared(event.clone());
        let again = self.again(&facts, &recorded, position, (event.basis, &event.document))?;
        Ok(Some(ReportAgain {
            report,
            committee: event.committee,
            title: event.title,
            round: event.round,
            basis: event.basis,
            asks: event.asks,
            prepared: position,
            delivered,
            document: again.0,
            check: again.1,
            now: again.2,
        }))
    }

    /// A delivered account shown again; none where there is none at the position.
    pub fn account_again(&self, at: Position) -> Result<Option<AccountAgain>, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let noted = facts.noted(at, facts.size());
        let Some(Event::SchoolAccountDelivered(event)) = noted.map(|noted| noted.event) else {
            return Ok(None);
        };
        let recorded = Event::SchoolAccountDelivered(event.clone());
        let again = self.again(&facts, &recorded, at, (event.basis, &event.document))?;
        Ok(Some(AccountAgain {
            school: event.school,
            round: event.round,
            basis: event.basis,
            on: event.on,
            document: again.0,
            check: again.1,
            now: again.2,
        }))
    }

    /// The stored document, its check, and what it would say now.
    fn again(
        &self,
        facts: &Facts,
        event: &Event,
        position: Position,
        (basis, document): (Basis, &Document),
    ) -> Result<(Value, Check, Vec<Changed>), DocumentError> {
        let unreadable = DocumentError::Unreadable(position);
        let Some((bytes, digest)) = bytes_of(document) else { return Err(unreadable) };
        let Ok(stored) = serde_json::from_slice::<Value>(&bytes) else { return Err(unreadable) };
        let disclosed = &self.inner.disclosed;
        let form = Form::of(&stored);
        let then = view_again(facts, disclosed, event, (basis.size, form))?;
        let same = stored == then;
        let shown = |view, at| public(facts, disclosed, view, (event, at));
        let (stored, then) = (shown(stored, basis.size), shown(then, basis.size));
        let deviations = difference(&stored, &then);
        let mut causes = Vec::new();
        if !same {
            causes.extend((document.program != PROGRAM).then_some(DeviationCause::Program));
            let disposed = facts.removed(basis.size) > 0;
            causes.extend(disposed.then_some(DeviationCause::Disposal));
        }
        let check = Check {
            digest,
            root: self.basis(basis.size)? == basis,
            same,
            program: document.program.clone(),
            program_now: PROGRAM.to_owned(),
            deviations,
            causes,
        };
        let now = (facts.size(), Form::Public);
        let live = view_again(facts, disclosed, event, now)?;
        let now = self.changed(&stored, &live, basis.size)?;
        Ok((stored, check, now))
    }
}

/// The event that prepared a report, and the day it was delivered.
fn prepared(facts: &Facts, report: ReportId) -> Option<(Position, ReportPrepared, Option<Day>)> {
    let codes = [code::ReportPrepared, code::ReportDelivered];
    let (mut found, mut delivered) = (None, None);
    for noted in facts.ledger_of(Tag::Report(report), &codes, facts.size()) {
        match noted.event {
            Event::ReportPrepared(event) => found = Some((noted.position, event)),
            Event::ReportDelivered(event) => delivered = Some(event.on),
            _ => {}
        }
    }
    found.map(|(position, event)| (position, event, delivered))
}

/// A report's id: derived from the command's, so that asking again means the same report.
fn report_id(command_id: uuid::Uuid) -> ReportId {
    let digest = Sha256::digest([b"report|".as_slice(), command_id.as_bytes()].concat());
    ReportId::from_bytes(derived_uuid(digest.into()).into_bytes())
}

fn is_asked(event: &ReportPrepared, asked: &ReportAsked) -> bool {
    event.report == report_id(asked.command_id)
        && (event.committee, event.round) == (asked.committee, asked.round)
        && event.title == asked.title
        && event.asks == asked.asks
}

/// Of what cannot be told: the domain says why it is refused.
fn nothing() -> Document {
    document_of(b"null")
}

/// Whether a path tells the state of the record or the day it is, and not of the schools.
fn is_of_the_state(path: &str) -> bool {
    let of_the_day = path == "/day" || path.ends_with("/days");
    of_the_day || path.starts_with("/basis/") || path.ends_with("/as_of")
}

/// The school unit that a path goes through: `…[school=99000001]…`.
fn school_in(path: &str) -> Option<SchoolUnitCode> {
    let (_, after) = path.split_once("school=")?;
    after.split([',', ']']).next()?.parse().ok()
}

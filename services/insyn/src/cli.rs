//! The command line as it is typed: verbs, options and their help.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::calendar::Day;
use domain::id::{MunicipalityCode, RoundId, SchoolUnitCode};
use insyn_app::facts::AsOf;

mod access;
mod reads;
mod sign_in;
mod steering;

pub use access::{AccessArgs, AccessFormat};
pub use reads::{Reads, ReadsPupil};
pub use sign_in::{SignIn, SignInFile};
pub use steering::{
    ExplainArgs, FileLanguage, FollowUpArgs, RemindArgs, Report, ReportAccount, ReportDeliver,
    ReportFile, ReportPrepare, ReportShow,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  done; sound; nothing differs
  1  the answer is no: refused, tampered, views differ, rows held back
  2  wrong usage, or a file that cannot be read
  3  the store cannot be opened (missing, in use, damaged, newer, rolled back)
  4  not allowed in this role
  5  the store failed while working; what was acknowledged is safe";

/// Insyn: every reading assessment, commitment and decision of a municipality's schools as an
/// immutable event; every figure leads back to its evidence.
#[derive(Debug, Parser)]
#[command(name = "insyn", version, after_help = EXIT_CODES, propagate_version = true)]
pub struct Cli {
    /// Print JSON and nothing else on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// No progress, also on a terminal.
    #[arg(long, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Where the store is.
#[derive(Debug, Args)]
pub struct StoreArgs {
    /// The store's directory.
    #[arg(long, value_name = "DIR", env = "INSYN_DATA")]
    pub data: PathBuf,
}

/// Who acts.
#[derive(Debug, Args)]
pub struct ActorArgs {
    /// In which role, and who: ROLE or ROLE:STAFF-ID. A role that several hold needs the id. Without
    /// this, the first who holds the verb's own role.
    #[arg(long = "as", value_name = "ROLE[:STAFF-ID]")]
    pub actor: Option<String>,
}

/// A store, and who works on it.
#[derive(Debug, Args)]
pub struct KeeperArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// What there is to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make a demo municipality and serve it on a loopback port.
    Demo(DemoArgs),
    /// Make a new, empty store with its municipality and first people.
    Init(InitArgs),
    /// Serve pages and API.
    Serve(ServeArgs),
    /// Say which identity of an identity provider leads to whom.
    ///
    /// For the system administrator, where no import has told it. Only a keyed hash of each identity is kept.
    #[command(subcommand)]
    SignIn(SignIn),
    /// Bring in a class list or reading results.
    #[command(subcommand)]
    Import(Import),
    /// Take out events or a view.
    #[command(subcommand)]
    Export(Export),
    /// Schedule, open and list rounds.
    #[command(subcommand)]
    Round(Round),
    /// Carry out commands written as JSON (one, or an array recorded together or not at all).
    Do(DoArgs),
    /// Show a view.
    View(ViewArgs),
    /// Show what led to something and what came of it.
    Trail(TrailArgs),
    /// Explain a decision: who took it by whose grant, on which events, and whether it follows from them.
    Explain(ExplainArgs),
    /// Prepare, show and deliver reports and accounts.
    #[command(subcommand)]
    Report(Report),
    /// Find shortfalls, follow pupils who move and remind of what is late, once.
    ///
    /// A server does this by itself. For the system administrator; what is recorded stands in the name of
    /// the process, which only finds, follows and reminds.
    FollowUp(FollowUpArgs),
    /// Write to those for whom something waits, each once a day; or say how many would be written to.
    ///
    /// A server with a mail server configured does this by itself. For the system administrator.
    Remind(RemindArgs),
    /// Fold every event anew.
    Rebuild(RebuildArgs),
    /// Recompute everything from the stored bytes: 0 sound, 1 tampered, 2 unreadable.
    ///
    /// For the system administrator, auditor or archivist. Nothing is opened or changed, so it works on a
    /// backup too. Who verifies is looked up where the record is sound and its saved facts are there;
    /// otherwise the answer names whom --as claims, and says so.
    Verify(VerifyArgs),
    /// Sign and print the state of the log, for auditors and witnesses.
    ///
    /// For the system administrator, auditor or archivist. Standard output is the signed note and nothing
    /// else; who signed stands beside it on a terminal, and in the answer with --json.
    Checkpoint(KeeperArgs),
    /// Copy volumes and vault to a new directory.
    ///
    /// For the system administrator. A store that does not open is copied all the same; the answer then
    /// names whom --as claims, and says so.
    Backup(BackupArgs),
    /// Make a store from a backup in a new directory.
    ///
    /// For the system administrator, who is looked up in the store given by --live. Without one that opens
    /// the answer names whom --as claims, and says so.
    Restore(RestoreArgs),
    /// List what the store lacks before it may hold real pupils (exit 1 while something is missing).
    Ready(KeeperArgs),
    /// Show size, last event, checkpoint and people of the store.
    Status(KeeperArgs),
    /// Show who has read a pupil's data.
    #[command(subcommand)]
    Reads(Reads),
    /// Print who may see and do what: every role, relation, kind, command and address. No store is opened.
    Access(AccessArgs),
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The store's directory; made if it is not there.
    #[arg(long, value_name = "DIR", default_value = "data/demo")]
    pub data: PathBuf,
    /// The same seed makes the same municipality.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many pupils it has at a time.
    #[arg(long, default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(60..=200_000))]
    pub pupils: u32,
    /// How many school years its record goes back.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=12))]
    pub years: u16,
    /// Make it and stop.
    #[arg(long)]
    pub no_serve: bool,
    /// Where to serve.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8460")]
    pub listen: SocketAddr,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// The municipality's code: four digits.
    #[arg(long, value_name = "CODE")]
    pub municipality: MunicipalityCode,
    /// The municipality's name.
    #[arg(long)]
    pub name: String,
    /// A file with the names of the first people, one a line: ROLE;GIVEN NAME;FAMILY NAME. It needs
    /// a system_administrator and a results_coordinator. Names never stand in arguments.
    #[arg(long, value_name = "FILE")]
    pub people: PathBuf,
    /// The name under which checkpoints are signed (default: insyn/CODE).
    #[arg(long)]
    pub origin: Option<String>,
    /// For real pupils. Refuses real civic numbers until every safeguard is there (`insyn ready`).
    #[arg(long)]
    pub production: bool,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who starts it. On the pages everyone signs in and acts for themselves.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// Where to serve.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8460", env = "INSYN_LISTEN")]
    pub listen: SocketAddr,
    /// The configuration: public origins and identity providers (TOML). Without it, the file that
    /// INSYN_CONFIG names; without that, insyn.toml in the store's directory, if it is there.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// A class list: organisations, persons, groups and duties as SS 12000 answers.
    Ss12000(ImportSs12000),
    /// Reading results from a workbook (xlsx) or csv file.
    Results(ImportResults),
}

/// Options of `import ss12000`.
#[derive(Debug, Args)]
pub struct ImportSs12000 {
    /// The folder with organisations.json, persons.json, groups.json, duties.json.
    pub folder: PathBuf,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who imports.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// Show what would be recorded, and record nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of `import results`.
#[derive(Debug, Args)]
pub struct ImportResults {
    /// The file.
    pub file: PathBuf,
    /// The round, as 2025/26:september.
    #[arg(long)]
    pub round: RoundId,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who imports.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// Show what would be recorded, and record nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Every event as NDJSON: pseudonymous, sealed sections stay sealed.
    Events(ExportEvents),
    /// A view as a file.
    View(ExportView),
}

/// Options of `export events`.
#[derive(Debug, Args)]
pub struct ExportEvents {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who exports.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// Only what was recorded until then: a size, a day or a time.
    #[arg(long, default_value = "now")]
    pub as_of: AsOf,
    /// The file to write; standard output otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// The form of an exported view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// As Swedish Excel reads it, with a line of rules and as-of.
    Csv,
    /// The view as the API gives it.
    Json,
}

/// Options of `export view`.
#[derive(Debug, Args)]
pub struct ExportView {
    /// Which view.
    #[command(flatten)]
    pub view: ViewArgs,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub format: Format,
    /// The file to write; standard output otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What can be done with rounds.
#[derive(Debug, Subcommand)]
pub enum Round {
    /// List the rounds.
    List(RoundList),
    /// Schedule a round around its census date.
    Schedule(RoundSchedule),
    /// Open a round at one school unit, or at all.
    Open(RoundOpen),
}

/// Options of `round list`.
#[derive(Debug, Args)]
pub struct RoundList {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// As it was known then: a size (number of events), a day, or a time.
    #[arg(long, default_value = "now")]
    pub as_of: AsOf,
}

/// Options of `round schedule`.
#[derive(Debug, Args)]
pub struct RoundSchedule {
    /// The round, as 2025/26:september.
    pub round: RoundId,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who schedules.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// The census date; the field's own for september, december, february and may.
    #[arg(long)]
    pub census_date: Option<Day>,
    /// The grades, as 1-9 or 3,6,9.
    #[arg(long, default_value = "1-9")]
    pub grades: String,
}

/// Options of `round open`.
#[derive(Debug, Args)]
pub struct RoundOpen {
    /// The round, as 2025/26:september.
    pub round: RoundId,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who opens.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// One school unit; all otherwise.
    #[arg(long, value_name = "CODE")]
    pub school: Option<SchoolUnitCode>,
    /// The last day for entry; the round's own closing day otherwise.
    #[arg(long)]
    pub until: Option<Day>,
}

/// Options of `do`.
#[derive(Debug, Args)]
pub struct DoArgs {
    /// The file with the command or commands, or - for standard input.
    pub file: PathBuf,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who acts.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// The command's id (a UUID): asking again with it gives the first receipt.
    #[arg(long, value_name = "UUID")]
    pub id: Option<String>,
}

/// The views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViewKind {
    /// One school unit's figures; ID is its code.
    School,
    /// A district's figures; ID is its code.
    District,
    /// A committee's figures; ID is its code.
    Committee,
    /// A school unit's round board; ID is its code.
    RoundBoard,
    /// One pupil, by pseudonym; ID is the pupil's id.
    Pupil,
    /// What you have to do; no ID.
    Todo,
    /// A school unit's guarantee board; ID is its code.
    Guarantee,
    /// A school unit's dialogue coverage; ID is its code.
    Dialogue,
    /// A school unit's action programmes; ID is its code.
    Programmes,
    /// One case of an action programme; ID is its id.
    Programme,
    /// A school unit's measures; ID is its code.
    Measures,
    /// A school unit's account; ID is its code.
    Account,
    /// A committee's report, live; ID is the committee's code.
    Report,
    /// A commitment's history; ID is its id.
    Commitment,
    /// The knowledge rights and the assessment system; no ID.
    Knowledge,
    /// The committees' decisions and the public debates; no ID.
    Decisions,
    /// The seminars and their agreement; no ID.
    Seminars,
    /// A school unit's coaching, support and leadership; ID is its code.
    Support,
    /// A school unit's competence; ID is its code.
    Competence,
}

/// Options of `view`.
#[derive(Debug, Args)]
pub struct ViewArgs {
    /// Which view.
    #[arg(value_enum)]
    pub kind: ViewKind,
    /// Of what; a few views have no ID.
    #[arg(default_value = "", hide_default_value = true)]
    pub id: String,
    /// The round, as 2025/26:september; the latest that had opened by the as-of day otherwise.
    #[arg(long)]
    pub round: Option<RoundId>,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// As it was known then: a size (number of events), a day, or a time.
    #[arg(long, default_value = "now")]
    pub as_of: AsOf,
}

/// What has a trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TrailKind {
    /// A pupil, by pseudonym.
    Pupil,
    /// A school unit: everything recorded there.
    School,
    /// A case of an action programme.
    Programme,
    /// A commitment.
    Commitment,
    /// A measure.
    Measure,
    /// A report to a committee.
    Report,
    /// A committee's decision.
    Decision,
    /// A figure, as a view names it.
    Figure,
}

/// Options of `trail`.
#[derive(Debug, Args)]
pub struct TrailArgs {
    /// Of what kind of thing.
    #[arg(value_enum)]
    pub kind: TrailKind,
    /// Of which.
    pub id: String,
    /// Every event of the chain as one line of JSON, pseudonymous, for auditors.
    #[arg(long)]
    pub ndjson: bool,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// As it was known then: a size (number of events), a day, or a time.
    #[arg(long, default_value = "now")]
    pub as_of: AsOf,
}

/// Options of `rebuild`.
#[derive(Debug, Args)]
pub struct RebuildArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who rebuilds.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// Compare every view of the saved facts with the new ones, and replace nothing.
    #[arg(long)]
    pub check: bool,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who verifies: looked up where the record can be read, else named as claimed.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// The verifier key an auditor holds (one line: NAME+ID+KEY), to be used with --checkpoint.
    #[arg(long, value_name = "VKEY", requires = "checkpoint")]
    pub key: Option<String>,
    /// A checkpoint kept elsewhere, that the log must still agree with.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub checkpoint: Option<PathBuf>,
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Where to; a new directory.
    pub target: PathBuf,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who copies: looked up where the store opens, else named as claimed.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup.
    pub backup: PathBuf,
    /// The new store.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who restores: looked up in the store given by --live, else named as claimed.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// The store whose checkpoints and signing key go on with it (a rolled back log is then recognised).
    #[arg(long, value_name = "DIR")]
    pub live: Option<PathBuf>,
}

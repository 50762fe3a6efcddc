//! Verbs of reports, explanations and the follow-up process.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::calendar::Day;
use domain::id::{CommitteeId, ReportId, RoundId, SchoolUnitCode};

use super::{ActorArgs, StoreArgs};

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The position of the decision, as a trail names it.
    pub position: u64,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// Options of `follow-up`.
#[derive(Debug, Args)]
pub struct FollowUpArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who has it run. The process itself acts in nobody's name.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// Show what is due, and record nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of `remind`.
#[derive(Debug, Args)]
pub struct RemindArgs {
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who has it run.
    #[command(flatten)]
    pub actor: ActorArgs,
    /// The configuration that names the mail server; `INSYN_CONFIG` or the store's own otherwise.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say how many would be written to, and send nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// What can be done with reports and accounts.
#[derive(Debug, Subcommand)]
pub enum Report {
    /// Prepare a report to a committee on the state of this moment.
    Prepare(ReportPrepare),
    /// Show a report exactly as it was made, check it, and list what it would say otherwise now.
    Show(ReportShow),
    /// Record that a report is delivered: it is public from then on.
    Deliver(ReportDeliver),
    /// Deliver a school unit its account on the state of this moment.
    Account(ReportAccount),
    /// Write a report as a PDF (PDF/UA-1 and PDF/A-2a), and say whether it is the one that was delivered.
    ///
    /// Needs the program insyn-report beside this one, or named by report_program in the configuration.
    Pdf(ReportFile),
    /// Write a report as a workbook with notes (xlsx).
    Xlsx(ReportFile),
}

/// Options of `report pdf` and `report xlsx`.
#[derive(Debug, Args)]
pub struct ReportFile {
    /// The report.
    pub report: ReportId,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The language of its words.
    #[arg(long, value_enum, default_value_t = FileLanguage::Sv)]
    pub language: FileLanguage,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// The language of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FileLanguage {
    /// Swedish.
    Sv,
    /// English.
    En,
}

/// Options of `report prepare`.
#[derive(Debug, Args)]
pub struct ReportPrepare {
    /// To which committee; its code.
    pub committee: CommitteeId,
    /// The round it speaks of, as 2025/26:september.
    #[arg(long)]
    pub round: RoundId,
    /// What it is called. Public.
    #[arg(long)]
    pub title: String,
    /// What the committee is asked to decide; may be given several times. Public.
    #[arg(long = "ask", value_name = "TEXT")]
    pub asks: Vec<String>,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who prepares.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// Options of `report show`.
#[derive(Debug, Args)]
pub struct ReportShow {
    /// The report.
    pub report: ReportId,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// Options of `report deliver`.
#[derive(Debug, Args)]
pub struct ReportDeliver {
    /// The report.
    pub report: ReportId,
    /// The day; today otherwise.
    #[arg(long)]
    pub on: Option<Day>,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who delivers.
    #[command(flatten)]
    pub actor: ActorArgs,
}

/// Options of `report account`.
#[derive(Debug, Args)]
pub struct ReportAccount {
    /// The school unit's code.
    pub school: SchoolUnitCode,
    /// The round it speaks of, as 2025/26:september.
    #[arg(long)]
    pub round: RoundId,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who delivers.
    #[command(flatten)]
    pub actor: ActorArgs,
}

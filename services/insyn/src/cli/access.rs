//! `insyn access` as it is typed.

use clap::{Args, ValueEnum};

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AccessFormat {
    /// Markdown: a section for each role, as in docs/access.md.
    Md,
    /// Comma-separated, a line for each role, action and subject.
    Csv,
}

/// Options of `access`.
#[derive(Debug, Args)]
pub struct AccessArgs {
    /// In which form.
    #[arg(long, value_enum, default_value = "md")]
    pub format: AccessFormat,
}

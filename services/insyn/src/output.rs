//! How the program answers: people on a terminal, scripts with `--json`, and exit codes for both.

use std::io::{IsTerminal, Write};

use serde::Serialize;

/// Exit codes, as `insyn --help` lists them.
pub(crate) mod exit {
    /// Done.
    pub(crate) const DONE: u8 = 0;
    /// The answer is no.
    pub(crate) const NO: u8 = 1;
    /// Wrong usage or unreadable input.
    pub(crate) const USAGE: u8 = 2;
    /// The store cannot be opened.
    pub(crate) const STORE: u8 = 3;
    /// Not allowed.
    pub(crate) const NOT_ALLOWED: u8 = 4;
    /// The store failed while working.
    pub(crate) const FAILED: u8 = 5;
}

/// An error with the exit code it ends the program with.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) code: u8,
    /// What happened, with its causes.
    pub(crate) error: anyhow::Error,
}

/// Gives an error its exit code.
pub(crate) trait Exit<T> {
    /// The value, or the failure with this exit code.
    fn or_exit(self, code: u8) -> Result<T, Failure>;
}

impl<T, E: Into<anyhow::Error>> Exit<T> for Result<T, E> {
    fn or_exit(self, code: u8) -> Result<T, Failure> {
        self.map_err(|error| Failure { code, error: error.into() })
    }
}

/// A failure with a text of its own.
pub(crate) fn fail<T>(code: u8, message: impl Into<String>) -> Result<T, Failure> {
    Err(Failure { code, error: anyhow::Error::msg(message.into()) })
}

/// Where answers go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    /// JSON and nothing else on standard output.
    pub(crate) json: bool,
    /// No progress.
    pub(crate) quiet: bool,
}

impl Output {
    /// Prints the answer: as JSON, or as the text made for people.
    pub(crate) fn answer(&self, value: &impl Serialize, text: impl FnOnce() -> String) {
        let printed = if self.json {
            serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_owned())
        } else {
            text()
        };
        self.line(&printed);
    }

    /// Prints a line on standard output. A reader that has gone away ends the printing, not the work.
    pub(crate) fn line(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let ending = if text.ends_with('\n') { "" } else { "\n" };
        // `insyn … | head` closes the pipe: nobody is left to tell.
        let _ = write!(out, "{text}{ending}").and_then(|()| out.flush());
    }

    /// Shows how far long work has come, over the last such line.
    pub(crate) fn progress(&self, text: &str) {
        if self.speaks() {
            let _ = write!(std::io::stderr(), "\r\x1b[2K{text}");
        }
    }

    /// Ends the line of progress.
    pub(crate) fn progress_done(&self) {
        if self.speaks() {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }

    fn speaks(&self) -> bool {
        !self.quiet && !self.json && std::io::stderr().is_terminal()
    }
}

/// Rows as aligned columns, for people.
#[must_use]
pub(crate) fn columns(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded = cells.zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(&mut header.iter().copied())];
    lines.extend(rows.iter().map(|row| line(&mut row.iter().map(String::as_str))));
    lines.join("\n")
}

//! How the program answers: people on a terminal, scripts with `--json`, and exit codes for both.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::reading;

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

/// Whether what was written arrived: false where the reader has gone away (`insyn … | head`), which
/// ends the writing and not in failure. A full disk is a failure.
pub(crate) fn written(result: std::io::Result<()>) -> Result<bool, Failure> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => {
            Err(anyhow::Error::new(error).context("cannot write the answer")).or_exit(exit::FAILED)
        }
    }
}

/// Set when an answer could not be written: the work is done, but nobody can know.
static ANSWER_LOST: AtomicBool = AtomicBool::new(false);

/// The exit code of a verb that ended with `code`: a failure where its answer was lost.
pub(crate) fn code_of(code: u8) -> u8 {
    if ANSWER_LOST.load(Ordering::Relaxed) { exit::FAILED } else { code }
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
        let mut printed = if self.json {
            serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_owned())
        } else {
            text()
        };
        if !printed.ends_with('\n') {
            printed.push('\n');
        }
        // What people are shown in words tells of the same pupils as the ids of its JSON.
        let value = serde_json::to_vec(value).unwrap_or_default();
        let entered = reading::enter(&value).and_then(|()| reading::enter(printed.as_bytes()));
        if let Err(error) = entered {
            ANSWER_LOST.store(true, Ordering::Relaxed);
            let _ = writeln!(std::io::stderr(), "insyn: {:#}", anyhow::Error::new(error));
            return;
        }
        let mut out = std::io::stdout().lock();
        if let Err(failure) = written(out.write_all(printed.as_bytes()).and_then(|()| out.flush()))
        {
            ANSWER_LOST.store(true, Ordering::Relaxed);
            let _ = writeln!(std::io::stderr(), "insyn: {:#}", failure.error);
        }
    }

    /// Says something beside the answer to whoever sits at a terminal.
    pub(crate) fn aside(&self, text: &str) {
        if self.speaks() {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
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
        let padded =
            cells.zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(&mut header.iter().copied())];
    lines.extend(rows.iter().map(|row| line(&mut row.iter().map(String::as_str))));
    lines.join("\n")
}

//! Starts the program that typesets documents, `insyn-report`: one process for each document.
//!
//! The main program neither builds nor links the typesetter. One document is made at a time, a few may wait,
//! and each is bounded in time, memory and size; what goes wrong there ends that process and nothing here.
//! The envelope it takes and its exit codes are described by the program itself (`insyn-report --help`,
//! `--schema`).

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The program by its name.
pub const PROGRAM: &str = "insyn-report";

/// The longest PDF, in bytes.
const PDF_MAX: u64 = 64 << 20;
/// The most that is kept of what the program says.
const SAID_MAX: u64 = 4 << 10;
/// The longest version, in bytes.
const VERSION_MAX: usize = 64;
/// How often it is looked whether the program has ended.
const LOOK: Duration = Duration::from_millis(10);

/// How much a document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The longest time, waiting not counted.
    pub time: Duration,
    /// The most memory, in MiB of address space.
    pub memory_mib: u64,
    /// The most documents that wait while one is made.
    pub waiting: usize,
    /// The longest wait.
    pub wait: Duration,
}

impl Default for Bounds {
    /// A report of 60 school units takes a few seconds and far less memory.
    fn default() -> Self {
        let (time, wait) = (Duration::from_secs(60), Duration::from_secs(120));
        Self { time, memory_mib: 2_048, waiting: 8, wait }
    }
}

/// Why a document is not typeset.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The program is not there.
    #[error(
        "the program {PROGRAM} that typesets documents is not installed: build it with \
         `cargo build -p {PROGRAM} --release` and put it beside this program, or name it in the \
         configuration"
    )]
    NotInstalled,
    /// Too many documents wait, or this one waited too long. Try again.
    #[error("too many documents are being typeset: try again in a while")]
    Busy,
    /// The envelope is wrong: a fault of this program. Says where, and never what stands there.
    #[error("the envelope is wrong: {0}")]
    Envelope(String),
    /// The document cannot be made accessible.
    #[error("the document cannot be made accessible: {0}")]
    NotAccessible(String),
    /// It took too long.
    #[error("the document took longer than {} seconds to typeset", .0.as_secs())]
    TimeUp(Duration),
    /// It took too much memory, or the process was ended from outside.
    #[error("the document took too much memory to typeset")]
    TooMuch,
    /// The program ended otherwise, or said something that is no PDF.
    #[error("the program {PROGRAM} failed: {0}")]
    Failed(String),
    /// The program could not be started or spoken to.
    #[error("the program {PROGRAM} could not be run")]
    Run(#[source] io::Error),
}

/// Typesets documents, one at a time.
#[derive(Debug)]
pub struct Typesetter {
    program: Option<PathBuf>,
    letters: Option<PathBuf>,
    bounds: Bounds,
    turn: Turn,
}

impl Typesetter {
    /// With the program named by the configuration, or else the one beside the running program. Whether it
    /// is there is asked anew for each document, so that it can be added without a restart.
    #[must_use]
    pub fn new(configured: Option<PathBuf>, bounds: Bounds) -> Self {
        Self { program: configured.or_else(beside), letters: None, bounds, turn: Turn::default() }
    }

    /// The same program with other bounds.
    #[must_use]
    pub fn with_bounds(&self, bounds: Bounds) -> Self {
        let (program, letters) = (self.program.clone(), self.letters.clone());
        Self { program, letters, bounds, turn: Turn::default() }
    }

    /// With a directory of more languages of letters and fonts for them.
    #[must_use]
    pub fn with_letters(mut self, directory: PathBuf) -> Self {
        self.letters = Some(directory);
        self
    }

    /// The languages of letters that a municipality has added: the names of its files, in order.
    #[must_use]
    pub fn added_languages(&self) -> Vec<String> {
        let found = self.letters.as_deref().and_then(|directory| std::fs::read_dir(directory).ok());
        let files = found.into_iter().flatten().flatten().map(|entry| entry.path());
        let files = files.filter(|file| file.extension() == Some(OsStr::new("ftl")));
        let is_tag = |tag: &String| {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            (2..=20).contains(&tag.len()) && tag.bytes().all(plain)
        };
        let stem = |file: PathBuf| file.file_stem()?.to_str().map(str::to_owned);
        let mut languages: Vec<String> = files.filter_map(stem).filter(is_tag).collect();
        languages.sort_unstable();
        languages
    }

    /// Whether the program is there.
    #[must_use]
    pub fn is_installed(&self) -> bool {
        self.program.as_deref().is_some_and(Path::is_file)
    }

    /// The program with its version, as it says itself: `insyn-report 0.3.0`.
    pub fn version(&self) -> Result<String, TypesetError> {
        let program = self.program.as_deref().filter(|program| program.is_file());
        let program = program.ok_or(TypesetError::NotInstalled)?;
        let mut command = Command::new(program);
        command.env_clear().arg("--version").stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(TypesetError::Run)?;
        let ended = speak(&mut child, &[], self.bounds.time).map_err(TypesetError::Run)?;
        let said = String::from_utf8_lossy(&ended.pdf).trim().to_owned();
        let is_one_line = !said.is_empty() && said.len() <= VERSION_MAX && !said.contains('\n');
        match ended.status {
            Some(status) if status.success() && is_one_line => Ok(said),
            _ => Err(TypesetError::Failed("it does not say its version".to_owned())),
        }
    }

    /// The PDF of an envelope. Blocks until it is made: not for an asynchronous thread.
    pub fn typeset(&self, envelope: &[u8]) -> Result<Vec<u8>, TypesetError> {
        let program = self.program.as_deref().filter(|program| program.is_file());
        let program = program.ok_or(TypesetError::NotInstalled)?;
        let _turn = self.turn.take(self.bounds).ok_or(TypesetError::Busy)?;
        let mut child = self.command(program).spawn().map_err(TypesetError::Run)?;
        let ended = speak(&mut child, envelope, self.bounds.time).map_err(TypesetError::Run)?;
        self.answer(ended)
    }

    fn command(&self, program: &Path) -> Command {
        let seconds = self.bounds.time.as_secs().max(1).to_string();
        let memory = self.bounds.memory_mib.to_string();
        let mut command = Command::new(program);
        // Nothing of this program's environment is the typesetter's business.
        command.env_clear();
        command.args([OsStr::new("--seconds-max"), OsStr::new(&seconds)]);
        command.args([OsStr::new("--memory-max"), OsStr::new(&memory)]);
        if let Some(directory) = &self.letters {
            command.arg("--letters").arg(directory);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn answer(&self, ended: Ended) -> Result<Vec<u8>, TypesetError> {
        let Some(status) = ended.status else { return Err(TypesetError::TimeUp(self.bounds.time)) };
        let said = ended.said.trim().to_owned();
        match status.code() {
            Some(0) if is_pdf(&ended.pdf) => Ok(ended.pdf),
            Some(0) => Err(TypesetError::Failed("what it made is no PDF".to_owned())),
            Some(1) => Err(TypesetError::Envelope(said)),
            Some(2) => Err(TypesetError::NotAccessible(said)),
            Some(3) => Err(TypesetError::TimeUp(self.bounds.time)),
            // What a broken program says is not known to be free of what it was given.
            Some(code) => Err(TypesetError::Failed(format!("exit code {code}"))),
            None => Err(TypesetError::TooMuch),
        }
    }
}

/// The program beside the running one.
fn beside() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    Some(own.parent()?.join(PROGRAM).with_extension(std::env::consts::EXE_EXTENSION))
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") && u64::try_from(bytes.len()).is_ok_and(|length| length <= PDF_MAX)
}

/// How the process ended.
struct Ended {
    /// None: it was ended because its time was up.
    status: Option<ExitStatus>,
    pdf: Vec<u8>,
    said: String,
}

/// Hands over the envelope, takes the PDF, and ends the process when its time is up.
fn speak(child: &mut Child, envelope: &[u8], time: Duration) -> io::Result<Ended> {
    let (mut input, output, error) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(input) = &mut input {
                // A program that ends early has closed the pipe; its exit code says why.
                let _ = input.write_all(envelope);
            }
        });
        let pdf = scope.spawn(move || all_of(output, PDF_MAX + 1));
        let said = scope.spawn(move || all_of(error, SAID_MAX));
        let status = ended_within(child, time)?;
        let pdf = pdf.join().unwrap_or_default();
        let said = said.join().unwrap_or_default();
        Ok(Ended { status, pdf, said: String::from_utf8_lossy(&said).into_owned() })
    })
}

/// What a pipe gives, at most so much. The rest is let go, so that the process meets a closed pipe.
fn all_of(pipe: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What a broken pipe gave before is judged with the exit code.
        let _ = pipe.take(most).read_to_end(&mut bytes);
    }
    bytes
}

fn ended_within(child: &mut Child, time: Duration) -> io::Result<Option<ExitStatus>> {
    let until = Instant::now() + time;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(Some(status)),
            Ok(None) if Instant::now() < until => std::thread::sleep(LOOK),
            Ok(None) => return end(child).map(|()| None),
            Err(error) => return end(child).and(Err(error)),
        }
    }
}

fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(|_| ())
}

/// One at a time, a few waiting.
#[derive(Debug, Default)]
struct Turn {
    state: Mutex<Waiting>,
    free: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    taken: bool,
    waiting: usize,
}

/// A turn that is held.
struct Held<'a>(&'a Turn);

impl Turn {
    /// The turn, once it is free; none where too many wait, or the wait is too long.
    fn take(&self, bounds: Bounds) -> Option<Held<'_>> {
        let mut state = self.state();
        if state.taken {
            if state.waiting >= bounds.waiting {
                return None;
            }
            state.waiting += 1;
            let waited = self.free.wait_timeout_while(state, bounds.wait, |state| state.taken);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.waiting -= 1;
            if state.taken {
                return None;
            }
        }
        state.taken = true;
        Some(Held(self))
    }

    /// Nothing is done under the lock that can leave it half done, so a poisoned one is as good.
    fn state(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.state().taken = false;
        self.0.free.notify_one();
    }
}

//! `insyn-report`: an envelope as JSON in, a PDF out. See the library.

use std::ffi::OsStr;
use std::fs;
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use insyn_report::envelope::{
    AccountDocument, BYTES_MAX, Bundle, Envelope, Kind, Letter, ReportDocument, Tag,
};
use insyn_report::limits::Limits;
use insyn_report::{MakeError, Pieces, make};

const HELP: &str = "\
Exit codes:
  0  made
  1  the input is wrong; the message says where, and never what stands there
  2  the document cannot be made accessible (PDF/UA-1) and lasting (PDF/A-2a)
  3  the time is up (a program over its memory limit is ended by signal 6)
  4  a file cannot be read or written
Wrong usage gives 64.

The same input gives the same bytes. Neither files nor network are read while typesetting.";

/// Typesets a committee report, a school unit's account or a letter to guardians as PDF/UA-1 and PDF/A-2a.
#[derive(Parser)]
#[command(version, after_help = HELP)]
struct Arguments {
    /// The envelope; standard input otherwise
    #[arg(value_name = "FILE")]
    input: Option<PathBuf>,
    /// The PDF to write, in place of one that is there; standard output otherwise, unless it is a terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// More languages of letters, as LANGUAGE.ftl, and fonts (.ttf, .otf) for their letters
    #[arg(long, value_name = "DIR")]
    letters: Option<PathBuf>,
    /// The most memory, in MiB of address space; 512 is enough for 60 school units
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(256..))]
    memory_max: Option<u64>,
    /// The longest time, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds_max: Option<u64>,
    /// Print the JSON Schema of an envelope and stop: committee-report, school-account, guardian-letter,
    /// guardian-letters
    #[arg(long, value_name = "KIND")]
    schema: Option<String>,
}

/// What ends the program: a code and what to say.
struct Failure(u8, String);

impl Failure {
    fn file(path: &Path, error: &std::io::Error) -> Self {
        Self(4, format!("{}: {error}", path.display()))
    }
}

impl From<MakeError> for Failure {
    fn from(error: MakeError) -> Self {
        Self(if error.is_input() { 1 } else { 2 }, error.to_string())
    }
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let is_asked = !error.use_stderr();
            let printed = error.print().is_ok();
            return ExitCode::from(if is_asked && printed { 0 } else { 64 });
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(code, said)) => {
            // Standard error may be closed; the code says it then.
            let _ = writeln!(std::io::stderr(), "insyn-report: {said}");
            ExitCode::from(code)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(kind) = &arguments.schema {
        return put(None, schema(kind)?.as_bytes());
    }
    let out = arguments.out.as_deref();
    if out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure(64, "a PDF is not for a terminal: give --out FILE or a pipe".into()));
    }
    let limits = Limits { memory_mib: arguments.memory_max, seconds: arguments.seconds_max };
    limits.set().map_err(|error| Failure(4, error.to_string()))?;
    let pieces = arguments.letters.as_deref().map_or_else(|| Ok(Pieces::default()), pieces)?;
    let bytes = input(arguments.input.as_deref())?;
    put(out, &make(&bytes, &pieces)?.pdf)
}

fn schema(kind: &str) -> Result<String, Failure> {
    let kind = serde_json::from_value::<Kind>(kind.replace('-', "_").into());
    let schema = match kind.map_err(|_| Failure(64, "no such kind".to_owned()))? {
        Kind::CommitteeReport => schemars::schema_for!(Envelope<ReportDocument>),
        Kind::SchoolAccount => schemars::schema_for!(Envelope<AccountDocument>),
        Kind::GuardianLetter => schemars::schema_for!(Envelope<Letter>),
        Kind::GuardianLetters => schemars::schema_for!(Envelope<Bundle>),
    };
    Ok(serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n")
}

/// At most one byte more than an envelope may have, so that one that is too large is known as such.
fn input(path: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let most = u64::try_from(BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = match path {
        None => std::io::stdin().take(most).read_to_end(&mut bytes),
        Some(path) => fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    };
    let name = path.unwrap_or_else(|| Path::new("standard input"));
    read.map(|_| bytes).map_err(|error| Failure::file(name, &error))
}

/// Written beside and then put in place: a file is whole or not there.
fn put(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = std::io::stdout().lock();
        let written = out.write_all(bytes).and_then(|()| out.flush());
        return written.map_err(|error| Failure::file(Path::new("standard output"), &error));
    };
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // It may not be there.
        let _ = fs::remove_file(&beside);
        Failure::file(path, &error)
    })
}

/// What a municipality adds, in order of name.
fn pieces(directory: &Path) -> Result<Pieces, Failure> {
    let failed = |error| Failure::file(directory, &error);
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    let mut pieces = Pieces::default();
    for path in paths {
        let failed = |error| Failure::file(&path, &error);
        match path.extension().and_then(OsStr::to_str) {
            Some("ftl") => {
                let stem = path.file_stem().and_then(OsStr::to_str).and_then(Tag::parse);
                let language = stem.ok_or_else(|| {
                    Failure(4, format!("{}: not named by a language", path.display()))
                })?;
                pieces.letters.push((language, fs::read_to_string(&path).map_err(failed)?));
            }
            Some("ttf" | "otf") => pieces.fonts.push(fs::read(&path).map_err(failed)?),
            _ => {}
        }
    }
    Ok(pieces)
}

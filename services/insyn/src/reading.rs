//! Reading on the command line: what a verb prints of pupils is entered in the read log before it is
//! printed.
//!
//! A process runs one verb for one person. Who that is stands here as soon as it is known, and whatever is
//! printed or written asks here first ([`crate::output`]), so that no verb has anything to remember.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::ValueEnum;
use domain::id::PupilId;
use domain::people::Actor;
use insyn_app::App;
use insyn_app::reads::{Asking, ReadsError, Who, noted_until_now};

use crate::cli::{Export, Import, Verb};

/// Bytes that are gathered before they are entered and written.
const CHUNK: usize = 1 << 20;

/// The verb that runs.
struct Reading {
    what: String,
    /// The store and the question; none before it is known who asks.
    asked: Option<(App, Asking)>,
    /// The pupils entered for it until now.
    entered: BTreeSet<PupilId>,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
}

/// Runs a verb; afterwards nothing holds the store any more.
pub(crate) fn during<R>(verb: &Verb, run: impl FnOnce() -> R) -> R {
    let reading = Reading { what: name(verb), asked: None, entered: BTreeSet::new() };
    READING.with_borrow_mut(|current| *current = Some(reading));
    let (done, _) = insyn_app::reads::noted(run);
    READING.with_borrow_mut(|current| *current = None);
    done
}

/// From now on this person reads from this store.
pub(crate) fn by(app: &App, actor: Actor) {
    READING.with_borrow_mut(|current| {
        if let Some(reading) = current {
            let asking = app.asking(Some(Who::from(actor)), reading.what.clone(), Vec::new());
            reading.asked = Some((app.clone(), asking));
        }
    });
}

/// Enters the pupils that these bytes tell of, before they are printed. What is printed bit by bit is one
/// entry, in which each pupil stands once.
pub(crate) fn enter(bytes: &[u8]) -> Result<(), ReadsError> {
    READING.with_borrow_mut(|current| {
        let Some(Reading { asked: Some((app, asking)), entered, .. }) = current else {
            return Ok(());
        };
        let mut pupils = app.pupils_in(bytes)?;
        pupils.extend(noted_until_now());
        let new: BTreeSet<PupilId> = pupils.difference(entered).copied().collect();
        app.enter(asking, &new)?;
        entered.extend(new);
        Ok(())
    })
}

/// The verb as an entry names it.
fn name(verb: &Verb) -> String {
    let of = |kind: &dyn std::fmt::Display| format!("insyn {kind}");
    let value = |value: Option<clap::builder::PossibleValue>| {
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    };
    match verb {
        Verb::View(args) => of(&format!("view {}", value(args.kind.to_possible_value()))),
        Verb::Trail(args) => of(&format!("trail {}", value(args.kind.to_possible_value()))),
        Verb::Explain(_) => of(&"explain"),
        Verb::Export(Export::Events(_)) => of(&"export events"),
        Verb::Export(Export::View(args)) => {
            of(&format!("export view {}", value(args.view.kind.to_possible_value())))
        }
        Verb::Import(Import::Ss12000(_)) => of(&"import ss12000"),
        Verb::Import(Import::Results(_)) => of(&"import results"),
        Verb::Report(_) => of(&"report"),
        Verb::Round(_) => of(&"round"),
        Verb::Do(_) => of(&"do"),
        Verb::FollowUp(_) => of(&"follow-up"),
        Verb::Reads(_) => of(&"reads"),
        // Nothing of a pupil is for these to tell; without a purpose nothing is.
        _ => "insyn".to_owned(),
    }
}

/// Somewhere that what is written goes to after it is entered, whole lines at a time: an id never stands on
/// two.
pub(crate) struct Entered<W: Write> {
    to: W,
    gathered: Vec<u8>,
}

impl<W: Write> Entered<W> {
    /// Writes there.
    pub(crate) fn new(to: W) -> Self {
        Self { to, gathered: Vec::new() }
    }

    /// Enters and writes so many of the bytes gathered.
    fn send(&mut self, bytes: usize) -> io::Result<()> {
        enter(&self.gathered[..bytes]).map_err(io::Error::other)?;
        self.to.write_all(&self.gathered[..bytes])?;
        self.gathered.drain(..bytes);
        Ok(())
    }
}

impl<W: Write> Write for Entered<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend(bytes);
        if self.gathered.len() >= CHUNK
            && let Some(end) = self.gathered.iter().rposition(|byte| *byte == b'\n')
        {
            self.send(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send(self.gathered.len())?;
        self.to.flush()
    }
}

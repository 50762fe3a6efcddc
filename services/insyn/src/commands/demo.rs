//! `insyn demo`: the main job in one command.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use eventstore::StoreKind;
use insyn_app::entrance::Entrance;
use insyn_app::store::VOLUME_CAPACITY;
use insyn_app::{App, Setup};
use serde::Serialize;

use crate::cli::DemoArgs;
use crate::commands::serve;
use crate::demo::{Settings, Summary};
use crate::output::{Exit, Failure, Output, exit, fail};
use crate::wiring::{self, DemoWorld};

#[derive(Serialize)]
struct Made {
    directory: String,
    seed: u64,
    pupils: u64,
    schools: u64,
    events: u64,
    today: String,
    seconds: f64,
    events_per_second: u64,
}

#[derive(Serialize)]
struct There {
    directory: String,
    events: u64,
}

pub(crate) fn run(args: &DemoArgs, output: Output) -> Result<u8, Failure> {
    let settings =
        Settings { seed: args.seed, pupils: args.pupils, years: args.years, ..Settings::default() };
    let origin = origin(&settings);
    if is_new(&args.data) {
        let made = make(&args.data, &settings, origin.clone(), output)?;
        if args.no_serve || !output.json {
            output.answer(&made, || text(&made));
        }
        if args.no_serve {
            return Ok(exit::DONE);
        }
    }
    let app = reopen(&args.data, &settings, &origin)?;
    if args.no_serve {
        let there = There { directory: args.data.display().to_string(), events: app.size().0 };
        output.answer(&there, || {
            format!("The demo municipality is there already: {} events.", there.events)
        });
        app.close().or_exit(exit::FAILED)?;
        return Ok(exit::DONE);
    }
    let greeting = |address| addresses(address, &settings);
    serve::until_stopped(&app, args.listen, (Entrance::default(), None), output, greeting)
}

/// What tells one demo from another; it stands in the store, so that a second start finds its own.
fn origin(settings: &Settings) -> String {
    let Settings { seed, pupils, years, today } = settings;
    format!("{}{seed}/{pupils}/{years}/{today}", wiring::DEMO_ORIGIN)
}

fn is_new(directory: &Path) -> bool {
    std::fs::read_dir(directory).map_or(true, |mut entries| entries.next().is_none())
}

fn make(
    directory: &Path,
    settings: &Settings,
    origin: String,
    output: Output,
) -> Result<Made, Failure> {
    // Made beside and renamed when whole: a demo that was interrupted never passes for one.
    let making = directory.with_extension("making");
    directory.parent().map_or(Ok(()), std::fs::create_dir_all).or_exit(exit::FAILED)?;
    if making.exists() {
        std::fs::remove_dir_all(&making).or_exit(exit::FAILED)?;
    }
    let began = std::time::Instant::now();
    let setup = Setup { kind: StoreKind::Test, origin, volume_capacity: VOLUME_CAPACITY };
    let world = Arc::new(DemoWorld::making(settings.seed));
    let app = App::create(&making, setup, world).or_exit(exit::STORE)?;
    let summary = wiring::fill_demo(&app, settings, &mut |events| {
        output.progress(&format!("making the municipality: {events} events"));
    });
    output.progress_done();
    let summary = summary.or_exit(exit::FAILED)?;
    app.close().or_exit(exit::FAILED)?;
    drop(app);
    std::fs::rename(&making, directory).or_exit(exit::FAILED)?;
    Ok(made(directory, settings, &summary, began.elapsed().as_secs_f64()))
}

fn made(directory: &Path, settings: &Settings, summary: &Summary, seconds: f64) -> Made {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rate for people to read"
    )]
    let events_per_second = (summary.events as f64 / seconds.max(0.001)) as u64;
    Made {
        directory: directory.display().to_string(),
        seed: settings.seed,
        pupils: summary.pupils as u64,
        schools: summary.schools.len() as u64,
        events: summary.events,
        today: settings.today.to_string(),
        seconds,
        events_per_second,
    }
}

fn text(made: &Made) -> String {
    let Made { directory, pupils, schools, events, seconds, events_per_second, .. } = made;
    format!(
        "Made a demo municipality at {directory}: {schools} school units, {pupils} pupils, {events} \
         events in {seconds:.1} s ({events_per_second} events/s)."
    )
}

fn reopen(directory: &Path, settings: &Settings, origin: &str) -> Result<App, Failure> {
    // Mid-morning of the demo's day, in Sweden.
    let morning_us = settings.today.start().0 + 9 * 3_600_000_000;
    let world = Arc::new(DemoWorld::using(morning_us));
    let app = wiring::open_in(directory, world.clone())?;
    world.not_before(app.log().last_recorded_at() + 60_000_000);
    if app.log().origin() != origin {
        return fail(
            exit::USAGE,
            format!(
                "{} holds another store ({}); choose another --data",
                directory.display(),
                app.log().origin()
            ),
        );
    }
    Ok(app)
}

fn addresses(address: SocketAddr, settings: &Settings) -> String {
    format!(
        "Insyn demo: it is {} in the demo, in the middle of a round.\n\n  \
         http://{address}/                      start: choose who to be\n  \
         http://{address}/?lang=en              the same in English\n  \
         http://{address}/api/v1/openapi.json   the API\n\nPress Ctrl-C to stop.",
        settings.today
    )
}

//! The demo's history asked for command by command, and loaded in bulk: one record, the same views; and
//! over its facts the law of time.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "replay/asked.rs"]
mod asked;
#[path = "replay/views.rs"]
mod views;
#[path = "replay/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use domain::asked::asked;
use domain::id::Size;
use domain::{Event, calendar::Day};
use eventstore::StoreKind;
use insyn::demo::{Batch, Settings, generate};
use insyn_app::bulk::Loader;
use insyn_app::facts::fold;
use insyn_app::trail::TrailOf;
use insyn_app::{App, Request, Setup};
use projections::Facts;

use asked::Before;
use views::views;
use world::ScriptedWorld;

/// Commands asked for together: an append each, as an importer would.
const COMMANDS_AT_ONCE: usize = 25;

fn history() -> &'static [Batch] {
    static HISTORY: OnceLock<Vec<Batch>> = OnceLock::new();
    HISTORY.get_or_init(|| {
        let settings = Settings { seed: 5, pupils: 150, years: 2, ..Settings::default() };
        let mut batches = Vec::new();
        let mut keep = |batch| {
            batches.push(batch);
            Ok::<(), std::convert::Infallible>(())
        };
        generate(&settings, &mut keep).unwrap();
        batches
    })
}

fn empty(world: &Arc<ScriptedWorld>) -> App {
    let setup =
        Setup { kind: StoreKind::Test, origin: "insyn-test/replay".into(), volume_capacity: 256 };
    App::in_memory(setup, world.clone()).unwrap()
}

/// Loaded in bulk.
fn loaded() -> &'static App {
    static LOADED: OnceLock<App> = OnceLock::new();
    LOADED.get_or_init(|| {
        let app = empty(&Arc::new(ScriptedWorld::new(1)));
        let mut loader = Loader::new(&app).unwrap();
        for batch in history() {
            let mut batch = batch.clone();
            if let Some(size) = batch.rests_on() {
                loader.finish().unwrap();
                batch.set_root(app.basis(size).unwrap().root);
                loader = Loader::new(&app).unwrap();
            }
            loader.load(batch.at, batch.actor, batch.cause, batch.events).unwrap();
        }
        loader.finish().unwrap();
        app
    })
}

/// Asked for: each batch as the commands whose events it is, at its own time.
fn handled() -> App {
    let world = Arc::new(ScriptedWorld::new(2));
    let app = empty(&world);
    let mut before = Before::default();
    for batch in history() {
        world.set(batch.at);
        let mut batch = batch.clone();
        if let Some(size) = batch.rests_on() {
            batch.set_root(app.basis(size).unwrap().root);
        }
        let mut rest = &batch.events[..];
        while !rest.is_empty() {
            let mut commands = Vec::new();
            let mut wanted = 0;
            while commands.len() < COMMANDS_AT_ONCE && wanted < rest.len() {
                let tagged = |tag| before.tagged(tag);
                let (command, events) = asked(&rest[wanted..], &tagged).unwrap();
                commands.push(command);
                for event in &rest[wanted..wanted + events] {
                    before.take(batch.at, batch.actor, event);
                }
                wanted += events;
            }
            let command_id = insyn_app::world::new_uuid(app.world());
            let request = Request { command_id, actor: batch.actor, cause: batch.cause, commands };
            let names: Vec<_> = rest[..wanted].iter().map(Event::name).collect();
            let day = batch.at.in_sweden();
            let outcome = app.handle(&request);
            let outcome = outcome.unwrap_or_else(|error| {
                panic!("{names:?} on {day} by {}: {error}", batch.actor.role)
            });
            let receipt = outcome.receipt.unwrap_or_else(|| panic!("nothing came of {names:?}"));
            assert_eq!(receipt.count as usize, wanted, "{names:?} on {day}");
            rest = &rest[wanted..];
        }
    }
    app
}

/// A handful of sizes: early, in the midst of things, and now.
fn sizes(of: Size) -> [Size; 5] {
    [of.0 / 7, of.0 / 3, of.0 / 2, of.0 * 9 / 10, of.0].map(Size)
}

#[track_caller]
fn the_same(left: &BTreeMap<String, String>, right: &BTreeMap<String, String>) {
    assert!(left.keys().eq(right.keys()), "not the same views");
    for (name, view) in left {
        assert_eq!(view, &right[name], "{name}");
    }
}

#[test]
fn the_history_has_nearly_everything_that_can_happen() {
    let events = history().iter().flat_map(|batch| &batch.events);
    let kinds: BTreeSet<&str> = events.map(Event::name).collect();
    let missing: Vec<&str> = Event::CATALOGUE
        .iter()
        .map(|(_, _, name)| *name)
        .filter(|name| !kinds.contains(name))
        .collect();
    assert!(missing.len() <= 6, "never happens: {missing:?}");
    for wanted in ["AssessmentCorrected", "AssessmentStruck", "PupilTransferred", "RoundReopened"] {
        assert!(kinds.contains(wanted), "{wanted}");
    }
}

#[test]
fn command_by_command_comes_to_the_same_as_in_bulk() {
    let (handled, loaded) = (handled(), loaded());
    assert_eq!(handled.size(), loaded.size());
    let wanted: usize = history().iter().map(|batch| batch.events.len()).sum();
    assert_eq!(handled.size().0, wanted as u64);
    let (left, right) = (handled.facts().unwrap(), loaded.facts().unwrap());
    let size = left.size();
    for at in sizes(size) {
        the_same(&views(&left, at), &views(&right, at));
    }
    // and every school unit's trail says the same of the same events
    for school in left.schools(Day::new(2026, 5, 20).unwrap(), size) {
        let of = TrailOf::School(school.school);
        let said = |app: &App| {
            let page = app.trail(&of, size, 0, 500).unwrap();
            (page.total, projections::trail(&page.events))
        };
        let (handled, loaded) = (said(&handled), said(loaded));
        assert!(handled.0 > 10, "{}", school.school);
        assert_eq!(handled, loaded, "{}", school.school);
    }
}

#[test]
fn a_view_as_of_a_size_is_the_view_of_a_record_that_ends_there() {
    let app = loaded();
    let now = app.facts().unwrap();
    for at in sizes(now.size()) {
        let mut then = Facts::new();
        fold(app.log(), &mut then, eventstore::Size(at.0)).unwrap();
        assert_eq!(then.size(), at);
        let (seen, wanted) = (views(&now, at), views(&then, at));
        assert!(at.0 < 200 || seen.len() > 20, "{} views as of {at}", seen.len());
        the_same(&seen, &wanted);
    }
}

#[test]
fn an_as_of_time_is_the_size_the_record_had_then() {
    let app = loaded();
    let mut size = 0;
    for batch in history() {
        let before =
            app.resolve(insyn_app::facts::AsOf::Instant(domain::calendar::Instant(batch.at.0 - 1)));
        size += batch.events.len() as u64;
        let at = app.resolve(insyn_app::facts::AsOf::Instant(batch.at)).unwrap();
        assert!(before.unwrap() < at, "{}", batch.at);
        assert!(at.0 >= size, "{}", batch.at);
    }
    assert_eq!(app.resolve(insyn_app::facts::AsOf::Now).unwrap().0, size);
}

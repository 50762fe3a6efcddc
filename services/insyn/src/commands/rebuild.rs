//! `insyn rebuild`: folds every event anew; with `--check` it compares all views with the saved facts.

use std::time::Instant;

use domain::calendar::Day;
use domain::id::{RoundId, SchoolUnitCode, Size};
use insyn_app::App;
use insyn_app::facts::fold;
use projections::figure::reference::Slice;
use projections::{Facts, FigureScope};
use serde::Serialize;

use crate::actor::{self, Named};
use crate::cli::RebuildArgs;
use crate::output::{Exit, Failure, Output, exit};
use crate::wiring;

#[derive(Serialize)]
struct Rebuilt {
    events: u64,
    seconds: f64,
    events_per_second: u64,
    views_compared: usize,
    differences: Vec<String>,
    actor: Named,
}

pub(crate) fn run(args: &RebuildArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::keeper(&app, &args.actor, "rebuild", &[])?;
    let size = app.size();
    let began = Instant::now();
    let mut fresh = Facts::new();
    // In parts, so that there is progress to show.
    let mut to = 0;
    while to < size.0 {
        to = (to + 500_000).min(size.0);
        fold(app.log(), &mut fresh, eventstore::Size(to)).or_exit(exit::FAILED)?;
        output.progress(&format!("folded {to} of {} events", size.0));
    }
    output.progress_done();
    let seconds = began.elapsed().as_secs_f64();
    let (views_compared, differences) =
        if args.check { compare(&app, &fresh, output)? } else { (0, Vec::new()) };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rate for people to read"
    )]
    let events_per_second = (size.0 as f64 / seconds.max(0.000_001)) as u64;
    let rebuilt =
        Rebuilt { events: size.0, seconds, events_per_second, views_compared, differences, actor };
    output.answer(&rebuilt, || text(&rebuilt, args.check));
    let differs = !rebuilt.differences.is_empty();
    if !args.check {
        app.replace_facts(fresh);
    }
    app.close().or_exit(exit::FAILED)?;
    Ok(if differs { exit::NO } else { exit::DONE })
}

fn text(rebuilt: &Rebuilt, check: bool) -> String {
    let Rebuilt { events, seconds, events_per_second, views_compared, differences, actor } =
        rebuilt;
    let by = actor.text();
    let mut text =
        format!("Folded {events} events in {seconds:.2} s ({events_per_second} events/s), {by}.");
    if check {
        text.push_str(&format!(
            "\nCompared {views_compared} views with the saved facts: {} differ.",
            differences.len()
        ));
        for difference in differences {
            text.push_str(&format!("\n  {difference}"));
        }
    }
    text
}

/// Evaluates every view on both facts, now and at points of the past, and names those that differ.
fn compare(app: &App, fresh: &Facts, output: Output) -> Result<(usize, Vec<String>), Failure> {
    let saved = app.facts().or_exit(exit::FAILED)?;
    let now = saved.size();
    let mut comparison =
        Comparison { old: &saved, new: fresh, compared: 0, differences: Vec::new() };
    for part in 1..=4 {
        let at = Size(now.0 * part / 4);
        output.progress(&format!("comparing views as of {at}"));
        for round in saved.rounds(at) {
            comparison.of_round(round.round, at);
        }
        comparison
            .one(|| format!("decisions as of {at}"), |facts| projections::decisions(facts, at));
        comparison.of_pupils(at);
    }
    output.progress_done();
    Ok((comparison.compared, comparison.differences))
}

struct Comparison<'a> {
    old: &'a Facts,
    new: &'a Facts,
    compared: usize,
    differences: Vec<String>,
}

impl Comparison<'_> {
    fn one<T: PartialEq>(&mut self, name: impl FnOnce() -> String, view: impl Fn(&Facts) -> T) {
        self.compared += 1;
        if view(self.old) != view(self.new) {
            self.differences.push(name());
        }
    }

    fn of_round(&mut self, round: RoundId, at: Size) {
        let day = self.old.round(round, at).map(|round| round.census_date).unwrap_or_default();
        for school in self.old.schools(day, at) {
            let code = school.school;
            self.duties_at(code, round, (day, at));
            self.one(
                || format!("school {code} {round} as of {at}"),
                |facts| projections::school(facts, at, code, round),
            );
            self.one(
                || format!("round board {code} {round} as of {at}"),
                |facts| projections::round_board(facts, at, code, round, day),
            );
            self.one(
                || format!("series {code} as of {at}"),
                |facts| {
                    let scope = FigureScope::School(code);
                    projections::series(facts, at, scope, Slice::default(), round.instrument)
                },
            );
        }
        for district in self.old.districts(at) {
            let id = district.district;
            self.one(
                || format!("district {id} {round} as of {at}"),
                |facts| projections::district(facts, at, id, round),
            );
        }
        for committee in self.old.committees(at) {
            let id = committee.committee;
            self.one(
                || format!("committee {id} {round} as of {at}"),
                |facts| projections::committee(facts, at, id, round),
            );
            self.one(
                || format!("report {id} {round} as of {at}"),
                |facts| projections::committee_report(facts, id, round, &[], at),
            );
        }
    }

    /// The views of the duties at a school unit.
    fn duties_at(&mut self, school: SchoolUnitCode, round: RoundId, (day, at): (Day, Size)) {
        self.one(
            || format!("guarantee {school} {round} as of {at}"),
            |facts| projections::guarantee_board(facts, school, Some(round), day, at),
        );
        self.one(
            || format!("dialogue {school} {round} as of {at}"),
            |facts| projections::dialogue_coverage(facts, school, round, at),
        );
        self.one(
            || format!("programmes {school} as of {at}"),
            |facts| projections::programmes(facts, school, day, at),
        );
        self.one(
            || format!("measures {school} as of {at}"),
            |facts| projections::measures(facts, school, at),
        );
        self.one(
            || format!("support {school} as of {at}"),
            |facts| projections::support(facts, school, at),
        );
        self.one(
            || format!("account {school} {round} as of {at}"),
            |facts| projections::school_account(facts, school, round, at),
        );
    }

    fn of_pupils(&mut self, at: Size) {
        for pupil in self.old.pupils(at) {
            self.one(
                || format!("pupil {pupil} as of {at}"),
                |facts| projections::pupil_card(facts, at, pupil),
            );
        }
    }
}

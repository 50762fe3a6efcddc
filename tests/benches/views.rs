//! Every view of a municipality of 100,000 pupils, live and as of half the record: the median of each.
//!
//! `cargo bench -p insyn-tests --bench views` makes up the municipality in memory (facts only). `-- --quick`
//! takes 6,000 pupils; `-- --pupils N` another number; a further word measures only what has it in its name.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]

#[path = "views/town.rs"]
mod town;

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::id::Size;
use domain::people::Scope;
use projections::{ChainOf, FigureRef, FigureScope, Slice};

use town::Town;

const TIMES: usize = 11;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|a| a == "--quick");
    let at = arguments.iter().position(|a| a == "--pupils");
    let pupils = at.and_then(|at| arguments.get(at + 1)?.parse().ok());
    let pupils = pupils.unwrap_or(if quick { 6_000 } else { 100_000 });
    let only = arguments.iter().find(|a| a.parse::<u32>().is_err() && !a.starts_with('-'));
    let began = Instant::now();
    let town = Town::new(pupils);
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{pupils} pupils, {} school units, {} rounds, {} events, made and folded in {seconds:.1} s",
        town.schools.len(),
        town.rounds.len(),
        town.facts.size().0
    );
    let bench = Bench { town, only: only.cloned() };
    bench.results();
    bench.documents();
    bench.duties();
    bench.municipality();
    bench.persons();
}

struct Bench {
    town: Town,
    only: Option<String>,
}

impl Bench {
    /// The median live and as of half the record, and the longest of all.
    fn measure<T>(&self, name: &str, view: impl Fn(&Town, Size) -> T) {
        if self.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            return;
        }
        let sizes = [self.town.facts.size(), self.town.half];
        let [(now, longest), (then, _)] = sizes.map(|at| {
            let mut durations: Vec<Duration> = Vec::new();
            for _ in 0..TIMES {
                let began = Instant::now();
                black_box(view(&self.town, at));
                durations.push(began.elapsed());
            }
            durations.sort_unstable();
            (durations[TIMES / 2], durations[TIMES - 1])
        });
        let [now, longest, then] = [now, longest, then].map(|time| time.as_secs_f64() * 1e3);
        println!("{name:32} {now:8.3} ms (longest {longest:8.3}), as of half {then:8.3} ms");
    }

    fn results(&self) {
        let school = |town: &Town| town.schools[3];
        let last = |town: &Town, at: Size| {
            let done = if at == town.half { town.rounds.len() / 2 } else { town.rounds.len() - 1 };
            town.rounds[done]
        };
        self.measure("committee", |town, at| {
            projections::committee(&town.facts, at, town::committee(), last(town, at))
        });
        self.measure("district", |town, at| {
            projections::district(&town.facts, at, town::district(0), last(town, at))
        });
        self.measure("school", |town, at| {
            projections::school(&town.facts, at, school(town), last(town, at))
        });
        self.measure("round overview", |town, at| {
            let scope = FigureScope::Committee(town::committee());
            let day = town::day("2025-03-01");
            projections::round_overview(&town.facts, at, scope, last(town, at), day)
        });
        self.measure("round board", |town, at| {
            let day = town::day("2025-03-01");
            projections::round_board(&town.facts, at, school(town), last(town, at), day)
        });
        let instrument = self.town.rounds[0].instrument;
        for (name, scope) in [
            ("series of the municipality", FigureScope::Committee(town::committee())),
            ("series of a school unit", FigureScope::School(self.town.schools[3])),
        ] {
            self.measure(name, |town, at| {
                projections::series(&town.facts, at, scope, Slice::default(), instrument)
            });
        }
        let figure: FigureRef = format!("median@committee:utbildning@{}", self.town.rounds[4])
            .replace("2023/24", "2023-24")
            .parse()
            .expect("a figure");
        self.measure("figure of the municipality", |town, at| {
            projections::figure(&town.facts, at, &figure)
        });
        self.measure("pupil card", |town, at| {
            projections::pupil_card(&town.facts, at, town::pupil(100))
        });
    }

    fn documents(&self) {
        let last = |town: &Town, at: Size| {
            let done = if at == town.half { town.rounds.len() / 2 } else { town.rounds.len() - 1 };
            town.rounds[done]
        };
        self.measure("committee report", |town, at| {
            projections::committee_report(&town.facts, town::committee(), last(town, at), &[], at)
        });
        self.measure("school account", |town, at| {
            projections::school_account(&town.facts, town.schools[3], last(town, at), at)
        });
        for (name, of) in [
            ("chain of a decision", ChainOf::Decision(town::decision(3))),
            ("chain of a pupil", ChainOf::Pupil(town::pupil(100))),
            ("chain of a commitment", ChainOf::Commitment(town::commitment(0))),
            ("chain of a measure", ChainOf::Measure(town::measure(48))),
        ] {
            self.measure(name, |town, at| projections::chain(&town.facts, of, at));
        }
        let of = ChainOf::Decision(town::decision(3));
        self.measure("positions of a decision", |town, at| {
            projections::chain_positions(&town.facts, of, at)
        });
    }

    fn duties(&self) {
        let day = town::day("2025-03-01");
        self.measure("guarantee board", |town, at| {
            projections::guarantee_board(&town.facts, town.schools[3], None, day, at)
        });
        self.measure("dialogue coverage", |town, at| {
            projections::dialogue_coverage(&town.facts, town.schools[3], town.rounds[4], at)
        });
        self.measure("programmes", |town, at| {
            projections::programmes(&town.facts, town.schools[3], day, at)
        });
        self.measure("measures", |town, at| {
            projections::measures(&town.facts, town.schools[3], at)
        });
        self.measure("support", |town, at| projections::support(&town.facts, town.schools[3], at));
        self.measure("commitment history", |town, at| {
            let school = Some(town.schools[3]);
            projections::commitment_history(&town.facts, town::commitment(0), school, day, at)
        });
    }

    fn municipality(&self) {
        let day = town::day("2025-03-01");
        self.measure("knowledge rights", |town, at| projections::knowledge(&town.facts, day, at));
        self.measure("seminars", |town, at| projections::seminars(&town.facts, day, at));
        self.measure("one seminar", |town, at| {
            projections::seminar(&town.facts, town::seminar(2), None, day, at)
        });
        self.measure("competence of all", |town, at| {
            projections::competence(&town.facts, Scope::Municipality, day, at)
        });
        self.measure("competence of a school unit", |town, at| {
            projections::competence(&town.facts, Scope::School(town.schools[3]), day, at)
        });
        self.measure("informed", |town, at| {
            projections::informed(&town.facts, town::committee(), day, at)
        });
        self.measure("decisions", |town, at| projections::decisions(&town.facts, at));
    }

    fn persons(&self) {
        let day = town::day("2025-03-01");
        for (name, staff) in [
            ("todo of a principal", 36),
            ("todo of a teacher", 39),
            ("todo of the coordinator", town::COORDINATOR),
            ("todo of the adviser", town::COORDINATOR + 1),
            ("todo of the secretary", town::COORDINATOR + 2),
        ] {
            self.measure(name, |town, at| {
                projections::todo(&town.facts, town::staff(staff), day, at)
            });
        }
        self.measure("own agreement", |town, at| {
            projections::own_agreement(&town.facts, town::staff(5), at)
        });
    }
}

//! Against what we promised.

use super::{Scribe, ratio};
use crate::envelope::{CommitteeReport, Promised, SchoolPromised};
use crate::page::{Align, Bar, Block, Chart, Column, Drawing, Table, Tick};

/// The most targets beside one another in a table of school units.
const COLUMNS_MAX: usize = 9;

pub(super) fn chapter(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    scribe.heading(1, "chapter-promised");
    let text = in_short(scribe, &view.promised.municipal);
    scribe.paragraph(text);
    targets(scribe, &view.promised.municipal);
    schools(scribe, &view.promised.municipal, &view.promised.schools);
}

pub(super) fn in_short(scribe: &Scribe<'_>, targets: &[Promised]) -> String {
    if targets.is_empty() {
        return scribe.say("targets-none");
    }
    let (met, told) = met(targets);
    let unsure = targets.len() - told;
    let fill = [
        ("met", &*met.to_string()),
        ("told", &*told.to_string()),
        ("unsure", &*unsure.to_string()),
    ];
    let id = match (told, unsure) {
        (0, _) => "targets-unsure",
        (_, 0) => "targets-in-short",
        _ => "targets-in-short-unsure",
    };
    scribe.tell(id, &fill)
}

/// How many are met, of those that can be told.
fn met(targets: &[Promised]) -> (usize, usize) {
    let told = targets.iter().filter_map(|target| target.met);
    told.fold((0, 0), |(met, told), is_met| (met + usize::from(is_met), told + 1))
}

/// The targets of one place: a chart with its table.
pub(super) fn targets(scribe: &mut Scribe<'_>, targets: &[Promised]) {
    if targets.is_empty() {
        return;
    }
    let chart = Chart {
        caption: scribe.say("targets-caption"),
        alt: described(scribe, targets),
        axis: per_cents(scribe),
        key: Some(scribe.say("targets-key")),
        drawing: Drawing::Bars { bars: targets.iter().map(|of| bar(scribe, of)).collect() },
    };
    let heads = ["target", "reached", "pupils", "share", "goal", "met"];
    let rows: Vec<Vec<String>> = targets.iter().map(|of| row(scribe, of)).collect();
    let table =
        Table::new(scribe.say("targets-table"), scribe.heads(&heads)).words(&[5]).rows(rows);
    scribe.blocks.push(Block::Chart(chart));
    scribe.blocks.push(Block::Table(table));
}

pub(super) fn per_cents(scribe: &Scribe<'_>) -> Vec<Tick> {
    let tick = |part: u64| Tick { label: scribe.words.permille(part * 250), at: ratio(part, 4) };
    (0..=4).map(tick).collect()
}

fn bar(scribe: &Scribe<'_>, of: &Promised) -> Bar {
    Bar {
        label: label(scribe, of),
        value: scribe.words.reached(of),
        length: of.permille().map_or(0.0, |permille| ratio(permille, 1_000)),
        mark: Some(ratio(u64::from(of.share_permille), 1_000)),
        hatched: of.met != Some(true),
    }
}

/// `Årskurs 3, minst punkt 15`.
fn label(scribe: &Scribe<'_>, of: &Promised) -> String {
    let id = if of.is_municipal() { "target" } else { "target-own" };
    scribe.tell(id, &[("grade", &of.grade.to_string()), ("point", of.least.as_str())])
}

fn is_met(scribe: &Scribe<'_>, of: &Promised) -> String {
    scribe.say(match of.met {
        Some(true) => "met-yes",
        Some(false) => "met-no",
        None => "met-unsure",
    })
}

fn described(scribe: &Scribe<'_>, targets: &[Promised]) -> String {
    let each = targets.iter().map(|of| {
        scribe.tell(
            "targets-alt-each",
            &[
                ("target", &label(scribe, of)),
                ("share", &scribe.words.reached(of)),
                ("goal", &scribe.words.permille(u64::from(of.share_permille))),
                ("met", &is_met(scribe, of)),
            ],
        )
    });
    let each: Vec<String> = each.collect();
    scribe.tell("targets-alt", &[("each", &each.join("; "))])
}

fn row(scribe: &Scribe<'_>, of: &Promised) -> Vec<String> {
    let words = scribe.words;
    vec![
        format!("{}: {}", label(scribe, of), of.title.as_str()),
        of.reached.map_or_else(|| "–".to_owned(), |reached| words.count(reached)),
        words.count(of.population),
        words.reached(of),
        words.permille(u64::from(of.share_permille)),
        is_met(scribe, of),
    ]
}

/// School units against the municipality's targets, and how many of their own they met.
fn schools(scribe: &mut Scribe<'_>, municipal: &[Promised], schools: &[SchoolPromised]) {
    if schools.is_empty() {
        return;
    }
    scribe.heading(2, "schools-promised");
    for targets in municipal.chunks(COLUMNS_MAX) {
        let head = Column { title: scribe.say("col-school"), align: Align::Start };
        let of = |of: &Promised| Column { title: short(scribe, of), align: Align::End };
        let rows = schools.iter().map(|school| beside(scribe, targets, school));
        let table = Table {
            caption: scribe.say("schools-promised-caption"),
            columns: std::iter::once(head).chain(targets.iter().map(of)).collect(),
            rows: rows.collect(),
            sum: false,
            dense: targets.len() > 5,
            note: Some(scribe.say("schools-promised-note")),
        };
        scribe.blocks.push(Block::Table(table));
    }
    own_targets(scribe, schools);
}

fn short(scribe: &Scribe<'_>, of: &Promised) -> String {
    scribe.tell("target-short", &[("grade", &of.grade.to_string()), ("point", of.least.as_str())])
}

fn beside(scribe: &Scribe<'_>, targets: &[Promised], school: &SchoolPromised) -> Vec<String> {
    let cell = |wanted: &Promised| {
        let is_same =
            |of: &&Promised| (&of.commitment, of.number) == (&wanted.commitment, wanted.number);
        school.targets.iter().find(is_same).map_or("–".to_owned(), |of| {
            let share = scribe.words.reached(of);
            let mark = match of.met {
                Some(false) => "\u{a0}↓",
                None if of.population.number().is_some_and(|pupils| pupils > 0) => "\u{a0}?",
                Some(true) | None => "",
            };
            format!("{share}{mark}")
        })
    };
    std::iter::once(scribe.school(&school.school)).chain(targets.iter().map(cell)).collect()
}

fn own_targets(scribe: &mut Scribe<'_>, schools: &[SchoolPromised]) {
    let row = |school: &SchoolPromised| {
        let own: Vec<Promised> =
            school.targets.iter().filter(|of| !of.is_municipal()).cloned().collect();
        let (met, told) = met(&own);
        let numbers = [own.len(), met, told - met, own.len() - told];
        let cells = numbers.iter().map(ToString::to_string);
        (!own.is_empty()).then(|| {
            std::iter::once(scribe.school(&school.school)).chain(cells).collect::<Vec<String>>()
        })
    };
    let rows: Vec<Vec<String>> = schools.iter().filter_map(row).collect();
    if rows.is_empty() {
        return;
    }
    let heads =
        scribe.heads(&["school", "targets", "targets-met", "targets-not", "targets-unsure"]);
    let table = Table::new(scribe.say("own-targets-caption"), heads).rows(rows);
    scribe.blocks.push(Block::Table(table));
}

//! How do pupils read?

use super::{Scribe, ratio};
use crate::envelope::{CommitteeReport, Count, ReadRow, SchoolRead, Slice};
use crate::page::{Align, Bar, Block, Chart, Column, Drawing, Table, Tick};

pub(super) fn chapter(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    let read = &view.read;
    scribe.heading(1, "chapter-read");
    let text = in_short(scribe, &read.total, read.schools.len());
    scribe.paragraph(text);
    distribution(scribe, &read.total);
    rows(scribe, "by-grade-caption", &read.by_grade, &read.total);
    let groups: Vec<ReadRow> = [read.by_sex.clone(), read.by_syllabus.clone()].concat();
    rows(scribe, "by-group-caption", &groups, &read.total);
    schools(scribe, &read.schools, &read.total);
}

/// How many are assessed, and the median.
pub(super) fn in_short(scribe: &Scribe<'_>, total: &ReadRow, schools: usize) -> String {
    let words = scribe.words;
    let counts = &total.counts;
    let id = if schools == 1 { "read-in-short-one" } else { "read-in-short" };
    scribe.tell(
        id,
        &[
            ("population", &words.count(counts.population)),
            ("schools", &schools.to_string()),
            ("assessed", &words.count(counts.assessed)),
            ("share", &words.coverage(counts)),
            ("missing", &words.count(total.missing)),
            ("median", &median(total)),
        ],
    )
}

pub(super) fn median(row: &ReadRow) -> String {
    row.median.as_ref().map_or("–", |median| median.as_str()).to_owned()
}

/// The distribution over the points as a chart with its table.
pub(super) fn distribution(scribe: &mut Scribe<'_>, total: &ReadRow) {
    let counts = &total.counts.by_rank;
    let most = counts.iter().filter_map(|count| count.number()).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let top = round_up(most);
    let bar = |(rank, count): (usize, &Count)| Bar {
        label: point(scribe, rank),
        value: if count.is_zero() { String::new() } else { scribe.words.count(*count) },
        length: count.number().map_or(0.0, |number| ratio(number, top)),
        mark: None,
        hatched: false,
    };
    let bars: Vec<Bar> = counts.iter().enumerate().map(bar).collect();
    let chart = Chart {
        caption: scribe.say("distribution-caption"),
        alt: described(scribe, total, most),
        axis: ticks(scribe, top),
        key: None,
        drawing: Drawing::Columns { bars },
    };
    let table = distribution_table(scribe, counts);
    scribe.blocks.push(Block::Chart(chart));
    scribe.blocks.push(Block::Table(table));
}

fn point(scribe: &Scribe<'_>, rank: usize) -> String {
    scribe.scale.get(rank).map_or_else(|| (rank + 1).to_string(), |p| p.code.as_str().to_owned())
}

fn described(scribe: &Scribe<'_>, total: &ReadRow, most: u64) -> String {
    let is_most = |count: &&Count| count.number() == Some(most);
    let ranks = total.counts.by_rank.iter().enumerate();
    let points: Vec<String> =
        ranks.filter(|(_, count)| is_most(count)).map(|(rank, _)| point(scribe, rank)).collect();
    scribe.tell(
        "distribution-alt",
        &[
            ("assessed", &scribe.words.count(total.counts.assessed)),
            ("points", &points.join(", ")),
            ("most", &scribe.words.number(most)),
            ("median", &median(total)),
        ],
    )
}

/// Points as columns: one row of pupils.
fn distribution_table(scribe: &Scribe<'_>, counts: &[Count]) -> Table {
    let head = Column { title: scribe.say("col-point"), align: Align::Start };
    let of = |rank| Column { title: point(scribe, rank), align: Align::End };
    let cells = counts.iter().map(|count| scribe.words.count(*count));
    Table {
        caption: scribe.say("distribution-table"),
        columns: std::iter::once(head).chain((0..counts.len()).map(of)).collect(),
        rows: vec![std::iter::once(scribe.say("col-pupils")).chain(cells).collect()],
        sum: false,
        dense: true,
        note: None,
    }
}

/// A round number not below.
pub(super) fn round_up(number: u64) -> u64 {
    let mut step = 1_u64;
    loop {
        for nice in [1, 2, 4, 5, 8, 10] {
            if step.saturating_mul(nice) >= number {
                return step.saturating_mul(nice);
            }
        }
        step = step.saturating_mul(10);
    }
}

/// Lines at whole numbers, at most four above the foot.
pub(super) fn ticks(scribe: &Scribe<'_>, top: u64) -> Vec<Tick> {
    let parts = [4, 5, 2, 1].into_iter().find(|parts| top.is_multiple_of(*parts)).unwrap_or(1);
    let tick =
        |part: u64| Tick { label: scribe.words.number(top / parts * part), at: ratio(part, parts) };
    (0..=parts).map(tick).collect()
}

/// Rows of counts under a caption, the sum last. Groups without pupils are left out.
pub(super) fn rows(scribe: &mut Scribe<'_>, caption: &str, rows: &[ReadRow], total: &ReadRow) {
    let heads =
        ["group", "pupils", "assessed", "share", "missing", "median", "risen", "same", "fallen"];
    let cells = |name: String, row: &ReadRow| cells(scribe, name, row);
    let shown = rows.iter().filter(|row| !row.counts.population.is_zero());
    let each: Vec<Vec<String>> = shown.map(|row| cells(slice(scribe, &row.slice), row)).collect();
    let table = Table::new(scribe.say(caption), scribe.heads(&heads))
        .rows(each)
        .sum(cells(scribe.say("all-pupils"), total))
        .note(scribe.say("read-note"));
    scribe.blocks.push(Block::Table(table));
}

fn cells(scribe: &Scribe<'_>, name: String, row: &ReadRow) -> Vec<String> {
    let words = scribe.words;
    let counts = &row.counts;
    // At the top both times is no fall and no rise.
    let same = match (counts.progress.same, counts.progress.at_the_top) {
        (Count::Of(same), Count::Of(top)) => Count::Of(same + top),
        (hidden @ Count::Hidden(_), _) | (_, hidden) => hidden,
    };
    vec![
        name,
        words.count(counts.population),
        words.count(counts.assessed),
        words.coverage(counts),
        words.count(row.missing),
        median(row),
        words.count(counts.progress.risen),
        words.count(same),
        words.count(counts.progress.fallen),
    ]
}

/// Which pupils, in words.
pub(super) fn slice(scribe: &Scribe<'_>, slice: &Slice) -> String {
    let grade = slice.grade.map(|grade| scribe.tell("grade", &[("grade", &grade.to_string())]));
    let sex = slice.sex.as_ref().map(|sex| scribe.words.code("sex", sex.as_str()));
    let syllabus = slice.syllabus.as_ref().map(|of| scribe.words.code("syllabus", of.as_str()));
    let parts: Vec<String> = [grade, sex, syllabus].into_iter().flatten().collect();
    if parts.is_empty() { scribe.say("all-pupils") } else { parts.join(", ") }
}

fn schools(scribe: &mut Scribe<'_>, schools: &[SchoolRead], total: &ReadRow) {
    let heads = ["school", "pupils", "assessed", "share", "missing", "median", "state"];
    let row = |row: &SchoolRead| {
        let phase = scribe.words.code("phase", row.phase.as_str());
        of_school(scribe, row.name.as_str().to_owned(), &row.total, phase)
    };
    let rows: Vec<Vec<String>> = schools.iter().map(row).collect();
    let all = of_school(scribe, scribe.say("all-pupils"), total, String::new());
    let table = Table::new(scribe.say("schools-caption"), scribe.heads(&heads))
        .words(&[6])
        .rows(rows)
        .sum(all)
        .note(scribe.say("schools-note"));
    scribe.heading(2, "schools");
    scribe.blocks.push(Block::Table(table));
}

fn of_school(scribe: &Scribe<'_>, name: String, row: &ReadRow, phase: String) -> Vec<String> {
    let mut cells = cells(scribe, name, row);
    cells.truncate(6);
    cells.push(phase);
    cells
}

//! Who falls behind? In numbers.

use super::read::{round_up, ticks};
use super::{Scribe, ratio};
use crate::envelope::{CommitteeReport, DistrictShort, Short};
use crate::page::{Bar, Block, Chart, Drawing, Table};

pub(super) fn chapter(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    scribe.heading(1, "chapter-behind");
    let behind = &view.behind;
    let text = in_short(scribe, &behind.total);
    scribe.paragraph(text);
    if behind.total.found.is_zero() {
        return;
    }
    districts(scribe, &behind.districts);
    let named = behind.districts.iter();
    let named = named.map(|row| (scribe.district(row.district.as_ref()), &row.short)).collect();
    table(scribe, ("short-districts", "district"), named, &behind.total);
    why(scribe, &behind.total);
    let named = behind.schools.iter().map(|row| (scribe.school(&row.school), &row.short)).collect();
    table(scribe, ("short-schools", "school"), named, &behind.total);
}

pub(super) fn in_short(scribe: &Scribe<'_>, total: &Short) -> String {
    if total.found.is_zero() {
        return scribe.say("short-none");
    }
    let words = scribe.words;
    scribe.tell(
        "short-in-short",
        &[
            ("pupils", &words.count(total.pupils)),
            ("found", &words.count(total.found)),
            ("answered", &words.count(total.answered)),
            ("open", &words.count(total.open)),
            ("late", &words.count(total.late)),
        ],
    )
}

fn districts(scribe: &mut Scribe<'_>, districts: &[DistrictShort]) {
    let most = districts.iter().filter_map(|row| row.short.pupils.number()).max().unwrap_or(0);
    if districts.len() < 2 || most == 0 {
        return;
    }
    let top = round_up(most);
    let bar = |row: &DistrictShort| Bar {
        label: scribe.district(row.district.as_ref()),
        value: scribe.words.count(row.short.pupils),
        length: row.short.pupils.number().map_or(0.0, |number| ratio(number, top)),
        mark: None,
        hatched: false,
    };
    let bars: Vec<Bar> = districts.iter().map(bar).collect();
    let each: Vec<String> =
        bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
    let chart = Chart {
        caption: scribe.say("short-caption"),
        alt: scribe.tell("short-alt", &[("each", &each.join("; "))]),
        axis: ticks(scribe, top),
        key: None,
        drawing: Drawing::Bars { bars },
    };
    scribe.blocks.push(Block::Chart(chart));
}

/// Shortfalls by place, the sum last.
fn table(
    scribe: &mut Scribe<'_>,
    (caption, head): (&str, &str),
    rows: Vec<(String, &Short)>,
    total: &Short,
) {
    let heads =
        scribe.heads(&[head, "short-pupils", "found", "open", "late", "answered", "lifted"]);
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|(name, short)| cells(scribe, name, short)).collect();
    let table = Table::new(scribe.say(caption), heads).rows(rows).sum(cells(
        scribe,
        scribe.say("all"),
        total,
    ));
    scribe.blocks.push(Block::Table(table));
}

fn cells(scribe: &Scribe<'_>, name: String, of: &Short) -> Vec<String> {
    let counts = [of.pupils, of.found, of.open, of.late, of.answered, of.lifted];
    let counts = counts.into_iter().map(|count| scribe.words.count(count));
    std::iter::once(name).chain(counts).collect()
}

/// Why the shortfalls were found, and how they were answered.
pub(super) fn why(scribe: &mut Scribe<'_>, total: &Short) {
    let answers = &total.answers;
    let rows = [
        ("why-below", total.below),
        ("why-not-assessed", total.not_assessed),
        ("why-missing", total.missing),
        ("answer-extra-adaptations", answers.extra_adaptations),
        ("answer-reported", answers.reported_to_principal),
        ("answer-programme", answers.programme_covers),
        ("answer-reassess", answers.reassess),
        ("answer-measure", answers.school_measure),
        ("answer-none", answers.none),
    ];
    let rows = rows.map(|(id, count)| vec![scribe.say(id), scribe.words.count(count)]);
    let heads = scribe.heads(&["why", "number"]);
    let table = Table::new(scribe.say("why-caption"), heads).rows(rows);
    scribe.blocks.push(Block::Table(table));
}

/// The shortfalls of one school unit.
pub(super) fn of_one(scribe: &mut Scribe<'_>, short: &Short) {
    let text = in_short(scribe, short);
    scribe.paragraph(text);
    if !short.found.is_zero() {
        why(scribe, short);
    }
}

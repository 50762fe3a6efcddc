//! What has changed since the document before.

use super::Scribe;
use super::read::median;
use crate::envelope::{
    CommitteeReport, Count, Dialogue, Previous, Programmes, Promised, ReadRow, SchoolAccount, Short,
};
use crate::page::{Block, Table};

/// The figures of a document that are held beside those of the one before.
struct Figures<'a> {
    total: &'a ReadRow,
    targets: &'a [Promised],
    behind: &'a Short,
    programmes: &'a Programmes,
    dialogue: &'a Dialogue,
}

pub(super) fn of_reports(
    scribe: &mut Scribe<'_>,
    previous: &Previous<CommitteeReport>,
    view: &CommitteeReport,
    size: u64,
) {
    fn figures(view: &CommitteeReport) -> Figures<'_> {
        Figures {
            total: &view.read.total,
            targets: &view.promised.municipal,
            behind: &view.behind.total,
            programmes: &view.done.programmes,
            dialogue: &view.done.dialogue,
        }
    }
    let round = scribe.words.round(&previous.view.round);
    intro(scribe, previous, (&round, size));
    table(scribe, &figures(&previous.view), &figures(view));
}

pub(super) fn of_accounts(
    scribe: &mut Scribe<'_>,
    previous: &Previous<SchoolAccount>,
    view: &SchoolAccount,
    size: u64,
) {
    fn figures(view: &SchoolAccount) -> Figures<'_> {
        Figures {
            total: &view.own.total,
            targets: &view.own.promised,
            behind: &view.behind,
            programmes: &view.programmes,
            dialogue: &view.dialogue,
        }
    }
    let round = scribe.words.round(&previous.view.round);
    intro(scribe, previous, (&round, size));
    table(scribe, &figures(&previous.view), &figures(view));
}

fn intro<V>(scribe: &mut Scribe<'_>, previous: &Previous<V>, (round, size): (&str, u64)) {
    let words = scribe.words;
    scribe.heading(1, "changes");
    let text = scribe.tell(
        "changes-intro",
        &[
            ("title", previous.title.as_str()),
            ("round", round),
            ("day", &words.day(previous.basis.day)),
            ("size", &words.number(previous.basis.size)),
            ("since", &words.number(size.saturating_sub(previous.basis.size))),
        ],
    );
    scribe.paragraph(text);
}

fn table(scribe: &mut Scribe<'_>, then: &Figures<'_>, now: &Figures<'_>) {
    let mut rows = vec![
        counted(scribe, "change-pupils", |f| f.total.counts.population, then, now),
        counted(scribe, "change-assessed", |f| f.total.counts.assessed, then, now),
        counted(scribe, "change-missing", |f| f.total.missing, then, now),
        said(scribe, "change-median", median(then.total), median(now.total)),
    ];
    rows.extend(targets(scribe, then.targets, now.targets));
    rows.extend([
        counted(scribe, "change-short-pupils", |f| f.behind.pupils, then, now),
        counted(scribe, "change-short-open", |f| f.behind.open, then, now),
        counted(scribe, "change-served", |f| f.programmes.served, then, now),
        counted(scribe, "change-late", |f| f.programmes.late, then, now),
        counted(scribe, "change-explained", |f| f.dialogue.explained, then, now),
    ]);
    let heads = scribe.heads(&["what", "then", "now", "change"]);
    let table = Table::new(scribe.say("changes-caption"), heads)
        .rows(rows)
        .note(scribe.say("changes-note"));
    scribe.blocks.push(Block::Table(table));
}

fn counted(
    scribe: &Scribe<'_>,
    id: &str,
    figure: impl Fn(&Figures<'_>) -> Count,
    then: &Figures<'_>,
    now: &Figures<'_>,
) -> Vec<String> {
    let (then, now) = (figure(then), figure(now));
    let signed = |count: Count| count.number().and_then(|number| i64::try_from(number).ok());
    let change = signed(now).zip(signed(then)).map(|(now, then)| scribe.words.signed(now - then));
    vec![
        scribe.say(id),
        scribe.words.count(then),
        scribe.words.count(now),
        change.unwrap_or_else(|| "–".to_owned()),
    ]
}

/// Two statements side by side; whether they differ, where they are no numbers.
fn said(scribe: &Scribe<'_>, id: &str, then: String, now: String) -> Vec<String> {
    let change = scribe.say(if then == now { "unchanged" } else { "changed" });
    vec![scribe.say(id), then, now, change]
}

/// The share that reached, of commitments with a target for the same grade both times.
fn targets(scribe: &Scribe<'_>, then: &[Promised], now: &[Promised]) -> Vec<Vec<String>> {
    let row = |now: &Promised| {
        let is_same =
            |then: &&Promised| (&then.commitment, then.grade) == (&now.commitment, now.grade);
        let then = then.iter().find(is_same)?;
        let signed = |of: &Promised| of.permille().and_then(|share| i64::try_from(share).ok());
        let (before, after) = (signed(then), signed(now));
        let change = before.zip(after).map(|(before, after)| points(scribe, after - before));
        Some(vec![
            scribe.tell("change-target", &[("grade", &now.grade.to_string())]),
            share(scribe, then),
            share(scribe, now),
            change.unwrap_or_else(|| "–".to_owned()),
        ])
    };
    now.iter().filter_map(row).collect()
}

/// `72 % (minst 15)`.
fn share(scribe: &Scribe<'_>, of: &Promised) -> String {
    let share = scribe.words.reached(of);
    scribe.tell("share-at-least", &[("share", &share), ("point", of.least.as_str())])
}

/// A change of a share in percentage points.
fn points(scribe: &Scribe<'_>, permille: i64) -> String {
    let tenths = permille.unsigned_abs();
    let number = scribe.words.tenths(tenths);
    let sign = match permille.signum() {
        1 => "+",
        -1 => "−",
        _ => "",
    };
    scribe.tell("percentage-points", &[("points", &format!("{sign}{number}"))])
}

//! The report to a committee: its six questions are its chapters.

use super::{Scribe, about, behind, changes, done, marked, page, promised, read, works};
use crate::envelope::{CommitteeReport, Envelope, Informed, ReportDocument};
use crate::page::{Block, Page, Table};
use crate::words::Words;

pub(super) fn report(envelope: &Envelope<ReportDocument>, words: &Words) -> Page {
    let document = &envelope.document;
    let view = &document.view;
    let mut scribe = Scribe::new(words, &document.scale);
    scribe.schools.extend(document.schools.iter().map(|row| (&row.school, &row.name)));
    scribe.schools.extend(view.informed.iter().map(|row| (&row.school, &row.name)));
    scribe.schools.extend(view.read.schools.iter().map(|row| (&row.school, &row.name)));
    scribe.districts.extend(document.districts.iter().map(|row| (&row.district, &row.name)));
    facts(&mut scribe, envelope);
    in_short(&mut scribe, view);
    if let Some(previous) = &document.previous {
        changes::of_reports(&mut scribe, previous, view, envelope.basis.size);
    }
    read::chapter(&mut scribe, view);
    promised::chapter(&mut scribe, view);
    behind::chapter(&mut scribe, view);
    done::chapter(&mut scribe, view);
    works::chapter(&mut scribe, view);
    asks(&mut scribe, view);
    about::report(&mut scribe, envelope);
    let subtitle = words.tell("report-subtitle", &[("committee", view.name.as_str())]);
    let title = (document.title.as_str().to_owned(), Some(subtitle));
    let mut page = page(envelope, words, title, scribe.blocks);
    marked(&mut page, words, envelope, &document.disclosure);
    page
}

fn facts(scribe: &mut Scribe<'_>, envelope: &Envelope<ReportDocument>) {
    let view = &envelope.document.view;
    let words = scribe.words;
    let mut rows = vec![
        [scribe.say("fact-committee"), view.name.as_str().to_owned()],
        [scribe.say("fact-area"), area(scribe, view)],
        [scribe.say("fact-round"), words.round(&view.round)],
        [scribe.say("fact-census-date"), words.day(view.census_date)],
    ];
    rows.extend(about::basis(scribe, &envelope.basis, envelope.registry_number.as_ref()));
    scribe.blocks.push(Block::Facts { rows });
}

fn area(scribe: &Scribe<'_>, view: &CommitteeReport) -> String {
    match &view.district {
        None => scribe.say("area-municipality"),
        district => scribe.district(district.as_ref()),
    }
}

/// The answers in one sentence each.
fn in_short(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    scribe.heading(1, "in-short");
    let items = vec![
        read::in_short(scribe, &view.read.total, view.read.schools.len()),
        promised::in_short(scribe, &view.promised.municipal),
        behind::in_short(scribe, &view.behind.total),
        done::in_short(scribe, &view.done.programmes, &view.done.measures),
        works::in_short(scribe, &view.works.evaluated),
        asks_in_short(scribe, view),
    ];
    scribe.blocks.push(Block::List { numbered: false, items });
}

fn asks_in_short(scribe: &Scribe<'_>, view: &CommitteeReport) -> String {
    match view.asks.len() {
        0 => scribe.say("asks-none"),
        number => scribe.tell("asks-in-short", &[("number", &number.to_string())]),
    }
}

/// What do you ask of us?
fn asks(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    scribe.heading(1, "chapter-asks");
    if view.asks.is_empty() {
        let text = scribe.say("asks-none");
        scribe.paragraph(text);
    } else {
        let text = scribe.say("asks-intro");
        scribe.paragraph(text);
        let items = view.asks.iter().map(|ask| ask.as_str().to_owned()).collect();
        scribe.blocks.push(Block::List { numbered: true, items });
    }
    if !view.informed.is_empty() {
        scribe.heading(2, "informed");
        let heads = scribe.heads(&["school", "informed-on", "days-since"]);
        let rows: Vec<Vec<String>> = view.informed.iter().map(|row| told(scribe, row)).collect();
        let table = Table::new(scribe.say("informed-caption"), heads).rows(rows);
        scribe.blocks.push(Block::Table(table));
    }
}

fn told(scribe: &Scribe<'_>, row: &Informed) -> Vec<String> {
    let never = || scribe.say("never");
    let on = row.last.map_or_else(never, |day| scribe.words.short_day(day));
    let days = row.days.map_or("–".to_owned(), |days| scribe.words.number(days));
    vec![row.name.as_str().to_owned(), on, days]
}

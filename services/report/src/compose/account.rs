//! A school unit's account.

use super::{Scribe, about, behind, changes, done, marked, page, promised, read, works};
use crate::envelope::{AccountDocument, Envelope, ReadRow, SchoolAccount, SchoolDone};
use crate::page::{Block, Page, Table};
use crate::words::Words;

pub(super) fn account(envelope: &Envelope<AccountDocument>, words: &Words) -> Page {
    let document = &envelope.document;
    let view = &document.view;
    let mut scribe = Scribe::new(words, &document.scale);
    scribe.schools.insert(&view.school, &view.name);
    facts(&mut scribe, envelope);
    if let Some(previous) = &document.previous {
        changes::of_accounts(&mut scribe, previous, view, envelope.basis.size);
    }
    chapters(&mut scribe, view);
    about::account(&mut scribe, envelope);
    let round = words.round(&view.round);
    let fill = [("school", view.name.as_str()), ("round", round.as_str())];
    let title = (words.tell("account-title", &fill), Some(words.say("account-subtitle")));
    let mut page = page(envelope, words, title, scribe.blocks);
    marked(&mut page, words, envelope, &document.disclosure);
    page
}

fn facts(scribe: &mut Scribe<'_>, envelope: &Envelope<AccountDocument>) {
    let view = &envelope.document.view;
    let words = scribe.words;
    let mut rows = vec![
        [scribe.say("fact-school"), view.name.as_str().to_owned()],
        [scribe.say("fact-round"), words.round(&view.round)],
        [scribe.say("fact-census-date"), words.day(view.census_date)],
        [scribe.say("fact-phase"), words.code("phase", view.phase.as_str())],
    ];
    rows.extend(about::basis(scribe, &envelope.basis, envelope.registry_number.as_ref()));
    scribe.blocks.push(Block::Facts { rows });
}

fn chapters(scribe: &mut Scribe<'_>, view: &SchoolAccount) {
    scribe.heading(1, "chapter-read");
    let text = read::in_short(scribe, &view.own.total, 1);
    scribe.paragraph(text);
    read::distribution(scribe, &view.own.total);
    read::rows(scribe, "by-grade-caption", &view.own.by_grade, &view.own.total);
    let groups: Vec<ReadRow> = [view.by_sex.clone(), view.by_syllabus.clone()].concat();
    read::rows(scribe, "by-group-caption", &groups, &view.own.total);
    beside(scribe, view);
    scribe.heading(1, "chapter-promised");
    let text = promised::in_short(scribe, &view.own.promised);
    scribe.paragraph(text);
    promised::targets(scribe, &view.own.promised);
    scribe.heading(1, "chapter-behind");
    behind::of_one(scribe, &view.behind);
    scribe.heading(1, "chapter-done");
    let text = done::in_short(scribe, &view.programmes, &view.measures);
    scribe.paragraph(text);
    let own = SchoolDone {
        school: view.school.clone(),
        programmes: view.programmes,
        dialogue: view.dialogue,
    };
    done::programmes(scribe, std::slice::from_ref(&own), &view.programmes);
    done::dialogue(scribe, std::slice::from_ref(&own), &view.dialogue);
    done::measures(scribe, &view.measures, &view.under_way);
    done::seminars(scribe, &view.seminars);
    scribe.heading(1, "chapter-works");
    let text = works::in_short(scribe, &view.evaluated);
    scribe.paragraph(text);
    works::evaluated(scribe, &view.evaluated);
    works::trend(scribe, &view.trend);
}

/// The median of each grade beside the district's and the municipality's: with oneself first.
fn beside(scribe: &mut Scribe<'_>, view: &SchoolAccount) {
    let others = [&view.of_district, &view.of_municipality];
    if others.iter().all(|other| other.is_none()) {
        return;
    }
    let median = |rows: Option<&[ReadRow]>, slice| {
        let same = rows.and_then(|rows| rows.iter().find(|row| row.slice == slice));
        same.map_or("–".to_owned(), read::median)
    };
    let row = |row: &ReadRow| {
        let of = |other: &Option<crate::envelope::Beside>| {
            median(other.as_ref().map(|other| other.by_grade.as_slice()), row.slice.clone())
        };
        let others = others.into_iter().map(of);
        [read::slice(scribe, &row.slice), read::median(row)].into_iter().chain(others).collect()
    };
    let rows: Vec<Vec<String>> = view.own.by_grade.iter().map(row).collect();
    let heads = scribe.heads(&["group", "median-own", "median-district", "median-municipality"]);
    let table = Table::new(scribe.say("beside-caption"), heads).rows(rows);
    scribe.blocks.push(Block::Table(table));
}

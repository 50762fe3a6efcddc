//! What is done about it?

use super::Scribe;
use crate::envelope::{
    CommitteeReport, Dialogue, Measures, Programmes, SchoolDone, Seminar, UnderWay,
};
use crate::page::{Block, Table};

pub(super) fn chapter(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    let done = &view.done;
    scribe.heading(1, "chapter-done");
    let text = in_short(scribe, &done.programmes, &done.measures);
    scribe.paragraph(text);
    programmes(scribe, &done.schools, &done.programmes);
    dialogue(scribe, &done.schools, &done.dialogue);
    measures(scribe, &done.measures, &done.under_way);
    seminars(scribe, &done.seminars);
}

pub(super) fn in_short(
    scribe: &Scribe<'_>,
    programmes: &Programmes,
    measures: &Measures,
) -> String {
    let words = scribe.words;
    scribe.tell(
        "done-in-short",
        &[
            ("served", &words.count(programmes.served)),
            ("investigated", &words.count(programmes.under_investigation)),
            ("late", &words.count(programmes.late)),
            ("started", &words.count(measures.started)),
            ("measures-late", &words.count(measures.late)),
        ],
    )
}

/// Cases of action programmes by school unit, the sum last.
pub(super) fn programmes(scribe: &mut Scribe<'_>, schools: &[SchoolDone], total: &Programmes) {
    scribe.heading(2, "programmes");
    let heads = [
        "school",
        "concern",
        "investigation",
        "decided",
        "served",
        "none-needed",
        "appealed",
        "ended",
        "late",
    ];
    let rows: Vec<Vec<String>> = schools
        .iter()
        .map(|row| of_programmes(scribe, scribe.school(&row.school), &row.programmes))
        .collect();
    let table = Table::new(scribe.say("programmes-caption"), scribe.heads(&heads))
        .rows(rows)
        .sum(of_programmes(scribe, scribe.say("all"), total))
        .note(scribe.say("programmes-note"));
    scribe.blocks.push(Block::Table(table));
}

fn of_programmes(scribe: &Scribe<'_>, name: String, of: &Programmes) -> Vec<String> {
    let words = scribe.words;
    // An investigation that is done and not decided on is still under investigation to the reader.
    let investigated = match (of.under_investigation.number(), of.investigated.number()) {
        (Some(under), Some(done)) => words.number(under + done),
        (Some(_), None) => words.count(of.investigated),
        (None, _) => words.count(of.under_investigation),
    };
    vec![
        name,
        words.count(of.concern),
        investigated,
        words.count(of.decided),
        words.count(of.served),
        words.count(of.none_needed),
        words.count(of.appealed),
        words.count(of.ended),
        words.count(of.late),
    ]
}

/// The dialogue with parents by school unit, the sum last.
pub(super) fn dialogue(scribe: &mut Scribe<'_>, schools: &[SchoolDone], total: &Dialogue) {
    scribe.heading(2, "dialogue");
    let heads =
        ["school", "pupils", "explained", "explained-to-all", "acknowledged", "not-reached"];
    let rows: Vec<Vec<String>> = schools
        .iter()
        .map(|row| of_dialogue(scribe, scribe.school(&row.school), &row.dialogue))
        .collect();
    let table = Table::new(scribe.say("dialogue-caption"), scribe.heads(&heads))
        .rows(rows)
        .sum(of_dialogue(scribe, scribe.say("all"), total));
    scribe.blocks.push(Block::Table(table));
}

fn of_dialogue(scribe: &Scribe<'_>, name: String, of: &Dialogue) -> Vec<String> {
    let words = scribe.words;
    let parts = [of.explained, of.explained_to_all, of.acknowledged, of.not_reached];
    let shares = parts.into_iter().map(|part| words.share(part, of.population));
    [name, words.count(of.population)].into_iter().chain(shares).collect()
}

/// Measures in numbers, and those that are not evaluated yet.
pub(super) fn measures(scribe: &mut Scribe<'_>, counts: &Measures, under_way: &[UnderWay]) {
    let words = scribe.words;
    scribe.heading(2, "measures");
    let text = scribe.tell(
        "measures-counts",
        &[
            ("decided", &words.count(counts.decided)),
            ("started", &words.count(counts.started)),
            ("evaluated", &words.count(counts.evaluated)),
            ("late", &words.count(counts.late)),
            ("cost", &words.kronor(counts.cost)),
        ],
    );
    scribe.paragraph(text);
    if under_way.is_empty() {
        return;
    }
    let heads = ["measure", "school", "for-whom", "cost", "evaluate-by"];
    let rows: Vec<Vec<String>> = under_way.iter().map(|row| measure(scribe, row)).collect();
    let table =
        Table::new(scribe.say("under-way-caption"), scribe.heads(&heads)).words(&[1, 2]).rows(rows);
    scribe.blocks.push(Block::Table(table));
}

fn measure(scribe: &Scribe<'_>, row: &UnderWay) -> Vec<String> {
    let words = scribe.words;
    let by = words.short_day(row.evaluate_by);
    vec![
        row.title.as_str().to_owned(),
        scribe.school(&row.school),
        words.code("subject", row.subject.as_str()),
        row.cost.map_or("–".to_owned(), |cost| words.kronor(cost)),
        if row.late { scribe.tell("late-day", &[("day", &by)]) } else { by },
    ]
}

/// Seminars since the round before.
pub(super) fn seminars(scribe: &mut Scribe<'_>, seminars: &[Seminar]) {
    if seminars.is_empty() {
        return;
    }
    scribe.heading(2, "seminars");
    let row = |row: &Seminar| {
        let planned = || scribe.tell("planned-day", &[("day", &scribe.words.short_day(row.on))]);
        vec![
            row.title.as_str().to_owned(),
            scribe.words.code("seminar", row.kind.as_str()),
            row.held_on.map_or_else(planned, |day| scribe.words.short_day(day)),
            scribe.words.number(row.participants),
        ]
    };
    let rows: Vec<Vec<String>> = seminars.iter().map(row).collect();
    let heads = scribe.heads(&["seminar", "kind", "on", "participants"]);
    let table = Table::new(scribe.say("seminars-caption"), heads).words(&[1]).rows(rows);
    scribe.blocks.push(Block::Table(table));
}

//! Does it work?

use super::{Scribe, ratio};
use crate::envelope::{AgreementPoint, CommitteeReport, Evaluated, Observed, TrendPoint};
use crate::page::{Block, Chart, Dot, Drawing, Table, Tick};

/// The most rounds in a chart: three school years.
const ROUNDS_MAX: usize = 12;

pub(super) fn chapter(scribe: &mut Scribe<'_>, view: &CommitteeReport) {
    let works = &view.works;
    scribe.heading(1, "chapter-works");
    let text = in_short(scribe, &works.evaluated);
    scribe.paragraph(text);
    evaluated(scribe, &works.evaluated);
    trend(scribe, &works.trend);
    agreement(scribe, &works.agreement);
}

pub(super) fn in_short(scribe: &Scribe<'_>, evaluated: &[Evaluated]) -> String {
    if evaluated.is_empty() {
        return scribe.say("evaluated-none");
    }
    let of = |effect: &str| {
        evaluated.iter().filter(|row| row.effect.as_str() == effect).count().to_string()
    };
    scribe.tell(
        "evaluated-in-short",
        &[
            ("number", &evaluated.len().to_string()),
            ("better", &of("better")),
            ("same", &of("same")),
            ("worse", &of("worse")),
            ("unsure", &of("not_measurable")),
        ],
    )
}

/// Measures before and after.
pub(super) fn evaluated(scribe: &mut Scribe<'_>, evaluated: &[Evaluated]) {
    if evaluated.is_empty() {
        return;
    }
    let heads = ["measure", "school", "round", "before", "after", "cost", "effect"];
    let rows: Vec<Vec<String>> = evaluated.iter().map(|row| measure(scribe, row)).collect();
    let table = Table::new(scribe.say("evaluated-caption"), scribe.heads(&heads))
        .words(&[1, 2, 6])
        .rows(rows)
        .note(scribe.say("evaluated-note"));
    scribe.blocks.push(Block::Table(table));
}

fn measure(scribe: &Scribe<'_>, row: &Evaluated) -> Vec<String> {
    let words = scribe.words;
    let observed = |of: Option<Observed>| {
        of.map_or("–".to_owned(), |of| words.share(of.reached, of.assessed))
    };
    vec![
        row.title.as_str().to_owned(),
        scribe.school(&row.school),
        words.round(&row.round),
        observed(row.before),
        observed(row.after),
        row.cost.map_or("–".to_owned(), |cost| words.kronor(cost)),
        words.code("effect", row.effect.as_str()),
    ]
}

/// The median round by round, as a chart with its table.
pub(super) fn trend(scribe: &mut Scribe<'_>, trend: &[TrendPoint]) {
    if trend.is_empty() {
        return;
    }
    scribe.heading(2, "trend");
    let shown = trend.get(trend.len().saturating_sub(ROUNDS_MAX)..).unwrap_or(trend);
    if shown.iter().any(|point| height(scribe, point).is_some()) {
        chart(scribe, shown);
    }
    let heads = ["round", "pupils", "assessed", "share", "missing", "median", "targets-met-of"];
    let rows: Vec<Vec<String>> = trend.iter().map(|point| round(scribe, point)).collect();
    let table = Table::new(scribe.say("trend-table"), scribe.heads(&heads))
        .rows(rows)
        .note(scribe.say("trend-note"));
    scribe.blocks.push(Block::Table(table));
}

fn height(scribe: &Scribe<'_>, point: &TrendPoint) -> Option<f64> {
    let rank = scribe.rank(point.median.as_ref()?)?;
    Some(part(rank + 1, scribe.scale.len()))
}

fn part(of: usize, whole: usize) -> f64 {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    ratio(number(of), number(whole))
}

fn chart(scribe: &mut Scribe<'_>, shown: &[TrendPoint]) {
    let mut before: Option<&TrendPoint> = None;
    let mut dots = Vec::new();
    for point in shown {
        let apart = before.is_some_and(|before| before.edition != point.edition);
        dots.push(Dot {
            label: scribe.words.round(&point.round).replacen(' ', "\n", 1),
            value: point.median.as_ref().map_or("–", |median| median.as_str()).to_owned(),
            at: height(scribe, point),
            apart,
        });
        before = Some(point);
    }
    let each: Vec<String> =
        dots.iter().map(|dot| format!("{}: {}", dot.label.replace('\n', " "), dot.value)).collect();
    let chart = Chart {
        caption: scribe.say("trend-caption"),
        alt: scribe.tell("trend-alt", &[("each", &each.join("; "))]),
        axis: points(scribe),
        key: None,
        drawing: Drawing::Line { dots },
    };
    scribe.blocks.push(Block::Chart(chart));
}

/// Every fifth point of the scale, and its last; none so near the last that their labels meet.
fn points(scribe: &Scribe<'_>) -> Vec<Tick> {
    let last = scribe.scale.len();
    let is_shown = |rank: usize| match last - rank {
        1 => true,
        below => below > 3 && (rank + 1).is_multiple_of(5),
    };
    let ranks = scribe.scale.iter().enumerate().filter(|(rank, _)| is_shown(*rank));
    let tick = |(rank, point): (usize, &crate::envelope::Point)| Tick {
        label: point.code.as_str().to_owned(),
        at: part(rank + 1, last),
    };
    ranks.map(tick).collect()
}

fn round(scribe: &Scribe<'_>, point: &TrendPoint) -> Vec<String> {
    let words = scribe.words;
    let met = point.targets.iter().filter(|of| of.met == Some(true)).count();
    let told = point.targets.iter().filter(|of| of.met.is_some()).count();
    let of = [("met", &*met.to_string()), ("of", &*told.to_string())];
    vec![
        words.round(&point.round),
        words.count(point.population),
        words.count(point.assessed),
        words.share(point.assessed, point.population),
        words.count(point.missing),
        point.median.as_ref().map_or("–", |median| median.as_str()).to_owned(),
        if told == 0 { "–".to_owned() } else { scribe.tell("met-of", &of) },
    ]
}

/// Agreement between assessors, seminar by seminar.
fn agreement(scribe: &mut Scribe<'_>, points: &[AgreementPoint]) {
    if points.is_empty() {
        return;
    }
    scribe.heading(2, "agreement");
    let permille = |value: Option<u16>| {
        value.map_or("–".to_owned(), |value| scribe.words.permille(u64::from(value)))
    };
    let row = |point: &AgreementPoint| {
        let of = &point.agreement;
        vec![
            scribe.words.short_day(point.on),
            scribe.words.number(of.raters),
            scribe.words.number(of.samples),
            permille(of.exact_permille),
            permille(of.within_one_permille),
            of.value.map_or("–".to_owned(), |value| scribe.words.thousandths(value)),
        ]
    };
    let rows: Vec<Vec<String>> = points.iter().map(row).collect();
    let heads = scribe.heads(&["on", "raters", "samples", "exact", "within-one", "statistic"]);
    let table = Table::new(scribe.say("agreement-caption"), heads)
        .rows(rows)
        .note(scribe.say("agreement-note"));
    scribe.blocks.push(Block::Table(table));
}

//! Figures of agreement: one seminar's, and over time.

use domain::command::Language;
use domain::seminar::agreement::{Statistic, Withheld};
use maud::{Markup, html};
use projections::Seminars;
use projections::views::seminar::{Agreement, AgreementPoint};

use crate::chart::{Line, Lines};
use crate::page::scroll;
use crate::pages::paging::List;
use crate::text::SeminarText;
use crate::visit::Visit;
use crate::words;

/// The seminars over time, the latest page first.
const POINTS: List = List::new("agreement", "agreement", 24);

/// The section on agreement over time; nothing before two seminars are revealed.
pub(super) fn over_time(visit: &Visit, seminars: &Seminars) -> Markup {
    let latest_first: Vec<&AgreementPoint> = seminars.agreement.iter().rev().collect();
    if latest_first.is_empty() {
        return html! {};
    }
    let (page, paged) = POINTS.page(visit, &latest_first);
    let points: Vec<&AgreementPoint> = page.iter().rev().copied().collect();
    let list = html! {
        @if points.len() > 1 { (chart(visit, &points)) }
        (scroll(visit.say(SeminarText::AgreementOver), &table(visit, &points)))
    };
    let title = visit.say(SeminarText::AgreementOver);
    html! {
        section aria-labelledby="agreement" {
            h2 #agreement { (title) }
            (POINTS.around(visit, paged, &list))
            p.small { a href="/figures#agreement-1" { (visit.say(SeminarText::Rule)) } }
        }
    }
}

/// Exact agreement and within one rank; lines do not join seminars of different scales.
fn chart(visit: &Visit, points: &[&AgreementPoint]) -> Markup {
    let Some(last) = points.last() else { return html! {} };
    let title = visit.say(SeminarText::AgreementOver);
    let spaced = spaced(points);
    let line = |name: SeminarText, pick: fn(&Agreement) -> Option<u16>| Line {
        name: visit.say(name).to_owned(),
        values: spaced.iter().map(|point| pick(&(*point)?.agreement)).collect(),
    };
    let label = |point: &Option<&AgreementPoint>| {
        let day = point.map(|point| point.on.to_string()).unwrap_or_default();
        (day.get(5..).unwrap_or_default().to_owned(), day.get(..4).unwrap_or_default().to_owned())
    };
    let exact = permille(visit, last.agreement.exact_permille);
    let parts =
        [("count", points.len().to_string()), ("on", last.on.to_string()), ("exact", exact)];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let chart = Lines {
        id: "agreement-chart",
        title,
        description: visit.fill(SeminarText::AgreementDesc, &parts),
        labels: spaced.iter().map(label).collect(),
        lines: vec![
            line(SeminarText::Exact, |agreement| agreement.exact_permille),
            line(SeminarText::WithinOne, |agreement| agreement.within_one_permille),
        ],
    };
    html! { figure { (chart.legend()) (scroll(title, &chart.draw())) } }
}

/// The seminars with an empty place wherever the scale changes.
fn spaced<'a>(points: &[&'a AgreementPoint]) -> Vec<Option<&'a AgreementPoint>> {
    let mut spaced: Vec<Option<&AgreementPoint>> = Vec::with_capacity(points.len());
    for point in points {
        let before = spaced.last().copied().flatten();
        if before.is_some_and(|before| before.edition != point.edition) {
            spaced.push(None);
        }
        spaced.push(Some(point));
    }
    spaced
}

fn table(visit: &Visit, points: &[&AgreementPoint]) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(SeminarText::AgreementOver)) }
            thead { tr {
                th scope="col" { (visit.say(SeminarText::On)) }
                th.number scope="col" { (visit.say(SeminarText::Raters)) }
                th.number scope="col" { (visit.say(SeminarText::Samples)) }
                th.number scope="col" { (visit.say(SeminarText::Pairs)) }
                th.number scope="col" { (visit.say(SeminarText::Exact)) }
                th.number scope="col" { (visit.say(SeminarText::WithinOne)) }
                th scope="col" { (visit.say(SeminarText::Statistic)) }
            } }
            tbody { @for point in points.iter().rev() {
                @let of = &point.agreement;
                tr {
                    th.when scope="row" { a href={ "/seminars/" (point.seminar) } { (point.on) } }
                    td.number { (of.raters) }
                    td.number { (of.samples) }
                    td.number { (of.pairs) }
                    td.number { (permille(visit, of.exact_permille)) }
                    td.number { (permille(visit, of.within_one_permille)) }
                    td { (statistic(visit, of)) }
                }
            } }
        }
    }
}

/// One seminar's figures.
pub(super) fn pairs(visit: &Visit, of: &Agreement) -> Markup {
    html! {
        dl.pairs {
            dt { (visit.say(SeminarText::Raters)) } dd { (of.raters) }
            dt { (visit.say(SeminarText::Samples)) } dd { (of.samples) }
            dt { (visit.say(SeminarText::Pairs)) } dd { (of.pairs) }
            dt { (visit.say(SeminarText::Exact)) } dd { (permille(visit, of.exact_permille)) }
            dt { (visit.say(SeminarText::WithinOne)) } dd { (permille(visit, of.within_one_permille)) }
            dt { (visit.say(SeminarText::Statistic)) } dd { (statistic(visit, of)) }
        }
        p.small { a href="/figures#agreement-1" { (visit.say(SeminarText::Rule)) } }
    }
}

/// A share in per cent; a dash where it is not given.
pub(super) fn permille(visit: &Visit, share: Option<u16>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| words::permille(u64::from(share), visit.language))
}

/// The statistic with its value, or why it is not given.
fn statistic(visit: &Visit, of: &Agreement) -> String {
    let name = visit.say(match of.statistic {
        Statistic::QuadraticKappa => SeminarText::Kappa,
        Statistic::OrdinalAlpha => SeminarText::Alpha,
    });
    match (of.value, of.withheld) {
        (Some(value), _) => format!("{} ({name})", thousandths(visit, value)),
        (None, Some(why)) => visit.say(withheld(why)).to_owned(),
        (None, None) => "–".to_owned(),
    }
}

fn withheld(why: Withheld) -> SeminarText {
    match why {
        Withheld::TooFewRaters => SeminarText::TooFewRaters,
        Withheld::TooFewSamples => SeminarText::TooFewSamples,
        Withheld::NoVariation => SeminarText::NoVariation,
    }
}

/// A value in thousandths with two decimals, halves away from 0: `0,56`.
fn thousandths(visit: &Visit, value: i32) -> String {
    let hundredths = (value.unsigned_abs() + 5) / 10;
    let sign = if value < 0 && hundredths > 0 { "−" } else { "" };
    let comma = match visit.language {
        Language::Sv => ',',
        Language::En => '.',
    };
    format!("{sign}{}{comma}{:02}", hundredths / 100, hundredths % 100)
}

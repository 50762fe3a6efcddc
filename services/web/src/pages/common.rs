//! What several pages share: rounds to choose from, figures that lead to their trail, as-of control.

use domain::calendar::Day;
use domain::id::{ClassId, Position, PupilId, RoundId, Size};
use maud::{Markup, html};
use projections::directory::rounds::Round;
use projections::disclosure::{Protected, Shown};
use projections::figure::Value;
use projections::{Facts, Figure};

use crate::fault::Fault;
use crate::page::{Tone, notice};
use crate::text::{MarkText, UnitText};
use crate::visit::{At, Visit, encoded};
use crate::words;

/// The round that is under way: the latest whose window has begun, else the first to come.
pub(crate) fn current_round(facts: &Facts, today: Day, at: Size) -> Option<Round> {
    let rounds = facts.rounds(at);
    let begun = rounds.iter().rev().find(|round| round.opens <= today);
    begun.or(rounds.first()).cloned()
}

/// The round the address asks for, else the one under way on the day that is shown.
pub(crate) fn chosen_round(visit: &Visit, facts: &Facts, at: At) -> Result<Option<Round>, Fault> {
    match visit.field("round") {
        None => Ok(current_round(facts, day_shown(facts, visit.today(), at), at.size)),
        Some(text) => {
            let round: RoundId = text.parse().map_err(|_| Fault::NotFound)?;
            facts.round(round, at.size).map(Some).ok_or(Fault::NotFound)
        }
    }
}

/// The day a state is shown for: the day asked for, though nothing was recorded on it; of a number of
/// events, the day of the last; never a day to come.
pub(crate) fn day_shown(facts: &Facts, today: Day, at: At) -> Day {
    let last = at.size.0.checked_sub(1).filter(|_| at.past);
    let recorded = || Some(facts.recorded_at(Position(last?))?.day());
    at.day.or_else(recorded).map_or(today, |day| day.min(today))
}

/// The members of a class on the census date, and those who have come since, by id.
pub(crate) fn pupils_in_round(
    facts: &Facts,
    class: ClassId,
    round: &Round,
    today: Day,
    at: Size,
) -> Vec<PupilId> {
    let mut pupils = facts.members(class, round.census_date, at);
    if round.census_date < today {
        pupils.extend(facts.members(class, today, at));
    }
    pupils.sort_unstable();
    pupils.dedup();
    pupils
}

/// A figure's value in words.
pub(crate) fn value(visit: &Visit, figure: &Figure) -> String {
    let language = visit.language;
    match figure.value {
        Value::Count => words::count(u64::from(figure.numerator), language),
        Value::Share => {
            let (n, d) = (u64::from(figure.numerator), u64::from(figure.denominator));
            words::share(n, d, language).unwrap_or_default()
        }
        Value::Point(point) => point.to_string(),
        Value::Empty => visit.say(UnitText::Empty).to_owned(),
        Value::NotComparable => visit.say(UnitText::NotComparable).to_owned(),
        Value::Shown { value, .. } => shown(visit, value),
    }
}

/// What is shown in place of a number, in words: the number, or its mark.
pub(crate) fn shown(visit: &Visit, value: Shown) -> String {
    match value {
        Shown::Exact(count) | Shown::Rounded(count) => {
            words::count(u64::from(count), visit.language)
        }
        Shown::Share(permille) => words::permille(u64::from(permille), visit.language),
        Shown::Point(point) => point.to_string(),
        Shown::NotComparable => visit.say(UnitText::NotComparable).to_owned(),
        mark => mark.mark().unwrap_or_default().to_owned(),
    }
}

/// The same for eyes and for ears: a mark says nothing when it is read aloud.
pub(crate) fn shown_mark(visit: &Visit, value: Shown) -> Markup {
    let said = match value {
        Shown::Suppressed => MarkText::Suppressed,
        Shown::Missing => MarkText::Missing,
        Shown::TopCoded => MarkText::TopCoded,
        Shown::BottomCoded => MarkText::BottomCoded,
        _ => return html! { (shown(visit, value)) },
    };
    html! {
        span.mark aria-hidden="true" { (shown(visit, value)) }
        span.hidden { (visit.say(said)) }
    }
}

/// What the marks mean, and as of when the figures stand: under everything that is shown to someone who does
/// not see the pupils.
pub(crate) fn marks(visit: &Visit, protected: &Protected, facts: &Facts) -> Markup {
    let rule = protected.rule();
    let released = protected.released().and_then(|size| recorded_at(facts, size));
    let parts = [
        ("base", rule.least_base.to_string()),
        ("top", rule.top_code.to_string()),
        ("rounded", rule.round_counts_to.to_string()),
    ];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    html! {
        div.soft.small.marks {
            @match &released {
                Some(when) => p { (visit.fill(MarkText::Released, &[("when", when)])) },
                None => p { strong { (visit.say(MarkText::NotReleased)) } },
            }
            p { (visit.fill(MarkText::Meaning, &parts)) " " a href="/figures#small-numbers" { (visit.say(MarkText::More)) } }
        }
    }
}

/// Numerator and denominator in words: `73 av 96`.
pub(crate) fn counts(visit: &Visit, figure: &Figure) -> String {
    if let Value::Shown { base, .. } = figure.value {
        return visit.fill(MarkText::Among, &[("base", &shown(visit, base))]);
    }
    let numerator = words::count(u64::from(figure.numerator), visit.language);
    let denominator = words::count(u64::from(figure.denominator), visit.language);
    visit.fill(UnitText::Counts, &[("numerator", &numerator), ("denominator", &denominator)])
}

/// A figure's value as a link to its trail, as of the same state as the page; what it is of stands beside it
/// or heads its column. Where there are no pupils there is no trail to follow.
pub(crate) fn linked(visit: &Visit, at: At, figure: &Figure) -> Markup {
    if let Some(mark) = figure.shown().filter(|shown| !shown.is_told()) {
        return shown_mark(visit, mark);
    }
    let value = value(visit, figure);
    html! {
        @if figure.value == Value::Empty { (value) }
        @else { a href=(trail_of(figure, at)) { (value) } }
    }
}

/// The same with numerator and denominator after it.
pub(crate) fn linked_counts(visit: &Visit, at: At, figure: &Figure) -> Markup {
    html! {
        (linked(visit, at, figure))
        @if has_counts(figure) { " " span.of { "(" (counts(visit, figure)) ")" } }
    }
}

/// Whether there is something to say of what a figure is of.
fn has_counts(figure: &Figure) -> bool {
    match figure.value {
        Value::Shown { value, base } => value.is_told() && base.is_told(),
        _ => figure.denominator > 0,
    }
}

/// The address of a figure's trail.
pub(crate) fn trail_of(figure: &Figure, at: At) -> String {
    let address = format!("/figures/{}", encoded(&figure.reference.to_string()));
    if at.past { format!("{address}?asOf={}", at.size) } else { address }
}

/// A figure in a tile: name, value, and a line of what it is of.
pub(crate) fn tile(visit: &Visit, at: At, name: &str, figure: &Figure, of: &Markup) -> Markup {
    html! {
        div.tile {
            dt { (name) }
            dd {
                div.big { (linked(visit, at, figure)) }
                div.of { (of) }
            }
        }
    }
}

/// Round and as-of point to choose, as one form in the address.
pub(crate) fn controls(
    visit: &Visit,
    rounds: &[RoundId],
    chosen: Option<RoundId>,
    at: At,
) -> Markup {
    let as_of = visit.field("asOf").filter(|_| at.past).unwrap_or_default();
    html! {
        form.bar method="get" action=(visit.path()) {
            @if !rounds.is_empty() {
                div.field {
                    label for="round" { (visit.say(UnitText::RoundPick)) }
                    select #round name="round" {
                        @for round in rounds.iter().rev() {
                            option value=(round.slug()) selected[chosen == Some(*round)] {
                                (words::round(*round, visit.language))
                            }
                        }
                    }
                }
            }
            div.field {
                label for="as-of" { (visit.say(UnitText::AsOfLabel)) }
                input #as-of type="text" name="asOf" value=(as_of) inputmode="text" size="18"
                    autocomplete="off" aria-describedby="as-of-help";
            }
            @if let Some(grade) = visit.field("grade") { input type="hidden" name="grade" value=(grade); }
            button.quiet type="submit" { (visit.say(UnitText::Show)) }
            p.help #as-of-help { (visit.say(UnitText::AsOfHelp)) }
        }
    }
}

/// The banner of a page that does not show the present state, with the way back.
pub(crate) fn past_banner(visit: &Visit, facts_at: Option<String>, at: At) -> Markup {
    if !at.past {
        return html! {};
    }
    let events = words::count(at.size.0, visit.language);
    let when = facts_at.unwrap_or_else(|| "–".to_owned());
    let now = visit.address_with(&[("asOf", None)]);
    notice(
        Tone::Past,
        &html! {
            p { strong { "◷ " (visit.fill(UnitText::PastTitle, &[("when", &when)])) } }
            p {
                (visit.fill(UnitText::PastBody, &[("events", &events)])) " "
                a href=(now) { (visit.say(UnitText::ToNow)) }
            }
        },
    )
}

/// When the last event of a size was recorded, to the minute.
pub(crate) fn recorded_at(facts: &Facts, at: Size) -> Option<String> {
    let last = at.0.checked_sub(1)?;
    facts.recorded_at(Position(last)).map(words::moment)
}

/// The short label of a round under a chart, on two rows: `sep`, `25/26`.
pub(crate) fn chart_label(round: RoundId, language: domain::command::Language) -> (String, String) {
    let occasion = words::occasion(round.occasion.as_str(), language);
    let upper: String = occasion.chars().take(3).collect();
    let year = round.year.to_string();
    (upper, year.get(2..).unwrap_or_default().to_owned())
}

//! What several pages share: rounds to choose from, figures that lead to their trail, as-of control.

use domain::calendar::Day;
use domain::id::{ClassId, Position, PupilId, RoundId, Size};
use maud::{Markup, html};
use projections::directory::rounds::{Phase, Round};
use projections::figure::Value;
use projections::{Facts, Figure};

use crate::fault::Fault;
use crate::page::{Tone, notice, unbroken};
use crate::text::{BoardText, UnitText};
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
    }
}

/// Numerator and denominator in words: `73 av 96`.
pub(crate) fn counts(visit: &Visit, figure: &Figure) -> String {
    let numerator = words::count(u64::from(figure.numerator), visit.language);
    let denominator = words::count(u64::from(figure.denominator), visit.language);
    visit.fill(UnitText::Counts, &[("numerator", &numerator), ("denominator", &denominator)])
}

/// A figure's value as a link to its trail, as of the same state as the page; what it is of stands beside it
/// or heads its column. Where there are no pupils there is no trail to follow.
pub(crate) fn linked(visit: &Visit, at: At, figure: &Figure) -> Markup {
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
        @if figure.denominator > 0 { " " span.of { "(" (counts(visit, figure)) ")" } }
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

/// How far a round has come at a school unit, in words and with a mark. Whether its time is out is told
/// as of the day that the page shows.
pub(crate) fn phase(visit: &Visit, phase: Phase, shown: Day) -> Markup {
    match phase {
        Phase::NotOpen => html! { span.state.plain { (visit.say(BoardText::StatusNotOpened)) } },
        Phase::Open { until } | Phase::Reopened { until } => {
            let (class, key) = if shown <= until {
                ("state warn", BoardText::StatusOpen)
            } else {
                ("state bad", BoardText::StatusPast)
            };
            html! { span class=(class) { (unbroken(&visit.fill(key, &[("until", &until.to_string())]))) } }
        }
        Phase::Submitted => html! { span.state.warn { (visit.say(BoardText::StatusSubmitted)) } },
        Phase::Received => html! { span.state.good { (visit.say(BoardText::StatusReceived)) } },
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

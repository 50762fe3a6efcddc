//! What stands around the table: how far the class has come, help, sign-off, strike, other rounds.

use maud::{Markup, html};
use projections::directory::rounds::Phase;

use crate::page::{Tone, notice};
use crate::pages::class::sheet::{Sheet, outcome_of};
use crate::pages::class::{Again, Part};
use crate::text::ClassText;
use crate::visit::{Visit, encoded};
use crate::words;

/// Whether the round is open here, and whether the class is signed off.
pub(crate) fn standing(visit: &Visit, sheet: &Sheet) -> Markup {
    let closed = |text: String| notice(Tone::Warn, &html! { p { (text) } });
    html! {
        @match sheet.phase {
            Phase::NotOpen => (closed(visit.say(ClassText::ClosedNotOpened).to_owned())),
            Phase::Submitted | Phase::Received => {
                (closed(visit.say(ClassText::ClosedSubmitted).to_owned()))
            }
            Phase::Open { until } | Phase::Reopened { until } if !sheet.is_open => {
                (closed(visit.fill(ClassText::ClosedPast, &[("until", &until.to_string())])))
            }
            Phase::Open { until } | Phase::Reopened { until } => {
                p.row { span.state.good {
                    "◐ " (visit.fill(ClassText::OpenUntil, &[("until", &until.to_string())]))
                } }
            }
        }
        @if let Some((name, at)) = &sheet.signed_off {
            (notice(Tone::Good, &html! { p {
                "✓ " (visit.fill(ClassText::SignedOffBy, &[("when", &words::moment(*at)), ("name", name)]))
            } }))
        }
    }
}

/// Who is missing, each a link to the row.
pub(crate) fn missing(visit: &Visit, sheet: &Sheet) -> Markup {
    html! { section.sheet aria-labelledby="missing" data-missing { (who_is_missing(visit, sheet)) } }
}

/// What that section says; the script puts it anew when a result is saved.
pub(crate) fn who_is_missing(visit: &Visit, sheet: &Sheet) -> Markup {
    let missing: Vec<_> = sheet.missing().collect();
    html! {
        h2 #missing { (visit.fill(ClassText::MissingTitle, &[("count", &missing.len().to_string())])) }
        @if missing.is_empty() {
            p { "✓ " (visit.say(ClassText::MissingNone)) }
        } @else {
            ul.inline-list { @for row in missing {
                li {
                    @if sheet.may_record { a href={ "#point-" (row.pupil) } { (row.called.text()) } }
                    @else { (row.called.text()) }
                }
            } }
        }
    }
}

/// How to type.
pub(crate) fn help(visit: &Visit, sheet: &Sheet) -> Markup {
    let points =
        sheet.edition.as_ref().map(|edition| edition.points.as_slice()).unwrap_or_default();
    let code = |point: Option<&domain::scale::Point>| {
        point.map_or_else(String::new, |point| point.code.to_string())
    };
    let (first, last) = (code(points.first()), code(points.last()));
    html! {
        details.controls {
            summary { (visit.say(ClassText::HelpTitle)) }
            ul {
                li { (visit.fill(ClassText::HelpPoint, &[("first", &first), ("last", &last)])) }
                li { (visit.say(ClassText::HelpSame)) }
                li { (visit.say(ClassText::HelpReasons)) }
                li { (visit.say(ClassText::HelpKeys)) }
            }
        }
    }
}

/// What was typed in a form that is shown again.
fn typed<'a>(visit: &'a Visit, again: &Again, part: Part, field: &str) -> &'a str {
    let refused = again.refused.as_ref().is_some_and(|(of, _)| *of == part);
    let lacking = again.lacking.is_some_and(|(of, _)| of == part);
    if refused || lacking { visit.field(field).unwrap_or_default() } else { "" }
}

/// Sign-off with the statement on conditions; nothing where it is signed off.
pub(crate) fn sign_off(visit: &Visit, sheet: &Sheet, again: &Again) -> Markup {
    if sheet.signed_off.is_some() {
        return html! {};
    }
    let missing = sheet.missing().count();
    let chosen = typed(visit, again, Part::SignOff, "reasonable");
    html! {
        section.sheet.controls aria-labelledby="sign-off" {
            h2 #sign-off { (visit.say(ClassText::SignOffTitle)) }
            p { (visit.say(ClassText::SignOffLead)) }
            p.warn-text data-left hidden[missing == 0] { (still_missing(visit, sheet)) }
            form method="post" action={ (sheet.address()) "/sign-off" } {
                input type="hidden" name="id" value=(visit.new_id());
                fieldset {
                    legend { (visit.say(ClassText::Conditions)) }
                    @for (value, text) in [("yes", ClassText::ConditionsYes), ("no", ClassText::ConditionsNo)] {
                        label.choice {
                            input type="radio" name="reasonable" value=(value) required checked[chosen == value];
                            span { (visit.say(text)) }
                        }
                    }
                }
                div.field {
                    label for="statement" { (visit.say(ClassText::ConditionsStatement)) }
                    textarea #statement name="statement" maxlength="4000" {
                        (typed(visit, again, Part::SignOff, "statement"))
                    }
                }
                button type="submit" { (visit.say(ClassText::SignOffDo)) }
            }
        }
    }
}

/// How many are missing, as a warning before signing off; nothing where nobody is.
pub(crate) fn still_missing(visit: &Visit, sheet: &Sheet) -> String {
    match sheet.missing().count() {
        0 => String::new(),
        n => format!("⚠ {}", visit.fill(ClassText::SignOffMissing, &[("count", &n.to_string())])),
    }
}

/// Striking a value, with a reason; nothing where there is no value.
pub(crate) fn strike(visit: &Visit, sheet: &Sheet, again: &Again) -> Markup {
    let recorded = || sheet.rows.iter().filter_map(|row| Some((row, row.now?)));
    if recorded().next().is_none() {
        return html! {};
    }
    let chosen = typed(visit, again, Part::Strike, "which");
    html! {
        section.sheet.controls aria-labelledby="strike" {
            h2 #strike { (visit.say(ClassText::StrikeTitle)) }
            p { (visit.say(ClassText::StrikeLead)) }
            form method="post" action={ (sheet.address()) "/strike" } {
                input type="hidden" name="id" value=(visit.new_id());
                div.field {
                    label for="which" { (visit.say(ClassText::StrikeWhich)) }
                    select #which name="which" required {
                        option value="" { (visit.say(ClassText::StrikeChoose)) }
                        @for (row, value) in recorded() {
                            @let which = format!("{}-{}", row.pupil, value.position);
                            option value=(which) selected[chosen == which] {
                                (row.called.text()) ": "
                                (words::outcome(outcome_of(&value), visit.language)) " (" (value.on) ")"
                            }
                        }
                    }
                }
                div.field {
                    label for="strike-reason" { (visit.say(ClassText::StrikeReason)) }
                    input #strike-reason type="text" name="reason" required maxlength="4000"
                        value=(typed(visit, again, Part::Strike, "reason"));
                }
                button.quiet type="submit" { (visit.say(ClassText::StrikeDo)) }
            }
        }
    }
}

/// The class in other rounds.
pub(crate) fn other_rounds(visit: &Visit, sheet: &Sheet) -> Markup {
    let others: Vec<_> =
        sheet.rounds.iter().rev().filter(|r| **r != sheet.round.round).take(6).collect();
    if others.is_empty() {
        return html! {};
    }
    html! {
        nav aria-labelledby="other-rounds" {
            h2 #other-rounds { (visit.say(ClassText::OtherRounds)) }
            ul.inline-list { @for round in others {
                li { a href={ "/classes/" (sheet.class.class) "/rounds/" (encoded(&round.slug())) } {
                    (words::round(*round, visit.language))
                } }
            } }
        }
    }
}

//! The table of the class page: a row for each pupil. With script it is a grid whose cells save by
//! themselves; without, a form that is sent as a whole.

use domain::id::RoundId;
use insyn_app::names::Called;
use maud::{Markup, html};
use projections::roster::RecordedValue;

use crate::page::scroll;
use crate::pages::class::entry::{Echo, Typed, Verdict, shown};
use crate::pages::class::sheet::{Counted, Row, Sheet, outcome_of};
use crate::pages::class::tools;
use crate::text::ClassText;
use crate::visit::Visit;
use crate::words;

/// All pupils of the class; with fields where the viewer may record.
pub(crate) fn table(visit: &Visit, sheet: &Sheet, echo: &Echo) -> Markup {
    let round = words::round(sheet.round.round, visit.language);
    let caption =
        visit.fill(ClassText::Caption, &[("class", &sheet.class.name), ("round", &round)]);
    let grid = grid(visit, sheet, echo, &caption);
    if sheet.may_record {
        tools::form(visit, sheet, echo, &grid)
    } else {
        html! { section { (scroll(&caption, &grid)) } }
    }
}

fn grid(visit: &Visit, sheet: &Sheet, echo: &Echo, caption: &str) -> Markup {
    let last = if sheet.signed_off.is_some() { ClassText::Reason } else { ClassText::Note };
    html! {
        table.entry {
            caption { (caption) }
            thead { tr {
                th scope="col" { (visit.say(ClassText::Pupil)) }
                @for round in &sheet.before {
                    th.before scope="col" title=(words::round(*round, visit.language)) {
                        (occasion(visit, *round))
                    }
                }
                th scope="col" { (visit.say(ClassText::Target)) }
                th scope="col" { (visit.say(ClassText::Point)) }
                th scope="col" { (visit.say(ClassText::Change)) }
                th scope="col" { (visit.say(ClassText::On)) }
                @if sheet.may_record { th scope="col" { (visit.say(last)) } }
                th scope="col" { (visit.say(ClassText::Result)) }
            } }
            tbody { @for row in sheet.shown() {
                @if sheet.may_record { (field_row(visit, sheet, row, echo)) }
                @else { (read_row(visit, sheet, row)) }
            } }
        }
    }
}

/// A round as a column's head names it: the year stands in its title.
pub(crate) fn occasion(visit: &Visit, round: RoundId) -> String {
    words::occasion(round.occasion.as_str(), visit.language).chars().take(3).collect()
}

fn name(visit: &Visit, row: &Row) -> Markup {
    html! {
        th scope="row" {
            a data-name href={ "/pupils/" (row.pupil) } { (row.called.text()) }
            @if matches!(row.called, Called::MarkedName(_)) {
                " " span.state.warn { (visit.say(ClassText::ProtectedMark)) }
            }
            @if let Some(grade) = row.grade {
                " " span.soft.small { (visit.say(ClassText::Grade)) " " (grade.number) }
            }
        }
    }
}

/// What was so before, and what is promised.
fn beside(visit: &Visit, sheet: &Sheet, row: &Row) -> Markup {
    html! {
        @for (round, value) in sheet.before.iter().zip(&row.earlier) {
            td.before data-label=(occasion(visit, *round)) { (value_text(visit, value.as_ref())) }
        }
        td.before data-label=(visit.say(ClassText::Target)) {
            @match row.target { Some(point) => (point), None => "–" }
        }
    }
}

fn read_row(visit: &Visit, sheet: &Sheet, row: &Row) -> Markup {
    html! {
        tr {
            (name(visit, row))
            (beside(visit, sheet, row))
            td.number data-label=(visit.say(ClassText::Point)) { (value_text(visit, row.now.as_ref())) }
            td.number data-label=(visit.say(ClassText::Change)) { (change(row)) }
            td data-label=(visit.say(ClassText::On)) {
                @if let Some(now) = &row.now { (now.on) } @else { "–" }
            }
            td data-label=(visit.say(ClassText::Result)) { (standing(visit, row, None)) }
        }
    }
}

fn value_text(visit: &Visit, value: Option<&RecordedValue>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| words::outcome(outcome_of(value), visit.language))
}

/// The change since the round before, with its sign.
pub(crate) fn change(row: &Row) -> String {
    match row.change() {
        None => "–".to_owned(),
        Some(0) => "=".to_owned(),
        Some(ranks) if ranks < 0 => format!("−{}", ranks.unsigned_abs()),
        Some(ranks) => format!("+{ranks}"),
    }
}

fn field_row(visit: &Visit, sheet: &Sheet, row: &Row, echo: &Echo) -> Markup {
    let sent = echo.row(row.pupil);
    let refused = sent.filter(|(_, verdict)| verdict.is_refused());
    let now = row.now.as_ref().map(shown).unwrap_or_default();
    let day = sheet.day(row).to_string();
    let fresh = Typed::fresh(&now, &day, visit.new_id());
    let typed = refused.map_or(&fresh, |(typed, _)| typed);
    let saved = row.just_saved || matches!(sent, Some((_, Verdict::Saved)));
    let class = if refused.is_some() { Some("bad") } else { saved.then_some("saved") };
    let id = row.pupil;
    html! {
        tr class=[class] data-row=(id) {
            (name(visit, row))
            (beside(visit, sheet, row))
            td data-label=(visit.say(ClassText::Point)) {
                input type="hidden" name={ "id-" (id) } value=(typed.id);
                input type="hidden" name={ "shown-" (id) } value=(now) data-shown;
                input type="hidden" name={ "shown-on-" (id) } value=(day) data-shown-on;
                input type="text" name={ "point-" (id) } id={ "point-" (id) } value=(typed.point) data-point
                    maxlength="12" autocapitalize="none" spellcheck="false" enterkeyhint="next"
                    aria-label=(visit.fill(ClassText::PointOf, &[("name", row.called.text())]))
                    aria-invalid=[refused.map(|_| "true")] aria-describedby={ "state-" (id) };
            }
            td.number data-change data-label=(visit.say(ClassText::Change)) { (change(row)) }
            td data-label=(visit.say(ClassText::On)) {
                input type="date" name={ "on-" (id) } value=(typed.on) data-on
                    min=(sheet.round.opens) max=(visit.today())
                    aria-label=(visit.fill(ClassText::OnOf, &[("name", row.called.text())]));
            }
            (last_field(visit, sheet, row, typed))
            td id={ "state-" (id) } data-state data-label=(visit.say(ClassText::Result)) {
                (standing(visit, row, sent.map(|(_, verdict)| verdict)))
            }
        }
    }
}

/// A note; after sign-off the reason for correcting.
fn last_field(visit: &Visit, sheet: &Sheet, row: &Row, typed: &Typed) -> Markup {
    let corrects = sheet.signed_off.is_some();
    let (kind, value) = if corrects { ("reason", &typed.reason) } else { ("note", &typed.note) };
    let (label, of) = if corrects {
        (ClassText::Reason, ClassText::ReasonOf)
    } else {
        (ClassText::Note, ClassText::NoteOf)
    };
    html! {
        td.note data-label=(visit.say(label)) {
            input type="text" name={ (kind) "-" (row.pupil) } value=(value) maxlength="4000" data-text=(kind)
                aria-label=(visit.fill(of, &[("name", row.called.text())]));
        }
    }
}

/// Where a row stands, in words and with a mark.
pub(crate) fn standing(visit: &Visit, row: &Row, verdict: Option<&Verdict>) -> Markup {
    let counted = not_here(row.counted);
    html! {
        div {
            @if let Some(Verdict::Refused { why, .. }) = verdict {
                span.state.bad { "✗ " (visit.say(ClassText::RefusedRow)) }
                p.row-note.bad-text { (why) }
            } @else if row.just_saved || matches!(verdict, Some(Verdict::Saved)) {
                span.state.good { "✓ " (visit.say(ClassText::Saved)) }
            } @else if matches!(verdict, Some(Verdict::Unchanged)) {
                span.state.plain { "= " (visit.say(ClassText::Unchanged)) }
            } @else if row.now.is_some() {
                span.state.plain { "✓ " (visit.say(ClassText::Recorded)) }
            } @else if let Some((unrecorded, _)) = counted {
                span.state.plain { "○ " (visit.say(unrecorded)) }
            } @else {
                span.state.warn { "○ " (visit.say(ClassText::MissingRow)) }
            }
            @if let Some((_, note)) = counted.filter(|_| row.now.is_some() || verdict.is_some()) {
                p.row-note.soft { (visit.say(note)) }
            }
            @if !verdict.is_some_and(Verdict::is_refused) { (leap(visit, row)) }
        }
    }
}

/// What is said of one who does not count here: as the state without a result, as a note beside one.
fn not_here(counted: Counted) -> Option<(ClassText, ClassText)> {
    match counted {
        Counted::Here => None,
        Counted::Elsewhere => Some((ClassText::ElsewhereRow, ClassText::ElsewhereNote)),
        Counted::Outside => Some((ClassText::OutsideRow, ClassText::OutsideNote)),
    }
}

/// A fall or rise that is worth a question.
fn leap(visit: &Visit, row: &Row) -> Markup {
    let Some(leap) = row.leap() else { return html! {} };
    let key = if leap.ranks < 0 { ClassText::WarnFall } else { ClassText::WarnRise };
    let ranks = leap.ranks.unsigned_abs().to_string();
    let (from, to) = (leap.from.to_string(), leap.to.to_string());
    let text = visit.fill(key, &[("from", &from), ("to", &to), ("ranks", &ranks)]);
    html! { p.row-note.warn-text { "⚠ " (text) } }
}

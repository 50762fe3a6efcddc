//! The table of the class page: a row for each pupil.

use maud::{Markup, html};
use projections::roster::RecordedValue;

use crate::page::scroll;
use crate::pages::class::entry::{Echo, Typed, Verdict, shown};
use crate::pages::class::sheet::{Counted, Row, Sheet, outcome_of};
use crate::text::ClassText;
use crate::visit::Visit;
use crate::words;
use insyn_app::names::Called;

/// All pupils of the class; with fields where the viewer may record.
pub(crate) fn table(visit: &Visit, sheet: &Sheet, echo: &Echo) -> Markup {
    let round = words::round(sheet.round.round, visit.language);
    let caption =
        visit.fill(ClassText::Caption, &[("class", &sheet.class.name), ("round", &round)]);
    if !sheet.may_record {
        return html! { section { (scroll(&caption, &grid(visit, sheet, echo, &caption))) } };
    }
    html! {
        form method="post" action=(sheet.address()) autocomplete="off" data-rows
            data-unsaved[echo.is_refused()] {
            (grid(visit, sheet, echo, &caption))
            div.save-row {
                button type="submit" data-save { (visit.say(ClassText::Save)) }
                p.soft { (visit.say(ClassText::SaveHint)) }
            }
        }
    }
}

fn grid(visit: &Visit, sheet: &Sheet, echo: &Echo, caption: &str) -> Markup {
    let corrects = sheet.signed_off.is_some();
    let last = if corrects { ClassText::Reason } else { ClassText::Note };
    html! {
        table.entry {
            caption { (caption) }
            thead { tr {
                th scope="col" { (visit.say(ClassText::Pupil)) }
                th scope="col" { (visit.say(ClassText::Before)) }
                th scope="col" { (visit.say(ClassText::Point)) }
                th scope="col" { (visit.say(ClassText::On)) }
                @if sheet.may_record { th scope="col" { (visit.say(last)) } }
                th scope="col" { (visit.say(ClassText::Result)) }
            } }
            tbody { @for row in sheet.shown() {
                @if sheet.may_record { (field_row(visit, sheet, row, echo)) }
                @else { (read_row(visit, row)) }
            } }
        }
    }
}

fn name(visit: &Visit, row: &Row) -> Markup {
    html! {
        th scope="row" {
            a href={ "/pupils/" (row.pupil) } { (row.called.text()) }
            @if matches!(row.called, Called::MarkedName(_)) {
                " " span.state.warn { (visit.say(ClassText::ProtectedMark)) }
            }
            @if let Some(grade) = row.grade {
                " " span.soft.small { (visit.say(ClassText::Grade)) " " (grade.number) }
            }
        }
    }
}

fn before(visit: &Visit, row: &Row) -> Markup {
    let language = visit.language;
    let last = row.earlier.len().saturating_sub(1);
    html! {
        td.before data-label=(visit.say(ClassText::Before)) {
            span {
                @if row.earlier.is_empty() { (visit.say(ClassText::BeforeNone)) }
                @for (index, (round, value)) in row.earlier.iter().enumerate() {
                    @if index > 0 { " · " }
                    span title=(words::round(*round, language)) {
                        @let text = words::outcome(outcome_of(value), language);
                        @if index == last { b { (text) } } @else { (text) }
                    }
                }
            }
        }
    }
}

fn read_row(visit: &Visit, row: &Row) -> Markup {
    html! {
        tr {
            (name(visit, row))
            (before(visit, row))
            td.number data-label=(visit.say(ClassText::Point)) { (value_text(visit, row.now.as_ref())) }
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

fn field_row(visit: &Visit, sheet: &Sheet, row: &Row, echo: &Echo) -> Markup {
    let sent = echo.row(row.pupil);
    let refused = sent.filter(|(_, verdict)| verdict.is_refused());
    let now = row.now.as_ref().map(shown).unwrap_or_default();
    let day = row.now.map_or(sheet.proposed_day, |value| value.on).to_string();
    let fresh = Typed::fresh(&now, &day, visit.new_id());
    let typed = refused.map_or(&fresh, |(typed, _)| typed);
    let saved = row.just_saved || matches!(sent, Some((_, Verdict::Saved)));
    let class = if refused.is_some() { Some("bad") } else { saved.then_some("saved") };
    let id = row.pupil;
    html! {
        tr class=[class] data-row {
            (name(visit, row))
            (before(visit, row))
            td data-label=(visit.say(ClassText::Point)) {
                input type="hidden" name={ "id-" (id) } value=(typed.id);
                input type="hidden" name={ "shown-" (id) } value=(now);
                input type="hidden" name={ "shown-on-" (id) } value=(day);
                input type="text" name={ "point-" (id) } id={ "point-" (id) } value=(typed.point) data-point
                    maxlength="12" autocapitalize="none" spellcheck="false" enterkeyhint="next"
                    aria-label=(visit.fill(ClassText::PointOf, &[("name", row.called.text())]))
                    aria-invalid=[refused.map(|_| "true")] aria-describedby={ "state-" (id) };
            }
            td data-label=(visit.say(ClassText::On)) {
                input type="date" name={ "on-" (id) } value=(typed.on)
                    min=(sheet.round.opens) max=(visit.today())
                    aria-label=(visit.fill(ClassText::OnOf, &[("name", row.called.text())]));
            }
            (last_field(visit, sheet, row, typed))
            td id={ "state-" (id) } data-label=(visit.say(ClassText::Result)) {
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
            input type="text" name={ (kind) "-" (row.pupil) } value=(value) maxlength="4000"
                aria-label=(visit.fill(of, &[("name", row.called.text())]));
        }
    }
}

/// Where a row stands, in words and with a mark.
fn standing(visit: &Visit, row: &Row, verdict: Option<&Verdict>) -> Markup {
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

//! The steps that the viewer's role may take, each a form. Whether the rules allow it is the domain's
//! to say; here only what makes no sense at the moment is left out.

use domain::people::Role;
use maud::{Markup, html};
use projections::directory::rounds::Phase;

use super::Sheet;
use crate::text::{BoardText, Key};
use crate::visit::{Visit, encoded};

/// All forms for this viewer at this moment.
pub(super) fn forms(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let Some(viewer) = visit.viewer else { return html! {} };
    let principal = viewer.role == Role::Principal;
    let coordinator = viewer.role == Role::ResultsCoordinator;
    if !principal && !coordinator {
        return html! {};
    }
    let phase = sheet.board.status.phase;
    let opened = !matches!(phase, Phase::NotOpen);
    let submitted = matches!(phase, Phase::Submitted | Phase::Received);
    html! {
        section.controls aria-labelledby="actions" {
            h2 #actions { (visit.say(BoardText::Actions)) }
            div.two {
                @if !opened { (open(visit, sheet, again)) }
                @if principal && opened && !submitted { (submit(visit, sheet)) }
                @if coordinator && phase == Phase::Submitted { (receive(visit, sheet)) }
                @if opened && (coordinator || !submitted) { (reopen(visit, sheet, again)) }
            }
        }
    }
}

fn action(sheet: &Sheet, verb: &str) -> String {
    let (school, round) = (sheet.board.school, sheet.round.round.slug());
    format!("/schools/{school}/rounds/{}/{verb}", encoded(&round))
}

/// What was typed before, where the form is shown again.
fn typed<'a>(visit: &'a Visit, again: bool, field: &str) -> Option<&'a str> {
    visit.field(field).filter(|_| again)
}

fn until(visit: &Visit, sheet: &Sheet, again: bool, id: &str) -> Markup {
    let proposed = sheet.round.closes.max(visit.today()).to_string();
    html! {
        div.field {
            label for=(id) { (visit.say(BoardText::OpenUntil)) }
            input id=(id) type="date" name="until" required
                value=(typed(visit, again, "until").unwrap_or(&proposed));
        }
    }
}

fn form(visit: &Visit, action: &str, title: impl Key, button: impl Key, fields: &Markup) -> Markup {
    html! {
        form.card method="post" action=(action) {
            h3 { (visit.say(title)) }
            input type="hidden" name="id" value=(visit.new_id());
            (fields)
            button type="submit" { (visit.say(button)) }
        }
    }
}

fn open(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let fields = until(visit, sheet, again, "open-until");
    form(visit, &action(sheet, "open"), BoardText::OpenTitle, BoardText::OpenDo, &fields)
}

fn submit(visit: &Visit, sheet: &Sheet) -> Markup {
    let fields = html! { p { (visit.say(BoardText::SubmitLead)) } };
    form(visit, &action(sheet, "submit"), BoardText::SubmitTitle, BoardText::SubmitDo, &fields)
}

fn receive(visit: &Visit, sheet: &Sheet) -> Markup {
    let action = action(sheet, "receive");
    form(visit, &action, BoardText::ReceiveTitle, BoardText::ReceiveDo, &html! {})
}

fn reopen(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let chosen = typed(visit, again, "class").unwrap_or_default();
    let classes =
        || sheet.board.classes.iter().filter_map(|c| Some((c.class?, c.name.as_deref()?)));
    let fields = html! {
        p { (visit.say(BoardText::ReopenLead)) }
        div.field {
            label for="reopen-class" { (visit.say(BoardText::ReopenClass)) }
            select #reopen-class name="class" {
                @for (class, name) in classes() {
                    option value=(class) selected[chosen == class.to_string()] { (name) }
                }
                option value="all" selected[chosen == "all"] { (visit.say(BoardText::ReopenAll)) }
            }
        }
        (until(visit, sheet, again, "reopen-until"))
        div.field {
            label for="reopen-reason" { (visit.say(BoardText::ReopenReason)) }
            input #reopen-reason type="text" name="reason" required maxlength="4000"
                value=(typed(visit, again, "reason").unwrap_or_default());
        }
    };
    form(visit, &action(sheet, "reopen"), BoardText::ReopenTitle, BoardText::ReopenDo, &fields)
}

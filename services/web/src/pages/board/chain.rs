//! The chain from class to municipality: opened, signed off, submitted, received.

use domain::calendar::Instant;
use domain::id::Position;
use maud::{Markup, html};
use projections::{Facts, RoundBoard};

use super::Sheet;
use crate::text::BoardText;
use crate::visit::Visit;
use crate::words;

/// When each step was recorded.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Moments {
    opened: Option<Instant>,
    submitted: Option<Instant>,
    received: Option<Instant>,
}

impl Moments {
    /// The moments of the steps in force.
    pub(super) fn read(facts: &Facts, board: &RoundBoard) -> Self {
        let at = |position: Position| facts.recorded_at(position);
        let status = &board.status;
        Self {
            opened: status.reopened.max(status.opened).and_then(at),
            submitted: status.submitted.and_then(|step| at(step.position)),
            received: status.received.and_then(|step| at(step.position)),
        }
    }
}

/// The chain as a list.
pub(super) fn chain(visit: &Visit, sheet: &Sheet) -> Markup {
    let classes = sheet.board.classes.iter().filter(|class| class.class.is_some());
    let (count, signed) = classes.fold((0, 0), |(count, signed), class| {
        (count + 1, signed + u32::from(class.signed_off.is_some()))
    });
    let signed_words = visit.fill(
        BoardText::ChainCount,
        &[("signed", &signed.to_string()), ("classes", &count.to_string())],
    );
    html! {
        ol.chain {
            (step(visit, BoardText::ChainOpen, sheet.moments.opened))
            li.done[count > 0 && signed == count] {
                span.name { (visit.say(BoardText::ChainSigned)) }
                span { @if count > 0 && signed == count { "✓ " } @else { "◐ " } (signed_words) }
            }
            (step(visit, BoardText::ChainSubmitted, sheet.moments.submitted))
            (step(visit, BoardText::ChainReceived, sheet.moments.received))
        }
    }
}

fn step(visit: &Visit, name: BoardText, at: Option<Instant>) -> Markup {
    html! {
        li.done[at.is_some()] {
            span.name { (visit.say(name)) }
            span {
                @match at {
                    Some(at) => (visit.fill(BoardText::ChainDone, &[("when", &words::moment(at))])),
                    None => (visit.say(BoardText::ChainWaiting)),
                }
            }
        }
    }
}

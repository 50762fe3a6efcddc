//! How far a round has come, in words and with a mark, and how many days are left: one rendering for the
//! round board, the start page and the lists of school units.

use domain::id::{RoundId, SchoolUnitCode, Size};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::directory::rounds::Phase;
use projections::{Facts, RoundProgress, RoundState, round_progress};

use crate::page::unbroken;
use crate::text::CockpitText;
use crate::visit::Visit;
use crate::words;

/// What a state is called, with its mark, and the tone in which it is said.
const fn words_of(state: RoundState) -> (&'static str, CockpitText) {
    match state {
        RoundState::NotOpen => ("state plain", CockpitText::NotOpen),
        RoundState::NotStarted => ("state plain", CockpitText::NotStarted),
        RoundState::UnderWay => ("state warn", CockpitText::UnderWay),
        RoundState::Complete => ("state warn", CockpitText::Complete),
        RoundState::SignedOff => ("state good", CockpitText::SignedOff),
        RoundState::Submitted => ("state warn", CockpitText::Submitted),
        RoundState::Received => ("state good", CockpitText::Received),
        RoundState::Late => ("state bad", CockpitText::Late),
    }
}

/// The state in words and with its mark; colour only repeats it.
pub(crate) fn state(visit: &Visit, progress: RoundProgress) -> Markup {
    let (tone, words) = words_of(progress.state);
    html! { span class=(tone) { (visit.say(words)) } }
}

/// How many days are left of what is to be done next, or have passed since it was due; nothing where nothing
/// is awaited any more.
pub(crate) fn left(visit: &Visit, progress: RoundProgress) -> Option<String> {
    let (due, days) = (progress.due?.to_string(), progress.days_left?);
    let count = words::count(u64::from(days.unsigned_abs()), visit.language);
    let parts = [("count", count.as_str()), ("due", &due)];
    Some(match days {
        0 => visit.say(CockpitText::LastDay).to_owned(),
        1.. => visit.fill(CockpitText::DaysLeft, &parts),
        _ => visit.fill(CockpitText::DaysLate, &parts),
    })
}

/// State and time left beside each other.
pub(crate) fn line(visit: &Visit, progress: RoundProgress) -> Markup {
    html! {
        (state(visit, progress))
        @if let Some(left) = left(visit, progress) { " " span.soft { (unbroken(&left)) } }
    }
}

/// How many school units are in each state, for someone who follows several; states nobody is in are left out.
pub(crate) fn summary(visit: &Visit, all: &[RoundProgress]) -> Markup {
    let counts = RoundState::ALL.into_iter().filter_map(|state| {
        let count = all.iter().filter(|progress| progress.state == state).count();
        (count > 0).then_some((state, count))
    });
    html! {
        ul.inline-list.row aria-label=(visit.say(CockpitText::Summary)) {
            @for (state, count) in counts {
                @let (tone, words) = words_of(state);
                @let count = words::count(count as u64, visit.language);
                li { span class=(tone) {
                    (visit.fill(CockpitText::Count, &[("state", visit.say(words)), ("count", &count)]))
                } }
            }
        }
    }
}

/// How far a school unit has come, as of a size and a day: in full for those who follow the round there, by
/// its steps alone for the others.
pub(crate) fn of_school(
    visit: &Visit,
    facts: &Facts,
    (school, round, phase): (SchoolUnitCode, RoundId, Phase),
    (at, day): (Size, domain::calendar::Day),
) -> Option<RoundProgress> {
    if visit.may(facts, Sight::RoundBoard(school))
        && let Some(progress) = round_progress(facts, at, school, round, day)
    {
        return Some(progress);
    }
    let submit_by = facts.round(round, at)?.submit_by;
    Some(RoundProgress::of_phase(phase, submit_by, day))
}

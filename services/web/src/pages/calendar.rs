//! `GET /rounds.ics`: the dates of the rounds as a calendar file. Open to all staff; no place, no person.

use domain::calendar::Instant;
use maud::{Markup, html};
use projections::directory::rounds::Round;

use crate::fault::Fault;
use crate::ics::{self, Entry};
use crate::text::CalendarText;
use crate::visit::{Answer, File, FileKind, Visit};
use crate::words;

/// The rounds of this school year and of those to come, four days each.
pub(crate) fn file(visit: &Visit) -> Result<Answer, Fault> {
    visit.actor()?;
    let year = visit.today().school_year();
    let facts = visit.facts()?;
    let rounds = facts.rounds(facts.size()).into_iter();
    let rounds: Vec<Round> = rounds.filter(|round| round.round.year >= year).collect();
    let stamps = rounds.iter().map(|round| facts.recorded_at(round.position).unwrap_or_default());
    let stamps: Vec<Instant> = stamps.collect();
    drop(facts);
    let site = visit.app().log().origin().replace('/', ".");
    let entries =
        rounds.iter().zip(stamps).flat_map(|(round, stamp)| days(visit, round, stamp, &site));
    let entries: Vec<Entry> = entries.collect();
    let (name, about) = (visit.say(CalendarText::Name), visit.say(CalendarText::About));
    let bytes = ics::calendar(name, about, visit.language, &entries).into_bytes();
    Ok(Answer::File(File { kind: FileKind::Calendar, name: "insyn-rounds".to_owned(), bytes }))
}

fn days(visit: &Visit, round: &Round, stamp: Instant, site: &str) -> [Entry; 4] {
    let name = words::capital(&words::round(round.round, visit.language));
    let entry = |text: CalendarText, step: &str, day| Entry {
        uid: format!("{}.{step}@{site}", round.round.slug()),
        stamp,
        day,
        summary: visit.fill(text, &[("round", &name)]),
    };
    [
        entry(CalendarText::Opens, "opens", round.opens),
        entry(CalendarText::Census, "census", round.census_date),
        entry(CalendarText::Closes, "closes", round.closes),
        entry(CalendarText::SubmitBy, "submit-by", round.submit_by),
    ]
}

/// The link to the file, with what to do with it.
pub(crate) fn link(visit: &Visit) -> Markup {
    html! {
        p.soft {
            a href="/rounds.ics" download { (visit.say(CalendarText::Add)) } " – "
            (visit.say(CalendarText::Help))
        }
    }
}

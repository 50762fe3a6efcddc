//! What is done about a pupil and with the guardians: shortfalls, cases, dialogue, early support; each with
//! what the viewer can do.

use std::collections::{BTreeSet, HashMap};

use domain::Event;
use domain::action_programme::{EarlySupportAssessed, HandedOver};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{GuardianId, Position, ProgrammeId, PupilId, Size};
use domain::query::Tag;
use insyn_app::access::{Sight, guardian_may_see};
use maud::{Markup, html};
use projections::guarantee::{Shortfall, ShortfallState};
use projections::views::programme::ProgrammeRow;
use projections::{Facts, Noted};

use crate::act;
use crate::fault::Fault;
use crate::pages::common::day_shown;
use crate::pages::family::{guardians, word};
use crate::pages::named::{acts, language, same_state};
use crate::pages::programme::{address, ahead, opened, state as case_state};
use crate::pages::{guarantee, programme};
use crate::text::{CaseText, ShowAsText, event_kind};
use crate::visit::{At, Visit};
use crate::words;

/// What stands on the pupil's page of the duties.
pub(super) struct Duties {
    pupil: PupilId,
    shortfalls: Vec<(Shortfall, Option<String>)>,
    /// None: not for the viewer.
    cases: Option<Vec<ProgrammeRow>>,
    dialogue: Option<Vec<Line>>,
    /// Those who have a page of the child, which can be shown as they see it.
    guardians: Vec<(GuardianId, String)>,
    at: At,
    day: Day,
}

/// Something that was said or done with the guardians.
struct Line {
    on: Day,
    text: String,
    who: Option<String>,
    said: Option<String>,
    /// A complaint that awaits its answer.
    complaint: Option<Position>,
}

const BEGINS: &[Code] = &[
    code::ConcernReported,
    code::InvestigationOpened,
    code::ProgrammeDecided,
    code::NoProgrammeDecided,
];

const DIALOGUE: &[Code] = &[
    code::DialogueInvited,
    code::DialogueHeld,
    code::GuardianViewRecorded,
    code::ComplaintReceived,
    code::ComplaintAnswered,
    code::EarlySupportAssessed,
    code::HandedOver,
    code::EntryStruck,
];

/// Reads what the viewer may see of a pupil whose page is theirs.
pub(super) fn read(visit: &Visit, pupil: PupilId, at: At) -> Result<Duties, Fault> {
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let shortfalls = facts.shortfalls_of_pupil(pupil, at.size).into_iter();
    let promised = |found: Shortfall| {
        let point = guarantee::promised(&facts, found.promise, at);
        (found, point)
    };
    let shortfalls = shortfalls.rev().map(promised).collect();
    let cases = visit.may(&facts, Sight::Programme(pupil));
    let cases = cases.then(|| cases_of(&facts, pupil, day, at.size));
    let may = visit.may(&facts, Sight::Dialogue(pupil));
    // An early-support finding is about the pupil's circumstances, as an investigation is.
    let finding = visit.may(&facts, Sight::Investigation(pupil));
    let noted: Vec<Noted> = if may {
        facts.ledger_of(Tag::Pupil(pupil), DIALOGUE, at.size).collect()
    } else {
        Vec::new()
    };
    let mut lines = if may { explained(visit, &facts, pupil, at.size) } else { Vec::new() };
    let has_page = |id: GuardianId| guardian_may_see(&facts, id, Sight::OwnChild(pupil));
    let linked = facts.guardians(pupil, facts.size());
    let shown: BTreeSet<GuardianId> =
        linked.iter().map(|one| one.guardian).filter(|id| may && has_page(*id)).collect();
    drop(facts);
    let mut with_page = guardians(visit, pupil)?;
    let called = with_page.iter().cloned().collect::<HashMap<_, _>>();
    with_page.retain(|(id, _)| shown.contains(id));
    let told = lines
        .drain(..)
        .map(|(guardian, line)| Line { who: called.get(&guardian).cloned(), ..line });
    let mut all: Vec<Line> = told.collect();
    let heard = Heard { all: &noted, called: &called, finding };
    for one in noted.iter().filter(|one| !heard.is_struck(one.position)) {
        all.extend(line(visit, one, &heard)?);
    }
    all.sort_by_key(|line| std::cmp::Reverse(line.on));
    let dialogue = may.then_some(all);
    Ok(Duties { pupil, shortfalls, cases, dialogue, guardians: with_page, at, day })
}

fn cases_of(facts: &Facts, pupil: PupilId, day: Day, at: Size) -> Vec<ProgrammeRow> {
    let begun = facts.ledger_of(Tag::Pupil(pupil), BEGINS, at);
    let ids: BTreeSet<ProgrammeId> = begun
        .filter_map(|noted| match noted.event {
            Event::ConcernReported(e) => Some(e.programme),
            Event::InvestigationOpened(e) => Some(e.programme),
            Event::ProgrammeDecided(e) => Some(e.programme),
            Event::NoProgrammeDecided(e) => Some(e.programme),
            _ => None,
        })
        .collect();
    let found = ids.into_iter().filter_map(|id| projections::programme(facts, id, day, at));
    let mut rows: Vec<ProgrammeRow> = found.map(|case| case.row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.position));
    rows
}

/// Explanations and acknowledgements of every round.
fn explained(visit: &Visit, facts: &Facts, pupil: PupilId, at: Size) -> Vec<(GuardianId, Line)> {
    let plain = |on, text| Line { on, text, who: None, said: None, complaint: None };
    let mut lines = Vec::new();
    for round in facts.rounds(at) {
        let name = words::capital(&words::round(round.round, visit.language));
        for told in facts.explained(pupil, round.round, at) {
            let (on, tongue) = (told.on.to_string(), language(visit, told.language));
            let given = [("round", name.as_str()), ("on", &on), ("language", &tongue)];
            let text = visit.fill(CaseText::ExplainedTo, &given);
            lines.push((told.guardian, plain(told.on, text)));
        }
        for known in facts.acknowledged(pupil, round.round, at) {
            let on = known.on.to_string();
            let text = visit.fill(CaseText::AcknowledgedBy, &[("round", &name), ("on", &on)]);
            lines.push((known.guardian, plain(known.on, text)));
        }
    }
    lines
}

/// What the lines of the dialogue are read with.
struct Heard<'a> {
    all: &'a [Noted],
    called: &'a HashMap<GuardianId, String>,
    /// Findings on the pupil's circumstances are for the viewer.
    finding: bool,
}

impl Heard<'_> {
    /// Entered on the wrong pupil.
    fn is_struck(&self, position: Position) -> bool {
        let struck = |one: &Noted| matches!(&one.event, Event::EntryStruck(e) if e.of == position);
        self.all.iter().any(struck)
    }

    /// The day a complaint was answered.
    fn answered(&self, complaint: Position) -> Option<Day> {
        self.all.iter().find_map(|one| match &one.event {
            Event::ComplaintAnswered(answer) if answer.of == complaint => Some(answer.on),
            _ => None,
        })
    }

    fn who(&self, guardian: Option<GuardianId>) -> Option<String> {
        guardian.and_then(|id| self.called.get(&id).cloned())
    }
}

/// One event of the dialogue in words, its text opened.
fn line(visit: &Visit, noted: &Noted, heard: &Heard<'_>) -> Result<Option<Line>, Fault> {
    let position = noted.position;
    let who = |guardian: Option<GuardianId>| heard.who(guardian);
    let said = || opened(visit, position, 0);
    let plain = |on: Day, text: String| Line { on, text, who: None, said: None, complaint: None };
    let dated = |key: CaseText, on: Day| visit.fill(key, &[("on", &on.to_string())]);
    let kind = event_kind(noted.event.name(), visit.language);
    Ok(Some(match &noted.event {
        Event::DialogueInvited(e) => {
            let kind = format!("{kind}: {}", word(visit, "DialogueKind", &e.kind).to_lowercase());
            let text = visit.fill(CaseText::TalkOn, &[("kind", &kind), ("on", &e.on.to_string())]);
            Line { who: who(Some(e.guardian)), ..plain(e.on, text) }
        }
        Event::DialogueHeld(e) => {
            let kind = word(visit, "DialogueKind", &e.kind);
            let text = visit.fill(CaseText::TalkOn, &[("kind", kind), ("on", &e.on.to_string())]);
            let said = if e.notes.is_some() { said()? } else { None };
            Line { said, ..plain(e.on, text) }
        }
        Event::GuardianViewRecorded(e) => Line {
            who: who(Some(e.guardian)),
            said: said()?,
            ..plain(e.on, dated(CaseText::ViewOn, e.on))
        },
        Event::ComplaintReceived(e) => {
            let answered = heard.answered(position);
            let text = complaint(visit, e.on, e.answer_by, answered);
            let complaint = answered.is_none().then_some(position);
            Line { who: who(e.guardian), said: said()?, complaint, ..plain(e.on, text) }
        }
        Event::ComplaintAnswered(e) => {
            Line { said: said()?, ..plain(e.on, format!("{kind} {}", e.on)) }
        }
        Event::EarlySupportAssessed(EarlySupportAssessed { on, .. })
        | Event::HandedOver(HandedOver { on, .. }) => {
            let said = if heard.finding { said()? } else { None };
            Line { said, ..plain(*on, format!("{kind} {on}")) }
        }
        _ => return Ok(None),
    }))
}

/// How a complaint stands, in words.
fn complaint(visit: &Visit, on: Day, by: Day, answered: Option<Day>) -> String {
    let (on, by) = (on.to_string(), by.to_string());
    match answered {
        None => visit.fill(CaseText::ComplaintOpen, &[("on", &on), ("by", &by)]),
        Some(day) => {
            let day = day.to_string();
            visit.fill(CaseText::ComplaintDone, &[("on", &on), ("answered", &day)])
        }
    }
}

pub(super) fn section(visit: &Visit, duties: &Duties) -> Markup {
    html! {
        section aria-labelledby="duties" {
            h2 #duties { (visit.say(CaseText::OfPupil)) }
            div.two {
                div.sheet {
                    h3 { (visit.say(CaseText::Shortfalls)) }
                    (shortfalls(visit, duties))
                    @if let Some(cases) = &duties.cases { (cases_list(visit, duties, cases)) }
                }
                @if let Some(dialogue) = &duties.dialogue { (talks(visit, duties, dialogue)) }
            }
        }
    }
}

fn link(
    visit: &Visit,
    duties: &Duties,
    (term, command): (&str, &str),
    of: Option<Position>,
) -> Markup {
    let pupil = duties.pupil.to_string();
    let of = of.map(|of| of.to_string());
    let mut given = vec![("pupil", pupil.as_str())];
    given.extend(of.as_deref().map(|of| ("of", of)));
    act::link(visit, term, command, &given, visit.path())
}

fn shortfalls(visit: &Visit, duties: &Duties) -> Markup {
    html! {
        @if duties.shortfalls.is_empty() { p { (visit.say(CaseText::ShortfallsNone)) } }
        ul.plain-list { @for (found, point) in &duties.shortfalls { li {
            (words::capital(&words::round(found.round, visit.language))) ": "
            (word(visit, "Lack", &found.lack).to_lowercase())
            @if let Some(point) = point { ", " (visit.fill(crate::text::GuaranteeText::Promised, &[("point", point)])) }
            " " (guarantee::state(visit, found, duties.day))
            @if found.state == ShortfallState::Open {
                (acts(visit, &[link(visit, duties, ("guarantee", "answer"), Some(found.position))]))
            }
        } } }
    }
}

fn cases_list(visit: &Visit, duties: &Duties, cases: &[ProgrammeRow]) -> Markup {
    html! {
        h3 { (visit.say(CaseText::Programmes)) }
        @if cases.is_empty() { p { (visit.say(CaseText::ProgrammesNone)) } }
        ul.plain-list { @for row in cases { li {
            a href=(same_state(&address(row.programme), duties.at)) { (visit.say(programme::TITLE)) }
            " " (case_state(visit, row.state)) " " (ahead(visit, row))
        } } }
        (acts(visit, &[
            link(visit, duties, ("action_programme", "report"), None),
            link(visit, duties, ("action_programme", "assess_early_support"), None),
            link(visit, duties, ("action_programme", "hand_over"), None),
        ]))
    }
}

fn talks(visit: &Visit, duties: &Duties, lines: &[Line]) -> Markup {
    let commands = ["invite", "hold", "explain", "record_view", "acknowledge", "receive_complaint"];
    let links = commands.map(|command| link(visit, duties, ("parent_dialogue", command), None));
    html! {
        div.sheet {
            h3 { (visit.say(CaseText::Dialogue)) }
            @if !duties.guardians.is_empty() { ul.plain-list { @for (id, called) in &duties.guardians {
                li { a href={ "/show-as/guardian/" (duties.pupil) "/" (id) } {
                    (visit.say(ShowAsText::LinkGuardian)) ": " (called)
                } }
            } } }
            @if lines.is_empty() { p { (visit.say(CaseText::DialogueNone)) } }
            ul.plain-list { @for line in lines { li {
                (line.text)
                @if let Some(who) = &line.who { " " span.soft.under { (who) } }
                @if let Some(said) = &line.said { blockquote.said { (said) } }
                @if line.complaint.is_some() {
                    (acts(visit, &[link(visit, duties, ("parent_dialogue", "answer_complaint"), line.complaint)]))
                }
            } } }
            (acts(visit, &links))
        }
    }
}

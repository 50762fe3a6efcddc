//! A guardian's own pages: the children they may see, and for each its results against what is promised.
//!
//! Nothing here is of another pupil, another guardian or a member of staff. Everything is as of now, for
//! what opens a page is asked as of now.

use std::cmp::Reverse;

use domain::Event;
use domain::calendar::Day;
use domain::commitment::Level;
use domain::event::{Code, code};
use domain::id::{GuardianId, Position, PupilId};
use domain::parent_dialogue::Participant;
use domain::query::Tag;
use domain::scale::Point;
use insyn_app::family::Child;
use insyn_app::letters;
use maud::{Markup, html};
use projections::directory::rounds::Phase;
use projections::figure::targets::TargetInForce;
use projections::roster::ValueResult;
use projections::views::card::CardRound;
use projections::{Facts, Noted, pupil_card};

use crate::fault::Fault;
use crate::page::Page;
use crate::pages::sign_in;
use crate::text::{ChildText, LetterText, ReadsText};
use crate::visit::{Answer, Visit, encoded};
use crate::words;

/// What may be told of talks with a guardian.
const DIALOGUE: &[Code] = &[
    code::DialogueInvited,
    code::DialogueHeld,
    code::GuardianViewRecorded,
    code::ComplaintReceived,
    code::ComplaintAnswered,
    code::EntryStruck,
];

/// One round of the child's.
struct Row {
    round: CardRound,
    /// The school unit has submitted its results: until then they are being worked on.
    released: bool,
    /// The point of the result on its scale.
    point: Option<Point>,
    promises: Vec<TargetInForce>,
    /// There is a letter about it.
    letter: bool,
}

/// Everything the page of a child shows.
struct Shown {
    child: Child,
    rows: Vec<Row>,
    dialogue: Vec<(Day, String)>,
}

/// `GET /children`
pub(crate) fn list(visit: &Visit) -> Result<Answer, Fault> {
    let guardian = visit.guardian.ok_or(Fault::SignInNeeded)?;
    let children = visit.app().children_of(guardian)?;
    let body = html! {
        @if children.is_empty() { p { (visit.say(ChildText::None)) } }
        ul.cards { @for child in &children { li.card {
            h2 { (name(visit, child)) }
            a.button href={ "/children/" (child.pupil) } {
                (visit.say(ChildText::Show)) span.hidden { ": " (name(visit, child)) }
            }
        } } }
        (sign_in::everywhere(visit))
    };
    let page = Page::new(visit.say(ChildText::Title), body);
    Ok(page.with_lead(html! { (visit.say(ChildText::Lead)) }).into())
}

/// `GET /children/{pupil}`. A child that is not the guardian's own does not exist for them.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let guardian = visit.guardian.ok_or(Fault::SignInNeeded)?;
    Ok(of(visit, guardian, visit.param("pupil")?)?.into())
}

/// The page of a child as this guardian has it, whoever looks at it.
pub(crate) fn of(visit: &Visit, guardian: GuardianId, pupil: PupilId) -> Result<Page, Fault> {
    let child = visit.app().child_of(guardian, pupil)?.ok_or(Fault::NotFound)?;
    let shown = read(visit, guardian, child)?;
    let title = name(visit, &shown.child).to_owned();
    let crumbs = vec![(visit.say(ChildText::Title).to_owned(), "/children".to_owned())];
    let page = Page::new(title, body(visit, &shown)).under(crumbs);
    Ok(page.with_lead(html! { (visit.say(ChildText::PageLead)) }))
}

fn name<'a>(visit: &Visit, child: &'a Child) -> &'a str {
    child.given.as_deref().unwrap_or_else(|| visit.say(ChildText::NoName))
}

fn read(visit: &Visit, guardian: GuardianId, child: Child) -> Result<Shown, Fault> {
    let facts = visit.facts()?;
    let card = pupil_card(&facts, facts.size(), child.pupil).ok_or(Fault::NotFound)?;
    let rows = card.rounds.into_iter().rev().map(|round| row(&facts, &child, round)).collect();
    let mut dialogue = told(visit, &facts, guardian, child.pupil);
    dialogue.extend(talks(visit, &facts, guardian, child.pupil));
    drop(facts);
    dialogue.sort_by_key(|(on, _)| Reverse(*on));
    Ok(Shown { child, rows, dialogue })
}

fn row(facts: &Facts, child: &Child, round: CardRound) -> Row {
    let size = facts.size();
    let at = round.school.or_else(|| round.effective.as_ref().map(|value| value.school));
    let released = at.is_some_and(|school| {
        let phase = facts.round_status(round.round, school, size).phase;
        matches!(phase, Phase::Submitted | Phase::Received)
    });
    let point = match round.effective.as_ref().map(|value| value.result) {
        Some(ValueResult::Point { point, edition, .. }) => facts
            .edition(edition, size)
            .and_then(|edition| edition.points.iter().find(|known| known.code == point).cloned()),
        _ => None,
    };
    let view = round.school.and_then(|at| projections::school(facts, size, at, round.round));
    let targets = view.into_iter().flat_map(|view| view.targets).map(|row| row.target);
    // What a school unit alone has promised tells which it is: commitments are public.
    let told = |target: &TargetInForce| child.place_shown || target.level == Level::Municipality;
    let of_grade = targets.filter(|target| Some(target.grade) == round.grade);
    let promises = of_grade.filter(told).collect();
    let has_letter = |at| letters::released(facts, at, round.round).is_some();
    let tells = round.effective.is_some() && child.place_shown && child.given.is_some();
    let letter = tells && round.school.is_some_and(has_letter);
    Row { round, released, point, promises, letter }
}

/// Explanations to this guardian, and what this guardian took note of.
fn told(visit: &Visit, facts: &Facts, guardian: GuardianId, pupil: PupilId) -> Vec<(Day, String)> {
    let size = facts.size();
    let mut lines = Vec::new();
    for round in facts.rounds(size) {
        let name = words::round(round.round, visit.language);
        let line =
            |key, on: Day| (on, visit.fill(key, &[("on", &on.to_string()), ("round", &name)]));
        let explained = facts.explained(pupil, round.round, size).into_iter();
        let own = explained.filter(|told| told.guardian == guardian);
        lines.extend(own.map(|told| line(ChildText::Explained, told.on)));
        let acknowledged = facts.acknowledged(pupil, round.round, size).into_iter();
        let own = acknowledged.filter(|known| known.guardian == guardian);
        lines.extend(own.map(|known| line(ChildText::Acknowledged, known.on)));
    }
    lines
}

/// Talks, views and complaints of this guardian; no other guardian's, and nobody's words.
fn talks(visit: &Visit, facts: &Facts, guardian: GuardianId, pupil: PupilId) -> Vec<(Day, String)> {
    let noted: Vec<Noted> = facts.ledger_of(Tag::Pupil(pupil), DIALOGUE, facts.size()).collect();
    let is_struck = |position: Position| {
        noted.iter().any(|one| matches!(&one.event, Event::EntryStruck(e) if e.of == position))
    };
    let own_complaint = |of: Position| {
        noted.iter().any(|one| {
            let own = matches!(&one.event,
                Event::ComplaintReceived(e) if e.guardian == Some(guardian));
            one.position == of && own
        })
    };
    let standing = noted.iter().filter(|one| !is_struck(one.position));
    let lines = standing.filter_map(|one| match &one.event {
        Event::DialogueInvited(e) if e.guardian == guardian => Some((e.on, ChildText::Invited)),
        Event::DialogueHeld(e) if e.took_part.contains(&Participant::Guardian(guardian)) => {
            Some((e.on, ChildText::Talked))
        }
        Event::GuardianViewRecorded(e) if e.guardian == guardian => Some((e.on, ChildText::Said)),
        Event::ComplaintReceived(e) if e.guardian == Some(guardian) => {
            Some((e.on, ChildText::Complained))
        }
        Event::ComplaintAnswered(e) if own_complaint(e.of) => Some((e.on, ChildText::Answered)),
        _ => None,
    });
    lines.map(|(on, key)| (on, visit.fill(key, &[("on", &on.to_string())]))).collect()
}

fn body(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        section aria-labelledby="results" {
            h2 #results { (visit.say(ChildText::Results)) }
            @if shown.rows.is_empty() { p { (visit.say(ChildText::ResultsNone)) } }
            @for row in &shown.rows { (round(visit, row)) (letter(shown, visit, row)) }
        }
        section.sheet aria-labelledby="about" {
            h2 #about { (visit.say(ChildText::AboutTitle)) }
            p { (visit.say(ChildText::About)) }
            p { a href="/knowledge" { (visit.say(ChildText::AboutMore)) } }
        }
        section.sheet aria-labelledby="dialogue" {
            h2 #dialogue { (visit.say(ChildText::Dialogue)) }
            @if shown.dialogue.is_empty() { p { (visit.say(ChildText::DialogueNone)) } }
            ul.plain-list { @for (_, line) in &shown.dialogue { li { (line) } } }
        }
        p { a href={ "/children/" (shown.child.pupil) "/reads" } { (visit.say(ReadsText::ChildShow)) } }
    }
}

fn round(visit: &Visit, row: &Row) -> Markup {
    let title = words::capital(&words::round(row.round.round, visit.language));
    html! {
        div.sheet {
            h3 { (title) }
            @if row.released {
                (result(visit, row))
                @for target in &row.promises { (promise(visit, row, target)) }
            } @else {
                p { "○ " (visit.say(ChildText::UnderWay)) }
            }
        }
    }
}

/// The way to the letter about a round.
fn letter(shown: &Shown, visit: &Visit, row: &Row) -> Markup {
    let round = row.round.round;
    let to = format!("/children/{}/letters/{}", shown.child.pupil, encoded(&round.slug()));
    html! {
        @if row.letter { p { a href=(to) {
            (visit.say(LetterText::ToLetter)) ": " (words::round(round, visit.language))
        } } }
    }
}

fn result(visit: &Visit, row: &Row) -> Markup {
    match row.round.effective.as_ref().map(|value| value.result) {
        None => html! { p { (visit.say(ChildText::Missing)) } },
        Some(ValueResult::NotAssessed { reason }) => {
            let reason = visit.say(words::reason(reason)).to_lowercase();
            html! { p { (visit.fill(ChildText::NotAssessed, &[("reason", &reason)])) } }
        }
        Some(ValueResult::Point { point, .. }) => {
            let reached = visit.fill(ChildText::Reached, &[("point", &point.to_string())]);
            html! {
                p { strong { (reached) } }
                @if let Some(point) = &row.point {
                    p { (visit.fill(ChildText::Means, &[
                        ("label", &point.label),
                        ("phase", visit.say(words::phase(point.phase))),
                    ])) }
                }
            }
        }
    }
}

/// One promise and whether the child has come so far.
fn promise(visit: &Visit, row: &Row, target: &TargetInForce) -> Markup {
    let who = match target.level {
        Level::Municipality => ChildText::Municipality,
        Level::School(_) => ChildText::School,
    };
    let share = words::permille(u64::from(target.share_permille), visit.language);
    let key = match target.share_permille {
        1000 => ChildText::PromiseAll,
        _ => ChildText::PromiseShare,
    };
    let given = [
        ("who", visit.say(who)),
        ("share", &share),
        ("grade", &target.grade.to_string()),
        ("point", &target.least.to_string()),
    ];
    let rank = match row.round.effective.as_ref().map(|value| value.result) {
        Some(ValueResult::Point { rank, .. }) => rank,
        _ => None,
    };
    let (class, kept) = match rank.map(|rank| rank >= target.least_rank) {
        Some(true) => ("good-text", ChildText::PromiseKept),
        Some(false) => ("bad-text", ChildText::PromiseNot),
        None => ("soft", ChildText::PromiseOpen),
    };
    html! {
        p { (visit.fill(key, &given)) " " span class=(class) { (visit.say(kept)) } }
        p.small { a href={ "/commitments/" (encoded(&target.commitment.to_string())) } {
            (visit.say(ChildText::PromiseMore)) ": " (target.title)
        } }
    }
}

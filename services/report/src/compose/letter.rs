//! A letter to the guardians of one pupil: one page, plain words, one child.

use super::page;
use crate::envelope::{Bundle, Envelope, Letter, Next, Pledge, Result, Step};
use crate::page::{Block, Page};
use crate::words::{Fill, Words};

/// Tips for home among the fixed words of a phase.
const TIPS: usize = 3;

pub(super) fn letter(envelope: &Envelope<Letter>, words: &Words) -> Page {
    let letter = &envelope.document;
    let said = said(words, letter, 1);
    let mut page = page(envelope, words, (title(words, letter), None), said);
    // The child's name stands in the title; the head of the page says only whose letter it is.
    page.head_start =
        format!("{} · {}", envelope.municipality.as_str(), letter.sender.school.as_str());
    page.letter = true;
    page.address = address(letter);
    page
}

/// Letters to be printed together. Nothing on a page says how many there are, or of whom.
pub(super) fn bundle(envelope: &Envelope<Bundle>, words: &Words) -> Page {
    let bundle = &envelope.document;
    let blocks = bundle.letters.iter().flat_map(|letter| {
        let begin = Block::Letter { address: address(letter), title: title(words, letter) };
        [begin].into_iter().chain(said(words, letter, 2))
    });
    let heading = (bundle.title.as_str().to_owned(), None);
    let mut page = page(envelope, words, heading, blocks.collect());
    page.head_start = envelope.municipality.as_str().to_owned();
    page.letter = true;
    page.bundle = true;
    page
}

fn title(words: &Words, letter: &Letter) -> String {
    let round = words.round(&letter.round);
    words.tell("title", &[("name", letter.child.name.as_str()), ("round", round.as_str())])
}

fn address(letter: &Letter) -> Vec<String> {
    let lines = letter.recipient.iter().flat_map(|to| [&to.name].into_iter().chain(&to.address));
    lines.map(|line| line.as_str().to_owned()).collect()
}

/// What a letter says, its parts under headings of this level.
fn said(words: &Words, letter: &Letter, level: u8) -> Vec<Block> {
    let name = letter.child.name.as_str();
    let round = words.round(&letter.round);
    let fill = [("name", name), ("round", round.as_str())];
    let mut blocks = vec![paragraph(words.tell("intro", &fill))];
    blocks.extend(result(words, letter, &fill));
    blocks.extend(promised(words, letter, &fill));
    blocks.extend(next(words, letter, &fill));
    blocks.extend(home(words, letter, &fill));
    blocks.push(paragraph(signed(words, letter)));
    for block in &mut blocks {
        if let Block::Heading { level: own, .. } = block {
            *own = level;
        }
    }
    blocks
}

fn paragraph(text: String) -> Block {
    Block::Paragraph { text }
}

fn heading(words: &Words, id: &str, fill: &[Fill<'_>]) -> Block {
    Block::Heading { level: 1, text: words.tell(id, fill) }
}

fn list(items: Vec<String>) -> Block {
    Block::List { numbered: false, items }
}

/// The result and what it means.
fn result(words: &Words, letter: &Letter, fill: &[Fill<'_>]) -> Vec<Block> {
    let said = match &letter.result {
        Result::NotAssessed(reason) => {
            vec![paragraph(
                words.tell(&format!("not-assessed-{}", reason.as_str().replace('_', "-")), fill),
            )]
        }
        Result::Assessed { point, before, phase, meaning } => {
            let with = |id: &str, name: &str, value: &str| {
                let fill: Vec<Fill<'_>> = fill.iter().copied().chain([(name, value)]).collect();
                words.tell(id, &fill)
            };
            let mut said = with("point", "point", point.as_str());
            if let Some(before) = before {
                let id = if before == point { "before-same" } else { "before" };
                said = format!("{said} {}", with(id, "before", before.as_str()));
            }
            let means = || words.tell(&format!("meaning-{}", step(*phase)), fill);
            let meaning = meaning.as_ref().map_or_else(means, |own| own.as_str().to_owned());
            vec![paragraph(said), heading(words, "meaning-heading", fill), paragraph(meaning)]
        }
    };
    [vec![heading(words, "result-heading", fill)], said].concat()
}

fn step(phase: Step) -> &'static str {
    match phase {
        Step::Exploring => "exploring",
        Step::Expanding => "expanding",
        Step::Literate => "literate",
    }
}

/// What the school has promised.
fn promised(words: &Words, letter: &Letter, fill: &[Fill<'_>]) -> Vec<Block> {
    if letter.promised.is_empty() {
        return Vec::new();
    }
    let one = |pledge: &Pledge| {
        let id = match pledge.reached {
            Some(true) => "pledge-reached",
            Some(false) => "pledge-not-reached",
            None => "pledge-unsure",
        };
        let own = [("title", pledge.title.as_str()), ("point", pledge.point.as_str())];
        let fill: Vec<Fill<'_>> = fill.iter().copied().chain(own).collect();
        words.tell(id, &fill)
    };
    let items = letter.promised.iter().map(one).collect();
    vec![heading(words, "promised-heading", fill), list(items)]
}

/// What happens next.
fn next(words: &Words, letter: &Letter, fill: &[Fill<'_>]) -> Vec<Block> {
    if letter.next.is_empty() {
        return Vec::new();
    }
    let on = |id: &str, day: String| {
        let fill: Vec<Fill<'_>> = fill.iter().copied().chain([("day", day.as_str())]).collect();
        words.tell(id, &fill)
    };
    let one = |next: &Next| match next {
        Next::Talk(Some(day)) => on("next-talk-day", words.day(*day)),
        Next::Talk(None) => words.tell("next-talk", fill),
        Next::Round(day) => on("next-round", words.day(*day)),
        Next::Reassess => words.tell("next-reassess", fill),
        Next::ExtraAdaptations => words.tell("next-extra-adaptations", fill),
        Next::Investigation => words.tell("next-investigation", fill),
        Next::Programme => words.tell("next-programme", fill),
    };
    let items = letter.next.iter().map(one).collect();
    vec![heading(words, "next-heading", fill), list(items)]
}

/// What home can do.
fn home(words: &Words, letter: &Letter, fill: &[Fill<'_>]) -> Vec<Block> {
    let own: Vec<String> = letter.home.iter().map(|tip| tip.as_str().to_owned()).collect();
    let phase = match &letter.result {
        Result::Assessed { phase, .. } => step(*phase),
        Result::NotAssessed(_) => "any",
    };
    let fixed = || (1..=TIPS).map(|tip| words.tell(&format!("home-{phase}-{tip}"), fill)).collect();
    let items = if own.is_empty() { fixed() } else { own };
    vec![heading(words, "home-heading", fill), list(items)]
}

fn signed(words: &Words, letter: &Letter) -> String {
    let sender = &letter.sender;
    let fill = [("principal", sender.principal.as_str()), ("school", sender.school.as_str())];
    let signed = words.tell("signed", &fill);
    match &sender.contact {
        None => signed,
        Some(contact) => {
            format!("{signed}\n{}", words.tell("contact", &[("contact", contact.as_str())]))
        }
    }
}

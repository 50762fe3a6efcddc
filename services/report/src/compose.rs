//! What a document says, block by block, in the words of its language.

mod about;
mod account;
mod behind;
mod changes;
mod done;
mod letter;
mod promised;
mod read;
mod report;
mod works;

use std::collections::BTreeMap;

use crate::envelope::{Disclosure, Envelope, Given, Line, Point};
use crate::page::{Block, Page};
use crate::words::{Fill, Words};

/// A document in blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// The blocks.
    pub page: Page,
    /// The most pages it may have.
    pub most_pages: Option<usize>,
}

/// Composes a document. Words that are not there stand empty, and [`Words::whole`] tells of them.
#[must_use]
pub fn compose(given: &Given, words: &Words) -> Composed {
    match given {
        Given::Report(envelope) => {
            Composed { page: report::report(envelope, words), most_pages: None }
        }
        Given::Account(envelope) => {
            Composed { page: account::account(envelope, words), most_pages: None }
        }
        Given::Letter(envelope) => {
            Composed { page: letter::letter(envelope, words), most_pages: Some(1) }
        }
        Given::Bundle(envelope) => {
            let most_pages = Some(envelope.document.letters.len());
            Composed { page: letter::bundle(envelope, words), most_pages }
        }
    }
}

/// Writes blocks: the words, and what names what.
struct Scribe<'a> {
    words: &'a Words,
    scale: &'a [Point],
    schools: BTreeMap<&'a Line, &'a Line>,
    districts: BTreeMap<&'a Line, &'a Line>,
    blocks: Vec<Block>,
}

impl<'a> Scribe<'a> {
    fn new(words: &'a Words, scale: &'a [Point]) -> Self {
        let (schools, districts) = (BTreeMap::new(), BTreeMap::new());
        Self { words, scale, schools, districts, blocks: Vec::new() }
    }

    fn say(&self, id: &str) -> String {
        self.words.say(id)
    }

    fn tell(&self, id: &str, fill: &[Fill<'_>]) -> String {
        self.words.tell(id, fill)
    }

    /// The headers of a table.
    fn heads(&self, ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| self.say(&format!("col-{id}"))).collect()
    }

    fn heading(&mut self, level: u8, id: &str) {
        let text = self.say(id);
        self.blocks.push(Block::Heading { level, text });
    }

    fn paragraph(&mut self, text: String) {
        self.blocks.push(Block::Paragraph { text });
    }

    /// A school unit by its name, and its code where it has none here.
    fn school(&self, code: &Line) -> String {
        self.schools.get(code).map_or(code.as_str(), |name| name.as_str()).to_owned()
    }

    fn district(&self, id: Option<&Line>) -> String {
        let Some(id) = id else { return self.say("no-district") };
        self.districts.get(id).map_or(id.as_str(), |name| name.as_str()).to_owned()
    }

    /// The rank of a point, from 0; none where the scale does not have it (a mark, another edition).
    fn rank(&self, point: &Line) -> Option<usize> {
        self.scale.iter().position(|known| known.code == *point)
    }
}

/// The part of a whole, from 0 to 1; 0 of nothing.
fn ratio(part: u64, whole: u64) -> f64 {
    let exact = |number: u64| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { (exact(part) / exact(whole)).clamp(0.0, 1.0) }
}

/// The page around the blocks: what every kind of document has.
fn page<D>(
    envelope: &Envelope<D>,
    words: &Words,
    (title, subtitle): (String, Option<String>),
    blocks: Vec<Block>,
) -> Page {
    let basis = &envelope.basis;
    let day = basis.day.0;
    let fill = [
        ("size", words.number(basis.size)),
        ("root", basis.root.short().to_owned()),
        ("day", words.short_day(basis.day)),
    ];
    let fill: Vec<Fill<'_>> = fill.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let number = envelope.registry_number.as_ref();
    let no_number = || words.say("no-registry-number");
    let number = number.map_or_else(no_number, |number| {
        words.tell("registry-number", &[("number", number.as_str())])
    });
    let region = words.say("pdf-region");
    Page {
        subtitle,
        lang: words.say("pdf-language"),
        region: (region != "none").then_some(region),
        rtl: words.say("pdf-direction") == "rtl",
        author: envelope.municipality.as_str().to_owned(),
        day: [day.year(), i16::from(day.month()), i16::from(day.day())],
        head_start: format!("{} · {title}", envelope.municipality.as_str()),
        head_end: number,
        foot: words.tell("foot", &fill),
        page_of: [words.say("page"), words.say("page-of")],
        letter: false,
        bundle: false,
        address: Vec::new(),
        blocks,
        title,
    }
}

/// On every page of a copy to work with, and of a document that is not for publication.
fn marked<D>(page: &mut Page, words: &Words, envelope: &Envelope<D>, disclosure: &Disclosure) {
    let is_internal = *disclosure == Disclosure::Internal;
    let marks = [(envelope.working_copy, "working-copy-head"), (is_internal, "internal-head")];
    for (_, mark) in marks.into_iter().filter(|(holds, _)| *holds) {
        page.head_start = format!("{} · {}", words.say(mark), page.head_start);
    }
}

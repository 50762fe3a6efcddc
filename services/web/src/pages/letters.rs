//! Letters to guardians: a guardian's own, and those of a school unit with their release.

mod own;

use std::collections::HashMap;

use domain::command::Command;
use domain::id::{ClassId, GuardianId, PupilId, RoundId, SchoolUnitCode};
use domain::people::Role;
use domain::round::{Command as Step, LettersReleased};
use insyn_app::access::Sight;
use insyn_app::letters::{LANGUAGES, Letter, LetterError, Released, Withheld, released};
use insyn_app::names::Called;
use maud::{Markup, html};

use crate::fault::Fault;
use crate::page::{Page, RECORDED, Tone, notice, scroll};
use crate::text::LetterText;
use crate::visit::{Answer, File, FileKind, Visit, encoded};
use crate::words;

pub(crate) use own::{show as own, typeset as own_pdf};

impl From<LetterError> for Fault {
    fn from(error: LetterError) -> Self {
        match error {
            LetterError::Document(error) => error.into(),
            LetterError::Names(error) => error.into(),
        }
    }
}

/// The letters of one class of a school unit.
struct Shown {
    school: SchoolUnitCode,
    round: RoundId,
    name: String,
    classes: Vec<(ClassId, String)>,
    class: Option<ClassId>,
    released: Option<Released>,
    letters: Vec<Letter>,
    names: HashMap<PupilId, Called>,
}

/// `GET /schools/{school}/rounds/{round}/letters`: whom letters go to, whom not and why, class by class.
pub(crate) fn list(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round) = place(visit)?;
    let shown = read(visit, school, round)?;
    Ok(page(visit, &shown, None).into())
}

/// `POST /schools/{school}/rounds/{round}/letters`: releases them.
pub(crate) fn release(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round) = place(visit)?;
    let staff = visit.actor()?.staff;
    let step = Step::ReleaseLetters(LettersReleased { round, school, staff });
    match visit.carry_out(visit.command_id("id")?, vec![Command::Round(step)])? {
        Ok(_) => Ok(Answer::Redirect(format!("{}?{RECORDED}=1", address(school, round)))),
        Err(error) => {
            let fault = Fault::from(error);
            let shown = read(visit, school, round)?;
            let page = page(visit, &shown, Some(fault.words(visit).1));
            Ok(page.with_status(fault.status()).found_at(address(school, round)).into())
        }
    }
}

/// `GET /schools/{school}/rounds/{round}/letters/{pupil}/{guardian}/pdf`: one letter, to be printed.
pub(crate) fn typeset(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round) = place(visit)?;
    let (pupil, guardian): (PupilId, GuardianId) =
        (visit.param("pupil")?, visit.param("guardian")?);
    let letters = visit.app().letters(school, round, &[pupil], Some(draft(visit)?))?;
    let letter = letters.into_iter().find(|letter| letter.guardian == guardian);
    let content = letter.and_then(|letter| letter.content.ok()).ok_or(Fault::NotFound)?;
    let bytes = visit.app().letter_pdf(&content, language(visit))?;
    Ok(Answer::File(file(round, bytes)))
}

/// `GET /schools/{school}/rounds/{round}/letters/classes/{class}/pdf`: a class's letters, to be printed together.
pub(crate) fn typeset_class(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round) = place(visit)?;
    let class: ClassId = visit.param("class")?;
    let mut shown = read(visit, school, round)?;
    let (_, name) =
        shown.classes.iter().find(|(known, _)| *known == class).ok_or(Fault::NotFound)?;
    let title = visit.fill(LetterText::BundleTitle, &[("class", name)]);
    if shown.class != Some(class) {
        shown = of_class(visit, shown, class)?;
    }
    let asked = (title.as_str(), language(visit));
    let bytes = visit.app().letters_pdf(&shown.letters, asked)?.ok_or(Fault::NotFound)?;
    Ok(Answer::File(file(round, bytes)))
}

/// A letter's file: no name in what it is called.
fn file(round: RoundId, bytes: Vec<u8>) -> File {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name = format!("brev-{round}").chars().map(plain).collect();
    File { kind: FileKind::Pdf, name, bytes }
}

/// The language that is asked for, of those there are.
fn language(visit: &Visit) -> &str {
    let asked = visit.field("letter");
    let added = visit.app().typesetter().added_languages();
    let is_known = |tag: &&str| LANGUAGES.contains(tag) || added.iter().any(|known| known == tag);
    asked.filter(is_known).unwrap_or(LANGUAGES[0])
}

fn place(visit: &Visit) -> Result<(SchoolUnitCode, RoundId), Fault> {
    let (school, round) = (visit.param("school")?, visit.param("round")?);
    visit.demand(Sight::PupilsOf(school))?;
    Ok((school, round))
}

fn address(school: SchoolUnitCode, round: RoundId) -> String {
    format!("/schools/{school}/rounds/{}/letters", encoded(&round.slug()))
}

/// How letters would be, were they released now: for the school's own staff to read before that.
fn draft(visit: &Visit) -> Result<Released, Fault> {
    let (on, by) = (visit.today(), visit.actor()?.staff);
    let at = visit.facts()?.size();
    Ok(Released { at, on, by })
}

fn read(visit: &Visit, school: SchoolUnitCode, round: RoundId) -> Result<Shown, Fault> {
    let facts = visit.facts()?;
    let at = facts.size();
    let found = facts.round(round, at).ok_or(Fault::NotFound)?;
    let name = facts.school(school, visit.today(), at).ok_or(Fault::NotFound)?.name;
    let classes = facts.classes(school, found.census_date, at).into_iter();
    let classes: Vec<(ClassId, String)> = classes.map(|class| (class.class, class.name)).collect();
    let asked = visit.field("class").and_then(|class| class.parse().ok());
    let class = asked.filter(|id| classes.iter().any(|(known, _)| known == id));
    let class = class.or(classes.first().map(|(id, _)| *id));
    let released = released(&facts, school, round);
    drop(facts);
    let (letters, names) = (Vec::new(), HashMap::new());
    let shown = Shown { school, round, name, classes, class, released, letters, names };
    match class {
        Some(class) => of_class(visit, shown, class),
        None => Ok(shown),
    }
}

/// With the letters of a class, by the pupils' names.
fn of_class(visit: &Visit, shown: Shown, class: ClassId) -> Result<Shown, Fault> {
    let (school, round) = (shown.school, shown.round);
    let facts = visit.facts()?;
    let at = facts.size();
    let census_date = facts.round(round, at).ok_or(Fault::NotFound)?.census_date;
    let members = facts.members(class, census_date, at);
    drop(facts);
    let mut letters = visit.app().letters(school, round, &members, Some(draft(visit)?))?;
    let names = visit.names_of(&members)?;
    let called = |letter: &Letter| names.get(&letter.pupil).map(|name| name.text().to_owned());
    letters.sort_by_key(|letter| (called(letter), letter.pupil, letter.guardian));
    Ok(Shown { class: Some(class), letters, names, ..shown })
}

fn page(visit: &Visit, shown: &Shown, refused: Option<&str>) -> Page {
    let body = html! {
        @if let Some(words) = refused { (notice(Tone::Warn, &html! { p { (words) } })) }
        (state(visit, shown))
        (classes(visit, shown))
        (table(visit, shown))
    };
    let round = words::capital(&words::round(shown.round, visit.language));
    let title = visit.fill(LetterText::Title, &[("school", &shown.name)]);
    let lead = visit.fill(LetterText::Lead, &[("round", &round)]);
    let up = (shown.name.clone(), format!("/schools/{}", shown.school));
    Page::new(title, body).with_lead(html! { (lead) }).under(vec![up])
}

/// Whether they are released, and the form for whose task it is.
fn state(visit: &Visit, shown: &Shown) -> Markup {
    let releases = visit.viewer.is_some_and(|viewer| viewer.role == Role::Principal);
    let words = match shown.released {
        Some(released) => visit.fill(LetterText::ReleasedOn, &[("on", &released.on.to_string())]),
        None => visit.say(LetterText::NotReleased).to_owned(),
    };
    let tone = if shown.released.is_some() { Tone::Past } else { Tone::Warn };
    html! {
        (notice(tone, &html! { p { (words) } }))
        @if releases {
            form.controls method="post" action=(address(shown.school, shown.round)) {
                input type="hidden" name="id" value=(visit.new_id());
                p.small { (visit.say(LetterText::ReleaseHelp)) }
                button type="submit" { (visit.say(LetterText::Release)) }
            }
        }
        @if !visit.app().typesetter().is_installed() {
            p.soft.small { (visit.say(crate::text::PaperText::NoProgram)) }
        }
    }
}

fn classes(visit: &Visit, shown: &Shown) -> Markup {
    let to = |class: &ClassId| format!("{}?class={class}", address(shown.school, shown.round));
    html! {
        nav.tabs aria-label=(visit.say(LetterText::Classes)) {
            ul.plain-list.row { @for (class, name) in &shown.classes { li {
                @if shown.class == Some(*class) { a aria-current="page" href=(to(class)) { (name) } }
                @else { a href=(to(class)) { (name) } }
            } } }
        }
    }
}

fn table(visit: &Visit, shown: &Shown) -> Markup {
    let caption = visit.say(LetterText::Table);
    let heads = [LetterText::Pupil, LetterText::To, LetterText::State];
    html! {
        @if shown.letters.is_empty() { p { (visit.say(LetterText::None)) } }
        @else {
            (together(visit, shown))
            (scroll(caption, &html! {
            table {
                caption.hidden { (caption) }
                thead { tr { @for head in heads { th scope="col" { (visit.say(head)) } } } }
                tbody { @for letter in &shown.letters { (row(visit, shown, letter)) } }
            }
            }))
        }
    }
}

/// The class's letters in one file for each language.
fn together(visit: &Visit, shown: &Shown) -> Markup {
    let any = shown.letters.iter().any(|letter| letter.content.is_ok());
    html! {
        @if let Some(class) = shown.class.filter(|_| any) { p {
            (visit.say(LetterText::Together)) " "
            (languages(visit, &format!("{}/classes/{class}/pdf", address(shown.school, shown.round)), visit.say(LetterText::Together)))
        } }
    }
}

fn row(visit: &Visit, shown: &Shown, letter: &Letter) -> Markup {
    let pupil = shown.names.get(&letter.pupil).map_or("–", Called::text);
    html! { tr {
        th scope="row" { (pupil) }
        @match &letter.content {
            Ok(content) => {
                td { (content["document"]["recipient"]["name"].as_str().unwrap_or("–")) }
                td { (ways(visit, shown, letter, pupil)) }
            }
            Err(why) => {
                td { (visit.say(LetterText::Guardian)) }
                td { "○ " (visit.say(reason(*why))) }
            }
        }
    } }
}

/// One way to the letter for each language.
fn ways(visit: &Visit, shown: &Shown, letter: &Letter, about: &str) -> Markup {
    let Letter { pupil, guardian, .. } = letter;
    let base = format!("{}/{pupil}/{guardian}/pdf", address(shown.school, shown.round));
    languages(visit, &base, about)
}

/// The letter as a PDF in each language that there is; nothing where the server makes none.
fn languages(visit: &Visit, base: &str, about: &str) -> Markup {
    let typesetter = visit.app().typesetter();
    let own = LANGUAGES.map(str::to_owned);
    let tags = own.into_iter().chain(typesetter.added_languages());
    html! {
        @if typesetter.is_installed() {
            @for tag in tags { a href={ (base) "?letter=" (tag) } {
                "PDF: " (language_name(visit, &tag)) span.hidden { ", " (about) }
            } " " }
        } @else { "✓" }
    }
}

fn language_name(visit: &Visit, tag: &str) -> String {
    match tag {
        "sv" => visit.say(LetterText::InSwedish).to_owned(),
        "en" => visit.say(LetterText::InEnglish).to_owned(),
        "sv-easy" => visit.say(LetterText::InEasySwedish).to_owned(),
        tag => tag.to_owned(),
    }
}

const fn reason(why: Withheld) -> LetterText {
    match why {
        Withheld::Protected => LetterText::Protected,
        Withheld::Blocked => LetterText::Blocked,
        Withheld::NoLongerAChild => LetterText::NoLongerAChild,
        Withheld::NoResult => LetterText::NoResult,
    }
}

//! The round board of a school unit: per class how far it has come, who is missing, and the chain from
//! class to municipality; with the forms of those whose role may take a step.

mod actions;
mod chain;

use std::collections::HashMap;

use domain::command::Command;
use domain::id::{ClassId, PupilId, RoundId, SchoolUnitCode, StaffId};
use domain::personal::{FreeText, Personal};
use domain::round::{
    Command as Step, ResultsReceived, ResultsSubmitted, RoundOpened, RoundReopened,
};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::directory::rounds::Round;
use projections::views::board::{BoardClass, Completion, Entry};
use projections::{RoundBoard, round_board};

use crate::fault::Fault;
use crate::page::{Page, Tone, done, notice, scroll, unbroken};
use crate::pages::common::{day_shown, linked, past_banner, recorded_at};
use crate::pages::paging::List;
use crate::pages::{calendar, progress as cockpit};
use crate::text::{BoardText, StartText, SupportText};
use crate::visit::{Answer, At, Visit, encoded};
use crate::words;

/// The classes, page by page.
const CLASSES: List = List::new("from", "classes", 20);
/// The classes where somebody is missing, page by page.
const MISSING: List = List::new("missing", "missing", 8);

/// The board with what is needed to show it.
pub(crate) struct Sheet {
    pub(crate) board: RoundBoard,
    pub(crate) round: Round,
    rounds: Vec<RoundId>,
    pub(crate) at: At,
    recorded: Option<String>,
    /// When each step of the chain was recorded.
    pub(crate) moments: chain::Moments,
    staff: HashMap<StaffId, String>,
    /// The missing pupils' names; none where the viewer may not see them.
    names: Option<HashMap<PupilId, String>>,
    /// The classes the viewer may open.
    may_open: Vec<ClassId>,
    /// The viewer may read what teachers have stated of their conditions.
    sees_conditions: bool,
}

/// `GET /schools/{school}/rounds/{round}/board`
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let at = visit.at()?;
    let sheet = read(visit, at)?;
    Ok(page(visit, &sheet, None).into())
}

/// `POST …/open`
pub(crate) fn open(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round, _) = place(visit)?;
    let Some(until) = visit.field("until").and_then(|text| text.parse().ok()) else {
        return again(visit, visit.say(BoardText::DateNeeded));
    };
    settle(visit, "opened", Step::Open(RoundOpened { round, school, until }))
}

/// `POST …/submit`
pub(crate) fn submit(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round, staff) = place(visit)?;
    let facts = visit.facts()?;
    let board = round_board(&facts, facts.size(), school, round, visit.today());
    drop(facts);
    let board = board.ok_or(Fault::NotFound)?;
    let classes = board.classes.iter().filter_map(|class| class.class).collect();
    let submission = ResultsSubmitted { round, school, staff };
    settle(visit, "submitted", Step::Submit { submission, classes })
}

/// `POST …/receive`
pub(crate) fn receive(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round, staff) = place(visit)?;
    settle(visit, "received", Step::Receive(ResultsReceived { round, school, staff }))
}

/// `POST …/reopen`
pub(crate) fn reopen(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round, _) = place(visit)?;
    let class = match visit.field("class") {
        None | Some("all") => None,
        Some(class) => Some(class.parse().map_err(|_| Fault::Unreadable)?),
    };
    let Some(until) = visit.field("until").and_then(|text| text.parse().ok()) else {
        return again(visit, visit.say(BoardText::DateNeeded));
    };
    let Some(reason) = visit.field("reason").and_then(FreeText::new) else {
        return again(visit, visit.say(BoardText::ReasonNeeded));
    };
    let reason = Personal::Open(reason);
    settle(visit, "reopened", Step::Reopen(RoundReopened { round, school, class, until, reason }))
}

/// Where the form belongs, and who sent it.
fn place(visit: &Visit) -> Result<(SchoolUnitCode, RoundId, StaffId), Fault> {
    let (school, round) = (visit.param("school")?, visit.param("round")?);
    visit.demand(Sight::RoundBoard(school))?;
    Ok((school, round, visit.actor()?.staff))
}

fn address(school: SchoolUnitCode, round: RoundId) -> String {
    format!("/schools/{school}/rounds/{}/board", encoded(&round.slug()))
}

fn settle(visit: &Visit, done: &str, step: Step) -> Result<Answer, Fault> {
    let (school, round, _) = place(visit)?;
    match visit.carry_out(visit.command_id("id")?, vec![Command::Round(step)])? {
        Ok(_) => Ok(Answer::Redirect(format!("{}?done={done}", address(school, round)))),
        Err(error) => {
            let fault = Fault::from(error);
            let sheet = read(visit, now(visit)?)?;
            let page = page(visit, &sheet, Some(fault.words(visit).1));
            Ok(page.with_status(fault.status()).into())
        }
    }
}

/// The board once more, with what the form lacks and what was typed.
fn again(visit: &Visit, lacking: &str) -> Result<Answer, Fault> {
    let sheet = read(visit, now(visit)?)?;
    let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page(visit, &sheet, Some(lacking)).with_status(status).into())
}

fn now(visit: &Visit) -> Result<At, Fault> {
    Ok(At { size: visit.facts()?.size(), past: false, day: None })
}

fn read(visit: &Visit, at: At) -> Result<Sheet, Fault> {
    let (school, round, _) = place(visit)?;
    let today = visit.today();
    let facts = visit.facts()?;
    let board = visit.reader(&facts).board(visit.app(), school, round, at.size);
    let board = board.ok_or(Fault::NotFound)?;
    let round = facts.round(round, at.size).ok_or(Fault::NotFound)?;
    let rounds = facts.rounds(at.size).iter().map(|round| round.round).collect();
    let moments = chain::Moments::read(&facts, &board);
    let classes = board.classes.iter().filter_map(|class| class.class);
    let may_open: Vec<ClassId> =
        classes.filter(|class| visit.may(&facts, Sight::Class(*class))).collect();
    let may_name = visit.may(&facts, Sight::PupilsOf(school));
    let sees_conditions = visit.may(&facts, Sight::Support(school));
    let recorded = recorded_at(&facts, at.size);
    let day = day_shown(&facts, today, at);
    drop(facts);
    let board = board.told_on(round.submit_by, day);
    let staff = visit.staff_names(board.classes.iter().filter_map(|class| class.responsible))?;
    let missing: Vec<PupilId> = board
        .classes
        .iter()
        .filter(|class| may_name || class.class.is_some_and(|class| may_open.contains(&class)))
        .flat_map(|class| class.missing_pupils.iter().copied())
        .collect();
    let named = may_name || !may_open.is_empty();
    let names = if named { Some(names(visit, &missing)?) } else { None };
    Ok(Sheet {
        board,
        round,
        rounds,
        at,
        recorded,
        moments,
        staff,
        names,
        may_open,
        sees_conditions,
    })
}

fn names(visit: &Visit, pupils: &[PupilId]) -> Result<HashMap<PupilId, String>, Fault> {
    let names = visit.names_of(pupils)?;
    Ok(names.into_iter().map(|(pupil, called)| (pupil, called.text().to_owned())).collect())
}

fn page(visit: &Visit, sheet: &Sheet, refused: Option<&str>) -> Page {
    let title = visit.fill(BoardText::Title, &[("school", &sheet.board.name)]);
    let round = words::capital(&words::round(sheet.round.round, visit.language));
    let (census, submit) = (sheet.round.census_date.to_string(), sheet.round.submit_by.to_string());
    let parts = [("round", round.as_str()), ("census", &census), ("submit", &submit)];
    let school = format!("/schools/{}", sheet.board.school);
    Page::new(title, body(visit, sheet, refused))
        .with_lead(unbroken(&visit.fill(BoardText::Lead, &parts)))
        .under(vec![(sheet.board.name.clone(), school)])
        .showing(sheet.at)
        .found_at(address(sheet.board.school, sheet.round.round))
}

fn body(visit: &Visit, sheet: &Sheet, refused: Option<&str>) -> Markup {
    html! {
        @if let Some(refused) = refused { (notice(Tone::Bad, &html! { p { (refused) } })) }
        @else { (report(visit)) }
        (past_banner(visit, sheet.recorded.clone(), sheet.at))
        p.inline-list.row { (cockpit::line(visit, sheet.board.progress)) (progress(visit, &sheet.board.completion)) }
        section aria-labelledby="chain" {
            h2 #chain { (visit.say(BoardText::ChainTitle)) }
            (chain::chain(visit, sheet))
        }
        section aria-labelledby="classes" {
            h2 #classes { (visit.say(BoardText::Classes)) }
            (classes(visit, sheet, refused.is_some()))
        }
        (missing(visit, sheet, refused.is_some()))
        @if !sheet.at.past { (actions::forms(visit, sheet, refused.is_some())) }
        (other_rounds(visit, sheet))
    }
}

fn report(visit: &Visit) -> Markup {
    match visit.field("done") {
        Some("opened") => done(visit, BoardText::DoneOpened),
        Some("submitted") => done(visit, BoardText::DoneSubmitted),
        Some("received") => done(visit, BoardText::DoneReceived),
        Some("reopened") => done(visit, BoardText::DoneReopened),
        _ => html! {},
    }
}

/// How many pupils have a result, in words.
pub(crate) fn progress(visit: &Visit, completion: &Completion) -> String {
    if completion.population.shown().is_some() {
        return visit.say(entry(completion.entry)).to_owned();
    }
    let of = completion.population.numerator;
    let done = words::count(u64::from(of - completion.missing.numerator), visit.language);
    let of = words::count(u64::from(of), visit.language);
    visit.fill(BoardText::Progress, &[("done", &done), ("of", &of)])
}

/// How far entry has come, in words.
const fn entry(entry: Entry) -> BoardText {
    match entry {
        Entry::Complete => BoardText::StateReady,
        Entry::Started => BoardText::StateStarted,
        Entry::None => BoardText::StateNone,
    }
}

fn class_name<'a>(visit: &Visit, class: &'a BoardClass) -> &'a str {
    class.name.as_deref().unwrap_or_else(|| visit.say(BoardText::NoClass))
}

fn classes(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let (rows, page) = CLASSES.page(visit, &sheet.board.classes);
    let table = scroll(visit.say(BoardText::Classes), &table(visit, sheet, rows));
    CLASSES.beside_forms(
        visit,
        (&address(sheet.board.school, sheet.round.round), again),
        page,
        &table,
    )
}

fn table(visit: &Visit, sheet: &Sheet, classes: &[BoardClass]) -> Markup {
    let heads = [
        BoardText::Done,
        BoardText::Population,
        BoardText::Assessed,
        BoardText::Absent,
        BoardText::NewlyArrived,
        BoardText::Exempt,
        BoardText::Missing,
    ];
    html! {
        table {
            caption.hidden { (visit.say(BoardText::Classes)) }
            thead { tr {
                th scope="col" { (visit.say(BoardText::Class)) }
                th scope="col" { (visit.say(BoardText::State)) }
                @for head in heads { th.number scope="col" { (visit.say(head)) } }
                th scope="col" { (visit.say(BoardText::Assessor)) }
            } }
            tbody { @for class in classes { (row(visit, sheet, class)) } }
        }
    }
}

fn row(visit: &Visit, sheet: &Sheet, class: &BoardClass) -> Markup {
    let c = &class.completion;
    let figures = [&c.population, &c.assessed, &c.absent, &c.newly_arrived, &c.exempt, &c.missing];
    let open = class.class.filter(|class| sheet.may_open.contains(class));
    html! {
        tr {
            th scope="row" {
                @if let Some(id) = open {
                    a href={ "/classes/" (id) "/rounds/" (encoded(&sheet.round.round.slug())) } {
                        (class_name(visit, class))
                    }
                } @else { (class_name(visit, class)) }
            }
            td { (cockpit::line(visit, class.progress)) }
            td.number { @if let Some(percent) = c.percent { (words::permille(u64::from(percent) * 10, visit.language)) } @else { "–" } }
            @for figure in figures { td.number { (linked(visit, sheet.at, figure)) } }
            td {
                @match class.responsible.and_then(|staff| sheet.staff.get(&staff)) {
                    Some(name) => (name),
                    None => span.soft { (visit.say(BoardText::AssessorNone)) },
                }
            }
        }
    }
}

/// Who is missing, class by class; names only for those who may see them.
fn missing(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let lacking: Vec<&BoardClass> =
        sheet.board.classes.iter().filter(|class| class.completion.missing.numerator > 0).collect();
    html! {
        section.sheet aria-labelledby="missing" {
            h2 #missing { (visit.say(BoardText::MissingTitle)) }
            @let complete = sheet.board.completion.entry == Entry::Complete;
            @if complete { p { "✓ " (visit.say(BoardText::MissingNone)) } }
            @else if sheet.names.is_none() { p.soft { (visit.say(BoardText::MissingHidden)) } }
            @let (classes, page) = MISSING.page(visit, &lacking);
            @let list = html! { ul.plain-list { @for class in classes { li { (missing_in(visit, sheet, class)) } } } };
            (MISSING.beside_forms(visit, (&address(sheet.board.school, sheet.round.round), again), page, &list))
        }
    }
}

fn missing_in(visit: &Visit, sheet: &Sheet, class: &BoardClass) -> Markup {
    let count = class.completion.missing.numerator.to_string();
    let mut names: Vec<(&str, PupilId)> = class
        .missing_pupils
        .iter()
        .filter_map(|pupil| Some((sheet.names.as_ref()?.get(pupil)?.as_str(), *pupil)))
        .collect();
    names.sort_by_cached_key(|(name, pupil)| (words::alphabetical(name), *pupil));
    html! {
        strong {
            (visit.fill(BoardText::MissingIn, &[("class", class_name(visit, class)), ("count", &count)]))
        }
        @if !names.is_empty() {
            ul.inline-list { @for (name, pupil) in names {
                li { a href=(place_of(sheet, class, pupil)) { (name) } }
            } }
        }
    }
}

/// Where a missing pupil's result is typed in, for those who may open the class; the pupil's page for others.
fn place_of(sheet: &Sheet, class: &BoardClass, pupil: PupilId) -> String {
    match class.class.filter(|class| sheet.may_open.contains(class) && !sheet.at.past) {
        Some(class) => {
            let round = encoded(&sheet.round.round.slug());
            format!("/classes/{class}/rounds/{round}#point-{pupil}")
        }
        None => format!("/pupils/{pupil}"),
    }
}

fn other_rounds(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        nav aria-labelledby="other-rounds" {
            h2 #other-rounds { (visit.say(BoardText::Rounds)) }
            ul.inline-list { @for round in sheet.rounds.iter().rev() {
                li {
                    a href=(address(sheet.board.school, *round))
                        aria-current=[(*round == sheet.round.round).then_some("page")] {
                        (words::round(*round, visit.language))
                    }
                }
            } }
            p { a href={ "/schools/" (sheet.board.school) } { (visit.say(StartText::ToSchool)) } }
            @if sheet.sees_conditions {
                p { a href={ "/schools/" (sheet.board.school) "/support#conditions" } { (visit.say(SupportText::Conditions)) } }
            }
            (calendar::link(visit))
        }
    }
}

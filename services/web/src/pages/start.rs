//! `GET /`: where each role begins; for one who is not signed in, who to be (test stores only).

mod demo;
mod undelivered;

use domain::calendar::Day;
use domain::id::{ClassId, SchoolUnitCode, Size};
use domain::people::{Role, Scope};
use insyn_app::access::{Kind, Sight, needed};
use maud::{Markup, html};
use projections::directory::rounds::Round;
use projections::views::board::{BoardClass, OverviewSchool};
use projections::{Facts, FigureScope, RoundProgress, round_board, round_overview};

use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::class::is_in_round;
use crate::pages::common::{current_round, value};
use crate::pages::paging::List;
use crate::pages::places::{Areas, areas};
use crate::pages::{calendar, progress, sign_in, todo};
use crate::text::{BoardText, CockpitText, StartText, StatusText, UnitText};
use crate::visit::{Answer, Visit, encoded};
use crate::words;

/// The school units of a role, page by page.
const SCHOOLS: List = List::new("from", "schools", 50);

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    if visit.guardian.is_some() {
        return Ok(Answer::Redirect("/children".to_owned()));
    }
    match visit.viewer {
        None if visit.staff().is_some() => Ok(Answer::Redirect("/sign-in/role".to_owned())),
        None if visit.site().is_demo() => demo::show(visit),
        None => sign_in::show(visit),
        Some(viewer) => {
            let name = visit.staff_names([viewer.staff])?.remove(&viewer.staff);
            let title = visit.fill(StartText::Hello, &[("name", &name.unwrap_or_default())]);
            let first = todo::first(visit)?;
            let body = match viewer.role {
                Role::SystemAdministrator => administrator(visit),
                Role::Teacher | Role::SpecialEducator => {
                    html! { (my_classes(visit)?) (schools_of_role(visit)?) }
                }
                Role::Principal | Role::ResultsCoordinator => {
                    html! { (schools_of_role(visit)?) (others(visit)?) }
                }
                _ => others(visit)?,
            };
            let role = visit.say(words::role(viewer.role).0);
            let body = html! { (undelivered::own(visit, viewer.staff)?) (first) (body) };
            Ok(Page::new(title, body).with_lead(html! { (role) }).into())
        }
    }
}

fn administrator(visit: &Visit) -> Markup {
    html! {
        section.sheet {
            h2 { (visit.say(StartText::StatusTitle)) }
            p { a.button href="/status" { (visit.say(StatusText::Title)) } }
        }
    }
}

/// The window of a round.
fn window(visit: &Visit, round: &Round) -> String {
    visit.fill(
        StartText::Window,
        &[
            ("opens", &round.opens.to_string()),
            ("closes", &round.closes.to_string()),
            ("census", &round.census_date.to_string()),
            ("submit", &round.submit_by.to_string()),
        ],
    )
}

/// One class of the viewer's, with its row of the board.
struct MyClass {
    class: ClassId,
    name: String,
    school: String,
    row: Option<BoardClass>,
    /// There is somebody to record there.
    in_round: bool,
}

fn my_classes(visit: &Visit) -> Result<Markup, Fault> {
    let actor = visit.actor()?;
    let today = visit.today();
    let facts = visit.facts()?;
    let size = facts.size();
    let round = current_round(&facts, today, size);
    let assessed = facts.classes_assessed_by(actor.staff, today, size).into_iter();
    let mut classes: Vec<MyClass> = assessed
        .filter(|assessor| visit.may(&facts, Sight::Class(assessor.class)))
        .filter_map(|assessor| my_class(&facts, assessor.class, round.as_ref(), today))
        .collect();
    drop(facts);
    classes.sort_by_cached_key(|class| words::alphabetical(&class.name));
    Ok(html! {
        section aria-labelledby="classes" {
            h2 #classes { (visit.say(StartText::MyClasses)) }
            @match &round {
                None => p { (visit.say(StartText::NoRound)) },
                Some(round) => {
                    p.soft {
                        strong { (words::capital(&words::round(round.round, visit.language))) } ". "
                        (unbroken(&window(visit, round)))
                    }
                    (calendar::link(visit))
                    @if classes.is_empty() { p { (visit.say(StartText::NoClasses)) } }
                    (class_cards(visit, round, &classes))
                }
            }
        }
    })
}

fn my_class(facts: &Facts, class: ClassId, round: Option<&Round>, today: Day) -> Option<MyClass> {
    let size = facts.size();
    let found = facts.class(class, today, size).filter(|class| class.open)?;
    let school = facts.school(found.school, today, size).map(|school| school.name);
    let board = round.and_then(|r| round_board(facts, size, found.school, r.round, today));
    let row = board.and_then(|b| b.classes.into_iter().find(|row| row.class == Some(class)));
    let in_round = round.is_some_and(|round| is_in_round(facts, &found, round, today, size));
    Some(MyClass { class, name: found.name, school: school.unwrap_or_default(), row, in_round })
}

/// The classes with somebody to record; the others are only named.
fn class_cards(visit: &Visit, round: &Round, classes: &[MyClass]) -> Markup {
    let (offered, others): (Vec<_>, Vec<_>) = classes.iter().partition(|class| class.in_round);
    let others: Vec<&str> = others.iter().map(|class| class.name.as_str()).collect();
    html! {
        @if !offered.is_empty() {
            ul.cards { @for class in offered { li.card { (class_card(visit, round, class)) } } }
        }
        @if !others.is_empty() {
            p.soft { (visit.fill(StartText::NotInRound, &[("classes", &others.join(", "))])) }
        }
    }
}

fn class_card(visit: &Visit, round: &Round, class: &MyClass) -> Markup {
    let address = format!("/classes/{}/rounds/{}", class.class, encoded(&round.round.slug()));
    html! {
        h3 { (class.name) }
        p.soft { (class.school) }
        @if let Some(row) = &class.row {
            p { (progress::line(visit, row.progress)) }
            p.small { (super::board::progress(visit, &row.completion)) }
        }
        a.button href=(address) {
            (visit.say(StartText::ToClass)) span.hidden { " " (class.name) }
        }
    }
}

/// The school units that the viewer's role reaches, each with how far the round has come.
fn schools_of_role(visit: &Visit) -> Result<Markup, Fault> {
    let actor = visit.actor()?;
    let today = visit.today();
    let facts = visit.facts()?;
    let size = facts.size();
    let Some(round) = current_round(&facts, today, size) else { return Ok(html! {}) };
    let held = facts.roles(actor.staff, today, size);
    let mut rows: Vec<OverviewSchool> = Vec::new();
    for scope in held.iter().filter(|held| held.role == actor.role).map(|held| held.scope) {
        rows.extend(overview(&facts, size, scope, &round, today));
    }
    rows.retain(|row| visit.may(&facts, Sight::RoundBoard(row.school)));
    let reader = visit.reader(&facts);
    let shown = |row| reader.overview(visit.app(), row, (round.round, size));
    let mut rows: Vec<OverviewSchool> = rows.into_iter().map(shown).collect();
    drop(facts);
    rows.sort_by_cached_key(|row| (words::alphabetical(&row.name), row.school));
    rows.dedup_by_key(|row| row.school);
    let name = words::round(round.round, visit.language);
    let title = visit.fill(StartText::SchoolsTitle, &[("round", &name)]);
    Ok(html! {
        section aria-labelledby="schools" {
            h2 #schools { (title) }
            @if !matches!(actor.role, Role::Teacher | Role::SpecialEducator) {
                p.soft { (unbroken(&window(visit, &round))) }
                (calendar::link(visit))
            }
            @if let [only] = rows.as_slice() { (one_school(visit, &round, only)) }
            @else { (school_list(visit, &round, &rows, &title)) }
        }
    })
}

fn overview(facts: &Facts, at: Size, scope: Scope, round: &Round, day: Day) -> Vec<OverviewSchool> {
    let scopes: Vec<FigureScope> = match scope {
        Scope::School(school) => vec![FigureScope::School(school)],
        Scope::District(district) => vec![FigureScope::District(district)],
        // The committee without a district has every school unit of the municipality.
        Scope::Municipality => {
            let committees = facts.committees(at).into_iter();
            let whole = committees.filter(|committee| committee.district.is_none());
            whole.map(|committee| FigureScope::Committee(committee.committee)).take(1).collect()
        }
    };
    let found =
        scopes.into_iter().filter_map(|scope| round_overview(facts, at, scope, round.round, day));
    found.flat_map(|overview| overview.schools).collect()
}

fn board_address(school: SchoolUnitCode, round: &Round) -> String {
    format!("/schools/{school}/rounds/{}/board", encoded(&round.round.slug()))
}

fn one_school(visit: &Visit, round: &Round, row: &OverviewSchool) -> Markup {
    html! {
        div.card {
            h3 { (row.name) }
            p { (progress::line(visit, row.progress)) }
            p { (super::board::progress(visit, &row.completion)) }
            p.inline-list {
                a.button href=(board_address(row.school, round)) { (visit.say(StartText::ToBoard)) }
                a.button.quiet href={ "/schools/" (row.school) } { (visit.say(StartText::ToSchool)) }
            }
        }
    }
}

fn school_list(visit: &Visit, round: &Round, rows: &[OverviewSchool], title: &str) -> Markup {
    let all: Vec<RoundProgress> = rows.iter().map(|row| row.progress).collect();
    let summary = progress::summary(visit, &all);
    let (rows, paged) = SCHOOLS.page(visit, rows);
    let table = scroll(title, &school_table(visit, round, rows, title));
    html! { (summary) (SCHOOLS.around(visit, paged, &table)) }
}

fn school_table(visit: &Visit, round: &Round, rows: &[OverviewSchool], title: &str) -> Markup {
    html! {
        table {
            caption.hidden { (title) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::School)) }
                th scope="col" { (visit.say(BoardText::State)) }
                th scope="col" { (visit.say(CockpitText::Left)) }
                th.number scope="col" { (visit.say(BoardText::ChainSigned)) }
                th.number scope="col" { (visit.say(BoardText::Done)) }
                th.number scope="col" { (visit.say(BoardText::Missing)) }
            } }
            tbody { @for row in rows {
                tr {
                    th scope="row" { a href=(board_address(row.school, round)) { (row.name) } }
                    td { (progress::state(visit, row.progress)) }
                    td { (progress::left(visit, row.progress).as_deref().map_or_else(|| html! { "–" }, unbroken)) }
                    td.number { (row.signed_off) " / " (row.classes) }
                    td.number { @if let Some(percent) = row.completion.percent { (words::permille(u64::from(percent) * 10, visit.language)) } @else { "–" } }
                    td.number { (value(visit, &row.completion.missing)) }
                }
            } }
        }
    }
}

/// Districts, committees and schools with their figures.
fn others(visit: &Visit) -> Result<Markup, Fault> {
    let actor = visit.actor()?;
    if needed(actor.role, Kind::Figures).is_none() {
        return Ok(html! { p { (visit.say(StartText::RoleEmpty)) } });
    }
    let Areas { districts, committees, .. } = areas(visit)?;
    Ok(html! {
        section aria-labelledby="areas" {
            h2 #areas { (visit.say(StartText::AreasTitle)) }
            ul.cards {
                @for (name, link) in committees.iter().chain(&districts) {
                    li.card { a.cover href=(link) { (name) } }
                }
                li.card { a.cover href="/schools" { (visit.say(UnitText::SchoolsTitle)) } }
            }
        }
    })
}

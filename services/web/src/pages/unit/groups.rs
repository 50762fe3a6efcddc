//! The same figures by grade, class, sex and syllabus, and school unit by school unit.

use maud::{Markup, html};
use projections::RoundProgress;
use projections::views::area::SchoolRow;
use projections::views::rows::Row;

use crate::page::scroll;
use crate::pages::common::{linked, linked_counts};
use crate::pages::paging::List;
use crate::pages::progress;
use crate::pages::unit::{Shown, overview};
use crate::text::{BoardText, Term, UnitText};
use crate::visit::Visit;
use crate::words;

/// The classes, page by page.
const CLASSES: List = List::new("classes", "groups", 12);
/// The school units, page by page.
const SCHOOLS: List = List::new("schools", "schools", 8);
/// The field of the address that says which grouping is shown.
const GROUPING: &str = "group";

/// A row with its name.
type Named<'a> = (String, &'a Row);

/// A grouping: its name in the address, its title, its rows.
type Grouping<'a> = (&'static str, UnitText, Vec<Named<'a>>);

/// One grouping, and the way to the others.
pub(super) fn groups(visit: &Visit, shown: &Shown) -> Markup {
    let results = &shown.results;
    let by_grade: Vec<Named<'_>> =
        held(&results.by_grade).map(|row| (grade_name(visit, row), row)).collect();
    let by_class = results.by_class.iter().map(|class| {
        let name = class.name.clone();
        (name.unwrap_or_else(|| visit.say(BoardText::NoClass).to_owned()), &class.row)
    });
    let by_class: Vec<Named<'_>> = by_class.collect();
    let of_sex = |sex| visit.say(words::sex(sex)).to_owned();
    let by_sex: Vec<Named<'_>> =
        results.by_sex.iter().filter_map(|row| Some((of_sex(row.slice.sex?), row))).collect();
    let of_syllabus = |syllabus| visit.say(words::syllabus(syllabus)).to_owned();
    let by_syllabus = results.by_syllabus.iter();
    let by_syllabus: Vec<Named<'_>> =
        by_syllabus.filter_map(|row| Some((of_syllabus(row.slice.syllabus?), row))).collect();
    let groupings: Vec<Grouping<'_>> = [
        ("grade", UnitText::ByGrade, by_grade),
        ("class", UnitText::ByClass, by_class),
        ("sex", UnitText::BySex, by_sex),
        ("syllabus", UnitText::BySyllabus, by_syllabus),
    ]
    .into_iter()
    .filter(|(_, _, rows)| !rows.is_empty())
    .collect();
    let asked = visit.field(GROUPING);
    let chosen = groupings.iter().find(|(name, ..)| asked == Some(*name)).or(groupings.first());
    html! {
        section aria-labelledby="groups" {
            h2 #groups { (visit.say(UnitText::Groups)) }
            @if let Some((name, title, rows)) = chosen {
                (choices(visit, &groupings, name))
                (group(visit, shown, *title, rows))
            }
        }
    }
}

/// The groupings to choose from, as links.
fn choices(visit: &Visit, groupings: &[Grouping<'_>], chosen: &str) -> Markup {
    let link = |name: &str| {
        let changed = [(GROUPING, Some(name)), ("classes", None)];
        format!("{}#groups", visit.address_with(&changed))
    };
    html! {
        nav.row aria-label=(visit.say(UnitText::Groups)) {
            ul.inline-list { @for (name, title, _) in groupings {
                li { a href=(link(name)) aria-current=[(*name == chosen).then_some("true")] {
                    (visit.say(*title))
                } }
            } }
        }
    }
}

/// The grades with pupils: a school unit seldom has all grades of the round.
pub(super) fn held(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| !row.population.is_of_nobody())
}

fn grade_name(visit: &Visit, row: &Row) -> String {
    let grade = row.slice.grade.unwrap_or_default().to_string();
    words::capital(&visit.fill(Term::Grade, &[("grade", &grade)]))
}

fn group(visit: &Visit, shown: &Shown, title: UnitText, rows: &[Named<'_>]) -> Markup {
    let title = visit.say(title);
    let (rows, paged) = CLASSES.page(visit, rows);
    let table = html! {
        table.groups {
            caption.hidden { (title) }
            (head(visit, shown))
            tbody {
                @for (name, row) in rows { (figures(visit, shown, name, row, false)) }
                (figures(visit, shown, visit.say(UnitText::All), &shown.results.total, true))
            }
        }
    };
    html! {
        h3 { (title) }
        (CLASSES.around(visit, paged, &scroll(title, &table)))
    }
}

fn head(visit: &Visit, shown: &Shown) -> Markup {
    let heads = [
        UnitText::Pupils,
        UnitText::Assessed,
        UnitText::NotAssessedShort,
        UnitText::Missing,
        UnitText::Coverage,
        UnitText::Median,
    ];
    html! {
        thead { tr {
            th scope="col" { (visit.say(UnitText::Group)) }
            @for head in heads { th.number scope="col" { (visit.say(head)) } }
            @if shown.results.head.previous_round.is_some() {
                th.number scope="col" { "▲ " (visit.say(Term::Risen)) }
                th.number scope="col" { "= " (visit.say(Term::Same)) }
                th.number scope="col" { "▼ " (visit.say(Term::Fallen)) }
            }
        } }
    }
}

fn figures(visit: &Visit, shown: &Shown, name: &str, row: &Row, whole: bool) -> Markup {
    let at = shown.at;
    let cells = [
        &row.population,
        &row.assessed,
        &row.not_assessed.all,
        &row.missing,
        &row.coverage,
        &row.median,
    ];
    let progress = [&row.progress.risen, &row.progress.same, &row.progress.fallen];
    html! {
        tr.whole[whole] {
            th scope="row" { (name) }
            @for cell in cells { td.number { (linked(visit, at, cell)) } }
            @if shown.results.head.previous_round.is_some() {
                @for cell in progress { td.number { (linked(visit, at, cell)) } }
            }
        }
    }
}

/// The school units in alphabetical order; nothing orders them by a figure.
pub(super) fn schools(visit: &Visit, shown: &Shown) -> Markup {
    let schools = &shown.results.schools;
    if schools.is_empty() {
        return html! {};
    }
    let title = visit.say(UnitText::Schools);
    let (schools, paged) = SCHOOLS.page(visit, schools);
    html! {
        section aria-labelledby="schools" {
            h2 #schools { (title) }
            p.soft { (visit.say(UnitText::SchoolsLead)) }
            (SCHOOLS.around(visit, paged, &scroll(title, &table(visit, shown, schools, title))))
        }
    }
}

fn table(visit: &Visit, shown: &Shown, schools: &[SchoolRow], title: &str) -> Markup {
    let heads = [
        UnitText::Pupils,
        UnitText::Assessed,
        UnitText::Missing,
        UnitText::Coverage,
        UnitText::Median,
    ];
    html! {
        table.schools {
            caption.hidden { (title) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::School)) }
                th scope="col" { (visit.say(BoardText::State)) }
                @for head in heads { th.number scope="col" { (visit.say(head)) } }
                @for target in &shown.results.targets {
                    th.number scope="col" { (overview::target_words(visit, target)) }
                }
            } }
            tbody { @for (row, progress) in schools.iter().zip(progresses(visit, shown, schools)) {
                (school(visit, shown, row, progress))
            } }
        }
    }
}

/// How far each of the school units on the page has come; a dash where that cannot be had.
fn progresses(visit: &Visit, shown: &Shown, schools: &[SchoolRow]) -> Vec<Option<RoundProgress>> {
    let Ok(facts) = visit.facts() else { return vec![None; schools.len()] };
    let (round, at) = (shown.results.head.round, (shown.at.size, shown.day));
    let of =
        |row: &SchoolRow| progress::of_school(visit, &facts, (row.school, round, row.phase), at);
    schools.iter().map(of).collect()
}

fn school(
    visit: &Visit,
    shown: &Shown,
    row: &SchoolRow,
    progress: Option<RoundProgress>,
) -> Markup {
    let total = &row.total;
    let cells =
        [&total.population, &total.assessed, &total.missing, &total.coverage, &total.median];
    let round = shown.results.head.round.slug();
    let mut address = format!("/schools/{}?round={}", row.school, crate::visit::encoded(&round));
    if shown.at.past {
        address.push_str(&format!("&asOf={}", shown.at.size));
    }
    html! {
        tr {
            th scope="row" { a href=(address) { (row.name) } }
            td { @if let Some(progress) = progress { (progress::line(visit, progress)) } @else { "–" } }
            @for cell in cells { td.number { (linked(visit, shown.at, cell)) } }
            @for target in &row.targets {
                td.number { (linked_counts(visit, shown.at, &target.reached_of_population)) }
            }
        }
    }
}

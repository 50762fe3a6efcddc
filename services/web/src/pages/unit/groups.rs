//! The same figures by grade, class, sex and syllabus, and school unit by school unit.

use maud::{Markup, html};
use projections::views::area::SchoolRow;
use projections::views::rows::Row;

use crate::page::scroll;
use crate::pages::common::{linked, linked_counts, phase};
use crate::pages::unit::{Shown, overview};
use crate::text::{BoardText, Term, UnitText};
use crate::visit::Visit;
use crate::words;

/// A row with its name.
type Named<'a> = (String, &'a Row);

/// All groupings.
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
    html! {
        section aria-labelledby="groups" {
            h2 #groups { (visit.say(UnitText::Groups)) }
            (group(visit, shown, UnitText::ByGrade, &by_grade))
            (group(visit, shown, UnitText::ByClass, &by_class))
            (group(visit, shown, UnitText::BySex, &by_sex))
            (group(visit, shown, UnitText::BySyllabus, &by_syllabus))
        }
    }
}

/// The grades with pupils: a school unit seldom has all grades of the round.
pub(super) fn held(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.population.numerator > 0)
}

fn grade_name(visit: &Visit, row: &Row) -> String {
    let grade = row.slice.grade.unwrap_or_default().to_string();
    words::capital(&visit.fill(Term::Grade, &[("grade", &grade)]))
}

fn group(visit: &Visit, shown: &Shown, title: UnitText, rows: &[Named<'_>]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let title = visit.say(title);
    html! {
        h3 { (title) }
        (scroll(title, &html! {
            table.groups {
                caption.hidden { (title) }
                (head(visit, shown))
                tbody {
                    @for (name, row) in rows { (figures(visit, shown, name, row, false)) }
                    (figures(visit, shown, visit.say(UnitText::All), &shown.results.total, true))
                }
            }
        }))
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
    html! {
        section aria-labelledby="schools" {
            h2 #schools { (title) }
            p.soft { (visit.say(UnitText::SchoolsLead)) }
            (scroll(title, &table(visit, shown, schools, title)))
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
            tbody { @for row in schools { (school(visit, shown, row)) } }
        }
    }
}

fn school(visit: &Visit, shown: &Shown, row: &SchoolRow) -> Markup {
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
            td { (phase(visit, row.phase, shown.day)) }
            @for cell in cells { td.number { (linked(visit, shown.at, cell)) } }
            @for target in &row.targets {
                td.number { (linked_counts(visit, shown.at, &target.reached_of_population)) }
            }
        }
    }
}

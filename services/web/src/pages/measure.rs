//! `GET /schools/{school}/measures` and `GET /measures/{measure}`: what a school does about its results,
//! why, and whether it helps: the figure before and after.
//!
//! Figures of a small group stand here only for those who may see the group.

mod analysis;
mod effect;
mod one;

use std::collections::HashMap;

use domain::analysis::MeasureFor;
use domain::calendar::Day;
use domain::id::{PupilId, SchoolUnitCode, StaffId};
use insyn_app::access::{Sight, sights_of_figure};
use insyn_app::names::Called;
use insyn_app::shown::Reader;
use maud::{Markup, html};
use projections::views::measures::MeasureState;
use projections::{Facts, MeasureRow};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{
    acts, as_of, commitment_title, person, reaches, same_state, school_name,
};
use crate::text::MeasureText;
use crate::visit::{Answer, At, Visit};
use crate::words;

pub(crate) use one::show;

/// A measure with the words that its row and its page need.
struct Told {
    row: MeasureRow,
    /// For whom, in words, without any pupil's name.
    subject: String,
    /// The commitment it serves, by title.
    commitment: Option<String>,
    /// Whether the viewer may see its figures.
    sees_figures: bool,
    /// Whether its evaluation is late on the day that is shown.
    late: bool,
}

/// The page of a school unit.
struct Shown {
    school: SchoolUnitCode,
    name: String,
    measures: Vec<Told>,
    analyses: Vec<analysis::Analysis>,
    staff: HashMap<StaffId, String>,
    /// Whether it is the viewer's own school unit.
    reaches: bool,
    at: At,
    recorded: Option<String>,
}

/// `GET /schools/{school}/measures`
pub(crate) fn of_school(visit: &Visit) -> Result<Answer, Fault> {
    let school: SchoolUnitCode = visit.param("school")?;
    visit.demand(Sight::Measures(school))?;
    let shown = read(visit, school)?;
    let back = format!("/schools/{school}/measures");
    let code = school.to_string();
    let given = [("school", code.as_str())];
    let body = html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        @if shown.reaches {
            (acts(visit, &[
                act::link(visit, "analysis", "analyse", &given, &back),
                act::link(visit, "analysis", "decide_measure", &given, &back),
            ]))
        }
        section aria-labelledby="measures" {
            h2 #measures { (visit.say(MeasureText::Measures)) }
            @if shown.measures.is_empty() { p { (visit.say(MeasureText::MeasuresNone)) } }
            @else { (scroll(visit.say(MeasureText::Measures), &table(visit, &shown))) }
        }
        (analysis::section(visit, &shown))
    };
    let title = visit.fill(MeasureText::Title, &[("school", &shown.name)]);
    let crumbs = vec![(shown.name.clone(), format!("/schools/{school}"))];
    let lead = html! { (visit.say(MeasureText::Lead)) };
    Ok(Page::new(title, body).with_lead(lead).under(crumbs).showing(shown.at).into())
}

fn read(visit: &Visit, school: SchoolUnitCode) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    facts.school(school, day, at.size).ok_or(Fault::NotFound)?;
    let reader = visit.reader(&facts);
    let found = reader.measures(visit.app(), school, at.size).ok_or(Fault::Forbidden)?;
    let measures: Vec<Told> =
        found.measures.into_iter().map(|row| told(visit, &facts, row, day, at)).collect();
    let analyses = analysis::read(&facts, school, at);
    let opens = reader.may(Sight::PupilsOf(school));
    let reaches = reaches(visit, &facts, school);
    let name = school_name(&facts, school, day, at.size);
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    let analyses = if opens { analysis::opened(visit, analyses)? } else { analyses };
    let staff = visit.staff_names(measures.iter().map(|told| told.row.responsible))?;
    Ok(Shown { school, name, measures, analyses, staff, reaches, at, recorded })
}

/// A measure with its words.
fn told(visit: &Visit, facts: &Facts, row: MeasureRow, day: Day, at: At) -> Told {
    let reader = visit.reader(facts);
    let unfinished = row.state != MeasureState::Evaluated;
    Told {
        subject: subject(visit, facts, &row, at),
        commitment: row.expected.commitment.map(|id| commitment_title(facts, id, at.size)),
        sees_figures: sees_figures(&reader, &row),
        late: unfinished && row.evaluate_by < day,
        row,
    }
}

fn subject(visit: &Visit, facts: &Facts, row: &MeasureRow, at: At) -> String {
    match &row.subject {
        MeasureFor::School => visit.say(MeasureText::ForSchool).to_owned(),
        MeasureFor::Grade(grade) => words::grade(*grade, visit.language),
        MeasureFor::Classes(classes) => {
            let name = |class| facts.class(class, row.decided_on, at.size).map(|class| class.name);
            let mut names: Vec<String> = classes.iter().filter_map(|class| name(*class)).collect();
            names.sort_by_cached_key(|name| words::alphabetical(name));
            visit.fill(MeasureText::ForClasses, &[("classes", &names.join(", "))])
        }
        MeasureFor::Pupils(pupils) if pupils.is_empty() => {
            visit.say(MeasureText::ForSomePupils).to_owned()
        }
        MeasureFor::Pupils(pupils) => {
            visit.fill(MeasureText::ForPupils, &[("count", &pupils.len().to_string())])
        }
    }
}

/// Whether the figures of a measure are for the reader: those of named pupils for who sees the pupils, all
/// others by the table of access to figures.
fn sees_figures(reader: &Reader<'_>, row: &MeasureRow) -> bool {
    if matches!(row.subject, MeasureFor::Pupils(_)) {
        return reader.may(Sight::PupilsOf(row.school));
    }
    let observed = row.before.iter().chain(&row.after);
    let mut figures = observed.flat_map(|observation| &observation.figures);
    figures.all(|figure| {
        sights_of_figure(&figure.reference).into_iter().any(|sight| reader.may(sight))
    })
}

/// What the pupils that a measure names are called, for those who may see them; in alphabetical order.
fn pupils_of(visit: &Visit, row: &MeasureRow) -> Result<Vec<(PupilId, Called)>, Fault> {
    let MeasureFor::Pupils(pupils) = &row.subject else { return Ok(Vec::new()) };
    let mut named: Vec<(PupilId, Called)> = visit.names_of(pupils)?.into_iter().collect();
    named.sort_by_cached_key(|(pupil, called)| (words::alphabetical(called.text()), *pupil));
    Ok(named)
}

fn table(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(MeasureText::Measures)) }
            thead { tr {
                th scope="col" { (visit.say(MeasureText::Measure)) }
                th scope="col" { (visit.say(MeasureText::For)) }
                th scope="col" { (visit.say(MeasureText::Responsible)) }
                th scope="col" { (visit.say(MeasureText::State)) }
                th.number scope="col" { (visit.say(MeasureText::Before)) }
                th.number scope="col" { (visit.say(MeasureText::After)) }
            } }
            tbody { @for told in &shown.measures {
                tr {
                    th scope="row" { (measure_link(told, shown.at)) }
                    td { (told.subject) }
                    td { (person(&shown.staff, told.row.responsible)) }
                    td { (state(visit, told)) }
                    td.number { (effect::in_short(visit, told, told.row.before.as_ref())) }
                    td.number { (effect::in_short(visit, told, told.row.after.as_ref())) }
                }
            } }
        }
    }
}

fn measure_link(told: &Told, at: At) -> Markup {
    let address = same_state(&format!("/measures/{}", told.row.measure), at);
    html! { a href=(address) { (told.row.title) } }
}

/// How far a measure has come, and whether its evaluation is late.
fn state(visit: &Visit, told: &Told) -> Markup {
    let row = &told.row;
    let words = |key: MeasureText, on: Day| unbroken(&visit.fill(key, &[("on", &on.to_string())]));
    let evaluated = row.evaluations.last().map(|found| found.on);
    html! {
        @match (row.state, evaluated, row.started_on) {
            (MeasureState::Evaluated, Some(on), _) => span.state.good { (words(MeasureText::Evaluated, on)) },
            (MeasureState::Started, _, Some(on)) => span.state.warn { (words(MeasureText::Started, on)) },
            _ => span.state.plain { (words(MeasureText::Decided, row.decided_on)) },
        }
        @if told.late { " " span.state.bad { (words(MeasureText::Late, row.evaluate_by)) } }
    }
}

//! The views of a school unit, a district and a committee: the same figures in the same order, as of
//! now or of any earlier state. Every figure leads to its trail; no place is ranked.

mod groups;
mod overview;
mod series;

use domain::calendar::Day;
use domain::id::{CommitteeId, DistrictId, RoundId, SchoolUnitCode, Size};
use domain::people::Role;
use domain::scale::ScaleEdition;
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::directory::rounds::{Phase, Round};
use projections::disclosure::releases;
use projections::figure::targets::TargetRow;
use projections::views::area::{AreaView, SchoolRow};
use projections::views::rows::{Head, Row};
use projections::views::school::{ClassRow, SchoolView};
use projections::{Facts, FigureScope, RoundProgress, Series, Slice};

use crate::fault::Fault;
use crate::page::{Page, unbroken};
use crate::pages::common::{chosen_round, controls, day_shown, marks, past_banner, recorded_at};
use crate::pages::named::school_name;
use crate::pages::progress;
use crate::text::{FrameText, PlaceText, ShowAsText, UnitText};
use crate::visit::{Answer, At, Visit, encoded};
use crate::words;

/// What the page of a place shows, the same for school unit, district and committee.
pub(crate) struct Results {
    pub(crate) head: Head,
    pub(crate) name: String,
    pub(crate) total: Row,
    pub(crate) by_grade: Vec<Row>,
    pub(crate) by_sex: Vec<Row>,
    pub(crate) by_syllabus: Vec<Row>,
    /// By class, for those who follow the round there.
    pub(crate) by_class: Vec<ClassRow>,
    pub(crate) targets: Vec<TargetRow>,
    /// The school units, in alphabetical order.
    pub(crate) schools: Vec<SchoolRow>,
    /// How far the round has come, where this is one school unit.
    phase: Option<(SchoolUnitCode, Phase)>,
    district: Option<(DistrictId, String)>,
}

/// Everything the page shows, read from the facts at once.
pub(crate) struct Shown {
    pub(crate) results: Results,
    pub(crate) series: Series,
    pub(crate) edition: Option<ScaleEdition>,
    pub(crate) at: At,
    /// The day that is shown.
    day: Day,
    /// How far the round has come there on that day, where this is one school unit.
    progress: Option<RoundProgress>,
    rounds: Vec<RoundId>,
    recorded: Option<String>,
    links: Vec<(String, String)>,
    pub(crate) lineage: Lineage,
    /// What the marks of small numbers mean, where there are any.
    marks: Option<Markup>,
}

/// What a school unit was before: closed units by name.
pub(crate) struct Lineage {
    /// Whose trend it carries on: their figures are part of its series.
    pub(crate) carried: Vec<(String, SchoolUnitCode)>,
    /// Those split between it and others: beside the series, no part of it.
    pub(crate) context: Vec<(String, SchoolUnitCode)>,
}

/// `GET /schools/{school}`
pub(crate) fn school(visit: &Visit) -> Result<Answer, Fault> {
    let code: SchoolUnitCode = visit.param("school")?;
    visit.demand(Sight::School(code))?;
    let name = |facts: &Facts, at| facts.school(code, visit.today(), at).map(|school| school.name);
    show(visit, FigureScope::School(code), name, |facts, at, round| {
        let view = visit.reader(facts).school(visit.app(), code, round, at)?;
        Some(Results::of_school(facts, at, view))
    })
}

/// `GET /districts/{district}`
pub(crate) fn district(visit: &Visit) -> Result<Answer, Fault> {
    let id: DistrictId = visit.param("district")?;
    visit.demand(Sight::District(id))?;
    let name = |facts: &Facts, at| facts.district(id, at).map(|district| district.name);
    show(visit, FigureScope::District(id), name, |facts, at, round| {
        visit.reader(facts).district(visit.app(), id, round, at).map(Results::of_area)
    })
}

/// `GET /committees/{committee}`
pub(crate) fn committee(visit: &Visit) -> Result<Answer, Fault> {
    let id: CommitteeId = visit.param("committee")?;
    visit.demand(Sight::Committee(id))?;
    let name = |facts: &Facts, at| facts.committee(id, at).map(|committee| committee.name);
    show(visit, FigureScope::Committee(id), name, |facts, at, round| {
        visit.reader(facts).committee(visit.app(), id, round, at).map(Results::of_area)
    })
}

impl Results {
    fn of_school(facts: &Facts, at: Size, view: SchoolView) -> Self {
        let district = view.district.and_then(|id| Some((id, facts.district(id, at)?.name)));
        Self {
            head: view.head,
            name: view.name,
            total: view.total,
            by_grade: view.by_grade,
            by_sex: view.by_sex,
            by_syllabus: view.by_syllabus,
            by_class: view.by_class,
            targets: view.targets,
            schools: Vec::new(),
            phase: Some((view.status.school, view.status.phase)),
            district,
        }
    }

    fn of_area(view: AreaView) -> Self {
        let mut schools = view.schools;
        schools.sort_by_cached_key(|row| (words::alphabetical(&row.name), row.school));
        Self {
            head: view.head,
            name: view.name,
            total: view.total,
            by_grade: view.by_grade,
            by_sex: view.by_sex,
            by_syllabus: view.by_syllabus,
            by_class: Vec::new(),
            targets: view.targets,
            schools,
            phase: None,
            district: None,
        }
    }
}

/// The round the address asks for. Else the one under way for those who follow it there; to all others the
/// last that is released, for before that there is nothing to show.
fn told_round(
    visit: &Visit,
    facts: &Facts,
    at: At,
    scope: FigureScope,
) -> Result<Option<Round>, Fault> {
    let Some(chosen) = chosen_round(visit, facts, at)? else { return Ok(None) };
    let follows = match scope {
        FigureScope::School(school) => visit.may(facts, Sight::RoundBoard(school)),
        _ => false,
    };
    if visit.field("round").is_some() || follows {
        return Ok(Some(chosen));
    }
    let begun = facts.rounds(at.size).into_iter().filter(|round| round.opens <= chosen.opens);
    let is_told = |round: &Round| !releases(facts, at.size, round.round).is_empty();
    Ok(Some(begun.rev().find(is_told).unwrap_or(chosen)))
}

/// The page of a place, in the round and as of the state that the address asks for.
fn show(
    visit: &Visit,
    scope: FigureScope,
    name: impl FnOnce(&Facts, Size) -> Option<String>,
    results: impl FnOnce(&Facts, Size, RoundId) -> Option<Results>,
) -> Result<Answer, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let size = at.size;
    let recorded = recorded_at(&facts, size);
    let rounds: Vec<RoundId> = facts.rounds(size).iter().map(|round| round.round).collect();
    let Some(round) = told_round(visit, &facts, at, scope)? else {
        let name = name(&facts, size).ok_or(Fault::NotFound)?;
        drop(facts);
        return Ok(without_rounds(visit, name, recorded, at).into());
    };
    let results = results(&facts, size, round.round).ok_or(Fault::NotFound)?;
    let grade = grade(visit).filter(|grade| round.grades.contains(grade));
    let slice = Slice { grade, ..Slice::default() };
    let series = projections::series(&facts, size, scope, slice, round.round.instrument);
    let series = visit.reader(&facts).series(visit.app(), series);
    let marks = is_protected(&results, &series).then(|| {
        let protected = visit.app().protected(&facts, size, round.round);
        marks(visit, &protected, &facts)
    });
    let edition = facts.edition(round.edition, size).cloned();
    let links = links(visit, &facts, scope, &round);
    let day = day_shown(&facts, visit.today(), at);
    let lineage = lineage(&facts, &series, day, size);
    let progress = results.phase.and_then(|(school, phase)| {
        progress::of_school(visit, &facts, (school, round.round, phase), (size, day))
    });
    drop(facts);
    let shown = Shown {
        results,
        series,
        edition,
        at,
        day,
        progress,
        rounds,
        recorded,
        links,
        lineage,
        marks,
    };
    Ok(page(visit, &shown).into())
}

/// Whether something of the page is shown as it is to someone who does not see the pupils.
fn is_protected(results: &Results, series: &Series) -> bool {
    let mut of_rounds = series.rounds.iter().map(|round| &round.population);
    results.total.population.shown().is_some() || of_rounds.any(|figure| figure.shown().is_some())
}

/// The grade that the address asks for.
pub(crate) fn grade(visit: &Visit) -> Option<u8> {
    visit.field("grade").and_then(|text| text.parse().ok())
}

/// The pages beside this one that the viewer may open.
fn links(visit: &Visit, facts: &Facts, scope: FigureScope, round: &Round) -> Vec<(String, String)> {
    match scope {
        FigureScope::School(school) => links_of_school(visit, facts, school, round),
        FigureScope::Committee(committee) => links_of_committee(visit, facts, committee, round),
        _ => Vec::new(),
    }
}

fn links_of_school(
    visit: &Visit,
    facts: &Facts,
    school: SchoolUnitCode,
    round: &Round,
) -> Vec<(String, String)> {
    let here = format!("/schools/{school}");
    let round = encoded(&round.round.slug());
    let may = |sight| visit.may(facts, sight);
    let trail = may(Sight::PupilsOf(school)) || may(Sight::Trail);
    let pages = [
        (
            may(Sight::RoundBoard(school)),
            visit.say(FrameText::RoundBoard),
            format!("{here}/rounds/{round}/board"),
        ),
        (
            may(Sight::Guarantee(school)),
            visit.say(PlaceText::Guarantee),
            format!("{here}/guarantee"),
        ),
        (
            may(Sight::DialogueCoverage(school)),
            visit.say(PlaceText::Dialogue),
            format!("{here}/dialogue?round={round}"),
        ),
        (may(Sight::Measures(school)), visit.say(PlaceText::Measures), format!("{here}/measures")),
        (may(Sight::Support(school)), visit.say(PlaceText::Support), format!("{here}/support")),
        (
            may(Sight::Account(school)),
            visit.say(PlaceText::Account),
            format!("{here}/rounds/{round}/account"),
        ),
        (trail, visit.say(UnitText::Trail), format!("/trail/schools/{school}")),
    ];
    let open = pages.into_iter().filter(|(opens, _, _)| *opens);
    open.map(|(_, name, link)| (name.to_owned(), link)).collect()
}

fn links_of_committee(
    visit: &Visit,
    facts: &Facts,
    committee: CommitteeId,
    round: &Round,
) -> Vec<(String, String)> {
    if !visit.may(facts, Sight::Report(committee)) {
        return Vec::new();
    }
    let round = encoded(&round.round.slug());
    let work = format!("/committees/{committee}/work?round={round}");
    let mut links = vec![(visit.say(PlaceText::Work).to_owned(), work)];
    // The members see it so already.
    if visit.viewer.is_some_and(|viewer| viewer.role != Role::CommitteeMember) {
        let shown = format!("/show-as/committee/{committee}?round={round}");
        links.push((visit.say(ShowAsText::LinkMember).to_owned(), shown));
    }
    links
}

/// The names of closed school units that this one's trend carries on, and of those that were split.
fn lineage(facts: &Facts, series: &Series, day: Day, at: Size) -> Lineage {
    let mut carried: Vec<SchoolUnitCode> =
        series.rounds.iter().flat_map(|round| round.predecessors.iter().copied()).collect();
    carried.sort_unstable();
    carried.dedup();
    let named = |codes: Vec<SchoolUnitCode>| {
        let named = codes.into_iter().map(|code| (school_name(facts, code, day, at), code));
        let mut named: Vec<(String, SchoolUnitCode)> = named.collect();
        named.sort_by_cached_key(|(name, code)| (words::alphabetical(name), *code));
        named
    };
    Lineage { carried: named(carried), context: named(series.context.clone()) }
}

fn without_rounds(visit: &Visit, name: String, recorded: Option<String>, at: At) -> Page {
    let body = html! {
        (past_banner(visit, recorded, at))
        (controls(visit, &[], None, at))
        p { (visit.say(UnitText::NoRounds)) }
    };
    Page::new(name, body).showing(at)
}

fn page(visit: &Visit, shown: &Shown) -> Page {
    let results = &shown.results;
    let round = words::round(results.head.round, visit.language);
    let census = results.head.census_date.to_string();
    let lead = visit.fill(UnitText::SchoolLead, &[("round", &round), ("census", &census)]);
    let mut crumbs = vec![(visit.say(UnitText::SchoolsTitle).to_owned(), "/schools".to_owned())];
    if let Some((id, name)) = &results.district {
        crumbs.push((name.clone(), format!("/districts/{id}")));
    }
    Page::new(results.name.clone(), body(visit, shown))
        .with_lead(unbroken(&lead))
        .under(crumbs)
        .showing(shown.at)
}

fn body(visit: &Visit, shown: &Shown) -> Markup {
    let results = &shown.results;
    html! {
        (past_banner(visit, shown.recorded.clone(), shown.at))
        (controls(visit, &shown.rounds, Some(results.head.round), shown.at))
        @if results.head.no_longer_known > 0 {
            p.soft { (visit.fill(UnitText::Removed, &[("count", &results.head.no_longer_known.to_string())])) }
        }
        @if shown.progress.is_some() || !shown.links.is_empty() {
            p.inline-list.row {
                @if let Some(of) = shown.progress { (progress::line(visit, of)) }
                @for (name, link) in &shown.links { a href=(link) { (name) } }
            }
        }
        (overview::tiles(visit, shown))
        @if let Some(marks) = &shown.marks { (marks) }
        (overview::targets(visit, shown))
        div.two {
            (overview::distribution(visit, shown))
            (overview::change(visit, shown))
        }
        (groups::groups(visit, shown))
        (groups::schools(visit, shown))
        (series::series(visit, shown))
    }
}

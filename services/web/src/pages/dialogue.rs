//! `GET /schools/{school}/dialogue`: how far a round's assessment has been explained to the parents, class
//! by class, and who is not reached.

use std::collections::HashMap;

use domain::id::{PupilId, RoundId, SchoolUnitCode};
use insyn_app::access::Sight;
use insyn_app::names::Called;
use maud::{Markup, html};
use projections::figure::count::DialogueCount;
use projections::views::dialogue::{DialogueClass, Reach, Tally};
use projections::{CountOf, DialogueCoverage, Paged};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{chosen_round, controls, day_shown, past_banner, recorded_at};
use crate::pages::counted::Counted;
use crate::pages::named::{acts, school_name};
use crate::pages::paging::List;
use crate::text::{DialogueText, LetterText, MarkText, UnitText};
use crate::visit::{Answer, At, Visit, encoded};
use crate::words;

/// The classes with pupils not reached, page by page; no class is cut in two.
const NOT_REACHED: List = List::new("from", "not-reached", 2);

/// Everything the page shows.
struct Shown {
    school: String,
    /// None: no round had been scheduled.
    coverage: Option<DialogueCoverage>,
    /// The evidence of the counts: of each class, then of all.
    counted: Vec<Counted>,
    /// Which of the classes with pupils not reached the page names.
    paged: Option<Paged>,
    rounds: Vec<RoundId>,
    names: HashMap<PupilId, Called>,
    /// Whether the viewer sees names in some class at all.
    named: bool,
    /// Whether the viewer sees the letters to guardians.
    letters: bool,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let school: SchoolUnitCode = visit.param("school")?;
    visit.demand(Sight::DialogueCoverage(school))?;
    let shown = read(visit, school)?;
    let chosen = shown.coverage.as_ref().map(|coverage| coverage.round);
    let body = html! {
        (past_banner(visit, shown.recorded.clone(), shown.at))
        (controls(visit, &shown.rounds, chosen, shown.at))
        @match &shown.coverage {
            None => p { (visit.say(UnitText::NoRounds)) },
            Some(coverage) => {
                @if coverage.reach.is_none() { p.soft { (visit.say(MarkText::DialogueHidden)) } }
                @if coverage.reach.is_some() || !coverage.classes.is_empty() {
                    (scroll(visit.say(DialogueText::Table), &table(visit, coverage, &shown.counted)))
                    p.small.row { a href="/figures#explained-1" { (visit.say(DialogueText::Rule)) } }
                    (not_reached(visit, &shown, coverage))
                }
                @if shown.letters { p { a href={ "/schools/" (school) "/rounds/" (encoded(&coverage.round.slug())) "/letters" } {
                    (visit.say(LetterText::ToList))
                } } }
            }
        }
    };
    let title = visit.fill(DialogueText::Title, &[("school", &shown.school)]);
    let crumbs = vec![(shown.school.clone(), format!("/schools/{school}"))];
    let page = Page::new(title, body).under(crumbs).showing(shown.at);
    let Some(round) = chosen else { return Ok(page.into()) };
    let round = words::round(round, visit.language);
    Ok(page.with_lead(html! { (visit.fill(DialogueText::Lead, &[("round", &round)])) }).into())
}

fn read(visit: &Visit, school: SchoolUnitCode) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    facts.school(school, day, at.size).ok_or(Fault::NotFound)?;
    let round = chosen_round(visit, &facts, at)?;
    let reader = visit.reader(&facts);
    let mut coverage = round.and_then(|round| reader.dialogue(school, round.round, at.size));
    let paged = coverage.as_mut().map(|coverage| coverage.page(NOT_REACHED.window(visit)));
    let classes = || coverage.iter().flat_map(|coverage| &coverage.classes);
    let pupils: Vec<PupilId> =
        classes().flat_map(|class| class.pupils_not_reached.iter().copied()).collect();
    let names = classes().map(|class| class.figure).chain(coverage.as_ref().map(|all| all.figure));
    let counted = names.map(|name| Counted::shown(visit, &facts, name, at)).collect();
    let named = reader.may(Sight::PupilsOf(school))
        || classes().any(|class| class.class.is_some_and(|id| reader.may(Sight::Class(id))));
    let shown = Shown {
        school: school_name(&facts, school, day, at.size),
        rounds: facts.rounds(at.size).iter().map(|round| round.round).collect(),
        recorded: recorded_at(&facts, at.size),
        names: HashMap::new(),
        coverage,
        counted,
        paged,
        named,
        letters: reader.may(Sight::PupilsOf(school)),
        at,
    };
    drop(facts);
    Ok(Shown { names: visit.names_of(&pupils)?, ..shown })
}

fn table(visit: &Visit, coverage: &DialogueCoverage, counted: &[Counted]) -> Markup {
    let class = |class| class_name(visit, class);
    let classes = coverage.classes.iter().map(|of| (class(of), &of.reach));
    let whole = coverage.reach.iter().map(|all| (visit.say(DialogueText::Whole).to_owned(), all));
    let rows = classes.chain(whole).zip(counted);
    let heads = [
        DialogueText::Explained,
        DialogueText::ToAll,
        DialogueText::Acknowledged,
        DialogueText::NotReached,
        DialogueText::Without,
    ];
    html! {
        table {
            caption.hidden { (visit.say(DialogueText::Table)) }
            thead { tr {
                th scope="col" { (visit.say(DialogueText::Class)) }
                th.number scope="col" { (visit.say(DialogueText::Population)) }
                @for head in heads { th.number scope="col" { (visit.say(head)) } }
            } }
            tbody {
                @for (place, ((name, reach), counted)) in rows.enumerate() {
                    tr.whole[place == coverage.classes.len()] { (row(visit, &name, reach, counted)) }
                }
            }
        }
    }
}

fn class_name(visit: &Visit, class: &DialogueClass) -> String {
    class.name.clone().unwrap_or_else(|| visit.say(DialogueText::NoClass).to_owned())
}

fn row(visit: &Visit, name: &str, reach: &Reach, counted: &Counted) -> Markup {
    let tallies = [
        (&reach.explained, DialogueCount::Explained),
        (&reach.explained_to_all, DialogueCount::ExplainedToAll),
        (&reach.acknowledged, DialogueCount::Acknowledged),
        (&reach.not_reached, DialogueCount::NotReached),
    ];
    let without = CountOf::Dialogue(DialogueCount::WithoutGuardian);
    html! {
        th scope="row" { (name) }
        td.number { (words::count(u64::from(reach.population), visit.language)) }
        @for (tally, of) in tallies { td.number { (share(visit, tally, of, counted)) } }
        td.number { (counted.number(visit, without, u64::from(reach.without_guardian.numerator))) }
    }
}

/// How many, and which share of the pupils that is.
fn share(visit: &Visit, tally: &Tally, of: DialogueCount, counted: &Counted) -> Markup {
    let (numerator, denominator) = (u64::from(tally.numerator), u64::from(tally.denominator));
    html! {
        (counted.number(visit, CountOf::Dialogue(of), numerator))
        @if let Some(share) = words::share(numerator, denominator, visit.language) {
            " " span.of { "(" (share) ")" }
        }
    }
}

/// The pupils not reached, class by class, each with what can be done.
fn not_reached(visit: &Visit, shown: &Shown, coverage: &DialogueCoverage) -> Markup {
    html! {
        section aria-labelledby="not-reached" {
            h2 #not-reached { (visit.say(DialogueText::Pupils)) }
            @if coverage.reach.is_some_and(|all| all.not_reached.numerator == 0) {
                p.good-text { (visit.say(DialogueText::PupilsNone)) }
            } @else if !shown.named {
                p.soft { (visit.say(DialogueText::PupilsHidden)) }
            }
            @if let Some(paged) = shown.paged {
                (NOT_REACHED.around(visit, paged, &pupils(visit, shown, coverage)))
            }
        }
    }
}

fn pupils(visit: &Visit, shown: &Shown, coverage: &DialogueCoverage) -> Markup {
    let classes = coverage.classes.iter();
    html! {
        @for class in classes.filter(|class| !class.pupils_not_reached.is_empty()) {
            h3 { (class_name(visit, class)) }
            ul.plain-list { @for pupil in sorted(&class.pupils_not_reached, &shown.names) {
                li { (pupil_line(visit, shown, coverage, pupil)) }
            } }
        }
    }
}

fn sorted(pupils: &[PupilId], names: &HashMap<PupilId, Called>) -> Vec<PupilId> {
    let mut pupils = pupils.to_vec();
    pupils.sort_by_cached_key(|pupil| {
        (names.get(pupil).map(|called| words::alphabetical(called.text())), *pupil)
    });
    pupils
}

fn pupil_line(visit: &Visit, shown: &Shown, coverage: &DialogueCoverage, pupil: PupilId) -> Markup {
    let name = shown.names.get(&pupil).map_or("–", Called::text);
    let (id, round) = (pupil.to_string(), coverage.round.to_string());
    let back = visit.address_with(&[]);
    html! {
        a href={ "/pupils/" (id) } { (name) }
        (acts(visit, &[
            act::link(visit, "parent_dialogue", "explain", &[("pupil", &id), ("round", &round)], &back),
            act::link(visit, "parent_dialogue", "invite", &[("pupil", &id)], &back),
        ]))
    }
}

//! `GET /commitments/{commitment}`: its versions and what came of them. Commitments are public; so is
//! this page for everyone who may see figures or trails.

use domain::commitment::Level;
use domain::id::{CommitmentId, SchoolUnitCode};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::directory::commitments::{Commitment, Evaluation, Version};

use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{controls, past_banner, recorded_at};
use crate::text::{CommitmentText, Term, UnitText};
use crate::visit::{Answer, Visit};
use crate::words;

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: CommitmentId = visit.param("commitment")?;
    let (commitment, owner) = read(visit, id)?;
    let at = visit.at()?;
    let recorded = recorded_at(&*visit.facts()?, at.size);
    let title = title(&commitment);
    let lead = match &owner {
        Some((_, name)) => format!("{}: {name}", visit.say(Term::LevelSchool)),
        None => visit.say(Term::LevelMunicipality).to_owned(),
    };
    let body = html! {
        (past_banner(visit, recorded, at))
        (controls(visit, &[], None, at))
        section aria-labelledby="versions" {
            h2 #versions { (visit.say(CommitmentText::Versions)) }
            @for version in commitment.versions.iter().rev() { (version_sheet(visit, version)) }
            @if let Some(from) = commitment.withdrawn_from {
                p.bad-text { (visit.fill(CommitmentText::Withdrawn, &[("on", &from.to_string())])) }
            }
        }
        section aria-labelledby="evaluations" {
            h2 #evaluations { (visit.say(CommitmentText::Evaluations)) }
            (evaluations(visit, &commitment))
        }
        p { a href={ "/trail/commitments/" (id) } { (visit.say(CommitmentText::Trail)) } }
    };
    let mut crumbs = vec![(visit.say(UnitText::SchoolsTitle).to_owned(), "/schools".to_owned())];
    if let Some((code, name)) = owner {
        crumbs.push((name, format!("/schools/{code}")));
    }
    Ok(Page::new(title, body).with_lead(html! { (lead) }).under(crumbs).showing(at).into())
}

/// The title of the latest version.
pub(crate) fn title(commitment: &Commitment) -> String {
    commitment.versions.last().map(|version| version.terms.title.clone()).unwrap_or_default()
}

type Owner = Option<(SchoolUnitCode, String)>;

/// A commitment that the viewer may see, as of the state asked for.
pub(crate) fn read(visit: &Visit, id: CommitmentId) -> Result<(Commitment, Owner), Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let current = facts.commitment(id, facts.size());
    let opens = match current.as_ref().map(|commitment| commitment.level) {
        Some(Level::School(school)) => visit.may(&facts, Sight::School(school)),
        // The municipality's own is seen by all who see the figures of any school unit.
        _ => {
            let schools = facts.schools(visit.today(), facts.size());
            schools.iter().any(|school| visit.may(&facts, Sight::School(school.school)))
        }
    };
    if !opens && !visit.may(&facts, Sight::Trail) {
        return Err(Fault::Forbidden);
    }
    let commitment = facts.commitment(id, at.size).ok_or(Fault::NotFound)?;
    let owner = match commitment.level {
        Level::Municipality => None,
        Level::School(code) => {
            facts.school(code, visit.today(), at.size).map(|school| (code, school.name))
        }
    };
    Ok((commitment, owner))
}

fn version_sheet(visit: &Visit, version: &Version) -> Markup {
    let number = version.number.to_string();
    let to = match version.terms.valid_to {
        Some(to) => format!("{} {to}", visit.say(CommitmentText::ValidTo)),
        None => visit.say(CommitmentText::ValidOpen).to_owned(),
    };
    let (class, state) = match version.adopted_on {
        Some(on) if version.number == 1 => {
            ("state good", adopted(visit, CommitmentText::Adopted, on))
        }
        Some(on) => ("state good", adopted(visit, CommitmentText::Revised, on)),
        None => ("state plain", visit.say(CommitmentText::Proposed).to_owned()),
    };
    html! {
        div.sheet {
            h3 { (visit.fill(CommitmentText::Version, &[("number", &number)])) ": " (version.terms.title) }
            p { span class=(class) { (state) } }
            p { (visit.say(CommitmentText::ValidFrom)) " " (version.terms.valid_from) ", " (to) }
            (scroll(visit.say(CommitmentText::Targets), &targets(visit, version)))
        }
    }
}

fn adopted(visit: &Visit, key: CommitmentText, on: domain::calendar::Day) -> String {
    visit.fill(key, &[("on", &on.to_string())])
}

fn targets(visit: &Visit, version: &Version) -> Markup {
    html! {
        table {
            caption { (visit.say(CommitmentText::Targets)) }
            thead { tr {
                th scope="col" { (visit.say(CommitmentText::Grade)) }
                th scope="col" { (visit.say(CommitmentText::Occasion)) }
                th.number scope="col" { (visit.say(CommitmentText::Least)) }
                th.number scope="col" { (visit.say(CommitmentText::Share)) }
            } }
            tbody { @for target in &version.terms.targets {
                tr {
                    th scope="row" { (words::capital(&words::grade(target.grade, visit.language))) }
                    td { (words::occasion(target.occasion.as_str(), visit.language)) }
                    td.number { (target.least) }
                    td.number { (words::permille(u64::from(target.share_permille), visit.language)) }
                }
            } }
        }
    }
}

fn evaluations(visit: &Visit, commitment: &Commitment) -> Markup {
    if commitment.evaluations.is_empty() {
        return html! { p { (visit.say(CommitmentText::EvaluationsNone)) } };
    }
    let heads = [UnitText::OfPopulation, UnitText::OfAssessed];
    html! {
        (scroll(visit.say(CommitmentText::Evaluations), &html! {
            table {
                caption.hidden { (visit.say(CommitmentText::Evaluations)) }
                thead { tr {
                    th scope="col" { (visit.say(CommitmentText::Round)) }
                    th scope="col" { (visit.say(CommitmentText::OfVersion)) }
                    th scope="col" { (visit.say(UnitText::Target)) }
                    @for head in heads { th.number scope="col" { (visit.say(head)) } }
                    th scope="col" { (visit.say(CommitmentText::AsOf)) }
                } }
                tbody { @for evaluation in commitment.evaluations.iter().rev() {
                    (outcomes(visit, commitment, evaluation))
                } }
            }
        }))
    }
}

fn outcomes(visit: &Visit, commitment: &Commitment, evaluation: &Evaluation) -> Markup {
    let recorded = &evaluation.evaluation;
    let share = |reached: u32, of: u32| {
        let share = words::share(u64::from(reached), u64::from(of), visit.language);
        let counts = visit.fill(
            UnitText::Counts,
            &[("numerator", &reached.to_string()), ("denominator", &of.to_string())],
        );
        format!("{} ({counts})", share.unwrap_or_else(|| visit.say(UnitText::Empty).to_owned()))
    };
    let events = words::count(recorded.as_of.0, visit.language);
    html! {
        @for outcome in &recorded.outcomes {
            @let target = commitment.target(recorded.version, outcome.number);
            tr {
                th scope="row" { (words::round(recorded.round, visit.language)) }
                td { (recorded.version) }
                td { @if let Some(target) = target { (target_words(visit, target)) } }
                td.number { (share(outcome.reached, outcome.population)) }
                td.number { (share(outcome.reached, outcome.assessed)) }
                td { (visit.fill(CommitmentText::AsOfSize, &[("events", &events)])) }
            }
        }
    }
}

fn target_words(visit: &Visit, target: &domain::commitment::Target) -> String {
    let grade = words::grade(target.grade, visit.language);
    visit.fill(UnitText::TargetIs, &[("least", &target.least.to_string()), ("grade", &grade)])
}

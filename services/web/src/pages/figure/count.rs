//! How a count of what is done came about: its rule, what it comes to, and the very events. Of the pupils of an
//! area it says what the rule of small numbers lets be shown, and neither events nor how many they are.

use domain::calendar::Day;
use domain::id::Size;
use insyn_app::access::{is_of_area, is_of_pupils, sights_of_count};
use insyn_app::trail::TrailOf;
use maud::{Markup, html};
use projections::disclosure::{Shown as Disclosed, count_of_area};
use projections::figure::count::{
    AnswerCount, CountOf, DialogueCount, MeasureCount, ProgrammeCount, ShortfallCount,
};
use projections::{Count, CountRef, CountScope, Facts, FigureScope, InClass};

use crate::fault::Fault;
use crate::page::Page;
use crate::pages::common::{controls, marks, past_banner, recorded_at, shown_mark};
use crate::pages::named::kronor;
use crate::pages::trail::events;
use crate::text::acts::variant;
use crate::text::{
    CaseText, CommitteeText, DialogueText, FigureText, GuaranteeText, Key, KnowledgeText,
    ReportText,
};
use crate::visit::{Answer, At, Visit};
use crate::words;

/// The count with the words for what it is of.
struct Shown {
    count: Count,
    lead: String,
    crumb: Option<(String, String)>,
    recorded: Option<String>,
    /// Of an area's pupils: what is shown in place of the value and of how many it is among, and what the marks
    /// mean.
    protected: Option<(Disclosed, Option<Disclosed>, Markup)>,
    at: At,
}

/// The page.
pub(super) fn show(visit: &Visit, reference: &CountRef) -> Result<Answer, Fault> {
    let sights = sights_of_count(&*visit.facts()?, reference, visit.today());
    visit.demand_any(&sights)?;
    let shown = read(visit, reference)?;
    let rule = shown.count.rule.rule();
    let title = visit.fill(FigureText::Title, &[("rule", rule.name(visit.language))]);
    let body = html! {
        (past_banner(visit, shown.recorded.clone(), shown.at))
        (controls(visit, &[], None, shown.at))
        (made_of(visit, &shown))
        @match &shown.protected {
            Some((_, _, marks)) => (marks),
            None => section aria-labelledby="events" {
                h2 #events { (visit.say(FigureText::EventsTitle)) }
                (events(visit, &TrailOf::Count(*reference), shown.at)?)
            },
        }
    };
    let page = Page::new(title, body).with_lead(html! { (shown.lead) });
    Ok(page.under(shown.crumb.into_iter().collect()).showing(shown.at).into())
}

fn read(visit: &Visit, reference: &CountRef) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let count = projections::count(&facts, at.size, reference).ok_or(Fault::NotFound)?;
    let crumb = place(&facts, at.size, reference, count.day);
    let recorded = recorded_at(&facts, at.size);
    let protected = protected(visit, &facts, &count)?;
    let name = crumb.as_ref().map(|(name, _)| name.clone());
    let place = name.unwrap_or_else(|| words::capital(visit.say(KnowledgeText::TheMunicipality)));
    let lead = lead(visit, &facts, place, &count);
    Ok(Shown { count, lead, crumb, recorded, protected, at })
}

/// What is shown of a count of an area's pupils, by the rule of its round.
fn protected(
    visit: &Visit,
    facts: &Facts,
    count: &Count,
) -> Result<Option<(Disclosed, Option<Disclosed>, Markup)>, Fault> {
    let reference = &count.figure;
    if !is_of_pupils(reference) || !is_of_area(reference) {
        return Ok(None);
    }
    let round = reference.round.ok_or(Fault::NotFound)?;
    let protected = visit.app().protected(facts, count.as_of, round);
    let rule = protected.rule();
    let show = |count| count_of_area(&rule, u32::try_from(count).unwrap_or(u32::MAX));
    let marks = marks(visit, &protected, facts);
    Ok(Some((show(count.value), count.among.map(show), marks)))
}

/// Where it is counted, and the address of that page; none: in all of the municipality.
fn place(facts: &Facts, at: Size, reference: &CountRef, day: Day) -> Option<(String, String)> {
    let CountScope::Of(scope) = reference.scope else { return None };
    Some(match scope {
        FigureScope::School(code) | FigureScope::Trend(code) => {
            (facts.school(code, day, at)?.name, format!("/schools/{code}"))
        }
        FigureScope::Class(id) => {
            let class = facts.class(id, day, at)?;
            (class.name, format!("/schools/{}", class.school))
        }
        FigureScope::District(id) => (facts.district(id, at)?.name, format!("/districts/{id}")),
        FigureScope::Committee(id) => (facts.committee(id, at)?.name, format!("/committees/{id}")),
    })
}

/// What is counted, where, in which round and of whom.
fn lead(visit: &Visit, facts: &Facts, place: String, count: &Count) -> String {
    let reference = &count.figure;
    let mut parts = vec![place];
    parts.extend(reference.round.map(|round| words::round(round, visit.language)));
    parts.extend(reference.class.map(|class| match class {
        InClass::None => visit.say(FigureText::NoClass).to_owned(),
        InClass::Class(id) => {
            let name = facts.class(id, count.day, count.as_of).map(|class| class.name);
            visit.fill(FigureText::OfClass, &[("class", &name.unwrap_or_default())])
        }
    }));
    format!("{}: {}.", counted(visit, facts, count), parts.join(", "))
}

/// What is counted, in the words of the pages that show it.
fn counted(visit: &Visit, facts: &Facts, count: &Count) -> String {
    let say = |key: &'static str| key.to_owned();
    match count.figure.of {
        CountOf::Guarantee(of) => say(shortfalls(visit, of)),
        CountOf::Answers(of) => say(variant("Answer", answer(of), visit.language).unwrap_or("–")),
        CountOf::Dialogue(of) => say(visit.say(dialogue(of))),
        CountOf::Programmes(of) => say(visit.say(programmes(of))),
        CountOf::Measures(of) => say(visit.say(measures(of))),
        CountOf::Informed(_) | CountOf::Days(_) => say(visit.say(CommitteeText::Days)),
        CountOf::Evaluation(target) => {
            let commitment = facts.commitment(target.commitment, count.as_of);
            let terms = commitment.and_then(|found| found.versions.into_iter().last());
            let targets = terms.map(|version| version.terms.targets).unwrap_or_default();
            let found = targets.into_iter().find(|known| known.number == target.target);
            let least = found.map(|found| found.least.to_string()).unwrap_or_default();
            words::capital(&visit.fill(FigureText::Target, &[("least", &least)]))
        }
    }
}

fn shortfalls(visit: &Visit, of: ShortfallCount) -> &'static str {
    let say = |key| visit.say(key);
    match of {
        ShortfallCount::Found => say(GuaranteeText::Found),
        ShortfallCount::Open => say(GuaranteeText::Open),
        ShortfallCount::Late => say(GuaranteeText::Late),
        ShortfallCount::Answered => say(GuaranteeText::Answered),
        ShortfallCount::Lifted => say(GuaranteeText::Lifted),
        ShortfallCount::Pupils => visit.say(DialogueText::Population),
        ShortfallCount::Below => visit.say(ReportText::Below),
        ShortfallCount::NotAssessed => visit.say(ReportText::NotAssessed),
        ShortfallCount::Missing => visit.say(ReportText::Missing),
    }
}

/// The kind of answer, as events name it.
const fn answer(of: AnswerCount) -> &'static str {
    match of {
        AnswerCount::ExtraAdaptations => "extra_adaptations",
        AnswerCount::ReportedToPrincipal => "reported_to_principal",
        AnswerCount::ProgrammeCovers => "programme_covers",
        AnswerCount::Reassess => "reassess",
        AnswerCount::SchoolMeasure => "school_measure",
        AnswerCount::None => "none",
    }
}

const fn dialogue(of: DialogueCount) -> DialogueText {
    match of {
        DialogueCount::Explained => DialogueText::Explained,
        DialogueCount::ExplainedToAll => DialogueText::ToAll,
        DialogueCount::Acknowledged => DialogueText::Acknowledged,
        DialogueCount::NotReached => DialogueText::NotReached,
        DialogueCount::WithoutGuardian => DialogueText::Without,
    }
}

const fn programmes(of: ProgrammeCount) -> CaseText {
    match of {
        ProgrammeCount::Concern => CaseText::Concern,
        ProgrammeCount::UnderInvestigation => CaseText::UnderInvestigation,
        ProgrammeCount::Investigated => CaseText::Investigated,
        ProgrammeCount::Decided => CaseText::Decided,
        ProgrammeCount::Served => CaseText::Served,
        ProgrammeCount::NoneNeeded => CaseText::NoneNeeded,
        ProgrammeCount::Appealed => CaseText::Appealed,
        ProgrammeCount::Annulled => CaseText::Annulled,
        ProgrammeCount::Ended => CaseText::Ended,
        ProgrammeCount::Late => CaseText::Late,
    }
}

const fn measures(of: MeasureCount) -> ReportText {
    match of {
        MeasureCount::Decided => ReportText::Decided,
        MeasureCount::Started => ReportText::Started,
        MeasureCount::Evaluated => ReportText::Evaluated,
        MeasureCount::Late => ReportText::Late,
        MeasureCount::Cost => ReportText::Cost,
    }
}

/// Rule, value, of how many, and the state it was taken from.
fn made_of(visit: &Visit, shown: &Shown) -> Markup {
    let Count { value, among, figure, as_of, .. } = &shown.count;
    let rule = shown.count.rule.rule();
    let number = |count: u64| words::count(count, visit.language);
    let value = match (figure.of, &shown.protected) {
        (_, Some((value, ..))) => shown_mark(visit, *value),
        (CountOf::Measures(MeasureCount::Cost), _) => html! { (kronor(visit, *value)) },
        _ => html! { (number(*value)) },
    };
    let among = match &shown.protected {
        Some((_, among, _)) => among.map(|among| shown_mark(visit, among)),
        None => among.map(|among| html! { (number(among)) }),
    };
    html! {
        section.sheet {
            dl.tiles {
                (tile(visit, FigureText::Value, &value))
                @if let Some(among) = among { (tile(visit, FigureText::Denominator, &among)) }
            }
            h2 { (visit.say(FigureText::Rule)) ": " (rule.name(visit.language)) }
            p { (rule.definition(visit.language)) }
            dl.pairs {
                dt { (visit.say(FigureText::AsOf)) }
                dd {
                    (visit.fill(FigureText::AsOfEvents, &[("events", &number(as_of.0))]))
                    @if let Some(when) = &shown.recorded { ", " (when) }
                }
                dt { (visit.say(FigureText::Reference)) }
                dd.code { (figure) }
                dt { (visit.say(FigureText::Rule)) }
                dd { a href={ "/figures#" (rule.id) } { (rule.id) } }
            }
        }
    }
}

fn tile(visit: &Visit, name: impl Key, value: &Markup) -> Markup {
    html! { div.tile { dt { (visit.say(name)) } dd.big { (value) } } }
}

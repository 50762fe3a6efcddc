//! The analyses of a school unit's results: when and by how many, the dialogue at the school, the
//! priorities, and the measures that came of each.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{AnalysisId, Position, RoundId, SchoolUnitCode};
use domain::query::Tag;
use maud::{Markup, html};
use projections::Facts;

use super::{Shown, measure_link};
use crate::act;
use crate::fault::Fault;
use crate::page::unbroken;
use crate::pages::named::acts;
use crate::text::MeasureText;
use crate::visit::{At, Visit};
use crate::words;

/// Something that was done together at the school; what it came to is sealed.
pub(super) struct Together {
    on: Day,
    participants: usize,
    position: Position,
    /// What it came to, for those who may read it.
    text: Option<String>,
}

/// One analysis with what followed on it.
pub(super) struct Analysis {
    analysis: AnalysisId,
    round: Option<RoundId>,
    analysed: Vec<Together>,
    dialogues: Vec<Together>,
    /// By number; what was decided last holds.
    priorities: BTreeMap<u8, (Day, String)>,
    last: Position,
}

/// The analyses of a school unit, latest first.
pub(super) fn read(facts: &Facts, school: SchoolUnitCode, at: At) -> Vec<Analysis> {
    let codes = [code::ResultsAnalysed, code::SchoolDialogueHeld, code::PriorityDecided];
    let mut found: BTreeMap<AnalysisId, Analysis> = BTreeMap::new();
    for noted in facts.ledger_of(Tag::School(school), &codes, at.size) {
        let position = noted.position;
        let id = match &noted.event {
            Event::ResultsAnalysed(e) => e.analysis,
            Event::SchoolDialogueHeld(e) => e.analysis,
            Event::PriorityDecided(e) => e.analysis,
            _ => continue,
        };
        let analysis = found.entry(id).or_insert_with(|| Analysis::new(id, position));
        analysis.last = position;
        analysis.take(position, noted.event);
    }
    let mut analyses: Vec<Analysis> = found.into_values().collect();
    analyses.sort_by_key(|analysis| std::cmp::Reverse(analysis.last));
    analyses
}

impl Analysis {
    fn new(analysis: AnalysisId, last: Position) -> Self {
        let (analysed, dialogues, priorities) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { analysis, round: None, analysed, dialogues, priorities, last }
    }

    fn take(&mut self, position: Position, event: Event) {
        let together = |on, participants| Together { on, participants, position, text: None };
        match event {
            Event::ResultsAnalysed(e) => {
                self.round = Some(e.round);
                self.analysed.push(together(e.on, e.participants.len()));
            }
            Event::SchoolDialogueHeld(e) => {
                self.dialogues.push(together(e.on, e.participants.len()));
            }
            Event::PriorityDecided(e) => {
                self.priorities.insert(e.number, (e.on, e.title));
            }
            _ => {}
        }
    }
}

/// With the sealed texts opened. The caller has asked whether the viewer may read them.
pub(super) fn opened(visit: &Visit, analyses: Vec<Analysis>) -> Result<Vec<Analysis>, Fault> {
    let mut analyses = analyses;
    for analysis in &mut analyses {
        for together in analysis.analysed.iter_mut().chain(&mut analysis.dialogues) {
            let text = visit.app().text_at(together.position, 0)?;
            together.text = text.map(|text| text.as_str().to_owned());
        }
    }
    Ok(analyses)
}

/// The section.
pub(super) fn section(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        section aria-labelledby="analyses" {
            h2 #analyses { (visit.say(MeasureText::Analyses)) }
            @if shown.analyses.is_empty() { p { (visit.say(MeasureText::AnalysesNone)) } }
            @for analysis in &shown.analyses { (sheet(visit, shown, analysis)) }
        }
    }
}

fn sheet(visit: &Visit, shown: &Shown, analysis: &Analysis) -> Markup {
    let title = match analysis.round {
        Some(round) => {
            let round = words::round(round, visit.language);
            visit.fill(MeasureText::Analysis, &[("round", &round)])
        }
        None => visit.say(MeasureText::Analyses).to_owned(),
    };
    html! {
        article.sheet id={ "analysis-" (analysis.analysis) } {
            h3 { (title) }
            @for together in &analysis.analysed { (held(visit, MeasureText::AnalysedOn, together)) }
            @for together in &analysis.dialogues { (held(visit, MeasureText::DialogueOn, together)) }
            p.label { (visit.say(MeasureText::Priorities)) }
            (priorities(visit, analysis))
            (led_to(visit, shown, analysis))
            @if shown.reaches { (to_do(visit, shown, analysis)) }
        }
    }
}

fn held(visit: &Visit, key: MeasureText, together: &Together) -> Markup {
    let (on, count) = (together.on.to_string(), together.participants.to_string());
    html! {
        p { (unbroken(&visit.fill(key, &[("on", &on), ("count", &count)]))) }
        @if let Some(text) = &together.text { pre.note { (text) } }
    }
}

fn priorities(visit: &Visit, analysis: &Analysis) -> Markup {
    html! {
        @if analysis.priorities.is_empty() { p.soft { (visit.say(MeasureText::PrioritiesNone)) } }
        @else {
            ol { @for (number, (on, title)) in &analysis.priorities {
                li value=(number) { (title) span.soft.small { " " span.when { (on) } } }
            } }
        }
    }
}

fn led_to(visit: &Visit, shown: &Shown, analysis: &Analysis) -> Markup {
    let of = |told: &&super::Told| told.row.analysis == Some(analysis.analysis);
    let mut measures = shown.measures.iter().filter(of).peekable();
    html! {
        @if measures.peek().is_some() {
            p.label { (visit.say(MeasureText::LedTo)) }
            ul { @for told in measures { li { (measure_link(told, shown.at)) } } }
        }
    }
}

fn to_do(visit: &Visit, shown: &Shown, analysis: &Analysis) -> Markup {
    let (id, school) = (analysis.analysis.to_string(), shown.school.to_string());
    let back = format!("/schools/{school}/measures");
    let given = [("analysis", id.as_str()), ("school", school.as_str())];
    let commands = ["hold_dialogue", "prioritise", "decide_measure"];
    let links: Vec<Markup> = commands
        .into_iter()
        .map(|command| act::link(visit, "analysis", command, &given, &back))
        .collect();
    acts(visit, &links)
}

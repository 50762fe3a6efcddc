//! Where in a document a statement stands, in words: the way in the document's JSON is for programs.

use domain::id::{DistrictId, RoundId};
use serde_json::json;

use super::cell::slice;
use super::sections::Names;
use crate::text::{CommitteeText, ReportText, acts};
use crate::visit::Visit;
use crate::words;

/// Statements by the name of their field.
const STATEMENTS: &[(&str, ReportText)] = &[
    ("acknowledged", ReportText::Acknowledged),
    ("agreement", ReportText::Agreement),
    ("answered", ReportText::Answered),
    ("appealed", ReportText::Appealed),
    ("assessed", ReportText::Assessed),
    ("below", ReportText::Below),
    ("concern", ReportText::Concern),
    ("cost", ReportText::Cost),
    ("decided", ReportText::Decided),
    ("dialogue", ReportText::Dialogue),
    ("ended", ReportText::Ended),
    ("evaluated", ReportText::Evaluated),
    ("explained", ReportText::Explained),
    ("explained_to_all", ReportText::ExplainedAll),
    ("fallen", ReportText::Fallen),
    ("found", ReportText::Found),
    ("investigated", ReportText::Investigated),
    ("late", ReportText::Late),
    ("lifted", ReportText::Lifted),
    ("measures", ReportText::Measures),
    ("median", ReportText::Median),
    ("met", ReportText::Met),
    ("missing", ReportText::Missing),
    ("municipal", ReportText::Municipality),
    ("none_needed", ReportText::NoneNeeded),
    ("not_assessed", ReportText::NotAssessed),
    ("not_reached", ReportText::NotReached),
    ("open", ReportText::Open),
    ("participants", ReportText::Participants),
    ("population", ReportText::Population),
    ("position", ReportText::Number),
    ("programmes", ReportText::Programmes),
    ("pupils", ReportText::Population),
    ("reached", ReportText::Reached),
    ("risen", ReportText::Risen),
    ("seminars", ReportText::Seminars),
    ("served", ReportText::InForce),
    ("share_of_assessed", ReportText::OfAssessed),
    ("share_of_population", ReportText::OfPopulation),
    ("share_permille", ReportText::Goal),
    ("started", ReportText::Started),
    ("total", ReportText::All),
    ("trend", ReportText::Trend),
    ("under_investigation", ReportText::UnderInvestigation),
    ("under_way", ReportText::Measure),
];

/// What a way through a document leads to, below its part: of which school unit, which round, which count.
pub(super) fn in_words(visit: &Visit, names: &Names<'_>, path: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut above = "";
    for step in steps(path) {
        let (name, of) = step.split_once('[').unwrap_or((step, ""));
        said.extend(statement(visit, above, name));
        let of = of.trim_end_matches(']').split(',').filter_map(|part| part.split_once('='));
        said.extend(of.filter_map(|(key, value)| chosen(visit, names, key, value)));
        above = name;
    }
    said.join(", ")
}

/// The steps of a way; a value in brackets may hold a slash.
fn steps(path: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let (mut start, mut depth) = (0_usize, 0_usize);
    for (at, letter) in path.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                steps.push(&path[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    steps.push(&path[start..]);
    steps.retain(|step| !step.is_empty());
    steps
}

fn statement(visit: &Visit, above: &str, name: &str) -> Option<String> {
    if above == "answers" {
        return acts::variant("Answer", name, visit.language).map(str::to_owned);
    }
    match name {
        "last" => return Some(visit.say(CommitteeText::Last).to_owned()),
        "days" => return Some(visit.say(CommitteeText::Days).to_owned()),
        _ => {}
    }
    let known = STATEMENTS.iter().find(|known| known.0 == name);
    known.map(|known| visit.say(known.1).to_owned())
}

/// Of what a row is, where people know it by a name.
fn chosen(visit: &Visit, names: &Names<'_>, key: &str, value: &str) -> Option<String> {
    match key {
        "school" => names.get(value).map(|name| (*name).to_owned()),
        "district" => {
            let district: DistrictId = value.parse().ok()?;
            let facts = visit.facts().ok()?;
            facts.district(district, facts.size()).map(|district| district.name)
        }
        "round" => value.parse().ok().map(|round: RoundId| words::round(round, visit.language)),
        "grade" => {
            let grade: u64 = value.parse().ok()?;
            Some(slice(visit, &json!({ "grade": grade })))
        }
        "sex" | "syllabus" => Some(slice(visit, &json!({ key: value }))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn a_value_in_brackets_may_hold_a_slash() {
        let path = "/works/evaluated[school=1,round=2025/26:may]/cost";
        assert_eq!(steps(path), ["works", "evaluated[school=1,round=2025/26:may]", "cost"]);
    }
}

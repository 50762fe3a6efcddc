//! `GET /figures`: the rules that figures follow, word for word.

use maud::html;
use projections::RULES;

use crate::fault::Fault;
use crate::page::Page;
use crate::text::FigureText;
use crate::visit::{Answer, Visit};

/// The list of rules. It holds no data: anyone signed in may read it.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let body = html! {
        @for rule in &RULES {
            section #(rule.id) {
                h2 { (rule.name(visit.language)) }
                p { (rule.definition(visit.language)) }
                p.soft.small { (visit.fill(FigureText::RuleId, &[("id", rule.id)])) }
            }
        }
    };
    let lead = html! { (visit.say(FigureText::RulesLead)) };
    Ok(Page::new(visit.say(FigureText::RulesTitle), body).with_lead(lead).into())
}

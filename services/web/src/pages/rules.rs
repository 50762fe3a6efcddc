//! `GET /figures`: the rules that figures follow, word for word, and the rules for small numbers.

use domain::committee::Indicator;
use maud::{Markup, html};
use projections::RULES;
use projections::disclosure::{AdoptedRule, Rules, SuppressionRule};

use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::family::word;
use crate::text::{FigureText, MarkText};
use crate::visit::{Answer, Visit};

/// The list of rules. It holds no data: anyone signed in may read it.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let facts = visit.facts()?;
    let adopted = Rules::of_record(&facts, facts.size());
    drop(facts);
    let body = html! {
        (small_numbers(visit, adopted.all()))
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

/// What is shown of few pupils: the official rule, and those the municipality has adopted.
fn small_numbers(visit: &Visit, adopted: &[AdoptedRule]) -> Markup {
    let heads =
        [MarkText::LeastBase, MarkText::LeastNumerator, MarkText::Codes, MarkText::Rounding];
    let kinds = [Indicator::Groups, Indicator::Targets, Indicator::Spread];
    let title = visit.say(MarkText::RulesTitle);
    html! {
        section #small-numbers {
            h2 { (title) }
            p { (visit.say(MarkText::RulesLead)) }
            @if adopted.is_empty() { p { (visit.say(MarkText::RulesOfficial)) } }
            (scroll(title, &html! {
                table {
                    caption.hidden { (visit.say(MarkText::RulesAdopted)) }
                    thead { tr {
                        th scope="col" { (visit.say(MarkText::Of)) }
                        th scope="col" { (visit.say(MarkText::From)) }
                        @for head in heads { th.number scope="col" { (visit.say(head)) } }
                    } }
                    tbody {
                        @for kind in kinds {
                            tr {
                                th scope="row" { (word(visit, "Indicator", &kind)) }
                                td { (visit.say(MarkText::Official)) }
                                (limits(&SuppressionRule::default()))
                            }
                            @for rule in adopted.iter().filter(|rule| rule.indicator == kind) {
                                tr {
                                    th scope="row" { (word(visit, "Indicator", &kind)) }
                                    td { span.when { (rule.valid_from) } }
                                    (limits(&rule.rule))
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn limits(rule: &SuppressionRule) -> Markup {
    let limits = [
        rule.least_base,
        rule.least_numerator,
        rule.top_code.max(rule.bottom_code),
        rule.round_counts_to,
    ];
    html! { @for limit in limits { td.number { (limit) } } }
}

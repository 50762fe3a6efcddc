//! Specifications of the rules for small numbers.

use super::*;
use crate::calendar::Day;

pub(super) fn adopted() -> SuppressionRuleAdopted {
    SuppressionRuleAdopted {
        committee: education(),
        meeting: day("2025-09-10"),
        number: "§ 98".to_owned(),
        indicator: Indicator::Targets,
        rule: SuppressionRule { least_base: 15, ..SuppressionRule::default() },
        valid_from: day("2025-10-01"),
    }
}

fn asked(wanted: SuppressionRuleAdopted) -> crate::spec::When {
    given(before()).when(Command::AdoptSuppressionRule(wanted)).by(secretary())
}

#[test]
fn a_rule_is_adopted_once_by_the_committee_for_all_of_the_municipality() {
    asked(adopted()).then(events![adopted()]);
    let once = given(before()).and(events![adopted()]);
    let again = once.when(Command::AdoptSuppressionRule(adopted()));
    again.by(secretary()).then_nothing();
    for actor in [coordinator(), district_secretary(), principal(), administrator()] {
        let asked = given(before()).when(Command::AdoptSuppressionRule(adopted())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_official_rule_itself_may_be_adopted() {
    let official = SuppressionRuleAdopted { rule: SuppressionRule::default(), ..adopted() };
    asked(official.clone()).then(events![official]);
}

#[test]
fn no_rule_tells_more_than_the_official_one() {
    let official = SuppressionRule::default();
    let looser = [
        SuppressionRule { least_base: 9, ..official },
        SuppressionRule { least_numerator: 9, ..official },
        SuppressionRule { top_code: 3, ..official },
        SuppressionRule { bottom_code: 0, ..official },
        SuppressionRule { sex_complement: false, ..official },
        SuppressionRule { round_counts_to: 5, ..official },
        SuppressionRule { round_counts_to: 15, ..official },
        SuppressionRule { round_counts_to: 0, ..official },
    ];
    for rule in looser {
        asked(SuppressionRuleAdopted { rule, ..adopted() }).then_refused(Refusal::RuleTooLoose);
    }
}

#[test]
fn a_rule_that_would_leave_nothing_is_refused() {
    let official = SuppressionRule::default();
    let unfit = [
        SuppressionRule { least_base: LIMIT_MAX + 1, ..official },
        SuppressionRule { least_numerator: LIMIT_MAX + 1, ..official },
        SuppressionRule { round_counts_to: LIMIT_MAX + 10, ..official },
        SuppressionRule { top_code: 10, ..official },
        SuppressionRule { bottom_code: 10, ..official },
    ];
    for rule in unfit {
        asked(SuppressionRuleAdopted { rule, ..adopted() }).then_refused(Refusal::RuleUnfit);
    }
}

#[test]
fn a_rule_is_never_changed_but_another_holds_from_a_later_day() {
    let once = || given(before()).and(events![adopted()]);
    let changed = SuppressionRuleAdopted { rule: SuppressionRule::default(), ..adopted() };
    let change = |wanted: SuppressionRuleAdopted| {
        once().when(Command::AdoptSuppressionRule(wanted)).by(secretary())
    };
    change(changed.clone()).then_refused(Refusal::RuleExists);
    let later = SuppressionRuleAdopted { valid_from: day("2026-01-01"), ..changed.clone() };
    change(later.clone()).then(events![later]);
    let of_others = SuppressionRuleAdopted { indicator: Indicator::Spread, ..changed };
    change(of_others.clone()).then(events![of_others]);
}

#[test]
fn no_rule_holds_from_before_it_was_adopted() {
    let valid_from: Day = day("2025-09-09");
    let wanted = SuppressionRuleAdopted { valid_from, ..adopted() };
    asked(wanted).then_refused(Refusal::DaysOutOfOrder);
    let wanted = SuppressionRuleAdopted { valid_from: day("2025-09-10"), ..adopted() };
    asked(wanted.clone()).then(events![wanted]);
}

//! Delegations of decisions on programmes.

use super::{STAFF, Verdict, demand, unless};
use crate::action_programme::delegations::Delegations;
use crate::action_programme::{DecisionDelegated, DelegationEnded, Refusal};
use crate::calendar::Period;
use crate::command::Act;
use crate::event::Recorded;
use crate::organisation::authority::Held;
use crate::people::Scope;

/// The principal delegates to someone with a role at the same school unit, from today on.
pub(super) fn delegate(wanted: &DecisionDelegated, act: &Act, history: &[Recorded]) -> Verdict {
    let here = Scope::School(wanted.school);
    let period = Period { from: wanted.from, to: wanted.to };
    demand(period.is_in_order(), Refusal::PeriodReversed)?;
    let known = Delegations::of(history, wanted.school, wanted.staff);
    if known.has(period) {
        return Ok(Vec::new());
    }
    demand(act.today() <= wanted.from, Refusal::ReachesBack)?;
    let held = Held::by(wanted.staff, history);
    let fit = STAFF.iter().any(|role| held.holds(*role, here, wanted.from));
    demand(fit, Refusal::DelegateUnfit)?;
    demand(!known.overlaps(period), Refusal::AlreadyDelegated)?;
    Ok(vec![wanted.clone().into()])
}

pub(super) fn end(wanted: &DelegationEnded, act: &Act, history: &[Recorded]) -> Verdict {
    let known = Delegations::of(history, wanted.school, wanted.staff);
    let ends = known.ends(wanted.on);
    demand(ends || act.today() <= wanted.on, Refusal::ReachesBack)?;
    demand(ends || known.holds(wanted.on), Refusal::NotDelegated)?;
    Ok(unless(ends, wanted.clone().into()))
}

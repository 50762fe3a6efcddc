//! Signing in as an invented person (test stores only), and out.

use domain::id::StaffId;
use domain::people::{Actor, Role};

use crate::fault::Fault;
use crate::visit::{Answer, Visit};

/// `POST /sign-in`: begins a session, if the person holds the role today.
pub(crate) fn begin(visit: &Visit) -> Result<Answer, Fault> {
    if visit.app().is_production() {
        return Err(Fault::SignInNeeded);
    }
    let staff: StaffId = field(visit, "staff")?;
    let role: Role = field(visit, "role")?;
    let facts = visit.facts()?;
    let held = facts.roles(staff, visit.today(), facts.size());
    if !held.iter().any(|held| held.role == role) {
        return Err(Fault::Forbidden);
    }
    drop(facts);
    end_session(visit);
    let site = visit.site();
    let token = site.sessions.begin(site.app.world(), Actor { staff, role });
    Ok(Answer::SignedIn(token))
}

/// `POST /sign-out`
pub(crate) fn end(visit: &Visit) -> Result<Answer, Fault> {
    end_session(visit);
    Ok(Answer::SignedOut)
}

fn end_session(visit: &Visit) {
    if let Some(token) = visit.token() {
        visit.site().sessions.end(token);
    }
}

fn field<T: std::str::FromStr>(visit: &Visit, name: &str) -> Result<T, Fault> {
    visit.field(name).and_then(|text| text.parse().ok()).ok_or(Fault::Unreadable)
}

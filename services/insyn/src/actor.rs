//! Who acts on the command line: `--as ROLE` or `--as ROLE:STAFF-ID`, always someone who holds the role.

use domain::people::{Actor, Role};
use insyn_app::App;
use insyn_app::access::{Sight, may_see};

use crate::cli::ActorArgs;
use crate::output::{Exit, Failure, exit, fail};

/// The actor asked for; without `--as` the first holder of the verb's natural role.
pub(crate) fn resolve(app: &App, args: &ActorArgs, natural: Role) -> Result<Actor, Failure> {
    let Some(text) = &args.actor else { return first_holder(app, natural) };
    let (role, staff) = match text.split_once(':') {
        Some((role, staff)) => (role, Some(staff)),
        None => (text.as_str(), None),
    };
    let role: Role = role.parse().or_exit(exit::USAGE)?;
    let holders = holders(app, role)?;
    let chosen = match staff {
        Some(staff) => {
            let staff = staff.parse().or_exit(exit::USAGE)?;
            holders.into_iter().find(|actor| actor.staff == staff)
        }
        None if holders.len() > 1 => {
            let ids: Vec<String> =
                holders.iter().map(|a| format!("  {role}:{}", a.staff)).collect();
            return fail(
                exit::USAGE,
                format!("{} hold the role {role}; name one:\n{}", ids.len(), ids.join("\n")),
            );
        }
        None => holders.into_iter().next(),
    };
    chosen.map_or_else(
        || fail(exit::NOT_ALLOWED, format!("nobody like that holds the role {role} today")),
        Ok,
    )
}

fn first_holder(app: &App, role: Role) -> Result<Actor, Failure> {
    let first = holders(app, role)?.into_iter().next();
    first.map_or_else(
        || fail(exit::NOT_ALLOWED, format!("nobody holds the role {role}; use --as")),
        Ok,
    )
}

fn holders(app: &App, role: Role) -> Result<Vec<Actor>, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    Ok(insyn_app::access::holders(&facts, role, app.now().day()))
}

/// Ends the program where the actor may not see this.
pub(crate) fn must_see(app: &App, actor: Actor, sight: Sight) -> Result<(), Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    if may_see(&facts, actor, sight, app.now().day()) {
        Ok(())
    } else {
        fail(exit::NOT_ALLOWED, format!("the role {} may not see this", actor.role))
    }
}

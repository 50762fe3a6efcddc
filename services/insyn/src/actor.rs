//! Who acts on the command line: `--as ROLE` or `--as ROLE:STAFF-ID`, always someone who holds the role.
//!
//! Verbs about a store that may be damaged, or a copy without keys, cannot always look them up. They
//! then say whom they were told, and that nobody looked it up.

use std::fs;
use std::path::Path;

use domain::calendar::{Day, Instant};
use domain::id::{Position, SchoolUnitCode, StaffId};
use domain::people::{Actor, Role};
use eventstore::World;
use eventstore::verify::{Outcome, Report};
use insyn_app::App;
use insyn_app::access::{Sight, holders, may_see};
use insyn_app::world::SystemWorld;
use projections::{Facts, LogId};
use serde::Serialize;

use crate::cli::ActorArgs;
use crate::output::{Exit, Failure, exit, fail};
use crate::{reading, wiring};

/// The role that works on the store itself, unless another is asked for.
const KEEPER: Role = Role::SystemAdministrator;

/// Who acts, as an answer says it: by role and staff id, never by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    /// The role.
    pub(crate) role: Role,
    /// Who; none where only a role was claimed.
    pub(crate) staff: Option<StaffId>,
    /// Whether the record says that they hold the role. False where it could not be asked.
    pub(crate) looked_up: bool,
}

impl Named {
    fn of(actor: Actor) -> Self {
        Self { role: actor.role, staff: Some(actor.staff), looked_up: true }
    }

    /// For people to read.
    pub(crate) fn text(&self) -> String {
        let who = self.staff.map_or(String::new(), |staff| format!(":{staff}"));
        let unverified =
            if self.looked_up { "" } else { " (claimed, not looked up in the record)" };
        format!("by {}{who}{unverified}", self.role)
    }

    /// The same, after a line in the log.
    pub(crate) fn logged(self, verb: &'static str) -> Self {
        let staff = self.staff.map(|staff| staff.to_string());
        tracing::info!(verb, role = %self.role, staff, looked_up = self.looked_up, "acts");
        self
    }
}

/// The actor asked for; without `--as` the first holder of the verb's natural role.
pub(crate) fn resolve(app: &App, args: &ActorArgs, natural: Role) -> Result<Actor, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let actor = choose(&facts, app.now().day(), args, natural)?;
    tracing::info!(role = %actor.role, staff = %actor.staff, "acts");
    reading::by(app, actor);
    Ok(actor)
}

/// The actor asked for; without `--as` the principal of this school unit, and where there is none the first
/// holder of the verb's natural role.
pub(crate) fn resolve_at(
    app: &App,
    args: &ActorArgs,
    school: Option<SchoolUnitCode>,
    natural: Role,
) -> Result<Actor, Failure> {
    if let Some(school) = school.filter(|_| args.actor.is_none()) {
        let facts = app.facts().or_exit(exit::FAILED)?;
        let today = app.now().day();
        let mut principals = holders(&facts, Role::Principal, today).into_iter();
        let of_school =
            principals.find(|actor| may_see(&facts, *actor, Sight::PupilsOf(school), today));
        if let Some(actor) = of_school {
            tracing::info!(role = %actor.role, staff = %actor.staff, "acts");
            drop(facts);
            reading::by(app, actor);
            return Ok(actor);
        }
    }
    resolve(app, args, natural)
}

/// Who works on an open store: someone who may see the state of the machinery, or one of these.
pub(crate) fn keeper(
    app: &App,
    args: &ActorArgs,
    verb: &'static str,
    also: &[Sight],
) -> Result<Named, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let named = keeper_of(&facts, app.now().day(), args, also)?;
    drop(facts);
    if let Some(staff) = named.staff {
        reading::by(app, Actor { staff, role: named.role });
    }
    Ok(named.logged(verb))
}

/// Who starts a server. A store whose last administrator has left is served all the same: on its pages
/// everyone signs in and acts for themselves.
pub(crate) fn starter(app: &App, args: &ActorArgs) -> Result<Named, Failure> {
    let nobody = !is_held(&*app.facts().or_exit(exit::FAILED)?, app.now().day());
    if args.actor.is_none() && nobody {
        return claimed(args).map(|named| named.logged("serve"));
    }
    keeper(app, args, "serve", &[])
}

/// Who works on a store that perhaps does not open, and that must then be worked on all the same.
pub(crate) fn keeper_if_it_opens(
    directory: &Path,
    args: &ActorArgs,
    verb: &'static str,
) -> Result<Named, Failure> {
    let claimed = claimed(args)?;
    let Ok(app) = wiring::open(directory) else { return Ok(claimed.logged(verb)) };
    let named = keeper(&app, args, verb, &[])?;
    app.close().or_exit(exit::FAILED)?;
    Ok(named)
}

/// Who has verified a directory. Nothing in it is opened or changed: the saved facts are asked, where
/// they are those of the very events that were found sound. A copy without them (a backup) and a record
/// that is not sound say nothing about anyone that could be believed.
pub(crate) fn verifier(
    directory: &Path,
    args: &ActorArgs,
    claimed: Named,
    report: &Report,
) -> Result<Named, Failure> {
    let sound = report.outcome == Outcome::Sound;
    let known = if sound { saved_facts(directory, report) } else { None };
    let named = match known {
        // Nobody keeps the store any more: that must not keep anyone from verifying it.
        Some((facts, today)) if args.actor.is_none() && !is_held(&facts, today) => claimed,
        Some((facts, today)) => keeper_of(&facts, today, args, &[Sight::Trail])?,
        None => claimed,
    };
    Ok(named.logged("verify"))
}

/// Ends the program where the actor may not see this.
pub(crate) fn must_see(app: &App, actor: Actor, sight: Sight) -> Result<(), Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    must_see_one(&facts, app.now().day(), actor, &[sight])
}

fn must_see_one(facts: &Facts, today: Day, actor: Actor, any: &[Sight]) -> Result<(), Failure> {
    if any.iter().any(|sight| may_see(facts, actor, *sight, today)) {
        Ok(())
    } else {
        fail(exit::NOT_ALLOWED, format!("the role {} may not see this", actor.role))
    }
}

fn keeper_of(
    facts: &Facts,
    today: Day,
    args: &ActorArgs,
    also: &[Sight],
) -> Result<Named, Failure> {
    let actor = choose(facts, today, args, KEEPER)?;
    must_see_one(facts, today, actor, &[&[Sight::Status], also].concat())?;
    Ok(Named::of(actor))
}

fn is_held(facts: &Facts, today: Day) -> bool {
    !holders(facts, KEEPER, today).is_empty()
}

/// What `--as` says, as far as it can be read without a record.
pub(crate) fn claimed(args: &ActorArgs) -> Result<Named, Failure> {
    let Some(text) = &args.actor else {
        return Ok(Named { role: KEEPER, staff: None, looked_up: false });
    };
    let (role, staff) = parse(text)?;
    Ok(Named { role, staff, looked_up: false })
}

fn parse(text: &str) -> Result<(Role, Option<StaffId>), Failure> {
    let (role, staff) = match text.split_once(':') {
        Some((role, staff)) => (role, Some(staff)),
        None => (text, None),
    };
    let role = role.parse().or_exit(exit::USAGE)?;
    let staff = staff.map(|staff| staff.parse().or_exit(exit::USAGE)).transpose()?;
    Ok((role, staff))
}

fn choose(facts: &Facts, today: Day, args: &ActorArgs, natural: Role) -> Result<Actor, Failure> {
    let Some(text) = &args.actor else { return first_holder(facts, today, natural) };
    let (role, staff) = parse(text)?;
    let holders = holders(facts, role, today);
    let chosen = match staff {
        Some(staff) => holders.into_iter().find(|actor| actor.staff == staff),
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

fn first_holder(facts: &Facts, today: Day, role: Role) -> Result<Actor, Failure> {
    let first = holders(facts, role, today).into_iter().next();
    first.map_or_else(
        || fail(exit::NOT_ALLOWED, format!("nobody holds the role {role}; use --as")),
        Ok,
    )
}

/// The facts saved beside the log, if they are those of the events verified, and the day it is there.
fn saved_facts(directory: &Path, report: &Report) -> Option<(Facts, Day)> {
    let metadata = fs::read_to_string(directory.join("store")).ok()?;
    let line = |name: &str| metadata.lines().find_map(|line| line.strip_prefix(name));
    let id = u128::from_str_radix(&line("id ")?.replace('-', ""), 16).ok()?;
    let bytes = fs::read(directory.join("derived").join("facts")).ok()?;
    let (facts, root) = Facts::load(&bytes, LogId(id.to_be_bytes())).ok()?;
    if root != report.root || facts.size().0 != report.size.0 {
        return None;
    }
    let last = facts.recorded_at(Position(report.size.0.checked_sub(1)?))?;
    // A demo has a clock of its own, which stands where it was left.
    let demo = line("origin ")?.starts_with(wiring::DEMO_ORIGIN);
    let now = if demo { last } else { last.max(Instant(SystemWorld.now_us())) };
    Some((facts, now.day()))
}

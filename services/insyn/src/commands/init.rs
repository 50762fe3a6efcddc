//! `insyn init`: a new store with its municipality and first people.

use std::fs;
use std::sync::Arc;

use domain::calendar::Day;
use domain::command::Command;
use domain::id::StaffId;
use domain::organisation::{
    self, MunicipalityRegistered, RoleGranted, ScaleEditionAdopted, StaffEngaged,
};
use domain::people::{Actor, PersonName, Role, Scope};
use domain::personal::Personal;
use domain::scale::ScaleEdition;
use eventstore::StoreKind;
use insyn_app::store::VOLUME_CAPACITY;
use insyn_app::world::{SystemWorld, new_pseudonym, new_uuid};
use insyn_app::{App, HandleError, OpenFault, Request, Setup};
use serde::Serialize;

use crate::cli::InitArgs;
use crate::output::{Exit, Failure, Output, exit, fail};

#[derive(Serialize)]
struct Made {
    directory: String,
    kind: &'static str,
    origin: String,
    people: Vec<Person>,
}

#[derive(Serialize)]
struct Person {
    role: Role,
    staff: StaffId,
}

struct First {
    staff: StaffId,
    role: Role,
    name: PersonName,
}

pub(crate) fn run(args: &InitArgs, output: Output) -> Result<u8, Failure> {
    let people = read_people(args)?;
    rehearse(args, &people)?;
    let origin = args.origin.clone().unwrap_or_else(|| format!("insyn/{}", args.municipality));
    let kind = if args.production { StoreKind::Production } else { StoreKind::Test };
    let setup = Setup { kind, origin: origin.clone(), volume_capacity: VOLUME_CAPACITY };
    let app = App::create(&args.store.data, setup, Arc::new(SystemWorld)).map_err(|fault| {
        let code = match &fault {
            OpenFault::Create(_) => exit::STORE,
            _ => exit::FAILED,
        };
        let place = args.store.data.display();
        Failure {
            code,
            error: anyhow::Error::new(fault).context(format!("cannot make a store at {place}")),
        }
    })?;
    let actor = Actor { staff: administrator(&people).staff, role: Role::SystemAdministrator };
    let commands = first_commands(args, &people, app.now().day());
    let request = Request { command_id: new_uuid(app.world()), actor, cause: None, commands };
    app.handle(&request).or_exit(exit::FAILED)?;
    app.close().or_exit(exit::FAILED)?;
    let made = Made {
        directory: args.store.data.display().to_string(),
        kind: if args.production { "production" } else { "test" },
        origin,
        people: people.iter().map(|p| Person { role: p.role, staff: p.staff }).collect(),
    };
    output.answer(&made, || text(&made));
    Ok(exit::DONE)
}

/// Asks for everything on a store in memory first: what is refused there leaves nothing behind.
fn rehearse(args: &InitArgs, people: &[First]) -> Result<(), Failure> {
    let origin = "insyn/rehearsal".to_owned();
    let setup = Setup { kind: StoreKind::Test, origin, volume_capacity: 1_024 };
    let app = App::in_memory(setup, Arc::new(SystemWorld)).or_exit(exit::FAILED)?;
    let commands = first_commands(args, people, app.now().day());
    let actor = Actor { staff: administrator(people).staff, role: Role::SystemAdministrator };
    let request = Request { command_id: new_uuid(app.world()), actor, cause: None, commands };
    match app.handle(&request) {
        Ok(_) => Ok(()),
        Err(HandleError::Refused { refusal, .. }) => {
            fail(exit::USAGE, format!("{refusal} ({}); no store was made", refusal.code()))
        }
        Err(error) => Err(error).or_exit(exit::FAILED),
    }
}

fn administrator(people: &[First]) -> &First {
    people
        .iter()
        .find(|first| first.role == Role::SystemAdministrator)
        .expect("read_people demands an administrator")
}

fn text(made: &Made) -> String {
    let mut lines = vec![format!("Made a {} store at {}.", made.kind, made.directory)];
    lines.extend(made.people.iter().map(|p| format!("  {}:{}", p.role, p.staff)));
    if made.kind == "production" {
        lines.push(
            "It takes no real civic number until `insyn ready` finds nothing missing.".into(),
        );
    }
    lines.join("\n")
}

/// The roles that hold over the whole municipality: school units come with the class list.
const FIRST_ROLES: [Role; 7] = [
    Role::SystemAdministrator,
    Role::ResultsCoordinator,
    Role::Adviser,
    Role::CommitteeSecretary,
    Role::CommitteeMember,
    Role::Auditor,
    Role::Archivist,
];

/// The first people, from the file: names never stand in arguments, where other users see them.
fn read_people(args: &InitArgs) -> Result<Vec<First>, Failure> {
    let path = &args.people;
    let place = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| anyhow::Error::new(error).context(format!("cannot read {place}")))
        .or_exit(exit::USAGE)?;
    let mut people = Vec::new();
    for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if row.trim().is_empty() || row.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = row.split(';').map(str::trim).collect();
        let [role, given, family] = cells[..] else {
            return fail(
                exit::USAGE,
                format!("{place}, line {line}: not ROLE;GIVEN NAME;FAMILY NAME"),
            );
        };
        let Ok(role) = role.parse() else {
            return fail(exit::USAGE, format!("{place}, line {line}: the first field is no role"));
        };
        if !FIRST_ROLES.contains(&role) {
            let roles: Vec<&str> = FIRST_ROLES.iter().map(|role| role.code()).collect();
            return fail(
                exit::USAGE,
                format!("{place}, line {line}: the first people hold one of {}", roles.join(", ")),
            );
        }
        let staff = StaffId::from_bytes(new_pseudonym(&SystemWorld));
        people.push(First { staff, role, name: PersonName::new(given, family) });
    }
    for needed in [Role::SystemAdministrator, Role::ResultsCoordinator] {
        if !people.iter().any(|first| first.role == needed) {
            return fail(exit::USAGE, format!("{place}: no line with the role {needed}"));
        }
    }
    Ok(people)
}

fn first_commands(args: &InitArgs, people: &[First], today: Day) -> Vec<Command> {
    use organisation::Command as C;
    let municipality =
        MunicipalityRegistered { code: args.municipality, name: args.name.trim().to_owned() };
    let mut commands = vec![C::RegisterMunicipality(municipality)];
    // The administrator first: everyone after is engaged in that role.
    let mut ordered: Vec<&First> = people.iter().collect();
    ordered.sort_by_key(|first| first.role != Role::SystemAdministrator);
    for first in ordered {
        let name = Personal::Open(first.name.clone());
        commands.push(C::EngageStaff(StaffEngaged { staff: first.staff, from: today, name }));
        commands.push(C::GrantRole(RoleGranted {
            staff: first.staff,
            role: first.role,
            scope: Scope::Municipality,
            from: today,
            to: None,
        }));
    }
    commands.push(C::AdoptScaleEdition(ScaleEditionAdopted { edition: ScaleEdition::lus_1() }));
    commands.into_iter().map(Command::Organisation).collect()
}

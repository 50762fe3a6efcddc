//! `insyn access`: who may see and do what, by the tables that are enforced. No store is opened.

use std::fmt::Write as _;
use std::io::Write as _;

use domain::authority::{Line, Only, Reach};
use domain::command::Command;
use domain::people::Role;
use insyn_app::access::{Kind, Opens, Relation, TABLE};

use crate::cli::{AccessArgs, AccessFormat};
use crate::output::{Failure, Output, exit, written};

/// One line of the export.
struct Row {
    /// The role's code name, or `everyone`.
    role: &'static str,
    /// `see`, `do`, or an HTTP method.
    action: String,
    /// The kind of sight, the command as `term.command`, or the path.
    subject: String,
    /// How near: code name and words.
    relation: (&'static str, &'static str),
    /// What must hold besides.
    only: &'static [Only],
}

const EVERYONE: &str = "everyone";
const SIGNED_IN: (&str, &str) = ("signed_in", "signed in; of a list what each may see");
const BY_COMMAND: (&str, &str) = ("by_command", "as the command says");
const ANYONE: (&str, &str) = ("anyone", "also without a session");

/// Runs it.
pub(crate) fn run(args: &AccessArgs, output: Output) -> Result<u8, Failure> {
    let text = match (output.json, args.format) {
        (true, _) => json(),
        (false, AccessFormat::Md) => markdown(),
        (false, AccessFormat::Csv) => csv(),
    };
    written(std::io::stdout().lock().write_all(text.as_bytes()))?;
    Ok(exit::DONE)
}

/// Everything, role by role: what they see, what they do, which addresses that opens.
fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = seen().chain(done()).collect();
    for (action, path, opens) in addresses() {
        rows.extend(of_address(&action, path, opens));
    }
    let place = |role: &str| Role::ALL.iter().position(|known| known.code() == role);
    // Everyone first; within a role as the tables stand.
    rows.sort_by_key(|row| place(row.role));
    rows
}

fn seen() -> impl Iterator<Item = Row> {
    let public = (EVERYONE, Kind::Public, ANYONE);
    let table = TABLE.iter().map(|(role, kind, relation)| (role.code(), *kind, near(*relation)));
    std::iter::once(public).chain(table).map(|(role, kind, relation)| Row {
        role,
        action: "see".to_owned(),
        subject: kind.code().to_owned(),
        relation,
        only: &[],
    })
}

fn done() -> impl Iterator<Item = Row> {
    let of_term = |(term, commands): &(&'static str, &'static [_])| {
        let term = *term;
        commands.iter().flat_map(move |(command, lines): &(&str, &'static [Line])| {
            let subject = format!("{term}.{command}");
            lines.iter().flat_map(move |line| of_line(line, &subject))
        })
    };
    Command::ENTRUSTED.iter().flat_map(of_term)
}

fn of_line(line: &'static Line, subject: &str) -> Vec<Row> {
    let row = |role: &Role| Row {
        role: role.code(),
        action: "do".to_owned(),
        subject: subject.to_owned(),
        relation: reach(line.reach),
        only: line.only,
    };
    line.roles.iter().map(row).collect()
}

const fn near(relation: Relation) -> (&'static str, &'static str) {
    (relation.code(), relation.words())
}

const fn reach(reach: Reach) -> (&'static str, &'static str) {
    (reach.code(), reach.words())
}

/// Every address of the pages and of the API.
fn addresses() -> impl Iterator<Item = (String, &'static str, Opens)> {
    let pages = insyn_web::addresses().into_iter().map(|one| {
        let method = if one.changes { "post" } else { "get" };
        (method, one.path, one.opens)
    });
    let api = insyn_http::addresses().into_iter().map(|one| (one.method, one.path, one.opens));
    pages.chain(api).map(|(method, path, opens)| (method.to_uppercase(), path, opens))
}

/// For whom an address is, role by role; of a role with several ways to it the widest.
fn of_address(action: &str, path: &'static str, opens: Opens) -> Vec<Row> {
    let row = |role, relation| Row {
        role,
        action: action.to_owned(),
        subject: path.to_owned(),
        relation,
        only: &[],
    };
    if opens.is_open() {
        return vec![row(EVERYONE, ANYONE)];
    }
    Role::ALL.iter().filter_map(|role| Some(row(role.code(), way(*role, opens)?))).collect()
}

/// How a role comes to an address.
fn way(role: Role, opens: Opens) -> Option<(&'static str, &'static str)> {
    let staff = !matches!(role, Role::Guardian | Role::Public | Role::Process);
    match opens {
        Opens::Everyone => Some(ANYONE),
        Opens::Staff => staff.then_some(SIGNED_IN),
        Opens::DoesAny => staff.then_some(BY_COMMAND),
        Opens::Sees(kinds) => {
            let lines = TABLE.iter().filter(|line| line.0 == role && kinds.contains(&line.1));
            lines.map(|line| line.2).min().map(near)
        }
        Opens::Does(named) => {
            let entrusted = |(term, name): &(&str, &str)| {
                lines_of(term, name).iter().any(|line| line.roles.contains(&role))
            };
            named.iter().any(entrusted).then_some(BY_COMMAND)
        }
    }
}

/// Who may give the command of this name.
fn lines_of(term: &str, name: &str) -> &'static [Line] {
    let commands = Command::ENTRUSTED.iter().find(|(known, _)| *known == term);
    let found = commands.and_then(|(_, all)| all.iter().find(|(known, _)| *known == name));
    found.map_or(&[], |(_, lines)| *lines)
}

// -------------------------------------------------------------------------------------- as text

fn conditions(only: &[Only]) -> String {
    only.iter().map(|only| only.code()).collect::<Vec<_>>().join("+")
}

/// No value holds a comma or a quotation mark: code names and addresses.
fn csv() -> String {
    let mut text = "role,action,subject,relation,conditions\n".to_owned();
    for row in rows() {
        let Row { role, action, subject, relation, only } = &row;
        let _ = writeln!(text, "{role},{action},{subject},{},{}", relation.0, conditions(only));
    }
    text
}

fn json() -> String {
    let value = |row: &Row| {
        serde_json::json!({
            "role": row.role,
            "action": row.action,
            "subject": row.subject,
            "relation": row.relation.0,
            "conditions": row.only.iter().map(|only| only.code()).collect::<Vec<_>>(),
        })
    };
    format!("{}\n", serde_json::Value::from_iter(rows().iter().map(value)))
}

const HEAD: &str = "\
# Who may see and do what

Written by `insyn access --format md` from the tables that are enforced; a test keeps this file equal. What is
not here is refused. A right holds as of today, also for a view of the past; a pupil with protected identity,
what a guardian is shown, and small numbers are gates of their own besides
([ARCHITECTURE.md](../ARCHITECTURE.md)). What someone *sees* stands in `services/app/src/access.rs`, what
someone *does* in `domain/src/authority/table.rs`, and each address says in its route what it shows or does.
";

fn markdown() -> String {
    let mut text = HEAD.to_owned();
    let rows = rows();
    let roles = [EVERYONE].into_iter().chain(Role::ALL.iter().map(|role| role.code()));
    for role in roles {
        let own: Vec<&Row> = rows.iter().filter(|row| row.role == role).collect();
        if !own.is_empty() {
            section(&mut text, role, &own);
        }
    }
    text
}

fn section(text: &mut String, role: &str, rows: &[&Row]) {
    let _ = writeln!(text, "\n## {role}");
    let of = |action: &'static str| rows.iter().filter(move |row| row.action == action);
    table(
        text,
        ["sees", "how near"],
        of("see").map(|row| {
            let kind = Kind::all().find(|kind| kind.code() == row.subject);
            let words = kind.map_or("", Kind::words);
            (format!("`{}`: {words}", row.subject), row.relation.1.to_owned())
        }),
    );
    table(
        text,
        ["does", "where, and when"],
        of("do").map(|row| {
            let parts = row.only.iter().map(|only| only.words());
            let all: Vec<&str> = std::iter::once(row.relation.1).chain(parts).collect();
            (format!("`{}`", row.subject), all.join("; "))
        }),
    );
    let others = rows.iter().filter(|row| !matches!(row.action.as_str(), "see" | "do"));
    table(
        text,
        ["address", "how near"],
        others.map(|row| (format!("`{} {}`", row.action, row.subject), row.relation.1.to_owned())),
    );
}

fn table(text: &mut String, heads: [&str; 2], rows: impl Iterator<Item = (String, String)>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "\n| {} | {} |\n|---|---|", heads[0], heads[1]);
    for (what, how) in rows {
        let _ = writeln!(text, "| {what} | {how} |");
    }
}

//! `insyn sign-in`: which identity leads to whom, where no import has told it.

use std::io::Read;
use std::path::Path;

use domain::id::{GuardianId, StaffId};
use insyn_app::App;
use insyn_app::entrance::{Audience, KnownBy, LinkError, Linked};

use crate::cli::{SignIn, SignInFile};
use crate::configuration;
use crate::output::{Exit, Failure, Output, exit, fail};
use crate::{actor, wiring};

/// One line of the file.
struct Line {
    person: Linked,
    known_by: KnownBy,
    provider: String,
    value: String,
}

/// Links or unlinks every line of the file, or none where a line cannot be read.
pub(crate) fn run(verb: &SignIn, output: Output) -> Result<u8, Failure> {
    let (args, links) = match verb {
        SignIn::Link(args) => (args, true),
        SignIn::Unlink(args) => (args, false),
    };
    let lines = read(args)?;
    let app = wiring::open(&args.store.data)?;
    let verb = if links { "sign-in link" } else { "sign-in unlink" };
    let by = actor::keeper(&app, &args.actor, verb, &[])?;
    let mut refused = Vec::new();
    for (number, line) in &lines {
        if let Err(error) = change(&app, line, links) {
            match error {
                LinkError::Vault(_) => return Err(error).or_exit(exit::FAILED),
                error => refused.push(format!("line {number}: {error}")),
            }
        }
    }
    app.close().or_exit(exit::FAILED)?;
    let done = lines.len() - refused.len();
    let answer = serde_json::json!({"done": done, "refused": refused, "actor": by});
    output.answer(&answer, || {
        let word = if links { "linked" } else { "unlinked" };
        let mut said = refused.clone();
        said.push(format!("{done} of {} identities {word}, {}.", lines.len(), by.text()));
        said.join("\n")
    });
    Ok(if refused.is_empty() { exit::DONE } else { exit::NO })
}

fn change(app: &App, line: &Line, links: bool) -> Result<(), LinkError> {
    let Line { person, known_by, provider, value } = line;
    if links {
        app.link_identity(*person, *known_by, provider, value)
    } else {
        app.unlink_identity(*person, *known_by, provider, value)
    }
}

fn read(args: &SignInFile) -> Result<Vec<(usize, Line)>, Failure> {
    let text = if args.file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(&args.file)
    };
    let place = args.file.display();
    let text = text
        .map_err(|error| anyhow::Error::new(error).context(format!("cannot read {place}")))
        .or_exit(exit::USAGE)?;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match parse(line) {
            Ok(line) => lines.push((number, line)),
            // The line may hold a civic number: what is wrong is said, not what stands there.
            Err(wrong) => return fail(exit::USAGE, format!("{place}, line {number}: {wrong}")),
        }
    }
    Ok(lines)
}

fn parse(line: &str) -> Result<Line, String> {
    let parts: Vec<&str> = line.splitn(4, ';').map(str::trim).collect();
    let [person, id, kind, value] = parts.as_slice() else {
        return Err("not of the form PERSON;ID;KIND;VALUE".to_owned());
    };
    let (person, audience) = match *person {
        "staff" => (id.parse().map(Linked::Staff as fn(StaffId) -> Linked), Audience::Staff),
        "guardian" => {
            (id.parse().map(Linked::Guardian as fn(GuardianId) -> Linked), Audience::Guardian)
        }
        _ => return Err("PERSON is staff or guardian".to_owned()),
    };
    let person = person.map_err(|_| "ID is not an id of the record".to_owned())?;
    let (kind, provider) = kind.split_once(':').unwrap_or((kind, ""));
    let known_by = configuration::known_by(kind, audience)?;
    if (known_by == KnownBy::Identifier) == provider.is_empty() {
        return Err(
            "an identifier names its provider (identifier:CODE), nothing else does".to_owned()
        );
    }
    Ok(Line { person, known_by, provider: provider.to_owned(), value: (*value).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "000102030405060708090a0b0c0d0e0f";

    #[test]
    fn a_line_names_person_kind_and_value() {
        let line = parse(&format!("staff; {ID} ;identifier:kommun; Ab;c ")).unwrap();
        assert!(matches!(line.person, Linked::Staff(id) if id.to_string() == ID));
        assert_eq!((line.provider.as_str(), line.value.as_str()), ("kommun", "Ab;c"));
        let line = parse(&format!("guardian;{ID};civic_number;198503122389")).unwrap();
        assert!(matches!(line.person, Linked::Guardian(_)));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_value() {
        let cases = [
            format!("staff;{ID};email"),
            format!("pupil;{ID};email;198503122389"),
            "staff;x;email;198503122389".to_owned(),
            format!("guardian;{ID};email;198503122389"),
            format!("staff;{ID};identifier;198503122389"),
            format!("staff;{ID};email:kommun;198503122389"),
        ];
        for line in cases {
            let said = parse(&line).err().unwrap();
            assert!(!said.contains("19850312"), "{said}");
        }
    }
}

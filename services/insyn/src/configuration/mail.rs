//! The mail server of a site, from the table `[mail]`. Without the table nothing is ever mailed.

use std::path::{Path, PathBuf};

use insyn_mail::{Guard, Mailer, Settings};
use serde::Deserialize;

use super::Variable;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenMail {
    host: String,
    port: u16,
    guard: String,
    from: String,
    user: Option<String>,
    password_file: Option<PathBuf>,
    password_env: Option<String>,
    authorities_file: Option<PathBuf>,
}

/// The server, ready to be asked, or what is wrong with which key.
pub(super) fn checked(
    written: &WrittenMail,
    site: &str,
    base: &Path,
    variable: Variable<'_>,
) -> Result<Mailer, String> {
    let guard = match written.guard.as_str() {
        "tls" => Guard::Tls,
        "starttls" => Guard::StartTls,
        "none" if crate::hosts::is_loopback(&written.host) => Guard::None,
        "none" => return Err("guard: none is for a server on this very machine".to_owned()),
        _ => return Err("guard: tls, starttls or none".to_owned()),
    };
    let read = |file: &PathBuf| std::fs::read(base.join(file));
    let authorities = written.authorities_file.iter().map(read).collect::<Result<_, _>>();
    let settings = Settings {
        host: written.host.clone(),
        port: written.port,
        guard,
        credentials: credentials(written, base, variable)?,
        from: written.from.clone(),
        hello: name_of(site).to_owned(),
        authorities: authorities.map_err(|error| format!("authorities_file: {error}"))?,
    };
    Mailer::new(settings).map_err(|error| error.to_string())
}

/// The name of a site: `https://insyn.example.se:8443` is `insyn.example.se`.
fn name_of(site: &str) -> &str {
    let host = site.split_once("://").map_or(site, |(_, host)| host);
    if host.starts_with('[') { "localhost" } else { host.split(':').next().unwrap_or(host) }
}

/// User and password; the password from a file or the environment and from nowhere else.
fn credentials(
    written: &WrittenMail,
    base: &Path,
    variable: Variable<'_>,
) -> Result<Option<(String, String)>, String> {
    let password = match (&written.password_file, &written.password_env) {
        (None, None) => None,
        (Some(file), None) => {
            let file = base.join(file);
            let read = std::fs::read_to_string(&file);
            Some(read.map_err(|error| format!("password_file: {}: {error}", file.display()))?)
        }
        (None, Some(name)) => Some(
            variable(name)
                .ok_or_else(|| format!("password_env: the variable {name} is not set"))?,
        ),
        _ => return Err("password_file or password_env: one of them".to_owned()),
    };
    match (&written.user, password) {
        (None, None) => Ok(None),
        (Some(user), Some(password)) => Ok(Some((user.clone(), password.trim().to_owned()))),
        _ => Err("user: with password_file or password_env, and they with user".to_owned()),
    }
}

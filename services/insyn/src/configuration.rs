//! The configuration of a site: where it is reached, and who proves who people are.
//!
//! One TOML file: the one that `serve --config` or `INSYN_CONFIG` names, else `insyn.toml` in the store's
//! directory. An example with every key stands in docs/sign-in.md. No secret stands in the file itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use insyn_app::entrance::{Audience, KnownBy};
use insyn_app::typeset::{Bounds, Typesetter};
use insyn_signin::{Authorities, Settings};
use serde::Deserialize;

use crate::mail::Postman;

mod mail;

/// The file in the store's directory.
const FILE: &str = "insyn.toml";
/// The variable that names another.
const VARIABLE: &str = "INSYN_CONFIG";

/// What a site is configured as.
#[derive(Debug, Default)]
pub(crate) struct Configuration {
    /// Where the site is reached: `https://insyn.example.se`. The first stands in links.
    pub(crate) origins: Vec<String>,
    /// The program that typesets documents; none: the one beside this program.
    pub(crate) report_program: Option<PathBuf>,
    /// Where people tell the municipality of what keeps them out: an e-mail address, or a page (`https://`).
    pub(crate) contact: Option<String>,
    /// A directory with more languages of letters to guardians.
    pub(crate) letters: Option<PathBuf>,
    /// The mail server; none: nothing is mailed.
    pub(crate) postman: Option<Postman>,
    /// The identity providers.
    pub(crate) providers: Vec<ProviderConfiguration>,
}

/// One identity provider.
#[derive(Debug)]
pub(crate) struct ProviderConfiguration {
    /// Its code in addresses.
    pub(crate) code: String,
    /// What it is called in Swedish.
    pub(crate) title_sv: String,
    /// What it is called in English.
    pub(crate) title_en: String,
    /// Whom it lets in.
    pub(crate) audience: Audience,
    /// What its claim is.
    pub(crate) known_by: KnownBy,
    /// How it is asked.
    pub(crate) settings: Settings,
}

impl Configuration {
    /// What makes documents into PDFs.
    pub(crate) fn typesetter(&self) -> Typesetter {
        let typesetter = Typesetter::new(self.report_program.clone(), Bounds::default());
        match &self.letters {
            Some(directory) => typesetter.with_letters(directory.clone()),
            None => typesetter,
        }
    }
}

/// Why a configuration cannot be used: file, key, and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{}: {what}", .file.display())]
pub(crate) struct ConfigurationError {
    file: PathBuf,
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    public_origins: Vec<String>,
    report_program: Option<PathBuf>,
    accessibility_contact: Option<String>,
    letters: Option<PathBuf>,
    mail: Option<mail::WrittenMail>,
    #[serde(default)]
    provider: Vec<WrittenProvider>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenProvider {
    code: String,
    title_sv: String,
    title_en: String,
    audience: String,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    client_secret_env: Option<String>,
    #[serde(default)]
    scopes: Vec<String>,
    claim: String,
    known_by: String,
    #[serde(default)]
    acr: Vec<String>,
    authorities_file: Option<PathBuf>,
}

/// The configuration of a store: of the file given, or of the variable's, or of the store's own; without
/// any, nothing is configured.
pub(crate) fn of_store(
    directory: &Path,
    given: Option<&Path>,
) -> Result<Configuration, ConfigurationError> {
    let named = given.map(Path::to_owned).or_else(|| std::env::var_os(VARIABLE).map(Into::into));
    match named {
        Some(file) => read(&file),
        None => {
            let own = directory.join(FILE);
            if own.exists() { read(&own) } else { Ok(Configuration::default()) }
        }
    }
}

fn read(file: &Path) -> Result<Configuration, ConfigurationError> {
    let wrong = |what: String| ConfigurationError { file: file.to_owned(), what };
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let base = file.parent().unwrap_or(Path::new(""));
    let variable = |name: &str| std::env::var(name).ok();
    parse(&text, base, &variable).map_err(wrong)
}

/// Looks up an environment variable.
type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

fn parse(text: &str, base: &Path, variable: Variable<'_>) -> Result<Configuration, String> {
    let written: Written = toml::from_str(text).map_err(|error| place(text, &error))?;
    let origins = written.public_origins.iter().map(|origin| {
        origin_of(origin).ok_or_else(|| {
            format!("public_origins: {origin:?} is not as https://insyn.example.se (http only for localhost)")
        })
    });
    let origins: Vec<String> = origins.collect::<Result<_, _>>()?;
    let mut codes = BTreeSet::new();
    let mut providers = Vec::new();
    for provider in written.provider {
        let code = provider.code.clone();
        let wrong = |what: String| format!("provider {code:?}: {what}");
        if !codes.insert(code.clone()) {
            return Err(wrong("code: used twice".to_owned()));
        }
        let first = origins.first().ok_or("public_origins: needed where there is a provider")?;
        providers.push(checked(provider, first, base, variable).map_err(wrong)?);
    }
    let contact = written.accessibility_contact;
    if contact.as_deref().is_some_and(|contact| !is_contact(contact)) {
        return Err("accessibility_contact: an e-mail address, or a page (https://)".to_owned());
    }
    let report_program = written.report_program.map(|file| base.join(file));
    let letters = written.letters.map(|directory| base.join(directory));
    let postman = match &written.mail {
        None => None,
        Some(mail) => Some(postman(mail, origins.first(), base, variable)?),
    };
    Ok(Configuration { origins, report_program, contact, letters, postman, providers })
}

/// Whether a text is an e-mail address or a page, as far as can be said without asking.
fn is_contact(text: &str) -> bool {
    let (page, mail) = (text.strip_prefix("https://"), text.split_once('@'));
    let whole = !text.contains(|sign: char| sign.is_whitespace() || sign.is_control());
    whole
        && text.len() <= 200
        && (page.is_some_and(|page| page.contains('.'))
            || mail.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

fn postman(
    written: &mail::WrittenMail,
    origin: Option<&String>,
    base: &Path,
    variable: Variable<'_>,
) -> Result<Postman, String> {
    let origin = origin.ok_or("public_origins: needed where there is mail")?;
    let mailer = mail::checked(written, origin, base, variable);
    let mailer = mailer.map_err(|what| format!("mail: {what}"))?;
    Ok(Postman::new(mailer, origin.clone()))
}

/// What the TOML reader says, with the line. The line itself is left out: someone may have written a secret
/// there.
fn place(text: &str, error: &toml::de::Error) -> String {
    let line = error.span().and_then(|span| text.get(..span.start));
    let line = line.map(|before| before.matches('\n').count() + 1);
    match line {
        Some(line) => format!("line {line}: {}", error.message()),
        None => error.message().to_owned(),
    }
}

fn checked(
    written: WrittenProvider,
    origin: &str,
    base: &Path,
    variable: Variable<'_>,
) -> Result<ProviderConfiguration, String> {
    let code = &written.code;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if code.is_empty() || code.len() > 32 || !code.bytes().all(plain) {
        return Err("code: 1 to 32 of a-z, 0-9 and -".to_owned());
    }
    let audience = match written.audience.as_str() {
        "staff" => Audience::Staff,
        "guardian" => Audience::Guardian,
        _ => return Err("audience: staff or guardian".to_owned()),
    };
    let known_by = known_by(&written.known_by, audience)?;
    if !is_issuer(&written.issuer) {
        return Err("issuer: an https address without query (http only for localhost)".to_owned());
    }
    for (key, value) in [("client_id", &written.client_id), ("claim", &written.claim)] {
        if value.trim().is_empty() {
            return Err(format!("{key}: empty"));
        }
    }
    let client_secret = secret(&written, base, variable)?;
    let authorities = match &written.authorities_file {
        None => Authorities::default(),
        Some(file) => authorities(&base.join(file))?,
    };
    let callback = format!("{origin}/sign-in/return/{code}");
    let WrittenProvider { code, title_sv, title_en, issuer, client_id, scopes, claim, acr, .. } =
        written;
    let settings =
        Settings { issuer, client_id, client_secret, scopes, claim, acr, callback, authorities };
    Ok(ProviderConfiguration { code, title_sv, title_en, audience, known_by, settings })
}

/// What a claim is, by its name in files.
pub(crate) fn known_by(code: &str, audience: Audience) -> Result<KnownBy, String> {
    let names = || KnownBy::ALL.map(KnownBy::code).join(", ");
    let found = KnownBy::ALL.into_iter().find(|known| known.code() == code);
    let found = found.ok_or_else(|| format!("known_by: one of {}", names()))?;
    if audience == Audience::Guardian && found == KnownBy::Email {
        return Err("known_by: an e-mail address proves no guardian".to_owned());
    }
    Ok(found)
}

/// The secret, from a file or the environment and from nowhere else.
fn secret(
    written: &WrittenProvider,
    base: &Path,
    variable: Variable<'_>,
) -> Result<String, String> {
    let secret = match (&written.client_secret_file, &written.client_secret_env) {
        (Some(file), None) => {
            let file = base.join(file);
            std::fs::read_to_string(&file)
                .map_err(|error| format!("client_secret_file: {}: {error}", file.display()))?
        }
        (None, Some(name)) => variable(name)
            .ok_or_else(|| format!("client_secret_env: the variable {name} is not set"))?,
        _ => return Err("client_secret_file or client_secret_env: one of them".to_owned()),
    };
    let secret = secret.trim().to_owned();
    if secret.is_empty() {
        return Err("client_secret_file or client_secret_env: empty".to_owned());
    }
    Ok(secret)
}

fn authorities(file: &Path) -> Result<Authorities, String> {
    let wrong = |what: String| format!("authorities_file: {}: {what}", file.display());
    let pem = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
    Authorities::from_pem(&pem).map_err(|error| wrong(error.to_string()))
}

/// `scheme://host[:port]` in small letters, without anything after; https, or http to this very machine.
fn origin_of(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
    let (scheme, host) = text.split_once("://")?;
    let named = host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b));
    let fits = !host.is_empty() && named && is_safe(scheme, host);
    fits.then_some(text)
}

fn is_issuer(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    !host.is_empty() && !text.contains(['?', '#', ' ']) && is_safe(scheme, host)
}

/// Whether what is said there stays between the two: https, or a connection within this machine.
fn is_safe(scheme: &str, host: &str) -> bool {
    scheme == "https" || (scheme == "http" && crate::hosts::is_loopback(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
public_origins = ["https://insyn.example.se"]

[[provider]]
code = "staff"
title_sv = "Personal"
title_en = "Staff"
audience = "staff"
issuer = "https://login.example.se/realms/kommun"
client_id = "insyn"
client_secret_env = "STAFF_SECRET"
scopes = ["profile"]
claim = "employeeId"
known_by = "external_id"
acr = ["loa3"]
"#;

    fn parsed(text: &str) -> Result<Configuration, String> {
        let variable = |name: &str| (name == "STAFF_SECRET").then(|| "hemlig\n".to_owned());
        parse(text, Path::new(""), &variable)
    }

    #[test]
    fn a_whole_file_is_read_and_the_secret_comes_from_the_environment() {
        let read = parsed(WHOLE).unwrap();
        assert_eq!(read.origins, ["https://insyn.example.se"]);
        let [provider] = read.providers.as_slice() else { panic!("one provider") };
        assert_eq!((provider.audience, provider.known_by), (Audience::Staff, KnownBy::ExternalId));
        assert_eq!(provider.settings.client_secret, "hemlig");
        let callback = "https://insyn.example.se/sign-in/return/staff";
        assert_eq!(provider.settings.callback, callback);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_key_and_never_with_a_secret() {
        let cases = [
            ("https://insyn.example.se\"]", "http://insyn.example.se\"]", "public_origins: "),
            ("https://insyn.example.se\"]", "https://insyn.example.se/a\"]", "public_origins: "),
            ("[\"https://insyn.example.se\"]", "[]", "public_origins: needed"),
            ("\"staff\"\ntitle", "\"St aff\"\ntitle", "provider \"St aff\": code: "),
            ("audience = \"staff\"", "audience = \"pupils\"", "provider \"staff\": audience: "),
            ("https://login", "http://login", "provider \"staff\": issuer: "),
            ("STAFF_SECRET", "OTHER", "provider \"staff\": client_secret_env: the variable OTHER"),
            ("external_id", "name", "provider \"staff\": known_by: one of external_id, "),
            ("claim = \"employeeId\"\n", "", "line 4: missing field `claim`"),
            (
                "client_secret_env = \"STAFF_SECRET\"\n",
                "client_secret = \"hemlig\"\n",
                "line 11: unknown field",
            ),
        ];
        for (from, to, expected) in cases {
            let said = parsed(&WHOLE.replace(from, to)).unwrap_err();
            assert!(said.starts_with(expected), "{said}");
            assert!(!said.contains("hemlig"), "{said}");
        }
        let twice = format!("{WHOLE}{}", WHOLE.split_once("\n\n").unwrap().1);
        assert_eq!(parsed(&twice).unwrap_err(), "provider \"staff\": code: used twice");
    }

    #[test]
    fn files_are_named_from_where_the_configuration_stands() {
        let text = "report_program = \"bin/insyn-report\"\nletters = \"/srv/letters\"\n";
        let read = parse(text, Path::new("/etc/insyn"), &|_| None).unwrap();
        assert_eq!(read.report_program.unwrap(), Path::new("/etc/insyn/bin/insyn-report"));
        assert_eq!(read.letters.unwrap(), Path::new("/srv/letters"));
    }

    #[test]
    fn barriers_are_told_of_by_mail_or_on_a_page() {
        let read = |contact: &str| {
            let text = format!("accessibility_contact = \"{contact}\"\n");
            parse(&text, Path::new(""), &|_| None).map(|read| read.contact)
        };
        for contact in ["insyn@example.se", "https://example.se/contact"] {
            assert_eq!(read(contact).unwrap().as_deref(), Some(contact));
        }
        for contact in ["", "example", "a b@example.se", "http://example.se", "javascript:alert(1)"]
        {
            assert!(read(contact).unwrap_err().contains("accessibility_contact"), "{contact}");
        }
    }

    #[test]
    fn mail_is_off_until_it_is_configured_and_its_password_stands_elsewhere() {
        assert!(parsed(WHOLE).unwrap().postman.is_none());
        let mail = "\n[mail]\nhost = \"smtp.example.se\"\nport = 465\nguard = \"tls\"\n\
                    from = \"Insyn <insyn@example.se>\"\nuser = \"insyn\"\n\
                    password_env = \"STAFF_SECRET\"\n";
        let whole = format!("{WHOLE}{mail}");
        assert!(parsed(&whole).unwrap().postman.is_some());
        for (from, to, expected) in [
            ("\"tls\"", "\"none\"", "mail: guard: none"),
            ("\"tls\"", "\"perhaps\"", "mail: guard: "),
            ("user = \"insyn\"\n", "", "mail: user: "),
            ("Insyn <insyn@example.se>", "Insyn", "mail: the sender"),
        ] {
            let Err(said) = parsed(&whole.replace(from, to)) else { panic!("{to} is taken") };
            assert!(said.starts_with(expected) && !said.contains("hemlig"), "{said}");
        }
    }

    #[test]
    fn an_address_proves_staff_and_no_guardian() {
        let by_address = WHOLE.replace("external_id", "email");
        assert!(parsed(&by_address).is_ok());
        let guardians = by_address.replace("audience = \"staff\"", "audience = \"guardian\"");
        assert!(parsed(&guardians).unwrap_err().contains("proves no guardian"));
    }

    #[test]
    fn within_the_machine_http_will_do() {
        for origin in ["http://localhost:8460", "http://127.0.0.1:8460/", "http://[::1]:8460"] {
            assert!(origin_of(origin).is_some(), "{origin}");
        }
        for origin in
            ["localhost", "http://example.se", "ftp://localhost", "https://", "https://a b"]
        {
            assert_eq!(origin_of(origin), None, "{origin}");
        }
    }
}

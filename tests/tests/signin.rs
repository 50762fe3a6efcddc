//! Signing in through a real OpenID Connect provider, from the first click to signing out: as a member of
//! staff and as a guardian, and everything that must not let anyone in.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "cli/municipality.rs"]
#[allow(dead_code, reason = "the tests of the command line use other parts of it")]
mod municipality;

#[path = "cli/town.rs"]
#[allow(dead_code, reason = "the tests of the command line use other parts of it")]
mod town;

#[path = "signin/browser.rs"]
mod browser;

#[path = "signin/provider.rs"]
mod provider;

use insyn_tests::{Server, text};
use serde_json::{Value, json};

use browser::Browser;
use municipality::Municipality;
use provider::Provider;
use town::Town;

/// The civic number of Zalvira's and Bodvarn's guardian; nobody's.
const GUARDIAN: &str = "19800101TF11";
/// That of the other guardian of Zalvira.
const OTHER_GUARDIAN: &str = "19810202TF22";

/// A store with a class list, served behind a front, and the provider that proves its people.
struct Site {
    town: Town,
    provider: Provider,
    server: Server,
}

impl Site {
    /// None where there is no provider, which is said.
    fn start() -> Option<Self> {
        Self::start_with(|_| ())
    }

    /// The same, with something done to the store before it is served.
    fn start_with(prepare: impl FnOnce(&Town)) -> Option<Self> {
        let provider = Provider::start()?;
        let town = Town::new();
        let mut municipality = Municipality::new();
        municipality.of("v-1")["civicNo"] = json!({"value": GUARDIAN, "nationality": "SE"});
        municipality.of("v-2")["civicNo"] = json!({"value": OTHER_GUARDIAN, "nationality": "SE"});
        town.import(&municipality).expect_code(0);
        town.run(&["round", "schedule", town::ROUND]).expect_code(0);
        prepare(&town);
        town.file("staff.secret", "only-for-tests-staff\n");
        town.file("guardians.secret", "only-for-tests-guardians\n");
        let config = town.file("insyn.toml", configuration(&provider));
        let arguments = ["serve", "--data", text(town.store()), "--config", text(&config)];
        let server = Server::start(arguments);
        provider.told("upstream", server.address());
        let site = Self { town, provider, server };
        site.wait_until_found();
        Some(site)
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.provider.origin)
    }

    /// The server starts at once; the providers are found a moment later.
    fn wait_until_found(&self) {
        for _ in 0..200 {
            let page = Browser::new().get(&self.at("/sign-in"));
            if page.text.matches("/sign-in/with/").count() == 2 {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the providers are not found");
    }

    fn signed_in(&self, through: &str, person: &str) -> (Browser, browser::Seen) {
        let mut browser = Browser::new();
        let seen = browser.signed_in(&self.provider.origin, through, person);
        (browser, seen)
    }

    /// What the server has logged, after it was stopped; nobody's number stands in it.
    fn end(self) {
        let (code, log) = self.server.stop();
        assert_eq!(code, Some(0), "{log}");
        for secret in [GUARDIAN, OTHER_GUARDIAN, "only-for-tests", "Gunnveig"] {
            assert!(!log.contains(secret), "{secret} is in the log: {log}");
        }
        self.town.has_named_nobody(&[log.as_bytes()]);
    }
}

fn configuration(provider: &Provider) -> String {
    let Provider { issuer, origin, .. } = provider;
    let one = |code: &str, audience: &str, scope: &str, claim: &str, known_by: &str| {
        format!(
            "[[provider]]\ncode = \"{code}\"\ntitle_sv = \"{code}\"\ntitle_en = \"{code}\"\n\
             audience = \"{audience}\"\nissuer = \"{issuer}\"\nclient_id = \"insyn-{code}\"\n\
             client_secret_file = \"{code}.secret\"\nscopes = [\"{scope}\"]\nclaim = \"{claim}\"\n\
             known_by = \"{known_by}\"\n"
        )
    };
    let staff = one("staff", "staff", "profile", "employee", "external_id");
    let guardians = one("guardians", "guardian", "civic", "personal_number", "civic_number");
    format!("public_origins = [\"{origin}\"]\n{staff}{guardians}")
}

/// Makes the principal an auditor too and lets the system administrator sign in: the principal's staff id.
fn second_role(town: &Town) -> String {
    let (keeper, principal) = (holder(town, "system_administrator"), holder(town, "principal"));
    let auditor = json!({"term": "organisation", "command": "grant_role", "staff": principal,
        "role": "auditor", "scope": "municipality", "from": "2025-08-01", "to": null});
    let asked = ["do", "-", "--as", "system_administrator"];
    town.run_with(&asked, &auditor.to_string()).expect_code(0);
    let line = format!("staff;{keeper};external_id;keeper\n");
    town.run_with(&["sign-in", "link", "-"], &line).expect_code(0);
    principal
}

/// The staff id of the first who was granted a role.
fn holder(town: &Town, role: &str) -> String {
    let granted = |event: &Value| event["payload"].to_string().contains(&format!("\"{role}\""));
    let event = town.events(0).into_iter().find(granted).unwrap();
    event["payload"]["staff"].as_str().unwrap().to_owned()
}

#[test]
fn a_member_of_staff_signs_in_works_and_signs_out_here_and_there() {
    let Some(site) = Site::start() else { return };
    let (mut browser, start) = site.signed_in("staff", "s-2");
    start.is(200).says("Torvalde").says("6A");

    // the demo's way in is closed
    let picked = browser.post(&site.at("/sign-in"), &[("staff", "x"), ("role", "teacher")]);
    picked.is(401);

    // another browser of the same person; a token that opens nothing after it was signed out
    let (mut elsewhere, _) = site.signed_in("staff", "S-2");
    elsewhere.get(&site.at("/schools")).is(200);
    let cookie = browser.cookies[&site.provider.origin]["insyn_session"].clone();
    let out = browser.post(&site.at("/sign-out/everywhere"), &[]);
    assert!(out.cookies[0].contains("Max-Age=0"), "{:?}", out.cookies);
    elsewhere.get(&site.at("/schools")).is(401);
    let jar = browser.cookies.get_mut(&site.provider.origin).unwrap();
    jar.insert("insyn_session".to_owned(), cookie);
    browser.get(&site.at("/schools")).is(401);

    // on to the provider's own sign-out, which names the site and not the person
    let page = browser.get(&out.location.unwrap());
    let onward = page.is(200).says("Du är utloggad").refresh.clone().unwrap();
    let address = onward.strip_prefix("0; url=").unwrap();
    assert!(address.contains("client_id=insyn-staff") && !address.contains("hint"), "{address}");
    browser.get(address).is(200).says("<form");
    site.end();
}

#[test]
fn a_guardian_sees_the_own_children_and_nothing_else() {
    let Some(site) = Site::start() else { return };
    let (mut browser, start) = site.signed_in("guardians", "19800101-TF11");
    start.is(200).says("Mina barn").says("Zalvira").says("Bodvarn");
    start.says_not("Cleotild").says_not("Hanselot").says_not("Läsqvist");
    let child = start.text.split_once("href=\"/children/").unwrap().1;
    let own = format!("/children/{}", &child[..32]);
    browser.get(&site.at(&own)).is(200).says("Bodvarn").says_not("Hanselot").says_not("Torvalde");
    for path in ["/schools", "/to-do", "/status", &own.replace("children", "pupils"), "/do/pupil/x"]
    {
        browser.get(&site.at(path)).is(403);
    }
    browser.get(&site.at("/api/v1/events")).is(403);
    browser.get(&site.at("/children/00000000000000000000000000000001")).is(404);

    // the other guardian has one of the two children
    let (mut other, start) = site.signed_in("guardians", OTHER_GUARDIAN);
    start.is(200).says("Zalvira").says_not("Bodvarn").says_not("Gunnveig");
    other.get(&site.at(&own)).is(404);
    other.post(&site.at("/sign-out"), &[]).is(303);
    other.get(&site.at("/children")).is(401);

    // staff have no children here
    let (mut staff, _) = site.signed_in("staff", "s-1");
    staff.get(&site.at("/children")).is(403);
    site.end();
}

#[test]
fn whoever_is_not_proven_or_not_known_is_not_let_in() {
    let Some(site) = Site::start() else { return };
    let refused = |seen: &browser::Seen, status: u16| {
        seen.is(status).says("Till inloggningen");
        for detail in ["nonce", "signature", "token", "issuer", "state", "s-9"] {
            seen.says_not(detail);
        }
        assert!(seen.cookies.iter().all(|cookie| !cookie.contains("insyn_session")));
    };

    // unknown to the record; a guardian through the way for staff
    refused(&site.signed_in("staff", "s-9").1, 403);
    refused(&site.signed_in("staff", GUARDIAN).1, 403);
    refused(&site.signed_in("guardians", "s-2").1, 403);

    // a token with a wrong signature; one of another sign-in
    for spoil in ["signature", "nonce"] {
        site.provider.told("spoil", spoil);
        refused(&site.signed_in("staff", "s-2").1, 403);
    }
    site.provider.told("spoil", "none");

    // a state of nobody's, no state, another browser, another provider, and the code a second time
    let returned = site.at("/sign-in/return/");
    let mut browser = Browser::new();
    let proven = browser.proven(&site.at("/sign-in/with/staff"), "s-2", &returned);
    let back = proven.location.unwrap();
    let state = back.split_once("state=").unwrap().1.split('&').next().unwrap();
    refused(&browser.get(&back.replace(state, &"0".repeat(64))), 400);
    refused(&browser.get(&site.at("/sign-in/return/staff?code=x")), 400);
    refused(&Browser::new().get(&back), 400);
    refused(&browser.get(&back.replace("return/staff", "return/guardians")), 400);
    let first = browser.get(&back);
    assert_eq!(first.is(303).location.as_deref(), Some(site.at("/").as_str()));
    refused(&browser.get(&back), 400);
    site.end();
}

#[test]
fn a_member_of_staff_with_several_roles_chooses_one_and_a_role_that_ends_ends_the_session() {
    let mut principal = String::new();
    let Some(site) = Site::start_with(|town| principal = second_role(town)) else { return };
    let (mut browser, choice) = site.signed_in("staff", "s-1");
    choice.is(200).says("Roll och inloggning").says("Rektor").says("Revisor");
    browser.get(&site.at("/schools")).is(401);
    let asked = browser.post(&site.at("/sign-in/role"), &[("role", "system_administrator")]);
    asked.is(403);
    let before = browser.cookies[&site.provider.origin]["insyn_session"].clone();
    let chosen = browser.post(&site.at("/sign-in/role"), &[("role", "auditor")]);
    chosen.is(303);
    assert_ne!(browser.cookies[&site.provider.origin]["insyn_session"], before, "a new token");
    browser.get(&site.at("/schools")).is(200).says("Revisor");

    // the role ends while the session lives
    let mut keeper = site.signed_in("staff", "keeper").0;
    let end = json!({"term": "organisation", "command": "end_role", "staff": principal,
        "role": "auditor", "scope": "municipality", "on": "2025-09-01"});
    let asked = keeper.command(&site.provider.origin, &end);
    assert_eq!(asked.status, 201, "{}", asked.text);
    browser.get(&site.at("/schools")).is(401);
    site.end();
}

#[test]
fn a_server_starts_without_its_provider_and_says_so() {
    let town = Town::new();
    town.file("staff.secret", "only-for-tests-staff\n");
    town.file("guardians.secret", "only-for-tests-guardians\n");
    let (issuer, origin) = ("http://127.0.0.1:9", "http://localhost:8460");
    let away = format!(
        "public_origins = [\"{origin}\"]\n[[provider]]\ncode = \"staff\"\n\
         title_sv = \"Personal\"\ntitle_en = \"Staff\"\naudience = \"staff\"\nissuer = \"{issuer}\"\n\
         client_id = \"insyn\"\nclient_secret_file = \"staff.secret\"\nclaim = \"employee\"\n\
         known_by = \"external_id\"\n"
    );
    let config = town.file("insyn.toml", away);
    let server = Server::start(["serve", "--data", text(town.store()), "--config", text(&config)]);
    let mut browser = Browser::new();
    let at = |path: &str| format!("{}{path}", server.address());
    browser.get(&at("/")).is(200).says("inloggningstjänsten svarar inte").says_not("sign-in/with");
    browser.get(&at("/sign-in/with/staff")).is(503);
    let (_, log) = server.stop();
    assert!(log.contains("nobody can sign in through it yet"), "{log}");
}

#[test]
fn a_configuration_that_cannot_be_used_is_named_with_file_and_key() {
    let town = Town::new();
    let config = town.file("wrong.toml", "public_origins = [\"http://insyn.example.se\"]\n");
    let said = town.run(&["serve", "--config", text(&config)]).expect_code(2);
    assert!(said.stderr.contains("wrong.toml: public_origins: "), "{}", said.stderr);
}

#[test]
fn no_other_name_than_the_sites_own_is_answered() {
    let town = Town::new();
    let server = Server::start(["serve", "--data", text(town.store())]);
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let as_host = |host: &str| {
        let request = agent.get(format!("{}/", server.address())).header("host", host);
        request.call().unwrap().status().as_u16()
    };
    assert_eq!(as_host("localhost"), 200);
    assert_eq!(as_host("evil.example"), 421);
}

#[test]
fn an_identity_is_linked_by_file_and_sign_in_counts_as_configured() {
    let town = Town::made(&["--production"]);
    town.file("store/staff.secret", "x\n");
    let own = "public_origins = [\"https://insyn.example.se\"]\n[[provider]]\ncode = \"staff\"\n\
         title_sv = \"Personal\"\ntitle_en = \"Staff\"\naudience = \"staff\"\n\
         issuer = \"https://login.example.se\"\nclient_id = \"insyn\"\n\
         client_secret_file = \"staff.secret\"\nclaim = \"email\"\nknown_by = \"email\"\n";
    let missing = |town: &Town| {
        let ready = town.run(&["ready", "--json"]).expect_code(1).json();
        let all = ready["safeguards"].as_array().unwrap().clone();
        all.iter().filter(|one| one["present"] == json!(false)).count()
    };
    let before = missing(&town);
    town.file("store/insyn.toml", own);
    assert_eq!(missing(&town), before - 1);

    let (one, two) = ("0".repeat(31) + "1", "0".repeat(31) + "2");
    let link = |verb: &str, line: &str| town.run_with(&["sign-in", verb, "-"], line);
    link("link", &format!("# first\nstaff;{one};email;Kim@Example.se\n")).expect_code(0);
    let taken = link("link", &format!("staff;{two};email;kim@example.se")).expect_code(1);
    assert!(taken.text().contains("leads to another person"), "{}", taken.text());
    assert!(!taken.text().contains("kim"), "{}", taken.text());
    link("unlink", &format!("staff;{one};email;kim@example.se")).expect_code(0);
    link("link", &format!("staff;{two};email;kim@example.se")).expect_code(0);
}

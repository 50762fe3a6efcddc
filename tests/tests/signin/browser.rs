//! A browser as far as signing in needs one: cookies for each site, addresses followed one by one.

use std::collections::BTreeMap;

use ureq::Agent;
use ureq::http::Response;

/// A page or redirect.
pub(crate) struct Seen {
    pub(crate) status: u16,
    /// Where it was found.
    pub(crate) address: String,
    /// Where it leads by itself.
    pub(crate) location: Option<String>,
    pub(crate) refresh: Option<String>,
    pub(crate) cookies: Vec<String>,
    pub(crate) text: String,
}

impl Seen {
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}: {}", self.address, self.text);
        self
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "{words:?} is not in {}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "{words:?} is in {}", self.text);
        self
    }

    /// Where the first form of the page leads.
    #[track_caller]
    fn form(&self) -> String {
        let after = self.text.split_once("action=\"").expect("a form").1;
        joined(&self.address, after.split_once('"').unwrap().0)
    }
}

/// One browser.
pub(crate) struct Browser {
    agent: Agent,
    /// By site: name and value.
    pub(crate) cookies: BTreeMap<String, BTreeMap<String, String>>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let settings = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self { agent: settings.into(), cookies: BTreeMap::new() }
    }

    pub(crate) fn get(&mut self, address: &str) -> Seen {
        let request = self.agent.get(address).header("cookie", self.sent(address));
        let response = request.call().unwrap();
        self.seen(address, response)
    }

    pub(crate) fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Seen {
        let request = self.agent.post(address).header("cookie", self.sent(address));
        let request = request.header("origin", site(address));
        let response = request.send_form(fields.iter().copied()).unwrap();
        self.seen(address, response)
    }

    /// Asks for a command as whoever is signed in.
    pub(crate) fn command(&mut self, origin: &str, command: &serde_json::Value) -> Seen {
        let address = format!("{origin}/api/v1/commands");
        let request = self.agent.post(&address).header("cookie", self.sent(&address));
        let request = request.header("idempotency-key", "018f3a4c-0000-7000-8000-000000000009");
        let response = request.send_json(command).unwrap();
        self.seen(&address, response)
    }

    /// Follows redirects to a page, or to the first address that begins so.
    pub(crate) fn follow(&mut self, mut seen: Seen, until: &str) -> Seen {
        while let Some(next) = seen.location.clone() {
            if next.starts_with(until) {
                break;
            }
            seen = self.get(&next);
        }
        seen
    }

    /// Signs in at the provider as this person and agrees, to the redirect back to the site.
    #[track_caller]
    pub(crate) fn proven(&mut self, begin: &str, person: &str, back: &str) -> Seen {
        let left = self.get(begin);
        assert!(left.location.is_some(), "{}: {}", left.status, left.text);
        let login = self.follow(left, back);
        let given = [("prompt", "login"), ("login", person), ("password", "x")];
        let sent = self.post(&login.form(), &given);
        let consent = self.follow(sent, back);
        let sent = self.post(&consent.form(), &[("prompt", "consent")]);
        self.follow(sent, back)
    }

    /// The whole way in: what the site shows in the end.
    #[track_caller]
    pub(crate) fn signed_in(&mut self, origin: &str, through: &str, person: &str) -> Seen {
        let returned = format!("{origin}/sign-in/return/");
        let begin = format!("{origin}/sign-in/with/{through}");
        let proven = self.proven(&begin, person, &returned);
        let back = self.get(&proven.location.unwrap());
        self.follow(back, "nowhere")
    }

    fn sent(&self, address: &str) -> String {
        let own = self.cookies.get(&site(address)).into_iter().flatten();
        own.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn seen(&mut self, address: &str, mut response: Response<ureq::Body>) -> Seen {
        let header = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.map(str::to_owned)
        };
        let location = header("location").map(|to| joined(address, &to));
        let refresh = header("refresh");
        let set = response.headers().get_all("set-cookie").iter();
        let cookies: Vec<String> = set.map(|value| value.to_str().unwrap().to_owned()).collect();
        let jar = self.cookies.entry(site(address)).or_default();
        for cookie in &cookies {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let text = response.body_mut().read_to_string().unwrap();
        let status = response.status().as_u16();
        Seen { status, address: address.to_owned(), location, refresh, cookies, text }
    }
}

/// `scheme://host:port` of an address.
fn site(address: &str) -> String {
    address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
}

fn joined(base: &str, to: &str) -> String {
    if to.starts_with('/') { format!("{}{to}", site(base)) } else { to.to_owned() }
}

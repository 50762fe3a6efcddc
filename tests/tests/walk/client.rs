//! The walk's client: signed in as whoever acts, it asks over HTTP and keeps what it asked for, so that
//! everything can be asked for again.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use crate::people::{Who, personal_words};

/// The key of requests that come to nothing.
const NEVER_USED: &str = "00000000-0000-4000-9000-000000000000";

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl Reply {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

/// A request that was recorded, and the answer it got.
struct Asked {
    who: Who,
    path: &'static str,
    key: String,
    body: Value,
    reply: Reply,
}

/// Where requests are made.
pub(crate) struct Desk {
    agent: Agent,
    address: String,
    /// Who is signed in today.
    cookies: BTreeMap<Who, String>,
    asked: Vec<Asked>,
    keys: u64,
}

impl Desk {
    pub(crate) fn new(address: String) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Self {
            agent: settings.into(),
            address,
            cookies: BTreeMap::new(),
            asked: Vec::new(),
            keys: 0,
        }
    }

    /// Sessions end in the evening.
    pub(crate) fn new_day(&mut self) {
        self.cookies.clear();
    }

    /// How many requests were recorded.
    pub(crate) fn recorded(&self) -> usize {
        self.asked.len()
    }

    /// Asks for a command, which is carried out; gives the position of its first event.
    #[track_caller]
    pub(crate) fn act(&mut self, who: Who, command: &Value) -> u64 {
        self.make(who, "/api/v1/commands", command)["first"].as_u64().unwrap()
    }

    /// Asks for something to be made at a path; gives the answer.
    #[track_caller]
    pub(crate) fn make(&mut self, who: Who, path: &'static str, body: &Value) -> Value {
        self.keys += 1;
        let key = format!("00000000-0000-4000-8000-{:012x}", self.keys);
        let reply = self.post(who, path, &key, body);
        assert_eq!(reply.status, 201, "{who:?} {}: {}", body["command"], reply.text);
        let answer = reply.json();
        self.asked.push(Asked { who, path, key, body: body.clone(), reply });
        answer
    }

    /// Asks for a command that a rule of the field refuses.
    #[track_caller]
    pub(crate) fn is_refused(&mut self, who: Who, command: &Value, code: &str) {
        let reply = self.post(who, "/api/v1/commands", NEVER_USED, command);
        assert!(matches!(reply.status, 403 | 409), "{code}: {} {}", reply.status, reply.text);
        assert_eq!(reply.json()["type"], format!("urn:insyn:problem:{code}"));
    }

    /// Asks for a command whose document is not what the program makes.
    #[track_caller]
    pub(crate) fn is_unfit(&mut self, who: Who, command: &Value) {
        let reply = self.post(who, "/api/v1/commands", NEVER_USED, command);
        assert_eq!(reply.status, 422, "{}", reply.text);
    }

    /// Asks for everything again that was ever recorded, each under its own key: each answer is the first.
    #[track_caller]
    pub(crate) fn repeat_everything(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        for one in &asked {
            let reply = self.post(one.who, one.path, &one.key, &one.body);
            assert_eq!(reply, one.reply, "{:?} {}", one.who, one.body["command"]);
        }
        self.asked = asked;
    }

    /// Reads a path.
    #[track_caller]
    pub(crate) fn read(&mut self, who: Who, path: &str) -> Value {
        let reply = self.get(who, path, "application/json");
        assert_eq!(reply.status, 200, "{who:?} {path}: {}", reply.text);
        reply.json()
    }

    /// Reads a path as one JSON value a line.
    #[track_caller]
    pub(crate) fn lines(&mut self, who: Who, path: &str) -> Vec<Value> {
        let reply = self.get(who, path, "application/x-ndjson");
        assert_eq!(reply.status, 200, "{who:?} {path}: {}", reply.text);
        reply.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Reads a path that this role may not see.
    #[track_caller]
    pub(crate) fn is_closed(&mut self, who: Who, path: &str) {
        assert_eq!(self.get(who, path, "application/json").status, 403, "{who:?} {path}");
    }

    /// Reads a path without having signed in.
    #[track_caller]
    pub(crate) fn read_openly(&self, path: &str) -> Value {
        let request = self.agent.get(format!("{}{path}", self.address));
        let reply = heard(request.call().unwrap());
        assert_eq!(reply.status, 200, "{path}: {}", reply.text);
        reply.json()
    }

    /// Someone who does not hold the role is not let in.
    #[track_caller]
    pub(crate) fn is_not_let_in(&self, staff: &str, role: &str) {
        let request = self.agent.post(format!("{}/api/v1/sessions", self.address));
        let response = request.send_json(json!({"staff": staff, "role": role})).unwrap();
        assert_eq!(response.status(), 403, "{role}");
    }

    fn get(&mut self, who: Who, path: &str, accept: &str) -> Reply {
        let cookie = self.cookie(who);
        let request = self.agent.get(format!("{}{path}", self.address));
        heard(request.header("cookie", cookie).header("accept", accept).call().unwrap())
    }

    fn post(&mut self, who: Who, path: &str, key: &str, body: &Value) -> Reply {
        let cookie = self.cookie(who);
        let request = self.agent.post(format!("{}{path}", self.address));
        let request = request.header("cookie", cookie).header("idempotency-key", key);
        heard(request.send_json(body).unwrap())
    }

    fn cookie(&mut self, who: Who) -> String {
        if let Some(cookie) = self.cookies.get(&who) {
            return cookie.clone();
        }
        let request = self.agent.post(format!("{}/api/v1/sessions", self.address));
        let body = json!({"staff": who.id(), "role": who.role});
        let response = request.send_json(body).unwrap();
        assert_eq!(response.status(), 201, "{who:?} is let in");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        self.cookies.insert(who, cookie.clone());
        cookie
    }
}

/// Nothing that the API ever says names a pupil or tells what someone wrote in confidence.
#[track_caller]
fn heard(mut response: ureq::http::Response<ureq::Body>) -> Reply {
    let status = response.status().as_u16();
    let text = response.body_mut().read_to_string().unwrap();
    assert!(!personal_words().any(|word| text.contains(word)), "an answer says something personal");
    Reply { status, text }
}

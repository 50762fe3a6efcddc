//! A client of the API, as one who is signed in.

use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

/// An answer of the API.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body; null where it is empty or no JSON.
    pub body: Value,
}

/// A client with a session.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    address: String,
    cookie: String,
}

impl Client {
    /// A client that is not signed in.
    #[must_use]
    pub fn new(address: &str) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Self { agent: settings.into(), address: address.to_owned(), cookie: String::new() }
    }

    /// Signs in to a test store as one who holds a role.
    ///
    /// # Panics
    /// If the store does not let them in.
    #[must_use]
    #[track_caller]
    pub fn sign_in(address: &str, staff: &str, role: &str) -> Self {
        let mut client = Self::new(address);
        let asked = client
            .agent
            .post(format!("{address}/api/v1/sessions"))
            .send_json(json!({"staff": staff, "role": role}))
            .expect("the server answers");
        assert_eq!(asked.status(), 201, "{role} is let in");
        let cookie = asked.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        cookie.expect("a session has a cookie").clone_into(&mut client.cookie);
        client
    }

    /// Reads a path. An error is a connection that failed.
    pub fn get(&self, path: &str) -> Result<Answer, ureq::Error> {
        let request = self.agent.get(format!("{}{path}", self.address));
        read(request.header("cookie", &self.cookie).call()?)
    }

    /// Posts JSON to a path. An error is a connection that failed.
    pub fn post(&self, path: &str, body: &Value) -> Result<Answer, ureq::Error> {
        let request = self.agent.post(format!("{}{path}", self.address));
        read(request.header("cookie", &self.cookie).send_json(body)?)
    }

    /// Asks for a command, or several in an array, under an idempotency key. An error is a connection
    /// that failed: whether the command was carried out is then unknown.
    pub fn command(&self, key: &str, command: &Value) -> Result<Answer, ureq::Error> {
        let request = self
            .agent
            .post(format!("{}/api/v1/commands", self.address))
            .header("cookie", &self.cookie)
            .header("idempotency-key", key);
        read(request.send_json(command)?)
    }
}

fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Answer, ureq::Error> {
    let text = response.body_mut().read_to_string()?;
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Ok(Answer { status: response.status().as_u16(), body })
}

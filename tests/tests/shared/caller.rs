//! Requests as a browser or a client sends them, one by one, with the headers the test wants.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

use crate::town::Person;

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Fails unless this is a problem of this kind (RFC 9457), with this status.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, kind: &str) -> &Self {
        self.is(status);
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["type"], format!("urn:insyn:problem:{kind}"), "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        self
    }

    /// Where `Link: …; rel="next"` leads, if anywhere.
    pub(crate) fn next(&self) -> Option<&str> {
        let link = self.header("link")?;
        let (address, relation) = link.split_once('>')?;
        assert!(relation.contains("rel=\"next\""), "{link}");
        address.strip_prefix('<')
    }

    /// The value of the cookie that is set under this name.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let mut pairs = set.filter_map(|cookie| cookie.split(';').next()?.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
    }
}

/// One who asks.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    agent: Agent,
    address: String,
    cookie: String,
}

impl Caller {
    /// Someone who is not signed in.
    pub(crate) fn stranger(address: &str) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        Self { agent: settings.into(), address: address.to_owned(), cookie: String::new() }
    }

    /// Someone signed in through the API.
    #[track_caller]
    pub(crate) fn signed_in(address: &str, person: &Person) -> Self {
        let stranger = Self::stranger(address);
        let body = serde_json::json!({"staff": person.staff, "role": person.role});
        let answer = stranger.send("POST", "/api/v1/sessions", &[], Some(&body));
        let token = answer.is(201).cookie("insyn_session").expect("a session has a cookie");
        stranger.with_cookie(&format!("insyn_session={token}"))
    }

    /// The same with this cookie.
    pub(crate) fn with_cookie(self, cookie: &str) -> Self {
        Self { cookie: cookie.to_owned(), ..self }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// Sends a JSON body, or none.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        match body {
            None => self.transmit(method, path, headers, ()),
            Some(body) => {
                let mut headers = headers.to_vec();
                headers.push(("content-type", "application/json"));
                self.transmit(method, path, &headers, body.to_string())
            }
        }
    }

    /// Sends a form as a browser without a script does.
    pub(crate) fn post_form(&self, path: &str, fields: &[(String, String)]) -> Answer {
        let encoded =
            |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", self.address.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        self.transmit("POST", path, &headers, pairs.join("&"))
    }

    fn transmit(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl ureq::AsSendBody,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self.agent.run(request.body(body).unwrap()).unwrap();
        // A workbook is no text; what it tells is looked for all the same.
        let bytes = response.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = response.status().as_u16();
        Answer { status, headers: response.headers().clone(), text }
    }
}

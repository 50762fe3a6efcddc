//! Requests to the pages, as a browser sends them.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;

use crate::town::Town;

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// The words of the page without its tags.
    fn words(&self) -> String {
        let (_, main) = self.body.split_once("<main").unwrap_or(("", &self.body));
        main.split('<').filter_map(|part| part.split('>').nth(1)).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{} is not on the page:\n{}", text, self.words());
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text} is on the page");
        self
    }

    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.words());
        self
    }
}

/// Sends a request.
pub(crate) fn send(town: &Town, request: Request<Body>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let response = insyn_web::router(town.site.clone()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        // A file's bytes are no text; what a test asks of it stands in its beginning.
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

/// Asks for a page, signed in with this cookie (or not, with none).
pub(crate) fn get(town: &Town, cookie: &str, path: &str) -> Answer {
    let request = Request::get(path).header(HOST, "localhost").header(COOKIE, cookie);
    send(town, request.body(Body::empty()).unwrap())
}

/// Sends a form from one of our own pages.
pub(crate) fn post(town: &Town, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let encoded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02x}")).collect() };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    let request = Request::post(path)
        .header(HOST, "localhost")
        .header(ORIGIN, "http://localhost")
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(town, request.body(Body::from(pairs.join("&"))).unwrap())
}

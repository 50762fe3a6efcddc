//! Under which names the site answers: its public origins and this machine's own names, nothing else.
//!
//! A page from elsewhere may have its name lead to this machine's address (DNS rebinding): its browser then
//! takes it for the same site, and our cookie and checks of origin would let it in. The name it asked for
//! gives it away.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HOST, HeaderValue, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Two years, as the preload list asks (RFC 6797).
const HSTS: &str = "max-age=63072000";
/// For what is no page: nothing is loaded, nothing frames it.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// The names the site answers to.
#[derive(Debug)]
pub(crate) struct Hosts {
    /// `host` or `host:port` of the public origins.
    public: Vec<String>,
    secure: bool,
    listen: IpAddr,
}

impl Hosts {
    /// The hosts of these origins, and of the address that is listened on.
    pub(crate) fn new(origins: &[String], listen: SocketAddr) -> Self {
        let host = |origin: &String| {
            let (scheme, host) = origin.split_once("://").unwrap_or_default();
            let default = if scheme == "https" { ":443" } else { ":80" };
            host.strip_suffix(default).unwrap_or(host).to_owned()
        };
        let secure = origins.first().is_some_and(|origin| origin.starts_with("https://"));
        Self { public: origins.iter().map(host).collect(), secure, listen: listen.ip() }
    }

    fn allows(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        if is_loopback(&host) || self.public.contains(&host) {
            return true;
        }
        // An address is no name that could be made to lead here. Where nothing public is configured, a
        // test store is reached at the address it listens on, or at any where it listens on all.
        let address = name_of(&host).trim_matches(['[', ']']).parse::<IpAddr>();
        let own = |ip: IpAddr| self.listen.is_unspecified() || ip == self.listen;
        self.public.is_empty() && address.is_ok_and(own)
    }
}

/// Whether a host, with or without port, is this very machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = name_of(host).trim_matches(['[', ']']);
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    if let Some(end) = host.strip_prefix('[').and_then(|rest| rest.find(']')) {
        return &host[..end + 2];
    }
    host.split_once(':').map_or(host, |(name, _)| name)
}

/// Refuses every other name (421), and sets what holds for every answer, page or not.
pub(crate) async fn check(
    State(hosts): State<Arc<Hosts>>,
    request: Request,
    next: Next,
) -> Response {
    let asked = request.headers().get(HOST).map(|host| host.to_str().unwrap_or_default());
    let asked = asked.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let mut response = if asked.is_some_and(|host| hosts.allows(host)) {
        next.run(request).await
    } else {
        let text =
            "421: the site is not served under this name; see public_origins in docs/sign-in.md\n";
        (StatusCode::MISDIRECTED_REQUEST, text).into_response()
    };
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    if hosts.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(origins: &[&str], listen: &str) -> Hosts {
        let origins: Vec<String> = origins.iter().map(|origin| (*origin).to_owned()).collect();
        Hosts::new(&origins, listen.parse().unwrap())
    }

    #[test]
    fn this_machine_and_the_public_origins_are_answered_and_no_other_name() {
        let hosts = hosts(&["https://insyn.example.se", "https://b.example.se:8443"], "0.0.0.0:80");
        for host in [
            "localhost",
            "localhost:8460",
            "127.0.0.1:1",
            "[::1]:8460",
            "insyn.example.se",
            "INSYN.example.se",
            "b.example.se:8443",
        ] {
            assert!(hosts.allows(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "insyn.example.se.evil.example",
            "localhost.evil.example",
            "b.example.se",
            "insyn.example.se:8443",
            "10.0.0.7",
            "127.0.0.1.evil.example",
        ] {
            assert!(!hosts.allows(host), "{host}");
        }
    }

    #[test]
    fn without_a_public_origin_an_address_that_is_listened_on_will_do_and_a_name_will_not() {
        let one = hosts(&[], "10.0.0.7:8460");
        assert!(one.allows("10.0.0.7:8460") && !one.allows("10.0.0.8:8460"));
        let all = hosts(&[], "0.0.0.0:8460");
        assert!(all.allows("10.0.0.8:8460") && !all.allows("insyn.example.se"));
    }
}

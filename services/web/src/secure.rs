//! Headers of every answer, and the refusal of requests that another site makes in someone's name.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Only our own style, script and forms; nobody frames us. No inline script or style anywhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sets the headers of every answer. Pages are never stored: any of them may name a pupil.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let own = HeaderValue::from_static("same-origin");
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), own.clone());
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), own);
    let nothing = HeaderValue::from_static("camera=(), geolocation=(), microphone=()");
    headers.insert(HeaderName::from_static("permissions-policy"), nothing);
    response
}

/// Refuses a request that changes something and does not come from our own pages.
///
/// This and the session's cookie, which is `SameSite=Lax` and so left out of any form another site sends,
/// are the protection against cross-site request forgery: what the browser itself says of where a request
/// comes from (`Sec-Fetch-Site`), else its `Origin`, compared with the host that was asked (OWASP
/// Cross-Site Request Forgery Prevention Cheat Sheet, Fetch Metadata and standard headers). The host is one
/// of the site's own: the server refuses every other. A client that sends neither header is no browser of
/// today, and `Lax` holds for the older ones. Nothing is changed by `GET`.
pub(crate) async fn same_origin(request: Request, next: Next) -> Response {
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD);
    if harmless || is_own(request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "403: the request comes from another site\n").into_response()
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = headers.get("sec-fetch-site").map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = site
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let Some(origin) = text(&ORIGIN) else { return true };
    let own = text(&HOST).unwrap_or_default();
    origin.split_once("://").is_some_and(|(_, host)| host == own)
}

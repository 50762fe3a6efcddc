//! The connection to an identity provider: bounded in time and size, without redirects.

use std::sync::Arc;
use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;
use ureq::http::Method;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// The longest a request to a provider may take.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(10);
/// The largest answer: key sets and tokens are a few kilobytes.
const ANSWER_BYTES_MAX: u64 = 1 << 20;

/// Whose certificates are believed: Mozilla's list, or a municipality's own authorities.
#[derive(Debug, Clone, Default)]
pub struct Authorities(Option<Arc<Vec<Certificate<'static>>>>);

/// Why a file gives no authorities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthoritiesError {
    /// The text is no PEM.
    #[error("not readable as PEM")]
    Unreadable,
    /// The text is PEM without a certificate.
    #[error("holds no certificate")]
    Empty,
}

impl Authorities {
    /// Only the certificates of this PEM text.
    ///
    /// # Errors
    /// Where it cannot be read or holds no certificate.
    pub fn from_pem(pem: &[u8]) -> Result<Self, AuthoritiesError> {
        let mut found = Vec::new();
        for item in parse_pem(pem) {
            match item.map_err(|_| AuthoritiesError::Unreadable)? {
                PemItem::Certificate(certificate) => found.push(certificate),
                _ => continue,
            }
        }
        if found.is_empty() {
            return Err(AuthoritiesError::Empty);
        }
        Ok(Self(Some(Arc::new(found))))
    }

    fn roots(&self) -> RootCerts {
        self.0.as_ref().map_or(RootCerts::WebPki, |found| RootCerts::Specific(found.clone()))
    }
}

/// A client of one provider.
#[derive(Debug, Clone)]
pub(crate) struct Connection(Agent);

impl Connection {
    pub(crate) fn new(authorities: &Authorities) -> Self {
        let tls = TlsConfig::builder().root_certs(authorities.roots()).build();
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(REQUEST_TIME_MAX))
            // A provider that answers with an address of its choice must not make us ask there.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .tls_config(tls)
            .build();
        Self(settings.into())
    }

    /// Carries one request out.
    pub(crate) fn call(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let response = if request.method() == Method::GET {
            self.0.run(request.map(|_| ()))?
        } else {
            self.0.run(request)?
        };
        let (parts, mut body) = response.into_parts();
        let bytes = body.with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
        Ok(HttpResponse::from_parts(parts, bytes))
    }
}

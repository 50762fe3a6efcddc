//! OpenID Connect: sends people to their identity provider and reads who they are proven to be.
//!
//! One [`Provider`] is one identity provider. The flow is the authorization code flow with PKCE (S256),
//! state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9700). Nothing is kept here between the
//! leaving and the return: the caller holds the [`Secrets`] and hands them back. Nobody's claim is logged
//! or stands in an error.
//!
//! Knows nothing of schools, staff or guardians: what comes out is the text of one claim.

mod client;
mod http;
mod provider;

pub use http::{Authorities, AuthoritiesError};
pub use provider::{BeginError, FinishError, Provider, Returned, Secrets, Settings};

//! One identity provider: found, left for, returned from, signed out of.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use openidconnect::core::{CoreAuthenticationFlow, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessTokenHash, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError,
    ClientId, ClientSecret, CsrfToken, IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout,
    RedirectUrl, Scope, SignatureVerificationError, TokenResponse,
};

use crate::client::{Claims, DiscoveredClient, Tokens, UserInfo};
use crate::http::{Authorities, Connection};

/// Keys are asked for anew because of an unknown one at most this often.
const KEYS_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// Signatures with a key that only the provider holds. Neither `none` nor a shared secret proves who signed
/// (RFC 8725 section 3.1).
const SIGNATURES: [CoreJwsSigningAlgorithm; 7] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What a provider is asked as, and for what.
#[derive(Clone)]
pub struct Settings {
    /// The issuer's address, exactly as its tokens name it.
    pub issuer: String,
    /// The name under which the provider knows this site.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim that tells who it is: of the ID token, else of the userinfo endpoint.
    pub claim: String,
    /// The authentication context classes of which one is needed; empty: any.
    pub acr: Vec<String>,
    /// Where the provider sends people back to.
    pub callback: String,
    /// Whose certificates are believed.
    pub authorities: Authorities,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// What is made up for one login and must come back: 32 random bytes each, as text of `A-Z a-z 0-9 - _`.
#[derive(Clone)]
pub struct Secrets {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Proves to the token endpoint that whoever left is who returns; 43 to 128 characters (RFC 7636).
    pub verifier: String,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// With what a browser came back.
#[derive(Debug, Clone, Copy)]
pub struct Returned<'a> {
    /// The authorization code.
    pub code: &'a str,
    /// The issuer that the address names (RFC 9207), if it does.
    pub issuer: Option<&'a str>,
    /// The present time, in seconds since 1970.
    pub now: i64,
}

/// Why nobody can be sent to the provider.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// The provider's own description could not be had, or does not hold together.
    #[error("the identity provider cannot be reached or does not describe itself: {0}")]
    Unreachable(String),
}

/// Why a return proves nothing. No claim's value stands in any of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// The provider has not been found yet, or does not answer.
    #[error("the identity provider does not answer")]
    Unreachable,
    /// The address names another issuer.
    #[error("the answer comes from another issuer")]
    OtherIssuer,
    /// The provider does not take the code: used, expired, or another's.
    #[error("the identity provider does not take the code")]
    CodeRefused,
    /// There is no ID token, or it does not hold.
    #[error("the ID token does not hold: {0}")]
    Token(&'static str),
    /// The sign-in was weaker than needed.
    #[error("the sign-in was not of a class that is needed")]
    Weak,
    /// Nothing tells who it is.
    #[error("the claim that tells who it is is missing")]
    ClaimMissing,
    /// The e-mail address is not verified by the provider.
    #[error("the e-mail address is not verified")]
    NotVerified,
}

/// One identity provider.
pub struct Provider {
    settings: Settings,
    connection: Connection,
    found: RwLock<Option<Arc<ProviderMetadataWithLogout>>>,
    keys_asked: Mutex<Option<Instant>>,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Provider {
    /// A provider that has not been looked for yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let connection = Connection::new(&settings.authorities);
        Self { settings, connection, found: RwLock::new(None), keys_asked: Mutex::new(None) }
    }

    /// Asks the provider to describe itself (OpenID Connect Discovery 1.0) and for its keys. What was
    /// known before stays where it does not answer.
    ///
    /// # Errors
    /// Where it does not answer, or describes another issuer.
    pub fn discover(&self) -> Result<(), BeginError> {
        let unreachable = |what: String| BeginError::Unreachable(what);
        let issuer = IssuerUrl::new(self.settings.issuer.clone());
        let issuer = issuer.map_err(|error| unreachable(error.to_string()))?;
        let call = |request| self.connection.call(request);
        let found = ProviderMetadataWithLogout::discover(&issuer, &call);
        let found = found.map_err(|error| unreachable(chain(&error)))?;
        *self.found.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(found));
        Ok(())
    }

    /// Whether it has been found, so that people can be sent there.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.known().is_some()
    }

    /// The address to send someone to; none while the provider has not been found.
    #[must_use]
    pub fn begin(&self, secrets: &Secrets) -> Option<String> {
        let client = self.client(&*self.known()?)?;
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let (state, nonce) = (secrets.state.clone(), secrets.nonce.clone());
        let request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        let scopes = self.settings.scopes.iter().filter(|scope| *scope != "openid");
        let request = request.add_scopes(scopes.cloned().map(Scope::new));
        let classes = self.settings.acr.iter().cloned().map(AuthenticationContextClass::new);
        let request = classes.fold(request, |request, class| request.add_auth_context_value(class));
        Some(request.url().0.to_string())
    }

    /// Redeems the code and reads who it is: the text of the claim that was asked for.
    ///
    /// # Errors
    /// Whatever does not hold; nothing is known of the person then.
    pub fn finish(&self, secrets: &Secrets, returned: Returned<'_>) -> Result<String, FinishError> {
        if returned.issuer.is_some_and(|issuer| issuer != self.settings.issuer) {
            return Err(FinishError::OtherIssuer);
        }
        let known = self.known().ok_or(FinishError::Unreachable)?;
        let client = self.client(&known).ok_or(FinishError::Unreachable)?;
        let tokens = self.redeem(&client, secrets, returned.code)?;
        let claims = match self.verified(&client, &tokens, secrets, returned.now) {
            // A provider changes its keys now and then (Core section 10.1.1): ask once, and look again.
            Err(FinishError::Token(NO_KEY)) if self.keys_again() => {
                let known = self.known().ok_or(FinishError::Unreachable)?;
                let client = self.client(&known).ok_or(FinishError::Unreachable)?;
                self.verified(&client, &tokens, secrets, returned.now)?
            }
            verified => verified?,
        };
        self.check_class(&claims)?;
        self.claim(&client, &tokens, &claims)
    }

    /// Where to send someone who signs out here, so that they are signed out there too (OpenID Connect
    /// RP-Initiated Logout 1.0). The address names the site and nobody: an ID token as hint would carry
    /// the person's claims into histories and logs.
    #[must_use]
    pub fn sign_out(&self, return_to: &str) -> Option<String> {
        let known = self.known()?;
        let end = known.additional_metadata().end_session_endpoint.clone()?;
        let back = PostLogoutRedirectUrl::new(return_to.to_owned()).ok()?;
        let request = LogoutRequest::from(end)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(back);
        Some(request.http_get_url().to_string())
    }

    fn known(&self) -> Option<Arc<ProviderMetadataWithLogout>> {
        self.found.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn client(&self, known: &ProviderMetadataWithLogout) -> Option<DiscoveredClient> {
        let callback = RedirectUrl::new(self.settings.callback.clone()).ok()?;
        let client = DiscoveredClient::from_provider_metadata(
            known.clone(),
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.clone())),
        );
        Some(client.set_redirect_uri(callback))
    }

    fn redeem(
        &self,
        client: &DiscoveredClient,
        secrets: &Secrets,
        code: &str,
    ) -> Result<Tokens, FinishError> {
        use openidconnect::RequestTokenError::{Other, Parse, Request, ServerResponse};
        let call = |request| self.connection.call(request);
        let asked = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let asked = asked.map_err(|_| FinishError::Unreachable)?;
        let asked = asked.set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier.clone()));
        asked.request(&call).map_err(|error| match error {
            ServerResponse(_) => FinishError::CodeRefused,
            Request(_) => FinishError::Unreachable,
            Parse(..) | Other(_) => FinishError::Token("the token endpoint's answer is unreadable"),
        })
    }

    /// The claims of the ID token, with signature, issuer, audience, times, nonce and the access token's
    /// hash checked (Core section 3.1.3.7).
    fn verified(
        &self,
        client: &DiscoveredClient,
        tokens: &Tokens,
        secrets: &Secrets,
        now: i64,
    ) -> Result<Claims, FinishError> {
        let token = tokens.id_token().ok_or(FinishError::Token("there is none"))?;
        let now = DateTime::<Utc>::from_timestamp(now, 0).unwrap_or_default();
        let verifier =
            client.id_token_verifier().set_allowed_algs(SIGNATURES).set_time_fn(move || now);
        let nonce = Nonce::new(secrets.nonce.clone());
        let claims = token.claims(&verifier, &nonce).map_err(|error| reason(&error))?;
        if let Some(hash) = claims.access_token_hash() {
            let unreadable = || FinishError::Token("its signature cannot be read");
            let algorithm = token.signing_alg().map_err(|_| unreadable())?;
            let key = token.signing_key(&verifier).map_err(|_| unreadable())?;
            let own = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
            if own.map_err(|_| unreadable())? != *hash {
                return Err(FinishError::Token("it belongs to another access token"));
            }
        }
        Ok(claims.clone())
    }

    /// Asks for the keys anew, if that was not done a moment ago.
    fn keys_again(&self) -> bool {
        let mut asked = self.keys_asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.is_some_and(|at| at.elapsed() < KEYS_AGAIN_AFTER) {
            return false;
        }
        *asked = Some(Instant::now());
        self.discover().is_ok()
    }

    fn check_class(&self, claims: &Claims) -> Result<(), FinishError> {
        if self.settings.acr.is_empty() {
            return Ok(());
        }
        let class = claims.auth_context_ref().map(|class| class.as_str());
        let fits =
            class.is_some_and(|class| self.settings.acr.iter().any(|needed| needed == class));
        if fits { Ok(()) } else { Err(FinishError::Weak) }
    }

    /// The claim in the ID token; where it is not there, at the userinfo endpoint, which must speak of the
    /// same subject (Core section 5.3.2).
    fn claim(
        &self,
        client: &DiscoveredClient,
        tokens: &Tokens,
        claims: &Claims,
    ) -> Result<String, FinishError> {
        let own = serde_json::to_value(claims).unwrap_or_default();
        if let Some(found) = read(&own, &self.settings.claim)? {
            return Ok(found);
        }
        let call = |request| self.connection.call(request);
        let subject = Some(claims.subject().clone());
        let asked = client.user_info(tokens.access_token().clone(), subject);
        let asked = asked.map_err(|_| FinishError::ClaimMissing)?;
        let told: UserInfo = asked.request(&call).map_err(|_| FinishError::ClaimMissing)?;
        let told = serde_json::to_value(&told).unwrap_or_default();
        read(&told, &self.settings.claim)?.ok_or(FinishError::ClaimMissing)
    }
}

/// A claim as text: none where it is missing, empty or neither text nor number.
fn read(claims: &serde_json::Value, name: &str) -> Result<Option<String>, FinishError> {
    let text = match claims.get(name) {
        Some(serde_json::Value::String(text)) => text.trim().to_owned(),
        Some(serde_json::Value::Number(number)) => number.to_string(),
        _ => return Ok(None),
    };
    // An address that anyone may write into their own profile proves nothing (Core section 5.7).
    if name == "email" && claims.get("email_verified") == Some(&serde_json::Value::Bool(false)) {
        return Err(FinishError::NotVerified);
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

const NO_KEY: &str = "its key is not among the provider's";

/// What does not hold, without a word of the token: the crate's own texts repeat values.
fn reason(error: &ClaimsVerificationError) -> FinishError {
    use ClaimsVerificationError as Wrong;
    FinishError::Token(match error {
        Wrong::Expired(_) => "it has expired",
        Wrong::InvalidAudience(_) => "it is for another site",
        Wrong::InvalidIssuer(_) => "it comes from another issuer",
        Wrong::InvalidNonce(_) => "it belongs to another sign-in (nonce)",
        Wrong::SignatureVerification(SignatureVerificationError::NoMatchingKey) => NO_KEY,
        Wrong::SignatureVerification(_) => "its signature is wrong",
        _ => "it is not of the form agreed",
    })
}

/// An error with what lies beneath it, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut beneath = error.source();
    while let Some(error) = beneath {
        said.push_str(": ");
        said.push_str(&error.to_string());
        beneath = error.source();
    }
    said
}

#[cfg(test)]
mod tests;

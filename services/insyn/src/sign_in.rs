//! The identity providers of the configuration, at work: looked for until they are found, looked up again
//! now and then.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use insyn_app::entrance::{Entrance, Entry, IdentityProvider, LoginSecrets, NotProven};
use insyn_signin::{FinishError, Provider, Returned, Secrets};

use crate::configuration::Configuration;

/// After the first time that a provider does not answer; twice as long after each further time.
const WAIT_FIRST: Duration = Duration::from_secs(1);
/// At most so long.
const WAIT_MAX: Duration = Duration::from_secs(60);
/// A provider that was found is asked again: addresses and keys change.
const AGAIN_AFTER: Duration = Duration::from_secs(3600);

/// One provider, and where it sends those who sign out.
struct Gate {
    provider: Provider,
    signed_out: String,
}

impl IdentityProvider for Gate {
    fn begin(&self, secrets: &LoginSecrets) -> Option<String> {
        self.provider.begin(&secrets_of(secrets))
    }

    fn finish(
        &self,
        secrets: &LoginSecrets,
        code: &str,
        issuer: Option<&str>,
        now_seconds: i64,
    ) -> Result<String, NotProven> {
        let returned = Returned { code, issuer, now: now_seconds };
        self.provider.finish(&secrets_of(secrets), returned).map_err(|error| NotProven {
            unreachable: error == FinishError::Unreachable,
            reason: error.to_string(),
        })
    }

    fn sign_out(&self) -> Option<String> {
        self.provider.sign_out(&self.signed_out)
    }

    fn is_found(&self) -> bool {
        self.provider.is_found()
    }
}

fn secrets_of(secrets: &LoginSecrets) -> Secrets {
    let LoginSecrets { state, nonce, verifier } = secrets.clone();
    Secrets { state, nonce, verifier }
}

/// The threads that look for the providers; they end when this goes.
pub(crate) struct Search {
    _stops: Vec<Sender<()>>,
}

/// The entrance of a configuration, its providers being looked for. The server starts at once, and says in
/// the log and on the page of signing in which provider does not answer.
pub(crate) fn entrance(configuration: Configuration) -> (Entrance, Search) {
    let Configuration { origins, providers, contact, .. } = configuration;
    let first = origins.first().cloned().unwrap_or_default();
    let (mut entries, mut stops) = (Vec::new(), Vec::new());
    for configured in providers {
        let provider = Provider::new(configured.settings);
        let gate = Arc::new(Gate { provider, signed_out: format!("{first}/signed-out") });
        let code: Arc<str> = Arc::from(configured.code);
        let (stop, stopped) = mpsc::channel();
        stops.push(stop);
        let (sought, name) = (gate.clone(), code.clone());
        std::thread::spawn(move || keep_looking(&sought.provider, &name, &stopped));
        entries.push(Entry {
            code,
            title_sv: configured.title_sv,
            title_en: configured.title_en,
            audience: configured.audience,
            known_by: configured.known_by,
            provider: gate,
        });
    }
    (Entrance::new(origins, entries).with_contact(contact), Search { _stops: stops })
}

fn keep_looking(provider: &Provider, code: &str, stopped: &Receiver<()>) {
    let mut wait = WAIT_FIRST;
    loop {
        let after = match provider.discover() {
            Ok(()) => {
                tracing::info!(provider = code, "the identity provider is found");
                wait = WAIT_FIRST;
                AGAIN_AFTER
            }
            Err(error) => {
                tracing::warn!(provider = code, %error, "nobody can sign in through it yet");
                let now = wait;
                wait = (wait * 2).min(WAIT_MAX);
                now
            }
        };
        if stopped.recv_timeout(after) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

//! Sends one plain letter to one address by SMTP (RFC 5321), and says what became of it.
//!
//! Knows nothing of schools. The steps of a delivery are taken one by one, so that an address that the
//! server refuses is told apart from a server that refuses us: only the first is the address's fault.
//! Nothing that is said here, in errors or `Debug`, holds an address, a secret or a word of a letter.

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

/// The longest wait for each word of the server.
const WORD_MAX: Duration = Duration::from_secs(30);

/// How the way to the server is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// TLS from the first byte (RFC 8314; port 465).
    Tls,
    /// TLS by `STARTTLS`, and nothing without it (port 587).
    StartTls,
    /// Nothing: for a server on this very machine.
    None,
}

/// How a server is reached, and in whose name letters go.
#[derive(Clone)]
pub struct Settings {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is guarded.
    pub guard: Guard,
    /// User and password; none: the server asks for none.
    pub credentials: Option<(String, String)>,
    /// The sender: `Insyn <insyn@example.se>` or an address alone.
    pub from: String,
    /// The name by which this machine presents itself.
    pub hello: String,
    /// Certificate authorities to trust besides the well-known ones, as PEM.
    pub authorities: Vec<Vec<u8>>,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settings({}:{}, {:?})", self.host, self.port, self.guard)
    }
}

/// Why settings cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The sender is no address.
    #[error("the sender is no e-mail address")]
    From,
    /// A file of certificate authorities is none.
    #[error("the certificate authorities cannot be read")]
    Authorities,
    /// TLS cannot be set up for this host.
    #[error("TLS cannot be set up for this host")]
    Tls,
}

/// A letter to one address.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// To whom.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text, plain.
    pub text: &'a str,
    /// Its language tags, such as `sv, en`.
    pub languages: &'a str,
    /// Its own name, without angle brackets: the same letter sent again has the same.
    pub id: &'a str,
    /// When it is written.
    pub at: SystemTime,
}

impl fmt::Debug for Letter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Letter(…)")
    }
}

/// Why a letter was not taken. The server did not take it: it can be sent again without arriving twice,
/// but for [`NotSent::Unclear`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The server refuses this address for good, with this code (RFC 5321, 4.2.1: 5yz).
    #[error("the address is refused ({0})")]
    Refused(u16),
    /// The server does not take this letter now.
    #[error("the letter is not taken now")]
    Later,
    /// The server cannot be reached, or does not let us in: no letter gets through.
    #[error("the server cannot be reached or does not let us in")]
    Unreachable,
    /// The connection broke while the letter was being handed over.
    #[error("the connection broke while the letter was handed over")]
    Unclear,
}

/// A server that takes letters.
pub struct Mailer {
    settings: Settings,
    from: Mailbox,
    tls: Option<TlsParameters>,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailer({:?})", self.settings)
    }
}

impl Mailer {
    /// The server of these settings. Nothing is sent or asked yet.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        let from = settings.from.parse().map_err(|_| SettingsError::From)?;
        let tls = match settings.guard {
            Guard::None => None,
            Guard::Tls | Guard::StartTls => Some(tls(&settings)?),
        };
        Ok(Self { settings, from, tls })
    }

    /// Sends one letter and waits until the server has taken it.
    ///
    /// # Errors
    /// [`NotSent`].
    pub fn send(&self, letter: &Letter<'_>) -> Result<(), NotSent> {
        // What cannot be written down is refused as the server would.
        let to: Address = letter.to.parse().map_err(|_| NotSent::Refused(553))?;
        let written = self.written(letter, &to).map_err(|_| NotSent::Refused(553))?;
        let mut server = self.connected()?;
        let sent = self.hand_over(&mut server, to, &written);
        server.abort();
        sent
    }

    fn connected(&self) -> Result<SmtpConnection, NotSent> {
        let Settings { host, port, guard, credentials, hello, .. } = &self.settings;
        let hello = ClientId::Domain(hello.clone());
        let at_once = self.tls.as_ref().filter(|_| *guard == Guard::Tls);
        let reached = (host.as_str(), *port);
        let mut server = SmtpConnection::connect(reached, Some(WORD_MAX), &hello, at_once, None)
            .map_err(|_| NotSent::Unreachable)?;
        if let (Guard::StartTls, Some(tls)) = (guard, &self.tls) {
            server.starttls(tls, &hello).map_err(|_| NotSent::Unreachable)?;
        }
        if let Some((user, password)) = credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            server.auth(DEFAULT_MECHANISMS, &credentials).map_err(|_| NotSent::Unreachable)?;
        }
        Ok(server)
    }

    fn hand_over(
        &self,
        server: &mut SmtpConnection,
        to: Address,
        written: &[u8],
    ) -> Result<(), NotSent> {
        let from = Some(self.from.email.clone());
        server.command(Mail::new(from, Vec::new())).map_err(|_| NotSent::Unreachable)?;
        server.command(Rcpt::new(to, Vec::new())).map_err(|error| refused(&error))?;
        server.command(Data).map_err(|_| NotSent::Later)?;
        server.message(written).map_err(|error| {
            let answered = error.is_permanent() || error.is_transient();
            if answered { NotSent::Later } else { NotSent::Unclear }
        })?;
        Ok(())
    }

    fn written(&self, letter: &Letter<'_>, to: &Address) -> Result<Vec<u8>, lettre::error::Error> {
        let header = |name: &'static str, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject)
            .date(letter.at)
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            // RFC 3834: nobody's absence notice answers it.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", letter.languages))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned())?;
        Ok(message.formatted())
    }
}

fn tls(settings: &Settings) -> Result<TlsParameters, SettingsError> {
    let mut parameters = TlsParameters::builder(settings.host.clone());
    for pem in &settings.authorities {
        let authority = Certificate::from_pem(pem).map_err(|_| SettingsError::Authorities)?;
        parameters = parameters.add_root_certificate(authority);
    }
    parameters.build_rustls().map_err(|_| SettingsError::Tls)
}

fn refused(error: &SmtpError) -> NotSent {
    match error.status() {
        Some(code) if error.is_permanent() => NotSent::Refused(code.into()),
        _ if error.is_transient() => NotSent::Later,
        _ => NotSent::Unreachable,
    }
}

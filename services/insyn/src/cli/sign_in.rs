//! `sign-in` as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ActorArgs, StoreArgs};

/// What can be done with identities.
#[derive(Debug, Subcommand)]
pub enum SignIn {
    /// Let identities lead to people of the record.
    Link(SignInFile),
    /// Let identities lead to nobody any more.
    Unlink(SignInFile),
}

/// Options of `sign-in link` and `sign-in unlink`.
#[derive(Debug, Args)]
pub struct SignInFile {
    /// A file with one identity a line, or - for standard input: PERSON;ID;KIND;VALUE. PERSON is staff or
    /// guardian; KIND is external_id, civic_number, email, or identifier:CODE for a provider's own
    /// identifier. Identities never stand in arguments.
    pub file: PathBuf,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who links: the system administrator.
    #[command(flatten)]
    pub actor: ActorArgs,
}

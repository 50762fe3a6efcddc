//! `insyn reads` as it is typed.

use clap::{Args, Subcommand};
use domain::id::PupilId;

use super::{ActorArgs, KeeperArgs, StoreArgs};

/// What can be done with the log of who reads.
#[derive(Debug, Subcommand)]
pub enum Reads {
    /// Show who has read a pupil's data: in which role, what, when and for what. For the principal of the
    /// pupil's school unit and for auditors; asking is itself entered.
    Pupil(ReadsPupil),
    /// Begin the log in a store that was made before there was one. Changes nothing else. For the system
    /// administrator. Until then nothing of a pupil is shown.
    Begin(KeeperArgs),
}

/// Options of `reads pupil`.
#[derive(Debug, Args)]
pub struct ReadsPupil {
    /// The pupil, by pseudonym.
    pub pupil: PupilId,
    /// How many to pass over; the newest come first.
    #[arg(long, default_value_t = 0)]
    pub from: usize,
    /// How many at most.
    #[arg(long, default_value_t = 100)]
    pub limit: usize,
    /// Where.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Who looks.
    #[command(flatten)]
    pub actor: ActorArgs,
}

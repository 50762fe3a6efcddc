//! What each address of the pages and of the API shows or does: the third part of the table of access.
//!
//! A route is not made without one, so that an address that is not in the table does not compile.

use super::Kind;

/// What an address shows or does, and so for whom it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The way in and out, and what says nothing: open to everyone, also without a session.
    Everyone,
    /// Open to whoever of the staff is signed in: it holds no data, or of a list what each may see.
    Staff,
    /// Shows something of these kinds: open to those who may see any one of them there.
    Sees(&'static [Kind]),
    /// Carries out these commands, by term and name: the domain's table says who may.
    Does(&'static [(&'static str, &'static str)]),
    /// Carries out any command: the domain's table says who may.
    DoesAny,
}

impl Opens {
    /// Whether it answers without a session.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Everyone => true,
            Self::Sees(kinds) => has(kinds, Kind::Public),
            Self::Staff | Self::Does(_) | Self::DoesAny => false,
        }
    }

    /// Whether it is for guardians, and closed to staff.
    #[must_use]
    pub const fn is_for_guardians(self) -> bool {
        match self {
            Self::Sees(kinds) => has(kinds, Kind::OwnChild),
            Self::Everyone | Self::Staff | Self::Does(_) | Self::DoesAny => false,
        }
    }
}

const fn has(kinds: &[Kind], kind: Kind) -> bool {
    let mut at = 0;
    while at < kinds.len() {
        if kinds[at] as u8 == kind as u8 {
            return true;
        }
        at += 1;
    }
    false
}

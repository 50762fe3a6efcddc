//! Who may do what: one table for every command of every term, deny by default.
//!
//! Each term's `decide` asks its line here before anything else, so that what is exported (`insyn access`)
//! is what is carried out. Who may *see* what is a table of its own, in the use cases (`access.rs`).

use crate::people::Role;

mod table;

/// One way to be entrusted with a command: in one of these roles, held there, under all these conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Any one of these roles, which is also the one in which they act.
    pub roles: &'static [Role],
    /// Where it must be held today.
    pub reach: Reach,
    /// What must hold besides.
    pub only: &'static [Only],
}

/// Where a role must be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Over the whole municipality.
    Municipality,
    /// Over what the command is about: a school unit, a committee's area, what a commitment binds.
    Place,
    /// Within what the command is about, or over it.
    Touching,
    /// Wherever it is held: a condition says the rest.
    Anywhere,
}

impl Reach {
    /// The code name, as exported.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Place => "place",
            Self::Touching => "touching",
            Self::Anywhere => "anywhere",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Municipality => "for the whole municipality",
            Self::Place => "over the place it is about",
            Self::Touching => "within the place it is about, or over it",
            Self::Anywhere => "wherever the role is held",
        }
    }
}

/// A condition besides role and reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Only {
    /// The one named as doing it is the one who acts.
    InOwnName,
    /// They assess the class today.
    OwnClass,
    /// It is entrusted to them: they lead the investigation, answer for the follow-up, carry the measure,
    /// are booked.
    Responsible,
    /// The principal has delegated decisions to them, today and on the day of the decision.
    Delegated,
    /// They held the role already on the day of the decision.
    ThenToo,
    /// It is about someone who works today at a school unit that they lead.
    LedStaff,
    /// The commitment is a school unit's own.
    OfSchool,
    /// The commitment is the municipality's.
    OfMunicipality,
    /// The answer is about the one child: no measure of the unit, and not that nothing is needed.
    OneChild,
    /// The answer is what a teacher can do: extra adaptations, a report to the principal, a new assessment.
    OwnTeaching,
    /// Nobody has a role yet, and this is how a record begins.
    Beginning,
    /// It is the follow-up process itself.
    Process,
}

impl Only {
    /// The code name, as exported.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InOwnName => "in_own_name",
            Self::OwnClass => "own_class",
            Self::Responsible => "responsible",
            Self::Delegated => "delegated",
            Self::ThenToo => "then_too",
            Self::LedStaff => "led_staff",
            Self::OfSchool => "of_school",
            Self::OfMunicipality => "of_municipality",
            Self::OneChild => "one_child",
            Self::OwnTeaching => "own_teaching",
            Self::Beginning => "beginning",
            Self::Process => "process",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::InOwnName => "in their own name",
            Self::OwnClass => "a class they assess",
            Self::Responsible => "what is entrusted to them by name",
            Self::Delegated => "by the principal's delegation",
            Self::ThenToo => "principal on the day of the decision too",
            Self::LedStaff => "someone who works at a school unit they lead",
            Self::OfSchool => "a school unit's own commitment",
            Self::OfMunicipality => "the municipality's commitment",
            Self::OneChild => "an answer about the one child",
            Self::OwnTeaching => "an answer that a teacher can carry out",
            Self::Beginning => "while nobody has a role yet",
            Self::Process => "the process itself, never a person",
        }
    }
}

/// In one of these roles, held over the place.
const fn place(roles: &'static [Role]) -> Line {
    Line { roles, reach: Reach::Place, only: &[] }
}

/// In one of these roles, held for the municipality.
const fn municipal(roles: &'static [Role]) -> Line {
    Line { roles, reach: Reach::Municipality, only: &[] }
}

/// In one of these roles, wherever it is held.
const fn anywhere(roles: &'static [Role]) -> Line {
    Line { roles, reach: Reach::Anywhere, only: &[] }
}

impl Line {
    const fn only(self, only: &'static [Only]) -> Self {
        Self { only, ..self }
    }
}

/// A command's name and who may give it.
pub type Entrusted = (&'static str, &'static [Line]);

/// The lines of a term, one for each command. A command without a line does not compile.
macro_rules! entrusted {
    ($term:ident: $($Variant:ident $name:literal => [$($line:expr),+ $(,)?]),+ $(,)?) => {
        impl crate::$term::Command {
            /// Who may give each command of the term, by its name as in JSON.
            pub const ENTRUSTED: &'static [crate::authority::Entrusted] =
                &[$(($name, const { &[$($line),+] })),+];

            /// Who may give this command: any one of these lines opens it.
            #[must_use]
            pub const fn entrusted(&self) -> &'static [crate::authority::Line] {
                match self {
                    $(Self::$Variant { .. } => const { &[$($line),+] },)+
                }
            }
        }
    };
}
use entrusted;

//! A figure as it may be shown, and its text.

use std::fmt;

use domain::id::PointCode;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::figure::reference::FigureRef;

/// What is shown instead of a number, or the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A count as it is.
    Exact(u32),
    /// A total, rounded.
    Rounded(u32),
    /// A share in permille of its base, rounded to the nearest.
    Share(u16),
    /// A point of the scale.
    Point(PointCode),
    /// `~100`: nearly all.
    TopCoded,
    /// `~0`: nearly none.
    BottomCoded,
    /// `..`: too few to show, or hidden so that they cannot be worked out.
    Suppressed,
    /// `.`: there is nothing to show: nobody, or the round is not released.
    Missing,
    /// The coverage is below the least coverage adopted.
    NotComparable,
}

impl Shown {
    /// A share; [`Shown::Missing`] of nobody.
    #[must_use]
    pub fn share(part: u32, base: u32) -> Self {
        let permille = (u64::from(part) * 2000 + u64::from(base)).checked_div(u64::from(base) * 2);
        permille
            .and_then(|permille| u16::try_from(permille).ok())
            .map_or(Self::Missing, Self::Share)
    }

    /// The text where it is a mark: `..`, `.`, `~100`, `~0`.
    #[must_use]
    pub const fn mark(self) -> Option<&'static str> {
        match self {
            Self::TopCoded => Some("~100"),
            Self::BottomCoded => Some("~0"),
            Self::Suppressed => Some(".."),
            Self::Missing | Self::NotComparable => Some("."),
            Self::Exact(_) | Self::Rounded(_) | Self::Share(_) | Self::Point(_) => None,
        }
    }

    /// Whether a number or a point is told.
    #[must_use]
    pub const fn is_told(self) -> bool {
        self.mark().is_none()
    }

    /// The codes of all that may be shown, as they are written.
    pub(crate) const CODES: [&'static str; 9] = [
        "exact",
        "rounded",
        "share",
        "point",
        "top_coded",
        "bottom_coded",
        "suppressed",
        "missing",
        "not_comparable",
    ];

    const fn code(self) -> &'static str {
        let place = match self {
            Self::Exact(_) => 0,
            Self::Rounded(_) => 1,
            Self::Share(_) => 2,
            Self::Point(_) => 3,
            Self::TopCoded => 4,
            Self::BottomCoded => 5,
            Self::Suppressed => 6,
            Self::Missing => 7,
            Self::NotComparable => 8,
        };
        Self::CODES[place]
    }
}

/// The mark, the count, the share in per cent with one decimal (`87.5`), or the point's code.
impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exact(count) | Self::Rounded(count) => write!(f, "{count}"),
            Self::Share(permille) => write!(f, "{}.{}", permille / 10, permille % 10),
            Self::Point(point) => write!(f, "{point}"),
            _ => f.write_str(self.mark().unwrap_or_default()),
        }
    }
}

/// `{"shown": "top_coded", "text": "~100"}`.
impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Shown", 2)?;
        out.serialize_field("shown", self.code())?;
        out.serialize_field("text", &self.to_string())?;
        out.end()
    }
}

/// A figure as it is shown to someone without the right to see the pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ShownFigure {
    /// Its name.
    pub figure: FigureRef,
    /// What it comes to.
    pub value: Shown,
    /// The pupils it is counted among.
    pub base: Shown,
}

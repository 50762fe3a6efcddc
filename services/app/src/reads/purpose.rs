//! What pupils' data is read for, by what is asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What for. Stored by number: a new one goes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To assess a class.
    Assessing,
    /// To follow one pupil's development.
    Pupil,
    /// To see how far a round has come, and who is missing.
    Round,
    /// To see one's own duties.
    Duties,
    /// To keep the guarantee: who falls short of what is promised.
    Guarantee,
    /// An action programme.
    Programme,
    /// The dialogue with guardians.
    Dialogue,
    /// Measures, support and practice at a school unit.
    Measures,
    /// To examine: trails, evidence and decisions explained.
    Evidence,
    /// Results and documents of units and committees.
    Results,
    /// To record something.
    Recording,
    /// A guardian, about the own child.
    OwnChild,
    /// To see who has read.
    Inspection,
    /// To take out data.
    Export,
    /// To bring in data.
    Import,
}

/// What an address or verb begins with, and what it is for. The first that fits counts.
const TABLE: &[(&str, Purpose)] = &[
    ("/pupils/{pupil}/reads", Purpose::Inspection),
    ("/children/{pupil}/reads", Purpose::Inspection),
    ("/children", Purpose::OwnChild),
    ("/show-as", Purpose::Pupil),
    ("/pupils", Purpose::Pupil),
    ("/classes", Purpose::Assessing),
    ("/to-do", Purpose::Duties),
    ("/staff", Purpose::Duties),
    ("/schools/{school}/rounds/{round}/board", Purpose::Round),
    ("/schools/{school}/rounds/{round}/dialogue-coverage", Purpose::Dialogue),
    ("/schools/{school}/rounds/{round}/letters", Purpose::Dialogue),
    ("/schools/{school}/guarantee", Purpose::Guarantee),
    ("/schools/{school}/programmes", Purpose::Programme),
    ("/schools/{school}/dialogue", Purpose::Dialogue),
    ("/schools/{school}/measures", Purpose::Measures),
    ("/schools/{school}/support", Purpose::Measures),
    ("/programmes", Purpose::Programme),
    ("/measures", Purpose::Measures),
    ("/seminars", Purpose::Measures),
    ("/figures", Purpose::Evidence),
    ("/trail", Purpose::Evidence),
    ("/expla", Purpose::Evidence),
    ("/events", Purpose::Evidence),
    ("/rounds", Purpose::Round),
    ("/schools", Purpose::Results),
    ("/districts", Purpose::Results),
    ("/committees", Purpose::Results),
    ("/reports", Purpose::Results),
    ("/accounts", Purpose::Results),
    ("/decisions", Purpose::Results),
    ("/commitments", Purpose::Results),
    ("/do/", Purpose::Recording),
    ("/commands", Purpose::Recording),
    ("insyn reads", Purpose::Inspection),
    ("insyn view pupil", Purpose::Pupil),
    ("insyn view todo", Purpose::Duties),
    ("insyn view guarantee", Purpose::Guarantee),
    ("insyn view programme", Purpose::Programme),
    ("insyn view dialogue", Purpose::Dialogue),
    ("insyn view measures", Purpose::Measures),
    ("insyn view support", Purpose::Measures),
    ("insyn view round-board", Purpose::Round),
    ("insyn view", Purpose::Results),
    ("insyn report", Purpose::Results),
    ("insyn trail", Purpose::Evidence),
    ("insyn explain", Purpose::Evidence),
    ("insyn follow-up", Purpose::Duties),
    ("insyn round", Purpose::Round),
    ("insyn do", Purpose::Recording),
    ("insyn export", Purpose::Export),
    ("insyn import", Purpose::Import),
];

impl Purpose {
    /// What something is read for; none: nothing of a pupil is to be read there.
    #[must_use]
    pub fn of(what: &str) -> Option<Self> {
        let (_, path) = what
            .split_once(" /")
            .map_or(("", what), |(method, _)| (method, &what[method.len() + 1..]));
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        // The start page begins with one's duties.
        if path == "/" {
            return Some(Self::Duties);
        }
        // A letter to a guardian, wherever it is found.
        if path.contains("/letters") && !path.starts_with("/children") {
            return Some(Self::Dialogue);
        }
        TABLE.iter().find(|(begin, _)| path.starts_with(begin)).map(|(_, purpose)| *purpose)
    }

    /// In Swedish.
    #[must_use]
    pub const fn sv(self) -> &'static str {
        match self {
            Self::Assessing => "Bedömning av klassen",
            Self::Pupil => "Uppföljning av eleven",
            Self::Round => "Omgångens läge",
            Self::Duties => "Egna uppgifter att göra",
            Self::Guarantee => "Garantin",
            Self::Programme => "Åtgärdsprogram",
            Self::Dialogue => "Dialogen med vårdnadshavare",
            Self::Measures => "Åtgärder och stöd på skolan",
            Self::Evidence => "Granskning av underlag",
            Self::Results => "Enhetens resultat",
            Self::Recording => "Registrering",
            Self::OwnChild => "Vårdnadshavares egen läsning",
            Self::Inspection => "Granskning av vem som läst",
            Self::Export => "Uttag av uppgifter",
            Self::Import => "Inläsning av uppgifter",
        }
    }

    /// In English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Assessing => "Assessment of the class",
            Self::Pupil => "Following the pupil's development",
            Self::Round => "State of the round",
            Self::Duties => "Own duties",
            Self::Guarantee => "The guarantee",
            Self::Programme => "Action programme",
            Self::Dialogue => "The dialogue with guardians",
            Self::Measures => "Measures and support at the school",
            Self::Evidence => "Examination of evidence",
            Self::Results => "Results of the unit",
            Self::Recording => "Recording",
            Self::OwnChild => "A guardian's own reading",
            Self::Inspection => "Examination of who has read",
            Self::Export => "Taking out data",
            Self::Import => "Bringing in data",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_told_by_what_is_asked_for() {
        let cases = [
            ("GET /", Some(Purpose::Duties)),
            ("POST /classes/{class}/rounds/{round}/cells", Some(Purpose::Assessing)),
            ("GET /pupils/{pupil}", Some(Purpose::Pupil)),
            ("GET /api/v1/pupils/{pupil}/reads", Some(Purpose::Inspection)),
            ("GET /api/v1/schools/{school}/rounds/{round}/board", Some(Purpose::Round)),
            ("GET /api/v1/schools/{school}/rounds/{round}", Some(Purpose::Results)),
            ("insyn export events", Some(Purpose::Export)),
            ("GET /sign-in", None),
            ("GET ", None),
        ];
        for (what, purpose) in cases {
            assert_eq!(Purpose::of(what), purpose, "{what}");
        }
    }
}

//! The table in words: for its export, and for whoever reads that.

use super::{Kind, Relation};

/// Every kind of sight with its code name and what it is of.
const KINDS: [(Kind, &str, &str); 24] = [
    (Kind::Pupils, "pupils", "a class with names and results, and each pupil of it"),
    (Kind::PupilsOfSchool, "pupils_of_school", "the pupils of a school unit by name"),
    (Kind::RoundBoard, "round_board", "a round at a school unit by class: status and missing"),
    (Kind::Figures, "figures", "figures of school units, districts and committees"),
    (Kind::OwnMatters, "own_matters", "their own to-do list and agreement figures"),
    (Kind::Guarantee, "guarantee", "a school unit's shortfalls and their answers"),
    (Kind::Programmes, "programmes", "the decisions of a pupil's action programmes"),
    (Kind::Investigations, "investigations", "the investigations behind the programmes"),
    (Kind::ProgrammesOfSchool, "programmes_of_school", "a school unit's cases, pupil by pupil"),
    (Kind::Dialogues, "dialogues", "the dialogue with a pupil's guardians"),
    (Kind::DialogueCoverage, "dialogue_coverage", "how many guardians have been reached"),
    (Kind::Measures, "measures", "measures and their effect, no pupil named"),
    (Kind::Seminars, "seminars", "seminars and the agreement in them"),
    (Kind::Support, "support", "coaching, development, conditions and acts of leadership"),
    (Kind::Competence, "competence", "training and authorisation of the staff"),
    (Kind::Accounts, "accounts", "a school unit's account"),
    (Kind::Reports, "reports", "a committee's report, live or before delivery"),
    (Kind::DeliveredReports, "delivered_reports", "delivered reports"),
    (Kind::Public, "public", "knowledge rights, commitments, debates and decisions"),
    (Kind::TrailOfSchool, "trail_of_school", "the pseudonymous trail of a school unit"),
    (Kind::Trail, "trail", "the pseudonymous trail of anything"),
    (Kind::Reads, "reads", "who has read a pupil's data"),
    (Kind::OwnChild, "own_child", "the own child and what was said with this guardian"),
    (Kind::Status, "status", "sizes, checkpoints and safeguards; no pupil data"),
];

impl Kind {
    /// Every kind, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.into_iter().map(|(kind, ..)| kind)
    }

    /// The code name, as exported.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// What it is of.
    #[must_use]
    pub fn words(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (Self, &'static str, &'static str) {
        let row = KINDS.into_iter().find(|(kind, ..)| *kind == self);
        row.expect("every kind has its words: a test holds it")
    }
}

impl Relation {
    /// The code name, as exported.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::District => "district",
            Self::School => "school",
            Self::OwnClass => "own_class",
            Self::Own => "own",
            Self::OwnChild => "own_child",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Municipality => "in the whole municipality",
            Self::District => "in the district of the role",
            Self::School => "at the school unit of the role",
            Self::OwnClass => "of a class they assess",
            Self::Own => "themselves",
            Self::OwnChild => {
                "linked, not blocked, the child under 18 and not in protected registration"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words_once_and_in_order() {
        // The last kind has the greatest number: none is left out, since all of them are different.
        assert_eq!(Kind::Status as usize + 1, KINDS.len());
        assert!(KINDS.iter().enumerate().all(|(at, (kind, ..))| *kind as usize == at));
    }
}

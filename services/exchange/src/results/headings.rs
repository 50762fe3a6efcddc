//! Finding the columns by their headings.

use super::grid::{Grid, GridRow};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Civic number.
    Civic,
    /// Whole name.
    Name,
    /// Given name.
    Given,
    /// Family name.
    Family,
    /// Class.
    Class,
    /// The result.
    Result,
    /// The day of the assessment.
    Day,
    /// A comment.
    Comment,
    /// Why there is no result.
    Reason,
}

/// Headings in lower case without blanks and punctuation.
const WORDS: &[(Heading, &[&str])] = &[
    (
        Heading::Civic,
        &[
            "personnummer",
            "personnr",
            "persnr",
            "pnr",
            "elevid",
            "elevspersonnummer",
            "elevenspersonnummer",
            "samordningsnummer",
            "civicnumber",
            "civicno",
            "personalnumber",
            "personalidentitynumber",
            "pupilid",
            "studentid",
        ],
    ),
    (
        Heading::Name,
        &[
            "namn",
            "elev",
            "elevnamn",
            "elevensnamn",
            "elever",
            "name",
            "pupil",
            "pupilname",
            "student",
            "studentname",
            "fullname",
        ],
    ),
    (Heading::Given, &["förnamn", "tilltalsnamn", "firstname", "givenname", "forename"]),
    (Heading::Family, &["efternamn", "lastname", "familyname", "surname"]),
    (
        Heading::Class,
        &["klass", "class", "grupp", "group", "klassgrupp", "undervisningsgrupp", "form"],
    ),
    (
        Heading::Result,
        &[
            "lus",
            "luspunkt",
            "luspoäng",
            "lusresultat",
            "lusnivå",
            "lusvärde",
            "punkt",
            "point",
            "poäng",
            "luspoint",
            "lusscore",
            "resultat",
            "result",
            "score",
            "läspunkt",
            "läsnivå",
        ],
    ),
    (
        Heading::Day,
        &[
            "datum",
            "bedömddatum",
            "bedömningsdatum",
            "bedömdatum",
            "bedömd",
            "bedömdden",
            "dag",
            "date",
            "assessed",
            "assessedon",
            "assessmentdate",
            "dateassessed",
        ],
    ),
    (
        Heading::Comment,
        &[
            "kommentar",
            "kommentarer",
            "anteckning",
            "anteckningar",
            "notering",
            "comment",
            "comments",
            "note",
            "notes",
            "remark",
            "remarks",
            "övrigt",
        ],
    ),
    (
        Heading::Reason,
        &[
            "ejbedömd",
            "orsak",
            "skäl",
            "ejbedömdorsak",
            "orsaktillejbedömd",
            "ejbedömdskäl",
            "orsakejbedömd",
            "notassessed",
            "reason",
            "notassessedreason",
            "reasonnotassessed",
        ],
    ),
];

/// How far down headings are looked for.
const HEADING_ROWS: usize = 15;

/// Where the headings stand, and which column holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// The row's place in the grid.
    pub(super) at: usize,
    pub(super) found: Vec<(Heading, u32)>,
}

impl Columns {
    pub(super) fn of(&self, heading: Heading) -> Option<u32> {
        self.found.iter().find(|(found, _)| *found == heading).map(|(_, column)| *column)
    }

    /// A result, and for whom it is.
    fn suffice(&self) -> bool {
        let has = |heading| self.of(heading).is_some();
        let whom = has(Heading::Civic)
            || has(Heading::Name)
            || (has(Heading::Given) && has(Heading::Family));
        (has(Heading::Result) || has(Heading::Reason)) && whom
    }
}

/// Finds the headings in the first rows: the row that has most of them, the first of equals.
pub(super) fn find(grid: &Grid) -> Option<Columns> {
    let rows = grid.rows.iter().take(HEADING_ROWS).enumerate();
    let candidates = rows.map(|(at, row)| Columns { at, found: headings(row) });
    let mut best: Option<Columns> = None;
    for columns in candidates.filter(Columns::suffice) {
        if best.as_ref().is_none_or(|best| columns.found.len() > best.found.len()) {
            best = Some(columns);
        }
    }
    best
}

/// A row's headings; of two columns with the same heading the first counts.
fn headings(row: &GridRow) -> Vec<(Heading, u32)> {
    let mut found: Vec<(Heading, u32)> = Vec::new();
    for (column, cell) in (0u32..).zip(&row.cells) {
        if let Some(heading) = heading(&cell.text())
            && !found.iter().any(|(known, _)| *known == heading)
        {
            found.push((heading, column));
        }
    }
    found
}

fn heading(text: &str) -> Option<Heading> {
    let plain: String = super::names::composed(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(60)
        .collect();
    let exact = WORDS.iter().find(|(_, words)| words.contains(&plain.as_str()));
    // "LUS september 2025", "Personnummer (12 siffror)": a heading with an addition.
    let begins = || {
        let opening = [("personnummer", Heading::Civic), ("luspunkt", Heading::Result)];
        let opening = opening.iter().find(|(word, _)| plain.starts_with(word)).map(|o| o.1);
        let lus = text.trim().to_lowercase().starts_with("lus ");
        opening.or(lus.then_some(Heading::Result))
    };
    exact.map(|(heading, _)| *heading).or_else(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_both_languages_whatever_their_spelling() {
        for (text, wanted) in [
            ("Personnummer", Heading::Civic),
            ("PERSONNR.", Heading::Civic),
            ("Civic number", Heading::Civic),
            ("Elev-id", Heading::Civic),
            (" namn ", Heading::Name),
            ("Förnamn", Heading::Given),
            ("Fo\u{308}rnamn", Heading::Given),
            ("LUS-punkt", Heading::Result),
            ("LUS september 2025", Heading::Result),
            ("Bedömd datum", Heading::Day),
            ("Ej bedömd/Orsak", Heading::Reason),
            ("Anteckning", Heading::Comment),
            ("Grupp:", Heading::Class),
        ] {
            assert_eq!(heading(text), Some(wanted), "{text}");
        }
        assert_eq!(heading("Kommun"), None);
        assert_eq!(heading(""), None);
    }
}

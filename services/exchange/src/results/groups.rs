//! Which rows belong together: those of a class however it is spelt, or of a sheet.

use std::collections::BTreeMap;

use super::names::name_key;
use super::roster::Roster;
use super::row::Row;
use crate::Unavailable;

/// The key by which classes and groups are compared everywhere: "7A", "7 a" and "7-A" are one.
#[must_use]
pub fn group_key(name: &str) -> String {
    name_key(name).replace(' ', "")
}

/// The groups of a file, in the order in which they begin.
pub(super) struct Groups {
    /// What each is called.
    pub(super) names: Vec<String>,
    /// Each row's group: its place among the names.
    pub(super) of_rows: Vec<usize>,
}

impl Groups {
    /// Sorts rows into groups and names each by a text that may be shown.
    pub(super) fn of(rows: &[Row], roster: &dyn Roster) -> Result<Self, Unavailable> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut groups = Self { names: Vec::new(), of_rows: Vec::with_capacity(rows.len()) };
        let mut above: Option<&Row> = None;
        for row in rows {
            let class = class_of(row, above);
            if class.is_some() && !row.is_nobodys() {
                above = Some(row);
            }
            let key = group_key(class.unwrap_or(&row.sheet));
            let place = match places.get(&key) {
                Some(place) => *place,
                None => {
                    let place = groups.names.len();
                    groups.names.push(name(row, class, roster)?);
                    places.insert(key, place);
                    place
                }
            };
            groups.of_rows.push(place);
        }
        Ok(groups)
    }
}

/// The class as written, where the row has one. A value that is nobody's and of no class most likely
/// belongs with the row above that has one, and so holds back the class of that row.
fn class_of<'a>(row: &'a Row, above: Option<&'a Row>) -> Option<&'a str> {
    let above = above.filter(|above| row.is_nobodys() && above.sheet == row.sheet);
    let stated = |row: &&Row| !group_key(&row.class).is_empty();
    Some(row).filter(stated).or(above).map(|row| row.class.as_str())
}

/// A class by its name, but only where the record has a class of that name: anything may have been
/// typed into the cell, a pupil's name or civic number too. Else by the place where the group begins.
fn name(row: &Row, class: Option<&str>, roster: &dyn Roster) -> Result<String, Unavailable> {
    Ok(match class {
        None => row.sheet.clone(),
        Some(class) if roster.is_class(class)? => class.to_owned(),
        Some(_) => format!("? ({} row {})", row.sheet, row.number),
    })
}

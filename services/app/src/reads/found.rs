//! The pupils that an answer names, by the ids that stand in its bytes.

use std::collections::BTreeSet;

use domain::id::{ProgrammeId, PupilId};
use domain::query::Tag;
use projections::Facts;

use super::ReadsError;
use crate::store::App;

/// Letters of an id: sixteen bytes in lower hexadecimal digits, as ids are always written.
const ID: usize = 32;

impl App {
    /// The pupils whose ids stand in these bytes, and those whose cases' ids do. Whole bytes of an answer as
    /// they are sent; of what is packed (a PDF, a workbook) nothing can be found, and what was opened for it
    /// counts ([`super::noted`]).
    ///
    /// Asks for the facts, where there is any id.
    ///
    /// # Errors
    /// [`ReadsError::Facts`].
    pub fn pupils_in(&self, bytes: &[u8]) -> Result<BTreeSet<PupilId>, ReadsError> {
        let ids = ids_in(bytes);
        if ids.is_empty() {
            return Ok(BTreeSet::new());
        }
        let facts = self.facts().map_err(ReadsError::Facts)?;
        Ok(ids.into_iter().filter_map(|id| pupil_of(&facts, id)).collect())
    }
}

/// The pupil with this id, or whose case has it.
fn pupil_of(facts: &Facts, id: [u8; 16]) -> Option<PupilId> {
    let pupil = PupilId::from_bytes(id);
    if facts.knows_pupil(pupil) {
        return Some(pupil);
    }
    let case = Tag::Programme(ProgrammeId::from_bytes(id));
    let opened = facts.ledger(case, facts.size()).next()?;
    opened.event.tags().into_iter().find_map(|tag| match tag {
        Tag::Pupil(pupil) => Some(pupil),
        _ => None,
    })
}

/// Whatever can be read as an id. Where digits stand before or after one (`%3A`, a hash), every place it
/// could begin at is tried.
fn ids_in(bytes: &[u8]) -> BTreeSet<[u8; 16]> {
    let mut ids = BTreeSet::new();
    let mut last = ID - 1;
    // Of any run that is long enough, one of these bytes is part.
    while last < bytes.len() {
        if digit(bytes[last]).is_none() {
            last += ID;
            continue;
        }
        let before = bytes[..last].iter().rev().take_while(|byte| digit(**byte).is_some()).count();
        let after = bytes[last..].iter().take_while(|byte| digit(**byte).is_some()).count();
        let run = &bytes[last - before..last + after];
        ids.extend(run.windows(ID).filter_map(id_of));
        last += after + ID;
    }
    ids
}

fn id_of(text: &[u8]) -> Option<[u8; 16]> {
    let mut id = [0; 16];
    for (byte, pair) in id.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(id)
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> String {
        PupilId::from_bytes([byte; 16]).to_string()
    }

    #[test]
    fn an_id_is_found_wherever_it_stands() {
        for shift in 0..70 {
            let padding = "x".repeat(shift);
            let text = format!("{padding}<a href=\"/pupils/{}\">, {}", id(0x1a), id(0x2b));
            assert_eq!(ids_in(text.as_bytes()), BTreeSet::from([[0x1a; 16], [0x2b; 16]]));
        }
        assert_eq!(ids_in(id(7).as_bytes()), BTreeSet::from([[7; 16]]));
        assert!(ids_in(&id(7).as_bytes()[1..]).is_empty());
        assert!(ids_in(b"").is_empty());
    }

    #[test]
    fn digits_beside_an_id_do_not_hide_it() {
        for text in [format!("%3a{}", id(9)), format!("e{}", id(9)), format!("{}0", id(9))] {
            assert!(ids_in(text.as_bytes()).contains(&[9; 16]), "{text}");
        }
        let hash = "ab".repeat(32);
        let text = format!("{hash} {hash}{}", id(0x4c));
        assert!(ids_in(text.as_bytes()).contains(&[0x4c; 16]));
    }
}

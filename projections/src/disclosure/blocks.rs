//! Complementary suppression in a tree of places: which rows are hidden, so that what is hidden lies in
//! blocks of which nothing but the sum can be worked out.

use std::collections::BTreeSet;

use domain::id::DistrictId;

/// Where a row belongs: a district, or none.
pub(super) type Place = Option<DistrictId>;

/// One row: the smaller come first, and are the first to be hidden beside another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// None: it lies in several places at once, and only the municipality's total counts it whole.
    pub(super) place: Option<Place>,
    /// Hidden by itself.
    pub(super) sensitive: bool,
}

/// What is hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Blocks {
    /// By row.
    pub(super) hidden: Vec<bool>,
    /// The blocks, each of hidden rows by number.
    pub(super) blocks: Vec<Vec<usize>>,
    /// The places whose totals are hidden: their hidden rows lie in the common block.
    pub(super) open: BTreeSet<Place>,
    /// Whether the municipality's total is told.
    pub(super) total: bool,
}

/// Hides rows until every block is safe. `safe` says so of rows whose sum is known.
///
/// Each place hides its own smallest rows; a place that has no safe block, or is in `open` already, has its
/// total hidden too, and its hidden rows lie in one block with those of other such places. Where even that
/// is not safe with every row in it, the municipality's total is hidden: then nothing tells of the block.
pub(super) fn hide(
    rows: &[Row],
    open: &BTreeSet<Place>,
    complement: bool,
    safe: impl Fn(&[usize]) -> bool,
) -> Blocks {
    let sensitive = |row: &usize| rows[*row].sensitive;
    let places: BTreeSet<Place> = rows.iter().filter_map(|row| row.place).collect();
    let mut open: BTreeSet<Place> = open.clone();
    let mut own: Vec<(Place, Vec<usize>)> = Vec::new();
    let mut common: Vec<usize> =
        (0..rows.len()).filter(|row| rows[*row].place.is_none()).filter(sensitive).collect();
    for place in places {
        let here: Vec<usize> =
            (0..rows.len()).filter(|row| rows[*row].place == Some(place)).collect();
        let found: Vec<usize> = here.iter().copied().filter(sensitive).collect();
        if open.contains(&place) {
            common.extend(found);
            continue;
        }
        match grown(found.clone(), &here, complement, &safe) {
            Some(block) => own.push((place, block)),
            None => {
                open.insert(place);
                common.extend(found);
            }
        }
    }
    let total = join(rows, &mut common, &mut own, &mut open, complement, &safe);
    let mut hidden = vec![false; rows.len()];
    let own = own.into_iter().map(|(_, block)| block);
    let blocks: Vec<Vec<usize>> = own.chain([common]).filter(|block| !block.is_empty()).collect();
    blocks.iter().flatten().for_each(|row| hidden[*row] = true);
    Blocks { hidden, blocks, open, total }
}

/// The block with the smallest rows beside, until it is safe; none where it never is.
fn grown(
    mut block: Vec<usize>,
    candidates: &[usize],
    complement: bool,
    safe: &impl Fn(&[usize]) -> bool,
) -> Option<Vec<usize>> {
    let mut left =
        candidates.iter().filter(|row| !block.contains(row)).copied().collect::<Vec<_>>();
    left.reverse();
    while complement && !block.is_empty() && !safe(&block) {
        block.push(left.pop()?);
    }
    Some(block)
}

/// Adds rows of places that still have totals, with all that these hide, until the common block is safe.
/// Whether it is.
fn join(
    rows: &[Row],
    common: &mut Vec<usize>,
    own: &mut Vec<(Place, Vec<usize>)>,
    open: &mut BTreeSet<Place>,
    complement: bool,
    safe: &impl Fn(&[usize]) -> bool,
) -> bool {
    while complement && !common.is_empty() && !safe(common) {
        let hidden = |row: &usize| own.iter().any(|(_, block)| block.contains(row));
        let free = |row: &usize| !common.contains(row) && !hidden(row);
        let next = (0..rows.len()).find(free);
        let place = match next {
            Some(row) => rows[row].place,
            None => own.iter().find(|(_, block)| !block.is_empty()).map(|(place, _)| *place),
        };
        if next.is_none() && place.is_none() {
            return false;
        }
        common.extend(next);
        if let Some(place) = place {
            open.insert(place);
            if let Some(at) = own.iter().position(|(of, _)| *of == place) {
                common.extend(own.swap_remove(at).1);
            }
        }
    }
    true
}

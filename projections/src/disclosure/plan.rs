//! Which groups are told: decided once, at the first release, for each grade.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Blocks, Place, Row, hide};
use super::rule::{SuppressionRule, mark};
use super::shown::Shown;
use super::world::{Districts, Tables};
use crate::figure::cell::Cell;

/// The ranks at which targets cut, by grade: those of every school unit, and a school unit's own.
#[derive(Debug, Clone, Default)]
pub(super) struct Thresholds {
    pub(super) municipal: BTreeMap<u8, BTreeSet<u8>>,
    pub(super) own: BTreeMap<(u8, u32), BTreeSet<u8>>,
}

impl Thresholds {
    fn common(&self, grade: u8) -> BTreeSet<u8> {
        self.municipal.get(&grade).cloned().unwrap_or_default()
    }

    /// Those told of a school unit.
    pub(super) fn at(&self, grade: u8, school: u32) -> BTreeSet<u8> {
        let own = self.own.get(&(grade, school)).into_iter().flatten();
        self.common(grade).into_iter().chain(own.copied()).collect()
    }
}

/// What decides: the rules, and whether complements are hidden (only tests say no).
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) groups: SuppressionRule,
    pub(super) targets: SuppressionRule,
    pub(super) spread: SuppressionRule,
    pub(super) complement: bool,
}

/// School units of which only the sum can be worked out, or one that is told.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    members: Vec<u32>,
    place: Option<Place>,
    hidden: bool,
}

/// A grade.
#[derive(Debug, Clone)]
pub(super) struct GradePlan {
    atoms: Vec<Atom>,
    /// The atom of each school unit.
    index: BTreeMap<u32, usize>,
    groups: Blocks,
    results: Blocks,
}

/// All grades.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) grades: BTreeMap<u8, GradePlan>,
}

/// What of a group is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// Population, assessed, coverage.
    pub(super) groups: bool,
    /// Shares and medians.
    pub(super) results: bool,
}

impl Plan {
    pub(super) fn new(
        tables: &Tables,
        districts: &Districts,
        order: &[u32],
        thresholds: &Thresholds,
        terms: &Terms,
    ) -> Self {
        let grades: BTreeSet<u8> = tables.groups.keys().map(|(grade, _)| *grade).collect();
        let plan = |grade| {
            let schools: Vec<u32> = order
                .iter()
                .copied()
                .filter(|school| tables.groups.contains_key(&(grade, *school)))
                .collect();
            let groups = told_groups(tables, districts, (grade, &schools), terms);
            let atoms = atoms(&schools, districts, &groups);
            let results = told_results(tables, (grade, &atoms), thresholds, terms, &groups);
            let of = |(at, atom): (usize, &Atom)| {
                atom.members.iter().map(|school| (*school, at)).collect::<Vec<_>>()
            };
            let index = atoms.iter().enumerate().flat_map(of).collect();
            (grade, GradePlan { atoms, index, groups, results })
        };
        Self { grades: grades.into_iter().map(plan).collect() }
    }

    /// Of a school unit's grade; none where it has no pupils in it.
    pub(super) fn of_school(&self, grade: u8, school: u32) -> Option<Told> {
        let plan = self.grades.get(&grade)?;
        let at = *plan.index.get(&school)?;
        let groups = !plan.atoms[at].hidden;
        Some(Told { groups, results: groups && !plan.results.hidden[at] })
    }

    /// Of a district's grade, or (without place) of the municipality's.
    pub(super) fn of_area(&self, grade: u8, place: Option<Place>) -> Told {
        let Some(plan) = self.grades.get(&grade) else {
            return Told { groups: true, results: true };
        };
        match place {
            Some(place) => Told {
                groups: !plan.groups.open.contains(&place),
                results: !plan.results.open.contains(&place),
            },
            None => {
                Told { groups: plan.groups.total, results: plan.groups.total && plan.results.total }
            }
        }
    }

    /// Of some school units together: told where each atom lies in them whole or not at all.
    pub(super) fn of_schools(&self, grade: u8, schools: &[u32]) -> Told {
        let Some(plan) = self.grades.get(&grade) else {
            return Told { groups: true, results: true };
        };
        let within = |atom: &Atom| atom.members.iter().filter(|s| schools.contains(s)).count();
        let is_whole = |atom: &Atom| within(atom) == 0 || within(atom) == atom.members.len();
        let groups = plan.groups.total && plan.atoms.iter().all(is_whole);
        let touched = |at: &usize| within(&plan.atoms[*at]) > 0;
        let is_hidden = |block: &Vec<usize>| {
            let inside = block.iter().filter(|at| touched(at)).count();
            inside > 0 && inside < block.len()
        };
        let blocks = !plan.results.blocks.iter().any(is_hidden) && plan.results.total;
        Told { groups, results: groups && blocks }
    }

    /// Whether everything told by itself may still be told.
    pub(super) fn holds(&self, tables: &Tables, thresholds: &Thresholds, terms: &Terms) -> bool {
        tables.groups.iter().all(|((grade, school), cell)| {
            let told = self.of_school(*grade, *school);
            let groups = told.is_some_and(|told| !told.groups) || is_group(cell, terms);
            let results = told.is_some_and(|told| !told.results)
                || thresholds.at(*grade, *school).iter().all(|rank| is_told(cell, *rank, terms));
            told.is_some() && groups && results
        })
    }

    /// Whether all areas of a grade are told, their groups and their results.
    pub(super) fn all_areas(&self, districts_too: bool) -> Told {
        let all = |blocks: fn(&GradePlan) -> &Blocks| {
            self.grades.values().all(|plan| {
                let blocks = blocks(plan);
                blocks.total && (!districts_too || blocks.open.is_empty())
            })
        };
        let groups = all(|plan| &plan.groups);
        Told { groups, results: groups && all(|plan| &plan.results) }
    }
}

fn is_group(cell: &Cell, terms: &Terms) -> bool {
    terms.groups.is_base(cell.population) && terms.groups.is_base(cell.assessed)
}

/// Whether a share may stand exactly, by itself.
fn is_told(cell: &Cell, rank: u8, terms: &Terms) -> bool {
    cell.assessed == 0 || terms.targets.is_share(cell.at_or_above(rank), cell.assessed)
}

fn told_groups(
    tables: &Tables,
    districts: &Districts,
    (grade, schools): (u8, &[u32]),
    terms: &Terms,
) -> Blocks {
    let cells: Vec<&Cell> =
        schools.iter().map(|school| &tables.groups[&(grade, *school)]).collect();
    let row = |(school, cell): (&u32, &&Cell)| Row {
        place: Some(districts.district(*school)),
        sensitive: !is_group(cell, terms),
    };
    let rows: Vec<Row> = schools.iter().zip(&cells).map(row).collect();
    // Of two or more hidden school units each may have had any part of the sum.
    let safe = |block: &[usize]| {
        let sum: Cell = block.iter().map(|row| cells[*row]).sum();
        block.len() > 1 && sum.population > 0 && is_group(&sum, terms)
    };
    hide(&rows, &BTreeSet::new(), terms.complement, safe)
}

fn atoms(schools: &[u32], districts: &Districts, groups: &Blocks) -> Vec<Atom> {
    let place = |members: &[u32]| {
        let places: BTreeSet<Place> = members.iter().map(|s| districts.district(*s)).collect();
        if places.len() == 1 { places.into_iter().next() } else { None }
    };
    // A block stands where its smallest member does.
    let atom = |row: usize| {
        let own = groups.blocks.iter().find(|block| block.contains(&row));
        let members: Vec<u32> = match own {
            None => vec![schools[row]],
            Some(block) if block.iter().min() == Some(&row) => {
                block.iter().map(|row| schools[*row]).collect()
            }
            Some(_) => return None,
        };
        Some(Atom { place: place(&members), members, hidden: own.is_some() })
    };
    (0..schools.len()).filter_map(atom).collect()
}

/// What can be worked out of how many did not reach, where the sum over the rows is known.
struct Reach {
    not_reached: u32,
    assessed: u32,
    /// What the mark of the row by itself leaves open.
    open: (u32, u32),
    /// What has to stay open; none: anything but the number itself.
    needed: Option<(u32, u32)>,
}

fn told_results(
    tables: &Tables,
    (grade, atoms): (u8, &[Atom]),
    thresholds: &Thresholds,
    terms: &Terms,
    groups: &Blocks,
) -> Blocks {
    let cell = |atom: &Atom| {
        atom.members.iter().filter_map(|school| tables.groups.get(&(grade, *school))).sum()
    };
    let cells: Vec<Cell> = atoms.iter().map(cell).collect();
    let common = thresholds.common(grade);
    let row = |(atom, cell): (&Atom, &Cell)| Row {
        place: atom.place,
        sensitive: cell.assessed > 0 && is_sensitive((grade, atom, cell), thresholds, terms),
    };
    let rows: Vec<Row> = atoms.iter().zip(&cells).map(row).collect();
    let coded: Vec<bool> = atoms.iter().map(|atom| is_coded(grade, atom, thresholds)).collect();
    let safe = |block: &[usize]| {
        common.iter().all(|rank| {
            let reach =
                |row: &usize| reach(&atoms[*row], &cells[*row], (*rank, coded[*row]), terms);
            let each: Vec<Reach> = block.iter().map(reach).collect();
            let places = block.iter().map(|row| atoms[*row].place);
            is_safe(&each, &of_places(&each, places, &terms.targets), &terms.targets)
        })
    };
    hide(&rows, &groups.open, terms.complement, safe)
}

/// Marks are told of a school unit by itself, and only where one target cuts.
fn is_coded(grade: u8, atom: &Atom, thresholds: &Thresholds) -> bool {
    !atom.hidden
        && atom.members.first().is_some_and(|school| thresholds.at(grade, *school).len() == 1)
}

fn is_sensitive(
    (grade, atom, cell): (u8, &Atom, &Cell),
    thresholds: &Thresholds,
    terms: &Terms,
) -> bool {
    if !atom.hidden {
        let mut ranks = atom.members.iter().flat_map(|school| thresholds.at(grade, *school));
        return ranks.any(|rank| !is_told(cell, rank, terms));
    }
    // Everyone of a sum having reached would be told of each hidden school unit in it.
    thresholds.common(grade).into_iter().any(|rank| {
        !is_told(cell, rank, terms)
            || cell.assessed - cell.at_or_above(rank) <= terms.targets.top_code
    })
}

fn reach(atom: &Atom, cell: &Cell, (rank, coded): (u8, bool), terms: &Terms) -> Reach {
    let rule = &terms.targets;
    let (assessed, reached) = (cell.assessed, cell.at_or_above(rank));
    let not_reached = assessed - reached;
    let few = few(assessed, rule);
    let free = (0, assessed);
    let (open, needed) = match mark(rule, reached, assessed) {
        Shown::Suppressed => (free, Some((few, assessed))),
        _ if atom.hidden => (free, Some((few, rule.top_code + 1))),
        Shown::TopCoded if coded => ((1, rule.top_code), Some((1, rule.top_code))),
        Shown::TopCoded => (free, Some((1, rule.top_code))),
        Shown::BottomCoded => {
            let marked = (assessed.saturating_sub(rule.bottom_code), assessed - 1);
            (if coded { marked } else { free }, Some(marked))
        }
        _ => (free, None),
    };
    Reach { not_reached, assessed, open, needed }
}

/// How few did not reach, where as many reached as are too few to tell.
fn few(assessed: u32, rule: &SuppressionRule) -> u32 {
    assessed.saturating_sub(rule.least_numerator.saturating_sub(1))
}

/// The hidden rows of each place together, where there are several places: their totals are hidden too.
fn of_places(
    rows: &[Reach],
    places: impl Iterator<Item = Option<Place>>,
    rule: &SuppressionRule,
) -> Vec<Reach> {
    let mut sums: BTreeMap<Option<Place>, Reach> = BTreeMap::new();
    for (row, place) in rows.iter().zip(places) {
        let none = Reach { not_reached: 0, assessed: 0, open: (0, 0), needed: None };
        let sum = sums.entry(place).or_insert(none);
        sum.not_reached += row.not_reached;
        sum.assessed += row.assessed;
        sum.open = (sum.open.0 + row.open.0, sum.open.1 + row.open.1);
    }
    let several = sums.len() > 1;
    let needed = |sum: Reach| {
        let is_few = sum.assessed - sum.not_reached < rule.least_numerator;
        let needed = is_few.then(|| (few(sum.assessed, rule), sum.assessed));
        Reach { needed: needed.filter(|_| sum.assessed > 0), ..sum }
    };
    sums.into_values().filter(|_| several).map(needed).collect()
}

/// Whether the sum of the rows leaves each of them, and each of some sums of them, as open as it has to be.
/// The bounds are sharp, in whole numbers: rows take from each other.
fn is_safe(rows: &[Reach], sums: &[Reach], rule: &SuppressionRule) -> bool {
    let sum = |part: fn(&Reach) -> u32| rows.iter().map(part).sum::<u32>();
    let (total, assessed) = (sum(|row| row.not_reached), sum(|row| row.assessed));
    let (low, high) = (sum(|row| row.open.0), sum(|row| row.open.1));
    rule.is_share(assessed - total, assessed)
        && rows.iter().chain(sums).all(|row| {
            let least = row.open.0.max((total + row.open.1).saturating_sub(high));
            let most = row.open.1.min((total + row.open.0).saturating_sub(low));
            match row.needed {
                Some((from, to)) => least <= from && most >= to.min(row.assessed),
                None => row.assessed == 0 || least < most,
            }
        })
}

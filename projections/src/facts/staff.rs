//! Members of staff, their roles, and the assessors of classes.

use domain::calendar::Day;
use domain::organisation::{self as term, AssessorKind};
use domain::people::{Role, Scope};
use serde::{Deserialize, Serialize};

use super::history::History;
use super::ids::{Ids, row};
use super::organisation::{Life, Organisation};

/// A role granted or ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RoleChange {
    pub(crate) role: Role,
    pub(crate) scope: Scope,
    /// The first day of what this entry says.
    pub(crate) from: Day,
    /// For a grant: the first day it no longer holds, where known.
    pub(crate) to: Option<Day>,
    /// Granted, or ended.
    pub(crate) granted: bool,
}

/// An assessor assigned to, or ended at, a class.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AssessorChange {
    pub(crate) staff: u32,
    /// In what capacity; none: ended.
    pub(crate) kind: Option<AssessorKind>,
    pub(crate) from: Day,
    pub(crate) to: Option<Day>,
}

/// One member of staff.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct StaffRow {
    /// Engaged or left; an engagement also holds the name (sealed).
    pub(crate) life: History<Life>,
    pub(crate) roles: History<RoleChange>,
    /// Whether there is an address to remind at; the event holds it (sealed).
    pub(crate) contact: History<bool>,
    /// Classes ever assigned to, as numbers.
    pub(crate) classes: Vec<u32>,
}

/// The tables of staff.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Staff {
    pub(crate) rows: Vec<StaffRow>,
    /// By class number.
    pub(crate) assessors: Vec<History<AssessorChange>>,
}

impl Staff {
    pub(crate) fn engaged(&mut self, ids: &mut Ids, at: u32, e: &term::StaffEngaged) {
        let life = Life { open: true, from: e.from };
        row(&mut self.rows, ids.staff.intern(e.staff)).life.push(at, life);
    }

    pub(crate) fn left(&mut self, ids: &mut Ids, at: u32, e: &term::StaffLeft) {
        let life = Life { open: false, from: e.on };
        row(&mut self.rows, ids.staff.intern(e.staff)).life.push(at, life);
    }

    pub(crate) fn contact_set(&mut self, ids: &mut Ids, at: u32, e: &term::StaffContactSet) {
        let contact = &mut row(&mut self.rows, ids.staff.intern(e.staff)).contact;
        contact.push(at, e.address.is_some());
    }

    pub(crate) fn role_granted(&mut self, ids: &mut Ids, at: u32, e: &term::RoleGranted) {
        let change =
            RoleChange { role: e.role, scope: e.scope, from: e.from, to: e.to, granted: true };
        row(&mut self.rows, ids.staff.intern(e.staff)).roles.push(at, change);
    }

    pub(crate) fn role_ended(&mut self, ids: &mut Ids, at: u32, e: &term::RoleEnded) {
        let change =
            RoleChange { role: e.role, scope: e.scope, from: e.on, to: None, granted: false };
        row(&mut self.rows, ids.staff.intern(e.staff)).roles.push(at, change);
    }

    pub(crate) fn assessor_assigned(
        &mut self,
        ids: &mut Ids,
        organisation: &mut Organisation,
        at: u32,
        e: &term::AssessorAssigned,
    ) {
        let class = organisation.class(ids, e.class, e.school);
        let staff = ids.staff.intern(e.staff);
        let change = AssessorChange { staff, kind: Some(e.kind), from: e.from, to: e.to };
        row(&mut self.assessors, class).push(at, change);
        let classes = &mut row(&mut self.rows, staff).classes;
        if !classes.contains(&class) {
            classes.push(class);
        }
    }

    pub(crate) fn assessor_ended(
        &mut self,
        ids: &mut Ids,
        organisation: &mut Organisation,
        at: u32,
        e: &term::AssessorEnded,
    ) {
        let class = organisation.class(ids, e.class, e.school);
        let staff = ids.staff.intern(e.staff);
        let change = AssessorChange { staff, kind: None, from: e.on, to: None };
        row(&mut self.assessors, class).push(at, change);
    }
}

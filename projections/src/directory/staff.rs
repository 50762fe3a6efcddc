//! Members of staff, their roles on a day, and who assesses a class.

use domain::calendar::Day;
use domain::id::{ClassId, Position, SchoolUnitCode, Size, StaffId};
use domain::organisation::AssessorKind;
use domain::people::{Role, Scope};
use serde::Serialize;

use super::position;
use crate::Facts;
use crate::facts::{AssessorChange, Entry, RoleChange};

/// A member of staff on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StaffMember {
    /// Who.
    pub staff: StaffId,
    /// Engaged on the day.
    pub engaged: bool,
    /// The first day of the engagement in force.
    pub engaged_from: Option<Day>,
    /// The event that holds the newest name, as of now whatever the as-of.
    pub identity: Option<Position>,
}

/// A role held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RoleHeld {
    /// Who.
    pub staff: StaffId,
    /// Which role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
    /// From which day.
    pub from: Day,
    /// The first day it no longer holds, where that is known.
    pub to: Option<Day>,
    /// The event that granted it.
    pub position: Position,
}

/// Someone who assesses a class on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Assessor {
    /// Who.
    pub staff: StaffId,
    /// The class.
    pub class: ClassId,
    /// In what capacity.
    pub kind: AssessorKind,
    /// From which day.
    pub from: Day,
    /// The first day no longer, where that is known.
    pub to: Option<Day>,
    /// The event that assigned them.
    pub position: Position,
}

impl Facts {
    /// Everyone ever engaged, by id, as they are on a day.
    #[must_use]
    pub fn staff(&self, day: Day, at: Size) -> Vec<StaffMember> {
        let ids = self.ids.staff.keys().iter();
        let mut staff: Vec<_> = ids.filter_map(|id| self.staff_member(*id, day, at)).collect();
        staff.sort_by_key(|member| member.staff);
        staff
    }

    /// A member of staff on a day; none where no engagement is known.
    #[must_use]
    pub fn staff_member(&self, staff: StaffId, day: Day, at: Size) -> Option<StaffMember> {
        let row = self.staff.rows.get(self.ids.staff.get(staff)? as usize)?;
        let limit = self.limit(at);
        row.life.first(limit)?;
        let engaged = row.life.in_force(day, limit).filter(|entry| entry.value.open);
        Some(StaffMember {
            staff,
            engaged: engaged.is_some(),
            engaged_from: engaged.map(|entry| entry.value.from),
            identity: self.staff_identity(staff),
        })
    }

    /// The event that holds the newest name of a member of staff, as of now.
    #[must_use]
    pub fn staff_identity(&self, staff: StaffId) -> Option<Position> {
        let row = self.staff.rows.get(self.ids.staff.get(staff)? as usize)?;
        let engagements = row.life.before(self.limit(self.size())).iter().rev();
        engagements.filter(|e| e.value.open).map(|e| position(e.position)).next()
    }

    /// The event that holds the address at which a member of staff is reminded, as of now; none where there
    /// is no address.
    #[must_use]
    pub fn staff_contact(&self, staff: StaffId) -> Option<Position> {
        let row = self.staff.rows.get(self.ids.staff.get(staff)? as usize)?;
        let last = row.contact.at(self.limit(self.size()))?;
        last.value.then(|| position(last.position))
    }

    /// The roles a member of staff holds on a day, in order of granting. An end reaches what was granted
    /// before it and had begun by then; whoever leaves loses all roles granted before.
    #[must_use]
    pub fn roles(&self, staff: StaffId, day: Day, at: Size) -> Vec<RoleHeld> {
        let Some(number) = self.ids.staff.get(staff) else { return Vec::new() };
        let Some(row) = self.staff.rows.get(number as usize) else { return Vec::new() };
        let limit = self.limit(at);
        let left: Vec<u32> = row
            .life
            .before(limit)
            .iter()
            .filter(|entry| !entry.value.open && entry.value.from <= day)
            .map(|entry| entry.position)
            .collect();
        let changes = row.roles.before(limit);
        let held = changes.iter().enumerate().filter(|(n, entry)| {
            let grant = &entry.value;
            let in_time = grant.granted && grant.from <= day && grant.to.is_none_or(|to| day < to);
            let has_left = left.iter().any(|position| *position > entry.position);
            in_time && !has_left && !ended(&changes[n + 1..], grant, day)
        });
        held.map(|(_, entry)| role_held(staff, entry)).collect()
    }

    /// Everyone who holds a role in exactly this scope on a day, by id.
    #[must_use]
    pub fn staff_with_role(&self, role: Role, scope: Scope, day: Day, at: Size) -> Vec<StaffId> {
        let holds = |staff: &StaffId| {
            self.roles(*staff, day, at).iter().any(|held| held.role == role && held.scope == scope)
        };
        let mut staff: Vec<StaffId> = self.ids.staff.keys().iter().copied().filter(holds).collect();
        staff.sort_unstable();
        staff
    }

    /// Whether a role with this scope reaches a school unit on a day.
    #[must_use]
    pub fn covers(&self, scope: Scope, school: SchoolUnitCode, day: Day, at: Size) -> bool {
        match scope {
            Scope::Municipality => true,
            Scope::School(own) => own == school,
            Scope::District(district) => {
                self.school(school, day, at).and_then(|unit| unit.district) == Some(district)
            }
        }
    }

    /// The principal of a school unit on a day; of several, the first by id.
    #[must_use]
    pub fn principal(&self, school: SchoolUnitCode, day: Day, at: Size) -> Option<StaffId> {
        let (limit, scope) = (self.limit(at), Scope::School(school));
        // A municipality has thousands of staff and one or two who were ever principal here.
        let ever = self.ids.staff.keys().iter().zip(&self.staff.rows).filter(|(_, row)| {
            let mut roles = row.roles.before(limit).iter().map(|entry| &entry.value);
            roles.any(|change| change.role == Role::Principal && change.scope == scope)
        });
        let holds = |staff: &StaffId| {
            let roles = self.roles(*staff, day, at);
            roles.iter().any(|held| held.role == Role::Principal && held.scope == scope)
        };
        ever.map(|(staff, _)| *staff).filter(holds).min()
    }

    /// Who assesses a class on a day: responsible first, then co-assessors, then stand-ins. Someone who
    /// is assigned twice stands there in the capacity assigned last; someone who has left does not.
    #[must_use]
    pub fn assessors(&self, class: ClassId, day: Day, at: Size) -> Vec<Assessor> {
        let Some(number) = self.ids.classes.get(class) else { return Vec::new() };
        let Some(history) = self.staff.assessors.get(number as usize) else { return Vec::new() };
        let limit = self.limit(at);
        let changes = history.before(limit);
        let mut assessors: Vec<Assessor> = Vec::new();
        for (n, entry) in changes.iter().enumerate().rev() {
            let change = &entry.value;
            let Some(kind) = change.kind else { continue };
            let in_time = change.from <= day && change.to.is_none_or(|to| day < to);
            let over = changes[n + 1..].iter().map(|later| &later.value).any(|later| {
                let ends = later.staff == change.staff && later.kind.is_none();
                ends && change.from <= later.from && later.from <= day
            });
            let staff = self.ids.staff.key(change.staff);
            let seen = assessors.iter().any(|assessor| assessor.staff == staff);
            if in_time && !over && !seen && !self.has_left(change.staff, day, limit) {
                let AssessorChange { from, to, .. } = *change;
                let position = position(entry.position);
                assessors.push(Assessor { staff, class, kind, from, to, position });
            }
        }
        assessors.sort_by_key(|assessor| {
            (assessor.kind, std::cmp::Reverse(assessor.from), std::cmp::Reverse(assessor.position))
        });
        assessors
    }

    /// The one person who is responsible for assessing a class on a day and gets its reminders: of
    /// several, the one responsible from the latest day; of the same day, the one assigned last.
    #[must_use]
    pub fn responsible_assessor(&self, class: ClassId, day: Day, at: Size) -> Option<StaffId> {
        let assessors = self.assessors(class, day, at);
        let mut responsible = assessors.iter().filter(|a| a.kind == AssessorKind::Responsible);
        responsible.next().map(|assessor| assessor.staff)
    }

    /// The classes a member of staff assesses on a day, in whatever capacity, by class id.
    #[must_use]
    pub fn classes_assessed_by(&self, staff: StaffId, day: Day, at: Size) -> Vec<Assessor> {
        let row = self.ids.staff.get(staff).and_then(|n| self.staff.rows.get(n as usize));
        let numbers = row.map_or(&[][..], |row| &row.classes);
        let classes = numbers.iter().map(|number| self.ids.classes.key(*number));
        let mut assessed: Vec<Assessor> = classes
            .flat_map(|class| self.assessors(class, day, at))
            .filter(|assessor| assessor.staff == staff)
            .collect();
        assessed.sort_by_key(|assessor| assessor.class);
        assessed
    }

    fn has_left(&self, staff: u32, day: Day, limit: u32) -> bool {
        let row = self.staff.rows.get(staff as usize);
        row.and_then(|row| row.life.in_force(day, limit)).is_some_and(|entry| !entry.value.open)
    }
}

/// Whether a later entry ends the grant on or before the day: one that reaches a grant begun by then.
fn ended(later: &[Entry<RoleChange>], grant: &RoleChange, day: Day) -> bool {
    later.iter().map(|entry| &entry.value).any(|change| {
        let same = change.role == grant.role && change.scope == grant.scope;
        !change.granted && same && grant.from <= change.from && change.from <= day
    })
}

fn role_held(staff: StaffId, entry: &Entry<RoleChange>) -> RoleHeld {
    let RoleChange { role, scope, from, to, .. } = entry.value;
    RoleHeld { staff, role, scope, from, to, position: position(entry.position) }
}

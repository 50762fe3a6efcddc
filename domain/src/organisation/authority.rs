//! Who may act where: roles really held, and the assessors of a class. The one place that says so.

use crate::authority::{Line, Only, Reach};
use crate::calendar::{Day, Period};
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{ClassId, StaffId};
use crate::organisation::AssessorKind;
use crate::organisation::places::Places;
use crate::people::{Actor, Role, Scope};
use crate::query::{Query, Tag};

/// A role as granted, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) role: Role,
    pub(crate) scope: Scope,
    pub(crate) period: Period,
}

/// The roles of one member of staff.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grants(Vec<Grant>);

impl Grants {
    /// The types that tell of someone's roles; all carry the staff tag.
    pub(crate) const TYPES: [crate::event::Code; 3] =
        [code::RoleGranted, code::RoleEnded, code::StaffLeft];

    /// What these events tell of one member of staff.
    pub(crate) fn of(staff: StaffId, history: &[Recorded]) -> Self {
        let mut grants = Self::default();
        let events = history.iter().filter_map(|r| r.event.as_ref());
        events.for_each(|event| grants.evolve(staff, event));
        grants
    }

    /// Takes one event in, if it is about `staff`.
    ///
    /// An end reaches what was granted before it and had begun by then; whoever leaves loses all.
    fn evolve(&mut self, staff: StaffId, event: &Event) {
        match event {
            Event::RoleGranted(e) if e.staff == staff => {
                let period = Period { from: e.from, to: e.to };
                self.0.push(Grant { role: e.role, scope: e.scope, period });
            }
            Event::RoleEnded(e) if e.staff == staff => {
                let same = |g: &&mut Grant| g.role == e.role && g.scope == e.scope;
                let begun = self.0.iter_mut().filter(same).filter(|g| g.period.from <= e.on);
                begun.for_each(|grant| grant.period.end(e.on));
            }
            Event::StaffLeft(e) if e.staff == staff => {
                self.0.iter_mut().for_each(|grant| grant.period.end(e.on));
            }
            _ => {}
        }
    }

    /// Every grant, also those that have ended.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Grant> {
        self.0.iter()
    }
}

/// The roles that one member of staff really holds, and where.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    grants: Grants,
    places: Places,
}

impl Held {
    /// Adds what the answers over this scope rest on.
    pub(crate) fn boundary(query: Query, staff: StaffId, over: Scope) -> Query {
        let query = query.or(&Grants::TYPES, &[Tag::Staff(staff)]);
        match over {
            Scope::School(school) => Places::unit_boundary(query, school),
            Scope::Municipality | Scope::District(_) => query,
        }
    }

    /// What these events tell of this member of staff.
    pub(crate) fn by(staff: StaffId, history: &[Recorded]) -> Self {
        Self { grants: Grants::of(staff, history), places: Places::of(history) }
    }

    /// Whether the role is held on the day over this scope. A municipal role covers all; a
    /// district's its school units on that day; a school unit's only itself.
    pub(crate) fn holds(&self, role: Role, over: Scope, day: Day) -> bool {
        let mut held = self.grants.iter().filter(|g| g.role == role && g.period.contains(day));
        held.any(|g| self.covers(g.scope, over, day))
    }

    /// Whether the role is held on the day somewhere within this scope, or over it.
    fn touches(&self, role: Role, scope: Scope, day: Day) -> bool {
        let mut held = self.grants.iter().filter(|g| g.role == role && g.period.contains(day));
        held.any(|g| self.covers(g.scope, scope, day) || self.covers(scope, g.scope, day))
    }

    fn covers(&self, held: Scope, over: Scope, day: Day) -> bool {
        match (held, over) {
            (Scope::Municipality, _) => true,
            (Scope::District(district), Scope::School(school)) => {
                self.places.is_in(school, district, day)
            }
            _ => held == over,
        }
    }
}

/// Whether the one who acts holds, today, the role in which they act.
#[derive(Debug, Clone)]
pub(crate) struct Roles {
    actor: Actor,
    today: Day,
    held: Held,
}

impl Roles {
    /// Adds what an answer to [`Roles::may`] over this scope rests on.
    pub(crate) fn boundary(query: Query, act: &Act, over: Scope) -> Query {
        Held::boundary(query, act.actor.staff, over)
    }

    /// What these events tell of the one who acts.
    pub(crate) fn of(act: &Act, history: &[Recorded]) -> Self {
        let held = Held::by(act.actor.staff, history);
        Self { actor: act.actor, today: act.today(), held }
    }

    /// Whether any of these lines opens what is to be done there. What the term knows tells which conditions
    /// hold.
    pub(crate) fn allow(&self, lines: &[Line], place: Scope, holds: impl Fn(Only) -> bool) -> bool {
        let reaches = |line: &Line| match line.reach {
            Reach::Municipality => self.may(line.roles, Scope::Municipality),
            Reach::Place => self.may(line.roles, place),
            Reach::Touching => self.touch(line.roles, place),
            Reach::Anywhere => line.roles.contains(&self.actor.role),
        };
        lines.iter().any(|line| reaches(line) && line.only.iter().all(|only| holds(*only)))
    }

    /// As [`Roles::may`], also where the role is held somewhere within the scope only.
    fn touch(&self, roles: &[Role], scope: Scope) -> bool {
        let role = self.actor.role;
        roles.contains(&role) && self.held.touches(role, scope, self.today)
    }

    /// Whether the role in which they act is one of these, and is held today over this scope.
    pub(crate) fn may(&self, roles: &[Role], over: Scope) -> bool {
        roles.contains(&self.actor.role) && self.held.holds(self.actor.role, over, self.today)
    }
}

/// One assignment of an assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub(crate) staff: StaffId,
    pub(crate) kind: AssessorKind,
    pub(crate) period: Period,
}

/// The assessors of one class.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assessors(Vec<Assignment>);

impl Assessors {
    /// Adds what is to be known of a class's assessors.
    pub(crate) fn boundary(query: Query, class: ClassId) -> Query {
        query.or(&[code::AssessorAssigned, code::AssessorEnded], &[Tag::Class(class)])
    }

    /// What these events tell of the class.
    pub(crate) fn of(class: ClassId, history: &[Recorded]) -> Self {
        let mut assessors = Self::default();
        for event in history.iter().filter_map(|r| r.event.as_ref()) {
            assessors.evolve(class, event);
        }
        assessors
    }

    fn evolve(&mut self, class: ClassId, event: &Event) {
        match event {
            Event::AssessorAssigned(e) if e.class == class => {
                let period = Period { from: e.from, to: e.to };
                self.0.push(Assignment { staff: e.staff, kind: e.kind, period });
            }
            Event::AssessorEnded(e) if e.class == class => {
                let own = self.0.iter_mut().filter(|a| a.staff == e.staff);
                own.filter(|a| a.period.from <= e.on).for_each(|a| a.period.end(e.on));
            }
            _ => {}
        }
    }

    /// Every assignment, also those that have ended.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Assignment> {
        self.0.iter()
    }

    /// Whether this member of staff assesses the class on the day, in whatever capacity.
    pub(crate) fn assesses(&self, staff: StaffId, day: Day) -> bool {
        self.iter().any(|a| a.staff == staff && a.period.contains(day))
    }
}

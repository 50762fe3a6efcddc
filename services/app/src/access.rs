//! Who may see what: one table, deny by default.
//!
//! Who may *do* what is the domain's: each decision names the role it needs. This table is about
//! reading. A right holds through a relation: an assessor's own class, a principal's own school
//! unit, a coordinator's district; what no line allows is refused.

use domain::calendar::Day;
use domain::id::{ClassId, CommitteeId, DistrictId, PupilId, SchoolUnitCode, Size};
use domain::people::{Actor, Role, Scope};
use projections::{Facts, FigureRef, FigureScope, InClass};

/// What someone wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// A class with its pupils' names and results.
    Class(ClassId),
    /// One pupil.
    Pupil(PupilId),
    /// A school unit's round board: status by class, and how many are missing.
    RoundBoard(SchoolUnitCode),
    /// The pupils of a school unit by name (the missing list, the pupils behind a figure).
    PupilsOf(SchoolUnitCode),
    /// A school unit's figures.
    School(SchoolUnitCode),
    /// A district's figures.
    District(DistrictId),
    /// A committee's figures.
    Committee(CommitteeId),
    /// The pseudonymous trail of anything.
    Trail,
    /// The state of the machinery: sizes, lag, checkpoints, safeguards.
    Status,
}

/// The kinds of sight, for the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// [`Sight::Class`] and [`Sight::Pupil`].
    Pupils,
    /// [`Sight::PupilsOf`].
    PupilsOfSchool,
    /// [`Sight::RoundBoard`].
    RoundBoard,
    /// [`Sight::School`], [`Sight::District`], [`Sight::Committee`].
    Figures,
    /// [`Sight::Trail`].
    Trail,
    /// [`Sight::Status`].
    Status,
}

/// How near someone stands to what they want to see; a nearer relation includes the farther ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Somewhere in the municipality.
    Municipality,
    /// Within the district of the role.
    District,
    /// Within the school unit of the role.
    School,
    /// The class they assess.
    OwnClass,
}

/// Which role may see what, and how near it must stand. What is not here is refused.
pub const TABLE: &[(Role, Kind, Relation)] = &[
    (Role::Teacher, Kind::Pupils, Relation::OwnClass),
    (Role::Teacher, Kind::RoundBoard, Relation::School),
    (Role::Teacher, Kind::Figures, Relation::Municipality),
    (Role::SpecialEducator, Kind::Pupils, Relation::School),
    (Role::SpecialEducator, Kind::PupilsOfSchool, Relation::School),
    (Role::SpecialEducator, Kind::RoundBoard, Relation::School),
    (Role::SpecialEducator, Kind::Figures, Relation::Municipality),
    (Role::Principal, Kind::Pupils, Relation::School),
    (Role::Principal, Kind::PupilsOfSchool, Relation::School),
    (Role::Principal, Kind::RoundBoard, Relation::School),
    (Role::Principal, Kind::Figures, Relation::Municipality),
    (Role::ResultsCoordinator, Kind::RoundBoard, Relation::District),
    (Role::ResultsCoordinator, Kind::Figures, Relation::Municipality),
    (Role::Adviser, Kind::Figures, Relation::Municipality),
    (Role::CommitteeSecretary, Kind::Figures, Relation::Municipality),
    (Role::CommitteeMember, Kind::Figures, Relation::Municipality),
    (Role::Auditor, Kind::Figures, Relation::Municipality),
    (Role::Auditor, Kind::RoundBoard, Relation::Municipality),
    (Role::Auditor, Kind::Trail, Relation::Municipality),
    (Role::Archivist, Kind::Figures, Relation::Municipality),
    (Role::Archivist, Kind::Trail, Relation::Municipality),
    (Role::SystemAdministrator, Kind::Status, Relation::Municipality),
];

/// The line of the table for a role and a kind of sight.
#[must_use]
pub fn needed(role: Role, kind: Kind) -> Option<Relation> {
    TABLE.iter().find(|line| line.0 == role && line.1 == kind).map(|line| line.2)
}

impl Sight {
    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Class(_) | Self::Pupil(_) => Kind::Pupils,
            Self::PupilsOf(_) => Kind::PupilsOfSchool,
            Self::RoundBoard(_) => Kind::RoundBoard,
            Self::School(_) | Self::District(_) | Self::Committee(_) => Kind::Figures,
            Self::Trail => Kind::Trail,
            Self::Status => Kind::Status,
        }
    }
}

/// Whether someone may see something today. Always as of now: a right that has ended does not open
/// the past, and one that began today does.
#[must_use]
pub fn may_see(facts: &Facts, viewer: Actor, sight: Sight, today: Day) -> bool {
    let now = facts.size();
    let scopes: Vec<Scope> = facts
        .roles(viewer.staff, today, now)
        .into_iter()
        .filter(|held| held.role == viewer.role)
        .map(|held| held.scope)
        .collect();
    if scopes.is_empty() {
        return false;
    }
    match needed(viewer.role, sight.kind()) {
        None => false,
        Some(Relation::Municipality) => true,
        Some(Relation::OwnClass) => class_of(facts, now, sight, today).is_some_and(|class| {
            facts.assessors(class, today, now).iter().any(|a| a.staff == viewer.staff)
        }),
        Some(Relation::School | Relation::District) => school_of(facts, now, sight, today)
            .is_some_and(|school| scopes.iter().any(|s| covers(facts, now, *s, school, today))),
    }
}

/// What opens a figure: any one of these sights. None: nothing does.
///
/// A class is a small group: its figures are for those who see the class or the round board of its
/// school unit, not for everyone who sees the school unit's figures.
#[must_use]
pub fn sights_of_figure(figure: &FigureRef) -> Vec<Sight> {
    let scope = match figure.scope {
        FigureScope::School(school) => Sight::School(school),
        FigureScope::District(district) => Sight::District(district),
        FigureScope::Committee(committee) => Sight::Committee(committee),
        FigureScope::Class(class) => Sight::Class(class),
    };
    match (figure.scope, figure.slice.class) {
        (_, None) => vec![scope],
        (FigureScope::School(school), Some(InClass::None)) => vec![Sight::RoundBoard(school)],
        (FigureScope::School(school), Some(InClass::Class(class))) => {
            vec![Sight::RoundBoard(school), Sight::Class(class)]
        }
        (_, Some(InClass::Class(class))) => vec![Sight::Class(class)],
        (_, Some(InClass::None)) => Vec::new(),
    }
}

/// Everyone who holds a role today, in the order in which it was granted.
#[must_use]
pub fn holders(facts: &Facts, role: Role, today: Day) -> Vec<Actor> {
    let now = facts.size();
    let people = facts.staff(today, now).into_iter();
    let mut held: Vec<_> = people
        .flat_map(|person| facts.roles(person.staff, today, now))
        .filter(|held| held.role == role)
        .collect();
    held.sort_by_key(|held| held.position);
    let mut holders: Vec<Actor> = Vec::with_capacity(held.len());
    for held in held {
        let actor = Actor { staff: held.staff, role };
        if !holders.contains(&actor) {
            holders.push(actor);
        }
    }
    holders
}

/// Whether a role with this scope reaches the school unit on this day.
#[must_use]
pub fn covers(facts: &Facts, at: Size, scope: Scope, school: SchoolUnitCode, day: Day) -> bool {
    match scope {
        Scope::Municipality => true,
        Scope::School(own) => own == school,
        Scope::District(district) => {
            facts.school(school, day, at).is_some_and(|s| s.district == Some(district))
        }
    }
}

fn class_of(facts: &Facts, at: Size, sight: Sight, day: Day) -> Option<ClassId> {
    match sight {
        Sight::Class(class) => Some(class),
        Sight::Pupil(pupil) => facts.pupil(pupil, day, at)?.class,
        _ => None,
    }
}

fn school_of(facts: &Facts, at: Size, sight: Sight, day: Day) -> Option<SchoolUnitCode> {
    match sight {
        Sight::Class(class) => facts.class(class, day, at).map(|class| class.school),
        Sight::Pupil(pupil) => {
            facts.pupil(pupil, day, at)?.enrolment.map(|enrolment| enrolment.school)
        }
        Sight::RoundBoard(school) | Sight::PupilsOf(school) | Sight::School(school) => Some(school),
        _ => None,
    }
}

//! Who may see what: one table, deny by default.
//!
//! Who may *do* what is the domain's: each decision names the role it needs. This table is about
//! reading. A right holds through a relation: one's own duties, an assessor's own class, a principal's
//! own school unit, a coordinator's district; what no line allows is refused. What the law makes public
//! is a kind of its own ([`Kind::Public`]), open without a role.

use domain::calendar::Day;
use domain::commitment::Level;
use domain::id::{
    ClassId, CommitteeId, DistrictId, GuardianId, PupilId, SchoolUnitCode, Size, StaffId,
};
use domain::people::{Actor, Protection, Role, Scope};
use projections::{CountScope, Facts, FigureRef, FigureScope, InClass};

use crate::trail::TrailOf;

mod counts;
mod opens;
mod words;

pub use counts::{is_of_area, is_of_pupils, sights_of_count};
pub use opens::Opens;

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
    /// What one person is to do.
    ToDo(StaffId),
    /// A school unit's guarantee board. Assessors see their own class's part of it through
    /// [`Sight::Class`].
    Guarantee(SchoolUnitCode),
    /// The decisions of a pupil's action programmes.
    Programme(PupilId),
    /// The investigations behind them: records of their own, with a secrecy of their own.
    Investigation(PupilId),
    /// The cases of a school unit, pupil by pupil.
    Programmes(SchoolUnitCode),
    /// The dialogue with a pupil's guardians. What one guardian has said is never another's.
    Dialogue(PupilId),
    /// How many of a school unit's guardians have been reached, group by group.
    DialogueCoverage(SchoolUnitCode),
    /// A school unit's measures. Which pupils one names, only those see who see
    /// [`Sight::PupilsOf`] the school unit.
    Measures(SchoolUnitCode),
    /// The seminars and the agreement in them. Nobody's own ratings but the reader's.
    Seminars,
    /// One person's own agreement figures.
    OwnAgreement(StaffId),
    /// Coaching, support and development, conditions and acts of leadership at a school unit.
    Support(SchoolUnitCode),
    /// Knowledge required, training and authorisation of the staff of a school unit.
    Competence(SchoolUnitCode),
    /// A school unit's account, live or as delivered.
    Account(SchoolUnitCode),
    /// A committee's report, live or before it is delivered.
    Report(CommitteeId),
    /// A report that is delivered: a public document, here for whoever is signed in.
    DeliveredReport,
    /// The commitments: texts, targets, versions, publication, decisions. Results are [`Sight::School`].
    Commitments,
    /// The knowledge rights and the description of the assessment system.
    Knowledge,
    /// The public debates, without the views that were put forward.
    Debates,
    /// The committees' decisions.
    Decisions,
    /// The trail of what happened at a school unit, in both directions, pseudonymous.
    TrailAt(SchoolUnitCode),
    /// The pseudonymous trail of anything.
    Trail,
    /// Who has read a pupil's data. For those who answer for it, and for whoever examines the machinery of
    /// reading; not for those who run it.
    Reads(PupilId),
    /// A guardian's own child: its results, what is promised, and what was said and done with this guardian.
    OwnChild(PupilId),
    /// The state of the machinery: sizes, lag, checkpoints, safeguards; and on the command line the
    /// verbs that work on the store itself (copy, restore, fold anew).
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
    /// [`Sight::ToDo`] and [`Sight::OwnAgreement`].
    OwnMatters,
    /// [`Sight::Guarantee`].
    Guarantee,
    /// [`Sight::Programme`].
    Programmes,
    /// [`Sight::Investigation`].
    Investigations,
    /// [`Sight::Programmes`].
    ProgrammesOfSchool,
    /// [`Sight::Dialogue`].
    Dialogues,
    /// [`Sight::DialogueCoverage`].
    DialogueCoverage,
    /// [`Sight::Measures`].
    Measures,
    /// [`Sight::Seminars`].
    Seminars,
    /// [`Sight::Support`].
    Support,
    /// [`Sight::Competence`].
    Competence,
    /// [`Sight::Account`].
    Accounts,
    /// [`Sight::Report`].
    Reports,
    /// [`Sight::DeliveredReport`].
    DeliveredReports,
    /// [`Sight::Commitments`], [`Sight::Knowledge`], [`Sight::Debates`], [`Sight::Decisions`]: open to
    /// all, also without signing in; no line of the table.
    Public,
    /// [`Sight::TrailAt`].
    TrailOfSchool,
    /// [`Sight::Trail`].
    Trail,
    /// [`Sight::Reads`].
    Reads,
    /// [`Sight::OwnChild`].
    OwnChild,
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
    /// Themselves.
    Own,
    /// The child whose guardian they are: linked, not blocked, the child not in protected registration.
    OwnChild,
}

/// Which role may see what, and how near it must stand. What is not here is refused.
pub const TABLE: &[(Role, Kind, Relation)] = &[
    (Role::Teacher, Kind::Pupils, Relation::OwnClass),
    (Role::Teacher, Kind::RoundBoard, Relation::School),
    (Role::Teacher, Kind::Figures, Relation::Municipality),
    (Role::Teacher, Kind::OwnMatters, Relation::Own),
    (Role::Teacher, Kind::Programmes, Relation::OwnClass),
    (Role::Teacher, Kind::Investigations, Relation::OwnClass),
    (Role::Teacher, Kind::Dialogues, Relation::OwnClass),
    (Role::Teacher, Kind::DialogueCoverage, Relation::School),
    (Role::Teacher, Kind::Measures, Relation::Municipality),
    (Role::Teacher, Kind::Seminars, Relation::Municipality),
    (Role::Teacher, Kind::DeliveredReports, Relation::Municipality),
    (Role::SpecialEducator, Kind::Pupils, Relation::School),
    (Role::SpecialEducator, Kind::PupilsOfSchool, Relation::School),
    (Role::SpecialEducator, Kind::RoundBoard, Relation::School),
    (Role::SpecialEducator, Kind::Figures, Relation::Municipality),
    (Role::SpecialEducator, Kind::OwnMatters, Relation::Own),
    (Role::SpecialEducator, Kind::Guarantee, Relation::School),
    (Role::SpecialEducator, Kind::Programmes, Relation::School),
    (Role::SpecialEducator, Kind::Investigations, Relation::School),
    (Role::SpecialEducator, Kind::ProgrammesOfSchool, Relation::School),
    (Role::SpecialEducator, Kind::Dialogues, Relation::School),
    (Role::SpecialEducator, Kind::DialogueCoverage, Relation::School),
    (Role::SpecialEducator, Kind::Measures, Relation::Municipality),
    (Role::SpecialEducator, Kind::Seminars, Relation::Municipality),
    (Role::SpecialEducator, Kind::DeliveredReports, Relation::Municipality),
    (Role::Principal, Kind::Pupils, Relation::School),
    (Role::Principal, Kind::PupilsOfSchool, Relation::School),
    (Role::Principal, Kind::RoundBoard, Relation::School),
    (Role::Principal, Kind::Figures, Relation::Municipality),
    (Role::Principal, Kind::OwnMatters, Relation::Own),
    (Role::Principal, Kind::Guarantee, Relation::School),
    (Role::Principal, Kind::Programmes, Relation::School),
    (Role::Principal, Kind::Investigations, Relation::School),
    (Role::Principal, Kind::ProgrammesOfSchool, Relation::School),
    (Role::Principal, Kind::Dialogues, Relation::School),
    (Role::Principal, Kind::DialogueCoverage, Relation::School),
    (Role::Principal, Kind::Measures, Relation::Municipality),
    (Role::Principal, Kind::Seminars, Relation::Municipality),
    (Role::Principal, Kind::Support, Relation::School),
    (Role::Principal, Kind::Competence, Relation::School),
    (Role::Principal, Kind::Accounts, Relation::School),
    (Role::Principal, Kind::DeliveredReports, Relation::Municipality),
    (Role::Principal, Kind::TrailOfSchool, Relation::School),
    (Role::Principal, Kind::Reads, Relation::School),
    (Role::ResultsCoordinator, Kind::RoundBoard, Relation::District),
    (Role::ResultsCoordinator, Kind::Figures, Relation::Municipality),
    (Role::ResultsCoordinator, Kind::OwnMatters, Relation::Own),
    (Role::ResultsCoordinator, Kind::DialogueCoverage, Relation::District),
    (Role::ResultsCoordinator, Kind::Measures, Relation::Municipality),
    (Role::ResultsCoordinator, Kind::Seminars, Relation::Municipality),
    (Role::ResultsCoordinator, Kind::Support, Relation::District),
    (Role::ResultsCoordinator, Kind::Competence, Relation::District),
    (Role::ResultsCoordinator, Kind::Accounts, Relation::District),
    (Role::ResultsCoordinator, Kind::Reports, Relation::Municipality),
    (Role::ResultsCoordinator, Kind::DeliveredReports, Relation::Municipality),
    (Role::Adviser, Kind::Figures, Relation::Municipality),
    (Role::Adviser, Kind::OwnMatters, Relation::Own),
    (Role::Adviser, Kind::Measures, Relation::Municipality),
    (Role::Adviser, Kind::Seminars, Relation::Municipality),
    (Role::Adviser, Kind::Support, Relation::Municipality),
    (Role::Adviser, Kind::Competence, Relation::Municipality),
    (Role::Adviser, Kind::DeliveredReports, Relation::Municipality),
    (Role::CommitteeSecretary, Kind::Figures, Relation::Municipality),
    (Role::CommitteeSecretary, Kind::OwnMatters, Relation::Own),
    (Role::CommitteeSecretary, Kind::Measures, Relation::Municipality),
    (Role::CommitteeSecretary, Kind::Accounts, Relation::Municipality),
    (Role::CommitteeSecretary, Kind::Reports, Relation::Municipality),
    (Role::CommitteeSecretary, Kind::DeliveredReports, Relation::Municipality),
    (Role::CommitteeMember, Kind::Figures, Relation::Municipality),
    (Role::CommitteeMember, Kind::OwnMatters, Relation::Own),
    (Role::CommitteeMember, Kind::Measures, Relation::Municipality),
    (Role::CommitteeMember, Kind::Accounts, Relation::Municipality),
    (Role::CommitteeMember, Kind::Reports, Relation::Municipality),
    (Role::CommitteeMember, Kind::DeliveredReports, Relation::Municipality),
    (Role::Guardian, Kind::OwnChild, Relation::OwnChild),
    (Role::Auditor, Kind::Figures, Relation::Municipality),
    (Role::Auditor, Kind::RoundBoard, Relation::Municipality),
    (Role::Auditor, Kind::DialogueCoverage, Relation::Municipality),
    (Role::Auditor, Kind::Measures, Relation::Municipality),
    (Role::Auditor, Kind::Accounts, Relation::Municipality),
    (Role::Auditor, Kind::Reports, Relation::Municipality),
    (Role::Auditor, Kind::DeliveredReports, Relation::Municipality),
    (Role::Auditor, Kind::Trail, Relation::Municipality),
    (Role::Auditor, Kind::Reads, Relation::Municipality),
    (Role::Archivist, Kind::Figures, Relation::Municipality),
    (Role::Archivist, Kind::Measures, Relation::Municipality),
    (Role::Archivist, Kind::Reports, Relation::Municipality),
    (Role::Archivist, Kind::DeliveredReports, Relation::Municipality),
    (Role::Archivist, Kind::Trail, Relation::Municipality),
    (Role::SystemAdministrator, Kind::DeliveredReports, Relation::Municipality),
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
            Self::ToDo(_) | Self::OwnAgreement(_) => Kind::OwnMatters,
            Self::Guarantee(_) => Kind::Guarantee,
            Self::Programme(_) => Kind::Programmes,
            Self::Investigation(_) => Kind::Investigations,
            Self::Programmes(_) => Kind::ProgrammesOfSchool,
            Self::Dialogue(_) => Kind::Dialogues,
            Self::DialogueCoverage(_) => Kind::DialogueCoverage,
            Self::Measures(_) => Kind::Measures,
            Self::Seminars => Kind::Seminars,
            Self::Support(_) => Kind::Support,
            Self::Competence(_) => Kind::Competence,
            Self::Account(_) => Kind::Accounts,
            Self::Report(_) => Kind::Reports,
            Self::DeliveredReport => Kind::DeliveredReports,
            Self::Commitments | Self::Knowledge | Self::Debates | Self::Decisions => Kind::Public,
            Self::TrailAt(_) => Kind::TrailOfSchool,
            Self::Trail => Kind::Trail,
            Self::Reads(_) => Kind::Reads,
            Self::OwnChild(_) => Kind::OwnChild,
            Self::Status => Kind::Status,
        }
    }

    /// Whether everyone may see it, also someone who has not signed in.
    #[must_use]
    pub fn is_public(self) -> bool {
        self.kind() == Kind::Public
    }
}

/// Whether someone may see something today. Always as of now: a right that has ended does not open
/// the past, and one that began today does.
#[must_use]
pub fn may_see(facts: &Facts, viewer: Actor, sight: Sight, today: Day) -> bool {
    if sight.is_public() {
        return true;
    }
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
        // A guardian is nobody of the staff: see [`guardian_may_see`].
        None | Some(Relation::OwnChild) => false,
        Some(Relation::Municipality) => true,
        Some(Relation::Own) => staff_of(sight) == Some(viewer.staff),
        Some(Relation::OwnClass) => class_of(facts, now, sight, today).is_some_and(|class| {
            facts.assessors(class, today, now).iter().any(|a| a.staff == viewer.staff)
        }),
        Some(Relation::School | Relation::District) => school_of(facts, now, sight, today)
            .is_some_and(|school| scopes.iter().any(|s| facts.covers(*s, school, today, now))),
    }
}

/// Whether a guardian may see something today, by the lines of the table for [`Role::Guardian`]. That the
/// child is under 18 is asked besides, where its identity is opened ([`crate::family`]).
#[must_use]
pub fn guardian_may_see(facts: &Facts, guardian: GuardianId, sight: Sight) -> bool {
    if sight.is_public() {
        return true;
    }
    let line = needed(Role::Guardian, sight.kind());
    let (Some(Relation::OwnChild), Sight::OwnChild(pupil)) = (line, sight) else { return false };
    let linked = facts.guardians(pupil, facts.size());
    let open = linked.iter().any(|linked| linked.guardian == guardian && !linked.blocked);
    // The flag may be late and the linked guardian the one it protects from: nothing is shown online.
    open && facts.protection(pupil) != Protection::ProtectedRegistration
}

/// What opens a figure: any one of these sights. None: nothing does.
///
/// A class is a small group: its figures are for those who see the class or the round board of its
/// school unit, not for everyone who sees the school unit's figures.
#[must_use]
pub fn sights_of_figure(figure: &FigureRef) -> Vec<Sight> {
    let scope = match figure.scope {
        FigureScope::School(school) | FigureScope::Trend(school) => Sight::School(school),
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

/// What opens a trail: any one of these sights. The pupil's own trail and that of a programme is open to
/// those who see the pupil; what happened at a school unit to those who answer for it; all to auditors.
#[must_use]
pub fn sights_of_trail(facts: &Facts, of: &TrailOf, today: Day) -> Vec<Sight> {
    let now = facts.size();
    let nearer = match of {
        TrailOf::Pupil(pupil) => Some(Sight::Pupil(*pupil)),
        TrailOf::School(school) => Some(Sight::PupilsOf(*school)),
        TrailOf::Programme(programme) => projections::programme(facts, *programme, today, now)
            .map(|p| Sight::Programme(p.row.pupil)),
        TrailOf::Commitment(commitment) => {
            match facts.commitment(*commitment, now).map(|commitment| commitment.level) {
                Some(Level::School(school)) => Some(Sight::TrailAt(school)),
                Some(Level::Municipality) | None => None,
            }
        }
        TrailOf::Measure(measure) => {
            projections::measure(facts, *measure, now).map(|row| Sight::TrailAt(row.school))
        }
        TrailOf::Figure(figure) => match figure.scope {
            FigureScope::School(school) => Some(Sight::TrailAt(school)),
            FigureScope::Class(class) => {
                facts.class(class, today, now).map(|class| Sight::TrailAt(class.school))
            }
            FigureScope::District(_) | FigureScope::Committee(_) | FigureScope::Trend(_) => None,
        },
        TrailOf::Count(count) => match count.scope {
            CountScope::Of(FigureScope::School(school)) => Some(Sight::TrailAt(school)),
            CountScope::Of(FigureScope::Class(class)) => {
                facts.class(class, today, now).map(|class| Sight::TrailAt(class.school))
            }
            CountScope::Of(_) | CountScope::Municipality => None,
        },
        TrailOf::Report(_) | TrailOf::Decision(_) => None,
    };
    nearer.into_iter().chain([Sight::Trail]).collect()
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

fn staff_of(sight: Sight) -> Option<StaffId> {
    match sight {
        Sight::ToDo(staff) | Sight::OwnAgreement(staff) => Some(staff),
        _ => None,
    }
}

fn pupil_of(sight: Sight) -> Option<PupilId> {
    match sight {
        Sight::Pupil(pupil)
        | Sight::Programme(pupil)
        | Sight::Investigation(pupil)
        | Sight::Reads(pupil)
        | Sight::Dialogue(pupil) => Some(pupil),
        _ => None,
    }
}

fn class_of(facts: &Facts, at: Size, sight: Sight, day: Day) -> Option<ClassId> {
    match sight {
        Sight::Class(class) => Some(class),
        _ => facts.pupil(pupil_of(sight)?, day, at)?.class,
    }
}

fn school_of(facts: &Facts, at: Size, sight: Sight, day: Day) -> Option<SchoolUnitCode> {
    match sight {
        Sight::Class(class) => facts.class(class, day, at).map(|class| class.school),
        Sight::RoundBoard(school)
        | Sight::PupilsOf(school)
        | Sight::School(school)
        | Sight::Guarantee(school)
        | Sight::Programmes(school)
        | Sight::DialogueCoverage(school)
        | Sight::Measures(school)
        | Sight::Support(school)
        | Sight::Competence(school)
        | Sight::Account(school)
        | Sight::TrailAt(school) => Some(school),
        _ => {
            let pupil = pupil_of(sight)?;
            let enrolment = facts.pupil(pupil, day, at)?.enrolment;
            // Who has left is the last school unit's to see as long as it has a case to bring to an end.
            let leaver = || projections::follow_up::unit_of_leaver(facts, pupil, day, at);
            enrolment.map(|enrolment| enrolment.school).or_else(leaver)
        }
    }
}

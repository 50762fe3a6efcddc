//! What may happen in the organisation.
//!
//! Order of the answers: authority, then what is wrong in the request itself, then what is wrong with
//! it here and now. What is already so is answered with no event, before any conflict is.

use std::collections::BTreeMap;

use super::authority::{Assessors, Assignment, Grant, Grants, Roles};
use super::engagement::{engagements, is_engaged};
use super::places::{Class, Places, Unit};
use super::{
    AssessorAssigned, AssessorEnded, AssessorKind, ClassFormed, Command, CommitteeFormed,
    CoverageAdopted, DistrictFormed, EmailAddress, MunicipalityRegistered, Refusal, RoleEnded,
    RoleGranted, SchoolUnitClosed, SchoolUnitMoved, SchoolUnitOpened, StaffContactSet,
    StaffEngaged, StaffLeft,
};
use crate::authority::Only;
use crate::calendar::{Day, Period, SchoolYear, Timeline};
use crate::command::Act;
use crate::event::{Event, Recorded};
use crate::id::{ClassId, CommitteeId, DistrictId, EditionId, SchoolUnitCode, StaffId};
use crate::people::{Actor, PersonName, Role, Scope};
use crate::scale::ScaleEdition;

/// Whether what is asked for is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    New,
    AlreadySo,
}

type Verdict = Result<News, Refusal>;

/// New unless it is already so.
fn unless(already_so: bool) -> Verdict {
    Ok(if already_so { News::AlreadySo } else { News::New })
}

/// The refusal, unless this holds.
pub(crate) fn demand<R>(holds: bool, refusal: R) -> Result<(), R> {
    if holds { Ok(()) } else { Err(refusal) }
}

// -------------------------------------------------------------------------------------- state

/// What the decisions need of the organisation.
#[derive(Default)]
struct State {
    municipality: Option<MunicipalityRegistered>,
    any_role_granted: bool,
    districts: BTreeMap<DistrictId, DistrictFormed>,
    committees: BTreeMap<CommitteeId, CommitteeFormed>,
    places: Places,
    holidays: BTreeMap<SchoolYear, Vec<Day>>,
    editions: BTreeMap<EditionId, ScaleEdition>,
    coverage: Timeline<u16>,
}

impl State {
    fn of(history: &[Recorded]) -> Self {
        let mut state = Self { places: Places::of(history), ..Self::default() };
        history.iter().filter_map(|r| r.event.as_ref()).for_each(|event| state.evolve(event));
        state
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            Event::MunicipalityRegistered(e) => self.municipality = Some(e.clone()),
            Event::DistrictFormed(e) => _ = self.districts.insert(e.district, e.clone()),
            Event::CommitteeFormed(e) => _ = self.committees.insert(e.committee, e.clone()),
            Event::RoleGranted(_) => self.any_role_granted = true,
            Event::LocalHolidaysSet(e) => _ = self.holidays.insert(e.year, e.days.clone()),
            Event::ScaleEditionAdopted(e) => {
                self.editions.insert(e.edition.id, e.edition.clone());
            }
            Event::CoverageAdopted(e) => self.coverage.record(e.from, e.least_permille),
            _ => {}
        }
    }

    fn unit(&self, school: SchoolUnitCode) -> Result<&Unit, Refusal> {
        self.places.unit(school).ok_or(Refusal::SchoolUnknown)
    }

    /// The unit, which must be open on that day.
    fn unit_on(&self, school: SchoolUnitCode, day: Day) -> Result<&Unit, Refusal> {
        let unit = self.unit(school)?;
        demand(unit.open.contains(day), Refusal::SchoolNotOpen)?;
        Ok(unit)
    }

    /// The class of that unit, both of which must exist on that day.
    fn class_on(
        &self,
        class: ClassId,
        school: SchoolUnitCode,
        day: Day,
    ) -> Result<&Class, Refusal> {
        self.unit_on(school, day)?;
        let class = self.places.class_at(class, school).ok_or(Refusal::ClassUnknown)?;
        demand(class.open.contains(day), Refusal::ClassNotOpen)?;
        Ok(class)
    }

    fn district_exists(&self, district: Option<DistrictId>) -> Result<(), Refusal> {
        let exists = district.is_none_or(|district| self.districts.contains_key(&district));
        demand(exists, Refusal::DistrictUnknown)
    }

    fn scope_exists(&self, scope: Scope) -> Result<(), Refusal> {
        match scope {
            Scope::Municipality => Ok(()),
            Scope::District(district) => self.district_exists(Some(district)),
            Scope::School(school) => self.unit(school).map(|_| ()),
        }
    }
}

// ------------------------------------------------------------------------------------- decide

impl Command {
    /// Decides on the events of the boundary, in order of position.
    ///
    /// No event: it is already so. An engagement is "already so" whatever the name: names are sealed.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let state = State::of(history);
        self.check_authority(act, history, &state)?;
        self.check_request(act.today())?;
        match self.check_circumstances(act.today(), &state, history)? {
            News::New => Ok(vec![self.event()]),
            News::AlreadySo => Ok(Vec::new()),
        }
    }

    fn check_authority(
        &self,
        act: &Act,
        history: &[Recorded],
        state: &State,
    ) -> Result<(), Refusal> {
        if matches!(self, Self::RegisterMunicipality(_)) {
            return Ok(());
        }
        demand(state.municipality.is_some(), Refusal::MunicipalityNotRegistered)?;
        let first = !state.any_role_granted && self.is_beginning();
        let holds = |only| match only {
            Only::Beginning => first,
            Only::InOwnName => self.is_about(act.actor.staff),
            _ => false,
        };
        let may = Roles::of(act, history).allow(self.entrusted(), self.over(), holds);
        demand(may, Refusal::NotAuthorised)?;
        let own = matches!(self, Self::GrantRole(e) if e.staff == act.actor.staff);
        demand(first || !own, Refusal::OwnRole)
    }

    /// Whether it is only about whoever asks.
    fn is_about(&self, staff: StaffId) -> bool {
        matches!(self, Self::SetStaffContact(e) if e.staff == staff)
    }

    /// Whether a new record may begin with this, before there is any role: someone is engaged and is
    /// made administrator or coordinator of the municipality.
    fn is_beginning(&self) -> bool {
        match self {
            Self::EngageStaff(_) => true,
            Self::GrantRole(e) => {
                matches!(e.role, Role::SystemAdministrator | Role::ResultsCoordinator)
                    && e.scope == Scope::Municipality
            }
            _ => false,
        }
    }

    /// What can be said without knowing anything else.
    fn check_request(&self, today: Day) -> Result<(), Refusal> {
        let day = self.day();
        demand(day.is_none_or(|day| day.is_plausible(today)), Refusal::DayImplausible)?;
        demand(self.period().is_none_or(Period::is_in_order), Refusal::PeriodReversed)?;
        demand(self.has_fit_name(), Refusal::NameUnfit)?;
        match self {
            Self::RegisterMunicipality(e) => {
                let code = e.code.as_str();
                let fits = code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit());
                demand(fits, Refusal::MunicipalityCodeUnfit)
            }
            Self::OpenSchoolUnit(e) => demand(!e.forms.is_empty(), Refusal::FormsMissing),
            Self::GrantRole(e) => demand(scope_fits(e.role, e.scope), Refusal::ScopeUnfit),
            Self::SetLocalHolidays(e) => {
                let inside = e.days.iter().all(|day| day.school_year() == e.year);
                demand(inside, Refusal::DayOutsideSchoolYear)
            }
            Self::AdoptScaleEdition(e) => demand(scale_fits(&e.edition), Refusal::ScaleUnfit),
            Self::AdoptCoverage(e) => {
                demand(e.least_permille <= 1_000, Refusal::CoverageOutOfRange)
            }
            Self::SetStaffContact(e) => {
                let address = e.address.as_ref().and_then(|address| address.value());
                demand(address.is_none_or(EmailAddress::is_fit), Refusal::AddressUnfit)
            }
            _ => Ok(()),
        }
    }

    /// The first day on which it is to hold.
    fn day(&self) -> Option<Day> {
        match self {
            Self::RegisterMunicipality(_)
            | Self::FormDistrict(_)
            | Self::FormCommittee(_)
            | Self::SetStaffContact(_) => None,
            Self::OpenSchoolUnit(e) => Some(e.from),
            Self::RenameSchoolUnit(e) => Some(e.from),
            Self::MoveSchoolUnit(e) => Some(e.from),
            Self::CloseSchoolUnit(e) => Some(e.on),
            Self::FormClass(e) => Some(e.from),
            Self::RenameClass(e) => Some(e.from),
            Self::CloseClass(e) => Some(e.on),
            Self::EngageStaff(e) => Some(e.from),
            Self::EndEngagement(e) => Some(e.on),
            Self::GrantRole(e) => Some(e.from),
            Self::EndRole(e) => Some(e.on),
            Self::AssignAssessor(e) => Some(e.from),
            Self::EndAssessor(e) => Some(e.on),
            Self::SetLocalHolidays(e) => e.days.first().copied(),
            Self::AdoptScaleEdition(e) => Some(e.edition.valid_from),
            Self::AdoptCoverage(e) => Some(e.from),
        }
    }

    fn period(&self) -> Option<Period> {
        match self {
            Self::GrantRole(e) => Some(Period { from: e.from, to: e.to }),
            Self::AssignAssessor(e) => Some(Period { from: e.from, to: e.to }),
            _ => None,
        }
    }

    fn has_fit_name(&self) -> bool {
        match self {
            Self::RegisterMunicipality(e) => name_fits(&e.name),
            Self::FormDistrict(e) => name_fits(&e.name),
            Self::FormCommittee(e) => name_fits(&e.name),
            Self::OpenSchoolUnit(e) => name_fits(&e.name),
            Self::RenameSchoolUnit(e) => name_fits(&e.name),
            Self::FormClass(e) => name_fits(&e.name),
            Self::RenameClass(e) => name_fits(&e.name),
            Self::EngageStaff(e) => {
                e.name.value().map(PersonName::full).is_some_and(|name| name_fits(&name))
            }
            _ => true,
        }
    }

    /// What depends on what has happened.
    fn check_circumstances(&self, today: Day, state: &State, history: &[Recorded]) -> Verdict {
        match self {
            Self::RegisterMunicipality(e) => state.register(e),
            Self::FormDistrict(e) => state.form_district(e),
            Self::FormCommittee(e) => state.form_committee(e),
            Self::OpenSchoolUnit(e) => state.open_unit(e),
            Self::RenameSchoolUnit(e) => {
                let unit = state.unit_on(e.school, e.from)?;
                unless(unit.name.on(e.from) == Some(&e.name))
            }
            Self::MoveSchoolUnit(e) => state.move_unit(e),
            Self::CloseSchoolUnit(e) => state.close_unit(e),
            Self::FormClass(e) => state.form_class(e),
            Self::RenameClass(e) => {
                let class = state.class_on(e.class, e.school, e.from)?;
                unless(class.name.on(e.from) == Some(&e.name))
            }
            Self::CloseClass(e) => state.close_class(e.class, e.school, e.on),
            Self::EngageStaff(e) => engage(e, history),
            Self::EndEngagement(e) => end_engagement(e, history),
            Self::GrantRole(e) => state.grant_role(e, history),
            Self::EndRole(e) => end_role(e, history),
            Self::AssignAssessor(e) => state.assign_assessor(e, history),
            Self::EndAssessor(e) => end_assessor(e, history),
            Self::SetLocalHolidays(e) => unless(state.holidays.get(&e.year) == Some(&e.days)),
            Self::AdoptScaleEdition(e) => state.adopt_edition(&e.edition),
            Self::AdoptCoverage(e) => state.adopt_coverage(e),
            Self::SetStaffContact(e) => set_contact(e, today, history),
        }
    }

    /// What is to be recorded.
    fn event(&self) -> Event {
        match self.clone() {
            Self::RegisterMunicipality(e) => e.into(),
            Self::FormDistrict(e) => e.into(),
            Self::FormCommittee(e) => e.into(),
            Self::OpenSchoolUnit(e) => e.into(),
            Self::RenameSchoolUnit(e) => e.into(),
            Self::MoveSchoolUnit(e) => e.into(),
            Self::CloseSchoolUnit(e) => e.into(),
            Self::FormClass(e) => e.into(),
            Self::RenameClass(e) => e.into(),
            Self::CloseClass(e) => e.into(),
            Self::EngageStaff(e) => e.into(),
            Self::EndEngagement(e) => e.into(),
            Self::GrantRole(e) => e.into(),
            Self::EndRole(e) => e.into(),
            Self::AssignAssessor(e) => e.into(),
            Self::EndAssessor(e) => e.into(),
            Self::SetLocalHolidays(e) => e.into(),
            Self::AdoptScaleEdition(e) => e.into(),
            Self::AdoptCoverage(e) => e.into(),
            Self::SetStaffContact(e) => e.into(),
        }
    }
}

fn name_fits(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= 200 && !name.chars().any(char::is_control)
}

fn scope_fits(role: Role, scope: Scope) -> bool {
    match role {
        Role::Teacher | Role::Principal => matches!(scope, Scope::School(_)),
        Role::SpecialEducator => true,
        Role::ResultsCoordinator
        | Role::Adviser
        | Role::CommitteeSecretary
        | Role::CommitteeMember => !matches!(scope, Scope::School(_)),
        Role::Auditor | Role::Archivist | Role::SystemAdministrator => scope == Scope::Municipality,
        Role::Guardian | Role::Public | Role::Process => false,
    }
}

fn scale_fits(edition: &ScaleEdition) -> bool {
    let codes: std::collections::BTreeSet<_> = edition.points.iter().map(|p| p.code).collect();
    (1..=255).contains(&edition.points.len()) && codes.len() == edition.points.len()
}

impl State {
    fn register(&self, e: &MunicipalityRegistered) -> Verdict {
        let known = self.municipality.as_ref();
        demand(known.is_none_or(|known| known == e), Refusal::AlreadyRegistered)?;
        unless(known.is_some())
    }

    fn form_district(&self, e: &DistrictFormed) -> Verdict {
        let known = self.districts.get(&e.district);
        demand(known.is_none_or(|known| known == e), Refusal::DistrictExists)?;
        unless(known.is_some())
    }

    fn form_committee(&self, e: &CommitteeFormed) -> Verdict {
        self.district_exists(e.district)?;
        let known = self.committees.get(&e.committee);
        demand(known.is_none_or(|known| known == e), Refusal::CommitteeExists)?;
        unless(known.is_some())
    }

    fn open_unit(&self, e: &SchoolUnitOpened) -> Verdict {
        self.district_exists(e.district)?;
        let known = self.places.unit(e.school);
        demand(known.is_none_or(|unit| unit.opened == *e), Refusal::SchoolExists)?;
        unless(known.is_some())
    }

    fn move_unit(&self, e: &SchoolUnitMoved) -> Verdict {
        self.district_exists(Some(e.district))?;
        let unit = self.unit_on(e.school, e.from)?;
        unless(unit.district.on(e.from) == Some(&Some(e.district)))
    }

    /// Pupils and classes still there are not asked for: a merger is recorded in any order.
    fn close_unit(&self, e: &SchoolUnitClosed) -> Verdict {
        let unit = self.unit(e.school)?;
        if unit.open.to == Some(e.on) {
            return Ok(News::AlreadySo);
        }
        demand(unit.open.contains(e.on), Refusal::SchoolNotOpen)?;
        let fits = |s: &SchoolUnitCode| *s != e.school && self.places.unit(*s).is_some();
        demand(e.successors.iter().all(fits), Refusal::SuccessorUnfit)?;
        Ok(News::New)
    }

    fn form_class(&self, e: &ClassFormed) -> Verdict {
        self.unit_on(e.school, e.from)?;
        let known = self.places.class(e.class);
        demand(known.is_none_or(|class| class.formed == *e), Refusal::ClassExists)?;
        unless(known.is_some())
    }

    fn close_class(&self, class: ClassId, school: SchoolUnitCode, on: Day) -> Verdict {
        self.unit(school)?;
        let class = self.places.class_at(class, school).ok_or(Refusal::ClassUnknown)?;
        if class.open.to == Some(on) {
            return Ok(News::AlreadySo);
        }
        demand(class.open.contains(on), Refusal::ClassNotOpen)?;
        Ok(News::New)
    }

    fn grant_role(&self, e: &RoleGranted, history: &[Recorded]) -> Verdict {
        self.scope_exists(e.scope)?;
        demand(is_engaged(history, e.staff, e.from), Refusal::StaffNotEngaged)?;
        let asked = Period { from: e.from, to: e.to };
        unless(grants(e.staff, e.role, e.scope, history).any(|g| g.period.covers(asked)))
    }

    fn assign_assessor(&self, e: &AssessorAssigned, history: &[Recorded]) -> Verdict {
        self.class_on(e.class, e.school, e.from)?;
        demand(is_engaged(history, e.staff, e.from), Refusal::StaffNotEngaged)?;
        let asked = Period { from: e.from, to: e.to };
        let assessors = Assessors::of(e.class, history);
        let taken = |a: &Assignment| {
            a.staff != e.staff
                && a.kind == AssessorKind::Responsible
                && a.period.is_in_order()
                && a.period.overlaps(asked)
        };
        let taken = e.kind == AssessorKind::Responsible && assessors.iter().any(taken);
        demand(!taken, Refusal::AlreadyHasResponsible)?;
        let same = |a: &Assignment| a.staff == e.staff && a.kind == e.kind;
        unless(assessors.iter().any(|a| same(a) && a.period.covers(asked)))
    }

    fn adopt_edition(&self, edition: &ScaleEdition) -> Verdict {
        let known = self.editions.get(&edition.id);
        demand(known.is_none_or(|known| known == edition), Refusal::EditionExists)?;
        unless(known.is_some())
    }

    fn adopt_coverage(&self, e: &CoverageAdopted) -> Verdict {
        unless(self.coverage.on(e.from) == Some(&e.least_permille))
    }
}

fn engage(e: &StaffEngaged, history: &[Recorded]) -> Verdict {
    // The follow-up process acts under this id, in nobody's name.
    demand(e.staff != Actor::PROCESS.staff, Refusal::StaffAlreadyEngaged)?;
    let asked = Period { from: e.from, to: None };
    let engagements = engagements(history, e.staff);
    if engagements.iter().any(|p| p.covers(asked)) {
        return Ok(News::AlreadySo);
    }
    let overlaps = engagements.iter().any(|p| p.is_in_order() && p.overlaps(asked));
    demand(!overlaps, Refusal::StaffAlreadyEngaged)?;
    Ok(News::New)
}

fn end_engagement(e: &StaffLeft, history: &[Recorded]) -> Verdict {
    if engagements(history, e.staff).iter().any(|p| p.to == Some(e.on)) {
        return Ok(News::AlreadySo);
    }
    demand(is_engaged(history, e.staff, e.on), Refusal::StaffNotEngaged)?;
    Ok(News::New)
}

/// An address is sealed and cannot be compared: the same again is recorded again. That there is none needs
/// no second saying.
fn set_contact(e: &StaffContactSet, today: Day, history: &[Recorded]) -> Verdict {
    demand(is_engaged(history, e.staff, today), Refusal::StaffNotEngaged)?;
    let told = history.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::StaffContactSet(set)) if set.staff == e.staff => Some(set.address.is_some()),
        _ => None,
    });
    unless(e.address.is_none() && told != Some(true))
}

/// What someone has been granted of one role over one scope.
fn grants(
    staff: StaffId,
    role: Role,
    scope: Scope,
    history: &[Recorded],
) -> impl Iterator<Item = Grant> {
    let all: Vec<Grant> = Grants::of(staff, history).iter().copied().collect();
    all.into_iter().filter(move |g| g.role == role && g.scope == scope)
}

fn end_role(e: &RoleEnded, history: &[Recorded]) -> Verdict {
    ended(grants(e.staff, e.role, e.scope, history).map(|g| g.period), e.on, Refusal::RoleNotHeld)
}

fn end_assessor(e: &AssessorEnded, history: &[Recorded]) -> Verdict {
    let assessors = Assessors::of(e.class, history);
    let own = assessors.iter().filter(|a| a.staff == e.staff).map(|a| a.period);
    ended(own, e.on, Refusal::AssessorNotAssigned)
}

/// Whether something of these is there to be ended on the day.
fn ended(periods: impl Iterator<Item = Period>, on: Day, nothing: Refusal) -> Verdict {
    let periods: Vec<Period> = periods.collect();
    if periods.iter().any(|p| p.contains(on)) {
        return Ok(News::New);
    }
    demand(periods.iter().any(|p| p.to == Some(on)), nothing)?;
    Ok(News::AlreadySo)
}

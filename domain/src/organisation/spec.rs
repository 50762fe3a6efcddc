//! Specifications of the organisation: each decision, each refusal, and the order of the refusals.

use super::*;
use crate::event::Event;
use crate::id::EditionId;
use crate::people::Actor;
use crate::scale::ScaleEdition;
use crate::spec::{
    When, administrator, class, coordinator, day, district, district_coordinator, events, given,
    municipality, other_principal, other_teacher, principal, school, staff, teacher,
};

mod contact;
mod law;
mod places;
mod refused;
mod staffing;

fn text(text: &str) -> String {
    text.to_owned()
}

fn registered(name: &str) -> MunicipalityRegistered {
    let code = MunicipalityCode::new("0199").expect("four characters");
    MunicipalityRegistered { code, name: text(name) }
}

fn formed(code: &str, name: &str) -> DistrictFormed {
    DistrictFormed { district: district(code), name: text(name) }
}

fn committee(code: &str, name: &str, of: Option<&str>) -> CommitteeFormed {
    let committee = CommitteeId::new(code).expect("a short code");
    CommitteeFormed { committee, name: text(name), district: of.map(district) }
}

fn opened(n: u32, name: &str, of: Option<&str>) -> SchoolUnitOpened {
    SchoolUnitOpened {
        school: school(n),
        name: text(name),
        district: of.map(district),
        forms: vec![SchoolForm::Compulsory],
        from: day("2025-08-18"),
    }
}

fn renamed(n: u32, name: &str) -> SchoolUnitRenamed {
    SchoolUnitRenamed { school: school(n), name: text(name), from: day("2025-08-18") }
}

fn moved(n: u32, to: &str) -> SchoolUnitMoved {
    SchoolUnitMoved { school: school(n), district: district(to), from: day("2025-08-18") }
}

fn closed(n: u32, on: &str, successors: &[u32]) -> SchoolUnitClosed {
    let successors = successors.iter().map(|n| school(*n)).collect();
    SchoolUnitClosed { school: school(n), on: day(on), successors }
}

fn class_formed(n: u8, at: u32, name: &str) -> ClassFormed {
    ClassFormed { class: class(n), school: school(at), name: text(name), from: day("2025-08-18") }
}

fn class_renamed(n: u8, at: u32, name: &str) -> ClassRenamed {
    ClassRenamed { class: class(n), school: school(at), name: text(name), from: day("2025-08-18") }
}

fn class_closed(n: u8, at: u32, on: &str) -> ClassClosed {
    ClassClosed { class: class(n), school: school(at), on: day(on) }
}

fn engaged(n: u8, from: &str) -> StaffEngaged {
    let name = Personal::Open(PersonName::new("Robin", "Påhittad"));
    StaffEngaged { staff: staff(n), from: day(from), name }
}

fn left(n: u8, on: &str) -> StaffLeft {
    StaffLeft { staff: staff(n), on: day(on) }
}

fn granted(n: u8, role: Role, scope: Scope, from: &str) -> RoleGranted {
    RoleGranted { staff: staff(n), role, scope, from: day(from), to: None }
}

fn role_ended(n: u8, role: Role, scope: Scope, on: &str) -> RoleEnded {
    RoleEnded { staff: staff(n), role, scope, on: day(on) }
}

fn assigned(class_n: u8, staff_n: u8, kind: AssessorKind, from: &str) -> AssessorAssigned {
    AssessorAssigned {
        class: class(class_n),
        school: school(1),
        staff: staff(staff_n),
        kind,
        from: day(from),
        to: None,
    }
}

fn assessor_ended(class_n: u8, staff_n: u8, on: &str) -> AssessorEnded {
    AssessorEnded { class: class(class_n), school: school(1), staff: staff(staff_n), on: day(on) }
}

fn holidays(days: &[&str]) -> LocalHolidaysSet {
    let year = SchoolYear::beginning(2025);
    LocalHolidaysSet { year, days: days.iter().map(|text| day(text)).collect() }
}

fn coverage(least_permille: u16, from: &str) -> CoverageAdopted {
    CoverageAdopted { least_permille, from: day(from) }
}

/// Asked in the small world, where `more` has happened too.
fn asked_after(more: Vec<Event>, command: Command) -> When {
    given(municipality()).and(more).when(command)
}

/// Asked in the small world.
fn asked(command: Command) -> When {
    asked_after(Vec::new(), command)
}

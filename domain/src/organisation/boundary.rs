//! What each decision of the organisation rests on.

use super::authority::{Assessors, Grants, Roles};
use super::engagement::engaged_boundary;
use super::places::Places;
use super::{AssessorAssigned, AssessorEnded, Command};
use crate::command::Act;
use crate::event::code;
use crate::id::{ClassId, DistrictId, SchoolUnitCode, StaffId};
use crate::people::Scope;
use crate::query::{Query, Tag};

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let query = Query::new().or(&[code::MunicipalityRegistered], &[Tag::Municipality]);
        let query = match self {
            Self::RegisterMunicipality(_) => return query,
            _ => Roles::boundary(query, act, self.over()),
        };
        self.boundary_of_subject(query)
    }

    fn boundary_of_subject(&self, query: Query) -> Query {
        match self {
            Self::RegisterMunicipality(_) => query,
            Self::FormDistrict(e) => district(query, Some(e.district)),
            Self::FormCommittee(e) => district(query, e.district)
                .or(&[code::CommitteeFormed], &[Tag::Committee(e.committee)]),
            Self::OpenSchoolUnit(e) => Places::unit_boundary(district(query, e.district), e.school),
            Self::RenameSchoolUnit(e) => Places::unit_boundary(query, e.school),
            Self::MoveSchoolUnit(e) => {
                Places::unit_boundary(district(query, Some(e.district)), e.school)
            }
            Self::CloseSchoolUnit(e) => {
                let units = e.successors.iter().chain([&e.school]);
                units.fold(query, |query, school| Places::unit_boundary(query, *school))
            }
            Self::FormClass(e) => class(query, e.class, e.school),
            Self::RenameClass(e) => class(query, e.class, e.school),
            Self::CloseClass(e) => class(query, e.class, e.school),
            Self::EngageStaff(e) => engaged_boundary(first_role(query), e.staff),
            Self::EndEngagement(e) => engaged_boundary(query, e.staff),
            Self::GrantRole(e) => {
                scope(roles(engaged_boundary(first_role(query), e.staff), e.staff), e.scope)
            }
            Self::EndRole(e) => roles(query, e.staff),
            Self::AssignAssessor(e) => {
                let query = engaged_boundary(class(query, e.class, e.school), e.staff);
                Assessors::boundary(query, e.class)
            }
            Self::EndAssessor(e) => Assessors::boundary(query, e.class),
            Self::SetLocalHolidays(_) => municipal(query, code::LocalHolidaysSet),
            Self::AdoptScaleEdition(_) => municipal(query, code::ScaleEditionAdopted),
            Self::AdoptCoverage(_) => municipal(query, code::CoverageAdopted),
            Self::SetStaffContact(e) => engaged_boundary(query, e.staff)
                .or(&[code::StaffContactSet], &[Tag::Staff(e.staff)]),
        }
    }

    /// Over what one must have a role to do this.
    pub(super) fn over(&self) -> Scope {
        match self {
            Self::AssignAssessor(AssessorAssigned { school, .. })
            | Self::EndAssessor(AssessorEnded { school, .. }) => Scope::School(*school),
            _ => Scope::Municipality,
        }
    }
}

fn district(query: Query, district: Option<DistrictId>) -> Query {
    match district {
        Some(district) => query.or(&[code::DistrictFormed], &[Tag::District(district)]),
        None => query,
    }
}

fn class(query: Query, class: ClassId, school: SchoolUnitCode) -> Query {
    Places::unit_boundary(Places::class_boundary(query, class), school)
}

fn roles(query: Query, staff: StaffId) -> Query {
    query.or(&Grants::TYPES, &[Tag::Staff(staff)])
}

/// The first role is a municipal one, so the municipal ones tell whether there is any.
fn first_role(query: Query) -> Query {
    query.or(&[code::RoleGranted], &[Tag::Municipality])
}

fn scope(query: Query, scope: Scope) -> Query {
    match scope {
        Scope::Municipality => query,
        Scope::District(id) => district(query, Some(id)),
        Scope::School(school) => Places::unit_boundary(query, school),
    }
}

fn municipal(query: Query, code: crate::event::Code) -> Query {
    query.or(&[code], &[Tag::Municipality])
}

//! SS 12000: organisations, persons, groups and duties as `GET /{resource}` returns them.
//!
//! [`read`] turns a directory of answers into an [`Export`] and a list of [`Fault`]s. Real exports have
//! faults: every record and field is read on its own, what is wrong is reported with file, id and
//! field, and the rest is kept. [`plan()`] compares an export with what is [`Known`] and gives the
//! commands that bring the record up to date: none, where nothing has changed.
//!
//! Source of the format: SS 12000:2020, in the subset of the national agency's interface description
//! and with the fields of fuller exports (`responsibles`, `assignmentRole`, dates). Activities are not
//! read: teaching groups carry no results.

mod export;
mod fault;
mod files;
mod known;
mod lenient;
mod parse;
mod plan;
mod words;

pub use export::{
    Assignment, Civic, Completeness, Duty, Enrolment, Export, FormRead, Group, GuardianLink,
    Listing, Membership, Organisation, OrganisationKind, Origin, Person,
};
pub use fault::{Detail, Fault, FaultKind, Severity};
pub use files::ReadError;
pub use known::{
    Dated, Known, KnownAssessor, KnownClass, KnownGuardian, KnownPupil, KnownRole, KnownSchool,
    KnownStaff, Namespace,
};
pub use parse::read;
pub use plan::{Conditions, Count, Plan, Step, Summary, plan};

//! The field's own words: roles, reasons, occasions, sexes, syllabuses, phases, states.

use crate::text::texts;

texts! {
    /// A word of the field.
    Term:
    Teacher, SpecialEducator, Principal, ResultsCoordinator, Adviser, CommitteeSecretary,
    CommitteeMember, Guardian, Auditor, Archivist, SystemAdministrator, Public, Process,
    TeacherDoes, SpecialEducatorDoes, PrincipalDoes, ResultsCoordinatorDoes, AdviserDoes,
    CommitteeSecretaryDoes, CommitteeMemberDoes, GuardianDoes, AuditorDoes, ArchivistDoes,
    SystemAdministratorDoes, PublicDoes, ProcessDoes,
    Absent, NewlyArrived, Exempt, Missing,
    Female, Male, SexUnknown, Sv, Sva, SyllabusUnknown,
    Exploring, Expanding, Literate,
    September, December, February, May, Round,
    Grade, GradePreschool,
    Risen, Same, Fallen, AtTop,
    LevelMunicipality, LevelSchool,
    Kronor,
}

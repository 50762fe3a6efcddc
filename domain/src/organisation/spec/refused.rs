//! Requests that are wrong in themselves, and the order in which refusals are given.

use super::*;
use crate::command::Language;
use crate::spec::Answer;
use Refusal::*;

#[test]
fn nothing_comes_before_the_municipality() {
    let engage = Command::EngageStaff(engaged(1, "2025-08-01"));
    given([]).when(engage).by(administrator()).then_refused(MunicipalityNotRegistered);
}

#[test]
fn days_are_within_reach() {
    let form =
        |from| Command::FormClass(ClassFormed { from: day(from), ..class_formed(4, 1, "1A") });
    asked(form("1989-12-31")).then_refused(DayImplausible);
    asked(form("2027-09-18")).on("2025-09-16").then_refused(DayImplausible);
    asked(form("2027-09-17"))
        .on("2025-09-16")
        .then(events![ClassFormed { from: day("2027-09-17"), ..class_formed(4, 1, "1A") }]);
}

#[test]
fn a_time_ends_after_it_begins() {
    let mut role = granted(6, Role::Auditor, Scope::Municipality, "2025-08-18");
    role.to = Some(day("2025-08-18"));
    asked(Command::GrantRole(role)).then_refused(PeriodReversed);
    let mut assessor = assigned(1, 6, AssessorKind::StandIn, "2025-08-18");
    assessor.to = Some(day("2025-08-01"));
    asked(Command::AssignAssessor(assessor)).then_refused(PeriodReversed);
}

#[test]
fn names_are_names() {
    for name in ["", "   ", "a\u{7}b", &"x".repeat(201)] {
        asked(Command::FormDistrict(formed("vast", name))).then_refused(NameUnfit);
        asked(Command::RenameClass(class_renamed(1, 1, name))).then_refused(NameUnfit);
    }
    let mut nameless = engaged(8, "2025-08-18");
    nameless.name = Personal::Open(PersonName::new(" ", ""));
    asked(Command::EngageStaff(nameless.clone())).then_refused(NameUnfit);
    nameless.name = Personal::Sealed;
    asked(Command::EngageStaff(nameless)).then_refused(NameUnfit);
}

#[test]
fn codes_scales_and_shares_are_checked() {
    let code = MunicipalityCode::new("19").expect("a short code");
    let short = MunicipalityRegistered { code, name: text("Insynsby") };
    given([]).when(Command::RegisterMunicipality(short)).then_refused(MunicipalityCodeUnfit);
    let formless = SchoolUnitOpened { forms: vec![], ..opened(3, "Skola", None) };
    asked(Command::OpenSchoolUnit(formless)).then_refused(FormsMissing);
    for outside in ["2025-06-30", "2026-07-01"] {
        let set = Command::SetLocalHolidays(holidays(&["2025-12-24", outside]));
        asked(set).then_refused(DayOutsideSchoolYear);
    }
    asked(Command::AdoptCoverage(coverage(1_001, "2025-08-01"))).then_refused(CoverageOutOfRange);
    let adopt = |edition| Command::AdoptScaleEdition(ScaleEditionAdopted { edition });
    let mut edition = ScaleEdition::lus_1();
    edition.points.push(edition.points[0].clone());
    asked(adopt(edition.clone())).then_refused(ScaleUnfit);
    edition.points.clear();
    asked(adopt(edition)).then_refused(ScaleUnfit);
}

/// Pairs that can hold together: the earlier is given.
#[test]
fn of_two_refusals_the_earlier_is_given() {
    let long_ago = "1980-01-01";
    let mut reversed = granted(9, Role::Principal, Scope::Municipality, "2025-08-18");
    reversed.to = Some(day("2025-08-01"));
    let ancient = RoleGranted { from: day(long_ago), to: Some(day(long_ago)), ..reversed };
    let scope = RoleGranted { to: None, ..reversed };
    let own = RoleGranted { staff: staff(1), ..ancient };
    let nowhere = granted(9, Role::Principal, Scope::School(school(9)), "2025-08-18");
    let nameless = opened(1, "", Some("ost"));
    let formless = SchoolUnitOpened { forms: vec![], ..opened(1, "Skola", Some("ost")) };
    let elsewhere = opened(1, "Skola", Some("ost"));
    let late = events![closed(1, "2025-06-15", &[]), class_closed(1, 1, "2025-06-15")];
    let stranger = assigned(1, 9, AssessorKind::Responsible, "2025-08-18");
    let table = [
        (
            MunicipalityNotRegistered,
            NotAuthorised,
            given([]).when(Command::GrantRole(ancient.clone())),
        ),
        (NotAuthorised, OwnRole, asked(Command::GrantRole(own.clone())).by(teacher())),
        (OwnRole, DayImplausible, asked(Command::GrantRole(own)).by(administrator())),
        (DayImplausible, PeriodReversed, asked(Command::GrantRole(ancient))),
        (PeriodReversed, ScopeUnfit, asked(Command::GrantRole(reversed))),
        (ScopeUnfit, StaffNotEngaged, asked(Command::GrantRole(scope))),
        (SchoolUnknown, StaffNotEngaged, asked(Command::GrantRole(nowhere))),
        (NameUnfit, FormsMissing, asked(Command::OpenSchoolUnit(nameless))),
        (FormsMissing, DistrictUnknown, asked(Command::OpenSchoolUnit(formless))),
        (DistrictUnknown, SchoolExists, asked(Command::OpenSchoolUnit(elsewhere))),
        (
            MunicipalityCodeUnfit,
            AlreadyRegistered,
            asked(Command::RegisterMunicipality(MunicipalityRegistered {
                code: MunicipalityCode::new("x").expect("a short code"),
                name: text("Annanby"),
            })),
        ),
        (DistrictUnknown, SchoolUnknown, asked(Command::MoveSchoolUnit(moved(9, "ost")))),
        (SchoolNotOpen, SuccessorUnfit, {
            asked_after(late.clone(), Command::CloseSchoolUnit(closed(1, "2026-01-01", &[1])))
        }),
        (SchoolNotOpen, ClassExists, {
            asked_after(late.clone(), Command::FormClass(class_formed(1, 1, "1A")))
        }),
        (SchoolNotOpen, ClassNotOpen, {
            asked_after(late.clone(), Command::RenameClass(class_renamed(1, 1, "1A")))
        }),
        (ClassNotOpen, StaffNotEngaged, {
            asked_after(late[1..].to_vec(), Command::AssignAssessor(stranger.clone()))
        }),
        (StaffNotEngaged, AlreadyHasResponsible, asked(Command::AssignAssessor(stranger))),
    ];
    for (earlier, later, when) in table {
        assert!(earlier < later, "{earlier:?} stands before {later:?}");
        assert_eq!(when.outcome(), Err(earlier.refusal()), "{earlier:?} before {later:?}");
    }
}

#[test]
fn every_refusal_has_a_code_and_an_answer_in_both_languages() {
    let codes: std::collections::BTreeSet<_> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("organisation."));
        let [sv, en] = [Language::Sv, Language::En].map(|language| refusal.message(language));
        assert!(sv.ends_with('.') && en.ends_with('.') && sv != en, "{}", refusal.code());
    }
    assert!(Refusal::ALL.is_sorted());
}

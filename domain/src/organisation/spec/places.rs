//! Municipality, districts, committees, school units, classes, and adopted data.

use super::*;

#[test]
fn a_municipality_is_registered_once() {
    let register = Command::RegisterMunicipality;
    let nobody = Actor { staff: staff(99), role: Role::Public };
    given([])
        .when(register(registered("Insynsby")))
        .by(nobody)
        .then(events![registered("Insynsby")]);
    asked(register(registered("Insynsby"))).by(nobody).then_nothing();
    asked(register(registered("Annanby"))).then_refused(Refusal::AlreadyRegistered);
}

#[test]
fn a_district_has_a_code_of_its_own() {
    asked(Command::FormDistrict(formed("vast", "Väst"))).then(events![formed("vast", "Väst")]);
    asked(Command::FormDistrict(formed("norr", "norr"))).then_nothing();
    asked(Command::FormDistrict(formed("norr", "Norra"))).then_refused(Refusal::DistrictExists);
}

#[test]
fn a_committee_is_of_the_municipality_or_of_a_district() {
    let form = Command::FormCommittee;
    let education = committee("utbildning", "Utbildningsnämnden", None);
    let district = committee("norr", "Kommundelsnämnd Norr", Some("norr"));
    asked(form(education.clone())).then(events![education.clone()]);
    asked(form(district.clone())).then(events![district]);
    asked_after(events![education.clone()], form(education.clone())).then_nothing();
    let other = committee("utbildning", "Skolnämnden", None);
    asked_after(events![education], form(other)).then_refused(Refusal::CommitteeExists);
    let nowhere = committee("ost", "Kommundelsnämnd Öst", Some("ost"));
    asked(form(nowhere)).then_refused(Refusal::DistrictUnknown);
}

#[test]
fn a_school_unit_code_is_used_once() {
    let open = Command::OpenSchoolUnit;
    let third = opened(3, "Tredje skolan", Some("norr"));
    asked(open(third.clone())).then(events![third.clone()]);
    asked(open(opened(3, "Utan kommundel", None))).then(events![opened(3, "Utan kommundel", None)]);
    asked_after(events![third.clone()], open(third)).then_nothing();
    asked(open(opened(1, "Ny skola", Some("norr")))).then_refused(Refusal::SchoolExists);
    let gone = events![closed(2, "2025-06-15", &[])];
    asked_after(gone, open(opened(2, "Ny skola", None))).then_refused(Refusal::SchoolExists);
    asked(open(opened(3, "Skola", Some("ost")))).then_refused(Refusal::DistrictUnknown);
}

#[test]
fn a_school_unit_is_renamed_while_it_is_open() {
    let rename = Command::RenameSchoolUnit;
    asked(rename(renamed(1, "Ekskolan"))).then(events![renamed(1, "Ekskolan")]);
    asked(rename(renamed(1, "Skola 1"))).then_nothing();
    asked_after(events![renamed(1, "Ekskolan")], rename(renamed(1, "Ekskolan"))).then_nothing();
    asked(rename(renamed(9, "Ekskolan"))).then_refused(Refusal::SchoolUnknown);
    let gone = events![closed(1, "2025-06-15", &[])];
    asked_after(gone, rename(renamed(1, "Ekskolan"))).then_refused(Refusal::SchoolNotOpen);
}

#[test]
fn a_school_unit_moves_to_a_known_district() {
    let to = Command::MoveSchoolUnit;
    asked(to(moved(1, "soder"))).then(events![moved(1, "soder")]);
    asked(to(moved(1, "norr"))).then_nothing();
    asked(to(moved(1, "ost"))).then_refused(Refusal::DistrictUnknown);
    asked(to(moved(9, "norr"))).then_refused(Refusal::SchoolUnknown);
}

#[test]
fn a_school_unit_closes_once_and_names_other_units_as_successors() {
    let close = Command::CloseSchoolUnit;
    asked(close(closed(1, "2026-07-01", &[2]))).then(events![closed(1, "2026-07-01", &[2])]);
    let gone = events![closed(1, "2026-07-01", &[2])];
    asked_after(gone.clone(), close(closed(1, "2026-07-01", &[2]))).then_nothing();
    asked_after(gone, close(closed(1, "2026-08-01", &[]))).then_refused(Refusal::SchoolNotOpen);
    asked(close(closed(1, "2026-07-01", &[1]))).then_refused(Refusal::SuccessorUnfit);
    asked(close(closed(1, "2026-07-01", &[9]))).then_refused(Refusal::SuccessorUnfit);
    asked(close(closed(9, "2026-07-01", &[]))).then_refused(Refusal::SchoolUnknown);
}

#[test]
fn a_class_is_formed_at_an_open_school_unit() {
    let form = Command::FormClass;
    asked(form(class_formed(4, 1, "1A"))).then(events![class_formed(4, 1, "1A")]);
    let already = events![class_formed(4, 1, "1A")];
    asked_after(already.clone(), form(class_formed(4, 1, "1A"))).then_nothing();
    asked_after(already, form(class_formed(4, 2, "1A"))).then_refused(Refusal::ClassExists);
    asked(form(class_formed(1, 1, "1A"))).then_refused(Refusal::ClassExists);
    asked(form(class_formed(4, 9, "1A"))).then_refused(Refusal::SchoolUnknown);
    let gone = events![closed(1, "2025-06-15", &[])];
    asked_after(gone, form(class_formed(4, 1, "1A"))).then_refused(Refusal::SchoolNotOpen);
}

#[test]
fn a_class_is_renamed_while_it_exists() {
    let rename = Command::RenameClass;
    asked(rename(class_renamed(1, 1, "8A"))).then(events![class_renamed(1, 1, "8A")]);
    asked(rename(class_renamed(1, 1, "7A"))).then_nothing();
    asked(rename(class_renamed(1, 2, "8A"))).then_refused(Refusal::ClassUnknown);
    let gone = events![class_closed(1, 1, "2025-06-15")];
    asked_after(gone, rename(class_renamed(1, 1, "8A"))).then_refused(Refusal::ClassNotOpen);
}

#[test]
fn a_class_closes_once() {
    let close = Command::CloseClass;
    asked(close(class_closed(1, 1, "2026-06-15"))).then(events![class_closed(1, 1, "2026-06-15")]);
    let gone = events![class_closed(1, 1, "2026-06-15")];
    asked_after(gone.clone(), close(class_closed(1, 1, "2026-06-15"))).then_nothing();
    asked_after(gone, close(class_closed(1, 1, "2026-08-01"))).then_refused(Refusal::ClassNotOpen);
    asked(close(class_closed(3, 1, "2026-06-15"))).then_refused(Refusal::ClassUnknown);
    asked(close(class_closed(1, 9, "2026-06-15"))).then_refused(Refusal::SchoolUnknown);
}

#[test]
fn holidays_replace_the_former_list_of_the_year() {
    let set = Command::SetLocalHolidays;
    let (first, second) = (holidays(&["2025-12-24"]), holidays(&["2025-12-24", "2026-06-05"]));
    asked(set(first.clone())).then(events![first.clone()]);
    asked_after(events![first.clone()], set(first.clone())).then_nothing();
    asked_after(events![first.clone()], set(second.clone())).then(events![second.clone()]);
    asked_after(events![first.clone(), second], set(first.clone())).then(events![first]);
}

#[test]
fn an_edition_is_never_changed() {
    let adopt = |edition| Command::AdoptScaleEdition(ScaleEditionAdopted { edition });
    let lus = ScaleEdition::lus_1();
    let adopted = events![ScaleEditionAdopted { edition: lus.clone() }];
    asked(adopt(lus.clone())).then(adopted.clone());
    asked_after(adopted.clone(), adopt(lus.clone())).then_nothing();
    let mut shorter = lus;
    shorter.points.pop();
    asked_after(adopted, adopt(shorter.clone())).then_refused(Refusal::EditionExists);
    shorter.id = EditionId::new("lus-0").expect("a short code");
    asked(adopt(shorter.clone())).then(events![ScaleEditionAdopted { edition: shorter }]);
}

#[test]
fn a_coverage_holds_from_its_day() {
    let adopt = Command::AdoptCoverage;
    let (spring, autumn) = (coverage(800, "2025-01-01"), coverage(850, "2025-08-01"));
    asked(adopt(spring.clone())).then(events![spring.clone()]);
    let both = events![spring.clone(), autumn.clone()];
    asked_after(both.clone(), adopt(autumn)).then_nothing();
    asked_after(both, adopt(spring)).then_nothing();
}

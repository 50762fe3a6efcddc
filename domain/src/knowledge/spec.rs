//! Specifications of knowledge rights and the description of the assessment system.

use std::collections::BTreeSet;

use super::{AssessmentSystemDescribed, Command, KnowledgeRightDefined, Refusal};
use crate::event::Event;
use crate::id::EditionId;
use crate::organisation::{RoleGranted, ScaleEditionAdopted};
use crate::people::{Actor, Grade, GradeRegime, Role, Scope};
use crate::scale::ScaleEdition;
use crate::spec::peel::{Case, Step, peel};
use crate::spec::{
    Given, administrator, coordinator, day, district_coordinator, events, given, municipality,
    principal, staff, teacher,
};

// ------------------------------------------------------------------------------- a small world

/// Staff 8: the education committee's secretary.
fn secretary() -> Actor {
    Actor { staff: staff(8), role: Role::CommitteeSecretary }
}

fn before() -> Vec<Event> {
    let Actor { staff, role } = secretary();
    let (scope, from) = (Scope::Municipality, day("2020-08-01"));
    let mut events = municipality();
    events.extend(events![
        RoleGranted { staff, role, scope, from, to: None },
        ScaleEditionAdopted { edition: ScaleEdition::lus_1() },
    ]);
    events
}

fn right(version: u16) -> KnowledgeRightDefined {
    KnowledgeRightDefined {
        right: "lasa-ak3".parse().expect("a code"),
        version,
        grade: Grade::nine(3),
        title: "Läsa med flyt".to_owned(),
        text: format!("Varje elev har rätt att kunna läsa, version {version}."),
        criteria: "Minst punkt 15.".to_owned(),
        language: "sv".parse().expect("a language"),
        valid_from: day("2025-07-01"),
    }
}

fn system(version: u16) -> AssessmentSystemDescribed {
    AssessmentSystemDescribed {
        instrument: "lus".parse().expect("a code"),
        version,
        edition: ScaleEdition::lus_1().id,
        who: format!("Elevens lärare bedömer, version {version}."),
        agreement: "Vid seminarier varje termin.".to_owned(),
        figures: "Andelar av alla inskrivna.".to_owned(),
        limits: "Säger inget om skrivande.".to_owned(),
        language: "sv".parse().expect("a language"),
        valid_from: day("2025-07-01"),
    }
}

fn both(version: u16) -> [Command; 2] {
    [Command::DefineRight(right(version)), Command::DescribeSystem(system(version))]
}

fn recorded(command: &Command) -> Event {
    match command.clone() {
        Command::DefineRight(e) => e.into(),
        Command::DescribeSystem(e) => e.into(),
    }
}

/// The first version of both.
fn begun() -> Given {
    given(before()).and(events![right(1), system(1)])
}

// ------------------------------------------------------------------------------------- decisions

#[test]
fn the_secretary_or_the_municipality_s_coordinator_defines_and_describes() {
    for command in both(1) {
        for actor in [secretary(), coordinator()] {
            let asked = given(before()).when(command.clone()).by(actor);
            asked.then(vec![recorded(&command)]);
        }
        for actor in [principal(), teacher(), administrator(), district_coordinator()] {
            let asked = given(before()).when(command.clone()).by(actor);
            asked.then_refused(Refusal::NotAuthorised);
        }
    }
}

#[test]
fn versions_begin_at_one_and_follow_without_gaps() {
    for command in both(2).into_iter().chain(both(0)) {
        given(before()).when(command).then_refused(Refusal::WrongVersion);
    }
    for command in both(2) {
        begun().when(command.clone()).then(vec![recorded(&command)]);
    }
    for command in both(3) {
        begun().when(command).then_refused(Refusal::WrongVersion);
    }
    let other = KnowledgeRightDefined { title: "Annat".to_owned(), ..right(1) };
    begun().when(Command::DefineRight(other)).then_refused(Refusal::WrongVersion);
}

#[test]
fn the_same_again_is_already_so() {
    let later = begun().and(events![right(2), system(2)]);
    for command in both(1).into_iter().chain(both(2)) {
        later.clone().when(command).then_nothing();
    }
    let unchanged = KnowledgeRightDefined { version: 3, ..right(2) };
    later.clone().when(Command::DefineRight(unchanged)).then_nothing();
    let unchanged = AssessmentSystemDescribed { version: 3, ..system(2) };
    later.clone().when(Command::DescribeSystem(unchanged)).then_nothing();
    let back = KnowledgeRightDefined { version: 3, ..right(1) };
    later.when(Command::DefineRight(back.clone())).then(events![back]);
}

#[test]
fn each_right_and_each_instrument_has_versions_of_its_own() {
    let other = KnowledgeRightDefined { right: "lasa-ak6".parse().unwrap(), ..right(1) };
    begun().when(Command::DefineRight(other.clone())).then(events![other]);
    let mut edition = ScaleEdition::lus_1();
    edition.id = "dls-1".parse().unwrap();
    edition.instrument = "dls".parse().unwrap();
    let (id, instrument) = (edition.id, edition.instrument);
    let other = AssessmentSystemDescribed { instrument, edition: id, ..system(1) };
    let adopted = begun().and(events![ScaleEditionAdopted { edition }]);
    adopted.clone().when(Command::DescribeSystem(other.clone())).then(events![other]);
    let foreign = AssessmentSystemDescribed { edition: id, ..system(2) };
    adopted.when(Command::DescribeSystem(foreign)).then_refused(Refusal::EditionNotAdopted);
}

#[test]
fn a_version_does_not_begin_before_the_one_it_replaces() {
    let early = day("2025-06-30");
    let wanted = KnowledgeRightDefined { valid_from: early, ..right(2) };
    begun().when(Command::DefineRight(wanted)).then_refused(Refusal::ValidBeforeReplaced);
    let wanted = AssessmentSystemDescribed { valid_from: early, ..system(2) };
    begun().when(Command::DescribeSystem(wanted)).then_refused(Refusal::ValidBeforeReplaced);
    let wanted = KnowledgeRightDefined { valid_from: day("2026-07-01"), ..right(2) };
    begun().when(Command::DefineRight(wanted.clone())).then(events![wanted]);
}

#[test]
fn every_text_says_something() {
    let blank: [fn(&mut KnowledgeRightDefined); 3] = [
        |e| e.title = " ".to_owned(),
        |e| e.text = "\n".to_owned(),
        |e| e.criteria = String::new(),
    ];
    for blank in blank {
        let mut wanted = right(1);
        blank(&mut wanted);
        given(before()).when(Command::DefineRight(wanted)).then_refused(Refusal::TextMissing);
    }
    let blank: [fn(&mut AssessmentSystemDescribed); 4] = [
        |e| e.who = String::new(),
        |e| e.agreement = " ".to_owned(),
        |e| e.figures = String::new(),
        |e| e.limits = "\t".to_owned(),
    ];
    for blank in blank {
        let mut wanted = system(1);
        blank(&mut wanted);
        given(before()).when(Command::DescribeSystem(wanted)).then_refused(Refusal::TextMissing);
    }
}

#[test]
fn a_right_s_grade_exists_in_its_numbering() {
    for (number, regime) in [(10, GradeRegime::Nine), (0, GradeRegime::Ten)] {
        let wanted = KnowledgeRightDefined { grade: Grade { number, regime }, ..right(1) };
        given(before()).when(Command::DefineRight(wanted)).then_refused(Refusal::GradeUnfit);
    }
    let ten = Grade { number: 10, regime: GradeRegime::Ten };
    let wanted = KnowledgeRightDefined { grade: ten, ..right(1) };
    given(before()).when(Command::DefineRight(wanted.clone())).then(events![wanted]);
}

// ----------------------------------------------------------------------------------------- order

const DEFINE: &[Step<KnowledgeRightDefined, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayImplausible, |c| c.asked.valid_from = day("2025-06-30")),
    (Refusal::TextMissing, |c| c.asked.text = right(2).text),
    (Refusal::GradeUnfit, |c| c.asked.grade = Grade::nine(3)),
    (Refusal::WrongVersion, |c| c.asked.version = 2),
    (Refusal::ValidBeforeReplaced, |c| c.asked.valid_from = day("2025-07-01")),
];

#[test]
fn define_refuses_in_order() {
    let (grade, text) = (Grade::nine(12), String::new());
    let asked = KnowledgeRightDefined { grade, text, valid_from: day("1989-12-31"), ..right(7) };
    let mut events = before();
    events.extend(events![right(1)]);
    let case = Case { events, asked, actor: teacher(), day: "2025-09-16" };
    peel(case, Command::DefineRight, DEFINE);
}

const DESCRIBE: &[Step<AssessmentSystemDescribed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::DayImplausible, |c| c.asked.valid_from = day("2025-06-30")),
    (Refusal::TextMissing, |c| c.asked.limits = system(2).limits),
    (Refusal::WrongVersion, |c| c.asked.version = 2),
    (Refusal::EditionNotAdopted, |c| c.asked.edition = ScaleEdition::lus_1().id),
    (Refusal::ValidBeforeReplaced, |c| c.asked.valid_from = day("2025-07-01")),
];

#[test]
fn describe_refuses_in_order() {
    let edition = EditionId::new("lus-9").expect("a code");
    let (limits, valid_from) = (String::new(), day("2027-09-30"));
    let asked = AssessmentSystemDescribed { edition, limits, valid_from, ..system(7) };
    let mut events = before();
    events.extend(events![system(1)]);
    let case = Case { events, asked, actor: teacher(), day: "2025-09-16" };
    peel(case, Command::DescribeSystem, DESCRIBE);
}

#[test]
fn every_refusal_is_specified() {
    let define = DEFINE.iter().map(|(refusal, _)| *refusal);
    let describe = DESCRIBE.iter().map(|(refusal, _)| *refusal);
    let specified: BTreeSet<Refusal> = define.chain(describe).collect();
    assert!(specified.iter().eq(Refusal::ALL));
}

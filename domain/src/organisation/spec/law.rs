//! Over random histories: asked twice is recorded once, and a class never has two who are responsible.

use proptest::prelude::*;

use super::*;
use crate::calendar::Day;
use crate::organisation::authority::Assessors;

fn near() -> impl Strategy<Value = Day> {
    (0..12).prop_map(|n| day("2025-08-18").plus(n))
}

fn place() -> impl Strategy<Value = Command> {
    let open = near().prop_map(|from| {
        Command::OpenSchoolUnit(SchoolUnitOpened { from, ..opened(3, "Skola", Some("norr")) })
    });
    let rename = (1u32..4, "[AB]", near()).prop_map(|(n, name, from)| {
        Command::RenameSchoolUnit(SchoolUnitRenamed { from, ..renamed(n, &name) })
    });
    let to = prop_oneof![Just("norr"), Just("soder")];
    let transfer = (1u32..4, to, near()).prop_map(|(n, to, from)| {
        Command::MoveSchoolUnit(SchoolUnitMoved { from, ..moved(n, to) })
    });
    let close = (1u32..4, near()).prop_map(|(n, on)| {
        Command::CloseSchoolUnit(SchoolUnitClosed { on, ..closed(n, "2025-08-18", &[]) })
    });
    let form = (1u8..6, 1u32..4, "[AB]", near()).prop_map(|(n, at, name, from)| {
        Command::FormClass(ClassFormed { from, ..class_formed(n, at, &name) })
    });
    let name = (1u8..6, 1u32..4, "[AB]", near()).prop_map(|(n, at, name, from)| {
        Command::RenameClass(ClassRenamed { from, ..class_renamed(n, at, &name) })
    });
    let end = (1u8..6, 1u32..4, near()).prop_map(|(n, at, on)| {
        Command::CloseClass(ClassClosed { on, ..class_closed(n, at, "2025-08-18") })
    });
    prop_oneof![open, rename, transfer, close, form, name, end]
}

fn person() -> impl Strategy<Value = Command> {
    let from = "2025-08-18";
    let at = Scope::School(school(1));
    let n = || 3u8..9;
    let until = || prop::option::of(near());
    let engage = (n(), near()).prop_map(move |(n, day)| {
        Command::EngageStaff(StaffEngaged { from: day, ..engaged(n, from) })
    });
    let leave = (n(), near())
        .prop_map(move |(n, on)| Command::EndEngagement(StaffLeft { on, ..left(n, from) }));
    let grant = (n(), near(), until()).prop_map(move |(n, day, to)| {
        let role = granted(n, Role::Teacher, at, from);
        Command::GrantRole(RoleGranted { from: day, to, ..role })
    });
    let end = (n(), near()).prop_map(move |(n, on)| {
        Command::EndRole(RoleEnded { on, ..role_ended(n, Role::Teacher, at, from) })
    });
    let kinds = [AssessorKind::Responsible, AssessorKind::CoAssessor];
    let kind = (0..2usize).prop_map(move |n| kinds[n]);
    let assign = (n(), near(), until(), kind).prop_map(move |(n, day, to, kind)| {
        Command::AssignAssessor(AssessorAssigned { from: day, to, ..assigned(2, n, kind, from) })
    });
    let release = (n(), near()).prop_map(move |(n, on)| {
        Command::EndAssessor(AssessorEnded { on, ..assessor_ended(2, n, from) })
    });
    prop_oneof![1 => engage, 1 => leave, 1 => grant, 1 => end, 3 => assign, 2 => release]
}

/// How many are responsible for class 2 on the day.
fn responsible(happened: &[Event], day: Day) -> usize {
    let history: Vec<_> = (0..).zip(happened).map(|(n, e)| crate::spec::recorded(n, e)).collect();
    let staff: std::collections::BTreeSet<_> = Assessors::of(class(2), &history)
        .iter()
        .filter(|a| a.kind == AssessorKind::Responsible && a.period.contains(day))
        .map(|a| a.staff)
        .collect();
    staff.len()
}

proptest! {
    #[test]
    fn asked_twice_is_recorded_once(
        commands in prop::collection::vec(prop_oneof![place(), person()], 1..25),
    ) {
        let mut happened = Vec::new();
        for command in commands {
            let ask = |happened: &[Event]| asked_after(happened.to_vec(), command.clone()).outcome();
            let Ok(events) = ask(&happened) else { continue };
            happened.extend(events);
            prop_assert_eq!(ask(&happened), Ok(vec![]), "{:?}", command);
        }
        for n in 0..14 {
            prop_assert!(responsible(&happened, day("2025-08-18").plus(n)) <= 1);
        }
    }
}

//! Over random histories: asked twice is recorded once, and what is decided is then in force.

use proptest::prelude::*;

use super::*;

fn near() -> impl Strategy<Value = Day> {
    (0..12).prop_map(|n| day("2025-08-18").plus(n))
}

/// School 1 or 2, and one of its classes or none.
fn place() -> impl Strategy<Value = (u32, Option<ClassId>)> {
    let first = prop::option::of(prop_oneof![Just(class(1)), Just(class(2))]);
    let second = prop::option::of(Just(class(3)));
    prop_oneof![first.prop_map(|class| (1, class)), second.prop_map(|class| (2, class))]
}

fn one_syllabus() -> impl Strategy<Value = Syllabus> {
    prop_oneof![Just(Syllabus::Sv), Just(Syllabus::Sva), Just(Syllabus::Unknown)]
}

fn moving() -> impl Strategy<Value = Command> {
    let enrol = (place(), near(), one_syllabus(), any::<bool>());
    let enrol = enrol.prop_map(|((at, class), from, syllabus, marked)| Command::Enrol {
        enrolment: PupilEnrolled { from, ..enrolled(at, "2025-08-18") },
        class,
        syllabus,
        protection: if marked { Protection::Marked } else { Protection::None },
    });
    let transfer = (place(), near()).prop_map(|((to, class), from)| Command::Transfer {
        transfer: PupilTransferred { from, ..transferred(3 - to, to, "2025-08-18") },
        class,
    });
    let join = (place(), near()).prop_map(|((at, class), from)| {
        Command::JoinClass(ClassJoined { from, ..joined(at, class, "2025-08-18") })
    });
    let leave = (1u32..3, near())
        .prop_map(|(at, on)| Command::Leave(PupilLeft { on, ..left(at, "2025-08-18") }));
    prop_oneof![enrol, transfer, join, leave]
}

fn describing() -> impl Strategy<Value = Command> {
    let grade = (3u8..6, near()).prop_map(|(n, from)| {
        Command::ChangeGrade(GradeChanged { from, ..grade(n, "2025-08-18") })
    });
    let syllabus = (one_syllabus(), near()).prop_map(|(value, from)| {
        Command::SetSyllabus(SwedishSyllabusSet { from, ..syllabus(value, "2025-08-18") })
    });
    let mark = any::<bool>().prop_map(|on| {
        Command::MarkProtection(marked(if on { Protection::Marked } else { Protection::None }))
    });
    let link = (1u8..3).prop_map(|n| Command::LinkGuardian(linked(n, None)));
    let unlink = (1u8..3).prop_map(|n| Command::UnlinkGuardian(unlinked(n)));
    let block = (1u8..3, any::<bool>())
        .prop_map(|(n, blocked)| Command::RestrictGuardian(restricted(n, blocked)));
    prop_oneof![grade, syllabus, mark, link, unlink, block]
}

proptest! {
    #[test]
    fn asked_twice_is_recorded_once(
        commands in prop::collection::vec(prop_oneof![3 => moving(), 2 => describing()], 1..25),
    ) {
        let mut happened = Vec::new();
        for command in commands {
            let ask = |happened: &[Event]| asked_after(happened.to_vec(), command.clone()).outcome();
            let Ok(events) = ask(&happened) else { continue };
            happened.extend(events);
            prop_assert_eq!(ask(&happened), Ok(vec![]), "{:?}", command);
        }
    }
}

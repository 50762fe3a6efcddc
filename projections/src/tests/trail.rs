//! The trail in plain words.

use domain::people::{Actor, Role};
use domain::{Event, Recorded};

use super::history::*;
use crate::{told, trail};

/// The log as the shell reads it.
pub(super) fn recorded(log: &Log) -> Vec<Recorded> {
    let actor = Some(Actor { staff: staff(0), role: Role::Teacher });
    let record = |(n, event): (u64, &Option<Event>)| Recorded {
        position: domain::id::Position(n),
        at: Log::instant(n),
        actor,
        event: event.clone(),
    };
    (0..).zip(&log.events).map(record).collect()
}

#[test]
fn a_correction_and_a_strike_refer_to_what_they_concern() {
    let mut log = Log::municipality();
    let typed = log.assess(1, september(), "15");
    let corrected = log.correct(1, september(), typed, "16");
    log.strike(1, september(), corrected);
    log.add_removed();
    let trail = trail(&recorded(&log));
    let [.., first, second, third, gap] = &trail[..] else { panic!("four entries") };
    assert_eq!(first.sv, "Läsning bedömd i omgången 2025/26:september: punkt 15.");
    assert_eq!(first.refers_to, None);
    assert_eq!(second.refers_to, Some(typed));
    assert_eq!(
        second.en,
        format!("Correction in the round 2025/26:september of position {typed}: point 16.")
    );
    assert_eq!(third.refers_to, Some(corrected));
    assert_eq!((first.role, first.kind), (Some(Role::Teacher), Some("ReadingAssessed")));
    assert!(first.tags.contains(&format!("pupil:{}", pupil(1))));
    assert_eq!(gap.kind, None);
    assert!(gap.en.contains("no longer known"));
}

/// For people the same sentences name what is public, as it was called when the event was recorded.
#[test]
fn public_things_are_told_by_name_as_known_then() {
    let mut log = Log::municipality();
    let enrolled = log.enrol(1, A, 3, "2025-08-15");
    let assessed = log.assess(1, december(), "15");
    let renamed = log.add(domain::organisation::SchoolUnitRenamed {
        school: unit(A),
        name: "Ekskolan".into(),
        from: day("2020-07-02"),
    });
    let left = log.leave(1, A, "2026-01-10");
    let facts = log.facts();
    let told = told(&facts, &recorded(&log));
    let of = |at: domain::id::Position| &told[usize::try_from(at.0).unwrap()];
    assert!(of(enrolled).sv.starts_with("Inskriven vid Almskolan,"), "{}", of(enrolled).sv);
    assert_eq!(of(assessed).sv, "Läsning bedömd i decemberomgången 2025/26: punkt 15.");
    assert_eq!(of(assessed).en, "Reading assessed in the December round 2025/26: point 15.");
    assert!(of(renamed).sv.starts_with("Skolenheten Almskolan heter Ekskolan"));
    assert_eq!(of(left).en, "Left Ekskolan on 2026-01-10.");
    let scheduled = told.iter().find(|entry| entry.kind == Some("RoundScheduled")).unwrap();
    assert!(scheduled.sv.starts_with("Septemberomgången 2025/26 planerades"), "{}", scheduled.sv);
    let codes = trail(&recorded(&log));
    assert!(codes[usize::try_from(left.0).unwrap()].sv.contains(&A.to_string()));
}

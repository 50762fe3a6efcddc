//! The trail in plain words.

use domain::people::{Actor, Role};
use domain::{Event, Recorded};

use super::history::*;
use crate::trail;

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

//! A figure rests on its evidence: on all of it, and on nothing else.

use domain::Event;
use domain::id::Position;
use proptest::prelude::*;

use super::history::*;
use super::random::*;
use crate::figure::reference::Measure;
use crate::*;

/// The log with gaps for all events but these.
pub(super) fn only(log: &Log, kept: &[Position]) -> Log {
    let keep = |(n, event): (u64, &Option<Event>)| {
        event.clone().filter(|_| kept.binary_search(&Position(n)).is_ok())
    };
    Log { events: (0..).zip(&log.events).map(keep).collect() }
}

/// How many of these events are values.
fn values(log: &Log, kept: &[Position]) -> usize {
    let event = |at: &Position| log.events[usize::try_from(at.0).unwrap()].as_ref();
    let is_value = |event: &&Event| {
        matches!(
            event,
            Event::ReadingAssessed(_) | Event::NotAssessed(_) | Event::AssessmentCorrected(_)
        )
    };
    kept.iter().filter_map(event).filter(is_value).count()
}

#[test]
fn evidence_is_the_very_events() {
    let mut log = Log::municipality();
    let mut enrolled: Vec<Position> = (1..=3).map(|n| log.enrol(n, A, 3, "2025-08-15")).collect();
    log.enrol(4, B, 3, "2025-08-15");
    let first = log.assess(1, september(), "15");
    let typed = log.assess(2, september(), "14");
    let corrected = log.correct(2, september(), typed, "16");
    log.assess(1, december(), "16");
    let joined = log.join(1, 0, "2025-08-15");
    let facts = log.facts();
    let of = |text: &str| evidence(&facts, log.size(), &text.parse().unwrap());
    let (opened, scheduled) = (Position(5), Position(13));
    let mut wanted = vec![opened, scheduled];
    wanted.append(&mut enrolled.clone());
    assert_eq!(of(&format!("population@school:{A}@2025-26:september")), wanted);
    wanted.extend([first, corrected]);
    assert_eq!(of(&format!("assessed@school:{A}@2025-26:september")), wanted);
    let (formed, pupil) = (Position(7), enrolled.remove(0));
    let of_class = of(&format!("assessed@class:{}@2025-26:september", class(0)));
    assert_eq!(of_class, [formed, scheduled, pupil, first, joined]);
    assert!(of(&format!("assessed@school:{A}@2024-25:september")).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_evidence_alone_gives_the_figure(
        log in history(),
        references in proptest::collection::vec(prop_oneof![any_figure(), broad_figure()], 20),
    ) {
        let facts = log.facts();
        for reference in references {
            let Some(whole) = figure(&facts, log.size(), &reference) else {
                prop_assert!(evidence(&facts, log.size(), &reference).is_empty());
                continue;
            };
            let kept = evidence(&facts, log.size(), &reference);
            prop_assert!(kept.is_sorted_by(|a, b| a < b));
            let alone = figure(&only(&log, &kept).facts(), log.size(), &reference);
            let alone = alone.map(|f| (f.value, f.numerator, f.denominator));
            prop_assert_eq!(Some((whole.value, whole.numerator, whole.denominator)), alone, "{}", reference);
        }
    }

    #[test]
    fn as_many_values_as_are_counted(log in history(), reference in broad_figure()) {
        let facts = log.facts();
        let Some(found) = figure(&facts, log.size(), &reference) else { return Ok(()) };
        let values = values(&log, &evidence(&facts, log.size(), &reference));
        let counted = match found.reference.measure {
            Measure::Population => 0,
            Measure::Assessed | Measure::Coverage | Measure::NotAssessed(_) => found.numerator,
            Measure::Missing => found.denominator - found.numerator,
            Measure::Point(_) | Measure::Median | Measure::Reached(_) => found.denominator,
            Measure::ReachedOfPopulation(_) => {
                let assessed = found.reference.with(Measure::Assessed);
                figure(&facts, log.size(), &assessed).unwrap().numerator
            }
            Measure::Progress(_) => found.denominator * 2,
        };
        prop_assert_eq!(values, usize::try_from(counted).unwrap(), "{}", reference);
    }
}

//! Counts of what is done have names, and every count rests on its evidence.

use domain::commitment::Level;
use domain::committee::Resolution;
use domain::guarantee::{Answer, Lack, Lifted};
use domain::id::InvalidId;

use super::evidence::only;
use super::history::*;
use crate::figure::count::{
    AnswerCount, CountOf, CountRef, CountScope, DialogueCount, MeasureCount, ProgrammeCount,
    ShortfallCount,
};
use crate::views::pledge::outcome;
use crate::*;

/// Shortfalls in all states, explanations, cases, measures, a committee informed.
fn town() -> Log {
    let mut log = Log::municipality();
    log.commit(0, Level::Municipality, terms(800, "15", "2025-07-01"));
    for n in 1..=4 {
        log.enrol(n, A, 3, "2025-08-15");
        log.join(n, n % 2, "2025-08-15");
    }
    log.enrol(5, B, 3, "2025-08-15");
    for (n, code) in [(1, "15"), (2, "14"), (5, "9")] {
        log.assess(n, september(), code);
    }
    let of: Vec<_> = (1..=4).map(|n| log.found(n, A, september(), Lack::Missing)).collect();
    let elsewhere = log.found(5, B, september(), Lack::Missing);
    log.answered(1, A, of[0], Answer::Reassess);
    log.lifted(2, september(), of[1], Lifted::OutsidePopulation);
    log.followed(5, elsewhere, B, A);
    log.explained(1, september(), 0, "sv");
    log.acknowledged(2, september(), 0);
    log.concern(1, 1, A, "2025-10-02");
    log.concern(2, 2, A, "2025-10-03");
    log.investigated(2, 2, A, "2025-10-20");
    log.measure_decided(1, A, "2025-10-01");
    log.measure_decided(2, A, "2026-10-01");
    log.measure_started(2, A, "2025-10-05");
    log.committee_decided(1, Resolution::Noted);
    log.informed(A, "2025-10-09");
    log
}

/// Every count there is of a school unit, in a round where it has one.
fn all() -> Vec<CountRef> {
    let of = |of| CountRef::new(of, CountScope::Of(at_school(A))).by(day("2025-10-25"));
    let mut names = Vec::new();
    for what in ShortfallCount::ALL {
        names.extend([
            of(CountOf::Guarantee(*what)),
            of(CountOf::Guarantee(*what)).in_round(september()),
        ]);
    }
    names.extend(AnswerCount::ALL.iter().map(|what| of(CountOf::Answers(*what))));
    let dialogue = DialogueCount::ALL.iter().map(|what| CountOf::Dialogue(*what));
    names.extend(dialogue.map(|what| of(what).in_round(september())));
    names.extend(ProgrammeCount::ALL.iter().map(|what| of(CountOf::Programmes(*what))));
    names.extend(MeasureCount::ALL.iter().map(|what| of(CountOf::Measures(*what))));
    let target = format!("{}/2", commitment(0)).parse();
    let target = target.map(CountOf::Evaluation);
    names.push(of(target.unwrap()).in_round(september()));
    names.push(of(CountOf::Informed(whole())));
    let wider = [CountScope::Municipality, CountScope::Of(FigureScope::Committee(northern()))];
    let wide = |name: &CountRef| wider.map(|scope| CountRef { scope, ..*name });
    let wide: Vec<CountRef> = names.iter().flat_map(wide).collect();
    names.into_iter().chain(wide).collect()
}

#[test]
fn a_name_is_read_as_it_is_written() {
    for name in all() {
        assert_eq!(name.to_string().parse::<CountRef>().as_ref(), Ok(&name), "{name}");
    }
    let text =
        format!("guarantee:late@school:{A}@2025-26:september;class={};day=2025-10-25", class(0));
    assert_eq!(text.parse::<CountRef>().unwrap().to_string(), text);
    for wrong in
        ["guarantee:late", "guarantee@school:10000001", "days:+5@municipality", "", "@", ";"]
    {
        let read: Result<CountRef, InvalidId> = wrong.parse();
        assert!(read.is_err(), "{wrong}");
    }
    let twice = format!("guarantee:late@school:{A};class=none;class=none");
    assert!(twice.parse::<CountRef>().is_err());
    let trend = format!("guarantee:late@trend:{A}");
    assert!(trend.parse::<CountRef>().is_err(), "what is done is done at a school unit");
}

#[test]
fn the_counts_are_those_of_the_views() {
    let log = town();
    let (facts, at, on) = (log.facts(), log.size(), day("2025-10-25"));
    let value = |name: CountRef| count(&facts, at, &name).unwrap().value;
    let board = guarantee_board(&facts, unit(A), Some(september()), on, at);
    let of = |what| value(board.figure.with(CountOf::Guarantee(what)));
    let counts = board.counts;
    for (what, wanted) in [
        (ShortfallCount::Found, counts.found),
        (ShortfallCount::Open, counts.open),
        (ShortfallCount::Late, counts.late),
        (ShortfallCount::Answered, counts.answered),
        (ShortfallCount::Lifted, counts.lifted),
        (ShortfallCount::Missing, counts.missing),
    ] {
        assert_eq!(of(what), u64::from(wanted), "{what:?}");
    }
    assert_eq!((counts.found, of(ShortfallCount::Pupils)), (5, 4), "the one lifted stands no more");
    assert_eq!(value(board.figure.with(CountOf::Answers(AnswerCount::Reassess))), 1);
    for class in &board.classes {
        assert_eq!(value(class.figure), u64::from(class.counts.found));
    }
    let row = &board.rows[0];
    let days = CountOf::Days(row.shortfall.position);
    assert_eq!(value(board.figure.with(days)), u64::from(row.days));
    let told = dialogue_coverage(&facts, unit(A), september(), at).unwrap();
    let reach = told.reach.unwrap();
    for what in DialogueCount::ALL {
        let wanted = match what {
            DialogueCount::Explained => reach.explained,
            DialogueCount::ExplainedToAll => reach.explained_to_all,
            DialogueCount::Acknowledged => reach.acknowledged,
            DialogueCount::NotReached => reach.not_reached,
            DialogueCount::WithoutGuardian => reach.without_guardian,
        };
        let found = count(&facts, at, &told.figure.with(CountOf::Dialogue(*what))).unwrap();
        let wanted_both = (u64::from(wanted.numerator), Some(u64::from(wanted.denominator)));
        assert_eq!(
            (found.value, found.among, found.rule),
            (wanted_both.0, wanted_both.1, wanted.rule)
        );
    }
}

#[test]
fn the_counts_are_those_of_the_report() {
    let log = town();
    let (facts, at) = (log.facts(), log.size());
    let report = committee_report(&facts, whole(), september(), &[], at).unwrap();
    let scope = CountScope::Of(FigureScope::Committee(whole()));
    let of = |what| count(&facts, at, &CountRef::new(what, scope).in_round(september())).unwrap();
    let done = &report.done;
    for (what, wanted) in [
        (ProgrammeCount::Concern, done.programmes.concern),
        (ProgrammeCount::UnderInvestigation, done.programmes.under_investigation),
        (ProgrammeCount::Late, done.programmes.late),
    ] {
        assert_eq!(of(CountOf::Programmes(what)).value, u64::from(wanted), "{what:?}");
    }
    for (what, wanted) in [
        (MeasureCount::Decided, u64::from(done.measures.decided)),
        (MeasureCount::Started, u64::from(done.measures.started)),
        (MeasureCount::Late, u64::from(done.measures.late)),
        (MeasureCount::Cost, done.measures.cost),
    ] {
        assert_eq!(of(CountOf::Measures(what)).value, wanted, "{what:?}");
    }
    assert_eq!((done.measures.decided, done.measures.started), (1, 1));
    let pupils = CountOf::Guarantee(ShortfallCount::Pupils);
    assert_eq!(of(pupils).value, u64::from(report.behind.total.pupils));
    let target = format!("{}/2", commitment(0)).parse().unwrap();
    let level = (commitment(0), Level::Municipality);
    let wanted = outcome(&facts, level, 2, september(), at).unwrap();
    let name = CountRef::new(CountOf::Evaluation(target), CountScope::Municipality);
    let found = count(&facts, at, &name.in_round(september())).unwrap();
    let wanted = (u64::from(wanted.reached), Some(u64::from(wanted.population)));
    assert_eq!((found.value, found.among), wanted);
    assert_eq!(found.value, 1);
}

#[test]
fn the_evidence_alone_gives_the_count() {
    let log = town();
    let (facts, at) = (log.facts(), log.size());
    let mut told = 0;
    for name in all() {
        let Some(whole) = count(&facts, at, &name) else {
            assert_eq!(count_evidence(&facts, at, &name), [], "{name}");
            continue;
        };
        let kept = count_evidence(&facts, at, &name);
        assert!(kept.is_sorted_by(|a, b| a < b), "{name}");
        let alone =
            count(&only(&log, &kept).facts(), at, &name).map(|found| (found.value, found.among));
        assert_eq!(alone, Some((whole.value, whole.among)), "{name}");
        told += usize::from(whole.value > 0);
    }
    assert!(told > 20, "{told} counts told something");
}

#[test]
fn a_count_is_as_of_a_size_and_of_what_is_known() {
    let log = town();
    let facts = log.facts();
    let name = all()[0];
    let before = count(&facts, domain::id::Size(20), &name).unwrap();
    assert_eq!(before.value, 0, "nothing was found then");
    let of = |text: String| count(&facts, log.size(), &text.parse().unwrap());
    assert_eq!(of("guarantee:found@school:99999999".to_owned()), None);
    assert_eq!(of(format!("dialogue:explained@school:{A}")), None, "of which round?");
    assert_eq!(of(format!("guarantee:found@school:{A}@2024-25:may")), None);
    assert_eq!(of(format!("days:1@school:{A}")), None);
    assert_eq!(of(format!("informed:{}@school:{B}", whole())), None, "never");
}

//! Chains: what led to something and what came of it.

use std::collections::BTreeSet;

use domain::Event;
use domain::action_programme::{ConcernReported, DecisionDelegated};
use domain::analysis::{Expected, MeasureDecided, MeasureFor};
use domain::commitment::{CommitmentEvaluated, Level, TargetOutcome};
use domain::committee::{MinutesApproved, Purse, Resolution};
use domain::guarantee::{Answer, Lack};
use domain::id::{Position, Size};
use domain::organisation::RoleGranted;
use domain::people::{Role, Scope};
use domain::personal::Personal;
use domain::query::Tag;
use domain::round::{ResultsSubmitted, RoundOpened};
use proptest::prelude::*;

use super::chain::*;
use super::history::*;
use super::random::*;
use crate::views::chain::{Chain, ChainOf, Link, chain, chain_positions};

/// From commitment to effect, with where each step stands.
struct Walk {
    log: Log,
    adopted: Position,
    assessed: Vec<Position>,
    submitted: Position,
    found: Position,
    concern: Position,
    analysed: Position,
    report: Position,
    debated: Position,
    decided: Position,
    minutes: Position,
    measure: [Position; 3],
    told: Position,
}

fn walk(pupils: u8) -> Walk {
    let mut log = Log::municipality();
    let [_, adopted] = log.commit(0, Level::Municipality, terms(800, "15", "2025-07-01"));
    let (round, school) = (september(), unit(A));
    log.add(RoundOpened { round, school, until: day("2025-09-30") });
    let mut assessed = Vec::new();
    for n in 1..=pupils {
        log.enrol(n, A, 3, "2025-08-15");
        assessed.push(log.assess(n, round, "10"));
    }
    let submitted = log.add(ResultsSubmitted { round, school, staff: staff(0) });
    let found = log.found(1, A, round, Lack::Below { assessed: assessed[0] });
    log.answered(1, A, found, Answer::ReportedToPrincipal);
    let concern = log.add(ConcernReported {
        programme: programme(1),
        pupil: pupil(1),
        school,
        shortfall: Some(found),
        concern: Personal::Sealed,
        on: day("2025-10-02"),
    });
    log.decided(1, 1, A, ["2025-10-20", "2025-12-01", "2026-03-01"]);
    log.evaluated(1, 1, "2026-03-01");
    let analysed = log.analysed(1, A, round, "2025-10-05");
    let report = log.report_prepared(1, round);
    log.report_delivered(1, "2025-11-01");
    let debated = log.debated(1, "2025-11-10");
    let (from, to, amount) = (Purse::Municipality, Purse::School(school), 200_000);
    let decided = log.committee_decided(1, Resolution::FundsMoved { from, to, amount });
    let (committee, meeting) = (whole(), day("2025-11-20"));
    let minutes = log.add(MinutesApproved {
        committee,
        meeting,
        approved: day("2025-12-01"),
        announced: day("2025-12-02"),
    });
    let measure = [
        log.measure_decided(1, A, "2026-01-31"),
        log.measure_started(1, A, "2025-12-01"),
        log.measure_evaluated(1, A, "2026-02-01"),
    ];
    let told = log.report_prepared(2, december());
    Walk {
        log,
        adopted,
        assessed,
        submitted,
        found,
        concern,
        analysed,
        report,
        debated,
        decided,
        minutes,
        measure,
        told,
    }
}

fn of(log: &Log, what: ChainOf) -> Chain {
    chain(&log.facts(), what, log.size()).unwrap()
}

fn positions(links: &[Link]) -> BTreeSet<Position> {
    links.iter().map(|link| link.position).collect()
}

#[track_caller]
fn has(links: &[Link], wanted: impl IntoIterator<Item = Position>) {
    let there = positions(links);
    for position in wanted {
        assert!(there.contains(&position), "{position} is not among {there:?}");
    }
}

#[test]
fn a_decision_leads_back_to_the_assessments_and_on_to_the_effect() {
    let walk = walk(3);
    let chain = of(&walk.log, ChainOf::Decision(decision(1)));
    assert_eq!(positions(&chain.itself), BTreeSet::from([walk.decided]));
    has(&chain.before, [walk.report, walk.adopted, walk.submitted, walk.found, walk.analysed]);
    has(&chain.before, walk.assessed);
    has(&chain.after, walk.measure);
    has(&chain.after, [walk.minutes, walk.told]);
    let effect = chain.after.iter().find(|link| link.position == walk.measure[2]).unwrap();
    assert_eq!(effect.kind, Some("MeasureEvaluated"));
    assert!(effect.sv.contains("effekt"));
}

#[test]
fn a_report_rests_on_what_was_known_at_its_basis_and_no_more() {
    let mut walk = walk(2);
    let late = walk.log.correct(1, september(), walk.assessed[0], "15");
    let chain = of(&walk.log, ChainOf::Report(report(1)));
    has(&chain.before, walk.assessed);
    assert!(!positions(&chain.before).contains(&late));
    has(&chain.after, [walk.debated, walk.decided]);
    let prepared = chain.itself.iter().find(|link| link.position == walk.report).unwrap();
    assert_eq!(prepared.knowledge, Size(walk.report.0));
}

#[test]
fn a_programme_leads_back_to_the_shortfall_and_its_assessment() {
    let walk = walk(1);
    let chain = of(&walk.log, ChainOf::Programme(programme(1)));
    assert_eq!(chain.itself.len(), 3);
    has(&chain.before, [walk.found, walk.assessed[0], walk.adopted]);
    let found = chain.before.iter().find(|link| link.position == walk.found).unwrap();
    assert_eq!((found.distance, found.because), (1, Some(walk.concern)));
}

#[test]
fn a_commitment_leads_on_to_evaluations_and_to_the_measures_that_name_it() {
    let mut walk = walk(1);
    let log = &mut walk.log;
    let evaluated = log.add(CommitmentEvaluated {
        commitment: commitment(0),
        level: Level::Municipality,
        round: september(),
        version: 1,
        outcomes: vec![TargetOutcome { number: 2, reached: 0, assessed: 1, population: 1 }],
        as_of: log.size(),
    });
    let measure = log.add(MeasureDecided {
        measure: measure(7),
        school: unit(A),
        analysis: None,
        decision: None,
        subject: MeasureFor::School,
        title: "Läsgrupp".into(),
        responsible: staff(0),
        from: day("2025-10-01"),
        to: None,
        expected: Expected {
            commitment: Some(commitment(0)),
            target: Some(2),
            by: december(),
            share_permille: None,
        },
        cost: None,
        within_budget: true,
        evaluate_by: day("2026-01-31"),
        on: day("2025-10-01"),
    });
    let chain = of(log, ChainOf::Commitment(commitment(0)));
    has(&chain.itself, [walk.adopted]);
    has(&chain.after, [evaluated, measure, walk.found, walk.debated]);
}

#[test]
fn a_figure_is_made_of_its_evidence_and_told_in_reports() {
    let walk = walk(2);
    let name = format!("reached:{}/2@school:{A}@2025-26:september;grade=3", commitment(0));
    let reference = name.parse().unwrap();
    let (facts, at) = (walk.log.facts(), walk.log.size());
    let chain = chain(&facts, ChainOf::Figure(reference), at).unwrap();
    assert!(chain.itself.is_empty());
    let all = chain_positions(&facts, ChainOf::Figure(reference), at);
    for position in crate::evidence(&facts, at, &reference) {
        assert!(all.contains(&position));
    }
    has(&chain.after, [walk.report, walk.analysed, walk.decided]);
    assert_eq!(crate::views::chain::chain(&facts, ChainOf::Figure(reference), Size(0)), None);
}

#[test]
fn many_of_a_kind_are_one_link_and_are_listed_all_the_same() {
    let walk = walk(120);
    let chain = of(&walk.log, ChainOf::Decision(decision(1)));
    let group = chain.before.iter().find(|link| link.kind == Some("ReadingAssessed")).unwrap();
    assert_eq!((group.count, group.first.len()), (120, 100));
    assert_eq!(group.en, "120 assessments.");
    let all = chain_positions(&walk.log.facts(), ChainOf::Decision(decision(1)), walk.log.size());
    assert!(walk.assessed.iter().all(|position| all.contains(position)));
    assert!(all.is_sorted());
}

#[test]
fn who_did_it_under_whose_authority() {
    let mut log = Log::new();
    let (principal, school) = (staff(0), unit(A));
    let grant = |staff| RoleGranted {
        staff,
        role: Role::Principal,
        scope: Scope::School(school),
        from: day("2020-01-01"),
        to: None,
    };
    let granted = [0, 1, 2].map(|n| log.add(grant(staff(n))));
    let concern = log.concern(1, 1, A, "2025-10-02");
    let delegated =
        log.add(DecisionDelegated { school, staff: principal, from: day("2025-01-01"), to: None });
    // The author of an event is told by its position; the decision's is the first member of staff.
    while !log.size().0.is_multiple_of(3) {
        log.declined(Position(0));
    }
    let decided = log.decided(1, 1, A, ["2025-10-20", "2025-12-01", "2026-03-01"]);
    let chain = of(&log, ChainOf::Programme(programme(1)));
    let link = |at| chain.itself.iter().find(|link| link.position == at).unwrap();
    assert_eq!((link(concern).staff, link(concern).role), (Some(staff(0)), Some(Role::Principal)));
    assert_eq!(link(concern).authority, Some(granted[0]));
    assert_eq!(link(decided).authority, Some(delegated));
}

#[test]
fn what_only_the_record_holds_is_filled_from_it() {
    let walk = walk(1);
    let mut chain = of(&walk.log, ChainOf::Pupil(pupil(1)));
    let (unread, facts) = (chain.unread(), walk.log.facts());
    assert!(!unread.is_empty());
    for recorded in super::trail::recorded(&walk.log) {
        if unread.contains(&recorded.position) {
            chain.read(&facts, &recorded);
        }
    }
    assert_eq!(chain.unread(), []);
    let enrolled = chain.itself.iter().find(|link| link.kind == Some("PupilEnrolled")).unwrap();
    assert!(
        enrolled.sv.starts_with("Inskriven vid Almskolan"),
        "a school has a name: {}",
        enrolled.sv
    );
}

/// Everything that a chain can be of in a random history.
fn subjects() -> Vec<ChainOf> {
    let mut subjects: Vec<ChainOf> = (0..PUPILS).map(|n| ChainOf::Pupil(pupil(n))).collect();
    for n in 0..4 {
        subjects.extend([
            ChainOf::Programme(programme(n)),
            ChainOf::Commitment(commitment(n)),
            ChainOf::Measure(measure(n)),
            ChainOf::Report(report(n)),
            ChainOf::Decision(decision(n)),
        ]);
    }
    subjects
}

/// Every link hangs on one a step nearer, in its own list or in the middle.
fn is_hung(chain: &Chain, links: &[Link], backwards: bool) -> bool {
    links.iter().all(|link| {
        let Some(because) = link.because else { return link.distance == 1 };
        let nearer = links.iter().chain(&chain.itself).any(|near| {
            near.position == because && near.count == 1 && near.distance + 1 == link.distance
        });
        nearer && (link.count > 1 || (link.position < because) == backwards)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn chains_of_the_past_are_what_they_were(log in history(), thousandth in 0..=1000_u64) {
        let at = size_of(&log, thousandth);
        let (now, then) = (log.facts(), log.facts_at(at));
        for of in subjects() {
            prop_assert_eq!(chain(&now, of, at), chain(&then, of, at));
            prop_assert_eq!(chain_positions(&now, of, at), chain_positions(&then, of, at));
        }
        let of = ChainOf::Figure(any_reference());
        prop_assert_eq!(chain(&now, of, at), chain(&then, of, at));
    }

    #[test]
    fn every_link_hangs_on_a_nearer_one(log in history()) {
        let facts = log.facts();
        for chain in subjects().into_iter().filter_map(|of| chain(&facts, of, log.size())) {
            prop_assert!(is_hung(&chain, &chain.before, true), "{chain:?}");
            prop_assert!(is_hung(&chain, &chain.after, false), "{chain:?}");
        }
    }

    #[test]
    fn a_pupils_chain_has_everything_recorded_about_the_pupil(log in history()) {
        let facts = log.facts();
        for n in 0..PUPILS {
            let own = (0..).zip(&log.events).filter(|(_, event)| {
                event.as_ref().is_some_and(|event| {
                    !hangs(event) && event.tags().contains(&Tag::Pupil(pupil(n)))
                })
            });
            let own: BTreeSet<Position> = own.map(|(at, _)| Position(at)).collect();
            let chain = chain(&facts, ChainOf::Pupil(pupil(n)), log.size());
            let itself = chain.map(|chain| positions(&chain.itself)).unwrap_or_default();
            let missing: Vec<&Event> = own
                .difference(&itself)
                .filter_map(|at| log.events[usize::try_from(at.0).unwrap()].as_ref())
                .collect();
            prop_assert!(missing.is_empty(), "{:?}", missing);
        }
    }
}

/// Whether an event says something of an earlier one alone: in a random history often of none.
fn hangs(event: &Event) -> bool {
    matches!(
        event,
        Event::AssessmentStruck(_)
            | Event::ShortfallLifted(_)
            | Event::ShortfallFollowed(_)
            | Event::GuaranteeAnswered(_)
    )
}

fn any_reference() -> crate::FigureRef {
    format!("median@school:{A}@2025-26:september").parse().unwrap()
}

#[test]
fn a_pupil_leads_on_to_the_reports_that_counted_the_pupil_and_to_what_was_decided() {
    let mut walk = walk(2);
    walk.log.enrol(9, A, 3, "2025-08-15");
    let with = walk.log.report_prepared(3, september());
    let chain_of = |n| of(&walk.log, ChainOf::Pupil(pupil(n)));
    let first = chain_of(1);
    has(&first.after, [walk.report, with, walk.debated, walk.decided, walk.minutes]);
    // The measure is for this pupil: its decision is one of the pupil's own events.
    has(&first.itself, [walk.measure[0]]);
    has(&first.after, [walk.measure[1], walk.measure[2], walk.told]);
    let counted = first.after.iter().find(|link| link.position == walk.report).unwrap();
    assert_eq!((counted.distance, counted.because), (1, Some(walk.assessed[0])));
    // without a result, and known only after the first report was made
    let late = chain_of(9);
    assert!(!positions(&late.after).contains(&walk.report), "the report knew nothing of the pupil");
    let counted = late.after.iter().find(|link| link.position == with).unwrap();
    assert_eq!(counted.because, None);
}

#[test]
fn a_pupil_of_another_district_is_not_in_the_report_and_a_report_names_whom_it_counted() {
    let mut walk = walk(1);
    let elsewhere = walk.log.enrol(9, B, 3, "2025-08-15");
    let of_north = walk.log.report_to(northern(), 3, september());
    assert!(!positions(&of(&walk.log, ChainOf::Pupil(pupil(9))).after).contains(&of_north));
    has(&of(&walk.log, ChainOf::Pupil(pupil(1))).after, [of_north]);
    let facts = walk.log.facts();
    let rests_on = chain_positions(&facts, ChainOf::Report(report(3)), walk.log.size());
    assert!(!rests_on.contains(&elsewhere));
    let whole = chain_positions(&facts, ChainOf::Pupil(pupil(1)), walk.log.size());
    let enrolled = whole.iter().find(|at| **at < walk.assessed[0] && rests_on.contains(at));
    assert!(enrolled.is_some(), "the pupil's enrolment stands behind the report");
}

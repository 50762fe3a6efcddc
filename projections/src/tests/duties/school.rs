//! The guarantee board, the history of a commitment, rights, support and competence.

use domain::commitment::Level;
use domain::committee::Resolution;
use domain::competence::{AuthorisationLapsed, KnowledgeRequired, TrainingCompleted};
use domain::guarantee::{Answer, Lack, Lifted};
use domain::knowledge::KnowledgeRightDefined;
use domain::people::Grade;
use domain::seminar::SeminarKind;

use super::*;
use crate::guarantee::ShortfallState;

fn town() -> Log {
    let mut log = at_work();
    for (n, number) in [(1, 0), (2, 0), (3, 1)] {
        log.enrol(n, A, 3, "2025-08-15");
        log.join(n, number, "2025-08-15");
    }
    log
}

// ------------------------------------------------------------------------------- guarantee

fn board(log: &Log, on: &str) -> GuaranteeBoard {
    guarantee_board(&log.facts(), unit(A), Some(september()), day(on), log.size())
}

#[test]
fn a_shortfall_is_open_answered_or_lifted() {
    let mut log = town();
    let first = log.found(1, A, september(), Lack::Missing);
    let second = log.found(2, A, september(), Lack::Missing);
    let third = log.found(3, A, september(), Lack::Missing);
    assert_eq!(
        (board(&log, "2025-10-20").counts.open, board(&log, "2025-10-20").counts.late),
        (3, 0)
    );
    assert_eq!(board(&log, "2025-10-21").counts.late, 3);
    log.answered(1, A, first, Answer::Reassess);
    log.lifted(2, september(), second, Lifted::OutsidePopulation);
    let board = board(&log, "2025-10-23");
    let GuaranteeCounts { found, open, late, answered, lifted, answers, .. } = board.counts;
    assert_eq!((found, open, late, answered, lifted), (3, 1, 1, 1, 1));
    assert_eq!(answers.reassess, 1);
    let states: Vec<_> = board.rows.iter().map(|row| row.shortfall.state).collect();
    assert_eq!(states[0], ShortfallState::Open, "what is open stands first");
    assert_eq!((board.rows[0].shortfall.position, board.rows[0].days_late), (third, 3));
}

#[test]
fn the_board_says_who_is_to_answer_and_which_case_covers() {
    let mut log = town();
    let first = log.found(1, A, september(), Lack::Missing);
    log.found(3, A, september(), Lack::Missing);
    log.add(domain::action_programme::ConcernReported {
        programme: programme(1),
        pupil: pupil(1),
        school: unit(A),
        shortfall: Some(first),
        concern: domain::personal::Personal::Sealed,
        on: day("2025-10-10"),
    });
    let board = board(&log, "2025-10-15");
    let of = |n: u8| board.rows.iter().find(|row| row.shortfall.pupil == pupil(n)).unwrap();
    assert_eq!(of(1).responsible, Some(staff(TEACHER)));
    assert_eq!(of(3).responsible, Some(staff(PRINCIPAL)), "class 1 has no assessor");
    assert_eq!((of(1).programme, of(3).programme), (Some(programme(1)), None));
}

#[test]
fn a_page_of_the_board_leaves_the_counts_whole() {
    let mut log = town();
    let found = [1, 2, 3].map(|n| log.found(n, A, september(), Lack::Missing));
    let page = |from, limit| {
        let mut board = board(&log, "2025-10-20");
        let row = board.row_of(found[2]);
        let paged = board.page(Window::of(Some(from), Some(limit)));
        assert_eq!((board.counts.found, paged.total, row), (3, 3, Some(2)));
        let rows: Vec<_> = board.rows.iter().map(|row| row.shortfall.position).collect();
        assert_eq!(paged.shown, rows.len());
        (rows, paged.previous, paged.next)
    };
    assert_eq!(page(0, 2), (found[..2].to_vec(), None, Some(2)));
    assert_eq!(page(2, 2), (found[2..].to_vec(), Some(0), None));
    assert_eq!(page(1, 500), (found[1..].to_vec(), Some(0), None));
    assert_eq!(page(1_000, 2), (vec![], Some(1), None), "behind the end");
    assert_eq!(page(usize::MAX, 2).0, []);
    assert_eq!(page(0, 0).0.len(), 1, "a page has a row at least");
    let holding = Window::of(Some(0), Some(2)).holding(2);
    assert_eq!(holding, Window::of(Some(2), Some(2)));
}

// ------------------------------------------------------------------------------ commitments

#[test]
fn a_version_says_who_decided_and_whom_it_has_reached() {
    let mut log = town();
    log.commit(0, Level::Municipality, terms(800, "15", "2025-07-01"));
    log.published(0);
    log.commitment_explained(0);
    log.committee_decided(1, Resolution::AmbitionLowered { commitment: commitment(0) });
    log.lowered(0, 2, "14");
    let (facts, at) = (log.facts(), log.size());
    let on = day("2025-10-15");
    let history = commitment_history(&facts, commitment(0), Some(unit(A)), on, at).unwrap();
    let [first, second] = &history.versions[..] else { panic!("two versions") };
    assert_eq!((first.published.len(), first.explained.len()), (1, 1));
    assert_eq!(first.explained[0].language.as_str(), "so");
    let left: Vec<_> = first.not_explained.iter().flatten().map(|left| left.class).collect();
    assert_eq!(left, [class(1)]);
    assert_eq!(history.in_force, Some(1), "the lowered version holds from July");
    assert!(second.version.lowered);
    let behind = second.behind.as_ref().unwrap();
    assert_eq!(behind.position, None, "decision 0 is not on record");
    let whole = commitment_history(&facts, commitment(0), None, on, at).unwrap();
    assert_eq!(whole.versions[0].not_explained, None, "no school unit asked for");
}

#[test]
fn a_lowering_without_debate_is_told() {
    let mut log = town();
    log.commit(0, Level::Municipality, terms(800, "15", "2025-07-01"));
    let decided =
        log.committee_decided(0, Resolution::AmbitionLowered { commitment: commitment(0) });
    log.lowered(0, 2, "14");
    let (facts, on) = (log.facts(), day("2025-10-15"));
    let history = commitment_history(&facts, commitment(0), None, on, log.size()).unwrap();
    let behind = history.versions[1].behind.as_ref().unwrap();
    assert_eq!((behind.position, behind.without_debate), (Some(decided), true));
    assert_eq!(behind.number.as_deref(), Some("§ 0"));
}

// ------------------------------------------------------------------------------------ rights

fn right(log: &mut Log, version: u16, from: &str) {
    log.add(KnowledgeRightDefined {
        right: "lasa-ak3".parse().unwrap(),
        version,
        grade: Grade::nine(3),
        title: format!("Version {version}"),
        text: "Text".into(),
        criteria: "Text".into(),
        language: "sv".parse().unwrap(),
        valid_from: day(from),
    });
}

#[test]
fn a_right_is_in_force_former_or_to_come() {
    let mut log = town();
    right(&mut log, 1, "2024-07-01");
    right(&mut log, 2, "2025-07-01");
    right(&mut log, 3, "2026-07-01");
    let shown = knowledge(&log.facts(), day("2025-10-01"), log.size());
    let [right] = &shown.rights[..] else { panic!("one right") };
    let in_force = right.in_force.as_ref().unwrap();
    assert_eq!((in_force.content.version, in_force.ends), (2, Some(day("2026-07-01"))));
    let versions = |list: &[crate::views::knowledge::Versioned<KnowledgeRightDefined>]| {
        list.iter().map(|version| version.content.version).collect::<Vec<_>>()
    };
    assert_eq!((versions(&right.former), versions(&right.to_come)), (vec![1], vec![3]));
    let before = knowledge(&log.facts(), day("2020-01-01"), log.size());
    assert!(before.rights[0].in_force.is_none());
}

// ----------------------------------------------------------------------------------- support

#[test]
fn support_holds_what_was_asked_for_and_what_came_of_it() {
    let mut log = town();
    log.coaching_asked(0, A);
    log.coaching_booked(0, A, ADVISER, "2025-10-10");
    log.development_asked(0, A);
    log.development_held(0, A, "2025-10-11");
    log.coaching_asked(1, B);
    let stated = log.stated(0, TEACHER, false);
    log.beside_a_report(stated);
    let shown = support(&log.facts(), unit(A), log.size());
    let [coaching] = &shown.coaching[..] else { panic!("one coaching") };
    assert_eq!((coaching.adviser, coaching.held), (Some(staff(ADVISER)), None));
    assert_eq!(shown.development[0].participants, 2);
    assert!(shown.conditions[0].answered.is_some());
}

#[test]
fn attendance_is_the_principals_of_the_day() {
    let mut log = town();
    log.arranged(0, SeminarKind::Joint, "2025-10-05");
    log.arranged(1, SeminarKind::AssessorAgreement, "2025-10-05");
    log.seminar_held(0, "2025-10-06", &[PRINCIPAL, TEACHER, OTHER]);
    let shown = support(&log.facts(), unit(A), log.size());
    let [joint] = &shown.seminars[..] else { panic!("one joint seminar") };
    assert_eq!((joint.on, &joint.principals[..]), (day("2025-10-06"), &[staff(PRINCIPAL)][..]));
}

// -------------------------------------------------------------------------------- competence

fn at_a(log: &Log, on: &str) -> Competence {
    competence(&log.facts(), Scope::School(unit(A)), day(on), log.size())
}

#[test]
fn whoever_holds_the_role_and_has_not_completed_the_training_lacks_it() {
    let mut log = town();
    log.granted(8, Role::Teacher, Scope::School(unit(A)));
    let (requirement, title) = ("lus".parse().unwrap(), "LUS".to_owned());
    let (role, from) = (Role::Teacher, day("2025-09-01"));
    log.add(KnowledgeRequired { requirement, role, title, from, to: None });
    let staff_member = staff(TEACHER);
    log.add(TrainingCompleted { staff: staff_member, requirement, on: day("2025-10-01") });
    assert!(at_a(&log, "2025-08-31").requirements.is_empty());
    assert_eq!(at_a(&log, "2025-09-30").requirements[0].lacking, [TEACHER, 8].map(staff));
    let later = at_a(&log, "2025-10-01");
    assert_eq!(
        (later.requirements[0].holders, &later.requirements[0].lacking[..]),
        (2, &[staff(8)][..])
    );
}

#[test]
fn an_authorisation_ends_or_lapses() {
    let mut log = town();
    log.authorised(TEACHER, "2025-08-01", Some("2025-12-01"));
    let told = |log: &Log, on: &str| {
        let one = at_a(log, on).authorisations[0];
        (one.holds, one.ends_soon)
    };
    assert_eq!(told(&log, "2025-09-01"), (true, false));
    assert_eq!(told(&log, "2025-11-01"), (true, true));
    assert_eq!(told(&log, "2025-12-01"), (false, false));
    let (staff, instrument) = (staff(TEACHER), september().instrument);
    log.add(AuthorisationLapsed { staff, instrument, on: day("2025-10-01") });
    assert_eq!(told(&log, "2025-09-30"), (true, true));
    assert_eq!(told(&log, "2025-10-01"), (false, false));
}

#[test]
fn an_assessment_by_someone_not_authorised_is_flagged() {
    let mut log = town();
    let flagged = log.assess(1, september(), "15");
    assert!(at_a(&log, "2025-10-01").unauthorised.is_empty(), "nobody is authorised at all");
    log.authorised(TEACHER, "2025-08-01", None);
    let [found] = &at_a(&log, "2025-10-01").unauthorised[..] else { panic!("one instrument") };
    assert_eq!((found.count, &found.positions[..]), (1, &[flagged][..]));
    log.not_assessed(2, september(), domain::assessment::NotAssessedReason::Absent);
    assert_eq!(at_a(&log, "2025-10-01").unauthorised[0].count, 1, "a reason is no assessment");
    log.strike(1, september(), flagged);
    assert!(at_a(&log, "2025-10-01").unauthorised.is_empty());
    log.authorised(0, "2025-09-01", None);
    log.assess(1, september(), "15");
    assert!(at_a(&log, "2025-10-01").unauthorised.is_empty(), "authorised on the day");
}

//! The walk in the order of the calendar: from the promise of August to the effect a year later.

use std::collections::BTreeMap;

use crate::acts::committee::{self, Report};
use crate::acts::guarantee::Found;
use crate::acts::round::{AFTER, BETWEEN, FIRST, Got};
use crate::acts::{dialogue, guarantee, programme, promise, round, school};
use crate::people::{BIRCH, EDUCATOR, MEADOW, id};
use crate::stage::Stage;
use crate::town;

/// What the walk leaves behind: positions of what happened.
pub(crate) struct Walked {
    /// The assessments of the first round, by pupil.
    pub(crate) assessed: BTreeMap<u8, u64>,
    pub(crate) found: Found,
    pub(crate) answers: Vec<u64>,
    pub(crate) analysis: u64,
    pub(crate) report: Report,
    pub(crate) debate: u64,
    pub(crate) decision: u64,
    pub(crate) minutes: u64,
    /// Decided, started, evaluated.
    pub(crate) measure: Vec<u64>,
    /// What was corrected after the report, by pupil.
    pub(crate) corrected: BTreeMap<u8, u64>,
    /// The report of the year after.
    pub(crate) later: Report,
}

/// Walks it all.
pub(crate) fn walk(stage: &mut Stage) -> Walked {
    town::found(stage);
    august(stage);
    let (assessed, found) = september(stage);
    let (mut answers, analysis) = october(stage, &found);
    let (report, debate, decision, served) = november(stage);
    let (minutes, decided) = december(stage, served);
    let mut measure = vec![decided];
    let (corrected, started, late) = january(stage);
    answers.push(late);
    measure.push(started);
    spring(stage);
    year_after(stage);
    let (evaluated, later) = effect(stage);
    measure.push(evaluated);
    Walked {
        assessed,
        found,
        answers,
        analysis,
        report,
        debate,
        decision,
        minutes,
        measure,
        corrected,
        later,
    }
}

/// What is promised, before the round.
fn august(stage: &mut Stage) {
    stage.until("2025-08-11");
    promise::foundations(stage);
    promise::propose(stage);
    stage.until("2025-08-18");
    promise::adopt(stage);
    stage.until("2025-08-20");
    promise::of_the_school(stage);
    stage.until("2025-08-26");
    promise::explain(stage);
    round::schedule(stage, FIRST);
}

/// The first round: at one school four of six fall short or are not known, at the other nobody does.
fn september(stage: &mut Stage) -> (BTreeMap<u8, u64>, Found) {
    stage.until("2025-09-01");
    round::open(stage, FIRST, "2025-09-29");
    stage.until("2025-09-15");
    let point = Got::Point;
    let results = [
        (1, point("8")),
        (2, point("11")),
        (3, Got::NewlyArrived),
        (5, point("12")),
        (6, point("15")),
        // Grade 2: nothing is promised of it.
        (7, point("5")),
        (8, point("6")),
        (9, point("7")),
        // The other school promises what the municipality promises, and no more.
        (10, point("10")),
        (11, point("11")),
        (12, point("13")),
        (13, point("14")),
    ];
    let assessed = round::assess(stage, FIRST, &results);
    stage.until("2025-09-29");
    assert_eq!(stage.follow_up(), 0, "the guarantee waits for the submission");
    round::sign_off(stage, FIRST);
    stage.until("2025-09-30");
    round::submit(stage, FIRST, BIRCH);
    assert_eq!(stage.follow_up(), 0, "at the other school nobody falls short");
    let submitted = round::submit(stage, FIRST, MEADOW);
    let found = guarantee::opens(stage, submitted, &assessed);
    round::receive(stage, FIRST);
    stage.nothing_happens_twice();
    (assessed, found)
}

/// People answer; one answer becomes a case. The staff looks for causes, the parents are talked with.
fn october(stage: &mut Stage, found: &Found) -> (Vec<u64>, u64) {
    stage.until("2025-10-03");
    let mut answers = guarantee::answers(stage, found);
    stage.until("2025-10-06");
    programme::concern(stage, found[&(1, promise::OF_SCHOOL)]);
    answers.push(guarantee::covered(stage, found, &programme::programme()));
    dialogue::invite(stage);
    stage.until("2025-10-08");
    programme::investigate(stage);
    stage.until("2025-10-13");
    programme::consult(stage);
    stage.until("2025-10-15");
    dialogue::hold(stage);
    stage.until("2025-10-20");
    programme::conclude(stage);
    let complaint = dialogue::complaint(stage);
    stage.until("2025-10-22");
    let analysis = school::analyse(stage);
    school::measure_waits(stage);
    school::evaluate_commitment(stage, (FIRST, "2025-09-15"), [2, 4, 6]);
    stage.until("2025-10-27");
    dialogue::answer(stage, complaint);
    stage.nothing_happens_twice();
    (answers, analysis)
}

/// The programme is decided and appealed; the committee hears the report and moves money.
fn november(stage: &mut Stage) -> (Report, u64, u64, (u64, u64)) {
    stage.until("2025-10-28");
    let first = programme::decide(stage, ("2026-01-12", "2026-03-02"));
    stage.until("2025-10-30");
    programme::serve(stage, first);
    stage.until("2025-11-03");
    let report = committee::prepare(stage, FIRST, &["Medel till läsgrupper vid Ängskolan"]);
    committee::is_not_forged(stage, &report, FIRST);
    committee::tells_nothing_of_few(&report);
    assert_eq!(report.shown["document"]["behind"]["total"]["found"], "..", "fewer than ten");
    committee::account(stage, FIRST);
    stage.until("2025-11-10");
    committee::deliver(stage, &report);
    stage.until("2025-11-12");
    let appeal = programme::appeal(stage, first);
    stage.until("2025-11-14");
    programme::forward(stage, appeal);
    stage.until("2025-11-18");
    let debate = committee::debate(stage, &report);
    stage.until("2025-11-24");
    committee::present(stage, &report);
    let decision = committee::move_funds(stage, &report);
    stage.nothing_happens_twice();
    (report, debate, decision, (first, appeal))
}

/// Minutes, the measure that the money pays for, and the case back from the board.
fn december(stage: &mut Stage, (first, appeal): (u64, u64)) -> (u64, u64) {
    stage.until("2025-12-02");
    let minutes = committee::minutes(stage, "2025-11-24");
    stage.until("2025-12-03");
    let decided = school::decide(stage, committee::FUNDS);
    stage.until("2025-12-15");
    programme::comes_back(stage, (first, appeal));
    (minutes, decided)
}

/// The case is decided anew; results that the report rested on are corrected.
fn january(stage: &mut Stage) -> (BTreeMap<u8, u64>, u64, u64) {
    stage.until("2026-01-12");
    let started = school::start(stage);
    stage.until("2026-01-15");
    let anew = programme::decide_anew(stage);
    programme::serve(stage, anew);
    stage.until("2026-01-20");
    let corrected = round::correct(stage);
    let (_, late) = guarantee::follows_corrections(stage, &corrected);
    assert_eq!(school::promised(stage, FIRST), [[4, 5, 6], [3, 5, 6]]);
    stage.nothing_happens_twice();
    (corrected, started, late)
}

/// The programme runs to its end; the round between shows how it goes.
fn spring(stage: &mut Stage) {
    stage.until("2026-03-09");
    let before = stage.size();
    stage.until("2026-03-16");
    assert_eq!(stage.size(), before + 1, "one reminder in a week");
    let path = format!("/api/v1/programmes/{}", programme::programme());
    let case = stage.desk.read(EDUCATOR, &path);
    assert_eq!(case["late"], true);
    programme::follow_up(stage);
    round::schedule(stage, BETWEEN);
    stage.until("2026-05-11");
    round::open(stage, BETWEEN, "2026-06-05");
    stage.until("2026-05-25");
    let points = ["10", "13", "9", "13", "12", "15", "8", "9", "9", "12", "12", "14", "15"];
    round::assess(stage, BETWEEN, &by_pupil(points));
    stage.until("2026-06-01");
    programme::end(stage);
    round::complete(stage, BETWEEN);
    assert_eq!(stage.follow_up(), 0, "nothing is promised of May");
    stage.until("2026-06-30");
    round::summer(stage);
}

fn by_pupil(points: [&'static str; 13]) -> Vec<(u8, Got)> {
    (1..).zip(points.map(Got::Point)).collect()
}

/// The round of the year after: all reach what was promised.
fn year_after(stage: &mut Stage) {
    stage.until("2026-08-17");
    round::schedule(stage, AFTER);
    stage.until("2026-09-01");
    round::open(stage, AFTER, "2026-09-29");
    stage.until("2026-09-15");
    let points = ["13", "14", "12", "15", "14", "16", "12", "13", "12", "13", "13", "15", "16"];
    round::assess(stage, AFTER, &by_pupil(points));
    stage.until("2026-09-30");
    round::complete(stage, AFTER);
    assert_eq!(stage.follow_up(), 0, "nobody falls short any more");
    assert_eq!(school::promised(stage, AFTER), [[3, 3, 3], [3, 3, 3]]);
}

/// The measure is evaluated; the committee hears what came of its money.
fn effect(stage: &mut Stage) -> (u64, Report) {
    stage.until("2026-10-07");
    let evaluated = school::evaluate(stage);
    school::evaluate_commitment(stage, (AFTER, "2026-09-15"), [3, 3, 3]);
    stage.until("2026-10-12");
    let later = committee::prepare(stage, AFTER, &[]);
    committee::tells_nothing_of_few(&later);
    let works = &later.shown["document"]["works"]["evaluated"];
    assert_eq!(works[0]["measure"], id(school::MEASURE), "the measure and its effect are told");
    stage.until("2026-10-19");
    committee::deliver(stage, &later);
    stage.until("2026-11-09");
    committee::present(stage, &later);
    committee::note(stage, &later);
    stage.until("2026-11-16");
    committee::minutes(stage, "2026-11-09");
    (evaluated, later)
}

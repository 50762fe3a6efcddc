//! Measures: decided, started, evaluated.

use super::*;

pub(super) fn decision() -> DecisionId {
    DecisionId::from_bytes([4; 16])
}

/// A committee's decision to move money to this purse.
pub(super) fn funds_to(to: Purse) -> CommitteeDecided {
    CommitteeDecided {
        decision: decision(),
        committee: CommitteeId::new("utbildning").expect("a short code"),
        meeting: day("2025-09-10"),
        number: "§ 47".to_owned(),
        report: None,
        debate: None,
        resolution: Resolution::FundsMoved { from: Purse::Municipality, to, amount: 1 },
        reasons: None,
        without_debate: true,
    }
}

pub(super) fn measure() -> MeasureDecided {
    MeasureDecided {
        measure: MeasureId::from_bytes([5; 16]),
        school: school(1),
        analysis: Some(analysed().analysis),
        decision: None,
        subject: MeasureFor::School,
        title: "Lästid varje dag".to_owned(),
        responsible: teacher().staff,
        from: day("2025-09-20"),
        to: Some(day("2026-06-10")),
        expected: Expected {
            commitment: None,
            target: None,
            by: round("2025/26:may"),
            share_permille: Some(850),
        },
        cost: None,
        within_budget: true,
        evaluate_by: day("2026-06-15"),
        on: day("2025-09-12"),
    }
}

pub(super) fn committed() -> CommitmentProposed {
    CommitmentProposed {
        commitment: CommitmentId::from_bytes([2; 16]),
        level: Level::School(school(1)),
        terms: Terms {
            title: "Alla läser.".to_owned(),
            targets: Vec::new(),
            valid_from: day("2024-07-01"),
            valid_to: None,
        },
        serves: None,
    }
}

/// The n-th pupil, enrolled at school 1.
pub(super) fn enrolled(n: u8) -> PupilEnrolled {
    let from = day("2024-08-15");
    PupilEnrolled {
        pupil: pupil(n),
        school: school(1),
        form: SchoolForm::Compulsory,
        grade: Grade::nine(3),
        from,
        from_known: true,
        sex: Sex::Unknown,
        school_start: from.school_year(),
        identity: None,
    }
}

pub(super) fn started() -> MeasureStarted {
    let MeasureDecided { measure, school, .. } = measure();
    MeasureStarted { measure, school, on: day("2025-09-15") }
}

pub(super) fn evaluated() -> MeasureEvaluated {
    let figure = |reached| Some(Observed { reached, assessed: 24, population: 25 });
    MeasureEvaluated {
        measure: measure().measure,
        school: school(1),
        round: round("2025/26:may"),
        before: figure(15),
        after: figure(21),
        effect: Effect::Better,
        finding: words("Fler läser obehindrat."),
        on: day("2026-06-12"),
        as_of: Size(90),
    }
}

#[track_caller]
fn decide(wanted: MeasureDecided) -> crate::spec::When {
    ready().when(Command::DecideMeasure(wanted)).by(principal())
}

/// A measure decided on and started.
fn under_way() -> Given {
    ready().and(events![measure(), started()])
}

// ------------------------------------------------------------------------------------ deciding

#[test]
fn a_measure_is_the_principal_s_to_decide() {
    decide(measure()).then(events![measure()]);
    for actor in [other_principal(), coordinator(), teacher()] {
        decide(measure()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn a_measure_is_decided_once() {
    let once = ready().and(events![measure()]);
    once.clone().when(Command::DecideMeasure(measure())).by(principal()).then_nothing();
    let other = MeasureDecided { title: "Fler böcker".to_owned(), ..measure() };
    let asked = once.when(Command::DecideMeasure(other)).by(principal());
    asked.then_refused(Refusal::MeasureExists);
}

#[test]
fn a_measure_may_last_one_day_or_have_no_end() {
    for to in [None, Some(measure().from)] {
        let wanted = MeasureDecided { to, ..measure() };
        decide(wanted.clone()).then(events![wanted]);
    }
}

#[test]
fn a_measure_without_an_analysis_is_a_measure() {
    let wanted = MeasureDecided { analysis: None, ..measure() };
    decide(wanted.clone()).then(events![wanted]);
    let elsewhere = MeasureDecided { school: school(2), ..measure() };
    decide(elsewhere).by(other_principal()).then_refused(Refusal::AnalysisUnknown);
}

#[test]
fn what_the_budget_does_not_cover_rests_on_a_decision() {
    let beyond = MeasureDecided { within_budget: false, cost: Some(250_000), ..measure() };
    decide(beyond.clone()).then_refused(Refusal::NeedsFunds);
    let wanted = MeasureDecided { decision: Some(decision()), ..beyond };
    decide(wanted.clone()).then_refused(Refusal::DecisionUnknown);
    let asked = |to| {
        let known = ready().and(events![funds_to(to)]);
        known.when(Command::DecideMeasure(wanted.clone())).by(principal())
    };
    for to in [Purse::School(school(1)), Purse::District(district("norr")), Purse::Municipality] {
        asked(to).then(events![wanted.clone()]);
    }
    for to in [Purse::School(school(2)), Purse::District(district("soder"))] {
        asked(to).then_refused(Refusal::FundsElsewhere);
    }
}

#[test]
fn a_measure_may_follow_from_a_decision_that_moves_no_money() {
    let noted = CommitteeDecided { resolution: Resolution::Noted, ..funds_to(Purse::Municipality) };
    let wanted = MeasureDecided { decision: Some(decision()), ..measure() };
    let asked = ready().and(events![noted]).when(Command::DecideMeasure(wanted.clone()));
    asked.by(principal()).then(events![wanted]);
}

#[test]
fn a_measure_is_for_classes_of_the_school_unit() {
    let asked =
        |classes| decide(MeasureDecided { subject: MeasureFor::Classes(classes), ..measure() });
    let classes = vec![class(1), class(2)];
    let subject = MeasureFor::Classes(classes.clone());
    asked(classes).then(events![MeasureDecided { subject, ..measure() }]);
    asked(vec![class(1), class(3)]).then_refused(Refusal::ClassUnknown);
    asked(vec![class(1), class(1)]).then_refused(Refusal::SubjectUnfit);
    asked(vec![]).then_refused(Refusal::SubjectUnfit);
}

#[test]
fn a_measure_is_for_pupils_of_the_school_unit() {
    let pupils =
        |range: std::ops::RangeInclusive<u8>| MeasureFor::Pupils(range.map(pupil).collect());
    let all = (1..=31).map(|n| Event::from(enrolled(n)));
    let known = ready().and(all);
    let asked = |subject| {
        let wanted = MeasureDecided { subject, ..measure() };
        known.clone().when(Command::DecideMeasure(wanted)).by(principal())
    };
    asked(pupils(1..=30)).then(events![MeasureDecided { subject: pupils(1..=30), ..measure() }]);
    asked(pupils(1..=31)).then_refused(Refusal::SubjectUnfit);
    asked(pupils(31..=32)).then_refused(Refusal::PupilNotEnrolledHere);
}

#[test]
fn a_pupil_who_has_moved_since_the_decision_still_belongs_to_it() {
    let moved = |from| PupilTransferred {
        pupil: pupil(1),
        from_school: school(1),
        school: school(2),
        form: SchoolForm::Compulsory,
        from: day(from),
    };
    let subject = MeasureFor::Pupils(vec![pupil(1)]);
    let wanted = MeasureDecided { subject, ..measure() };
    let asked = |from| {
        let known = ready().and(events![enrolled(1), moved(from)]);
        known.when(Command::DecideMeasure(wanted.clone())).by(principal())
    };
    asked("2025-09-13").then(events![wanted.clone()]);
    asked("2025-09-12").then_refused(Refusal::PupilNotEnrolledHere);
}

#[test]
fn a_measure_is_for_a_grade_that_exists() {
    let asked = |grade| decide(MeasureDecided { subject: MeasureFor::Grade(grade), ..measure() });
    let subject = MeasureFor::Grade(Grade::nine(3));
    asked(Grade::nine(3)).then(events![MeasureDecided { subject, ..measure() }]);
    asked(Grade::nine(10)).then_refused(Refusal::SubjectUnfit);
}

#[test]
fn what_is_expected_can_be_read() {
    let expected = measure().expected;
    let commitment = Some(committed().commitment);
    let asked = |expected| {
        let known = ready().and(events![committed()]);
        known.when(Command::DecideMeasure(MeasureDecided { expected, ..measure() })).by(principal())
    };
    let target = Some(1);
    asked(Expected { target, ..expected }).then_refused(Refusal::ExpectedUnfit);
    let share_permille = Some(1_001);
    asked(Expected { share_permille, ..expected }).then_refused(Refusal::ExpectedUnfit);
    let whole = Expected { commitment, target, ..expected };
    asked(whole.clone()).then(events![MeasureDecided { expected: whole, ..measure() }]);
}

#[test]
fn a_measure_is_found_by_all_that_it_is_about() {
    let subject = MeasureFor::Pupils(vec![pupil(1), pupil(2)]);
    let expected = Expected { commitment: Some(committed().commitment), ..measure().expected };
    let event =
        Event::from(MeasureDecided { subject, expected, decision: Some(decision()), ..measure() });
    let tags = event.tags();
    for tag in [
        Tag::School(school(1)),
        Tag::Measure(measure().measure),
        Tag::Analysis(analysed().analysis),
        Tag::Decision(decision()),
        Tag::Commitment(committed().commitment),
        Tag::Pupil(pupil(1)),
        Tag::Pupil(pupil(2)),
    ] {
        assert!(tags.contains(&tag), "{tag}");
    }
    let subject = MeasureFor::Classes(vec![class(2)]);
    let event = Event::from(MeasureDecided { subject, ..measure() });
    assert!(event.tags().contains(&Tag::Class(class(2))));
}

// ------------------------------------------------------------------------------------ starting

#[test]
fn a_measure_is_started_by_principal_or_the_one_responsible() {
    let decided = ready().and(events![measure()]);
    let asked = |wanted, actor| decided.clone().when(Command::Start(wanted)).by(actor);
    for actor in [principal(), teacher()] {
        asked(started(), actor).then(events![started()]);
    }
    for actor in [other_teacher(), other_principal(), coordinator()] {
        asked(started(), actor).then_refused(Refusal::NotAuthorised);
    }
    let elsewhere = MeasureStarted { school: school(2), ..started() };
    asked(elsewhere, other_principal()).then_refused(Refusal::MeasureUnknown);
    let early = MeasureStarted { on: day("2025-09-11"), ..started() };
    asked(early, principal()).then_refused(Refusal::DaysOutOfOrder);
}

#[test]
fn a_measure_is_started_once() {
    under_way().when(Command::Start(started())).by(teacher()).then_nothing();
    let other = MeasureStarted { on: day("2025-09-16"), ..started() };
    let asked = under_way().when(Command::Start(other)).by(teacher());
    asked.then_refused(Refusal::AlreadyStarted);
}

// ---------------------------------------------------------------------------------- evaluating

#[track_caller]
fn evaluate(known: Given, wanted: MeasureEvaluated) -> crate::spec::When {
    known.when(Command::EvaluateMeasure(wanted)).by(principal()).on("2026-06-12")
}

#[test]
fn a_measure_is_held_against_a_later_round() {
    for actor in [principal(), teacher()] {
        evaluate(under_way(), evaluated()).by(actor).then(events![evaluated()]);
    }
    for actor in [other_teacher(), other_principal(), coordinator()] {
        evaluate(under_way(), evaluated()).by(actor).then_refused(Refusal::NotAuthorised);
    }
    let former = MeasureEvaluated { round: round("2024/25:may"), ..evaluated() };
    evaluate(under_way(), former).then_refused(Refusal::RoundTooEarly);
    let early = MeasureEvaluated { on: day("2025-09-14"), ..evaluated() };
    evaluate(under_way(), early).then_refused(Refusal::DaysOutOfOrder);
}

#[test]
fn the_census_date_lies_after_the_first_day_of_the_measure() {
    for (from, refused) in [("2026-05-24", false), ("2026-05-25", true)] {
        let late = MeasureDecided { from: day(from), ..measure() };
        let asked = evaluate(ready().and(events![late, started()]), evaluated());
        if refused {
            asked.then_refused(Refusal::RoundTooEarly);
        } else {
            asked.then(events![evaluated()]);
        }
    }
}

#[test]
fn the_same_evaluation_is_already_so_and_another_takes_its_place() {
    let once = under_way().and(events![evaluated()]);
    let again = MeasureEvaluated { as_of: Size(99), ..evaluated() };
    evaluate(once.clone(), again).then_nothing();
    let newer = MeasureEvaluated { effect: Effect::Same, ..evaluated() };
    evaluate(once.clone(), newer.clone()).then(events![newer.clone()]);
    evaluate(once.clone().and(events![newer]), evaluated()).then(events![evaluated()]);
    let later = MeasureEvaluated { round: round("2026/27:may"), ..evaluated() };
    let known = once.and(events![scheduled("2026/27:may", "2027-05-25")]);
    evaluate(known, later.clone()).then(events![later]);
}

#[test]
fn counts_add_up_where_there_are_any() {
    let figure = |reached, assessed| Some(Observed { reached, assessed, population: 25 });
    for unfit in [figure(25, 24), figure(20, 26)] {
        for wanted in [
            MeasureEvaluated { before: unfit, ..evaluated() },
            MeasureEvaluated { after: unfit, ..evaluated() },
        ] {
            evaluate(under_way(), wanted).then_refused(Refusal::CountsImpossible);
        }
    }
    let effect = Effect::NotMeasurable;
    let without = MeasureEvaluated { before: None, after: None, effect, ..evaluated() };
    evaluate(under_way(), without.clone()).then(events![without]);
}

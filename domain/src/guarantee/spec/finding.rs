//! Finding shortfalls and lifting them.

use super::*;
use crate::id::EditionId;
use crate::spec::When;

fn find(events: Vec<Event>, wanted: ShortfallFound) -> When {
    given(events).when(Command::Find(wanted)).by(Actor::PROCESS)
}

fn not_assessed() -> NotAssessed {
    NotAssessed {
        place: place(),
        reason: NotAssessedReason::Absent,
        on: day("2025-09-15"),
        assessor: teacher().staff,
        outside_population: false,
        note: None,
    }
}

#[test]
fn the_process_finds_who_is_below_not_assessed_or_missing() {
    find(assessed(), shortfall(below())).then(events![shortfall(below())]);
    let missing = shortfall(Lack::Missing);
    find(before(), missing.clone()).then(events![missing]);
    let mut absent = before();
    absent.extend(events![not_assessed()]);
    let wanted = shortfall(Lack::NotAssessed { recorded: result() });
    find(absent, wanted.clone()).then(events![wanted]);
}

#[test]
fn nobody_else_finds() {
    for actor in [coordinator(), principal(), teacher(), administrator()] {
        let asked = given(assessed()).when(Command::Find(shortfall(below()))).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let namesake = Actor { role: Role::Process, ..coordinator() };
    let asked = given(assessed()).when(Command::Find(shortfall(below()))).by(namesake);
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_guarantee_sleeps_for_rounds_before_its_first_census_date() {
    let next_day = GuaranteeAdopted { first_census: day("2025-09-16"), ..goals() };
    let asked = given(assessed()).when(Command::Adopt(next_day.clone())).by(coordinator());
    asked.then_refused(Refusal::PutToSleep);
    let mut events = assessed();
    events.retain(|event| !matches!(event, Event::GuaranteeAdopted(_)));
    events.extend(events![next_day]);
    find(events, shortfall(below())).then_refused(Refusal::NotAwake);
    let not_yet = find(assessed(), shortfall(below())).on("2025-07-31");
    not_yet.then_refused(Refusal::NotAwake);
    for unwanted in ["GuaranteeAdopted", "RoundScheduled"] {
        let mut events = assessed();
        events.retain(|event| event.name() != unwanted);
        find(events, shortfall(below())).then_refused(Refusal::NotAwake);
    }
}

#[test]
fn a_shortfall_is_of_a_target_in_force_on_the_census_date() {
    let unpromised = |promise| {
        find(assessed(), ShortfallFound { promise, ..shortfall(below()) })
            .then_refused(Refusal::PromiseUnknown);
    };
    unpromised(Promise { version: 2, ..promise(1) });
    unpromised(Promise { level: Level::Municipality, ..promise(1) });
    unpromised(Promise { commitment: CommitmentId::from_bytes([2; 16]), ..promise(1) });
    unpromised(promise(3));
    let mut only_proposed = assessed();
    only_proposed.retain(|event| !matches!(event, Event::CommitmentAdopted(_)));
    find(only_proposed, shortfall(below())).then_refused(Refusal::PromiseUnknown);
    let mut withdrawn = assessed();
    let (level, from) = (proposal().level, day("2025-09-15"));
    withdrawn.extend(events![CommitmentWithdrawn {
        commitment: commitment(),
        level,
        from,
        decision: None,
    }]);
    find(withdrawn, shortfall(below())).then_refused(Refusal::PromiseUnknown);
}

#[test]
fn a_later_version_and_another_occasion_do_not_bind_the_round() {
    let mut events = assessed();
    let terms = Terms { valid_from: day("2025-09-16"), ..proposal().terms };
    let (level, on) = (proposal().level, day("2025-09-16"));
    events.extend(events![CommitmentRevised {
        decision: None,
        commitment: commitment(),
        level,
        version: 2,
        terms,
        on
    }]);
    find(events.clone(), shortfall(below())).then(events![shortfall(below())]);
    let later = Promise { version: 2, ..promise(1) };
    find(events, ShortfallFound { promise: later, ..shortfall(below()) })
        .then_refused(Refusal::PromiseUnknown);
    let elsewhere: [fn(&mut Target); 2] = [
        |target| target.occasion = Occasion::new("may").expect("a code"),
        |target| target.edition = EditionId::new("lus-2").expect("a code"),
    ];
    for change in elsewhere {
        let mut events = assessed();
        for event in &mut events {
            if let Event::CommitmentProposed(e) = event {
                change(&mut e.terms.targets[0]);
            }
        }
        find(events, shortfall(below())).then_refused(Refusal::PromiseUnknown);
    }
}

#[test]
fn the_lack_is_what_the_result_in_force_says() {
    let not_so = |events: Vec<Event>, lack| {
        find(events, shortfall(lack)).then_refused(Refusal::NotTheResult);
    };
    not_so(assessed(), Lack::Missing);
    not_so(assessed(), Lack::NotAssessed { recorded: result() });
    not_so(assessed(), Lack::Below { assessed: Position(0) });
    not_so(before(), below());
    let mut reached = before();
    reached.extend(events![reading("15")]);
    not_so(reached, below());
    let mut corrected = assessed();
    corrected.extend(events![correction(result(), "16")]);
    not_so(corrected, below());
}

#[test]
fn the_same_shortfall_again_is_already_so_and_another_lack_must_wait() {
    find(found(), shortfall(below())).then_nothing();
    let mut answered = found();
    answered.extend(events![answer(Answer::ExtraAdaptations)]);
    find(answered.clone(), shortfall(below())).then_nothing();
    for mut events in [found(), answered] {
        let lower = next(&events);
        events.extend(events![correction(result(), "6")]);
        let wanted = shortfall(Lack::Below { assessed: lower });
        find(events.clone(), wanted.clone()).then_refused(Refusal::StandsAlready);
        events.extend(events![lift(Lifted::Replaced)]);
        find(events, wanted.clone()).then(events![wanted]);
    }
}

#[test]
fn what_was_lifted_is_found_again_when_a_strike_restores_it() {
    let mut events = found();
    let higher = next(&events);
    let (staff, reason) = (teacher().staff, Personal::Sealed);
    events.extend(events![
        correction(result(), "15"),
        lift(Lifted::Reached { assessed: higher }),
        AssessmentStruck { place: place(), of: higher, staff, reason },
    ]);
    find(events, shortfall(below())).then(events![shortfall(below())]);
}

#[test]
fn another_target_and_another_pupil_are_other_shortfalls() {
    let second = ShortfallFound { promise: promise(2), ..shortfall(below()) };
    find(found(), second.clone()).then(events![second]);
    let other = ShortfallFound { pupil: pupil(2), ..shortfall(Lack::Missing) };
    find(found(), other.clone()).then(events![other]);
    let unknown = ShortfallFound { pupil: pupil(3), ..shortfall(Lack::Missing) };
    find(found(), unknown).then_refused(Refusal::PupilUnknown);
}

#[test]
fn the_unit_is_the_pupil_s_on_the_census_date_or_today() {
    let mut events = assessed();
    events.extend(events![moved("2025-09-16")]);
    for school in [school(1), school(2)] {
        let wanted = ShortfallFound { school, ..shortfall(below()) };
        find(events.clone(), wanted.clone()).then(events![wanted]);
    }
    let elsewhere = ShortfallFound { school: school(2), ..shortfall(below()) };
    find(assessed(), elsewhere).then_refused(Refusal::NotEnrolledHere);
}

// -------------------------------------------------------------------------------------- lifting

fn lifting(events: Vec<Event>, wanted: ShortfallLifted) -> When {
    given(events).when(Command::Lift(wanted)).by(Actor::PROCESS)
}

#[test]
fn a_shortfall_is_lifted_once_whether_answered_or_not() {
    let mut answered = found();
    answered.extend(events![answer(Answer::Reassess)]);
    for mut events in [found(), answered] {
        let wanted = lift(Lifted::PromiseWithdrawn);
        lifting(events.clone(), wanted.clone()).then(events![wanted.clone()]);
        events.extend(events![wanted.clone()]);
        lifting(events.clone(), wanted).then_nothing();
        lifting(events, lift(Lifted::Replaced)).then_refused(Refusal::Lifted);
    }
}

#[test]
fn what_nobody_answered_is_lifted_when_the_pupil_leaves() {
    lifting(found(), lift(Lifted::Left)).then_refused(Refusal::PupilStillHere);
    let mut gone = found();
    gone.extend(events![left("2025-09-16")]);
    lifting(gone.clone(), lift(Lifted::Left)).then(events![lift(Lifted::Left)]);
    let mut answered = found();
    answered.extend(events![answer(Answer::Reassess), left("2025-09-16")]);
    lifting(answered, lift(Lifted::Left)).then_refused(Refusal::Answered);
    gone.extend(events![lift(Lifted::Left), enrolment(pupil(1))]);
    find(gone, shortfall(below())).then(events![shortfall(below())]);
}

#[test]
fn only_the_process_lifts_and_only_that_pupil_s_own() {
    for actor in [coordinator(), principal(), teacher()] {
        let asked = given(found()).when(Command::Lift(lift(Lifted::Replaced))).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let other = ShortfallLifted { pupil: pupil(2), ..lift(Lifted::Replaced) };
    lifting(found(), other).then_refused(Refusal::ShortfallUnknown);
    let round = "2025/26:december".parse().expect("a round");
    let another_round = ShortfallLifted { round, ..lift(Lifted::Replaced) };
    lifting(found(), another_round).then_refused(Refusal::ShortfallUnknown);
}

#[test]
fn who_has_reached_the_point_has_a_new_result_in_force() {
    let reached = |assessed| lift(Lifted::Reached { assessed });
    let mut events = found();
    let higher = next(&events);
    events.extend(events![correction(result(), "15")]);
    lifting(events.clone(), reached(higher)).then(events![reached(higher)]);
    lifting(events, reached(result())).then_refused(Refusal::NotTheResult);
    // The very result it was found on does not lift it.
    lifting(found(), reached(result())).then_refused(Refusal::NotTheResult);
}

#[test]
fn a_pupil_s_shortfalls_tell_how_far_they_have_come() {
    let standing = |events: &[Event]| {
        let history: Vec<Recorded> = (0..).zip(events).map(|(n, e)| recorded(n, e)).collect();
        Standing::of(&history, pupil(1))
    };
    let mut events = found();
    let step = |events: &[Event]| standing(events).get(its()).expect("it was found").step();
    assert_eq!(step(&events), Step::Open);
    events.extend(events![follow()]);
    let followed = standing(&events);
    assert_eq!(followed.get(its()).expect("it was found").responsible(), school(2));
    events.extend(events![answer(Answer::Reassess)]);
    assert_eq!(step(&events), Step::Answered);
    assert!(standing(&events).standing(september(), promise(1)).is_some());
    events.extend(events![lift(Lifted::Replaced)]);
    assert_eq!(step(&events), Step::Lifted);
    assert_eq!(standing(&events).standing(september(), promise(1)), None);
    assert_eq!(standing(&events).iter().count(), 1);
}

/// What was recorded of a pupil outside the population never counts, here as in the figures; nor does
/// what corrects it.
#[test]
fn a_result_from_outside_the_population_is_none() {
    let outside = ReadingAssessed { outside_population: true, ..reading("15") };
    let mut events = before();
    events.extend(events![outside, correction(result(), "7")]);
    let missing = shortfall(Lack::Missing);
    find(events.clone(), missing.clone()).then(events![missing]);
    find(events, shortfall(below())).then_refused(Refusal::NotTheResult);
}

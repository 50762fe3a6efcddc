//! Specifications of seminars.

use super::*;
use crate::event::Event;
use crate::organisation::{RoleGranted, ScaleEditionAdopted, StaffEngaged};
use crate::people::{Actor, PersonName, Role};
use crate::personal::Personal;
use crate::scale::ScaleEdition;
use crate::spec::{
    Given, administrator, coordinator, day, district, district_coordinator, events, given,
    municipality, other_principal, other_teacher, principal, school, staff, teacher,
};

mod order;
mod statistics;

// ------------------------------------------------------------------------------- a small world

/// Staff 10: adviser of the municipality.
fn adviser() -> Actor {
    Actor { staff: staff(10), role: Role::Adviser }
}

/// Staff 11: teacher at school 2, in district `soder`.
fn teacher_elsewhere() -> Actor {
    Actor { staff: staff(11), role: Role::Teacher }
}

fn before() -> Vec<Event> {
    let from = day("2020-08-01");
    let mut events = municipality();
    for (Actor { staff, role }, scope) in
        [(adviser(), Scope::Municipality), (teacher_elsewhere(), Scope::School(school(2)))]
    {
        let name = Personal::Open(PersonName::new("Kim", "Exempel"));
        events.extend(events![
            StaffEngaged { staff, from, name },
            RoleGranted { staff, role, scope, from, to: None },
        ]);
    }
    events.extend(events![ScaleEditionAdopted { edition: ScaleEdition::lus_1() }]);
    events
}

fn seminar() -> SeminarId {
    SeminarId::from_bytes([6; 16])
}

/// A seminar on agreement with three samples.
fn arranged(scope: Scope) -> SeminarArranged {
    SeminarArranged {
        seminar: seminar(),
        kind: SeminarKind::AssessorAgreement,
        scope,
        on: day("2025-10-01"),
        title: "Bedömaröverensstämmelse".to_owned(),
        edition: Some(ScaleEdition::lus_1().id),
        samples: 3,
    }
}

fn joint(scope: Scope) -> SeminarArranged {
    let kind = SeminarKind::Joint;
    SeminarArranged { kind, edition: None, samples: 0, ..arranged(scope) }
}

fn point(text: &str) -> PointCode {
    PointCode::new(text).expect("a code")
}

fn rating(by: Actor, sample: u8, code: &str) -> RatingGiven {
    RatingGiven { seminar: seminar(), sample, rater: by.staff, point: point(code) }
}

fn rate(by: Actor, sample: u8, code: &str) -> Command {
    Command::Rate { rating: rating(by, sample, code), scope: HERE, school: None }
}

const HERE: Scope = Scope::Municipality;

fn held() -> SeminarHeld {
    let participants = vec![teacher().staff, principal().staff];
    SeminarHeld { seminar: seminar(), on: day("2025-09-15"), participants }
}

fn hold(held: SeminarHeld) -> Command {
    Command::Hold { held, scope: HERE }
}

fn revealed() -> RatingsRevealed {
    RatingsRevealed { seminar: seminar() }
}

fn reveal() -> Command {
    Command::Reveal { reveal: revealed(), scope: HERE }
}

fn consensus(sample: u8, code: &str) -> ConsensusReached {
    ConsensusReached { seminar: seminar(), sample, point: point(code) }
}

fn agree(consensus: ConsensusReached) -> Command {
    Command::Agree { consensus, scope: HERE }
}

/// A municipal seminar on agreement.
fn ready() -> Given {
    given(before()).and(events![arranged(HERE)])
}

/// Two have rated sample 1.
fn rated() -> Given {
    ready().and(events![rating(teacher(), 1, "7"), rating(principal(), 1, "8")])
}

// ------------------------------------------------------------------------------------ arranging

#[test]
fn seminars_are_arranged_for_an_area_by_those_who_lead_there() {
    let asked = |scope, actor| given(before()).when(Command::Arrange(joint(scope))).by(actor);
    let (north, own) = (Scope::District(district("norr")), Scope::School(school(1)));
    for (scope, actor) in [
        (HERE, coordinator()),
        (HERE, adviser()),
        (north, district_coordinator()),
        (north, adviser()),
        (own, principal()),
        (own, district_coordinator()),
    ] {
        asked(scope, actor).then(events![joint(scope)]);
    }
    for (scope, actor) in [
        (HERE, district_coordinator()),
        (HERE, principal()),
        (north, principal()),
        (Scope::District(district("soder")), district_coordinator()),
        (own, other_principal()),
        (own, teacher()),
        (HERE, administrator()),
    ] {
        asked(scope, actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn a_seminar_is_arranged_once() {
    ready().when(Command::Arrange(arranged(HERE))).then_nothing();
    let other = SeminarArranged { samples: 4, ..arranged(HERE) };
    ready().when(Command::Arrange(other)).then_refused(Refusal::SeminarExists);
}

#[test]
fn only_agreement_has_samples_and_a_scale() {
    let asked = |wanted| given(before()).when(Command::Arrange(wanted));
    for samples in [0, 51] {
        asked(SeminarArranged { samples, ..arranged(HERE) }).then_refused(Refusal::SamplesUnfit);
    }
    let most = SeminarArranged { samples: 50, ..arranged(HERE) };
    asked(most.clone()).then(events![most]);
    let unknown = "lus-9".parse().ok();
    for edition in [None, unknown] {
        asked(SeminarArranged { edition, ..arranged(HERE) }).then_refused(Refusal::EditionUnfit);
    }
    for kind in [SeminarKind::Joint, SeminarKind::ResultAnalysis] {
        let plain = SeminarArranged { kind, ..joint(HERE) };
        asked(plain.clone()).then(events![plain.clone()]);
        asked(SeminarArranged { samples: 1, ..plain.clone() }).then_refused(Refusal::SamplesUnfit);
        let edition = arranged(HERE).edition;
        asked(SeminarArranged { edition, ..plain }).then_refused(Refusal::EditionUnfit);
    }
}

#[test]
fn a_seminar_is_for_a_place_that_exists() {
    for scope in [Scope::District(district("vaster")), Scope::School(school(9))] {
        let asked = given(before()).when(Command::Arrange(joint(scope)));
        asked.then_refused(Refusal::PlaceUnknown);
    }
}

#[test]
fn a_seminar_of_a_district_is_found_by_municipality_and_district() {
    let tags = Event::from(joint(Scope::District(district("norr")))).tags();
    let expected = [Tag::Seminar(seminar()), Tag::Municipality, Tag::District(district("norr"))];
    assert_eq!(tags, expected);
}

// -------------------------------------------------------------------------------------- holding

#[test]
fn a_seminar_is_held_once_whether_or_not_ratings_are_revealed() {
    for actor in [coordinator(), adviser()] {
        ready().when(hold(held())).by(actor).then(events![held()]);
    }
    ready().when(hold(held())).by(principal()).then_refused(Refusal::NotAuthorised);
    let over = ready().and(events![held()]);
    over.clone().when(hold(held())).then_nothing();
    let participants = vec![teacher().staff];
    let other = SeminarHeld { participants, ..held() };
    over.when(hold(other)).then_refused(Refusal::AlreadyHeld);
}

#[test]
fn each_who_took_part_is_named_once() {
    for participants in [vec![], vec![teacher().staff, teacher().staff]] {
        let wanted = SeminarHeld { participants, ..held() };
        ready().when(hold(wanted)).then_refused(Refusal::ParticipantsUnfit);
    }
}

#[test]
fn a_seminar_is_led_in_its_own_area() {
    let scope = Scope::School(school(1));
    let own = given(before()).and(events![joint(scope)]);
    for actor in [principal(), district_coordinator(), adviser()] {
        let asked = own.clone().when(Command::Hold { held: held(), scope }).by(actor);
        asked.then(events![held()]);
    }
    let claimed = Command::Hold { held: held(), scope: Scope::School(school(2)) };
    own.when(claimed).by(other_principal()).then_refused(Refusal::Unknown);
}

// --------------------------------------------------------------------------------------- rating

#[test]
fn assessors_rate_in_their_own_name() {
    let scopes = [teacher(), teacher_elsewhere(), principal(), district_coordinator(), adviser()];
    for actor in scopes {
        let asked = ready().when(rate(actor, 1, "7")).by(actor);
        asked.then(events![rating(actor, 1, "7")]);
    }
    let asked = ready().when(rate(teacher(), 1, "7")).by(other_teacher());
    asked.then_refused(Refusal::NotAuthorised);
    let asked = ready().when(rate(administrator(), 1, "7")).by(administrator());
    asked.then_refused(Refusal::NotAuthorised);
    let unheld = Actor { role: Role::SpecialEducator, ..teacher() };
    ready().when(rate(unheld, 1, "7")).by(unheld).then_refused(Refusal::NotAuthorised);
}

#[test]
fn assessors_of_the_district_rate_in_its_seminar() {
    let scope = Scope::District(district("norr"));
    let known = given(before()).and(events![arranged(scope)]);
    let asked = |actor: Actor, school| {
        let rating = rating(actor, 1, "7");
        known.clone().when(Command::Rate { rating, scope, school }).by(actor)
    };
    let (here, elsewhere) = (Some(school(1)), Some(school(2)));
    asked(teacher(), here).then(events![rating(teacher(), 1, "7")]);
    asked(district_coordinator(), None).then(events![rating(district_coordinator(), 1, "7")]);
    asked(adviser(), None).then(events![rating(adviser(), 1, "7")]);
    asked(teacher_elsewhere(), elsewhere).then_refused(Refusal::NotAuthorised);
    asked(teacher_elsewhere(), here).then_refused(Refusal::NotAuthorised);
    asked(teacher(), None).then_refused(Refusal::NotAuthorised);
}

#[test]
fn assessors_of_the_school_unit_and_over_it_rate_in_its_seminar() {
    let scope = Scope::School(school(1));
    let known = given(before()).and(events![arranged(scope)]);
    let asked = |actor: Actor| {
        let rating = rating(actor, 1, "7");
        known.clone().when(Command::Rate { rating, scope, school: None }).by(actor)
    };
    for actor in [teacher(), principal(), district_coordinator(), adviser()] {
        asked(actor).then(events![rating(actor, 1, "7")]);
    }
    asked(teacher_elsewhere()).then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_rating_is_changed_until_ratings_are_revealed() {
    rated().when(rate(teacher(), 1, "7")).by(teacher()).then_nothing();
    let asked = rated().when(rate(teacher(), 1, "9")).by(teacher());
    asked.then(events![rating(teacher(), 1, "9")]);
    let changed = rated().and(events![rating(teacher(), 1, "9")]);
    let back = changed.when(rate(teacher(), 1, "7")).by(teacher());
    back.then(events![rating(teacher(), 1, "7")]);
    let asked = rated().and(events![revealed()]).when(rate(teacher(), 1, "9")).by(teacher());
    asked.then_refused(Refusal::Revealed);
}

#[test]
fn a_rating_is_of_a_sample_and_a_point_that_exist() {
    for sample in [0, 4] {
        let asked = ready().when(rate(teacher(), sample, "7")).by(teacher());
        asked.then_refused(Refusal::SampleUnknown);
    }
    let asked = ready().when(rate(teacher(), 3, "20")).by(teacher());
    asked.then_refused(Refusal::PointUnknown);
    let plain = given(before()).and(events![joint(HERE)]);
    let asked = plain.when(rate(teacher(), 1, "7")).by(teacher());
    asked.then_refused(Refusal::SampleUnknown);
}

// --------------------------------------------------------------------- revealing and consensus

#[test]
fn ratings_are_revealed_when_two_have_rated() {
    for actor in [coordinator(), adviser()] {
        rated().when(reveal()).by(actor).then(events![revealed()]);
    }
    rated().when(reveal()).by(teacher()).then_refused(Refusal::NotAuthorised);
    rated().and(events![revealed()]).when(reveal()).then_nothing();
    let alone = events![rating(teacher(), 1, "7"), rating(teacher(), 2, "7")];
    ready().and(alone).when(reveal()).then_refused(Refusal::TooFewRaters);
}

#[test]
fn consensus_comes_after_the_reveal_and_may_be_reached_again() {
    let open = rated().and(events![revealed()]);
    let asked = |wanted| open.clone().when(agree(wanted));
    asked(consensus(1, "8")).then(events![consensus(1, "8")]);
    asked(consensus(1, "8")).by(teacher()).then_refused(Refusal::NotAuthorised);
    rated().when(agree(consensus(1, "8"))).then_refused(Refusal::NotRevealed);
    let once = open.clone().and(events![consensus(1, "8")]);
    once.clone().when(agree(consensus(1, "8"))).then_nothing();
    once.when(agree(consensus(1, "7"))).then(events![consensus(1, "7")]);
}

#[test]
fn consensus_is_on_a_rated_sample_and_a_point_that_exists() {
    let open = rated().and(events![revealed()]);
    let asked = |wanted| open.clone().when(agree(wanted));
    asked(consensus(4, "8")).then_refused(Refusal::SampleUnknown);
    asked(consensus(2, "8")).then_refused(Refusal::SampleNotRated);
    asked(consensus(1, "20")).then_refused(Refusal::PointUnknown);
}

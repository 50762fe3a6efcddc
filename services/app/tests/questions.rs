//! As-of points, sessions, and the access table.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::Event;
use domain::calendar::{Day, Instant};
use domain::id::{SeminarId, Size, StaffId};
use domain::people::{Actor, Role};
use domain::seminar::{ConsensusReached, RatingGiven};
use eventstore::World;
use insyn_app::access::{Kind, Relation, TABLE, needed};
use insyn_app::facts::AsOf;
use insyn_app::session::{AGE_MAX_US, IDLE_MAX_US, Sessions, Viewer, cookie_of};
use insyn_app::shown::payload;

#[test]
fn an_as_of_point_is_a_size_a_day_or_a_moment() {
    assert_eq!("now".parse(), Ok(AsOf::Now));
    assert_eq!("".parse(), Ok(AsOf::Now));
    assert_eq!("12345".parse(), Ok(AsOf::Size(Size(12_345))));
    // A day is meant to its end in Sweden, also on the day that has 25 hours.
    let day: Day = "2025-10-26".parse().expect("a day");
    let last = Instant(day.plus(1).start().0 - 1);
    assert_eq!("2025-10-26".parse(), Ok(AsOf::Instant(last)));
    assert_eq!(last.0 + 1 - day.start().0, 25 * 3_600_000_000);
    // A reading without zone is Swedish time; with one it is that moment.
    let noon = "2026-05-20T12:00".parse::<AsOf>();
    assert_eq!(noon, "2026-05-20T10:00:00Z".parse());
    for wrong in
        ["yesterday", "2025-13-01", "-1", "+5", " 5", "5 ", "12:00", "99999999999999999999"]
    {
        assert!(wrong.parse::<AsOf>().is_err(), "{wrong}");
    }
}

/// A single person's rating is that person's only: those who examine the record read who rated, and not how.
#[test]
fn a_payload_holds_back_the_point_of_a_rating_and_nothing_else() {
    let (seminar, rater) = (SeminarId::from_bytes([7; 16]), StaffId::from_bytes([8; 16]));
    let point = "12".parse().expect("a point");
    let rating: Event = RatingGiven { seminar, sample: 3, rater, point }.into();
    let told = payload(Some(&rating)).expect("an event has a JSON form");
    assert_eq!(told["point"], serde_json::Value::Null);
    assert_eq!((&told["sample"], &told["rater"]), (&3.into(), &rater.to_string().into()));
    let reached: Event = ConsensusReached { seminar, sample: 3, point }.into();
    let whole = serde_json::to_value(&reached).expect("an event has a JSON form");
    assert_eq!(payload(Some(&reached)).expect("the same"), whole);
}

#[derive(Default)]
struct Clock(AtomicU64);

impl World for Clock {
    fn now_us(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0xAB);
    }
}

#[test]
fn a_session_ends_when_idle_when_old_and_when_ended() {
    let (sessions, clock) = (Sessions::default(), Clock::default());
    let actor = Actor { staff: StaffId::from_bytes([1; 16]), role: Role::Teacher };
    let token = sessions.begin(&clock, actor);
    assert_eq!(sessions.holder(&clock, &token), Some(Viewer::Staff(actor)));
    assert_eq!(sessions.holder(&clock, "another"), None);

    // Used again and again it lives on, but not beyond its age.
    let mut at = 0;
    while at + IDLE_MAX_US / 2 < AGE_MAX_US {
        at += IDLE_MAX_US / 2;
        clock.0.store(at, Ordering::Relaxed);
        assert_eq!(sessions.holder(&clock, &token), Some(Viewer::Staff(actor)), "at {at}");
    }
    clock.0.store(AGE_MAX_US, Ordering::Relaxed);
    assert_eq!(sessions.holder(&clock, &token), None);

    let token = sessions.begin(&clock, actor);
    clock.0.fetch_add(IDLE_MAX_US, Ordering::Relaxed);
    assert_eq!(sessions.holder(&clock, &token), None);

    let token = sessions.begin(&clock, actor);
    sessions.end(&token);
    assert_eq!(sessions.holder(&clock, &token), None);
}

#[test]
fn the_token_is_found_among_other_cookies() {
    assert_eq!(cookie_of("lang=sv; insyn_session=abc; x=y", "insyn_session"), Some("abc"));
    assert_eq!(cookie_of("xinsyn_session=abc", "insyn_session"), None);
    assert_eq!(cookie_of("insyn_session=", "insyn_session"), None);
}

#[test]
fn the_access_table_has_one_line_a_right_and_none_for_outsiders() {
    for (number, (role, kind, _)) in TABLE.iter().enumerate() {
        let later = TABLE[number + 1..].iter().any(|line| (line.0, line.1) == (*role, *kind));
        assert!(!later, "{role} has two lines for {kind:?}");
    }
    for role in [Role::Public, Role::Process] {
        assert!(TABLE.iter().all(|line| line.0 != role), "{role} has no pages");
    }
    // A guardian sees the own child and nothing else, and nobody of the staff sees as a guardian does.
    for (role, kind, relation) in TABLE {
        let of_guardian =
            [*role == Role::Guardian, *kind == Kind::OwnChild, *relation == Relation::OwnChild];
        assert!(of_guardian.iter().all(|is| *is == of_guardian[0]), "{role}, {kind:?}");
    }
    // Those who steer on figures see no pupil.
    let distant = [
        Role::Adviser,
        Role::CommitteeMember,
        Role::CommitteeSecretary,
        Role::ResultsCoordinator,
        Role::SystemAdministrator,
        Role::Auditor,
        Role::Archivist,
    ];
    for role in distant {
        assert_eq!(needed(role, Kind::Pupils), None, "{role}");
        let of_pupils = [
            Kind::PupilsOfSchool,
            Kind::Guarantee,
            Kind::Programmes,
            Kind::Investigations,
            Kind::ProgrammesOfSchool,
            Kind::Dialogues,
        ];
        for kind in of_pupils {
            assert_eq!(needed(role, kind), None, "{role}, {kind:?}");
        }
    }
    for (role, kind, relation) in TABLE {
        let own = *kind == Kind::OwnMatters;
        assert_eq!(*relation == Relation::Own, own, "{role}, {kind:?}: one's own is nobody else's");
        assert_ne!(*kind, Kind::Public, "what is public asks for no role");
    }
}

//! Random histories of people at work.

use domain::Event;
use domain::action_programme::{AppealOutcome, DecisionDelegated, MaterialCommunicated, Party};
use domain::analysis::MeasureFor;
use domain::guarantee::{Answer, Lack, Lifted};
use domain::id::Position;
use domain::organisation::StaffLeft;
use domain::query::Tag;
use domain::seminar::SeminarKind;
use proptest::prelude::*;

use super::super::chain::programme;
use super::super::history::*;
use super::*;

const DAYS: [&str; 5] = ["2025-09-16", "2025-10-01", "2025-10-20", "2025-11-10", "2025-12-01"];
const POINTS: [&str; 4] = ["9", "14", "15", "18a"];

/// Something that happens, in small numbers.
#[derive(Debug, Clone, Copy)]
struct Happening {
    what: u8,
    who: u8,
    one: u8,
    two: u8,
    on: &'static str,
}

/// A history of the small municipality at work.
pub(super) fn work() -> impl Strategy<Value = Log> {
    let happening = (0..34_u8, 0..4_u8, 0..6_u8, 0..12_u8, proptest::sample::select(&DAYS[..]))
        .prop_map(|(what, who, one, two, on)| Happening { what, who, one, two, on });
    proptest::collection::vec(happening, 0..120).prop_map(|happenings| {
        let mut log = at_work();
        log.commit(0, domain::commitment::Level::Municipality, terms(500, "15", "2025-07-01"));
        for n in 0..4 {
            log.enrol(n, SCHOOLS[usize::from(n / 3)], 3, "2025-08-15");
            log.join(n, n, "2025-08-15");
            log.parent(n, n % 2);
        }
        for happening in happenings {
            happening.happen(&mut log);
        }
        log
    })
}

impl Happening {
    fn happen(self, log: &mut Log) -> Position {
        match self.what {
            0..=5 => self.round(log),
            6..=9 => self.guarantee(log),
            10..=15 => self.case(log),
            16..=18 => self.appeal(log),
            19..=21 => self.unit(log),
            22..=25 => self.seminar(log),
            26..=28 => self.support(log),
            29 | 30 => self.dialogue(log),
            _ => self.people(log),
        }
    }

    fn school(self) -> u32 {
        SCHOOLS[usize::from(self.one % 2)]
    }

    /// The last event of a kind, or any position.
    fn last(self, log: &Log, wanted: impl Fn(&Event) -> bool) -> Position {
        let is_wanted = |event: &Option<Event>| event.as_ref().is_some_and(&wanted);
        let found = log.events.iter().rposition(is_wanted);
        Position(found.map_or(u64::from(self.two), |n| n as u64))
    }

    /// The last event of a kind in the pupil's case.
    fn last_of_case(self, log: &Log, wanted: impl Fn(&Event) -> bool) -> Option<Position> {
        let case = Tag::Programme(programme(self.who));
        let is_wanted = |event: &Option<Event>| {
            event.as_ref().is_some_and(|event| wanted(event) && event.tags().contains(&case))
        };
        log.events.iter().rposition(is_wanted).map(|n| Position(n as u64))
    }

    fn round(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        match two {
            0 | 1 => log.opened(self.school(), on),
            2 => log.submitted(self.school(), PRINCIPAL),
            3 => log.signed_off(who, TEACHER),
            4 => log.stated(who, TEACHER, one > 3),
            5 => log.goals("2025-09-01"),
            _ => log.assess(who, september(), POINTS[usize::from(one % 4)]),
        }
    }

    fn guarantee(self, log: &mut Log) -> Position {
        let Self { who, two, .. } = self;
        let of = self.last(log, |event| matches!(event, Event::ShortfallFound(_)));
        match two {
            0..=6 => log.found(who, self.school(), september(), Lack::Missing),
            7 => log.answered(who, A, of, Answer::ExtraAdaptations),
            8 => log.answered(who, A, of, Answer::ProgrammeCovers { programme: programme(who) }),
            9 => log.lifted(who, september(), of, Lifted::Replaced),
            _ => log.followed(who, of, A, B),
        }
    }

    fn case(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        let days = [on, "2025-10-25", "2025-12-01"];
        let decision = self.last_of_case(log, |event| {
            matches!(event, Event::ProgrammeDecided(_) | Event::ProgrammeRevised(_))
        });
        let Some(decision) = decision else { return self.undecided(log) };
        match two {
            0 | 1 => log.concern(who, who, A, on),
            2 | 3 => log.investigated(who, who, A, on),
            4 => log.concluded(who, who, A, on),
            5 | 6 => log.decided(who, who, A, days),
            7 => log.followed_up(who, who, on, (one > 2).then_some("2025-11-20")),
            8 => log.evaluated(who, who, on),
            9 => log.revised(who, who, decision, days),
            10 => log.served(who, who, decision, on),
            _ => match one {
                0 => log.annulled(who, who, decision, on),
                1 => log.struck(who, who, decision),
                2 => log.ended(who, who, on),
                3 => log.none_needed(who, who, A, on),
                _ => log.add(MaterialCommunicated {
                    programme: programme(who),
                    pupil: pupil(who),
                    school: unit(A),
                    party: Party::Guardian(guardian(one % 2)),
                    on: day(on),
                }),
            },
        }
    }

    /// What comes before a decision.
    fn undecided(self, log: &mut Log) -> Position {
        let Self { who, two, on, .. } = self;
        match two {
            0..=2 => log.concern(who, who, A, on),
            3..=5 => log.investigated(who, who, A, on),
            6..=8 => log.concluded(who, who, A, on),
            _ => log.decided(who, who, A, [on, "2025-10-25", "2025-12-01"]),
        }
    }

    fn appeal(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        let decision = self.last_of_case(log, |e| matches!(e, Event::ProgrammeDecided(_)));
        let Some(decision) = decision else { return self.undecided(log) };
        let appeal = self.last_of_case(log, |e| matches!(e, Event::AppealLodged(_)));
        let over = self.last_of_case(log, |e| {
            matches!(e, Event::AppealForwarded(_) | Event::AppealDecided(_))
        });
        // Whether an appeal came in time is decided before it is forwarded.
        let open = appeal.filter(|appeal| two > 8 || over.is_none_or(|over| over < *appeal));
        let Some(appeal) = open else { return log.lodged(who, who, decision, on) };
        let outcomes =
            [AppealOutcome::Confirmed, AppealOutcome::Annulled, AppealOutcome::AnnulledAndRemitted];
        match two {
            0..=5 => log.lodged(who, who, decision, on),
            6..=8 => log.timely(who, who, appeal, one > 1),
            9 => log.forwarded(who, who, appeal, on),
            _ => log.appeal_decided(who, who, appeal, outcomes[usize::from(one % 3)]),
        }
    }

    fn unit(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        let complaint = self.last(log, |event| matches!(event, Event::ComplaintReceived(_)));
        let conditions = self.last(log, |event| matches!(event, Event::ConditionsStated(_)));
        let is_measure = |event: &&Option<Event>| matches!(event, Some(Event::MeasureDecided(_)));
        let new = u8::try_from(log.events.iter().filter(is_measure).count()).unwrap();
        match two {
            0 | 1 => log.measure_for(new, MeasureFor::School, on, december()),
            2 => log.measure_for(new, MeasureFor::Pupils(vec![pupil(one)]), on, september()),
            3 => log.measure_decided(new, A, on),
            4 => log.measure_started(who, A, on),
            5 => log.measure_evaluated(who, A, on),
            6 | 7 => log.complained(who, self.school(), day(on)),
            8 => log.complaint_answered(who, self.school(), complaint),
            9 => log.report_prepared(who, september()),
            10 => log.report_delivered(who, on),
            _ => {
                log.committee_decided(who, domain::committee::Resolution::Noted);
                log.beside_a_report(conditions);
                Position(log.size().0 - 1)
            }
        }
    }

    fn seminar(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        let (number, sample) = (who % 3, one % 6);
        match two {
            0 => log.arranged(number, SeminarKind::Joint, on),
            1 | 2 => log.arranged(number, SeminarKind::AssessorAgreement, on),
            3..=8 => log.rating(number, sample, two % 3, POINTS[usize::from(one % 4)]),
            9 => log.revealed(number),
            10 => log.consensus(number, sample, POINTS[usize::from(who)]),
            _ => log.seminar_held(number, on, &[PRINCIPAL, TEACHER]),
        }
    }

    fn support(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        match two {
            0..=2 => log.coaching_asked(who, self.school()),
            3 => log.coaching_booked(who, self.school(), ADVISER, on),
            4 => log.coaching_held(who, self.school(), on),
            5 | 6 => log.development_asked(who, self.school()),
            7 => log.development_planned(who, self.school(), on),
            8 => log.development_held(who, self.school(), on),
            9 => log.authorised(one, on, (who > 1).then_some("2025-11-30")),
            10 => {
                log.staff_events_of_learning();
                Position(log.size().0 - 1)
            }
            _ => {
                log.knowledge_events();
                Position(log.size().0 - 1)
            }
        }
    }

    fn dialogue(self, log: &mut Log) -> Position {
        let Self { who, one, two, .. } = self;
        match two {
            0..=4 => log.explained(who, september(), one % 2, "sv"),
            5..=7 => log.acknowledged(who, september(), one % 2),
            8 => log.parent(who, one % 2),
            9 => log.blocked(who, one % 2),
            10 => log.commitment_explained(0),
            _ => log.published(0),
        }
    }

    fn people(self, log: &mut Log) -> Position {
        let Self { who, one, two, on, .. } = self;
        let from = day(on);
        match two {
            0..=3 => log.transfer(who, A, self.school(), on),
            4 | 5 => log.join(who, one % 4, on),
            6 => log.add(StaffLeft { staff: staff(one), on: from }),
            7 => log.add(DecisionDelegated {
                school: unit(A),
                staff: staff(TEACHER),
                from,
                to: None,
            }),
            8 => log.assessor(one % 3, who),
            9 => log.lowered_from(0, u16::from(one) + 2, "14", on),
            10 => log.leave(who, self.school(), on),
            _ => log.add_removed(),
        }
    }
}

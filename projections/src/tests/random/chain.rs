//! What follows on results, at random: shortfalls and answers, programmes, talks, measures, reports.

use domain::Event;
use domain::action_programme::AppealOutcome;
use domain::committee::{Purse, Resolution};
use domain::guarantee::{Answer, Duty, Lack, Lifted};
use domain::id::{Position, RoundId};

use super::super::chain::*;
use super::super::history::*;
use super::Happening;

impl Happening {
    pub(super) fn chain(self, log: &mut Log, round: RoundId) -> Position {
        match self.what {
            40..=44 => self.guarantee(log, round),
            45..=48 => self.programme(log),
            49 | 50 => self.appeal(log),
            51 | 52 => self.dialogue(log, round),
            53 => self.measure(log, round),
            54 => self.committee(log, round),
            _ => self.promised(log),
        }
    }

    fn guarantee(self, log: &mut Log, round: RoundId) -> Position {
        let Self { who, one, two, .. } = self;
        let of = self.last(log, |event| matches!(event, Event::ShortfallFound(_)));
        let recorded = self.value_of(log, round, two);
        match two {
            0..=4 => {
                let lacks = [
                    Lack::Missing,
                    Lack::Below { assessed: recorded },
                    Lack::NotAssessed { recorded },
                ];
                log.found(who, self.school(), round, lacks[usize::from(one % 3)])
            }
            5 => log.lifted(who, round, of, Lifted::Reached { assessed: recorded }),
            6 => log.lifted(who, round, of, Lifted::Replaced),
            7 => log.followed(who, of, A, self.school()),
            8 => log.reminded(Duty::Answer, of, one % 3, self.day()),
            9 => log.declined(of),
            10 => log.goals(self.day()),
            _ => {
                let answers = [
                    Answer::ExtraAdaptations,
                    Answer::ProgrammeCovers { programme: programme(who) },
                    Answer::SchoolMeasure { measure: None },
                ];
                log.answered(who, self.school(), of, answers[usize::from(one % 3)])
            }
        }
    }

    fn programme(self, log: &mut Log) -> Position {
        let Self { who, one, two, .. } = self;
        let (at, on) = (self.school(), self.day());
        let days = [on, "2025-11-01", "2025-12-01"];
        let decision = self.last(log, |event| {
            matches!(event, Event::ProgrammeDecided(_) | Event::ProgrammeRevised(_))
        });
        match two {
            0 => log.concern(who, who, at, on),
            1 | 2 => log.investigated(who, who, at, on),
            3 => log.concluded(who, who, at, on),
            4 | 5 => log.decided(who, who, at, days),
            6 => log.followed_up(who, who, on, (one > 5).then_some("2026-02-01")),
            7 => log.evaluated(who, who, on),
            8 => log.revised(who, who, decision, days),
            9 => log.served(who, who, decision, on),
            10 => log.annulled(who, who, decision, on),
            _ => match one % 3 {
                0 => log.none_needed(who, who, at, on),
                1 => log.struck(who, who, decision),
                _ => log.ended(who, who, on),
            },
        }
    }

    fn appeal(self, log: &mut Log) -> Position {
        let Self { who, one, two, .. } = self;
        let decision = self.last(log, |event| matches!(event, Event::ProgrammeDecided(_)));
        let appeal = self.last(log, |event| matches!(event, Event::AppealLodged(_)));
        match two {
            0..=4 => log.lodged(who, who, decision, self.day()),
            5..=8 => log.timely(who, who, appeal, one > 2),
            9 => log.forwarded(who, who, appeal, self.day()),
            _ => {
                let outcomes = [AppealOutcome::Confirmed, AppealOutcome::AnnulledAndRemitted];
                log.appeal_decided(who, who, appeal, outcomes[usize::from(one % 2)])
            }
        }
    }

    fn dialogue(self, log: &mut Log, round: RoundId) -> Position {
        let Self { who, one, two, .. } = self;
        let complaint = self.last(log, |event| matches!(event, Event::ComplaintReceived(_)));
        match two {
            0..=3 => log.explained(who, round, one % 2, ["sv", "so", "ar"][usize::from(one % 3)]),
            4..=6 => log.acknowledged(who, round, one % 2),
            7 => log.invited(one, who, self.school(), self.day()),
            8 => log.talk(one, who, self.school(), self.day()),
            9 | 10 => log.complained(who, self.school(), day(self.day())),
            _ => log.complaint_answered(who, self.school(), complaint),
        }
    }

    fn measure(self, log: &mut Log, round: RoundId) -> Position {
        let Self { one, two, .. } = self;
        let (number, at, on) = (one % 3, self.school(), self.day());
        match two {
            0..=4 => log.measure_decided(number, at, on),
            5 => log.measure_started(number, at, on),
            6..=8 => log.measure_evaluated(number, at, on),
            _ => log.analysed(number, at, round, on),
        }
    }

    fn committee(self, log: &mut Log, round: RoundId) -> Position {
        let Self { one, two, .. } = self;
        let number = one % 3;
        match two {
            0..=2 => log.report_prepared(number, round),
            3 => log.report_delivered(number, self.day()),
            4 => log.debated(number, self.day()),
            5 => log.informed(self.school(), self.day()),
            6 | 7 => log.committee_decided(number, Resolution::Noted),
            8 | 9 => {
                let (from, to) = (Purse::Municipality, Purse::School(unit(self.school())));
                log.committee_decided(number, Resolution::FundsMoved { from, to, amount: 500_000 })
            }
            _ => {
                let commitment = commitment(0);
                log.committee_decided(number, Resolution::AmbitionLowered { commitment })
            }
        }
    }

    fn promised(self, log: &mut Log) -> Position {
        match self.two {
            0..=3 => log.published(0),
            4..=7 => log.commitment_explained(0),
            8 | 9 => log.lowered(0, u16::from(self.one) + 1, "10"),
            _ => log.rated(self.one % 2, self.who % 3, ["15", "18a"][usize::from(self.one % 2)]),
        }
    }

    /// The last event of a kind, or any position.
    fn last(self, log: &Log, wanted: impl Fn(&Event) -> bool) -> Position {
        let is_wanted = |event: &Option<Event>| event.as_ref().is_some_and(&wanted);
        let found = log.events.iter().rposition(is_wanted);
        Position(found.map_or(u64::from(self.two), |n| n as u64))
    }
}

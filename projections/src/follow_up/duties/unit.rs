//! Duties of a school unit beside its cases: shortfalls to answer, measures to start and evaluate, complaints.

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{Position, PupilId, Size};
use domain::query::Tag;

use super::{Here, Waiting, Whose};
use crate::Facts;
use crate::guarantee::Shortfall;
use crate::views::measures::{Thread, threads_at};
use crate::views::todo::{About, TodoKind};

impl Here<'_> {
    pub(super) fn answers(&self) -> Vec<Waiting> {
        let open = self.facts.shortfalls_at(self.school, self.at).into_iter();
        let open = open.filter(Shortfall::is_open);
        let waiting = open.filter_map(|shortfall| {
            let whose = answerer(self.facts, &shortfall, self.today, self.at)?;
            let class = match whose {
                Whose::Teachers { class, .. } => class,
                _ => None,
            };
            let about = About {
                class,
                pupil: Some(shortfall.pupil),
                round: Some(shortfall.round),
                commitment: Some(shortfall.promise.commitment),
                version: Some(shortfall.promise.version),
                ..self.about()
            };
            let (due, of) = (Some(shortfall.answer_by), shortfall.position);
            Some(Waiting { kind: TodoKind::AnswerShortfall, due, of, whose, about })
        });
        waiting.collect()
    }

    pub(super) fn measures(&self) -> Vec<Waiting> {
        let threads = threads_at(self.facts, self.school, self.at).into_values();
        let waiting =
            threads.flat_map(|thread| of_measure(&thread, self.named(thread.decided.responsible)));
        waiting.collect()
    }

    pub(super) fn complaints(&self) -> Vec<Waiting> {
        let of = Tag::School(self.school);
        let received = self.facts.ledger_of(of, &[code::ComplaintReceived], self.at);
        let open = received.filter_map(|said| match said.event {
            Event::ComplaintReceived(e) => {
                let open = !is_answered(self.facts, said.position, e.pupil, self.at);
                open.then(|| Waiting {
                    kind: TodoKind::AnswerComplaint,
                    due: Some(e.answer_by),
                    of: said.position,
                    whose: Whose::Principal,
                    about: About { pupil: Some(e.pupil), ..self.about() },
                })
            }
            _ => None,
        });
        open.collect()
    }
}

/// Whose a shortfall is to answer on a day; nobody's where the pupil is enrolled nowhere.
pub(crate) fn answerer(facts: &Facts, shortfall: &Shortfall, day: Day, at: Size) -> Option<Whose> {
    let state = facts.pupil(shortfall.pupil, day, at)?;
    let enrolled_at = state.enrolment?.school;
    let class = state.class.filter(|_| enrolled_at == shortfall.school);
    let responsible = class.and_then(|class| facts.responsible_assessor(class, day, at));
    Some(Whose::Teachers { class, responsible })
}

/// What is left to do of a measure, by whoever carries it.
pub(crate) fn of_measure(thread: &Thread<'_>, whose: Whose) -> Vec<Waiting> {
    if !thread.evaluated.is_empty() {
        return Vec::new();
    }
    let decided = &thread.decided;
    let (school, measure) = (Some(decided.school), Some(decided.measure));
    let waiting = |kind, due| {
        let about = About { school, measure, ..About::default() };
        Waiting { kind, due: Some(due), of: thread.position, whose, about }
    };
    let start = thread.started.is_none().then(|| waiting(TodoKind::StartMeasure, decided.from));
    let evaluate = waiting(TodoKind::EvaluateMeasure, decided.evaluate_by);
    start.into_iter().chain([evaluate]).collect()
}

/// Whether a complaint is answered; the answer may stand at another school unit, where the pupil has moved.
pub(super) fn is_answered(facts: &Facts, complaint: Position, pupil: PupilId, at: Size) -> bool {
    let mut answers = facts.ledger_of(Tag::Pupil(pupil), &[code::ComplaintAnswered], at);
    answers.any(|said| match said.event {
        Event::ComplaintAnswered(e) => e.of == complaint,
        _ => false,
    })
}

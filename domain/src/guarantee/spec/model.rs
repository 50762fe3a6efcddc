//! Random histories of finding, correcting, lifting, moving and answering, held against a naive model.

use proptest::prelude::*;

use super::*;
use crate::spec::given;

#[derive(Debug, Clone, Copy)]
enum Action {
    /// The process finds pupil 1 below, on the result in force.
    Find,
    /// The result is corrected: to the promised point or below it.
    Correct { reaches: bool },
    /// The process lifts what was found last, because the result in force reaches the point.
    LiftReached,
    /// … because another takes its place.
    LiftReplaced,
    /// The pupil moves to the other school unit.
    Move,
    /// The process follows what was found last.
    Follow,
    /// The principal where the pupil is answers what was found last.
    Answer,
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => Just(Action::Find),
        2 => Just(Action::Correct { reaches: true }),
        2 => Just(Action::Correct { reaches: false }),
        2 => Just(Action::LiftReached),
        2 => Just(Action::LiftReplaced),
        1 => Just(Action::Move),
        2 => Just(Action::Follow),
        1 => Just(Action::Answer),
    ]
}

/// The slip on which a clerk notes one shortfall.
#[derive(Debug)]
struct Slip {
    at: Position,
    /// The result it was found on.
    on: Position,
    unit: u32,
    answered: bool,
    lifted: Option<Lifted>,
}

/// What a clerk with a box of slips would keep.
#[derive(Debug)]
struct Clerk {
    result: Position,
    below: bool,
    unit: u32,
    slips: Vec<Slip>,
}

impl Clerk {
    fn last(&self) -> Position {
        self.slips.last().map_or(Position(0), |slip| slip.at)
    }

    /// Whether it is recorded at that position: none where it is refused.
    fn take(&mut self, action: Action, at: Position) -> Option<bool> {
        match action {
            Action::Find => self.find(at),
            Action::Correct { reaches } => {
                (self.result, self.below) = (at, !reaches);
                Some(true)
            }
            Action::Move => {
                self.unit = 3 - self.unit;
                Some(true)
            }
            Action::LiftReached => self.lift(Lifted::Reached { assessed: self.result }),
            Action::LiftReplaced => self.lift(Lifted::Replaced),
            Action::Follow => {
                let slip = self.slips.last_mut()?;
                let follows = !slip.answered && slip.lifted.is_none() && slip.unit != self.unit;
                slip.unit = if follows { self.unit } else { slip.unit };
                follows.then_some(true)
            }
            Action::Answer => {
                let slip = self.slips.last_mut().filter(|slip| slip.lifted.is_none())?;
                slip.answered = true;
                Some(true)
            }
        }
    }

    fn find(&mut self, at: Position) -> Option<bool> {
        match self.slips.last().filter(|slip| slip.lifted.is_none()) {
            Some(slip) => (slip.on == self.result).then_some(false),
            None if !self.below => None,
            None => {
                let (on, unit) = (self.result, self.unit);
                self.slips.push(Slip { at, on, unit, answered: false, lifted: None });
                Some(true)
            }
        }
    }

    fn lift(&mut self, why: Lifted) -> Option<bool> {
        let result = self.result;
        let slip = self.slips.last_mut()?;
        match slip.lifted {
            Some(lifted) => (lifted == why).then_some(false),
            None if why != Lifted::Replaced && slip.on == result => None,
            None => {
                slip.lifted = Some(why);
                Some(true)
            }
        }
    }
}

/// What happens outside the guarantee.
fn happening(action: Action, clerk: &Clerk) -> Option<Event> {
    match action {
        Action::Correct { reaches } => {
            Some(correction(clerk.result, if reaches { "15" } else { "6" }).into())
        }
        Action::Move => {
            let (from_school, to) = (school(clerk.unit), school(3 - clerk.unit));
            let transfer = moved("2025-09-16");
            Some(PupilTransferred { from_school, school: to, ..transfer }.into())
        }
        _ => None,
    }
}

/// What is asked of the guarantee, and by whom.
fn asked(action: Action, clerk: &Clerk) -> (Command, Actor) {
    let (of, here) = (clerk.last(), school(clerk.unit));
    let lifting = |why| Command::Lift(ShortfallLifted { of, school: here, ..lift(why) });
    let command = match action {
        Action::LiftReached => lifting(Lifted::Reached { assessed: clerk.result }),
        Action::LiftReplaced => lifting(Lifted::Replaced),
        Action::Follow => {
            let from = clerk.slips.last().map_or(here, |slip| school(slip.unit));
            Command::Follow(ShortfallFollowed { of, school: here, from, ..follow() })
        }
        Action::Answer => {
            let actor = if clerk.unit == 1 { principal() } else { other_principal() };
            let wanted = GuaranteeAnswered { of, school: here, ..answer(Answer::Reassess) };
            return (Command::Answer(wanted), actor);
        }
        _ => {
            let lack = Lack::Below { assessed: clerk.result };
            Command::Find(ShortfallFound { school: here, ..shortfall(lack) })
        }
    };
    (command, Actor::PROCESS)
}

/// The shortfalls that stand, as the record tells them.
fn standing(events: &[Event]) -> Vec<(Position, Step, u32)> {
    let history: Vec<Recorded> = (0..).zip(events).map(|(n, e)| recorded(n, e)).collect();
    let unit = |code| if code == school(1) { 1 } else { 2 };
    let all = Standing::of(&history, pupil(1));
    all.iter().map(|s| (s.position, s.step(), unit(s.responsible()))).collect()
}

fn noted(slip: &Slip) -> (Position, Step, u32) {
    let step = match (slip.lifted, slip.answered) {
        (Some(_), _) => Step::Lifted,
        (None, true) => Step::Answered,
        (None, false) => Step::Open,
    };
    (slip.at, step, slip.unit)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_record_keeps_what_a_clerk_would(actions in prop::collection::vec(action(), 1..14)) {
        let mut events = assessed();
        let mut clerk = Clerk { result: result(), below: true, unit: 1, slips: Vec::new() };
        for action in actions {
            let (command, actor) = asked(action, &clerk);
            let outside = happening(action, &clerk);
            let expected = clerk.take(action, next(&events));
            let outcome = match outside {
                Some(event) => Ok(vec![event]),
                None => given(events.clone()).when(command).by(actor).outcome(),
            };
            prop_assert_eq!(outcome.as_ref().ok().map(|new| !new.is_empty()), expected);
            events.extend(outcome.unwrap_or_default());
            let slips: Vec<_> = clerk.slips.iter().map(noted).collect();
            prop_assert_eq!(standing(&events), slips);
        }
    }
}

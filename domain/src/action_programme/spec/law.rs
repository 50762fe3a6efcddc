//! Over random cases: asked twice is recorded once, and what the law asks for came before what was recorded.

use proptest::prelude::*;

use super::*;

/// A command on one of the decisions, appeals or entries there are.
fn command(kind: u8, pick: usize, events: &[Event]) -> Command {
    let one_of = |wanted: fn(&Event) -> bool| {
        let found: Vec<usize> = (0..events.len()).filter(|n| wanted(&events[*n])).collect();
        Position(found.get(pick % found.len().max(1)).map_or(0, |n| *n as u64))
    };
    let a_decision = one_of(|e| is_decision(e) || matches!(e, Event::ProgrammeRevised(_)));
    let an_appeal = one_of(|e| matches!(e, Event::AppealLodged(_)));
    let an_entry = one_of(|e| (0x0803..=0x0815).contains(&e.code().0));
    let party = party(if pick.is_multiple_of(2) { 1 } else { 2 });
    let ground = [AnnulmentGround::Incorrect, AnnulmentGround::BoardOfAppeal][pick % 2];
    match kind {
        0 => Command::OpenInvestigation(opening()),
        1 => Command::Consult(consulted(Consulted::Pupil)),
        2 => Command::Conclude(conclusion(!pick.is_multiple_of(3))),
        3 | 4 => Command::Communicate(communicated(party)),
        5 | 6 => decide(decision()),
        7 => decide_none(no_programme()),
        8 => revise(revision(a_decision)),
        9 => Command::Serve(service(a_decision, party)),
        10 => Command::LodgeAppeal(appeal(a_decision, party)),
        11 => Command::DecideTimeliness(timeliness(an_appeal, !pick.is_multiple_of(4))),
        12 => Command::ForwardAppeal(forwarding(an_appeal)),
        13 => Command::RecordAppealOutcome(outcome(an_appeal, OUTCOMES[pick % 6])),
        14 => Command::FollowUp(follow_up()),
        15 => Command::Evaluate(evaluation()),
        16 => Command::End(ending(Ended::NeedsMet)),
        17 => Command::Annul(annulment(a_decision, ground)),
        _ => Command::Strike(strike(an_entry)),
    }
}

const OUTCOMES: [AppealOutcome; 6] = [
    AppealOutcome::Confirmed,
    AppealOutcome::Annulled,
    AppealOutcome::AnnulledAndRemitted,
    AppealOutcome::Changed,
    AppealOutcome::Dismissed,
    AppealOutcome::Withdrawn,
];

/// The entries that are not struck, each where it stands.
fn living(events: &[Event]) -> Vec<(Position, &Event)> {
    let is_struck = |at: Position| {
        events.iter().any(|event| matches!(event, Event::EntryStruck(e) if e.of == at))
    };
    let placed = (0..).map(Position).zip(events);
    placed.filter(|(at, _)| !is_struck(*at)).collect()
}

/// Whether what is recorded was ready to be, told in other words than the decisions are.
fn was_ready(before: &[Event], recorded: &Event) -> bool {
    let living = living(before);
    let any = |test: &dyn Fn(&Event) -> bool| living.iter().any(|(_, event)| test(event));
    match recorded {
        Event::ProgrammeDecided(_) | Event::NoProgrammeDecided(_) | Event::ProgrammeRevised(_) => {
            were_told(&living)
        }
        Event::DecisionServed(new) => !any(&|event| match event {
            Event::DecisionServed(e) => (e.decision, e.party) == (new.decision, new.party),
            Event::DecisionAnnulled(e) => e.decision == new.decision,
            _ => false,
        }),
        Event::AppealForwarded(new) => any(&|event| match event {
            Event::AppealTimelinessDecided(e) => e.appeal == new.appeal && e.in_time,
            _ => false,
        }),
        Event::ProgrammeEnded(_) => any(&|event| matches!(event, Event::ProgrammeEvaluated(_))),
        Event::ProgrammeFollowedUp(_) | Event::ProgrammeEvaluated(_) => {
            // A revision holds a whole programme: it stands even where what it revised is struck.
            let programme = |event: &Event| {
                matches!(event, Event::ProgrammeDecided(_) | Event::ProgrammeRevised(_))
            };
            any(&programme)
        }
        Event::EntryStruck(new) => living
            .iter()
            .any(|(at, event)| *at == new.of && !matches!(event, Event::EntryStruck(_))),
        _ => true,
    }
}

/// Both guardians have been told since the last decision.
fn were_told(living: &[(Position, &Event)]) -> bool {
    let decided = |event: &Event| is_decision(event) || matches!(event, Event::ProgrammeRevised(_));
    let since = living.iter().rposition(|(_, event)| decided(event)).map_or(0, |n| n + 1);
    [1, 2].iter().all(|n| {
        let told =
            |event: &Event| matches!(event, Event::MaterialCommunicated(e) if e.party == party(*n));
        living[since..].iter().any(|(_, event)| told(event))
    })
}

proptest! {
    #[test]
    fn what_is_recorded_was_ready_to_be_and_is_recorded_once(
        steps in prop::collection::vec((0u8..19, 0usize..64), 1..60),
    ) {
        let mut happened = ready(true);
        for (kind, pick) in steps {
            let wanted = command(kind, pick, &happened);
            let Ok(events) = asked(happened.clone(), wanted.clone()).outcome() else { continue };
            for event in events {
                prop_assert!(was_ready(&happened, &event), "{}", event.name());
                happened.push(event);
            }
            prop_assert_eq!(asked(happened.clone(), wanted).outcome(), Ok(vec![]));
        }
    }
}

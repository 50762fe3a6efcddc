//! Whole cases, step by step: what is recorded is what the next step sees.

use super::*;

/// A case under way.
struct Story {
    events: Vec<Event>,
}

impl Story {
    /// Someone does something on a day, and it is recorded; said again, it is already so.
    #[track_caller]
    fn does(&mut self, actor: Actor, on: &str, command: Command) -> Position {
        let ask = |events: &[Event]| given(events.to_vec()).when(command.clone()).by(actor).on(on);
        let recorded = ask(&self.events).outcome().expect("nothing stands in the way");
        assert_eq!(recorded.len(), 1, "one event is recorded");
        ask(&self.events).then(recorded.clone());
        self.events.extend(recorded);
        given(self.events.clone()).when(command).by(actor).on(on).then_nothing();
        last(&self.events)
    }

    #[track_caller]
    fn is_refused(&self, actor: Actor, on: &str, command: Command, refusal: Refusal) {
        let asked = given(self.events.clone()).when(command).by(actor).on(on);
        asked.then_refused(refusal);
    }

    /// From concern to material communicated.
    fn until_decision(&mut self) {
        self.does(teacher(), "2025-09-01", Command::Report(concern()));
        self.does(principal(), "2025-09-02", Command::OpenInvestigation(opening()));
        for who in [Consulted::Pupil, Consulted::Guardian(guardian(2)), Consulted::StudentHealth] {
            self.does(special_educator(), "2025-09-05", Command::Consult(consulted(who)));
        }
        self.does(special_educator(), "2025-09-08", Command::Conclude(conclusion(true)));
        self.tell("2025-09-09");
    }

    fn tell(&mut self, on: &str) {
        for party in parties() {
            let told = MaterialCommunicated { on: day(on), ..communicated(party) };
            self.does(special_educator(), on, Command::Communicate(told));
        }
    }
}

#[test]
fn from_concern_to_upheld_appeal_and_a_new_decision() {
    let mut story = Story { events: before() };
    story.until_decision();
    let first = story.does(principal(), "2025-09-10", decide(decision()));
    for party in parties() {
        story.does(principal(), "2025-09-11", Command::Serve(service(first, party)));
    }
    let appeal =
        story.does(principal(), "2025-09-12", Command::LodgeAppeal(appeal(first, party(2))));
    story.is_refused(
        principal(),
        "2025-09-13",
        Command::ForwardAppeal(forwarding(appeal)),
        Refusal::TimelinessUndecided,
    );
    story.does(principal(), "2025-09-12", Command::DecideTimeliness(timeliness(appeal, true)));
    story.does(principal(), "2025-09-13", Command::ForwardAppeal(forwarding(appeal)));
    story.does(teacher(), "2025-09-14", Command::FollowUp(follow_up()));
    let upheld = outcome(appeal, AppealOutcome::AnnulledAndRemitted);
    story.does(principal(), "2025-09-15", Command::RecordAppealOutcome(upheld));
    story.is_refused(
        principal(),
        "2025-09-16",
        Command::Evaluate(evaluation()),
        Refusal::NoProgramme,
    );

    story.tell("2025-09-16");
    let content = Content { forms: vec![SupportForm::SpecialTeachingGroup], ..content() };
    let anew = step!(ProgrammeDecided { content, decided: taken("2025-09-17") });
    let second = story.does(principal(), "2025-09-17", decide(anew));
    for party in parties() {
        let on = day("2025-09-18");
        let served = DecisionServed { on, ..service(second, party) };
        story.does(principal(), "2025-09-18", Command::Serve(served));
    }
    let on = day("2025-11-03");
    let followed_up = ProgrammeFollowedUp { on, ..follow_up() };
    story.does(teacher(), "2025-11-03", Command::FollowUp(followed_up));
    let early_end = ProgrammeEnded { on, ..ending(Ended::NeedsMet) };
    story.is_refused(principal(), "2025-11-03", Command::End(early_end), Refusal::NotEvaluated);
    let on = day("2026-01-15");
    story.does(
        special_educator(),
        "2026-01-15",
        Command::Evaluate(ProgrammeEvaluated { on, ..evaluation() }),
    );
    let ended = ProgrammeEnded { on, ..ending(Ended::NeedsMet) };
    story.does(principal(), "2026-01-15", Command::End(ended));
}

/// A delegate takes the case to the decision, which only the principal may take.
#[test]
fn a_delegate_is_stopped_by_the_forbidden_forms() {
    let mut story = Story { events: before() };
    let Actor { staff, .. } = other_teacher();
    let (school, from) = (school(1), day("2025-08-20"));
    let delegated = DecisionDelegated { school, staff, from, to: None };
    story.does(principal(), "2025-08-20", Command::Delegate(delegated));
    story.until_decision();
    let content = Content { forms: vec![SupportForm::IndividualTeaching], ..content() };
    let decided = Taken { by: staff, ..taken("2025-09-10") };
    let forbidden = step!(ProgrammeDecided { content: content.clone(), decided });
    story.is_refused(
        other_teacher(),
        "2025-09-10",
        decide(forbidden),
        Refusal::DelegationForbidden,
    );
    let allowed = step!(ProgrammeDecided { content, decided: taken("2025-09-10") });
    let decision = story.does(principal(), "2025-09-10", decide(allowed));
    story.does(other_teacher(), "2025-09-11", Command::Serve(service(decision, party(1))));
}

#[test]
fn after_a_move_the_new_unit_takes_over_every_step() {
    let mut story = Story { events: before() };
    story.until_decision();
    let decision = story.does(principal(), "2025-09-10", decide(decision()));
    story.events.extend(events![moved("2025-09-12")]);
    let serve = |at: SchoolUnitCode, party| {
        let served = DecisionServed { school: at, ..service(decision, party) };
        Command::Serve(served)
    };
    story.is_refused(
        principal(),
        "2025-09-12",
        serve(school(1), party(1)),
        Refusal::NotEnrolledHere,
    );
    let new = other_principal();
    story.is_refused(new, "2025-09-12", serve(school(1), party(1)), Refusal::NotAuthorised);
    story.does(new, "2025-09-12", serve(school(2), party(1)));
    let lodged = AppealLodged { school: school(2), ..appeal(decision, party(1)) };
    let appeal = story.does(new, "2025-09-12", Command::LodgeAppeal(lodged));
    let in_time = AppealTimelinessDecided { school: school(2), ..timeliness(appeal, true) };
    story.does(new, "2025-09-12", Command::DecideTimeliness(in_time));
    let followed_up = ProgrammeFollowedUp { school: school(2), ..follow_up() };
    story.is_refused(
        teacher(),
        "2025-09-14",
        Command::FollowUp(followed_up.clone()),
        Refusal::NotAuthorised,
    );
    story.does(new, "2025-09-14", Command::FollowUp(followed_up));
    for party in parties() {
        let on = day("2025-09-14");
        let told = MaterialCommunicated { school: school(2), on, ..communicated(party) };
        story.does(new, "2025-09-14", Command::Communicate(told));
    }
    let decided = Taken { by: new.staff, ..taken("2025-09-15") };
    let changed = ProgrammeRevised { school: school(2), decided, ..revision(decision) };
    story.does(new, "2025-09-15", revise(changed));
}

/// Everything was entered on the wrong pupil: each entry is struck, and nothing of it is left.
#[test]
fn a_case_on_the_wrong_pupil_is_struck_entry_by_entry() {
    let mut story = Story { events: before() };
    let first = last(&story.events).0 + 1;
    story.until_decision();
    story.does(principal(), "2025-09-10", decide(decision()));
    let last = last(&story.events).0;
    for n in first..=last {
        story.does(principal(), "2025-09-11", Command::Strike(strike(Position(n))));
    }
    let serve = Command::Serve(service(Position(last), party(1)));
    story.is_refused(principal(), "2025-09-11", serve, Refusal::CaseUnknown);
}

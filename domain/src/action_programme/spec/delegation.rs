//! Delegation, and what is never delegated.

use super::*;

fn delegated() -> DecisionDelegated {
    let (school, staff, from) = (school(1), other_teacher().staff, day("2025-09-16"));
    DecisionDelegated { school, staff, from, to: Some(day("2025-10-01")) }
}

fn ended(on: &str) -> DelegationEnded {
    DelegationEnded { school: school(1), staff: other_teacher().staff, on: day(on) }
}

/// By the delegate, on 16 September.
fn by_delegate() -> ProgrammeDecided {
    let decided = Taken { by: other_teacher().staff, ..taken("2025-09-16") };
    ProgrammeDecided { decided, ..decision() }
}

fn delegate_asks(events: Vec<Event>, command: Command) -> When {
    given(with(events, events![delegated()])).when(command).by(other_teacher())
}

#[test]
fn the_principal_delegates_and_nobody_else() {
    let asks = |actor| given(before()).when(Command::Delegate(delegated())).by(actor);
    asks(principal()).then(events![delegated()]);
    for actor in [teacher(), other_principal(), coordinator()] {
        asks(actor).then_refused(Refusal::NotAuthorised);
    }
    asked(with(before(), events![delegated()]), Command::Delegate(delegated())).then_nothing();
}

#[test]
fn a_delegation_is_to_someone_of_the_unit_from_today_on() {
    let refused = |e, refusal| asked(before(), Command::Delegate(e)).then_refused(refusal);
    let stranger = DecisionDelegated { staff: other_principal().staff, ..delegated() };
    refused(stranger, Refusal::DelegateUnfit);
    let back = DecisionDelegated { from: day("2025-09-15"), ..delegated() };
    refused(back, Refusal::ReachesBack);
    let reversed = DecisionDelegated { to: Some(day("2025-09-16")), ..delegated() };
    refused(reversed, Refusal::PeriodReversed);
    let longer = DecisionDelegated { to: None, ..delegated() };
    asked(with(before(), events![delegated()]), Command::Delegate(longer))
        .then_refused(Refusal::AlreadyDelegated);
}

#[test]
fn a_delegation_ends() {
    let events = with(before(), events![delegated()]);
    let end = |on| Command::EndDelegation(ended(on));
    asked(events.clone(), end("2025-09-20")).then(events![ended("2025-09-20")]);
    asked(events.clone(), end("2025-10-01")).then_nothing();
    asked(events.clone(), end("2025-10-02")).then_refused(Refusal::NotDelegated);
    asked(events.clone(), end("2025-09-15")).then_refused(Refusal::ReachesBack);
    given(events).when(end("2025-09-20")).by(teacher()).then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_delegate_decides_while_the_delegation_holds() {
    let delegate = decide(by_delegate());
    delegate_asks(ready(true), delegate.clone()).then(events![by_delegate()]);
    let ended = with(ready(true), events![delegated(), ended("2025-09-16")]);
    let asked = given(ended).when(delegate.clone()).by(other_teacher());
    asked.then_refused(Refusal::NotAuthorised);
    delegate_asks(ready(true), delegate).on("2025-10-01").then_refused(Refusal::NotAuthorised);
    let decided = Taken { by: other_teacher().staff, ..taken("2025-09-10") };
    let before_it = decide(ProgrammeDecided { decided, ..decision() });
    delegate_asks(ready(true), before_it).then_refused(Refusal::NotAuthorised);
}

#[test]
fn four_forms_are_never_decided_by_a_delegate() {
    for form in [
        SupportForm::SpecialTeachingGroup,
        SupportForm::IndividualTeaching,
        SupportForm::DistanceTeaching { until: day("2025-12-01") },
        SupportForm::AdaptedCourse,
    ] {
        let content = Content { forms: vec![form], ..content() };
        let by_delegate = ProgrammeDecided { content: content.clone(), ..by_delegate() };
        let asks = delegate_asks(ready(true), decide(by_delegate));
        asks.then_refused(Refusal::DelegationForbidden);
        let by_principal = ProgrammeDecided { content, ..decision() };
        asked(ready(true), decide(by_principal.clone())).then(events![by_principal]);
    }
}

#[test]
fn a_change_into_such_a_form_is_not_delegated_either() {
    let events = decided();
    let content = Content { forms: vec![SupportForm::SpecialTeachingGroup], ..content() };
    let decided = Taken { by: other_teacher().staff, ..taken("2025-09-16") };
    let changed = ProgrammeRevised { content, decided, ..revision(last(&events)) };
    delegate_asks(events, revise(changed)).then_refused(Refusal::DelegationForbidden);
}

/// What only the principal decides, a delegate does not change away, correct or annul either.
#[test]
fn such_a_decision_is_not_undone_by_a_delegate() {
    let content = Content { forms: vec![SupportForm::SpecialTeachingGroup], ..content() };
    let events = with(ready(true), events![ProgrammeDecided { content, ..decision() }]);
    let of = last(&events);
    let by = other_teacher().staff;
    let decided = Taken { by, ..taken("2025-09-16") };
    for command in [
        revise(ProgrammeRevised { decided, ..revision(of) }),
        Command::CorrectSlip(slip(of)),
        Command::Annul(DecisionAnnulled { by, ..annulment(of, AnnulmentGround::Incorrect) }),
    ] {
        delegate_asks(events.clone(), command).then_refused(Refusal::DelegationForbidden);
    }
}

#[test]
fn a_delegate_decides_that_none_is_needed() {
    let decided = Taken { by: other_teacher().staff, ..taken("2025-09-16") };
    let none = NoProgrammeDecided { decided, ..no_programme() };
    delegate_asks(ready(false), decide_none(none.clone())).then(events![none]);
}

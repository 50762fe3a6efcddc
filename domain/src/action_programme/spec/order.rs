//! The documented order of the refusals.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

type Steps = &'static [Step<Command, Refusal>];

fn case(events: Vec<Event>, asked: Command) -> Case<Command> {
    Case { events, asked, actor: principal(), day: "2025-09-16" }
}

/// Every step of a case but those that may begin one.
fn later_steps() -> Vec<Command> {
    let at = Position(0);
    vec![
        Command::Consult(consulted(Consulted::Pupil)),
        Command::Conclude(conclusion(true)),
        Command::Communicate(communicated(party(1))),
        decide(decision()),
        decide_none(no_programme()),
        Command::Serve(service(at, party(1))),
        Command::FollowUp(follow_up()),
        Command::Evaluate(evaluation()),
        revise(revision(at)),
        Command::End(ending(Ended::NeedsMet)),
        Command::CorrectSlip(slip(at)),
        Command::Annul(annulment(at, AnnulmentGround::Incorrect)),
        Command::LodgeAppeal(appeal(at, party(1))),
        Command::DecideTimeliness(timeliness(at, true)),
        Command::ForwardAppeal(forwarding(at)),
        Command::RecordAppealOutcome(outcome(at, AppealOutcome::Confirmed)),
    ]
}

fn first_steps() -> Vec<Command> {
    vec![Command::Report(concern()), Command::OpenInvestigation(opening())]
}

#[test]
fn every_step_asks_first_for_the_role_then_for_the_pupil_the_unit_and_the_case() {
    let elsewhere = with(staffed(), events![enrolment(pupil(1), school(2), 3)]);
    let of_other = ConcernReported { pupil: pupil(2), ..concern() };
    let other_s = with(before(), events![of_other]);
    for command in first_steps().into_iter().chain(later_steps()) {
        let by_coordinator = given(staffed()).when(command.clone());
        by_coordinator.then_refused(Refusal::NotAuthorised);
        asked(staffed(), command.clone()).then_refused(Refusal::PupilUnknown);
        asked(elsewhere.clone(), command.clone()).then_refused(Refusal::NotEnrolledHere);
        asked(other_s.clone(), command).then_refused(Refusal::OtherPupil);
    }
    for command in later_steps() {
        asked(before(), command).then_refused(Refusal::CaseUnknown);
    }
}

const REPORT: Steps = &[
    (Refusal::AlreadyBegun, |c| c.drop(is_decision)),
    (Refusal::ShortfallUnknown, |c| {
        let text = Personal::Sealed;
        let on = day("2025-09-17");
        c.asked = Command::Report(ConcernReported { concern: text, on, ..concern() });
    }),
    (Refusal::TextMissing, |c| {
        c.asked = Command::Report(ConcernReported { on: day("2025-09-17"), ..concern() });
    }),
    (Refusal::DateInFuture, |c| c.asked = Command::Report(concern())),
];

const OPEN: Steps = &[
    (Refusal::CaseEnded, |c| c.drop(|e| matches!(e, Event::ProgrammeEnded(_)))),
    (Refusal::AlreadyOpened, |c| c.add(conclusion(true))),
    (Refusal::ResponsibleUnfit, |c| c.asked = open_until("2040-01-01")),
    (Refusal::DayImplausible, |c| c.asked = open_until("2025-09-01")),
    (Refusal::DaysReversed, |c| c.asked = open_until("2025-10-01")),
    (Refusal::DateInFuture, |c| c.asked = Command::OpenInvestigation(opening())),
];

fn open_until(text: &str) -> Command {
    let (conclude_by, on) = (day(text), Some(day("2025-09-17")));
    Command::OpenInvestigation(InvestigationOpened { conclude_by, on, ..opening() })
}

const COMMUNICATE: Steps = &[
    (Refusal::CaseEnded, |c| c.drop(|e| matches!(e, Event::ProgrammeEnded(_)))),
    (Refusal::NotConcluded, |c| {
        c.add(InvestigationConcluded { on: day("2025-09-18"), ..conclusion(true) });
    }),
    (Refusal::PartyUnfit, |c| c.asked = told("2025-09-17")),
    (Refusal::DaysReversed, |c| {
        c.drop(|e| matches!(e, Event::InvestigationConcluded(_)));
        c.add(conclusion(true));
    }),
    (Refusal::DateInFuture, |c| c.asked = told("2025-09-16")),
];

fn told(on: &str) -> Command {
    let on = day(on);
    Command::Communicate(MaterialCommunicated { on, ..communicated(party(1)) })
}

/// What can be wrong in a programme, put right one by one.
struct Draft {
    by: u8,
    forms: Vec<SupportForm>,
    parties: Vec<Party>,
    follow_up: (&'static str, u8),
    evaluation: &'static str,
    need: bool,
    reasons: bool,
    instruction: bool,
    on: &'static str,
}

/// Everything is wrong.
fn draft() -> Draft {
    Draft {
        by: 6,
        forms: vec![SupportForm::DistanceTeaching { until: day("2027-01-01") }],
        parties: Vec::new(),
        follow_up: ("2025-09-01", 99),
        evaluation: "2040-01-01",
        need: false,
        reasons: false,
        instruction: false,
        on: "2025-09-17",
    }
}

/// Everything is wrong but who decides and the parties.
fn own_draft() -> Draft {
    Draft { by: 3, parties: parties(), ..draft() }
}

fn content_draft() -> Draft {
    let engaged = ("2025-09-01", 4);
    Draft { follow_up: engaged, ..own_draft() }
}

fn dated_draft() -> Draft {
    Draft { follow_up: ("2025-11-03", 4), evaluation: "2025-12-01", ..content_draft() }
}

fn written_draft() -> Draft {
    Draft { forms: Vec::new(), need: true, ..dated_draft() }
}

impl Draft {
    fn taken(&self) -> Taken {
        let text = |there| if there { words("Skäl.") } else { Personal::Sealed };
        let (by, appeal_instruction) = (staff(self.by), self.instruction);
        Taken { by, reasons: text(self.reasons), appeal_instruction, ..taken(self.on) }
    }

    fn content(&self) -> Content {
        let (on, by) = self.follow_up;
        Content {
            need: if self.need { words("Att läsa.") } else { Personal::Sealed },
            forms: self.forms.clone(),
            follow_up: Appointment { on: day(on), by: staff(by) },
            evaluation: Appointment { on: day(self.evaluation), ..content().evaluation },
            ..content()
        }
    }

    fn decides(&self) -> Command {
        let decision = step!(ProgrammeDecided { content: self.content(), decided: self.taken() });
        Command::Decide { decision, parties: self.parties.clone() }
    }

    fn revises(&self, decision: Position) -> Command {
        let (content, decided) = (self.content(), self.taken());
        let revision = step!(ProgrammeRevised { decision, content, decided });
        Command::Revise { revision, parties: self.parties.clone() }
    }
}

const DECIDE: Steps = &[
    (Refusal::NotAuthorised, |c| {
        let (school, staff, from) = (school(1), staff(6), day("2025-08-01"));
        c.add(DecisionDelegated { school, staff, from, to: None });
    }),
    (Refusal::DelegationForbidden, |c| {
        c.actor = principal();
        c.asked = Draft { by: 3, ..draft() }.decides();
    }),
    (Refusal::CaseEnded, |c| c.drop(|e| matches!(e, Event::ProgrammeEnded(_)))),
    (Refusal::AlreadyDecided, |c| {
        let decision = latest(&c.events, is_decision);
        c.add(appeal(decision, party(1)));
        let appeal = last(&c.events);
        c.add(outcome(appeal, AppealOutcome::Annulled));
    }),
    (Refusal::AnnulledForGood, |c| {
        c.drop(|e| is_decision(e) || matches!(e, Event::AppealLodged(_) | Event::AppealDecided(_)));
    }),
    (Refusal::NotConcluded, |c| c.add(conclusion(false))),
    (Refusal::AgainstInvestigation, |c| {
        c.add(opening());
        c.add(conclusion(true));
    }),
    (Refusal::PartiesUnfit, |c| c.asked = own_draft().decides()),
    (Refusal::NotConsulted, |c| {
        c.add(consulted(Consulted::Pupil));
        c.add(consulted(Consulted::Guardian(guardian(1))));
    }),
    (Refusal::NotCommunicated, |c| {
        c.add(communicated(party(1)));
        c.add(communicated(party(2)));
    }),
    (Refusal::ResponsibleUnfit, |c| c.asked = content_draft().decides()),
    (Refusal::DayImplausible, |c| {
        c.asked = Draft { evaluation: "2025-08-01", ..content_draft() }.decides();
    }),
    (Refusal::FollowUpTooEarly, |c| {
        c.asked = Draft { evaluation: "2025-08-01", ..dated_draft() }.decides();
    }),
    (Refusal::EvaluationTooEarly, |c| c.asked = dated_draft().decides()),
    (Refusal::DistanceTooLong, |c| {
        c.asked = Draft { forms: Vec::new(), ..dated_draft() }.decides();
    }),
    (Refusal::TextMissing, |c| c.asked = written_draft().decides()),
    (Refusal::ReasonsMissing, |c| {
        c.asked = Draft { reasons: true, ..written_draft() }.decides();
    }),
    (Refusal::AppealInstructionMissing, |c| {
        c.asked = Draft { reasons: true, instruction: true, ..written_draft() }.decides();
    }),
    (Refusal::DateInFuture, |c| {
        let on = "2025-09-16";
        c.asked = Draft { reasons: true, instruction: true, on, ..written_draft() }.decides();
    }),
];

const REVISE: Steps = &[
    (Refusal::CaseEnded, |c| c.drop(|e| matches!(e, Event::ProgrammeEnded(_)))),
    (Refusal::DecisionUnknown, |c| c.asked = own_draft().revises(none_needed(c))),
    (Refusal::NoProgramme, |c| c.add(decision())),
    (Refusal::NotInForce, |c| c.asked = own_draft().revises(last(&c.events))),
    (Refusal::NotCommunicated, |c| {
        c.add(communicated(party(1)));
        c.add(communicated(party(2)));
    }),
    (Refusal::ResponsibleUnfit, |c| {
        let (reasons, instruction, on) = (true, true, "2025-09-09");
        let wanted = Draft { reasons, instruction, on, ..written_draft() };
        c.asked = wanted.revises(latest(&c.events, is_decision));
    }),
    (Refusal::DaysReversed, |c| {
        let (reasons, instruction, on) = (true, true, "2025-09-16");
        let wanted = Draft { reasons, instruction, on, ..written_draft() };
        c.asked = wanted.revises(latest(&c.events, is_decision));
    }),
];

fn none_needed(c: &Case<Command>) -> Position {
    latest(&c.events, is_decision)
}

const SERVE: Steps = &[
    (Refusal::DecisionUnknown, |c| c.asked = serve(c, 3, "2025-09-17")),
    (Refusal::Annulled, |c| c.drop(|e| matches!(e, Event::DecisionAnnulled(_)))),
    (Refusal::PartyUnfit, |c| c.asked = serve(c, 1, "2025-09-09")),
    (Refusal::AlreadyServed, |c| c.drop(|e| matches!(e, Event::DecisionServed(_)))),
    (Refusal::DaysReversed, |c| c.asked = serve(c, 1, "2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked = serve(c, 1, "2025-09-16")),
];

fn serve(c: &Case<Command>, guardian: u8, on: &str) -> Command {
    let served = service(latest(&c.events, is_decision), party(guardian));
    Command::Serve(DecisionServed { on: day(on), ..served })
}

const FOLLOW_UP: Steps = &[
    (Refusal::CaseEnded, |c| {
        c.drop(|e| matches!(e, Event::ProgrammeEnded(_)) || is_decision(e));
    }),
    (Refusal::NoProgramme, |c| c.add(decision())),
    (Refusal::ResponsibleUnfit, |c| c.asked = next(4, "2040-01-01")),
    (Refusal::DayImplausible, |c| c.asked = next(4, "2025-09-10")),
    (Refusal::FollowUpTooEarly, |c| {
        let (on, finding) = (day("2025-09-17"), Personal::Sealed);
        c.asked = Command::FollowUp(ProgrammeFollowedUp { on, finding, ..follow_up() });
    }),
    (Refusal::TextMissing, |c| {
        let on = day("2025-09-17");
        c.asked = Command::FollowUp(ProgrammeFollowedUp { on, ..follow_up() });
    }),
    (Refusal::DateInFuture, |c| c.asked = Command::FollowUp(follow_up())),
];

fn next(by: u8, on: &str) -> Command {
    let next = Some(Appointment { on: day(on), by: staff(by) });
    let (on, finding) = (day("2025-09-17"), Personal::Sealed);
    Command::FollowUp(ProgrammeFollowedUp { on, finding, next, ..follow_up() })
}

const END: Steps = &[
    (Refusal::CaseEnded, |c| {
        c.drop(|e| matches!(e, Event::ProgrammeEnded(_)) || is_decision(e));
    }),
    (Refusal::NoProgramme, |c| c.add(decision())),
    (Refusal::NotEvaluated, |c| c.asked = end(Ended::PupilLeft, false, "2025-09-17")),
    (Refusal::PupilStillHere, |c| c.add(left())),
    (Refusal::ReasonsMissing, |c| c.asked = end(Ended::PupilLeft, true, "2025-09-09")),
    (Refusal::DaysReversed, |c| c.asked = end(Ended::PupilLeft, true, "2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked = end(Ended::PupilLeft, true, "2025-09-16")),
];

fn end(why: Ended, reasoned: bool, on: &str) -> Command {
    let reasons = if reasoned { words("Flyttat.") } else { Personal::Sealed };
    Command::End(ProgrammeEnded { on: day(on), reasons, ..ending(why) })
}

const ANNUL: Steps = &[
    (Refusal::DecisionUnknown, |c| c.asked = annul(c, false, "2025-09-17")),
    (Refusal::Annulled, |c| c.drop(|e| matches!(e, Event::DecisionAnnulled(_)))),
    (Refusal::BoardDidNotAnnul, |c| {
        c.add(appeal(latest(&c.events, is_decision), party(1)));
        let appeal = last(&c.events);
        c.add(outcome(appeal, AppealOutcome::Annulled));
    }),
    (Refusal::ReasonsMissing, |c| c.asked = annul(c, true, "2025-09-13")),
    (Refusal::DaysReversed, |c| c.asked = annul(c, true, "2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked = annul(c, true, "2025-09-16")),
];

fn annul(c: &Case<Command>, reasoned: bool, on: &str) -> Command {
    let reasons = if reasoned { words("Så nämnden.") } else { Personal::Sealed };
    let of = latest(&c.events, is_decision);
    let annulled = annulment(of, AnnulmentGround::BoardOfAppeal);
    Command::Annul(DecisionAnnulled { reasons, on: day(on), ..annulled })
}

const LODGE: Steps = &[
    (Refusal::DecisionUnknown, |c| c.asked = lodge(c, 3, "2025-09-17")),
    (Refusal::Annulled, |c| c.drop(|e| matches!(e, Event::DecisionAnnulled(_)))),
    (Refusal::PartyUnfit, |c| c.asked = lodge(c, 1, "2025-09-09")),
    (Refusal::AlreadyAppealed, |c| c.drop(|e| matches!(e, Event::AppealLodged(_)))),
    (Refusal::DaysReversed, |c| c.asked = lodge(c, 1, "2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked = lodge(c, 1, "2025-09-16")),
];

fn lodge(c: &Case<Command>, guardian: u8, on: &str) -> Command {
    let lodged = appeal(latest(&c.events, is_decision), party(guardian));
    Command::LodgeAppeal(AppealLodged { received: day(on), ..lodged })
}

const TIMELINESS: Steps = &[
    (Refusal::AppealUnknown, |c| {
        c.add(appeal(latest(&c.events, is_decision), party(1)));
        let appeal = last(&c.events);
        c.add(timeliness(appeal, true));
        c.add(outcome(appeal, AppealOutcome::Withdrawn));
        let (reasons, on) = (Personal::Sealed, Some(day("2025-09-11")));
        let late = AppealTimelinessDecided { reasons, on, ..timeliness(appeal, false) };
        c.asked = Command::DecideTimeliness(late);
    }),
    (Refusal::AppealSettled, |c| c.drop(|e| matches!(e, Event::AppealDecided(_)))),
    (Refusal::TimelinessDecided, |c| c.drop(|e| matches!(e, Event::AppealTimelinessDecided(_)))),
    (Refusal::NotServed, |c| c.add(service(latest(&c.events, is_decision), party(1)))),
    (Refusal::ReasonsMissing, |c| c.asked = late(c, "2025-09-11")),
    (Refusal::DaysReversed, |c| c.asked = late(c, "2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked = late(c, "2025-09-16")),
];

fn late(c: &Case<Command>, on: &str) -> Command {
    let (on, late) = (Some(day(on)), timeliness(the_appeal(&c.events), false));
    Command::DecideTimeliness(AppealTimelinessDecided { on, ..late })
}

const FORWARD: Steps = &[
    (Refusal::AppealSettled, |c| c.drop(|e| matches!(e, Event::AppealDecided(_)))),
    (Refusal::TimelinessUndecided, |c| c.add(timeliness(the_appeal(&c.events), false))),
    (Refusal::AppealLate, |c| {
        c.add(timeliness(the_appeal(&c.events), true));
        c.add(forwarding(the_appeal(&c.events)));
    }),
    (Refusal::AlreadyForwarded, |c| c.drop(|e| matches!(e, Event::AppealForwarded(_)))),
    (Refusal::DaysReversed, |c| c.asked = forward(c, "2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked = forward(c, "2025-09-16")),
];

fn forward(c: &Case<Command>, on: &str) -> Command {
    let on = day(on);
    Command::ForwardAppeal(AppealForwarded { on, ..forwarding(the_appeal(&c.events)) })
}

const STRIKE: Steps = &[
    (Refusal::EntryUnknown, |c| {
        c.add(strike(Position(0)));
        c.asked = unreasoned_strike(last(&c.events));
    }),
    (Refusal::StrikeOfStrike, |c| c.asked = unreasoned_strike(latest(&c.events, is_decision))),
    (Refusal::ServedOrAppealed, |c| c.drop(|e| matches!(e, Event::DecisionServed(_)))),
    (Refusal::ReasonsMissing, |c| {
        c.asked = Command::Strike(strike(latest(&c.events, is_decision)));
    }),
];

fn unreasoned_strike(of: Position) -> Command {
    Command::Strike(EntryStruck { reason: Personal::Sealed, ..strike(of) })
}

#[test]
fn the_first_that_applies_is_given() {
    for (case, steps) in tables() {
        peel(case, |command| command, steps);
    }
}

/// The rest of the refusals, each command's from where everything that can be is wrong.
fn tables() -> Vec<(Case<Command>, Steps)> {
    let ended = || with(decided(), events![ending(Ended::NeedsMet)]);
    let annulled = |more| with(with(decided(), events![annulled_early()]), more);
    let of = last(&decided());
    let nothing = Command::DecideTimeliness(timeliness(Position(0), true));
    let mut decide = case(unready(), draft().decides());
    decide.actor = other_teacher();
    vec![
        (case(decided_unreported(), wrong_concern()), REPORT),
        (case(reopened_and_ended(), wrong_opening()), OPEN),
        (case(unready(), wrongly_told()), COMMUNICATE),
        (decide, DECIDE),
        (case(none_and_ended(), own_draft().revises(Position(0))), REVISE),
        (case(annulled(events![service(of, party(1))]), no_decision_served()), SERVE),
        (case(ended(), next(99, "2040-01-01")), FOLLOW_UP),
        (case(ended(), end(Ended::NeedsMet, false, "2025-09-17")), END),
        (case(annulled(Vec::new()), unknown_annulled()), ANNUL),
        (case(annulled(events![appeal(of, party(1))]), unknown_appealed()), LODGE),
        (case(decided(), nothing), TIMELINESS),
        (case(withdrawn(), too_early_forwarded()), FORWARD),
        (case(with(decided(), events![service(of, party(1))]), unknown_struck()), STRIKE),
    ]
}

fn annulled_early() -> DecisionAnnulled {
    annulment(last(&decided()), AnnulmentGround::Incorrect)
}

fn decided_unreported() -> Vec<Event> {
    with(before(), events![decision()])
}

fn wrong_concern() -> Command {
    let (shortfall, on) = (Some(Position(0)), day("2025-09-17"));
    Command::Report(ConcernReported { shortfall, concern: Personal::Sealed, on, ..concern() })
}

fn reopened_and_ended() -> Vec<Event> {
    with(decided(), events![ending(Ended::NeedsMet), opening()])
}

fn wrong_opening() -> Command {
    let (lead, conclude_by, on) = (staff(99), day("2040-01-01"), Some(day("2025-09-17")));
    Command::OpenInvestigation(InvestigationOpened { lead, conclude_by, on, ..opening() })
}

/// An ended programme on an investigation not concluded, nobody heard or told.
fn unready() -> Vec<Event> {
    with(investigated(), events![decision(), ending(Ended::NeedsMet)])
}

fn wrongly_told() -> Command {
    let on = day("2025-09-17");
    Command::Communicate(MaterialCommunicated { on, ..communicated(party(3)) })
}

/// The pupil was heard; that none was needed stood in an ended programme's place.
fn none_and_ended() -> Vec<Event> {
    with(ready(true), events![no_programme(), ending(Ended::NeedsMet)])
}

fn no_decision_served() -> Command {
    Command::Serve(service(Position(0), party(1)))
}

fn unknown_annulled() -> Command {
    let unknown = annulment(Position(0), AnnulmentGround::BoardOfAppeal);
    Command::Annul(unknown)
}

fn unknown_appealed() -> Command {
    Command::LodgeAppeal(appeal(Position(0), party(1)))
}

fn withdrawn() -> Vec<Event> {
    let events = appealed();
    let appeal = last(&events);
    with(events, events![outcome(appeal, AppealOutcome::Withdrawn)])
}

fn too_early_forwarded() -> Command {
    let appeal = the_appeal(&withdrawn());
    Command::ForwardAppeal(AppealForwarded { on: day("2025-09-11"), ..forwarding(appeal) })
}

fn unknown_struck() -> Command {
    unreasoned_strike(Position(0))
}

/// Asked first of every step, or given where the step's own specification says.
const ELSEWHERE: [Refusal; 14] = [
    Refusal::PupilUnknown,
    Refusal::NotEnrolledHere,
    Refusal::PeriodReversed,
    Refusal::ReachesBack,
    Refusal::DelegateUnfit,
    Refusal::NotDelegated,
    Refusal::AlreadyDelegated,
    Refusal::OtherPupil,
    Refusal::CaseUnknown,
    Refusal::OtherCaseOpen,
    Refusal::NoInvestigation,
    Refusal::NotForwarded,
    Refusal::GradeUnfit,
    Refusal::SchoolUnfit,
];

#[test]
fn every_refusal_is_specified_and_says_something() {
    let tables = tables();
    let in_tables = tables.iter().flat_map(|(_, steps)| steps.iter().map(|(refusal, _)| *refusal));
    let specified: BTreeSet<Refusal> = in_tables.chain(ELSEWHERE).collect();
    assert!(specified.iter().eq(Refusal::ALL));
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("action_programme."));
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}

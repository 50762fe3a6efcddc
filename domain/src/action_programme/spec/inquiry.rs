//! Concern, investigation and communication.

use super::*;
use crate::commitment::Level;
use crate::guarantee::{Lack, Promise, ShortfallFound};
use crate::id::CommitmentId;
use crate::organisation::{AssessorAssigned, AssessorKind};

fn shortfall(of: PupilId) -> ShortfallFound {
    let commitment = CommitmentId::from_bytes([1; 16]);
    ShortfallFound {
        pupil: of,
        school: school(1),
        class: Some(class(1)),
        round: "2025/26:september".parse().expect("a round"),
        promise: Promise { commitment, level: Level::Municipality, version: 1, target: 1 },
        lack: Lack::Missing,
        answer_by: day("2025-10-01"),
    }
}

fn reports(concern: ConcernReported) -> Command {
    Command::Report(concern)
}

#[test]
fn anyone_of_the_unit_s_staff_reports_a_concern() {
    for actor in [teacher(), other_teacher(), special_educator(), principal()] {
        let asked = given(before()).when(reports(concern())).by(actor);
        asked.then(events![concern()]);
    }
    for actor in [coordinator(), other_principal()] {
        let asked = given(before()).when(reports(concern())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn an_assessor_of_the_class_reports_without_a_role_at_the_unit() {
    let Actor { staff, .. } = other_principal();
    let (class, school, from) = (class(1), school(1), day("2025-08-01"));
    let kind = AssessorKind::StandIn;
    let stand_in = AssessorAssigned { class, school, staff, kind, from, to: None };
    let asked = given(with(before(), events![stand_in])).when(reports(concern()));
    asked.by(other_principal()).then(events![concern()]);
}

#[test]
fn a_concern_may_name_a_shortfall_of_the_pupil_and_no_other() {
    let events = with(before(), events![shortfall(pupil(1)), shortfall(pupil(2))]);
    let of = |n: u64| {
        let shortfall = Some(Position(last(&events).0 - n));
        ConcernReported { shortfall, ..concern() }
    };
    asked(events.clone(), reports(of(1))).then(events![of(1)]);
    asked(events.clone(), reports(of(0))).then_refused(Refusal::ShortfallUnknown);
    asked(events.clone(), reports(of(5))).then_refused(Refusal::ShortfallUnknown);
}

#[test]
fn a_concern_is_reported_once_and_another_joins_the_case_until_it_is_decided() {
    asked(reported(), reports(concern())).then_nothing();
    let another = || ConcernReported { on: day("2025-09-02"), ..concern() };
    for under_way in [reported(), investigated(), ready(true)] {
        asked(under_way, reports(another())).then(events![another()]);
    }
    for over in [decided(), with(ready(false), events![no_programme()])] {
        asked(over, reports(another())).then_refused(Refusal::AlreadyBegun);
    }
    asked(with(decided(), events![opening()]), reports(another())).then(events![another()]);
    let of_other = ConcernReported { pupil: pupil(2), ..concern() };
    let events = with(reported(), events![enrolment(pupil(2), school(1), 3)]);
    asked(events, reports(of_other)).then_refused(Refusal::OtherPupil);
}

#[test]
fn a_concern_reported_as_a_new_case_is_recorded_in_the_one_under_way() {
    let second = || ConcernReported { programme: programme(2), ..concern() };
    let joined = || events![concern()];
    for under_way in [reported(), investigated(), ready(true)] {
        asked(under_way, reports(second())).then(joined());
    }
    asked(settled(AppealOutcome::AnnulledAndRemitted), reports(second())).then(joined());
    for over in [before(), decided(), settled(AppealOutcome::Annulled)] {
        asked(over, reports(second())).then(events![second()]);
    }
    let struck = with(reported(), events![strike(last(&reported()))]);
    asked(struck, reports(second())).then(events![second()]);
    let of_other = events![ConcernReported { pupil: pupil(2), ..concern() }];
    asked(with(before(), of_other), reports(second())).then(events![second()]);
}

#[test]
fn an_investigation_is_opened_in_the_case_that_is_under_way() {
    let second = || InvestigationOpened { programme: programme(2), ..opening() };
    let open = || Command::OpenInvestigation(second());
    for under_way in [reported(), investigated(), ready(true)] {
        asked(under_way, open()).then_refused(Refusal::OtherCaseOpen);
    }
    asked(decided(), open()).then(events![second()]);
}

#[test]
fn nobody_is_heard_and_nothing_concluded_before_the_investigation_was_opened() {
    let opened = |on: &str| given(investigated()).recorded_on(on);
    let conclude = || Command::Conclude(conclusion(true));
    let hear = || Command::Consult(consulted(Consulted::Pupil));
    opened("2025-09-05").when(hear()).by(principal()).then(events![consulted(Consulted::Pupil)]);
    opened("2025-09-06").when(hear()).by(principal()).then_refused(Refusal::DaysReversed);
    opened("2025-09-08").when(conclude()).by(principal()).then(events![conclusion(true)]);
    opened("2025-09-09").when(conclude()).by(principal()).then_refused(Refusal::DaysReversed);
}

#[test]
fn a_concern_is_of_a_pupil_who_is_here_and_of_a_day_that_has_been() {
    asked(with(before(), events![left()]), reports(concern()))
        .then_refused(Refusal::NotEnrolledHere);
    let tomorrow = ConcernReported { on: day("2025-09-17"), ..concern() };
    asked(before(), reports(tomorrow)).then_refused(Refusal::DateInFuture);
    let empty = ConcernReported { concern: Personal::Sealed, ..concern() };
    asked(before(), reports(empty)).then_refused(Refusal::TextMissing);
}

#[test]
fn the_principal_opens_an_investigation_on_a_concern_or_of_own_accord() {
    let open = || Command::OpenInvestigation(opening());
    asked(reported(), open()).then(events![opening()]);
    asked(before(), open()).then(events![opening()]);
    let by_teacher = given(reported()).when(open()).by(teacher());
    by_teacher.then_refused(Refusal::NotAuthorised);
}

#[test]
fn one_investigation_is_under_way_at_a_time() {
    asked(investigated(), Command::OpenInvestigation(opening())).then_nothing();
    let other_lead = InvestigationOpened { lead: teacher().staff, ..opening() };
    let open = Command::OpenInvestigation(other_lead.clone());
    asked(investigated(), open.clone()).then_refused(Refusal::AlreadyOpened);
    asked(concluded(true), open).then(events![other_lead]);
    asked(concluded(true), Command::OpenInvestigation(opening())).then(events![opening()]);
}

#[test]
fn an_investigation_has_a_lead_and_a_day_to_come() {
    let open = |e| asked(reported(), Command::OpenInvestigation(e));
    open(InvestigationOpened { lead: staff(99), ..opening() })
        .then_refused(Refusal::ResponsibleUnfit);
    let by = |text| InvestigationOpened { conclude_by: day(text), ..opening() };
    open(by("2028-01-01")).then_refused(Refusal::DayImplausible);
    open(by("2025-09-15")).then_refused(Refusal::DaysReversed);
    open(by("2025-09-16")).then(events![by("2025-09-16")]);
}

#[test]
fn who_was_heard_is_recorded_by_those_who_keep_the_case_going() {
    let heard = || consulted(Consulted::StudentHealth);
    for actor in [principal(), special_educator()] {
        let asked = given(investigated()).when(Command::Consult(heard())).by(actor);
        asked.then(events![heard()]);
    }
    let lead = InvestigationOpened { lead: teacher().staff, ..opening() };
    let led = with(reported(), events![lead]);
    given(led.clone()).when(Command::Consult(heard())).by(teacher()).then(events![heard()]);
    let other = given(led).when(Command::Consult(heard())).by(other_teacher());
    other.then_refused(Refusal::NotAuthorised);
}

#[test]
fn someone_is_heard_again_and_to_have_declined_counts() {
    let heard = consulted(Consulted::Pupil);
    let events = with(investigated(), events![heard.clone()]);
    asked(events.clone(), Command::Consult(heard.clone())).then_nothing();
    let declined = InvestigationConsulted { declined: true, ..heard };
    asked(events, Command::Consult(declined.clone())).then(events![declined.clone()]);
    asked(concluded(true), Command::Consult(declined.clone())).then(events![declined]);
}

#[test]
fn a_guardian_who_is_heard_is_one_and_is_not_blocked() {
    let hear = |n| Command::Consult(consulted(Consulted::Guardian(guardian(n))));
    asked(investigated(), hear(3)).then_refused(Refusal::PartyUnfit);
    let events = with(investigated(), events![blocked(2)]);
    asked(events, hear(2)).then_refused(Refusal::PartyUnfit);
    asked(reported(), hear(1)).then_refused(Refusal::NoInvestigation);
}

#[test]
fn an_investigation_is_concluded_once() {
    let conclude = |e| Command::Conclude(e);
    asked(investigated(), conclude(conclusion(true))).then(events![conclusion(true)]);
    asked(concluded(true), conclude(conclusion(true))).then_nothing();
    asked(concluded(true), conclude(conclusion(false))).then_refused(Refusal::NoInvestigation);
    asked(reported(), conclude(conclusion(true))).then_refused(Refusal::NoInvestigation);
    let empty = InvestigationConcluded { finding: Personal::Sealed, ..conclusion(true) };
    asked(investigated(), conclude(empty)).then_refused(Refusal::TextMissing);
}

#[test]
fn the_material_is_communicated_to_parties_once_it_is_concluded() {
    let communicate = |party| Command::Communicate(communicated(party));
    for party in [party(1), Party::Pupil] {
        asked(concluded(true), communicate(party)).then(events![communicated(party)]);
    }
    asked(ready(true), communicate(party(1))).then_nothing();
    asked(investigated(), communicate(party(1))).then_refused(Refusal::NotConcluded);
    asked(concluded(true), communicate(party(3))).then_refused(Refusal::PartyUnfit);
    let early = MaterialCommunicated { on: day("2025-09-07"), ..communicated(party(1)) };
    asked(concluded(true), Command::Communicate(early)).then_refused(Refusal::DaysReversed);
}

#[test]
fn after_a_decision_the_material_is_communicated_anew() {
    let again = MaterialCommunicated { on: day("2025-09-09"), ..communicated(party(1)) };
    asked(decided(), Command::Communicate(again.clone())).then(events![again]);
}

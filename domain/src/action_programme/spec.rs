//! Specifications of the action programme.

use super::{
    AnnulmentGround, AppealDecided, AppealForwarded, AppealLodged, AppealOutcome,
    AppealTimelinessDecided, Appointment, Command, ConcernReported, Consulted, Content,
    DecisionAnnulled, DecisionDelegated, DecisionServed, DelegationEnded, EarlySupportAssessed,
    Ended, EntryStruck, GoalsMet, HandedOver, InvestigationConcluded, InvestigationConsulted,
    InvestigationOpened, MaterialCommunicated, NoProgrammeDecided, Party, ProgrammeDecided,
    ProgrammeEnded, ProgrammeEvaluated, ProgrammeFollowedUp, ProgrammeRevised, Refusal,
    SlipCorrected, SupportForm, Taken,
};
use crate::calendar::SchoolYear;
use crate::event::Event;
use crate::id::{Position, ProgrammeId, PupilId, SchoolUnitCode};
use crate::organisation::{RoleGranted, StaffEngaged};
use crate::people::{
    Actor, Grade, GuardianIdentity, PersonName, Role, SchoolForm, Scope, Sex, Way,
};
use crate::personal::Personal;
use crate::pupil::{
    ClassJoined, GuardianLinked, GuardianRestricted, PupilEnrolled, PupilLeft, PupilTransferred,
};
use crate::spec::{
    When, class, coordinator, day, events, given, guardian, municipality, other_principal,
    other_teacher, principal, pupil, school, staff, teacher, words,
};

mod afterwards;
mod appeal;
mod days;
mod deadline;
mod decision;
mod delegation;
mod early;
mod inquiry;
mod law;
mod order;
mod rectify;
mod story;

// ------------------------------------------------------------------------------- a small world

/// A step of case 1, of pupil 1 at school 1.
macro_rules! step {
    ($Step:ident { $($field:tt)* }) => {
        $Step { programme: programme(1), pupil: pupil(1), school: school(1), $($field)* }
    };
}
use step;

fn programme(n: u8) -> ProgrammeId {
    ProgrammeId::from_bytes([n; 16])
}

/// Staff 8: special educator at school 1.
fn special_educator() -> Actor {
    Actor { staff: staff(8), role: Role::SpecialEducator }
}

fn enrolment(who: PupilId, at: SchoolUnitCode, grade: u8) -> PupilEnrolled {
    PupilEnrolled {
        pupil: who,
        school: at,
        form: SchoolForm::Compulsory,
        grade: Grade::nine(grade),
        from: day("2023-08-15"),
        from_known: true,
        sex: Sex::Female,
        school_start: SchoolYear::beginning(2022),
        identity: None,
    }
}

fn linked(n: u8) -> GuardianLinked {
    let identity = Personal::Open(GuardianIdentity { name: None, email: None });
    GuardianLinked { pupil: pupil(1), guardian: guardian(n), identity }
}

fn blocked(n: u8) -> GuardianRestricted {
    let reason = words("Beslut av socialnämnden.");
    GuardianRestricted { pupil: pupil(1), guardian: guardian(n), blocked: true, reason }
}

fn moved(from: &str) -> PupilTransferred {
    PupilTransferred {
        pupil: pupil(1),
        from_school: school(1),
        school: school(2),
        form: SchoolForm::Compulsory,
        from: day(from),
    }
}

fn left() -> PupilLeft {
    PupilLeft { pupil: pupil(1), school: school(1), on: day("2025-09-14") }
}

/// The municipality with its special educator; no pupil.
fn staffed() -> Vec<Event> {
    let (Actor { staff, role }, from) = (special_educator(), day("2020-08-01"));
    let scope = Scope::School(school(1));
    let mut events = municipality();
    let name = Personal::Open(PersonName::new("Kim", "Exempel"));
    events.extend(events![
        StaffEngaged { staff, from, name },
        RoleGranted { staff, role, scope, from, to: None },
    ]);
    events
}

/// Pupil 1 in grade 3 at school 1, class 1, with guardians 1 and 2.
fn before() -> Vec<Event> {
    let mut events = staffed();
    let (pupil, school, class) = (pupil(1), school(1), Some(class(1)));
    events.extend(events![
        enrolment(pupil, school, 3),
        ClassJoined { pupil, school, class, from: day("2023-08-15") },
        linked(1),
        linked(2),
    ]);
    events
}

fn with(mut events: Vec<Event>, more: Vec<Event>) -> Vec<Event> {
    events.extend(more);
    events
}

/// Where the latest of these events stands.
#[track_caller]
fn latest(events: &[Event], wanted: fn(&Event) -> bool) -> Position {
    Position(events.iter().rposition(wanted).expect("such an event") as u64)
}

fn last(events: &[Event]) -> Position {
    latest(events, |_| true)
}

// ---------------------------------------------------------------------------- steps of the case

fn party(n: u8) -> Party {
    Party::Guardian(guardian(n))
}

fn parties() -> Vec<Party> {
    vec![party(1), party(2)]
}

fn concern() -> ConcernReported {
    let concern = words("Läsningen har stannat av.");
    step!(ConcernReported { shortfall: None, concern, on: day("2025-09-01") })
}

fn opening() -> InvestigationOpened {
    step!(InvestigationOpened { lead: staff(8), conclude_by: day("2025-10-01"), on: None })
}

fn consulted(who: Consulted) -> InvestigationConsulted {
    step!(InvestigationConsulted { who, declined: false, on: day("2025-09-05") })
}

fn conclusion(needs_support: bool) -> InvestigationConcluded {
    let finding = words("Behöver tid med läraren varje dag.");
    step!(InvestigationConcluded { on: day("2025-09-08"), needs_support, finding })
}

fn communicated(party: Party) -> MaterialCommunicated {
    step!(MaterialCommunicated { party, on: day("2025-09-09") })
}

fn content() -> Content {
    Content {
        need: words("Att läsa sammanhängande text."),
        measures: words("Tjugo minuter om dagen med lärare."),
        forms: Vec::new(),
        follow_up: Appointment { on: day("2025-11-03"), by: teacher().staff },
        evaluation: Appointment { on: day("2026-01-15"), by: special_educator().staff },
    }
}

fn taken(on: &str) -> Taken {
    Taken {
        on: day(on),
        by: principal().staff,
        presented_by: Some(special_educator().staff),
        took_part: vec![teacher().staff],
        reasons: words("Utredningen visar behovet."),
        appeal_instruction: true,
    }
}

fn decision() -> ProgrammeDecided {
    step!(ProgrammeDecided { content: content(), decided: taken("2025-09-10") })
}

fn no_programme() -> NoProgrammeDecided {
    step!(NoProgrammeDecided { decided: taken("2025-09-10") })
}

fn revision(decision: Position) -> ProgrammeRevised {
    step!(ProgrammeRevised { decision, content: content(), decided: taken("2025-09-15") })
}

fn service(decision: Position, party: Party) -> DecisionServed {
    step!(DecisionServed { decision, party, on: day("2025-09-11"), way: Way::Meeting })
}

fn follow_up() -> ProgrammeFollowedUp {
    step!(ProgrammeFollowedUp {
        on: day("2025-09-14"), finding: words("Går framåt."), next: None
    })
}

fn evaluation() -> ProgrammeEvaluated {
    let finding = words("Läser nu på egen hand.");
    step!(ProgrammeEvaluated { on: day("2025-09-15"), met: GoalsMet::Yes, finding })
}

fn ending(why: Ended) -> ProgrammeEnded {
    step!(ProgrammeEnded { on: day("2025-09-16"), why, reasons: words("Målet är nått.") })
}

fn slip(decision: Position) -> SlipCorrected {
    step!(SlipCorrected { decision, correction: words("15 januari, inte 15 jauari."), on: None })
}

fn annulment(decision: Position, ground: AnnulmentGround) -> DecisionAnnulled {
    let (on, by, reasons) = (day("2025-09-16"), principal().staff, words("Fel elev utreddes."));
    step!(DecisionAnnulled { decision, ground, on, by, reasons })
}

fn strike(of: Position) -> EntryStruck {
    step!(EntryStruck { of, reason: words("Fördes in på fel elev.") })
}

fn appeal(decision: Position, party: Party) -> AppealLodged {
    step!(AppealLodged { decision, party, received: day("2025-09-12"), grounds: None })
}

fn timeliness(appeal: Position, in_time: bool) -> AppealTimelinessDecided {
    step!(AppealTimelinessDecided { appeal, in_time, reasons: words("Inom tre veckor."), on: None })
}

fn forwarding(appeal: Position) -> AppealForwarded {
    step!(AppealForwarded { appeal, on: day("2025-09-13") })
}

fn outcome(appeal: Position, outcome: AppealOutcome) -> AppealDecided {
    let registry_number = Some("ÖN 2025-123".to_owned());
    step!(AppealDecided { appeal, outcome, on: day("2025-09-14"), registry_number })
}

fn early_support() -> EarlySupportAssessed {
    EarlySupportAssessed {
        pupil: pupil(1),
        school: school(1),
        on: day("2025-09-10"),
        risk: true,
        with_special_educator: true,
        finding: words("Bokstäverna sitter inte."),
    }
}

fn hand_over() -> HandedOver {
    HandedOver {
        pupil: pupil(1),
        school: school(1),
        on: day("2025-09-16"),
        to: Some(school(2)),
        to_staff: Some(other_principal().staff),
        summary: words("Läsning i liten grupp har hjälpt."),
    }
}

// ---------------------------------------------------------------------------------- how far

fn reported() -> Vec<Event> {
    with(before(), events![concern()])
}

fn investigated() -> Vec<Event> {
    with(reported(), events![opening()])
}

/// Consulted and concluded.
fn concluded(needs_support: bool) -> Vec<Event> {
    with(
        investigated(),
        events![
            consulted(Consulted::Pupil),
            consulted(Consulted::Guardian(guardian(1))),
            conclusion(needs_support),
        ],
    )
}

/// Ready for a decision.
fn ready(needs_support: bool) -> Vec<Event> {
    with(concluded(needs_support), events![communicated(party(1)), communicated(party(2))])
}

/// A programme is decided; the decision stands last.
fn decided() -> Vec<Event> {
    with(ready(true), events![decision()])
}

fn is_decision(event: &Event) -> bool {
    matches!(event, Event::ProgrammeDecided(_) | Event::NoProgrammeDecided(_))
}

/// Guardian 1 has appealed; the appeal stands last.
fn appealed() -> Vec<Event> {
    let events = decided();
    let decision = last(&events);
    with(events, events![service(decision, party(1)), appeal(decision, party(1))])
}

/// The appeal is forwarded.
fn forwarded() -> Vec<Event> {
    let events = appealed();
    let appeal = last(&events);
    with(events, events![timeliness(appeal, true), forwarding(appeal)])
}

/// The board has decided.
fn settled(how: AppealOutcome) -> Vec<Event> {
    let events = forwarded();
    let appeal = the_appeal(&events);
    with(events, events![outcome(appeal, how)])
}

fn the_appeal(events: &[Event]) -> Position {
    latest(events, |event| matches!(event, Event::AppealLodged(_)))
}

fn decide(decision: ProgrammeDecided) -> Command {
    Command::Decide { decision, parties: parties() }
}

fn decide_none(decision: NoProgrammeDecided) -> Command {
    Command::DecideNone { decision, parties: parties() }
}

fn revise(revision: ProgrammeRevised) -> Command {
    Command::Revise { revision, parties: parties() }
}

/// Asked by the principal of school 1 on 16 September 2025.
fn asked(events: Vec<Event>, command: Command) -> When {
    given(events).when(command).by(principal())
}

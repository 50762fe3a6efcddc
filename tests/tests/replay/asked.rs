//! Which command leads to an event.
//!
//! The demo's generator hands over events; what its people would have asked for is told from them.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::command::Command;
use domain::id::RoundId;
use domain::people::{Protection, Syllabus};
use domain::{Event, assessment, commitment, organisation, pupil, round};

/// The command whose events come next, and how many they are.
pub(crate) fn asked(events: &[Event], census: &BTreeMap<RoundId, Day>) -> (Command, usize) {
    match &events[0] {
        Event::PupilEnrolled(_) => enrol(events),
        Event::PupilTransferred(e) => {
            let joined = match events.get(1) {
                Some(Event::ClassJoined(j)) if (j.pupil, j.from) == (e.pupil, e.from) => Some(j),
                _ => None,
            };
            let (transfer, class) = (e.clone(), joined.and_then(|joined| joined.class));
            let taken = 1 + usize::from(joined.is_some());
            (Command::Pupil(pupil::Command::Transfer { transfer, class }), taken)
        }
        first => (one(census, first), 1),
    }
}

fn enrol(events: &[Event]) -> (Command, usize) {
    let Event::PupilEnrolled(enrolment) = events[0].clone() else { unreachable!() };
    let (pupil, from) = (enrolment.pupil, enrolment.from);
    let (mut class, mut syllabus, mut protection) = (None, Syllabus::Unknown, Protection::None);
    let mut taken = 1;
    for event in &events[1..] {
        match event {
            Event::ClassJoined(e) if (e.pupil, e.from) == (pupil, from) => class = e.class,
            Event::SwedishSyllabusSet(e) if (e.pupil, e.from) == (pupil, from) => {
                syllabus = e.syllabus;
            }
            Event::ProtectionMarked(e) if e.pupil == pupil => protection = e.protection,
            _ => break,
        }
        taken += 1;
    }
    let command = pupil::Command::Enrol { enrolment, class, syllabus, protection };
    (Command::Pupil(command), taken)
}

fn one(census: &BTreeMap<RoundId, Day>, event: &Event) -> Command {
    organisation(event)
        .map(Command::Organisation)
        .or_else(|| of_pupil(event).map(Command::Pupil))
        .or_else(|| of_round(event).map(Command::Round))
        .or_else(|| of_assessment(event).map(Command::Assessment))
        .or_else(|| of_commitment(census, event).map(Command::Commitment))
        .expect("every event has a command")
}

fn organisation(event: &Event) -> Option<organisation::Command> {
    use organisation::Command as C;
    Some(match event.clone() {
        Event::MunicipalityRegistered(e) => C::RegisterMunicipality(e),
        Event::DistrictFormed(e) => C::FormDistrict(e),
        Event::CommitteeFormed(e) => C::FormCommittee(e),
        Event::SchoolUnitOpened(e) => C::OpenSchoolUnit(e),
        Event::SchoolUnitRenamed(e) => C::RenameSchoolUnit(e),
        Event::SchoolUnitMoved(e) => C::MoveSchoolUnit(e),
        Event::SchoolUnitClosed(e) => C::CloseSchoolUnit(e),
        Event::ClassFormed(e) => C::FormClass(e),
        Event::ClassRenamed(e) => C::RenameClass(e),
        Event::ClassClosed(e) => C::CloseClass(e),
        Event::StaffEngaged(e) => C::EngageStaff(e),
        Event::StaffLeft(e) => C::EndEngagement(e),
        Event::RoleGranted(e) => C::GrantRole(e),
        Event::RoleEnded(e) => C::EndRole(e),
        Event::AssessorAssigned(e) => C::AssignAssessor(e),
        Event::AssessorEnded(e) => C::EndAssessor(e),
        Event::LocalHolidaysSet(e) => C::SetLocalHolidays(e),
        Event::ScaleEditionAdopted(e) => C::AdoptScaleEdition(e),
        Event::CoverageAdopted(e) => C::AdoptCoverage(e),
        _ => return None,
    })
}

fn of_pupil(event: &Event) -> Option<pupil::Command> {
    use pupil::Command as C;
    Some(match event.clone() {
        Event::ClassJoined(e) => C::JoinClass(e),
        Event::GradeChanged(e) => C::ChangeGrade(e),
        Event::PupilLeft(e) => C::Leave(e),
        Event::SwedishSyllabusSet(e) => C::SetSyllabus(e),
        Event::ProtectionMarked(e) => C::MarkProtection(e),
        Event::GuardianLinked(e) => C::LinkGuardian(e),
        Event::GuardianUnlinked(e) => C::UnlinkGuardian(e),
        Event::GuardianRestricted(e) => C::RestrictGuardian(e),
        Event::IdentityRectified(e) => C::RectifyIdentity(e),
        _ => return None,
    })
}

fn of_round(event: &Event) -> Option<round::Command> {
    use round::Command as C;
    Some(match event.clone() {
        Event::RoundScheduled(e) => C::Schedule(e),
        Event::RoundOpened(e) => C::Open(e),
        Event::ConditionsStated(e) => C::StateConditions(e),
        Event::ClassSignedOff(e) => C::SignOff(e),
        Event::ResultsSubmitted(e) => C::Submit { submission: e, classes: Vec::new() },
        Event::ResultsReceived(e) => C::Receive(e),
        Event::ReminderSent(e) => C::Remind(e),
        Event::RoundReopened(e) => C::Reopen(e),
        _ => return None,
    })
}

fn of_assessment(event: &Event) -> Option<assessment::Command> {
    use assessment::{Command as C, Outcome};
    Some(match event.clone() {
        Event::ReadingAssessed(e) => C::Assess {
            place: e.place,
            outcome: Outcome::Point(e.point),
            on: e.on,
            assessor: e.assessor,
            note: e.note,
        },
        Event::NotAssessed(e) => C::Assess {
            place: e.place,
            outcome: Outcome::NotAssessed(e.reason),
            on: e.on,
            assessor: e.assessor,
            note: e.note,
        },
        Event::AssessmentCorrected(e) => C::Correct {
            place: e.place,
            outcome: e.outcome,
            on: e.on,
            assessor: e.assessor,
            reason: e.reason,
        },
        Event::AssessmentStruck(e) => {
            C::Strike { place: e.place, of: e.of, staff: e.staff, reason: e.reason }
        }
        _ => return None,
    })
}

fn of_commitment(census: &BTreeMap<RoundId, Day>, event: &Event) -> Option<commitment::Command> {
    use commitment::Command as C;
    Some(match event.clone() {
        Event::CommitmentProposed(e) => C::Propose(e),
        Event::CommitmentAdopted(e) => C::Adopt(e),
        Event::CommitmentRevised(e) => C::Revise(e),
        Event::CommitmentWithdrawn(e) => C::Withdraw(e),
        Event::CommitmentEvaluated(e) => {
            C::Evaluate { census_date: census[&e.round], evaluation: e }
        }
        _ => return None,
    })
}

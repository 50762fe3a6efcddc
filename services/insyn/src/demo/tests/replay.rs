//! Every batch, asked for as commands, is decided exactly as the demo recorded it.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::command::{Act, Command};
use domain::id::{Position, RoundId};
use domain::people::{Protection, Syllabus};
use domain::query::{Query, Tag};
use domain::{Event, Recorded, assessment, commitment, organisation, pupil, round};

use super::super::{Batch, Settings};
use super::made;

/// A store in memory: events as they come back, found by tag.
#[derive(Default)]
struct Store {
    recorded: Vec<Recorded>,
    by_tag: BTreeMap<Tag, Vec<usize>>,
    census: BTreeMap<RoundId, Day>,
}

impl Store {
    fn append(&mut self, batch: &Batch, event: &Event) {
        let place = self.recorded.len();
        for tag in event.tags() {
            self.by_tag.entry(tag).or_default().push(place);
        }
        if let Event::RoundScheduled(e) = event {
            self.census.insert(e.round, e.census_date);
        }
        let sealed = event.encode().unwrap();
        let event = Event::decode(sealed.code.0, sealed.schema, &sealed.payload).unwrap();
        let position = Position(u64::try_from(place).unwrap());
        let actor = Some(batch.actor);
        self.recorded.push(Recorded { position, at: batch.at, actor, event: Some(event) });
    }

    fn read(&self, query: &Query) -> Vec<Recorded> {
        let mut places = BTreeSet::new();
        for item in &query.items {
            let rarest = item.tags.iter().map(|tag| self.by_tag.get(tag).map_or(&[][..], |p| p));
            let found = rarest.min_by_key(|places| places.len()).expect("every item has a tag");
            places.extend(found.iter().copied().filter(|place| {
                let event = self.recorded[*place].event.as_ref().unwrap();
                let one = Query { items: vec![item.clone()] };
                one.matches(event.code(), &event.tags())
            }));
        }
        places.into_iter().map(|place| self.recorded[place].clone()).collect()
    }
}

#[test]
fn every_event_is_what_the_domain_decides() {
    let settings = Settings { seed: 11, pupils: 900, ..Settings::default() };
    let (batches, _) = made(&settings);
    let mut store = Store::default();
    for batch in &batches {
        replay(&mut store, batch);
    }
}

fn replay(store: &mut Store, batch: &Batch) {
    let act = Act { actor: batch.actor, at: batch.at };
    let mut rest = &batch.events[..];
    while !rest.is_empty() {
        let (command, taken) = asked(store, rest);
        let expected = &rest[..taken];
        let history = store.read(&command.boundary(&act));
        let decided = command.decide(&act, &history);
        let names: Vec<_> = expected.iter().map(Event::name).collect();
        let day = batch.at.in_sweden();
        match decided {
            Ok(events) => {
                assert_eq!(events, expected, "{names:?} on {day} by {}", batch.actor.role);
            }
            Err(refusal) => {
                panic!("{names:?} on {day} by {}: {}", batch.actor.role, refusal.code())
            }
        }
        expected.iter().for_each(|event| store.append(batch, event));
        rest = &rest[taken..];
    }
}

/// The command whose events come next, and how many they are.
fn asked(store: &Store, events: &[Event]) -> (Command, usize) {
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
        first => (one(store, first), 1),
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

fn one(store: &Store, event: &Event) -> Command {
    organisation(event)
        .map(Command::Organisation)
        .or_else(|| of_pupil(event).map(Command::Pupil))
        .or_else(|| of_round(event).map(Command::Round))
        .or_else(|| of_assessment(event).map(Command::Assessment))
        .or_else(|| of_commitment(store, event).map(Command::Commitment))
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

fn of_commitment(store: &Store, event: &Event) -> Option<commitment::Command> {
    use commitment::Command as C;
    Some(match event.clone() {
        Event::CommitmentProposed(e) => C::Propose(e),
        Event::CommitmentAdopted(e) => C::Adopt(e),
        Event::CommitmentRevised(e) => C::Revise(e),
        Event::CommitmentWithdrawn(e) => C::Withdraw(e),
        Event::CommitmentEvaluated(e) => {
            C::Evaluate { census_date: store.census[&e.round], evaluation: e }
        }
        _ => return None,
    })
}

//! Specifications of analysis and measures.

use super::*;
use crate::commitment::{CommitmentProposed, Level, Terms};
use crate::committee::{CommitteeDecided, Purse, Resolution};
use crate::event::Event;
use crate::id::CommitteeId;
use crate::people::{GradeRegime, SchoolForm, Sex};
use crate::pupil::{PupilEnrolled, PupilTransferred};
use crate::round::RoundScheduled;
use crate::scale::ScaleEdition;
use crate::spec::{
    Given, class, coordinator, day, district, events, given, municipality, other_principal,
    other_teacher, principal, pupil, school, staff, teacher, words,
};

mod measures;
mod order;

// ------------------------------------------------------------------------------- a small world

fn round(text: &str) -> RoundId {
    text.parse().expect("a round")
}

fn scheduled(id: &str, census_date: &str) -> RoundScheduled {
    let census_date = day(census_date);
    RoundScheduled {
        round: round(id),
        census_date,
        opens: census_date,
        closes: census_date,
        submit_by: census_date,
        forms: vec![SchoolForm::Compulsory],
        grades: vec![3],
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    }
}

/// The round that is analysed and the one in which the effect shows.
fn rounds() -> Vec<Event> {
    events![scheduled("2024/25:may", "2025-05-26"), scheduled("2025/26:may", "2026-05-25")]
}

fn before() -> Vec<Event> {
    let mut events = municipality();
    events.extend(rounds());
    events
}

fn analysed() -> ResultsAnalysed {
    ResultsAnalysed {
        analysis: AnalysisId::from_bytes([1; 16]),
        school: school(1),
        round: round("2024/25:may"),
        on: day("2025-08-20"),
        participants: vec![principal().staff, teacher().staff],
        causes: words("För lite tid för läsning."),
        as_of: Size(30),
    }
}

fn dialogue() -> SchoolDialogueHeld {
    SchoolDialogueHeld {
        analysis: analysed().analysis,
        school: school(1),
        on: day("2025-08-27"),
        participants: vec![teacher().staff],
        conclusions: words("Mer lästid varje dag."),
    }
}

fn priority(number: u8) -> PriorityDecided {
    PriorityDecided {
        analysis: analysed().analysis,
        school: school(1),
        number,
        title: "Lästid varje dag".to_owned(),
        on: day("2025-09-01"),
    }
}

/// The world in which school 1's results are analysed.
fn ready() -> Given {
    given(before()).and(events![analysed()])
}

// ------------------------------------------------------------------------------------ analysis

#[test]
fn the_principal_analyses_with_the_staff() {
    let asked = given(before()).when(Command::Analyse(analysed())).by(principal());
    asked.then(events![analysed()]);
    for actor in [other_principal(), coordinator(), teacher()] {
        let asked = given(before()).when(Command::Analyse(analysed())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn an_analysis_is_never_the_principal_s_alone() {
    let (own, other) = (principal().staff, teacher().staff);
    for participants in [vec![], vec![own], vec![own, other, other]] {
        let wanted = ResultsAnalysed { participants, ..analysed() };
        let asked = given(before()).when(Command::Analyse(wanted)).by(principal());
        asked.then_refused(Refusal::ParticipantsUnfit);
    }
    let wanted = ResultsAnalysed { participants: vec![other], ..analysed() };
    let asked = given(before()).when(Command::Analyse(wanted.clone())).by(principal());
    asked.then(events![wanted]);
}

#[test]
fn an_analysis_is_recorded_once() {
    ready().when(Command::Analyse(analysed())).by(principal()).then_nothing();
    let other = ResultsAnalysed { on: day("2025-08-21"), ..analysed() };
    let asked = ready().when(Command::Analyse(other)).by(principal());
    asked.then_refused(Refusal::AnalysisExists);
    let elsewhere = ResultsAnalysed { school: school(2), ..analysed() };
    let asked = ready().when(Command::Analyse(elsewhere)).by(other_principal());
    asked.then_refused(Refusal::AnalysisExists);
}

// ---------------------------------------------------------------------- dialogue and priorities

#[test]
fn dialogues_on_an_analysis_are_held_at_its_school_unit() {
    let asked = ready().when(Command::HoldDialogue(dialogue())).by(principal());
    asked.then(events![dialogue()]);
    let once = ready().and(events![dialogue()]);
    once.clone().when(Command::HoldDialogue(dialogue())).by(principal()).then_nothing();
    let second = SchoolDialogueHeld { on: day("2025-09-03"), ..dialogue() };
    let asked = once.when(Command::HoldDialogue(second.clone())).by(principal());
    asked.then(events![second]);
    let elsewhere = SchoolDialogueHeld { school: school(2), ..dialogue() };
    let asked = ready().when(Command::HoldDialogue(elsewhere)).by(other_principal());
    asked.then_refused(Refusal::AnalysisUnknown);
    let asked = ready().when(Command::HoldDialogue(dialogue())).by(teacher());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn priorities_are_numbered_from_one_without_gaps() {
    let asked = |events: Vec<Event>, wanted| {
        ready().and(events).when(Command::Prioritise(wanted)).by(principal())
    };
    asked(vec![], priority(1)).then(events![priority(1)]);
    asked(events![priority(1)], priority(2)).then(events![priority(2)]);
    asked(events![priority(1)], priority(1)).then_nothing();
    asked(events![priority(1), priority(2)], priority(1)).then_nothing();
    for number in [0, 2] {
        asked(vec![], priority(number)).then_refused(Refusal::NumberUnfit);
    }
    let other = PriorityDecided { title: "Fler böcker".to_owned(), ..priority(1) };
    asked(events![priority(1)], other).then_refused(Refusal::NumberUnfit);
    let asked = ready().when(Command::Prioritise(priority(1))).by(coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn there_are_at_most_as_many_priorities_as_numbers() {
    let all = (1..=u8::MAX).map(|number| Event::from(priority(number)));
    let full = ready().and(all);
    let asked = full.when(Command::Prioritise(priority(0))).by(principal());
    asked.then_refused(Refusal::NumberUnfit);
}

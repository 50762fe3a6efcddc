use domain::competence::*;

use super::*;

pub(super) fn all() -> Vec<Event> {
    let (staff, requirement, from) = (STAFF, text("lus-bedomare"), day("2025-08-01"));
    let (instrument, on) = (text("lus"), day("2026-07-01"));
    vec![
        KnowledgeRequired {
            requirement,
            role: Role::Teacher,
            title: named("Bedöma läsutveckling"),
            from,
            to: Some(on),
        }
        .into(),
        TrainingCompleted { staff, requirement, on: from }.into(),
        AssessorAuthorised { staff, instrument, from, to: None }.into(),
        AuthorisationLapsed { staff, instrument, on }.into(),
    ]
}

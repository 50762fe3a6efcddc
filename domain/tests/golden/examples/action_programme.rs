use domain::action_programme::*;

use super::*;

fn content() -> Content {
    let appointment = |on| Appointment { on: day(on), by: STAFF };
    Content {
        need: words(),
        measures: words(),
        forms: vec![
            SupportForm::SpecialTeachingGroup,
            SupportForm::DistanceTeaching { until: day("2025-12-20") },
        ],
        follow_up: appointment("2025-11-14"),
        evaluation: appointment("2026-01-30"),
    }
}

fn taken() -> Taken {
    Taken {
        on: day("2025-10-20"),
        by: STAFF,
        presented_by: Some(STAFF),
        took_part: vec![STAFF],
        reasons: words(),
        appeal_instruction: true,
    }
}

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let mut events = investigation(school);
    events.extend(decision(school));
    events.extend(corrections(school));
    events.extend(appeal(school));
    events.extend(first_grades(school));
    events
}

fn investigation(school: SchoolUnitCode) -> Vec<Event> {
    let (programme, pupil, staff, on) = (PROGRAMME, PUPIL, STAFF, day("2025-10-01"));
    vec![
        DecisionDelegated { school, staff, from: on, to: Some(day("2026-07-01")) }.into(),
        DelegationEnded { school, staff, on }.into(),
        ConcernReported {
            programme,
            pupil,
            school,
            shortfall: Some(Position(300)),
            concern: words(),
            on,
        }
        .into(),
        opened(school, Some(on)).into(),
        InvestigationConsulted {
            programme,
            pupil,
            school,
            who: Consulted::Guardian(GUARDIAN),
            declined: true,
            on,
        }
        .into(),
        InvestigationConcluded {
            programme,
            pupil,
            school,
            on,
            needs_support: true,
            finding: words(),
        }
        .into(),
        MaterialCommunicated { programme, pupil, school, party: Party::Guardian(GUARDIAN), on }
            .into(),
    ]
}

fn decision(school: SchoolUnitCode) -> Vec<Event> {
    let (programme, pupil, decision) = (PROGRAMME, PUPIL, Position(400));
    let on = day("2025-11-14");
    let next = Some(Appointment { on: day("2025-12-12"), by: STAFF });
    let (content, decided) = (content(), taken());
    vec![
        ProgrammeDecided {
            programme,
            pupil,
            school,
            content: content.clone(),
            decided: decided.clone(),
        }
        .into(),
        NoProgrammeDecided { programme, pupil, school, decided: decided.clone() }.into(),
        DecisionServed {
            programme,
            pupil,
            school,
            decision,
            party: Party::Pupil,
            on,
            way: Way::FormalService,
        }
        .into(),
        ProgrammeFollowedUp { programme, pupil, school, on, finding: words(), next }.into(),
        ProgrammeEvaluated {
            programme,
            pupil,
            school,
            on,
            met: GoalsMet::Partly,
            finding: words(),
        }
        .into(),
        ProgrammeRevised { programme, pupil, school, decision, content, decided }.into(),
        ProgrammeEnded {
            programme,
            pupil,
            school,
            on,
            why: Ended::ReplacedByOther,
            reasons: words(),
        }
        .into(),
    ]
}

fn corrections(school: SchoolUnitCode) -> Vec<Event> {
    let (programme, pupil, decision) = (PROGRAMME, PUPIL, Position(400));
    vec![
        slip(school, words(), Some(day("2025-11-19"))).into(),
        DecisionAnnulled {
            programme,
            pupil,
            school,
            decision,
            ground: AnnulmentGround::NewCircumstances,
            on: day("2025-11-20"),
            by: STAFF,
            reasons: words(),
        }
        .into(),
        EntryStruck { programme, pupil, school, of: Position(300), reason: words() }.into(),
    ]
}

fn appeal(school: SchoolUnitCode) -> Vec<Event> {
    let (programme, pupil, appeal) = (PROGRAMME, PUPIL, Position(500));
    let on = day("2025-11-24");
    vec![
        AppealLodged {
            programme,
            pupil,
            school,
            decision: Position(400),
            party: Party::Guardian(GUARDIAN),
            received: on,
            grounds: Some(words()),
        }
        .into(),
        timeliness(school, words(), Some(day("2025-11-25"))).into(),
        AppealForwarded { programme, pupil, school, appeal, on }.into(),
        AppealDecided {
            programme,
            pupil,
            school,
            appeal,
            outcome: AppealOutcome::AnnulledAndRemitted,
            on,
            registry_number: Some(named("2025:1234")),
        }
        .into(),
    ]
}

fn first_grades(school: SchoolUnitCode) -> Vec<Event> {
    let (pupil, on) = (PUPIL, day("2026-06-01"));
    vec![
        EarlySupportAssessed {
            pupil,
            school,
            on,
            risk: true,
            with_special_educator: false,
            finding: words(),
        }
        .into(),
        HandedOver {
            pupil,
            school,
            on,
            to: Some(other_school()),
            to_staff: Some(STAFF),
            summary: words(),
        }
        .into(),
    ]
}

fn opened(school: SchoolUnitCode, on: Option<Day>) -> InvestigationOpened {
    let (programme, pupil, lead) = (PROGRAMME, PUPIL, STAFF);
    InvestigationOpened { programme, pupil, school, lead, conclude_by: day("2025-10-31"), on }
}

fn slip(school: SchoolUnitCode, correction: Personal<FreeText>, on: Option<Day>) -> SlipCorrected {
    let (programme, pupil, decision) = (PROGRAMME, PUPIL, Position(400));
    SlipCorrected { programme, pupil, school, decision, correction, on }
}

fn timeliness(
    school: SchoolUnitCode,
    reasons: Personal<FreeText>,
    on: Option<Day>,
) -> AppealTimelinessDecided {
    let (programme, pupil, appeal, in_time) = (PROGRAMME, PUPIL, Position(500), true);
    AppealTimelinessDecided { programme, pupil, school, appeal, in_time, reasons, on }
}

/// What the superseded forms are read as, in the order of their lines.
pub(super) fn superseded(school: SchoolUnitCode) -> Vec<Event> {
    vec![
        opened(school, None).into(),
        slip(school, Personal::Sealed, None).into(),
        timeliness(school, Personal::Sealed, None).into(),
    ]
}

use domain::committee::*;

use super::*;

fn basis() -> Basis {
    Basis { size: Size(70_000), root: Digest([0x5a; 32]) }
}

fn document() -> Document {
    Document {
        program: named("insyn 0.3.0"),
        digest: Digest([0xa5; 32]),
        length: 300,
        deflated: Bytes(vec![0x03, 0x00]),
    }
}

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let mut events = reports();
    events.extend(schools(school));
    events.extend(decisions(school));
    events
}

fn reports() -> Vec<Event> {
    let (report, committee) = (REPORT, text("kdn-norr"));
    let pdf = TypesetPdf { program: "insyn-report 0.1.0".to_owned(), digest: Digest([0x5c; 32]) };
    vec![
        ReportPrepared {
            report,
            committee,
            title: named("Hur läser eleverna?"),
            round: round(),
            basis: basis(),
            asks: vec![named("Anslå medel till läsgrupper.")],
            document: document(),
        }
        .into(),
        report_delivered(Some(pdf)).into(),
        ReportPresented { report, committee, meeting: day("2025-10-28"), by: STAFF }.into(),
    ]
}

fn schools(school: SchoolUnitCode) -> Vec<Event> {
    let (committee, on) = (text("kdn-norr"), day("2025-10-28"));
    vec![
        CommitteeInformed { school, committee, principal: STAFF, on, way: Way::Meeting }.into(),
        SchoolAccountDelivered { school, round: round(), basis: basis(), document: document(), on }
            .into(),
        SchoolAccountReceived { school, of: Position(300), staff: STAFF }.into(),
    ]
}

fn decisions(school: SchoolUnitCode) -> Vec<Event> {
    let (decision, committee, meeting) = (DECISION, text("kdn-norr"), day("2025-10-28"));
    vec![
        DebateHeld {
            debate: DEBATE,
            committee,
            report: Some(REPORT),
            commitment: Some(COMMITMENT),
            forum: named("Medborgarhuset"),
            announced: day("2025-10-10"),
            on: day("2025-10-24"),
            material: vec![named("Rapporten i korthet")],
            views: words(),
        }
        .into(),
        CommitteeDecided {
            decision,
            committee,
            meeting,
            number: named("§ 112"),
            report: Some(REPORT),
            debate: Some(DEBATE),
            resolution: Resolution::FundsMoved {
                from: Purse::District(text("norr")),
                to: Purse::School(school),
                amount: 250_000,
            },
            reasons: Some(named("Enligt rapporten.")),
            without_debate: false,
        }
        .into(),
        MinutesApproved {
            committee,
            meeting,
            approved: day("2025-11-04"),
            announced: day("2025-11-05"),
        }
        .into(),
        DecisionAppealed {
            decision,
            committee,
            on: day("2025-11-20"),
            registry_number: Some(named("1234-25")),
        }
        .into(),
        SuppressionRuleAdopted {
            committee: text("utbildning"),
            meeting,
            number: named("§ 113"),
            indicator: Indicator::Targets,
            rule: SuppressionRule { least_base: 15, ..SuppressionRule::default() },
            valid_from: day("2026-01-01"),
        }
        .into(),
    ]
}

fn report_delivered(pdf: Option<TypesetPdf>) -> ReportDelivered {
    ReportDelivered { report: REPORT, committee: text("kdn-norr"), on: day("2025-10-20"), pdf }
}

/// What the superseded form is read as.
pub(super) fn superseded() -> Vec<Event> {
    vec![report_delivered(None).into()]
}

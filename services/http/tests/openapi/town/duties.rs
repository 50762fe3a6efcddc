//! What the town does of the field's duties: a shortfall, a case, a measure, a seminar, a report.

use domain::id::{Position, ReportId};
use insyn_app::documents::{AccountAsked, ReportAsked};
use serde_json::{Value, json};

use super::{
    COMMITMENT, COORDINATOR, MEADOW, PRINCIPAL, SECRETARY, Town, command, id, pupil, staff,
};

/// The case of pupil 2.
pub(crate) fn programme() -> String {
    id(0xa1)
}

/// A measure for pupil 2.
pub(crate) fn measure() -> String {
    id(0xa2)
}

/// A joint seminar.
pub(crate) fn seminar() -> String {
    id(0xa3)
}

/// The decision that adopted the commitment.
pub(crate) fn decision() -> String {
    id(0xa4)
}

/// What someone wrote of a pupil: nowhere in any answer.
pub(crate) const WRITTEN: &str = "Oroväckande";

impl Town {
    /// The committee decides on the commitment that is proposed.
    pub(super) fn decide_targets(&self) {
        let decided = json!({
            "decision": decision(), "committee": "namnden", "meeting": "2025-08-01",
            "number": "§ 12", "report": null, "debate": null, "reasons": null,
            "resolution": {"targets_adopted": {"commitment": COMMITMENT}}, "without_debate": false,
        });
        self.act(SECRETARY, &[command("committee", "decide", decided)]);
    }

    pub(super) fn duties(&self) {
        self.rights_and_goals();
        self.app().follow_up().expect("the follow-up process runs");
        self.case();
        self.measure();
        let arranged = json!({
            "seminar": seminar(), "kind": "joint", "scope": "municipality", "on": "2025-12-20",
            "title": "Läsning i årskurs 3", "edition": null, "samples": 0,
        });
        self.act(COORDINATOR, &[command("seminar", "arrange", arranged)]);
        let report = self.report(7);
        let delivered = json!({"report": report, "committee": "namnden", "on": "2025-12-08"});
        self.act(SECRETARY, &[command("committee", "deliver", delivered)]);
        let asked = AccountAsked {
            command_id: uuid::Uuid::from_u128(8),
            actor: Self::actor(COORDINATOR),
            school: MEADOW.parse().unwrap(),
            round: "2025/26:september".parse().unwrap(),
        };
        self.app().deliver_account(&asked).expect("an account is delivered");
    }

    fn rights_and_goals(&self) {
        let right = json!({
            "right": "las-3", "version": 1, "grade": {"number": 3, "regime": "nine"},
            "title": "Läsa i årskurs 3", "text": "Varje elev har rätt att lära sig läsa.",
            "criteria": "Punkt 15.", "language": "sv", "valid_from": "2025-08-01",
        });
        self.act(COORDINATOR, &[command("knowledge", "define_right", right)]);
        let goals = json!({
            "first_census": "2025-09-01", "answer_days": 14, "investigation_days": 30,
            "forwarding_days": 7, "complaint_days": 14, "remind_every_days": 14,
            "valid_from": "2025-08-01",
        });
        self.act(SECRETARY, &[command("guarantee", "adopt", goals)]);
    }

    fn case(&self) {
        let of = |fields: Value| {
            let mut all = json!({"programme": programme(), "pupil": pupil(2), "school": MEADOW});
            all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            all
        };
        let concern = of(json!({"shortfall": null, "concern": WRITTEN, "on": "2025-12-08"}));
        let opened = of(json!({"lead": staff(PRINCIPAL.0), "conclude_by": "2026-01-07"}));
        self.act(
            PRINCIPAL,
            &[
                command("action_programme", "report", concern),
                command("action_programme", "open_investigation", opened),
            ],
        );
    }

    fn measure(&self) {
        let decided = json!({
            "measure": measure(), "school": MEADOW, "analysis": null, "decision": null,
            "subject": {"pupils": [pupil(2)]}, "title": "Lässtund varje dag",
            "responsible": staff(PRINCIPAL.0), "from": "2025-12-09", "to": null,
            "expected": {
                "commitment": COMMITMENT, "target": 2, "by": "2025/26:december",
                "share_permille": 900,
            },
            "cost": 12_000, "within_budget": true, "evaluate_by": "2026-02-01", "on": "2025-12-08",
        });
        self.act(PRINCIPAL, &[command("analysis", "decide_measure", decided)]);
    }

    /// A report on the state of this moment; the same number means the same report.
    pub(crate) fn report(&self, number: u128) -> ReportId {
        let asked = ReportAsked {
            command_id: uuid::Uuid::from_u128(number),
            actor: Self::actor(SECRETARY),
            committee: "namnden".parse().unwrap(),
            round: "2025/26:september".parse().unwrap(),
            title: "Läsningen i september".to_owned(),
            asks: vec!["Lägg rapporten till handlingarna.".to_owned()],
        };
        self.app().prepare_report(&asked).expect("a report is prepared").0
    }

    /// The position of the decision that adopted the commitment.
    pub(crate) fn decided(&self) -> Position {
        let facts = self.app().facts().unwrap();
        projections::decisions(&facts, facts.size()).decisions.first().unwrap().position
    }
}

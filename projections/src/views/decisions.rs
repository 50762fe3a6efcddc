//! The public debates and the committees' decisions, newest first. Open to all.
//!
//! The views that were put forward in a debate are sealed in its event and stand nowhere here.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::Day;
use domain::committee::{Resolution, announcement_due, appeal_time_ends, minutes_due};
use domain::event::{Code, code};
use domain::id::{
    CommitmentId, CommitteeId, DebateId, DecisionId, MeasureId, Position, ReportId, Size,
};
use serde::Serialize;

use crate::Facts;
use crate::facts::ledger::Noted;

/// A public debate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Debate {
    /// The debate.
    pub debate: DebateId,
    /// The committee whose matter it was.
    pub committee: CommitteeId,
    /// The report that was debated, if one.
    pub report: Option<ReportId>,
    /// The commitment that was debated, if one.
    pub commitment: Option<CommitmentId>,
    /// Where.
    pub forum: String,
    /// When it was announced.
    pub announced: Day,
    /// When it was held.
    pub on: Day,
    /// What was handed out.
    pub material: Vec<String>,
    /// The event.
    pub position: Position,
}

/// The minutes of the meeting that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Minutes {
    /// When they were approved.
    pub approved: Day,
    /// When that was announced.
    pub announced: Day,
    /// The last day to appeal: three weeks from the announcement.
    pub appeal_by: Day,
    /// Approved or announced later than the law asks.
    pub late: bool,
    /// The event.
    pub position: Position,
}

/// An appeal against a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Appeal {
    /// When.
    pub on: Day,
    /// The court's number.
    pub registry_number: Option<String>,
    /// The event.
    pub position: Position,
}

/// A decision of a committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DecisionMade {
    /// The decision.
    pub decision: DecisionId,
    /// The committee.
    pub committee: CommitteeId,
    /// The day of the meeting.
    pub meeting: Day,
    /// The paragraph of the minutes, or registry number.
    pub number: String,
    /// The report it rests on, if one.
    pub report: Option<ReportId>,
    /// The public debate before it, if one.
    pub debate: Option<DebateId>,
    /// What was decided.
    pub resolution: Resolution,
    /// The reasons in the minutes.
    pub reasons: Option<String>,
    /// Funds moved or ambition lowered without a public debate before.
    pub without_debate: bool,
    /// The last day to approve the minutes: within 14 days.
    pub minutes_by: Day,
    /// The minutes; none: not approved yet.
    pub minutes: Option<Minutes>,
    /// Appeals, in order.
    pub appeals: Vec<Appeal>,
    /// The measures for which it gave the means.
    pub measures: Vec<MeasureId>,
    /// The event.
    pub position: Position,
}

/// The public debates and decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Decisions {
    /// The state of the record; left out for someone who has not signed in, whom how much the record
    /// holds does not concern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Size>,
    /// The decisions, newest first.
    pub decisions: Vec<DecisionMade>,
    /// The debates, newest first.
    pub debates: Vec<Debate>,
}

const OF_DECISIONS: &[Code] = &[
    code::DebateHeld,
    code::CommitteeDecided,
    code::MinutesApproved,
    code::DecisionAppealed,
    code::MeasureDecided,
];

/// The public debates and decisions as of a size.
#[must_use]
pub fn decisions(facts: &Facts, at: Size) -> Decisions {
    let mut told = Told::default();
    facts.ledger_all(OF_DECISIONS, at).for_each(|noted| told.take(noted));
    told.decisions.iter_mut().for_each(|decision| {
        let meeting = (decision.committee, decision.meeting);
        decision.minutes = told.minutes.get(&meeting).copied();
    });
    told.decisions.sort_by_key(|one| std::cmp::Reverse((one.meeting, one.position)));
    told.debates.sort_by_key(|one| std::cmp::Reverse((one.on, one.position)));
    let as_of = Some(Size(at.0.min(facts.size().0)));
    Decisions { as_of, decisions: told.decisions, debates: told.debates }
}

#[derive(Default)]
struct Told {
    decisions: Vec<DecisionMade>,
    debates: Vec<Debate>,
    minutes: BTreeMap<(CommitteeId, Day), Minutes>,
}

impl Told {
    fn take(&mut self, Noted { position, event, .. }: Noted) {
        match event {
            Event::DebateHeld(e) => self.debates.push(Debate {
                debate: e.debate,
                committee: e.committee,
                report: e.report,
                commitment: e.commitment,
                forum: e.forum,
                announced: e.announced,
                on: e.on,
                material: e.material,
                position,
            }),
            Event::CommitteeDecided(e) => self.decisions.push(DecisionMade {
                decision: e.decision,
                committee: e.committee,
                meeting: e.meeting,
                number: e.number,
                report: e.report,
                debate: e.debate,
                resolution: e.resolution,
                reasons: e.reasons,
                without_debate: e.without_debate,
                minutes_by: minutes_due(e.meeting),
                minutes: None,
                appeals: Vec::new(),
                measures: Vec::new(),
                position,
            }),
            Event::MinutesApproved(e) => {
                let late = e.approved > minutes_due(e.meeting)
                    || e.announced > announcement_due(e.approved);
                let (approved, announced) = (e.approved, e.announced);
                let appeal_by = appeal_time_ends(announced);
                let minutes = Minutes { approved, announced, appeal_by, late, position };
                self.minutes.insert((e.committee, e.meeting), minutes);
            }
            Event::DecisionAppealed(e) => {
                if let Some(decision) = self.decision(e.decision) {
                    let (on, registry_number) = (e.on, e.registry_number);
                    decision.appeals.push(Appeal { on, registry_number, position });
                }
            }
            Event::MeasureDecided(e) => {
                if let Some(decision) = e.decision.and_then(|id| self.decision(id)) {
                    decision.measures.push(e.measure);
                }
            }
            _ => {}
        }
    }

    fn decision(&mut self, id: DecisionId) -> Option<&mut DecisionMade> {
        self.decisions.iter_mut().find(|decision| decision.decision == id)
    }
}

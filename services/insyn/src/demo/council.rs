//! Committees: reports on frozen bases, public debates, decisions, minutes, appeals; and the account that
//! each school unit receives.

use domain::Event;
use domain::calendar::Day;
use domain::commitment::{CommitmentAdopted, CommitmentLowered, Level};
use domain::committee::{
    CommitteeDecided, DebateHeld, DecisionAppealed, MinutesApproved, Purse, ReportDelivered,
    ReportPrepared, ReportPresented, Resolution, SchoolAccountDelivered, SchoolAccountReceived,
    announcement_due,
};
use domain::id::{CommitmentId, CommitteeId, DebateId, DecisionId, Position, ReportId, RoundId};

use super::agenda::Task;
use super::analyses;
use super::dice::Kind;
use super::identities::words;
use super::journal::Stopped;
use super::phrases;
use super::pledges;
use super::town::Town;

/// What comes before a committee.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Reports on a round are prepared, and accounts delivered.
    Report(usize),
    Deliver(usize),
    Debate(usize),
    Meet(usize),
    Approve {
        committee: CommitteeId,
        meeting: Day,
    },
    Appeal {
        committee: CommitteeId,
        decision: DecisionId,
    },
    Account {
        school: usize,
        round: usize,
    },
    Receive {
        school: usize,
        of: Position,
    },
}

/// What a meeting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    Note,
    Ask,
    /// Funds to the weakest school unit, after a debate on the report.
    Funds,
    /// Funds without a debate: recorded and flagged, and appealed.
    FundsUndebated,
    /// The municipality's commitment, after a debate on it.
    Lower,
}

/// A report and what becomes of it.
pub(super) struct Report {
    id: ReportId,
    committee: CommitteeId,
    matter: Matter,
    debate: Option<DebateId>,
}

/// What committees have before them.
#[derive(Default)]
pub(super) struct Council {
    reports: Vec<Report>,
    decisions: u32,
    /// The decision that moved funds after a debate, and the report it rests on.
    pub(super) funds: Option<(DecisionId, ReportId)>,
    lowered: bool,
}

impl Town<'_> {
    /// Three reports a year to the education committee; after the December round also to the districts'.
    pub(super) fn plan_council(&mut self) {
        let occasions = [(1, 1, 22), (2, 3, 20), (3, 6, 15)];
        for (occasion, month, day) in occasions {
            let day = self.year.working_day_from(super::year::day(self.year.year, month, day));
            let round = usize::from(self.year_number) * 4 + occasion;
            self.plan(day, Task::Council(Turn::Report(round)));
        }
    }

    pub(super) fn perform_council(&mut self, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::Report(round) => self.report_round(round),
            Turn::Deliver(report) => self.deliver(report),
            Turn::Debate(report) => self.debate(report),
            Turn::Meet(report) => self.meet(report),
            Turn::Approve { committee, meeting } => self.approve(committee, meeting),
            Turn::Appeal { committee, decision } => self.appeal_decision(committee, decision),
            Turn::Account { school, round } => self.account_for(school, round),
            Turn::Receive { school, of } => self.receive_account(school, of),
        }
    }

    fn new_decision(&mut self) -> (DecisionId, String) {
        self.council.decisions += 1;
        let year = self.today.to_string()[..4].to_owned();
        let number = format!("§ {}/{year}", 20 + self.council.decisions);
        (DecisionId::from_bytes(self.new_id(Kind::Decision)), number)
    }

    // ----------------------------------------------------------------------------------- report

    fn report_round(&mut self, round: usize) -> Result<(), Stopped> {
        let december = round % 4 == 1;
        for (place, (committee, _, district)) in self.committees().into_iter().enumerate() {
            if district.is_none() || december {
                let matter = self.matter(round, place);
                self.prepare(round, committee, matter)?;
            }
        }
        for school in 0..self.schools.len() {
            if december && self.schools[school].open {
                let turn = Turn::Account { school, round };
                self.plan_within(1, 6, Task::Council(turn));
            }
        }
        Ok(())
    }

    /// The second year: funds in January, a lowering in March. A demo of one year has the funds at once.
    fn matter(&self, round: usize, place: usize) -> Matter {
        let decisive = 1.min(self.settings.years - 1);
        match (round % 4, place) {
            (1, 0) if self.year_number == decisive => Matter::Funds,
            (1, 1) if self.year_number == decisive => Matter::FundsUndebated,
            (2, 0) if self.year_number == decisive && !self.council.lowered => Matter::Lower,
            (1, _) if place > 1 && place.is_multiple_of(2) => Matter::Ask,
            (2, 0) => Matter::Ask,
            _ => Matter::Note,
        }
    }

    fn prepare(
        &mut self,
        round: usize,
        committee: CommitteeId,
        matter: Matter,
    ) -> Result<(), Stopped> {
        let asks: Vec<String> = match matter {
            Matter::Funds | Matter::FundsUndebated => {
                vec![
                    "Att medel omprioriteras till den skola som ligger längst från åtagandet."
                        .to_owned(),
                ]
            }
            Matter::Lower => vec!["Att ta ställning till åtagandets nivå i årskurs 2.".to_owned()],
            Matter::Note | Matter::Ask => vec!["Att rapporten läggs till handlingarna.".to_owned()],
        };
        let of = self.rounds[round].round;
        let Some(document) = self.journal.report(committee, of, &asks) else { return Ok(()) };
        let id = ReportId::from_bytes(self.new_id(Kind::Report));
        let basis = self.journal.basis();
        let title = format!("Läsresultat {}", occasion(of));
        let prepared =
            ReportPrepared { report: id, committee, title, round: of, basis, asks, document };
        let report = self.council.reports.len();
        self.council.reports.push(Report { id, committee, matter, debate: None });
        self.plan_report(report, matter);
        self.record_one(self.coordinator(), prepared)
    }

    fn plan_report(&mut self, report: usize, matter: Matter) {
        let days: [Day; 3] = [1, 5, 8].map(|n| self.year.later(self.today, n));
        self.plan(days[0], Task::Council(Turn::Deliver(report)));
        if matches!(matter, Matter::Funds | Matter::Lower) {
            self.plan(days[1], Task::Council(Turn::Debate(report)));
        }
        self.plan(days[2], Task::Council(Turn::Meet(report)));
    }

    fn deliver(&mut self, report: usize) -> Result<(), Stopped> {
        let Report { id: report, committee, .. } = self.council.reports[report];
        self.record_one(
            self.coordinator(),
            ReportDelivered { report, committee, on: self.today, pdf: None },
        )
    }

    fn debate(&mut self, report: usize) -> Result<(), Stopped> {
        let debate = DebateId::from_bytes(self.new_id(Kind::Debate));
        let lower = self.council.reports[report].matter == Matter::Lower;
        let commitment = self.municipal_pledge().filter(|_| lower).map(|p| self.pledges[p].id);
        self.council.reports[report].debate = Some(debate);
        let Report { id, committee, .. } = self.council.reports[report];
        let held = DebateHeld {
            debate,
            committee,
            report: Some(id),
            commitment,
            forum: "Öppet möte i Granby folkets hus".to_owned(),
            announced: self.today.plus(-14),
            on: self.today,
            material: vec!["Rapporten".to_owned(), "Åtagandet med mål".to_owned()],
            views: words(self.dice.pick(&phrases::DEBATES)),
        };
        self.record_one(self.secretary(), held)
    }

    // ---------------------------------------------------------------------------------- meeting

    /// The report is presented and a decision taken; the minutes follow.
    fn meet(&mut self, report: usize) -> Result<(), Stopped> {
        let Report { id, committee, matter, debate } = self.council.reports[report];
        let (meeting, by) = (self.today, self.coordinator().staff);
        let presented = ReportPresented { report: id, committee, meeting, by };
        self.record_one(self.secretary(), presented)?;
        let (decision, number) = self.new_decision();
        let resolution = self.resolution(matter, committee);
        let without_debate =
            matches!(resolution, Resolution::FundsMoved { .. }) && debate.is_none();
        let decided = CommitteeDecided {
            decision,
            committee,
            meeting,
            number,
            report: Some(id),
            debate,
            resolution: resolution.clone(),
            reasons: Some("Nämnden har tagit del av rapporten.".to_owned()),
            without_debate,
        };
        self.record_one(self.secretary(), decided)?;
        self.plan_minutes(committee);
        if without_debate {
            self.plan_within(9, 13, Task::Council(Turn::Appeal { committee, decision }));
        }
        self.carry_out(id, decision, &resolution, without_debate)
    }

    fn resolution(&self, matter: Matter, committee: CommitteeId) -> Resolution {
        let commitment = self.municipal_pledge().map(|pledge| self.pledges[pledge].id);
        let district = self.committees().into_iter().find(|(id, ..)| *id == committee);
        let district = district.and_then(|(_, _, district)| district);
        match (matter, district, commitment) {
            (Matter::Ask, ..) => Resolution::MoreInformation {
                question: "Hur går det för de elever som inte bedömdes?".to_owned(),
            },
            (Matter::Funds, ..) if self.weakest_school().is_some() => {
                let to = self.weakest_school().unwrap_or(0);
                let to = Purse::School(self.schools[to].code);
                Resolution::FundsMoved { from: Purse::Municipality, to, amount: 600_000 }
            }
            (Matter::FundsUndebated, Some(district), _) => Resolution::FundsMoved {
                from: Purse::Municipality,
                to: Purse::District(district),
                amount: 150_000,
            },
            (Matter::Lower, _, Some(commitment)) => Resolution::AmbitionLowered { commitment },
            _ => Resolution::Noted,
        }
    }

    /// The open unit with the early grades whose pupils read worst for its year.
    fn weakest_school(&self) -> Option<usize> {
        let fits = |s: &usize| {
            let school = &self.schools[*s];
            school.open && school.lowest == 0 && !school.classes.is_empty()
        };
        let open = (0..self.schools.len()).filter(fits);
        open.min_by_key(|s| self.schools[*s].effect.total())
    }

    fn carry_out(
        &mut self,
        report: ReportId,
        decision: DecisionId,
        resolution: &Resolution,
        without_debate: bool,
    ) -> Result<(), Stopped> {
        match resolution {
            Resolution::FundsMoved { to: Purse::School(code), .. } if !without_debate => {
                self.council.funds.get_or_insert((decision, report));
                let school = self.schools.iter().position(|school| school.code == *code);
                let Some(school) = school else { return Ok(()) };
                let (analysis, decision) = (None, Some(decision));
                let turn = analyses::Turn::Decide { school, analysis, decision };
                self.plan_within(2, 6, Task::Analysis(turn));
                Ok(())
            }
            Resolution::AmbitionLowered { commitment } => self.lower(*commitment, decision),
            _ => Ok(()),
        }
    }

    /// The target that nobody has come near asks for less, for rounds from now on.
    fn lower(&mut self, commitment: CommitmentId, decision: DecisionId) -> Result<(), Stopped> {
        let Some(pledge) = self.municipal_pledge() else { return Ok(()) };
        let Some(mut terms) = self.pledges[pledge].last_terms() else { return Ok(()) };
        terms.valid_from = self.today;
        let lowest = terms.targets.iter_mut().min_by_key(|target| target.share_permille);
        let Some(target) = lowest else { return Ok(()) };
        target.share_permille = target.share_permille.saturating_sub(80).max(100);
        self.council.lowered = true;
        let version = self.pledges[pledge].add_version(terms.clone());
        let (level, on) = (Level::Municipality, self.today);
        self.plan_within(1, 4, Task::Pledge(pledges::Turn::Publish(pledge)));
        let lowered = CommitmentLowered { commitment, level, version, terms, on, decision };
        self.record_one(self.secretary(), lowered)
    }

    fn municipal_pledge(&self) -> Option<usize> {
        self.pledges.iter().position(|pledge| pledge.school.is_none() && pledge.adopted)
    }

    /// The education committee decides that the municipality's commitment is adopted, or raised.
    pub(super) fn decide_pledge(&mut self, resolution: Resolution) -> Result<DecisionId, Stopped> {
        let (decision, number) = self.new_decision();
        let committees = self.committees();
        let committee = committees[0].0;
        let decided = CommitteeDecided {
            decision,
            committee,
            meeting: self.today,
            number,
            report: None,
            debate: None,
            resolution,
            reasons: None,
            without_debate: false,
        };
        self.plan_minutes(committee);
        self.record_one(self.secretary(), decided)?;
        Ok(decision)
    }

    pub(super) fn adopt_by_committee(&mut self, commitment: CommitmentId) -> Result<(), Stopped> {
        let decision = self.decide_pledge(Resolution::TargetsAdopted { commitment })?;
        let (level, on) = (Level::Municipality, self.today);
        let adopted = CommitmentAdopted { commitment, level, on, decision: Some(decision) };
        self.record_one(self.secretary(), adopted)
    }

    fn plan_minutes(&mut self, committee: CommitteeId) {
        let meeting = self.today;
        self.plan_within(4, 8, Task::Council(Turn::Approve { committee, meeting }));
    }

    /// Within 14 days, announced in time; recorded when announced.
    fn approve(&mut self, committee: CommitteeId, meeting: Day) -> Result<(), Stopped> {
        let announced = self.today;
        let approved = self.today.plus(-1).max(meeting);
        debug_assert!(announced <= announcement_due(approved), "announced in time");
        let approved = MinutesApproved { committee, meeting, approved, announced };
        self.record_one(self.secretary(), approved)
    }

    fn appeal_decision(
        &mut self,
        committee: CommitteeId,
        decision: DecisionId,
    ) -> Result<(), Stopped> {
        let registry_number = Some(format!("FR {}", self.council.decisions));
        let appealed = DecisionAppealed { decision, committee, on: self.today, registry_number };
        self.record_one(self.secretary(), appealed)
    }

    // --------------------------------------------------------------------------------- accounts

    fn account_for(&mut self, school: usize, round: usize) -> Result<(), Stopped> {
        let (code, round) = (self.schools[school].code, self.rounds[round].round);
        let Some(document) = self.journal.account(code, round) else { return Ok(()) };
        let (basis, on) = (self.journal.basis(), self.today);
        let of = self.journal.position(0);
        if !self.dice.permille(80) {
            self.plan_within(0, 8, Task::Council(Turn::Receive { school, of }));
        }
        let delivered = SchoolAccountDelivered { school: code, round, basis, document, on };
        self.record_one(self.coordinator_of(school), delivered)
    }

    fn receive_account(&mut self, school: usize, of: Position) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let (code, principal) = (self.schools[school].code, self.principal(school));
        let received: Event =
            SchoolAccountReceived { school: code, of, staff: principal.staff }.into();
        self.record_one(principal, received)
    }
}

/// A round as a report's title names it: `september 2025/26`.
fn occasion(round: RoundId) -> String {
    let occasion = match round.occasion.as_str() {
        "february" => "februari",
        "may" => "maj",
        other => other,
    };
    format!("{occasion} {}", round.year)
}

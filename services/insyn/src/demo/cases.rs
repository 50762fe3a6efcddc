//! Action programmes: from concern to end, each step by the pupil's present school unit.

use domain::Event;
use domain::action_programme::{Appointment, DecisionServed};
use domain::action_programme::{
    ConcernReported, Consulted, Content, DecisionDelegated, Ended, EntryStruck, GoalsMet,
    InvestigationConcluded, InvestigationConsulted, InvestigationOpened, MaterialCommunicated,
    NoProgrammeDecided, Party, ProgrammeDecided, ProgrammeEnded, ProgrammeEvaluated,
    ProgrammeFollowedUp, ProgrammeRevised, SupportForm, Taken,
};
use domain::calendar::Day;
use domain::id::{Position, ProgrammeId, PupilId, SchoolUnitCode};
use domain::people::{Actor, Role, Sex, Way};

use super::agenda::Task;
use super::appeals;
use super::dice::Kind;
use super::guarantee::INVESTIGATION_DAYS;
use super::identities::words;
use super::journal::Stopped;
use super::phrases;
use super::town::Town;
use super::year;

/// The next step of a case; those after an appeal stand in `appeals.rs`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    Report,
    Open,
    Consult,
    Conclude,
    Communicate,
    Decide,
    Serve,
    FollowUp,
    Evaluate,
    Strike,
    /// The pupil has left the municipality.
    Leave,
}

/// How a case goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plot {
    Ordinary,
    /// No programme is needed.
    NotNeeded,
    /// Appealed in time; the board annuls and sends back.
    Upheld,
    /// Appealed in time; the board lets the decision stand.
    Confirmed,
    /// Appealed too late.
    Late,
    /// The principal annuls the own decision and decides anew.
    Annulled,
    /// Reported on the wrong pupil, and struck.
    WrongPupil,
    /// Decided by a delegate.
    Delegated,
    /// A slip of the pen is corrected.
    Slip,
}

/// The first cases of a year, so that every demo has one of each.
const FIRST_PLOTS: [Plot; 8] = [
    Plot::Upheld,
    Plot::NotNeeded,
    Plot::Annulled,
    Plot::WrongPupil,
    Plot::Slip,
    Plot::Delegated,
    Plot::Late,
    Plot::Confirmed,
];

/// A case, from concern to end.
pub(super) struct Case {
    pub(super) id: ProgrammeId,
    pub(super) pupil: usize,
    pub(super) plot: Plot,
    shortfall: Option<Position>,
    pub(super) reported: Option<Position>,
    /// To whom the material as it is has been communicated.
    pub(super) told: Vec<Party>,
    /// The decision in force.
    pub(super) decision: Option<Position>,
    pub(super) served: Option<Party>,
    pub(super) appeal: Option<Position>,
    pub(super) delegate: Option<usize>,
    revisions: u8,
    /// An investigation is under way.
    open: bool,
    follow_up: Day,
    evaluation: Day,
    over: bool,
}

/// Where a case is today, and who answers for it.
#[derive(Clone, Copy)]
pub(super) struct Seat {
    pub(super) programme: ProgrammeId,
    pub(super) number: usize,
    pub(super) pupil: PupilId,
    pub(super) at: usize,
    pub(super) school: SchoolUnitCode,
    pub(super) principal: Actor,
    /// The special educator, or else the principal.
    pub(super) handler: Actor,
}

impl Town<'_> {
    /// So many of a thousand pupils a year come to a concern: fitted to programmes for 7.6 % of boys and
    /// 4.8 % of girls (domain notes, section 8), those from the guarantee included.
    pub(super) fn plan_concerns(&mut self) {
        let from = year::day(self.year.year, 9, 8);
        let days = self.year.school_days(from, year::day(self.year.year, 4, 10));
        let pupils = self.settings.pupils;
        let mut planned = (pupils * 70).div_ceil(1_000).max(9);
        // Those who have a programme from before keep it.
        if self.year_number > 0 {
            planned = (pupils * 43).div_ceil(1_000).max(9);
        }
        for _ in 0..planned {
            let day = self.dice.pick(&days);
            self.plan(day, Task::Case(usize::MAX, Turn::Report));
        }
    }

    pub(super) fn perform_case(&mut self, case: usize, turn: Turn) -> Result<(), Stopped> {
        if case == usize::MAX {
            return self.meet_concern();
        }
        if let Turn::Leave = turn {
            return self.end_of_leaver(case);
        }
        let Some(seat) = self.seat(case, Task::Case(case, turn)) else { return Ok(()) };
        match turn {
            Turn::Report => self.report(case, seat),
            Turn::Open => self.open_investigation(case, seat),
            Turn::Consult => self.consult(case, seat),
            Turn::Conclude => self.conclude(case, seat),
            Turn::Communicate => self.communicate(case, seat),
            Turn::Decide => self.decide_case(case, seat),
            Turn::Serve => self.serve(case, seat),
            Turn::FollowUp => self.follow_case_up(case, seat),
            Turn::Evaluate => self.evaluate_case(case, seat),
            _ => self.strike_entry(case, seat),
        }
    }

    /// Someone is met by a concern: weak readers and boys more often.
    fn meet_concern(&mut self) -> Result<(), Stopped> {
        let found = (0..60).find_map(|attempt| {
            let number = self.dice.index(self.pupils.len());
            let pupil = &self.pupils[number];
            let fits = pupil.grade > 0 && pupil.case.is_none() && pupil.is_enrolled(self.today);
            let weak = pupil.reader.ability < -300 || attempt > 40;
            let girl = pupil.sex == Sex::Female;
            let likely = weak && !(girl && self.dice.permille(370));
            (fits && likely).then_some(number)
        });
        if let Some(number) = found {
            self.begin_case(number, None);
        }
        Ok(())
    }

    /// A case begins soon.
    pub(super) fn begin_case(&mut self, pupil: usize, shortfall: Option<Position>) {
        let case = self.cases.len();
        let plot = match FIRST_PLOTS.get(case) {
            Some(plot) => *plot,
            None => self.draw_plot(),
        };
        let id = ProgrammeId::from_bytes(self.new_id(Kind::Programme));
        self.cases.push(Case {
            id,
            pupil,
            plot,
            shortfall,
            reported: None,
            told: Vec::new(),
            decision: None,
            served: None,
            appeal: None,
            delegate: None,
            revisions: 0,
            open: false,
            follow_up: self.today,
            evaluation: self.today,
            over: false,
        });
        self.pupils[pupil].case = Some(case);
        self.plan_within(0, 4, Task::Case(case, Turn::Report));
    }

    fn draw_plot(&mut self) -> Plot {
        match self.dice.below(1_000) {
            0..140 => Plot::NotNeeded,
            140..144 => Plot::Upheld,
            144..150 => Plot::Confirmed,
            150..152 => Plot::Late,
            152..158 => Plot::Annulled,
            158..161 => Plot::WrongPupil,
            161..200 => Plot::Delegated,
            200..215 => Plot::Slip,
            _ => Plot::Ordinary,
        }
    }

    /// Where the case is today. Of a pupil who has left it ends; where the unit is closing it waits.
    pub(super) fn seat(&mut self, case: usize, task: Task) -> Option<Seat> {
        let Case { id, pupil: number, over, .. } = self.cases[case];
        if over {
            return None;
        }
        let known = &self.pupils[number];
        let at = known.school_on(self.today);
        let Some(at) = at.filter(|at| self.schools[*at].open && *at == known.school) else {
            if known.left_on.is_none() {
                self.plan_within(6, 12, task);
            }
            return None;
        };
        let (pupil, school) = (known.id, self.schools[at].code);
        let principal = self.principal(at);
        let educator = self.schools[at].educator.map(|e| self.actor(e, Role::SpecialEducator));
        let handler = educator.unwrap_or(principal);
        Some(Seat { programme: id, number, pupil, at, school, principal, handler })
    }

    /// The programme that covers a pupil, as far as a concern stands.
    pub(super) fn standing_case(&self, pupil: usize) -> Option<ProgrammeId> {
        let case = &self.cases[self.pupils[pupil].case?];
        let stands = case.reported.is_some() && !case.over && case.plot != Plot::WrongPupil;
        stands.then_some(case.id)
    }

    fn then(&mut self, case: usize, least: i32, most: i32, turn: Turn) {
        self.plan_within(least, most, Task::Case(case, turn));
    }

    // --------------------------------------------------------------------------- investigation

    fn report(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let teacher = self.teacher_of(seat.number, seat.at);
        let actor = teacher.map_or(seat.principal, |teacher| self.actor(teacher, Role::Teacher));
        let concern = words(self.dice.pick(&phrases::CONCERNS));
        let (shortfall, on) = (self.cases[case].shortfall, self.today);
        self.cases[case].reported = Some(self.journal.position(0));
        let next =
            if self.cases[case].plot == Plot::WrongPupil { Turn::Strike } else { Turn::Open };
        self.then(case, 1, 5, next);
        self.record_one(actor, ConcernReported { programme, pupil, school, shortfall, concern, on })
    }

    /// The concern was another pupil's: it leaves the case, and the right pupil gets one.
    fn strike_entry(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(of) = self.cases[case].reported else { return Ok(()) };
        let reason = words("Anmälan gällde en annan elev i klassen.");
        self.cases[case].over = true;
        let class = self.pupils[seat.number].class;
        let mates = class.map_or(Vec::new(), |class| self.classes[class].pupils.clone());
        if let Some(meant) = mates.into_iter().find(|p| self.pupils[*p].case.is_none()) {
            self.begin_case(meant, None);
        }
        self.record_one(seat.principal, EntryStruck { programme, pupil, school, of, reason })
    }

    fn open_investigation(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, at, .. } = seat;
        let lead = self.schools[at].educator.unwrap_or(self.schools[at].principal);
        let lead = self.staff[lead].id;
        let conclude_by = self.today.plus(i32::from(INVESTIGATION_DAYS));
        self.cases[case].open = true;
        self.then(case, 2, 8, Turn::Consult);
        let on = Some(self.today);
        let opened = InvestigationOpened { programme, pupil, school, lead, conclude_by, on };
        self.record_one(seat.principal, opened)
    }

    /// The pupil, a guardian and the teachers are heard; student health sometimes; some decline.
    fn consult(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, number, .. } = seat;
        let mut heard = vec![(Consulted::Pupil, self.dice.permille(60))];
        if let Some(guardian) = self.pupils[number].guardians[0] {
            let guardian = Consulted::Guardian(self.guardian_id(guardian));
            heard.push((guardian, self.dice.permille(110)));
        }
        heard.push((Consulted::Teachers, false));
        if self.dice.permille(300) {
            heard.push((Consulted::StudentHealth, false));
        }
        let on = self.today;
        let consulted = |(who, declined)| {
            InvestigationConsulted { programme, pupil, school, who, declined, on }.into()
        };
        let late = self.dice.permille(80);
        let (least, most) = if late { (34, 45) } else { (4, 18) };
        self.then(case, least, most, Turn::Conclude);
        self.record(seat.handler, heard.into_iter().map(consulted).collect())
    }

    fn conclude(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let needs_support = self.cases[case].plot != Plot::NotNeeded;
        let found =
            if needs_support { &phrases::FINDINGS_NEED[..] } else { &phrases::FINDINGS_NONE };
        let (finding, on) = (words(self.dice.pick(found)), self.today);
        self.cases[case].told.clear();
        self.cases[case].open = false;
        self.then(case, 1, 4, Turn::Communicate);
        let concluded =
            InvestigationConcluded { programme, pupil, school, on, needs_support, finding };
        self.record_one(seat.handler, concluded)
    }

    /// Every guardian without a block; where there is none, the pupil.
    fn parties(&self, number: usize) -> Vec<Party> {
        let pupil = &self.pupils[number];
        let second = pupil.guardians[1].filter(|_| !pupil.blocked);
        let guardians = [pupil.guardians[0], second].into_iter().flatten();
        let parties: Vec<Party> =
            guardians.map(|guardian| Party::Guardian(self.guardian_id(guardian))).collect();
        if parties.is_empty() { vec![Party::Pupil] } else { parties }
    }

    fn communicate(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        self.then(case, 2, 7, Turn::Decide);
        self.tell(case, seat)
    }

    /// Communicates the material to those who have not seen it as it is.
    pub(super) fn tell(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let (on, parties) = (self.today, self.parties(seat.number));
        let mut events: Vec<Event> = Vec::new();
        for party in parties {
            if !self.cases[case].told.contains(&party) {
                self.cases[case].told.push(party);
                events.push(MaterialCommunicated { programme, pupil, school, party, on }.into());
            }
        }
        self.record(seat.handler, events)
    }

    // -------------------------------------------------------------------------------- decision

    fn decide_case(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        self.tell(case, seat)?;
        let Seat { programme, pupil, school, .. } = seat;
        let actor = self.decider_of(case, seat)?;
        let needed = self.cases[case].plot != Plot::NotNeeded;
        let decided = self.taken(seat, actor, needed);
        self.cases[case].decision = Some(self.journal.position(0));
        self.cases[case].told.clear();
        self.then(case, 1, 6, Turn::Serve);
        if needed {
            let content = self.content(case, seat, actor.role == Role::Principal);
            let decision = ProgrammeDecided { programme, pupil, school, content, decided };
            return self.record_one(actor, decision);
        }
        self.record_one(actor, NoProgrammeDecided { programme, pupil, school, decided })
    }

    /// The principal; once the special educator or the class's teacher, to whom it is delegated.
    fn decider_of(&mut self, case: usize, seat: Seat) -> Result<Actor, Stopped> {
        let first = self.cases[case].plot == Plot::Delegated && self.cases[case].decision.is_none();
        let teacher = self.teacher_of(seat.number, seat.at).filter(|_| first);
        let Some(teacher) = teacher else { return Ok(seat.principal) };
        let (school, from) = (seat.school, self.today);
        let staff = self.staff[teacher].id;
        let standing = self.cases.iter().any(|other| other.delegate == Some(teacher));
        if !standing {
            let delegated = DecisionDelegated { school, staff, from, to: None };
            self.record_one(seat.principal, delegated)?;
            self.cases[case].delegate = Some(teacher);
            self.plan_within(20, 60, Task::Appeal(case, appeals::Turn::EndDelegation(seat.at)));
            return Ok(self.actor(teacher, Role::Teacher));
        }
        Ok(seat.principal)
    }

    fn taken(&mut self, seat: Seat, actor: Actor, needed: bool) -> Taken {
        let reasons = if needed { &phrases::REASONS[..] } else { &phrases::REASONS_NONE };
        let educator = self.schools[seat.at].educator.map(|e| self.staff[e].id);
        Taken {
            on: self.today,
            by: actor.staff,
            presented_by: educator.filter(|educator| *educator != actor.staff),
            took_part: Vec::new(),
            reasons: words(self.dice.pick(reasons)),
            appeal_instruction: true,
        }
    }

    fn content(&mut self, case: usize, seat: Seat, by_principal: bool) -> Content {
        let responsible = self.schools[seat.at].educator.unwrap_or(self.schools[seat.at].principal);
        let by = self.staff[responsible].id;
        let weeks = self.dice.between(5, 8);
        let follow_up = self.year.working_day_from(self.today.plus(weeks * 7));
        let weeks = self.dice.between(6, 9);
        let evaluation = self.year.working_day_from(follow_up.plus(weeks * 7));
        (self.cases[case].follow_up, self.cases[case].evaluation) = (follow_up, evaluation);
        let late = i32::from(self.dice.permille(120)) * self.dice.between(8, 25);
        let day = self.year.working_day_from(follow_up.plus(late));
        self.plan(day, Task::Case(case, Turn::FollowUp));
        Content {
            need: words(self.dice.pick(&phrases::NEEDS)),
            measures: words(self.dice.pick(&phrases::MEASURES)),
            forms: if by_principal { self.forms() } else { Vec::new() },
            follow_up: Appointment { on: follow_up, by },
            evaluation: Appointment { on: evaluation, by },
        }
    }

    fn forms(&mut self) -> Vec<SupportForm> {
        match self.dice.below(1_000) {
            0..40 => vec![SupportForm::SpecialTeachingGroup],
            40..55 => vec![SupportForm::IndividualTeaching],
            55..65 => vec![SupportForm::AdaptedCourse],
            65..70 => vec![SupportForm::DistanceTeaching { until: self.today.plus(14) }],
            _ => Vec::new(),
        }
    }

    /// On each party in its own way; then what the plot brings.
    fn serve(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(decision) = self.cases[case].decision else { return Ok(()) };
        let (on, parties) = (self.today, self.parties(seat.number));
        self.cases[case].served = parties.first().copied();
        let mut events: Vec<Event> = Vec::new();
        for party in parties {
            let way = self.dice.pick(&[Way::Meeting, Way::Letter, Way::Letter, Way::FormalService]);
            let served = DecisionServed { programme, pupil, school, decision, party, on, way };
            events.push(served.into());
        }
        self.plan_plot(case);
        self.record(seat.handler, events)
    }

    fn plan_plot(&mut self, case: usize) {
        let (least, most, turn) = match self.cases[case].plot {
            Plot::NotNeeded => {
                self.cases[case].over = true;
                return;
            }
            _ if self.cases[case].appeal.is_some() => return,
            Plot::Upheld | Plot::Confirmed => (5, 11, appeals::Turn::Lodge),
            Plot::Late => (21, 28, appeals::Turn::Lodge),
            Plot::Annulled => (3, 9, appeals::Turn::Annul),
            Plot::Slip => (1, 4, appeals::Turn::CorrectSlip),
            Plot::Ordinary | Plot::WrongPupil | Plot::Delegated => return,
        };
        self.plan_within(least, most, Task::Appeal(case, turn));
    }

    // ------------------------------------------------------------------------------ afterwards

    fn follow_case_up(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        // Of a decision that has been annulled or changed since, nothing is followed up.
        if self.cases[case].decision.is_none() || self.today < self.cases[case].follow_up {
            return Ok(());
        }
        let finding = words(self.dice.pick(&phrases::FOLLOW_UPS));
        let late = i32::from(self.dice.permille(150)) * self.dice.between(8, 30);
        let day = self.cases[case].evaluation.max(self.today.plus(1)).plus(late);
        let day = self.year.working_day_from(day);
        self.plan(day, Task::Case(case, Turn::Evaluate));
        let on = self.today;
        let followed = ProgrammeFollowedUp { programme, pupil, school, on, finding, next: None };
        self.record_one(seat.handler, followed)
    }

    fn evaluate_case(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        if self.cases[case].decision.is_none() || self.today < self.cases[case].evaluation {
            return Ok(());
        }
        let (met, told) = match self.dice.below(1_000) {
            0..520 => (GoalsMet::Yes, 0),
            520..850 => (GoalsMet::Partly, 1),
            _ => (GoalsMet::No, 2),
        };
        let (on, finding) = (self.today, words(phrases::EVALUATIONS[told]));
        let evaluated = ProgrammeEvaluated { programme, pupil, school, on, met, finding };
        self.record_one(seat.handler, evaluated)?;
        if met == GoalsMet::Yes || self.cases[case].revisions > 1 {
            return self.end_case(case, seat, met);
        }
        self.revise_case(case, seat)
    }

    fn end_case(&mut self, case: usize, seat: Seat, met: GoalsMet) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, number, .. } = seat;
        let why = if met == GoalsMet::Yes { Ended::NeedsMet } else { Ended::ReplacedByOther };
        let (on, reasons) = (self.today, words("Avslutas efter utvärderingen."));
        self.cases[case].over = true;
        self.pupils[number].case = None;
        let ended = ProgrammeEnded { programme, pupil, school, on, why, reasons };
        self.record_one(seat.principal, ended)
    }

    /// The decision is changed: the parties see what the change rests on.
    fn revise_case(&mut self, case: usize, seat: Seat) -> Result<(), Stopped> {
        let Seat { programme, pupil, school, .. } = seat;
        let Some(decision) = self.cases[case].decision else { return Ok(()) };
        self.tell(case, seat)?;
        let content = self.content(case, seat, true);
        let decided = self.taken(seat, seat.principal, true);
        let revised = ProgrammeRevised { programme, pupil, school, decision, content, decided };
        self.cases[case].decision = Some(self.journal.position(0));
        self.cases[case].told.clear();
        self.cases[case].revisions += 1;
        self.then(case, 1, 6, Turn::Serve);
        self.record_one(seat.principal, revised)
    }

    /// The case of a pupil who leaves is closed some days later.
    pub(super) fn plan_leaver(&mut self, number: usize) {
        if let Some(case) = self.pupils[number].case {
            let wait = self.dice.between(2, 9);
            let day = self.year.working_day_from(self.today.plus(wait));
            self.plan(day, Task::Case(case, Turn::Leave));
        }
    }

    /// The programme of a pupil who has left the municipality ends, and so does an investigation.
    fn end_of_leaver(&mut self, case: usize) -> Result<(), Stopped> {
        let Case { id: programme, pupil: number, over, open, .. } = self.cases[case];
        let known = &self.pupils[number];
        let (at, pupil) = (known.school, known.id);
        if over || known.is_enrolled(self.today) || !self.schools[at].open {
            return Ok(());
        }
        self.cases[case].over = true;
        let (school, on, principal) = (self.schools[at].code, self.today, self.principal(at));
        let moved = words("Eleven har lämnat kommunens skolor.");
        if open {
            let (needs_support, finding) = (false, moved);
            let concluded =
                InvestigationConcluded { programme, pupil, school, on, needs_support, finding };
            return self.record_one(principal, concluded);
        }
        if self.cases[case].decision.is_none() {
            return Ok(());
        }
        let (why, reasons) = (Ended::PupilLeft, moved);
        let ended = ProgrammeEnded { programme, pupil, school, on, why, reasons };
        self.record_one(principal, ended)
    }
}

//! What documents and evaluations rest on: what was known of a round at a size, at some school units.

use domain::Event;
use domain::commitment::Level;
use domain::event::{Code, code};
use domain::id::{Position, RoundId, SchoolUnitCode, Size};

use super::said::Said;
use super::walk::{Finds, View};
use crate::directory::position;
use crate::facts::{Entry, Happened, NONE, Outcome, Step};
use crate::figure::frame::{Frame, Places};
use crate::figure::reference::FigureScope;

/// Adds what an event rests on beside what it names.
pub(super) fn rests_on(view: &View<'_>, at: Position, event: &Event, finds: &mut Finds) {
    let basis = |size: Size| Size(size.0.min(at.0));
    match event {
        Event::ReportPrepared(e) => {
            let known = Known::new(view, basis(e.basis.size), e.round);
            if let Some(known) = known.and_then(|k| k.within(FigureScope::Committee(e.committee))) {
                known.whole(finds);
            }
        }
        Event::SchoolAccountDelivered(e) => {
            if let Some(known) = Known::new(view, basis(e.basis.size), e.round) {
                known.at_school(e.school).whole(finds);
            }
        }
        Event::ResultsAnalysed(e) => {
            if let Some(known) = Known::new(view, basis(e.as_of), e.round) {
                known.at_school(e.school).results(finds);
            }
        }
        Event::MeasureEvaluated(e) => {
            if let Some(known) = Known::new(view, basis(e.as_of), e.round) {
                known.at_school(e.school).results(finds);
            }
        }
        Event::CommitmentEvaluated(e) => {
            let Some(known) = Known::new(view, basis(e.as_of), e.round) else { return };
            match e.level {
                Level::School(school) => known.at_school(school).results(finds),
                Level::Municipality => known.results(finds),
            }
        }
        _ => {}
    }
}

/// What was known of a round.
pub(super) struct Known<'a> {
    frame: Frame<'a>,
    round: u32,
    /// The school units, by number; none: all of them.
    schools: Option<Vec<u32>>,
}

/// Whether a school unit is meant, by number.
struct Wanted(Vec<bool>);

impl Wanted {
    fn has(&self, school: u32) -> bool {
        self.0.get(school as usize) == Some(&true)
    }
}

impl<'a> Known<'a> {
    pub(super) fn new(view: &View<'a>, basis: Size, round: RoundId) -> Option<Self> {
        let facts = view.facts;
        let frame = Frame::new(facts, basis, round)?;
        Some(Self { frame, round: facts.ids.rounds.get(round)?, schools: None })
    }

    /// Only at the school units of a scope.
    pub(super) fn within(mut self, scope: FigureScope) -> Option<Self> {
        let facts = self.frame.facts;
        self.schools = match self.frame.places(&scope)? {
            Places::Schools(schools) => Some(schools),
            Places::School(school) => Some(vec![school]),
            Places::Class(class) => Some(vec![facts.organisation.classes[class as usize].school]),
        };
        Some(self)
    }

    fn at_school(mut self, school: SchoolUnitCode) -> Self {
        self.schools = Some(self.frame.facts.ids.schools.get(school).into_iter().collect());
        self
    }

    fn has(&self, school: u32) -> bool {
        self.schools.as_ref().is_none_or(|schools| schools.contains(&school))
    }

    fn has_code(&self, school: SchoolUnitCode) -> bool {
        self.frame.facts.ids.schools.get(school).is_some_and(|number| self.has(number))
    }

    /// Everything a report or an account tells of.
    fn whole(mut self, finds: &mut Finds) {
        if let Some(schools) = &mut self.schools {
            schools.sort_unstable();
        }
        self.promises(finds);
        self.shortfalls(finds);
        self.of_schools(finds);
        self.programmes(finds);
        self.dialogue(finds);
        self.population(finds);
        self.results(finds);
    }

    /// What made each pupil a member of the population: enrolment and grade in force on the census date.
    fn population(&self, finds: &mut Finds) {
        let all = || (0..).zip(self.frame.facts.ids.schools.keys()).map(|(number, _)| number);
        let places = Places::Schools(self.schools.clone().unwrap_or_else(|| all().collect()));
        let (mut enrolled, mut graded) = (Vec::new(), Vec::new());
        self.frame.for_each_member(&places, |member| {
            let (enrolment, grade) = self.frame.grounds(member.pupil);
            enrolled.extend(enrolment.map(position));
            graded.extend(grade.filter(|at| Some(*at) != enrolment).map(position));
        });
        finds.all_of(Some("PupilEnrolled"), enrolled);
        finds.all_of(Some("GradeChanged"), graded);
    }

    /// Submissions and the results that count, by kind.
    pub(super) fn results(&self, finds: &mut Finds) {
        let facts = self.frame.facts;
        let row = &facts.rounds.rows[self.round as usize];
        let submitted = row.steps.iter().filter(|(school, _)| self.has(**school));
        let last = |steps: &[Entry<Step>]| {
            let mut steps = steps.iter().rev();
            let submitted = steps.find(|step| matches!(step.value, Step::Submitted { .. }));
            submitted.map(|step| position(step.position))
        };
        let submissions = submitted.filter_map(|(_, steps)| last(steps.before(self.frame.limit)));
        finds.all_of(Some("ResultsSubmitted"), submissions.collect());
        let (mut assessed, mut corrected, mut not) = (Vec::new(), Vec::new(), Vec::new());
        let values = facts.round_values(self.round);
        let effective =
            values.into_iter().flat_map(|values| values.effective_ones(self.frame.limit));
        let wanted = self.wanted();
        for value in effective.filter(|value| wanted.has(value.school)) {
            let list = match value.outcome {
                _ if facts.values.corrects.contains_key(&value.position) => &mut corrected,
                Outcome::Point(_) => &mut assessed,
                Outcome::NotAssessed(_) => &mut not,
            };
            list.push(position(value.position));
        }
        finds.all_of(Some("ReadingAssessed"), assessed);
        finds.all_of(Some("NotAssessed"), not);
        finds.all_of(Some("AssessmentCorrected"), corrected);
    }

    /// Asked for each of a hundred thousand events.
    fn wanted(&self) -> Wanted {
        let count = u32::try_from(self.frame.facts.ids.schools.keys().len()).unwrap_or(NONE);
        Wanted((0..count).map(|school| self.has(school)).collect())
    }

    /// The commitments in force on the census date, and what came of them in the round. The
    /// municipality's are followed further.
    fn promises(&self, finds: &mut Finds) {
        let facts = self.frame.facts;
        let round = self.frame.round();
        let mut of_schools = Vec::new();
        for history in facts.commitments.rows.values() {
            let entries = history.before(self.frame.limit);
            let Some(level) = entries.first().map(|entry| entry.value.level()) else { continue };
            let evaluated = entries
                .iter()
                .filter(|entry| matches!(&entry.value, Happened::Evaluated(e) if e.round == round));
            match level {
                Level::Municipality => finds.on.extend(evaluated.map(Said::commitment)),
                Level::School(school) if self.has_code(school) => {
                    of_schools.extend(evaluated.map(|entry| position(entry.position)));
                }
                Level::School(_) => {}
            }
        }
        finds.all_of(Some("CommitmentEvaluated"), of_schools);
        let municipal = |level| level == Level::Municipality;
        let in_force = facts.in_force_where(self.frame.census_date(), self.frame.as_of, municipal);
        for version in in_force {
            let Some(history) = facts.commitments.rows.get(&version.commitment) else { continue };
            let entries = history.before(self.frame.limit).iter();
            let own = entries.filter(|e| version.positions.contains(&position(e.position)));
            finds.on.extend(own.map(Said::commitment));
        }
    }

    fn shortfalls(&self, finds: &mut Finds) {
        let (mut found, mut answered, mut lifted) = (Vec::new(), Vec::new(), Vec::new());
        let wanted = self.wanted();
        let shortfalls = self.frame.facts.shortfalls_in_short(self.round, self.frame.limit);
        let mine = shortfalls.filter(|short| wanted.has(short.school));
        for short in mine {
            found.push(position(short.position));
            answered.extend(short.answered.map(position));
            lifted.extend(short.lifted.map(position));
        }
        finds.all_of(Some("ShortfallFound"), found);
        finds.all_of(Some("GuaranteeAnswered"), answered);
        finds.all_of(Some("ShortfallLifted"), lifted);
    }

    /// Action programmes at the school units, by what was done.
    fn programmes(&self, finds: &mut Finds) {
        const KINDS: [(Code, &str); 6] = [
            (code::ConcernReported, "ConcernReported"),
            (code::ProgrammeDecided, "ProgrammeDecided"),
            (code::NoProgrammeDecided, "NoProgrammeDecided"),
            (code::ProgrammeRevised, "ProgrammeRevised"),
            (code::ProgrammeEvaluated, "ProgrammeEvaluated"),
            (code::AppealDecided, "AppealDecided"),
        ];
        let (facts, wanted) = (self.frame.facts, self.wanted());
        for (code, kind) in KINDS {
            let mine = facts.positions_at(code, self.frame.as_of, |school| wanted.has(school));
            finds.all_of(Some(kind), mine.collect());
        }
    }

    /// To whom the round's assessments that count were explained, and who has taken note.
    fn dialogue(&self, finds: &mut Finds) {
        let facts = self.frame.facts;
        let (mut explained, mut acknowledged) = (Vec::new(), Vec::new());
        let wanted = self.wanted();
        let Some(values) = facts.round_values(self.round) else { return };
        let limit = self.frame.limit;
        // Each pupil is asked once, and the acts are read in the order in which they lie.
        let pupils = 0..u32::try_from(facts.ids.pupils.keys().len()).unwrap_or(NONE);
        let counts: Vec<bool> = pupils
            .map(|pupil| values.counting(pupil, limit))
            .map(|value| value.is_some_and(|value| wanted.has(value.entry.school)))
            .collect();
        let told = facts.told_in(self.round, limit);
        for (explains, at, _) in told.filter(|(_, _, pupil)| counts[*pupil as usize]) {
            let list = if explains { &mut explained } else { &mut acknowledged };
            list.push(position(at));
        }
        finds.all_of(Some("AssessmentExplained"), explained);
        finds.all_of(Some("GuardianAcknowledged"), acknowledged);
    }

    /// Analyses of the round, and measures, at the school units.
    fn of_schools(&self, finds: &mut Finds) {
        const KINDS: [(Code, &str); 3] = [
            (code::MeasureDecided, "MeasureDecided"),
            (code::MeasureStarted, "MeasureStarted"),
            (code::MeasureEvaluated, "MeasureEvaluated"),
        ];
        let (facts, at, round) = (self.frame.facts, self.frame.as_of, self.frame.round());
        let wanted = self.wanted();
        let analysed = facts.analysed(round, at).filter(|(_, school)| self.has_code(*school));
        finds.all_of(Some("ResultsAnalysed"), analysed.map(|(position, _)| position).collect());
        for (code, kind) in KINDS {
            let mine = facts.positions_at(code, at, |school| wanted.has(school));
            finds.all_of(Some(kind), mine.collect());
        }
    }
}

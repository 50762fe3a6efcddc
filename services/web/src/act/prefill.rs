//! What a form knows before anyone types: what follows from what is given, and what is likely.

mod figures;

use domain::Event;
use domain::calendar::Day;
use domain::commitment::{Level, Target};
use domain::event::code;
use domain::id::{
    AnalysisId, ClassId, CommitmentId, Position, PupilId, RightId, RoundId, SchoolUnitCode,
    SeminarId,
};
use domain::people::{Role, Scope};
use domain::query::Tag;
use projections::directory::commitments::Commitment;
use projections::{Facts, round_board};

use crate::act::input::Input;
use crate::act::schema::{Field, Form, Kind};
use crate::act::source::Source;
use crate::act::who;
use crate::fault::Fault;
use crate::visit::Visit;

/// What a form is filled with.
pub(crate) struct Prefill<'a> {
    visit: &'a Visit,
    facts: &'a Facts,
    form: &'a Form,
    input: Input,
}

/// The fields with what follows from them, and what is likely where nothing is said.
pub(crate) fn prefilled(visit: &Visit, form: &Form, input: Input) -> Result<Input, Fault> {
    let facts = visit.facts()?;
    let mut of = Prefill { visit, facts: &facts, form, input };
    of.shortfall();
    of.places();
    of.commitment();
    of.seminar();
    of.round();
    of.parties();
    of.effect();
    of.numbers();
    of.goals();
    of.likely();
    let mut input = of.input;
    drop(facts);
    people(visit, form, &mut input)?;
    Ok(input)
}

/// The school unit of the viewer's role, where it is one.
pub(crate) fn own_school(visit: &Visit, facts: &Facts) -> Option<SchoolUnitCode> {
    let viewer = visit.viewer?;
    let held = facts.roles(viewer.staff, visit.today(), facts.size());
    let mut schools =
        held.iter().filter(|held| held.role == viewer.role).filter_map(|held| match held.scope {
            Scope::School(school) => Some(school),
            Scope::Municipality | Scope::District(_) => None,
        });
    let first = schools.next()?;
    schools.all(|school| school == first).then_some(first)
}

/// Who acts, and the id of what comes into being.
fn people(visit: &Visit, form: &Form, input: &mut Input) -> Result<(), Fault> {
    let role = visit.actor()?.role;
    let own = who::own(&form.term, &form.command);
    if let Some(name) = own.filter(|_| !who::for_others(&form.command, role)) {
        let path = form.find(name).map_or_else(|| name.to_owned(), |(path, _)| path);
        input.settle(&path, visit.actor()?.staff);
    }
    if let Some((path, field)) = who::founds(&form.term, &form.command).and_then(|n| form.find(n)) {
        let personal =
            matches!(field.kind, Kind::Pick(Source::Pupil | Source::Staff | Source::Guardian));
        let id = if personal {
            uuid::Uuid::from_bytes(insyn_app::world::new_pseudonym(visit.app().world()))
        } else {
            visit.new_id()
        };
        input.settle(&path, id.simple());
    }
    Ok(())
}

impl Prefill<'_> {
    fn path(&self, name: &str) -> Option<String> {
        self.form.find(name).map(|(path, _)| path)
    }

    fn path_of(&self, name: &str, source: Source) -> Option<String> {
        let found = self.form.find(name);
        let fits = |(_, field): &(String, &Field)| matches!(field.kind, Kind::Pick(known) if known == source);
        found.filter(fits).map(|(path, _)| path)
    }

    fn known<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        let found = self.path(name).and_then(|path| self.input.one(&path).map(str::to_owned));
        found.or_else(|| self.input.one(name).map(str::to_owned))?.parse().ok()
    }

    fn propose(&mut self, name: &str, value: impl ToString) {
        if let Some(path) = self.path(name) {
            self.input.propose(&path, value);
        }
    }

    /// A shortfall says which pupil, and which school unit answers for it.
    fn shortfall(&mut self) {
        if self.form.term != "guarantee" {
            return;
        }
        let of = self.known("of").map(Position);
        let Some(found) = of.and_then(|of| self.facts.shortfall(of, self.facts.size())) else {
            return;
        };
        self.input.settle("pupil", found.pupil);
        self.input.settle("school", found.school);
    }

    /// The school unit: the class's, the pupil's, or the viewer's own.
    fn places(&mut self) {
        let (today, at) = (self.visit.today(), self.facts.size());
        let class = self.known::<ClassId>("class");
        let of_class = class.and_then(|class| self.facts.class(class, today, at));
        let pupil = self.known::<PupilId>("pupil").and_then(|p| self.facts.pupil(p, today, at));
        let enrolled = pupil.and_then(|pupil| pupil.enrolment).map(|enrolment| enrolment.school);
        if let (Some(path), Some(school)) = (self.path_of("from_school", Source::School), enrolled)
        {
            self.input.settle(&path, school);
            return;
        }
        let school = of_class.map(|class| class.school).or(enrolled);
        let school = school.or_else(|| own_school(self.visit, self.facts));
        if let (Some(path), Some(school)) = (self.path_of("school", Source::School), school) {
            self.input.settle(&path, school);
        }
        let own_class =
            pupil.and_then(|pupil| pupil.class).filter(|_| self.form.term == "assessment");
        if let (Some(path), Some(class)) = (self.path_of("class", Source::Class), own_class) {
            self.input.settle(&path, class);
        }
    }

    /// Whose the commitment is, its version and its content.
    fn commitment(&mut self) {
        if self.form.command == "propose" && self.form.term == "commitment" {
            return self.new_level();
        }
        let id = self.known::<CommitmentId>("commitment");
        let known = id.and_then(|id| self.facts.commitment(id, self.facts.size()));
        let (Some(known), Some(level)) = (known, self.path("level")) else { return };
        match known.level {
            Level::Municipality => self.input.settle(&level, "municipality"),
            Level::School(school) => {
                self.input.settle(&level, "school");
                self.input.propose_within(&level, "school", school);
            }
        }
        self.version(&known);
    }

    fn new_level(&mut self) {
        let viewer = self.visit.viewer.map(|viewer| viewer.role);
        match (own_school(self.visit, self.facts), viewer) {
            (Some(school), Some(Role::Principal)) => {
                self.input.propose("level", "school");
                self.input.propose_within("level", "school", school);
            }
            _ => self.input.propose("level", "municipality"),
        }
    }

    fn version(&mut self, known: &Commitment) {
        let last = known.versions.last();
        let number = last.map_or(0, |version| version.number);
        match self.form.command.as_str() {
            "revise" | "lower" => {
                self.input.settle("version", number + 1);
                let terms = last.map(|version| version.terms.clone());
                if let Some(terms) = terms.filter(|_| !self.input.has("terms")) {
                    self.input.propose("terms.title", &terms.title);
                    terms.targets.iter().enumerate().for_each(|(n, target)| self.target(n, target));
                }
            }
            "publish" | "explain" => self.propose("version", number),
            "evaluate" => {
                let round = self.known::<RoundId>("round");
                let round = round.and_then(|round| self.facts.round(round, self.facts.size()));
                let Some(round) = round else { return };
                self.input.settle("census_date", round.census_date);
                let Some(version) = known.in_force(round.census_date) else { return };
                self.propose("version", version.number);
                let targets = version.terms.targets.clone();
                self.outcomes(known.commitment, known.level, &targets);
            }
            _ => {}
        }
    }

    fn target(&mut self, row: usize, target: &Target) {
        let path = |name: &str| format!("terms.targets.{row}.{name}");
        let regime = match target.grade.regime {
            domain::people::GradeRegime::Nine => "nine",
            domain::people::GradeRegime::Ten => "ten",
        };
        let (whole, tenth) = (target.share_permille / 10, target.share_permille % 10);
        self.input.propose(&path("number"), target.number);
        self.input.propose(&path("grade.number"), target.grade.number);
        self.input.propose(&path("grade.regime"), regime);
        self.input.propose(&path("occasion"), target.occasion);
        self.input.propose(&path("edition"), target.edition);
        self.input.propose(&path("least"), target.least);
        self.input.propose(&path("share_permille"), format!("{whole}.{tenth}"));
    }

    /// For whom a seminar was arranged.
    fn seminar(&mut self) {
        if self.form.term != "seminar" || self.form.command == "arrange" {
            return;
        }
        let Some(id) = self.known::<SeminarId>("seminar") else { return };
        let arranged =
            self.facts.ledger_of(Tag::Seminar(id), &[code::SeminarArranged], self.facts.size());
        let scope = arranged.filter_map(|noted| match noted.event {
            Event::SeminarArranged(e) => Some(e.scope),
            _ => None,
        });
        match scope.last() {
            Some(Scope::Municipality) => self.input.settle("scope", "municipality"),
            Some(Scope::District(district)) => {
                self.input.settle("scope", "district");
                self.input.propose_within("scope", "district", district);
            }
            Some(Scope::School(school)) => {
                self.input.settle("scope", "school");
                self.input.propose_within("scope", "school", school);
            }
            None => {}
        }
    }

    fn round(&mut self) {
        match (self.form.term.as_str(), self.form.command.as_str()) {
            ("round", "submit") => self.classes_in_round(),
            ("round", "schedule") => self.schedule(),
            _ => {}
        }
    }

    /// The classes that have pupils in the round.
    fn classes_in_round(&mut self) {
        let places = self.known::<RoundId>("round").zip(self.known::<SchoolUnitCode>("school"));
        let Some((round, school)) = places else { return };
        let (today, at) = (self.visit.today(), self.facts.size());
        let Some(board) = round_board(self.facts, at, school, round, today) else { return };
        if !self.input.has("classes") {
            board.classes.iter().filter_map(|c| c.class).for_each(|c| self.input.add("classes", c));
        }
    }

    /// The days of a round as the field proposes them.
    fn schedule(&mut self) {
        let Some(round) = self.known::<RoundId>("round") else { return };
        let at = self.facts.size();
        let edition =
            self.facts.editions(at).into_iter().rfind(|e| e.instrument == round.instrument);
        let calendar = self.facts.calendar(at);
        let proposed =
            edition.and_then(|e| domain::round::proposed(round.year, round.occasion, &calendar, e));
        let Some(proposed) = proposed else { return };
        for (name, day) in [
            ("census_date", proposed.census_date),
            ("opens", proposed.opens),
            ("closes", proposed.closes),
            ("submit_by", proposed.submit_by),
        ] {
            self.propose(name, day);
        }
        self.propose("edition", proposed.edition);
        let grades: Vec<String> = proposed.grades.iter().map(u8::to_string).collect();
        self.propose("grades", grades.join(" "));
        if !self.input.has("forms") {
            let forms = proposed.forms.iter().filter_map(|form| serde_json::to_value(form).ok());
            forms.for_each(|form| self.input.add("forms", form.as_str().unwrap_or_default()));
        }
    }

    /// The parties to a decision: every guardian without a block.
    fn parties(&mut self) {
        let (Some(pupil), Some(path)) = (self.known::<PupilId>("pupil"), self.path("parties"))
        else {
            return;
        };
        if self.input.has(&path) {
            return;
        }
        let guardians = self.facts.guardians(pupil, self.facts.size());
        for guardian in guardians.iter().filter(|guardian| !guardian.blocked) {
            self.input.add(&path, format!("guardian:{}", guardian.guardian));
        }
    }

    /// The next number where one follows on another.
    fn numbers(&mut self) {
        let at = self.facts.size();
        match (self.form.term.as_str(), self.form.command.as_str()) {
            ("analysis", "prioritise") => {
                let Some(analysis) = self.known::<AnalysisId>("analysis") else { return };
                let before =
                    self.facts.count_of(Tag::Analysis(analysis), code::PriorityDecided, at);
                self.propose("number", before + 1);
            }
            ("knowledge", "define_right") => {
                let right = self.known::<RightId>("right").map(Tag::Right);
                let before = right
                    .map_or(0, |tag| self.facts.count_of(tag, code::KnowledgeRightDefined, at));
                self.propose("version", before + 1);
            }
            ("knowledge", "describe_system") => {
                let editions = self.facts.editions(at);
                let instrument = editions.last().map(|edition| edition.instrument);
                let instrument = self.known("instrument").or(instrument);
                let Some(instrument) = instrument else { return };
                let tag = Tag::Instrument(instrument);
                let before = self.facts.count_of(tag, code::AssessmentSystemDescribed, at);
                self.propose("instrument", instrument);
                self.propose("version", before + 1);
            }
            _ => {}
        }
    }

    /// The last day of a local service goal.
    fn goals(&mut self) {
        let today = self.visit.today();
        let Some(goals) = self.facts.goals(today, self.facts.size()) else { return };
        self.propose("conclude_by", today.plus(i32::from(goals.investigation_days)));
        if self.form.command == "receive_complaint" {
            self.propose("answer_by", today.plus(i32::from(goals.complaint_days)));
        }
    }

    /// What is likely: today, Swedish, the state of the record as it is.
    fn likely(&mut self) {
        let mut days = Vec::new();
        let mut sizes = Vec::new();
        for outer in &self.form.fields {
            likely_within(outer, &outer.name, &mut days, &mut sizes);
        }
        let today: Day = self.visit.today();
        days.iter().for_each(|path| self.input.propose(path, today));
        sizes.iter().for_each(|path| self.input.settle(path, self.facts.size().0));
        for (name, value) in [
            ("language", "sv"),
            ("samples", "0"),
            ("from_known", "true"),
            ("protection", "none"),
            ("declined", "false"),
        ] {
            if self.form.command != "mark_protection" {
                self.propose(name, value);
            }
        }
    }
}

/// Events that are planned: their day is not today.
const PLANNED: &[&str] =
    &["Appointment", "DialogueInvited", "CoachingBooked", "DevelopmentPlanned", "SeminarArranged"];

fn likely_within(field: &Field, path: &str, days: &mut Vec<String>, sizes: &mut Vec<String>) {
    match &field.kind {
        Kind::Group(inner) if field.required => {
            for field in inner {
                likely_within(field, &format!("{path}.{}", field.name), days, sizes);
            }
        }
        Kind::Pick(Source::Size) => sizes.push(path.to_owned()),
        // A day that need not be said is likely today's too: when it happened, not until when something holds.
        Kind::Day
            if (field.required || field.name == "on")
                && !PLANNED.contains(&field.owner.as_str()) =>
        {
            if matches!(field.name.as_str(), "on" | "received" | "from" | "valid_from") {
                days.push(path.to_owned());
            }
        }
        _ => {}
    }
}

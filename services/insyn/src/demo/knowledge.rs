//! What everyone has a right to know, how it is assessed, and what assessors must know.

use domain::Event;
use domain::calendar::Day;
use domain::competence::{
    AssessorAuthorised, AuthorisationLapsed, KnowledgeRequired, TrainingCompleted,
};
use domain::id::{LanguageTag, RequirementId, RightId};
use domain::knowledge::{AssessmentSystemDescribed, KnowledgeRightDefined};
use domain::people::{Grade, Role};

use super::agenda::Task;
use super::journal::Stopped;
use super::town::Town;
use super::year;

/// What happens to knowledge in a year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Rights, description and requirements, or new versions of them.
    Define,
    /// Those of a school unit who may not assess yet are trained and authorised.
    Authorise(usize),
    /// Some authorisations lapse.
    Lapse,
}

/// Grade, and what its pupils have a right to.
const RIGHTS: [(u8, &str, &str); 7] = [
    (1, "Läsa enkel text", "Att kunna läsa korta, bekanta texter och samtala om dem."),
    (2, "Läsa med flyt", "Att kunna läsa enkla berättelser och återge det viktigaste."),
    (
        3,
        "Läsa och förstå",
        "Att kunna läsa skönlitteratur och sakprosa för barn med flyt och förståelse.",
    ),
    (
        5,
        "Läsa längre texter",
        "Att kunna läsa längre berättelser och faktatexter med god behållning.",
    ),
    (
        6,
        "Läsa för att lära",
        "Att kunna läsa längre texter i alla ämnen och dra slutsatser av dem.",
    ),
    (7, "Läsa kritiskt", "Att kunna jämföra texter och se vem som talar och varför."),
    (9, "Läsa som medborgare", "Att kunna läsa och värdera de texter som ett samhälle vilar på."),
];

/// The code of a grade's right.
pub(super) fn right(grade: u8) -> RightId {
    RightId::new(&format!("lasa-ak{grade}")).expect("a short code")
}

/// The language's tag.
pub(super) fn language(tag: &str) -> LanguageTag {
    LanguageTag::new(tag).expect("a short tag")
}

fn requirement(code: &str) -> RequirementId {
    RequirementId::new(code).expect("a short code")
}

impl Town<'_> {
    pub(super) fn plan_knowledge(&mut self) {
        let soon = self.year.working_day_from(self.today.plus(1));
        if self.year_number < 2 {
            self.plan(soon, Task::Knowledge(Turn::Define));
        }
        for school in 0..self.schools.len() {
            let days = self.year.school_days(self.year.first_day, self.year.first_day.plus(30));
            let day = self.dice.pick(&days);
            self.plan(day, Task::Knowledge(Turn::Authorise(school)));
        }
        if self.year_number > 0 {
            let october = self.year.working_day_from(year::day(self.year.year, 10, 2));
            self.plan(october, Task::Knowledge(Turn::Lapse));
        }
    }

    pub(super) fn perform_knowledge(&mut self, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::Define => self.define(),
            Turn::Authorise(school) => self.authorise(school),
            Turn::Lapse => self.lapse(),
        }
    }

    fn define(&mut self) -> Result<(), Stopped> {
        let version = self.year_number + 1;
        let valid_from = self.year.first_day;
        let mut events = vec![self.description(version, valid_from)];
        for (grade, title, text) in RIGHTS {
            // The second version is of grade 3 alone: its criteria were made clearer.
            if version == 1 || grade == 3 {
                events.push(self.right_of(grade, title, text, version, valid_from));
            }
        }
        if version == 1 {
            let required = [
                ("lus-bedomare", Role::Teacher, "Bedöma läsutveckling med LUS"),
                ("lus-bedomare", Role::SpecialEducator, "Bedöma läsutveckling med LUS"),
                ("resultatanalys", Role::Principal, "Leda analys av resultat"),
            ];
            for (code, role, title) in required {
                let (requirement, title) = (requirement(code), title.to_owned());
                let from = valid_from;
                events.push(KnowledgeRequired { requirement, role, title, from, to: None }.into());
            }
        }
        self.record(self.coordinator(), events)
    }

    fn right_of(&self, grade: u8, title: &str, text: &str, version: u16, from: Day) -> Event {
        let criteria = match version {
            1 => "Eleven läser åldersenlig text med förståelse och samtalar om den.",
            _ => "Eleven läser åldersenlig text med flyt och förståelse, återger och resonerar.",
        };
        let defined = KnowledgeRightDefined {
            right: right(grade),
            version,
            grade: Grade::nine(grade),
            title: title.to_owned(),
            text: text.to_owned(),
            criteria: criteria.to_owned(),
            language: language("sv"),
            valid_from: from,
        };
        defined.into()
    }

    fn description(&self, version: u16, valid_from: Day) -> Event {
        let agreement = match version {
            1 => "Bedömare träffas varje termin och jämför bedömningar av samma elevexempel.",
            _ => {
                "Bedömare skattar gemensamma elevexempel var för sig varje termin; \
                  samstämmigheten räknas ut och redovisas."
            }
        };
        let described = AssessmentSystemDescribed {
            instrument: self.edition.instrument,
            version,
            edition: self.edition.id,
            who: "Elevens egen lärare bedömer fyra gånger om året genom att följa läsningen i \
                  vardagen."
                .to_owned(),
            agreement: agreement.to_owned(),
            figures: "Andelen räknas av alla elever som var inskrivna på mätdatumet.".to_owned(),
            limits: "En punkt är en bedömning vid ett tillfälle; små grupper visas inte."
                .to_owned(),
            language: language("sv"),
            valid_from,
        };
        described.into()
    }

    /// Most are trained and authorised in their first autumn; the rest are views' to flag.
    fn authorise(&mut self, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let unit = &self.schools[school];
        let waiting: Vec<usize> = unit.teachers.iter().copied().chain(unit.educator).collect();
        let (mut trained, mut authorised): (Vec<Event>, Vec<Event>) = (Vec::new(), Vec::new());
        for staff in waiting {
            if self.staff[staff].authorised || self.dice.permille(130) {
                continue;
            }
            self.staff[staff].authorised = true;
            let (staff, on) = (self.staff[staff].id, self.today);
            let (requirement, instrument) = (requirement("lus-bedomare"), self.edition.instrument);
            trained.push(TrainingCompleted { staff, requirement, on }.into());
            authorised.push(AssessorAuthorised { staff, instrument, from: on, to: None }.into());
        }
        let principal = self.staff[self.schools[school].principal].id;
        if self.year_number == 0 {
            let (requirement, on) = (requirement("resultatanalys"), self.today);
            trained.push(TrainingCompleted { staff: principal, requirement, on }.into());
        }
        self.record(self.adviser(), trained)?;
        self.record(self.coordinator(), authorised)
    }

    /// A few have not kept up.
    fn lapse(&mut self) -> Result<(), Stopped> {
        let (instrument, on) = (self.edition.instrument, self.today);
        let mut events: Vec<Event> = Vec::new();
        for number in 0..self.staff.len() {
            let drawn = self.dice.permille(25) || events.is_empty();
            if self.staff[number].authorised && drawn {
                self.staff[number].authorised = false;
                let staff = self.staff[number].id;
                events.push(AuthorisationLapsed { staff, instrument, on }.into());
            }
        }
        self.record(self.coordinator(), events)
    }
}

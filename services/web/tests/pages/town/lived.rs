//! The town a season later: the whole chain from commitment to committee decision, by real commands.

use domain::commitment::{
    self, CommitmentAdopted, CommitmentExplained, CommitmentProposed, CommitmentPublished, Level,
    Target, Terms,
};
use domain::event::Code;
use domain::guarantee::{self, GuaranteeAdopted};
use domain::id::{CommitmentId, GuardianId, Position, RightId, StaffId};
use domain::knowledge::{self, AssessmentSystemDescribed, KnowledgeRightDefined};
use domain::people::{Grade, GuardianIdentity, PersonName, Role, Scope, Way};
use domain::personal::{FreeText, Personal};
use domain::pupil::{Command as Pupil, GuardianLinked};
use domain::query::Tag;
use domain::round::{self, ConditionsStated};
use domain::scale::ScaleEdition;

use super::{
    ADMIN, COORDINATOR, MEADOW, OTHER_TEACHER, PRINCIPAL, SECRETARY, TEACHER, Town, class,
    commitment_id, day, pupil, round_id, school, staff,
};

pub(crate) const SPECIAL: (u8, Role) = (10, Role::SpecialEducator);
pub(crate) const ADVISER: (u8, Role) = (40, Role::Adviser);
pub(crate) const ARCHIVIST: (u8, Role) = (41, Role::Archivist);

/// The day the town has come to.
pub(crate) const LIVED_UNTIL: &str = "2026-03-02";

pub(crate) fn guardian(number: u8) -> GuardianId {
    GuardianId::from_bytes([0x60 + number; 16])
}

pub(crate) fn right_id() -> RightId {
    "lasa-ak3".parse().unwrap()
}

/// Ängskolan's own commitment.
pub(crate) fn school_commitment_id() -> CommitmentId {
    CommitmentId::from_bytes([0xab; 16])
}

/// A text that is sealed.
pub(crate) fn text(words: &str) -> Personal<FreeText> {
    Personal::Open(FreeText::new(words).unwrap())
}

impl Town {
    /// The whole chain, at 2026-03-02.
    pub(crate) fn lived() -> Self {
        let town = Self::founded();
        town.newcomers();
        town.guardians();
        town.rights();
        town.promises();
        town.december();
        town.support();
        town.follow_up();
        town.answers();
        town.case();
        town.other_case();
        town.dialogue();
        town.analysis();
        town.committee();
        town.measure();
        town.set(LIVED_UNTIL);
        town.follow_up();
        town
    }

    /// What the record and the calendar ask of the system is done.
    pub(crate) fn follow_up(&self) {
        self.app().follow_up().unwrap();
        self.tick();
    }

    /// Where the latest event of a kind with this tag stands.
    #[track_caller]
    pub(crate) fn noted(&self, tag: Tag, code: Code) -> Position {
        let facts = self.app().facts().unwrap();
        let last = facts.ledger_of(tag, &[code], facts.size()).last();
        last.expect("it is recorded").position
    }

    /// Where a pupil's first shortfall stands.
    #[track_caller]
    pub(crate) fn shortfall(&self, number: u8) -> Position {
        let facts = self.app().facts().unwrap();
        let found = facts.shortfalls_of_pupil(pupil(number), facts.size());
        found.first().expect("it is found").position
    }

    fn newcomers(&self) {
        for (who, given, family, scope) in [
            (SPECIAL, "Stina", "Specialpedagog", Scope::School(school(MEADOW))),
            (ADVISER, "Hilda", "Handledare", Scope::Municipality),
            (ARCHIVIST, "Arvid", "Arkivarie", Scope::Municipality),
        ] {
            self.engage(who.0, given, family);
            self.grant(who, scope);
        }
    }

    fn guardians(&self) {
        for (number, of, given) in [(1, 12, "Greta"), (2, 12, "Gösta"), (3, 11, "Gerd")] {
            let name = Some(PersonName::new(given, "Vårdnadshavare"));
            let identity = Personal::Open(GuardianIdentity { name, email: None });
            let linked = GuardianLinked { pupil: pupil(of), guardian: guardian(number), identity };
            self.did(ADMIN, Pupil::LinkGuardian(linked));
        }
    }

    fn rights(&self) {
        let (language, valid_from) = ("sv".parse().unwrap(), day("2025-07-01"));
        let right = KnowledgeRightDefined {
            right: right_id(),
            version: 1,
            grade: Grade::nine(3),
            title: "Läsa i årskurs 3".to_owned(),
            text: "Varje elev ska kunna läsa enkla texter med flyt.".to_owned(),
            criteria: "Läsning med flyt och förståelse.".to_owned(),
            language,
            valid_from,
        };
        self.did(SECRETARY, knowledge::Command::DefineRight(right));
        let system = AssessmentSystemDescribed {
            instrument: "lus".parse().unwrap(),
            version: 1,
            edition: ScaleEdition::lus_1().id,
            who: "Elevens egen lärare".to_owned(),
            agreement: "Seminarier med blinda bedömningar".to_owned(),
            figures: "Andel som nått målet".to_owned(),
            limits: "Små grupper visas inte".to_owned(),
            language,
            valid_from,
        };
        self.did(SECRETARY, knowledge::Command::DescribeSystem(system));
        self.did(
            COORDINATOR,
            guarantee::Command::Adopt(GuaranteeAdopted {
                first_census: day("2025-12-01"),
                answer_days: 14,
                investigation_days: 30,
                forwarding_days: 7,
                complaint_days: 30,
                remind_every_days: 14,
                valid_from: day("2025-12-01"),
            }),
        );
    }

    /// A commitment of the school's own, with one target for grade 3.
    pub(crate) fn school_promises(&self, commitment: CommitmentId, occasion: &str, least: &str) {
        let level = Level::School(school(MEADOW));
        let target = Target {
            number: 1,
            grade: Grade::nine(3),
            occasion: occasion.parse().unwrap(),
            edition: ScaleEdition::lus_1().id,
            least: least.parse().unwrap(),
            share_permille: 900,
        };
        let (title, valid_from) = ("Ängskolan läser".to_owned(), day("2025-07-01"));
        let terms = Terms { title, targets: vec![target], valid_from, valid_to: None };
        let (on, serves) = (day("2025-12-08"), Some(right_id()));
        let proposed = CommitmentProposed { commitment, level, terms, serves };
        self.did(PRINCIPAL, commitment::Command::Propose(proposed));
        let adopted = CommitmentAdopted { commitment, level, on, decision: None };
        self.did(PRINCIPAL, commitment::Command::Adopt(adopted));
    }

    /// The school's own commitment; the municipal one is published and explained to 3A.
    fn promises(&self) {
        self.school_promises(school_commitment_id(), "may", "15");
        let on = day("2025-12-08");
        let (commitment, level, version) = (commitment_id(), Level::Municipality, 1);
        let place = "kommunens webbplats".to_owned();
        let published = CommitmentPublished { commitment, level, version, on, place };
        self.did(SECRETARY, commitment::Command::Publish(published));
        let explained = CommitmentExplained {
            commitment,
            level,
            version,
            school: school(MEADOW),
            class: class(1),
            on,
            way: Way::Meeting,
            language: "sv".parse().unwrap(),
        };
        self.did(TEACHER, commitment::Command::Explain(explained));
    }

    /// December is assessed, signed off, submitted and received.
    fn december(&self) {
        self.set("2025-12-09");
        for (number, point) in [(14, "11"), (15, "12"), (16, "13")] {
            self.assess("december", number, point);
        }
        let (round, at) = (round_id("december"), school(MEADOW));
        for (number, who) in [(1, TEACHER), (2, OTHER_TEACHER)] {
            let (class, staff) = (class(number), staff(who.0));
            if number == 2 {
                self.assess_as(OTHER_TEACHER, "december", (21, 2), "13");
                self.assess_as(OTHER_TEACHER, "december", (22, 2), "10");
            }
            let signed = round::ClassSignedOff { round, school: at, class, staff };
            self.did(who, round::Command::SignOff(signed));
            let reasonable = number == 2;
            let statement = (!reasonable).then(|| text("För stor klass."));
            let stated =
                ConditionsStated { round, school: at, class, staff, reasonable, statement };
            self.did(who, round::Command::StateConditions(stated));
        }
        self.set("2025-12-10");
        let principal: StaffId = staff(PRINCIPAL.0);
        let submission = round::ResultsSubmitted { round, school: at, staff: principal };
        let classes = vec![class(1), class(2)];
        self.did(PRINCIPAL, round::Command::Submit { submission, classes });
        let received = round::ResultsReceived { round, school: at, staff: staff(COORDINATOR.0) };
        self.did(COORDINATOR, round::Command::Receive(received));
    }
}

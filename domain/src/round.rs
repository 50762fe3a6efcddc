//! The round (bedömningstillfälle): schedule, opening at a school unit, conditions, sign-off by
//! class, submission by the principal, receipt by the coordinator, reasoned reopening.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::command::Language;
use crate::id::{ClassId, EditionId, Position, RoundId, SchoolUnitCode, StaffId};
use crate::people::{GradeRegime, SchoolForm};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
mod propose;
#[cfg(test)]
mod spec;

pub use decide::Progress;
pub(crate) use decide::{demand, edition, is_principal, principal_boundary, schedule};
pub use propose::proposed;

// ------------------------------------------------------------------------------------- events

/// A round is planned for the whole municipality.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RoundScheduled {
    /// The round.
    pub round: RoundId,
    /// Who is enrolled on this day makes the population.
    pub census_date: Day,
    /// The first day of the window in which results are entered.
    pub opens: Day,
    /// The last day of the window.
    pub closes: Day,
    /// The day by which a school unit has submitted.
    pub submit_by: Day,
    /// The school forms in the population.
    pub forms: Vec<SchoolForm>,
    /// The grade numbers in the population.
    pub grades: Vec<u8>,
    /// The numbering of those grades.
    pub regime: GradeRegime,
    /// The scale edition in which points are given.
    pub edition: EditionId,
}

/// A round is open for entry at a school unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RoundOpened {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The last day for entry.
    pub until: Day,
}

/// A teacher states the conditions for carrying the responsibility in this round.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ConditionsStated {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class.
    pub class: ClassId,
    /// Who states it.
    pub staff: StaffId,
    /// Whether the conditions were reasonable.
    pub reasonable: bool,
    /// In the teacher's own words (sealed).
    pub statement: Option<Personal<FreeText>>,
}

/// The principal answers conditions that a teacher has stated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ConditionsAnswered {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class.
    pub class: ClassId,
    /// The statement.
    pub of: Position,
    /// Who answers.
    pub staff: StaffId,
    /// The answer (sealed).
    pub answer: Personal<FreeText>,
}

/// A class's results are signed off by its assessor.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassSignedOff {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class.
    pub class: ClassId,
    /// Who signed off.
    pub staff: StaffId,
}

/// A school unit's results are submitted by its principal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResultsSubmitted {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Who submitted.
    pub staff: StaffId,
}

/// A school unit's results are received by the results coordinator.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResultsReceived {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Who received them.
    pub staff: StaffId,
}

/// One named person has been reminded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReminderSent {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class that is awaited; none: the whole school unit's submission.
    pub class: Option<ClassId>,
    /// Who is reminded.
    pub to: StaffId,
}

/// A round is opened again at a school unit, for one class or for all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RoundReopened {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The class whose sign-off falls; none: every class's.
    pub class: Option<ClassId>,
    /// The last day for entry from now on.
    pub until: Day,
    /// Why (sealed).
    pub reason: Personal<FreeText>,
}

/// The letters to guardians about a round are released at a school unit, as the record is then.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LettersReleased {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Who released them.
    pub staff: StaffId,
}

crate::event::tagged! {
    RoundScheduled(e) => [Tag::Municipality, Tag::Round(e.round)],
    // The round's own tag too: rescheduling asks whether any school unit has opened.
    RoundOpened(e) => [Tag::School(e.school), Tag::Round(e.round), Tag::RoundAtSchool(e.round, e.school)],
    ConditionsStated(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    ConditionsAnswered(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    ClassSignedOff(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    ResultsSubmitted(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    ResultsReceived(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    ReminderSent(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    RoundReopened(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
    LettersReleased(e) => [Tag::School(e.school), Tag::RoundAtSchool(e.round, e.school)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Schedule a round. A second schedule of a round that no school unit has opened replaces the first.
    Schedule(RoundScheduled),
    /// Open a round at a school unit (results coordinator, or the unit's principal).
    Open(RoundOpened),
    /// State the conditions.
    StateConditions(ConditionsStated),
    /// Answer conditions that were stated (the unit's principal), once for each statement.
    AnswerConditions(ConditionsAnswered),
    /// Sign a class off.
    SignOff(ClassSignedOff),
    /// Submit a school unit's results.
    Submit {
        /// What is to be recorded.
        submission: ResultsSubmitted,
        /// The classes that have pupils in the round, as the views know them; all must be signed off.
        classes: Vec<ClassId>,
    },
    /// Receive a school unit's results.
    Receive(ResultsReceived),
    /// Remind someone.
    Remind(ReminderSent),
    /// Reopen.
    Reopen(RoundReopened),
    /// Release the letters to guardians (the unit's principal), once for each submission.
    ReleaseLetters(LettersReleased),
}

// ----------------------------------------------------------------------------------- refusals

/// Why a command of this term is not carried out, in the order in which they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The actor may not do this here, or states something in another's name.
    NotAuthorised,
    /// No such round is scheduled.
    NotScheduled,
    /// The school unit does not exist, or was closed on the census date and is closed now.
    SchoolUnitNotOpen,
    /// A school unit has opened the round: its schedule stands.
    AlreadyOpened,
    /// The round has not been opened at this school unit.
    NotOpened,
    /// The round is open at this school unit already, with another last day.
    AlreadyOpen,
    /// The school unit has submitted.
    Submitted,
    /// The school unit has not submitted.
    NotSubmitted,
    /// Before submission a principal reopens one class; the rest is the coordinator's.
    CoordinatorReopens,
    /// No such class at this school unit.
    ClassUnknown,
    /// The class is signed off: there is nothing to be reminded of.
    ClassSignedOff,
    /// A class is not signed off.
    ClassNotSignedOff,
    /// Neither an assessor of the class nor, for the school unit, its principal.
    NotTheOneAwaited,
    /// The census date lies outside the round's school year.
    CensusOutsideYear,
    /// Not in order: opens, census date, closes, submit by.
    DatesOutOfOrder,
    /// The last day for entry has passed.
    UntilPassed,
    /// The round is open longer than that already.
    UntilEarlier,
    /// A day of the window, or the last day for entry, is no school day.
    NotASchoolDay,
    /// No school form.
    NoSchoolForm,
    /// No grade, the same grade twice, or a grade outside the numbering.
    GradesUnfit,
    /// The edition is not adopted for the round's instrument, or not in use on the census date.
    EditionNotAdopted,
    /// No reason is given.
    NoReason,
    /// No such statement of conditions in this round, of this class at this school unit.
    StatementUnknown,
    /// The statement is answered already. What was written is sealed and cannot be compared: the same
    /// answer again is refused too.
    AlreadyAnswered,
    /// The answer says nothing.
    NoAnswer,
}

impl Refusal {
    /// All refusals, in the order in which they are given.
    pub const ALL: &[Self] = &[
        Self::NotAuthorised,
        Self::NotScheduled,
        Self::SchoolUnitNotOpen,
        Self::AlreadyOpened,
        Self::NotOpened,
        Self::AlreadyOpen,
        Self::Submitted,
        Self::NotSubmitted,
        Self::CoordinatorReopens,
        Self::ClassUnknown,
        Self::ClassSignedOff,
        Self::ClassNotSignedOff,
        Self::NotTheOneAwaited,
        Self::CensusOutsideYear,
        Self::DatesOutOfOrder,
        Self::UntilPassed,
        Self::UntilEarlier,
        Self::NotASchoolDay,
        Self::NoSchoolForm,
        Self::GradesUnfit,
        Self::EditionNotAdopted,
        Self::NoReason,
        Self::StatementUnknown,
        Self::AlreadyAnswered,
        Self::NoAnswer,
    ];

    /// A stable code name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAuthorised => "round.not_authorised",
            Self::NotScheduled => "round.not_scheduled",
            Self::SchoolUnitNotOpen => "round.school_unit_not_open",
            Self::AlreadyOpened => "round.already_opened",
            Self::NotOpened => "round.not_opened",
            Self::AlreadyOpen => "round.already_open",
            Self::Submitted => "round.submitted",
            Self::NotSubmitted => "round.not_submitted",
            Self::CoordinatorReopens => "round.coordinator_reopens",
            Self::ClassUnknown => "round.class_unknown",
            Self::ClassSignedOff => "round.class_signed_off",
            Self::ClassNotSignedOff => "round.class_not_signed_off",
            Self::NotTheOneAwaited => "round.not_the_one_awaited",
            Self::CensusOutsideYear => "round.census_outside_year",
            Self::DatesOutOfOrder => "round.dates_out_of_order",
            Self::UntilPassed => "round.until_passed",
            Self::UntilEarlier => "round.until_earlier",
            Self::NotASchoolDay => "round.not_a_school_day",
            Self::NoSchoolForm => "round.no_school_form",
            Self::GradesUnfit => "round.grades_unfit",
            Self::EditionNotAdopted => "round.edition_not_adopted",
            Self::NoReason => "round.no_reason",
            Self::StatementUnknown => "round.statement_unknown",
            Self::AlreadyAnswered => "round.already_answered",
            Self::NoAnswer => "round.no_answer",
        }
    }

    /// The answer to a person.
    #[must_use]
    pub const fn message(&self, language: Language) -> &'static str {
        match language {
            Language::Sv => self.swedish(),
            Language::En => self.english(),
        }
    }

    const fn swedish(self) -> &'static str {
        match self {
            Self::NotAuthorised => "Du har inte behörighet till detta i bedömningstillfället.",
            Self::NotScheduled => "Bedömningstillfället är inte planerat.",
            Self::SchoolUnitNotOpen => "Skolenheten finns inte eller är nedlagd.",
            Self::AlreadyOpened => {
                "En skolenhet har redan öppnat bedömningstillfället, så planen kan inte ändras."
            }
            Self::NotOpened => "Bedömningstillfället är inte öppnat vid skolenheten.",
            Self::AlreadyOpen => "Bedömningstillfället är redan öppnat, med en annan sista dag.",
            Self::Submitted => "Skolenheten har redan lämnat in sina resultat.",
            Self::NotSubmitted => "Skolenheten har inte lämnat in sina resultat.",
            Self::CoordinatorReopens => {
                "Rektor kan öppna en klass i taget före inlämningen; därefter, och för hela \
                 skolenheten, öppnar resultatsamordnaren."
            }
            Self::ClassUnknown => "Klassen finns inte vid skolenheten.",
            Self::ClassSignedOff => "Klassen är redan klarmarkerad.",
            Self::ClassNotSignedOff => "Alla klasser är inte klarmarkerade.",
            Self::NotTheOneAwaited => {
                "Påminnelsen ska gå till en av klassens bedömare, eller till rektor för hela \
                 skolenheten."
            }
            Self::CensusOutsideYear => "Mätdatumet ligger utanför läsåret.",
            Self::DatesOutOfOrder => {
                "Datumen står inte i ordning: öppnar, mätdatum, stänger, lämnas in senast."
            }
            Self::UntilPassed => "Sista dagen för registrering har redan passerat.",
            Self::UntilEarlier => "Bedömningstillfället är redan öppet längre än så.",
            Self::NotASchoolDay => "Dagen är ingen skoldag (helg eller lov).",
            Self::NoSchoolForm => "Minst en skolform måste anges.",
            Self::GradesUnfit => {
                "Årskurserna måste finnas i årskursnumreringen, och var och en anges en gång."
            }
            Self::EditionNotAdopted => {
                "Skalans utgåva är inte antagen för bedömningsinstrumentet, eller används inte \
                 ännu på mätdatumet."
            }
            Self::NoReason => "En orsak måste anges.",
            Self::StatementUnknown => "Det finns inga sådana angivna förutsättningar för klassen.",
            Self::AlreadyAnswered => "De angivna förutsättningarna är redan besvarade.",
            Self::NoAnswer => "Ett svar måste skrivas.",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::NotAuthorised => "You are not authorised to do this in the round.",
            Self::NotScheduled => "The round is not scheduled.",
            Self::SchoolUnitNotOpen => "The school unit does not exist or is closed.",
            Self::AlreadyOpened => {
                "A school unit has already opened the round, so its schedule cannot be changed."
            }
            Self::NotOpened => "The round has not been opened at this school unit.",
            Self::AlreadyOpen => "The round is already open, with another last day.",
            Self::Submitted => "The school unit has already submitted its results.",
            Self::NotSubmitted => "The school unit has not submitted its results.",
            Self::CoordinatorReopens => {
                "The principal may reopen one class at a time before submission; after it, and for \
                 the whole school unit, the results coordinator reopens."
            }
            Self::ClassUnknown => "There is no such class at the school unit.",
            Self::ClassSignedOff => "The class is already signed off.",
            Self::ClassNotSignedOff => "Not all classes are signed off.",
            Self::NotTheOneAwaited => {
                "The reminder must go to one of the class's assessors, or to the principal for the \
                 whole school unit."
            }
            Self::CensusOutsideYear => "The census date lies outside the school year.",
            Self::DatesOutOfOrder => {
                "The dates are not in order: opens, census date, closes, submit by."
            }
            Self::UntilPassed => "The last day for entry has already passed.",
            Self::UntilEarlier => "The round is already open longer than that.",
            Self::NotASchoolDay => "The day is not a school day (weekend or holiday).",
            Self::NoSchoolForm => "At least one school form must be named.",
            Self::GradesUnfit => "The grades must exist in the numbering, and each be named once.",
            Self::EditionNotAdopted => {
                "The edition of the scale is not adopted for the instrument, or is not yet in use \
                 on the census date."
            }
            Self::NoReason => "A reason must be given.",
            Self::StatementUnknown => "No such conditions have been stated for the class.",
            Self::AlreadyAnswered => "The conditions stated have been answered already.",
            Self::NoAnswer => "An answer must be written.",
        }
    }
}

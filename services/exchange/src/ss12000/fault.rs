//! What is wrong in an export: where, which field, what, how bad. Never a name, a civic number or
//! any other content of the source.

use std::fmt;

use domain::command::Language;
use domain::id::ClassId;
use serde::Serialize;

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Imported in part or under an assumption.
    Warning,
    /// Not imported.
    Error,
}

/// More about a fault, where there is more to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Where in the file, both counted from 1.
    At {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// The known word that was probably meant.
    Meant(&'static str),
    /// How many it concerns.
    Count(usize),
    /// Which class of the record it concerns, by the record's own id.
    Class(ClassId),
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Fault {
    /// The file it stands in, without its folder.
    pub file: String,
    /// The record's external id; none where it has none, or one that itself could be personal.
    pub id: Option<String>,
    /// The field, as `enrolments[0].startDate`; empty for the record or the file as a whole.
    pub field: String,
    /// What is wrong.
    pub what: FaultKind,
    /// More about it.
    pub detail: Option<Detail>,
    /// How bad it is: that of [`FaultKind::severity`].
    pub severity: Severity,
}

impl Fault {
    /// The fault in one line: file, id, field, what.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let mut line = self.file.clone();
        for part in [self.id.as_deref().unwrap_or_default(), &self.field] {
            if !part.is_empty() {
                line.push_str(", ");
                line.push_str(part);
            }
        }
        line.push_str(": ");
        line.push_str(self.what.message(language));
        if let Some(detail) = self.detail {
            line.push_str(&detail.text(language));
        }
        line
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl Detail {
    fn text(self, language: Language) -> String {
        match (self, language) {
            (Self::At { line, column }, Language::Sv) => format!(" (rad {line}, kolumn {column})"),
            (Self::At { line, column }, Language::En) => {
                format!(" (line {line}, column {column})")
            }
            (Self::Meant(word), Language::Sv) => format!(" (menas ”{word}”?)"),
            (Self::Meant(word), Language::En) => format!(" (is “{word}” meant?)"),
            (Self::Count(count), _) => format!(" ({count})"),
            (Self::Class(class), Language::Sv) => format!(" (klass {class})"),
            (Self::Class(class), Language::En) => format!(" (class {class})"),
        }
    }
}

macro_rules! kinds {
    ($($name:ident $severity:ident $code:literal $sv:literal $en:literal;)+) => {
        /// What can be wrong in an export.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FaultKind {
            $(#[doc = $en] $name,)+
        }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// A stable code name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What it means, to a person.
            #[must_use]
            pub const fn message(self, language: Language) -> &'static str {
                match language {
                    Language::Sv => match self { $(Self::$name => $sv,)+ },
                    Language::En => match self { $(Self::$name => $en,)+ },
                }
            }
        }
    };
}

kinds! {
    FileMissing Error "file_missing"
        "filen saknas" "the file is missing";
    FileUnreadable Error "file_unreadable"
        "filen gick inte att läsa eller är för stor" "the file could not be read or is too large";
    WrongJson Error "wrong_json"
        "filen är inte giltig JSON" "the file is not valid JSON";
    NotUtf8 Warning "not_utf8"
        "filen är inte UTF-8 och lästes som Windows-1252" "the file is not UTF-8 and was read as Windows-1252";
    NotAList Error "not_a_list"
        "filen är varken en lista eller ett svar med ”data”" "the file is neither a list nor an answer with “data”";
    PagesMissing Warning "pages_missing"
        "ingen sida är den sista: sidor saknas" "no page is the last one: pages are missing";
    RecordMalformed Error "record_malformed"
        "posten är inget objekt" "the record is not an object";
    IdMissing Error "id_missing"
        "posten saknar id" "the record has no id";
    IdRepeated Warning "id_repeated"
        "samma id förekommer flera gånger; den första posten gäller" "the same id occurs more than once; the first record counts";
    FieldMissing Warning "field_missing"
        "fältet saknas" "the field is missing";
    FieldMalformed Warning "field_malformed"
        "fältet har fel form" "the field is malformed";
    DateMalformed Warning "date_malformed"
        "datumet går inte att läsa" "the date cannot be read";
    EndBeforeStart Warning "end_before_start"
        "slutdatum före startdatum" "the end date is before the start date";
    CodeUnknown Warning "code_unknown"
        "värdet är inget av standardens" "the value is none of the standard's";
    CodeSpelling Note "code_spelling"
        "värdet är stavat på annat sätt än i standarden; läst ändå" "the value is spelt otherwise than in the standard; read anyway";
    ReferenceUnknown Warning "reference_unknown"
        "hänvisar till något som inte finns i exporten" "refers to something that is not in the export";
    SchoolUnitCodeMissing Error "school_unit_code_missing"
        "skolenheten saknar skolenhetskod" "the school unit has no school unit code";
    SchoolUnitCodeMalformed Error "school_unit_code_malformed"
        "skolenhetskoden är inte åtta siffror" "the school unit code is not eight digits";
    SchoolUnitCodeRepeated Warning "school_unit_code_repeated"
        "två organisationer har samma skolenhetskod; de läses som en" "two organisations have the same school unit code; they are read as one";
    NameMissing Warning "name_missing"
        "namn saknas" "the name is missing";
    NameSpaces Note "name_spaces"
        "namnet hade överflödiga mellanslag" "the name had superfluous blanks";
    CivicNumberMalformed Warning "civic_number_malformed"
        "personnumret har fel form" "the civic number is malformed";
    CivicNumberRefused Error "civic_number_refused"
        "personnumret är inte tillfälligt: personen läses inte in i detta register" "the civic number is not a temporary one: the person is not imported into this record";
    CivicNumberRepeated Error "civic_number_repeated"
        "en annan person i exporten har samma personnummer: bara den läses in" "another person of the export has the same civic number: only that one is imported";
    PupilRepeated Warning "pupil_repeated"
        "en annan person i exporten är samma elev: bara den läses in" "another person of the export is the same pupil: only that one is imported";
    IdentityConflict Error "identity_conflict"
        "id och personnummer hör till två olika elever" "id and civic number belong to two different pupils";
    MarkingAsProtected Warning "marking_as_protected"
        "okänd sekretessmarkering: behandlas som skyddad folkbokföring" "unknown security marking: treated as protected registration";
    EnrolmentStartMissing Warning "enrolment_start_missing"
        "inskrivningen saknar startdatum: räknas från när eleven först sågs" "the enrolment has no start date: counts from when the pupil was first seen";
    EnrolmentsSeveral Warning "enrolments_several"
        "flera inskrivningar gäller samtidigt: den senast började räknas" "several enrolments at once: the latest begun counts";
    GradeMissing Error "grade_missing"
        "årskurs saknas: eleven läses inte in" "the grade is missing: the pupil is not imported";
    ClassMissing Warning "class_missing"
        "eleven har ingen klass" "the pupil has no class";
    ClassesSeveral Warning "classes_several"
        "eleven är i två klasser samtidigt: den senast började räknas" "the pupil is in two classes at once: the latest begun counts";
    ClassElsewhere Warning "class_elsewhere"
        "klassen hör till en annan skolenhet än elevens" "the class belongs to another school unit than the pupil's";
    ClassMoved Warning "class_moved"
        "klassen hör till en annan skolenhet än förut: den flyttas inte" "the class belongs to another school unit than before: it is not moved";
    ClassClosed Warning "class_closed"
        "klassen är stängd i registret och används inte" "the class is closed in the record and is not used";
    ClassNotInExport Note "class_not_in_export"
        "registrets klass finns inte i exporten: den stängs inte, och den som inte fått en ny klass står kvar" "the record's class is not in the export: it is not closed, and whoever is in no new class stays";
    ClassBegunEarlier Note "class_begun_earlier"
        "någon var medlem före gruppens startdatum: klassen räknas från medlemmens" "someone was a member before the group's start date: the class counts from the member's";
    MentorMissing Note "mentor_missing"
        "klassen har ingen mentor" "the class has no mentor";
    MentorOfAll Warning "mentor_of_all"
        "samma person är mentor för skolenhetens alla klasser" "one person is the mentor of all classes of the school unit";
    DutyTooWide Warning "duty_too_wide"
        "tjänsten gäller ingen skola: rollen ges inte" "the duty is at no school: the role is not granted";
    RelationNotGuardian Note "relation_not_guardian"
        "relationen är inte vårdnadshavare och används inte" "the relation is not that of a guardian and is not used";
    GuardianUnknown Warning "guardian_unknown"
        "vårdnadshavaren finns inte bland personerna: läses in utan namn" "the guardian is not among the persons: imported without a name";
    GuardianWithoutAddress Note "guardian_without_address"
        "vårdnadshavaren saknar adress" "the guardian has no address";
    FormMissing Error "form_missing"
        "skolformen är okänd: inskrivningen läses inte in" "the school form is unknown: the enrolment is not imported";
    StaffNameChanged Note "staff_name_changed"
        "namnet har ändrats i källan; det registrerade står kvar" "the name has changed in the source; the recorded one stays";
    DeparturesNotRead Warning "departures_not_read"
        "uppgifterna är ofullständiga: ingen räknas som slutad" "the data are incomplete: no one is taken to have left";
    DeparturesMany Warning "departures_many"
        "ovanligt många elever skulle sluta samtidigt" "unusually many pupils would leave at once";
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Language::En))
    }
}

impl Serialize for FaultKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

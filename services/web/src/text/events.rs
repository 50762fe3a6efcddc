//! What each kind of event is called in a trail.

use domain::command::Language;

/// Event name, Swedish, English.
const KINDS: &[(&str, &str, &str)] = &[
    ("MunicipalityRegistered", "Kommunen registrerad", "Municipality registered"),
    ("DistrictFormed", "Kommundel bildad", "District formed"),
    ("CommitteeFormed", "Nämnd bildad", "Committee formed"),
    ("SchoolUnitOpened", "Skolenhet öppnad", "School unit opened"),
    ("SchoolUnitRenamed", "Skolenhet har nytt namn", "School unit renamed"),
    ("SchoolUnitMoved", "Skolenhet flyttad till kommundel", "School unit moved to a district"),
    ("SchoolUnitClosed", "Skolenhet nedlagd", "School unit closed"),
    ("ClassFormed", "Klass bildad", "Class formed"),
    ("ClassRenamed", "Klass har nytt namn", "Class renamed"),
    ("ClassClosed", "Klass avslutad", "Class closed"),
    ("StaffEngaged", "Medarbetare anställd", "Member of staff engaged"),
    ("StaffLeft", "Medarbetare slutat", "Member of staff left"),
    ("RoleGranted", "Roll given", "Role granted"),
    ("RoleEnded", "Roll avslutad", "Role ended"),
    ("AssessorAssigned", "Bedömare utsedd", "Assessor assigned"),
    ("AssessorEnded", "Bedömare avslutad", "Assessor ended"),
    ("LocalHolidaysSet", "Lov fastställda", "Holidays set"),
    ("ScaleEditionAdopted", "Skala antagen", "Scale edition adopted"),
    ("CoverageAdopted", "Lägsta täckning antagen", "Least coverage adopted"),
    ("PupilEnrolled", "Elev inskriven", "Pupil enrolled"),
    ("ClassJoined", "Elev i klass", "Pupil joined a class"),
    ("GradeChanged", "Elev i ny årskurs", "Pupil in a new grade"),
    ("PupilTransferred", "Elev bytt skola", "Pupil changed school"),
    ("PupilLeft", "Elev slutat", "Pupil left"),
    ("SwedishSyllabusSet", "Kursplan i svenska satt", "Swedish syllabus set"),
    ("ProtectionMarked", "Skydd av uppgifter ändrat", "Identity protection changed"),
    ("GuardianLinked", "Vårdnadshavare tillagd", "Guardian linked"),
    ("GuardianUnlinked", "Vårdnadshavare borttagen", "Guardian unlinked"),
    ("GuardianRestricted", "Vårdnadshavares åtkomst ändrad", "Guardian's access changed"),
    ("IdentityRectified", "Identitet rättad", "Identity rectified"),
    ("RoundScheduled", "Bedömningstillfälle planerat", "Round scheduled"),
    ("RoundOpened", "Bedömningstillfälle öppnat", "Round opened"),
    ("ConditionsStated", "Förutsättningar angivna", "Conditions stated"),
    ("ClassSignedOff", "Klass klarmarkerad", "Class signed off"),
    ("ResultsSubmitted", "Resultat inlämnade", "Results submitted"),
    ("ResultsReceived", "Resultat mottagna", "Results received"),
    ("ReminderSent", "Påminnelse skickad", "Reminder sent"),
    ("RoundReopened", "Bedömningstillfälle öppnat igen", "Round reopened"),
    ("ReadingAssessed", "Läsning bedömd", "Reading assessed"),
    ("NotAssessed", "Ej bedömd, med orsak", "Not assessed, with a reason"),
    ("AssessmentCorrected", "Bedömning rättad", "Assessment corrected"),
    ("AssessmentStruck", "Bedömning struken", "Assessment struck"),
    ("CommitmentProposed", "Åtagande föreslaget", "Commitment proposed"),
    ("CommitmentAdopted", "Åtagande antaget", "Commitment adopted"),
    ("CommitmentRevised", "Åtagande ändrat", "Commitment revised"),
    ("CommitmentWithdrawn", "Åtagande tillbakadraget", "Commitment withdrawn"),
    ("CommitmentEvaluated", "Åtagande utvärderat", "Commitment evaluated"),
];

/// What an event of this name is called; its own name where no words are known.
pub(crate) fn event_kind(name: &'static str, language: Language) -> &'static str {
    KINDS.iter().find(|kind| kind.0 == name).map_or(name, |kind| match language {
        Language::Sv => kind.1,
        Language::En => kind.2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_event_has_words() {
        for (_, _, name) in domain::Event::CATALOGUE {
            assert!(KINDS.iter().any(|kind| kind.0 == *name), "{name} has no words");
        }
        assert_eq!(KINDS.len(), domain::Event::CATALOGUE.len());
    }
}

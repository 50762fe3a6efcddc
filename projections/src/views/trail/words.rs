//! Every event type in plain words, Swedish and English.

use domain::Event;
use domain::assessment::{NotAssessedReason, Outcome};
use domain::commitment::Level;
use domain::organisation::AssessorKind;
use domain::people::{Protection, Role, SchoolForm, Scope, Sex, Syllabus, Way};

/// A saying in both languages.
type Words = (String, String);

/// The same text with the same values in both languages, each with its own words.
macro_rules! words {
    ($sv:literal, $en:literal $(, $($value:expr),+)?) => {
        (format!($sv $(, $($value),+)?), format!($en $(, $($value),+)?))
    };
}

mod steering;
mod support;

/// What an event says.
pub(crate) fn say(event: &Event) -> Words {
    organisation(event)
        .or_else(|| staff(event))
        .or_else(|| pupil(event))
        .or_else(|| guardian(event))
        .or_else(|| round(event))
        .or_else(|| assessment(event))
        .or_else(|| commitment(event))
        .or_else(|| support::say(event))
        .or_else(|| steering::say(event))
        // Every event type has its words; a test says so. The name stands in for one that is forgotten.
        .unwrap_or_else(|| (event.name().to_owned(), event.name().to_owned()))
}

/// So many events of a kind; none: of several kinds.
pub(crate) fn many(kind: Option<&str>, count: usize) -> Words {
    let (sv, en) = match kind {
        Some("ReadingAssessed") => ("bedömningar", "assessments"),
        Some("NotAssessed") => ("ej bedömda", "not assessed"),
        Some("AssessmentCorrected") => ("rättade bedömningar", "corrected assessments"),
        Some("ResultsSubmitted") => ("inlämningar", "submissions"),
        Some("ShortfallFound") => ("avvikelser i garantin", "shortfalls in the guarantee"),
        Some("GuaranteeAnswered") => ("svar i garantin", "answers in the guarantee"),
        Some("ShortfallLifted") => ("avvikelser som inte längre gäller", "shortfalls lifted"),
        Some("DutyReminded") => ("påminnelser", "reminders"),
        Some("ResultsAnalysed") => ("analyser av resultaten", "analyses of the results"),
        Some("MeasureDecided") => ("beslutade åtgärder", "measures decided"),
        Some("MeasureStarted") => ("påbörjade åtgärder", "measures started"),
        Some("MeasureEvaluated") => ("utvärderade åtgärder", "measures evaluated"),
        Some("CommitmentEvaluated") => ("prövningar av åtaganden", "evaluations of commitments"),
        Some("CommitmentExplained") => ("förklaringar för klasser", "explanations to classes"),
        Some(kind) => (kind, kind),
        None => ("poster", "events"),
    };
    (format!("{count} {sv}."), format!("{count} {en}."))
}

fn organisation(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::MunicipalityRegistered(e) => words!(
            "Kommunen {} ({}) registrerades.",
            "The municipality {} ({}) was registered.",
            e.name,
            e.code
        ),
        E::DistrictFormed(e) => {
            words!("Kommundelen {} bildades.", "The district {} was formed.", e.name)
        }
        E::CommitteeFormed(e) => {
            words!("Nämnden {} bildades.", "The committee {} was formed.", e.name)
        }
        E::SchoolUnitOpened(e) => words!(
            "Skolenheten {} ({}) finns från {}.",
            "The school unit {} ({}) exists from {}.",
            e.name,
            e.school,
            e.from
        ),
        E::SchoolUnitRenamed(e) => words!(
            "Skolenheten {} heter {} från {}.",
            "The school unit {} is called {} from {}.",
            e.school,
            e.name,
            e.from
        ),
        E::SchoolUnitMoved(e) => words!(
            "Skolenheten {} hör till kommundelen {} från {}.",
            "The school unit {} belongs to the district {} from {}.",
            e.school,
            e.district,
            e.from
        ),
        E::SchoolUnitClosed(e) => words!(
            "Skolenheten {} upphörde {}.",
            "The school unit {} closed on {}.",
            e.school,
            e.on
        ),
        E::ClassFormed(e) => {
            words!("Klassen {} bildades {}.", "The class {} was formed on {}.", e.name, e.from)
        }
        E::ClassRenamed(e) => {
            words!("Klassen heter {} från {}.", "The class is called {} from {}.", e.name, e.from)
        }
        E::ClassClosed(e) => words!("Klassen upphörde {}.", "The class closed on {}.", e.on),
        E::LocalHolidaysSet(e) => words!(
            "{1} lovdagar fastställdes för läsåret {0}.",
            "{1} holidays were set for the school year {0}.",
            e.year,
            e.days.len()
        ),
        E::ScaleEditionAdopted(e) => words!(
            "Skalutgåvan {} med {} punkter antogs.",
            "The scale edition {} with {} points was adopted.",
            e.edition.id,
            e.edition.points.len()
        ),
        E::CoverageAdopted(e) => words!(
            "Lägsta täckning {} promille antogs, för mätdatum från {}.",
            "A least coverage of {} permille was adopted, for census dates from {}.",
            e.least_permille,
            e.from
        ),
        _ => return None,
    })
}

fn staff(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::StaffEngaged(e) => words!("Anställd från {}.", "Engaged from {}.", e.from),
        E::StaffLeft(e) => words!("Slutade {}.", "Left on {}.", e.on),
        E::RoleGranted(e) => {
            let ((sv, en), (where_sv, where_en)) = (role(e.role), scope(e.scope));
            (
                format!("Fick rollen {sv} ({where_sv}) från {}.", e.from),
                format!("Was granted the role of {en} ({where_en}) from {}.", e.from),
            )
        }
        E::RoleEnded(e) => {
            let ((sv, en), (where_sv, where_en)) = (role(e.role), scope(e.scope));
            (
                format!("Rollen {sv} ({where_sv}) upphörde {}.", e.on),
                format!("The role of {en} ({where_en}) ended on {}.", e.on),
            )
        }
        E::AssessorAssigned(e) => {
            let (sv, en) = match e.kind {
                AssessorKind::Responsible => ("ansvarig bedömare", "responsible assessor"),
                AssessorKind::CoAssessor => ("medbedömare", "co-assessor"),
                AssessorKind::StandIn => ("vikarierande bedömare", "stand-in assessor"),
            };
            (
                format!("Utsågs till {sv} för klassen från {}.", e.from),
                format!("Was named {en} of the class from {}.", e.from),
            )
        }
        E::AssessorEnded(e) => words!(
            "Bedömer inte längre klassen från {}.",
            "No longer assesses the class from {}.",
            e.on
        ),
        _ => return None,
    })
}

fn pupil(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::PupilEnrolled(e) => {
            let (sv, en) = form(e.form);
            (
                format!("Inskriven vid {}, {sv}, årskurs {}, från {}.", e.school, e.grade, e.from),
                format!("Enrolled at {}, {en}, grade {}, from {}.", e.school, e.grade, e.from),
            )
        }
        E::ClassJoined(e) if e.class.is_some() => {
            words!("I klassen från {}.", "In the class from {}.", e.from)
        }
        E::ClassJoined(e) => words!("Utan klass från {}.", "Without class from {}.", e.from),
        E::GradeChanged(e) => {
            words!("I årskurs {} från {}.", "In grade {} from {}.", e.grade, e.from)
        }
        E::PupilTransferred(e) => words!(
            "Flyttade från {} till {} den {}.",
            "Moved from {} to {} on {}.",
            e.from_school,
            e.school,
            e.from
        ),
        E::PupilLeft(e) => words!("Slutade vid {} den {}.", "Left {} on {}.", e.school, e.on),
        E::SwedishSyllabusSet(e) => {
            let (sv, en) = match e.syllabus {
                Syllabus::Sv => ("svenska", "Swedish"),
                Syllabus::Sva => ("svenska som andraspråk", "Swedish as a second language"),
                Syllabus::Unknown => ("okänd", "unknown"),
            };
            (
                format!("Kursplan: {sv}, från {}.", e.from),
                format!("Syllabus: {en}, from {}.", e.from),
            )
        }
        E::ProtectionMarked(e) => {
            let (sv, en) = match e.protection {
                Protection::None => ("upphävdes", "was lifted"),
                Protection::Marked => {
                    ("sattes: sekretessmarkering", "was set: confidentiality mark")
                }
                Protection::ProtectedRegistration => {
                    ("sattes: skyddad folkbokföring", "was set: protected registration")
                }
            };
            (format!("Skydd av personuppgifter {sv}."), format!("Identity protection {en}."))
        }
        E::IdentityRectified(e) => {
            let (sv, en) = match e.sex {
                Sex::Female => ("flicka", "female"),
                Sex::Male => ("pojke", "male"),
                Sex::Unknown => ("okänt", "unknown"),
            };
            (
                format!("Identitetsuppgifterna rättades (kön: {sv})."),
                format!("The identity was put right (sex: {en})."),
            )
        }
        _ => return None,
    })
}

fn guardian(event: &Event) -> Option<Words> {
    Some(match event {
        Event::GuardianLinked(_) => words!("En vårdnadshavare knöts.", "A guardian was linked."),
        Event::GuardianUnlinked(_) => {
            words!("En vårdnadshavare togs bort.", "A guardian was unlinked.")
        }
        Event::GuardianRestricted(e) if e.blocked => {
            words!("En vårdnadshavares åtkomst spärrades.", "A guardian's access was blocked.")
        }
        Event::GuardianRestricted(_) => words!(
            "Spärren för en vårdnadshavare hävdes.",
            "The block of a guardian's access was lifted."
        ),
        _ => return None,
    })
}

fn round(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::RoundScheduled(e) => words!(
            "Omgången {} planerades: mätdatum {}, inlämning senast {}.",
            "The round {} was scheduled: census date {}, submission by {}.",
            e.round,
            e.census_date,
            e.submit_by
        ),
        E::RoundOpened(e) => words!(
            "Omgången {} öppnades vid {} till och med {}.",
            "The round {} was opened at {} until {}.",
            e.round,
            e.school,
            e.until
        ),
        E::ConditionsStated(e) if e.reasonable => words!(
            "Förutsättningarna för omgången {} angavs vara rimliga.",
            "The conditions for the round {} were stated to be reasonable.",
            e.round
        ),
        E::ConditionsStated(e) => words!(
            "Förutsättningarna för omgången {} angavs inte vara rimliga.",
            "The conditions for the round {} were stated not to be reasonable.",
            e.round
        ),
        E::ClassSignedOff(e) => words!(
            "Klassens resultat i omgången {} klarmarkerades.",
            "The class's results in the round {} were signed off.",
            e.round
        ),
        E::ResultsSubmitted(e) => words!(
            "Resultaten i omgången {} lämnades in av {}.",
            "The results of the round {} were submitted by {}.",
            e.round,
            e.school
        ),
        E::ResultsReceived(e) => words!(
            "Resultaten i omgången {} togs emot från {}.",
            "The results of the round {} were received from {}.",
            e.round,
            e.school
        ),
        E::ReminderSent(e) => words!(
            "Påminnelse om omgången {} skickades.",
            "A reminder of the round {} was sent.",
            e.round
        ),
        E::RoundReopened(e) => words!(
            "Omgången {} öppnades på nytt vid {} till och med {}, med skäl.",
            "The round {} was reopened at {} until {}, with a reason.",
            e.round,
            e.school,
            e.until
        ),
        _ => return None,
    })
}

fn assessment(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::ReadingAssessed(e) => {
            let (sv, en) = outside(e.outside_population);
            (
                format!("Läsning bedömd i omgången {}: punkt {}{sv}.", e.place.round, e.point),
                format!("Reading assessed in the round {}: point {}{en}.", e.place.round, e.point),
            )
        }
        E::NotAssessed(e) => {
            let ((sv, en), (out_sv, out_en)) = (reason(e.reason), outside(e.outside_population));
            (
                format!("Ej bedömd i omgången {}: {sv}{out_sv}.", e.place.round),
                format!("Not assessed in the round {}: {en}{out_en}.", e.place.round),
            )
        }
        E::AssessmentCorrected(e) => {
            let (sv, en) = match e.outcome {
                Outcome::Point(point) => (format!("punkt {point}"), format!("point {point}")),
                Outcome::NotAssessed(why) => {
                    let (sv, en) = reason(why);
                    (format!("ej bedömd, {sv}"), format!("not assessed, {en}"))
                }
            };
            (
                format!("Rättelse i omgången {} av post {}: {sv}.", e.place.round, e.of),
                format!("Correction in the round {} of position {}: {en}.", e.place.round, e.of),
            )
        }
        E::AssessmentStruck(e) => words!(
            "Värdet i post {1} (omgången {0}) ströks.",
            "The value at position {1} (round {0}) was struck.",
            e.place.round,
            e.of
        ),
        _ => return None,
    })
}

fn commitment(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::CommitmentProposed(e) => {
            let (sv, en) = level(e.level);
            (
                format!("Åtagande föreslogs för {sv}: ”{}”.", e.terms.title),
                format!("A commitment of {en} was proposed: “{}”.", e.terms.title),
            )
        }
        E::CommitmentAdopted(e) => {
            words!("Åtagandet antogs {}.", "The commitment was adopted on {}.", e.on)
        }
        E::CommitmentRevised(e) => words!(
            "Åtagandet reviderades {} (version {}): ”{}”.",
            "The commitment was revised on {} (version {}): “{}”.",
            e.on,
            e.version,
            e.terms.title
        ),
        E::CommitmentWithdrawn(e) => words!(
            "Åtagandet återkallades från {}.",
            "The commitment was withdrawn from {}.",
            e.from
        ),
        E::CommitmentEvaluated(e) => words!(
            "Version {1} av åtagandet prövades mot omgången {0}, utifrån de {2} första posterna.",
            "Version {1} of the commitment was held against the round {0}, from the first {2} events.",
            e.round,
            e.version,
            e.as_of
        ),
        _ => return None,
    })
}

fn outside(outside: bool) -> (&'static str, &'static str) {
    if outside { (", utanför populationen", ", outside the population") } else { ("", "") }
}

fn reason(reason: NotAssessedReason) -> (&'static str, &'static str) {
    match reason {
        NotAssessedReason::Absent => ("frånvarande", "absent"),
        NotAssessedReason::NewlyArrived => ("nyanländ", "newly arrived"),
        NotAssessedReason::Exempt => ("undantagen", "exempt"),
    }
}

fn form(form: SchoolForm) -> (&'static str, &'static str) {
    match form {
        SchoolForm::PreschoolClass => ("förskoleklass", "preschool class"),
        SchoolForm::Compulsory => ("grundskola", "compulsory school"),
        SchoolForm::AdaptedCompulsory => ("anpassad grundskola", "adapted compulsory school"),
        SchoolForm::Sami => ("sameskola", "Sami school"),
        SchoolForm::Special => ("specialskola", "special school"),
    }
}

fn role(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Teacher => ("lärare", "teacher"),
        Role::SpecialEducator => ("specialpedagog", "special educator"),
        Role::Principal => ("rektor", "principal"),
        Role::ResultsCoordinator => ("resultatsamordnare", "results coordinator"),
        Role::Adviser => ("rådgivare i REP-gruppen", "adviser"),
        Role::CommitteeSecretary => ("nämndsekreterare", "committee secretary"),
        Role::CommitteeMember => ("nämndledamot", "committee member"),
        Role::Guardian => ("vårdnadshavare", "guardian"),
        Role::Auditor => ("revisor", "auditor"),
        Role::Archivist => ("arkivarie", "archivist"),
        Role::SystemAdministrator => ("systemadministratör", "system administrator"),
        Role::Public => ("allmänhet", "public"),
        Role::Process => ("uppföljningen", "follow-up process"),
    }
}

fn way(way: Way) -> (&'static str, &'static str) {
    match way {
        Way::Meeting => ("vid möte", "at a meeting"),
        Way::Letter => ("per brev", "by letter"),
        Way::Digital => ("digitalt", "digitally"),
        Way::Phone => ("per telefon", "by telephone"),
        Way::FormalService => ("med delgivningskvitto", "by formal service"),
    }
}

fn scope(scope: Scope) -> Words {
    match scope {
        Scope::Municipality => ("hela kommunen".to_owned(), "the whole municipality".to_owned()),
        Scope::District(id) => (format!("kommundelen {id}"), format!("the district {id}")),
        Scope::School(code) => (format!("skolenheten {code}"), format!("the school unit {code}")),
    }
}

fn level(level: Level) -> Words {
    match level {
        Level::Municipality => ("kommunen".to_owned(), "the municipality".to_owned()),
        Level::School(code) => (format!("skolenheten {code}"), format!("the school unit {code}")),
    }
}

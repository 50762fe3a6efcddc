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
    // The first value is called otherwise in each language.
    ($sv:literal, $en:literal; $both:expr $(, $value:expr)* $(,)?) => {{
        let (sv, en): Words = $both;
        (format!($sv, sv $(, $value)*), format!($en, en $(, $value)*))
    }};
}

mod names;
mod steering;
mod support;

pub(crate) use names::Names;
use names::capital;

/// What an event says, with public things called as wanted.
pub(crate) fn say(event: &Event, names: Names<'_>) -> Words {
    organisation(event, names)
        .or_else(|| staff(event, names))
        .or_else(|| pupil(event, names))
        .or_else(|| guardian(event))
        .or_else(|| round(event, names))
        .or_else(|| assessment(event, names))
        .or_else(|| commitment(event, names))
        .or_else(|| support::say(event, names))
        .or_else(|| steering::say(event, names))
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
        Some("ConcernReported") => ("anmälda stödbehov", "needs of support reported"),
        Some("ProgrammeDecided") => ("beslutade åtgärdsprogram", "action programmes decided"),
        Some("NoProgrammeDecided") => {
            ("beslut att inget åtgärdsprogram behövs", "decisions that no programme is needed")
        }
        Some("ProgrammeRevised") => ("ändrade åtgärdsprogram", "action programmes changed"),
        Some("ProgrammeEvaluated") => ("utvärderade åtgärdsprogram", "action programmes evaluated"),
        Some("AppealDecided") => ("avgjorda överklaganden", "appeals decided"),
        Some("AssessmentExplained") => {
            ("bedömningar förklarade för vårdnadshavare", "assessments explained to guardians")
        }
        Some("GuardianAcknowledged") => {
            ("resultat som vårdnadshavare tagit del av", "results acknowledged by guardians")
        }
        Some("PupilEnrolled") => ("inskrivningar", "enrolments"),
        Some("GradeChanged") => ("byten av årskurs", "changes of grade"),
        Some(kind) => (kind, kind),
        None => ("poster", "events"),
    };
    (format!("{count} {sv}."), format!("{count} {en}."))
}

fn organisation(event: &Event, names: Names<'_>) -> Option<Words> {
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
            names.school(e.school),
            e.name,
            e.from
        ),
        E::SchoolUnitMoved(e) => words!(
            "Skolenheten {1} hör till {0} från {2}.",
            "The school unit {1} belongs to {0} from {2}.";
            names.district(e.district),
            names.school(e.school),
            e.from
        ),
        E::SchoolUnitClosed(e) => words!(
            "Skolenheten {} upphörde {}.",
            "The school unit {} closed on {}.",
            names.school(e.school),
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

fn staff(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::StaffEngaged(e) => words!("Anställd från {}.", "Engaged from {}.", e.from),
        E::StaffLeft(e) => words!("Slutade {}.", "Left on {}.", e.on),
        E::StaffContactSet(e) if e.address.is_some() => words!(
            "E-postadress för påminnelser angavs.",
            "An e-mail address for reminders was given."
        ),
        E::StaffContactSet(_) => words!(
            "E-postadressen för påminnelser togs bort.",
            "The e-mail address for reminders was taken away."
        ),
        E::RoleGranted(e) => {
            let ((sv, en), (where_sv, where_en)) = (role(e.role), scope(e.scope, names));
            (
                format!("Fick rollen {sv} ({where_sv}) från {}.", e.from),
                format!("Was granted the role of {en} ({where_en}) from {}.", e.from),
            )
        }
        E::RoleEnded(e) => {
            let ((sv, en), (where_sv, where_en)) = (role(e.role), scope(e.scope, names));
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

fn pupil(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::PupilEnrolled(e) => {
            let ((sv, en), school) = (form(e.form), names.school(e.school));
            (
                format!("Inskriven vid {school}, {sv}, årskurs {}, från {}.", e.grade, e.from),
                format!("Enrolled at {school}, {en}, grade {}, from {}.", e.grade, e.from),
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
            names.school(e.from_school),
            names.school(e.school),
            e.from
        ),
        E::PupilLeft(e) => {
            words!("Slutade vid {} den {}.", "Left {} on {}.", names.school(e.school), e.on)
        }
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

fn round(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::RoundScheduled(e) => words!(
            "{} planerades: mätdatum {}, inlämning senast {}.",
            "{} was scheduled: census date {}, submission by {}.";
            capital(names.round(e.round)),
            e.census_date,
            e.submit_by
        ),
        E::RoundOpened(e) => words!(
            "{} öppnades vid {} till och med {}.",
            "{} was opened at {} until {}.";
            capital(names.round(e.round)),
            names.school(e.school),
            e.until
        ),
        E::ConditionsStated(e) if e.reasonable => words!(
            "Förutsättningarna för {} angavs vara rimliga.",
            "The conditions for {} were stated to be reasonable.";
            names.round(e.round)
        ),
        E::ConditionsStated(e) => words!(
            "Förutsättningarna för {} angavs inte vara rimliga.",
            "The conditions for {} were stated not to be reasonable.";
            names.round(e.round)
        ),
        E::ClassSignedOff(e) => words!(
            "Klassens resultat i {} klarmarkerades.",
            "The class's results in {} were signed off.";
            names.round(e.round)
        ),
        E::ResultsSubmitted(e) => words!(
            "Resultaten i {} lämnades in av {}.",
            "The results of {} were submitted by {}.";
            names.round(e.round),
            names.school(e.school)
        ),
        E::ResultsReceived(e) => words!(
            "Resultaten i {} togs emot från {}.",
            "The results of {} were received from {}.";
            names.round(e.round),
            names.school(e.school)
        ),
        E::LettersReleased(e) => words!(
            "Breven till vårdnadshavarna om {} släpptes vid {}.",
            "The letters to guardians about {} were released at {}.";
            names.round(e.round),
            names.school(e.school)
        ),
        E::ReminderSent(e) => words!(
            "Påminnelse om {} skickades.",
            "A reminder of {} was sent.";
            names.round(e.round)
        ),
        E::RoundReopened(e) => words!(
            "{} öppnades på nytt vid {} till och med {}, med skäl.",
            "{} was reopened at {} until {}, with a reason.";
            capital(names.round(e.round)),
            names.school(e.school),
            e.until
        ),
        _ => return None,
    })
}

fn assessment(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::ReadingAssessed(e) => {
            let (sv, en) = outside(e.outside_population);
            let (round_sv, round_en) = names.round(e.place.round);
            (
                format!("Läsning bedömd i {round_sv}: punkt {}{sv}.", e.point),
                format!("Reading assessed in {round_en}: point {}{en}.", e.point),
            )
        }
        E::NotAssessed(e) => {
            let ((sv, en), (out_sv, out_en)) = (reason(e.reason), outside(e.outside_population));
            let (round_sv, round_en) = names.round(e.place.round);
            (
                format!("Ej bedömd i {round_sv}: {sv}{out_sv}."),
                format!("Not assessed in {round_en}: {en}{out_en}."),
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
            let (round_sv, round_en) = names.round(e.place.round);
            (
                format!("Rättelse i {round_sv} av post {}: {sv}.", e.of),
                format!("Correction in {round_en} of position {}: {en}.", e.of),
            )
        }
        E::AssessmentStruck(e) => words!(
            "Värdet i post {1} ({0}) ströks.",
            "The value at position {1} ({0}) was struck.";
            names.round(e.place.round),
            e.of
        ),
        _ => return None,
    })
}

fn commitment(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::CommitmentProposed(e) => {
            let (sv, en) = level(e.level, names);
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
            "Version {1} av åtagandet prövades mot {0}, utifrån de {2} första posterna.",
            "Version {1} of the commitment was held against {0}, from the first {2} events.";
            names.round(e.round),
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

fn scope(scope: Scope, names: Names<'_>) -> Words {
    match scope {
        Scope::Municipality => ("hela kommunen".to_owned(), "the whole municipality".to_owned()),
        Scope::District(id) => names.district(id),
        Scope::School(code) => {
            words!("skolenheten {}", "the school unit {}", names.school(code))
        }
    }
}

fn level(level: Level, names: Names<'_>) -> Words {
    match level {
        Level::Municipality => ("kommunen".to_owned(), "the municipality".to_owned()),
        Level::School(code) => {
            words!("skolenheten {}", "the school unit {}", names.school(code))
        }
    }
}

//! Values as people write them, in the language of the page.

use domain::assessment::{NotAssessedReason, Outcome};
use domain::calendar::Instant;
use domain::command::Language;
use domain::id::RoundId;
use domain::people::{Grade, GradeRegime, Role, Sex, Syllabus};
use domain::scale::Phase;
pub(crate) use projections::alphabetical;

use crate::text::{Key, Term, fill};

/// A narrow blank that does not break, between thousands and before a per cent sign.
const BLANK: char = '\u{a0}';

/// A count: `12 345`, in English `12,345`.
pub(crate) fn count(number: u64, language: Language) -> String {
    grouped(&number.to_string(), language)
}

/// Digits with thousands apart. What is not all digits stands as it is.
pub(crate) fn grouped(digits: &str, language: Language) -> String {
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(thousands(language));
        }
        grouped.push(digit);
    }
    grouped
}

/// The number that [`count`] wrote.
pub(crate) fn counted(text: &str, language: Language) -> Option<u64> {
    let digits: String = text.chars().filter(|sign| *sign != thousands(language)).collect();
    digits.parse().ok()
}

/// What stands between thousands.
const fn thousands(language: Language) -> char {
    match language {
        Language::Sv => BLANK,
        Language::En => ',',
    }
}

/// A share in per cent with one decimal, halves rounded up: `76,5 %`, in English `76.5%`. Nothing of
/// nothing has no share.
pub(crate) fn share(numerator: u64, denominator: u64, language: Language) -> Option<String> {
    if denominator == 0 {
        return None;
    }
    let tenths = (numerator * 2_000 + denominator) / (denominator * 2);
    Some(permille(tenths, language))
}

/// A share given in permille, as per cent.
pub(crate) fn permille(tenths: u64, language: Language) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    match language {
        Language::Sv if tenth == 0 => format!("{whole}{BLANK}%"),
        Language::Sv => format!("{whole},{tenth}{BLANK}%"),
        Language::En if tenth == 0 => format!("{whole}%"),
        Language::En => format!("{whole}.{tenth}%"),
    }
}

/// A moment to the minute, in Swedish time.
pub(crate) fn moment(at: Instant) -> String {
    let text = at.in_sweden();
    text.get(..16).unwrap_or(&text).to_owned()
}

/// A round: `september 2025/26`. An occasion of a municipality's own keeps its code.
pub(crate) fn round(round: RoundId, language: Language) -> String {
    let occasion = occasion(round.occasion.as_str(), language).to_owned();
    let year = round.year.to_string();
    let name = fill(Term::Round, language, &[("occasion", &occasion), ("year", &year)]);
    if round.instrument.as_str() == domain::id::DEFAULT_INSTRUMENT {
        name
    } else {
        format!("{name} ({})", round.instrument)
    }
}

/// One of the year's rounds.
pub(crate) fn occasion(code: &str, language: Language) -> &str {
    let term = match code {
        "september" => Term::September,
        "december" => Term::December,
        "february" => Term::February,
        "may" => Term::May,
        _ => return code,
    };
    term.text(language)
}

/// A grade: `årskurs 3`; the preschool class by name.
pub(crate) fn grade(grade: Grade, language: Language) -> String {
    if grade == (Grade { number: 0, regime: GradeRegime::Nine }) {
        return Term::GradePreschool.text(language).to_owned();
    }
    fill(Term::Grade, language, &[("grade", &grade.number.to_string())])
}

/// The first letter as a capital, for the beginning of a line.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A role and what it does.
pub(crate) const fn role(role: Role) -> (Term, Term) {
    match role {
        Role::Teacher => (Term::Teacher, Term::TeacherDoes),
        Role::SpecialEducator => (Term::SpecialEducator, Term::SpecialEducatorDoes),
        Role::Principal => (Term::Principal, Term::PrincipalDoes),
        Role::ResultsCoordinator => (Term::ResultsCoordinator, Term::ResultsCoordinatorDoes),
        Role::Adviser => (Term::Adviser, Term::AdviserDoes),
        Role::CommitteeSecretary => (Term::CommitteeSecretary, Term::CommitteeSecretaryDoes),
        Role::CommitteeMember => (Term::CommitteeMember, Term::CommitteeMemberDoes),
        Role::Guardian => (Term::Guardian, Term::GuardianDoes),
        Role::Auditor => (Term::Auditor, Term::AuditorDoes),
        Role::Archivist => (Term::Archivist, Term::ArchivistDoes),
        Role::SystemAdministrator => (Term::SystemAdministrator, Term::SystemAdministratorDoes),
        Role::Public => (Term::Public, Term::PublicDoes),
        Role::Process => (Term::Process, Term::ProcessDoes),
    }
}

/// Why a pupil has no point.
pub(crate) const fn reason(reason: NotAssessedReason) -> Term {
    match reason {
        NotAssessedReason::Absent => Term::Absent,
        NotAssessedReason::NewlyArrived => Term::NewlyArrived,
        NotAssessedReason::Exempt => Term::Exempt,
    }
}

/// The letter that is typed for a reason.
pub(crate) const fn reason_letter(reason: NotAssessedReason) -> &'static str {
    match reason {
        NotAssessedReason::Absent => "a",
        NotAssessedReason::NewlyArrived => "n",
        NotAssessedReason::Exempt => "u",
    }
}

/// What an assessment came to: the point, or the reason in a word.
pub(crate) fn outcome(outcome: Outcome, language: Language) -> String {
    match outcome {
        Outcome::Point(point) => point.to_string(),
        Outcome::NotAssessed(why) => reason(why).text(language).to_owned(),
    }
}

/// Pupils of a sex.
pub(crate) const fn sex(sex: Sex) -> Term {
    match sex {
        Sex::Female => Term::Female,
        Sex::Male => Term::Male,
        Sex::Unknown => Term::SexUnknown,
    }
}

/// Pupils of a syllabus.
pub(crate) const fn syllabus(syllabus: Syllabus) -> Term {
    match syllabus {
        Syllabus::Sv => Term::Sv,
        Syllabus::Sva => Term::Sva,
        Syllabus::Unknown => Term::SyllabusUnknown,
    }
}

/// A phase of reading development.
pub(crate) const fn phase(phase: Phase) -> Term {
    match phase {
        Phase::Exploring => Term::Exploring,
        Phase::Expanding => Term::Expanding,
        Phase::Literate => Term::Literate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_the_language() {
        assert_eq!(count(12_345_678, Language::Sv), "12\u{a0}345\u{a0}678");
        assert_eq!(count(1_000, Language::En), "1,000");
        assert_eq!(count(999, Language::Sv), "999");
        assert_eq!(counted("12\u{a0}345", Language::Sv), Some(12_345));
        assert_eq!(counted("12,345", Language::Sv), None, "a decimal comma");
        assert_eq!(counted("12,345", Language::En), Some(12_345));
        assert_eq!(counted("", Language::En), None);
    }

    #[test]
    fn shares_round_halves_up_and_nothing_of_nothing_has_none() {
        assert_eq!(share(2, 3, Language::Sv).unwrap(), "66,7\u{a0}%");
        assert_eq!(share(1, 2_000, Language::En).unwrap(), "0.1%");
        assert_eq!(share(3, 3, Language::Sv).unwrap(), "100\u{a0}%");
        assert_eq!(share(0, 0, Language::Sv), None);
    }

    #[test]
    fn a_round_has_its_month_in_the_language_and_an_unknown_occasion_its_code() {
        let may: RoundId = "2025/26:may".parse().unwrap();
        assert_eq!(round(may, Language::Sv), "maj 2025/26");
        let own: RoundId = "2025/26:extra:other".parse().unwrap();
        assert_eq!(round(own, Language::En), "extra 2025/26 (other)");
    }
}

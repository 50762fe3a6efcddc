//! The standard's code words, and reading them as people spell them.

use domain::people::{Protection, Role, SchoolForm, Sex};

/// How a word of the source fits a list of the standard's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit<T> {
    /// Exactly as in the standard.
    Exact(T),
    /// Other capitals, blanks or accents aside, the same word.
    Spelt(T, &'static str),
    /// Not in the standard; the nearest word, where one is near. Never guessed.
    Unknown(Option<&'static str>),
}

/// Finds a word. A near miss ("Rekto") is named but not taken: a role must not rest on a guess.
pub(crate) fn find<T: Copy>(list: &[(&'static str, T)], word: &str) -> Fit<T> {
    if let Some((_, meaning)) = list.iter().find(|(known, _)| *known == word) {
        return Fit::Exact(*meaning);
    }
    let wanted = plain(word);
    if let Some((known, meaning)) = list.iter().find(|(known, _)| plain(known) == wanted) {
        return Fit::Spelt(*meaning, known);
    }
    let near = |known: &str| distance(&plain(known), &wanted);
    let nearest = list.iter().map(|(known, _)| (near(known), *known)).min_by_key(|(d, _)| *d);
    Fit::Unknown(nearest.filter(|(d, known)| *d <= 2 && *d < known.chars().count()).map(|n| n.1))
}

/// Lower case without blanks and punctuation.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect()
}

/// Levenshtein's distance, of short words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let above = row[j + 1];
            let replaced = diagonal + usize::from(left != *right);
            row[j + 1] = replaced.min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Group types (Code_GroupType); true for a class.
pub(crate) const GROUP_TYPES: &[(&str, bool)] = &[
    ("Klass", true),
    ("Undervisning", false),
    ("Mentor", false),
    ("Provgrupp", false),
    ("Schema", false),
    ("Avdelning", false),
    ("Personalgrupp", false),
    ("Övrigt", false),
];

/// School types (Code_SchoolType). Ours: preschool class, compulsory school, adapted compulsory school
/// (GRS, and TR where subject areas are read), special school, Sami school.
pub(crate) const SCHOOL_TYPES: &[(&str, Option<SchoolForm>)] = &[
    ("GR", Some(SchoolForm::Compulsory)),
    ("FKLASS", Some(SchoolForm::PreschoolClass)),
    ("GRS", Some(SchoolForm::AdaptedCompulsory)),
    ("GRAN", Some(SchoolForm::AdaptedCompulsory)),
    ("TR", Some(SchoolForm::AdaptedCompulsory)),
    ("SP", Some(SchoolForm::Special)),
    ("SAM", Some(SchoolForm::Sami)),
    ("FS", None),
    ("FTH", None),
    ("OPPFTH", None),
    ("GY", None),
    ("GYS", None),
    ("GYAN", None),
    ("VUX", None),
    ("VUXSFI", None),
    ("VUXGR", None),
    ("VUXGY", None),
    ("VUXSARGR", None),
    ("VUXSARTR", None),
    ("VUXSARGY", None),
    ("SFI", None),
    ("SARVUX", None),
    ("SARVUXGR", None),
    ("SARVUXGY", None),
    ("KU", None),
    ("YH", None),
    ("FHS", None),
    ("STF", None),
    ("KKU", None),
    ("HS", None),
    ("ABU", None),
    ("AU", None),
];

/// Duty roles (Code_DutyRole) and the roles of ours they stand for.
pub(crate) const DUTY_ROLES: &[(&str, Option<Role>)] = &[
    ("Rektor", Some(Role::Principal)),
    ("Lärare", Some(Role::Teacher)),
    ("Förstelärare", Some(Role::Teacher)),
    ("Speciallärare/specialpedagog", Some(Role::SpecialEducator)),
    ("Speciallärare", Some(Role::SpecialEducator)),
    ("Specialpedagog", Some(Role::SpecialEducator)),
    ("Förskollärare", None),
    ("Barnskötare", None),
    ("Bibliotekarie", None),
    ("Lärarassistent", None),
    ("Fritidspedagog", None),
    ("Annan personal", None),
    ("Studie- och yrkesvägledare", None),
    ("Kurator", None),
    ("Skolsköterska", None),
    ("Skolläkare", None),
    ("Skolpsykolog", None),
    ("Elevhälsopersonal", None),
    ("Skoladministratör", None),
    ("Övrig arbetsledning", None),
    ("Övrig pedagogisk personal", None),
    ("Förskolechef", None),
    ("Elevassistent", None),
    ("Modersmålslärare", None),
];

/// Assignment roles of a duty; true for a mentor.
pub(crate) const ASSIGNMENT_ROLES: &[(&str, bool)] = &[
    ("Mentor", true),
    ("Klassföreståndare", true),
    ("Lärare", false),
    ("Förskollärare", false),
    ("Barnskötare", false),
    ("Bibliotekarie", false),
    ("Lärarassistent", false),
    ("Fritidspedagog", false),
    ("Annan personal", false),
    ("Studie- och yrkesvägledare", false),
    ("Förstelärare", false),
    ("Kurator", false),
    ("Skolsköterska", false),
    ("Skolläkare", false),
    ("Skolpsykolog", false),
    ("Speciallärare/specialpedagog", false),
    ("Speciallärare", false),
    ("Specialpedagog", false),
    ("Skoladministratör", false),
    ("Övrig arbetsledning", false),
    ("Övrig pedagogisk personal", false),
    ("Elevhälsopersonal", false),
    ("Elevassistent", false),
    ("Modersmålslärare", false),
    ("Rektor", false),
];

/// Relations to a pupil; true for a guardian, the only relation with rights.
pub(crate) const RELATIONS: &[(&str, bool)] = &[
    ("Vårdnadshavare", true),
    ("Annan ansvarig", false),
    ("God man", false),
    ("Gode man", false),
    ("Förvaltare", false),
    ("Familjehemsförälder", false),
    ("Kontaktperson", false),
    ("Anhörig", false),
    ("Förälder", false),
    ("Familjemedlem", false),
    ("Styvförälder", false),
    ("Bonusförälder", false),
    ("Sammanboende", false),
    ("Umgängesförälder", false),
];

/// Security markings (Code_SecurityMarking).
pub(crate) const MARKINGS: &[(&str, Protection)] = &[
    ("Ingen", Protection::None),
    ("Sekretessmarkering", Protection::Marked),
    ("Skyddad folkbokföring", Protection::ProtectedRegistration),
];

/// Sexes (Code_Sex).
pub(crate) const SEXES: &[(&str, Sex)] = &[
    ("Kvinna", Sex::Female),
    ("Man", Sex::Male),
    ("Okänt", Sex::Unknown),
    ("Okänd", Sex::Unknown),
    ("Flicka", Sex::Female),
    ("Pojke", Sex::Male),
];

/// Kinds of organisation (Code_OrganisationType).
pub(crate) const ORGANISATION_TYPES: &[(&str, super::OrganisationKind)] = {
    use super::OrganisationKind::{Other, School, SchoolUnit};
    &[
        ("Skolenhet", SchoolUnit),
        ("Skola", School),
        ("Rektorsområde", School),
        ("Verksamhetsområde", School),
        ("Huvudman", Other),
        ("Förvaltning", Other),
        ("Varumärke", Other),
        ("Bolag", Other),
        ("Övrigt", Other),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_other_capitals_and_never_guessed() {
        assert_eq!(find(DUTY_ROLES, "Rektor"), Fit::Exact(Some(Role::Principal)));
        assert_eq!(find(DUTY_ROLES, " rektor "), Fit::Spelt(Some(Role::Principal), "Rektor"));
        assert_eq!(find(DUTY_ROLES, "Rekto"), Fit::Unknown(Some("Rektor")));
        assert_eq!(find(DUTY_ROLES, "Trollkarl"), Fit::Unknown(None));
        assert_eq!(find(SCHOOL_TYPES, "gr"), Fit::Spelt(Some(SchoolForm::Compulsory), "GR"));
        assert_eq!(find(SCHOOL_TYPES, ""), Fit::Unknown(None));
    }
}

//! Names as keys: the same person however the list spells the name.

/// The key by which names are compared: lower case, single blanks, "Family, Given" turned round,
/// letters with separate accents (as Macintosh programs write them) composed, punctuation left out.
///
/// A [`super::Roster`] applies it to the full name ("Given Family") that it knows.
#[must_use]
pub fn name_key(name: &str) -> String {
    let composed = composed(name);
    let turned = match composed.split_once(',') {
        Some((family, given)) => format!("{given} {family}"),
        None => composed,
    };
    let plain: String = turned
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and combining accents of the Nordic languages made one character.
pub(super) fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let accent = ('\u{300}'..='\u{36f}').contains(&c);
        let joined = accent.then(|| out.chars().last().and_then(|last| compose(last, c))).flatten();
        match joined {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            None => out.push(c),
        }
    }
    out
}

const fn compose(letter: char, accent: char) -> Option<char> {
    Some(match (letter, accent) {
        ('a', '\u{30a}') => 'å',
        ('A', '\u{30a}') => 'Å',
        ('a', '\u{308}') => 'ä',
        ('A', '\u{308}') => 'Ä',
        ('o', '\u{308}') => 'ö',
        ('O', '\u{308}') => 'Ö',
        ('u', '\u{308}') => 'ü',
        ('U', '\u{308}') => 'Ü',
        ('e', '\u{301}') => 'é',
        ('E', '\u{301}') => 'É',
        ('e', '\u{300}') => 'è',
        ('a', '\u{301}') => 'á',
        ('o', '\u{301}') => 'ó',
        ('i', '\u{301}') => 'í',
        _ => return None,
    })
}

/// Whether two keys can be the same person's: some part in common. Lists use nicknames and leave out
/// middle names; two names without a part in common are two persons.
pub(super) fn akin(a: &str, b: &str) -> bool {
    a.split(' ').any(|part| b.split(' ').any(|other| part == other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_key() {
        for name in
            ["Freja Åkesson", "  freja   ÅKESSON ", "Åkesson, Freja", "A\u{30a}kesson,Freja"]
        {
            assert_eq!(name_key(name), "freja åkesson", "{name}");
        }
        assert_eq!(name_key("Anna-Lena O'Brien"), "anna lena o brien");
        assert!(akin("freja maria åkesson", "freja åkesson"));
        assert!(!akin("freja åkesson", "otto lundmark"));
    }
}

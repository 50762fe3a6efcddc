//! The order of the Swedish alphabet.

/// Where a text stands among others in the order of the Swedish alphabet, whatever their case: å, ä and ö come
/// last, w is a letter of its own, and the Danish, Norwegian and German letters stand with the Swedish ones they
/// sound as. A letter with another mark stands with the letter without (Svenska Akademiens ordlista; CLDR, `sv`).
/// Texts that differ in marks or case only are told apart by them, so that the order is always the same.
#[must_use]
pub fn alphabetical(text: &str) -> (Vec<u32>, String) {
    let mut key = Vec::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match (letter, key.last_mut()) {
            // Marks of their own, as some systems write them.
            ('\u{30a}', Some(last)) if *last == u32::from('a') => *last = ALPHABET_END + 1,
            ('\u{308}', Some(last)) if *last == u32::from('a') => *last = ALPHABET_END + 2,
            ('\u{308}', Some(last)) if *last == u32::from('o') => *last = ALPHABET_END + 3,
            ('\u{300}'..='\u{36f}', _) => {}
            _ => key.extend(place(letter)),
        }
    }
    (key, text.to_owned())
}

/// Above every character.
const ALPHABET_END: u32 = 0x0100_0000;

/// The places of a lower-case letter.
fn place(letter: char) -> impl Iterator<Item = u32> {
    let as_if = match letter {
        'å' => return [Some(ALPHABET_END + 1), None].into_iter().flatten(),
        'ä' | 'æ' => return [Some(ALPHABET_END + 2), None].into_iter().flatten(),
        'ö' | 'ø' | 'ő' | 'œ' => return [Some(ALPHABET_END + 3), None].into_iter().flatten(),
        'á' | 'à' | 'â' | 'ã' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ð' | 'đ' | 'ď' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ō' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ú' | 'ù' | 'û' | 'ū' | 'ů' => "u",
        'ü' | 'ű' | 'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        other => return [Some(u32::from(other)), None].into_iter().flatten(),
    };
    let mut letters = as_if.chars().map(u32::from);
    [letters.next(), letters.next()].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_cached_key(|name| alphabetical(name));
        names
    }

    #[test]
    fn the_last_letters_of_the_alphabet_come_last_whatever_the_case() {
        let names =
            vec!["Örby", "ängen", "Åsa", "Zinken", "alby", "Ängby", "åby", "Berga", "östan"];
        let expected = ["alby", "Berga", "Zinken", "åby", "Åsa", "Ängby", "ängen", "Örby", "östan"];
        assert_eq!(sorted(names), expected);
    }

    #[test]
    fn letters_of_other_languages_stand_with_those_they_sound_as() {
        let names = vec!["Østby", "Ærø", "Müller", "Eriksson", "Édith", "Wahl", "Vik", "Nyberg"];
        let expected = ["Édith", "Eriksson", "Müller", "Nyberg", "Vik", "Wahl", "Ærø", "Østby"];
        assert_eq!(sorted(names), expected);
    }

    #[test]
    fn a_letter_and_its_mark_apart_are_the_letter() {
        assert_eq!(sorted(vec!["A\u{308}ng", "Åby", "Zeta"]), ["Zeta", "Åby", "A\u{308}ng"]);
        assert_eq!(alphabetical("A\u{30a}by").0, alphabetical("Åby").0);
    }

    #[test]
    fn digits_blanks_and_hyphens_come_before_letters() {
        assert_eq!(
            sorted(vec!["F", "Bo-K", "1B", "Bo K", "Boa", "1A"]),
            ["1A", "1B", "Bo K", "Bo-K", "Boa", "F"]
        );
    }
}

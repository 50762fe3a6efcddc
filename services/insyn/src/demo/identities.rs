//! Invented people: names, temporary civic numbers, mail addresses.

use std::collections::BTreeMap;

use domain::calendar::{Day, SchoolYear};
use domain::people::{CivicNumber, GuardianIdentity, PersonName, PupilIdentity, Sex};
use domain::personal::{FreeText, Personal};

use super::dice::{Dice, Kind, scatter};
use super::names;
use super::year;

/// A temporary civic number: the day of birth and the two last digits.
#[derive(Clone, Copy)]
pub(super) struct Civic {
    born: Day,
    tail: u8,
}

impl Civic {
    fn number(self) -> Option<CivicNumber> {
        let born = self.born.to_string().replace('-', "");
        CivicNumber::new(&format!("{born}TF{:02}", self.tail)).ok()
    }
}

/// Numbers already given out, by day of birth: girls and boys.
#[derive(Default)]
pub(super) struct CivicNumbers {
    given: BTreeMap<Day, [u8; 2]>,
}

/// Numbers of one sex on one day of birth: five tens that fit the sex.
const A_DAY: u8 = 50;

impl CivicNumbers {
    /// A number nobody has, for one who starts school that year. None where the year of birth is
    /// full: the real form too has room for a hundred on a day.
    pub(super) fn give(&mut self, dice: &mut Dice, start: SchoolYear, sex: Sex) -> Option<Civic> {
        let new_year = year::day(start.plus(-7), 1, 1);
        let first = dice.between(0, 364);
        let mut days = (0..365).map(|n| new_year.plus((first + n) % 365));
        let boy = sex == Sex::Male;
        let side = usize::from(boy);
        let born = days.find(|d| self.given.get(d).is_none_or(|given| given[side] < A_DAY))?;
        let count = &mut self.given.entry(born).or_default()[side];
        let tail = count.div_euclid(10) * 20 + u8::from(boy) * 10 + *count % 10;
        *count += 1;
        Some(Civic { born, tail })
    }
}

/// The name of the `number`-th of a kind.
pub(super) fn name(seed: u64, kind: Kind, number: usize, sex: Sex) -> PersonName {
    let [given, family] = scatter(seed, kind, number);
    let given = *entry(if sex == Sex::Male { &names::MEN } else { &names::WOMEN }, given);
    PersonName::new(given, &family_name(family))
}

fn family_name(word: u64) -> String {
    let (first, second) =
        (entry(&names::FAMILY_FIRST, word), entry(&names::FAMILY_SECOND, word >> 32));
    format!("{first}{second}")
}

fn entry<T>(list: &[T], word: u64) -> &T {
    let length = u64::try_from(list.len()).unwrap_or(1);
    &list[usize::try_from(word % length).unwrap_or(0)]
}

/// What is known of a pupil whose registration is not protected. `version` 1 is another family name.
pub(super) fn pupil(
    seed: u64,
    number: usize,
    sex: Sex,
    civic: Option<Civic>,
    version: u8,
) -> PupilIdentity {
    let mut name = name(seed, Kind::Pupil, number, sex);
    if version > 0 {
        name.family = family_name(scatter(seed, Kind::Identity, number)[0]);
    }
    PupilIdentity::Named { name, civic_number: civic.and_then(Civic::number) }
}

/// What is known of a guardian; nothing where the family is protected.
pub(super) fn guardian(
    seed: u64,
    number: usize,
    family: &str,
    protected: bool,
) -> GuardianIdentity {
    if protected {
        return GuardianIdentity { name: None, email: None };
    }
    let sex = if number.is_multiple_of(2) { Sex::Female } else { Sex::Male };
    let mut name = name(seed, Kind::Guardian, number, sex);
    if !number.is_multiple_of(5) {
        family.clone_into(&mut name.family);
    }
    let local = plain(&format!("{}.{}", name.given, name.family));
    let email = (!number.is_multiple_of(9)).then(|| format!("{local}@post.example"));
    GuardianIdentity { name: Some(name), email }
}

fn plain(text: &str) -> String {
    let letters = text.to_lowercase();
    letters
        .chars()
        .map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        })
        .collect()
}

/// What someone has written, to be sealed.
pub(super) fn words(text: &str) -> Personal<FreeText> {
    Personal::Open(FreeText::new(text).expect("the written words are short and not empty"))
}

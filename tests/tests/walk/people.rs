//! Who there is in the walk's town: staff by number and role, pupils and guardians by number.

/// A member of staff in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Who {
    pub(crate) number: u8,
    pub(crate) role: &'static str,
}

impl Who {
    const fn new(number: u8, role: &'static str) -> Self {
        Self { number, role }
    }

    pub(crate) fn id(self) -> String {
        id(self.number)
    }
}

pub(crate) const ADMINISTRATOR: Who = Who::new(1, "system_administrator");
pub(crate) const COORDINATOR: Who = Who::new(2, "results_coordinator");
pub(crate) const SECRETARY: Who = Who::new(3, "committee_secretary");
pub(crate) const MEMBER: Who = Who::new(4, "committee_member");
pub(crate) const AUDITOR: Who = Who::new(5, "auditor");
/// Of the first school.
pub(crate) const PRINCIPAL: Who = Who::new(6, "principal");
pub(crate) const TEACHER: Who = Who::new(7, "teacher");
pub(crate) const EDUCATOR: Who = Who::new(8, "special_educator");
/// Of the other.
pub(crate) const OTHER_PRINCIPAL: Who = Who::new(9, "principal");
pub(crate) const OTHER_TEACHER: Who = Who::new(10, "teacher");

/// The first school: where the walk goes.
pub(crate) const MEADOW: &str = "10000001";
/// The other: where all reach what was promised.
pub(crate) const BIRCH: &str = "10000002";
pub(crate) const COMMITTEE: &str = "utbildningsnamnden";

/// Classes of the first school: grade 3 and grade 2 in the first year.
pub(crate) const THIRD: u8 = 0xc1;
pub(crate) const SECOND: u8 = 0xc2;
/// Grade 3 of the other school.
pub(crate) const OTHER_THIRD: u8 = 0xc3;

/// A pupil: number, class, grade in the first year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pupil {
    pub(crate) number: u8,
    pub(crate) class: u8,
    pub(crate) grade: u8,
    family: &'static str,
    civic_number: &'static str,
}

const fn pupil(
    number: u8,
    (class, grade): (u8, u8),
    family: &'static str,
    civic_number: &'static str,
) -> Pupil {
    Pupil { number, class, grade, family, civic_number }
}

pub(crate) const PUPILS: [Pupil; 13] = [
    pupil(1, (THIRD, 3), "Almgrenius", "20160401TF01"),
    pupil(2, (THIRD, 3), "Bergsjöö", "20160402TF02"),
    pupil(3, (THIRD, 3), "Cedrinus", "20160403TF03"),
    pupil(4, (THIRD, 3), "Dalvägh", "20160404TF04"),
    pupil(5, (THIRD, 3), "Ekmossa", "20160405TF05"),
    pupil(6, (THIRD, 3), "Falkrot", "20160406TF06"),
    pupil(7, (SECOND, 2), "Granhed", "20170407TF07"),
    pupil(8, (SECOND, 2), "Hasselö", "20170408TF08"),
    pupil(9, (SECOND, 2), "Idegran", "20170409TF09"),
    pupil(10, (OTHER_THIRD, 3), "Julros", "20160410TF10"),
    pupil(11, (OTHER_THIRD, 3), "Klintvik", "20160411TF11"),
    pupil(12, (OTHER_THIRD, 3), "Lönnrot", "20160412TF12"),
    pupil(13, (OTHER_THIRD, 3), "Myrlund", "20160413TF13"),
];

impl Pupil {
    pub(crate) fn school(self) -> &'static str {
        if self.class == OTHER_THIRD { BIRCH } else { MEADOW }
    }

    pub(crate) fn teacher(self) -> Who {
        if self.class == OTHER_THIRD { OTHER_TEACHER } else { TEACHER }
    }

    pub(crate) fn name(self) -> (&'static str, &'static str) {
        (self.family, self.civic_number)
    }
}

/// A pupil of the town by number.
#[track_caller]
pub(crate) fn of(number: u8) -> Pupil {
    *PUPILS.iter().find(|pupil| pupil.number == number).unwrap()
}

pub(crate) fn pupil_id(number: u8) -> String {
    id(0x10 + number)
}

/// The first guardian of a pupil; the pupil of the walk has two.
pub(crate) fn guardian_id(pupil: u8) -> String {
    id(0x30 + pupil)
}

pub(crate) fn second_guardian_id(pupil: u8) -> String {
    id(0x50 + pupil)
}

/// An id of sixteen equal bytes.
pub(crate) fn id(byte: u8) -> String {
    format!("{byte:02x}").repeat(16)
}

/// A word of every free text of the walk.
const IN_CONFIDENCE: &str = "förtroligen";

/// A free text: what a person writes about a person.
pub(crate) fn written(text: &str) -> String {
    format!("{text} ({IN_CONFIDENCE})")
}

/// What stands in no answer: names, civic numbers, free texts.
pub(crate) fn personal_words() -> impl Iterator<Item = &'static str> {
    let of_pupils = PUPILS.iter().flat_map(|pupil| [pupil.family, pupil.civic_number]);
    of_pupils.chain([IN_CONFIDENCE, "Vårdnadsson"])
}

//! The rules figures follow, with their exact definitions in Swedish and English: printed in
//! `docs/figures.md` and beside the figures.
//!
//! An id ends in its version. A rule is never changed: another definition is another version.

use domain::command::Language;
use serde::{Serialize, Serializer};

use super::reference::Measure;

/// Which rule a figure follows. In JSON: its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// See [`RULES`].
    Population,
    /// See [`RULES`].
    Assessed,
    /// See [`RULES`].
    Coverage,
    /// See [`RULES`].
    NotAssessed,
    /// See [`RULES`].
    Missing,
    /// See [`RULES`].
    Point,
    /// See [`RULES`].
    Median,
    /// See [`RULES`].
    Reached,
    /// See [`RULES`].
    ReachedOfPopulation,
    /// See [`RULES`].
    Progress,
}

/// A rule with its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Rule {
    /// Which.
    #[serde(rename = "id")]
    pub rule: RuleId,
    /// The stable id, with its version.
    #[serde(skip)]
    pub id: &'static str,
    /// Its name in Swedish.
    pub name_sv: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
    /// The definition in Swedish.
    pub definition_sv: &'static str,
    /// The definition in English.
    pub definition_en: &'static str,
}

/// All rules, in the order of [`RuleId`].
pub const RULES: [Rule; 10] = [
    Rule {
        rule: RuleId::Population,
        id: "population-1",
        name_sv: "Elever",
        name_en: "Population",
        definition_sv: "Elever som på mätdatumet är inskrivna på skolenheten i någon av omgångens skolformer och årskurser, så som det var känt vid uppgiftens tidpunkt. Årskurs, klass och kursplan i svenska är de som gällde på mätdatumet. En elev räknas där eleven var inskriven, oavsett vem som bedömt. En elev utan känt inskrivningsdatum räknas från den dag då eleven först sågs.",
        definition_en: "Pupils enrolled at the school unit on the census date within the round's school forms and grades, as known at the as-of point. Grade, class and Swedish syllabus are those of that date. A pupil counts where enrolled, whoever assessed. A pupil without a known enrolment date counts from the day first seen.",
    },
    Rule {
        rule: RuleId::Assessed,
        id: "assessed-1",
        name_sv: "Bedömda",
        name_en: "Assessed",
        definition_sv: "Elever i populationen vars gällande resultat är en punkt. Gällande är det senast registrerade värdet för eleven och omgången som inte är struket; värden registrerade utanför populationen räknas aldrig.",
        definition_en: "Pupils of the population whose effective result is a point. Effective is the latest recorded value of the pupil and round that is not struck; values recorded outside the population never count.",
    },
    Rule {
        rule: RuleId::Coverage,
        id: "coverage-1",
        name_sv: "Täckning",
        name_en: "Coverage",
        definition_sv: "Bedömda delat med populationen. Tomt när populationen är 0.",
        definition_en: "Assessed divided by the population. Empty where the population is 0.",
    },
    Rule {
        rule: RuleId::NotAssessed,
        id: "not-assessed-1",
        name_sv: "Ej bedömda",
        name_en: "Not assessed",
        definition_sv: "Elever i populationen vars gällande resultat är ett skäl i stället för en punkt: frånvarande, nyanländ eller undantagen; alla skäl tillsammans eller ett av dem.",
        definition_en: "Pupils of the population whose effective result is a reason instead of a point: absent, newly arrived or exempt; all reasons together or one of them.",
    },
    Rule {
        rule: RuleId::Missing,
        id: "missing-1",
        name_sv: "Saknas",
        name_en: "Missing",
        definition_sv: "Populationen minus bedömda minus ej bedömda.",
        definition_en: "The population minus assessed minus not assessed.",
    },
    Rule {
        rule: RuleId::Point,
        id: "point-1",
        name_sv: "Elever på en punkt",
        name_en: "Pupils at a point",
        definition_sv: "Bedömda vars punkt är denna punkt i omgångens skalutgåva, av de bedömda.",
        definition_en: "Assessed pupils whose point is this point of the round's scale edition, of the assessed.",
    },
    Rule {
        rule: RuleId::Median,
        id: "median-1",
        name_sv: "Undre median",
        name_en: "Lower median",
        definition_sv: "Punkten på plats ⌈n/2⌉ nedifrån när de n bedömda ordnas efter rang i omgångens skalutgåva. Tomt när n är 0. Aldrig ett medelvärde.",
        definition_en: "The point at place ⌈n/2⌉ from below when the n assessed are ordered by rank in the round's scale edition. Empty where n is 0. Never a mean.",
    },
    Rule {
        rule: RuleId::Reached,
        id: "reached-1",
        name_sv: "Nått målet, av bedömda",
        name_en: "Reached the target, of the assessed",
        definition_sv: "Bedömda i målets årskurs vars punkt är målets minsta punkt eller högre, delat med bedömda i årskursen. Målet är ett namngivet mål i den version av åtagandet som gällde på mätdatumet. Tomt när ingen är bedömd; inte jämförbart när täckningen är under den lägsta täckning som antagits för mätdatumet.",
        definition_en: "Assessed pupils of the target's grade whose point is the target's least point or higher, divided by the assessed of that grade. The target is one named target in the version of the commitment in force on the census date. Empty where nobody is assessed; not comparable where the coverage is below the least coverage adopted for the census date.",
    },
    Rule {
        rule: RuleId::ReachedOfPopulation,
        id: "reached-of-population-1",
        name_sv: "Nått målet, av alla elever",
        name_en: "Reached the target, of the population",
        definition_sv: "Samma elever som i ”Nått målet, av bedömda”, delat med populationen i målets årskurs. Åtagandet prövas mot denna andel. Tomt när populationen är 0; inte jämförbart när täckningen är under den lägsta antagna.",
        definition_en: "The same pupils as in “Reached the target, of the assessed”, divided by the population of the target's grade. The commitment is held against this share. Empty where the population is 0; not comparable where the coverage is below the least adopted.",
    },
    Rule {
        rule: RuleId::Progress,
        id: "progress-1",
        name_sv: "Utveckling sedan förra omgången",
        name_en: "Progress since the previous round",
        definition_sv: "Elever i populationen med en punkt både i omgången och i den förra (samma instrument och skalutgåva, närmast tidigare mätdatum), fördelade på: högre rang nu; samma rang, under den högsta; lägre rang nu; på högsta rangen båda gångerna. Aldrig ett medelvärde.",
        definition_en: "Pupils of the population with a point both in the round and in the previous one (same instrument and scale edition, nearest earlier census date), divided into: risen, at a higher rank now; same, at the same rank below the highest; fallen, at a lower rank now; at the top, at the highest rank both times. Never a mean.",
    },
];

impl RuleId {
    /// The rule of a measure.
    #[must_use]
    pub const fn of(measure: &Measure) -> Self {
        match measure {
            Measure::Population => Self::Population,
            Measure::Assessed => Self::Assessed,
            Measure::Coverage => Self::Coverage,
            Measure::NotAssessed(_) => Self::NotAssessed,
            Measure::Missing => Self::Missing,
            Measure::Point(_) => Self::Point,
            Measure::Median => Self::Median,
            Measure::Reached(_) => Self::Reached,
            Measure::ReachedOfPopulation(_) => Self::ReachedOfPopulation,
            Measure::Progress(_) => Self::Progress,
        }
    }

    /// The rule with its definition.
    #[must_use]
    pub const fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.rule().id
    }
}

impl Rule {
    /// The name in a language.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Sv => self.name_sv,
            Language::En => self.name_en,
        }
    }

    /// The definition in a language.
    #[must_use]
    pub const fn definition(&self, language: Language) -> &'static str {
        match language {
            Language::Sv => self.definition_sv,
            Language::En => self.definition_en,
        }
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

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
    /// See [`RULES`].
    Guarantee,
    /// See [`RULES`].
    Explained,
    /// See [`RULES`].
    ExplainedToAll,
    /// See [`RULES`].
    Acknowledged,
    /// See [`RULES`].
    NotReached,
    /// See [`RULES`].
    Agreement,
    /// See [`RULES`].
    OwnAgreement,
    /// See [`RULES`].
    Programmes,
    /// See [`RULES`].
    Measures,
    /// See [`RULES`].
    Informed,
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
pub const RULES: [Rule; 20] = [
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
    Rule {
        rule: RuleId::Guarantee,
        id: "guarantee-1",
        name_sv: "Kvalitetsgarantin: elever under löftet",
        name_en: "The quality guarantee: pupils short of a promise",
        definition_sv: "Konstaterade brister mot ett namngivet mål som skolenheten ska svara för vid uppgiftens tidpunkt, var och en räknad en gång: öppna (varken besvarade eller hävda), av dem sena (sista dagen i servicemålet har passerat), besvarade (en person har svarat och bristen är inte hävd; det senaste svaret gäller) och hävda. Öppna, besvarade och hävda är tillsammans alla. En brist följer eleven till den nya skolenheten. Efter slag: under punkten, ej bedömd med skäl, utan resultat.",
        definition_en: "Shortfalls found against a named target for which the school unit is to answer at the as-of point, each counted once: open (neither answered nor lifted), of them late (the last day of the service goal has passed), answered (a person has answered and the shortfall is not lifted; the latest answer holds) and lifted. Open, answered and lifted make up all. A shortfall follows the pupil to the new school unit. By lack: below the point, not assessed with a reason, without result.",
    },
    Rule {
        rule: RuleId::Explained,
        id: "explained-1",
        name_sv: "Bedömningen förklarad",
        name_en: "Assessment explained",
        definition_sv: "Elever i populationen vars bedömning i omgången är förklarad för minst en vårdnadshavare, av populationen. Klassen är den på mätdatumet.",
        definition_en: "Pupils of the population whose assessment in the round is explained to at least one guardian, of the population. The class is that of the census date.",
    },
    Rule {
        rule: RuleId::ExplainedToAll,
        id: "explained-to-all-1",
        name_sv: "Bedömningen förklarad för alla vårdnadshavare",
        name_en: "Assessment explained to all guardians",
        definition_sv: "Elever i populationen som har minst en vårdnadshavare och vars bedömning i omgången är förklarad för var och en av dem, av populationen. En vårdnadshavare vars åtkomst är spärrad räknas inte med. Vilka som är vårdnadshavare är det som är känt vid uppgiftens tidpunkt.",
        definition_en: "Pupils of the population who have at least one guardian and whose assessment in the round is explained to each of them, of the population. A guardian whose access is blocked is left out. Who is a guardian is what is known at the as-of point.",
    },
    Rule {
        rule: RuleId::Acknowledged,
        id: "acknowledged-1",
        name_sv: "Tagit del",
        name_en: "Acknowledged",
        definition_sv: "Elever i populationen vars bedömning i omgången minst en vårdnadshavare har tagit del av, av populationen.",
        definition_en: "Pupils of the population whose assessment in the round at least one guardian has acknowledged, of the population.",
    },
    Rule {
        rule: RuleId::NotReached,
        id: "not-reached-1",
        name_sv: "Inte nådda",
        name_en: "Not reached",
        definition_sv: "Elever i populationen vars bedömning i omgången varken är förklarad för någon vårdnadshavare eller har tagits del av, av populationen. För sig, av dem som inte nåtts: de utan vårdnadshavare att nå (ingen känd, eller alla spärrade).",
        definition_en: "Pupils of the population whose assessment in the round is neither explained to any guardian nor acknowledged, of the population. Apart, of those not reached: those without a guardian to reach (none known, or all blocked).",
    },
    Rule {
        rule: RuleId::Agreement,
        id: "agreement-1",
        name_sv: "Bedömaröverensstämmelse",
        name_en: "Assessor agreement",
        definition_sv: "Blinda bedömningar av samma prov vid ett seminarium, som ranger i seminariets skalutgåva; av varje bedömare gäller den senaste före avslöjandet. Andel par med samma rang och andel par med högst en rangs skillnad, i promille av alla par. Två bedömare: Cohens kappa med kvadratiska vikter över hela skalan; fler: Krippendorffs alfa med ordinal metrik. I tusendelar. Visas inte med färre än två bedömare eller färre än fem prov som minst två har bedömt, och inte före avslöjandet.",
        definition_en: "Blind ratings of the same samples at a seminar, as ranks of the seminar's scale edition; of each rater the latest before the reveal holds. Share of pairs of the same rank and of pairs at most one rank apart, in permille of all pairs. Two raters: Cohen's kappa with quadratic weights over the whole scale; more: Krippendorff's alpha with the ordinal metric. In thousandths. Withheld with fewer than two raters or fewer than five samples rated by at least two, and before the reveal.",
    },
    Rule {
        rule: RuleId::OwnAgreement,
        id: "own-agreement-1",
        name_sv: "Egna bedömningar mot konsensus",
        name_en: "Own ratings beside the consensus",
        definition_sv: "En persons egna blinda bedömningar vid avslöjade seminarier, bara för den personen: prov bedömda, av dem de med konsensus, av dessa på samma rang, högst en rang ifrån, över och under. Konsensus ändrar aldrig en bedömning.",
        definition_en: "One person's own blind ratings at revealed seminars, for that person only: samples rated, of them those with a consensus, of these at the same rank, at most one rank from it, above and below. The consensus never changes a rating.",
    },
    Rule {
        rule: RuleId::Programmes,
        id: "programmes-2",
        name_sv: "Ärenden om åtgärdsprogram",
        name_en: "Cases of action programmes",
        definition_sv: "Ärenden som på uppgiftens dag hör till den skolenhet där eleven är inskriven (har eleven slutat: den senaste), fördelade efter hur långt de kommit. Sent är ett ärende vars utredning, uppföljning eller utvärdering skulle ha skett före den dagen; aldrig för en elev som har lämnat kommunens skolor. Uppgiftens dag är den dag då den senast kända posten registrerades.",
        definition_en: "Cases that on the day of the figure stand at the school unit where the pupil is enrolled (of a pupil who has left: the last one), divided by how far they have come. Late is a case whose investigation, follow-up or evaluation was due before that day; never of a pupil who has left the municipality's schools. The day of the figure is the day on which the last event known was recorded.",
    },
    Rule {
        rule: RuleId::Measures,
        id: "measures-1",
        name_sv: "Åtgärder",
        name_en: "Measures",
        definition_sv: "Åtgärder som är beslutade vid skolenheterna. Pågår gör en åtgärd som är påbörjad och inte utvärderad; sen är en som inte är utvärderad fast dagen för det har passerat. Kostnaden är summan, i hela kronor, av de kostnader som besluten anger. Före och efter är de tal som antecknades vid utvärderingen: elever som nått målet, bedömda och alla.",
        definition_en: "Measures decided at the school units. A measure is under way when started and not evaluated; late when not evaluated although the day for that has passed. The cost is the sum, in whole kronor, of the costs that the decisions name. Before and after are the counts recorded at the evaluation: pupils who reached the target, assessed, and all.",
    },
    Rule {
        rule: RuleId::Informed,
        id: "informed-1",
        name_sv: "Dagar sedan nämnden informerades",
        name_en: "Days since the committee was informed",
        definition_sv: "Dagar från den senaste dag då skolenhetens rektor informerade nämnden till uppgiftens dag. Tomt när det aldrig har skett.",
        definition_en: "Days from the last day on which the principal of the school unit informed the committee to the day of the figure. Empty where that has never happened.",
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

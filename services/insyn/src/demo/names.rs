//! Words that the invented people and places are made of, and what people write.

/// Girls' and women's given names.
pub(super) const WOMEN: [&str; 40] = [
    "Alva", "Amina", "Astrid", "Beata", "Cornelia", "Disa", "Ebba", "Edith", "Elin", "Elsa",
    "Ester", "Fanny", "Freja", "Gry", "Hedda", "Idun", "Ines", "Irma", "Iris", "Jasmin", "Juni",
    "Kerstin", "Leila", "Linnea", "Livia", "Lova", "Maja", "Märta", "Mira", "Nadja", "Nora",
    "Olivia", "Ronja", "Sanna", "Signe", "Siri", "Tuva", "Vera", "Vilja", "Ylva",
];

/// Boys' and men's given names.
pub(super) const MEN: [&str; 40] = [
    "Adam", "Albin", "Ali", "Anton", "Arvid", "Axel", "Birk", "Björn", "Edvin", "Elias", "Emil",
    "Erik", "Folke", "Gustav", "Hampus", "Hugo", "Isak", "Ivar", "Jonatan", "Karim", "Kian", "Leo",
    "Loke", "Ludvig", "Malte", "Melker", "Milo", "Nils", "Olle", "Omar", "Otto", "Rasmus",
    "Sixten", "Sture", "Tage", "Theo", "Ture", "Valter", "Viggo", "Åke",
];

/// First halves of family names.
pub(super) const FAMILY_FIRST: [&str; 30] = [
    "Al", "Ask", "Berg", "Björk", "Blom", "Dal", "Ek", "Fors", "Frost", "Gran", "Gull", "Hag",
    "Hassel", "Hed", "Holm", "Kvarn", "Lin", "Ljung", "Lönn", "Malm", "Norr", "Ny", "Rosen",
    "Sand", "Silver", "Sjö", "Sten", "Ström", "Vester", "Öster",
];

/// Second halves of family names.
pub(super) const FAMILY_SECOND: [&str; 16] = [
    "bäck", "dal", "feldt", "gren", "hed", "hult", "kvist", "lid", "löf", "mark", "rud", "stedt",
    "sund", "vall", "vik", "åker",
];

/// First halves of school names.
const SCHOOL_FIRST: [&str; 26] = [
    "Alm",
    "Apel",
    "Asp",
    "Back",
    "Bok",
    "Bäver",
    "Duv",
    "Ekorr",
    "Fjäll",
    "Gärdes",
    "Hare",
    "Hassel",
    "Järp",
    "Kastanje",
    "Klöver",
    "Lärk",
    "Lönn",
    "Mossa",
    "Näktergals",
    "Orr",
    "Pil",
    "Rönn",
    "Snö",
    "Tall",
    "Trast",
    "Ugle",
];

/// Second halves of school names.
const SCHOOL_SECOND: [&str; 15] = [
    "bo",
    "brinks",
    "dals",
    "gläntans",
    "haga",
    "hults",
    "kullens",
    "lunds",
    "mo",
    "näs",
    "rings",
    "sta",
    "torps",
    "vallens",
    "viks",
];

/// Districts: code and name.
pub(super) const DISTRICTS: [(&str, &str); 12] = [
    ("norra", "Norra"),
    ("sodra", "Södra"),
    ("ostra", "Östra"),
    ("vastra", "Västra"),
    ("centrala", "Centrala"),
    ("a-dalen", "Ådalens"),
    ("skogs", "Skogsbygdens"),
    ("kust", "Kustbandets"),
    ("sjo", "Sjöbygdens"),
    ("slatt", "Slättbygdens"),
    ("berg", "Bergslidens"),
    ("hamn", "Hamnstadens"),
];

/// The name of the `number`-th school unit; no two are the same.
pub(super) fn school(number: usize) -> String {
    let (first, round) = (number % SCHOOL_FIRST.len(), number / SCHOOL_FIRST.len());
    let second = (round + first * 4) % SCHOOL_SECOND.len();
    let name = format!("{}{}skolan", SCHOOL_FIRST[first], SCHOOL_SECOND[second]);
    match round / SCHOOL_SECOND.len() {
        0 => name,
        again => format!("{name} {}", again + 1),
    }
}

/// Notes on an assessment.
pub(super) const NOTES: [&str; 12] = [
    "Läste högt ur en bok som valts på egen hand.",
    "Säkrare på längre texter än förra gången.",
    "Står kvar på samma punkt, men läser med bättre flyt.",
    "Behöver stöd med att hålla kvar innehållet mellan lästillfällena.",
    "Bedömd vid två tillfällen, samma resultat.",
    "Läser gärna faktatexter om djur.",
    "Rättar sig själv när meningen inte går ihop.",
    "Ljudar fortfarande långa ord.",
    "Läser tyst med god behållning.",
    "Har lyssnat på boken först och sedan läst själv.",
    "Bedömd tillsammans med specialpedagogen.",
    "Sammanhållet samtal om det lästa, drar egna slutsatser.",
];

/// Why a value is corrected after sign-off.
pub(super) const CORRECTIONS: [&str; 6] = [
    "Fel punkt inskriven, rätt enligt mina anteckningar.",
    "Ny bedömning efter samtal med kollega.",
    "Eleven blev bedömd efter klarmarkeringen.",
    "Två elever på listan hade förväxlats.",
    "Punkten gällde förra tillfället.",
    "Bedömningen gjordes om, eleven var trött första gången.",
];

/// Why a value is struck.
pub(super) const STRIKES: [&str; 4] = [
    "Fel elev, raden under skulle ha fyllts i.",
    "Registrerad på fel elev.",
    "Värdet hörde till en elev med liknande namn.",
    "Rättelsen gjordes på fel elev.",
];

/// Why a round is opened again.
pub(super) const REOPENINGS: [&str; 5] = [
    "Läraren har funnit att två elever förväxlats.",
    "En elev saknade resultat trots att bedömningen var gjord.",
    "Rektor har begärt att få rätta en punkt.",
    "Fel punkt upptäckt vid genomgången med lärarlaget.",
    "Klassen lämnades in av misstag innan alla var bedömda.",
];

/// What teachers say of their conditions when these were reasonable.
pub(super) const CONDITIONS_GOOD: [&str; 4] = [
    "Tid avsatt i schemat, specialpedagogen deltog en förmiddag.",
    "Bra med vikarie under två lektioner.",
    "Lugnt tillfälle, hela klassen hann bedömas.",
    "Vi hade gått igenom punkterna tillsammans innan.",
];

/// What teachers say of their conditions when these were not.
pub(super) const CONDITIONS_POOR: [&str; 4] = [
    "Ingen vikarie att få, bedömningarna fick göras på raster.",
    "För få böcker på rätt nivå för de svagaste läsarna.",
    "Många sjuka under perioden, svårt att hinna.",
    "Jag är ny i klassen och hade behövt en medbedömare.",
];

/// Why a guardian is blocked.
pub(super) const BLOCKS: [&str; 2] =
    ["Beslut om begränsad insyn finns hos rektor.", "Domstolsbeslut uppvisat för rektor."];

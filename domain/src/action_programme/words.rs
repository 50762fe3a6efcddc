//! Words about health in the text of a programme.
//!
//! A decided programme is a public document; facts on a pupil's health belong in the investigation, which
//! may be secret. This finds words so that a form can warn who writes them. It is a warning, never a
//! block: it knows nothing of context, misses what is not listed and finds harmless uses too.

/// Beginnings of words, in lower case.
const BEGINNINGS: &[&str] = &[
    "adhd",
    "allergi",
    "anorex",
    "asperger",
    "astma",
    "ångest",
    "autis",
    "beroendevård",
    "bulimi",
    "cancer",
    "celiaki",
    "cerebral",
    "depress",
    "deprim",
    "diabet",
    "diagnos",
    "downs",
    "dyskalkyl",
    "dyslekt",
    "dyslex",
    "dyspraxi",
    "epilep",
    "feber",
    "funktionsnedsätt",
    "funktionsvariation",
    "graviditet",
    "habilitering",
    "handikapp",
    "hälsoproblem",
    "hälsotillstånd",
    "hörselned",
    "hörselskad",
    "infektion",
    "insulin",
    "intellektuell",
    "journal",
    "kronisk",
    "logoped",
    "läkar",
    "läkemed",
    "medicin",
    "migrän",
    "missbruk",
    "narkolepsi",
    "neuropsyk",
    "ohälsa",
    "operation",
    "panik",
    "patient",
    "psykiat",
    "psykisk",
    "psykolog",
    "psykos",
    "reumat",
    "självmord",
    "självskad",
    "sjuk",
    "skolläkar",
    "skolpsykolog",
    "skolsköters",
    "skolios",
    "stroke",
    "suicid",
    "symptom",
    "symtom",
    "synnedsätt",
    "synskad",
    "sömnstörning",
    "sömnsvår",
    "talstörning",
    "språkstörning",
    "terapi",
    "terapeut",
    "tourette",
    "trauma",
    "tvångssyndrom",
    "utbränd",
    "utmattning",
    "utvecklingsstörning",
    "vårdcentral",
    "ätstörning",
];

/// Whole words, in lower case: as beginnings they would find too much.
const WHOLE: &[&str] = &["add", "ast", "bup", "dcd", "gravid", "npf", "ocd", "ptsd", "tics"];

/// The words about health in a text, as they stand in it, in order; a word that recurs is given each time.
/// Upper and lower case are one.
#[must_use]
pub fn health_words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| is_about_health(&word.to_lowercase())).collect()
}

fn is_about_health(word: &str) -> bool {
    WHOLE.contains(&word) || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

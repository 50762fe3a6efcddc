//! What stands in which sheet: read from the document's JSON, as the document names it.

use domain::command::Language;
use serde_json::Value;

use super::sheet::{Cell, Sheet};
use super::{Definition, Words};

/// How a value becomes a cell.
#[derive(Debug, Clone, Copy)]
enum As {
    /// A count, a text, or the mark of a count.
    It,
    /// A share in permille, or its mark.
    Permille,
    /// A yes or a no.
    YesNo,
}

/// A column: its head, and where in a row it is read (a JSON pointer).
type Column = (Words, &'static str, As);

/// Rows of one place or group: its name, and the row.
type Named<'a> = (String, &'a Value);

const READ: &[Column] = &[
    (Words("Elever", "Pupils"), "/counts/population", As::It),
    (Words("Bedömda", "Assessed"), "/counts/assessed", As::It),
    (Words("Täckning, %", "Coverage, %"), "/counts/coverage", As::Permille),
    (Words("Frånvarande", "Absent"), "/counts/not_assessed/absent", As::It),
    (Words("Nyanlända", "Newly arrived"), "/counts/not_assessed/newly_arrived", As::It),
    (Words("Undantagna", "Exempt"), "/counts/not_assessed/exempt", As::It),
    (Words("Saknas", "Missing"), "/missing", As::It),
    (Words("Median", "Median"), "/median", As::It),
    (Words("Stigit", "Risen"), "/counts/progress/risen", As::It),
    (Words("Samma", "Same"), "/counts/progress/same", As::It),
    (Words("Sjunkit", "Fallen"), "/counts/progress/fallen", As::It),
    (Words("På högsta punkten", "At the top"), "/counts/progress/at_the_top", As::It),
];

const PROMISED: &[Column] = &[
    (Words("Åtagande", "Commitment"), "/title", As::It),
    (Words("Årskurs", "Grade"), "/grade", As::It),
    (Words("Minst punkt", "Least point"), "/least", As::It),
    (Words("Mål, %", "Goal, %"), "/share_permille", As::Permille),
    (Words("Nådde målet", "Reached"), "/reached", As::It),
    (Words("Av bedömda, %", "Of assessed, %"), "/share_of_assessed", As::Permille),
    (Words("Av alla, %", "Of all, %"), "/share_of_population", As::Permille),
    (Words("Bedömda", "Assessed"), "/assessed", As::It),
    (Words("Elever", "Pupils"), "/population", As::It),
    (Words("Uppfyllt", "Met"), "/met", As::YesNo),
];

const BEHIND: &[Column] = &[
    (Words("Elever", "Pupils"), "/pupils", As::It),
    (Words("Funna", "Found"), "/found", As::It),
    (Words("Obesvarade", "Open"), "/open", As::It),
    (Words("Sena", "Late"), "/late", As::It),
    (Words("Besvarade", "Answered"), "/answered", As::It),
    (Words("Upphävda", "Lifted"), "/lifted", As::It),
    (Words("Under punkten", "Below the point"), "/below", As::It),
    (Words("Ej bedömda", "Not assessed"), "/not_assessed", As::It),
    (Words("Saknas", "Missing"), "/missing", As::It),
    (Words("Extra anpassningar", "Extra adaptations"), "/answers/extra_adaptations", As::It),
    (Words("Anmälda till rektor", "Reported"), "/answers/reported_to_principal", As::It),
    (Words("Åtgärdsprogram", "Programme"), "/answers/programme_covers", As::It),
];

const DONE: &[Column] = &[
    (Words("Anmälda", "Concern"), "/programmes/concern", As::It),
    (Words("Utreds", "Investigated now"), "/programmes/under_investigation", As::It),
    (Words("Utredda, inte beslutade", "Not decided"), "/programmes/investigated", As::It),
    (Words("Beslutade", "Decided"), "/programmes/decided", As::It),
    (Words("Delgivna", "Served"), "/programmes/served", As::It),
    (Words("Behövs inte", "None needed"), "/programmes/none_needed", As::It),
    (Words("Avslutade", "Ended"), "/programmes/ended", As::It),
    (Words("Sena", "Late"), "/programmes/late", As::It),
    (Words("Samtal: elever", "Talks: pupils"), "/dialogue/population", As::It),
    (Words("Samtal: förklarad", "Talks: explained"), "/dialogue/explained", As::It),
    (Words("Samtal: bekräftad", "Talks: acknowledged"), "/dialogue/acknowledged", As::It),
    (Words("Samtal: inte nådda", "Talks: not reached"), "/dialogue/not_reached", As::It),
];

const MEASURES: &[Column] = &[
    (Words("Åtgärd", "Measure"), "/title", As::It),
    (Words("Läge", "State"), "/state", As::It),
    (Words("Kostnad, kronor", "Cost, kronor"), "/cost", As::It),
    (Words("Utvärderas senast", "Evaluate by"), "/evaluate_by", As::It),
    (Words("Utvärderad", "Evaluated"), "/on", As::It),
    (Words("Mot tillfälle", "Held against"), "/round", As::It),
    (Words("Effekt", "Effect"), "/effect", As::It),
];

const TREND: &[Column] = &[
    (Words("Mätdatum", "Census date"), "/census_date", As::It),
    (Words("Elever", "Pupils"), "/population", As::It),
    (Words("Bedömda", "Assessed"), "/assessed", As::It),
    (Words("Saknas", "Missing"), "/missing", As::It),
    (Words("Median", "Median"), "/median", As::It),
];

const INFORMED: &[Column] = &[
    (Words("Senast informerad", "Last informed"), "/last", As::It),
    (Words("Dagar sedan dess", "Days since"), "/days", As::It),
];

/// The first sheet: what this is, on what it rests, how it is to be read.
pub(super) fn read_me(
    envelope: &Value,
    definitions: &[Definition<'_>],
    language: Language,
) -> Sheet {
    let view = &envelope["document"]["view"];
    let (basis, rule) = (&envelope["basis"], &envelope["document"]["disclosure"]["protected"]);
    let none = Words("finns inte", "none").of(language).to_owned();
    let stands = |value: &Value| plain(value).unwrap_or_else(|| none.clone());
    let mut rows: Vec<[String; 2]> = vec![
        [Words("Gäller", "About").of(language).to_owned(), stands(&view["name"])],
        [Words("Bedömningstillfälle", "Round").of(language).to_owned(), stands(&view["round"])],
        [Words("Mätdatum", "Census date").of(language).to_owned(), stands(&view["census_date"])],
        [
            Words("Kommun", "Municipality").of(language).to_owned(),
            stands(&envelope["municipality"]),
        ],
        [
            Words("Diarienummer", "Registry number").of(language).to_owned(),
            stands(&envelope["registry_number"]),
        ],
        [Words("Per den", "As of").of(language).to_owned(), stands(&basis["day"])],
        [Words("Antal händelser", "Events").of(language).to_owned(), stands(&basis["size"])],
        [
            Words("Registrets rot", "Root of the record").of(language).to_owned(),
            stands(&basis["root"]),
        ],
        [Words("Skala", "Scale").of(language).to_owned(), stands(&view["edition"])],
    ];
    rows.push([
        Words("Små tal", "Small numbers").of(language).to_owned(),
        small_numbers(rule, language),
    ]);
    if envelope["working_copy"] == true {
        let words = Words("Arbetsexemplar, inte överlämnat.", "A working copy, not delivered.");
        rows.push([
            Words("Status", "State").of(language).to_owned(),
            words.of(language).to_owned(),
        ]);
    }
    for of in definitions {
        rows.push([format!("{} ({})", of.name, of.id), of.text.to_owned()]);
    }
    let title = plain(&envelope["document"]["title"]).or_else(|| plain(&view["name"]));
    Sheet {
        name: Words("Läs mig först", "Read me first").of(language),
        title: title.unwrap_or_default(),
        note: Words(
            "Vad arbetsboken är, vad den vilar på och vad varje uppgift betyder.",
            "What this workbook is, what it rests on and what each figure means.",
        )
        .of(language)
        .to_owned(),
        heads: [Words("Uppgift", "Item"), Words("Innehåll", "Content")]
            .map(|words| words.of(language).to_owned())
            .into(),
        rows: rows.into_iter().map(|row| row.map(Cell::Text).into()).collect(),
        prose: true,
    }
}

fn small_numbers(rule: &Value, language: Language) -> String {
    let (Some(name), Some(least)) = (plain(&rule["rule"]), plain(&rule["least_base"])) else {
        let words = Words(
            "INTERN: små grupper visas med sina antal. Får inte publiceras.",
            "INTERNAL: small groups stand with their numbers. Not for publication.",
        );
        return words.of(language).to_owned();
    };
    match language {
        Language::Sv => format!(
            "Skyddade enligt {name}: uppgifter som vilar på färre än {least} elever, eller som går att räkna \
             fram, visas inte. Tecken: .. för få elever, . uppgift finns inte, ~100 nästan alla, ~0 nästan ingen."
        ),
        Language::En => format!(
            "Protected by {name}: what rests on fewer than {least} pupils, or could be worked out, is not shown. \
             Marks: .. too few pupils, . there is no figure, ~100 nearly all, ~0 nearly none."
        ),
    }
}

/// The sheets of a committee's report.
pub(super) fn report(envelope: &Value, view: &Value, language: Language) -> Vec<Sheet> {
    let (read, promised) = (&view["read"], &view["promised"]);
    let (behind, done, works) = (&view["behind"], &view["done"], &view["works"]);
    let all = || ALL.of(language).to_owned();
    let school = |code: &Value| name_of_school(envelope, view, code);
    let schools = list(&read["schools"]).iter().map(|row| (text(&row["name"]), &row["total"]));
    let mut promises: Vec<Named<'_>> =
        list(&promised["municipal"]).iter().map(|row| (all(), row)).collect();
    for row in list(&promised["schools"]) {
        promises.extend(list(&row["targets"]).iter().map(|of| (school(&row["school"]), of)));
    }
    let district = |row: &Value| name_of_district(envelope, &row["district"]);
    let mut short: Vec<Named<'_>> = vec![(all(), &behind["total"])];
    short.extend(list(&behind["districts"]).iter().map(|row| (district(row), row)));
    short.extend(list(&behind["schools"]).iter().map(|row| (school(&row["school"]), row)));
    let mut work: Vec<Named<'_>> = vec![(all(), done)];
    work.extend(list(&done["schools"]).iter().map(|row| (school(&row["school"]), row)));
    let measures = list(&done["under_way"]).iter().chain(list(&works["evaluated"]));
    let measures = measures.map(|row| (school(&row["school"]), row)).collect();
    let informed = list(&view["informed"]).iter().map(|row| (text(&row["name"]), row)).collect();
    let in_language = |sheet: Table<'_>| sheet.written(language);
    let mut sheets = vec![
        in_language(Table(HOW_READ, GROUP, READ, groups(read, language))),
        points(envelope, &[(all(), &read["total"])], language),
        in_language(Table(SCHOOLS, SCHOOL, READ, schools.collect())),
        in_language(Table(PROMISES, WHERE, PROMISED, promises)),
        in_language(Table(SHORT, WHERE, BEHIND, short)),
        in_language(Table(WORK, WHERE, DONE, work)),
        in_language(Table(MEASURE, SCHOOL, MEASURES, measures)),
        in_language(Table(OVER_TIME, ROUND, TREND, trend(&works["trend"]))),
        in_language(Table(TOLD, SCHOOL, INFORMED, informed)),
    ];
    sheets.push(asks(&view["asks"], language));
    sheets
}

/// The sheets of a school unit's account.
pub(super) fn account(envelope: &Value, view: &Value, language: Language) -> Vec<Sheet> {
    let own = &view["own"];
    let name = text(&view["name"]);
    let beside = [
        (Words("Kommundelen", "The district"), &view["of_district"]),
        (Words("Kommunen", "The municipality"), &view["of_municipality"]),
    ];
    let beside = beside.map(|(words, of)| (words.of(language).to_owned(), of));
    let places = || std::iter::once((name.clone(), own)).chain(beside.clone());
    let places: Vec<Named<'_>> = places().filter(|(_, of)| !of.is_null()).collect();
    let mut rows: Vec<Named<'_>> = Vec::new();
    for (place, of) in &places {
        rows.push((place.clone(), &of["total"]));
        let grades = list(&of["by_grade"]).iter();
        rows.extend(
            grades.map(|row| (format!("{place}: {}", slice(&row["slice"], language)), row)),
        );
    }
    for row in list(&view["by_sex"]).iter().chain(list(&view["by_syllabus"])) {
        rows.push((format!("{name}: {}", slice(&row["slice"], language)), row));
    }
    let promises = places
        .iter()
        .flat_map(|(place, of)| list(&of["promised"]).iter().map(|row| (place.clone(), row)));
    let measures = list(&view["under_way"]).iter().chain(list(&view["evaluated"]));
    let of_unit =
        |sheet: Words, columns, row| Table(sheet, SCHOOL, columns, vec![(name.clone(), row)]);
    let totals: Vec<Named<'_>> =
        places.iter().map(|(place, of)| (place.clone(), &of["total"])).collect();
    vec![
        Table(HOW_READ, GROUP, READ, rows).written(language),
        points(envelope, &totals, language),
        Table(PROMISES, WHERE, PROMISED, promises.collect()).written(language),
        of_unit(SHORT, BEHIND, &view["behind"]).written(language),
        of_unit(WORK, DONE, view).written(language),
        Table(MEASURE, SCHOOL, MEASURES, measures.map(|row| (name.clone(), row)).collect())
            .written(language),
        Table(OVER_TIME, ROUND, TREND, trend(&view["trend"])).written(language),
    ]
}

const ALL: Words = Words("Alla", "All");
const GROUP: Words = Words("Grupp", "Group");
const SCHOOL: Words = Words("Skola", "School");
const WHERE: Words = Words("Var", "Where");
const ROUND: Words = Words("Tillfälle", "Round");
const HOW_READ: Words = Words("Hur läser eleverna", "How pupils read");
const SCHOOLS: Words = Words("Skolorna", "The schools");
const PROMISES: Words = Words("Mot vad vi lovat", "Against our promises");
const SHORT: Words = Words("Vilka halkar efter", "Who falls behind");
const WORK: Words = Words("Vad görs åt det", "What is done");
const MEASURE: Words = Words("Åtgärder", "Measures");
const OVER_TIME: Words = Words("Över tid", "Over time");
const TOLD: Words = Words("Rektorernas information", "Informed by principals");
const ASKS: Words = Words("Vad vi ber om", "What is asked");
const POINTS: Words = Words("Punkterna", "The points");

/// A table: the sheet's name, the head of the first column, the others, and the rows.
struct Table<'a>(Words, Words, &'static [Column], Vec<Named<'a>>);

impl Table<'_> {
    fn written(self, language: Language) -> Sheet {
        let Self(name, first, columns, rows) = self;
        let heads = std::iter::once(first).chain(columns.iter().map(|(head, ..)| *head));
        let row = |(name, row): (String, &Value)| {
            let cell = |(_, at, how): &Column| {
                row.pointer(at).map_or(Cell::Empty, |value| cell(value, *how, language))
            };
            std::iter::once(Cell::Text(name)).chain(columns.iter().map(cell)).collect()
        };
        let note = Words(
            "Vad orden betyder står på första bladet.",
            "The first sheet says what the words mean.",
        );
        Sheet {
            name: name.of(language),
            title: name.of(language).to_owned(),
            note: note.of(language).to_owned(),
            heads: heads.map(|head| head.of(language).to_owned()).collect(),
            rows: rows.into_iter().map(row).collect(),
            prose: false,
        }
    }
}

fn cell(value: &Value, how: As, language: Language) -> Cell {
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    match (value, how) {
        (Value::Null, As::YesNo) => {
            Cell::Text(Words("går inte att säga", "cannot be told").of(language).to_owned())
        }
        (Value::Null, _) => Cell::Empty,
        (Value::Bool(yes), _) => {
            let words = if *yes { Words("ja", "yes") } else { Words("nej", "no") };
            Cell::Text(words.of(language).to_owned())
        }
        (Value::Number(number), As::Permille) => {
            Cell::Permille(small(number.as_u64().unwrap_or_default()))
        }
        (Value::Number(number), _) => Cell::Whole(small(number.as_u64().unwrap_or_default())),
        (Value::String(text), _) => Cell::Text(text.clone()),
        (Value::Array(_) | Value::Object(_), _) => Cell::Empty,
    }
}

/// How many stand at each point of the scale.
fn points(envelope: &Value, rows: &[Named<'_>], language: Language) -> Sheet {
    let codes = list(&envelope["document"]["scale"]).iter().map(|point| text(&point["code"]));
    let row = |(name, row): &Named<'_>| {
        let counts = list(&row["counts"]["by_rank"]).iter();
        let cells = counts.map(|count| cell(count, As::It, language));
        std::iter::once(Cell::Text(name.clone())).chain(cells).collect()
    };
    let note = Words("Antal elever på varje punkt.", "How many pupils stand at each point.");
    Sheet {
        name: POINTS.of(language),
        title: POINTS.of(language).to_owned(),
        note: note.of(language).to_owned(),
        heads: std::iter::once(GROUP.of(language).to_owned()).chain(codes).collect(),
        rows: rows.iter().map(row).collect(),
        prose: false,
    }
}

fn asks(asks: &Value, language: Language) -> Sheet {
    let rows = (1_u32..).zip(list(asks));
    Sheet {
        name: ASKS.of(language),
        title: ASKS.of(language).to_owned(),
        note: Words("Vad nämnden ombeds besluta.", "What the committee is asked to decide.")
            .of(language)
            .to_owned(),
        heads: [Words("Nummer", "Number"), Words("Fråga", "Question")]
            .map(|words| words.of(language).to_owned())
            .into(),
        rows: rows.map(|(number, ask)| vec![Cell::Whole(number), Cell::Text(text(ask))]).collect(),
        prose: true,
    }
}

/// All pupils, and each group of them.
fn groups(read: &Value, language: Language) -> Vec<Named<'_>> {
    let parts = ["by_grade", "by_sex", "by_syllabus"];
    let parts = parts.into_iter().flat_map(|name| list(&read[name]));
    let parts = parts.map(|row| (slice(&row["slice"], language), row));
    std::iter::once((ALL.of(language).to_owned(), &read["total"])).chain(parts).collect()
}

fn trend(rows: &Value) -> Vec<Named<'_>> {
    list(rows).iter().map(|row| (text(&row["round"]), row)).collect()
}

/// Which pupils, in words.
fn slice(of: &Value, language: Language) -> String {
    let words = match (of["grade"].as_u64(), of["sex"].as_str(), of["syllabus"].as_str()) {
        (Some(grade), ..) => {
            return format!("{} {grade}", Words("Årskurs", "Grade").of(language));
        }
        (_, Some("female"), _) => Words("Flickor", "Girls"),
        (_, Some("male"), _) => Words("Pojkar", "Boys"),
        (_, Some(_), _) => Words("Kön okänt", "Sex unknown"),
        (_, _, Some("sv")) => Words("Svenska", "Swedish"),
        (_, _, Some("sva")) => Words("Svenska som andraspråk", "Swedish as a second language"),
        (_, _, Some(_)) => Words("Kursplan okänd", "Syllabus unknown"),
        _ => ALL,
    };
    words.of(language).to_owned()
}

fn name_of_school(envelope: &Value, view: &Value, code: &Value) -> String {
    let rows = list(&view["read"]["schools"]).iter().chain(list(&envelope["document"]["schools"]));
    let found = rows.into_iter().find(|row| row["school"] == *code);
    found.map_or_else(|| text(code), |row| text(&row["name"]))
}

fn name_of_district(envelope: &Value, id: &Value) -> String {
    let mut rows = list(&envelope["document"]["districts"]).iter();
    rows.find(|row| row["district"] == *id).map_or_else(|| text(id), |row| text(&row["name"]))
}

fn list(of: &Value) -> &[Value] {
    of.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(of: &Value) -> String {
    of.as_str().unwrap_or_default().to_owned()
}

/// A text or a number as text.
fn plain(of: &Value) -> Option<String> {
    match of {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

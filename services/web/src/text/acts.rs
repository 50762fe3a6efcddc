//! What every command, field and choice of a form is called, in Swedish and English.
//!
//! The tables are keyed by the names that the commands have in JSON. A name that means different things in
//! different places has a line of its own for the place (`RoundOpened.until`), which goes before the plain
//! one. A test walks all commands and fails where a word is missing.

use domain::command::Language;

use crate::text::texts;

mod commands;
mod fields;
mod variants;

/// Name, Swedish, English.
type Line = (&'static str, &'static str, &'static str);

texts! {
    /// What stands around the fields of a form.
    ActText:
    Record "Registrera", "Record";
    Continue "Fortsätt", "Continue";
    Cancel "Avbryt", "Cancel";
    NotStated "Inte angivet", "Not stated";
    Choose "Välj …", "Choose …";
    Yes "Ja", "Yes";
    No "Nej", "No";
    Optional "(frivilligt)", "(optional)";
    Public "Texten är offentlig: skriv inget om enskilda personer.",
        "The text is public: write nothing about individuals.";
    Sealed "Texten förseglas och visas bara för den som får se den. Högst 4 000 tecken.",
        "The text is sealed and shown only to those who may see it. At most 4,000 characters.";
    OneALine "En på varje rad.", "One on each line.";
    DaysHelp "En dag på varje rad, som 2026-02-23.", "One day on each line, such as 2026-02-23.";
    NumbersHelp "Siffror med blanksteg emellan, till exempel 1 2 3.",
        "Numbers with blanks between, such as 1 2 3.";
    LanguageHelp "Språkkod: sv svenska, en engelska, so somaliska, ar arabiska, fi finska.",
        "A language code: sv Swedish, en English, so Somali, ar Arabic, fi Finnish.";
    ShareHelp "I procent, till exempel 80 eller 76,5.", "In per cent, such as 80 or 76.5.";
    CodeHelp "Bokstäver a–z, siffror, punkt, bindestreck och understreck. Högst {most} tecken.",
        "Letters a–z, digits, full stop, hyphen and underscore. At most {most} characters.";
    SchoolCodeHelp "Åtta siffror.", "Eight digits.";
    Row "{label} {number}", "{label} {number}";
    NothingToChoose "Det finns inget att välja på här ännu.", "There is nothing to choose from here yet.";
    Events "{count} händelser", "{count} events";
    EventAt "{kind}, {day}", "{kind}, {day}";
    EventNumber "Händelse {position}", "Event {position}";
    GuardianNumber "Vårdnadshavare {number}", "Guardian {number}";
    CaseFrom "Ärende från {day}", "Case from {day}";
    RequestFrom "Önskan från {day}", "Request from {day}";
    RefusedTitle "Det registrerades inte", "It was not recorded";
    WrongTitle "Några uppgifter kan inte läsas", "Some of the fields cannot be read";
    WrongMissing "Fyll i det här fältet.", "Fill in this field.";
    WrongDay "Skriv en dag som 2026-02-23.", "Write a day such as 2026-02-23.";
    WrongNumber "Skriv ett heltal från {least} till {most}.",
        "Write a whole number from {least} to {most}.";
    WrongShare "Skriv en andel från 0 till 100 procent, med högst en decimal.",
        "Write a share from 0 to 100 per cent, with one decimal at most.";
    WrongChoice "Välj något av det som finns.", "Choose one of what there is.";
    WrongLong "Texten är för lång: högst {most} tecken.",
        "The text is too long: at most {most} characters.";
    WrongWhole "Uppgifterna kan inte läsas tillsammans. Läs in formuläret på nytt.",
        "The fields cannot be read together. Load the form again.";
    HealthTitle "Texten nämner hälsa", "The text mentions health";
    HealthBody "Ett beslutat åtgärdsprogram är en allmän handling. Uppgifter om hälsa hör hemma i utredningen. De här orden kan handla om hälsa: {words}.",
        "A decided action programme is a public document. Facts about health belong in the investigation. These words may be about health: {words}.";
    HealthAnyway "Registrera ändå", "Record anyway";
    StepLead "Välj först, så visas rätt alternativ i formuläret.",
        "Choose first; the form then offers what belongs to it.";
    StepNothing "Det finns inget att välja på för din roll här. Börja från sidan för det som saken gäller.",
        "There is nothing to choose from for your role here. Begin from the page of what it concerns.";
    ElsewhereLead "Det här registreras på något som redan står i spåret.",
        "This is recorded on something that stands in the trail already.";
    ElsewhereBody "Börja från sidan för ärendet, eleven, skolan eller nämnden, och välj där vad det gäller ({what}).",
        "Begin from the page of the case, the pupil, the school or the committee, and choose there what it concerns ({what}).";
    PastTitle "Formulär visas bara i nuläget", "Forms are shown only as of now";
    PastBody "Du tittar på hur det var. Det som var ändras inte; registrera i nuläget.",
        "You are looking at how it was. What was is not changed; record as of now.";
    ToNow "Till nuläget", "To the present";
}

fn say(line: &Line, language: Language) -> &'static str {
    match language {
        Language::Sv => line.1,
        Language::En => line.2,
    }
}

fn find(table: &'static [Line], name: &str) -> Option<&'static Line> {
    table.iter().find(|line| line.0 == name)
}

/// What a command is called: the title of its form and the words of a link to it.
pub(crate) fn command(term: &str, command: &str, language: Language) -> Option<&'static str> {
    find(commands::TABLE, &format!("{term}.{command}")).map(|line| say(line, language))
}

/// What a field of this owner (an event, a part of one, or a command) is called. What a choice asks for
/// besides is called as the choice, where it has no words of its own.
pub(crate) fn field(owner: &str, name: &str, language: Language) -> Option<&'static str> {
    let own = find(fields::OWN, &format!("{owner}.{name}"));
    let plain = own.or_else(|| find(fields::TABLE, name)).map(|line| say(line, language));
    plain.or_else(|| variant(owner, name, language))
}

/// Where a field stands among others: fields are asked for in the order of the table.
pub(crate) fn rank(name: &str) -> usize {
    fields::TABLE.iter().position(|line| line.0 == name).unwrap_or(usize::MAX)
}

/// What a choice of this kind is called.
pub(crate) fn variant(owner: &str, code: &str, language: Language) -> Option<&'static str> {
    let own = find(variants::OWN, &format!("{owner}.{code}"));
    own.or_else(|| find(variants::TABLE, code)).map(|line| say(line, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_in_a_table_and_none_is_without_words() {
        for table in [commands::TABLE, fields::OWN, fields::TABLE, variants::OWN, variants::TABLE] {
            let mut names: Vec<&str> = table.iter().map(|line| line.0).collect();
            names.sort_unstable();
            let twice: Vec<_> = names.windows(2).filter(|two| two[0] == two[1]).collect();
            assert!(twice.is_empty(), "{twice:?}");
            for (name, sv, en) in table {
                assert!(!sv.is_empty() && !en.is_empty(), "{name} has no words");
            }
        }
    }
}

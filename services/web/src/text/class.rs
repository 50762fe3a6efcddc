//! Texts of the class page, where a round is recorded.

use crate::text::texts;

texts! {
    /// The class page.
    ClassText:
    Title "{class}, {round}", "{class}, {round}";
    Lead "{school}. Skriv punkten för varje elev och spara. Mätdatum {census}.",
        "{school}. Type each pupil's point and save. Census date {census}.";
    LeadClosed "{school}. Mätdatum {census}.", "{school}. Census date {census}.";
    ClosedNotOpened "Bedömningstillfället är inte öppnat vid skolan ännu. Rektor eller \
        resultatsamordnaren öppnar det.",
        "The round has not been opened at the school yet. The principal or the results coordinator \
         opens it.";
    ClosedSubmitted "Skolans resultat är inlämnade. Ska något ändras måste bedömningstillfället öppnas \
        igen, med en orsak.",
        "The school's results are submitted. To change something the round must be reopened, with a \
         reason.";
    ClosedPast "Sista dagen för registrering, {until}, har passerat.",
        "The last day for entry, {until}, has passed.";
    OpenUntil "Öppet till och med {until}", "Open until {until}";
    SignedOffBy "Klarmarkerad {when} av {name}. En ändring är nu en rättelse och behöver en orsak.",
        "Signed off {when} by {name}. A change is now a correction and needs a reason.";
    MissingTitle "Saknas: {count}", "Missing: {count}";
    MissingNone "Ingen saknas: alla elever i omgångens population har en punkt eller en orsak.",
        "Nobody is missing: every pupil of the round's population has a point or a reason.";
    NotInRound "Klassen ingår inte i det här bedömningstillfället: ingen elev i klassen hör till \
        omgångens population. Inget ska registreras här.",
        "This class is not part of the round: no pupil of the class belongs to the round's population. \
         There is nothing to record here.";
    HelpTitle "Så skriver du", "How to type";
    HelpPoint "Punkten, till exempel 15 eller 18b (även 18 B). Skalan går från {first} till {last}.",
        "The point, such as 15 or 18b (18 B too). The scale runs from {first} to {last}.";
    HelpSame "= samma punkt som förra gången. Det är en riktig bedömning.",
        "= the same point as last time. That is a real assessment.";
    HelpReasons "a frånvarande, n nyanländ, u undantagen.",
        "a absent, n newly arrived, u exempt.";
    HelpKeys "Enter eller pil ned går till nästa elev, pil upp till föregående. Ctrl + Enter sparar.",
        "Enter or arrow down goes to the next pupil, arrow up to the one before. Ctrl + Enter saves.";
    Caption "Elever i {class}: punkt i {round}", "Pupils in {class}: point in {round}";
    Pupil "Elev", "Pupil";
    Grade "Åk", "Grade";
    Before "Tidigare", "Before";
    BeforeNone "ingen tidigare", "none before";
    Point "Punkt nu", "Point now";
    PointOf "Punkt för {name}", "Point for {name}";
    On "Datum", "Date";
    OnOf "Bedömningsdatum för {name}", "Date of assessment for {name}";
    Note "Anteckning", "Note";
    NoteOf "Anteckning om {name}", "Note about {name}";
    Reason "Orsak", "Reason";
    ReasonOf "Orsak till rättelsen för {name}", "Reason for correcting {name}";
    Result "Läge", "State";
    Save "Spara", "Save";
    SaveHint "Bara rader du ändrat sparas.", "Only rows you have changed are saved.";
    Saved "Sparad", "Saved";
    Recorded "Registrerad", "Recorded";
    MissingRow "Saknas", "Missing";
    Unchanged "Oförändrad", "Unchanged";
    RefusedRow "Inte sparad", "Not saved";
    OutsideRow "Utanför omgångens population (får bedömas)",
        "Outside the round's population (may be assessed)";
    OutsideNote "Utanför omgångens population, räknas inte i klassens resultat",
        "Outside the round's population, not counted in the class's results";
    ElsewhereRow "Räknas vid skolan på mätdatum (får bedömas)",
        "Counted at the school of the census date (may be assessed)";
    ElsewhereNote "Räknas vid skolan på mätdatum, inte i klassens resultat",
        "Counted at the school of the census date, not in the class's results";
    ProtectedMark "Skyddade uppgifter", "Protected identity";
    ReportSaved "{count} rader sparade.", "{count} rows saved.";
    ReportOne "1 rad sparad.", "1 row saved.";
    ReportOneRefused "1 rad sparades inte. Det du skrev står kvar; se raden.",
        "1 row was not saved. What you typed is still there; see the row.";
    ReportRefused "{count} rader sparades inte. Det du skrev står kvar; se raden.",
        "{count} rows were not saved. What you typed is still there; see the row.";
    ReportNothing "Inget var ändrat, så inget sparades.", "Nothing was changed, so nothing was saved.";
    WarnFall "{from} → {to}: {ranks} steg lägre än förra gången. Sparad. Stämmer det? Skriv gärna en \
        anteckning.",
        "{from} → {to}: {ranks} steps lower than last time. Saved. Is that right? A note helps.";
    WarnRise "{from} → {to}: {ranks} steg högre än förra gången. Sparad. Stämmer det? Skriv gärna en \
        anteckning.",
        "{from} → {to}: {ranks} steps higher than last time. Saved. Is that right? A note helps.";
    NotAPoint "”{typed}” är ingen punkt på skalan. Skriv till exempel 15, 18b, =, a, n eller u.",
        "“{typed}” is no point of the scale. Type for example 15, 18b, =, a, n or u.";
    NoPrevious "Det finns ingen tidigare punkt att upprepa. Skriv punkten.",
        "There is no earlier point to repeat. Type the point.";
    NotADate "Datumet går inte att läsa. Skriv som 2026-05-20.",
        "The date cannot be read. Type it as 2026-05-20.";
    NoteTooLong "Texten är för lång (högst 4 000 tecken).",
        "The text is too long (at most 4,000 characters).";
    ReasonNeeded "Klassen är klarmarkerad: skriv orsaken till rättelsen.",
        "The class is signed off: give the reason for the correction.";
    Emptied "En registrerad punkt tas inte bort genom att fältet töms. Stryk den nedan om den hamnat \
        fel.",
        "A recorded point is not removed by emptying the field. Strike it below if it is misplaced.";
    Overtaken "Någon annan har registrerat {now} sedan du öppnade sidan. Spara en gång till om din \
        uppgift ska gälla.",
        "Someone else has recorded {now} since you opened the page. Save again if yours is to stand.";
    StrikeTitle "Stryk en bedömning", "Strike an assessment";
    StrikeLead "Om den registrerats på fel elev. Den strukna lämnar resultaten men står kvar i spåret.",
        "If it was recorded on the wrong pupil. What is struck leaves the results but stays in the \
         trail.";
    StrikeWhich "Vilken bedömning", "Which assessment";
    StrikeChoose "Välj elev och punkt", "Choose pupil and point";
    StrikeReason "Orsak till strykningen", "Reason for striking";
    StrikeDo "Stryk bedömningen", "Strike the assessment";
    StrikeChosen "Välj vilken bedömning som ska strykas.", "Choose which assessment to strike.";
    StrikeReasonNeeded "Skriv varför den ska strykas.", "Say why it is to be struck.";
    Struck "Bedömningen är struken.", "The assessment is struck.";
    SignOffTitle "Klarmarkera klassen", "Sign the class off";
    SignOffLead "När alla elever har en punkt eller en orsak. Därefter behöver varje ändring en orsak.",
        "When every pupil has a point or a reason. After that each change needs a reason.";
    SignOffMissing "{count} elever saknar ännu punkt eller orsak. Du kan klarmarkera ändå; de visas då \
        som saknade i resultaten.",
        "{count} pupils still lack a point or a reason. You may sign off all the same; they are then \
         shown as missing in the results.";
    Conditions "Hade du rimliga förutsättningar för ansvaret i den här omgången?",
        "Did you have reasonable conditions for this responsibility in this round?";
    ConditionsYes "Ja, rimliga", "Yes, reasonable";
    ConditionsNo "Nej, inte rimliga", "No, not reasonable";
    ConditionsStatement "Med egna ord (frivilligt)", "In your own words (optional)";
    ConditionsNeeded "Svara på frågan om förutsättningarna.", "Answer the question on conditions.";
    SignOffDo "Klarmarkera", "Sign off";
    SignOffDone "Klassen är klarmarkerad.", "The class is signed off.";
    OtherRounds "Andra bedömningstillfällen", "Other rounds";
}

//! Texts of the class page, where a round is recorded.

use crate::text::texts;

texts! {
    /// The class page.
    ClassText:
    Title "{class}, {round}", "{class}, {round}";
    Lead "{school}. Skriv punkten för varje elev. Mätdatum {census}.",
        "{school}. Type each pupil's point. Census date {census}.";
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
    HelpKeys "Varje punkt sparas av sig själv. Enter sparar och går nedåt, pilarna flyttar, F2 ändrar det \
        som står, Esc ångrar det du skriver, Ctrl + Z ångrar det som nyss sparats.",
        "Each point saves by itself. Enter saves and moves down, the arrows move, F2 edits what stands \
         there, Esc takes back what you are typing, Ctrl + Z what has just been saved.";
    Caption "Elever i {class}: punkt i {round}", "Pupils in {class}: point in {round}";
    Pupil "Elev", "Pupil";
    Grade "Åk", "Grade";
    Target "Mål", "Target";
    Change "Ändring", "Change";
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

texts! {
    /// What the script of the class page says, and what it needs around the table.
    GridText:
    Saving "Sparar …", "Saving …";
    NotSaved "✗ Inte sparad", "✗ Not saved";
    NotSavedYet "✗ Inte sparad än: ingen kontakt. Försöker igen.", "✗ Not saved yet: no connection. Trying again.";
    SignedOut "✗ Inte sparad: du är utloggad. Logga in i en ny flik och välj Försök igen.",
        "✗ Not saved: you are signed out. Sign in in another tab and choose Try again.";
    Unsaved "{count} ändringar är inte sparade än.", "{count} changes are not saved yet.";
    AllSaved "✓ Allt du skrivit är sparat.", "✓ All you have typed is saved.";
    Retry "Försök igen", "Try again";
    WithPoint "Anteckningen sparas med punkten", "The note is saved with the point";
    ReasonFirst "Skriv orsaken till rättelsen", "Give the reason for the correction";
    Undo "Ångra", "Undo";
    UndoOf "Ångra det senast sparade för {name}", "Undo what was last saved for {name}";
    UndoReason "Ångrad av den som registrerade den", "Taken back by the one who recorded it";
    UndoGone "Det går inte längre att ångra. Stryk bedömningen nedan och skriv varför.",
        "It can no longer be undone. Strike the assessment below and say why.";
    Points "Punkter på skalan", "Points of the scale";
    Columns "Hela klassen", "The whole class";
    AllEmpty "Alla som saknar resultat", "All without a result";
    SetAll "Sätt", "Set";
    AllOn "Datum för nya resultat", "Date of new results";
    ColumnSet "{count} elever har fått värdet.", "{count} pupils have been given the value.";
    DateSet "Datumet gäller {count} elever.", "The date is set for {count} pupils.";
    PasteHint "Kopiera rader ur Excel och klistra in dem i tabellen: du får se vad som händer först.",
        "Copy rows from Excel and paste them into the table: you see first what will happen.";
    Paper "Papperslista i samma ordning", "Paper list in the same order";
    PasteTitle "Klistra in", "Paste";
    PasteLead "Inget är sparat än. Det som krockar med ett registrerat värde är inte ikryssat.",
        "Nothing is saved yet. What conflicts with a recorded value is not ticked.";
    Take "Ta med", "Take";
    PastedValue "Inklistrat", "Pasted";
    StandsNow "Står nu", "Stands now";
    TakeChosen "Spara de ikryssade", "Save those ticked";
    Leave "Avbryt", "Cancel";
    Pasted "{count} inklistrade värden sparas.", "{count} pasted values are being saved.";
    Unmatched "✗ Ingen sådan elev i klassen", "✗ No such pupil in the class";
    NoPoint "✗ Ingen punkt på skalan", "✗ No point of the scale";
    New "✓ Nytt", "✓ New";
    SameAlready "= Står redan", "= Stands already";
    Conflict "⚠ Ett annat värde står", "⚠ Another value stands";
    PaperTitle "Papperslista: {class}, {round}", "Paper list: {class}, {round}";
    PaperLead "Skriv punkten för hand och för sedan in den i samma ordning på skärmen. a = frånvarande, \
        n = nyanländ, u = undantagen.",
        "Write the point by hand and type it in later in the same order on the screen. a = absent, \
         n = newly arrived, u = exempt.";
    PaperCare "Listan har elevers namn. Ta inte med den hem och strimla den när punkterna är inlagda.",
        "The list has pupils' names. Do not take it home; shred it when the points are typed in.";
    PaperNumber "Nr", "No.";
    PaperPrint "Skriv ut med webbläsarens utskrift (Ctrl + P).", "Print with the browser (Ctrl + P).";
}

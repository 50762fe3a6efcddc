//! Texts of the round board, the pupil card, the views and the commitment's page.

use crate::text::texts;

texts! {
    /// The round board.
    BoardText:
    Title "Lägestavla: {school}", "Round board: {school}";
    Lead "{round}. Mätdatum {census}. Lämnas in senast {submit}.",
        "{round}. Census date {census}. Submit by {submit}.";
    Classes "Klasser", "Classes";
    Class "Klass", "Class";
    NoClass "Utan klass", "Without a class";
    State "Läge", "State";
    StateSigned "✓ Klarmarkerad", "✓ Signed off";
    StateReady "◆ Alla har ett resultat, inte klarmarkerad", "◆ Everyone has a result, not signed off";
    StateStarted "◐ Påbörjad", "◐ Begun";
    StateNone "○ Inte påbörjad", "○ Not begun";
    Done "Färdigt", "Done";
    Population "Elever", "Pupils";
    Assessed "Bedömda", "Assessed";
    Absent "Frånv.", "Absent";
    NewlyArrived "Nyanl.", "New";
    Exempt "Undant.", "Exempt";
    Missing "Saknas", "Missing";
    Assessor "Ansvarig bedömare", "Responsible assessor";
    AssessorNone "Ingen utsedd", "None named";
    MissingTitle "Saknas", "Missing";
    MissingNone "Ingen elev saknas.", "No pupil is missing.";
    MissingHidden "Namnen visas bara för skolans personal.",
        "Names are shown only to the school's own staff.";
    MissingIn "{class}: {count}", "{class}: {count}";
    ChainTitle "Från klass till kommun", "From class to municipality";
    ChainOpen "Öppnad", "Opened";
    ChainSigned "Klasser klarmarkerade", "Classes signed off";
    ChainSubmitted "Inlämnad av rektor", "Submitted by the principal";
    ChainReceived "Mottagen av resultatsamordnaren", "Received by the coordinator";
    ChainDone "✓ klart {when}", "✓ done {when}";
    ChainCount "{signed} av {classes}", "{signed} of {classes}";
    ChainWaiting "○ inte ännu", "○ not yet";
    OpenTitle "Öppna bedömningstillfället", "Open the round";
    OpenUntil "Sista dag för registrering", "Last day for entry";
    OpenDo "Öppna", "Open";
    SubmitTitle "Lämna in skolans resultat", "Submit the school's results";
    SubmitLead "Alla klasser ska vara klarmarkerade. Efter inlämningen är registreringen stängd.",
        "All classes must be signed off. After submission entry is closed.";
    SubmitDo "Lämna in", "Submit";
    ReceiveTitle "Ta emot resultaten", "Receive the results";
    ReceiveDo "Ta emot", "Receive";
    ReopenTitle "Öppna igen", "Reopen";
    ReopenLead "Med en orsak. Klarmarkeringen faller för den klass du väljer, eller för alla.",
        "With a reason. The sign-off falls for the class you choose, or for all.";
    ReopenClass "Klass", "Class";
    ReopenAll "Alla klasser", "All classes";
    ReopenReason "Orsak", "Reason";
    ReopenDo "Öppna igen", "Reopen";
    ReasonNeeded "Skriv orsaken.", "Give the reason.";
    DateNeeded "Skriv datumet som 2026-05-20.", "Type the date as 2026-05-20.";
    DoneOpened "Bedömningstillfället är öppet.", "The round is open.";
    DoneSubmitted "Resultaten är inlämnade.", "The results are submitted.";
    DoneReceived "Resultaten är mottagna.", "The results are received.";
    DoneReopened "Bedömningstillfället är öppet igen.", "The round is open again.";
    StatusNotOpened "○ Inte öppnad", "○ Not opened";
    StatusOpen "◐ Öppen till {until}", "◐ Open until {until}";
    StatusPast "◐ Tiden gick ut {until}, inte inlämnad", "◐ Time ran out {until}, not submitted";
    StatusSubmitted "◆ Inlämnad, inte mottagen", "◆ Submitted, not received";
    StatusReceived "✓ Mottagen", "✓ Received";
    Progress "{done} av {of} elever har ett resultat", "{done} of {of} pupils have a result";
    Actions "Det du kan göra", "What you can do";
    Rounds "Välj bedömningstillfälle", "Choose a round";
}

texts! {
    /// The pupil card.
    PupilText:
    Lead "{school}, {class}, {grade}.", "{school}, {class}, {grade}.";
    LeadNoClass "{school}, {grade}.", "{school}, {grade}.";
    LeadNone "Inte inskriven i dag.", "Not enrolled today.";
    Marked "Skyddade personuppgifter: hantera namnet varsamt.",
        "Protected identity: handle the name with care.";
    Syllabus "Kursplan", "Syllabus";
    Curve "Läsutveckling", "Reading development";
    CurveTitle "Läskurva: punkt per bedömningstillfälle", "Reading curve: point in each round";
    CurveDesc "{count} bedömningar, från punkt {first} i {from} till punkt {last} i {to}.",
        "{count} assessments, from point {first} in {from} to point {last} in {to}.";
    CurveOne "En bedömning: punkt {first} i {from}.", "One assessment: point {first} in {from}.";
    CurveNone "Ingen bedömning ännu.", "No assessment yet.";
    LegendPupil "Elevens punkt", "The pupil's point";
    LegendPromise "Åtagandets punkt", "The commitment's point";
    Rounds "Bedömningstillfällen", "Rounds";
    Round "Tillfälle", "Round";
    Outcome "Resultat", "Result";
    On "Datum", "Date";
    Where "Skola och klass", "School and class";
    Assessor "Bedömare", "Assessor";
    Promised "Åtagande", "Commitment";
    PromiseReached "✓ nått {point}", "✓ reached {point}";
    PromiseNot "✗ inte nått {point}", "✗ not reached {point}";
    PromiseOpen "punkt {point}", "point {point}";
    History "Allt som registrerats", "Everything recorded";
    HistoryLead "Varje rad är en händelse. Rättat och struket står kvar.",
        "Each row is an event. What was corrected and struck remains.";
    Effective "✓ gäller", "✓ in force";
    Replaced "ersatt", "replaced";
    Corrected "Rättelse", "Correction";
    StruckWhen "✗ struken {when}", "✗ struck {when}";
    Outside "utanför populationen", "outside the population";
    Trail "Hela spåret", "The whole trail";
    Recorded "Registrerad", "Recorded";
    State "Läge", "State";
}

texts! {
    /// The views of school, district and committee.
    UnitText:
    SchoolLead "Läsresultat i {round}, mätdatum {census}.", "Reading results in {round}, census date {census}.";
    RoundPick "Bedömningstillfälle", "Round";
    AsOfLabel "Som det var känt", "As it was known";
    AsOfHelp "Datum (2026-05-20), tid (2026-05-20 12:00) eller antal händelser. Tomt: nu.",
        "Date (2026-05-20), time (2026-05-20 12:00) or number of events. Empty: now.";
    Show "Visa", "Show";
    PastTitle "Som det var känt {when}", "As it was known {when}";
    PastBody "Siffrorna bygger på de {events} första händelserna. Sådant som registrerats senare syns \
        inte här.",
        "The figures rest on the first {events} events. What was recorded later does not show here.";
    ToNow "Visa det senaste", "Show the latest";
    Overview "I korthet", "In short";
    Population "Elever på mätdatum", "Pupils on the census date";
    Assessed "Bedömda", "Assessed";
    NotAssessed "Ej bedömda, med orsak", "Not assessed, with a reason";
    NotAssessedShort "Ej bedömda", "Not assessed";
    Missing "Saknas", "Missing";
    Coverage "Täckning", "Coverage";
    Median "Median", "Median";
    Targets "Åtaganden", "Commitments";
    TargetsNone "Inget åtagande gäller för tillfället.", "No commitment applies to this round.";
    Target "Åtagande", "Commitment";
    TargetIs "Minst punkt {least} i {grade}", "At least point {least} in {grade}";
    Promise "Utlovat", "Promised";
    OfAssessed "Nått av bedömda", "Reached of assessed";
    OfPopulation "Nått av alla", "Reached of all";
    Met "✓ uppfyllt", "✓ met";
    NotMet "✗ inte uppfyllt", "✗ not met";
    NotComparable "ej jämförbart", "not comparable";
    NotComparableMore "Täckningen är lägre än den antagna gränsen {least}; andelarna jämförs inte.",
        "The coverage is below the adopted limit of {least}; shares are not compared.";
    Empty "inga elever", "no pupils";
    Counts "{numerator} av {denominator}", "{numerator} of {denominator}";
    Distribution "Fördelning", "Distribution";
    DistributionTitle "Elever per punkt", "Pupils at each point";
    DistributionDesc "{assessed} bedömda elever från punkt {lowest} till {highest}; flest, {most}, på \
        punkt {mode}.",
        "{assessed} assessed pupils from point {lowest} to {highest}; most, {most}, at point {mode}.";
    DistributionNone "Inga bedömda elever.", "No assessed pupils.";
    Point "Punkt", "Point";
    Pupils "Elever", "Pupils";
    Share "Andel", "Share";
    Phase "Fas", "Phase";
    Change "Sedan förra tillfället", "Since the previous round";
    ChangeLead "Elever med en punkt både nu och i {round}: {both}.",
        "Pupils with a point both now and in {round}: {both}.";
    ChangeNone "Det finns inget tidigare tillfälle att jämföra med.",
        "There is no earlier round to compare with.";
    Groups "Per grupp", "By group";
    ByGrade "Per årskurs", "By grade";
    ByClass "Per klass", "By class";
    BySex "Per kön", "By sex";
    BySyllabus "Per kursplan i svenska", "By Swedish syllabus";
    Group "Grupp", "Group";
    All "Alla", "All";
    Series "Över tid", "Over time";
    SeriesTitle "Andel som nått åtagandet, per tillfälle", "Share that reached the commitment, by round";
    SeriesDesc "{count} tillfällen. Senast, i {round}: {assessed} av de bedömda och {population} av \
        alla.",
        "{count} rounds. Latest, in {round}: {assessed} of the assessed and {population} of all.";
    SeriesNone "Det finns bara ett tillfälle ännu.", "There is only one round so far.";
    SeriesCoverage "Täckning, per tillfälle", "Coverage, by round";
    SeriesCoverageDesc "{count} tillfällen. Senast, i {round}: {population}.",
        "{count} rounds. Latest, in {round}: {population}.";
    LegendAssessed "av bedömda", "of assessed";
    LegendPopulation "av alla", "of all";
    Schools "Skolor", "Schools";
    SchoolsLead "I bokstavsordning. Skolorna rangordnas inte: elevunderlagen är olika.",
        "In alphabetical order. Schools are not ranked: their pupils differ.";
    School "Skola", "School";
    District "Kommundel", "District";
    EvidenceHint "Varje siffra leder till sitt underlag.", "Each figure leads to its evidence.";
    Removed "{count} händelser är borttagna enligt gallringsbeslut; vad de sade räknas inte längre.",
        "{count} events have been removed by disposal decisions; what they said no longer counts.";
    NoRounds "Inget bedömningstillfälle hade planerats då.", "No round had been scheduled by then.";
    SchoolsTitle "Skolor", "Schools";
    SchoolsIntro "Kommunens skolenheter i bokstavsordning.",
        "The municipality's school units in alphabetical order.";
    Districts "Kommundelar", "Districts";
    Committees "Nämnder", "Committees";
    Trail "Skolans spår", "The school's trail";
}

texts! {
    /// A commitment's page.
    CommitmentText:
    Versions "Versioner", "Versions";
    Version "Version {number}", "Version {number}";
    ValidFrom "Gäller från", "Valid from";
    ValidTo "till", "to";
    ValidOpen "tills vidare", "until further notice";
    Adopted "✓ Antaget {on}", "✓ Adopted {on}";
    Revised "✓ Beslutat {on}", "✓ Decided {on}";
    Proposed "○ Föreslaget, inte antaget", "○ Proposed, not adopted";
    Withdrawn "✗ Dras tillbaka från {on}", "✗ Withdrawn from {on}";
    Targets "Mål", "Targets";
    Grade "Årskurs", "Grade";
    Occasion "Tillfälle", "Round";
    Least "Minst punkt", "Least point";
    Share "Andel", "Share";
    Evaluations "Utvärderingar", "Evaluations";
    EvaluationsNone "Åtagandet har inte utvärderats ännu.", "The commitment has not been evaluated yet.";
    Round "Tillfälle", "Round";
    OfVersion "Version", "Version";
    AsOf "Läge", "As of";
    AsOfSize "{events} händelser", "{events} events";
    Trail "Åtagandets spår", "The commitment's trail";
}

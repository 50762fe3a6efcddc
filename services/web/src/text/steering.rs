//! Texts of the committees' work: reports, accounts, decisions.

use crate::text::texts;

texts! {
    /// A committee's work.
    CommitteeText:
    Title "Nämndens arbete: {name}", "The committee's work: {name}";
    Lead "Rapporter, offentliga debatter, beslut och protokoll, och hur länge sedan varje rektor informerade.",
        "Reports, public debates, decisions and minutes, and how long since each principal informed.";
    Reports "Rapporter", "Reports";
    ReportsNone "Ingen rapport är beredd.", "No report is prepared.";
    Report "Rapport", "Report";
    Round "Tillfälle", "Round";
    State "Läge", "State";
    Prepared "○ beredd {on}, inte överlämnad", "○ prepared {on}, not delivered";
    Delivered "◆ överlämnad {on}", "◆ delivered {on}";
    Presented "✓ föredragen {on}", "✓ presented {on}";
    Steps "Nästa steg", "Next step";
    Preview "Så läser eleverna nu", "How pupils read now";
    PrepareTitle "Bered en rapport", "Prepare a report";
    PrepareLead "Rapporten fryses på registret som det är nu. Den kan visas igen precis som den var.",
        "The report is frozen on the record as it is now. It can be shown again exactly as it was.";
    PrepareName "Rubrik", "Title";
    PrepareAsks "Vad nämnden ombeds besluta", "What the committee is asked to decide";
    PrepareAsksHelp "En fråga på varje rad. Texten är offentlig.", "One question on each line. The text is public.";
    PrepareDo "Bered rapporten", "Prepare the report";
    TitleNeeded "Skriv en rubrik.", "Give a title.";
    Debates "Offentliga debatter", "Public debates";
    DebatesNone "Ingen debatt är antecknad.", "No debate is recorded.";
    DebateOf "{on}: {forum}", "{on}: {forum}";
    Number "Paragraf", "Paragraph";
    Decisions "Beslut", "Decisions";
    DecisionsNone "Inget beslut är antecknat.", "No decision is recorded.";
    Minutes "Protokoll", "Minutes";
    MinutesDone "✓ justerat {approved}, anslaget {announced}, överklagas senast {by}",
        "✓ approved {approved}, announced {announced}, appeal by {by}";
    MinutesLate "⚠ senare än lagen begär", "⚠ later than the law asks";
    MinutesBy "○ justeras senast {by}", "○ to be approved by {by}";
    MinutesPast "⚠ skulle justerats senast {by}", "⚠ was to be approved by {by}";
    Informed "Rektorernas information till nämnden", "The principals' information to the committee";
    InformedNone "Ingen skolenhet hör till nämnden.", "No school unit belongs to the committee.";
    School "Skola", "School";
    Principal "Rektor", "Principal";
    Last "Senast", "Last";
    Days "Dagar sedan", "Days since";
    Never "○ aldrig", "○ never";
}

texts! {
    /// A report, and a school unit's account.
    ReportText:
    Lead "{round}. Beredd på {events} händelser, {day}.", "{round}. Prepared on {events} events, {day}.";
    Live "{round}, så som registret är {day}.", "{round}, as the record is {day}.";
    LiveTitle "Så läser eleverna: {name}", "How pupils read: {name}";
    NotDelivered "Rapporten är inte överlämnad och är ännu ingen offentlig handling.",
        "The report is not delivered and is not yet a public document.";
    DeliveredOn "Överlämnad till nämnden {on}. Så här löd den.", "Delivered to the committee {on}. This is how it read.";
    CompareToday "Kontrollera rapporten och jämför med i dag", "Check the report and compare with today";
    TodayTitle "{title}: kontroll och jämförelse med i dag", "{title}: check and comparison with today";
    Check "Kontroll av handlingen", "Check of the document";
    DigestGood "✓ Handlingen är oförändrad sedan den bereddes.", "✓ The document is unchanged since it was prepared.";
    DigestBad "✗ Handlingen stämmer inte med sitt fingeravtryck.", "✗ The document does not match its digest.";
    RootGood "✓ Registret den vilar på är oförändrat.", "✓ The record it rests on is unchanged.";
    RootBad "✗ Registret den vilar på stämmer inte.", "✗ The record it rests on does not match.";
    SameGood "✓ Samma underlag ger samma rapport i dag.", "✓ The same basis gives the same report today.";
    SameBad "◆ Samma underlag ger i dag något annat: {why}.", "◆ The same basis gives something else today: {why}.";
    CauseProgram "en annan version av programmet", "another version of the program";
    CauseDisposal "uppgifter är gallrade sedan dess", "data have been disposed of since";
    CauseNone "orsaken är inte känd", "the cause is not known";
    BasisAt "Underlag: {events} händelser, rot {root}", "Basis: {events} events, root {root}";
    MadeBy "Framställd av {program}", "Made by {program}";
    Now "Vad den skulle säga i dag", "What it would say today";
    NowSame "✓ Den skulle säga detsamma i dag.", "✓ It would say the same today.";
    NowCount "{count} uppgifter skulle vara annorlunda i dag. Rapporten ovan ändras inte av det.",
        "{count} statements would be different today. The report above is not changed by that.";
    Where "Uppgift", "Statement";
    Then "Då", "Then";
    Today "I dag", "Today";
    Because "Händelser sedan dess", "Events since then";
    Gone "–", "–";
    Whole "en hel rad", "a whole row";

    HowRead "Hur läser eleverna?", "How do pupils read?";
    AgainstPromise "Mot vad vi lovat", "Against what we promised";
    WhoBehind "Vilka halkar efter?", "Who falls behind?";
    WhatDone "Vad görs åt det?", "What is done about it?";
    DoesItWork "Hjälper det?", "Does it work?";
    Asks "Vad ber vi er om?", "What do we ask of you?";
    AsksNone "Inget begärs.", "Nothing is asked for.";
    Informed "Rektorernas information", "The principals' information";
    Basis "Underlag", "Basis";

    Group "Grupp", "Group";
    All "Alla elever", "All pupils";
    School "Skola", "School";
    Area "Område", "Area";
    District "Kommundelen", "The district";
    Municipality "Kommunen", "The municipality";
    ByGrade "Per årskurs", "By grade";
    BySex "Per kön", "By sex";
    BySyllabus "Per kursplan", "By syllabus";
    BySchool "Per skola", "By school";
    Population "Elever", "Pupils";
    Assessed "Bedömda", "Assessed";
    NotAssessed "Ej bedömda", "Not assessed";
    Missing "Saknas", "Missing";
    Median "Median", "Median";
    Risen "Stigit", "Risen";
    Fallen "Sjunkit", "Fallen";
    Target "Åtagande och mål", "Commitment and target";
    TargetIs "{title}: {grade}, punkt {point}", "{title}: {grade}, point {point}";
    OfAssessed "Av bedömda", "Of assessed";
    OfPopulation "Av alla", "Of all";
    Goal "Mål", "Goal";
    Reached "Nådde målet", "Reached the target";
    Met "Uppfyllt", "Met";
    MetYes "✓ ja", "✓ yes";
    MetNo "✗ nej", "✗ no";
    MetUnknown "○ ej jämförbart", "○ not comparable";
    PromisesNone "Inget mål gällde.", "No target applied.";
    BehindNone "Ingen avvikelse är funnen.", "No shortfall is found.";
    Found "Funna", "Found";
    Open "Obesvarade", "Unanswered";
    Late "Sena", "Late";
    Answered "Besvarade", "Answered";
    Lifted "Upphävda", "Lifted";
    Below "Under punkten", "Below the point";
    Programmes "Åtgärdsprogram", "Action programmes";
    UnderInvestigation "Utreds", "Under investigation";
    Concern "Anmälda", "Reported";
    Investigated "Utredda, inte beslutade", "Investigated, not decided";
    Number "Nummer i spåret", "Number in the record";
    Decided "Beslutade", "Decided";
    InForce "Gäller", "In force";
    NoneNeeded "Behövs inte", "Not needed";
    Appealed "Överklagade", "Appealed";
    Ended "Avslutade", "Ended";
    Dialogue "Föräldradialog", "Parent dialogue";
    Explained "Förklarad", "Explained";
    ExplainedAll "Förklarad för alla vårdnadshavare", "Explained to every guardian";
    Acknowledged "Bekräftad", "Acknowledged";
    NotReached "Inte nådda", "Not reached";
    Measures "Åtgärder", "Measures";
    Measure "Åtgärd", "Measure";
    MeasuresNone "Ingen åtgärd pågår.", "No measure is under way.";
    Started "Påbörjade", "Started";
    Evaluated "Utvärderade", "Evaluated";
    Cost "Kostnad", "Cost";
    EvaluateBy "Utvärderas senast", "Evaluated by";
    Seminars "Seminarier", "Seminars";
    Participants "Deltagare", "Participants";
    On "Dag", "Day";
    Title "Rubrik", "Title";
    Effect "Effekt", "Effect";
    Before "Före", "Before";
    After "Efter", "After";
    CountOf "{reached} av {of}", "{reached} of {of}";
    EvaluatedNone "Ingen åtgärd är utvärderad.", "No measure is evaluated.";
    Agreement "Bedömaröverensstämmelse", "Assessor agreement";
    Exact "Samma punkt", "Exact";
    WithinOne "Inom en punkt", "Within one";
    Withheld "för få", "too few";
    Trend "Över tid", "Over time";
    Round "Tillfälle", "Round";

    AccountTitle "Skolans redovisning: {school}", "The school's account: {school}";
    AccountLead "{round}. Skolans egna siffror bredvid kommundelens och kommunens.",
        "{round}. The school's own figures beside the district's and the municipality's.";
    AccountDelivered "Överlämnad {on}", "Delivered {on}";
    AccountReceived "✓ mottagen", "✓ received";
    AccountWaiting "○ inte mottagen", "○ not received";
    AccountNone "Redovisningen är inte överlämnad.", "The account is not delivered.";
    AccountDeliver "Överlämna redovisningen", "Deliver the account";
    AccountLive "Visa som det är nu", "Show as it is now";
    AccountDeliveries "Överlämnade redovisningar", "Delivered accounts";
}

texts! {
    /// A committee's decision.
    DecisionText:
    Title "Beslut {number}", "Decision {number}";
    Lead "{committee}, {meeting}", "{committee}, {meeting}";
    Decided "Beslut", "Decision";
    Reasons "Skäl", "Reasons";
    ReasonsNone "Inga skäl är antecknade.", "No reasons are recorded.";
    RestsOn "Vilar på", "Rests on";
    NoReport "ingen rapport", "no report";
    Debate "Offentlig debatt", "Public debate";
    Minutes "Protokoll", "Minutes";
    Appeals "Överklaganden", "Appeals";
    AppealsNone "Beslutet är inte överklagat.", "The decision is not appealed.";
    AppealOn "{on} ({number})", "{on} ({number})";
    Leads "Vad beslutet ledde till", "What the decision led to";
    LeadsNone "Ingen åtgärd är beslutad med stöd av det.", "No measure is decided on it.";
    Commitment "Åtagandet", "The commitment";
    Trail "Spåret, bakåt och framåt", "The trail, backwards and forwards";
}

//! Texts of the to-do list, the guarantee board and the cases of action programmes.

use crate::text::texts;

texts! {
    /// The to-do list.
    TodoText:
    Title "Att göra", "To do";
    Lead "Det som väntar på dig, det mest brådskande först. Något som står här ligger kvar tills det är gjort.",
        "What awaits you, the most urgent first. What stands here stays until it is done.";
    None "✓ Inget väntar på dig just nu.", "✓ Nothing awaits you just now.";
    All "Visa allt att göra ({count})", "Show everything to do ({count})";
    Late "Försenat", "Late";
    Soon "Inom sju dagar", "Within seven days";
    Next "Därefter", "After that";
    LateMark "⚠ skulle vara klart {due}", "⚠ was due {due}";
    SoonMark "◆ senast {due}", "◆ by {due}";
    NextMark "○ senast {due}", "○ by {due}";
    NoDay "○ ingen dag satt", "○ no day set";
    APupil "en elev", "a pupil";
    Case "ärendet", "the case";
    Left "{count} kvar", "{count} left";
    Meeting "möte {on}", "meeting {on}";

    AssessClass "Registrera läsbedömningar", "Record reading assessments";
    SignOffClass "Klarmarkera klassen", "Sign the class off";
    SubmitRound "Lämna in skolans resultat", "Submit the school's results";
    ReceiveRound "Ta emot skolans resultat", "Receive the school's results";
    AnswerShortfall "Svara på en avvikelse", "Answer a shortfall";
    OpenInvestigation "Se till att behovet utreds", "Have the need investigated";
    ConcludeInvestigation "Avsluta utredningen", "Conclude the investigation";
    CommunicateMaterial "Kommunicera materialet med parterna", "Communicate the material to the parties";
    DecideProgramme "Besluta om åtgärdsprogram", "Decide on an action programme";
    ServeDecision "Delge beslutet", "Serve the decision";
    FollowUpProgramme "Följ upp åtgärdsprogrammet", "Follow the action programme up";
    EvaluateProgramme "Utvärdera åtgärdsprogrammet", "Evaluate the action programme";
    EndProgramme "Avsluta åtgärdsprogrammet: eleven har lämnat kommunens skolor",
        "End the action programme: the pupil has left the municipality's schools";
    DecideTimeliness "Pröva om överklagandet kom i tid", "Decide whether the appeal came in time";
    ForwardAppeal "Lämna över överklagandet", "Forward the appeal";
    RecordOutcome "Registrera beslutet om överklagandet", "Record the decision on the appeal";
    StartMeasure "Påbörja åtgärden", "Start the measure";
    EvaluateMeasure "Utvärdera åtgärden", "Evaluate the measure";
    AnswerComplaint "Svara på ett klagomål", "Answer a complaint";
    AnswerConditions "Svara en lärare om förutsättningar", "Answer a teacher on conditions";
    ReceiveAccount "Ta emot skolans redovisning", "Receive the school's account";
    RateSamples "Bedöm seminariets exempel", "Rate the samples of a seminar";
    BookCoaching "Boka handledning", "Book coaching";
    RecordCoaching "Anteckna vad handledningen gav", "Record what came of a coaching";
    PlanDevelopment "Planera utveckling", "Plan a development";
    EvaluateDevelopment "Utvärdera utveckling", "Evaluate a development";
    DeliverReport "Lämna över rapporten", "Deliver the report";
    PresentReport "Föredra rapporten", "Present the report";
    ApproveMinutes "Justera protokollet", "Have the minutes approved";
    ExplainCommitment "Förklara åtagandet för föräldrarna", "Explain the commitment to the parents";
}

texts! {
    /// The guarantee board.
    GuaranteeText:
    Title "Kvalitetsgaranti: {school}", "Quality guarantee: {school}";
    Lead "Elever under åtagandets punkt, saknade och ej bedömda. En avvikelse är en uppgift att svara på; \
        den är inte ett ärende och ger inte i sig rätt till stöd.",
        "Pupils below the commitment's point, missing and not assessed. A shortfall is a task to answer; \
         it is not a formal matter and gives no right to support by itself.";
    OwnClasses "Du ser avvikelserna i dina klasser.", "You see the shortfalls of your classes.";
    AllRounds "Alla tillfällen", "All rounds";
    Found "Funna", "Found";
    Open "Obesvarade", "Unanswered";
    Late "Därav sena", "Of which late";
    Answered "Besvarade", "Answered";
    Lifted "Upphävda", "Lifted";
    Classes "Per klass", "By class";
    Class "Klass", "Class";
    NoClass "Utan klass", "Without a class";
    Rows "Avvikelser", "Shortfalls";
    RowsNone "Ingen avvikelse är funnen.", "No shortfall is found.";
    Pupil "Elev", "Pupil";
    Round "Tillfälle", "Round";
    Lack "Vad som fattas", "What is lacking";
    Promised "lovad punkt {point}", "promised point {point}";
    State "Läge", "State";
    Days "Dagar", "Days";
    Done "Svar och nästa steg", "Answer and next step";
    StateLate "⚠ obesvarad, skulle besvaras {by}", "⚠ unanswered, was to be answered {by}";
    StateOpen "○ obesvarad, senast {by}", "○ unanswered, by {by}";
    StateAnswered "✓ {answer}", "✓ {answer}";
    StateLifted "◇ upphävd: {why}", "◇ lifted: {why}";
    DaysLate "varav {days} efter målet", "of which {days} after the goal";
    Reminded "påminnelser: {times}", "reminders: {times}";
    Responsible "{name} ska svara", "{name} is to answer";
    Programme "Åtgärdsprogram", "Action programme";
    ToBoard "Kvalitetsgaranti", "Quality guarantee";
}

texts! {
    /// Cases of action programmes, and what a pupil's page says of the duties.
    CaseText:
    ListTitle "Åtgärdsprogram: {school}", "Action programmes: {school}";
    ListLead "Ärenden om särskilt stöd, de senaste först. Varje ärende följer eleven.",
        "Cases of special support, the latest first. Each case follows its pupil.";
    ListNone "Inget ärende finns.", "There is no case.";
    ToList "Åtgärdsprogram", "Action programmes";
    Cases "Ärenden", "Cases";
    Title "Åtgärdsprogram: {name}", "Action programme: {name}";
    TitlePlain "Åtgärdsprogram", "Action programme";
    Pupil "Elev", "Pupil";
    Class "Klass", "Class";
    School "Skola", "School";
    State "Läge", "State";
    Next "Härnäst", "Next";
    Late "⚠ försenat", "⚠ late";
    Concern "○ Oro anmäld", "○ Concern reported";
    UnderInvestigation "◐ Utreds", "◐ Under investigation";
    Investigated "◆ Utrett, inget beslut", "◆ Investigated, not decided";
    Decided "◆ Beslutat, inte delgivet alla", "◆ Decided, not served on all";
    Served "✓ Programmet gäller", "✓ The programme is in force";
    NoneNeeded "✓ Beslut: program behövs inte", "✓ Decided: no programme needed";
    Appealed "⚖ Överklagat", "⚖ Appealed";
    Annulled "✗ Beslutet upphävt", "✗ The decision is annulled";
    Ended "◇ Avslutat", "◇ Ended";
    Struck "✗ Struket: fel elev", "✗ Struck: wrong pupil";
    ConcludeBy "utredningen klar senast {on}", "investigation concluded by {on}";
    FollowUp "följs upp {on}", "followed up {on}";
    Evaluation "utvärderas {on}", "evaluated {on}";
    FollowUpBy "{on}, {name}", "{on}, {name}";
    ServedOn "{served} av {parties} parter delgivna", "served on {served} of {parties} parties";
    Shortfall "Avvikelsen bakom ärendet", "The shortfall behind the case";
    Steps "Ärendet steg för steg", "The case step by step";
    StepsLead "Ingenting stryks ur spåret. Det som förts in på fel elev står kvar överstruket utan sin text.",
        "Nothing leaves the trail. What was entered on the wrong pupil stays, struck, without its text.";
    Day "Dag", "Day";
    What "Vad", "What";
    Said "Text", "Text";
    Who "Av", "By";
    StruckWrong "struket: fördes in på fel elev", "struck: entered on the wrong pupil";
    WrongPupil "Något som gäller fel elev?", "Something entered on the wrong pupil?";
    StrikeThis "Stryk: {kind} {on}", "Strike: {kind} {on}";
    TextGone "Texten är borttagen enligt gallringsbeslut.", "The text is removed by a disposal decision.";
    Investigation "Utredning", "Investigation";
    InvestigationHidden "Utredningen visas inte.", "The investigation is not shown.";
    InvestigationSecret "Utredningen kan omfattas av sekretess. Beslutet är en allmän handling.",
        "The investigation may be secret. The decision is a public document.";
    InvestigationNone "Ingen utredning är inledd.", "No investigation is opened.";
    Lead "Utreds av", "Investigated by";
    LeadBy "{name}, klart senast {on}", "{name}, concluded by {on}";
    Heard "Hörda", "Heard";
    Declined "avböjde", "declined";
    Concluded "Avslutad", "Concluded";
    NeedsSupport "{on}: behov av särskilt stöd", "{on}: special support is needed";
    NeedsNone "{on}: inget behov av särskilt stöd", "{on}: no special support is needed";
    NotConcluded "○ inte avslutad", "○ not concluded";
    Communicated "Materialet kommunicerat med", "Material communicated to";
    NotCommunicated "○ återstår: {party}", "○ remains: {party}";
    Decisions "Beslut", "Decisions";
    DecisionsNone "Inget beslut är fattat.", "No decision is taken.";
    DecisionOf "Beslut {on}: åtgärdsprogram", "Decision {on}: action programme";
    DecisionNone "Beslut {on}: åtgärdsprogram behövs inte", "Decision {on}: no action programme is needed";
    InForce "✓ gäller", "✓ in force";
    Replaced "◇ ersatt av ett senare beslut", "◇ replaced by a later decision";
    AnnulledOn "✗ upphävt {on}: {ground}", "✗ annulled {on}: {ground}";
    DecidedBy "Beslutat av", "Decided by";
    PresentedBy "Föredraget av", "Presented by";
    TookPart "Deltog", "Took part";
    Need "Behov", "Need";
    Measures "Så tillgodoses det", "How it is met";
    Reasons "Skäl", "Reasons";
    Forms "Former av stöd", "Forms of support";
    DistanceUntil "{form} till {until}", "{form} to {until}";
    FollowedUpAt "Följs upp", "Followed up";
    EvaluatedAt "Utvärderas", "Evaluated";
    Instruction "Hur man överklagar", "How to appeal";
    InstructionGiven "✓ finns i beslutet", "✓ stands in the decision";
    InstructionMissing "⚠ saknas i beslutet", "⚠ is missing in the decision";
    Slip "Rättelse", "Correction";
    Parties "Parterna", "The parties";
    Party "Part", "Party";
    ServedWhen "Delgivet", "Served";
    NotServed "○ inte delgivet", "○ not served";
    AppealBy "Överklagas senast", "Appeal by";
    Appeals "Överklaganden", "Appeals";
    AppealOf "Överklagande {on} av {party}", "Appeal {on} by {party}";
    SeemsLate "◆ tycks ha kommit för sent (senast {by}); en person prövar det",
        "◆ seems to be late (by {by}); a person decides";
    SeemsTimely "i tid (senast {by})", "in time (by {by})";
    InTime "Prövat: i tid", "Decided: in time";
    TooLate "Prövat: för sent", "Decided: too late";
    Forwarded "Överlämnat {on}", "Forwarded {on}";
    NotForwarded "○ inte överlämnat", "○ not forwarded";
    Outcome "Överklagandenämnden: {outcome}", "Board of appeal: {outcome}";
    AwaitsOutcome "○ väntar på överklagandenämnden", "○ awaits the board of appeal";
    Grounds "Grunder", "Grounds";
    ThePupil "Eleven", "The pupil";
    EndedWhy "Avslutat: {why}", "Ended: {why}";

    OfPupil "Ansvar och dialog", "Duties and dialogue";
    Shortfalls "Avvikelser", "Shortfalls";
    ShortfallsNone "Ingen avvikelse.", "No shortfall.";
    Programmes "Åtgärdsprogram", "Action programmes";
    ProgrammesNone "Inget ärende.", "No case.";
    Dialogue "Föräldradialog", "Parent dialogue";
    ExplainedTo "{round}: förklarad {on} på {language}", "{round}: explained {on} in {language}";
    AcknowledgedBy "{round}: bekräftad {on}", "{round}: acknowledged {on}";
    ViewOn "Synpunkt {on}", "View {on}";
    TalkOn "{kind} {on}", "{kind} {on}";
    ComplaintOpen "⚠ klagomål {on}, svar senast {by}", "⚠ complaint {on}, answer by {by}";
    ComplaintDone "✓ klagomål {on}, besvarat {answered}", "✓ complaint {on}, answered {answered}";
    DialogueNone "Ingen dialog är antecknad.", "No dialogue is recorded.";
}

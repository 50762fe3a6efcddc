//! Texts of dialogue, measures, seminars, support and competence.

use crate::text::texts;

texts! {
    /// The ways from a place's page to its other pages.
    PlaceText:
    Guarantee "Kvalitetsgaranti", "Quality guarantee";
    Dialogue "Föräldradialog", "Parent dialogue";
    Measures "Analys och åtgärder", "Analysis and measures";
    Support "Stöd och ledning", "Support and leadership";
    Account "Samlade resultat", "Overall account";
    Work "Nämndens arbete", "The committee's work";
    Knowledge "Kunskap och åtaganden", "Knowledge and commitments";
    Seminars "Seminarier", "Seminars";
    Carried "Skolan för vidare trenden för nedlagda skolor. Tillfällena före är summor av deras elever och skolans egna:",
        "The school carries on the trend of closed schools. Rounds before are sums of their pupils and its own:";
    Context "Skolan har tagit emot en del av en delad skola, vars siffror inte räknas in här:",
        "The school has taken over part of a split school, whose figures are not counted in here:";
}

texts! {
    /// The coverage of the dialogue with parents.
    DialogueText:
    Title "Föräldradialog: {school}", "Parent dialogue: {school}";
    Lead "Vilka föräldrar som har fått bedömningen förklarad i {round}.",
        "To which parents the assessment in {round} has been explained.";
    Table "Hur långt dialogen har nått", "How far the dialogue has reached";
    Class "Klass", "Class";
    NoClass "Utan klass", "Without a class";
    Whole "Hela skolan", "The whole school";
    Population "Elever", "Pupils";
    Explained "Förklarad", "Explained";
    ToAll "För alla vårdnadshavare", "To all guardians";
    Acknowledged "Tagit del", "Acknowledged";
    NotReached "Inte nådda", "Not reached";
    Without "Varav utan vårdnadshavare att nå", "Of them without a guardian to reach";
    Pupils "Elever vars vårdnadshavare inte är nådda", "Pupils whose guardians are not reached";
    PupilsNone "✓ Alla är nådda.", "✓ Everyone is reached.";
    PupilsHidden "Namnen visas bara för den som får se eleverna.",
        "Names are shown only to those who may see the pupils.";
    Rule "Så räknas det", "How it is counted";
}

texts! {
    /// Measures and the analyses behind them.
    MeasureText:
    Title "Analys och åtgärder: {school}", "Analysis and measures: {school}";
    Lead "Vad skolan gör åt resultaten, och om det hjälper.",
        "What the school does about the results, and whether it helps.";
    Measures "Åtgärder", "Measures";
    MeasuresNone "Ingen åtgärd är beslutad.", "No measure is decided.";
    Measure "Åtgärd", "Measure";
    For "För", "For";
    ForSchool "hela skolan", "the whole school";
    ForClasses "klass {classes}", "class {classes}";
    ForPupils "{count} elever", "{count} pupils";
    ForSomePupils "enskilda elever", "single pupils";
    Responsible "Ansvarig", "Responsible";
    From "Från", "From";
    To "Till", "To";
    State "Läge", "State";
    Decided "○ beslutad {on}", "○ decided {on}";
    Started "◐ pågår sedan {on}", "◐ under way since {on}";
    Evaluated "✓ utvärderad {on}", "✓ evaluated {on}";
    EvaluateBy "Utvärderas senast", "Evaluated by";
    Late "⚠ skulle ha utvärderats {on}", "⚠ was to be evaluated by {on}";
    Expected "Väntad effekt", "Expected effect";
    ExpectedShare "minst {share} i {round}", "at least {share} in {round}";
    ExpectedRound "ska synas i {round}", "to show in {round}";
    Serves "Svarar mot åtagandet", "Serves the commitment";
    Cost "Kostnad", "Cost";
    CostNone "ingen", "none";
    WithinBudget "inom skolans budget", "within the school's budget";
    OutsideBudget "ryms inte i skolans budget", "not covered by the school's budget";
    Money "Pengar genom beslut", "Money by decision";
    Follows "Följer av", "Follows from";
    ToAnalysis "skolans analys", "the school's analysis";
    BeforeAfter "Före och efter", "Before and after";
    BeforeAfterLead "Elever som nått åtagandets punkt, som det står i registret nu.",
        "Pupils who reached the commitment's point, as the record has it now.";
    Before "Före", "Before";
    After "Efter", "After";
    AfterNone "inte ännu", "not yet";
    NoTarget "Åtgärden svarar inte mot något mål, så ingen siffra följer den.",
        "The measure serves no target, so no figure follows it.";
    EffectHidden "Siffrorna gäller en liten grupp och visas bara för den som får se den.",
        "The figures are of a small group and are shown only to those who may see it.";
    Round "Tillfälle", "Round";
    OfAll "av alla", "of all";
    OfAssessed "av bedömda", "of assessed";
    Evidence "Underlag", "Evidence";
    Change "Förändring av andelen av alla: {change} procentenheter.",
        "Change in the share of all: {change} percentage points.";
    Evaluations "Utvärderingar", "Evaluations";
    EvaluationsNone "Inte utvärderad ännu.", "Not evaluated yet.";
    On "Dag", "Day";
    AsOf "Läge", "As of";
    AsOfEvents "{events} händelser", "{events} events";
    Pupils "Elever", "Pupils";
    Analyses "Analyser", "Analyses";
    AnalysesNone "Ingen analys är antecknad.", "No analysis is recorded.";
    Analysis "Analys av {round}", "Analysis of {round}";
    AnalysedOn "{on}, {count} deltog.", "{on}, {count} took part.";
    DialogueOn "Dialog på skolan {on}, {count} deltog.", "Dialogue at the school {on}, {count} took part.";
    Priorities "Prioriteringar", "Priorities";
    PrioritiesNone "Ingen prioritering ännu.", "No priority yet.";
    LedTo "Åtgärder", "Measures";
    Trail "Åtgärdens spår", "The measure's trail";
}

texts! {
    /// Seminars and agreement.
    SeminarText:
    Title "Seminarier", "Seminars";
    Lead "Gemensamma seminarier, resultatanalys och bedömaröverensstämmelse.",
        "Joint seminars, result analysis and assessor agreement.";
    None "Inget seminarium är planerat.", "No seminar is arranged.";
    Seminar "Seminarium", "Seminar";
    Kind "Slag", "Kind";
    For "För", "For";
    On "Dag", "Day";
    State "Läge", "State";
    ToCome "○ planerat", "○ arranged";
    Held "✓ hållet {on}, {count} deltog", "✓ held {on}, {count} took part";
    NotHeld "⚠ inte antecknat som hållet", "⚠ not recorded as held";
    Agreement "Överensstämmelse", "Agreement";
    AgreementOver "Överensstämmelse över tid", "Agreement over time";
    AgreementDesc "{count} seminarier. Senast {on}: samma punkt i {exact} av paren.",
        "{count} seminars. Latest {on}: the same point in {exact} of the pairs.";
    Exact "Samma punkt", "The same point";
    WithinOne "Högst ett steg ifrån", "At most one rank apart";
    Raters "Bedömare", "Raters";
    Samples "Elevexempel", "Samples";
    Pairs "Par", "Pairs";
    Statistic "Mått", "Statistic";
    Kappa "kappa, kvadratiskt vägd", "kappa, quadratic weights";
    Alpha "alfa, ordinal", "alpha, ordinal";
    TooFewRaters "visas inte: för få bedömare", "not given: too few raters";
    TooFewSamples "visas inte: färre än fem gemensamma elevexempel",
        "not given: fewer than five shared samples";
    NoVariation "inte definierat: alla gav samma punkt", "not defined: all gave the same point";
    NotRevealed "Räknas när bedömningarna visas.", "Counted when the ratings are revealed.";
    Edition "Skala {edition}", "Scale {edition}";
    TookPart "Deltog", "Took part";
    Blind "Bedömningarna är dolda tills de visas. Du ser bara dina egna.",
        "Ratings are hidden until they are revealed. You see only your own.";
    Open "Bedömningarna är visade, utan namn.", "The ratings are revealed, without names.";
    Sample "Elevexempel {number}", "Sample {number}";
    RatedBy "{count} har bedömt", "{count} have rated";
    Own "Din bedömning", "Your rating";
    OwnNone "ingen ännu", "none yet";
    Points "Givna punkter", "Points given";
    Times "punkt {point}: {count}", "point {point}: {count}";
    Consensus "Samsyn", "Consensus";
    ConsensusNone "ingen ännu", "none yet";
    OwnTitle "Min överensstämmelse", "My agreement";
    OwnLead "Hur dina bedömningar på seminarierna ligger mot samsynen och mot de andras. Bara du ser detta.",
        "How your ratings at the seminars lie beside the consensus and the others'. Only you see this.";
    OwnEmpty "Du har inte bedömt på något seminarium som är visat.",
        "You have rated at no seminar that is revealed.";
    AgainstConsensus "Mot samsynen", "Against the consensus";
    AgainstOthers "Mot de andra", "Beside the others";
    Rated "Bedömda", "Rated";
    WithConsensus "Med samsyn", "With a consensus";
    Above "Över", "Above";
    Below "Under", "Below";
    Higher "Din högre", "Yours higher";
    Lower "Din lägre", "Yours lower";
    Rule "Så räknas det", "How it is counted";
}

texts! {
    /// Support, leadership, conditions and competence.
    SupportText:
    Title "Stöd och ledning: {school}", "Support and leadership: {school}";
    Lead "Handledning, kompetensutveckling, pedagogisk ledning och lärarnas förutsättningar.",
        "Coaching, development of the staff, leadership and the teachers' conditions.";
    Coaching "Handledning", "Coaching";
    CoachingNone "Ingen handledning är begärd.", "No coaching is asked for.";
    Adviser "Rådgivare", "Adviser";
    Requested "Begärd", "Asked for";
    Booked "Bokad till", "Booked for";
    Held "Genomförd", "Held";
    NotYet "○ inte ännu", "○ not yet";
    State "Läge", "State";
    Development "Kompetensutveckling", "Development of the staff";
    DevelopmentNone "Inget stöd är erbjudet eller begärt.", "No support is offered or asked for.";
    What "Vad", "What";
    Offered "○ erbjuden", "○ offered";
    Asked "○ begärd av rektorn", "○ asked for by the principal";
    Planned "◐ planerad till {on}", "◐ planned for {on}";
    HeldOn "✓ genomförd {on}, {count} deltog", "✓ held {on}, {count} took part";
    LedBy "Leds av", "Led by";
    Use "Till nytta", "Of use";
    Useful "✓ till nytta i undervisningen", "✓ of use in the teaching";
    NotUseful "✗ inte till nytta", "✗ of no use";
    NotEvaluated "○ inte utvärderad", "○ not evaluated";
    Leadership "Pedagogisk ledning", "Acts of leadership";
    LeadershipNone "Inget är antecknat.", "Nothing is recorded.";
    On "Dag", "Day";
    Class "Klass", "Class";
    Act "Vad rektorn gjorde", "What the principal did";
    Who "Vem", "Who";
    Seminars "Rektorn vid gemensamma seminarier", "The principal at joint seminars";
    SeminarsNone "Inget gemensamt seminarium för skolan.", "No joint seminar for the school.";
    Seminar "Seminarium", "Seminar";
    There "✓ {names}", "✓ {names}";
    NotThere "✗ ingen rektor deltog", "✗ no principal took part";
    NotHeld "○ inte hållet", "○ not held";
    Conditions "Lärarnas förutsättningar", "The teachers' conditions";
    ConditionsNone "Inga förutsättningar är angivna.", "No conditions are stated.";
    Round "Tillfälle", "Round";
    Reasonable "✓ rimliga", "✓ reasonable";
    Unreasonable "✗ inte rimliga", "✗ not reasonable";
    Stated "Angett", "Stated";
    Answer "Rektorns svar", "The principal's answer";
    Answered "✓ besvarat av {name}", "✓ answered by {name}";
    Unanswered "○ inte besvarat", "○ not answered";
    Competence "Kompetens", "Competence";
    CompetenceTitle "Kompetens: {place}", "Competence: {place}";
    CompetenceLead "Kunskap som krävs, vem som saknar den, och vem som är behörig att bedöma, {day}.",
        "Knowledge required, who lacks it, and who is authorised to assess, {day}.";
    Required "Kunskap som krävs", "Knowledge required";
    RequiredNone "Inget kunskapskrav gäller.", "No knowledge is required.";
    Requirement "Krav", "Requirement";
    OfRole "Av", "Of";
    Since "Från", "From";
    Holders "I rollen", "In the role";
    Lacking "Saknar den", "Lack it";
    LackingNone "✓ ingen", "✓ nobody";
    Authorised "Behöriga att bedöma", "Authorised to assess";
    AuthorisedNone "Ingen behörighet är antecknad.", "No authorisation is recorded.";
    Instrument "Instrument", "Instrument";
    Until "Till", "Until";
    Open "tills vidare", "until further notice";
    Holds "✓ gäller", "✓ holds";
    EndsSoon "⚠ upphör snart", "⚠ ends soon";
    Ended "✗ gäller inte", "✗ does not hold";
    Lapsed "✗ upphörde", "✗ lapsed";
    Unauthorised "Bedömningar av någon utan behörighet", "Assessments by someone not authorised";
    UnauthorisedNone "Inga.", "None.";
    UnauthorisedCount "{instrument}: {count} bedömningar. De gäller; det är en upplysning.",
        "{instrument}: {count} assessments. They stand; this is for information.";
    Places "Välj skola", "Choose a school";
}

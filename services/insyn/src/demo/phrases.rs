//! What people write in the chain from commitment to decision: invented, short, and about nobody.

/// What teachers fear when they report to the principal.
pub(super) const CONCERNS: [&str; 6] = [
    "Läsningen har inte gått framåt trots anpassningar under hösten.",
    "Eleven tappar innehållet efter några meningar och undviker längre texter.",
    "Avkodningen är osäker, och eleven behöver mer än vad klassen kan ge.",
    "Resultatet ligger klart under åtagandet vid två tillfällen i rad.",
    "Eleven läser på ord men får inte ihop en berättelse.",
    "Vi har prövat parläsning och inläst text utan tydlig effekt.",
];

/// What investigations find where support is needed.
pub(super) const FINDINGS_NEED: [&str; 4] = [
    "Eleven behöver riktad lästräning flera gånger i veckan under en längre tid.",
    "Anpassningarna räcker inte; undervisningen behöver läggas upp på ett annat sätt.",
    "Stöd behövs i både avkodning och läsförståelse.",
    "Behovet gäller framför allt längre texter i flera ämnen.",
];

/// What investigations find where none is needed.
pub(super) const FINDINGS_NONE: [&str; 3] = [
    "Eleven har kommit i gång; extra anpassningar räcker.",
    "Utvecklingen följer det väntade efter en period av frånvaro.",
    "Behovet kan mötas inom den ordinarie undervisningen.",
];

/// The need as a programme states it.
pub(super) const NEEDS: [&str; 4] = [
    "Att läsa sammanhängande text med förståelse.",
    "Att befästa avkodningen och läsa med flyt.",
    "Att kunna hämta fakta ur längre texter.",
    "Att våga läsa högt och samtala om det lästa.",
];

/// How a programme meets the need.
pub(super) const MEASURES: [&str; 5] = [
    "Lästräning med specialpedagog tre pass i veckan.",
    "Förberedd text hemifrån och genomgång av nya ord i liten grupp.",
    "Strukturerad läsning i par och uppföljning varje fredag.",
    "Tillgång till inlästa läromedel i alla ämnen.",
    "Intensivläsning åtta veckor, därefter avstämning.",
];

/// Reasons of decisions on programmes.
pub(super) const REASONS: [&str; 4] = [
    "Utredningen visar att eleven har behov av särskilt stöd.",
    "Det som prövats hittills räcker inte för att nå kriterierna.",
    "Beslutet följer utredningens slutsats.",
    "Behovet bedöms kunna mötas på det sätt som anges.",
];

/// Reasons of decisions that no programme is needed.
pub(super) const REASONS_NONE: [&str; 2] = [
    "Utredningen visar att extra anpassningar är tillräckliga.",
    "Behovet är tillfälligt och möts i den ordinarie undervisningen.",
];

/// What follow-ups find.
pub(super) const FOLLOW_UPS: [&str; 4] = [
    "Insatsen fungerar och eleven är med på noterna.",
    "Passen har blivit färre än planerat, schemat ses över.",
    "Eleven läser med bättre flyt, arbetet fortsätter.",
    "Svårt att se framsteg än, metoden byts efter lovet.",
];

/// What evaluations find.
pub(super) const EVALUATIONS: [&str; 3] = [
    "Målen i programmet är nådda.",
    "Flera av målen är nådda, arbetet behöver fortsätta.",
    "Målen är inte nådda, insatsen behöver ändras.",
];

/// What parties say when they appeal.
pub(super) const APPEALS: [&str; 2] = [
    "Vi anser att stödet inte motsvarar behovet och att beslutet är otydligt.",
    "Beslutet säger inte hur ofta stödet ges.",
];

/// Why shortfalls are answered as they are.
pub(super) const ANSWER_REASONS: [&str; 8] = [
    "Arbetet med anpassad text fortsätter och följs upp vid nästa tillfälle.",
    "Eleven ligger nära punkten och väntas nå den under terminen.",
    "Eleven var borta när klassen bedömdes, bedöms på nytt.",
    "Åtagandet ligger över kriterierna; utvecklingen är god.",
    "Parläsning och inläst text sätts in från nästa vecka.",
    "Ingår i skolans satsning på läsförståelse i årskursen.",
    "Täcks av det arbete som redan beslutats för eleven.",
    "Eleven är nyanländ och följer sin egen plan.",
];

/// What guardians say in their own words.
pub(super) const VIEWS: [&str; 6] = [
    "Hon läser mycket hemma men tycker att skolans böcker är tråkiga.",
    "Vi undrar hur vi kan hjälpa till med läsningen.",
    "Han blir trött av läxan och behöver kortare texter.",
    "Vi är nöjda med hur läraren förklarade punkterna.",
    "Vi vill veta tidigare när något inte går som det ska.",
    "Bra att få jämföra med förra gången.",
];

/// What is agreed at talks.
pub(super) const AGREED: [&str; 4] = [
    "Läsning hemma en kvart om dagen, skolan skickar med bok.",
    "Ny avstämning per telefon om en månad.",
    "Eleven väljer en bok i veckan tillsammans med läraren.",
    "Inga särskilda insatser, fortsätt så.",
];

/// Complaints.
pub(super) const COMPLAINTS: [&str; 4] = [
    "Vi fick veta resultatet först när vi frågade.",
    "Stödet som beslutades har inte kommit i gång.",
    "Bedömningen förklarades inte på ett språk vi förstår.",
    "Samtalet ställdes in två gånger.",
];

/// Answers to complaints.
pub(super) const COMPLAINT_ANSWERS: [&str; 3] = [
    "Vi beklagar det inträffade och har ändrat rutinen.",
    "Stödet är igång från denna vecka, rektor följer upp.",
    "Nytt samtal är bokat, tolk är beställd.",
];

/// What early assessments find.
pub(super) const EARLY: [&str; 3] = [
    "Tecken på att kriterierna inte nås: stödinsatser sätts in skyndsamt.",
    "Eleven behöver fler tillfällen att öva ljud och bokstav.",
    "Följs upp om sex veckor tillsammans med specialpedagogen.",
];

/// What is handed over.
pub(super) const HAND_OVERS: [&str; 2] = [
    "Har fått lästräning i liten grupp; behöver fortsatt stöd i läsförståelse.",
    "Inlästa läromedel har fungerat väl och bör finnas från start.",
];

/// Answers to teachers' conditions.
pub(super) const CONDITION_ANSWERS: [&str; 3] = [
    "Vikarie bokas till nästa tillfälle.",
    "Medbedömare utses före nästa tillfälle.",
    "Vi köper in fler böcker på rätt nivå.",
];

/// Causes found in analyses.
pub(super) const CAUSES: [&str; 5] = [
    "För lite undervisning i läsförståelse i de högre årskurserna.",
    "Lärarbyten under året och ojämn bedömning mellan klasserna.",
    "De svagaste läsarna har fått stöd för sent.",
    "Högläsning och textsamtal har gett resultat i årskurs 3.",
    "Skolbiblioteket används för sällan.",
];

/// Conclusions of dialogues at schools.
pub(super) const CONCLUSIONS: [&str; 3] = [
    "Vi börjar med textsamtal i alla ämnen.",
    "Stödet sätts in direkt efter septembertillfället.",
    "Bedömningarna görs tillsammans över klassgränserna.",
];

/// Priorities. Public.
pub(super) const PRIORITIES: [&str; 4] = [
    "Läsförståelse i alla ämnen",
    "Tidigt stöd till de svagaste läsarna",
    "Gemensam bedömning",
    "Skolbiblioteket i undervisningen",
];

/// Measures of school units. Public.
pub(super) const MEASURE_TITLES: [&str; 5] = [
    "Textsamtal två pass i veckan",
    "Intensivläsning i smågrupper",
    "Läslyft för arbetslaget",
    "Bokfrukost och läsambassadörer",
    "Dubbel bemanning på svensklektionerna",
];

/// What evaluations of measures find.
pub(super) const MEASURE_FINDINGS: [&str; 3] = [
    "Andelen som når väntad punkt har ändrats enligt siffrorna; arbetet fortsätter.",
    "Svårt att skilja åtgärden från årskullens skillnader.",
    "Lärarna ser skillnad i klassrummet.",
];

/// What is said in public debates.
pub(super) const DEBATES: [&str; 2] = [
    "Föräldrar frågade varför skillnaderna mellan skolorna är så stora och ville se pengar följa behov.",
    "Lärare menade att målet satts utan att resurserna följt med; andra ville behålla det.",
];

/// What coaching is about, and what came of it.
pub(super) const COACHING: [&str; 2] =
    ["Hur resultaten kan läsas tillsammans i arbetslaget.", "Att leda samtal om svaga resultat."];
/// What came of coaching.
pub(super) const COACHED: [&str; 2] =
    ["En plan för fyra träffar med arbetslaget.", "Rektor prövar en ny mötesordning."];

/// What is offered to school units. Public.
pub(super) const OFFERS: [&str; 3] =
    ["Läslyft på plats", "Handledning i textsamtal", "Bedömarträff med elevexempel"];
/// What evaluations of development find.
pub(super) const DEVELOPED: [&str; 2] =
    ["Användbart direkt i undervisningen.", "Bra innehåll men för kort tid."];

/// Notes on acts of leadership.
pub(super) const LEADERSHIP: [&str; 3] = [
    "Besökte läslektion och samtalade med klassen om böcker.",
    "Gick igenom prioriteringen med arbetslaget.",
    "Återkoppling gavs efter lektionen.",
];

/// Languages other than Swedish in which parents are met.
pub(super) const LANGUAGES: [&str; 5] = ["ar", "so", "en", "ti", "fa"];

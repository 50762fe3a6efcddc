//! Texts of what is open to all: knowledge rights, the assessment system, commitments, debates, decisions.

use crate::text::texts;

texts! {
    /// The public page of knowledge and commitments.
    KnowledgeText:
    Title "Kunskapsrätt och åtaganden", "Knowledge rights and commitments";
    Lead "Det här har barnen rätt att kunna, så bedöms det, och det här lovar kommunen och skolorna. \
        Sidan är öppen för alla.",
        "This is what children have a right to know, this is how it is assessed, and this is what the \
         municipality and the schools promise. The page is open to everyone.";
    Rights "Vad barnen har rätt att kunna", "What children have a right to know";
    RightsNone "Ingen kunskapsrätt är fastställd ännu.", "No knowledge right is defined yet.";
    AtEndOf "Vid slutet av {grade}.", "At the end of {grade}.";
    Criteria "Så känns det igen", "How it is recognised";
    Valid "Version {version}, gäller från {from}.", "Version {version}, in force from {from}.";
    ValidUntil "Version {version}, gällde från {from} till {to}.",
        "Version {version}, in force from {from} to {to}.";
    ToCome "Version {version}, ska gälla från {from}.", "Version {version}, to be in force from {from}.";
    NotInForce "Ingen version gäller i dag.", "No version is in force today.";
    Former "Tidigare versioner", "Former versions";
    ServedBy "Åtaganden som svarar mot rätten", "Commitments that serve the right";
    ServedByMore "och {count} till, i listan nedan", "and {count} more, in the list below";
    ServedByNone "Inget åtagande svarar mot rätten ännu.", "No commitment serves the right yet.";
    System "Så bedöms det", "How it is assessed";
    SystemNone "Bedömningssystemet är inte beskrivet ännu.", "The assessment system is not described yet.";
    Instrument "Bedömningsinstrument: {instrument}, skala {edition}", "Instrument: {instrument}, scale {edition}";
    SystemWho "Vem som bedömer och hur", "Who assesses, and how";
    SystemAgreement "Så hålls bedömningarna lika", "How agreement is looked after";
    SystemFigures "Så blir bedömningar siffror", "How figures are made";
    SystemLimits "Vad siffrorna inte kan säga", "What the figures cannot say";
    Commitments "Åtaganden", "Commitments";
    CommitmentsNone "Inget åtagande finns ännu.", "There is no commitment yet.";
    Whose "Vems", "Whose";
    Serves "Svarar mot", "Serves";
    State "Läge", "State";
    InForce "✓ gäller, version {version}", "✓ in force, version {version}";
    Proposed "○ föreslaget", "○ proposed";
    NotNow "◇ gäller inte i dag", "◇ not in force today";
    Withdrawn "✗ tillbakadraget från {from}", "✗ withdrawn from {from}";
    Debates "Offentliga debatter", "Public debates";
    DebatesNone "Ingen offentlig debatt är antecknad.", "No public debate is recorded.";
    On "Dag", "Day";
    Forum "Var", "Where";
    Announced "Utlyst", "Announced";
    Committee "Nämnd", "Committee";
    About "Om", "About";
    Material "Underlag", "Material";
    Decisions "Nämndernas beslut", "The committees' decisions";
    DecisionsNone "Inget beslut är antecknat.", "No decision is recorded.";
    Meeting "Möte", "Meeting";
    Decided "Beslut", "Decision";
    Before "Debatt före", "Debate before";
    WithDebate "✓ offentlig debatt {on}", "✓ public debate {on}";
    WithoutDebate "⚠ utan föregående offentlig debatt", "⚠ without a public debate before";
    NoDebate "–", "–";
    Noted "Rapporten noteras.", "The report is noted.";
    MoreInformation "Mer underlag begärs: {question}", "More information is asked for: {question}";
    FundsMoved "{amount} kronor flyttas från {from} till {to}.", "SEK {amount} is moved from {from} to {to}.";
    AmbitionLowered "Ambitionen sänks för åtagandet {title}.", "The ambition of the commitment {title} is lowered.";
    AmbitionRaised "Ambitionen höjs för åtagandet {title}.", "The ambition of the commitment {title} is raised.";
    TargetsAdopted "Åtagandet {title} antas.", "The commitment {title} is adopted.";
    TheMunicipality "kommunen", "the municipality";
    Rules "Så räknas siffrorna", "How the figures are counted";
}

texts! {
    /// What has come to a commitment's page: how it was taken out, and what is decided of it.
    PledgeText:
    Serves "Svarar mot kunskapsrätten", "Serves the knowledge right";
    DecidedBy "Beslutat av nämnden", "Decided by the committee";
    DecisionNumber "beslut {number}", "decision {number}";
    Lowered "▽ Lovar mindre än versionen före.", "▽ Promises less than the version before.";
    Published "Publicerat", "Published";
    PublishedAt "{on}: {place}", "{on}: {place}";
    PublishedNone "○ Inte publicerat ännu.", "○ Not published yet.";
    Explained "Förklarat för föräldrarna", "Explained to the parents";
    ExplainedNone "○ Inte förklarat för någon klass ännu.", "○ Not explained to any class yet.";
    Class "Klass", "Class";
    On "Dag", "Day";
    Way "Sätt", "Way";
    Language "Språk", "Language";
    NotExplained "Klasser som återstår", "Classes that remain";
    AllExplained "✓ Alla klasser har fått det förklarat.", "✓ It has been explained to every class.";
    Results "Utfallet visas för den som får se skolornas siffror.",
        "The outcome is shown to those who may see the schools' figures.";
    Beside "Debatter och beslut om åtagandet", "Debates and decisions on the commitment";
    BesideNone "Inga debatter eller beslut om åtagandet är antecknade.",
        "No debates or decisions on the commitment are recorded.";
    Acts "Det du kan göra", "What you can do";
}

//! Texts of the frame, the start page, sign-in, faults and the status page.

use crate::text::texts;

texts! {
    /// What every page carries.
    FrameText:
    Skip "Hoppa till innehållet", "Skip to content";
    Brand "Insyn", "Insyn";
    Tagline "Resultat med underlag", "Results with their evidence";
    TestStore "Teststore: påhittade elever", "Test store: invented pupils";
    TestStoreMore "Inget här handlar om verkliga barn.", "Nothing here is about real children.";
    MainNavigation "Huvudmeny", "Main menu";
    Breadcrumb "Var du är", "Where you are";
    Start "Start", "Start";
    ToDo "Att göra", "To do";
    Schools "Skolor", "Schools";
    MySchool "Min skola", "My school";
    MyDistrict "Min kommundel", "My district";
    RoundBoard "Lägestavla", "Round board";
    Municipality "Kommunen", "The municipality";
    Rules "Så räknas det", "How it is counted";
    Status "Drift", "Status";
    SwitchLanguage "In English", "På svenska";
    SignedInAs "Inloggad:", "Signed in:";
    SignOut "Logga ut", "Sign out";
    Fresh "Enligt {events} händelser, den senaste registrerad {last}.",
        "According to {events} events, the last recorded {last}.";
    FreshNone "Ingenting är registrerat ännu.", "Nothing is recorded yet.";
    PageTitle "{title} – Insyn", "{title} – Insyn";
    Table "Tabell: {name}", "Table: {name}";
    Recorded "Det är registrerat.", "It is recorded.";
    None "–", "–";
    Next "Nästa sida", "Next page";
    Previous "Föregående sida", "Previous page";
}

texts! {
    /// A long list page by page.
    PagesText:
    Pages "Fler sidor av listan", "More pages of the list";
    Page "Sida {page}", "Page {page}";
    Shown "Visar {from}–{to} av {total}.", "Showing {from}–{to} of {total}.";
    Behind "Listan är slut här.", "The list ends before this.";
}

texts! {
    /// What can go wrong, in plain words.
    FaultText:
    ToSignIn "Till inloggningen", "To sign-in";
    ToStart "Till startsidan", "To the start page";
    SignInTitle "Logga in först", "Sign in first";
    SignInBody "Sidan visas bara för den som är inloggad. Du kan ha blivit utloggad för att du inte \
        använt Insyn på en stund.",
        "This page is shown only to someone who is signed in. You may have been signed out after a \
         while without using Insyn.";
    ForbiddenTitle "Din roll ger inte tillgång till sidan", "Your role does not open this page";
    ForbiddenBody "Vad en roll får se är bestämt i en tabell; det som inte står där är stängt. Behöver \
        du sidan för ditt arbete, tala med din rektor eller med systemadministratören.",
        "What a role may see is settled in a table; what it does not name is closed. If your work \
         needs this page, speak to your principal or to the system administrator.";
    NotFoundTitle "Sidan finns inte", "There is no such page";
    NotFoundBody "Adressen leder inte till något, eller så fanns det inte ännu vid den tidpunkt du \
        valt.",
        "The address leads nowhere, or what it names did not exist yet at the time you chose.";
    BeyondTitle "Så långt har det inte kommit", "It has not come that far";
    BeyondBody "Du har frågat efter fler händelser än som är registrerade. Välj en tidigare tidpunkt \
        eller visa det senaste.",
        "You asked for more events than are recorded. Choose an earlier time, or show the present.";
    UnreadableTitle "Det går inte att läsa frågan", "The question cannot be read";
    UnreadableBody "En tidpunkt skrivs som 2026-05-20 eller 2026-05-20 12:00, eller som ett antal \
        händelser som redan är registrerade.",
        "A time is written as 2026-05-20 or 2026-05-20 12:00, or as a number of events that are \
         already recorded.";
    RefusedTitle "Det går inte att göra så", "That cannot be done";
    ConflictTitle "Uppgiften stämmer inte med det som redan är registrerat",
        "This does not agree with what is already recorded";
    ConflictBody "Ingenting har ändrats. Ladda om sidan och försök igen.",
        "Nothing has changed. Load the page again and repeat it.";
    BusyTitle "Många registrerar just nu", "Many are recording just now";
    BusyBody "Ingenting har ändrats. Vänta några sekunder och försök igen.",
        "Nothing has changed. Wait a few seconds and try again.";
    UnknownTitle "Det är osäkert om uppgiften blev sparad", "It is not certain that this was saved";
    UnknownBody "Skicka formuläret en gång till när tjänsten är igång: samma uppgift sparas aldrig två \
        gånger.",
        "Send the form once more when the service is up again: the same entry is never saved twice.";
    InternalTitle "Ett fel hos oss", "A fault of ours";
    InternalBody "Sidan kunde inte visas. Felet är noterat. Inget som redan är sparat har gått \
        förlorat.",
        "The page could not be shown. The fault has been noted. Nothing that was saved is lost.";
}

texts! {
    /// The start page and sign-in.
    StartText:
    Title "Välkommen till Insyn", "Welcome to Insyn";
    Lead "Kommunens läsresultat, skola för skola, med underlaget bakom varje siffra.",
        "The municipality's reading results, school by school, with the evidence behind each figure.";
    DemoTitle "Välj vem du vill vara", "Choose who to be";
    DemoLead "Det här är en teststore. Logga in som en påhittad person för att se hur Insyn ser ut i \
        den rollen.",
        "This is a test store. Sign in as an invented person to see what Insyn is like in that role.";
    PickPerson "{role}: välj en person", "{role}: choose a person";
    OtherRole "Byt roll", "Another role";
    RoleEmpty "Ingen har den rollen i dag.", "Nobody holds this role today.";
    People "{count} personer", "{count} people";
    Person "1 person", "1 person";
    SignInAs "Logga in som {name}", "Sign in as {name}";
    ProductionTitle "Inloggningen är inte inställd ännu", "Sign-in is not configured yet";
    ProductionBody "Den här storen är avsedd för verkliga elever. Ingen kan logga in förrän \
        inloggningen är på plats, och inget annat är öppet.",
        "This store is meant for real pupils. Nobody can sign in until sign-in is in place, and \
         nothing else is open.";
    SafeguardsTitle "Vad som återstår", "What remains";
    Hello "Hej {name}", "Hello {name}";
    MyClasses "Mina klasser", "My classes";
    NoClasses "Du är inte bedömare för någon klass i dag.",
        "You are not an assessor of any class today.";
    NotInRound "Ingår inte i bedömningstillfället: {classes}", "Not part of the round: {classes}";
    NoRound "Inget bedömningstillfälle är planerat ännu.", "No round is scheduled yet.";
    ToClass "Registrera", "Record";
    ToBoard "Till lägestavlan", "To the round board";
    ToSchool "Till skolans resultat", "To the school's results";
    SchoolsTitle "Skolor, {round}", "Schools, {round}";
    AreasTitle "Kommundelar och nämnder", "Districts and committees";
    StatusTitle "Hur storen mår", "How the store is doing";
    Window "Öppet {opens} till {closes}. Mätdatum {census}. Lämnas in senast {submit}.",
        "Open {opens} to {closes}. Census date {census}. Submit by {submit}.";
}

texts! {
    /// The administrator's page.
    StatusText:
    Title "Drift", "Status";
    Lead "Storens storlek, senaste kontrollpunkt och de skydd som finns.",
        "The store's size, its latest checkpoint and the safeguards in place.";
    Kind "Slag av store", "Kind of store";
    KindTest "Test: påhittade elever", "Test: invented pupils";
    KindProduction "Produktion", "Production";
    Size "Registrerade händelser", "Recorded events";
    Last "Senast registrerat", "Last recorded";
    Folded "Vikta till fakta", "Folded into facts";
    Checkpoint "Senaste kontrollpunkt", "Latest checkpoint";
    NoCheckpoint "Ingen ännu", "None yet";
    CheckpointMore "Kontrollpunkten är undertecknad och bevisar vad som var registrerat. Spara den \
        utanför storen.",
        "The checkpoint is signed and proves what was recorded. Keep it outside the store.";
    Behind "{count} händelser efter kontrollpunkten är sparade men ännu inte bevisbara.",
        "{count} events after the checkpoint are durable but not yet provable.";
    Safeguards "Skydd för verkliga elever", "Safeguards for real pupils";
    SafeguardsMore "Tills alla finns tar en produktionsstore inte emot verkliga personnummer.",
        "Until all are in place a production store takes no real civic numbers.";
    Safeguard "Skydd", "Safeguard";
    State "Läge", "State";
    Present "✓ Finns", "✓ In place";
    Missing "✗ Saknas", "✗ Missing";
}

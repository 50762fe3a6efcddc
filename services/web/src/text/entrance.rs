//! Texts of signing in and out, of the choice of a role, and of a guardian's own pages.

use crate::text::texts;

texts! {
    /// Signing in and out.
    EntranceText:
    Title "Logga in", "Sign in";
    Lead "Insyn visar uppgifter om barn och skolor. Den som loggar in ser det den har rätt att se.",
        "Insyn shows what concerns children and schools. Whoever signs in sees what they have a right to.";
    Ways "Välj hur du loggar in", "Choose how to sign in";
    Through "Logga in: {title}", "Sign in: {title}";
    Away "{title}: inloggningstjänsten svarar inte just nu. Försök igen om en stund.",
        "{title}: the sign-in service does not answer just now. Try again in a while.";
    ToSignIn "Till inloggningen", "To sign-in";
    HowToConfigure "Systemadministratören ställer in inloggningen i filen insyn.toml i storens mapp, \
        eller i den fil som --config pekar ut. Hur det görs står i docs/sign-in.md.",
        "The system administrator configures sign-in in the file insyn.toml in the store's directory, or \
         in the file that --config names. How it is done stands in docs/sign-in.md.";
    FailedTitle "Inloggningen blev inte klar", "Signing in was not completed";
    Lost "Inloggningen tog för lång tid, har redan använts eller började i en annan webbläsare. Ingen är \
        inloggad. Börja om härifrån.",
        "Signing in took too long, has been used already or began in another browser. Nobody is signed \
         in. Begin again from here.";
    NotProven "Inloggningstjänsten har inte visat vem du är, eller så avbröts inloggningen. Ingen är \
        inloggad. Händer det igen, tala med systemadministratören.",
        "The sign-in service has not shown who you are, or signing in was broken off. Nobody is signed \
         in. If it happens again, speak to the system administrator.";
    Unreachable "Inloggningstjänsten svarar inte. Ingen är inloggad. Försök igen om en stund.",
        "The sign-in service does not answer. Nobody is signed in. Try again in a while.";
    StrangerTitle "Du har inget att se i Insyn i dag", "There is nothing for you in Insyn today";
    Stranger "Inloggningen gick bra, men Insyn har ingen roll för dig i dag. Arbetar du i skolan, tala med \
        rektor eller systemadministratören. Är du vårdnadshavare, tala med barnets skola.",
        "Signing in went well, but Insyn has no role for you today. If you work at a school, speak to the \
         principal or the system administrator. If you are a guardian, speak to the child's school.";
    RoleTitle "Roll och inloggning", "Role and sign-in";
    RoleLead "Välj den roll du ska arbeta i. Du kan byta när du vill.",
        "Choose the role to work in. You can change it whenever you like.";
    RoleWork "Arbeta som: {role}", "Work as: {role}";
    RoleNow "{role} (den här rollen har du nu)", "{role} (the role you are in now)";
    EverywhereTitle "Logga ut överallt", "Sign out everywhere";
    EverywhereLead "Har du glömt att logga ut på en annan dator? Här loggar du ut från Insyn i alla \
        webbläsare, också den här.",
        "Have you forgotten to sign out on another computer? Here you sign out of Insyn in every browser, \
         this one too.";
    SignedOutTitle "Du är utloggad", "You are signed out";
    SignedOut "Du är utloggad från Insyn.", "You are signed out of Insyn.";
    Onward "Nu loggas du också ut från inloggningstjänsten.",
        "Now you are signed out of the sign-in service too.";
    OnwardLink "Logga ut från {title}", "Sign out of {title}";
}

texts! {
    /// A guardian's own pages.
    ChildText:
    Title "Mina barn", "My children";
    Lead "Här ser du ditt barns läsresultat och vad som är lovat.",
        "Here you see your child's reading results and what is promised.";
    None "Här finns inget barn att visa. Saknar du ditt barn här, tala med barnets skola.",
        "There is no child to show here. If your child is missing, speak to the child's school.";
    Show "Resultat och löften", "Results and promises";
    NoName "Ditt barn", "Your child";
    PageLead "Läsresultat, och vad kommunen och skolan har lovat.",
        "Reading results, and what the municipality and the school have promised.";
    Results "Resultat", "Results";
    ResultsNone "Inget resultat finns ännu.", "There is no result yet.";
    Reached "Bedömd till punkt {point}.", "Assessed at point {point}.";
    Means "Punkten betyder: {label}. Fas: {phase}.", "The point means: {label}. Phase: {phase}.";
    NotAssessed "Inte bedömd: {reason}.", "Not assessed: {reason}.";
    Missing "Ingen bedömning är registrerad.", "No assessment is recorded.";
    UnderWay "Bedömningen pågår. Resultatet visas när rektor har lämnat in skolans resultat.",
        "The assessment is under way. The result is shown when the principal has submitted the school's \
         results.";
    PromiseAll "{who} har lovat att alla elever i årskurs {grade} når minst punkt {point}.",
        "{who} has promised that all pupils in grade {grade} reach at least point {point}.";
    PromiseShare "{who} har lovat att {share} av eleverna i årskurs {grade} når minst punkt {point}.",
        "{who} has promised that {share} of the pupils in grade {grade} reach at least point {point}.";
    Municipality "Kommunen", "The municipality";
    School "Skolan", "The school";
    PromiseKept "✓ Ditt barn har nått dit.", "✓ Your child has reached it.";
    PromiseNot "✗ Ditt barn har inte nått dit ännu. Fråga skolan vad den gör.",
        "✗ Your child has not reached it yet. Ask the school what it is doing.";
    PromiseOpen "○ Det går inte att säga ännu.", "○ It cannot be said yet.";
    PromiseMore "Läs hela åtagandet", "Read the whole commitment";
    AboutTitle "Så läser du sidan", "How to read this page";
    About "En bedömning säger hur långt ditt barn har kommit i sin läsutveckling. Skalan går från punkt 1 \
        och uppåt. Ett åtagande är ett löfte till er: vilken punkt eleverna minst ska nå, och hur många. \
        Når ett barn inte dit ska skolan ta reda på varför och göra något åt det.",
        "An assessment says how far your child has come in reading. The scale goes from point 1 upwards. A \
         commitment is a promise to you: which point pupils are to reach at least, and how many of them. \
         If a child does not reach it, the school is to find out why and do something about it.";
    AboutMore "Vad barnen har rätt att kunna", "What children have a right to know";
    Dialogue "Det skolan har antecknat om samtalen med dig", "What the school has noted of talks with you";
    DialogueNone "Ingenting är antecknat ännu.", "Nothing is noted yet.";
    Explained "{on}: resultatet för {round} förklarades för dig.",
        "{on}: the result of {round} was explained to you.";
    Acknowledged "{on}: du tog del av resultatet för {round}.",
        "{on}: you took note of the result of {round}.";
    Invited "{on}: du är inbjuden till ett samtal.", "{on}: you are invited to a talk.";
    Talked "{on}: samtal, du var med.", "{on}: a talk, you took part.";
    Said "{on}: din åsikt antecknades.", "{on}: your view was noted.";
    Complained "{on}: ditt klagomål kom in.", "{on}: your complaint came in.";
    Answered "{on}: ditt klagomål besvarades.", "{on}: your complaint was answered.";
}

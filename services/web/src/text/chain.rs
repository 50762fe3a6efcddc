//! Texts of chains and of decisions explained.

use crate::text::texts;

texts! {
    /// A chain as a timeline in both directions.
    ChainText:
    Programme "Ärendet", "The case";
    TrailProgramme "Ärendets spår", "The case's trail";
    TrailMeasure "Åtgärdens spår: {name}", "The measure's trail: {name}";
    TrailReport "Rapportens spår: {name}", "The report's trail: {name}";
    TrailDecision "Beslutets spår: {name}", "The decision's trail: {name}";
    TrailFigure "Siffrans spår: {name}", "The figure's trail: {name}";
    Lead "Vad som ledde hit och vad som kom av det, i den ordning det registrerades.",
        "What led here and what came of it, in the order in which it was recorded.";
    Before "Vad som ledde hit", "What led here";
    BeforeNone "Inget i spåret ledde hit.", "Nothing in the record led here.";
    Itself "Det som registrerats om saken själv", "What is recorded of the matter itself";
    After "Vad som kom av det", "What came of it";
    AfterNone "Inget har kommit av det ännu.", "Nothing has come of it yet.";
    Events "Händelserna i ordning", "The events in order";
    Number "nr {position}", "no. {position}";
    Many "{count} händelser, från nr {position}", "{count} events, from no. {position}";
    By "Av", "By";
    ByProcess "uppföljningen", "the follow-up";
    Authority "med stöd av nr {position}", "under no. {position}";
    Knowledge "när {events} händelser var kända", "when {events} events were known";
    Because "hör ihop med nr {position}", "hangs together with no. {position}";
    First "Numren på de första", "The numbers of the first";
    Hidden "Gäller en elev; innehållet visas bara för den som får se eleven.",
        "Concerns a pupil; the content is shown only to those who may see the pupil.";
    Explain "Förklara beslutet", "Explain the decision";
    Gone "Innehållet har gallrats.", "The content has been disposed of.";
    Mixed "Händelser av flera slag", "Events of several kinds";
    Chain "Hela kedjan", "The whole chain";
}

texts! {
    /// A decision explained.
    ExplainText:
    Title "Beslutet i nr {position}", "The decision at no. {position}";
    Lead "Vem som beslutade, med vilken rätt, och vad som var känt då.",
        "Who decided, by what authority, and what was known then.";
    What "Vad som beslutades", "What was decided";
    When "Registrerat", "Recorded";
    Who "Av", "By";
    Authority "Med rätt enligt", "By authority of";
    AuthorityGrant "rollen gavs i nr {position} ({scope})", "the role was granted at no. {position} ({scope})";
    AuthorityDelegated "och beslutanderätten delegerades i nr {position}",
        "and decisions were delegated at no. {position}";
    AuthorityNone "Uppföljningen handlar i ingens namn, eller så står tilldelningen inte i spåret.",
        "The follow-up acts in nobody's name, or the grant does not stand in the record.";
    Cause "Följer av", "Follows from";
    Knowledge "Kunskap", "Knowledge";
    KnowledgeIs "De {events} första händelserna. Sidor visade med ”som det var känt” {size} visar vad \
        beslutsfattaren kunde se.",
        "The first {events} events. Pages shown “as it was known” at {size} show what the decider could \
         see.";
    Again "Om samma sak prövas igen på samma underlag", "If the same is tried again on the same state";
    AgainSame "✓ blir beslutet detsamma.", "✓ the decision is the same.";
    AgainOther "⚠ blir det ett annat beslut: reglerna har ändrats sedan dess, eller så lästes historiken in.",
        "⚠ the decision is another: the rules have changed since, or the history was loaded.";
    AgainRefused "⚠ sägs det nej: {why}", "⚠ it is refused: {why}";
    AgainGone "◇ går det inte längre: innehåll som beslutet vilade på har gallrats.",
        "◇ it can no longer be done: content it rested on has been disposed of.";
    State "Det beslutet vilade på", "What the decision rested on";
    StateLead "{count} händelser. Beslutet fattades på dem och inga andra.",
        "{count} events. The decision was taken on these and no others.";
    StateNewest "De {shown} senaste av {count} visas.", "The newest {shown} of {count} are shown.";
    StateNone "Beslutet behövde inget som var registrerat förut.",
        "The decision needed nothing that had been recorded before.";
    Not "Händelsen går inte att förklara: den är inläst eller gallrad, eller inget beslut.",
        "The event cannot be explained: it was loaded or disposed of, or is no decision.";
}

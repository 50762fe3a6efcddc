//! Texts of a figure's trail, the other trails and the list of rules.

use crate::text::texts;

texts! {
    /// Trails and rules.
    FigureText:
    Title "Underlag: {rule}", "Evidence: {rule}";
    Lead "{place}, {round}{slice}.", "{place}, {round}{slice}.";
    Rule "Regel", "Rule";
    Value "Värde", "Value";
    Numerator "Täljare", "Numerator";
    Denominator "Nämnare", "Denominator";
    Missing "Saknas", "Missing";
    MissingMore "elever utan punkt och utan orsak i samma population",
        "pupils with neither point nor reason in the same population";
    AsOf "Läge", "As of";
    AsOfEvents "de {events} första händelserna", "the first {events} events";
    Reference "Siffrans namn", "The figure's name";
    EventsTitle "Händelserna bakom", "The events behind it";
    EventsLead "{count} händelser. Räknar man bara dem får man samma siffra.",
        "{count} events. Counting only these gives the same figure.";
    EventsHidden "Vilka elever det gäller visas bara för den som får se dem. Här syns händelsernas slag.",
        "Which pupils these concern is shown only to those who may see them. Here the kinds of events \
         are shown.";
    Position "Nr", "No.";
    Recorded "Registrerad", "Recorded";
    Kind "Händelse", "Event";
    What "Vad", "What";
    Who "Av", "By";
    Pupil "Elev", "Pupil";
    Hidden "visas inte", "not shown";
    RefersTo "avser nr {position}", "refers to no. {position}";
    NoEvents "Inga händelser.", "No events.";
    RulesTitle "Så räknas det", "How it is counted";
    RulesLead "Varje siffra i Insyn följer en av de här reglerna och leder till händelserna bakom.",
        "Every figure in Insyn follows one of these rules and leads to the events behind it.";
    RuleId "Regelns id: {id}", "Rule id: {id}";
    TrailPupil "Elevens spår", "The pupil's trail";
    TrailSchool "Skolans spår: {name}", "The school's trail: {name}";
    TrailCommitment "Åtagandets spår: {name}", "The commitment's trail: {name}";
    TrailLead "Allt som registrerats, i ordning. Inget ändras och inget tas bort utan beslut.",
        "Everything recorded, in order. Nothing is changed, and nothing removed without a decision.";
    Target "nått {least}", "reached {least}";
    AtPoint "punkt {point}", "point {point}";
    OfClass "klass {class}", "class {class}";
    NoClass "utan klass", "without a class";
}

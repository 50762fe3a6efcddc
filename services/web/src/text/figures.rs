//! Texts of a figure's trail, the other trails and the list of rules.

use crate::text::texts;

texts! {
    /// Trails and rules.
    FigureText:
    Title, Lead, Rule, Value, Numerator, Denominator, Missing, MissingMore, AsOf, AsOfEvents, Reference,
    EventsTitle, EventsLead, EventsHidden, Position, Recorded, Kind, What, Who, Pupil, Hidden, RefersTo,
    NoEvents, RulesTitle, RulesLead, RuleId, TrailPupil, TrailSchool, TrailCommitment, TrailLead,
    Target, AtPoint, OfClass, NoClass,
}

texts! {
    /// Small numbers: what stands in place of a number.
    MarkText:
    Suppressed, Missing, TopCoded, BottomCoded, Among, Released, NotReleased, Meaning, More,
    DistributionHidden, DialogueHidden, RulesTitle, RulesLead, RulesOfficial, RulesAdopted, Of, From,
    LeastBase, LeastNumerator, Codes, Rounding, Official,
}

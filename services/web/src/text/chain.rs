//! Texts of chains and of decisions explained.

use crate::text::texts;

texts! {
    /// A chain as a timeline in both directions.
    ChainText:
    Programme, TrailProgramme, TrailMeasure, TrailReport, TrailDecision, TrailFigure, Lead, Before,
    BeforeNone, Itself, After, AfterNone, Events, Number, Many, By, ByProcess, Authority, Knowledge,
    Because, First, Hidden, Explain, Gone, Mixed, Chain,
}

texts! {
    /// A decision explained.
    ExplainText:
    Title, Lead, What, When, Who, Authority, AuthorityGrant, AuthorityDelegated, AuthorityNone, Cause,
    Knowledge, KnowledgeIs, Again, AgainSame, AgainOther, AgainRefused, AgainGone, State, StateLead,
    StateNewest, StateNone, Not,
}

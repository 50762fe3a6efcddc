//! Texts of what is open to all: knowledge rights, the assessment system, commitments, debates, decisions.

use crate::text::texts;

texts! {
    /// The public page of knowledge and commitments.
    KnowledgeText:
    Title, Lead, Rights, RightsNone, AtEndOf, Criteria, Valid, ValidUntil, ToCome, NotInForce, Former,
    ServedBy, ServedByMore, ServedByNone, System, SystemNone, Instrument, SystemWho, SystemAgreement,
    SystemFigures, SystemLimits, Commitments, CommitmentsNone, Whose, Serves, State, InForce, Proposed,
    NotNow, Withdrawn, Debates, DebatesNone, On, Forum, Announced, Committee, About, Material,
    Decisions, DecisionsNone, Meeting, Decided, Before, WithDebate, WithoutDebate, NoDebate, Noted,
    MoreInformation, FundsMoved, AmbitionLowered, AmbitionRaised, TargetsAdopted, TheMunicipality,
    Rules,
}

texts! {
    /// What has come to a commitment's page: how it was taken out, and what is decided of it.
    PledgeText:
    Serves, DecidedBy, DecisionNumber, Lowered, Published, PublishedAt, PublishedNone, Explained,
    ExplainedNone, Class, On, Way, Language, NotExplained, AllExplained, Results, Beside, BesideNone,
    Acts,
}

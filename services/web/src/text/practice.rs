//! Texts of dialogue, measures, seminars, support and competence.

use crate::text::texts;

texts! {
    /// The ways from a place's page to its other pages.
    PlaceText:
    Guarantee, Dialogue, Measures, Support, Account, Work, Knowledge, Seminars, Carried, Context,
}

texts! {
    /// The coverage of the dialogue with parents.
    DialogueText:
    Title, Lead, Table, Class, NoClass, Whole, Population, Explained, ToAll, Acknowledged, NotReached,
    Without, Pupils, PupilsNone, PupilsHidden, Rule,
}

texts! {
    /// Measures and the analyses behind them.
    MeasureText:
    Title, Lead, Measures, MeasuresNone, Measure, For, ForSchool, ForClasses, ForPupils, ForSomePupils,
    Responsible, From, To, State, Decided, Started, Evaluated, EvaluateBy, Late, Expected,
    ExpectedShare, ExpectedRound, Serves, Cost, CostNone, WithinBudget, OutsideBudget, Money, Follows,
    ToAnalysis, BeforeAfter, BeforeAfterLead, Before, After, AfterNone, NoTarget, EffectHidden, Round,
    OfAll, OfAssessed, Evidence, Change, Evaluations, EvaluationsNone, On, AsOf, AsOfEvents, Pupils,
    Analyses, AnalysesNone, Analysis, AnalysedOn, DialogueOn, Priorities, PrioritiesNone, LedTo, Trail,
}

texts! {
    /// Seminars and agreement.
    SeminarText:
    Title, Lead, None, Seminar, Kind, For, On, State, ToCome, Held, NotHeld, Agreement, AgreementOver,
    AgreementDesc, Exact, WithinOne, Raters, Samples, Pairs, Statistic, Kappa, Alpha, TooFewRaters,
    TooFewSamples, NoVariation, NotRevealed, Edition, TookPart, Blind, Open, Sample, RatedBy, Own,
    OwnNone, Points, Times, Consensus, ConsensusNone, OwnTitle, OwnLead, OwnEmpty, AgainstConsensus,
    AgainstOthers, Rated, WithConsensus, Above, Below, Higher, Lower, Rule,
}

texts! {
    /// Support, leadership, conditions and competence.
    SupportText:
    Title, Lead, Coaching, CoachingNone, Adviser, Requested, Booked, Held, NotYet, State, Development,
    DevelopmentNone, What, Offered, Asked, Planned, HeldOn, LedBy, Use, Useful, NotUseful, NotEvaluated,
    Leadership, LeadershipNone, On, Class, Act, Who, Seminars, SeminarsNone, Seminar, There, NotThere,
    NotHeld, Conditions, ConditionsNone, Round, Reasonable, Unreasonable, Stated, Answer, Answered,
    Unanswered, Competence, CompetenceTitle, CompetenceLead, Required, RequiredNone, Requirement,
    OfRole, Since, Holders, Lacking, LackingNone, Authorised, AuthorisedNone, Instrument, Until, Open,
    Holds, EndsSoon, Ended, Lapsed, Unauthorised, UnauthorisedNone, UnauthorisedCount, Places,
}

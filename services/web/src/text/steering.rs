//! Texts of the committees' work: reports, accounts, decisions.

use crate::text::texts;

texts! {
    /// A committee's work.
    CommitteeText:
    Title, Lead, Reports, ReportsNone, Report, Round, State, Prepared, Delivered, Presented, Steps,
    Preview, PrepareTitle, PrepareLead, PrepareName, PrepareAsks, PrepareAsksHelp, PrepareDo,
    TitleNeeded, Debates, DebatesNone, DebateOf, Number, Decisions, DecisionsNone, Minutes, MinutesDone,
    MinutesLate, MinutesBy, MinutesPast, Informed, InformedNone, School, Principal, Last, Days, Never,
}

texts! {
    /// A report, and a school unit's account.
    ReportText:
    Lead, Live, LiveTitle, NotDelivered, DeliveredOn, CompareToday, TodayTitle, Check, DigestGood,
    DigestBad, RootGood, RootBad, SameGood, SameBad, CauseProgram, CauseDisposal, CauseNone, BasisAt,
    MadeBy, Now, NowSame, NowCount, Where, Then, Today, Because, Gone, Whole,
    HowRead, AgainstPromise, WhoBehind, WhatDone, DoesItWork, Asks, AsksNone, Informed, Basis,
    Group, All, School, Area, District, Municipality, ByGrade, BySex, BySyllabus, BySchool, Population,
    Assessed, NotAssessed, Missing, Median, Risen, Fallen, Target, TargetIs, OfAssessed, OfPopulation,
    Goal, Reached, Met, MetYes, MetNo, MetUnknown, PromisesNone, BehindNone, Found, Open, Late,
    Answered, Lifted, Below, Programmes, UnderInvestigation, Concern, Investigated, Number, Decided,
    InForce, NoneNeeded, Appealed, Ended, Dialogue, Explained, ExplainedAll, Acknowledged, NotReached,
    Measures, Measure, MeasuresNone, Started, Evaluated, Cost, EvaluateBy, Seminars, Participants, On,
    Title, Effect, Before, After, CountOf, EvaluatedNone, Agreement, Exact, WithinOne, Withheld, Trend,
    Round,
    AccountTitle, AccountLead, AccountDelivered, AccountReceived, AccountWaiting, AccountNone,
    AccountDeliver, AccountLive, AccountDeliveries,
}

texts! {
    /// Documents as files.
    PaperText:
    Files, Pdf, Xlsx, NoProgram, Check, NoneThen, NotTold, Same, Other, OtherProgram,
}

texts! {
    /// A committee's decision.
    DecisionText:
    Title, Lead, Decided, Reasons, ReasonsNone, RestsOn, NoReport, Debate, Minutes, Appeals,
    AppealsNone, AppealOn, Leads, LeadsNone, Commitment, Trail,
}

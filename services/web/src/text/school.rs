//! Texts of the round board, the pupil card, the views and the commitment's page.

use crate::text::texts;

texts! {
    /// The round board.
    BoardText:
    Title, Lead, Classes, Class, NoClass, State, StateReady, StateStarted, StateNone, Done,
    Population, Assessed, Absent, NewlyArrived, Exempt, Missing, Assessor, AssessorNone, MissingTitle,
    MissingNone, MissingHidden, MissingIn, ChainTitle, ChainOpen, ChainSigned, ChainSubmitted,
    ChainReceived, ChainDone, ChainCount, ChainWaiting, OpenTitle, OpenUntil, OpenDo, SubmitTitle,
    SubmitLead, SubmitDo, ReceiveTitle, ReceiveDo, ReopenTitle, ReopenLead, ReopenClass, ReopenAll,
    ReopenReason, ReopenDo, ReasonNeeded, DateNeeded, DoneOpened, DoneSubmitted, DoneReceived,
    DoneReopened, Progress,
    Actions, Rounds,
}

texts! {
    /// The pupil card.
    PupilText:
    Lead, LeadNoClass, LeadNone, Marked, Syllabus, Curve, CurveTitle, CurveDesc, CurveOne, CurveNone,
    LegendPupil, LegendPromise, Rounds, Round, Outcome, On, Where, Assessor, Promised, PromiseReached,
    PromiseNot, PromiseOpen, History, HistoryLead, Effective, Replaced, Corrected, StruckWhen, Outside,
    Trail, Recorded, State,
}

texts! {
    /// The views of school, district and committee.
    UnitText:
    SchoolLead, RoundPick, AsOfLabel, AsOfHelp, Show, PastTitle, PastBody, ToNow, Overview, Population,
    Assessed, NotAssessed, NotAssessedShort, Missing, Coverage, Median, Targets, TargetsNone, Target,
    TargetIs, Promise, OfAssessed, OfPopulation, Met, NotMet, NotComparable, NotComparableMore, Empty,
    Counts, Distribution, DistributionTitle, DistributionDesc, DistributionNone, Point, Pupils, Share,
    Phase, Change, ChangeLead, ChangeNone, Groups, ByGrade, ByClass, BySex, BySyllabus, Group, All,
    Series, SeriesTitle, SeriesDesc, SeriesNone, SeriesCoverage, SeriesCoverageDesc, LegendAssessed,
    LegendPopulation, Schools, SchoolsLead, School, District, EvidenceHint, Removed, NoRounds,
    SchoolsTitle, SchoolsIntro, Districts, Committees, Trail,
}

texts! {
    /// A commitment's page.
    CommitmentText:
    Versions, Version, ValidFrom, ValidTo, ValidOpen, Adopted, Revised, Proposed, Withdrawn, Targets,
    Grade, Occasion, Least, Share, Evaluations, EvaluationsNone, Round, OfVersion, AsOf, AsOfSize,
    Trail,
}

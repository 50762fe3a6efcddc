//! Texts of the to-do list, the guarantee board and the cases of action programmes.

use crate::text::texts;

texts! {
    /// The to-do list.
    TodoText:
    Title, Lead, None, All, Late, Soon, Next, LateMark, SoonMark, NextMark, NoDay, APupil, Case, Left,
    Meeting,
    AssessClass, SignOffClass, SubmitRound, ReceiveRound, AnswerShortfall, OpenInvestigation,
    ConcludeInvestigation, CommunicateMaterial, DecideProgramme, ServeDecision, FollowUpProgramme,
    EvaluateProgramme, EndProgramme, DecideTimeliness, ForwardAppeal, RecordOutcome, StartMeasure,
    EvaluateMeasure, AnswerComplaint, AnswerConditions, ReceiveAccount, RateSamples, BookCoaching,
    RecordCoaching, PlanDevelopment, EvaluateDevelopment, DeliverReport, PresentReport, ApproveMinutes,
    ExplainCommitment,
}

texts! {
    /// The guarantee board.
    GuaranteeText:
    Title, Lead, OwnClasses, AllRounds, Found, Open, Late, Answered, Lifted, Classes, Class, NoClass,
    Rows, RowsNone, Pupil, Round, Lack, Promised, State, Days, Done, StateLate, StateOpen,
    StateAnswered, StateLifted, DaysLate, Reminded, Responsible, Programme, ToBoard,
}

texts! {
    /// Cases of action programmes, and what a pupil's page says of the duties.
    CaseText:
    ListTitle, ListLead, ListNone, ToList, Cases, Title, TitlePlain, Pupil, Class, School, State, Next,
    Late, Concern, UnderInvestigation, Investigated, Decided, Served, NoneNeeded, Appealed, Annulled,
    Ended, Struck, ConcludeBy, FollowUp, Evaluation, FollowUpBy, ServedOn, Shortfall, Steps, StepsLead,
    Day, What, Said, Who, StruckWrong, WrongPupil, StrikeThis, TextGone, Investigation,
    InvestigationHidden, InvestigationSecret, InvestigationNone, Lead, LeadBy, Heard, Declined,
    Concluded, NeedsSupport, NeedsNone, NotConcluded, Communicated, NotCommunicated, Decisions,
    DecisionsNone, DecisionOf, DecisionNone, InForce, Replaced, AnnulledOn, DecidedBy, PresentedBy,
    TookPart, Need, Measures, Reasons, Forms, DistanceUntil, FollowedUpAt, EvaluatedAt, Instruction,
    InstructionGiven, InstructionMissing, Slip, Parties, Party, ServedWhen, NotServed, AppealBy,
    Appeals, AppealOf, SeemsLate, SeemsTimely, InTime, TooLate, Forwarded, NotForwarded, Outcome,
    AwaitsOutcome, Grounds, ThePupil, EndedWhy,
    OfPupil, Shortfalls, ShortfallsNone, Programmes, ProgrammesNone, Dialogue, ExplainedTo,
    AcknowledgedBy, ViewOn, TalkOn, ComplaintOpen, ComplaintDone, DialogueNone,
}

//! Texts of the class page, where a round is recorded.

use crate::text::texts;

texts! {
    /// The class page.
    ClassText:
    Title, Lead, LeadClosed, ClosedNotOpened, ClosedSubmitted, ClosedPast, OpenUntil, SignedOffBy,
    MissingTitle, MissingNone, NotInRound, HelpTitle, HelpPoint, HelpSame, HelpReasons, HelpKeys,
    Caption, Pupil, Grade, Target, Change, Point, PointOf, On, OnOf, Note, NoteOf, Reason, ReasonOf,
    Result, Save, SaveHint, Saved, Recorded, MissingRow, Unchanged, RefusedRow, OutsideRow, OutsideNote,
    ElsewhereRow, ElsewhereNote, ProtectedMark, ReportSaved, ReportRefused,
    ReportNothing, WarnFall, WarnRise, NotAPoint, NoPrevious, NotADate, NoteTooLong, ReasonNeeded,
    Emptied, Overtaken, StrikeTitle, StrikeLead, StrikeWhich, StrikeChoose, StrikeReason, StrikeDo,
    StrikeChosen, StrikeReasonNeeded, Struck, SignOffTitle, SignOffLead, SignOffMissing, Conditions,
    ConditionsYes, ConditionsNo, ConditionsStatement, ConditionsNeeded, SignOffDo, SignOffDone,
    OtherRounds,
}

texts! {
    /// What the script of the class page says, and what it needs around the table.
    GridText:
    Saving, NotSaved, NotSavedYet, SignedOut, Unsaved, AllSaved, Retry, WithPoint, ReasonFirst, Undo,
    UndoOf, UndoReason, UndoGone, Points, Columns, AllEmpty, SetAll, AllOn, ColumnSet, DateSet,
    PasteHint, Paper, PasteTitle, PasteLead, Take, PastedValue, StandsNow, TakeChosen, Leave, Pasted,
    Unmatched, NoPoint, New, SameAlready, Conflict, PaperTitle, PaperLead, PaperCare, PaperNumber,
    PaperPrint,
}

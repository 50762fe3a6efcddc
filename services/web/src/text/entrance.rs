//! Texts of signing in and out, of the choice of a role, and of a guardian's own pages.

use crate::text::texts;

texts! {
    /// Signing in and out.
    EntranceText:
    Title, Lead, Ways, Through, Away, ToSignIn, HowToConfigure, FailedTitle, Lost, NotProven,
    Unreachable, StrangerTitle, Stranger, RoleTitle, RoleLead, RoleWork, RoleNow, EverywhereTitle,
    EverywhereLead, SignedOutTitle, SignedOut, Onward, OnwardLink,
}

texts! {
    /// A guardian's own pages.
    ChildText:
    Title, Lead, None, Show, NoName, PageLead, Results, ResultsNone, Reached, Means, NotAssessed,
    Missing, UnderWay, PromiseAll, PromiseShare, Municipality, School, PromiseKept, PromiseNot,
    PromiseOpen, PromiseMore, AboutTitle, About, AboutMore, Dialogue, DialogueNone, Explained,
    Acknowledged, Invited, Talked, Said, Complained, Answered,
}

texts! {
    /// A page as a guardian or a committee's member is shown it.
    ShowAsText: Guardian, Member, Out, LinkGuardian, LinkMember,
}

texts! {
    /// Letters to guardians.
    LetterText:
    Title, Lead, ReleasedOn, NotReleased, ReleaseHelp, Release, Classes, Table, Pupil, To, State,
    None, Guardian, Protected, Blocked, NoLongerAChild, NoResult, InSwedish, InEnglish,
    InEasySwedish, OwnTitle, Result, Point, Before, Absent, NewlyArrived, Exempt, Promised,
    PledgeReached, PledgeNot, PledgeOpen, Next, NextTalk, NextReassess, NextExtra, NextRound,
    Signed, AsPdf, ToLetter, ToList, BundleTitle, Together,
}

//! Texts of the frame, the start page, sign-in, faults and the status page.

use crate::text::texts;

texts! {
    /// What every page carries.
    FrameText:
    Skip, Brand, Tagline, TestStore, TestStoreMore, MainNavigation, Breadcrumb, Start, ToDo, Schools,
    MySchool, MyDistrict, RoundBoard, Municipality, Rules, Status, SwitchLanguage, SignedInAs, SignOut,
    Fresh, FreshNone, PageTitle, Table, Recorded, None, Next, Previous,
}

texts! {
    /// A long list page by page.
    PagesText:
    Pages, Page, Shown, Behind,
}

texts! {
    /// What can go wrong, in plain words.
    FaultText:
    ToSignIn, ToStart, SignInTitle, SignInBody, ForbiddenTitle, ForbiddenBody, NotFoundTitle,
    NotFoundBody, BeyondTitle, BeyondBody, UnreadableTitle, UnreadableBody, RefusedTitle, ConflictTitle,
    ConflictBody, BusyTitle, BusyBody, UnknownTitle, UnknownBody, NoTypesetterTitle,
    NoTypesetterBody, TypesetBusyTitle, TypesetBusyBody, TypesetLongTitle, TypesetLongBody, InternalTitle,
    InternalBody,
}

texts! {
    /// The start page and sign-in.
    StartText:
    Title, Lead, DemoTitle, DemoLead, PickPerson, OtherRole, RoleEmpty, People, SignInAs,
    ProductionTitle, ProductionBody, SafeguardsTitle, Hello, MyClasses, NoClasses, NotInRound, NoRound,
    ToClass, ToBoard, ToSchool, SchoolsTitle, AreasTitle, StatusTitle, Window,
}

texts! {
    /// The administrator's page.
    StatusText:
    Title, Lead, Kind, KindTest, KindProduction, Size, Last, Folded, Checkpoint, NoCheckpoint,
    CheckpointMore, Behind, Safeguards, SafeguardsMore, Safeguard, State, Present, Missing,
}

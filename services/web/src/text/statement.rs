//! Texts of the accessibility statement.

use crate::text::texts;

texts! {
    /// The accessibility statement, after the model text of the supervisory authority.
    StatementText:
    Link, Title, Lead, HowTitle, How, HowKnown, LacksTitle, LackPeople, LackScript, LackWritten,
    LackDocuments, TestedTitle, Tested, TestedKeys, TestedNot, ReportTitle, Report, ReportTo, NoContact,
    SupervisionTitle, Supervision, SupervisionLink, Dated,
}

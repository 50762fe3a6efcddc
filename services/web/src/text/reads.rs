//! Texts of who has read a pupil's data.

use crate::text::texts;

texts! {
    /// Who has read a pupil's data.
    ReadsText:
    Title, Lead, ChildLead, None, When, Who, Where, Purpose, What, Show, ChildShow,
}

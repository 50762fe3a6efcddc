//! Sealed texts and identities, opened only when a page is rendered for someone who may see them.

use domain::id::Position;
use domain::personal::{FreeText, PersonalValue};

use crate::names::NamesError;
use crate::reads::note_all;
use crate::seal::{RevealError, reveal};
use crate::store::App;

impl App {
    /// The free text in a section of the record at this position; none where there is none, or where
    /// it has been removed by a disposal decision. The caller has asked [`crate::access::may_see`] first.
    ///
    /// Sections are numbered from 0 in the order of the event's own fields: a decided programme has need,
    /// measures, reasons.
    pub fn text_at(&self, position: Position, section: u8) -> Result<Option<FreeText>, NamesError> {
        let stored = self.log().get(eventstore::Position(position.0)).map_err(NamesError::Read)?;
        let envelope = stored.as_ref().and_then(|stored| stored.envelope().ok());
        let tags = envelope.iter().flat_map(|envelope| &envelope.tags);
        note_all(tags.map(AsRef::as_ref));
        self.opened(position, section)
    }

    /// Opens one personal value of the record at this position; none where it is not there any more.
    pub(crate) fn opened<T: PersonalValue>(
        &self,
        position: Position,
        section: u8,
    ) -> Result<Option<T>, NamesError> {
        use eventstore::vault::OpenSectionError::{KeyGone, NoSection, Redacted};
        let stored = self.log().get(eventstore::Position(position.0)).map_err(NamesError::Read)?;
        let Some(stored) = stored else { return Ok(None) };
        match reveal(self, &stored, section) {
            Ok(value) => Ok(Some(value)),
            Err(RevealError::Open(Redacted | KeyGone | NoSection { .. })) => Ok(None),
            Err(error) => Err(NamesError::Reveal(error)),
        }
    }
}

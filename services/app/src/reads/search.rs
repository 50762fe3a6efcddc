//! Who has read what of a pupil.

use domain::calendar::Instant;
use domain::id::{GuardianId, PupilId, Size};
use domain::people::{Role, Scope};
use eventstore::{Query, QueryItem, Tag};
use schemars::JsonSchema;
use serde::Serialize;

use super::{PupilsRead, Purpose, ReadsError, Who};
use crate::store::App;

/// One reading of a pupil's data. By role, place and id: nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadsFound {
    /// When.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub at: Instant,
    /// In which role.
    pub role: Role,
    /// The id of the member of staff or of the guardian.
    pub reader: String,
    /// Where the role held then.
    pub scopes: Vec<Scope>,
    /// What was asked for.
    pub what: String,
    /// Of what.
    pub of: Vec<(String, String)>,
    /// What for.
    pub purpose: Purpose,
    /// How many events the record held.
    pub size: Size,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn as_text<S: serde::Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

/// Part of what was read of a pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadsPage {
    /// The newest first.
    pub reads: Vec<ReadsFound>,
    /// How many there are in all.
    pub total: usize,
}

impl App {
    /// Who has read a pupil's data, the newest first: at most `limit` from the `from`-th on.
    ///
    /// # Errors
    /// [`ReadsError`]; `Missing` where the store has no read log.
    pub fn reads_of(
        &self,
        pupil: PupilId,
        from: usize,
        limit: usize,
    ) -> Result<ReadsPage, ReadsError> {
        self.reads_where(pupil, from, limit, |_| true)
    }

    /// The same for a guardian of the child. What another guardian has read is that guardian's own matter
    /// and not told: neither that they read nor that they are there.
    ///
    /// # Errors
    /// As [`App::reads_of`].
    pub fn reads_for_guardian(
        &self,
        guardian: GuardianId,
        pupil: PupilId,
        from: usize,
        limit: usize,
    ) -> Result<ReadsPage, ReadsError> {
        self.reads_where(pupil, from, limit, |who| match who {
            Who::Staff { .. } => true,
            Who::Guardian(reader) => reader == guardian,
        })
    }

    fn reads_where(
        &self,
        pupil: PupilId,
        from: usize,
        limit: usize,
        told: impl Fn(Who) -> bool,
    ) -> Result<ReadsPage, ReadsError> {
        let log = self.reads().ok_or(ReadsError::Missing)?;
        let tags = vec![Tag::new(format!("pupil:{pupil}")).map_err(ReadsError::Tag)?];
        let query = Query { items: vec![QueryItem { types: Vec::new(), tags }] };
        let stored = log.query(&query, eventstore::Size::ZERO, log.size());
        let mut reads = Vec::new();
        for stored in stored.map_err(ReadsError::Read)?.iter().rev() {
            // Disposed of.
            if stored.body.is_none() {
                continue;
            }
            let read = PupilsRead::of_stored(stored).map_err(ReadsError::Entry)?;
            if told(read.who) {
                reads.push((Instant(stored.recorded_at), read));
            }
        }
        let total = reads.len();
        let page = reads.into_iter().skip(from).take(limit);
        let reads = page.map(|(at, read)| self.found(at, read)).collect::<Result<_, _>>()?;
        Ok(ReadsPage { reads, total })
    }

    fn found(&self, at: Instant, read: PupilsRead) -> Result<ReadsFound, ReadsError> {
        let size = Size(read.size);
        let (role, scopes) = match read.who {
            Who::Guardian(_) => (Role::Guardian, Vec::new()),
            Who::Staff { staff, role } => {
                let facts = self.facts().map_err(ReadsError::Facts)?;
                let held = facts.roles(staff, at.day(), size).into_iter();
                (role, held.filter(|held| held.role == role).map(|held| held.scope).collect())
            }
        };
        let PupilsRead { who, what, of, purpose, .. } = read;
        Ok(ReadsFound { at, role, reader: who.id(), scopes, what, of, purpose, size })
    }
}

//! The file `store`, which says what the directory is. Text, a line for each fact, so that a person
//! can read it too:
//!
//! ```text
//! insyn-store
//! format 1
//! id 0198f3a4-…
//! kind test
//! capacity 1048576
//! origin school.example/log
//! check <SHA-256 of the lines above, in hexadecimal>
//! ```

use crate::errors::OpenError;
use crate::log::StoreKind;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

/// The format this program writes, and the newest it reads.
pub(crate) const FORMAT: u32 = 1;
const MARK: &str = "insyn-store\n";

/// What a store says of itself; never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) id: Uuid,
    pub(crate) kind: StoreKind,
    pub(crate) volume_capacity: u64,
    pub(crate) origin: String,
}

impl Metadata {
    /// The file's text.
    pub(crate) fn to_text(&self) -> String {
        let kind = match self.kind {
            StoreKind::Test => "test",
            StoreKind::Production => "production",
        };
        let mut text = format!(
            "{MARK}format {FORMAT}\nid {}\nkind {kind}\ncapacity {}\norigin {}\n",
            self.id, self.volume_capacity, self.origin
        );
        let check = check(&text);
        text.push_str("check ");
        text.push_str(&check);
        text.push('\n');
        text
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// `Foreign` without the first line, `Newer` for a later format, `Damaged` for anything else.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Metadata, OpenError> {
        if !bytes.starts_with(MARK.as_bytes()) {
            return Err(OpenError::Foreign);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
        let mut lines = text[MARK.len()..].lines();
        let format: u32 = number(&mut lines, "format ")?;
        if format > FORMAT {
            return Err(OpenError::Newer { format, known: FORMAT });
        }
        let facts = text.rfind("check ").ok_or_else(damaged)?;
        if text[facts..] != format!("check {}\n", check(&text[..facts])) {
            return Err(damaged());
        }
        Ok(Metadata {
            id: number(&mut lines, "id ")?,
            kind: match line(&mut lines, "kind ")? {
                "test" => StoreKind::Test,
                "production" => StoreKind::Production,
                _ => return Err(damaged()),
            },
            volume_capacity: number(&mut lines, "capacity ")?,
            origin: line(&mut lines, "origin ")?.to_owned(),
        })
    }
}

fn damaged() -> OpenError {
    OpenError::Damaged { what: "the file store does not hold together".to_owned(), source: None }
}

fn line<'a>(lines: &mut std::str::Lines<'a>, name: &str) -> Result<&'a str, OpenError> {
    lines.next().and_then(|line| line.strip_prefix(name)).ok_or_else(damaged)
}

fn number<T: std::str::FromStr>(
    lines: &mut std::str::Lines<'_>,
    name: &str,
) -> Result<T, OpenError> {
    line(lines, name)?.parse().map_err(|_| damaged())
}

fn check(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all text");
        hex
    })
}

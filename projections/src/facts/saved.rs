//! Facts saved as one file. Deleting it loses nothing: opening folds the log again.
//!
//! Layout, numbers big-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic `INSYNFCT` |
//! | 4 | format version |
//! | 16 | id of the log |
//! | 8 | size: the number of events folded |
//! | 32 | root of the log's tree at that size |
//! | 8 | length of the body |
//! | 8 | checksum of all bytes before this field and of the body |
//! | n | body: the tables in postcard |

use super::Facts;

/// Raise with every change of the tables: an older file is discarded and the log folded again.
pub const FORMAT: u32 = 4;
/// What the file begins with.
pub const MAGIC: &[u8; 8] = b"INSYNFCT";
const HEAD: usize = 8 + 4 + 16 + 8 + 32 + 8;

/// Which log facts were folded from: sixteen bytes that the store drew when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogId(pub [u8; 16]);

/// Why saved facts are not used. Each is answered by folding the log again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Not a file of saved facts.
    #[error("not a file of saved facts")]
    NotFacts,
    /// Saved by an older or newer program.
    #[error("the facts were saved in format {found}, this program reads format {expected}")]
    Format {
        /// What the file says.
        found: u32,
        /// What this program reads.
        expected: u32,
    },
    /// Folded from another log.
    #[error("the facts were folded from another log")]
    Foreign,
    /// Cut short, or its bytes have changed.
    #[error("the saved facts are damaged")]
    Damaged,
}

impl Facts {
    /// The facts as one file. `root` is the root of the log's tree at [`Facts::size`]: on loading the
    /// caller compares it with the log's own.
    #[must_use]
    pub fn save(&self, root: [u8; 32], log: LogId) -> Vec<u8> {
        let mut file = Vec::with_capacity(HEAD + 8);
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&FORMAT.to_be_bytes());
        file.extend_from_slice(&log.0);
        file.extend_from_slice(&self.size().0.to_be_bytes());
        file.extend_from_slice(&root);
        // Length and checksum, filled in below.
        file.extend_from_slice(&[0; 16]);
        let mut file = postcard::to_extend(self, file)
            .expect("tables without maps of unknown length always serialise");
        let length = (file.len() - HEAD - 8) as u64;
        file[HEAD - 8..HEAD].copy_from_slice(&length.to_be_bytes());
        let sum = checksum(&[&file[..HEAD], &file[HEAD + 8..]]);
        file[HEAD..HEAD + 8].copy_from_slice(&sum.to_be_bytes());
        file
    }

    /// The facts in a file, and the root they were saved with. The caller compares the root with the
    /// log's own at [`Facts::size`] and folds again where they differ.
    pub fn load(bytes: &[u8], log: LogId) -> Result<(Self, [u8; 32]), LoadError> {
        if !bytes.starts_with(MAGIC) {
            return Err(LoadError::NotFacts);
        }
        let found = u32::from_be_bytes(field(bytes, 8)?);
        if found != FORMAT {
            return Err(LoadError::Format { found, expected: FORMAT });
        }
        let sum = u64::from_be_bytes(field(bytes, HEAD)?);
        let body = &bytes[HEAD + 8..];
        let length = u64::from_be_bytes(field(bytes, HEAD - 8)?);
        if length != body.len() as u64 || sum != checksum(&[&bytes[..HEAD], body]) {
            return Err(LoadError::Damaged);
        }
        if field::<16>(bytes, 12)? != log.0 {
            return Err(LoadError::Foreign);
        }
        let Ok((mut facts, [])) = postcard::take_from_bytes::<Self>(body) else {
            return Err(LoadError::Damaged);
        };
        if facts.size().0 != u64::from_be_bytes(field(bytes, 28)?) {
            return Err(LoadError::Damaged);
        }
        facts.reindex();
        Ok((facts, field(bytes, 36)?))
    }
}

/// The `N` bytes at an offset.
fn field<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], LoadError> {
    let bytes = bytes.get(at..at + N).ok_or(LoadError::Damaged)?;
    bytes.try_into().map_err(|_| LoadError::Damaged)
}

/// Sixty-four bits over the parts. Each step is a bijection of the state, so damage within one word of
/// eight bytes is always seen, any other with a chance of missing of 2⁻⁶⁴. It guards against damage, not
/// against forgery: facts are derived, and `rebuild --check` compares them with the log.
fn checksum(parts: &[&[u8]]) -> u64 {
    let step =
        |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let mut sum = 0x4953_4E59_4E46_4354;
    for part in parts {
        let (words, rest) = part.as_chunks::<8>();
        sum = words.iter().fold(sum, |sum, word| step(sum, u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        sum = step(step(sum, u64::from_le_bytes(last)), part.len() as u64);
    }
    sum
}

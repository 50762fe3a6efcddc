//! The files of an export: which hold a resource's pages, and their records as JSON values.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::fault::{Detail, Fault, FaultKind};
use super::lenient::Scribe;

/// The largest file that is read: far more than a large municipality's persons.
const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Why an export cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The directory is missing or cannot be listed.
    #[error("the export's directory cannot be read")]
    Directory(#[source] std::io::Error),
    /// A resource without which nothing can be imported has no file.
    #[error("the export has no file for {resource} (expected {resource}.json)")]
    Missing {
        /// `organisations` or `persons`.
        resource: &'static str,
    },
    /// No file of such a resource can be used.
    #[error("no file for {resource} can be used")]
    Unusable {
        /// `organisations` or `persons`.
        resource: &'static str,
        /// What is wrong with each.
        faults: Vec<Fault>,
    },
}

/// One resource: its records, each with the file it stands in, and whether none was lost.
pub(crate) struct Pages {
    pub(crate) records: Vec<(Arc<str>, Value)>,
    pub(crate) complete: bool,
    pub(crate) found: bool,
}

/// All pages of a resource: `persons.json`, `persons-1.json`, `persons.2.json`, `persons/*.json`.
pub(crate) fn pages(
    dir: &Path,
    resource: &'static str,
    faults: &mut Vec<Fault>,
) -> Result<Pages, ReadError> {
    let paths = page_paths(dir, resource).map_err(ReadError::Directory)?;
    let mut pages = Pages { records: Vec::new(), complete: true, found: !paths.is_empty() };
    let mut last_seen = paths.is_empty();
    for path in &paths {
        let file: Arc<str> = shown(dir, path).into();
        let mut scribe = Scribe::new(faults, Arc::clone(&file));
        match page(path, resource, &mut scribe) {
            Some((records, last)) => {
                last_seen |= last;
                pages.records.extend(records.into_iter().map(|r| (Arc::clone(&file), r)));
            }
            None => pages.complete = false,
        }
    }
    if pages.complete && !last_seen {
        pages.complete = false;
        Scribe::new(faults, resource.into()).note("pageToken", FaultKind::PagesMissing);
    }
    Ok(pages)
}

/// The path within the export, for reports.
fn shown(dir: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(dir).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

fn page_paths(dir: &Path, resource: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() && name == resource {
            for inner in fs::read_dir(&path)? {
                let inner = inner?.path();
                let json = inner.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
                if json && inner.is_file() {
                    paths.push(inner);
                }
            }
        } else if path.is_file() && is_page(&name, resource) {
            paths.push(path);
        }
    }
    paths.sort_by_key(|path| natural(&path.to_string_lossy()));
    Ok(paths)
}

/// Whether a file name is the resource's, with or without a page number.
fn is_page(name: &str, resource: &str) -> bool {
    let stem = name.strip_prefix(resource).and_then(|rest| rest.strip_suffix(".json"));
    stem.is_some_and(|rest| {
        rest.is_empty()
            || rest
                .strip_prefix(['-', '.', '_'])
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Sorts page 10 after page 9.
fn natural(text: &str) -> Vec<(u64, String)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest[..digits].parse().unwrap_or(0);
        rest = &rest[digits..];
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        parts.push((number, rest[..words].to_owned()));
        rest = &rest[words..];
    }
    parts
}

/// One page's records and whether it says that it is the last; none where it could not be used.
fn page(path: &Path, resource: &str, scribe: &mut Scribe<'_>) -> Option<(Vec<Value>, bool)> {
    let size = fs::metadata(path).map_or(u64::MAX, |meta| meta.len());
    let bytes = (size <= FILE_BYTES_MAX).then(|| fs::read(path).ok()).flatten();
    let Some(bytes) = bytes else {
        scribe.note("", FaultKind::FileUnreadable);
        return None;
    };
    records(&text(&bytes, scribe), resource, scribe)
}

/// The text without byte order mark. Old systems write Windows-1252 in spite of the standard.
fn text<'a>(bytes: &'a [u8], scribe: &mut Scribe<'_>) -> std::borrow::Cow<'a, str> {
    let (encoding, length) = encoding_rs::Encoding::for_bom(bytes).unwrap_or_else(|| {
        if std::str::from_utf8(bytes).is_ok() {
            (encoding_rs::UTF_8, 0)
        } else {
            scribe.note("", FaultKind::NotUtf8);
            (encoding_rs::WINDOWS_1252, 0)
        }
    });
    encoding.decode_without_bom_handling(&bytes[length..]).0
}

fn records(text: &str, resource: &str, scribe: &mut Scribe<'_>) -> Option<(Vec<Value>, bool)> {
    match serde_json::from_str(text) {
        Ok(Value::Array(records)) => Some((records, true)),
        Ok(Value::Object(mut answer)) => {
            // The agency's subset answers organisations under their own name instead of "data".
            let data = answer.remove("data").or_else(|| answer.remove(resource));
            let last = match answer.get("pageToken") {
                None | Some(Value::Null) => true,
                Some(Value::String(token)) => token.is_empty(),
                Some(_) => false,
            };
            match data {
                Some(Value::Array(records)) => Some((records, last)),
                _ => {
                    scribe.note("data", FaultKind::NotAList);
                    None
                }
            }
        }
        Ok(_) => {
            scribe.note("", FaultKind::NotAList);
            None
        }
        Err(error) => {
            let at = Detail::At { line: error.line(), column: error.column() };
            scribe.note_with("", FaultKind::WrongJson, Some(at));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_name_and_come_in_order() {
        for name in ["persons.json", "persons-1.json", "persons.2.json", "persons_10.json"] {
            assert!(is_page(name, "persons"), "{name}");
        }
        for name in ["persons-old.json", "personsx.json", "persons.json.bak", "persons-.json"] {
            assert!(!is_page(name, "persons"), "{name}");
        }
        let mut names = vec!["persons-10.json", "persons-9.json", "persons-1.json"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["persons-1.json", "persons-9.json", "persons-10.json"]);
    }
}

//! The rules of the house as a test: who may depend on whom, where a clock may be asked, how long a
//! function may be, and which constants are stored for ever.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The longest function, in lines from its first to its closing line.
const FUNCTION_LINES_MAX: usize = 70;
/// The longest file, in lines.
const FILE_LINES_MAX: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root").to_owned()
}

fn files_under(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with("target") && !name.starts_with('.') {
                files_under(&path, extension, found);
            }
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
}

fn rust_files() -> Vec<(String, String)> {
    let root = root();
    let mut paths = Vec::new();
    for folder in ["domain", "eventstore", "projections", "services", "tests"] {
        files_under(&root.join(folder), "rs", &mut paths);
    }
    paths.sort();
    assert!(paths.len() > 40, "the walk finds the sources");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file is text");
        let name = path.strip_prefix(&root).expect("under the root").display().to_string();
        (name, text)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn dependencies_point_one_way() {
    // Ours only; whatever is not listed is forbidden.
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[][..]),
        ("eventstore", &[]),
        ("projections", &["domain"]),
        ("services/app", &["domain", "eventstore", "projections", "insyn-exchange"]),
        ("services/exchange", &["domain"]),
        ("services/report", &[]),
        ("services/signin", &[]),
        ("services/mail", &[]),
        ("services/http", &["domain", "projections", "insyn-app"]),
        ("services/web", &["domain", "projections", "insyn-app"]),
        (
            "services/insyn",
            &[
                "domain",
                "eventstore",
                "projections",
                "insyn-app",
                "insyn-exchange",
                "insyn-http",
                "insyn-mail",
                "insyn-signin",
                "insyn-web",
            ],
        ),
    ]);
    let ours = [
        "domain",
        "eventstore",
        "projections",
        "insyn-app",
        "insyn-exchange",
        "insyn-http",
        "insyn-mail",
        "insyn-report",
        "insyn-signin",
        "insyn-web",
        "insyn",
    ];
    for (folder, allowed) in allowed {
        let manifest =
            fs::read_to_string(root().join(folder).join("Cargo.toml")).expect("manifest");
        let normal = manifest.split("[dependencies]").nth(1).expect("has dependencies");
        let normal = normal.split("\n[").next().expect("a section ends");
        for line in normal.lines() {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if ours.contains(&name) {
                assert!(allowed.contains(&name), "{folder} must not depend on {name}");
            }
        }
    }
}

#[test]
fn the_pure_crates_ask_no_clock_and_draw_no_random_id() {
    let forbidden = [
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "getrandom",
        "new_v4",
        "now_v7",
        "thread_rng",
        "rand::rng()",
        "OsRng",
    ];
    for (name, text) in rust_files() {
        let pure =
            ["domain/", "eventstore/src/", "projections/"].iter().any(|p| name.starts_with(p));
        if !pure || is_test_file(&name) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in forbidden {
            assert!(!code.contains(word), "{name} uses {word}: time and ids come from services");
        }
    }
}

#[test]
fn the_domain_does_no_input_or_output() {
    for (name, text) in rust_files() {
        let pure = name.starts_with("domain/src") || name.starts_with("projections/src");
        if !pure || is_test_file(&name) {
            continue;
        }
        for word in ["std::fs", "std::net", "std::io", "std::env", "tokio", "async fn"] {
            assert!(!text.contains(word), "{name} uses {word}: the shell does that");
        }
    }
}

fn is_test_file(name: &str) -> bool {
    name.contains("/tests/") || name.ends_with("spec.rs") || name.contains("/testing")
}

#[test]
fn files_and_functions_stay_short() {
    let mut long = Vec::new();
    for (name, text) in rust_files() {
        let lines = text.lines().count();
        let reasoned = text.lines().take(40).any(|line| line.contains("tidy: long file because"));
        if lines > FILE_LINES_MAX && !reasoned {
            long.push(format!("{name}: {lines} lines"));
        }
        for (function, lines) in long_functions(&text) {
            long.push(format!("{name}: fn {function} has {lines} lines"));
        }
    }
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

/// Functions over the limit: by indentation, which rustfmt guarantees.
fn long_functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let Some(after) = function_name(trimmed) else { continue };
        // A declaration ends with a semicolon before any brace opens; it has no length.
        let signature = lines[start..].iter().find(|l| l.trim_end().ends_with(['{', ';', '}']));
        let body = signature.is_some_and(|l| l.trim_end().ends_with('{'));
        let closing = format!("{}}}", &line[..line.len() - trimmed.len()]);
        let end = lines[start..].iter().position(|l| *l == closing);
        let length = end.map_or(1, |end| end + 1);
        if body && length > FUNCTION_LINES_MAX {
            long.push((after.to_owned(), length));
        }
    }
    long
}

fn function_name(line: &str) -> Option<&str> {
    let mut rest = line;
    for prefix in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async "] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    rest.strip_prefix("fn ")?.split(['(', '<']).next()
}

#[test]
fn module_files_carry_their_names() {
    let found: Vec<String> =
        rust_files().into_iter().map(|(name, _)| name).filter(|n| n.ends_with("/mod.rs")).collect();
    assert!(found.is_empty(), "foo.rs + foo/, never mod.rs: {found:?}");
}

#[test]
fn no_machine_leaves_a_trace() {
    // Built from parts, so that this file does not find itself.
    let words = [
        ["/wo", "rk/"].concat(),
        ["\"/ro", "ot/"].concat(),
        [" /ro", "ot/"].concat(),
        [".lib", "rary"].concat(),
    ];
    let mut paths = Vec::new();
    for extension in ["rs", "md", "toml", "sh", "js", "css"] {
        files_under(&root(), extension, &mut paths);
    }
    for path in paths {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for word in &words {
            assert!(!text.contains(word.as_str()), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn stored_constants_never_change() {
    let mut constants: Vec<String> = domain::Event::CATALOGUE
        .iter()
        .map(|(code, schema, name)| format!("event {code} v{schema} {name}"))
        .collect();
    use domain::personal::RetentionClass;
    constants.push(format!("retention class identity {}", RetentionClass::Identity as u8));
    constants.push(format!("retention class free text {}", RetentionClass::FreeText as u8));
    constants.push(format!("leaf bytes {}", eventstore::record::LEAF_LEN));
    constants.push(format!("check bytes {}", eventstore::record::frame::CHECK_LEN));
    constants.push(format!("record bytes max {}", eventstore::record::RECORD_BYTES_MAX));
    constants.push(format!("append events max {}", eventstore::record::APPEND_EVENTS_MAX));
    constants.push(format!("tag bytes max {}", eventstore::Tag::BYTES_MAX));
    constants.push(format!("vault format {}", eventstore::vault::FORMAT));
    constants.push(format!("saved facts format {}", projections::facts::FORMAT));
    let mark = String::from_utf8_lossy(projections::facts::MAGIC);
    constants.push(format!("saved facts mark {mark}"));
    constants.push(format!("volume capacity {}", insyn_app::store::VOLUME_CAPACITY));
    constants.extend(words_of_lifting());
    let golden = include_str!("golden/constants.txt");
    let now = constants.join("\n");
    assert_eq!(
        now.trim(),
        golden.trim(),
        "a stored constant changed: old stores would be read as something else"
    );
}

/// The reasons for lifting a shortfall with the number that stands for each in the record: a stored enum
/// that has grown. A new word goes last.
fn words_of_lifting() -> Vec<String> {
    use domain::guarantee::Lifted;
    let words = [
        ("reached", Lifted::Reached { assessed: domain::id::Position(0) }),
        ("outside population", Lifted::OutsidePopulation),
        ("promise withdrawn", Lifted::PromiseWithdrawn),
        ("replaced", Lifted::Replaced),
        ("left", Lifted::Left),
    ];
    let number = |why: Lifted| postcard::to_stdvec(&why).expect("a word has its bytes")[0];
    words.map(|(word, why)| format!("lifted {} {word}", number(why))).to_vec()
}

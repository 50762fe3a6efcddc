//! The identity provider of these tests: node with the npm package oidc-provider.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A running provider and front; killed when dropped.
pub(crate) struct Provider {
    child: Child,
    /// The issuer's address.
    pub(crate) issuer: String,
    /// The public origin of Insyn.
    pub(crate) origin: String,
}

impl Provider {
    /// Starts it; none where node or the package is not there, which is said.
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    pub(crate) fn start() -> Option<Self> {
        let Some(modules) = modules() else {
            eprintln!(
                "SKIPPED: signing in needs node and the npm package oidc-provider (sh tests/run \
                 installs it under target/, or OIDC_PROVIDER names its folder)"
            );
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/signin/provider.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .env("OIDC_PROVIDER", modules)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The package warns of what only tests may do.
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.starts_with('{'))).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let text = |key: &str| said[key].as_str().unwrap().to_owned();
        Some(Self { child, issuer: text("issuer"), origin: text("origin") })
    }

    /// Tells it something.
    pub(crate) fn told(&self, key: &str, value: &str) {
        let address = format!("{}/control?{key}={value}", self.issuer);
        assert_eq!(ureq::get(&address).call().unwrap().status(), 200);
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // One that has ended already is as dead as asked for.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// The folder with the package: the one named, else the one that `tests/run` has installed.
fn modules() -> Option<PathBuf> {
    let named = std::env::var_os("OIDC_PROVIDER").map(PathBuf::from);
    let own = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/oidc-provider"));
    let folder = named.unwrap_or(own);
    let there = folder.join("node_modules/oidc-provider").is_dir();
    let node = Command::new("node").arg("--version").output();
    (there && node.is_ok_and(|output| output.status.success())).then_some(folder)
}

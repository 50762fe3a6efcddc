//! Running the program and serving with it: bounded in time, ended with the test.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::binary::insyn_bin;

/// The longest a verb may take before the test is given up.
const TIME_MAX: Duration = Duration::from_secs(120);
/// How often a running program is looked at.
const GLANCE: Duration = Duration::from_millis(5);

/// What a run of the program came to.
#[derive(Debug, Clone)]
pub struct Output {
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    /// Everything on standard output.
    pub stdout: Vec<u8>,
    /// Everything on standard error.
    pub stderr: String,
}

impl Output {
    /// Standard output as text.
    ///
    /// # Panics
    /// If it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("the program writes UTF-8")
    }

    /// Standard output as exactly one JSON document.
    ///
    /// # Panics
    /// If it is anything else.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        match serde_json::from_slice(&self.stdout) {
            Ok(value) => value,
            Err(error) => unreadable(&error, self),
        }
    }

    /// The output itself, if it ended with this code.
    ///
    /// # Panics
    /// If it ended with another.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.text(), self.stderr);
        self
    }
}

#[track_caller]
fn unreadable(error: &serde_json::Error, output: &Output) -> ! {
    let Output { code, stdout, stderr } = output;
    let stdout = String::from_utf8_lossy(stdout);
    unreachable!("not one JSON document ({error}), exit code {code}: {stdout}\nstderr: {stderr}")
}

/// Runs the program to its end.
///
/// # Panics
/// If it cannot be started or does not end in two minutes.
#[track_caller]
pub fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    run_with_input(arguments, b"")
}

/// Runs the program to its end with this on its standard input.
///
/// # Panics
/// If it cannot be started or does not end in two minutes.
#[track_caller]
pub fn run_with_input<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
    input: &[u8],
) -> Output {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // A program that ends without reading its input closes the pipe: no fault.
    let _unread = stdin.write_all(input);
    drop(stdin);
    let stdout = collected(child.stdout.take().expect("standard output is piped"));
    let stderr = collected(child.stderr.take().expect("standard error is piped"));
    let status = wait(&mut child, TIME_MAX);
    let stderr = stderr.join().expect("standard error is read");
    Output {
        code: status.and_then(|status| status.code()).unwrap_or(-1),
        stdout: stdout.join().expect("standard output is read"),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Starts the program as on another machine: without this one's settings for it.
fn start<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Child {
    Command::new(insyn_bin())
        .args(arguments)
        .env_remove("INSYN_DATA")
        .env_remove("INSYN_LISTEN")
        .env_remove("RUST_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn collected(mut from: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before a fault is what there is to show.
        let _partly = from.read_to_end(&mut bytes);
        bytes
    })
}

/// How it ended; killed, and none, where it did not end in time.
fn wait(child: &mut Child, within: Duration) -> Option<ExitStatus> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child can be asked for") {
            return Some(status);
        }
        if began.elapsed() > within {
            kill(child);
            return None;
        }
        std::thread::sleep(GLANCE);
    }
}

fn kill(child: &mut Child) {
    // One that has ended already is as dead as asked for.
    let _ended = child.kill();
    let _reaped = child.wait();
}

/// The program serving a store on a loopback port; killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: String,
    stderr: Option<JoinHandle<Vec<u8>>>,
}

impl Server {
    /// Starts `serve` or `demo` with these arguments on a free port, and waits for its address.
    ///
    /// # Panics
    /// If it ends, or prints no address within two minutes.
    #[track_caller]
    pub fn start<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        let own = ["--listen", "127.0.0.1:0", "--json"];
        let given = arguments.into_iter().map(|argument| argument.as_ref().to_owned());
        let mut child =
            start(given.chain(own.iter().map(|argument| OsStr::new(argument).to_owned())));
        let stderr = collected(child.stderr.take().expect("standard error is piped"));
        let stdout = child.stdout.take().expect("standard output is piped");
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            // The test may have ended: then nobody listens.
            let _unheard = sender.send(address(stdout));
        });
        let address = receiver.recv_timeout(TIME_MAX).ok().flatten();
        let mut server = Self { child, address: String::new(), stderr: Some(stderr) };
        let Some(address) = address else {
            let (code, stderr) = server.end();
            unreachable!("no address was printed; exit code {code:?}, stderr: {stderr}");
        };
        address.trim_end_matches('/').clone_into(&mut server.address);
        server
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would (SIGKILL).
    pub fn kill(mut self) {
        kill(&mut self.child);
    }

    /// Asks it to stop (SIGTERM): its exit code, and what it wrote on standard error.
    ///
    /// # Panics
    /// If the signal cannot be sent.
    #[must_use]
    pub fn stop(mut self) -> (Option<i32>, String) {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "the signal is sent");
        let status = wait(&mut self.child, Duration::from_secs(40));
        let (_, stderr) = self.end();
        (status.and_then(|status| status.code()), stderr)
    }

    fn end(&mut self) -> (Option<i32>, String) {
        kill(&mut self.child);
        let code = self.child.try_wait().ok().flatten().and_then(|status| status.code());
        let stderr = self.stderr.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        (code, String::from_utf8_lossy(&stderr).into_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        kill(&mut self.child);
    }
}

/// Reads until the JSON document with the address is whole.
fn address(stdout: impl Read) -> Option<String> {
    let mut printed = String::new();
    for line in BufReader::new(stdout).lines() {
        printed.push_str(&line.ok()?);
        let answer = serde_json::from_str::<serde_json::Value>(&printed);
        if let Some(address) = answer.ok().as_ref().and_then(|answer| answer["address"].as_str()) {
            return Some(address.to_owned());
        }
    }
    None
}

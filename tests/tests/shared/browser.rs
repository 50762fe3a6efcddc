//! A real Chromium, driven through chromedriver as the WebDriver standard has it
//! (<https://www.w3.org/TR/webdriver2/>): a few commands of JSON over HTTP, each waited for.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

/// How WebDriver writes a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The longest wait for anything on a page.
const WAIT_MAX: Duration = Duration::from_secs(20);

/// Keys without a character, as WebDriver writes them.
pub(crate) const ENTER: char = '\u{E007}';
pub(crate) const TAB: char = '\u{E004}';
pub(crate) const CONTROL: char = '\u{E009}';
pub(crate) const UP: char = '\u{E013}';
pub(crate) const DOWN: char = '\u{E015}';
pub(crate) const RIGHT: char = '\u{E014}';
pub(crate) const HOME: char = '\u{E011}';
pub(crate) const END: char = '\u{E010}';
pub(crate) const ESCAPE: char = '\u{E00C}';
pub(crate) const F2: char = '\u{E032}';

/// A running chromedriver on a free port; killed when dropped.
struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// None where there is no chromedriver.
    fn start() -> Option<Self> {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => panic!("chromedriver does not start: {error}"),
        };
        let stdout = child.stdout.take().unwrap();
        let mut driver = Self { child, address: String::new() };
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            // Read to the end, so that what it prints never stops it.
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    let port: u16 = port.trim_end_matches('.').parse().unwrap();
                    // The test may have ended: then nobody listens.
                    let _unheard = sender.send(port);
                }
            }
        });
        let port = receiver.recv_timeout(WAIT_MAX).expect("chromedriver says its port");
        driver.address = format!("http://127.0.0.1:{port}");
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // One that has ended already is as dead as asked for.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// A window of the browser; closed when dropped.
pub(crate) struct Browser {
    agent: Agent,
    session: String,
    site: String,
    driver: Driver,
    _profile: tempfile::TempDir,
}

/// A window of this width on a site; none, and a word on standard error, where there is no browser.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn open(site: &str, width: u32) -> Option<Browser> {
    let Some(driver) = Driver::start() else {
        eprintln!(
            "SKIPPED: this test of the pages needs chromedriver (packages chromium, chromium-driver)"
        );
        return None;
    };
    Some(Browser::on(driver, site, width))
}

impl Browser {
    fn on(driver: Driver, site: &str, width: u32) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(3 * WAIT_MAX))
            .build();
        let agent: Agent = settings.into();
        let metrics = json!({"width": width, "height": 900, "pixelRatio": 1.0, "touch": false, "mobile": false});
        let profile_argument = format!("--user-data-dir={}", profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--lang=sv",
            &profile_argument,
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "unhandledPromptBehavior": "accept",
            "goog:chromeOptions": {"args": arguments, "mobileEmulation": {"deviceMetrics": metrics}},
        }}});
        let answer = agent.post(format!("{}/session", driver.address)).send_json(wanted).unwrap();
        let answer: Value = answer.into_body().read_json().unwrap();
        let id = answer["value"]["sessionId"].as_str();
        let id = id.unwrap_or_else(|| panic!("no window opens: {answer}"));
        let session = format!("{}/session/{id}", driver.address);
        Self { agent, session, site: site.to_owned(), driver, _profile: profile }
    }

    fn answer(&self, method: &str, command: &str, body: &Value) -> Result<Value, String> {
        let address = format!("{}/{command}", self.session);
        let answered = match method {
            "GET" => self.agent.get(address).call(),
            "DELETE" => self.agent.delete(address).call(),
            _ => self.agent.post(address).send_json(body),
        };
        let mut answered = answered.map_err(|error| format!("{command}: {error}"))?;
        let well = answered.status().is_success();
        let mut answer: Value = answered
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_json()
            .map_err(|error| format!("{command}: {error}"))?;
        let value = answer["value"].take();
        if well {
            Ok(value)
        } else {
            Err(format!("{command}: {} {}", value["error"], value["message"]))
        }
    }

    #[track_caller]
    fn ask(&self, method: &str, command: &str, body: &Value) -> Value {
        self.answer(method, command, body).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Goes to an address of the site.
    #[track_caller]
    pub(crate) fn go(&self, path: &str) {
        self.ask("POST", "url", &json!({"url": format!("{}{path}", self.site)}));
    }

    /// Has this cookie of the site and no other; none for someone who is not signed in.
    #[track_caller]
    pub(crate) fn signed_in(&self, cookie: Option<(&str, &str)>) {
        self.go("/");
        self.ask("DELETE", "cookie", &Value::Null);
        if let Some((name, value)) = cookie {
            let cookie = json!({"name": name, "value": value, "path": "/"});
            self.ask("POST", "cookie", &json!({"cookie": cookie}));
        }
    }

    /// The path and query of the page that is shown.
    #[track_caller]
    pub(crate) fn path(&self) -> String {
        let address = self.ask("GET", "url", &Value::Null);
        address.as_str().unwrap().strip_prefix(&self.site).unwrap_or_default().to_owned()
    }

    /// What a script gives that runs in the page.
    #[track_caller]
    pub(crate) fn run(&self, script: &str) -> Value {
        self.ask("POST", "execute/sync", &json!({"script": script, "args": []}))
    }

    fn element(&self, selector: &str) -> Result<String, String> {
        let asked = json!({"using": "css selector", "value": selector});
        let found = self.answer("POST", "element", &asked)?;
        found[ELEMENT].as_str().map(str::to_owned).ok_or_else(|| format!("{selector}: no element"))
    }

    /// Whether something like this is on the page.
    pub(crate) fn has(&self, selector: &str) -> bool {
        self.element(selector).is_ok()
    }

    /// The visible text of the first of these.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let id = self.element(selector).unwrap_or_else(|error| panic!("{error}"));
        let text = self.ask("GET", &format!("element/{id}/text"), &Value::Null);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The value that a field holds.
    #[track_caller]
    pub(crate) fn value(&self, selector: &str) -> String {
        let id = self.element(selector).unwrap_or_else(|error| panic!("{error}"));
        let value = self.ask("GET", &format!("element/{id}/property/value"), &Value::Null);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first of these, which leads to another page, and waits for that page.
    #[track_caller]
    pub(crate) fn follow(&self, selector: &str) {
        self.run("window.isLeft = true");
        self.click(selector);
        let script = "return window.isLeft === undefined && document.readyState === 'complete'";
        let asked = json!({"script": script, "args": []});
        // While the pages change, the question itself may fail.
        let has_come =
            |of: &Self| of.answer("POST", "execute/sync", &asked) == Ok(Value::Bool(true));
        let began = Instant::now();
        while !has_come(self) {
            assert!(began.elapsed() < WAIT_MAX, "{selector} leads nowhere");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Clicks the first of these, as with a mouse.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let id = self.element(selector).unwrap_or_else(|error| panic!("{error}"));
        // The pages scroll smoothly; a click in the middle of that would miss.
        let script = "arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})";
        let arguments = json!({"script": script, "args": [{ELEMENT: id}]});
        self.ask("POST", "execute/sync", &arguments);
        self.ask("POST", &format!("element/{id}/click"), &json!({}));
    }

    /// Presses keys one after the other, wherever the focus is.
    #[track_caller]
    pub(crate) fn press(&self, keys: &str) {
        let strokes: Vec<Value> = keys.chars().flat_map(|key| [down(key), up(key)]).collect();
        self.act(&strokes);
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub(crate) fn chord(&self, held: char, key: char) {
        self.act(&[down(held), down(key), up(key), up(held)]);
    }

    #[track_caller]
    fn act(&self, strokes: &[Value]) {
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": strokes});
        self.ask("POST", "actions", &json!({"actions": [keyboard]}));
    }

    /// A command of the browser's own protocol (<https://chromedevtools.github.io/devtools-protocol/>).
    #[track_caller]
    pub(crate) fn own(&self, command: &str, parameters: &Value) -> Value {
        self.ask("POST", "goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// Waits until a page answers so; fails with what was awaited.
    #[track_caller]
    pub(crate) fn until(&self, awaited: &str, is_so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_so(self) {
            assert!(
                began.elapsed() < WAIT_MAX,
                "in vain: {awaited}\n{} {}",
                self.path(),
                self.text("main")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Keeps a picture of the whole page where the variable INSYN_SCREENS names a directory for it.
    pub(crate) fn keep(&self, name: &str) {
        let Ok(directory) = std::env::var("INSYN_SCREENS") else { return };
        let picture = self.own("Page.captureScreenshot", &json!({"captureBeyondViewport": true}));
        let picture = decoded(picture["data"].as_str().unwrap_or_default());
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(std::path::Path::new(&directory).join(format!("{name}.png")), picture)
            .unwrap();
    }
}

fn down(key: char) -> Value {
    json!({"type": "keyDown", "value": key})
}

fn up(key: char) -> Value {
    json!({"type": "keyUp", "value": key})
}

/// Base64 as chromedriver writes it.
fn decoded(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').map(value).collect();
    let mut bytes = Vec::with_capacity(digits.len());
    for group in digits.chunks(4) {
        let bits = (0..4).fold(0_u32, |bits, n| bits << 6 | u32::from(*group.get(n).unwrap_or(&0)));
        bytes.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    bytes
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closing the window ends Chromium; the driver is killed after it.
        let _closed = self.agent.delete(&self.session).call();
        let _driver = &self.driver;
    }
}

//! Where the walk takes place: a store in a directory of its own, served over loopback, in a world whose
//! clock the walk sets. The days pass one by one, and the follow-up process runs each morning.

use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use domain::calendar::{Day, Instant};
use eventstore::{OpenOptions, StoreKind};
use insyn_app::site::Site;
use insyn_app::{App, Setup};
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::client::Desk;
use crate::people::Who;
use crate::world::ScriptedWorld;

const SECOND_US: u64 = 1_000_000;
const HOUR_US: u64 = 3_600 * SECOND_US;

/// A served site; it ends when this is dropped.
struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves on a loopback port of its own; gives the address.
    fn start(site: Arc<Site>) -> (Self, String) {
        let (stop, stopped) = oneshot::channel();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        listener.set_nonblocking(true).unwrap();
        let serve = move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let served = axum::serve(listener, insyn_http::router(site));
                let told = async {
                    let _ = stopped.await;
                };
                tokio::select! {
                    ended = served => ended.unwrap(),
                    () = told => {}
                }
            });
        };
        let thread = std::thread::spawn(serve);
        (Self { stop: Some(stop), thread: Some(thread) }, address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        self.thread.take().map(JoinHandle::join);
    }
}

/// The stage.
pub(crate) struct Stage {
    // Dropped in this order: the server lets go of the store before its directory goes.
    _server: Server,
    pub(crate) desk: Desk,
    pub(crate) app: App,
    world: Arc<ScriptedWorld>,
    directory: TempDir,
    now: Instant,
}

impl Stage {
    /// An empty store on the morning of a day.
    pub(crate) fn new(first: &str) -> Self {
        let world = Arc::new(ScriptedWorld::new(2025));
        let now = morning(day(first));
        world.set(now);
        let directory = insyn_tests::scratch();
        let setup =
            Setup { kind: StoreKind::Test, origin: "insyn-test/walk".into(), volume_capacity: 256 };
        let app = App::create(&directory.path().join("store"), setup, world.clone()).unwrap();
        let (server, address) = Server::start(Arc::new(Site::new(app.clone())));
        Self { _server: server, desk: Desk::new(address), app, world, directory, now }
    }

    /// Today.
    pub(crate) fn today(&self) -> String {
        self.now.day().to_string()
    }

    /// Lives on to a day; each morning the follow-up process does what is due.
    #[track_caller]
    pub(crate) fn until(&mut self, last: &str) {
        let last = day(last);
        assert!(self.now.day() < last, "the walk goes forward");
        while self.now.day() < last {
            self.now = morning(self.now.day().plus(1));
            self.world.set(self.now);
            self.desk.new_day();
            self.app.follow_up().unwrap();
        }
    }

    /// Runs the follow-up process; gives how many steps it took. Running it again takes none.
    #[track_caller]
    pub(crate) fn follow_up(&mut self) -> u32 {
        self.pass();
        let done = self.app.follow_up().unwrap();
        assert_eq!(done.declined, 0, "no rule of the field refuses the process");
        assert_eq!(self.app.follow_up_due().unwrap(), [], "nothing is due twice");
        assert_eq!(self.app.follow_up().unwrap(), insyn_app::follow_up::FollowedUp::default());
        done.acted
    }

    /// Someone does something; gives the position of its first event.
    #[track_caller]
    pub(crate) fn act(&mut self, who: Who, command: &Value) -> u64 {
        self.pass();
        self.desk.act(who, command)
    }

    /// Someone asks for something that the field's rules do not allow.
    #[track_caller]
    pub(crate) fn is_refused(&mut self, who: Who, command: &Value, code: &str) {
        let before = self.size();
        self.desk.is_refused(who, command, code);
        assert_eq!(self.size(), before, "what is refused leaves nothing");
    }

    /// Someone asks for a document to be recorded that the program did not make.
    #[track_caller]
    pub(crate) fn is_unfit(&mut self, who: Who, command: &Value) {
        let before = self.size();
        self.desk.is_unfit(who, command);
        assert_eq!(self.size(), before, "what is refused leaves nothing");
    }

    /// Everything that was ever asked for is asked for again, and the follow-up process runs again:
    /// nothing new happens.
    #[track_caller]
    pub(crate) fn nothing_happens_twice(&mut self) {
        let before = self.size();
        self.desk.repeat_everything();
        assert_eq!(self.follow_up(), 0);
        assert_eq!(self.size(), before);
    }

    /// How much is recorded.
    pub(crate) fn size(&self) -> u64 {
        self.app.size().0
    }

    /// Some seconds pass.
    fn pass(&mut self) {
        self.now = Instant(self.now.0 + 5 * SECOND_US);
        self.world.set(self.now);
    }

    /// The store as it would stand if the program fell now, opened anew in the same world.
    pub(crate) fn opened_anew(&self, name: &str) -> App {
        let copy = self.directory.path().join(name);
        copy_all(&self.directory.path().join("store"), &copy);
        App::open(&copy, OpenOptions::default(), self.world.clone()).unwrap()
    }
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn morning(day: Day) -> Instant {
    Instant(day.start().0 + 8 * HOUR_US)
}

/// A day of the calendar.
#[track_caller]
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

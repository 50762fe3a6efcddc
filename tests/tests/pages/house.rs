//! A demo municipality served by the test itself, so that it can let anyone in: a guardian too, who signs in
//! through an identity provider only.

use std::path::Path;
use std::sync::Arc;

use domain::id::{GuardianId, StaffId};
use domain::people::{Actor, Protection, Role};
use eventstore::{OpenOptions, StoreKind};
use insyn_app::session::Viewer as Session;
use insyn_app::site::Site;
use insyn_app::{App, Setup};
use insyn_tests::scratch;
use tokio::runtime::Runtime;

use crate::town::Known;

/// A served demo.
pub(super) struct House {
    pub(super) address: String,
    pub(super) known: Known,
    site: Arc<Site>,
    // Dropped in this order: the server lets go of the store before its directory goes.
    _server: Runtime,
    _directory: tempfile::TempDir,
}

/// Someone who looks at pages.
pub(super) struct Viewer {
    /// The role, for what is told.
    pub(super) name: String,
    /// The value of the session's cookie; none for someone who is not signed in.
    pub(super) token: Option<String>,
}

impl House {
    /// Makes a demo of two school years and serves it.
    pub(super) fn new() -> Self {
        let directory = scratch();
        let data = directory.path().join("demo");
        fill(&data);
        let known = Known::read(&data);
        let world = Arc::new(insyn::DemoWorld::using(known.today.start().0));
        let app = App::open(&data, OpenOptions::default(), world).unwrap();
        let site = Arc::new(Site::new(app));
        let server = Runtime::new().unwrap();
        let listener = server.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = insyn_web::router(Arc::clone(&site));
        server.spawn(async move { axum::serve(listener, router).await });
        Self { address, known, site, _server: server, _directory: directory }
    }

    /// Everyone: someone who is not signed in, one in each role, one who has not chosen a role, a guardian.
    pub(super) fn viewers(&self) -> Vec<Viewer> {
        let mut all = vec![Viewer { name: "nobody".to_owned(), token: None }];
        for role in Role::ALL {
            if let Some(staff) = self.holder(role) {
                all.push(self.let_in(role.code(), Session::Staff(Actor { staff, role })));
            }
        }
        let undecided = self.holder(Role::Teacher).unwrap();
        all.push(self.let_in("undecided", Session::Undecided(undecided)));
        all.push(self.let_in("guardian", Session::Guardian(self.guardian())));
        all
    }

    fn let_in(&self, name: &str, session: Session) -> Viewer {
        let token = self.site.sessions.begin(self.site.app.world(), session);
        Viewer { name: name.to_owned(), token: Some(token) }
    }

    /// One who holds a role; of the teachers one who has a class to record.
    fn holder(&self, role: Role) -> Option<StaffId> {
        match role {
            Role::Teacher => self.known.under_way().first().map(|(_, teacher)| teacher.staff),
            _ => self.known.with_role(role).next().map(|person| person.staff),
        }
    }

    fn guardian(&self) -> GuardianId {
        let facts = self.site.app.facts().unwrap();
        let size = facts.size();
        let open =
            facts.pupils(size).into_iter().filter(|id| facts.protection(*id) == Protection::None);
        let mut linked = open.flat_map(|id| facts.guardians(id, size));
        linked.next().expect("a pupil has a guardian").guardian
    }

    /// The cookie of a viewer's session: name and value.
    pub(super) fn cookie<'a>(&self, viewer: &'a Viewer) -> Option<(&'static str, &'a str)> {
        let name = self.site.entrance.cookies().session();
        viewer.token.as_deref().map(|token| (name, token))
    }
}

/// Writes the demo.
fn fill(data: &Path) {
    let settings = insyn::demo::Settings { pupils: 400, years: 2, ..Default::default() };
    let world = Arc::new(insyn::DemoWorld::making(settings.seed));
    let setup =
        Setup { kind: StoreKind::Test, origin: "insyn-test/axe".into(), volume_capacity: 100_000 };
    let app = App::create(data, setup, world).unwrap();
    insyn::fill_demo(&app, &settings, &mut |_| {}).unwrap();
    app.close().unwrap();
}

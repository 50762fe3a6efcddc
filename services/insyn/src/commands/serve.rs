//! `insyn serve`: pages and API until told to stop.

use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use insyn_app::App;
use insyn_app::entrance::Entrance;
use insyn_app::site::Site;
use insyn_app::typeset::Bounds;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use tracing_subscriber::EnvFilter;

use crate::cli::ServeArgs;
use crate::configuration::{self, Configuration};
use crate::hosts::{self, Hosts};
use crate::mail::Postman;
use crate::output::{Exit, Failure, Output, exit};
use crate::{actor, sign_in, wiring};

/// The largest request body: a class's form is a few kilobytes.
const BODY_BYTES_MAX: usize = 1 << 20;
/// The longest a request may take.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);
/// How much a document may take while someone waits for it: less, with the wait, than a request.
const TYPESET: Bounds = Bounds {
    time: Duration::from_secs(20),
    memory_mib: 2_048,
    waiting: 4,
    wait: Duration::from_secs(8),
};

pub(crate) fn run(args: &ServeArgs, output: Output) -> Result<u8, Failure> {
    let configured = configuration::of_store(&args.store.data, args.config.as_deref());
    let configuration = configured.or_exit(exit::USAGE)?;
    let app = wiring::open(&args.store.data)?;
    let by = actor::starter(&app, &args.actor)?;
    app.set_sign_in(!configuration.providers.is_empty());
    app.set_typesetter(configuration.typesetter());
    let way_in = way_in(&app, &configuration);
    let greeting =
        |address| format!("Insyn serves http://{address}/\n{way_in}\nstarted {}", by.text());
    start_logging();
    let mut configuration = configuration;
    let postman = configuration.postman.take();
    let (entrance, _search) = sign_in::entrance(configuration);
    until_stopped(&app, args.listen, (entrance, postman), output, greeting)
}

/// How people come in, for whoever starts the server.
fn way_in(app: &App, configuration: &Configuration) -> String {
    let codes: Vec<&str> = configuration.providers.iter().map(|p| p.code.as_str()).collect();
    match (codes.as_slice(), app.is_production()) {
        ([], true) => {
            "nobody can sign in: no identity provider is configured; see docs/sign-in.md \
                       and --config"
                .to_owned()
        }
        ([], false) => "a test store: everyone picks who to be".to_owned(),
        (codes, _) => format!("sign-in through {}", codes.join(", ")),
    }
}

/// The site's pages and API in one router, under the site's own names.
fn router(site: Arc<Site>, hosts: Arc<Hosts>) -> Router {
    Router::new()
        .merge(insyn_http::router(site.clone()))
        .merge(insyn_web::router(site))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            REQUEST_TIME_MAX,
        ))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(hosts, hosts::check))
}

/// Serves until Ctrl-C or SIGTERM, then finishes what is under way and closes the store.
pub(crate) fn until_stopped(
    app: &App,
    listen: SocketAddr,
    (entrance, postman): (Entrance, Option<Postman>),
    output: Output,
    greeting: impl FnOnce(SocketAddr) -> String,
) -> Result<u8, Failure> {
    start_logging();
    app.set_typesetter(app.typesetter().with_bounds(TYPESET));
    let runtime = tokio::runtime::Runtime::new().or_exit(exit::FAILED)?;
    let beside = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .map_err(|error| {
                anyhow::Error::new(error).context(format!("cannot listen on {listen}"))
            })
            .or_exit(exit::USAGE)?;
        let address = listener.local_addr().or_exit(exit::FAILED)?;
        let answer = serde_json::json!({"address": format!("http://{address}/")});
        output.answer(&answer, || greeting(address));
        let hosts = Arc::new(Hosts::new(entrance.origins(), address));
        let site = Arc::new(Site::with_entrance(app.clone(), entrance));
        let mut beside = vec![Beside::following_up(app)];
        beside.extend(postman.map(|postman| Beside::reminding(app, postman)));
        let served = axum::serve(listener, router(site, hosts));
        served.with_graceful_shutdown(told_to_stop()).await.or_exit(exit::FAILED)?;
        Ok(beside)
    })?;
    beside.into_iter().for_each(Beside::stop);
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

/// A process on a thread of its own, while the store is served. An early return ends it too: its channel is
/// then gone.
struct Beside {
    stop: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl Beside {
    fn following_up(app: &App) -> Self {
        let (stop, stopped) = mpsc::channel();
        let app = app.clone();
        let thread = std::thread::spawn(move || app.follow_up_until(&stopped));
        Self { stop, thread }
    }

    fn reminding(app: &App, postman: Postman) -> Self {
        let (stop, stopped) = mpsc::channel();
        let app = app.clone();
        let thread = std::thread::spawn(move || app.remind_until(&postman, &stopped));
        Self { stop, thread }
    }

    /// Ends it after the step that is under way.
    fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("a process beside the server ended in a panic");
        }
    }
}

/// Logs as JSON lines on standard error; `RUST_LOG` sets what, warnings otherwise. Nothing logged
/// holds a name, a civic number or free text.
pub(crate) fn start_logging() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,insyn=info"));
    // A second start in one process (tests) keeps the first one's settings.
    let _ = tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_env_filter(filter)
        .try_init();
}

async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

//! scratch
#[path = "pages/town.rs"]
#[allow(dead_code)]
mod town;
use insyn_app::App;
use insyn_app::site::Site;
use std::sync::Arc;
use town::*;
#[test]
#[ignore]
fn serve() {
    let site = match std::env::var("LOOK_DATA") {
        Ok(dir) => {
            let app = App::open(
                std::path::Path::new(&dir),
                Default::default(),
                Arc::new(insyn_app::world::SystemWorld),
            )
            .unwrap();
            Arc::new(Site::new(app))
        }
        Err(_) => Town::founded().site,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:7391").await.unwrap();
        axum::serve(listener, insyn_web::router(site)).await.unwrap();
    });
}

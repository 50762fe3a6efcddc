//! Reports and accounts as files, for the readers of their pages and for no others.

use insyn_app::typeset::{Bounds, Typesetter};

use crate::town::{
    ADMIN, AUDITOR, COORDINATOR, MEADOW, OTHER_PRINCIPAL, PRINCIPAL, TEACHER, Town, report_id,
};
use crate::web::get;

const LIVE: &str = "/committees/utbildningsnamnden/rounds/2025-26:december/report";

fn account() -> String {
    format!("/schools/{MEADOW}/rounds/2025-26:december/account")
}

fn report() -> String {
    format!("/reports/{}", report_id())
}

#[test]
fn a_workbook_is_saved_by_the_readers_of_the_page_under_a_name_without_anybodys() {
    let town = Town::lived();
    for (path, name) in [
        (report(), "rapport-utbildningsnamnden-2025-26-december.xlsx"),
        (LIVE.to_owned(), "rapport-utbildningsnamnden-2025-26-december.xlsx"),
        (account(), "redovisning-10000001-2025-26-december.xlsx"),
    ] {
        let saved = get(&town, &town.signed_in(AUDITOR), &format!("{path}/xlsx"));
        saved.is(200);
        let header = saved.headers.get("content-disposition").unwrap().to_str().unwrap();
        assert_eq!(header, format!("attachment; filename=\"{name}\""));
        assert!(saved.body.starts_with("PK"));
    }
}

#[test]
fn a_file_opens_for_whom_its_page_opens() {
    let town = Town::lived();
    for viewer in [TEACHER, PRINCIPAL, OTHER_PRINCIPAL, COORDINATOR, AUDITOR, ADMIN] {
        let cookie = town.signed_in(viewer);
        for path in [report(), LIVE.to_owned(), account()] {
            let page = get(&town, &cookie, &path).status;
            let file = get(&town, &cookie, &format!("{path}/xlsx")).status;
            assert_eq!(page, file, "{path} for {viewer:?}");
            let pdf = get(&town, &cookie, &format!("{path}/pdf")).status.as_u16();
            assert_eq!(pdf, if page == 200 { 501 } else { 403 }, "{path} for {viewer:?}");
        }
    }
}

#[test]
fn a_server_without_the_program_says_how_to_add_it_and_shows_no_button() {
    let town = Town::lived();
    let cookie = town.signed_in(AUDITOR);
    get(&town, &cookie, &format!("{}/pdf", report())).is(501).says("report_program");
    let page = get(&town, &cookie, &report());
    page.is(200).says("insyn-report är inte installerat").says_not("Ladda ner som PDF");
    page.says("Ladda ner som arbetsbok");
    get(&town, &cookie, &format!("{}/today", report())).is(200).says("överlämnades utan PDF");
    // A program that is there is offered, whatever comes of it.
    let there = std::env::current_exe().unwrap();
    town.app().set_typesetter(Typesetter::new(Some(there), Bounds::default()));
    get(&town, &cookie, &report()).is(200).says("Ladda ner som PDF");
}

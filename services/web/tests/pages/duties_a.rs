//! Pages of the duties: to-do list, guarantee, cases, the pupil's page, committee, report, account, decision.

use domain::action_programme::{self, EntryStruck};
use domain::event::code;
use domain::guarantee::{self, Answer, GuaranteeAnswered};
use domain::people::Protection;
use domain::pupil::{Command as Pupil, ProtectionMarked};
use domain::query::Tag;

use crate::town::{
    ADMIN, AUDITOR, COORDINATOR, MEADOW, MEMBER, OTHER_TEACHER, PRINCIPAL, SECRETARY, SPECIAL,
    TEACHER, Town, decision_id, measure_id, other_decision_id, other_programme_id, programme_id,
    pupil, report_id, school, text,
};
use crate::web::{get, post};

fn case() -> String {
    format!("/programmes/{}", programme_id())
}

#[test]
fn a_to_do_list_is_ones_own_with_the_late_first_and_each_duty_leads_to_where_it_is_done() {
    let town = Town::lived();
    let own = get(&town, &town.signed_in(TEACHER), "/to-do");
    own.is(200).says("Svara på en avvikelse").says("Cedervall, Dan").says("skulle vara klart");
    own.says("/do/guarantee/answer?").says("back=%2Fto-do");
    let late = own.body.find("Försenat").expect("something is late");
    let next = own.body.find("Därefter").unwrap_or(usize::MAX);
    assert!(late < next, "the late stands first");
    get(&town, &town.signed_in(OTHER_TEACHER), "/to-do").is(200).says_not("Cedervall");
    get(&town, &town.signed_in(AUDITOR), "/to-do").is(403);
}

#[test]
fn a_principals_list_leads_to_the_case_the_complaint_and_the_conditions() {
    let town = Town::lived();
    let page = get(&town, &town.signed_in(PRINCIPAL), "/to-do");
    page.is(200).says("Besluta om åtgärdsprogram").says("Svara på ett klagomål");
    page.says("Svara en lärare om förutsättningar").says(&case());
    page.says("/do/parent_dialogue/answer_complaint?").says("/do/round/answer_conditions?");
    get(&town, &town.signed_in(PRINCIPAL), "/to-do?lang=en").says("Answer a complaint");
}

#[test]
fn the_start_page_begins_with_the_duties_of_the_role() {
    let town = Town::lived();
    let page = get(&town, &town.signed_in(TEACHER), "/");
    page.is(200).says("Svara på en avvikelse").says("href=\"/to-do\"");
    let (duties, classes) = (page.body.find("id=\"to-do\""), page.body.find("id=\"classes\""));
    assert!(duties.expect("duties") < classes.expect("classes"));
    get(&town, &town.signed_in(ADMIN), "/").is(200).says_not("id=\"to-do\"");
}

#[test]
fn the_guarantee_board_tells_what_came_of_each_shortfall() {
    let town = Town::lived();
    let board = format!("/schools/{MEADOW}/guarantee");
    let page = get(&town, &town.signed_in(PRINCIPAL), &board);
    page.is(200).says("Alm, Bo").says("Anmält till rektorn").says(&case());
    page.says("Cedervall, Dan").says("⚠ obesvarad").says("påminnelser: 1");
    page.says("lovad punkt 12").says("/do/guarantee/answer?");
    let september =
        get(&town, &town.signed_in(PRINCIPAL), &format!("{board}?round=2025-26:september"));
    september.is(200).says("Ingen avvikelse är funnen.");
    let own = get(&town, &town.signed_in(TEACHER), &board);
    own.is(200).says("Du ser avvikelserna i dina klasser.").says("Alm, Bo").says_not("Ek, Fred");
    get(&town, &town.signed_in(OTHER_TEACHER), &board).says("Ek, Fred").says_not("Alm, Bo");
    get(&town, &town.signed_in(COORDINATOR), &board).is(403);
}

#[test]
fn an_answered_shortfall_is_no_longer_asked_about() {
    let town = Town::lived();
    let board = format!("/schools/{MEADOW}/guarantee");
    let of = town.shortfall(14);
    let address = format!("/do/guarantee/answer?of={of}&amp;");
    get(&town, &town.signed_in(TEACHER), &board).says(&address);
    let answered = GuaranteeAnswered {
        pupil: pupil(14),
        school: school(MEADOW),
        of,
        answer: Answer::ExtraAdaptations,
        reasons: text("Kortare pass."),
    };
    town.did(TEACHER, guarantee::Command::Answer(answered));
    let page = get(&town, &town.signed_in(TEACHER), &board);
    page.says_not(&address).says("✓ Extra anpassningar").says_not("Kortare pass.");
}

#[test]
fn a_case_is_shown_step_by_step_with_its_texts_parties_and_appeals() {
    let town = Town::lived();
    let page = get(&town, &town.signed_in(PRINCIPAL), &case());
    page.is(200).says("Alm, Bo").says("Beslutet upphävt");
    page.says("Behöver strukturerad lästräning.").says("Lästräning tre gånger i veckan.");
    page.says("Greta Vårdnadshavare").says("avböjde").says("Stödet räcker inte.");
    page.says("överklagandenämndens beslut").says("upphävs och återförvisas");
    // Served on 19 December: three weeks end on a Friday.
    page.says("2026-01-09");
    page.says("/do/action_programme/decide?").says_not("/do/action_programme/lodge_appeal?");
    get(&town, &town.signed_in(PRINCIPAL), &format!("{}?lang=en", case()))
        .says("annulled and remitted");
    get(&town, &town.signed_in(OTHER_TEACHER), &case()).is(403).says_not("Alm");
    let unknown = format!("/programmes/{}", uuid::Uuid::from_bytes([1; 16]).simple());
    get(&town, &town.signed_in(PRINCIPAL), &unknown).is(403);
}

#[test]
fn a_case_as_it_was_known_has_no_forms_and_not_what_came_after() {
    let town = Town::lived();
    let then = get(&town, &town.signed_in(PRINCIPAL), &format!("{}?asOf=2025-12-18", case()));
    then.is(200).says("Behöver strukturerad lästräning.").says_not("Överklagande 2026-01-05");
    then.says("Inget beslut är fattat.").says_not("/do/action_programme/");
}

#[test]
fn what_was_entered_on_the_wrong_pupil_stays_struck_without_its_text() {
    let town = Town::lived();
    let programme = other_programme_id();
    let of = town.noted(Tag::Programme(programme), code::ConcernReported);
    let (pupil, school, reason) = (pupil(14), school(MEADOW), text("Fel elev."));
    let struck = EntryStruck { programme, pupil, school, of, reason };
    let address = format!("/programmes/{programme}");
    get(&town, &town.signed_in(SPECIAL), &address).says("Kommer efter i läsningen.");
    town.did(PRINCIPAL, action_programme::Command::Strike(struck));
    let page = get(&town, &town.signed_in(SPECIAL), &address);
    page.is(200).says_not("Kommer efter i läsningen.").says("struket: fördes in på fel elev");
}

#[test]
fn the_cases_of_a_school_are_for_its_principal_and_special_educator() {
    let town = Town::lived();
    let list = format!("/schools/{MEADOW}/programmes");
    let page = get(&town, &town.signed_in(SPECIAL), &list);
    page.is(200).says("Alm, Bo").says("Cedervall, Dan").says("◐ Utreds").says("⚠ försenat");
    get(&town, &town.signed_in(TEACHER), &list).is(403);
}

#[test]
fn a_pupils_page_holds_shortfalls_cases_and_dialogue_with_what_can_be_done() {
    let town = Town::lived();
    let page = get(&town, &town.signed_in(TEACHER), &format!("/pupils/{}", pupil(12)));
    page.is(200).says("under punkten").says(&case());
    page.says("förklarad 2026-02-04 på svenska").says("Vi tycker att det går framåt.");
    page.says("⚠ klagomål 2026-02-04, svar senast 2026-03-04");
    page.says("/do/parent_dialogue/invite?").says("/do/action_programme/report?");
    let past =
        get(&town, &town.signed_in(TEACHER), &format!("/pupils/{}?asOf=2025-12-08", pupil(12)));
    past.is(200).says("Ingen avvikelse.").says_not("/do/");
}

#[test]
fn a_guardians_name_is_not_shown_where_the_family_is_protected() {
    let town = Town::lived();
    let cookie = town.signed_in(PRINCIPAL);
    let pages = [case(), format!("/pupils/{}", pupil(12))];
    for page in &pages {
        get(&town, &cookie, page).is(200).says("Greta");
    }
    let marked = ProtectionMarked { pupil: pupil(12), protection: Protection::Marked };
    town.did(ADMIN, Pupil::MarkProtection(marked));
    for page in &pages {
        get(&town, &cookie, page).is(200).says_not("Greta").says("Vårdnadshavare 1");
        // At once, whatever the as-of.
        get(&town, &cookie, &format!("{page}?asOf=2026-02-20")).is(200).says_not("Greta");
    }
}

#[test]
fn a_committees_work_flags_the_decision_without_a_debate() {
    let town = Town::lived();
    let work = "/committees/utbildningsnamnden/work";
    let page = get(&town, &town.signed_in(SECRETARY), work);
    page.is(200).says("Läsningen i december").says("✓ föredragen 2026-02-16");
    page.says("§ 7/2026").says("✓ offentlig debatt 2026-02-15");
    page.says("⚠ utan föregående offentlig debatt");
    page.says("Medborgarforum i biblioteket").says_not("Flera ville ha mer lästid.");
    page.says("Rut Rektor").says("○ aldrig");
    page.says("/do/committee/decide?").says("Bered rapporten");
    get(&town, &town.signed_in(MEMBER), work).is(200).says_not("/do/").says_not("Bered rapporten");
}

#[test]
fn a_report_is_shown_as_it_was_delivered_with_what_it_would_say_now() {
    let town = Town::lived();
    let address = format!("/reports/{}", report_id());
    let page = get(&town, &town.signed_in(MEMBER), &address);
    page.is(200).says("Läsningen i december").says("Överlämnad till nämnden 2026-02-06");
    page.says("Ängskolan").says("Alla ska kunna läsa").says("Mer lästid på Ängskolan.");
    page.says_not("Alm").says_not(&pupil(12).to_string());
    let today = format!("{address}/today");
    page.says(&today);
    let page = get(&town, &town.signed_in(MEMBER), &today);
    page.is(200).says("✓ Samma underlag ger samma rapport i dag.");
    // A measure was decided since.
    page.says("uppgifter skulle vara annorlunda i dag");
    page.says_not("Alm").says_not(&pupil(12).to_string());
    get(&town, "", &today).is(401);
    get(&town, &town.signed_in(TEACHER), &address).is(200);
    get(&town, "", &address).is(401);
}

#[test]
fn a_report_is_prepared_once_and_is_no_public_document_before_it_is_delivered() {
    let town = Town::lived();
    let cookie = town.signed_in(COORDINATOR);
    let to = "/committees/utbildningsnamnden/reports";
    let id = uuid::Uuid::from_bytes([9; 16]).to_string();
    let fields = [
        ("id", id.as_str()),
        ("round", "2025-26:december"),
        ("title", "Vinterns rapport"),
        ("asks", "Notera\n\nFlytta medel"),
    ];
    let first = post(&town, &cookie, to, &fields);
    first.is(303);
    let size = town.app().size();
    let again = post(&town, &cookie, to, &fields);
    assert_eq!(again.is(303).location(), first.location());
    assert_eq!(town.app().size(), size, "asked twice, prepared once");
    get(&town, &cookie, first.location()).is(200).says("Flytta medel").says("inte överlämnad");
    get(&town, &town.signed_in(TEACHER), first.location()).is(403);
    let untitled =
        post(&town, &cookie, to, &[("id", &id), ("asks", "Notera"), ("round", "2025-26:december")]);
    untitled.is(422).says("Skriv en rubrik.").says("Notera");
    let live = "/committees/utbildningsnamnden/rounds/2025-26:december/report";
    get(&town, &cookie, live).is(200).says("Hur läser eleverna?").says("Ängskolan");
}

#[test]
fn an_account_is_delivered_received_and_shown_as_it_was() {
    let town = Town::lived();
    let address = format!("/schools/{MEADOW}/rounds/2025-26:december/account");
    let coordinator = town.signed_in(COORDINATOR);
    get(&town, &coordinator, &address).is(200).says("Redovisningen är inte överlämnad.");
    let id = uuid::Uuid::from_bytes([8; 16]).to_string();
    post(&town, &coordinator, &address, &[("id", &id)]).is(303);
    let principal = town.signed_in(PRINCIPAL);
    let page = get(&town, &principal, &address);
    page.is(200).says("Överlämnad 2026-03-02").says("○ inte mottagen");
    page.says("/do/committee/receive_account?").says("/do/committee/inform?").says("Kommunen");
    get(&town, &principal, "/to-do").says("Ta emot skolans redovisning");
    let of = town.noted(Tag::School(school(MEADOW)), code::SchoolAccountDelivered);
    let then = get(&town, &principal, &format!("{address}?delivered={of}"));
    then.is(200).says("◷ Överlämnad 2026-03-02").says("✓ Handlingen är oförändrad");
    get(&town, &principal, &format!("{address}?delivered=1")).is(404);
    post(&town, &principal, &address, &[("id", &id)]).is(403);
}

#[test]
fn a_decision_is_open_to_all_with_what_it_rests_on_and_led_to() {
    let town = Town::lived();
    let address = format!("/decisions/{}", decision_id());
    let open = get(&town, "", &address);
    open.is(200).says("§ 7/2026").says("200").says("kommunen").says("Ängskolan");
    open.says("✓ offentlig debatt 2026-02-15")
        .says("Lästid varje morgon")
        .says("Läsningen i december");
    open.says_not("href=\"/reports/").says_not("href=\"/measures/").says_not("Flera ville");
    let member = get(&town, &town.signed_in(MEMBER), &address);
    member.says(&format!("/reports/{}", report_id())).says(&format!("/measures/{}", measure_id()));
    member.says_not("/trail/decisions/");
    get(&town, &town.signed_in(AUDITOR), &address).says("/trail/decisions/");
    let other = format!("/decisions/{}", other_decision_id());
    get(&town, "", &other).is(200).says("⚠ utan föregående offentlig debatt");
    let unknown = format!("/decisions/{}", uuid::Uuid::from_bytes([1; 16]).simple());
    get(&town, "", &unknown).is(404);
}

//! Dialogue, measures, seminars and support.

use domain::analysis::{self, Expected, MeasureDecided, MeasureFor};
use domain::id::MeasureId;

use crate::town::{
    ADMIN, ADVISER, AUDITOR, COORDINATOR, MEADOW, MEMBER, OTHER_PRINCIPAL, OTHER_TEACHER,
    PRINCIPAL, SPECIAL, TEACHER, Town, blind_seminar_id, class, commitment_id, day, decision_id,
    measure_id, pupil, school, seminar_id, staff,
};
use crate::web::get;

#[test]
fn dialogue_coverage_names_the_pupils_not_reached_only_to_those_who_may_see_them() {
    let town = Town::lived();
    let path = format!("/schools/{MEADOW}/dialogue?round=2025-26:december");
    let page = get(&town, &town.signed_in(TEACHER), &path);
    page.is(200)
        .says("Föräldradialog: Ängskolan")
        .says_not("Hela skolan")
        .says("visas bara för den som får se dess elever")
        .says("Berg, Cia")
        .says(&format!("/pupils/{}", pupil(13)))
        .says("/do/parent_dialogue/explain?pupil=")
        .says_not("Dahl");
    // One whose guardian has had it explained is reached.
    page.says_not("Alm, Bo");
    get(&town, &town.signed_in(PRINCIPAL), &path)
        .says("Hela skolan")
        .says("Dahl")
        .says("Berg, Cia");
    let other = get(&town, &town.signed_in(AUDITOR), &path);
    other.is(200).says("visas bara för den som får se dess elever");
    other.says_not("3A").says_not("Berg, Cia").says_not("/pupils/");
    get(&town, &town.signed_in(MEMBER), &path).is(403);
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &path).is(403);
    get(&town, &town.signed_in(PRINCIPAL), &format!("/schools/{MEADOW}/dialogue?asOf=2025-09-03"))
        .is(200)
        .says("◷ Som det var känt")
        .says_not("/do/");
}

#[test]
fn measures_stand_with_their_analysis_and_the_decision_that_paid_for_them() {
    let town = Town::lived();
    let path = format!("/schools/{MEADOW}/measures");
    let page = get(&town, &town.signed_in(PRINCIPAL), &path);
    page.is(200)
        .says("Lästid varje morgon")
        .says("klass 3A")
        .says("Lars Lärare")
        .says("◐ pågår sedan")
        .says("/do/analysis/analyse")
        .says("Analys av december 2025/26")
        .says("<pre class=\"note\">");
    get(&town, &town.signed_in(MEMBER), &path)
        .is(200)
        .says("Lästid varje morgon")
        .says_not("<pre class=\"note\">")
        .says_not("/do/");
    get(&town, &town.signed_in(ADMIN), &path).is(403);
    // What is done at a school unit is offered to its own principal.
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &path).is(200).says_not("/do/");
    let path = format!("/measures/{}", measure_id());
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &path).is(200).says_not("/do/");
    get(&town, &town.signed_in(PRINCIPAL), &path)
        .is(200)
        .says("200\u{a0}000\u{a0}kr")
        .says(&format!("/decisions/{}\">§ 7/2026", decision_id()))
        .says("/do/analysis/evaluate_measure")
        .says("minst 80\u{a0}% i maj 2025/26")
        .says(&format!("/trail/measures/{}", measure_id()));
    get(&town, &town.signed_in(ADMIN), &path).is(403);
    get(&town, &town.signed_in(PRINCIPAL), &format!("{path}?asOf=3")).is(404);
}

/// A measure at Ängskolan that serves the municipality's December target.
fn decide(town: &Town, number: u8, title: &str, subject: MeasureFor) -> String {
    let (measure, on) = (MeasureId::from_bytes([number; 16]), day("2026-03-02"));
    let expected = Expected {
        commitment: Some(commitment_id()),
        target: Some(2),
        by: "2026/27:december".parse().unwrap(),
        share_permille: Some(900),
    };
    let decided = MeasureDecided {
        measure,
        school: school(MEADOW),
        analysis: None,
        decision: None,
        subject,
        title: title.to_owned(),
        responsible: staff(TEACHER.0),
        from: on,
        to: None,
        expected,
        cost: None,
        within_budget: true,
        evaluate_by: day("2027-01-31"),
        on,
    };
    town.did(PRINCIPAL, analysis::Command::DecideMeasure(decided));
    format!("/measures/{measure}")
}

#[test]
fn the_figure_before_stands_with_its_evidence_and_that_of_a_small_group_only_for_those_who_see_it()
{
    let town = Town::lived();
    let whole = decide(&town, 0x71, "Läsombud", MeasureFor::School);
    let page = get(&town, &town.signed_in(PRINCIPAL), &whole);
    page.is(200).says("Före och efter").says("av 8").says("/figures/").says("inte ännu");
    let page = get(&town, &town.signed_in(MEMBER), &whole);
    page.is(200).says("Före och efter").says_not("av 8").says("inte ännu");
    page.says("hela skolan").says(&format!("/commitments/{}", commitment_id()));
    let few = decide(&town, 0x72, "Extra lästid", MeasureFor::Pupils(vec![pupil(12), pupil(13)]));
    let page = get(&town, &town.signed_in(PRINCIPAL), &few);
    page.is(200)
        .says("2 elever")
        .says("Alm, Bo")
        .says("av 2")
        .says_not("visas bara för den som får se den");
    let page = get(&town, &town.signed_in(MEMBER), &few);
    page.is(200).says("enskilda elever").says("visas bara för den som får se den");
    page.says_not("Alm").says_not("av 2").says_not(&pupil(12).to_string());
    let class = decide(&town, 0x73, "Mer tid", MeasureFor::Classes(vec![class(1)]));
    get(&town, &town.signed_in(TEACHER), &class).says("av 6");
    get(&town, &town.signed_in(MEMBER), &class).says_not("av 6");
    get(&town, &town.signed_in(MEMBER), &format!("/schools/{MEADOW}/measures")).says("Läsombud");
}

#[test]
fn ratings_are_blind_until_they_are_revealed_and_never_anyone_elses() {
    let town = Town::lived();
    let blind = format!("/seminars/{}", blind_seminar_id());
    let own = get(&town, &town.signed_in(TEACHER), &blind);
    own.is(200).says("<strong>13</strong>").says("Du ser bara dina egna").says("/do/seminar/rate");
    let other = get(&town, &town.signed_in(OTHER_TEACHER), &blind);
    other.is(200).says("1 har bedömt").says_not("<strong>13</strong>").says_not("Samsyn");
    let open = format!("/seminars/{}", seminar_id());
    let page = get(&town, &town.signed_in(TEACHER), &open);
    page.says("Bedömningarna är visade, utan namn").says("Samsyn").says_not("/do/seminar/rate");
    page.says("visas inte: färre än fem gemensamma elevexempel");
    let coordinator = get(&town, &town.signed_in(COORDINATOR), &open);
    coordinator.is(200).says("/do/seminar/agree");
    for role in [MEMBER, ADMIN, AUDITOR] {
        get(&town, &town.signed_in(role), &open).is(403);
        get(&town, &town.signed_in(role), "/seminars").is(403);
    }
}

#[test]
fn a_persons_agreement_is_shown_to_that_person() {
    let town = Town::lived();
    get(&town, &town.signed_in(TEACHER), "/seminars")
        .is(200)
        .says("/my-agreement")
        .says(&format!("/seminars/{}", seminar_id()));
    get(&town, &town.signed_in(TEACHER), "/my-agreement")
        .is(200)
        .says("Bara du ser detta")
        .says(&format!("/seminars/{}", seminar_id()))
        .says_not(&format!("/seminars/{}", blind_seminar_id()));
    get(&town, &town.signed_in(PRINCIPAL), "/my-agreement")
        .is(200)
        .says("Du har inte bedömt på något seminarium");
    get(&town, &town.signed_in(ADMIN), "/my-agreement").is(403);
}

#[test]
fn support_is_for_the_school_and_those_who_support_it() {
    let town = Town::lived();
    let path = format!("/schools/{MEADOW}/support");
    let page = get(&town, &town.signed_in(PRINCIPAL), &path);
    page.is(200)
        .says("✗ inte rimliga")
        .says("För stor klass.")
        .says("/do/round/answer_conditions?of=")
        .says("/do/coaching/request")
        .says("begärd av rektorn");
    let adviser = get(&town, &town.signed_in(ADVISER), &path);
    adviser
        .is(200)
        .says("/do/coaching/book")
        .says("<pre class=\"note\">")
        .says_not("För stor klass.");
    get(&town, &town.signed_in(COORDINATOR), &path).is(200).says_not("<pre class=\"note\">");
    for role in [TEACHER, SPECIAL, MEMBER, OTHER_PRINCIPAL, AUDITOR, ADMIN] {
        get(&town, &town.signed_in(role), &path).is(403);
    }
}

#[test]
fn competence_lists_who_lacks_what_is_required_within_the_viewers_reach() {
    let town = Town::lived();
    let page = get(&town, &town.signed_in(PRINCIPAL), "/competence");
    page.is(200).says("Kompetens: Ängskolan").says("Lars Lärare").says("Saknar den");
    let whole = get(&town, &town.signed_in(ADVISER), "/competence");
    whole.is(200).says("Kompetens: Kommunen").says(&format!("/competence?school={MEADOW}"));
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &format!("/competence?school={MEADOW}")).is(403);
    get(&town, &town.signed_in(ADVISER), "/competence?school=nowhere").is(404);
    for role in [TEACHER, MEMBER, AUDITOR, ADMIN] {
        get(&town, &town.signed_in(role), "/competence").is(403);
    }
}

#[test]
fn a_schools_page_leads_to_its_other_pages_for_those_who_may_open_them() {
    let town = Town::lived();
    let path = format!("/schools/{MEADOW}");
    get(&town, &town.signed_in(PRINCIPAL), &path)
        .says(&format!("{path}/guarantee"))
        .says(&format!("{path}/dialogue?round="))
        .says(&format!("{path}/measures"))
        .says(&format!("{path}/support"));
    get(&town, &town.signed_in(MEMBER), &path)
        .says(&format!("{path}/measures"))
        .says_not(&format!("{path}/support"))
        .says_not(&format!("{path}/guarantee"));
}

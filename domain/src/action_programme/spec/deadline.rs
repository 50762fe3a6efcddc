//! The appeal time, and words about health.

use super::*;
use crate::action_programme::deadline::{
    Timeliness, appeal_time, is_working_day, next_working_day, proposed_timeliness,
};
use crate::action_programme::words::health_words;

#[test]
fn an_appeal_comes_within_three_weeks_moved_to_a_working_day() {
    for (served, last) in [
        ("2025-09-01", "2025-09-22"),
        ("2025-09-06", "2025-09-29"), // a Saturday
        ("2025-09-07", "2025-09-29"), // a Sunday
        ("2025-12-03", "2025-12-29"), // Christmas Eve, Christmas, a weekend
        ("2025-12-10", "2026-01-02"), // New Year's Eve and Day
        ("2025-12-16", "2026-01-07"), // Epiphany
        ("2026-03-13", "2026-04-07"), // Good Friday to Easter Monday
        ("2026-04-10", "2026-05-04"), // 1 May and a weekend
        ("2026-04-23", "2026-05-15"), // Ascension Day
        ("2025-05-16", "2025-06-09"), // the national day and Whit Sunday
        ("2026-05-29", "2026-06-22"), // Midsummer's Eve
        ("2025-10-11", "2025-11-03"), // All Saints' Day
        ("2024-02-08", "2024-02-29"),
    ] {
        assert_eq!(appeal_time(day(served)), day(last), "served {served}");
    }
}

#[test]
fn the_days_that_follow_easter_are_no_working_days() {
    for easter in [
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "2049-04-18",
    ] {
        let easter = day(easter);
        for (days, working) in
            [(-3, true), (-2, false), (0, false), (1, false), (2, true), (39, false)]
        {
            assert_eq!(is_working_day(easter.plus(days)), working, "{easter} {days:+}");
        }
    }
}

#[test]
fn lateness_is_proposed_after_the_last_day_and_never_before_service() {
    let propose = |served, received| proposed_timeliness(served, day(received));
    let served = Some(day("2025-09-06"));
    assert_eq!(propose(served, "2025-09-05"), Timeliness::InTime);
    assert_eq!(propose(served, "2025-09-29"), Timeliness::InTime);
    assert_eq!(propose(served, "2025-09-30"), Timeliness::Late);
    assert_eq!(propose(None, "2027-01-01"), Timeliness::InTime);
}

#[test]
fn at_the_end_of_the_calendar_nothing_breaks() {
    let end = day("9999-12-31");
    assert!(appeal_time(end) <= end);
    assert!(next_working_day(day("0000-01-01")) > day("0000-01-01"));
}

#[test]
fn words_about_health_are_found_whatever_their_case_and_ending() {
    for (text, found) in [
        ("Har ADHD-diagnos.", vec!["ADHD", "diagnos"]),
        ("Ångesten gör att hon är SJUKSKRIVEN", vec!["Ångesten", "SJUKSKRIVEN"]),
        ("Läkarintyg från BUP, medicinering pågår", vec!["Läkarintyg", "BUP", "medicinering"]),
        ("dyslexi; allergier; autismspektrum", vec!["dyslexi", "allergier", "autismspektrum"]),
        ("skolpsykologen och psykologen", vec!["skolpsykologen", "psykologen"]),
        ("depression, depression", vec!["depression", "depression"]),
    ] {
        assert_eq!(health_words(text), found, "{text}");
    }
}

#[test]
fn ordinary_words_of_school_are_not_found() {
    for text in [
        "Läser tjugo minuter om dagen med lärare i mindre grupp.",
        "Vårdnadshavaren bjuds in, tiden för uppföljning adderas i kalendern.",
        "Stödet ges i bupotten.",
        "",
        "123 — …",
    ] {
        assert_eq!(health_words(text), Vec::<&str>::new(), "{text}");
    }
}

//! The chain from commitment to decision, as large and as timely as the domain notes say.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::action_programme::AppealOutcome;
use domain::calendar::{Day, SchoolYear};
use domain::committee::{Resolution, announcement_due, minutes_due};
use domain::id::{ProgrammeId, PupilId, SchoolUnitCode, SeminarId, StaffId};
use domain::people::{Role, Scope, Sex};
use domain::scale::ScaleEdition;
use domain::seminar::agreement::Ratings;

use super::super::{Batch, Settings};
use super::{events, made};

/// From which day to which each pupil has a programme.
#[derive(Default)]
struct Programmes {
    from: BTreeMap<ProgrammeId, (PupilId, Day)>,
    to: BTreeMap<ProgrammeId, Day>,
    sex: BTreeMap<PupilId, Sex>,
    /// From when, and until when where they have left.
    enrolled: BTreeMap<PupilId, (Day, Option<Day>)>,
}

impl Programmes {
    fn take(&mut self, day: Day, event: &Event) {
        match event {
            Event::PupilEnrolled(e) => {
                self.sex.insert(e.pupil, e.sex);
                self.enrolled.entry(e.pupil).or_insert((e.from, None)).1 = None;
            }
            Event::PupilLeft(e) => {
                if let Some(enrolled) = self.enrolled.get_mut(&e.pupil) {
                    enrolled.1 = Some(e.on);
                }
            }
            Event::ProgrammeDecided(e) => {
                self.from.entry(e.programme).or_insert((e.pupil, day));
            }
            Event::ProgrammeEnded(e) => _ = self.to.insert(e.programme, day),
            _ => {}
        }
    }

    /// Permille of those of a sex enrolled on the day who had a programme in that school year.
    fn permille(&self, sex: Sex, year: SchoolYear) -> usize {
        let (first, last) = (year.day(8, 20).unwrap(), year.day(6, 5).unwrap());
        let middle = year.day(2, 1).unwrap();
        let here = |pupil: &PupilId| {
            let (from, to) = self.enrolled[pupil];
            self.sex[pupil] == sex && from <= middle && to.is_none_or(|to| to > middle)
        };
        let all = self.enrolled.keys().filter(|pupil| here(pupil)).count();
        let with = self.from.iter().filter(|(programme, (_, from))| {
            *from <= last && self.to.get(programme).is_none_or(|to| *to >= first)
        });
        let with: BTreeSet<PupilId> = with.map(|(_, (pupil, _))| *pupil).filter(here).collect();
        with.len() * 1_000 / all
    }
}

/// Three municipalities together: in a single one of this size chance alone can bring the sexes close.
#[test]
fn about_six_of_a_hundred_have_a_programme_and_more_boys_than_girls() {
    let towns = [20, 21, 22].map(|seed| {
        let (batches, _) = made(&Settings { seed, pupils: 5_000, ..Settings::default() });
        let mut programmes = Programmes::default();
        for Batch { at, events, .. } in &batches {
            events.iter().for_each(|event| programmes.take(at.day(), event));
        }
        programmes
    });
    for (first, most) in [(2023, 70), (2024, 75), (2025, 75)] {
        let year = SchoolYear::beginning(first);
        let of = |sex| towns.iter().map(|town| town.permille(sex, year)).sum::<usize>() / 3;
        let (boys, girls) = (of(Sex::Male), of(Sex::Female));
        let both = boys.midpoint(girls);
        assert!((45..most).contains(&both), "{first}: {boys} and {girls}");
        assert!(boys * 10 > girls * 12 && boys < girls * 3, "{first}: {boys} and {girls}");
    }
}

#[test]
fn one_appeal_is_upheld_and_decided_anew_and_one_comes_too_late() {
    let (batches, summary) = made(&Settings::default());
    let mut outcomes = BTreeSet::new();
    let mut decided: BTreeMap<ProgrammeId, usize> = BTreeMap::new();
    for event in events(&batches) {
        match event {
            Event::AppealDecided(e) => _ = outcomes.insert(e.outcome),
            Event::ProgrammeDecided(e) => *decided.entry(e.programme).or_default() += 1,
            _ => {}
        }
    }
    for wanted in [AppealOutcome::AnnulledAndRemitted, AppealOutcome::Dismissed] {
        assert!(outcomes.contains(&wanted), "{outcomes:?}");
    }
    let (programme, _) = summary.appealed.unwrap();
    assert_eq!(decided[&programme], 2);
}

#[test]
fn committees_decide_on_reports_and_keep_the_times_of_the_law() {
    let (batches, summary) = made(&Settings::default());
    let (mut flagged, mut debated, mut lowered) = (0, 0, 0);
    for event in events(&batches) {
        match event {
            Event::CommitteeDecided(e) => match e.resolution {
                Resolution::FundsMoved { .. } if e.without_debate => flagged += 1,
                Resolution::FundsMoved { .. } => debated += 1,
                Resolution::AmbitionLowered { .. } => lowered += usize::from(!e.without_debate),
                _ => {}
            },
            Event::MinutesApproved(e) => {
                assert!(e.approved <= minutes_due(e.meeting), "{}", e.meeting);
                assert!(e.announced <= announcement_due(e.approved), "{}", e.meeting);
            }
            _ => {}
        }
    }
    assert_eq!((flagged, debated, lowered), (1, 1, 1));
    assert!(summary.moved_funds.is_some());
}

#[test]
fn a_document_stands_alone_in_its_batch_and_rests_on_all_before_it() {
    let (batches, _) = made(&Settings { pupils: 300, years: 1, ..Settings::default() });
    let mut size = 0;
    let mut documents = 0;
    for batch in &batches {
        if let Some(basis) = batch.rests_on() {
            assert_eq!((basis.0, batch.events.len()), (size, 1));
            documents += 1;
        }
        size += u64::try_from(batch.events.len()).unwrap();
    }
    assert!(documents > 3, "{documents}");
}

#[test]
fn assessors_agree_more_from_year_to_year() {
    let (batches, _) = made(&Settings { pupils: 4_500, ..Settings::default() });
    let mut years: BTreeMap<SchoolYear, BTreeMap<SeminarId, Vec<Event>>> = BTreeMap::new();
    for Batch { at, events, .. } in &batches {
        for event in events {
            if let Event::RatingGiven(e) = event {
                let of_year = years.entry(at.day().school_year()).or_default();
                of_year.entry(e.seminar).or_default().push(event.clone());
            }
        }
    }
    let edition = ScaleEdition::lus_1();
    let exact = |seminars: &BTreeMap<SeminarId, Vec<Event>>| {
        let given = seminars.values().map(|events| Ratings::of(events, &edition).agreement());
        let given: Vec<usize> = given.filter_map(|a| a.exact_permille).map(usize::from).collect();
        given.iter().sum::<usize>() / given.len()
    };
    let exact: Vec<usize> = years.values().map(exact).collect();
    assert!(exact.len() == 3 && exact.is_sorted() && exact[0] + 100 < exact[2], "{exact:?}");
}

#[test]
fn a_blind_seminar_is_under_way_on_the_last_day() {
    let settings = Settings::default();
    let (batches, _) = made(&settings);
    let mut to_come: BTreeMap<SeminarId, BTreeSet<StaffId>> = BTreeMap::new();
    for event in events(&batches) {
        match event {
            Event::SeminarArranged(e) if e.samples > 0 && e.on > settings.today => {
                to_come.insert(e.seminar, BTreeSet::new());
            }
            Event::RatingGiven(e) => {
                to_come.entry(e.seminar).and_modify(|raters| _ = raters.insert(e.rater));
            }
            Event::RatingsRevealed(e) => assert!(!to_come.contains_key(&e.seminar)),
            _ => {}
        }
    }
    let raters: Vec<usize> = to_come.values().map(BTreeSet::len).collect();
    assert_eq!(raters, [4], "some have rated, and not all of those invited");
}

#[test]
fn a_school_unit_goes_on_under_a_new_code_with_its_name_its_principal_and_its_pupils() {
    let (batches, summary) = made(&Settings::default());
    let names: BTreeMap<SchoolUnitCode, &str> =
        summary.schools.iter().map(|school| (school.code, school.name.as_str())).collect();
    let renamed = events(&batches).find_map(|event| match event {
        Event::SchoolUnitClosed(e) => match e.successors[..] {
            [new] if names[&new] == names[&e.school] => Some((e.school, new)),
            _ => None,
        },
        _ => None,
    });
    let (old, new) = renamed.unwrap();
    let principals = |school: SchoolUnitCode| -> BTreeSet<StaffId> {
        let granted = events(&batches).filter_map(move |event| match event {
            Event::RoleGranted(e)
                if (e.role, e.scope) == (Role::Principal, Scope::School(school)) =>
            {
                Some(e.staff)
            }
            _ => None,
        });
        granted.collect()
    };
    assert!(!principals(old).is_disjoint(&principals(new)));
    let unit = |code| summary.schools.iter().find(|school| school.code == code).unwrap();
    assert!(!unit(old).open && unit(old).pupils == 0);
    assert!(unit(new).open && unit(new).pupils > 0);
}

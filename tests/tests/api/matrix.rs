//! Who may see what: every role of the demo asks for every kind of thing, near and far, and gets what
//! the table of access says. The table drives the test: a new line of it is tested without a change here.

use std::collections::{BTreeMap, BTreeSet};

use domain::commitment::Level;
use domain::id::{ClassId, ProgrammeId, PupilId, SchoolUnitCode, StaffId};
use domain::people::Role;
use insyn_app::access::{Kind, Relation, TABLE};

use crate::caller::Caller;
use crate::shared;
use crate::town::{Class, Known, Person};

/// An address, and what someone must be allowed to see to read it: any one of the kinds.
#[derive(Clone, Default)]
pub(crate) struct Address {
    pub(crate) path: String,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) class: Option<ClassId>,
    pub(crate) school: Option<SchoolUnitCode>,
    /// Whose own matter it is.
    pub(crate) staff: Option<StaffId>,
    /// Those who assess a class of the school unit see their part of it.
    pub(crate) own_classes: bool,
}

/// The addresses of a kind of thing, each of all that the town has. A new kind does not compile until
/// it has its addresses here.
fn addresses(known: &Known, kind: Kind) -> Vec<Address> {
    let round = known.round.slug();
    match kind {
        // A guardian's page: closed to everyone of the staff, whatever they see of the pupil elsewhere.
        Kind::OwnChild => known.classes.iter().filter_map(own_child).collect(),
        Kind::Pupils => known.classes.iter().flat_map(|class| pupils(known, class)).collect(),
        Kind::Reads => known.classes.iter().filter_map(reads).collect(),
        Kind::PupilsOfSchool => of_schools(known, &[kind, Kind::Trail], |school| {
            vec![
                format!("/api/v1/trails/schools/{school}?limit=5"),
                format!("/trail/schools/{school}"),
            ]
        }),
        Kind::RoundBoard => of_schools(known, &[kind], |school| {
            let board = format!("/schools/{school}/rounds/{round}/board");
            vec![format!("/api/v1{board}"), board]
        }),
        Kind::Figures => figures(known),
        Kind::OwnMatters => own_matters(known),
        Kind::Guarantee => {
            let mut boards = of_schools(known, &[kind], |school| {
                vec![format!("/api/v1/schools/{school}/guarantee")]
            });
            boards.iter_mut().for_each(|board| board.own_classes = true);
            boards
        }
        Kind::Programmes => programmes(known),
        // Investigations stand in the case, which is cut; dialogues have pages only.
        Kind::Investigations | Kind::Dialogues => Vec::new(),
        Kind::ProgrammesOfSchool => of_schools(known, &[kind], |school| {
            vec![format!("/api/v1/schools/{school}/programmes")]
        }),
        Kind::DialogueCoverage => of_schools(known, &[kind], |school| {
            vec![format!("/api/v1/schools/{school}/rounds/{round}/dialogue-coverage")]
        }),
        Kind::Measures => measures(known),
        Kind::Seminars => plain(&[kind], &["/api/v1/seminars"]),
        Kind::Support => {
            of_schools(known, &[kind], |school| vec![format!("/api/v1/schools/{school}/support")])
        }
        Kind::Competence => of_schools(known, &[kind], |school| {
            vec![format!("/api/v1/schools/{school}/competence")]
        }),
        Kind::Accounts => of_schools(known, &[kind], |school| {
            vec![format!("/api/v1/schools/{school}/rounds/{round}/account")]
        }),
        Kind::Reports => {
            let report = |id| format!("/api/v1/committees/{id}/rounds/{round}/report");
            plain(&[kind], &known.committees.iter().map(report).collect::<Vec<_>>())
        }
        Kind::DeliveredReports => {
            let report = |id| format!("/api/v1/reports/{id}");
            plain(&[kind], &known.delivered.iter().map(report).collect::<Vec<_>>())
        }
        Kind::Public => public(known),
        Kind::TrailOfSchool => trails_of_schools(known),
        Kind::Trail => trails(known),
        Kind::Status => plain(&[kind], &["/api/v1/status", "/status"]),
    }
}

const KINDS: [Kind; 24] = [
    Kind::OwnChild,
    Kind::Reads,
    Kind::Pupils,
    Kind::PupilsOfSchool,
    Kind::RoundBoard,
    Kind::Figures,
    Kind::OwnMatters,
    Kind::Guarantee,
    Kind::Programmes,
    Kind::Investigations,
    Kind::ProgrammesOfSchool,
    Kind::Dialogues,
    Kind::DialogueCoverage,
    Kind::Measures,
    Kind::Seminars,
    Kind::Support,
    Kind::Competence,
    Kind::Accounts,
    Kind::Reports,
    Kind::DeliveredReports,
    Kind::Public,
    Kind::TrailOfSchool,
    Kind::Trail,
    Kind::Status,
];

fn plain(kinds: &[Kind], paths: &[impl ToString]) -> Vec<Address> {
    let address = |path: &dyn ToString| Address {
        path: path.to_string(),
        kinds: kinds.to_vec(),
        ..Address::default()
    };
    paths.iter().map(|path| address(path)).collect()
}

fn own_matters(known: &Known) -> Vec<Address> {
    let of = |person: &&Person| {
        let address = |part: &str| Address {
            path: format!("/api/v1/staff/{}/{part}", person.staff),
            kinds: vec![Kind::OwnMatters],
            staff: Some(person.staff),
            ..Address::default()
        };
        [address("to-do"), address("agreement")]
    };
    asking(known).iter().flat_map(of).collect()
}

/// A few cases: near to each of those asking who assess a class, and far from them.
fn programmes(known: &Known) -> Vec<Address> {
    let with_class = known.programmes.iter().filter_map(|(programme, pupil)| {
        let with = |class: &&Class| class.pupils.iter().any(|one| one.id == *pupil);
        Some((*programme, known.classes.iter().find(with)?))
    });
    let cases: Vec<(ProgrammeId, &Class)> = with_class.collect();
    let near = asking(known).into_iter().filter_map(|person| {
        cases.iter().find(|(_, class)| class.assessors.contains(&person.staff))
    });
    let chosen: BTreeMap<ProgrammeId, &Class> =
        near.chain(&cases[..cases.len().min(5)]).copied().collect();
    chosen.into_iter().flat_map(|(programme, class)| case(programme, class)).collect()
}

fn case(programme: ProgrammeId, class: &Class) -> [Address; 2] {
    let address = |path: String, kinds: &[Kind]| Address {
        path,
        kinds: kinds.to_vec(),
        class: Some(class.id),
        school: Some(class.school),
        ..Address::default()
    };
    [
        address(format!("/api/v1/programmes/{programme}"), &[Kind::Programmes]),
        address(
            format!("/api/v1/trails/programmes/{programme}?limit=5"),
            &[Kind::Programmes, Kind::Trail],
        ),
    ]
}

fn measures(known: &Known) -> Vec<Address> {
    let mut paths: Vec<String> =
        known.schools.iter().map(|s| format!("/api/v1/schools/{}/measures", s.code)).collect();
    paths.extend(known.measures.iter().map(|(id, _)| format!("/api/v1/measures/{id}")));
    plain(&[Kind::Measures], &paths)
}

fn public(known: &Known) -> Vec<Address> {
    let mut paths: Vec<String> =
        ["knowledge", "commitments", "decisions"].map(|path| format!("/api/v1/{path}")).into();
    paths.extend(known.commitments.iter().map(|(id, _)| format!("/api/v1/commitments/{id}")));
    plain(&[Kind::Public], &paths)
}

fn trails_of_schools(known: &Known) -> Vec<Address> {
    let kinds = [Kind::TrailOfSchool, Kind::Trail];
    let round = known.round.slug();
    let mut addresses = of_schools(known, &kinds, |school| {
        vec![format!("/api/v1/trails/figures/missing@school:{school}@{round}?limit=3")]
    });
    let own = known.commitments.iter().filter_map(|(id, level)| match level {
        Level::School(school) => Some((format!("commitments/{id}"), *school)),
        Level::Municipality => None,
    });
    let measures = known.measures.iter().map(|(id, school)| (format!("measures/{id}"), *school));
    addresses.extend(own.chain(measures).map(|(of, school)| Address {
        path: format!("/api/v1/trails/{of}?limit=3"),
        kinds: kinds.to_vec(),
        school: Some(school),
        ..Address::default()
    }));
    addresses
}

fn pupils(known: &Known, class: &Class) -> Vec<Address> {
    let Some(pupil) = class.pupils.first() else { return Vec::new() };
    let of = |path: String, kinds: &[Kind]| Address {
        path,
        kinds: kinds.to_vec(),
        class: Some(class.id),
        school: Some(class.school),
        ..Address::default()
    };
    let seen = [Kind::Pupils];
    let traced = [Kind::Pupils, Kind::Trail];
    vec![
        of(format!("/api/v1/pupils/{}", pupil.id), &seen),
        of(format!("/pupils/{}", pupil.id), &seen),
        of(format!("/classes/{}/rounds/{}", class.id, known.round.slug()), &seen),
        of(format!("/api/v1/trails/pupils/{}?limit=5", pupil.id), &traced),
    ]
}

fn reads(class: &Class) -> Option<Address> {
    let path = format!("/pupils/{}/reads", class.pupils.first()?.id);
    let (kinds, school) = (vec![Kind::Reads], Some(class.school));
    Some(Address { path, kinds, school, class: Some(class.id), ..Address::default() })
}

fn own_child(class: &Class) -> Option<Address> {
    let pupil = class.pupils.first()?;
    let (path, kinds) = (format!("/children/{}", pupil.id), vec![Kind::OwnChild]);
    Some(Address { path, kinds, class: Some(class.id), ..Address::default() })
}

fn of_schools(
    known: &Known,
    kinds: &[Kind],
    paths: impl Fn(SchoolUnitCode) -> Vec<String>,
) -> Vec<Address> {
    let of = |school: SchoolUnitCode| {
        let address = move |path| Address {
            path,
            kinds: kinds.to_vec(),
            school: Some(school),
            ..Address::default()
        };
        paths(school).into_iter().map(address).collect::<Vec<_>>()
    };
    known.schools.iter().flat_map(|school| of(school.code)).collect()
}

fn figures(known: &Known) -> Vec<Address> {
    let round = known.round.slug();
    let mut paths = Vec::new();
    for school in &known.schools {
        paths.push(format!("/api/v1/schools/{}/rounds/{round}", school.code));
        paths.push(format!("/api/v1/figures/coverage@school:{}@{round}", school.code));
        paths.push(format!("/schools/{}", school.code));
    }
    for district in &known.districts {
        paths.push(format!("/api/v1/districts/{district}/rounds/{round}"));
        paths.push(format!("/api/v1/figures/median@district:{district}@{round}"));
        paths.push(format!("/districts/{district}"));
    }
    for committee in &known.committees {
        paths.push(format!("/api/v1/committees/{committee}/rounds/{round}"));
        paths.push(format!("/api/v1/figures/missing@committee:{committee}@{round}"));
        paths.push(format!("/committees/{committee}"));
    }
    plain(&[Kind::Figures], &paths)
}

fn trails(known: &Known) -> Vec<Address> {
    let (district, round) = (known.districts[0].to_string(), known.round.slug());
    let mut paths = vec![
        "/api/v1/events?limit=3".to_owned(),
        "/api/v1/explanations/0".to_owned(),
        format!("/api/v1/trails/figures/missing@district:{district}@{round}?limit=3"),
    ];
    let ours = known.commitments.iter().filter(|(_, level)| *level == Level::Municipality);
    paths.extend(ours.map(|(id, _)| format!("/api/v1/trails/commitments/{id}?limit=3")).take(1));
    paths.extend(known.delivered.iter().map(|id| format!("/api/v1/trails/reports/{id}?limit=3")));
    plain(&[Kind::Trail], &paths)
}

/// What the table and the relation say.
pub(crate) fn allowed(known: &Known, person: &Person, address: &Address) -> bool {
    let assesses_there = person.role == Role::Teacher
        && known.classes.iter().any(|class| {
            Some(class.school) == address.school && class.assessors.contains(&person.staff)
        });
    address.kinds.contains(&Kind::Public)
        || (address.own_classes && assesses_there)
        || address.kinds.iter().any(|kind| is_near(known, person, address, *kind))
}

/// Whether a line of the table opens the address for this kind.
fn is_near(known: &Known, person: &Person, address: &Address, kind: Kind) -> bool {
    let line = TABLE.iter().find(|line| line.0 == person.role && line.1 == kind);
    match line.map(|line| line.2) {
        // A guardian is nobody of the staff.
        None | Some(Relation::OwnChild) => false,
        Some(Relation::Municipality) => true,
        Some(Relation::Own) => address.staff == Some(person.staff),
        Some(Relation::School | Relation::District) => address
            .school
            .is_some_and(|school| person.scopes.iter().any(|scope| known.covers(*scope, school))),
        Some(Relation::OwnClass) => {
            let class = known.classes.iter().find(|class| Some(class.id) == address.class);
            class.is_some_and(|class| class.assessors.contains(&person.staff))
        }
    }
}

/// Up to three holders of each role, each with another reach.
pub(crate) fn asking(known: &Known) -> Vec<&Person> {
    let mut asking: Vec<&Person> = Vec::new();
    for role in Role::ALL {
        let mut reaches = BTreeSet::new();
        let mut people: Vec<&Person> = known.with_role(role).collect();
        // Those first who have a case near them: they are asked for it below.
        people.sort_by_key(|person| !has_case(known, person));
        for person in people {
            let assesses =
                known.classes.iter().any(|class| class.assessors.contains(&person.staff));
            let wanted = role != Role::Teacher || assesses;
            if wanted && reaches.len() < 3 && reaches.insert(person.scopes.clone()) {
                asking.push(person);
            }
        }
    }
    asking
}

/// Whether a pupil of a class that the person assesses has a case.
fn has_case(known: &Known, person: &Person) -> bool {
    let own = known.classes.iter().filter(|class| class.assessors.contains(&person.staff));
    let pupils: BTreeSet<PupilId> =
        own.flat_map(|class| class.pupils.iter().map(|pupil| pupil.id)).collect();
    known.programmes.iter().any(|(_, pupil)| pupils.contains(pupil))
}

/// The lines of the table but the guardians', who sign in through a provider (tests/signin.rs) and never by
/// the demo's own way.
fn of_staff() -> impl Iterator<Item = &'static (Role, Kind, Relation)> {
    TABLE.iter().filter(|line| line.0 != Role::Guardian)
}

#[test]
fn every_role_of_the_table_is_held_in_the_demo() {
    let town = shared();
    for (role, ..) in of_staff() {
        assert!(town.known.with_role(*role).next().is_some(), "nobody is {role}: it is not tested");
    }
}

#[test]
fn every_role_sees_what_the_table_allows_and_nothing_else() {
    let town = shared();
    let known = &town.known;
    let mut wrong = Vec::new();
    let mut came: BTreeMap<(Role, Kind), BTreeSet<u16>> = BTreeMap::new();
    for person in asking(known) {
        let caller = Caller::signed_in(town.address(), person);
        for kind in KINDS {
            for address in addresses(known, kind) {
                let expected = if allowed(known, person, &address) { 200 } else { 403 };
                let status = caller.get(&address.path).status;
                came.entry((person.role, kind)).or_default().insert(status);
                if status != expected {
                    wrong.push(format!(
                        "{} {}: {status}, not {expected}",
                        person.role, address.path
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are not the table's:\n{}", wrong.len(), wrong.join("\n"));
    for (role, kind, relation) in of_staff() {
        // What the town has nothing of, or only pages show, is tested elsewhere.
        if addresses(known, *kind).is_empty() {
            continue;
        }
        let statuses = &came[&(*role, *kind)];
        assert!(statuses.contains(&200), "{role} saw nothing of {kind:?}: nothing was tested");
        let near_only = matches!(relation, Relation::Own | Relation::OwnClass | Relation::School);
        assert!(!near_only || statuses.contains(&403), "{role}, {kind:?}: nothing far was tested");
    }
}

/// A line for each answer that differs between the API and the page of the same thing.
fn differences(known: &Known, caller: &Caller, person: &Person) -> Vec<String> {
    let round = known.round.slug();
    let mut figures = Vec::new();
    for class in known.classes.iter().take(6) {
        figures.push(format!("/figures/assessed@class:{}@{round}", class.id));
        figures
            .push(format!("/figures/assessed@school:{}@{round};class={}", class.school, class.id));
    }
    let differ = |path: &String| {
        let (page, api) = (caller.get(path).status, caller.get(&format!("/api/v1{path}")).status);
        (page != api)
            .then(|| format!("{}: {path} is {page} as a page, {api} as an answer", person.role))
    };
    figures.iter().filter_map(differ).collect()
}

#[test]
fn what_a_page_refuses_the_api_refuses_too() {
    let town = shared();
    let mut wrong = Vec::new();
    for person in asking(&town.known) {
        let caller = Caller::signed_in(town.address(), person);
        wrong.extend(differences(&town.known, &caller, person));
    }
    assert!(wrong.is_empty(), "{} answers differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_figures_of_classes_are_shown_to_those_who_see_their_pupils() {
    let town = shared();
    let known = &town.known;
    let mut seen = BTreeSet::new();
    for person in asking(known) {
        let caller = Caller::signed_in(town.address(), person);
        if !TABLE.iter().any(|line| line.0 == person.role && line.1 == Kind::Figures) {
            continue;
        }
        for school in &known.schools {
            let path = format!("/api/v1/schools/{}/rounds/{}", school.code, known.round.slug());
            let view = caller.get(&path).is(200).json();
            let shown = view["by_class"].as_array().is_some_and(|classes| !classes.is_empty());
            let kinds = vec![Kind::PupilsOfSchool];
            let pupils = Address { path, kinds, school: Some(school.code), ..Address::default() };
            let mut own = known.classes.iter().filter(|class| class.school == school.code);
            let own = own.any(|class| class.assessors.contains(&person.staff));
            let meant = allowed(known, person, &pupils) || own && person.role == Role::Teacher;
            assert_eq!(shown, meant, "{} {}", person.role, pupils.path);
            seen.insert(shown);
        }
    }
    assert_eq!(seen.len(), 2, "some see them and some do not");
}

#[test]
fn no_answer_of_the_api_names_a_pupil_to_anyone() {
    let town = shared();
    let known = &town.known;
    assert!(known.secrets.len() >= 500, "there are names to look for");
    let mut texts = BTreeSet::new();
    for person in asking(known) {
        let caller = Caller::signed_in(town.address(), person);
        let all = KINDS.iter().flat_map(|kind| addresses(known, *kind));
        for address in all.filter(|address| address.path.starts_with("/api/")) {
            texts.insert(caller.get(&address.path).text);
        }
    }
    let auditor = known.with_role(Role::Auditor).next().unwrap();
    let auditor = Caller::signed_in(town.address(), auditor);
    texts.extend(
        crate::reading::pages(&auditor, "/api/v1/events?limit=500").into_iter().map(|a| a.text),
    );
    let everything: String = texts.into_iter().collect();
    assert!(everything.len() > 100_000, "there was something to look through");
    for secret in known.secrets.iter().flat_map(|secret| &secret.texts) {
        assert!(
            !everything.contains(secret),
            "an answer of the API holds a name or a civic number"
        );
    }
}

#[test]
fn a_class_page_does_name_its_pupils_to_its_teacher() {
    let town = shared();
    let (class, teacher) = town.known.under_way()[0];
    let caller = Caller::signed_in(town.address(), teacher);
    let page = caller.get(&format!("/classes/{}/rounds/{}", class.id, town.known.round.slug()));
    for pupil in &class.pupils {
        assert!(
            page.is(200).text.contains(&pupil.listed),
            "the names looked for are those of pages"
        );
    }
}

#[test]
fn lists_hold_what_their_reader_may_see() {
    let town = shared();
    let known = &town.known;
    for person in asking(known) {
        let caller = Caller::signed_in(town.address(), person);
        let sees = TABLE.iter().any(|line| line.0 == person.role && line.1 == Kind::Figures);
        let length = |list: &str| {
            caller.get(&format!("/api/v1/{list}")).is(200).json().as_array().unwrap().len()
        };
        let expected = |all: usize| if sees { all } else { 0 };
        assert_eq!(length("districts"), expected(known.districts.len()), "{}", person.role);
        assert_eq!(length("committees"), expected(known.committees.len()), "{}", person.role);
        assert!(length("schools") >= expected(known.schools.len()), "{}", person.role);
        assert!(sees || length("schools") == 0, "{}", person.role);
    }
}

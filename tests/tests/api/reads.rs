//! Whatever an answer tells of pupils stands in the log of who reads, before it is sent: every page and every
//! view, asked for by every role.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use domain::id::{ProgrammeId, PupilId};
use eventstore::{OpenOptions, Position};
use insyn_app::App;
use insyn_app::reads::{PupilsRead, Who};
use insyn_tests::{Server, run, scratch, text};

use crate::caller::Caller;
use crate::matrix::asking;
use crate::routes::{Parts, routes};
use crate::town::{Known, Person};

/// Addresses of one route that one person asks for.
const OF_A_ROUTE: usize = 2;

/// What one query told, or what the log says that it told.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    who: Who,
    what: String,
    pupils: BTreeSet<PupilId>,
}

/// What tells of a pupil: ids and names as the record has them.
struct Marks {
    pupils: BTreeSet<PupilId>,
    programmes: BTreeMap<ProgrammeId, PupilId>,
    names: BTreeMap<String, PupilId>,
}

impl Marks {
    fn of(known: &Known, pupils: Vec<PupilId>) -> Self {
        let mut names = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for pupil in known.classes.iter().flat_map(|class| &class.pupils) {
            if names.insert(pupil.listed.clone(), pupil.id).is_some() {
                shared.insert(pupil.listed.clone());
            }
        }
        // Of namesakes a name does not say which is meant.
        names.retain(|name, _| !shared.contains(name) && name.contains(", "));
        let programmes = known.programmes.iter().copied().collect();
        Self { pupils: pupils.into_iter().collect(), programmes, names }
    }

    /// The pupils that these bytes tell of.
    fn in_text(&self, body: &str) -> BTreeSet<PupilId> {
        let words = body.split(|letter: char| !letter.is_ascii_alphanumeric());
        let ids = words.filter(|word| word.len() == 32);
        let mut found: BTreeSet<PupilId> = ids
            .filter_map(|id| {
                let pupil = id.parse().ok().filter(|pupil| self.pupils.contains(pupil));
                pupil.or_else(|| self.programmes.get(&id.parse().ok()?).copied())
            })
            .collect();
        let named = self.names.iter().filter(|(name, _)| body.contains(name.as_str()));
        found.extend(named.map(|(_, pupil)| *pupil));
        found
    }
}

/// Whether the demo has what the address is of: it has no identity provider, and no guardian signs in there.
fn is_walked(route: &str) -> bool {
    !["{provider}", "{guardian}", "{term}"].iter().any(|part| route.contains(part))
}

/// Asks for everything as everyone, one after the other; gives what each answer told.
fn walk(known: &Known, address: &str, marks: &Marks) -> (Vec<Told>, usize) {
    let parts = Parts::of(known, address);
    let (mut told, mut silent) = (Vec::new(), 0);
    // One of each role: those of `asking` who stand nearest to something come first.
    let mut roles = BTreeSet::new();
    for person in asking(known).into_iter().filter(|person| roles.insert(person.role)) {
        let caller = Caller::signed_in(address, person);
        for (route, _) in routes().into_iter().filter(|(route, _)| is_walked(route)) {
            let mut addresses = parts.addresses(route, person);
            // Those of the reader's own first: there is something to see there.
            addresses.sort_by_key(|one| !crate::matrix::allowed(known, person, one));
            for one in addresses.into_iter().take(OF_A_ROUTE) {
                let answer = caller.get(&one.path);
                let mut pupils = marks.in_text(&answer.text);
                if answer.status != 200 {
                    // A page that is refused repeats its address and tells nothing.
                    let given = marks.in_text(&one.path);
                    pupils.retain(|pupil| !given.contains(pupil));
                }
                match pupils.is_empty() {
                    true => silent += 1,
                    false => told.push(query(person, route, pupils)),
                }
            }
        }
    }
    (told, silent)
}

fn query(person: &Person, route: &str, pupils: BTreeSet<PupilId>) -> Told {
    let who = Who::Staff { staff: person.staff, role: person.role };
    Told { who, what: format!("GET {route}"), pupils }
}

fn open(data: &Path) -> App {
    App::open(data, OpenOptions::default(), Arc::new(insyn::DemoWorld::using(0))).unwrap()
}

/// The entries of the log, each with all its sheets, in order.
fn entered(app: &App) -> Vec<Told> {
    let log = app.reads().expect("every new store has the log");
    let stored = log.read(Position(0), usize::try_from(log.size().0).unwrap()).unwrap();
    let mut entries: Vec<([u8; 16], Told)> = Vec::new();
    for stored in stored {
        let read = PupilsRead::of_stored(&stored).unwrap();
        match entries.last_mut().filter(|(query, _)| *query == read.query) {
            Some((_, told)) => told.pupils.extend(read.pupils),
            None => {
                let pupils = read.pupils.into_iter().collect();
                entries.push((read.query, Told { who: read.who, what: read.what, pupils }));
            }
        }
    }
    entries.into_iter().map(|(_, told)| told).collect()
}

#[test]
fn what_an_answer_tells_of_pupils_is_entered_and_still_there_after_a_crash() {
    let directory = scratch();
    let data = directory.path().join("demo");
    let arguments = ["demo", "--data", text(&data), "--pupils", "200", "--years", "1"];
    drop(run(arguments.iter().copied().chain(["--json", "--no-serve"])).expect_code(0));
    let known = Known::read(&data);
    let app = open(&data);
    let pupils = {
        let facts = app.facts().unwrap();
        facts.pupils(facts.size())
    };
    assert!(entered(&app).is_empty(), "nobody has been shown anything yet");
    app.close().unwrap();
    drop(app);
    let marks = Marks::of(&known, pupils);
    let server = Server::start(arguments);
    let (told, silent) = walk(&known, server.address(), &marks);
    assert!(told.len() > 30 && silent > 30, "{} told, {silent} did not", told.len());
    server.kill();
    let app = open(&data);
    let entries = entered(&app);
    for (number, (told, entry)) in told.iter().zip(&entries).enumerate() {
        assert_eq!((told.who, &told.what), (entry.who, &entry.what), "query {number}");
        let missing: Vec<&PupilId> = told.pupils.difference(&entry.pupils).collect();
        assert!(missing.is_empty(), "{}: {missing:?} were told of and not entered", told.what);
    }
    assert_eq!(told.len(), entries.len(), "one entry for each query that told of pupils");
    // Each is found by the pupil.
    let last = told.last().unwrap();
    for pupil in &last.pupils {
        let found = app.reads_of(*pupil, 0, 1).unwrap();
        assert_eq!(found.reads[0].what, last.what);
        let times = entries.iter().filter(|entry| entry.pupils.contains(pupil)).count();
        assert_eq!(found.total, times);
    }
}

//! SS 12000: imported once, imported again, changed and faulty. Every planned step is decided by the
//! domain itself.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "ss12000/municipality.rs"]
mod municipality;
#[path = "ss12000/record.rs"]
mod record;

#[path = "ss12000/changes.rs"]
mod changes;
#[path = "ss12000/faults.rs"]
mod faults;
#[path = "ss12000/files.rs"]
mod files;
#[path = "ss12000/identity.rs"]
mod identity;
#[path = "ss12000/mutations.rs"]
mod mutations;

use domain::calendar::Day;
use insyn_exchange::ss12000::{Conditions, Export, FaultKind, Plan, plan};

use municipality::Municipality;
use record::Record;

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

/// The autumn of 2025.
fn autumn() -> Day {
    day(2025, 9, 1)
}

fn planned(export: &Export, record: &mut Record) -> Plan {
    let conditions = Conditions { today: record.today, temporary_only: true };
    plan(export, record, conditions).unwrap()
}

/// Imports, demands that a second import of the same changes nothing, and gives the first plan.
#[track_caller]
fn import(municipality: &Municipality, record: &mut Record) -> Plan {
    let (export, _) = municipality.read();
    let first = planned(&export, record);
    record.carry_out(&first);
    let second = planned(&export, record);
    assert_eq!(second.steps, [], "the second import changes something");
    first
}

/// A record into which the municipality has been imported.
#[track_caller]
fn imported(municipality: &Municipality) -> Record {
    let mut record = Record::new(autumn());
    import(municipality, &mut record);
    record
}

/// What the steps are, as "verb" of their keys.
fn verbs(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.key.split('/').nth(2).unwrap()).collect()
}

fn kinds(plan: &Plan) -> Vec<FaultKind> {
    plan.faults.iter().map(|fault| fault.what).collect()
}

#[test]
fn an_export_is_imported_in_order_and_again_without_change() {
    // given an empty record
    let mut record = Record::new(autumn());
    // when the export is imported (twice: `import` demands that the second changes nothing)
    let plan = import(&Municipality::new(), &mut record);
    // then every kind of thing is there, in an order in which each step could be decided
    let verbs = verbs(&plan);
    let count = |verb| verbs.iter().filter(|v| **v == verb).count();
    assert_eq!(count("open-school"), 2);
    assert_eq!(count("engage"), 3);
    // the principal of the school above is principal of both units
    assert_eq!(count("grant"), 4);
    assert_eq!(count("form-class"), 3);
    assert_eq!(count("assign"), 2);
    assert_eq!(count("enrol"), 6);
    assert_eq!(count("link"), 4);
    assert_eq!(verbs.len(), 24);
    let summary = plan.summary;
    assert_eq!((summary.pupils.new, summary.guardians.new, summary.staff_not_used), (6, 4, 1));
    assert_eq!(kinds(&plan), [FaultKind::MentorMissing]);
}

#[test]
fn the_shared_sample_is_imported_twice_without_change() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = root.join("../../../shared/data/ss12000/sample");
    if !sample.exists() {
        eprintln!("SKIPPED the_shared_sample_is_imported_twice_without_change: no sample here");
        return;
    }
    let (export, faults) = insyn_exchange::ss12000::read(&sample).unwrap();
    assert_eq!(faults, []);
    let mut record = Record::new(day(2025, 9, 1));
    let first = planned(&export, &mut record);
    record.carry_out(&first);
    let summary = first.summary;
    assert_eq!((summary.schools.new, summary.classes.new, summary.pupils.new), (1, 2, 45));
    assert_eq!((summary.guardians.new, summary.staff.new, summary.staff_not_used), (83, 6, 2));
    assert_eq!(planned(&export, &mut record).steps, []);
}

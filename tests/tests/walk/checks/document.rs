//! The report of that day, shown again: unchanged, although results were corrected since.

use domain::Event;
use domain::id::{Position, Size};
use insyn_app::disclosed::Disclosed;
use insyn_app::documents::{bytes_of, report_document};
use insyn_app::facts::fold;
use projections::Facts;
use serde_json::Value;

use crate::acts::committee::is_sound;
use crate::acts::promise::MUNICIPAL;
use crate::people::{MEMBER, id};
use crate::stage::Stage;
use crate::story::Walked;

/// The same document, and what it would say today.
pub(crate) fn is_unchanged(stage: &mut Stage, walked: &Walked) {
    let again = stage.desk.read(MEMBER, &format!("/api/v1/reports/{}", walked.report.id));
    for part in ["document", "basis", "asks", "title", "round", "prepared"] {
        assert_eq!(again[part], walked.report.shown[part], "{part}");
    }
    is_sound(&again);
    let changes = again["now"].as_array().unwrap();
    // The pupils are few: the correction of one changes nothing that is told outside the school unit.
    let reached = changes.iter().find(|one| is_reached(one));
    assert!(reached.is_none(), "{reached:?}");
    let target = &again["document"]["promised"]["municipal"][0];
    assert!(target.get("reached").is_none(), "no raw count in what may be public: {target}");
}

/// What came of the municipality's target in the whole municipality.
fn is_reached(change: &Value) -> bool {
    let path = change["path"].as_str().unwrap();
    path.contains("/promised/municipal[")
        && path.contains(&id(MUNICIPAL))
        && (path.ends_with("/reached") || path.contains("/share_of_"))
}

/// Made again from its basis alone, byte by byte.
pub(crate) fn follows_from_its_basis(stage: &Stage, walked: &Walked) {
    for report in [&walked.report, &walked.later] {
        let recorded = stage.app.recorded(Position(report.prepared)).unwrap();
        let Some(Event::ReportPrepared(prepared)) = recorded.event else { unreachable!() };
        let size = prepared.basis.size;
        assert_eq!(size, Size(report.prepared), "nothing came between");
        let root = stage.app.log().root(eventstore::Size(size.0)).unwrap();
        assert_eq!(prepared.basis.root.0, root);
        let mut facts = Facts::new();
        fold(stage.app.log(), &mut facts, eventstore::Size(size.0)).unwrap();
        let of = (prepared.committee, prepared.round);
        let made = report_document(&facts, &Disclosed::default(), of, &prepared.asks, size);
        let made = made.unwrap().unwrap();
        assert_eq!(made.digest, prepared.document.digest);
        let (stored, is_own) = bytes_of(&prepared.document).unwrap();
        assert!(is_own, "the stored bytes have the digest that was recorded");
        assert_eq!(bytes_of(&made).unwrap().0, stored);
    }
}

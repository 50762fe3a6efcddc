//! The whole walk replayed: the same views, and nothing happened twice.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::id::{Position, Size};
use domain::people::Actor;
use eventstore::{CommandId, Receipt, RequestDigest};
use insyn_app::App;
use insyn_app::facts::fold;
use insyn_app::follow_up::FollowedUp;
use projections::Facts;

use crate::duties::duties;
use crate::stage::Stage;
use crate::story::Walked;
use crate::views::views;

/// The log folded anew shows what the live facts show, now and as of then.
pub(crate) fn gives_the_same_views(stage: &Stage, walked: &Walked) {
    let live = stage.app.facts().unwrap();
    let mut anew = Facts::new();
    fold(stage.app.log(), &mut anew, stage.app.size()).unwrap();
    let sizes = [walked.report.prepared, walked.decision + 1, walked.corrected[&4], stage.size()];
    for size in sizes.map(Size) {
        let mut then = Facts::new();
        fold(stage.app.log(), &mut then, eventstore::Size(size.0)).unwrap();
        let shown_live = shown(&live, size);
        assert!(shown_live.len() > 100, "every view of everything");
        for (facts, how) in [(&anew, "folded anew"), (&then, "as it was known then")] {
            let shown = shown(facts, size);
            for (name, shown_live) in &shown_live {
                assert_eq!(shown.get(name), Some(shown_live), "{name} {how}");
            }
            assert_eq!(shown.len(), shown_live.len());
        }
    }
}

fn shown(facts: &Facts, size: Size) -> BTreeMap<String, String> {
    let mut all = views(facts, size);
    all.extend(duties(facts, size));
    all
}

/// Opened anew after a fall, the store is the same, and the process finds nothing to do.
pub(crate) fn goes_on_after_a_fall(stage: &Stage) {
    let copy = stage.opened_anew("at the end");
    assert_eq!(copy.size(), stage.app.size());
    assert_eq!(copy.follow_up_due().unwrap(), []);
    assert_eq!(copy.follow_up().unwrap(), FollowedUp::default());
    assert_eq!(copy.size(), stage.app.size(), "nothing was recorded");
    let size = Size(copy.size().0);
    let here = shown(&stage.app.facts().unwrap(), size);
    assert_eq!(shown(&copy.facts().unwrap(), size), here);
}

/// What one command led to.
struct Appended {
    command: CommandId,
    digest: RequestDigest,
    receipt: Receipt,
}

/// The appends of a record, in order.
fn appended(app: &App) -> Vec<Appended> {
    let mut all: Vec<Appended> = Vec::new();
    let stored = app.log().read(eventstore::Position(0), usize::MAX).unwrap();
    assert_eq!(stored.len() as u64, app.size().0);
    for one in stored {
        let envelope = one.envelope().unwrap();
        let (command, digest) = (envelope.command_id, envelope.request_digest);
        match all.last_mut() {
            Some(last) if last.command == command => last.receipt.count += 1,
            _ => {
                let (first, recorded_at) = (one.position, one.recorded_at);
                let receipt = Receipt { first, count: 1, recorded_at };
                all.push(Appended { command, digest, receipt });
            }
        }
    }
    all
}

/// No command led to two appends, and each still gives the receipt it had.
pub(crate) fn no_command_acted_twice(stage: &Stage) {
    let appended = appended(&stage.app);
    let commands: BTreeSet<CommandId> = appended.iter().map(|one| one.command).collect();
    assert_eq!(commands.len(), appended.len());
    assert!(appended.len() > stage.desk.recorded(), "people and the process both acted");
    for one in &appended {
        let receipt = stage.app.log().receipt(one.command, one.digest).unwrap();
        assert_eq!(receipt, Some(one.receipt));
    }
}

/// The process finds, lifts and reminds, and does nothing else; what it found or lifted no person did.
pub(crate) fn nothing_formal_was_automatic(stage: &Stage) {
    for position in (0..stage.size()).map(Position) {
        let recorded = stage.app.recorded(position).unwrap();
        let of_process = matches!(
            recorded.event,
            Some(Event::ShortfallFound(_) | Event::ShortfallLifted(_) | Event::DutyReminded(_))
        );
        assert_eq!(recorded.actor == Some(Actor::PROCESS), of_process, "{position}");
        let cause = stage.app.facts().unwrap().cause(position, Size(stage.size()));
        assert_eq!(cause.is_some(), of_process, "the process says what made it act");
        assert!(cause.is_none_or(|cause| cause < position));
    }
}

/// Each shortfall was answered once, as it was given, and lifted at most once.
pub(crate) fn each_shortfall_was_answered_once(stage: &Stage, walked: &Walked) {
    let (mut found, mut answered, mut lifted) = (Vec::new(), Vec::new(), Vec::new());
    let mut given = Vec::new();
    for position in (0..stage.size()).map(Position) {
        match stage.app.recorded(position).unwrap().event {
            Some(Event::ShortfallFound(_)) => found.push(position),
            Some(Event::GuaranteeAnswered(e)) => {
                answered.push(e.of);
                given.push(position.0);
            }
            Some(Event::ShortfallLifted(e)) => lifted.push(e.of),
            Some(Event::FollowUpDeclined(_)) => unreachable!("nothing was declined"),
            _ => {}
        }
    }
    assert_eq!(found.len(), 8);
    answered.sort_unstable();
    assert_eq!(answered, found, "each once");
    assert_eq!(given, walked.answers, "as given");
    let once: BTreeSet<Position> = lifted.iter().copied().collect();
    assert_eq!((lifted.len(), once.len()), (3, 3));
}

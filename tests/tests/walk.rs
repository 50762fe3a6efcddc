//! A scripted walk over HTTP through everything that is the field's duty: a round falls short of what was
//! promised, the guarantee opens, a case goes to appeal and back, the committee moves money on a report, and
//! a year later the effect shows. Then the record is asked what led to what, and replayed: nothing happened
//! twice.
//!
//! The town and its people are invented. The store is served over loopback in a world whose clock the walk
//! sets; the days pass one by one.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

#[path = "walk/acts.rs"]
mod acts;
#[path = "walk/checks.rs"]
mod checks;
#[path = "walk/client.rs"]
mod client;
#[path = "walk/duties.rs"]
mod duties;
#[path = "walk/people.rs"]
mod people;
#[path = "walk/stage.rs"]
mod stage;
#[path = "walk/story.rs"]
mod story;
#[path = "walk/town.rs"]
mod town;
#[path = "replay/views.rs"]
mod views;
#[path = "replay/world.rs"]
mod world;

use checks::{chain, document, explained, replay};
use stage::Stage;

#[test]
fn every_duty_is_one_unbroken_chain() {
    // given a town that has lived through more than a year
    let stage = &mut Stage::new("2025-08-04");
    let walked = story::walk(stage);

    // then the decision's trail goes back to the assessments and forward to the effect
    chain::of_the_decision(stage, &walked);
    chain::as_it_was_taken(stage, &walked);
    chain::from_the_other_ends(stage, &walked);
    chain::of_the_case(stage, &walked);

    // and the report it rested on is what it was, with what has changed since beside it
    document::is_unchanged(stage, &walked);
    document::follows_from_its_basis(stage, &walked);

    // and the decision can be explained, as can everything else
    explained::the_decision(stage, &walked);
    explained::everything(stage);

    // and replayed, nothing has happened twice
    stage.nothing_happens_twice();
    replay::no_command_acted_twice(stage);
    replay::nothing_formal_was_automatic(stage);
    replay::each_shortfall_was_answered_once(stage, &walked);
    replay::gives_the_same_views(stage, &walked);
    replay::goes_on_after_a_fall(stage);
}

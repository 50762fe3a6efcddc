//! What people do in the walk, duty by duty. Each act asserts what matters about it.

#[path = "acts/committee.rs"]
pub(crate) mod committee;
#[path = "acts/dialogue.rs"]
pub(crate) mod dialogue;
#[path = "acts/guarantee.rs"]
pub(crate) mod guarantee;
#[path = "acts/programme.rs"]
pub(crate) mod programme;
#[path = "acts/promise.rs"]
pub(crate) mod promise;
#[path = "acts/round.rs"]
pub(crate) mod round;
#[path = "acts/school.rs"]
pub(crate) mod school;

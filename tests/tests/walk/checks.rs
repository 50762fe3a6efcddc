//! What must hold when the walk has been walked.

#[path = "checks/chain.rs"]
pub(crate) mod chain;
#[path = "checks/document.rs"]
pub(crate) mod document;
#[path = "checks/explained.rs"]
pub(crate) mod explained;
#[path = "checks/replay.rs"]
pub(crate) mod replay;

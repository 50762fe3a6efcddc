//! One file a verb, or a few verbs that belong together.

pub(crate) mod access;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod follow_up;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod perform;
pub(crate) mod reads;
pub(crate) mod rebuild;
pub(crate) mod remind;
pub(crate) mod report;
pub(crate) mod round;
pub(crate) mod serve;
pub(crate) mod sign_in;
pub(crate) mod store;
pub(crate) mod trail;
pub(crate) mod view;

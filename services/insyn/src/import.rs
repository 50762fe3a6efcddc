//! What the importers ask of the store: the traits of `exchange` over facts and vault.

pub(crate) mod class_list;
pub(crate) mod results;

//! Import and export: SS 12000, workbooks of results, csv.
//!
//! Pure over bytes and directories: no store, no clock, no randomness. What the record already knows
//! is asked through two traits that the application implements, [`ss12000::Known`] and
//! [`results::Roster`]; what comes out is data: domain commands, faults, reports.
//!
//! Read in this order: [`ss12000`] (class lists from the school administration's system),
//! [`results`] (reading results from xlsx and csv), [`csv_out`] (views as Swedish Excel reads
//! them), [`papers`] (reports and accounts as workbooks).

pub mod results;
pub mod ss12000;

pub mod csv_out;

pub mod papers;

/// What was asked for outside (the record, the vault) could not be answered; the import stops.
#[derive(Debug, thiserror::Error)]
#[error("what is already known could not be looked up")]
pub struct Unavailable(#[source] pub Box<dyn std::error::Error + Send + Sync>);

//! Typesets one document as an accessible PDF: a view as JSON in, a PDF out.
//!
//! A program of its own, so that the main program neither builds nor links the typesetter. What it makes
//! follows PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file: tagged, with language and title,
//! headings in order, header cells in every table, a description of every chart, every font embedded. The
//! same envelope gives the same bytes: the only day is that of the basis, and nothing is drawn by chance.
//!
//! Data never becomes markup: the built-in template reads it as values, and text stands as it was written.
//! The typesetter sees the template, the fonts and the data, and neither files nor network.
//!
//! The way of a document: [`envelope`] (what comes in), [`compose`] (what is said, in which words), [`page`]
//! (the blocks), [`typeset`] (the PDF).

pub mod compose;
pub mod envelope;
pub mod limits;
pub mod make;
pub mod page;
pub mod typeset;
pub mod words;

pub use make::{Made, MakeError, Pieces, make};

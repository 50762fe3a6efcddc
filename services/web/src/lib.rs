//! Server-rendered pages, forms, SVG charts.
//!
//! Every page works without a script and asks [`insyn_app::access::may_see`] before it reads. No
//! figure is computed here: a page is a view of the projections put into words.
//!
//! Read in this order: `routes` (the one table of addresses), `visit` (one request: who asks, in
//! which language, as of when), `fault` (what can go wrong, as a page), `reading` (the read log, before an
//! answer goes out), `secure` (headers, foreign
//! origins), `page` (the frame of every page), `words` and `text` (all texts in both languages),
//! `chart`, then `act` (a form for every duty, made of the commands' schema) and the pages themselves.

mod routes;

mod visit;

mod fault;

mod reading;

mod secure;

mod page;

mod words;

mod text;

mod chart;

mod ics;

pub mod letters;

mod act;

mod pages;

pub use routes::{Address, addresses, router};

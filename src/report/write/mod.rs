//! Writers: one file for each form that a report or a part of it takes.
//!
//! Those that write a finished [`Report`](super::Report) are functions named `write`. Those that write a
//! row for each candidate are [`Recorder`](crate::grade::recorder::Recorder)s, so that one pass over the
//! sheets feeds them all; [`combine`] joins several.

pub mod candidate_topics;
pub mod candidates;
pub mod candidates_json;
pub mod changes;
pub mod combine;
pub mod first_candidates;
pub mod html;
pub mod items;
pub mod json;
pub mod markdown;
pub mod options;
pub mod rejected;
pub mod responses;
pub mod review;
pub mod terminal;
pub mod text;
pub mod topics;

mod judge;
mod sink;
mod words;

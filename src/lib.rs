//! `qbank`: question banks for exam preparation, checked, sat and graded.
//!
//! The modules stand here in the order in which data flows through them; each imports only what stands
//! before it (`ARCHITECTURE.md` says exactly which).

// No room, but a tool that any may use.
mod parallel;

pub mod model;

pub mod diagnostic;
pub mod yaml;

pub mod load;

pub mod diff;

pub mod scoring;

pub mod check;

pub mod quiz;

pub mod sheets;

pub mod grade;

pub mod analyze;

pub mod report;

pub mod convert;

pub mod history;

pub mod cli;

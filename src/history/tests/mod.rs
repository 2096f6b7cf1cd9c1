//! Tests of the whole room.

mod files;
mod journal;
mod past;
mod sessions;

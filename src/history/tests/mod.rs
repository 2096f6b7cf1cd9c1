//! Tests of the whole room.

mod files;
mod past;
mod sessions;

//! Every writer on small invented groups, as snapshots; what must hold of recorders.

mod groups;
mod json_schema;
mod pages;
mod people;
mod recorders;
mod tables;

use super::*;
use crate::analyze::testkit::{self, Cell};
use crate::grade::recorder::Recorder;
use crate::grade::scheme::Scheme;
use groups::{Group, large, small};

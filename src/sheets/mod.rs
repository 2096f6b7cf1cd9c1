//! Answer sheets: CSV bytes to records, records to responses.
//!
//! A file passes through: [`encoding`] (bytes to UTF-8), [`dialect`] (delimiter and quoting), [`header`]
//! and [`layout`] (which column holds what), [`blocks`] (stretches of whole records, for
//! threads), [`record`] (fields of a record) and [`cell`] (a field to options).
//!
//! The record scanner reads what the `csv` crate reads, from any bytes (a property test holds this);
//! it exists because it lets a field be looked at where it lies.

pub mod blocks;
pub mod cell;
pub mod dialect;
pub mod encoding;
pub mod fold;
pub mod header;
pub mod input;
pub mod layout;
pub mod record;
pub mod scan;
pub mod workbook;

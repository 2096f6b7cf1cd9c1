//! The JSON Schemas of the five kinds of file.

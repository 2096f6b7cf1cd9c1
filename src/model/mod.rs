//! What an exam is made of: banks, items, topics, exams, forms, rulings and the words for a response.
//!
//! Plain data. Nothing here reads a file, looks at a clock or knows where in a file it came from:
//! places are kept by [`crate::load`], beside the model.

pub mod bank;
pub mod exam;
pub mod form;
pub mod fraction;
pub mod item;
pub mod ruling;
pub mod short_answer;
pub mod status;
pub mod time;
pub mod topic;

pub use bank::{Bank, Defaults};
pub use exam::{Break, Draw, Exam, FormKind};
pub use form::{Form, FormItem};
pub use fraction::Fraction;
pub use item::{Choice, Difficulty, Item, ItemKind, ItemOption, Key, Level, OptionSet, Scoring};
pub use ruling::{Decision, Ruling};
pub use short_answer::{Accept, AcceptedText, Case, EntryOrder, Matching, ShortAnswer};
pub use status::Status;
pub use topic::{Topics, ancestors_and_self};

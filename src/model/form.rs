//! A form: the items one person sits, in the order and with the labels printed on the paper.

/// One drawn form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Id of the form.
    pub id: String,
    /// Id of the exam it was drawn for.
    pub exam: Option<String>,
    /// Seed of the draw, which reproduces it.
    pub seed: Option<u64>,
    /// The items in order; the number on the sheet is the place here, from 1.
    pub items: Vec<FormItem>,
}

/// One item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormItem {
    /// Id of the item.
    pub item: String,
    /// For each printed place (A, B, C, …) the bank's own label; empty for the bank's own order.
    pub options: Vec<String>,
}

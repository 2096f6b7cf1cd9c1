//! The JSON Schemas of the five kinds of file, for editors; generated from [`keys`](super::keys).
//!
//! A schema tells the structure: known keys, kinds of values, names, forms of numbers. What lies between
//! values, such as an `answer` that is no option, is told by `check` alone.

use super::FileKind;
use crate::model::fraction::MAX_DECIMALS;
use crate::model::item::MAX_OPTIONS;
use crate::yaml::shape::{IdSyntax, Key, Range, Shape, Table};
use serde_json::{Map, Value, json};

/// The schema of a kind of file, as text that ends with a line end.
pub fn schema(kind: FileKind) -> String {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(kind.table().doc));
    if let Value::Object(body) = of_table(kind.table()) {
        schema.extend(body);
    }
    format!("{:#}\n", Value::Object(schema))
}

fn of_table(table: &Table) -> Value {
    let properties: Map<String, Value> =
        table.keys.iter().map(|key| (key.name.to_owned(), of_key(key))).collect();
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    match table.name {
        "an item" => schema["oneOf"] = one_of_item(),
        "a ruling" => schema["oneOf"] = one_of_required(&["void", "full-credit", "answer", "accept"]),
        _ => {}
    }
    schema
}

/// An item has `options` with `answer`, or one of the `accept…` keys.
fn one_of_item() -> Value {
    let Value::Array(mut shapes) =
        one_of_required(&["accept", "accept-words", "accept-list", "accept-number"])
    else {
        return Value::Null;
    };
    shapes.insert(0, json!({"required": ["options", "answer"]}));
    Value::Array(shapes)
}

fn one_of_required(names: &[&str]) -> Value {
    names.iter().map(|name| json!({"required": [name]})).collect()
}

fn of_key(key: &Key) -> Value {
    let mut schema = json!({"description": key.doc});
    if let (Value::Object(schema), Value::Object(shape)) = (&mut schema, of_shape(&key.shape)) {
        schema.extend(shape);
    }
    if key.name == "options" && matches!(key.shape, Shape::Map { .. }) {
        schema["maxProperties"] = json!(MAX_OPTIONS);
    }
    schema
}

fn of_shape(shape: &Shape) -> Value {
    match shape {
        // What looks like a number or a truth value to an editor is a text here, as typed.
        Shape::Text => json!({"type": ["string", "number", "boolean"], "minLength": 1}),
        Shape::Id(syntax) => json!({"type": ["string", "number"], "pattern": pattern(*syntax)}),
        Shape::Label | Shape::LabelOfOption => {
            json!({"type": ["string", "number", "boolean"], "pattern": LABEL})
        }
        Shape::Name { names, .. } => json!({"enum": names()}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::True => json!({"const": true}),
        Shape::Decimal { range, .. } => of_range(*range),
        Shape::Count { .. } => json!({"type": "integer", "minimum": 1, "maximum": u32::MAX}),
        Shape::Seed => json!({"type": "integer", "minimum": 0}),
        Shape::Duration => json!({"type": "string", "pattern": r"^(?=.)(\d+h)?(\d+m)?(\d+s)?$"}),
        Shape::Date => json!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
        Shape::Percent => json!({"type": "string", "pattern": r"^\d{1,3}(\.\d+)?%$"}),
        Shape::List { of, may_be_empty } => {
            let mut schema = json!({"type": "array", "items": of_shape(of)});
            if !may_be_empty {
                schema["minItems"] = json!(1);
            }
            schema
        }
        Shape::Map { keys, values, may_be_empty } => {
            let mut schema = json!({"type": "object", "additionalProperties": of_shape(values)});
            if let Some(pattern) = of_shape(keys).get("pattern") {
                schema["propertyNames"] = json!({"pattern": pattern});
            }
            if !may_be_empty {
                schema["minProperties"] = json!(1);
            }
            schema
        }
        Shape::Table(table) => {
            let mut schema = of_table(table);
            schema["description"] = json!(table.doc);
            schema
        }
        Shape::Either(text, other) => json!({"anyOf": [of_shape(text), of_shape(other)]}),
    }
}

/// 1 to 3 characters without space or a sign that separates labels in a cell.
const LABEL: &str = r"^[^\s,;|]{1,3}$";

fn pattern(syntax: IdSyntax) -> &'static str {
    match syntax {
        IdSyntax::File => "^[a-z0-9-]+$",
        IdSyntax::Item => "^[A-Za-z0-9._-]+$",
        IdSyntax::Topic => "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$",
    }
}

fn of_range(range: Range) -> Value {
    // Read, not computed: what systems make of a power differs in the last digit.
    let step: f64 = format!("1e-{MAX_DECIMALS}").parse().unwrap_or_default();
    let mut schema = json!({"type": "number"});
    match range {
        Range::Any => {}
        Range::FromZero => schema["minimum"] = json!(0),
        Range::AboveZero => schema["minimum"] = json!(step),
        Range::ZeroToOne => {
            schema["minimum"] = json!(0);
            schema["maximum"] = json!(1);
        }
        Range::AboveZeroToOne => {
            schema["minimum"] = json!(step);
            schema["maximum"] = json!(1);
        }
    }
    schema
}

#[cfg(test)]
mod tests;

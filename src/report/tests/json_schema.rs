//! The published schema is the generated one, accepts real reports and refuses broken ones.

use super::*;
use crate::report::compare::{Comparison, RulingChange};
use crate::report::write::candidates_json::CandidatesJson;
use crate::report::write::json;
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(&schema::schema()).unwrap()).unwrap()
}

/// A report with everything that a report can have.
fn document(group: &Group) -> Value {
    let recorder = CandidatesJson::new(&group.scheme, group.context.target, Vec::new());
    group.record(&recorder);
    let mut out = Vec::new();
    json::write_with_candidates(&mut out, &group.report(), &mut recorder.into_inner().as_slice()).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn with_changes() -> Group {
    let mut group = small();
    let ruling = RulingChange {
        item: "v-3".to_owned(),
        decision: "void: true".to_owned(),
        reason: "two keys".to_owned(),
        candidates: 2,
    };
    group.context.changes = Some(Comparison {
        with: "old/report.json".to_owned(),
        rulings: vec![ruling],
        moved: Vec::new(),
        unmoved: 6,
        gone: vec!["x".to_owned()],
        changed: vec!["The bank peer was changed since.".to_owned()],
    });
    group
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the published schema is a file")]
fn the_published_schema_is_the_generated_one() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json");
    assert!(
        std::fs::read_to_string(path).unwrap_or_default() == schema::schema(),
        "schema/report.schema.json is old; run: cargo run -- schema report > schema/report.schema.json"
    );
}

#[test]
fn real_reports_are_accepted() {
    let validator = validator();
    let mut nobody = small();
    nobody.tally = testkit::tally(&nobody.scheme, &[], 1);
    nobody.names.clear();
    nobody.rows.clear();
    for group in [small(), large(), with_changes(), nobody] {
        let found: Vec<String> =
            validator.iter_errors(&document(&group)).map(|error| error.to_string()).collect();
        assert_eq!(found, Vec::<String>::new());
    }
}

/// Every field of every object counts: without it, with another kind of value, and with one that is unknown the
/// document is refused.
#[test]
fn broken_reports_are_refused() {
    let validator = validator();
    let whole = document(&with_changes());
    let mut pointers = Vec::new();
    collect(&whole, "", &mut pointers);
    assert!(pointers.len() > 90, "{} places", pointers.len());
    for pointer in pointers {
        let optional = ["/candidates", "/changes"].contains(&pointer.as_str());
        let (above, name) = pointer.rsplit_once('/').unwrap();
        let mut without = whole.clone();
        without.pointer_mut(above).and_then(Value::as_object_mut).unwrap().remove(name);
        assert_eq!(validator.is_valid(&without), optional, "without {pointer}");
        let mut other = whole.clone();
        *other.pointer_mut(&pointer).unwrap() = json!({"not": "this"});
        assert!(!validator.is_valid(&other), "{pointer} as an object");
        let mut more = whole.clone();
        more.pointer_mut(above).and_then(Value::as_object_mut).unwrap().insert("more".to_owned(), json!(1));
        assert!(!validator.is_valid(&more), "{above} with a field that is not known");
    }
}

/// The place of every field, of lists in the first element.
fn collect(value: &Value, at: &str, pointers: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let place = format!("{at}/{name}");
                pointers.push(place.clone());
                collect(value, &place, pointers);
            }
        }
        Value::Array(elements) => {
            if let Some(first) = elements.first() {
                collect(first, &format!("{at}/0"), pointers);
            }
        }
        _ => {}
    }
}

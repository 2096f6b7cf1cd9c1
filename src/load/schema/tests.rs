//! The committed schemas are the generated ones, accept what is shipped and refuse what is broken.

use super::*;
use crate::load::shipped;
use std::path::PathBuf;

/// YAML as another reader and a schema see it; keys become texts.
fn to_json(yaml: &str) -> Value {
    fn convert(value: serde_yaml::Value) -> Value {
        match value {
            serde_yaml::Value::Mapping(map) => {
                let key = |key: serde_yaml::Value| match key {
                    serde_yaml::Value::String(text) => text,
                    other => serde_yaml::to_string(&other).expect("a plain key").trim().to_owned(),
                };
                map.into_iter().map(|(name, value)| (key(name), convert(value))).collect::<Map<_, _>>().into()
            }
            serde_yaml::Value::Sequence(list) => list.into_iter().map(convert).collect(),
            other => serde_json::to_value(other).expect("a plain value"),
        }
    }
    convert(serde_yaml::from_str(yaml).expect("a YAML text"))
}

fn faults(kind: FileKind, yaml: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema(kind)).expect("a JSON text");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    validator.iter_errors(&to_json(yaml)).map(|error| error.to_string()).collect()
}

#[test]
fn committed_schemas_are_the_generated_ones() {
    for (kind, name) in FileKind::ALL {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema").join(format!("{name}.schema.json"));
        #[expect(clippy::disallowed_methods, reason = "the committed file is looked at")]
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == schema(kind),
            "schema/{name}.schema.json is old; run: cargo run -- schema {name} > schema/{name}.schema.json"
        );
    }
}

#[test]
fn shipped_files_fit_their_schema() {
    for (path, text) in shipped::FILES {
        let kind = FileKind::ALL.iter().find(|(_, name)| {
            text.lines().find(|line| !line.starts_with('#')).is_some_and(|line| line.starts_with(name))
        });
        let (kind, _) = kind.expect("a shipped file of a known kind");
        assert_eq!(faults(*kind, text), [] as [String; 0], "{path}");
    }
}

#[test]
fn every_kind_of_file_fits_its_schema() {
    #[track_caller]
    fn check(kind: FileKind, yaml: &str) {
        assert_eq!(faults(kind, yaml), [] as [String; 0]);
    }
    check(
        FileKind::Exam,
        "exam: e\ntime: 150m\nbreak: {after: 60, time: 10m}\nkind: choice\ndraw: {a/b: 15}\npractice-target: 70%",
    );
    check(FileKind::Topics, "topics: {a: A, a/b: 1.10}");
    check(
        FileKind::Rulings,
        "rulings:\n- {item: a, void: true, reason: r}\n- {item: b, accept: x, credit: 0.5, reason: r}",
    );
    check(FileKind::Form, "form: f-A\nexam: e\nseed: 42\nitems: [{item: a, options: [C, A, 1]}, {item: b}]");
    check(
        FileKind::Bank,
        "bank: b\ntopics: {t: T}\nitems:\n- {id: a, topic: t, stem: no, options: {1: yes, 2: 1.10}, answer: 1}\n- {id: b, topic: t, stem: s, accept-number: {value: 988, tolerance: 0.5, units: [m]}}\n- {id: c, topic: t, stem: s, accept-list: {entries: [[a, b], [c]], order: given, partial: true}}",
    );
}

#[test]
fn structural_faults_do_not_fit_the_schema() {
    #[track_caller]
    fn check(item: &str) {
        let yaml = format!("bank: b\ntopics: {{t: T}}\nitems:\n- {{id: a, topic: t, stem: s, {item}}}");
        assert_ne!(faults(FileKind::Bank, &yaml), [] as [String; 0], "{item}");
    }
    check("options: {A: x, B: y}");
    check("options: {A: x, B: y}, answer: ABCD");
    check("options: {ABCD: x}, answer: A");
    check("options: [x, y], answer: A");
    check("options: {A: x}, answer: A, accept: [x]");
    check("accept: [x], accept-words: [[x]]");
    check("accept: x");
    check("accept: []");
    check("accept-words: [x]");
    check("accept: [{text: x, credit: 0}]");
    check("accept: [x], points: 0");
    check("accept: [x], time: 75");
    check("accept: [x], level: bogus");
    check("accept: [x], levle: recall");
    check("accept: [x], as-of: yesterday");
    check("accept: [x], shuffle: maybe");
    check("accept: [x], match: {case: loose}");
    check("accept: [x], allow: [a]");
    assert_ne!(faults(FileKind::Bank, "bank: Not An Id\nitems: []"), [] as [String; 0]);
    assert_ne!(faults(FileKind::Bank, "bank: b"), [] as [String; 0]);
    assert_ne!(faults(FileKind::Exam, "exam: e\ndraw: {a: 0}"), [] as [String; 0]);
    assert_ne!(faults(FileKind::Rulings, "rulings: [{item: a, void: true}]"), [] as [String; 0]);
    assert_ne!(faults(FileKind::Form, "form: f\nitems: []"), [] as [String; 0]);
}

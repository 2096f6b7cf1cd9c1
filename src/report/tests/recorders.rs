//! What is written for each candidate.

use super::*;
use crate::grade::scheme::GroupBy;
use crate::report::write::candidate_topics::CandidateTopicsCsv;
use crate::report::write::candidates::CandidatesCsv;
use crate::report::write::candidates_json::CandidatesJson;
use crate::report::write::json;
use crate::report::write::responses::ResponsesCsv;

fn candidates_csv(group: &Group) -> String {
    let recorder = CandidatesCsv::new(&group.scheme, GroupBy::Topic, Vec::new()).unwrap();
    group.record(&recorder);
    String::from_utf8(recorder.into_inner()).unwrap()
}

#[test]
fn candidates() {
    insta::assert_snapshot!(candidates_csv(&small()));
}

/// The fourth candidate was given fewer items. Whichever sheet comes first decides what is kept; every row
/// must stay what it is alone.
#[test]
fn rows_do_not_depend_on_what_was_seen_before() {
    let group = small();
    let mut together: Vec<String> = candidates_csv(&group).lines().skip(1).map(str::to_owned).collect();
    for first in 0..group.names.len() {
        let mut turned = small();
        turned.names.rotate_left(first);
        turned.rows.rotate_left(first);
        let rows: Vec<String> = candidates_csv(&turned).lines().skip(1).map(str::to_owned).collect();
        assert_eq!(rows, together);
        together.rotate_left(1);
    }
}

#[test]
fn groups_by_another_name_say_so_in_their_heading() {
    let recorder = CandidatesCsv::new(&small().scheme, GroupBy::Tag, Vec::new()).unwrap();
    let header = String::from_utf8(recorder.into_inner()).unwrap();
    assert!(header.ends_with(",tag:skills,tag:skills/listen,tag:values\n"), "{header}");
}

#[test]
fn candidate_topics() {
    let group = small();
    let recorder = CandidateTopicsCsv::new(&group.scheme, Some(70.0), Vec::new()).unwrap();
    group.record(&recorder);
    insta::assert_snapshot!(String::from_utf8(recorder.into_inner()).unwrap());
}

#[test]
fn labels_of_candidates_with_and_without_a_target() {
    let group = large();
    let labels = |target| {
        let recorder = CandidateTopicsCsv::new(&group.scheme, target, Vec::new()).unwrap();
        group.record(&recorder);
        let text = String::from_utf8(recorder.into_inner()).unwrap();
        let last = text.lines().filter(|line| line.starts_with("c40"));
        last.map(|line| line.split_once(',').unwrap().1.to_owned()).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(format!("{}\n\n{}", labels(Some(60.0)), labels(None)));
}

#[test]
fn responses() {
    let group = small();
    let recorder = ResponsesCsv::new(&group.scheme, Vec::new()).unwrap();
    group.record(&recorder);
    insta::assert_snapshot!(String::from_utf8(recorder.into_inner()).unwrap());
}

#[test]
fn json_with_candidates() {
    let group = small();
    let recorder = CandidatesJson::new(&group.scheme, group.context.target, Vec::new());
    group.record(&recorder);
    let mut out = Vec::new();
    json::write_with_candidates(&mut out, &group.report(), &mut recorder.into_inner().as_slice()).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let fields: Vec<&String> = value.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["format", "provenance", "group", "topics", "items", "candidates", "notes"]);
    let candidates = value["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 6);
    insta::assert_snapshot!(candidates[1].to_string() + "\n" + &candidates[3].to_string());
}

#[test]
fn json_with_no_candidates_has_an_empty_list() {
    let mut out = Vec::new();
    json::write_with_candidates(&mut out, &small().report(), &mut std::io::empty()).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(value["candidates"], serde_json::json!([]));
}

#[test]
fn one_pass_feeds_several_recorders() {
    let group = small();
    let alone = candidates_csv(&group);
    let candidates = CandidatesCsv::new(&group.scheme, GroupBy::Topic, Vec::new()).unwrap();
    let responses = ResponsesCsv::new(&group.scheme, Vec::new()).unwrap();
    let absent = None::<CandidateTopicsCsv<Vec<u8>>>;
    let all = (candidates, (absent, Some(responses)));
    assert!(all.wants_responses());
    group.record(&all);
    let (candidates, (_, responses)) = all;
    assert_eq!(String::from_utf8(candidates.into_inner()).unwrap(), alone);
    assert!(responses.unwrap().into_inner().len() > 500);
}

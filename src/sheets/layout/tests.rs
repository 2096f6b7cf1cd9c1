//! Headers of every program, recognised or refused.

use super::*;
use crate::model::{Choice, Item, ItemKind, Key};

fn items() -> Vec<Item> {
    let kind = || ItemKind::Choice(Choice { options: Vec::new(), key: Key::Single(0) });
    [("q-1", "What is it?"), ("q-2", "Which, if any?"), ("q-3", "Why: say")]
        .map(|(id, stem)| Item::new(id, "t", stem, kind()))
        .to_vec()
}

fn detected(text: &str, overrides: &Overrides) -> Result<SheetFile, SheetError> {
    let items = items();
    let index = ItemIndex::new(&items.iter().collect::<Vec<_>>());
    detect(&Input::from_bytes("f.csv", text.as_bytes().to_vec()), &index, overrides)
}

/// The layout, the candidate's column and the items of the columns that have one, as `column=item`.
#[track_caller]
fn told(text: &str, overrides: &Overrides) -> String {
    let file = detected(text, overrides).expect("is recognised");
    let Layout::Wide(wide) = &file.layout else { return file.layout.name().to_owned() };
    let columns = wide.items.iter().enumerate();
    let columns: Vec<String> =
        columns.filter_map(|(at, item)| item.map(|item| format!("{at}={}", item + 1))).collect();
    let rest = |what: &str, names: &[String]| {
        if names.is_empty() { String::new() } else { format!("; {what} {}", names.join(", ")) }
    };
    format!(
        "{} {}: {}{}",
        wide.layout.name(),
        wide.candidate,
        columns.join(" "),
        rest("unmatched", &wide.unmatched)
    )
}

#[test]
fn headers_are_recognised() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(told(text, &Overrides::default()), expected, "{text:?}");
    }
    check("candidate,q-1,q-2\nx,A,B\n", "wide 0: 1=1 2=2");
    check("name,Q1,Q3\nx,A,B\n", "wide 0: 1=1 2=3");
    check("name,\"which, if any?\",<p>What is it?</p>,Age\nx,A,B,3\n", "wide 0: 1=2 2=1; unmatched Age");
    check("candidate,item,response\nx,q-1,A\n", "long");

    let google = "Timestamp,Email Address,Score,What is it?,\"Which, if any?\",Your town\n";
    check(
        &format!("{google}9/27/2026 15:00:00,x@y,4 / 6,A,B,C\n"),
        "google-sheet 1: 3=1 4=2; unmatched Your town",
    );
    check(
        &format!("{google}2026/09/27 3:00:00 PM GMT+3,x@y,4 / 6,A,B,C\n"),
        "google-csv 1: 3=1 4=2; unmatched Your town",
    );
    check(
        "Timestamp,Username,Total score,What is it?,What is it? [Score],What is it? [Feedback]\n\
         2026/09/27 3:00:00 PM EST,x@y,1.00 / 1,A,1.00 / 1,\n",
        "google-csv 1: 3=1",
    );
    check("timestamp ,EMAIL ADDRESS,1. What is it?\n,x@y,A\n", "google-sheet 1: 2=1");

    let microsoft = "ID;Start time;Completion time;Email;Name;Total points;Quiz feedback;What is it?;\
                     Points - What is it?;Feedback - What is it?;Points - of view\n";
    check(
        &format!("\u{feff}{microsoft}1;9/27;9/27;x@y;X;1;;A;1;;z\n"),
        "microsoft-forms 3: 7=1; unmatched Points - of view",
    );
    check(
        &format!("{microsoft}1;9/27;9/27;anonymous;;1;;A;1;;z\n"),
        "microsoft-forms 0: 7=1; unmatched Points - of view",
    );

    let moodle =
        "Surname,First name,ID number,Email address,State,Started on,Completed,Time taken,Grade/6.00";
    check(
        &format!("{moodle},Response 1,Response 2\nX,Y,007,x@y,Finished,a,b,c,6,A,B\n"),
        "moodle 2: 9=1 10=2",
    );
    check(&format!("{moodle},Response 1,Response 2\nX,Y,,x@y,Finished,a,b,c,6,A,B\n"), "moodle 3: 9=1 10=2");
    check(
        "Last name,First name,Email address,Status,Grade/2.00,Question 1,Response 1,Right answer 1\n\
         X,Y,x@y,Finished,2,\"Which, if any?: one; two\",one,two\n",
        "moodle 2: 6=2",
    );

    let canvas = "name,id,sis_id,section,section_id,section_sis_id,submitted,attempt";
    check(
        &format!(
            "{canvas},11: Why: say,1.0,\"12: Which, if any?\",1.0,n correct,n incorrect,score\nX,9,007,s,1,2,t,1,A,1,B,0,1,1,1\n"
        ),
        "canvas 2: 8=3 10=2",
    );
    check("name,id,section,submitted,11: What is it?,1.0\nX,9,s,t,A,1\n", "canvas 1: 4=1");

    check(
        "QuizName,Class,FirstName,LastName,StudentID,CustomID,Earned Points,Possible Points,PercentCorrect,QuizCreated,\
         DataExported,Key Version,Stu1,PriKey1,Points1,Mark1,Stu2,PriKey2,Points2,Mark2\n\
         q,c,f,l,007,,1,2,50,a,b,A,BC,BC,1,C,A,B,0,X\n",
        "zipgrade 4: 12=1 16=2",
    );
    check(
        "\"Exam\",\"A:id\",\"Name\",\"Mark\",\"q-1\",\"TICKED:q-1\",\"q-2\",\"TICKED:q-2\"\n\
         \"1\",\"007\",\"x\",\"1,5\",\"1\",\"AC\",\"0,5\",\"\"\n",
        "amc 1: 5=1 7=2",
    );
    check(
        "\"Exam\";\"A:id\";\"Name\";\"Mark\";\"q-3\";\"CHECKED:q-3\"\n\"1\";\"007\";\"x\";\"1,5\";\"1\";\"1;0\"\n",
        "amc 1: 5=3",
    );
    check(
        "registration;name;id;exam;answer.1;solution.1;check.1;points.1;answer.2;solution.2;check.2;points.2\n\
         007;\"x;1;2;10100;10100;1;1;00000;10000;0;0\n",
        "nops 0: 4=1 8=2",
    );
}

#[test]
fn exports_with_scores_only_are_refused_with_what_to_take_instead() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = detected(text, &Overrides::default()).expect_err("is refused").to_string();
        assert!(
            error.starts_with("f.csv has scores but no answers (") && error.contains(expected),
            "{error}"
        );
    }
    check(
        "First Name,Last Name,SID,Email,Total Score,Max Points,Status,Submission ID,1: One (1.0 pts)\nx,y,1,e,1,1,Graded,2,1\n",
        "Download Responses",
    );
    check(
        "QuizName,Class,FirstName,LastName,StudentID,Earned Points,Possible Points,PercentCorrect\nq,c,f,l,1,1,2,50\n",
        "*CSV, full format*",
    );
    check("\"Exam\",\"A:id\",\"Name\",\"Mark\",\"q-1\"\n\"1\",\"2\",\"x\",\"3\",\"1\"\n", "TICKED:");
    check("Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (55)\nx,1,2,3,s,4\n", "*Student Analysis*");
    check(
        "Surname,First name,Email address,State,Grade/2.00,Q. 1 /1.00,Q. 2 /1.00\nX,Y,x@y,Finished,2,1,1\n",
        "*Responses*",
    );
    check(
        "First name,Surname,ID number,Email address,Quiz: Exam (Real),Course total (Real)\nX,Y,1,x@y,2,2\n",
        "*Responses*",
    );
}

#[test]
fn what_the_user_says_goes_before_what_is_found() {
    let google = "Timestamp,Who,First,Second\n9/27/2026 15:00:00,x,A,B\n";
    let error = detected(google, &Overrides::default()).expect_err("nobody is named").to_string();
    assert!(error.contains("`--id-column HEADER`; the columns are: `Timestamp`, `Who`"), "{error}");
    let overrides = Overrides {
        id_column: Some("who".to_owned()),
        columns: vec![("first".to_owned(), "q-2".to_owned())],
        ..Overrides::default()
    };
    assert_eq!(told(google, &overrides), "google-sheet 1: 2=2; unmatched Second");
    let plain = Overrides { layout: Some(LayoutName::Wide), ..overrides };
    assert_eq!(told(google, &plain), "wide 1: 2=2; unmatched Timestamp, Second");
    let moodle = Overrides {
        layout: Some(LayoutName::Moodle),
        id_column: Some("Matrikel".to_owned()),
        ..Overrides::default()
    };
    assert_eq!(told("Nachname,Matrikel,Response 1\nx,7,A\n", &moodle), "moodle 1: 2=1; unmatched Nachname");
}

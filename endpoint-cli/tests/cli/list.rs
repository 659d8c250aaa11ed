//! The command `list`.

use endpoint_cli::Exit;
use serde_json::Value;

use crate::support::acme;

#[test]
fn a_table_has_a_line_for_each_operation_in_the_order_of_declaration() {
    let text = acme("list").done();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 10);
    assert!(lines[0].starts_with("NAME           METHOD  PATH                     SUMMARY"), "{text}");
    assert_eq!(lines[1], "things.find    GET     /things/<thing_id>/like  Finds things that are `like` another one.");
    assert_eq!(lines[3], "things.remove  DELETE  /things/<thing_id>       Deletes a thing. (deprecated)");
    let names: Vec<_> = lines[1..].iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(names[..5], ["things.find", "things.make", "things.remove", "things.hello", "things.file"]);
}

#[test]
fn all_words_of_the_filter_have_to_be_there_wherever_and_in_any_case() {
    let names = |words: &str| -> Vec<String> {
        let rows = acme(&format!("list --json {words}")).json();
        rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("DELETE"), ["things.remove"]);
    assert_eq!(names("make_a"), ["things.make"]);
    assert_eq!(names("health"), ["things.hello", "things.file"]);
    assert_eq!(names("get <thing_id>"), ["things.find"]);
    assert_eq!(names("thing deletes post"), [] as [&str; 0]);
    let nothing = acme("list zebra").run();
    assert_eq!((nothing.exit, nothing.stdout.as_str()), (Exit::Success, ""));
    assert_eq!(nothing.stderr, "no operation has these words\n");
}

#[test]
fn json_contains_the_properties_of_an_operation() {
    let rows = acme("list remove --json").json();
    let expected = serde_json::json!([{
        "name": "things.remove", "id": "things_remove", "group": "Things", "method": "DELETE",
        "path": "/things/<thing_id>", "summary": "Deletes a thing.",
        "idempotent": true, "destructive": true, "deprecated": true,
    }]);
    assert_eq!(rows, expected);
    assert_eq!(acme("list zebra --json").json(), Value::Array(Vec::new()));
}

#[test]
fn no_line_is_wider_than_the_terminal_unless_a_name_or_a_path_is() {
    let wide = acme("list find").width(80).done();
    assert_eq!(
        wide.lines().last().unwrap(),
        "things.find  GET     /things/<thing_id>/like  Finds things that are `like` anot…"
    );
    assert!(wide.lines().all(|line| line.chars().count() <= 80), "{wide}");
    let narrow = acme("list find").width(40).done();
    assert_eq!(narrow, "things.find\n    GET /things/<thing_id>/like\n    Finds things that are `like` anothe…\n");
}

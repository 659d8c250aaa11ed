//! The command `describe`.

use serde_json::json;

use crate::support::acme;

#[test]
fn an_operation_is_shown_with_all_that_a_caller_needs() {
    let by_id = acme("describe things_find").done();
    assert_eq!(acme("describe things.find").done(), by_id);
    for part in [
        "things.find\nGET /things/<thing_id>/like\n",
        "Operation id  things_find\n",
        "Group         Things\n",
        "Effect        repeating it has no further effect\n",
        "\nMore about it.\n",
        "  thing_id  (path, string, required)\n      The thing that the others are like:\n      its id.\n\n      Not in the flag's help.\n      given by --thing-id, or \"thing_id\" in --input\n",
        "  limit  (query, integer, optional)\n      The maximum number of things.\n      given by --limit, ",
        "  ratio  (query, number, optional)\n",
        "  verbose  (query, boolean, optional)\n",
        "  state  (query, one of open, shut_down, optional)\n",
        "  tags  (query, list of string, optional)\n",
        "  trace  (header X-Trace, string, optional)\n",
        "  session  (header X-Session, string, optional, sensitive)\n      The session's token.\n      given by ACME_SESSION, or \"session\" in --input\n",
        "\nResponse\n  list of ThingsThing",
        "    owner  (ThingsOwner)  The thing's owner.\n      age  (integer)\n      name  (string)  The owner's name.\n    parts  (list of ThingsThing)\n    thing_id  (string)  The thing's id.\n\nError\n",
        "\nError\n  code  (string)  The code of the problem.\n",
        "\nExample\n  acme call things.find \\\n      --thing-id thing-1\n",
    ] {
        assert!(by_id.contains(part), "{part}\nis not in\n{by_id}");
    }
}

#[test]
fn a_deprecated_operation_and_one_without_a_credential_say_so() {
    let remove = acme("describe things.remove").done();
    assert!(remove.contains("Deprecated    sell it\n"), "{remove}");
    assert!(remove.contains("Effect        destructive; repeating"), "{remove}");
    assert!(remove.contains("\nResponse\n  no JSON\n"), "{remove}");
    let hello = acme("describe things.hello").done();
    assert!(hello.contains("Credential    none\n"), "{hello}");
}

#[test]
fn the_flag_for_null_is_shown() {
    let make = acme("describe things.make").done();
    assert!(make.contains("given by --note, or --param-note-null for null, or \"note\" in --input\n"), "{make}");
    assert!(make.contains("given by --owner, or \"owner\" in --input\n"), "{make}");
    let make = acme("describe --json things.make").json();
    let flags: Vec<_> = make["parameters"].as_array().unwrap().iter().filter_map(|it| it.get("null_flag")).collect();
    assert_eq!(flags, ["--param-note-null", "--aliases-null"]);
}

#[test]
fn json_holds_the_schemas_and_how_to_give_each_parameter() {
    let find = acme("describe --json things.find").json();
    assert_eq!(find, acme("describe things.find --json").json());
    assert_eq!(find["example"], "acme call things.find --thing-id thing-1");
    assert_eq!(find["input"]["required"], json!(["thing_id"]));
    assert!(find["$defs"]["ThingsThing"].is_object() && find["response"]["items"].is_object(), "{find}");
    let parameter = |name: &str| {
        let found = find["parameters"].as_array().unwrap().iter().find(|parameter| parameter["name"] == name);
        found.unwrap().clone()
    };
    let tags = parameter("tags");
    assert_eq!((&tags["flag"], &tags["repeated"], &tags["in"]), (&json!("--tags"), &json!(true), &json!("query")));
    let session = parameter("session");
    assert_eq!((&session["variable"], &session["wire"]), (&json!("ACME_SESSION"), &json!("X-Session")));
    assert_eq!(session.get("flag"), None);
}

#[test]
fn an_unknown_operation_is_reported_with_a_suggestion() {
    for (name, meant) in [
        ("things.fnd", "did you mean `things.find`"),
        ("make_the_thing", "did you mean `make_a_thing`"),
        ("find", "did you mean `things.find` or `things_find`?"),
        ("THINGS.FIND", "did you mean `things.find`"),
    ] {
        for command in ["describe", "call", "snippet"] {
            let message = acme(&format!("{command} {name}")).usage();
            assert!(message.starts_with(&format!("error: Acme has no operation `{name}`; {meant}")), "{message}");
        }
    }
    let message = acme("describe zebra").usage();
    assert_eq!(message, "error: Acme has no operation `zebra`\n`acme list` shows all\n");
    let message = acme("describe").usage();
    assert_eq!(message, "error: no OPERATION is given; `acme list` shows all\n");
}

#[test]
fn an_object_that_goes_in_is_shown_with_its_members_and_a_type_speaks_for_its_parameter() {
    let bill = acme("describe things.bill").done();
    for part in [
        "  owners  (field, list of ThingsOwner, required)\n        age  (integer)\n        name  (string)  The owner's name.\n      given by --owners, once for each item or as a JSON array, or \"owners\" in --input\n",
        "  shell  (field, one of $(touch ran), plain, required)\n      A word with a command that a shell would run.\n",
        "\nSends a bill.\n\nErrors\n- `broke`\n",
        "\nExample\n  acme call things.bill \\\n      --billable=false \\\n      --dash=-dash \\\n",
    ] {
        assert!(bill.contains(part), "{part}\nis not in\n{bill}");
    }
    assert!(bill.contains("  __  (field, string, optional)\n      given by --__, or"), "{bill}");
    let make = acme("describe things.make").done();
    assert!(make.contains("\nExample with ACME_PASSWORD set\n"), "{make}");
    let help = acme("call things.bill -h").done();
    assert!(help.contains("A word with a command that a shell would run."), "{help}");
}

#[test]
fn an_operation_goes_by_its_id_in_camel_case_too() {
    let by_name = acme("describe things.make").done();
    for name in ["makeAThing", "make_a_thing"] {
        assert_eq!(acme(&format!("describe {name}")).done(), by_name);
    }
    acme("call thingsFind --help").done();
    acme("snippet thingsFind -l curl").done();
}

#[test]
fn json_holds_no_definition_that_is_not_reached() {
    let hello = acme("describe things.hello --json").json();
    let names = |value: &serde_json::Value| value["$defs"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(!names(&hello).contains(&"ThingsThing".to_owned()), "{hello}");
    let find = acme("describe things.find --json").json();
    assert!(
        names(&find).contains(&"ThingsOwner".to_owned()) && !names(&find).contains(&"ThingsShell".to_owned()),
        "{find}"
    );
}

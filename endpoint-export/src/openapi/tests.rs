//! Documents as their readers see them.

mod answers;
mod documentation;
mod library;
mod responses;
mod rules;

use std::collections::BTreeSet;

use endpoint_runtime::metadata::{Parameter, ParameterLocation};
use expect_test::expect_file;
use serde_json::{Value, json};

use super::*;
use crate::tests::stytch::{revoke_alone, stytch};

fn library() -> Value {
    serde_json::to_value(openapi(&library::provider())).unwrap()
}

/// Finds the operation of this id.
fn operation<'d>(document: &'d Value, id: &str) -> &'d Value {
    let items = document["paths"].as_object().unwrap().values();
    let mut operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations.find(|operation| operation["operationId"] == id).unwrap()
}

fn parameter<'d>(operation: &'d Value, name: &str) -> &'d Value {
    operation["parameters"].as_array().unwrap().iter().find(|parameter| parameter["name"] == name).unwrap()
}

/// Collects every reference in the value.
fn references<'d>(value: &'d Value, found: &mut BTreeSet<&'d str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The validators read this file, too.
#[test]
fn the_document_of_a_provider_that_has_everything() {
    expect_file!["../../golden/library.openapi.json"].assert_eq(&openapi(&library::provider()).to_string());
}

#[test]
fn the_document_of_revoke_alone() {
    expect_file!["../../golden/revoke.openapi.json"].assert_eq(&openapi(&revoke_alone()).to_string());
}

#[test]
fn every_operation_is_there_with_every_parameter() {
    let stytch = stytch();
    let document = serde_json::to_value(openapi(&stytch)).unwrap();
    for endpoint in stytch.operations() {
        let metadata = endpoint.metadata;
        let path = metadata.template.replace('<', "{").replace('>', "}");
        let operation = &document["paths"][path][metadata.method.as_str().to_ascii_lowercase()];
        assert_eq!(operation["operationId"], metadata.id);
        assert_eq!(operation["summary"], metadata.summary());
        let is_parameter = |declared: &Parameter| {
            // OpenAPI ignores a parameter of this name; it is a security scheme instead.
            declared.location != ParameterLocation::Field && declared.wire_name != "Authorization"
        };
        for declared in metadata.parameters().filter(is_parameter) {
            let parameter = parameter(operation, declared.wire_name);
            // One without documentation has that of its type.
            let described = parameter["description"].as_str().is_some_and(|docs| !docs.is_empty());
            assert!(described && [&json!(""), &parameter["description"]].contains(&&json!(declared.docs)));
            assert_eq!(parameter["required"], declared.required);
            assert_eq!(parameter.get("x-sensitive").is_some(), declared.sensitive, "{}", declared.name);
            assert!(!parameter["example"].is_null(), "{}", declared.name);
        }
    }
}

#[test]
fn what_is_referred_to_is_there_and_nothing_else() {
    for document in [library(), serde_json::to_value(openapi(&stytch())).unwrap()] {
        let mut references = BTreeSet::new();
        self::references(&document, &mut references);
        let kinds = ["schemas", "responses"].into_iter();
        let components: BTreeSet<String> = kinds
            .flat_map(|kind| {
                let names = document["components"][kind].as_object().unwrap().keys();
                names.map(move |name| format!("#/components/{kind}/{name}"))
            })
            .collect();
        assert_eq!(references, components.iter().map(String::as_str).collect());
    }
}

#[test]
fn paths_stand_in_the_order_of_declaration() {
    let document = openapi(&library::provider());
    let paths: Vec<&str> = document.paths.iter().map(|(path, _)| path).collect();
    let shelf = ["/books/search", "/books/{book_id}", "/books/{book_id}/note", "/books/{book_id}/cover"];
    let files = ["/books/{book_id}/scans"];
    assert_eq!(paths, [&shelf[..], &files, &["/cards/lock", "/cards", "/cards/own"]].concat());
}

#[test]
fn the_document_describes_the_api() {
    let document = library();
    assert_eq!(document["info"]["license"]["identifier"], "MIT OR Apache-2.0");
    let tags = json!([
        // The words of both traits of the tag.
        { "name": "Books", "description": "The shelf.\n\nFiles that are too large for the shelf." },
        { "name": "cards", "description": "Cards of readers." },
    ]);
    assert_eq!(document["tags"], tags);
}

#[test]
fn one_path_goes_by_the_names_of_its_first_operation() {
    let document = library();
    let path = document["paths"]["/books/{book_id}"].as_object().unwrap();
    assert_eq!(path.keys().collect::<BTreeSet<_>>().len(), 5);
    // Declared as `PUT /books/<id>`, with a text of its own.
    let id = parameter(&path["put"], "book_id");
    assert_eq!((&id["in"], &id["description"]), (&json!("path"), &json!("The one to go.")));
}

#[test]
fn a_credential_of_ones_own_or_none() {
    let document = library();
    assert_eq!(document["security"], json!([{ "basic": [] }, { "bearer": [] }, { "key": [] }]));
    assert_eq!(operation(&document, "books_search").get("security"), None);
    assert_eq!(operation(&document, "cards_order")["security"], json!([]));
    assert_eq!(operation(&document, "cards_own")["security"], json!([{ "access_token": [] }, {}]));
    let own = &document["components"]["securitySchemes"]["access_token"];
    assert_eq!((&own["type"], &own["name"]), (&json!("apiKey"), &json!("Authorization")));
}

#[test]
fn queries_are_repeated_limited_and_fixed() {
    let document = library();
    let search = operation(&document, "books_search");
    let label = parameter(search, "label");
    assert_eq!(label["schema"], json!({ "type": "array", "items": { "type": "string" } }));
    assert_eq!(parameter(search, "genre")["example"], "novel");
    let sort = parameter(search, "sort");
    assert_eq!((&sort["required"], &sort["schema"]["const"]), (&json!(true), &json!("newest")));
}

#[test]
fn a_group_that_may_be_left_out_requires_no_header() {
    let document = library();
    let card = |id| &parameter(operation(&document, id), "X-Library-Card")["required"];
    assert_eq!((card("books_search"), card("books_change")), (&json!(false), &json!(true)));
}

#[test]
fn fields_are_members_of_one_object() {
    let document = library();
    let body = &operation(&document, "books_change")["requestBody"];
    let schema = &body["content"]["application/json"]["schema"];
    assert_eq!(schema["required"], json!(["newTitle"]));
    let author = json!({ "type": ["string", "null"], "description": "`null` when nobody knows." });
    assert_eq!(schema["properties"]["author"], author);
    assert_eq!(schema["properties"]["key"]["x-sensitive"], true);
    let lock = &operation(&document, "cards_lock_all")["requestBody"];
    assert_eq!(lock["content"]["application/json"], json!({ "schema": { "type": "object" }, "example": {} }));
}

#[test]
fn what_must_not_be_missed_is_said() {
    let document = library();
    let change = operation(&document, "books_change");
    assert_eq!((&change["deprecated"], &change["description"]), (&json!(true), &json!("**Deprecated:** Replace it.")));
    let lock = operation(&document, "cards_lock_all");
    assert_eq!((&lock["x-idempotent"], &lock["x-destructive"]), (&json!(true), &json!(true)));
    let cover = operation(&document, "files_draw_cover");
    assert_eq!(
        cover["servers"],
        json!([{ "url": "https://files.library.test", "description": "files: Large things." }])
    );
}

#[test]
fn bodies_that_are_not_json_are_not_said_to_be() {
    let document = library();
    let media_types = |body: &Value| body["content"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for (id, request, response) in [
        ("books_write_note", "text/plain", "text/plain"),
        ("files_draw_cover", "application/octet-stream", "application/octet-stream"),
        ("cards_order", "application/x-www-form-urlencoded", "application/json"),
    ] {
        let operation = operation(&document, id);
        assert_eq!(media_types(&operation["requestBody"]), [request]);
        assert_eq!(media_types(&operation["responses"]["200"]), [response]);
    }
    // `()` reads no body, and an answer to HEAD has none.
    for id in ["books_delete", "books_is_there"] {
        assert_eq!(operation(&document, id)["responses"]["200"].get("content"), None);
    }
    assert_eq!(
        operation(&document, "books_is_there")["responses"]["4XX"],
        json!({ "description": "The call failed." })
    );
}

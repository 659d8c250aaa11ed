use proptest::prelude::*;
use serde_json::json;

use super::*;

/// Reads a schema that refers to [`definitions`], and serializes the type.
fn read(schema: &Value) -> Value {
    serde_json::to_value(ValueType::read(schema, &definitions())).unwrap()
}

fn definitions() -> BTreeMap<String, Value> {
    serde_json::from_value(json!({
        "Id": { "type": "string", "description": "An id." },
        "Color": { "oneOf": [{ "const": "red", "description": "Warm." }, { "enum": ["blue", null] }] },
        "Point": { "type": "object", "properties": { "x": { "type": "number" } }, "required": ["x"] },
        "Tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/Tree" } } },
        "Itself": { "$ref": "#/$defs/Itself" },
        "Maybe": { "anyOf": [{ "$ref": "#/$defs/Maybe" }, { "type": "null" }, { "type": "string" }] },
        "Text": { "anyOf": [{ "$ref": "#/$defs/Count" }, { "type": "string" }] },
        "Count": { "anyOf": [{ "$ref": "#/$defs/Text" }, { "type": "integer" }] },
    }))
    .unwrap()
}

#[test]
fn each_schema_is_read_as_its_type() {
    for (schema, kind) in [
        (json!(true), json!({ "kind": "any" })),
        (json!({}), json!({ "kind": "any" })),
        (json!(false), json!({ "kind": "never" })),
        (json!({ "not": {} }), json!({ "kind": "never" })),
        (json!({ "type": "null" }), json!({ "kind": "null" })),
        (json!({ "const": null }), json!({ "kind": "null" })),
        (json!({ "type": "boolean" }), json!({ "kind": "boolean" })),
        (json!({ "type": ["string", "null"] }), json!({ "kind": "string", "nullable": true })),
        (json!({ "type": ["integer", "number"] }), json!({ "kind": "number" })),
        (json!({ "minimum": 1 }), json!({ "kind": "number", "minimum": 1 })),
        (
            json!({ "type": "integer", "format": "uint64", "maximum": u64::MAX }),
            json!({ "kind": "integer", "format": "uint64", "maximum": u64::MAX }),
        ),
        (json!({ "type": "string", "contentEncoding": "base64" }), json!({ "kind": "binary" })),
        (
            json!({ "type": "string", "format": "password" }),
            json!({ "kind": "string", "format": "password", "sensitive": true }),
        ),
        (
            json!({ "enum": ["a", null], "default": "a" }),
            json!({ "kind": "enum", "values": [{ "value": "a" }], "nullable": true, "default": "a" }),
        ),
        (json!({ "$ref": "#/$defs/Gone" }), json!({ "kind": "any" })),
        (
            json!({ "$ref": "#/$defs/Id", "description": "Whose?" }),
            json!({ "kind": "named", "name": "Id", "docs": "Whose?" }),
        ),
        (
            json!({ "anyOf": [{ "$ref": "#/$defs/Id" }, { "type": "null" }] }),
            json!({ "kind": "named", "name": "Id", "nullable": true }),
        ),
        (
            json!({ "anyOf": [{ "$ref": "#/$defs/Color" }, { "const": 7 }] }),
            json!({ "kind": "union", "variants": [
                { "kind": "named", "name": "Color" },
                { "kind": "enum", "values": [{ "value": 7 }] },
            ] }),
        ),
        (
            json!({ "anyOf": [{ "enum": ["a"] }, { "type": "string" }] }),
            json!({ "kind": "enum", "values": [{ "value": "a" }], "open": true }),
        ),
        (
            json!({ "oneOf": [{ "const": "a" }, { "enum": ["a", "b"] }] }),
            json!({ "kind": "union", "exclusive": true, "variants": [
                { "kind": "enum", "values": [{ "value": "a" }] },
                { "kind": "enum", "values": [{ "value": "a" }, { "value": "b" }] },
            ] }),
        ),
        (
            json!({ "type": "array", "items": { "$ref": "#/$defs/Id" }, "uniqueItems": true }),
            json!({ "kind": "list", "items": { "kind": "named", "name": "Id" }, "unique": true }),
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
            json!({ "kind": "map", "values": { "kind": "integer" } }),
        ),
        (
            json!({ "type": "object", "patternProperties": { "^\\d+$": true }, "additionalProperties": false }),
            json!({ "kind": "map", "values": { "kind": "any" }, "namePattern": "^\\d+$" }),
        ),
        (
            json!({ "type": "object", "additionalProperties": false }),
            json!({ "kind": "object", "members": [], "others": { "kind": "never" } }),
        ),
        (
            json!({ "allOf": [
                { "$ref": "#/$defs/Point" },
                { "properties": { "x": { "minimum": 0 }, "y": { "type": "number" } }, "required": ["y"] },
            ] }),
            json!({ "kind": "object", "members": [
                { "name": "x", "required": true, "value": { "kind": "number", "minimum": 0 } },
                { "name": "y", "required": true, "value": { "kind": "number" } },
            ] }),
        ),
        (
            json!({
                "properties": { "id": { "type": "string" } },
                "oneOf": [{ "properties": { "kind": { "const": "a" } } }, { "$ref": "#/$defs/Point" }],
            }),
            json!({ "kind": "union", "exclusive": true, "variants": [
                { "kind": "object", "members": [
                    { "name": "id", "value": { "kind": "string" } },
                    { "name": "kind", "value": { "kind": "enum", "values": [{ "value": "a" }] } },
                ] },
                { "kind": "object", "members": [
                    { "name": "id", "value": { "kind": "string" } },
                    { "name": "x", "required": true, "value": { "kind": "number" } },
                ] },
            ] }),
        ),
        (
            json!({ "type": "object", "required": ["a"] }),
            json!({ "kind": "object", "members": [{ "name": "a", "required": true, "value": { "kind": "any" } }] }),
        ),
    ] {
        assert_eq!(read(&schema), kind, "{schema}");
    }
}

#[test]
fn cycles_of_definitions_are_broken() {
    let types = Types::read(&definitions());
    let of = |name: &str| serde_json::to_value(types.get(name).unwrap()).unwrap();
    assert_eq!(of("Itself"), json!({ "kind": "any" }));
    assert_eq!(of("Maybe"), json!({ "kind": "string", "nullable": true }));
    let both =
        |first: &str, second: &str| json!({ "kind": "union", "variants": [{ "kind": first }, { "kind": second }] });
    assert_eq!(of("Text"), both("integer", "string"));
    assert_eq!(of("Count"), both("string", "integer"));
    assert_eq!(
        of("Color"),
        json!({
            "kind": "enum", "nullable": true,
            "values": [{ "value": "red", "docs": "Warm." }, { "value": "blue" }],
        })
    );
    let tree = json!({ "kind": "object", "members": [
        { "name": "left", "value": { "kind": "named", "name": "Tree" } },
    ] });
    assert_eq!(of("Tree"), tree);
}

#[test]
fn names_are_followed_to_their_types() {
    let types = Types::read(&definitions());
    let read = |schema: &Value| ValueType::read(schema, &definitions());
    let id = read(&json!({ "$ref": "#/$defs/Id" }));
    assert_eq!(types.docs(&id), "An id.");
    assert!(matches!(types.kind(&id), TypeKind::String(_)) && !types.is_nullable(&id));
    assert!(types.is_nullable(&read(&json!({ "$ref": "#/$defs/Maybe" }))));
    assert!(types.is_nullable(&read(&json!(true))));
    let given = read(&json!({ "$ref": "#/$defs/Id", "examples": ["id-1"], "default": "id-2" }));
    assert_eq!(types.example(&given), Some(&json!("id-1")));
    assert_eq!(types.example(&id), None);
}

/// Random schemas with every construct, which refer to four definitions.
fn schemas() -> impl Strategy<Value = Value> {
    let name = prop_oneof![Just("A"), Just("B"), Just("C"), Just("D")];
    let leaf = prop_oneof![
        name.prop_map(|name| json!({ "$ref": format!("#/$defs/{name}") })),
        any::<bool>().prop_map(|all| json!(all)),
        prop::sample::subsequence(vec!["string", "integer", "null", "boolean"], 1..3)
            .prop_map(|types| json!({ "type": types })),
        prop::sample::subsequence(vec![json!("a"), json!(1), json!(null)], 0..3)
            .prop_map(|values| json!({ "enum": values })),
    ];
    leaf.prop_recursive(3, 24, 3, |inner| {
        let some = prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            inner.clone().prop_map(|items| json!({ "type": "array", "items": items })),
            inner.clone().prop_map(|values| json!({ "type": "object", "additionalProperties": values })),
            (inner.clone(), inner.clone())
                .prop_map(|(a, b)| json!({ "type": "object", "properties": { "a": a, "b": b }, "required": ["a"] })),
            (some, prop::sample::select(vec!["anyOf", "oneOf", "allOf"])).prop_map(|(some, of)| json!({ of: some })),
            (inner.clone(), inner)
                .prop_map(|(a, b)| json!({ "properties": { "c": a }, "anyOf": [b, { "type": "null" }] })),
        ]
    })
}

proptest! {
    #[test]
    fn following_names_and_variants_of_any_schemas_ends(parts in prop::collection::vec(schemas(), 5)) {
        let names = ["A", "B", "C", "D"].map(str::to_owned);
        let definitions: BTreeMap<String, Value> = names.into_iter().zip(parts.iter().skip(1).cloned()).collect();
        let types = Types::read(&definitions);
        let value = ValueType::read(&parts[0], &definitions);
        for value in types.iter().map(|(_, value)| value).chain([&value]) {
            // An endless recursion would overflow the stack.
            let _ = (types.is_nullable(value), types.docs(value), types.example(value));
            let is_name = matches!(types.resolve(value).kind, TypeKind::Named { .. });
            prop_assert!(!is_name);
        }
    }
}

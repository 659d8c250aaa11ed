//! Strategies for schemas.

use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Map, Value, json};

use super::Case;

const NAMES: [&str; 4] = ["A", "B", "C", "D"];

/// Schemas whose parts do not contradict each other, and which are not themselves before they are anything else.
pub(super) fn consistent() -> impl Strategy<Value = Case> {
    let definition = prop_oneof![leaf(), object(nested(referring_leaf())), list(nested(referring_leaf()))];
    case(nested(referring_leaf()), definition)
}

/// Schemas whose parts may contradict each other and refer to each other in any way.
pub(super) fn contradicting() -> impl Strategy<Value = Case> {
    let schema = || {
        nested(referring_leaf()).prop_recursive(2, 12, 3, |inner| {
            prop_oneof![
                vec(inner.clone(), 1..3).prop_map(|parts| json!({ "allOf": parts })),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| merged([a, json!({ "anyOf": [b, true] })])),
                (inner.clone(), inner).prop_map(|(a, b)| merged([a, b])),
                Just(json!(false)),
                Just(json!({ "type": "integer", "minimum": 3, "maximum": 2 })),
            ]
        })
    };
    case(schema(), schema())
}

/// Schemas that refer to each other in cycles of any length: as they are, as nullable ones, in unions, and inside of lists, maps
/// and objects.
pub(super) fn graph() -> impl Strategy<Value = Case> {
    let reference = || select(&NAMES).prop_map(|name| json!({ "$ref": format!("#/$defs/{name}") }));
    let nullable = reference().prop_map(|schema| json!({ "anyOf": [schema, { "type": "null" }] }));
    let part = prop_oneof![4 => reference(), 1 => nullable.clone(), 1 => leaf(), 1 => list(reference()), 1 => map(reference())];
    let union = (vec(part.clone(), 1..4), select(vec!["anyOf", "oneOf"])).prop_map(|(some, of)| json!({ of: some }));
    let nested = (vec(union.clone(), 1..3)).prop_map(|some| json!({ "anyOf": some }));
    let definition = prop_oneof![
        3 => union,
        1 => nested,
        1 => reference(),
        1 => nullable,
        1 => list(part.clone()),
        1 => object(part.clone()),
        1 => map(part),
        1 => Just(json!({ "type": "object" })),
        1 => Just(json!({ "type": "object", "additionalProperties": false })),
        1 => (object(reference()), reference()).prop_map(|(object, other)| json!({ "allOf": [open(object), other] })),
    ];
    case(reference(), definition)
}

fn case(schema: impl Strategy<Value = Value>, definition: impl Strategy<Value = Value>) -> impl Strategy<Value = Case> {
    (schema, vec(definition, NAMES.len())).prop_map(|(schema, definitions)| Case {
        schema,
        definitions: NAMES.map(str::to_owned).into_iter().zip(definitions).collect(),
    })
}

fn nested(leaf: impl Strategy<Value = Value> + Clone + 'static) -> BoxedStrategy<Value> {
    let nested = leaf.prop_recursive(3, 24, 3, |inner| {
        prop_oneof![
            list(inner.clone()),
            map(inner.clone()),
            object(inner.clone()),
            inner.clone().prop_map(|schema| json!({ "anyOf": [schema, { "type": "null" }] })),
            (vec(inner.clone(), 1..3), select(vec!["anyOf", "oneOf"])).prop_map(|(some, of)| json!({ of: some })),
            tagged(inner.clone()),
            (object(inner.clone()), inner)
                .prop_map(|(object, other)| json!({ "allOf": [open(object), { "properties": { "other": other } }] })),
        ]
    });
    nested.boxed()
}

fn referring_leaf() -> BoxedStrategy<Value> {
    let reference = |name| json!({ "$ref": format!("#/$defs/{name}") });
    let described = |name| json!({ "$ref": format!("#/$defs/{name}"), "description": "See `Else`." });
    prop_oneof![2 => leaf(), 1 => select(&NAMES).prop_map(reference), 1 => select(&NAMES).prop_map(described)].boxed()
}

fn leaf() -> BoxedStrategy<Value> {
    let formats = ["date", "date-time", "duration", "email", "ipv4", "uuid", "uri", "other"];
    let values = vec![json!("a"), json!("b \u{202e}"), json!(1), json!(-0.5), json!(true), json!(null)];
    let texts = ["first", "second"];
    prop_oneof![
        string(),
        select(formats.to_vec()).prop_map(|format| json!({ "type": "string", "format": format })),
        Just(json!({ "type": "string", "contentEncoding": "base64" })),
        number(),
        Just(json!({ "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 })),
        Just(json!({ "type": "integer", "format": "int64" })),
        Just(json!({ "type": "integer", "format": "uint64", "minimum": 9_007_199_254_740_993_u64 })),
        select(vec![json!(true), json!({}), json!({ "type": "null" }), json!({ "type": "boolean" })]),
        proptest::sample::subsequence(vec!["string", "integer", "null", "boolean", "object"], 1..3)
            .prop_map(|types| json!({ "type": types })),
        select(values.clone()).prop_map(|value| json!({ "const": value })),
        proptest::sample::subsequence(values, 1..4).prop_map(|values| json!({ "enum": values })),
        Just(json!({ "oneOf": texts.map(|text| json!({ "const": text, "description": text })) })),
        Just(json!({ "anyOf": [{ "enum": texts }, { "type": "string" }] })),
    ]
    .boxed()
}

fn string() -> impl Strategy<Value = Value> {
    (option::of(0..8_u64), option::of(0..8_u64)).prop_map(|(min, more)| {
        let max = more.map(|more| min.unwrap_or(0) + more);
        without_null([("type", json!("string")), ("minLength", json!(min)), ("maxLength", json!(max))])
    })
}

fn number() -> impl Strategy<Value = Value> {
    let kind = select(vec!["integer", "number"]);
    let bounds = select(vec![["minimum", "maximum"], ["exclusiveMinimum", "exclusiveMaximum"]]);
    let numbers = (option::of(-20..20_i64), option::of(0..9_i64), option::of(select(vec![1, 2, 5])));
    (kind, bounds, numbers).prop_map(|(kind, [lower, upper], (min, more, unit))| {
        let max = more.map(|more| min.unwrap_or(-10) + more);
        let bounds = [(lower, json!(min)), (upper, json!(max)), ("multipleOf", json!(unit))];
        without_null([("type", json!(kind))].into_iter().chain(bounds))
    })
}

fn list(item: impl Strategy<Value = Value> + Clone + 'static) -> BoxedStrategy<Value> {
    let list = (option::of(item.clone()), option::of(0..3_u64), any::<bool>()).prop_map(|(items, min, unique)| {
        without_null([
            ("type", json!("array")),
            ("items", json!(items)),
            ("minItems", json!(min)),
            ("uniqueItems", json!(unique)),
        ])
    });
    let tuple = vec(item, 1..3).prop_map(|items| {
        let length = items.len();
        json!({ "type": "array", "prefixItems": items, "minItems": length, "maxItems": length })
    });
    prop_oneof![list, tuple].boxed()
}

fn map(values: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let keyword = select(vec!["additionalProperties", "patternProperties"]);
    (values, keyword, option::of(0..3_u64)).prop_map(|(values, keyword, min)| {
        let values = if keyword == "patternProperties" { json!({ "^n": values }) } else { values };
        without_null([("type", json!("object")), (keyword, values), ("minProperties", json!(min))])
    })
}

fn object(member: impl Strategy<Value = Value> + Clone + 'static) -> BoxedStrategy<Value> {
    let required = proptest::sample::subsequence(vec!["a", "b-c", "undescribed"], 0..3);
    let others = option::of(prop_oneof![Just(json!(false)), member.clone()]);
    let object = (member.clone(), member, required, others).prop_map(|(a, b, required, others)| {
        let is_closed = others == Some(json!(false));
        let required: Vec<_> = required.into_iter().filter(|name| !is_closed || *name != "undescribed").collect();
        // A member that is only required has the type of the others.
        let others = others.filter(|_| is_closed || !required.contains(&"undescribed"));
        without_null([
            ("type", json!("object")),
            ("properties", json!({ "a": a, "b-c": b })),
            ("required", json!(required)),
            ("additionalProperties", json!(others)),
        ])
    });
    object.boxed()
}

/// Objects that one member tells apart, as with enums in Rust.
fn tagged(member: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    member.prop_map(|member| {
        let variant = |tag: &str| {
            let properties = json!({ "tag": { "const": tag }, tag: member });
            json!({ "type": "object", "properties": properties, "required": ["tag"] })
        };
        json!({ "oneOf": [variant("left"), variant("right")] })
    })
}

/// Returns the schema of an object that refuses no member.
fn open(mut object: Value) -> Value {
    if let Some(keywords) = object.as_object_mut() {
        keywords.remove("additionalProperties");
    }
    object
}

fn merged(schemas: [Value; 2]) -> Value {
    let keywords = schemas.into_iter().filter_map(|schema| match schema {
        Value::Object(keywords) => Some(keywords),
        _ => None,
    });
    Value::Object(keywords.flatten().collect())
}

fn without_null(keywords: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let keywords = keywords.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(keywords.map(|(keyword, value)| (keyword.to_owned(), value)).collect::<Map<_, _>>())
}

//! The path of an error of decoding, for random documents in which one value is replaced by a value that its type refuses.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]
#![allow(dead_code, reason = "the types are only read")]

use std::collections::BTreeMap;

use endpoint_runtime::{DecodeError, JsonPath};
use proptest::{prelude::*, sample::Index};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
struct Node {
    id: u32,
    name: String,
    flag: bool,
    ratio: f64,
    tags: Vec<String>,
    pair: (u8, String),
    matrix: Vec<Vec<i64>>,
    state: State,
    children: Vec<Node>,
    by_name: BTreeMap<String, Node>,
    best: Option<Box<Node>>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
enum State {
    Open,
    Closed,
}

/// The type of a value.
#[derive(Clone, Copy, PartialEq)]
enum Type {
    Node,
    Optional,
    Unsigned,
    Signed,
    Float,
    Bool,
    Text,
    OptionalText,
    State,
    Texts,
    Pair,
    Row,
    Matrix,
    Nodes,
    NodeMap,
}

impl Type {
    fn of_member(name: &str) -> Self {
        match name {
            "id" => Self::Unsigned,
            "name" => Self::Text,
            "flag" => Self::Bool,
            "ratio" => Self::Float,
            "tags" => Self::Texts,
            "pair" => Self::Pair,
            "matrix" => Self::Matrix,
            "state" => Self::State,
            "children" => Self::Nodes,
            "by_name" => Self::NodeMap,
            "best" => Self::Optional,
            _ => Self::OptionalText,
        }
    }

    /// Returns the type of a value within one of this type.
    fn of_child(self, name: &str, index: usize) -> Self {
        match self {
            Self::Node | Self::Optional => Self::of_member(name),
            Self::Pair if index == 0 => Self::Unsigned,
            Self::Texts | Self::Pair => Self::Text,
            Self::Matrix => Self::Row,
            Self::Row => Self::Signed,
            _ => Self::Node,
        }
    }

    /// Returns values that the type refuses as such, and not because of a value within.
    fn refused(self) -> Vec<Value> {
        let (null, bool, number, text) = (json!(null), json!(true), json!(7), json!("s3cret"));
        let (list, deep_list, object, deep_object) = (json!([]), json!([[[1]]]), json!({}), json!({"a": {"b": [1]}}));
        match self {
            // A struct is also read from a list.
            Self::Node => vec![null, bool, number, text, list],
            Self::Optional => vec![bool, number, text],
            Self::Unsigned => {
                vec![null, bool, text, list, deep_list, object, deep_object, json!(-1), json!(1.5), json!(1e10)]
            }
            Self::Signed => vec![null, bool, text, list, deep_list, object, deep_object, json!(1.5), json!(1e30)],
            Self::Float => vec![null, bool, text, list, deep_list, object, deep_object],
            Self::Bool => vec![null, number, text, list, deep_list, object, deep_object],
            Self::Text => vec![null, bool, number, list, deep_list, object, deep_object],
            Self::OptionalText => vec![bool, number, list, deep_list, object, deep_object],
            Self::State => vec![null, bool, number, text, list, deep_list, object],
            Self::Texts | Self::Pair | Self::Row | Self::Matrix | Self::Nodes => {
                vec![null, bool, number, text, object, deep_object]
            }
            Self::NodeMap => vec![null, bool, number, text, list, deep_list],
        }
    }
}

/// A value in a document: its path, and its JSON Pointer.
struct Slot {
    path: JsonPath,
    pointer: String,
    value_type: Type,
}

/// Lists all values of a document.
fn slots(value: &Value, slot: Slot, found: &mut Vec<Slot>) {
    let Slot { path, pointer, value_type } = &slot;
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                let child = Slot { path: path.clone().member(name), pointer, value_type: value_type.of_child(name, 0) };
                slots(member, child, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let pointer = format!("{pointer}/{index}");
                let child =
                    Slot { path: path.clone().index(index), pointer, value_type: value_type.of_child("", index) };
                slots(item, child, found);
            }
        }
        _ => {}
    }
    found.push(slot);
}

/// Any node without others in it.
fn leaf() -> impl Strategy<Value = Value> {
    let scalars = (any::<u32>(), any::<String>(), any::<bool>(), -1e9..1e9, any::<u8>(), any::<Option<String>>());
    let lists = (
        prop::collection::vec(any::<String>(), 0..3),
        prop::collection::vec(prop::collection::vec(any::<i64>(), 0..3), 0..3),
        prop::sample::select(vec!["Open", "Closed"]),
    );
    (scalars, lists).prop_map(|((id, name, flag, ratio, small, note), (tags, matrix, state))| {
        json!({
            "id": id, "name": name, "flag": flag, "ratio": ratio, "tags": tags, "pair": [small, name], "matrix": matrix,
            "state": state, "children": [], "by_name": {}, "best": null, "note": note, "unknown": [{"id": null}],
        })
    })
}

fn node() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 16, 3, |inner| {
        let children = prop::collection::vec(inner.clone(), 0..3);
        let by_name = prop::collection::btree_map(any::<String>(), inner.clone(), 0..3);
        (leaf(), children, by_name, prop::option::of(inner)).prop_map(|(mut node, children, by_name, best)| {
            node["children"] = json!(children);
            node["by_name"] = json!(by_name);
            node["best"] = json!(best);
            node
        })
    })
}

fn read(document: &Value, is_pretty: bool) -> Result<Node, DecodeError> {
    let json = if is_pretty { serde_json::to_vec_pretty(document) } else { serde_json::to_vec(document) }.unwrap();
    serde_json::from_slice(&json).map_err(|error| DecodeError::from_json(&error, &json))
}

fn slots_of(document: &Value) -> Vec<Slot> {
    let mut found = Vec::new();
    let root = Slot { path: JsonPath::default(), pointer: String::new(), value_type: Type::Node };
    slots(document, root, &mut found);
    found.retain(|slot| !slot.pointer.contains("/unknown"));
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_refused_value_has_its_path(mut document in node(), slot: Index, wrong: Index, is_pretty: bool) {
        prop_assert!(read(&document, is_pretty).is_ok());
        let slots = slots_of(&document);
        let Slot { path, pointer, value_type } = slot.get(&slots);
        *document.pointer_mut(pointer).unwrap() = wrong.get(&value_type.refused()).clone();
        let error = read(&document, is_pretty).unwrap_err();
        prop_assert_eq!(error.path(), Some(path), "{}", error);
        prop_assert!(!error.to_string().contains("s3cret"));
    }

    #[test]
    fn a_missing_member_has_its_path(mut document in node(), slot: Index, is_pretty: bool) {
        let slots = slots_of(&document);
        let nodes: Vec<&Slot> = slots.iter().filter(|slot| {
            matches!(slot.value_type, Type::Node | Type::Optional) && !document.pointer(&slot.pointer).unwrap().is_null()
        }).collect();
        let Slot { path, pointer, .. } = slot.get(&nodes);
        document.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove("flag");
        let error = read(&document, is_pretty).unwrap_err();
        prop_assert_eq!(error.path(), Some(&path.clone().member("flag")), "{}", error);
        prop_assert!(error.to_string().contains("flag: is missing"), "{}", error);
    }
}

//! Any value of Rust as it is written, with `serde_json` as the twin.

use proptest::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::super::write_json;
use crate::error::JsonPath;

/// A value in the forms that `Serialize` has.
#[derive(Clone, Debug)]
enum Tree {
    Unit,
    Text(String),
    Double(f64),
    Single(f32),
    Large(u128),
    Some(Box<Tree>),
    None,
    Newtype(Box<Tree>),
    Variant(Box<Tree>),
    List(Vec<Tree>),
    Tuple(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    Struct(Box<[Tree; 2]>),
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::{SerializeStruct as _, SerializeTuple as _};
        match self {
            Self::Unit => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Double(double) => serializer.serialize_f64(*double),
            Self::Single(single) => serializer.serialize_f32(*single),
            Self::Large(large) => serializer.serialize_u128(*large),
            Self::Some(inner) => serializer.serialize_some(inner),
            Self::None => serializer.serialize_none(),
            Self::Newtype(inner) => serializer.serialize_newtype_struct("Newtype", inner),
            Self::Variant(inner) => serializer.serialize_newtype_variant("Tree", 0, "variant", inner),
            Self::List(items) => serializer.collect_seq(items),
            Self::Tuple(items) => {
                let mut tuple = serializer.serialize_tuple(items.len())?;
                items.iter().try_for_each(|item| tuple.serialize_element(item))?;
                tuple.end()
            }
            Self::Map(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
            Self::Struct(fields) => {
                let mut object = serializer.serialize_struct("Struct", 2)?;
                object.serialize_field("first", &fields[0])?;
                object.serialize_field("second", &fields[1])?;
                object.end()
            }
        }
    }
}

/// Returns the path of the first float that JSON does not have.
fn first_without_json(tree: &Tree) -> Option<JsonPath> {
    match tree {
        Tree::Double(double) => (!double.is_finite()).then(JsonPath::default),
        Tree::Single(single) => (!single.is_finite()).then(JsonPath::default),
        Tree::Some(inner) | Tree::Newtype(inner) => first_without_json(inner),
        Tree::Variant(inner) => first_without_json(inner).map(|path| path.in_member("variant")),
        Tree::List(items) | Tree::Tuple(items) => {
            items.iter().enumerate().find_map(|(index, item)| Some(first_without_json(item)?.in_item(index)))
        }
        Tree::Map(members) => members.iter().find_map(|(name, value)| Some(first_without_json(value)?.in_member(name))),
        Tree::Struct(fields) => {
            let first = first_without_json(&fields[0]).map(|path| path.in_member("first"));
            first.or_else(|| first_without_json(&fields[1]).map(|path| path.in_member("second")))
        }
        Tree::Unit | Tree::Text(_) | Tree::Large(_) | Tree::None => None,
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        1 => Just(Tree::Unit),
        1 => Just(Tree::None),
        1 => any::<String>().prop_map(Tree::Text),
        1 => any::<u128>().prop_map(Tree::Large),
        4 => prop::num::f64::NORMAL.prop_map(Tree::Double),
        2 => any::<f64>().prop_map(Tree::Double),
        1 => any::<f32>().prop_map(Tree::Single),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY)].prop_map(Tree::Double),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let items = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Some(tree.into())),
            inner.clone().prop_map(|tree| Tree::Newtype(tree.into())),
            inner.clone().prop_map(|tree| Tree::Variant(tree.into())),
            items.clone().prop_map(Tree::List),
            items.prop_map(Tree::Tuple),
            prop::collection::vec((any::<String>(), inner.clone()), 0..4).prop_map(Tree::Map),
            [inner.clone(), inner].prop_map(|fields| Tree::Struct(fields.into())),
        ]
    })
}

proptest! {
    /// NaN and the infinities are refused with their path, and everything else is the JSON of `serde_json`.
    #[test]
    fn a_value_is_written_as_it_is_or_refused(tree in trees()) {
        let mut json = Vec::new();
        match (write_json(&tree, &mut json), first_without_json(&tree)) {
            (Err(error), Some(path)) => prop_assert_eq!(error.to_string(), format!("{path}: expected a finite number")),
            (Ok(()), None) => {
                let twin = serde_json::to_vec(&tree).unwrap();
                let read = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
                prop_assert_eq!(as_doubles(read(&json)), as_doubles(read(&twin)));
            }
            (result, path) => prop_assert!(false, "{result:?}, {path:?}"),
        }
    }
}

/// Makes doubles of all numbers, since `5` and `5.0` are the same double.
pub(super) fn as_doubles(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map(f64::to_bits).into(),
        Value::Array(items) => items.into_iter().map(as_doubles).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, as_doubles(value))).collect(),
        value => value,
    }
}

#[test]
fn an_error_of_serialize_keeps_its_path() {
    struct Refusing;
    impl Serialize for Refusing {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("s3cret"))
        }
    }
    let value = std::collections::BTreeMap::from([("a", vec![None, Some(Refusing)])]);
    let error = write_json(&value, &mut Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "a[1]: has no JSON form");
}

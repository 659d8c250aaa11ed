//! Sensitive fields of objects: no `Debug` shows them, and they are equal if their values are.

#![allow(missing_docs, unreachable_pub, reason = "the objects are declared as a crate would")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use endpoint_runtime::{JsonMap, Param, object, open_enum};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A secret that has a type.
#[derive(Clone, Debug, Default, PartialEq, Param, Serialize, Deserialize)]
pub struct Pin(String);

/// A secret of a few known ones.
#[open_enum(rename_all = "snake_case")]
pub enum Answer {
    Blue,
    Red,
}

/// An object with a sensitive field of this type in each presence.
#[object(server)]
pub struct Secret<T: Param> {
    #[sensitive]
    pub required: T,
    #[sensitive]
    pub optional: Option<T>,
    #[sensitive]
    pub nullable: Option<Option<T>>,
    #[sensitive]
    #[field(default)]
    pub list: Vec<T>,
    #[sensitive]
    pub optional_list: Option<Vec<T>>,
    pub open: u8,
    #[rest]
    pub extra: JsonMap,
}

/// Checks a type by two values of it, as JSON, and a text that only they contain.
fn check<T>(one: &str, other: &str, hidden: &str)
where
    T: Param + Default + DeserializeOwned + Serialize + Clone + std::fmt::Debug + PartialEq,
{
    let object = |members: &str| serde_json::from_str::<Secret<T>>(&format!(r#"{{"open":1{members}}}"#)).unwrap();
    let all = |required: &str, optional: &str, nullable: &str, item: &str, last: &str| {
        object(&format!(
            r#","required":{required},"optional":{optional},"nullable":{nullable},"list":[{one},{item}],"optional_list":[{last}]"#
        ))
    };
    let whole = all(one, one, one, one, one);
    assert_eq!(whole, whole.clone());
    let others = [
        all(other, one, one, one, one),
        all(one, other, one, one, one),
        all(one, "null", one, one, one),
        all(one, one, other, one, one),
        all(one, one, "null", one, one),
        all(one, one, one, other, one),
        all(one, one, one, one, other),
        all(one, one, one, one, &format!("{one},{one}")),
        all(one, one, one, one, ""),
        object(&format!(r#","required":{one}"#)),
    ];
    for different in others {
        assert_ne!(whole, different, "{}", serde_json::to_string(&different).unwrap());
        assert_ne!(different, whole);
    }
    for shown in [format!("{whole:?}"), format!("{whole:#?}"), format!("{:?}", Some(&whole))] {
        assert!(!shown.contains(hidden), "{shown}");
        assert!(shown.contains("open: 1") && shown.contains("required: [redacted]"), "{shown}");
    }
    let written = serde_json::to_string(&whole).unwrap();
    assert_eq!(serde_json::from_str::<Secret<T>>(&written).unwrap(), whole, "secrets are written as they are");
}

#[test]
fn every_param_and_lists_of_it_can_be_secret() {
    check::<String>(r#""s3cret""#, r#""s3creT""#, "s3cre");
    check::<String>(r#""s3cret""#, r#""s3cret-longer""#, "s3cret");
    check::<Box<str>>(r#""s3cret""#, r#""""#, "s3cret");
    check::<Cow<'static, str>>(r#""s3cret""#, r#""x""#, "s3cret");
    check::<Pin>(r#""s3cret""#, r#""x""#, "s3cret");
    check::<Answer>(r#""blue""#, r#""red""#, "lue");
    check::<Answer>(r#""s3cret""#, r#""red""#, "s3cret");
    check::<u64>("90210", "90211", "90210");
    check::<i128>("-90210", "90210", "90210");
    check::<bool>("true", "false", "true");
    check::<f64>("90210.5", "90210.25", "90210");
    check::<char>(r#""Ω""#, r#""x""#, "Ω");
}

/// Objects with a secret at every place.
#[object(server)]
pub struct Vault {
    pub first: Secret<String>,
    pub boxed: Option<Box<Secret<String>>>,
    pub listed: Vec<Secret<String>>,
    pub mapped: BTreeMap<String, Secret<String>>,
    pub nullable: Option<Option<Secret<String>>>,
    pub inner: Option<Box<Vault>>,
    pub derived: Derived,
}

/// A type with a derive around an object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Derived {
    secret: Secret<String>,
    pair: (u8, Option<Secret<String>>),
}

#[test]
fn no_debug_shows_a_secret_at_any_depth() {
    let secret =
        r#"{"required":"s3cret","optional":"s3cret","nullable":"s3cret","list":["s3cret"],"optional_list":["s3cret"]}"#;
    let level = |inner: &str| {
        format!(
            r#"{{"first":{secret},"boxed":{secret},"listed":[{secret},{secret}],"mapped":{{"key":{secret}}},"nullable":{secret},
                "derived":{{"secret":{secret},"pair":[1,{secret}]}},"inner":{inner}}}"#
        )
    };
    let vault: Vault = serde_json::from_str(&level(&level("null"))).unwrap();
    let shared = Arc::new(Ok::<_, ()>(vault.clone()));
    for shown in [format!("{vault:?}"), format!("{vault:#?}"), format!("{shared:?}"), format!("{:#?}", vec![&vault])] {
        assert!(!shown.contains("s3cret") && shown.contains("key"), "{shown}");
        assert_eq!(shown.matches("[redacted]").count(), 16 * 5, "{shown}");
    }
    let mut other = vault.clone();
    assert_eq!(vault, other);
    other.inner.as_mut().unwrap().derived.pair.1.as_mut().unwrap().list[0].push('!');
    assert_ne!(vault, other);
}

#[test]
fn a_float_that_is_no_number_is_equal_to_nothing() {
    let secret = Secret::<f64> { required: f64::NAN, ..Secret::default() };
    assert_ne!(secret, secret.clone());
}

//! Objects: the reader accepts what serde's derive accepts, and reads the same values.

use std::collections::BTreeMap;

use endpoint_runtime::object;
use serde::{Deserialize, Serialize};

/// A parcel.
#[object(sent, strict)]
pub(crate) struct Parcel {
    pub(crate) id: String,
    pub(crate) grams: u32,
    pub(crate) ratio: f64,
    pub(crate) note: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) labels: BTreeMap<String, i64>,
    pub(crate) inner: Option<Box<Parcel>>,
}

/// The same fields with serde's derives.
#[derive(Debug, Serialize, Deserialize)]
struct Derived {
    id: String,
    grams: u32,
    ratio: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    tags: Vec<String>,
    labels: BTreeMap<String, i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inner: Option<Box<Derived>>,
}

pub(crate) fn check(data: &[u8]) {
    let object = serde_json::from_slice::<Parcel>(data);
    let derived = serde_json::from_slice::<Derived>(data);
    match (object, derived) {
        (Ok(object), Ok(derived)) => {
            let text = serde_json::to_string(&object).expect("JSON");
            assert_eq!(text, serde_json::to_string(&derived).expect("JSON"));
            let again: Parcel = serde_json::from_str(&text).expect("what was written is read");
            assert_eq!(again, object);
        }
        // The derive also reads a list of the fields' values.
        (Err(_), Ok(_)) => assert!(data.trim_ascii_start().starts_with(b"["), "a derive reads it"),
        (Ok(object), Err(error)) => panic!("a derive refuses {object:?}: {error}"),
        (Err(_), Err(_)) => {}
    }
}

//! The attributes of `by_feature`, in a crate whose feature `server` is on, beside options of their own and features that
//! are off.
#![deny(warnings)]
#![allow(unexpected_cfgs)]

use endpoint_runtime::{by_feature, object, open_enum};

#[by_feature::object(schema = "off")]
pub struct Member {
    pub name: Option<String>,
    pub status: Status,
}

#[by_feature::open_enum(schema = "off")]
pub enum Status {
    Active,
}

/// Has the functions of a server only with a feature that is off.
#[by_feature::object(server = "off", schema = "off")]
pub struct Received {
    pub name: Option<Unwritable>,
}

#[object(server = "off", schema = "off")]
pub struct Plain {
    pub name: Option<Unwritable>,
}

/// Is sent, whatever is off.
#[object(sent, server = "off", schema = "off")]
pub struct Sent {
    pub name: String,
}

#[open_enum(schema = "off")]
pub enum Kind {
    Person,
}

/// A type without the traits that a server or a schema needs.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct Unwritable;

impl Received {
    /// The function that the option would emit.
    pub fn new() -> Self {
        Self { name: None }
    }
}

fn main() {
    #[cfg(feature = "server")]
    assert_eq!(serde_json::to_string(&Member::new("Active").name("Ada")).unwrap(), r#"{"name":"Ada","status":"Active"}"#);
    assert_eq!(Received::new(), Received::default());
    assert_eq!(Plain::default().name, None);
    assert_eq!(serde_json::to_string(&Sent::new("Ada")).unwrap(), r#"{"name":"Ada"}"#);
    assert_eq!(Kind::Person.as_str(), "Person");
}

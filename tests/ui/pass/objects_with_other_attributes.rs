//! Documentation, deprecations, lints, conditions and derives beside the attributes.
#![deny(warnings)]

use std::collections::{BTreeSet, HashSet};

use endpoint_runtime::{Param, object, open_enum};

/// A member,
#[doc = "who is documented"]
#[object(server)]
#[cfg_attr(all(), doc = "in several ways.")]
#[derive(Eq, Hash, PartialOrd, Ord)]
#[must_use]
#[allow(non_snake_case)]
pub struct Member {
    #[doc = concat!("The", " name.")]
    pub name: String,
    /// The rank.
    #[deprecated(note = "use `role`")]
    pub rank: Option<u32>,
    #[deprecated]
    pub level: u8,
    #[cfg_attr(all(), doc = "The role.")]
    #[cfg_attr(any(), serde(skip))]
    pub role: Role,
    pub postalCode: Option<String>,
}

/// The role of a member.
#[open_enum]
#[derive(PartialOrd, Ord)]
#[cfg_attr(all(), allow(dead_code))]
pub enum Role {
    /// May do all.
    #[doc(alias = "root")]
    Admin,
    #[deprecated]
    Owner,
    /// Any other role.
    Other(String),
}

/// A key, whose object can be a key itself.
#[object(sent)]
#[derive(Eq, Hash)]
pub struct Key {
    /// The text.
    #[sensitive]
    #[deprecated]
    pub text: Option<KeyText>,
}

/// A secret text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Param, serde::Serialize, serde::Deserialize)]
#[param(from)]
pub struct KeyText(String);

#[object]
#[cfg(any())]
pub struct Absent {
    pub missing: Missing,
}

#[open_enum]
#[cfg(all())]
pub enum Present {
    Yes,
}

fn main() {
    #[allow(deprecated)]
    let member = Member::new("Ada", 1, Role::Admin).rank(1).postalCode("9000");
    assert_eq!(BTreeSet::from([member.clone(), member.clone()]).len(), 1);
    assert_eq!(HashSet::from([member.clone(), member]).len(), 1);
    assert_eq!(HashSet::from([Key::new(), Key::default()]).len(), 1);
    assert_eq!(Present::from("Yes"), Present::Yes);
}

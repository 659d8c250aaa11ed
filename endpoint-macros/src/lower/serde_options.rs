//! The options of `#[serde(…)]` that decide about the text of a value. Whether they are right is reported by serde.

use syn::{Attribute, LitStr, Meta};

use crate::syntax::options::{OptionList, OptionValue, WrittenOption};

/// Returns the text of `#[serde(name = "…")]`.
pub(super) fn text(attributes: &[Attribute], name: &str) -> Option<LitStr> {
    attributes.iter().flat_map(options).filter(|option| option.name == name).find_map(|option| option.value.assigned())
}

/// Returns whether there is a `#[serde(name)]`.
pub(super) fn has_flag(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().flat_map(options).any(|option| option.name == name)
}

/// Returns the attributes with a name for serialization and another for deserialization: `rename(serialize = "…", …)`.
pub(super) fn with_two_names(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| {
        options(attribute).iter().any(|option| {
            (option.name == "rename" || option.name == "rename_all") && matches!(option.value, OptionValue::List(_))
        })
    })
}

fn options(attribute: &Attribute) -> Vec<WrittenOption> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("serde") => OptionList::parse(list.tokens.clone()).options,
        _ => Vec::new(),
    }
}

//! Items with `#[object]` or `#[open_enum]` that are not of the right form.

use quote::ToTokens as _;
use syn::{Attribute, Data, DeriveInput, Path};

use crate::model::{InvalidItem, OptIn};

/// Returns the item without the attributes that no other macro understands.
pub(super) fn of(mut item: DeriveInput, runtime: Path, schema: Option<OptIn>, is_open_enum: bool) -> Box<InvalidItem> {
    remove_attributes(&mut item);
    let tokens = item.to_token_stream();
    let DeriveInput { ident, generics, .. } = item;
    Box::new(InvalidItem { item: tokens, ident, generics, runtime, schema, is_open_enum })
}

fn remove_attributes(item: &mut DeriveInput) {
    item.attrs.retain(|attribute| !is_ours(attribute) && !attribute.path().is_ident("derive"));
    match &mut item.data {
        Data::Struct(data) => data.fields.iter_mut().for_each(|field| field.attrs.retain(is_foreign)),
        Data::Union(data) => data.fields.named.iter_mut().for_each(|field| field.attrs.retain(is_foreign)),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                variant.attrs.retain(is_foreign);
                variant.fields.iter_mut().for_each(|field| field.attrs.retain(is_foreign));
            }
        }
    }
}

fn is_foreign(attribute: &Attribute) -> bool {
    !is_ours(attribute)
}

fn is_ours(attribute: &Attribute) -> bool {
    ["field", "sensitive", "rest", "text", "default", "serde", "schemars"]
        .iter()
        .any(|name| attribute.path().is_ident(name))
}

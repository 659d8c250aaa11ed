//! Attributes that `cfg_attr` adds. Only rustc knows its conditions, so what depends on them is emitted with them.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Meta, Token, parse::Parser as _, punctuated::Punctuated};

/// An attribute, and the condition under which it is there, if it is not always.
pub(super) struct AddedAttribute {
    pub(super) condition: Option<TokenStream>,
    pub(super) meta: Meta,
}

/// Returns the attributes in their order, with those that `cfg_attr` adds in its place.
pub(super) fn added(attributes: &[Attribute]) -> Vec<AddedAttribute> {
    let mut all = Vec::new();
    for attribute in attributes {
        add(&attribute.meta, None, &mut all);
    }
    all
}

fn add(meta: &Meta, condition: Option<&TokenStream>, all: &mut Vec<AddedAttribute>) {
    let Some((inner, metas)) = parts(meta) else {
        return all.push(AddedAttribute { condition: condition.cloned(), meta: meta.clone() });
    };
    let condition = condition.map_or_else(|| inner.clone(), |outer| quote!(all(#outer, #inner)));
    for meta in &metas {
        add(meta, Some(&condition), all);
    }
}

/// Returns whether the attribute is a `cfg_attr` that adds a `cfg`, itself or through another `cfg_attr`. `doc(cfg(…))` is
/// documentation.
pub(super) fn adds_cfg(attribute: &Meta) -> bool {
    parts(attribute).is_some_and(|(_, metas)| metas.iter().any(|meta| meta.path().is_ident("cfg") || adds_cfg(meta)))
}

/// Returns the condition and the attributes of a `cfg_attr`. rustc reports a malformed one.
fn parts(meta: &Meta) -> Option<(TokenStream, Punctuated<Meta, Token![,]>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let mut tokens = list.tokens.clone().into_iter();
    let condition = tokens.by_ref().take_while(|token| !is_comma(token)).collect();
    Some((condition, Punctuated::parse_terminated.parse2(tokens.collect()).ok()?))
}

//! Rust's own attributes: documentation, `#[cfg]`, `#[deprecated]`, lints.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token, parse::Parser as _, punctuated::Punctuated};

use crate::syntax::options::OptionList;

pub(super) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}

/// Returns whether the attribute is a `cfg_attr` that adds a `cfg`, itself or through another `cfg_attr`. `doc(cfg(…))` is
/// documentation.
pub(super) fn adds_cfg(attribute: &Meta) -> bool {
    let Meta::List(list) = attribute else { return false };
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    // The condition comes first. rustc reports a malformed attribute.
    list.path.is_ident("cfg_attr")
        && parser
            .parse2(list.tokens.clone())
            .is_ok_and(|metas| metas.iter().skip(1).any(|meta| meta.path().is_ident("cfg") || adds_cfg(meta)))
}

pub(super) fn without_cfg(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| !attribute.path().is_ident("cfg")).cloned().collect()
}

pub(super) fn doc_attributes(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned().collect()
}

/// Returns `#[allow(…)]` and the like. `expect` becomes `allow`: several items are emitted, and the lint need not fire in
/// each of them.
pub(super) fn lints(attributes: &[Attribute]) -> Vec<Attribute> {
    let is = |attribute: &Attribute, names: &[&str]| names.iter().any(|name| attribute.path().is_ident(name));
    attributes
        .iter()
        .filter(|attribute| is(attribute, &["allow", "expect", "warn", "deny"]))
        .map(|attribute| match &attribute.meta {
            Meta::List(list) if is(attribute, &["expect"]) => {
                let tokens = &list.tokens;
                syn::parse_quote!(#[allow(#tokens)])
            }
            _ => attribute.clone(),
        })
        .collect()
}

/// Returns the documentation as Markdown, in a `const` expression: only the compiler knows the text of `include_str!` and
/// `concat!`.
pub(super) fn docs(attributes: &[Attribute]) -> TokenStream {
    let written: Vec<&Attribute> = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();
    let texts: Option<Vec<String>> = written.iter().map(|attribute| string_value(attribute)).collect();
    if let Some(texts) = texts {
        let lines: Vec<&str> =
            texts.iter().flat_map(|text| text.split('\n')).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let text = lines.join("\n").trim().to_owned();
        return quote!(#text);
    }
    let values =
        written.iter().filter_map(|attribute| attribute.meta.require_name_value().ok()).map(|meta| &meta.value);
    quote!(::core::concat!(#(#values, "\n"),*))
}

/// Returns the note of `#[deprecated]`, empty without one. rustc reports a malformed attribute.
pub(super) fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let note = match &attribute.meta {
        Meta::List(list) => {
            let options = OptionList::parse(list.tokens.clone()).options;
            let note = options.into_iter().find(|option| option.name == "note");
            note.and_then(|note| note.value.assigned::<LitStr>()).map(|text| text.value())
        }
        _ => string_value(attribute),
    };
    Some(note.unwrap_or_default())
}

fn string_value(attribute: &Attribute) -> Option<String> {
    match &attribute.meta.require_name_value().ok()?.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

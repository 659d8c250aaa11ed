//! Plain Rust attributes that mean something to us: documentation, `#[cfg]`, `#[deprecated]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta};

pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}

pub(crate) fn without_cfg(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| !attribute.path().is_ident("cfg")).cloned().collect()
}

pub(crate) fn doc_attributes(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned().collect()
}

/// `#[allow(…)]` and the like. What is expected of one item need not happen in each that is emitted, so `expect` allows.
pub(crate) fn lints(attributes: &[Attribute]) -> Vec<Attribute> {
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

/// The documentation as Markdown, in a `const` expression: text of `include_str!` and `concat!` is known to the compiler
/// only.
pub(crate) fn docs(attributes: &[Attribute]) -> TokenStream {
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

/// The note of `#[deprecated]`, empty when there is none.
pub(crate) fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let mut note = string_value(attribute).unwrap_or_default();
    if matches!(attribute.meta, Meta::List(_)) {
        // What is malformed is rustc's to report.
        let _ = attribute.parse_nested_meta(|meta| {
            let text: LitStr = meta.value()?.parse()?;
            if meta.path.is_ident("note") {
                note = text.value();
            }
            Ok(())
        });
    }
    Some(note)
}

fn string_value(attribute: &Attribute) -> Option<String> {
    match &attribute.meta.require_name_value().ok()?.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

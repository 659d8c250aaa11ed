//! Rust's own attributes: documentation, `#[cfg]`, `#[deprecated]`, lints.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta};

use super::{
    cfg_attr::{AddedAttribute, added},
    doc_lines,
};
use crate::{model::Deprecation, syntax::options::OptionList};

pub(super) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
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
/// `concat!`, and the conditions of `cfg_attr`.
pub(super) fn docs(attributes: &[Attribute]) -> TokenStream {
    let written: Vec<(Option<TokenStream>, Expr)> = added(attributes)
        .into_iter()
        .filter(|attribute| attribute.meta.path().is_ident("doc"))
        .filter_map(|attribute| match attribute.meta {
            Meta::NameValue(meta) => Some((attribute.condition, meta.value)),
            // `doc(hidden)` and the like.
            Meta::Path(_) | Meta::List(_) => None,
        })
        .collect();
    let literal =
        |(condition, value): &(Option<TokenStream>, Expr)| condition.is_none().then(|| literal_text(value)).flatten();
    let texts: Option<Vec<String>> = written.iter().map(literal).collect();
    if let Some(texts) = texts {
        let lines: Vec<&str> = texts.iter().flat_map(|text| doc_lines::lines(text)).collect();
        let text = lines.join("\n").trim().to_owned();
        return quote!(#text);
    }
    let mut macros = Vec::new();
    let mut values = Vec::new();
    for (index, (condition, value)) in written.iter().enumerate() {
        let Some(condition) = condition else {
            values.push(quote!(#value, "\n"));
            continue;
        };
        // `concat!` takes a macro's literal, and no other expression.
        let text = format_ident!("conditional_text_{index}");
        macros.push(quote! {
            #[cfg(#condition)]
            macro_rules! #text { () => { ::core::concat!(#value, "\n") } }
            #[cfg(not(#condition))]
            macro_rules! #text { () => { "" } }
        });
        values.push(quote!(#text!()));
    }
    let text = quote!(::core::concat!(#(#values),*));
    if macros.is_empty() { text } else { quote!({ #(#macros)* #text }) }
}

/// Returns the first `#[deprecated]`. rustc reports a malformed one.
pub(super) fn deprecation(attributes: &[Attribute]) -> Option<Deprecation> {
    let AddedAttribute { condition, meta } =
        added(attributes).into_iter().find(|attribute| attribute.meta.path().is_ident("deprecated"))?;
    let note = match meta {
        Meta::List(list) => {
            let options = OptionList::parse(list.tokens).options;
            let note = options.into_iter().find(|option| option.name == "note");
            note.and_then(|note| note.value.assigned::<LitStr>()).map(|text| text.value())
        }
        Meta::NameValue(meta) => literal_text(&meta.value),
        Meta::Path(_) => None,
    };
    Some(Deprecation { condition, note: note.unwrap_or_default() })
}

fn literal_text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

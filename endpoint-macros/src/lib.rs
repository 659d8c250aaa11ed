//! The procedural macros of the endpoint DSL. They are documented, with their grammar, in `endpoint-runtime`, which
//! re-exports them.
//!
//! An expansion runs in one direction: tokens → `syntax` → `lower` → `model` → `expand` → tokens.
//!
//! `lower` makes every check. Only two things are refused elsewhere: `syntax` refuses tokens that cannot be split into a
//! route and a list of options, and `misplaced_attributes` refuses attributes on items that never become a model. All
//! mistakes are collected in `diagnostics`, and the emitted items compile as far as possible despite them.
#![expect(missing_docs, reason = "rustdoc would print it after the documentation of the re-exports")]

mod case;
mod diagnostics;
mod expand;
#[cfg(test)]
mod goldens;
mod lower;
mod misplaced_attributes;
mod model;
mod percent;
#[cfg(test)]
mod robustness;
mod syntax;

use diagnostics::Diagnostics;
use proc_macro2::TokenStream;
use syn::{DeriveInput, ItemTrait, parse::Parser as _};

#[proc_macro_attribute]
pub fn endpoints(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_endpoints(arguments.into(), item.into()).into()
}

#[proc_macro_attribute]
pub fn endpoint(_arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    with_diagnostics(|diagnostics| misplaced_attributes::endpoint_outside_trait(item.into(), diagnostics)).into()
}

#[proc_macro_derive(Param, attributes(param, serde))]
pub fn param(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_param(item.into()).into()
}

#[proc_macro_derive(Headers, attributes(header, headers, sensitive))]
pub fn headers(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_headers(item.into()).into()
}

#[proc_macro]
pub fn tree(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_tree(input.into()).into()
}

/// Returns the tokens that `expand` emits, followed by the mistakes that it reported.
fn with_diagnostics(expand: impl FnOnce(&mut Diagnostics) -> TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let mut tokens = expand(&mut diagnostics);
    tokens.extend(diagnostics.into_tokens());
    tokens
}

fn expand_endpoints(arguments: TokenStream, item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<ItemTrait>(item.clone()) {
        Ok(item) => expand::expand(&lower::lower(arguments, item, diagnostics)),
        Err(_) => misplaced_attributes::endpoints_on_wrong_item(item, diagnostics),
    })
}

fn expand_param(item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item) {
        Ok(item) => expand::param::expand(&lower::param::lower(item, diagnostics)),
        Err(error) => error.to_compile_error(),
    })
}

fn expand_headers(item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item) {
        Ok(item) => expand::header_group::expand(&lower::header_group::lower(item, diagnostics)),
        Err(error) => error.to_compile_error(),
    })
}

fn expand_tree(input: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syntax::tree::parse.parse2(input) {
        Ok(written) => expand::tree::expand(&lower::tree::lower(written, diagnostics)),
        Err(error) => error.to_compile_error(),
    })
}

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
use lower::defaults::AttributeSet;
use model::GroupKind;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{DeriveInput, ItemTrait, parse::Parser as _};
use syntax::{
    broken_trait::{self, BrokenTrait},
    group_call::GroupCall,
};

#[proc_macro_attribute]
pub fn endpoints(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_endpoints(AttributeSet::Plain, arguments.into(), item.into()).into()
}

#[proc_macro_attribute]
pub fn endpoints_by_feature(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand_endpoints(AttributeSet::ByFeature, arguments.into(), item.into()).into()
}

#[proc_macro_attribute]
pub fn endpoint(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_endpoint(&arguments.into(), item.into()).into()
}

#[proc_macro_derive(Param, attributes(param, serde))]
pub fn param(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_param(item.into()).into()
}

#[proc_macro_derive(Headers, attributes(cookie, header, headers, join, encode, idempotency_key, sensitive))]
pub fn headers(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_group(GroupKind::Headers, AttributeSet::Plain, item.into(), &location()).into()
}

#[proc_macro_derive(HeadersByFeature, attributes(cookie, header, headers, join, encode, idempotency_key, sensitive))]
pub fn headers_by_feature(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_group(GroupKind::Headers, AttributeSet::ByFeature, item.into(), &location()).into()
}

#[proc_macro_derive(Query, attributes(query, join, encode, sensitive))]
pub fn query(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_group(GroupKind::Query, AttributeSet::Plain, item.into(), &location()).into()
}

#[proc_macro_derive(QueryByFeature, attributes(query, join, encode, sensitive))]
pub fn query_by_feature(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_group(GroupKind::Query, AttributeSet::ByFeature, item.into(), &location()).into()
}

#[proc_macro_derive(Response, attributes(body, encode, header, headers, join, response, status))]
pub fn response(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_response(AttributeSet::Plain, item.into()).into()
}

#[proc_macro_derive(ResponseByFeature, attributes(body, encode, header, headers, join, response, status))]
pub fn response_by_feature(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_response(AttributeSet::ByFeature, item.into()).into()
}

#[proc_macro_attribute]
pub fn object(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_object(arguments.into(), item.into(), AttributeSet::Plain).into()
}

#[proc_macro_attribute]
pub fn object_by_feature(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_object(arguments.into(), item.into(), AttributeSet::ByFeature).into()
}

#[proc_macro_attribute]
pub fn open_enum(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_open_enum(arguments.into(), item.into(), AttributeSet::Plain).into()
}

#[proc_macro_attribute]
pub fn open_enum_by_feature(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand_open_enum(arguments.into(), item.into(), AttributeSet::ByFeature).into()
}

/// Only called by the expansions of `endpoints`, `Headers` and `Query`, see `syntax::group_call`.
#[proc_macro]
pub fn group_setters(call: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_group_setters(call.into()).into()
}

/// Returns the place of the attribute in its crate.
fn location() -> String {
    let span = proc_macro::Span::call_site();
    format!("{}:{}:{}", span.file(), span.line(), span.column())
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

fn expand_endpoints(set: AttributeSet, arguments: TokenStream, item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<ItemTrait>(item.clone()) {
        Ok(parsed) => lower::defaults::macro_call(&arguments, &item, diagnostics)
            .unwrap_or_else(|| expand::expand(&lower::lower(set, arguments, parsed, &[], diagnostics))),
        Err(_) => match broken_trait::read(item.clone()) {
            Some(BrokenTrait { item, broken }) => {
                let safeguard = broken_trait::safeguard(&item);
                let expanded = lower::defaults::macro_call(&arguments, &item.to_token_stream(), diagnostics)
                    .unwrap_or_else(|| expand::expand(&lower::lower(set, arguments, item, &broken, diagnostics)));
                quote!(#expanded #safeguard)
            }
            None => misplaced_attributes::endpoints_on_wrong_item(item, diagnostics),
        },
    })
}

/// Expands `#[endpoint]` outside of a trait with `#[endpoints]`, which is a mistake. On a trait it is read as `#[endpoints]`.
fn expand_endpoint(arguments: &TokenStream, item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match misplaced_attributes::endpoint_on_trait(arguments, &item, diagnostics) {
        Some(options) => expand_endpoints(AttributeSet::Plain, options, item),
        None => misplaced_attributes::endpoint_outside_trait(arguments, item, diagnostics),
    })
}

fn expand_param(item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item) {
        Ok(item) => expand::param::expand(&lower::param::lower(item, diagnostics)),
        Err(error) => error.to_compile_error(),
    })
}

fn expand_group(kind: GroupKind, set: AttributeSet, item: TokenStream, location: &str) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item) {
        Ok(item) => {
            expand::parameter_group::expand(&lower::parameter_group::lower(kind, set, item, location, diagnostics))
        }
        Err(error) => error.to_compile_error(),
    })
}

fn expand_response(set: AttributeSet, item: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item) {
        Ok(item) => expand::response::expand(&lower::response::lower(set, item, diagnostics)),
        Err(error) => error.to_compile_error(),
    })
}

fn expand_tree(input: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syntax::tree::parse.parse2(input) {
        Ok(written) => expand::tree::expand(&lower::tree::lower(written, diagnostics)),
        Err(error) => error.to_compile_error(),
    })
}

fn expand_group_setters(call: TokenStream) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<GroupCall>(call) {
        Ok(call) => match expand::group_setters::next(&call) {
            Some(next) => next,
            None => expand::group_setters::expand(&lower::group_setters::lower(call, diagnostics)),
        },
        Err(error) => error.to_compile_error(),
    })
}

fn expand_object(arguments: TokenStream, item: TokenStream, set: AttributeSet) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item.clone()) {
        Ok(item) => match lower::object::lower(arguments, item, set, diagnostics) {
            Ok(object) => expand::object::expand(&object),
            Err(invalid) => expand::invalid_item::expand(&invalid),
        },
        Err(_) => misplaced_attributes::on_wrong_item("object", item, diagnostics),
    })
}

fn expand_open_enum(arguments: TokenStream, item: TokenStream, set: AttributeSet) -> TokenStream {
    with_diagnostics(|diagnostics| match syn::parse2::<DeriveInput>(item.clone()) {
        Ok(item) => match lower::open_enum::lower(arguments, item, set, diagnostics) {
            Ok(declaration) => expand::open_enum::expand(&declaration),
            Err(invalid) => expand::invalid_item::expand(&invalid),
        },
        Err(_) => misplaced_attributes::on_wrong_item("open_enum", item, diagnostics),
    })
}

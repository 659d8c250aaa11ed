//! The procedural macros of the endpoint DSL. They are documented, with their grammar, in `endpoint-runtime`, which
//! re-exports them.
//!
//! An expansion runs in one direction: tokens → `syntax` → `lower` → `model` → `expand` → tokens. Only `lower` checks, and
//! it reports every mistake to `diagnostics`; what is emitted compiles as far as possible also after a mistake.
#![expect(missing_docs, reason = "rustdoc would print it after the documentation of the re-exports")]

mod case;
mod diagnostics;
mod expand;
#[cfg(test)]
mod goldens;
mod lower;
mod model;
mod percent;
mod placement;
#[cfg(test)]
mod robustness;
mod syntax;

use diagnostics::Diagnostics;
use proc_macro2::TokenStream;
use syn::{Item, ItemTrait};

#[proc_macro_attribute]
pub fn endpoints(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_endpoints(arguments.into(), item.into()).into()
}

#[proc_macro_attribute]
pub fn endpoint(_arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    reported(|diagnostics| placement::endpoint_alone(item.into(), diagnostics)).into()
}

#[proc_macro_derive(Param, attributes(param, serde))]
pub fn param(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_param(item.into()).into()
}

#[proc_macro_derive(Headers, attributes(header, headers, sensitive))]
pub fn headers(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_headers(item.into()).into()
}

/// What `expand` emits, and after it the mistakes that it reported.
fn reported(expand: impl FnOnce(&mut Diagnostics) -> TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let mut tokens = expand(&mut diagnostics);
    tokens.extend(diagnostics.into_tokens());
    tokens
}

fn expand_endpoints(arguments: TokenStream, item: TokenStream) -> TokenStream {
    reported(|diagnostics| match syn::parse2::<ItemTrait>(item.clone()) {
        Ok(item) => expand::expand(&lower::lower(arguments, item, diagnostics)),
        Err(_) => placement::endpoints_elsewhere(item, diagnostics),
    })
}

fn expand_param(item: TokenStream) -> TokenStream {
    reported(|diagnostics| match syn::parse2::<Item>(item) {
        Ok(item) => {
            lower::param::lower(item, diagnostics).map(|param| expand::param::expand(&param)).unwrap_or_default()
        }
        Err(error) => error.to_compile_error(),
    })
}

fn expand_headers(item: TokenStream) -> TokenStream {
    reported(|diagnostics| match syn::parse2::<Item>(item) {
        Ok(item) => {
            lower::group::lower(item, diagnostics).map(|group| expand::group::expand(&group)).unwrap_or_default()
        }
        Err(error) => error.to_compile_error(),
    })
}

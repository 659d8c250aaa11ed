//! The model to tokens: one file for each thing that is emitted.

mod client;
mod debug;
mod declaration;
mod encode;
mod endpoint;
pub(crate) mod group;
mod metadata;
pub(crate) mod param;
mod request;
mod schema;
mod server;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use crate::{model::Trait, syntax::options::OptIn};

/// Everything that a trait of endpoints becomes.
pub(crate) fn expand(declared: &Trait) -> TokenStream {
    let declaration = declaration::expand(declared);
    let requests = declared.endpoints.iter().map(|endpoint| {
        let request = request::expand(declared, endpoint);
        let implementation = endpoint::expand(declared, endpoint);
        quote!(#request #implementation)
    });
    let client = client::expand(declared);
    let runtime = &declared.runtime;
    let server = declared
        .server
        .as_ref()
        .map(|opt_in| half(&declared.cfgs, opt_in, &quote!(#runtime::__server_items), &server::expand(declared)));
    let schema = declared
        .schema
        .as_ref()
        .map(|opt_in| half(&declared.cfgs, opt_in, &quote!(#runtime::__schema_items), &schema::expand(declared)));
    quote!(#declaration #(#requests)* #client #server #schema)
}

/// The items of an opt-in under their conditions. They go through a macro of the runtime, which says what is missing when
/// the runtime's feature is off.
fn half(cfgs: &[Attribute], opt_in: &OptIn, through: &TokenStream, items: &TokenStream) -> TokenStream {
    let feature = match opt_in {
        OptIn::Always => None,
        OptIn::Feature(feature) => Some(quote!(#[cfg(feature = #feature)])),
    };
    quote!(#(#cfgs)* #feature #through! { #items })
}

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
    let server = declared.server.as_ref().map(|opt_in| server::expand(declared, opt_in));
    let schema = declared.schema.as_ref().map(|opt_in| schema::expand(declared, opt_in));
    quote!(#declaration #(#requests)* #client #server #schema)
}

/// The conditions under which an opt-in's item is emitted.
fn conditions(cfgs: &[Attribute], opt_in: &OptIn) -> TokenStream {
    let feature = match opt_in {
        OptIn::Always => None,
        OptIn::Feature(feature) => Some(quote!(#[cfg(feature = #feature)])),
    };
    quote!(#(#cfgs)* #feature)
}

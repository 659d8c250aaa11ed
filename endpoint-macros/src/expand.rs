//! The model to tokens: one file for each thing that is emitted.
//!
//! The items of all fields are written by one `quote!` with repetitions over names and types, where possible: each
//! interpolation of a `TokenStream` is two calls of the compiler, which take longer than some fifty tokens.
//!
//! Every function that is not generic is `#[inline]`: rustc then generates code for it where it is called, and not in the crate of
//! the declarations, of whose endpoints a program calls a few.

mod client;
mod debug;
mod endpoint;
mod group_macro;
pub(crate) mod group_setters;
pub(crate) mod invalid_item;
mod metadata;
mod names;
pub(crate) mod object;
pub(crate) mod open_enum;
mod pagination;
pub(crate) mod param;
pub(crate) mod parameter_group;
mod request;
mod respan;
pub(crate) mod response;
mod response_error;
mod schema;
mod server;
mod setters;
mod text;
mod trait_item;
pub(crate) mod tree;
mod type_link;
mod visit;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Ident, token::Brace};

use crate::model::{OptIn, Trait};

/// Emits everything for a trait with `#[endpoints]`.
pub(crate) fn expand(declaration: &Trait) -> TokenStream {
    let Trait { cfgs, runtime, .. } = declaration;
    let trait_item = trait_item::expand(declaration);
    let requests = declaration.endpoints.iter().map(|endpoint| {
        let request = request::expand(declaration, endpoint);
        let implementation = endpoint::expand(declaration, endpoint);
        let pagination = pagination::expand(declaration, endpoint);
        quote!(#request #implementation #pagination)
    });
    let client = client::expand(declaration);
    let server = opt_in_items(cfgs, declaration.server.as_ref(), &quote!(#runtime::__server_items), || {
        server::expand(declaration)
    });
    let schema = opt_in_items(cfgs, declaration.schema.as_ref(), &quote!(#runtime::__schema_items), || {
        schema::expand(declaration)
    });
    let absent_server = absent_server(declaration);
    quote!(#trait_item #(#requests)* #client #server #absent_server #schema)
}

/// Emits a server that is never there, under the feature of the option `server`: where that is off, rustc says so in its error about
/// the server's name.
fn absent_server(declaration: &Trait) -> Option<TokenStream> {
    let Some(OptIn::Feature(feature)) = &declaration.server else { return None };
    let server = declaration.server_ident();
    // At the user's own tokens, which the message shows.
    let condition = quote_spanned!(feature.span()=> #[cfg(feature = #feature)]);
    Some(quote!(#condition #[cfg(any())] pub struct #server;))
}

/// Returns the name of an item of the runtime.
fn name(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}

/// Returns `#[allow(deprecated)]` if one of these attributes of fields or variants is `#[deprecated]`: what is emitted uses them
/// nevertheless.
fn allow_deprecated<'a>(attributes: impl IntoIterator<Item = &'a Attribute>) -> Option<TokenStream> {
    let is_deprecated = attributes.into_iter().any(|attribute| attribute.path().is_ident("deprecated"));
    is_deprecated.then(|| quote!(#[allow(deprecated)]))
}

/// Puts tokens into the braces of the declared item. With them, its keyword and its name at the user's tokens, messages of the
/// compiler show the item, and not the attribute.
fn braced(brace: Brace, tokens: TokenStream) -> TokenStream {
    let mut braced = TokenStream::new();
    brace.surround(&mut braced, |inner| inner.extend(tokens));
    braced
}

/// Emits the items of the options `server` and `schema` under their conditions. They pass through a macro of the
/// runtime, which fails with an explanation when the runtime's feature is off.
fn opt_in_items(
    cfgs: &[Attribute],
    opt_in: Option<&OptIn>,
    runtime_macro: &TokenStream,
    items: impl FnOnce() -> TokenStream,
) -> Option<TokenStream> {
    let feature = match opt_in? {
        OptIn::Always => None,
        // At the user's own tokens, where rustc warns of a feature that is not declared.
        OptIn::Feature(feature) => Some(quote_spanned!(feature.span()=> #[cfg(feature = #feature)])),
    };
    let items = items();
    Some(quote!(#(#cfgs)* #feature #runtime_macro! { #items }))
}

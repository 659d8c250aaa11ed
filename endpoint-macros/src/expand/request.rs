//! The request struct: fields, `new`, setters, `Debug`.
//!
//! It is emitted with an empty `<>`: without it, rustc reports an unknown type twice and suggests a type parameter.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Token;

use super::{debug, group_setters, respan::respan, setters, type_link};
use crate::model::{Argument, Binding, Endpoint, Presence, Trait};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Trait { visibility, derives, ident: trait_ident, .. } = declaration;
    let Endpoint { cfgs, ident, request, arguments, .. } = endpoint;
    let about = format!(
        "The request of [`{trait_ident}::{ident}`]: `{} {}`.",
        endpoint.method.name(),
        endpoint.template.path()
    );
    let fields = arguments.iter().map(field);
    let has_default = derives.iter().any(|path| path.segments.last().is_some_and(|segment| segment.ident == "Default"));
    let default =
        (!has_default && !arguments.iter().any(Argument::is_required)).then(|| quote!(::core::default::Default,));
    let functions = functions(declaration, endpoint);
    let head = quote!(::core::fmt::Debug for #request);
    let group_setters = group_setters::of_endpoint(declaration, endpoint);
    let runtime = &declaration.runtime;
    let debug = debug::expand(runtime, endpoint.request_name(), &head, &quote!(#runtime::Endpoint));
    let alias = alias(declaration, endpoint, &about);
    quote! {
        #alias

        #[doc = #about]
        #(#cfgs)*
        #[::core::prelude::v1::derive(::core::clone::Clone, #default #(#derives),*)]
        #[non_exhaustive]
        #visibility struct #request<> {
            #(#fields,)*
        }

        #functions
        #group_setters

        #(#cfgs)*
        #debug
    }
}

/// Emits the name by which users name the struct. All that is emitted names the struct itself: if two traits of a module have a
/// method of the same name, only the aliases clash, in one error at the method.
fn alias(declaration: &Trait, endpoint: &Endpoint, about: &str) -> Option<TokenStream> {
    let Trait { visibility, .. } = declaration;
    let Endpoint { cfgs, request, .. } = endpoint;
    let alias = endpoint.request_alias.as_ref()?;
    let item = respan(alias.span(), quote!(#visibility type #alias = #request;));
    Some(quote!(#[doc = #about] #(#cfgs)* #[allow(dead_code, unreachable_pub)] #item))
}

fn field(argument: &Argument) -> TokenStream {
    let Argument { ident, ty, .. } = argument;
    let docs = documentation(argument);
    let type_link = argument.attributes.is_empty().then(|| type_link::expand(argument));
    let lints = &argument.lints;
    // With the span of the name, an error of a derive about the field is reported at the field.
    let visibility = Token![pub](ident.span());
    quote!(#docs #type_link #(#lints)* #visibility #ident: #ty)
}

/// Returns the argument's documentation, or else a sentence about its place in the request.
fn documentation(argument: &Argument) -> TokenStream {
    if !argument.attributes.is_empty() {
        let attributes = &argument.attributes;
        return quote!(#(#attributes)*);
    }
    let text = match &argument.binding {
        Binding::Path => format!("The path parameter `{}`.", argument.name),
        Binding::Url => "The URL, which a response gave.".to_owned(),
        Binding::Query(key) => format!("The query parameter `{key}`."),
        Binding::QueryMap(key) if *key == argument.name => "More query parameters, by their keys.".to_owned(),
        Binding::QueryMap(key) => format!("The query parameters `{key}`, by the keys in the brackets."),
        Binding::QueryGroup(_) => format!("The group of query parameters `{}`.", argument.name),
        Binding::Header(name) => format!("The header `{name}`."),
        Binding::HeaderMap(prefix) => format!("The headers `{prefix}…`, by the ends of their names."),
        Binding::Cookie(name) => format!("The cookie `{name}`."),
        Binding::Headers(_) => format!("The group of headers `{}`.", argument.name),
        Binding::Field(name) => format!("The body field `{name}`."),
        Binding::FieldMap(prefix) => format!("The fields `{prefix}…`, by the ends of their names."),
        Binding::Body(_) => "The body.".to_owned(),
        Binding::Unbound => format!("The argument `{}`.", argument.name),
    };
    quote!(#[doc = #text])
}

/// Returns the type of a parameter of `new`, and the expression for the field.
fn parameter(declaration: &Trait, argument: &Argument, value: &TokenStream) -> (TokenStream, TokenStream) {
    match argument.presence {
        Presence::Repeated => setters::items(argument.kind, &argument.inner, value),
        _ => setters::required(&declaration.runtime, argument.kind, &argument.inner, value),
    }
}

fn functions(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Endpoint { cfgs, request, arguments, .. } = endpoint;
    let required = arguments.iter().filter(|argument| argument.is_required());
    let parameters = required.map(|argument| {
        let ident = &argument.ident;
        let (ty, _) = parameter(declaration, argument, &quote!(#ident));
        let lints = &argument.lints;
        quote!(#(#lints)* #ident: #ty)
    });
    let values = arguments.iter().map(|argument| {
        let ident = &argument.ident;
        match argument.presence {
            _ if argument.is_required() => {
                let (_, value) = parameter(declaration, argument, &quote!(#ident));
                quote!(#ident: #value)
            }
            Presence::Optional | Presence::Nullable => quote!(#ident: ::core::option::Option::None),
            Presence::Repeated | Presence::Map | Presence::Required => {
                quote!(#ident: ::core::default::Default::default())
            }
        }
    });
    let inline =
        setters::inline(arguments.iter().filter(|argument| argument.is_required()).map(|argument| argument.kind));
    let about = "Makes a request with the required values, and without optional ones.";
    let deprecated = endpoint.attributes.iter().filter(|attribute| attribute.path().is_ident("deprecated"));
    let setters = arguments
        .iter()
        .filter(|argument| argument.has_setter && !argument.is_required())
        .map(|argument| setters::expand(&declaration.runtime, argument, documentation(argument)));
    quote! {
        #(#cfgs)*
        impl #request {
            #[doc = #about]
            #(#deprecated)*
            #inline
            #[must_use]
            #[allow(clippy::too_many_arguments)]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

//! The request struct: fields, `new`, setters, `Debug`.
//!
//! It is emitted with an empty `<>`: without it, rustc reports an unknown type twice and suggests a type parameter.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Token;

use super::{debug, type_link};
use crate::model::{Argument, Binding, Endpoint, Presence, Trait, TypeKind};

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
    let functions = functions(endpoint);
    let head = quote!(::core::fmt::Debug for #request);
    let debug = debug::expand(&declaration.runtime, request, &head, arguments);
    quote! {
        #[doc = #about]
        #(#cfgs)*
        #[::core::prelude::v1::derive(::core::clone::Clone, #default #(#derives),*)]
        #[non_exhaustive]
        #visibility struct #request<> {
            #(#fields,)*
        }

        #functions

        #(#cfgs)*
        #debug
    }
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
        Binding::Query(key) => format!("The query parameter `{key}`."),
        Binding::Header(name) => format!("The header `{name}`."),
        Binding::Headers => format!("The group of headers `{}`.", argument.name),
        Binding::Field(name) => format!("The body field `{name}`."),
        Binding::Body(_) => "The body.".to_owned(),
        Binding::Unbound => format!("The argument `{}`.", argument.name),
    };
    quote!(#[doc = #text])
}

fn functions(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { cfgs, request, arguments, .. } = endpoint;
    let required = arguments.iter().filter(|argument| argument.is_required());
    let parameters = required.map(|argument| {
        let ident = &argument.ident;
        let (ty, _) = setter_parameter(argument, quote!(#ident));
        let lints = &argument.lints;
        quote!(#(#lints)* #ident: #ty)
    });
    let values = arguments.iter().map(|argument| {
        let ident = &argument.ident;
        match argument.presence {
            Presence::Required => {
                let (_, value) = setter_parameter(argument, quote!(#ident));
                quote!(#ident: #value)
            }
            Presence::Optional | Presence::Nullable => quote!(#ident: ::core::option::Option::None),
            Presence::Repeated => quote!(#ident: ::core::default::Default::default()),
        }
    });
    let about = "Makes a request with the required values, and without optional ones.";
    let deprecated = endpoint.attributes.iter().filter(|attribute| attribute.path().is_ident("deprecated"));
    let setters = arguments.iter().filter(|argument| argument.has_setter).map(setters);
    quote! {
        #(#cfgs)*
        impl #request {
            #[doc = #about]
            #(#deprecated)*
            #[must_use]
            #[allow(clippy::too_many_arguments)]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

fn setters(argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    let (ty, value) = setter_parameter(argument, quote!(value));
    let docs = documentation(argument);
    let lints = &argument.lints;
    let setter = |ty: TokenStream, value: TokenStream| {
        quote! {
            #docs
            #(#lints)*
            #[must_use]
            pub fn #ident(mut self, value: #ty) -> Self {
                self.#ident = #value;
                self
            }
        }
    };
    match argument.presence {
        Presence::Required => TokenStream::new(),
        Presence::Optional => setter(ty, quote!(::core::option::Option::Some(#value))),
        Presence::Nullable => {
            let set = setter(ty, quote!(::core::option::Option::Some(::core::option::Option::Some(#value))));
            let null = format_ident!("{}_null", argument.name);
            let about = format!("Sends `{}` as null.", argument.name);
            quote! {
                #set

                #[doc = #about]
                #[must_use]
                pub fn #null(mut self) -> Self {
                    self.#ident = ::core::option::Option::Some(::core::option::Option::None);
                    self
                }
            }
        }
        Presence::Repeated => {
            let inner = &argument.inner;
            let items = quote!(::core::iter::IntoIterator::into_iter(value));
            // The type of a literal in the list cannot be inferred through `Into`.
            let (bound, items) = match argument.kind {
                TypeKind::Float | TypeKind::Scalar => (quote!(Item = #inner), items),
                TypeKind::String | TypeKind::Other => (
                    quote!(Item: ::core::convert::Into<#inner>),
                    quote!(::core::iter::Iterator::map(#items, ::core::convert::Into::into)),
                ),
            };
            let value = quote!(::core::iter::Iterator::collect(#items));
            setter(quote!(impl ::core::iter::IntoIterator<#bound>), value)
        }
    }
}

/// Returns the type of a parameter that sets the argument, and the expression for the field. Numbers, `bool` and `char`
/// are taken as they are: the type of a literal cannot be inferred through `Into`.
fn setter_parameter(argument: &Argument, value: TokenStream) -> (TokenStream, TokenStream) {
    let ty = &argument.inner;
    match argument.kind {
        TypeKind::Float | TypeKind::Scalar => (quote!(#ty), value),
        TypeKind::String | TypeKind::Other => {
            (quote!(impl ::core::convert::Into<#ty>), quote!(::core::convert::Into::into(#value)))
        }
    }
}

//! The body of `Endpoint::encode`: calls of the runtime's `Encoder`, in the order path, query, headers, body.
//!
//! Headers and JSON fields are passed whether they are sensitive; any other sensitive text is passed to `redact`, too.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::names;
use crate::{
    model::{Argument, Binding, BodyFormat, Endpoint, Presence, QueryPair, QueryValue, Segment, Trait, TypeKind},
    percent,
};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let path = path(runtime, endpoint);
    let query = endpoint.template.query.iter().map(|pair| query(runtime, endpoint, pair));
    let headers = endpoint.arguments.iter().filter_map(|argument| header(runtime, argument));
    let body = body(runtime, endpoint);
    quote! {
        #path
        #(#query)*
        #(#headers)*
        #body
    }
}

/// Emits `call` for each value of the argument that is present.
fn for_each_value(argument: &Argument, call: impl Fn(&TokenStream) -> TokenStream) -> TokenStream {
    let ident = &argument.ident;
    match argument.presence {
        Presence::Required => call(&quote!(&self.#ident)),
        Presence::Optional | Presence::Nullable => {
            let call = call(&quote!(value));
            quote!(if let ::core::option::Option::Some(value) = &self.#ident { #call })
        }
        Presence::Repeated => {
            let call = call(&quote!(value));
            quote!(for value in &self.#ident { #call })
        }
    }
}

/// Emits the text of a value, and for a sensitive one the call that keeps it out of errors.
fn text(runtime: &Path, argument: &Argument, value: &TokenStream) -> (TokenStream, Option<TokenStream>) {
    let ty = &argument.inner;
    let text = quote!(<#ty as #runtime::Param>::to_text(#value));
    let redact = argument.sensitive.then(|| quote!(request.redact(#text);));
    (text, redact)
}

fn path(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let arguments = endpoint.template.segments.iter().filter_map(|segment| match segment {
        Segment::Argument(name) => endpoint.argument(name).filter(|argument| argument.binding == Binding::Path),
        Segment::Literal(_) => None,
    });
    let (values, redactions): (Vec<_>, Vec<_>) = arguments
        .map(|argument| {
            let Argument { ident, name, .. } = argument;
            let (text, redact) = text(runtime, argument, &quote!(&self.#ident));
            (quote!(#runtime::path::PathValue::new(#name, #text)), redact)
        })
        .unzip();
    quote!(request.path(&[#(#values),*]); #(#redactions)*)
}

fn query(runtime: &Path, endpoint: &Endpoint, pair: &QueryPair) -> TokenStream {
    let key = percent::encode(&pair.key);
    match &pair.value {
        QueryValue::Literal(value) => {
            let pair = format!("{key}={}", percent::encode(value));
            quote!(request.fixed_query(#pair);)
        }
        QueryValue::Argument(name) => {
            let bound = endpoint.argument(name).filter(|argument| matches!(argument.binding, Binding::Query(_)));
            let calls = bound.map(|argument| {
                for_each_value(argument, |value| {
                    let (text, redact) = text(runtime, argument, value);
                    quote!(#redact request.query(#key, #text);)
                })
            });
            quote!(#calls)
        }
    }
}

pub(super) fn header(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    let Argument { name: field, inner, sensitive, .. } = argument;
    match &argument.binding {
        Binding::Headers(_) => {
            Some(for_each_value(argument, |value| quote!(<#inner as #runtime::Headers>::encode(#value, request);)))
        }
        Binding::Header(name) => Some(for_each_value(argument, |value| {
            // In a `const`, so that the name is checked once, by the compiler.
            let name = name.to_ascii_lowercase();
            let name = quote!(const { #runtime::http::HeaderName::from_static(#name) });
            quote!(request.header(#field, #name, #sensitive, <#inner as #runtime::Param>::to_text(#value));)
        })),
        _ => None,
    }
}

fn body(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let whole = endpoint.arguments.iter().find_map(|argument| match argument.binding {
        Binding::Body(format) => Some(whole_body(runtime, argument, format)),
        _ => None,
    });
    if let Some(whole) = whole {
        return whole;
    }
    let fields = endpoint.arguments.iter().filter_map(|argument| match &argument.binding {
        Binding::Field(wire) => Some((argument, wire)),
        _ => None,
    });
    match endpoint.body {
        Some(BodyFormat::Form) => {
            let fields = fields.map(|(argument, wire)| form_field(runtime, argument, wire));
            quote!(request.form(); #(#fields)*)
        }
        Some(BodyFormat::Json) => {
            let fields: Vec<_> = fields.map(|(argument, wire)| json_field(runtime, argument, wire)).collect();
            let object = (!fields.is_empty()).then(|| quote!(let object =));
            quote!(#object request.json_object(); #(#fields)*)
        }
        Some(BodyFormat::Text | BodyFormat::Bytes) | None => TokenStream::new(),
    }
}

fn form_field(runtime: &Path, argument: &Argument, wire: &str) -> TokenStream {
    let key = percent::encode(wire);
    for_each_value(argument, |value| {
        let (text, redact) = text(runtime, argument, value);
        quote!(#redact request.form_field(#key, #text);)
    })
}

fn json_field(runtime: &Path, argument: &Argument, wire: &str) -> TokenStream {
    let Argument { ident, inner, sensitive, .. } = argument;
    let is_float = argument.kind == TypeKind::Float;
    if argument.presence == Presence::Optional && !is_float {
        let write = quote!(<#inner as #runtime::body::JsonField>::write_optional);
        return quote!(#write(&self.#ident, #wire, #sensitive, object););
    }
    // A value that is present may still be null.
    let is_nullable = argument.presence == Presence::Nullable;
    let write = if is_nullable { quote!(write_nullable) } else { quote!(write) };
    for_each_value(argument, |value| {
        // serde would write a float that is not finite as null.
        let check = is_float.then(|| {
            let check = quote!(object.finite(#wire, ::core::convert::Into::into(*#value)););
            if is_nullable { quote!(if let ::core::option::Option::Some(value) = value { #check }) } else { check }
        });
        quote!(#check <#inner as #runtime::body::JsonField>::#write(#value, #wire, #sensitive, object);)
    })
}

fn whole_body(runtime: &Path, argument: &Argument, format: BodyFormat) -> TokenStream {
    let Argument { inner, name, .. } = argument;
    let body = names::body_type(format);
    // Errors of JSON and of forms name the argument.
    let name = matches!(format, BodyFormat::Json | BodyFormat::Form).then(|| quote!(#name,));
    let redact = argument.sensitive.then(|| quote!(request.redact_body();));
    let write =
        for_each_value(argument, |value| quote!(<#inner as #runtime::body::#body>::write(#value, #name request);));
    quote!(#write #redact)
}

//! The body of `Endpoint::encode`: calls of the runtime's binding functions, in the order path, query, headers, body.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use crate::{
    model::{Argument, Binding, BodyFormat, Endpoint, Presence, Trait},
    percent,
    syntax::{
        template::{Pair, Segment},
        types,
    },
};

pub(super) fn expand(declared: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declared.runtime;
    let path = path(runtime, endpoint);
    let query = endpoint.template.query.iter().map(|pair| query(runtime, endpoint, pair));
    let headers = endpoint.arguments.iter().filter_map(|argument| header(runtime, argument));
    let secrets = endpoint.arguments.iter().filter_map(|argument| secret(runtime, argument));
    let body = body(runtime, endpoint);
    quote! {
        #path
        #(#query)*
        #(#headers)*
        #(#secrets)*
        #body
    }
}

/// The call that turns `value`, a reference, into text.
fn text(runtime: &Path, argument: &Argument, value: &TokenStream) -> TokenStream {
    let ty = &argument.inner;
    quote!(<#ty as #runtime::Param>::to_text(#value))
}

/// `call` for the argument's value, as often as it is there.
fn each(argument: &Argument, call: impl Fn(&TokenStream) -> TokenStream) -> TokenStream {
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

fn path(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let values = endpoint.template.segments.iter().filter_map(|segment| {
        let Segment::Argument(name) = segment else { return None };
        let argument = endpoint.argument(name).filter(|argument| argument.binding == Binding::Path)?;
        let ident = &argument.ident;
        let text = text(runtime, argument, &quote!(&self.#ident));
        Some(quote!(#runtime::path::PathValue::new(#name, #text)))
    });
    quote!(request.path(&[#(#values),*]);)
}

fn query(runtime: &Path, endpoint: &Endpoint, pair: &Pair) -> TokenStream {
    match pair {
        Pair::Literal { key, value } => {
            let pair = format!("{key}={value}");
            quote!(request.fixed_query(#pair);)
        }
        Pair::Argument { key, name } => {
            let bound = endpoint.argument(name).filter(|argument| matches!(argument.binding, Binding::Query(_)));
            bound
                .map(|argument| {
                    each(argument, |value| {
                        let text = text(runtime, argument, value);
                        quote!(request.query(#key, #text);)
                    })
                })
                .unwrap_or_default()
        }
    }
}

pub(super) fn header(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    let ty = &argument.inner;
    match &argument.binding {
        Binding::Headers => Some(each(argument, |value| quote!(<#ty as #runtime::Headers>::encode(#value, request);))),
        Binding::Header(name) => Some(each(argument, |value| single_header(runtime, argument, name, value))),
        _ => None,
    }
}

/// One header; the name is checked by the compiler, not by the call.
fn single_header(runtime: &Path, argument: &Argument, name: &str, value: &TokenStream) -> TokenStream {
    let text = text(runtime, argument, value);
    let name = name.to_ascii_lowercase();
    let Argument { name: field, sensitive, .. } = argument;
    quote!(request.header(#field, const { #runtime::http::HeaderName::from_static(#name) }, #sensitive, #text);)
}

/// Sensitive values outside of headers, which know it themselves, and of JSON, which is written elsewhere.
fn secret(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    let is_text = matches!(argument.binding, Binding::Path | Binding::Query(_));
    (argument.sensitive && is_text).then(|| {
        each(argument, |value| {
            let text = text(runtime, argument, value);
            quote!(request.redact(#text);)
        })
    })
}

fn body(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let whole = endpoint.arguments.iter().find_map(|argument| match argument.binding {
        Binding::Body(format) => {
            let body = whole_body(runtime, argument, format);
            let redact = argument.sensitive.then(|| quote!(request.redact_body();));
            Some(quote!(#body #redact))
        }
        _ => None,
    });
    if let Some(whole) = whole {
        return whole;
    }
    let fields = endpoint.arguments.iter().filter_map(|argument| match &argument.binding {
        Binding::Field(wire) => Some(field(runtime, argument, wire, endpoint.body)),
        _ => None,
    });
    match endpoint.body {
        BodyFormat::Json => {
            let fields: Vec<_> = fields.collect();
            let object = if fields.is_empty() { quote!() } else { quote!(let object =) };
            quote!(#object request.json_object(); #(#fields)*)
        }
        BodyFormat::Form => quote!(request.form(); #(#fields)*),
        BodyFormat::None | BodyFormat::Text | BodyFormat::Bytes => TokenStream::new(),
    }
}

fn field(runtime: &Path, argument: &Argument, wire: &str, format: BodyFormat) -> TokenStream {
    if format == BodyFormat::Form {
        let key = percent::encode(wire);
        return each(argument, |value| {
            let text = text(runtime, argument, value);
            let redact = argument.sensitive.then(|| quote!(request.redact(#text);));
            quote!(#redact request.form_field(#key, #text);)
        });
    }
    let Argument { inner, sensitive, .. } = argument;
    // What is there may still be null.
    let write = if argument.presence == Presence::Nullable { quote!(write_nullable) } else { quote!(write) };
    each(argument, |value| {
        // serde would write a float that is not finite as null.
        let finite = (types::is_float(inner) && argument.presence != Presence::Nullable)
            .then(|| quote!(object.finite(#wire, ::core::convert::Into::into(*#value));));
        quote!(#finite <#inner as #runtime::body::JsonField>::#write(#value, #wire, #sensitive, object);)
    })
}

fn whole_body(runtime: &Path, argument: &Argument, format: BodyFormat) -> TokenStream {
    let Argument { inner, name, .. } = argument;
    each(argument, |value| match format {
        BodyFormat::Form => quote!(<#inner as #runtime::body::FormBody>::write(#value, #name, request);),
        BodyFormat::Text => quote!(<#inner as #runtime::body::TextBody>::write(#value, request);),
        BodyFormat::Bytes => quote!(<#inner as #runtime::body::BytesBody>::write(#value, request);),
        BodyFormat::Json | BodyFormat::None => {
            quote!(<#inner as #runtime::body::JsonBody>::write(#value, #name, request);)
        }
    })
}

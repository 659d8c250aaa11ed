//! The body of `Endpoint::visit`: calls of the runtime's `ArgumentVisitor`, in the order path, query, headers, body.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

use super::{name, names, text};
use crate::{
    model::{
        Argument, Binding, BodyFormat, Endpoint, GroupKind, Presence, QueryPair, QueryValue, Segment, TextForm, Trait,
    },
    percent,
    syntax::types,
};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let path = path(runtime, endpoint);
    let query = endpoint.template.query.iter().map(|pair| query(runtime, endpoint, pair));
    let is_map = |argument: &&Argument| matches!(argument.binding, Binding::QueryMap(_));
    let maps = endpoint.arguments.iter().filter(is_map);
    let query_arguments =
        maps.chain(endpoint.groups(GroupKind::Query)).filter_map(|argument| query_argument(runtime, argument));
    let headers = endpoint.arguments.iter().filter_map(|argument| header(runtime, argument));
    let body = body(runtime, endpoint);
    quote! {
        #path
        #(#query)*
        #(#query_arguments)*
        #(#headers)*
        #body
    }
}

/// Emits the visit of an argument that is sent as text, at the place of the visitor with this name and key.
fn text(runtime: &Path, argument: &Argument, place: &str, key: impl ToTokens) -> TokenStream {
    let Argument { name: argument_name, sensitive, .. } = argument;
    let place = name(place);
    text::visit(runtime, argument, &quote!(visitor.#place(#argument_name, #key, #sensitive)))
}

fn path(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    if let Some(url) = endpoint.arguments.iter().find(|argument| argument.binding == Binding::Url) {
        let Argument { ident, name, inner, sensitive, .. } = url;
        return quote! {
            <#inner as #runtime::request::TextArgument>::visit(&self.#ident, visitor.url(#name, #sensitive));
        };
    }
    let names = endpoint.template.segments.iter().flat_map(Segment::argument_names);
    let arguments =
        names.filter_map(|name| endpoint.argument(name).filter(|argument| argument.binding == Binding::Path));
    let arguments = arguments.map(|argument| {
        let several = endpoint.template.is_several(&argument.name).then(|| quote!(.several()));
        let path = text::path(runtime, argument);
        quote!(#path #several)
    });
    quote!(visitor.path(&[#(#arguments),*]);)
}

fn query(runtime: &Path, endpoint: &Endpoint, pair: &QueryPair) -> TokenStream {
    let key = &pair.written_key;
    match &pair.value {
        QueryValue::Literal(value) => {
            let pair = format!("{key}={value}");
            quote!(visitor.fixed_query(#pair);)
        }
        QueryValue::Absent => quote!(visitor.fixed_query(#key);),
        QueryValue::Argument(name) => {
            let bound = endpoint.argument(name).filter(|argument| matches!(argument.binding, Binding::Query(_)));
            bound.map(|argument| text(runtime, argument, "query", key)).unwrap_or_default()
        }
    }
}

/// Emits the visit of a query argument that the template does not name: a map, a group, or a field of a group.
pub(super) fn query_argument(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    match &argument.binding {
        Binding::Query(key) => Some(text(runtime, argument, "query", percent::encode_key(key))),
        Binding::QueryMap(key) => Some(map(runtime, argument, "query_map", key)),
        Binding::QueryGroup(_) => Some(group(runtime, argument, GroupKind::Query)),
        _ => None,
    }
}

/// Emits the visit of a map, at the place of the visitor with this name.
fn map(runtime: &Path, argument: &Argument, place: &str, key: &str) -> TokenStream {
    let Argument { name: argument_name, sensitive, .. } = argument;
    let place = name(place);
    text::visit_map(runtime, argument, &quote!(visitor.#place(#argument_name, #key, #sensitive)))
}

fn group(runtime: &Path, argument: &Argument, kind: GroupKind) -> TokenStream {
    let Argument { ident, name, ty, inner, .. } = argument;
    let group_trait = names::group_trait(kind);
    let visit = for_each_value(argument, |value| quote!(<#inner as #runtime::#group_trait>::visit(#value, visitor);));
    let shown = quote!(<#ty as #runtime::debug::DebugField>::as_debug(&self.#ident));
    quote!(if visitor.group(#name, #shown) { #visit })
}

pub(super) fn header(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    match &argument.binding {
        Binding::Headers(_) => Some(group(runtime, argument, GroupKind::Headers)),
        Binding::Header(header) => {
            let header = header.to_ascii_lowercase();
            // In a `const`, so that the name is checked once, by the compiler.
            Some(text(runtime, argument, "header", quote!(const { #runtime::http::HeaderName::from_static(#header) })))
        }
        Binding::HeaderMap(prefix) => Some(map(runtime, argument, "header_map", prefix)),
        Binding::Cookie(cookie) => Some(text(runtime, argument, "cookie", cookie)),
        _ => None,
    }
}

fn body(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let whole = endpoint.arguments.iter().find_map(|argument| match argument.binding {
        Binding::Body(format) => Some(whole_body(runtime, argument, (format, endpoint.body_marker.as_ref()))),
        _ => None,
    });
    if let Some(whole) = whole {
        return whole;
    }
    let fields = endpoint.arguments.iter().filter_map(|argument| match &argument.binding {
        Binding::Field(wire) | Binding::FieldMap(wire) => Some((argument, wire)),
        _ => None,
    });
    match endpoint.body {
        Some(BodyFormat::Form) => {
            let fields = fields.map(|(argument, wire)| match argument.presence {
                Presence::Map => map(runtime, argument, "form_map", wire),
                _ => text(runtime, argument, "form_field", percent::encode(wire)),
            });
            quote!(visitor.form(); #(#fields)*)
        }
        Some(BodyFormat::Json) => {
            let fields = fields.map(|(argument, wire)| json_field(runtime, argument, wire));
            quote!(visitor.json_object(); #(#fields)*)
        }
        Some(BodyFormat::Multipart) => {
            let fields = fields.map(|(argument, wire)| match argument.presence {
                Presence::Map => map(runtime, argument, "form_map", wire),
                _ => part(runtime, argument, wire),
            });
            quote!(visitor.multipart(); #(#fields)*)
        }
        _ => TokenStream::new(),
    }
}

fn part(runtime: &Path, argument: &Argument, wire: &str) -> TokenStream {
    let Argument { ident, name: argument_name, inner, sensitive, .. } = argument;
    if argument.form != TextForm::Plain {
        return text(runtime, argument, "text_part", wire);
    }
    let function = name(match argument.presence {
        Presence::Required | Presence::Map => "visit",
        Presence::Optional | Presence::Nullable => "visit_optional",
        Presence::Repeated => "visit_repeated",
    });
    quote! {
        <#inner as #runtime::request::PartArgument>::#function(
            &self.#ident,
            visitor.part(#argument_name, #wire, #sensitive),
        );
    }
}

fn json_field(runtime: &Path, argument: &Argument, wire: &str) -> TokenStream {
    let Argument { ident, name: argument_name, inner, sensitive, .. } = argument;
    let function = name(match argument.presence {
        Presence::Required | Presence::Repeated | Presence::Map => "visit",
        Presence::Optional => "visit_optional",
        Presence::Nullable => "visit_nullable",
    });
    let is_named_bytes = types::path_names(inner).last().is_some_and(|name| name == "Bytes");
    let visited = name(if is_named_bytes { "BytesField" } else { "JsonArgument" });
    quote! {
        <#inner as #runtime::request::#visited>::#function(
            &self.#ident,
            visitor,
            #argument_name,
            #wire,
            #sensitive,
        );
    }
}

fn whole_body(runtime: &Path, argument: &Argument, (format, marker): (BodyFormat, Option<&Path>)) -> TokenStream {
    let Argument { ident, name, ty, inner, presence, sensitive, .. } = argument;
    let body = names::body_type(format);
    let shown = match (sensitive, presence) {
        (true, Presence::Required) => quote!(&#runtime::debug::Redacted),
        (true, _) => quote!(#runtime::debug::redacted(&self.#ident)),
        (false, _) => quote!(<#ty as #runtime::debug::DebugField>::as_debug(&self.#ident)),
    };
    // Errors of JSON and of forms name the argument.
    let named = matches!(format, BodyFormat::Json | BodyFormat::Form | BodyFormat::Ndjson).then(|| quote!(#name,));
    let redact = sensitive.then(|| quote!(request.redact_body();));
    let write = for_each_value(argument, |value| match marker {
        Some(marker) => quote!(#runtime::format::write::<#marker, #inner>(#value, #name, request);),
        None => quote!(<#inner as #runtime::body::#body>::write(#value, #named request);),
    });
    quote! {
        if let ::core::option::Option::Some(request) = visitor.argument(#name, #shown) {
            #write
            #redact
        }
    }
}

/// Emits `call` for each value of the argument that is present.
fn for_each_value(argument: &Argument, call: impl Fn(&TokenStream) -> TokenStream) -> TokenStream {
    let ident = &argument.ident;
    match argument.presence {
        Presence::Required | Presence::Map => call(&quote!(&self.#ident)),
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

//! The `const` metadata of an endpoint.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Path;

use super::{names, pagination, respan::respan};
use crate::model::{
    Argument, Binding, BodyFormat, Deprecation, Endpoint, GroupKind, Presence, ResponseFormat, StreamOptions, TextForm,
    Trait, WrittenStatus,
};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { id, name, template, docs, .. } = endpoint;
    let Trait { resource, .. } = declaration;
    let request = format!("::{}", endpoint.request_name());
    let method = names::method(runtime, &endpoint.method);
    let path = template.path();
    let literals = template.literals();
    let arguments = parameter_texts(runtime, &endpoint.arguments);
    let unusual = unusual_members(declaration, endpoint);
    quote! {
        #runtime::Metadata {
            id: #id,
            resource: #resource,
            name: #name,
            request: ::core::concat!(::core::module_path!(), #request),
            method: #method,
            template: #path,
            literals: &[#(#literals),*],
            arguments: #arguments,
            docs: #docs,
            #unusual
            ..#runtime::__private::METADATA
        }
    }
}

/// Emits the members that differ from those of `__private::METADATA`. An endpoint has few of them, and each member costs the
/// compiler time.
fn unusual_members(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { authenticated, idempotent, destructive, .. } = endpoint;
    let tag = some("tag", declaration.tag.as_ref());
    let host = some("host", declaration.host.as_ref());
    let deprecated = endpoint.deprecated.as_ref().map(deprecation);
    let timeout = some("timeout", endpoint.timeout_ms.map(|ms| quote!(::core::time::Duration::from_millis(#ms))));
    let header_groups = groups("header_groups", declaration, endpoint, GroupKind::Headers);
    let query_groups = groups("query_groups", declaration, endpoint, GroupKind::Query);
    let query = endpoint.template.query();
    let query = (!query.is_empty()).then(|| quote!(query: #query,));
    let fixed_headers = fixed("fixed_headers", &endpoint.fixed_headers);
    let fixed_fields = fixed("fixed_fields", &endpoint.fixed_fields);
    let body = body(runtime, endpoint);
    let with_type = endpoint.response_type.as_ref().map(|media_type| quote!(.with_content_type(#media_type)));
    // The result may have statuses of its own, which only the compiler knows. The error is then reported where the status was written.
    let with_status = endpoint.status.map(|WrittenStatus { code, span }| respan(span, quote!(.with_status(#code))));
    let with_stream = with_stream(runtime, &endpoint.stream);
    let request = &endpoint.request;
    // Beside another format, the status was reported.
    let function = match (endpoint.status.map(|status| status.code), endpoint.response) {
        (Some(204 | 205), ResponseFormat::Json) => "response_without_body",
        _ => "response",
    };
    let function = Ident::new(function, request.span());
    let with_json_type = endpoint.json_type.as_ref().map(|media_type| {
        let response = quote!(#runtime::__private::#function::<#request>());
        let variants =
            quote!(#runtime::__private::json_variants::<{ #response.variants.len() }>(#response, #media_type));
        quote!(.with_json_type(#media_type, &#variants))
    });
    let response = quote!(response: #runtime::__private::#function::<#request>() #with_json_type #with_type #with_stream #with_status,);
    let envelope = some("envelope", endpoint.envelope.as_ref());
    let authenticated = (!authenticated).then(|| quote!(authenticated: false,));
    let idempotent = idempotent.then(|| quote!(idempotent: true,));
    let destructive = destructive.then(|| quote!(destructive: true,));
    let pagination = endpoint.pagination.as_ref().map(|pagination| pagination::metadata(declaration, pagination));
    let constants = quote!(#fixed_headers #fixed_fields);
    quote!(#tag #host #query #header_groups #query_groups #constants #body #response #envelope #authenticated #idempotent #destructive #deprecated #timeout #pagination)
}

/// Emits the format of the body and its media type. Tools take formats that they do not know for what these are on the wire.
fn body(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let format = endpoint.body.map(|format| {
        let format = names::variant(match format {
            BodyFormat::Ndjson => BodyFormat::Text,
            BodyFormat::Stream | BodyFormat::Custom => BodyFormat::Bytes,
            format => format,
        });
        quote!(body: #runtime::metadata::BodyFormat::#format,)
    });
    let media_type = match (&endpoint.body_type, endpoint.body, &endpoint.body_marker) {
        (Some(media_type), ..) => Some(quote!(#media_type)),
        (None, Some(BodyFormat::Ndjson), _) => Some(quote!("application/x-ndjson")),
        (None, _, Some(marker)) => Some(quote!(<#marker as #runtime::format::Format>::CONTENT_TYPE)),
        _ => None,
    };
    let media_type = some("body_type", media_type);
    let streamed = (endpoint.body == Some(BodyFormat::Stream)).then(|| quote!(streamed: true,));
    // At the option's tokens, at which a missing feature of the runtime is reported.
    let compressed = endpoint.compress.as_ref().map(|gzip| {
        let gzip = respan(gzip.span(), quote!(#runtime::__gzip!()));
        quote!(compressed: #gzip,)
    });
    quote!(#format #media_type #streamed #compressed)
}

/// Emits the options of a response that is read as it arrives, if there are any.
pub(super) fn with_stream(runtime: &Path, options: &StreamOptions) -> Option<TokenStream> {
    let StreamOptions { done, tagged, reconnect, idle_ms } = options;
    if *options == StreamOptions::default() {
        return None;
    }
    let done = some("done", done.as_ref());
    let idle = some("idle", idle_ms.map(|ms| quote!(::core::time::Duration::from_millis(#ms))));
    let tagged = tagged.then(|| quote!(tagged: true,));
    let reconnect = reconnect.then(|| quote!(reconnect: true,));
    Some(quote! {
        .with_stream(#runtime::metadata::StreamOptions {
            #done #tagged #reconnect #idle
            ..#runtime::metadata::StreamOptions::NONE
        })
    })
}

/// Emits `name: Some(value),`, or nothing.
pub(super) fn some(name: &str, value: Option<impl ToTokens>) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    value.map(|value| quote!(#name: ::core::option::Option::Some(#value),))
}

/// Emits a list of names and values, or nothing.
fn fixed(name: &str, constants: &[(String, String)]) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    let (names, values): (Vec<_>, Vec<_>) = constants.iter().map(|(name, value)| (name, value)).unzip();
    (!constants.is_empty()).then(|| quote!(#name: &[#((#names, #values)),*],))
}

fn deprecation(deprecation: &Deprecation) -> TokenStream {
    let Deprecation { condition, note } = deprecation;
    match condition {
        Some(condition) => quote! {
            deprecated: if ::core::cfg!(#condition) {
                ::core::option::Option::Some(#note)
            } else {
                ::core::option::Option::None
            },
        },
        None => quote!(deprecated: ::core::option::Option::Some(#note),),
    }
}

/// Emits the groups of a kind, or nothing.
fn groups(name: &str, declaration: &Trait, endpoint: &Endpoint, kind: GroupKind) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    let groups: Vec<TokenStream> =
        endpoint.groups(kind).map(|argument| group(&declaration.runtime, argument, kind)).collect();
    (!groups.is_empty()).then(|| quote!(#name: &[#(#groups),*],))
}

fn group(runtime: &Path, argument: &Argument, kind: GroupKind) -> TokenStream {
    let Argument { name, inner: group, .. } = argument;
    let group_trait = names::group_trait(kind);
    let required = argument.is_required();
    let fields = quote!(<#group as #runtime::#group_trait>::PARAMETERS);
    let mut parameters = fields.clone();
    if let Some((_, prefix)) = argument.binding.group()
        && !prefix.is_empty()
    {
        let names = quote!({
            const NAMES: &[u8] =
                &#runtime::group::prefixed_names::<{ #runtime::group::prefixed_length(#prefix, #parameters) }>(
                    #prefix,
                    #parameters,
                );
            NAMES
        });
        parameters = quote!(&#runtime::group::with_names::<{ #parameters.len() }>(#parameters, #prefix, #names));
    }
    if !required {
        let count = quote!(<#group as #runtime::#group_trait>::PARAMETERS.len());
        parameters = quote!(&#runtime::__private::optional_group::<{ #count }>(#parameters));
    }
    let has_setters = quote!(<#group as #runtime::#group_trait>::HAS_SETTERS);
    quote!(#runtime::__private::group(#name, #required, #has_setters, #fields, #parameters))
}

/// Emits the runtime's `ParameterTexts` of those arguments that are no group.
pub(super) fn parameter_texts(runtime: &Path, arguments: &[Argument]) -> TokenStream {
    let bound = || arguments.iter().filter_map(|argument| Some((argument, letter(argument)?)));
    let mut letters = String::new();
    for (argument, letter) in bound() {
        letters.push(if argument.is_required() { letter.to_ascii_uppercase() } else { letter });
        if argument.presence == Presence::Map {
            letters.push('[');
        }
        match argument.form {
            TextForm::Joined(' ') => letters.push('_'),
            TextForm::Joined(separator) => letters.push(separator),
            TextForm::Json => letters.push('{'),
            TextForm::Nested(nesting) => letters.push(nesting.flag),
            TextForm::Plain if argument.presence == Presence::Repeated => letters.push('*'),
            TextForm::Plain => {}
        }
        if argument.sensitive {
            letters.push('!');
        }
        if argument.is_idempotency_key {
            letters.push('~');
        }
    }
    let names = bound().map(|(argument, _)| &argument.name);
    let wire_names = bound().map(|(argument, _)| argument.wire_name());
    let docs = bound().map(|(argument, _)| &argument.docs);
    quote! {
        #runtime::metadata::ParameterTexts { letters: #letters, texts: &[#(#names, #wire_names, #docs),*] }
    }
}

/// Returns the letter of the part of the request that holds the argument.
fn letter(argument: &Argument) -> Option<char> {
    match argument.binding {
        Binding::Path => Some('p'),
        Binding::Url => Some('u'),
        Binding::Query(_) | Binding::QueryMap(_) => Some('q'),
        Binding::Header(_) | Binding::HeaderMap(_) => Some('h'),
        Binding::Cookie(_) => Some('c'),
        Binding::Field(_) | Binding::FieldMap(_) => Some('f'),
        Binding::Body(_) => Some('b'),
        Binding::Headers(_) | Binding::QueryGroup(_) | Binding::Unbound => None,
    }
}

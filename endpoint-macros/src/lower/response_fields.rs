//! The fields of a type that derives `Response`: headers, the body, and the status of a variant for other statuses.

use quote::{ToTokens as _, format_ident};
use syn::{Attribute, Field, Fields, Ident};

use super::{
    argument::{self, WrittenArgument},
    binding_attribute::{self, BindingTarget, WrittenBody},
    distinct_arguments, header,
    media_type::WrittenMediaType,
    prefixed_map,
    response_format::{self, WrittenResponse},
};
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, BodyFormat, ResponseBody, ResponseFields, ResponseFormat},
};

/// Reads the fields. With `has_status`, one of them may hold the status.
pub(super) fn read(fields: Fields, has_status: bool, diagnostics: &mut Diagnostics) -> ResponseFields {
    let mut read = ResponseFields::default();
    let is_tuple = matches!(fields, Fields::Unnamed(_));
    for (index, field) in fields.into_iter().enumerate() {
        let ident = match &field.ident {
            Some(ident) => ident.clone(),
            None => format_ident!("field_{index}", span = syn::spanned::Spanned::span(&field.ty)),
        };
        if is_tuple {
            read.tuple.push(ident.clone());
        }
        if let Some(attribute) = field.attrs.iter().find(|attribute| attribute.path().is_ident("status")) {
            add_status(&mut read, ident, attribute, has_status, diagnostics);
        } else {
            add_field(&mut read, ident, field, is_tuple, diagnostics);
        }
    }
    distinct_arguments::check_bindings(&mut read.headers, diagnostics);
    read
}

fn add_status(
    read: &mut ResponseFields,
    ident: Ident,
    attribute: &Attribute,
    has_status: bool,
    diagnostics: &mut Diagnostics,
) {
    binding_attribute::check_bare(attribute, "write `#[status]` on the field that holds the status", diagnostics);
    if !has_status {
        let help = "remove the field; only a variant with `#[status(default)]` stands for several statuses";
        diagnostics.report(attribute, "the status of this response is known", help);
    } else if read.status.replace(ident).is_some() {
        diagnostics.report(attribute, "two fields hold the status", "remove one of them");
    }
}

fn add_field(read: &mut ResponseFields, ident: Ident, field: Field, is_tuple: bool, diagnostics: &mut Diagnostics) {
    let mut attributes: Vec<Attribute> = field.attrs.into_iter().filter(is_read_here).collect();
    let streamed = attributes.extract_if(.., |attribute| is_streamed_body(attribute)).collect::<Vec<_>>();
    let streamed = streamed.first().and_then(|attribute| attribute.meta.require_list().ok()).map(|list| {
        // It is not known here if the call can be sent again.
        response_format::read(list.tokens.clone(), Some(false), diagnostics)
    });
    let written = argument::read_attributes(ident, field.ty, &attributes, diagnostics);
    let target = written.binding_attributes.first().map(|attribute| &attribute.target);
    let response = match target {
        _ if streamed.is_some() => streamed.unwrap_or_default(),
        Some(BindingTarget::Body(WrittenBody { format, media_type, marker })) => WrittenResponse {
            format: response_format(*format, &written, diagnostics),
            marker: marker.clone(),
            media_type: media_type.clone().and_then(|media_type| fixed(media_type, diagnostics)),
            ..WrittenResponse::default()
        },
        None if is_tuple => WrittenResponse::default(),
        Some(_) if is_tuple => {
            let help = "write named fields: `Accepted { #[header(\"Location\")] location: String, #[body] job: T }`";
            diagnostics.report(&written.ty, "a header of a variant needs a name", help);
            return;
        }
        _ => {
            read.headers.push(written.bind(BodyFormat::Json, diagnostics, header_binding));
            return;
        }
    };
    written.check_form_of_body(diagnostics);
    let WrittenResponse { format, media_type, marker, stream } = response;
    let (ident, ty) = (written.ident.clone(), written.ty.clone());
    let body = ResponseBody { ident, ty, format, marker, media_type, stream };
    if let Some(first) = &read.body {
        let (problem, help) = if is_tuple {
            let help = "write named fields, of which one is the `#[body]`";
            ("a response has one body, and this is the second".to_owned(), help)
        } else {
            let problem = format!("`{}` and `{}` are both the body", first.ident, written.ident);
            (problem, "keep `#[body]` on one of them")
        };
        // The name of a field of a tuple is ours.
        let tokens = if is_tuple { written.ty.to_token_stream() } else { written.ident.to_token_stream() };
        diagnostics.report(tokens, problem, help);
    }
    read.body = Some(body);
    written.only_binding_attribute(diagnostics);
}

/// Returns whether this is the attribute of a body that is read as it arrives: `#[body(stream)]`.
fn is_streamed_body(attribute: &Attribute) -> bool {
    attribute.path().is_ident("body")
        && attribute.meta.require_list().is_ok_and(|list| response_format::streamed_name(&list.tokens).is_some())
}

/// Returns whether the derive reads an attribute. Others belong to other derives, and rustc reports an unknown one.
fn is_read_here(attribute: &Attribute) -> bool {
    ["doc", "allow", "expect"].iter().any(|name| attribute.path().is_ident(name))
        || (binding_attribute::is_binding(attribute)
            && !["idempotency_key", "sensitive"].iter().any(|name| attribute.path().is_ident(name)))
}

fn response_format(format: BodyFormat, written: &WrittenArgument, diagnostics: &mut Diagnostics) -> ResponseFormat {
    match format {
        BodyFormat::Json => ResponseFormat::Json,
        BodyFormat::Text => ResponseFormat::Text,
        BodyFormat::Bytes => ResponseFormat::Bytes,
        BodyFormat::Custom => ResponseFormat::Custom,
        BodyFormat::Stream => ResponseFormat::Stream,
        BodyFormat::Ndjson => ResponseFormat::Ndjson,
        BodyFormat::Form | BodyFormat::Multipart => {
            let help = "write `#[body]` for JSON, or `#[body(text)]` or `#[body(bytes)]`";
            diagnostics.report(&written.ident, "a form is the body of a request, not of a response", help);
            ResponseFormat::Json
        }
    }
}

/// Returns the media type, which no argument gives.
fn fixed(media_type: WrittenMediaType, diagnostics: &mut Diagnostics) -> Option<String> {
    if let WrittenMediaType::Argument(name) = &media_type {
        let help =
            "write it in quotes: `type = \"application/pdf\"`; an argument gives the media type of a request only";
        diagnostics.report(name, "the media type of a response is a text", help);
    }
    media_type.into_text()
}

fn header_binding(written: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
    match written.only_binding_attribute(diagnostics).map(|attribute| &attribute.target) {
        Some(BindingTarget::Header(name)) => {
            header::check_response_name(name, diagnostics).map_or(Binding::Unbound, Binding::Header)
        }
        Some(BindingTarget::HeaderMap(prefix)) if !written.is_plain() => {
            let problem = format!("`{}` is a map of a response's headers, whose values are texts", written.name);
            diagnostics.report(prefix, problem, "remove `#[join]` or `#[encode]`");
            Binding::Unbound
        }
        Some(BindingTarget::HeaderMap(prefix)) => prefixed_map::of_headers(written, prefix, diagnostics),
        Some(BindingTarget::Invalid) => Binding::Unbound,
        _ => {
            let problem = format!("`{}` is neither a header nor the body", written.name);
            let help = "write `#[header(\"Name\")]` on it, or `#[body]` if it is the body of the response";
            diagnostics.report(&written.ident, problem, help);
            Binding::Unbound
        }
    }
}

//! The checks of `#[derive(Response)]`.

use syn::{Attribute, Data, DataStruct, DeriveInput, Fields};

use super::{
    argument::{self, WrittenArgument},
    binding_attribute::{self, BindingTarget},
    default_runtime,
    defaults::AttributeSet,
    distinct_arguments, header,
    media_type::WrittenMediaType,
    options::Options,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, BodyFormat, Response, ResponseBody, ResponseFormat},
};

/// Checks a struct that derives `Response`.
pub(crate) fn lower(set: AttributeSet, item: DeriveInput, diagnostics: &mut Diagnostics) -> Response {
    let DeriveInput { ident, generics, attrs, data, .. } = item;
    let mut options = Options::of_attribute(&attrs, "response", diagnostics);
    set.add_defaults(&mut options);
    let runtime = options.runtime().unwrap_or_else(default_runtime);
    let (server, schema) = (options.opt_in("server"), options.opt_in("schema"));
    options.report_unknown(None);
    let mut response =
        Response { ident, generics, runtime, server, schema, headers: Vec::new(), body: None, is_complete: false };
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = data else {
        let help = "write `struct Created { #[header(\"Location\")] location: String, #[body] created: T }`";
        diagnostics.report(&response.ident, "`Response` can only be derived for a struct with named fields", help);
        return response;
    };
    let mistakes_before = diagnostics.count();
    for field in fields.named {
        let Some(ident) = field.ident else { continue };
        let attributes: Vec<Attribute> = field.attrs.into_iter().filter(is_read_here).collect();
        let written = argument::read_attributes(ident, field.ty, &attributes, diagnostics);
        match written.binding_attributes.first().map(|attribute| &attribute.target) {
            Some(BindingTarget::Body(format, media_type)) => {
                let body = ResponseBody {
                    ident: written.ident.clone(),
                    ty: written.ty.clone(),
                    format: response_format(*format, &written, diagnostics),
                    media_type: media_type.clone().and_then(|media_type| fixed(media_type, diagnostics)),
                };
                if let Some(first) = response.body.replace(body) {
                    let problem = format!("`{}` and `{}` are both the body", first.ident, written.ident);
                    diagnostics.report(&written.ident, problem, "keep `#[body]` on one of them");
                }
                written.only_binding_attribute(diagnostics);
            }
            _ => response.headers.push(written.bind(BodyFormat::Json, diagnostics, header_binding)),
        }
    }
    distinct_arguments::check_bindings(&mut response.headers, diagnostics);
    response.is_complete = diagnostics.count() == mistakes_before;
    response
}

/// Returns whether the derive reads an attribute. Others belong to other derives, and rustc reports an unknown one.
fn is_read_here(attribute: &Attribute) -> bool {
    ["doc", "allow", "expect"].iter().any(|name| attribute.path().is_ident(name))
        || (binding_attribute::is_binding(attribute)
            && !["join", "encode", "idempotency_key", "sensitive"].iter().any(|name| attribute.path().is_ident(name)))
}

fn response_format(format: BodyFormat, written: &WrittenArgument, diagnostics: &mut Diagnostics) -> ResponseFormat {
    match format {
        BodyFormat::Json => ResponseFormat::Json,
        BodyFormat::Text => ResponseFormat::Text,
        BodyFormat::Bytes => ResponseFormat::Bytes,
        BodyFormat::Form => {
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
            header::check_name(name, false, diagnostics).map_or(Binding::Unbound, Binding::Header)
        }
        Some(BindingTarget::Invalid) => Binding::Unbound,
        _ => {
            let problem = format!("`{}` is neither a header nor the body", written.name);
            let help = "write `#[header(\"Name\")]` on it, or `#[body]` if it is the body of the response";
            diagnostics.report(&written.ident, problem, help);
            Binding::Unbound
        }
    }
}

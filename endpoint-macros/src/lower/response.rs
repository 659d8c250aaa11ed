//! The checks of `#[derive(Response)]`.

use quote::ToTokens as _;
use syn::{Attribute, Data, DataEnum, DataStruct, DeriveInput, Fields, Ident, LitInt, Meta, Variant};

use super::{attributes, default_runtime, defaults::AttributeSet, options::Options, response_fields};
use crate::{
    diagnostics::Diagnostics,
    model::{Response, ResponseKind, ResponseVariant},
};

/// Checks a type that derives `Response`.
pub(crate) fn lower(set: AttributeSet, item: DeriveInput, diagnostics: &mut Diagnostics) -> Response {
    let DeriveInput { ident, generics, attrs, data, .. } = item;
    let mut options = Options::of_attribute(&attrs, "response", diagnostics);
    set.add_defaults(&mut options);
    let runtime = options.runtime().unwrap_or_else(default_runtime);
    let (server, schema) = (options.opt_in("server"), options.opt_in("schema"));
    let error = options.flag_with_ident("error");
    options.report_unknown(None);
    let mistakes_before = diagnostics.count();
    let kind = match data {
        Data::Struct(DataStruct { fields: fields @ Fields::Named(_), .. }) => {
            if let Some((name, _)) = &error {
                let help = "remove it; an error body for all statuses implements `ErrorBody`";
                diagnostics.report(name, "the option `error` is for an enum with a variant for each status", help);
            }
            ResponseKind::Struct(Box::new(response_fields::read(fields, false, diagnostics)))
        }
        Data::Enum(data) => ResponseKind::Enum(variants(&ident, data, error.is_some(), diagnostics)),
        _ => {
            let help = "write `struct Created { #[header(\"Location\")] location: String, #[body] created: T }`, or an enum with \
                        `#[status(…)]` on each variant";
            diagnostics.report(
                &ident,
                "`Response` can only be derived for a struct with named fields or an enum",
                help,
            );
            ResponseKind::Struct(Box::default())
        }
    };
    let is_complete =
        diagnostics.count() == mistakes_before && !matches!(&kind, ResponseKind::Enum(list) if list.is_empty());
    let is_error = error.is_some_and(|(_, is_error)| is_error);
    Response { ident, generics, runtime, server, schema, is_error, kind, is_complete }
}

fn variants(name: &Ident, data: DataEnum, is_error: bool, diagnostics: &mut Diagnostics) -> Vec<ResponseVariant> {
    if data.variants.is_empty() {
        let help = "write a variant for each status: `#[status(200)] Ready(T), #[status(202)] Accepted`";
        diagnostics.report(name, format!("`{name}` has no variant that a response could be read as"), help);
    }
    let mut variants: Vec<ResponseVariant> = Vec::new();
    for variant in data.variants {
        let Variant { ident, attrs, fields, .. } = variant;
        let Some((written, status)) = status(&ident, &attrs, is_error, diagnostics) else {
            // The fields are checked nevertheless.
            response_fields::read(fields, true, diagnostics);
            continue;
        };
        if let Some(first) = variants.iter().find(|other| other.status == status) {
            let problem = match status {
                Some(status) => format!("`{}` and `{ident}` both have the status {status}", first.ident),
                None => format!("`{}` and `{ident}` both stand for other statuses", first.ident),
            };
            diagnostics.report(&written, problem, "remove one of them; the status tells which variant a response is");
        }
        let fields = response_fields::read(fields, status.is_none(), diagnostics);
        if let (Some(code @ (204 | 205 | 304)), Some(body)) = (status, &fields.body) {
            let help = "remove the body, or write another status";
            diagnostics.report(&body.ty, format!("a response with the status {code} has no body"), help);
        }
        let is_documented = attrs.iter().any(|attribute| attribute.path().is_ident("doc"));
        let docs = is_documented.then(|| attributes::docs(&attrs));
        variants.push(ResponseVariant { ident, status, docs, fields });
    }
    variants
}

const FORM: &str = "write `#[status(200)]`, or `#[status(default)]` for the statuses that no other variant has";

/// Reads the status of a variant, with the tokens at which mistakes are reported.
fn status(
    variant: &Ident,
    attributes: &[Attribute],
    is_error: bool,
    diagnostics: &mut Diagnostics,
) -> Option<(Attribute, Option<u16>)> {
    let mut written = attributes.iter().filter(|attribute| attribute.path().is_ident("status"));
    let Some(attribute) = written.next() else {
        diagnostics.report(variant, format!("`{variant}` has no status"), FORM);
        return None;
    };
    if let Some(second) = written.next() {
        let problem = format!("`{variant}` has two statuses");
        diagnostics.report(second, problem, "remove one of them, and write a variant for each status");
    }
    let Meta::List(list) = &attribute.meta else {
        diagnostics.report(attribute, "`#[status]` takes a number in parentheses", FORM);
        return None;
    };
    if syn::parse2::<Ident>(list.tokens.clone()).is_ok_and(|word| word == "default") {
        return Some((attribute.clone(), None));
    }
    let Ok(number) = syn::parse2::<LitInt>(list.tokens.clone()) else {
        diagnostics.report(&list.tokens, format!("`{}` is not a status", list.tokens.to_token_stream()), FORM);
        return None;
    };
    let lowest = if is_error { 300 } else { 200 };
    match number.base10_parse::<u16>() {
        Ok(code @ 200..=599) if code >= lowest => Some((attribute.clone(), Some(code))),
        parsed => {
            let help = match parsed {
                Ok(200..=299) => "write one from 300 to 599; a success is a variant of the result's type".to_owned(),
                _ => format!("write one from {lowest} to 599"),
            };
            diagnostics.report(&number, format!("`{number}` is not a status of such a response"), help);
            None
        }
    }
}

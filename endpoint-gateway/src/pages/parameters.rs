//! What goes in: every parameter of an operation.

use endpoint_export::secrets::is_sensitive;
use endpoint_runtime::{
    metadata::Place,
    provider::{InputParameter, Operation},
};
use maud::{Markup, html};

use super::{
    fields::{Fields, anchor, escaped, heading},
    markdown, types,
};

/// So many bytes of nested members, for all parameters.
const MEMBERS: usize = 24_000;

pub(super) fn section(operation: &Operation) -> Markup {
    let mut fields = Fields::sent(&operation.types, MEMBERS);
    html! {
        section #parameters aria-labelledby="parameters-title" {
            (heading("parameters", "Parameters"))
            @if operation.parameters.is_empty() { p.none { "None." } }
            @for parameter in &operation.parameters { (one(parameter, operation, &mut fields)) }
        }
    }
}

/// The id of a parameter's place on the page.
pub(super) fn id(name: &str) -> String {
    format!("parameter-{}", escaped(name))
}

fn one<'a>(parameter: &'a InputParameter, operation: &'a Operation, fields: &mut Fields<'a>) -> Markup {
    let declared = parameter.metadata;
    let type_text = types::type_text(&parameter.value_type, &operation.types);
    let docs = if declared.docs.is_empty() { operation.types.docs(&parameter.value_type) } else { declared.docs };
    let id = id(declared.name);
    html! {
        div.parameter id=(id) {
            p.line {
                code.name { (declared.name) }
                span.type { @if declared.repeated { "list of " } (type_text) }
                (place(parameter))
                @if declared.required { span.required { "required" } } @else { span.optional { "optional" } }
                @if is_sensitive(operation, parameter) { span.sensitive { "sensitive" } }
                (anchor(&id, declared.name))
            }
            @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
            (fields.details(&parameter.value_type))
        }
    }
}

/// Where the parameter goes, and under which name when that is another.
fn place(parameter: &InputParameter) -> Markup {
    let declared = parameter.metadata;
    let place = match declared.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Field => "body",
        _ => "whole body",
    };
    let wire = match declared.place {
        Place::Header => Some(declared.wire),
        Place::Query | Place::Field => Some(declared.wire).filter(|wire| *wire != declared.name),
        _ => None,
    };
    html! { span.place { (place) @if let Some(wire) = wire { " " code { (wire) } } } }
}

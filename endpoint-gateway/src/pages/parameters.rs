//! The section of an operation's parameters.

use endpoint_export::secrets::is_sensitive;
use endpoint_runtime::{
    metadata::ParameterLocation,
    provider::{InputParameter, Operation},
};
use maud::{Markup, html};

use super::{
    anchors::{anchor, escaped, heading},
    markdown,
    members::MemberList,
    type_text::type_text,
};

/// The maximum number of bytes of HTML for the nested members of all parameters.
const MAX_BYTES: usize = 24_000;

pub(super) fn section(operation: &Operation) -> Markup {
    let mut fields = MemberList::sent(&operation.types, MAX_BYTES);
    html! {
        section #parameters aria-labelledby="parameters-title" {
            (heading("parameters", "Parameters"))
            @if operation.parameters.is_empty() { p.none { "None." } }
            @for parameter in &operation.parameters { (row(parameter, operation, &mut fields)) }
        }
    }
}

/// Returns the id of a parameter's description.
pub(super) fn id(name: &str) -> String {
    format!("parameter-{}", escaped(name))
}

fn row<'a>(parameter: &'a InputParameter, operation: &'a Operation, fields: &mut MemberList<'a>) -> Markup {
    let declared = parameter.metadata;
    let type_text = type_text(&parameter.value_type, &operation.types);
    let id = id(declared.name);
    html! {
        div.parameter id=(id) {
            p.line {
                code.name { (declared.name) }
                span.type { @if declared.is_list() { "list of " } (type_text) }
                (place(parameter))
                @if declared.required { span.required { "required" } } @else { span.optional { "optional" } }
                @if is_sensitive(operation, parameter) { span.sensitive { "sensitive" } }
                (anchor(&id, declared.name))
            }
            @if !parameter.docs.is_empty() { div.docs dir="auto" { (markdown::render(&parameter.docs, 3)) } }
            (fields.details(&parameter.value_type))
        }
    }
}

/// Shows the parameter's location in the request, and its name there if it differs.
fn place(parameter: &InputParameter) -> Markup {
    let declared = parameter.metadata;
    let place = match declared.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Field => "body",
        _ => "whole body",
    };
    let wire = match declared.location {
        ParameterLocation::Header | ParameterLocation::Cookie => Some(declared.wire_name),
        ParameterLocation::Query | ParameterLocation::Field => {
            Some(declared.wire_name).filter(|wire| *wire != declared.name)
        }
        _ => None,
    };
    html! { span.place { (place) @if let Some(wire) = wire { " " code { (wire) } } } }
}

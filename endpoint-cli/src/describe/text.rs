//! The description of an operation as text.

use super::{ConstantDescription, OperationDescription, ParameterDescription, fields};
use crate::table::indent;

pub(super) fn write(operation: &OperationDescription<'_>, example: &str) -> String {
    let OperationDescription { name, method, path, docs, .. } = operation;
    let mut parts = vec![format!("{name}\n{method} {path}\n\n{}", facts(operation))];
    if !docs.is_empty() {
        parts.push(format!("\n{}\n", headings(docs.trim())));
    }
    if !operation.parameters.is_empty() {
        parts.push("\nParameters\n".to_owned());
        parts.extend(operation.parameters.iter().map(|it| parameter(it, operation)));
    }
    if !operation.constants.is_empty() {
        parts.push("\nAlways sent\n".to_owned());
        parts.extend(operation.constants.iter().map(constant));
    }
    let members = |value_type| fields::write(value_type, operation.types);
    parts.push(format!("\nResponse\n{}", operation.response_type.map_or_else(|| "  no JSON\n".to_owned(), members)));
    parts.push(format!("\nError\n{}", members(operation.error_type)));
    let secrets: Vec<&str> =
        operation.parameters.iter().filter(|it| it.required).filter_map(|it| it.variable.as_deref()).collect();
    let set = if secrets.is_empty() { String::new() } else { format!(" with {} set", secrets.join(" and ")) };
    parts.push(format!("\nExample{set}\n  {example}\n"));
    parts.concat()
}

fn constant(constant: &ConstantDescription) -> String {
    let ConstantDescription { place, name, value } = constant;
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    format!("  {name}  ({place})  {value}\n")
}

fn facts(operation: &OperationDescription<'_>) -> String {
    let mut facts = vec![("Operation id", operation.id.to_owned()), ("Group", operation.group.to_owned())];
    if let Some(host) = operation.host {
        facts.push(("Host", host.to_owned()));
    }
    if !operation.authenticated {
        facts.push(("Credential", "none".to_owned()));
    }
    let effect = match (operation.idempotent, operation.destructive) {
        (true, true) => "destructive; repeating it has no further effect",
        (false, true) => "destructive; repeating it is a new call",
        (true, false) => "repeating it has no further effect",
        (false, false) => "repeating it is a new call",
    };
    facts.push(("Effect", effect.to_owned()));
    if let Some(note) = operation.deprecated {
        facts.push(("Deprecated", if note.is_empty() { "yes".to_owned() } else { note.to_owned() }));
    }
    facts.iter().map(|(name, fact)| format!("{name:13} {fact}\n")).collect::<Vec<_>>().concat()
}

/// Removes the `#` marks of Markdown headings.
fn headings(docs: &str) -> String {
    let mut is_code = false;
    let line = |line: &str| {
        is_code ^= line.trim_start().starts_with("```");
        let heading = line.trim_start_matches('#');
        let is_heading = !is_code && heading.len() < line.len() && heading.starts_with(' ');
        if is_heading { heading.trim_start().to_owned() } else { line.to_owned() }
    };
    docs.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn parameter(parameter: &ParameterDescription<'_>, operation: &OperationDescription<'_>) -> String {
    let ParameterDescription { name, place, wire, type_name, required, sensitive, docs, .. } = parameter;
    let place = if *place == "header" || wire != name { format!("{place} {wire}") } else { (*place).to_owned() };
    let need = if *required { "required" } else { "optional" };
    let secret = if *sensitive { ", sensitive" } else { "" };
    let docs = indent(headings(docs.trim()).as_str(), "      ");
    let members = indent(&fields::members_of(parameter.value_type, operation.types), "      ");
    let flag = parameter.flag.as_ref().map(|flag| format!("{flag}{}", parameter.repetition));
    let null_flag = parameter.null_flag.as_ref().map(|flag| format!("{flag} for null"));
    let sources: Vec<String> = [flag, null_flag, parameter.variable.clone(), Some(format!("\"{name}\" in --input"))]
        .into_iter()
        .flatten()
        .collect();
    format!(
        "  {name}  ({place}, {type_name}, {need}{secret})\n{docs}{members}      given by {}\n",
        sources.join(", or ")
    )
}

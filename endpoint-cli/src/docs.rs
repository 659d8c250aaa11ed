//! The documentation of parameters.

use endpoint_runtime::provider::{InputParameter, Types};

/// Returns the documentation of a parameter, else that of its type.
pub(crate) fn of_parameter<'a>(parameter: &'a InputParameter, types: &'a Types) -> &'a str {
    let docs = parameter.metadata.docs;
    if docs.is_empty() { types.docs(&parameter.value_type) } else { docs }
}

/// Returns the first paragraph of a text on one line.
pub(crate) fn first_paragraph(docs: &str) -> String {
    docs.lines().map(str::trim).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

//! The parameters of an operation as data for the package's runtime.

use endpoint_runtime::{
    metadata::{BodyFormat, Encoding, Parameter, ParameterLocation, QueryPair, QueryValue},
    provider::{InputParameter, Operation},
};

use super::{
    literal::{Literal, member},
    shapes::Shapes,
    type_mapper::TypeMapper,
};
use crate::{secrets::is_sensitive, template};

/// Writes the pairs of the query: their text, or the text before the value and the key of the parameter that has it. Behind those of the
/// template are the parameters that it does not name; the text before the pairs of a map is empty.
pub(super) fn query(operation: &Operation) -> impl Iterator<Item = Literal> {
    let metadata = operation.metadata;
    let is_named = |name| metadata.query_pairs().any(|pair| pair.value == QueryValue::Parameter(name));
    let unnamed = metadata
        .parameters()
        .filter(move |parameter| parameter.location == ParameterLocation::Query && !is_named(parameter.name));
    let unnamed = unnamed.map(|parameter| {
        let text = match parameter.nesting() {
            _ if parameter.map => String::new(),
            None => format!("{}=", parameter.written_key()),
            Some(_) => parameter.written_key(),
        };
        Literal::texts([&*text, parameter.wire_name])
    });
    let named = operation.metadata.query_pairs().map(|QueryPair { key, value }| match value {
        QueryValue::Fixed(value) => Literal::texts([&*format!("{key}={value}")]),
        QueryValue::Absent => Literal::texts([key]),
        QueryValue::Parameter(name) => {
            let wire = operation.metadata.parameters().find(|parameter| parameter.name == name);
            let is_nested = wire.is_some_and(|parameter| parameter.nesting().is_some());
            let text = if is_nested { key.to_owned() } else { format!("{key}=") };
            Literal::texts([&*text, wire.map_or(name, |parameter| parameter.wire_name)])
        }
    });
    named.chain(unnamed)
}

/// Returns the parameters in the order of their declaration, after those of the path in its order.
pub(super) fn ordered(operation: &Operation) -> Vec<&InputParameter> {
    let names: Vec<&str> = template::names(operation.metadata).collect();
    let mut parameters: Vec<_> = operation.parameters.iter().collect();
    parameters.sort_by_key(|parameter| {
        let place = names.iter().position(|name| {
            parameter.metadata.location == ParameterLocation::Path && *name == parameter.metadata.name
        });
        place.unwrap_or(names.len())
    });
    parameters
}

/// Writes a parameter.
pub(super) fn parameter(
    operation: &Operation,
    given: &InputParameter,
    mapper: &TypeMapper<'_>,
    shapes: &Shapes<'_>,
) -> Literal {
    let Parameter { name, wire_name: wire, location, required, repeated, .. } = given.metadata;
    let is_form = matches!(operation.metadata.body, BodyFormat::Form | BodyFormat::Multipart);
    let is_json = matches!(location, ParameterLocation::Field | ParameterLocation::Body);
    let is_text = !is_json || (location == ParameterLocation::Field && is_form);
    let is_path = location == ParameterLocation::Path;
    let mut in_path = operation.metadata.path_parameters().filter(|_| is_path);
    let is_several = in_path.any(|parameter| parameter.several_segments && parameter.name == name);
    let is_json_text = given.metadata.encoding == Encoding::Json;
    let is_text = is_text && !is_json_text && given.metadata.nesting().is_none();
    let kind = mapper.scalar(&given.value_type).filter(|_| is_text).map(|kind| member("type", kind));
    let written = given.metadata.written_separator();
    let join = given
        .metadata
        .separator()
        .zip(written)
        .map(|(separator, written)| ("join".to_owned(), Literal::texts([&*separator.to_string(), &*written])));
    let nested = given.metadata.nesting().map(|nesting| {
        let members = if nesting.dots { "." } else { "[]" };
        ("nested".to_owned(), Literal::texts([members, &*nesting.first_item()]))
    });
    let map = given.metadata.map.then(|| member("map", given.metadata.map_form()));
    let shape = if is_text { None } else { shapes.shape(&given.value_type).map(|shape| ("shape".to_owned(), shape)) };
    let flags = [
        ("required", required),
        ("repeated", repeated),
        ("several", is_several),
        ("jsonText", is_json_text),
        ("file", given.is_file()),
        ("nullable", is_json && mapper.types.is_nullable(&given.value_type)),
        ("sensitive", is_sensitive(operation, given)),
        ("idempotencyKey", given.metadata.idempotency_key),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| (key.to_owned(), Literal::flag(true)));
    Literal::Object(
        [member("name", name), member("wire", wire), member("in", location.as_str())]
            .into_iter()
            .chain(kind)
            .chain(shape)
            .chain(join)
            .chain(map)
            .chain(nested)
            .chain(flags)
            .collect(),
    )
}

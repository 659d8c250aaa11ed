//! The URL.

use endpoint_runtime::{
    metadata::{Metadata, ParameterLocation, QueryPair, QueryValue},
    percent,
    provider::{AuthScheme, KeyLocation},
};

use super::{
    Encoding, TextPart,
    text_part::{literal, merge_literals},
    values::{nested_pairs, values_of},
    variable,
};
use crate::snippet::{
    Call,
    arguments::{Argument, ArgumentValue},
    wire::map_pairs,
};

pub(super) fn url(call: &Call<'_>, credentials: &[AuthScheme]) -> Vec<TextPart> {
    let metadata = call.operation.metadata;
    let mut parts = vec![literal(call.endpoint_url().trim_end_matches('/'))];
    let mut parameters = metadata.path_parameters();
    for text in metadata.literals {
        parts.push(literal(*text));
        let Some(parameter) = parameters.next() else { continue };
        let mut given = call.arguments.iter();
        let Some(argument) = given.find(|argument| argument.parameter.metadata.name == parameter.name) else {
            continue;
        };
        let encoding = if parameter.several_segments { Encoding::PathSegments } else { Encoding::PathSegment };
        parts.extend(values_of(argument, encoding));
    }
    let mut separator = "?";
    for QueryPair { key, value } in metadata.query_pairs() {
        let values = match value {
            QueryValue::Fixed(value) => vec![literal(value)],
            QueryValue::Absent => {
                parts.extend([literal(separator), literal(key)]);
                separator = "&";
                continue;
            }
            QueryValue::Parameter(name) => {
                let given = call.arguments.iter().filter(|argument| argument.parameter.metadata.name == name);
                if let Some(pairs) = given.clone().find_map(nested_pairs) {
                    for (key, text) in pairs {
                        parts.extend([literal(separator), literal(key), literal("="), literal(percent::encode(&text))]);
                        separator = "&";
                    }
                    continue;
                }
                given.flat_map(|argument| values_of(argument, Encoding::FormValue)).collect()
            }
        };
        for value in values {
            parts.extend([literal(separator), literal(key), literal("="), value]);
            separator = "&";
        }
    }
    let is_named = |name| metadata.query_pairs().any(|pair| pair.value == QueryValue::Parameter(name));
    let unnamed = call.arguments.iter().filter(|argument| {
        let parameter = &argument.parameter.metadata;
        parameter.location == ParameterLocation::Query && !is_named(parameter.name)
    });
    for argument in unnamed {
        for (key, value) in unnamed_pairs(argument, metadata) {
            parts.extend([literal(separator), literal(key), literal("="), value]);
            separator = "&";
        }
    }
    for scheme in credentials {
        if let AuthScheme::ApiKey { location: KeyLocation::Query, name, key } = scheme {
            let key = variable(key, Encoding::FormValue);
            parts.extend([literal(separator), literal(percent::encode(name)), literal("="), key]);
            separator = "&";
        }
    }
    merge_literals(parts)
}

/// Returns the pairs of a query argument that the template does not name, encoded.
fn unnamed_pairs(argument: &Argument<'_>, metadata: &Metadata) -> Vec<(String, TextPart)> {
    let parameter = &argument.parameter.metadata;
    match &argument.value {
        ArgumentValue::Literal(value) if parameter.map => {
            let pairs = map_pairs(parameter, value, metadata);
            pairs.into_iter().map(|(key, text)| (key, literal(parameter.percent_encode(&text)))).collect()
        }
        _ if let Some(pairs) = nested_pairs(argument) => {
            pairs.into_iter().map(|(key, text)| (key, literal(percent::encode(&text)))).collect()
        }
        _ => {
            let values = values_of(argument, Encoding::FormValue).into_iter();
            values.map(|value| (parameter.written_key(), value)).collect()
        }
    }
}

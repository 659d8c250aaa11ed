//! The texts of the arguments' values in their places.

use endpoint_runtime::{metadata::ParameterLocation, path::encode_segments_into, percent, provider::Operation};

use super::{Encoding, TextPart, text_part::literal};
use crate::snippet::{
    arguments::{Argument, ArgumentValue},
    wire::{map_pairs, text, texts},
};

/// Returns each value that is sent in a location, not encoded, with its name on the wire.
pub(super) fn values_at<'s>(
    operation: &'s Operation,
    arguments: &'s [Argument<'_>],
    location: ParameterLocation,
) -> impl Iterator<Item = (String, TextPart)> + 's {
    let there = arguments.iter().filter(move |argument| argument.parameter.metadata.location == location);
    there.flat_map(|argument| {
        let parameter = &argument.parameter.metadata;
        if let (ArgumentValue::Literal(value), true) = (&argument.value, parameter.map) {
            let is_raw = parameter.location == ParameterLocation::Header;
            let pair = |(key, text): (String, String)| (if is_raw { key } else { decoded(&key) }, literal(text));
            return map_pairs(parameter, value, operation.metadata).into_iter().map(pair).collect();
        }
        if let Some(pairs) = nested_pairs(argument) {
            return pairs.into_iter().map(|(key, text)| (decoded(&key), literal(text))).collect();
        }
        let values = values_of(argument, Encoding::Raw).into_iter();
        values.map(|value| (parameter.wire_name.to_owned(), value)).collect::<Vec<_>>()
    })
}

/// Returns the encoded keys and the texts of a nested value.
pub(super) fn nested_pairs(Argument { parameter, value }: &Argument<'_>) -> Option<Vec<(String, String)>> {
    parameter.metadata.nesting()?;
    let ArgumentValue::Literal(value) = value else { return Some(Vec::new()) };
    Some(parameter.metadata.nested_pairs(value).unwrap_or_default())
}

/// Returns each value of an argument that is sent.
pub(super) fn values_of(Argument { parameter, value }: &Argument<'_>, encoding: Encoding) -> Vec<TextPart> {
    let ArgumentValue::Literal(json) = value else { return vec![encode_value(value, encoding)] };
    let texts = texts(&parameter.metadata, json).into_iter();
    texts
        .map(|text| match encoding {
            Encoding::PathSegment | Encoding::FormValue => literal(parameter.metadata.percent_encode(&text)),
            Encoding::PathSegments => literal(encode_segments(&text)),
            _ => literal(text),
        })
        .collect()
}

pub(super) fn decoded(key: &str) -> String {
    percent::decode(key).map_or_else(|_| key.to_owned(), Into::into)
}

fn encode_segments(text: &str) -> String {
    let mut encoded = String::new();
    encode_segments_into(text, &mut encoded);
    encoded
}

pub(super) fn encode_value(value: &ArgumentValue, encoding: Encoding) -> TextPart {
    match value {
        ArgumentValue::Literal(value) => TextPart::Literal(match encoding {
            Encoding::PathSegment | Encoding::FormValue => percent::encode(&text(value)),
            Encoding::PathSegments => encode_segments(&text(value)),
            _ => text(value),
        }),
        ArgumentValue::Secret(secret) => TextPart::Variable(secret.name.clone(), encoding),
    }
}

//! The body.

use endpoint_runtime::{
    Json, JsonMap, JsonNumber,
    metadata::{BodyFormat, ParameterLocation},
    percent,
    provider::Operation,
};

use super::{
    Encoding, TextPart,
    multipart::{self, FileReference, Part, parts},
    text_part::{literal, merge_literals},
    values::{decoded, encode_value, nested_pairs, values_at},
};
use crate::{
    quote::quoted,
    snippet::{
        arguments::{Argument, ArgumentValue, SecretVariable},
        literal::JSON,
        number::all_numbers,
        wire::text,
    },
};

/// A body.
pub(in crate::snippet) enum Body {
    /// The members of a JSON object.
    Object(Vec<(String, ArgumentValue)>),
    /// Any other JSON value.
    Json(ArgumentValue),
    /// The pairs of a form, not yet encoded.
    Form(Vec<(String, TextPart)>),
    /// The parts of a multipart body, of which there is at least one.
    Multipart(Vec<Part>),
    /// A text.
    Text(TextPart),
    /// Bytes, as a text in base64 (RFC 4648, section 4).
    Bytes(TextPart),
    /// The bytes of a file.
    File(FileReference),
}

/// Returns the body, unless one argument is the whole body and is not shown.
pub(super) fn body(operation: &Operation, arguments: &[Argument<'_>]) -> Option<Body> {
    let is_whole = |location: ParameterLocation| location == ParameterLocation::Body;
    let format = operation.metadata.body;
    if operation.metadata.parameters().any(|parameter| is_whole(parameter.location)) {
        let whole = arguments.iter().find(|argument| is_whole(argument.parameter.metadata.location))?;
        if let Some(pairs) = nested_pairs(whole) {
            return Some(Body::Form(pairs.into_iter().map(|(key, text)| (decoded(&key), literal(text))).collect()));
        }
        if let Some(file) = whole.body_file() {
            return Some(Body::File(file));
        }
        return Some(whole_body(format, &whole.value));
    }
    let constants = operation.metadata.fixed_field_values();
    let constants = constants.map(|(name, value)| (name, ArgumentValue::Literal(value)));
    match format {
        BodyFormat::Json => {
            let constants = constants.map(|(name, value)| (name.to_owned(), value));
            let fields =
                arguments.iter().filter(|argument| argument.parameter.metadata.location == ParameterLocation::Field);
            let member =
                |argument: &Argument<'_>| (argument.parameter.metadata.wire_name.to_owned(), argument.value.clone());
            Some(Body::Object(constants.chain(fields.map(member)).collect()))
        }
        BodyFormat::Form => {
            let constants = constants.map(|(name, value)| (name.to_owned(), encode_value(&value, Encoding::Raw)));
            Some(Body::Form(constants.chain(values_at(operation, arguments, ParameterLocation::Field)).collect()))
        }
        BodyFormat::Multipart => {
            let constants = constants.map(|(name, value)| Part::text(name, encode_value(&value, Encoding::Raw)));
            let parts: Vec<Part> = constants.chain(parts(arguments, operation.metadata)).collect();
            Some(if parts.is_empty() { Body::Text(literal(multipart::EMPTY)) } else { Body::Multipart(parts) })
        }
        _ => None,
    }
}

fn whole_body(format: BodyFormat, value: &ArgumentValue) -> Body {
    match (format, value) {
        (BodyFormat::Json, ArgumentValue::Literal(Json::Object(members))) => {
            let member = |(name, value): (&String, &Json)| (name.clone(), ArgumentValue::Literal(value.clone()));
            Body::Object(members.iter().map(member).collect())
        }
        (BodyFormat::Json, value) => Body::Json(value.clone()),
        (BodyFormat::Form, ArgumentValue::Literal(Json::Object(members))) => Body::Form(pairs(members)),
        (BodyFormat::Bytes, value) => Body::Bytes(encode_value(value, Encoding::Raw)),
        (_, value) => Body::Text(encode_value(value, Encoding::Raw)),
    }
}

/// Returns the pairs of a form that is one object, sorted by key. A list repeats its key; null is left out.
fn pairs(members: &JsonMap) -> Vec<(String, TextPart)> {
    let mut pairs = Vec::new();
    for (key, value) in members {
        let values = match value {
            Json::Array(items) => items.as_slice(),
            Json::Null => &[],
            value => std::slice::from_ref(value),
        };
        pairs.extend(values.iter().map(|value| (key.clone(), literal(text(value)))));
    }
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    pairs
}

impl Body {
    /// Returns whether the body is JSON that a language has to send as text: a number in it satisfies the predicate in no
    /// other way, or may be in a secret, of which only the text is known.
    pub(in crate::snippet) fn must_be_text(&self, is_written: fn(&JsonNumber) -> bool) -> bool {
        let must = |value: &ArgumentValue| match value {
            ArgumentValue::Literal(value) => !all_numbers(value, is_written),
            ArgumentValue::Secret(secret) => !secret.is_text,
        };
        match self {
            Self::Object(members) => members.iter().any(|(_, value)| must(value)),
            Self::Json(value) => must(value),
            _ => false,
        }
    }

    /// Returns whether the body is a form that a language has to send as text: a key or a value holds a character that the
    /// form of that language encodes in another way.
    pub(in crate::snippet) fn is_form_with(&self, characters: &[char]) -> bool {
        let Self::Form(pairs) = self else { return false };
        let holds = |text: &str| text.contains(characters);
        pairs.iter().any(|(key, value)| holds(key) || matches!(value, TextPart::Literal(text) if holds(text)))
    }

    /// Returns the text of the body; that of bytes is in base64.
    pub(in crate::snippet) fn text(&self) -> Vec<TextPart> {
        match self {
            Self::Object(members) => object(members),
            Self::Json(value) => vec![json(value, 0)],
            Self::Form(pairs) => form(pairs),
            Self::Multipart(parts) => multipart::texts(parts),
            Self::Text(part) | Self::Bytes(part) => vec![part.clone()],
            Self::File(_) => Vec::new(),
        }
    }
}

fn object(members: &[(String, ArgumentValue)]) -> Vec<TextPart> {
    if members.is_empty() {
        return vec![literal("{}")];
    }
    let member = |(at, (name, value)): (usize, &(String, ArgumentValue))| {
        let separator = if at == 0 { "{\n" } else { ",\n" };
        [literal(format!("{separator}  {}: ", quoted(name))), json(value, 1)]
    };
    merge_literals(members.iter().enumerate().flat_map(member).chain([literal("\n}")]))
}

fn json(value: &ArgumentValue, depth: usize) -> TextPart {
    match value {
        ArgumentValue::Literal(value) => literal(JSON.value(value, depth)),
        ArgumentValue::Secret(SecretVariable { name, is_text: true }) => {
            TextPart::Variable(name.clone(), Encoding::JsonString)
        }
        ArgumentValue::Secret(SecretVariable { name, .. }) => TextPart::Variable(name.clone(), Encoding::Json),
    }
}

fn form(pairs: &[(String, TextPart)]) -> Vec<TextPart> {
    let pair = |(at, (key, value)): (usize, &(String, TextPart))| {
        let value = match value {
            TextPart::Literal(text) => literal(percent::encode(text)),
            TextPart::Variable(name, _) => TextPart::Variable(name.clone(), Encoding::FormValue),
        };
        [literal(format!("{}{}=", if at == 0 { "" } else { "&" }, percent::encode(key))), value]
    };
    merge_literals(pairs.iter().enumerate().flat_map(pair))
}

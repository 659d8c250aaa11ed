//! The request that a snippet without a generated client sends.

use endpoint_runtime::{
    Json, JsonMap, JsonNumber,
    metadata::{
        BodyFormat, Metadata, Method, ParameterLocation, QueryPair, QueryValue, ResponseFormat, ResponseMetadata,
    },
    path::encode_segments_into,
    percent,
    provider::{AuthScheme, CredentialPart, KeyLocation, Operation},
};

use super::{
    Call,
    arguments::{Argument, ArgumentValue, SecretVariable},
    literal::JSON,
    number::all_numbers,
    wire::{map_pairs, text, texts},
};
use crate::quote::quoted;

pub(super) const CONTENT_TYPE: &str = "Content-Type";

/// A request in which secrets are references.
pub(super) struct Request<'a> {
    pub(super) method: Method,
    pub(super) url: Vec<TextPart>,
    pub(super) credential: Option<&'a AuthScheme>,
    /// The headers by their names on the wire: the content type, the constants, then the arguments.
    pub(super) headers: Vec<(String, Vec<TextPart>)>,
    pub(super) body: Option<Body>,
    /// The format of the response.
    pub(super) response: ResponseFormat,
}

/// Returns the format of a response: that of a stream if one of its variants is one.
fn response_format(response: &ResponseMetadata) -> ResponseFormat {
    let variants = response.variants.iter().map(|variant| variant.format);
    variants.chain([response.format]).find(|format| format.is_streamed()).unwrap_or(response.format)
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TextPart {
    /// The text itself.
    Literal(String),
    /// The text of an environment variable, encoded for its place.
    Variable(String, Encoding),
}

/// The encoding of a variable's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Encoding {
    /// The text as it is.
    Raw,
    /// Percent-encoded, as a path segment.
    PathSegment,
    /// Percent-encoded, as one or more path segments: the slashes stay as they are.
    PathSegments,
    /// Percent-encoded, as a value of a query or a form.
    FormValue,
    /// A JSON string, with its quotes.
    JsonString,
    /// The text as it is, which is JSON.
    Json,
}

/// A body.
pub(super) enum Body {
    /// The members of a JSON object.
    Object(Vec<(String, ArgumentValue)>),
    /// Any other JSON value.
    Json(ArgumentValue),
    /// The pairs of a form, not yet encoded.
    Form(Vec<(String, TextPart)>),
    /// A text.
    Text(TextPart),
    /// Bytes, as a text in base64 (RFC 4648, section 4).
    Bytes(TextPart),
}

impl<'a> Request<'a> {
    pub(super) fn new(call: &Call<'a>) -> Self {
        let Call { provider, operation, arguments, .. } = call;
        let body = body(operation, arguments);
        let is_given = arguments.iter().any(|argument| argument.parameter.metadata.is_header(CONTENT_TYPE));
        let content_type = operation.metadata.default_content_type().filter(|_| body.is_some() && !is_given);
        let content_type = content_type.map(|value| (CONTENT_TYPE.to_owned(), vec![literal(value)]));
        let constants =
            operation.metadata.fixed_headers.iter().map(|(name, value)| ((*name).to_owned(), vec![literal(*value)]));
        let headers =
            values_at(operation, arguments, ParameterLocation::Header).map(|(name, value)| (name, vec![value]));
        let credential = provider.auth.first().filter(|_| operation.metadata.authenticated);
        Self {
            method: operation.metadata.method,
            url: url(call, credential),
            credential,
            headers: content_type
                .into_iter()
                .chain(constants)
                .chain(headers)
                .chain(cookies(operation, arguments, credential))
                .collect(),
            body,
            response: response_format(&operation.metadata.response),
        }
    }

    /// Returns the name and the value of the credential's header, unless it is HTTP Basic.
    pub(super) fn header_credential(&self) -> Option<(&str, Vec<TextPart>)> {
        match self.credential? {
            AuthScheme::Bearer { token } => {
                Some(("Authorization", vec![literal("Bearer "), variable(token, Encoding::Raw)]))
            }
            AuthScheme::Named { scheme, token } => {
                Some(("Authorization", vec![literal(format!("{scheme} ")), variable(token, Encoding::Raw)]))
            }
            AuthScheme::ApiKey { location: KeyLocation::Header, name, key } => {
                Some((name, vec![variable(key, Encoding::Raw)]))
            }
            _ => None,
        }
    }

    /// Returns whether an argument's secret has such an encoding.
    pub(super) fn has_secret(&self, has_encoding: impl Fn(Encoding) -> bool) -> bool {
        let body = self.body.as_ref().map(Body::text).unwrap_or_default();
        let parts = self.url.iter().chain(self.headers.iter().flat_map(|(_, value)| value)).chain(&body);
        parts.into_iter().any(|part| matches!(part, TextPart::Variable(_, encoding) if has_encoding(*encoding)))
    }

    /// Returns whether a client would send a secret to wherever it is redirected. Only `Authorization` is kept to the first
    /// origin by clients.
    pub(super) fn must_refuse_redirects(&self) -> bool {
        let is_key = self.header_credential().is_some_and(|(header, ..)| header != "Authorization");
        is_key || self.has_secret(|_| true)
    }

    /// Returns the variables of the user name and the password of HTTP Basic.
    pub(super) fn basic(&self) -> Option<(&str, &str)> {
        match self.credential? {
            AuthScheme::Basic { username, password } => Some((&username.variable, &password.variable)),
            _ => None,
        }
    }
}

fn variable(part: &CredentialPart, encoding: Encoding) -> TextPart {
    TextPart::Variable(part.variable.clone(), encoding)
}

/// Returns the header of all cookies: the arguments, then the credential.
fn cookies(
    operation: &Operation,
    arguments: &[Argument<'_>],
    credential: Option<&AuthScheme>,
) -> Option<(String, Vec<TextPart>)> {
    let mut pairs: Vec<(String, TextPart)> = values_at(operation, arguments, ParameterLocation::Cookie).collect();
    if let Some(AuthScheme::ApiKey { location: KeyLocation::Cookie, name, key }) = credential {
        pairs.push((name.clone(), variable(key, Encoding::Raw)));
    }
    let parts = pairs.iter().enumerate().flat_map(|(at, (name, value))| {
        let separator = if at == 0 { "" } else { "; " };
        [literal(format!("{separator}{name}=")), value.clone()]
    });
    (!pairs.is_empty()).then(|| ("Cookie".to_owned(), merge_literals(parts)))
}

/// Returns each value that is sent in a location, not encoded, with its name on the wire.
fn values_at<'s>(
    operation: &'s Operation,
    arguments: &'s [Argument<'_>],
    location: ParameterLocation,
) -> impl Iterator<Item = (String, TextPart)> + 's {
    let there = arguments.iter().filter(move |argument| argument.parameter.metadata.location == location);
    there.flat_map(|argument| {
        let parameter = &argument.parameter.metadata;
        if let (ArgumentValue::Literal(value), true) = (&argument.value, parameter.map) {
            let pair = |(key, text): (String, String)| (decoded(&key), literal(text));
            return map_pairs(parameter, value, operation.metadata).into_iter().map(pair).collect();
        }
        let values = values_of(argument, Encoding::Raw).into_iter();
        values.map(|value| (parameter.wire_name.to_owned(), value)).collect::<Vec<_>>()
    })
}

/// Returns each value of an argument that is sent.
fn values_of(Argument { parameter, value }: &Argument<'_>, encoding: Encoding) -> Vec<TextPart> {
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

fn decoded(key: &str) -> String {
    percent::decode(key).map_or_else(|_| key.to_owned(), Into::into)
}

fn encode_segments(text: &str) -> String {
    let mut encoded = String::new();
    encode_segments_into(text, &mut encoded);
    encoded
}

fn encode_value(value: &ArgumentValue, encoding: Encoding) -> TextPart {
    match value {
        ArgumentValue::Literal(value) => TextPart::Literal(match encoding {
            Encoding::PathSegment | Encoding::FormValue => percent::encode(&text(value)),
            Encoding::PathSegments => encode_segments(&text(value)),
            _ => text(value),
        }),
        ArgumentValue::Secret(secret) => TextPart::Variable(secret.name.clone(), encoding),
    }
}

/// Writes the parts as an expression of a language in which this operator joins strings.
pub(super) fn join_parts(parts: &[TextPart], operator: &str, part: impl Fn(&TextPart) -> String) -> String {
    parts.iter().map(part).collect::<Vec<_>>().join(operator)
}

/// Merges literals that follow each other.
fn merge_literals(parts: impl IntoIterator<Item = TextPart>) -> Vec<TextPart> {
    let mut merged: Vec<TextPart> = Vec::new();
    for part in parts {
        match (merged.last_mut(), part) {
            (Some(TextPart::Literal(before)), TextPart::Literal(text)) => before.push_str(&text),
            (_, part) => merged.push(part),
        }
    }
    merged
}

fn literal(text: impl Into<String>) -> TextPart {
    TextPart::Literal(text.into())
}

fn url(call: &Call<'_>, credential: Option<&AuthScheme>) -> Vec<TextPart> {
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
    if let Some(AuthScheme::ApiKey { location: KeyLocation::Query, name, key }) = credential {
        let key = variable(key, Encoding::FormValue);
        parts.extend([literal(separator), literal(percent::encode(name)), literal("="), key]);
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
        _ => {
            let values = values_of(argument, Encoding::FormValue).into_iter();
            values.map(|value| (parameter.written_key(), value)).collect()
        }
    }
}

/// Returns the body, unless one argument is the whole body and is not shown.
fn body(operation: &Operation, arguments: &[Argument<'_>]) -> Option<Body> {
    let is_whole = |location: ParameterLocation| location == ParameterLocation::Body;
    let format = operation.metadata.body;
    if operation.metadata.parameters().any(|parameter| is_whole(parameter.location)) {
        let whole = arguments.iter().find(|argument| is_whole(argument.parameter.metadata.location))?;
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
    pub(super) fn must_be_text(&self, is_written: fn(&JsonNumber) -> bool) -> bool {
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
    pub(super) fn is_form_with(&self, characters: &[char]) -> bool {
        let Self::Form(pairs) = self else { return false };
        let holds = |text: &str| text.contains(characters);
        pairs.iter().any(|(key, value)| holds(key) || matches!(value, TextPart::Literal(text) if holds(text)))
    }

    /// Returns the text of the body; that of bytes is in base64.
    pub(super) fn text(&self) -> Vec<TextPart> {
        match self {
            Self::Object(members) => object(members),
            Self::Json(value) => vec![json(value, 0)],
            Self::Form(pairs) => form(pairs),
            Self::Text(part) | Self::Bytes(part) => vec![part.clone()],
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

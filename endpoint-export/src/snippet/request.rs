//! The request that a snippet makes without a client of ours.

use endpoint_runtime::{
    metadata::{BodyFormat, Method, Place},
    percent,
    provider::{AuthScheme, CredentialPart, Operation},
};
use serde_json::{Map, Value};

use super::{
    Call,
    inputs::{Input, Secret, Shown},
    literal::{JSON, sorted},
    wire::{items, text},
};
use crate::{quote::quoted, template};

pub(super) const CONTENT_TYPE: &str = "Content-Type";

/// A request, its secrets still references.
pub(super) struct Request<'a> {
    pub(super) method: Method,
    pub(super) url: Vec<Piece>,
    pub(super) credential: Option<&'a AuthScheme>,
    /// The content type first, then the arguments, by their names on the wire.
    pub(super) headers: Vec<(String, Piece)>,
    pub(super) body: Option<Body>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// The text itself.
    Literal(String),
    /// The text of an environment variable, written for the place where it stands.
    Variable(String, Written),
}

/// How a variable's text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Written {
    /// As it is.
    Plain,
    /// Percent-encoded, as a path segment.
    Segment,
    /// Percent-encoded, as a value of a query or a form.
    Pair,
    /// As a JSON string, with its quotes.
    Json,
    /// As JSON, which it is.
    RawJson,
}

/// A body.
pub(super) enum Body {
    /// A JSON object, by its members.
    Object(Vec<(String, Input)>),
    /// Any JSON.
    Json(Input),
    /// The pairs of a form, not encoded.
    Form(Vec<(String, Piece)>),
    /// A text.
    Text(Piece),
    /// Bytes, as a text in base64 (RFC 4648, section 4).
    Bytes(Piece),
}

impl<'a> Request<'a> {
    pub(super) fn new(call: &Call<'a>) -> Self {
        let Call { provider, operation, shown, .. } = call;
        let body = body(operation, shown);
        let content_type = body.as_ref().and_then(|_| operation.metadata.body.content_type());
        let content_type = content_type.map(|value| (CONTENT_TYPE.to_owned(), Piece::Literal(value.to_owned())));
        let header = |(wire, input): (&str, Input)| (wire.to_owned(), piece(&input, Written::Plain));
        Self {
            method: operation.metadata.method,
            url: url(call),
            credential: provider.auth.first().filter(|_| operation.metadata.authenticated),
            headers: content_type.into_iter().chain(at(shown, Place::Header).map(header)).collect(),
            body,
        }
    }

    /// The header of a credential that is one text: its name and its value.
    pub(super) fn header_credential(&self) -> Option<(&str, Vec<Piece>)> {
        let variable = |part: &CredentialPart| Piece::Variable(part.variable.clone(), Written::Plain);
        match self.credential? {
            AuthScheme::Bearer { token } => Some(("Authorization", vec![literal("Bearer "), variable(token)])),
            AuthScheme::ApiKey { header, key } => Some((header, vec![variable(key)])),
            _ => None,
        }
    }

    /// Whether an argument's secret is written in such a way.
    pub(super) fn has(&self, is_meant: impl Fn(Written) -> bool) -> bool {
        let body = self.body.as_ref().map(Body::text).unwrap_or_default();
        let pieces = self.url.iter().chain(self.headers.iter().map(|(_, value)| value)).chain(&body);
        pieces.into_iter().any(|piece| matches!(piece, Piece::Variable(_, written) if is_meant(*written)))
    }

    /// Whether something secret goes along that a client would hand on to wherever it is redirected: all but
    /// `Authorization`, which clients keep to the first origin.
    pub(super) fn must_stay(&self) -> bool {
        let is_key = self.header_credential().is_some_and(|(header, ..)| header != "Authorization");
        is_key || self.has(|_| true)
    }

    /// The variables of user name and password.
    pub(super) fn basic(&self) -> Option<(&str, &str)> {
        match self.credential? {
            AuthScheme::Basic { username, password } => Some((&username.variable, &password.variable)),
            _ => None,
        }
    }
}

/// What goes to a place: names on the wire, and each value that is sent.
fn at<'s>(shown: &'s [Shown<'_>], place: Place) -> impl Iterator<Item = (&'static str, Input)> + 's {
    let there = shown.iter().filter(move |shown| shown.parameter.metadata.place == place);
    there.flat_map(|Shown { parameter, input }| {
        let inputs: Vec<Input> = match input {
            Input::Value(value) => items(parameter, value).iter().cloned().map(Input::Value).collect(),
            secret @ Input::Secret(_) => vec![secret.clone()],
        };
        inputs.into_iter().map(|input| (parameter.metadata.wire, input))
    })
}

fn piece(input: &Input, written: Written) -> Piece {
    match input {
        Input::Value(value) => Piece::Literal(match written {
            Written::Segment | Written::Pair => percent::encode(&text(value)),
            _ => text(value),
        }),
        Input::Secret(secret) => Piece::Variable(secret.variable.clone(), written),
    }
}

/// The pieces as an expression, in a language in which this operator joins texts.
pub(super) fn sum(pieces: &[Piece], operator: &str, part: impl Fn(&Piece) -> String) -> String {
    pieces.iter().map(part).collect::<Vec<_>>().join(operator)
}

/// The pieces with no two literals side by side.
fn joined(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Literal(before)), Piece::Literal(text)) => before.push_str(&text),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

fn literal(text: impl Into<String>) -> Piece {
    Piece::Literal(text.into())
}

fn url(call: &Call<'_>) -> Vec<Piece> {
    let metadata = call.operation.metadata;
    let mut pieces = vec![literal(call.endpoint_url().trim_end_matches('/'))];
    let mut names = template::names(metadata);
    for text in metadata.literals {
        pieces.push(literal(*text));
        let value = names.next().and_then(|name| call.shown.iter().find(|shown| shown.parameter.metadata.name == name));
        pieces.extend(value.map(|shown| piece(&shown.input, Written::Segment)));
    }
    let arguments = at(&call.shown, Place::Query).map(|(key, input)| (key, piece(&input, Written::Pair)));
    let fixed = metadata.fixed_query.iter().map(|(key, value)| (*key, literal(percent::encode(value))));
    let mut separator = "?";
    for (key, value) in arguments.chain(fixed) {
        pieces.extend([literal(separator), literal(percent::encode(key)), literal("="), value]);
        separator = "&";
    }
    joined(pieces)
}

/// The body; none where one argument is the whole of it and is not shown.
fn body(operation: &Operation, shown: &[Shown<'_>]) -> Option<Body> {
    let is_whole = |place: Place| place == Place::Body;
    let format = operation.metadata.body;
    if operation.metadata.parameters().any(|parameter| is_whole(parameter.place)) {
        let whole = shown.iter().find(|shown| is_whole(shown.parameter.metadata.place))?;
        return Some(whole_body(format, &whole.input));
    }
    match format {
        BodyFormat::Json => {
            let fields = shown.iter().filter(|shown| shown.parameter.metadata.place == Place::Field);
            let member = |shown: &Shown<'_>| (shown.parameter.metadata.wire.to_owned(), shown.input.clone());
            Some(Body::Object(fields.map(member).collect()))
        }
        BodyFormat::Form => {
            let pair = |(wire, input): (&str, Input)| (wire.to_owned(), piece(&input, Written::Plain));
            Some(Body::Form(at(shown, Place::Field).map(pair).collect()))
        }
        _ => None,
    }
}

fn whole_body(format: BodyFormat, input: &Input) -> Body {
    match (format, input) {
        (BodyFormat::Json, Input::Value(Value::Object(members))) => {
            let member = |(name, value): (&String, &Value)| (name.clone(), Input::Value(value.clone()));
            Body::Object(sorted(members).into_iter().map(member).collect())
        }
        (BodyFormat::Json, input) => Body::Json(input.clone()),
        (BodyFormat::Form, Input::Value(Value::Object(members))) => Body::Form(pairs(members)),
        (BodyFormat::Bytes, input) => Body::Bytes(piece(input, Written::Plain)),
        (_, input) => Body::Text(piece(input, Written::Plain)),
    }
}

/// The pairs of a form that is one object: a list repeats its key, null is left out.
fn pairs(members: &Map<String, Value>) -> Vec<(String, Piece)> {
    let values = |value: &Value| match value {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        value => vec![value.clone()],
    };
    let pairs = |(key, value)| values(value).into_iter().map(move |value| (String::clone(key), literal(text(&value))));
    sorted(members).into_iter().flat_map(pairs).collect()
}

impl Body {
    /// The body's own text; that of bytes is in base64 still.
    pub(super) fn text(&self) -> Vec<Piece> {
        match self {
            Self::Object(members) => object(members),
            Self::Json(input) => vec![json(input, 0)],
            Self::Form(pairs) => form(pairs),
            Self::Text(piece) | Self::Bytes(piece) => vec![piece.clone()],
        }
    }
}

fn object(members: &[(String, Input)]) -> Vec<Piece> {
    if members.is_empty() {
        return vec![literal("{}")];
    }
    let member = |(at, (name, input)): (usize, &(String, Input))| {
        let separator = if at == 0 { "{\n" } else { ",\n" };
        [literal(format!("{separator}  {}: ", quoted(name))), json(input, 1)]
    };
    joined(members.iter().enumerate().flat_map(member).chain([literal("\n}")]))
}

fn json(input: &Input, depth: usize) -> Piece {
    match input {
        Input::Value(value) => literal(JSON.value(value, depth)),
        Input::Secret(Secret { variable, is_text: true }) => Piece::Variable(variable.clone(), Written::Json),
        Input::Secret(Secret { variable, .. }) => Piece::Variable(variable.clone(), Written::RawJson),
    }
}

fn form(pairs: &[(String, Piece)]) -> Vec<Piece> {
    let pair = |(at, (key, value)): (usize, &(String, Piece))| {
        let value = match value {
            Piece::Literal(text) => literal(percent::encode(text)),
            Piece::Variable(name, _) => Piece::Variable(name.clone(), Written::Pair),
        };
        [literal(format!("{}{}=", if at == 0 { "" } else { "&" }, percent::encode(key))), value]
    };
    joined(pairs.iter().enumerate().flat_map(pair))
}

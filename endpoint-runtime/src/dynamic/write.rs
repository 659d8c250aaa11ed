//! Encoding the values of a call by data, with the encoder of typed calls.

use http::HeaderName;

use super::{
    input::Input,
    text::{bytes, items, joined, map_members, only_text, path_value, text},
};
use crate::{
    body::{BytesBody, FormBody, JsonBody, TextBody},
    client::EncodeArguments,
    error::{EncodeError, EncodeErrorKind},
    json::Json,
    metadata::{BodyFormat, Encoding, Nesting, Parameter, ParameterLocation, PathParameter, QueryPair, QueryValue},
    param::ParamError,
    path::PathValue,
    percent,
    redact::is_masked,
    request::{Encoder, MapTexts, add_file, nested_pairs},
};

/// Encodes the request as a typed call does: path, query, headers, body.
impl EncodeArguments for Input {
    fn encode(&self, request: &mut Encoder<'_>) {
        if is_masked(true) {
            self.masked().encode_values(request);
        } else {
            self.encode_values(request);
        }
    }
}

impl Input {
    fn encode_values(&self, request: &mut Encoder<'_>) {
        self.encode_path(request);
        self.encode_query(request);
        self.encode_unnamed_query(request);
        for (parameter, value) in self.values_in(ParameterLocation::Header) {
            if parameter.map {
                encode_map(&parameter, value, request);
                continue;
            }
            match HeaderName::from_bytes(parameter.wire_name.as_bytes()) {
                Ok(name) => match only_text(&parameter, value) {
                    Ok(None) => {}
                    Ok(Some(text)) => request.header(parameter.name, name, parameter.sensitive, Ok(text)),
                    Err(error) => request.fail(error),
                },
                Err(_) => request.fail(EncodeError::new(
                    parameter.wire_name,
                    EncodeErrorKind::HeaderName("it is not a token (RFC 9110, section 5.6.2)"),
                )),
            }
        }
        for (parameter, value) in self.values_in(ParameterLocation::Cookie) {
            match only_text(&parameter, value) {
                Ok(None) => {}
                Ok(Some(text)) => request.cookie(parameter.name, parameter.wire_name, Ok(text)),
                Err(error) => request.fail(error),
            }
        }
        self.encode_body(request);
        for (parameter, value) in [ParameterLocation::Path, ParameterLocation::Query, ParameterLocation::Cookie]
            .into_iter()
            .flat_map(|location| self.values_in(location))
        {
            if parameter.sensitive {
                redact(&parameter, value, request);
            }
        }
    }

    /// Returns the parameters and values of a location, in the order of the arguments.
    fn values_in(&self, location: ParameterLocation) -> impl Iterator<Item = (Parameter, &Json)> {
        let parameters = self.metadata.parameters().filter(move |parameter| parameter.location == location);
        parameters.filter_map(|parameter| Some((parameter, self.values.get(parameter.name)?)))
    }

    fn encode_path(&self, request: &mut Encoder<'_>) {
        let parameters = self.metadata.parameters().filter(|parameter| parameter.location == ParameterLocation::Path);
        let known: Vec<_> = parameters.collect();
        let values: Vec<_> = self
            .metadata
            .path_parameters()
            .filter_map(|PathParameter { name, several_segments, .. }| {
                let parameter = known.iter().find(|known| known.name == name)?;
                let value = match self.values.get(name) {
                    Some(value) => path_value(parameter, value),
                    None => PathValue::new(parameter.name, Err(ParamError::new("it is missing"))),
                };
                Some(if several_segments { value.several() } else { value })
            })
            .collect();
        request.path(values.iter());
    }

    fn encode_query(&self, request: &mut Encoder<'_>) {
        for QueryPair { key, value } in self.metadata.query_pairs() {
            match value {
                QueryValue::Fixed(value) => request.fixed_query(&format!("{key}={value}")),
                QueryValue::Absent => request.fixed_query(key),
                QueryValue::Parameter(name) => {
                    let given = self.values_in(ParameterLocation::Query).find(|(parameter, _)| parameter.name == name);
                    if let Some((parameter, value)) = given {
                        encode_query_value(key, key, &parameter, value, request);
                    }
                }
            }
        }
    }

    /// Encodes the query parameters that the template does not name: maps, and those of groups. The keys of a map are sorted.
    fn encode_unnamed_query(&self, request: &mut Encoder<'_>) {
        let is_named = |parameter: &Parameter| {
            self.metadata.query_pairs().any(|pair| pair.value == QueryValue::Parameter(parameter.name))
        };
        for (parameter, value) in self.values_in(ParameterLocation::Query).filter(|(parameter, _)| !is_named(parameter))
        {
            if parameter.map {
                encode_map(&parameter, value, request);
            } else {
                encode_query_value(parameter.wire_name, &parameter.written_key(), &parameter, value, request);
            }
        }
    }

    fn encode_body(&self, request: &mut Encoder<'_>) {
        let format = self.metadata.body;
        if let Some(parameter) =
            self.metadata.parameters().find(|parameter| parameter.location == ParameterLocation::Body)
        {
            if let Some(content) = self.files.get(parameter.name).and_then(|files| files.first()) {
                request.streamed_body(content.content());
            } else if let Some(value) = self.values.get(parameter.name) {
                encode_whole_body(format, &parameter, value, request);
            }
            return;
        }
        match format {
            BodyFormat::Json => {
                request.begin_json_object();
                let object = request.json_object();
                for (parameter, value) in self.values_in(ParameterLocation::Field) {
                    object.field(parameter.wire_name, value, parameter.sensitive);
                }
            }
            BodyFormat::Form => {
                request.begin_form();
                for (parameter, value) in self.values_in(ParameterLocation::Field) {
                    encode_form_value(&parameter, value, request);
                    if parameter.sensitive {
                        redact(&parameter, value, request);
                    }
                }
            }
            BodyFormat::Multipart => self.encode_parts(request),
            _ => {}
        }
    }

    /// Encodes the parts of a multipart body, in the order of the arguments.
    fn encode_parts(&self, request: &mut Encoder<'_>) {
        request.begin_multipart();
        let fields = self.metadata.parameters().filter(|parameter| parameter.location == ParameterLocation::Field);
        for parameter in fields {
            for file in self.files.get(parameter.name).into_iter().flatten() {
                add_file(file, parameter.name, parameter.wire_name, parameter.sensitive, request);
            }
            if let Some(value) = self.values.get(parameter.name) {
                encode_part(&parameter, value, request);
                if parameter.sensitive {
                    redact(&parameter, value, request);
                }
            }
        }
    }
}

/// Encodes a part that is no file.
fn encode_part(parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    if parameter.map {
        return encode_map(parameter, value, request);
    }
    let key = parameter.wire_name;
    if parameter.encoding == Encoding::Plain {
        for item in items(parameter, value) {
            match text(item) {
                Ok(text) => request.multipart().field(key, text.to_string()),
                Err(error) => refuse(error, parameter, request),
            }
        }
        return;
    }
    match only_text(parameter, value) {
        Ok(None) => {}
        Ok(Some(json)) if parameter.encoding == Encoding::Json => request.multipart().json(key, json.to_string()),
        Ok(Some(joined)) => request.multipart().field(key, joined.to_string()),
        Err(error) => request.fail(error),
    }
}

fn encode_query_value(field: &'static str, key: &str, parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    match parameter.encoding {
        Encoding::Plain => items(parameter, value).iter().for_each(|item| request.query_pair(field, key, text(item))),
        Encoding::Joined(separator) => match joined(parameter, value, separator) {
            Ok(joined) => joined.iter().for_each(|joined| request.query_joined(key, joined)),
            Err(reason) => request.fail(EncodeError::new(field, reason)),
        },
        Encoding::Json => match only_text(parameter, value) {
            Ok(text) => text.into_iter().for_each(|text| request.query_pair(field, key, Ok(text))),
            Err(error) => request.fail(error),
        },
        Encoding::Nested(nesting) => encode_nested(key, nesting, parameter, value, request),
    }
}

/// Encodes a nested value.
fn encode_nested(key: &str, nesting: Nesting, parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    let Parameter { name, location, sensitive, .. } = *parameter;
    let pairs = nested_pairs(key, &value.to_string(), nesting).map_err(|reason| EncodeError::new(name, reason));
    request.nested_pairs(location, pairs, sensitive);
}

/// Encodes a map, sorted by key.
fn encode_map(parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    let place = MapTexts {
        name: parameter.name,
        location: parameter.location,
        keys: parameter.map_keys(),
        separator: parameter.separator(),
        sensitive: parameter.sensitive,
    };
    for (key, value) in map_members(value) {
        let text = match parameter.separator() {
            None => text(value).map(Some).map_err(EncodeErrorKind::Value),
            Some(separator) => joined(parameter, value, separator).map(|joined| Some(joined?.text().to_owned().into())),
        };
        if let Some(text) = text.transpose() {
            request.map_pair(place, Ok(key.into()), text);
        }
    }
}

fn encode_form_value(parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    if parameter.map {
        return encode_map(parameter, value, request);
    }
    let field = parameter.wire_name;
    let key = percent::encode(field);
    match parameter.encoding {
        Encoding::Plain => items(parameter, value).iter().for_each(|item| request.form_pair(field, &key, text(item))),
        Encoding::Joined(_) | Encoding::Json => match only_text(parameter, value) {
            Ok(text) => text.into_iter().for_each(|text| request.form_pair(field, &key, Ok(text))),
            Err(error) => request.fail(error),
        },
        Encoding::Nested(nesting) => encode_nested(&key, nesting, parameter, value, request),
    }
}

/// Encodes the argument that is the whole body.
fn encode_whole_body(format: BodyFormat, parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    match (format, value) {
        (BodyFormat::Form, _) => FormBody::write(value, parameter.name, request),
        (BodyFormat::Text, Json::String(text)) => TextBody::write(text, request),
        (BodyFormat::Bytes, Json::String(text)) => match bytes(text) {
            Ok(bytes) => BytesBody::write(&bytes, request),
            Err(error) => refuse(error, parameter, request),
        },
        (BodyFormat::Text | BodyFormat::Bytes, _) => refuse(ParamError::new("expected a string"), parameter, request),
        _ => JsonBody::write(value, parameter.name, request),
    }
    if parameter.sensitive {
        request.redact_body();
    }
}

/// Marks the texts of a value as secret.
fn redact(parameter: &Parameter, value: &Json, request: &mut Encoder<'_>) {
    if parameter.map || parameter.nesting().is_some() {
        // Its texts were marked where they were written.
        return;
    }
    if parameter.encoding == Encoding::Plain {
        for text in items(parameter, value).iter().filter_map(|item| text(item).ok()) {
            request.redact(&text);
            // One of several segments of the path is a secret of its own.
            if parameter.location == ParameterLocation::Path {
                text.split('/').for_each(|part| request.redact(part));
            }
        }
        return;
    }
    if let Ok(Some(text)) = only_text(parameter, value) {
        request.redact(&text);
        if parameter.encoding == Encoding::Json {
            request.redact_json(&text);
        }
    }
}

fn refuse(error: ParamError, parameter: &Parameter, request: &mut Encoder<'_>) {
    request.fail(EncodeError::new(parameter.name, EncodeErrorKind::Value(error)));
}

//! The items of a JSON value, and their text and bytes in a path, query, header, form or body of bytes.

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use bytes::Bytes;

use crate::{
    error::{EncodeError, EncodeErrorKind},
    header::ascii_json,
    json::Json,
    metadata::{Encoding, Parameter, ParameterLocation},
    param::{ParamError, ParamText},
    path::PathValue,
    request::{Joined, json_text},
};

/// Returns the text of a JSON scalar, which is the text of a [`Param`](trait@crate::Param).
pub(super) fn text(value: &Json) -> Result<ParamText<'_>, ParamError> {
    match value {
        Json::String(text) => Ok(text.as_str().into()),
        Json::Number(number) => Ok(number.as_str().into()),
        Json::Bool(flag) => Ok(ParamText::display(flag)),
        _ => Err(ParamError::new("expected a string, a number or a boolean")),
    }
}

/// Decodes the bytes of a base64 string.
pub(super) fn bytes(base64: &str) -> Result<Bytes, ParamError> {
    STANDARD
        .decode(base64)
        .map(Bytes::from)
        .map_err(|_| ParamError::new("expected bytes in base64 (RFC 4648, section 4)"))
}

/// Returns the items of a parameter that is a list, or the value itself.
pub(super) fn items<'a>(parameter: &Parameter, value: &'a Json) -> &'a [Json] {
    match value {
        Json::Array(items) if parameter.is_list() => items,
        _ => std::slice::from_ref(value),
    }
}

/// Joins the items of a list.
pub(super) fn joined(parameter: &Parameter, value: &Json, separator: char) -> Result<Option<Joined>, EncodeErrorKind> {
    Joined::new(items(parameter, value).iter().map(text), separator, parameter.location)
}

/// Returns the only text of a value in a header or a form; `None` for an empty list that is joined.
pub(super) fn only_text<'v>(parameter: &Parameter, value: &'v Json) -> Result<Option<ParamText<'v>>, EncodeError> {
    let refused = |reason| EncodeError::new(parameter.name, reason);
    match parameter.encoding {
        Encoding::Plain => text(value).map(Some).map_err(|error| refused(EncodeErrorKind::Value(error))),
        Encoding::Joined(separator) => {
            let joined = joined(parameter, value, separator).map_err(refused)?;
            Ok(joined.map(|joined| joined.text().to_owned().into()))
        }
        Encoding::Json => {
            let json = json_text(value, parameter.name, parameter.sensitive)?;
            let json = if parameter.location == ParameterLocation::Header { ascii_json(&json) } else { json };
            Ok(Some(json.into()))
        }
        // It has several texts, in places where no header, cookie or path is.
        Encoding::Nested(_) => Ok(None),
    }
}

/// Returns the value of a path parameter.
pub(super) fn path_value<'v>(parameter: &Parameter, value: &'v Json) -> PathValue<'v> {
    let name = parameter.name;
    match parameter.encoding {
        Encoding::Plain => PathValue::new(name, text(value)),
        Encoding::Joined(separator) => PathValue::joined(name, items(parameter, value).iter().map(text), separator),
        Encoding::Json | Encoding::Nested(_) => {
            PathValue::checked(name, json_text(value, name, parameter.sensitive).map(Into::into))
        }
    }
}

/// Returns the members of a map, sorted by key.
pub(super) fn map_members(value: &Json) -> Vec<(&str, &Json)> {
    let Json::Object(members) = value else { return Vec::new() };
    let mut members: Vec<_> = members.iter().map(|(key, value)| (key.as_str(), value)).collect();
    members.sort_unstable_by_key(|(key, _)| *key);
    members
}

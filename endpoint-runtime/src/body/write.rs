//! Writers of request bodies, whole or field by field.

use std::{borrow::Cow, sync::Arc};

use bytes::Bytes;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    body::Content,
    error::{EncodeError, EncodeErrorKind},
    json::{RawMembers, WriteError, WriteProblem, write_json},
    metadata::{BodyFormat, Nesting},
    param::ParamError,
    percent::{encode, encode_into},
    redact::{REDACTED, Secrets, is_masked},
    request::{Encoder, nested_pairs},
};

/// The initial capacity of a JSON body, which most bodies do not outgrow.
const JSON_CAPACITY: usize = 256;

/// A JSON object that is written member by member.
#[derive(Debug, Default)]
pub struct JsonObject {
    json: Vec<u8>,
    /// The sensitive texts and numbers, if they are collected.
    secrets: Option<Secrets>,
    error: Option<EncodeError>,
}

impl JsonObject {
    pub(crate) fn collect_secrets(&mut self) {
        self.secrets = Some(Secrets::default());
    }

    /// Appends the member `key`. If it is sensitive, errors do not show its value.
    pub(crate) fn field<T: Serialize>(&mut self, key: &'static str, value: &T, sensitive: bool) {
        self.key(key);
        let start = self.json.len();
        let written =
            if is_masked(sensitive) { write_json(REDACTED, &mut self.json) } else { write_json(value, &mut self.json) };
        if let Err(error) = written {
            self.fail(key, error, sensitive);
        }
        if sensitive && let Some(secrets) = &mut self.secrets {
            secrets.add_written_json(self.json.get(start..).unwrap_or_default());
        }
    }

    /// Appends the member `key`, whose value is already JSON.
    pub(crate) fn written_field(&mut self, key: &str, json: &str) {
        self.key(key);
        self.json.extend_from_slice(json.as_bytes());
    }

    /// Returns whether the object has a member of this name.
    pub(crate) fn has_member(&self, key: &str) -> bool {
        let json = [self.json.as_slice(), b"}"].concat();
        let members = serde_json::from_slice::<std::collections::HashMap<String, &RawValue>>(&json);
        members.is_ok_and(|members| members.contains_key(key))
    }

    #[cold]
    fn fail(&mut self, key: &'static str, error: WriteError, sensitive: bool) {
        self.error.get_or_insert_with(|| encode_error(key, error, sensitive));
    }

    fn key(&mut self, key: &str) {
        if self.json.is_empty() {
            self.json.reserve(JSON_CAPACITY);
        }
        self.json.push(if self.json.is_empty() { b'{' } else { b',' });
        // The JSON of a text, which has no error.
        let _ = write_json(key, &mut self.json);
        self.json.push(b':');
    }

    /// Returns the JSON, and moves its sensitive texts to `secrets`.
    pub(crate) fn finish(&mut self, secrets: Option<&mut Secrets>) -> Result<Bytes, EncodeError> {
        if let (Some(secrets), Some(collected)) = (secrets, &mut self.secrets) {
            secrets.append(collected);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None if self.json.is_empty() => Ok(Bytes::from_static(b"{}")),
            None => {
                self.json.push(b'}');
                Ok(std::mem::take(&mut self.json).into())
            }
        }
    }
}

/// Returns the JSON of the argument `name`, which is the whole body.
fn json_text<T: Serialize + ?Sized>(
    value: &T,
    name: &'static str,
    request: &Encoder<'_>,
) -> Result<Vec<u8>, EncodeError> {
    let mut json = Vec::with_capacity(JSON_CAPACITY);
    write_json(value, &mut json).map_err(|error| encode_error(name, error, request.is_sensitive(name)))?;
    Ok(json)
}

/// Describes a value that has no JSON form. The path within a sensitive value can contain keys of a map, so it is left out.
pub(crate) fn encode_error(name: &'static str, error: WriteError, sensitive: bool) -> EncodeError {
    let field = if sensitive || error.path.is_empty() { name.into() } else { Cow::Owned(error.path.within(name)) };
    EncodeError::new(
        field,
        match error.problem {
            WriteProblem::NotFinite => EncodeErrorKind::Value(ParamError::new("expected a finite number")),
            WriteProblem::Serde(error) => EncodeErrorKind::Json(Arc::new(error)),
        },
    )
}

/// A value that can be a whole JSON body: any `Serialize` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a JSON body",
    label = "not `serde::Serialize`",
    note = "bytes are sent by `#[body(bytes)]`, a text by `#[body(text)]`, a form by `#[body(form)]`",
    note = "for a type of your own: declare it with `#[object(sent)]`, or derive `serde::Serialize` for it"
)]
pub trait JsonBody {
    /// Writes the body.
    fn write(&self, name: &'static str, request: &mut Encoder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> JsonBody for T {
    fn write(&self, name: &'static str, request: &mut Encoder<'_>) {
        let json = json_text(self, name, request);
        request.whole_body(BodyFormat::Json, json.map(Bytes::from));
    }
}

/// A value that can be a whole form body: a `Serialize` struct of scalars and lists of scalars.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a form",
    label = "not `serde::Serialize`",
    note = "declare a struct of strings, numbers, booleans and lists of these with `#[object(sent)]`, or derive `serde::Serialize` for it"
)]
pub trait FormBody {
    /// Writes the body.
    fn write(&self, name: &'static str, request: &mut Encoder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> FormBody for T {
    fn write(&self, name: &'static str, request: &mut Encoder<'_>) {
        let nesting = request.metadata().whole_body_nesting();
        let form = json_text(self, name, request).and_then(|json| {
            let form = match nesting {
                None => form_of(&json).ok_or(EncodeErrorKind::Form),
                Some(nesting) => nested_form_of(&json, nesting),
            };
            form.map_err(|reason| EncodeError::new(name, reason))
        });
        request.whole_body(BodyFormat::Form, form.map(Bytes::from));
    }
}

/// Converts a flat JSON object to a form, sorted by key. A list repeats its key, a null member is left out, and numbers keep their
/// digits. A list with a null has no form, since the others would move up to its place.
pub(crate) fn form_of(json: &[u8]) -> Option<String> {
    fn push(key: &str, value: &RawValue, form: &mut String) -> Option<()> {
        match value.get().as_bytes().first()? {
            b'"' => push_pair(key, &serde_json::from_str::<String>(value.get()).ok()?, form),
            b'[' | b'{' | b'n' => return None,
            _ => push_pair(key, value.get(), form),
        }
        Some(())
    }

    let mut form = String::new();
    let RawMembers(mut members) = serde_json::from_slice(json).ok()?;
    // The sort is stable, so that the values of a key that a flattened part repeats stay in order.
    members.sort_by(|(key, _), (other, _)| key.cmp(other));
    for (key, value) in members {
        let key = encode(&key);
        match value.get().as_bytes().first()? {
            b'n' => {}
            b'[' => {
                let values: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
                values.into_iter().try_for_each(|value| push(&key, value, &mut form))?;
            }
            _ => push(&key, value, &mut form)?,
        }
    }
    Some(form)
}

/// Converts JSON to a form whose keys name the values in it.
fn nested_form_of(json: &[u8], nesting: Nesting) -> Result<String, EncodeErrorKind> {
    let json = std::str::from_utf8(json).map_err(|_| EncodeErrorKind::Form)?;
    let mut form = String::new();
    for (key, text) in nested_pairs("", json, nesting)? {
        push_pair(&key, &text, &mut form);
    }
    Ok(form)
}

/// Appends a pair of a form. The key is already percent-encoded.
pub(crate) fn push_pair(encoded_key: &str, value: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(encoded_key);
    out.push('=');
    encode_into(value, out);
}

/// A value that can be a whole text body: `String`, `&'static str`, `Arc<str>`, `Cow<'static, str>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a text body",
    label = "not `AsRef<str>`",
    note = "`String` and other `AsRef<str>` types can"
)]
pub trait TextBody {
    /// Writes the body.
    fn write(&self, request: &mut Encoder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> TextBody for T {
    fn write(&self, request: &mut Encoder<'_>) {
        request.whole_body(BodyFormat::Text, Ok(Bytes::copy_from_slice(self.as_ref().as_bytes())));
    }
}

/// A value that can be a whole body of bytes: `Bytes`, which is not copied, or `Vec<u8>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a body of bytes",
    label = "neither `Bytes` nor `Vec<u8>`",
    note = "write `endpoint_runtime::Bytes`, which `new` makes of a `String`, a `Vec<u8>` or a `&'static str`; a text is `#[body(text)]`"
)]
pub trait BytesBody {
    /// Writes the body.
    fn write(&self, request: &mut Encoder<'_>);
}

impl BytesBody for Bytes {
    fn write(&self, request: &mut Encoder<'_>) {
        request.whole_body(BodyFormat::Bytes, Ok(self.clone()));
    }
}

impl BytesBody for Vec<u8> {
    fn write(&self, request: &mut Encoder<'_>) {
        request.whole_body(BodyFormat::Bytes, Ok(Bytes::copy_from_slice(self)));
    }
}

/// A value that can be a body of lines of JSON: a list of `Serialize` values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as lines of JSON",
    label = "not a list of `serde::Serialize` values",
    note = "write `Vec<T>`, where `T` is `Serialize`: each value is a line"
)]
pub trait NdjsonBody {
    /// Writes the body.
    fn write(&self, name: &'static str, request: &mut Encoder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Serialize> NdjsonBody for Vec<T> {
    fn write(&self, name: &'static str, request: &mut Encoder<'_>) {
        let mut lines = Vec::new();
        for value in self {
            if let Err(error) = write_json(value, &mut lines) {
                request.fail(encode_error(name, error, request.is_sensitive(name)));
                return;
            }
            lines.push(b'\n');
        }
        request.whole_body(BodyFormat::Text, Ok(Bytes::from(lines)));
    }
}

/// A value that can be a body that is sent piece by piece: [`Content`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a stream",
    label = "not a `Content`",
    note = "write `endpoint_runtime::Content`, which is made of bytes, of a file or of a stream"
)]
pub trait StreamBody {
    /// Writes the body.
    fn write(&self, request: &mut Encoder<'_>);
}

impl StreamBody for Content {
    fn write(&self, request: &mut Encoder<'_>) {
        request.streamed_body(self);
    }
}

//! The envelope of an API that reports errors with a status of success.

use std::borrow::Cow;

use bytes::Bytes;
use http::Response;

use crate::{
    error::{DecodeError, JsonPath},
    json::{RawMembers, without_byte_order_mark},
};

/// The envelope of an API whose responses of 200 can be errors, for the option `envelope` of a trait or an endpoint.
///
/// A response that the envelope finds to be an error is one of the stage [`Api`](crate::Stage::Api), whose body is that of any error response: the whole
/// JSON. A server writes the envelope around the values that an implementation returns, and sends an error as its status says, which can be 200.
///
/// ```
/// use endpoint_runtime::{Envelope, ErrorBody, endpoints, object};
///
/// /// `{"ok": true, "ts": "1"}`, or `{"ok": false, "error": "not_in_channel"}`.
/// const SLACK: Envelope = Envelope::flag("ok");
/// /// `{"data": …}`, or `{"errors": [ … ]}`.
/// const GRAPHQL: Envelope = Envelope::errors("errors").value_in("data");
///
/// #[object]
/// pub struct SlackError {
///     pub error: String,
/// }
///
/// impl ErrorBody for SlackError {
///     fn code(&self) -> Option<&str> {
///         Some(&self.error)
///     }
/// }
///
/// #[object]
/// pub struct Posted {
///     pub ts: String,
/// }
///
/// #[endpoints(envelope = SLACK)]
/// pub trait Chat {
///     #[endpoint(POST "/api/chat.postMessage")]
///     async fn post_message(&self, channel: String, text: String) -> endpoint_runtime::Result<Posted, SlackError>;
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    rule: EnvelopeRule,
    value: Option<&'static str>,
}

/// The way in which an [`Envelope`] tells an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvelopeRule {
    /// This member is `true` in a success.
    Flag(&'static str),
    /// This member is absent, null or an empty list in a success.
    Errors(&'static str),
    /// This member has this JSON in a success.
    Code(&'static str, &'static str),
}

impl Envelope {
    /// An envelope with a member that is `true` in a success, as in `{"ok": true}`.
    #[must_use]
    pub const fn flag(member: &'static str) -> Self {
        Self { rule: EnvelopeRule::Flag(member), value: None }
    }

    /// An envelope with a member that only an error has, as in `{"errors": [ … ]}`. Null and an empty list count as absent.
    #[must_use]
    pub const fn errors(member: &'static str) -> Self {
        Self { rule: EnvelopeRule::Errors(member), value: None }
    }

    /// An envelope with a member that has this JSON in a success, as in `{"code": 0}`.
    #[must_use]
    pub const fn code(member: &'static str, json: &'static str) -> Self {
        Self { rule: EnvelopeRule::Code(member, json), value: None }
    }

    /// Sets the member that holds the value. Without it, the members of the value stand beside those of the envelope.
    #[must_use]
    pub const fn value_in(self, member: &'static str) -> Self {
        Self { value: Some(member), ..self }
    }

    /// Returns the way in which the envelope tells an error.
    #[must_use]
    pub const fn rule(&self) -> EnvelopeRule {
        self.rule
    }

    /// Returns the member that holds the value.
    #[must_use]
    pub const fn value(&self) -> Option<&'static str> {
        self.value
    }

    /// Takes the value out of a response; `None` if the response is an error. An empty body is left as it is.
    pub(crate) fn open(&self, response: &mut Response<Bytes>) -> Result<Option<()>, DecodeError> {
        let body = response.body().clone();
        let json = without_byte_order_mark(&body);
        if json.is_empty() {
            return Ok(Some(()));
        }
        let members = members(json)?;
        if self.is_error(&members)? {
            return Ok(None);
        }
        if let Some(name) = self.value {
            let value =
                find(&members, name).map_or(Bytes::from_static(b"null"), |json| body.slice_ref(json.as_bytes()));
            *response.body_mut() = value;
        }
        Ok(Some(()))
    }

    fn is_error(&self, members: &RawMembers<'_>) -> Result<bool, DecodeError> {
        let required = |name: &'static str| find(members, name).ok_or_else(|| missing(name));
        match self.rule {
            EnvelopeRule::Flag(name) => Ok(required(name)? != "true"),
            EnvelopeRule::Code(name, success) => Ok(required(name)? != success),
            EnvelopeRule::Errors(name) => {
                let is_none =
                    |json: &str| json == "null" || json.strip_prefix('[').is_some_and(|rest| rest.trim() == "]");
                Ok(find(members, name).is_some_and(|json| !is_none(json)))
            }
        }
    }

    /// Puts the JSON of a value into the envelope; `None` if it is no object where it has to be one.
    #[cfg(feature = "server")]
    pub(crate) fn close(&self, json: &[u8]) -> Option<Bytes> {
        let success = match self.rule {
            EnvelopeRule::Flag(name) => Some((name, "true")),
            EnvelopeRule::Code(name, success) => Some((name, success)),
            EnvelopeRule::Errors(_) => None,
        };
        let json = match std::str::from_utf8(json).ok()? {
            "" if self.value.is_some() => "null",
            "" | "null" if self.value.is_none() => "{}",
            json => json,
        };
        if let Some(name) = self.value {
            let members = success.into_iter().chain([(name, json)]);
            return Some(object(members));
        }
        Self::with_member(json, success)
    }

    /// Adds the member that tells an error to the JSON of its body; `None` if the result would be a success.
    #[cfg(feature = "server")]
    pub(crate) fn close_error(&self, json: &[u8]) -> Option<Bytes> {
        let failure = match self.rule {
            EnvelopeRule::Flag(name) => Some((name, "false")),
            EnvelopeRule::Errors(_) | EnvelopeRule::Code(..) => None,
        };
        let closed = Self::with_member(std::str::from_utf8(json).ok()?, failure)?;
        self.is_error(&members(&closed).ok()?).ok()?.then_some(closed)
    }

    #[cfg(feature = "server")]
    fn with_member(json: &str, added: Option<(&'static str, &'static str)>) -> Option<Bytes> {
        let members = members(json.as_bytes()).ok()?;
        let added = added.filter(|(name, _)| find(&members, name).is_none());
        let own = members.0.iter().map(|(name, value)| (&**name, value.get()));
        Some(object(added.into_iter().chain(own)))
    }
}

fn members(json: &[u8]) -> Result<RawMembers<'_>, DecodeError> {
    serde_json::from_slice(json).map_err(|error| DecodeError::from_json(&error, json))
}

fn find<'a>(members: &RawMembers<'a>, name: &str) -> Option<&'a str> {
    let RawMembers(members) = members;
    members.iter().find(|(key, _): &&(Cow<'_, str>, _)| key == name).map(|(_, value)| value.get())
}

fn missing(name: &'static str) -> DecodeError {
    let path = JsonPath::default().member(name);
    DecodeError::Shape { path, problem: "is missing".to_owned(), line: 0, column: 0 }
}

#[cfg(feature = "server")]
fn object<'a>(members: impl Iterator<Item = (&'a str, &'a str)>) -> Bytes {
    let mut out = Vec::from(*b"{");
    for (name, json) in members {
        if out.len() > 1 {
            out.push(b',');
        }
        // The JSON of a text, which has no error.
        let _ = crate::json::write_json(name, &mut out);
        out.push(b':');
        out.extend_from_slice(json.as_bytes());
    }
    out.push(b'}');
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the value that is read of a body: `Err` for an error response, `None` for what is none.
    fn open(envelope: Envelope, body: &'static str) -> Option<Result<String, ()>> {
        let mut response = Response::new(Bytes::from_static(body.as_bytes()));
        let opened = envelope.open(&mut response).ok()?;
        Some(opened.map(|()| String::from_utf8(response.into_body().to_vec()).unwrap()).ok_or(()))
    }

    #[expect(clippy::unnecessary_wraps, reason = "it is compared with what `open` returns")]
    fn success(text: &str) -> Option<Result<String, ()>> {
        Some(Ok(text.to_owned()))
    }

    #[test]
    fn a_flag_a_code_and_errors_tell_an_error() {
        const FLAG: Envelope = Envelope::flag("ok");
        const CODE: Envelope = Envelope::code("code", "0").value_in("data");
        const ERRORS: Envelope = Envelope::errors("errors").value_in("data");
        assert_eq!(open(FLAG, r#"{"ok": true,"a":1}"#), success(r#"{"ok": true,"a":1}"#));
        assert_eq!(open(FLAG, r#"{"ok":false}"#), Some(Err(())));
        assert_eq!(open(FLAG, r#"{"a":1}"#), None);
        assert_eq!(open(FLAG, "<html>"), None);
        assert_eq!(open(FLAG, "[]"), None);
        assert_eq!(open(CODE, r#"{"code":0,"data":[1]}"#), success("[1]"));
        assert_eq!(open(CODE, r#"{"code":7,"data":null}"#), Some(Err(())));
        assert_eq!(open(ERRORS, "\u{feff}{\"data\":{\"a\":1.50}}"), success(r#"{"a":1.50}"#));
        assert_eq!(open(ERRORS, r#"{"errors":[ ],"data":1}"#), success("1"));
        assert_eq!(open(ERRORS, r#"{"errors":null}"#), success("null"));
        assert_eq!(open(ERRORS, r#"{"errors":[{}],"data":1}"#), Some(Err(())));
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_server_writes_what_a_client_reads() {
        let closed = |envelope: Envelope, json: &str| {
            envelope.close(json.as_bytes()).map(|json| String::from_utf8(json.to_vec()).unwrap())
        };
        assert_eq!(closed(Envelope::flag("ok"), r#"{"a":1}"#).unwrap(), r#"{"ok":true,"a":1}"#);
        assert_eq!(closed(Envelope::flag("ok"), r#"{"ok":true}"#).unwrap(), r#"{"ok":true}"#);
        assert_eq!(closed(Envelope::flag("ok"), "").unwrap(), r#"{"ok":true}"#);
        assert_eq!(closed(Envelope::flag("ok"), "[1]"), None);
        assert_eq!(closed(Envelope::errors("errors").value_in("data"), "[1]").unwrap(), r#"{"data":[1]}"#);
        assert_eq!(closed(Envelope::code("c", "0").value_in("d"), "").unwrap(), r#"{"c":0,"d":null}"#);
        let failed = |envelope: Envelope, json: &str| {
            envelope.close_error(json.as_bytes()).map(|json| String::from_utf8(json.to_vec()).unwrap())
        };
        assert_eq!(failed(Envelope::flag("ok"), r#"{"error":"x"}"#).unwrap(), r#"{"ok":false,"error":"x"}"#);
        assert_eq!(failed(Envelope::flag("ok"), r#"{"ok":true}"#), None);
        assert_eq!(failed(Envelope::errors("errors"), r#"{"errors":[]}"#), None);
    }
}

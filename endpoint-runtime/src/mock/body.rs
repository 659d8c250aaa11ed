//! The comparison of bodies.

use http::header::CONTENT_TYPE;

use super::{
    compare::Differences,
    expected::{Expected, PlainRequest},
    parts::{Part, parts_of},
};
use crate::{
    json::Json,
    media_type,
    metadata::{BodyFormat, ParameterLocation},
    redact::REDACTED,
};

impl Expected {
    pub(super) fn compare_body(&self, received: &PlainRequest, differences: &mut Differences) {
        let (expected, received_body) = (&self.request.body, &received.body);
        if self.leniency.body || expected == received_body {
            return;
        }
        let body = self.parameters(ParameterLocation::Body).next();
        if self.is_ignored(body.as_ref(), !expected.is_empty()) {
            return;
        }
        match self.metadata.body {
            BodyFormat::Json => {
                let parsed = [expected, &self.masked_body, received_body].map(|body| serde_json::from_slice(body));
                match parsed {
                    [Ok(expected), Ok(masked), Ok(received)] => {
                        self.compare_json("", &expected, &masked, &received, differences);
                    }
                    _ => differences.add("body: expected JSON, received another format".to_owned()),
                }
            }
            // The keys of another format would be parts of its values.
            BodyFormat::Form if body.is_none() && is_form(received) => {
                let [expected, received] = [expected, received_body].map(|body| String::from_utf8_lossy(body));
                self.compare_pairs(ParameterLocation::Field, "field", &expected, &received, differences);
            }
            BodyFormat::Multipart => self.compare_parts(received, differences),
            BodyFormat::Text => {
                let [expected, received] = [expected, received_body].map(|body| String::from_utf8_lossy(body));
                self.differ("body", body.as_ref(), Some(&expected), Some(&received), differences);
            }
            _ => {
                let (length, received) = (expected.len(), received_body.len());
                differences.add(format!("body: expected {length} bytes, received {received} bytes, or other ones"));
            }
        }
    }

    /// Compares JSON. Members that are not expected, which may be secret, are named and not shown.
    fn compare_json(&self, path: &str, expected: &Json, masked: &Json, received: &Json, differences: &mut Differences) {
        let place = if path.is_empty() { "body".to_owned() } else { format!("body: `{path}`") };
        match (expected, received) {
            _ if is_equal(expected, received) => {}
            _ if masked.as_str() == Some(REDACTED) => {
                differences.add(format!("{place}: expected a secret value, received another one"));
            }
            (Json::Object(expected), Json::Object(received)) => {
                let is_ignored = |key: &str, is_expected: bool| {
                    let argument = self.parameters(ParameterLocation::Field).find(|field| field.wire_name == key);
                    let argument = argument.filter(|_| path.is_empty());
                    self.is_ignored(argument.as_ref(), is_expected)
                };
                let within = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                for (key, expected) in expected.iter().filter(|(key, _)| !is_ignored(key, true)) {
                    let masked = masked.get(key).unwrap_or(&Json::Null);
                    match received.get(key) {
                        Some(received) => self.compare_json(&within(key), expected, masked, received, differences),
                        None => differences.add(format!("body: `{}`: received none", within(key))),
                    }
                }
                for key in received.keys().filter(|key| !expected.contains_key(key) && !is_ignored(key, false)) {
                    differences.add(format!("body: {}: expected none", self.shown(false, &within(key))));
                }
            }
            (Json::Array(expected), Json::Array(received)) if expected.len() == received.len() => {
                let masked = masked.as_array().unwrap_or_default();
                for (at, (expected, received)) in expected.iter().zip(received).enumerate() {
                    let masked = masked.get(at).unwrap_or(&Json::Null);
                    self.compare_json(&format!("{path}[{at}]"), expected, masked, received, differences);
                }
            }
            (expected, received) => {
                let (expected, received) = (self.kind(expected), self.kind(received));
                differences.add(format!("{place}: expected {expected}, received {received}"));
            }
        }
    }

    /// Returns a scalar, or the type of another value.
    fn kind(&self, value: &Json) -> String {
        match value {
            Json::Array(items) => format!("a list of {} items", items.len()),
            Json::Object(_) => "an object".to_owned(),
            scalar => self.shown(false, &scalar.to_string()),
        }
    }

    /// Compares the parts of multipart bodies, in their order, whatever the boundaries.
    fn compare_parts(&self, received: &PlainRequest, differences: &mut Differences) {
        let field = |part: &Part| self.parameter(ParameterLocation::Field, &part.name);
        let parts = |request: &PlainRequest| {
            let content_type = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
            let parts = parts_of(content_type.unwrap_or_default(), &request.body)?;
            Some(parts.into_iter().filter(|part| !self.is_ignored(field(part).as_ref(), true)).collect::<Vec<_>>())
        };
        let (Some(expected), Some(mut received)) = (parts(&self.request), parts(received)) else {
            differences.add("body: expected parts of multipart/form-data, received another format".to_owned());
            return;
        };
        for part in expected {
            let place = format!("part `{}`", part.name);
            let Some(at) = received.iter().position(|received| received.name == part.name) else {
                differences.add(format!("{place}: received none"));
                continue;
            };
            let received = received.remove(at);
            if received.head != part.head {
                differences.add(format!("{place}: its file name or its media type differs"));
            }
            if received.content != part.content {
                match (str::from_utf8(&part.content), str::from_utf8(&received.content)) {
                    (Ok(expected), Ok(received)) => {
                        self.differ(&place, field(&part).as_ref(), Some(expected), Some(received), differences);
                    }
                    _ => differences.add(format!("{place}: its bytes differ")),
                }
            }
        }
        for part in received.iter().filter(|part| !self.is_ignored(field(part).as_ref(), false)) {
            differences.add(format!("part {}: expected none", self.shown(false, &part.name)));
        }
    }
}

fn is_form(request: &PlainRequest) -> bool {
    let content_type = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type::essence(content_type).eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Compares two values. Numbers are equal if they have the same value.
fn is_equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => match (one.to_integer(), other.to_integer()) {
            (None, None) => one == other || one.as_f64() == other.as_f64(),
            (one, other) => one == other,
        },
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| is_equal(one, other)))
        }
        (one, other) => one == other,
    }
}

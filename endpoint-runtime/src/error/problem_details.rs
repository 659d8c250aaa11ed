//! Problem details (RFC 9457).

use http::{HeaderMap, header::CONTENT_TYPE};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};

use super::{ErrorBody, ErrorFields};
use crate::{
    json::{Json, JsonMap},
    media_type::essence,
};

/// The media type of problem details.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// Problem details (RFC 9457): the body of a response to a refused request, and an error body for an API of one's own.
///
/// A member whose value is of another type than the RFC's is ignored (section 3.1).
///
/// ```
/// use endpoint_runtime::{Error, ProblemDetails, http::StatusCode};
///
/// let mut problem = ProblemDetails::new("there is no parcel with this id");
/// problem.title = Some("No such parcel".to_owned());
/// let error = Error::api(StatusCode::NOT_FOUND, problem);
/// assert_eq!(error.message().as_deref(), Some("there is no parcel with this id"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ProblemDetails {
    /// The URI of the problem's type; `about:blank` if it is absent.
    pub r#type: Option<String>,
    /// The summary of the type.
    pub title: Option<String>,
    /// The status, repeated.
    pub status: Option<u16>,
    /// The explanation of this occurrence.
    pub detail: Option<String>,
    /// The URI of this occurrence.
    pub instance: Option<String>,
    /// The other members.
    pub extensions: JsonMap,
}

impl ProblemDetails {
    /// Creates problem details with an explanation of this occurrence.
    pub fn new(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::default() }
    }

    /// Returns the detail, else the title, behind the name of the field that a [rejection](crate::server::Rejection) names.
    pub(crate) fn summary(&self) -> Option<String> {
        let message = self.message()?;
        Some(match self.extensions.get("field") {
            Some(Json::String(field)) => format!("`{field}`: {message}"),
            _ => message.to_owned(),
        })
    }

    /// Reads the body of a response, if its media type is that of problem details.
    pub(crate) fn of_response(headers: &HeaderMap, json: &[u8]) -> Option<Self> {
        let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let is_problem = essence(content_type).eq_ignore_ascii_case(PROBLEM_JSON);
        serde_json::from_slice(json).ok().filter(|_| is_problem)
    }
}

impl ErrorBody for ProblemDetails {
    const CONTENT_TYPE: &'static str = PROBLEM_JSON;
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &["type"], message: &["detail", "title"] };

    fn code(&self) -> Option<&str> {
        self.r#type.as_deref()
    }

    fn message(&self) -> Option<&str> {
        [&self.detail, &self.title].into_iter().flatten().map(String::as_str).find(|text| !text.is_empty())
    }
}

impl<'de> Deserialize<'de> for ProblemDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = JsonMap::deserialize(deserializer)?;
        let mut text = |name: &str| match members.remove(name) {
            Some(Json::String(text)) => Some(text),
            _ => None,
        };
        let (r#type, title, detail, instance) = (text("type"), text("title"), text("detail"), text("instance"));
        let status = members.remove("status").and_then(|status| status.as_u64()?.try_into().ok());
        Ok(Self { r#type, title, status, detail, instance, extensions: members })
    }
}

impl Serialize for ProblemDetails {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |text: &Option<String>| text.as_deref().map(Json::from);
        let members = [
            ("type", text(&self.r#type)),
            ("title", text(&self.title)),
            ("status", self.status.map(Json::from)),
            ("detail", text(&self.detail)),
            ("instance", text(&self.instance)),
        ];
        let mut problem = serializer.serialize_map(None)?;
        for (name, value) in &members {
            if let Some(value) = value {
                problem.serialize_entry(name, value)?;
            }
        }
        for (name, value) in &self.extensions {
            if !members.iter().any(|(member, _)| member == name) {
                problem.serialize_entry(name, value)?;
            }
        }
        problem.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ProblemDetails {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProblemDetails".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        // The path that users know, since names in documents are made of it.
        "endpoint_runtime::ProblemDetails".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Problem details (RFC 9457).",
            "type": "object",
            "properties": {
                "type": { "description": "The URI of the problem's type; `about:blank` if it is absent.", "type": "string" },
                "title": { "description": "The summary of the type.", "type": "string" },
                "status": {
                    "description": "The status, repeated.",
                    "type": "integer",
                    "minimum": 100,
                    "maximum": 599
                },
                "detail": { "description": "The explanation of this occurrence.", "type": "string" },
                "instance": { "description": "The URI of this occurrence.", "type": "string" }
            },
            "additionalProperties": true
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_another_type_are_ignored_and_others_are_kept() {
        let text = r#"{"status": "400", "title": null, "type": 7, "detail": "no", "balance": 1.10}"#;
        let problem: ProblemDetails = serde_json::from_str(text).unwrap();
        assert_eq!((problem.status, &problem.title, &problem.r#type), (None, &None, &None));
        assert_eq!(serde_json::to_string(&problem).unwrap(), r#"{"detail":"no","balance":1.10}"#);
    }

    #[test]
    fn an_extension_never_repeats_a_member() {
        let mut problem = ProblemDetails::new("no");
        problem.extensions.insert("status", 7);
        problem.extensions.insert("detail", "other");
        assert_eq!(serde_json::to_string(&problem).unwrap(), r#"{"detail":"no"}"#);
    }
}

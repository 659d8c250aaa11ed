//! The constant headers and fields of an endpoint.

use super::{BodyFormat, Metadata};
use crate::json::Json;

impl Metadata {
    /// Returns the value of the constant header of this name, ignoring ASCII case.
    #[must_use]
    pub fn fixed_header(&self, name: &str) -> Option<&'static str> {
        self.fixed_headers.iter().find(|(fixed, _)| fixed.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Returns the names and the values of the constant fields of the body. In a form, all of them are texts.
    pub fn fixed_field_values(&self) -> impl Iterator<Item = (&'static str, Json)> + use<> {
        let is_json = self.body == BodyFormat::Json;
        self.fixed_fields.iter().map(move |(name, value)| {
            // The macro writes valid JSON.
            let json = is_json.then(|| value.parse().ok()).flatten();
            (*name, json.unwrap_or_else(|| Json::from(*value)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::__private::METADATA;

    #[test]
    fn constant_fields_are_json_in_json_and_texts_in_a_form() {
        let values = |body, fixed_fields| {
            let metadata = Metadata { fixed_fields, body, ..METADATA };
            metadata.fixed_field_values().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()
        };
        assert_eq!(values(BodyFormat::Json, &[("a", "true"), ("b", "\"true\"")]), ["a=true", "b=\"true\""]);
        assert_eq!(values(BodyFormat::Form, &[("a", "true")]), ["a=\"true\""]);
    }

    #[test]
    fn the_name_of_a_constant_header_is_compared_without_case() {
        let metadata = Metadata { fixed_headers: &[("X-Api-Version", "2")], ..METADATA };
        assert_eq!(metadata.fixed_header("x-api-version"), Some("2"));
        assert_eq!(metadata.fixed_header("x-api"), None);
    }
}

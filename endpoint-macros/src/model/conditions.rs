//! The conditions by which endpoints with one method and path are distinguished.

use super::{Binding, Endpoint, QueryValue};
use crate::percent;

impl Endpoint {
    /// Returns the conditions by which a server tells this endpoint from others with its method and path: constant headers, query pairs
    /// and fields, and required keys of the query.
    pub(crate) fn route_conditions(&self) -> Vec<(String, Vec<u8>)> {
        let headers = self.fixed_headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
        let headers = headers.filter(|(name, _)| name != "accept");
        let mut conditions: Vec<_> =
            headers.map(|(name, value)| (format!("header {name}"), value.clone().into_bytes())).collect();
        conditions.extend(self.template.query.iter().filter_map(|pair| match &pair.value {
            QueryValue::Literal(value) => Some((format!("pair {}", pair.key), percent::decode(value))),
            QueryValue::Absent => Some((format!("pair {}", pair.key), Vec::new())),
            QueryValue::Argument(_) => None,
        }));
        conditions.extend(self.arguments.iter().filter_map(|argument| match &argument.binding {
            Binding::Query(key) if argument.is_required() => Some((format!("key {key}"), Vec::new())),
            _ => None,
        }));
        let fields = self.fixed_fields.iter();
        conditions.extend(fields.map(|(name, value)| (format!("field {name}"), value.clone().into_bytes())));
        conditions.sort();
        conditions
    }
}

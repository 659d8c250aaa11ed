//! The conditions by which endpoints with one method and path are distinguished.

use std::{borrow::Cow, cmp::Reverse, fmt};

use super::{Metadata, ParameterLocation, QueryValue};

/// The conditions by which endpoints with one method and path are distinguished: the constants of the query, the headers and the body,
/// and the keys of the query that every call has.
///
/// `Accept` is none of them: it lists what the caller understands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RouteConditions {
    /// The constant headers, with their names in lower case, in alphabetical order.
    pub headers: Vec<(String, &'static str)>,
    /// The constant pairs of the query, decoded, in alphabetical order.
    pub pairs: Vec<(String, String)>,
    /// The keys of required parameters in the query, decoded, in alphabetical order.
    pub keys: Vec<Cow<'static, str>>,
    /// The constant fields of the body, as in [`Metadata::fixed_fields`], in alphabetical order.
    pub fields: Vec<(&'static str, &'static str)>,
}

impl RouteConditions {
    /// Returns the conditions of an endpoint.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        let headers = metadata.fixed_headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), *value));
        let mut headers: Vec<_> = headers.filter(|(name, _)| name != "accept").collect();
        let mut pairs = metadata.fixed_query();
        let required: Vec<_> = metadata
            .parameters()
            .filter(|parameter| parameter.location == ParameterLocation::Query && parameter.required)
            .collect();
        let key = |value| match value {
            QueryValue::Parameter(name) => required.iter().find(|parameter| parameter.name == name),
            QueryValue::Fixed(_) | QueryValue::Absent => None,
        };
        let keys = metadata.query_pairs().filter_map(|pair| Some(Cow::Borrowed(key(pair.value)?.wire_name)));
        let mut keys: Vec<_> = keys.collect();
        headers.sort_unstable();
        pairs.sort_unstable();
        keys.sort_unstable();
        let mut fields = metadata.fixed_fields.to_vec();
        fields.sort_unstable();
        Self { headers, pairs, keys, fields }
    }

    /// Returns the conditions without those of the body, for a server that does not read it.
    #[must_use]
    pub fn of_head(metadata: &Metadata) -> Self {
        Self { fields: Vec::new(), ..Self::of(metadata) }
    }

    /// Returns the key by which the conditions of one path are sorted in the order in which they are tried: those with the most
    /// constants first, then those with the most required keys.
    #[must_use]
    pub fn precedence(&self) -> impl Ord + use<> {
        Reverse((self.headers.len() + self.pairs.len() + self.fields.len(), self.keys.len()))
    }

    /// Returns whether the head of a request fulfills the conditions. `pairs` are those of its query, decoded.
    #[cfg(feature = "server")]
    pub(crate) fn are_met<'q>(
        &self,
        headers: &http::HeaderMap,
        pairs: &(impl Iterator<Item = (&'q str, &'q str)> + Clone),
    ) -> bool {
        self.headers
            .iter()
            .all(|(name, value)| headers.get(name).is_some_and(|given| given.as_bytes() == value.as_bytes()))
            && self.pairs.iter().all(|(key, value)| pairs.clone().any(|given| given == (key, value)))
            && self.keys.iter().all(|key| pairs.clone().any(|(given, _)| given == key))
    }
}

/// Lists the conditions.
impl fmt::Display for RouteConditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.headers.iter().map(|(name, value)| format!("`{name}: {value}`"));
        let pairs = self.pairs.iter().map(|(key, value)| format!("`{key}={value}`"));
        let keys = self.keys.iter().map(|key| format!("`{key}=…`"));
        let fields = self.fields.iter().map(|(name, value)| format!("the field `{name}={value}`"));
        let all: Vec<String> = headers.chain(pairs).chain(keys).chain(fields).collect();
        f.write_str(&all.join(" and "))
    }
}

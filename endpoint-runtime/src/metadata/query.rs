//! The pairs of an endpoint's query.

use super::Metadata;

/// A pair of an endpoint's query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryPair {
    /// The key as it is sent: percent-encoded as in the template.
    pub key: &'static str,
    /// The value.
    pub value: QueryValue,
}

impl QueryPair {
    /// Returns whether the pair has this key, which is not encoded.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        crate::percent::decode(self.key).is_ok_and(|decoded| decoded == key)
    }
}

/// The value of a [`QueryPair`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryValue {
    /// A literal as it is sent: percent-encoded as in the template.
    Fixed(&'static str),
    /// No value: the key is sent without `=`.
    Absent,
    /// The name of the parameter that has the value. The pair is left out without a value, and repeated for each of several.
    Parameter(&'static str),
}

impl Metadata {
    /// Returns the pairs of the query in the order in which they are declared and sent.
    pub fn query_pairs(&self) -> impl Iterator<Item = QueryPair> + use<> {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| {
            let Some((key, value)) = pair.split_once('=') else {
                return QueryPair { key: pair, value: QueryValue::Absent };
            };
            let argument = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            QueryPair { key, value: argument.map_or(QueryValue::Fixed(value), QueryValue::Parameter) }
        })
    }

    /// Returns the query pairs that every call sends, as `(key, value)`, decoded. The value of a key without one is empty.
    #[cfg(any(feature = "schema", feature = "server"))]
    #[must_use]
    pub fn fixed_query(&self) -> Vec<(String, String)> {
        // The macro accepts only escapes of UTF-8.
        let decoded = |text: &str| crate::percent::decode(text).map_or_else(|_| text.to_owned(), Into::into);
        let fixed = self.query_pairs().filter_map(|pair| match pair.value {
            QueryValue::Fixed(value) => Some((decoded(pair.key), decoded(value))),
            QueryValue::Absent => Some((decoded(pair.key), String::new())),
            QueryValue::Parameter(_) => None,
        });
        fixed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::__private::METADATA;

    #[test]
    fn pairs_keep_the_order_and_the_spelling_of_the_template() {
        let metadata = Metadata { query: "watch=true&$top=<top>&a%5B%5D=b%20c&empty=&uploads", ..METADATA };
        let pairs: Vec<_> = metadata.query_pairs().map(|pair| (pair.key, pair.value)).collect();
        let expected = [
            ("watch", QueryValue::Fixed("true")),
            ("$top", QueryValue::Parameter("top")),
            ("a%5B%5D", QueryValue::Fixed("b%20c")),
            ("empty", QueryValue::Fixed("")),
            ("uploads", QueryValue::Absent),
        ];
        assert_eq!(pairs, expected);
        assert_eq!(METADATA.query_pairs().count(), 0);
    }

    #[test]
    #[cfg(any(feature = "schema", feature = "server"))]
    fn fixed_pairs_are_decoded() {
        let metadata = Metadata { query: "$top=<top>&a%5B%5D=b%20c&uploads", ..METADATA };
        let expected = [("a[]".to_owned(), "b c".to_owned()), ("uploads".to_owned(), String::new())];
        assert_eq!(metadata.fixed_query(), expected);
    }
}

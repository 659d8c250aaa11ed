//! Templates: `/segment/<name>/…?<name>&key=<name>&key=literal&key`.

use crate::percent;

/// A template, in the order in which it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Template {
    /// The parts between the slashes; after a trailing slash, the last is an empty literal.
    pub(crate) segments: Vec<Segment>,
    pub(crate) query: Vec<QueryPair>,
}

/// A segment of the path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Segment {
    /// A literal as written, percent-encoded where it must be.
    Literal(String),
    /// The name of an argument.
    Argument(String),
}

impl Segment {
    pub(crate) fn argument_name(&self) -> Option<&str> {
        match self {
            Self::Argument(name) => Some(name),
            Self::Literal(_) => None,
        }
    }
}

/// A pair of the query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryPair {
    /// The key, decoded.
    pub(crate) key: String,
    /// The key as it is sent, percent-encoded where it must be.
    pub(crate) written_key: String,
    pub(crate) value: QueryValue,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum QueryValue {
    /// A literal as written, percent-encoded where it must be.
    Literal(String),
    /// The name of an argument.
    Argument(String),
    /// No value: the key is sent without `=`.
    Absent,
}

impl Template {
    /// Returns the names of all arguments, path first.
    pub(crate) fn argument_names(&self) -> impl Iterator<Item = &str> {
        let path = self.segments.iter().filter_map(Segment::argument_name);
        path.chain(self.query.iter().filter_map(|pair| match &pair.value {
            QueryValue::Argument(name) => Some(name.as_str()),
            QueryValue::Literal(_) | QueryValue::Absent => None,
        }))
    }

    /// Returns the path as declared, without the query.
    pub(crate) fn path(&self) -> String {
        self.join(str::to_owned, |name| format!("<{name}>"))
    }

    /// Returns the path with its literals encoded in one way and without the names of its parameters: two endpoints with
    /// the same key serve the same requests.
    pub(crate) fn route_key(&self) -> String {
        self.join(|literal| percent::encode(percent::decode(literal)), |_| "<>".to_owned())
    }

    fn join(&self, literal: impl Fn(&str) -> String, argument: impl Fn(&str) -> String) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => format!("/{}", literal(text)),
                Segment::Argument(name) => format!("/{}", argument(name)),
            })
            .collect()
    }

    /// Returns the query as declared, with a key in each pair.
    pub(crate) fn query(&self) -> String {
        let pairs = self.query.iter().map(|QueryPair { written_key, value, .. }| match value {
            QueryValue::Literal(literal) => format!("{written_key}={literal}"),
            QueryValue::Argument(name) => format!("{written_key}=<{name}>"),
            QueryValue::Absent => written_key.clone(),
        });
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Returns the text before, between and after the path's parameters.
    pub(crate) fn literals(&self) -> Vec<String> {
        let mut literals = vec![String::new()];
        for segment in &self.segments {
            let Some(last) = literals.last_mut() else { break };
            last.push('/');
            match segment {
                Segment::Literal(text) => last.push_str(text),
                Segment::Argument(_) => literals.push(String::new()),
            }
        }
        literals
    }
}

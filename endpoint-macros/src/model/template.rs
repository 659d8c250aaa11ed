//! Templates: `/segment/<name>/…?<name>&key=<name>&key=literal&key`.

use crate::percent;

/// A template, in the order in which it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Template {
    /// The parts between the slashes; after a trailing slash, the last is an empty literal.
    pub(crate) segments: Vec<Segment>,
    pub(crate) query: Vec<QueryPair>,
    /// The argument that is the URL, in place of a path.
    pub(crate) url: Option<String>,
}

/// A segment of the path, or several with `<name..>`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Segment {
    /// A literal as written, percent-encoded where it must be.
    Literal(String),
    /// The name of an argument.
    Argument(String),
    /// Arguments with literals before, between or after them, or `<name..>`.
    Mixed(Vec<Piece>),
}

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// A literal as written, percent-encoded where it must be.
    Literal(String),
    /// The name of an argument.
    Argument(String),
    /// `<name..>`: the name of an argument that is one or more segments.
    Several(String),
}

impl Segment {
    pub(crate) fn argument_names(&self) -> impl Iterator<Item = &str> {
        let (whole, pieces) = match self {
            Self::Literal(_) => (None, &[][..]),
            Self::Argument(name) => (Some(name.as_str()), &[][..]),
            Self::Mixed(pieces) => (None, pieces.as_slice()),
        };
        whole.into_iter().chain(pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(_) => None,
            Piece::Argument(name) | Piece::Several(name) => Some(name.as_str()),
        }))
    }

    /// Returns the name in `<name..>`.
    pub(crate) fn several(&self) -> Option<&str> {
        let Self::Mixed(pieces) = self else { return None };
        pieces.iter().find_map(|piece| if let Piece::Several(name) = piece { Some(name.as_str()) } else { None })
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
        let path = self.segments.iter().flat_map(Segment::argument_names);
        self.url.as_deref().into_iter().chain(path).chain(self.query.iter().filter_map(|pair| match &pair.value {
            QueryValue::Argument(name) => Some(name.as_str()),
            QueryValue::Literal(_) | QueryValue::Absent => None,
        }))
    }

    /// Returns the path as declared, without the query.
    pub(crate) fn path(&self) -> String {
        match &self.url {
            Some(url) => format!("<{url}>"),
            None => self.join(str::to_owned, str::to_owned, |name| format!("<{name}>")),
        }
    }

    /// Returns whether the argument is one or more segments of the path.
    pub(crate) fn is_several(&self, argument: &str) -> bool {
        self.segments.iter().any(|segment| segment.several() == Some(argument))
    }

    /// Returns the path with its literals encoded in one way and without the names of its parameters: two endpoints with
    /// the same key serve the same requests.
    pub(crate) fn route_key(&self) -> String {
        let argument = |name: &str| if name.ends_with("..") { "<..>".to_owned() } else { "<>".to_owned() };
        self.join(|literal| percent::encode(percent::decode(literal)), percent::normalize, argument)
    }

    /// Joins the segments. `literal` writes a whole segment, `piece` a literal beside an argument, and `argument` a name, with
    /// its `..`.
    fn join(
        &self,
        literal: impl Fn(&str) -> String,
        piece: impl Fn(&str) -> String,
        argument: impl Fn(&str) -> String,
    ) -> String {
        let written = |part: &Piece| match part {
            Piece::Literal(text) => piece(text),
            Piece::Argument(name) => argument(name),
            Piece::Several(name) => argument(&format!("{name}..")),
        };
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => format!("/{}", literal(text)),
                Segment::Argument(name) => format!("/{}", argument(name)),
                Segment::Mixed(pieces) => format!("/{}", pieces.iter().map(written).collect::<String>()),
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
            push(&mut literals, "/");
            match segment {
                Segment::Literal(text) => push(&mut literals, text),
                Segment::Argument(_) => literals.push(String::new()),
                Segment::Mixed(pieces) => {
                    for piece in pieces {
                        match piece {
                            Piece::Literal(text) => push(&mut literals, text),
                            Piece::Argument(_) | Piece::Several(_) => literals.push(String::new()),
                        }
                    }
                }
            }
        }
        literals
    }
}

/// Appends to the last text.
fn push(literals: &mut [String], text: &str) {
    if let Some(last) = literals.last_mut() {
        last.push_str(text);
    }
}

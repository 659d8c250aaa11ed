//! The kinds of groups of parameters.

/// The part of the request that a group of parameters is sent in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum GroupKind {
    /// `#[headers]`, of a struct that derives `Headers`.
    Headers,
    /// `#[query]`, of a struct that derives `Query`.
    Query,
}

impl GroupKind {
    pub(crate) const ALL: [Self; 2] = [Self::Headers, Self::Query];

    /// Returns the name of the derive, which is that of the runtime's trait.
    pub(crate) fn derive(self) -> &'static str {
        match self {
            Self::Headers => "Headers",
            Self::Query => "Query",
        }
    }

    /// Returns the name of the attribute on an argument and on the struct.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Query => "query",
        }
    }

    /// Returns the name of such a group in messages.
    pub(crate) fn group(self) -> &'static str {
        match self {
            Self::Headers => "header group",
            Self::Query => "query group",
        }
    }

    /// Returns the name of the group's parameters in messages.
    pub(crate) fn parameters(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Query => "query parameters",
        }
    }
}

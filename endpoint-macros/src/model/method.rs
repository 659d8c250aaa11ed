//! HTTP methods.

/// An HTTP method.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    /// Another one, in upper case.
    Other(String),
}

/// Further methods that are written often, and a typing mistake away from these.
pub(crate) const FREQUENT: [&str; 6] = ["PROPFIND", "PROPPATCH", "PURGE", "QUERY", "REPORT", "SEARCH"];

/// The methods besides the [usual ones](Method::ALL) that the IANA registry of HTTP methods names idempotent.
const IDEMPOTENT: [&str; 28] = [
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PROPFIND",
    "PROPPATCH",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "VERSION-CONTROL",
];

impl Method {
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("GET", Self::Get),
        ("HEAD", Self::Head),
        ("POST", Self::Post),
        ("PUT", Self::Put),
        ("PATCH", Self::Patch),
        ("DELETE", Self::Delete),
        ("OPTIONS", Self::Options),
    ];

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => Self::ALL.iter().find(|(_, method)| method == known).map_or("", |(name, _)| name),
        }
    }

    /// Returns whether an argument that is bound to nothing else is a field of the body.
    pub(crate) fn has_fields(&self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    /// RFC 9110, section 9.3.2: content in a HEAD has no meaning, and some servers reject it. Some APIs read that of a GET.
    pub(crate) fn allows_body(&self) -> bool {
        !matches!(self, Self::Head)
    }

    /// RFC 9110, section 9.2.2, and the IANA registry of HTTP methods.
    pub(crate) fn is_idempotent(&self) -> bool {
        match self {
            Self::Post | Self::Patch => false,
            Self::Other(name) => IDEMPOTENT.contains(&name.as_str()),
            _ => true,
        }
    }
}

//! The routes that the gateway serves itself: the pages at `/` and below `/-/`, the health check and the control API.

use endpoint_runtime::http::Method;

/// A route of the gateway itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltinRoute<'p> {
    /// A page, or a file that belongs to the pages.
    Page,
    /// The health check.
    Health,
    /// The status of the providers' credentials.
    Status,
    /// The credential of the provider of this name.
    Credential(&'p str),
    /// The code of a call with the values of a page.
    Snippet,
}

impl<'p> BuiltinRoute<'p> {
    /// The names of all routes in audit lines and metrics.
    pub(crate) const ACTIONS: [&'static str; 5] = [
        Self::Page.action(),
        Self::Health.action(),
        Self::Status.action(),
        Self::Credential("").action(),
        Self::Snippet.action(),
    ];

    /// The methods that preflights of listed origins are allowed.
    pub(crate) const CORS_METHODS: &'static [Method] = &[Method::GET, Method::HEAD, Method::PUT];

    /// Finds the route of a path. Returns `None` for a path of an operation.
    pub(crate) fn find(path: &'p str) -> Option<Self> {
        Some(match path {
            "/-/health" => Self::Health,
            "/-/status" => Self::Status,
            "/-/snippet" => Self::Snippet,
            "/" | "/-" => Self::Page,
            _ => match path.strip_prefix("/-/")?.strip_prefix("credentials/") {
                Some(provider) => Self::Credential(provider),
                None => Self::Page,
            },
        })
    }

    /// Returns whether the gateway has to identify the caller.
    pub(crate) const fn needs_caller(self) -> bool {
        matches!(self, Self::Status | Self::Credential(_))
    }

    /// Returns the name of the route in audit lines and metrics.
    pub(crate) const fn action(self) -> &'static str {
        match self {
            Self::Page => "gateway.page",
            Self::Health => "gateway.health",
            Self::Status => "gateway.status",
            Self::Credential(_) => "gateway.credential",
            Self::Snippet => "gateway.snippet",
        }
    }

    /// Returns the methods that the route supports.
    pub(crate) const fn methods(self) -> &'static [Method] {
        match self {
            Self::Page | Self::Health | Self::Status => &[Method::GET, Method::HEAD],
            Self::Credential(_) => &[Method::PUT],
            Self::Snippet => &[Method::POST],
        }
    }

    /// Returns the path template of the route. Pages have many paths, and no template.
    pub(crate) const fn template(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Health => Some("/-/health"),
            Self::Status => Some("/-/status"),
            Self::Credential(_) => Some("/-/credentials/<provider>"),
            Self::Snippet => Some("/-/snippet"),
        }
    }
}

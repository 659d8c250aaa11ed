//! The context of a request: its target and its caller.

use endpoint_runtime::http::{HeaderMap, StatusCode, request::Parts};
use tokio::time::Instant;
use tracing::Span;

use crate::{
    DeclaredRoute, Exchange, Problem, builtin_routes::BuiltinRoute, callers::Caller, request::PathValues,
    response::ResponsePolicy,
};

/// The target of a request.
pub(crate) enum Target<'a> {
    /// A CORS preflight, and the headers of its response.
    Preflight(HeaderMap),
    /// A built-in route, and the provider that it is about.
    Builtin { route: BuiltinRoute<'a>, provider: Option<&'a str> },
    /// A declared operation, and the decoded values in the request's path.
    Operation { declared: &'a DeclaredRoute, values: PathValues<'a> },
    /// No operation. Only an admitted caller gets the problem that says so.
    Undeclared(Problem),
}

impl Target<'_> {
    /// Returns whether the gateway has to identify the caller.
    pub(crate) fn needs_caller(&self) -> bool {
        match self {
            Self::Preflight(_) => false,
            Self::Builtin { route, .. } => route.needs_caller(),
            Self::Operation { .. } | Self::Undeclared(_) => true,
        }
    }
}

/// The facts about a request that are known before its response. Nothing is added later.
pub(crate) struct RequestContext<'a> {
    pub(crate) head: &'a Parts,
    pub(crate) span: &'a Span,
    pub(crate) started: Instant,
    /// The target, or the problem of an ambiguous request.
    pub(crate) target: Result<Target<'a>, Problem>,
    /// The caller, or the problem of one that was not admitted. `None` where the target needs no caller.
    pub(crate) caller: Option<Result<Caller, Problem>>,
}

impl<'a> RequestContext<'a> {
    /// Returns the caller.
    ///
    /// # Errors
    /// The problem of a caller that was not admitted.
    pub(crate) fn caller(&self) -> Result<&Caller, Problem> {
        let unknown = || Problem::new(StatusCode::UNAUTHORIZED, "no_caller", "the gateway did not identify the caller");
        self.caller.as_ref().ok_or_else(unknown)?.as_ref().map_err(Problem::clone)
    }

    /// Returns the policy of the response. It is stricter if the response is a problem.
    pub(crate) fn response_policy(&self, is_problem: bool) -> ResponsePolicy {
        match self.route() {
            Some(BuiltinRoute::Page) if !is_problem => ResponsePolicy::Page,
            Some(BuiltinRoute::Health) if !is_problem => ResponsePolicy::Probe,
            _ => ResponsePolicy::Hardened,
        }
    }

    /// Returns the built-in route that the request is for.
    pub(crate) fn route(&self) -> Option<BuiltinRoute<'a>> {
        match &self.target {
            Ok(Target::Builtin { route, .. }) => Some(*route),
            _ => None,
        }
    }

    /// Describes the request and its response to observers.
    pub(crate) fn exchange(&self, status: StatusCode, problem: Option<&'static str>) -> Exchange<'_> {
        let (operation, provider) = match &self.target {
            Ok(Target::Operation { declared, .. }) => (Some(*declared), None),
            Ok(Target::Builtin { provider, .. }) => (None, *provider),
            _ => (None, None),
        };
        Exchange {
            method: &self.head.method,
            caller: self.caller.as_ref().and_then(|caller| caller.as_ref().ok()),
            operation,
            action: self.route().map(BuiltinRoute::action),
            provider,
            status,
            problem,
            duration: self.started.elapsed(),
        }
    }
}

//! A request with its target and its caller, as they are known before it is answered.

use endpoint_runtime::{
    http::{HeaderMap, StatusCode, request::Parts},
    server::tree::PathSegment,
};
use tokio::time::Instant;
use tracing::Span;

use crate::{
    DeclaredRoute, Exchange, Problem, builtin_routes::BuiltinRoute, callers::Caller, response::ResponsePolicy,
};

/// The target of a request.
pub(crate) enum Target<'a> {
    /// A question that a browser asks before a request, with the headers that answer it.
    Preflight(HeaderMap),
    /// A route of the gateway itself, and the provider that it is provider.
    Builtin { route: BuiltinRoute<'a>, provider: Option<&'a str> },
    /// A declared operation, and the decoded segments of the path.
    Operation { declared: &'a DeclaredRoute, segments: Vec<PathSegment<'a>> },
    /// No operation. Only a caller who was admitted learns so.
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

/// Everything that is known of a request before it is answered. Nothing is added to it later.
pub(crate) struct RequestContext<'a> {
    pub(crate) head: &'a Parts,
    pub(crate) span: &'a Span,
    pub(crate) started: Instant,
    /// The target, or the answer to a request that is ambiguous.
    pub(crate) target: Result<Target<'a>, Problem>,
    /// The caller, or the answer to one who was not admitted. `None` where the target needs none.
    pub(crate) caller: Option<Result<Caller, Problem>>,
}

impl<'a> RequestContext<'a> {
    /// Returns the caller.
    ///
    /// # Errors
    /// The answer to a caller who was not admitted.
    pub(crate) fn caller(&self) -> Result<&Caller, Problem> {
        let unasked = || Problem::new(StatusCode::UNAUTHORIZED, "no_caller", "the gateway did not ask who is calling");
        self.caller.as_ref().ok_or_else(unasked)?.as_ref().map_err(Problem::clone)
    }

    /// Returns the policy of the response, which is a stricter one where the response is a problem.
    pub(crate) fn response_policy(&self, is_problem: bool) -> ResponsePolicy {
        match self.route() {
            Some(BuiltinRoute::Page) if !is_problem => ResponsePolicy::Page,
            Some(BuiltinRoute::Health) if !is_problem => ResponsePolicy::Probe,
            _ => ResponsePolicy::Hardened,
        }
    }

    /// Returns the route of the gateway itself that the request is for.
    pub(crate) fn route(&self) -> Option<BuiltinRoute<'a>> {
        match &self.target {
            Ok(Target::Builtin { route, .. }) => Some(*route),
            _ => None,
        }
    }

    /// Describes the request and its answer to observers.
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

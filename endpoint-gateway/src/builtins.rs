//! The responses of the built-in routes.

use std::{sync::Arc, time::Duration};

use endpoint_runtime::http::{HeaderValue, Method, Response, StatusCode, header, request::Parts};
use hyper::body::Incoming;

use crate::{
    Admission, GatewayError, Pages, Problem, Upstream, builtin_routes::BuiltinRoute, control::Control,
    download::Download, request_context::RequestContext,
};

/// The pages and the control API, which the gateway serves in addition to the operations.
pub(crate) struct Builtins {
    pub(crate) pages: Option<Pages>,
    pub(crate) control: Control,
    pub(crate) admission: Arc<dyn Admission>,
    /// The timeout from the head of a request to the end of its body.
    pub(crate) body_timeout: Duration,
}

impl Builtins {
    /// Returns the provider that a route is about, if the gateway serves it.
    pub(crate) fn provider(&self, route: BuiltinRoute<'_>) -> Option<&str> {
        match route {
            BuiltinRoute::Credential(name) => Some(&self.control.upstream(name).ok()?.provider().name),
            _ => None,
        }
    }

    /// Responds to a request for a built-in route.
    pub(crate) async fn respond(
        &self,
        route: BuiltinRoute<'_>,
        context: &RequestContext<'_>,
        body: Incoming,
    ) -> Result<Response<Download>, Problem> {
        let RequestContext { head, started, .. } = context;
        match route {
            BuiltinRoute::Page => {
                self.check_page(head)?;
                check_method(route, head)?;
                self.page(head)
            }
            BuiltinRoute::Health => {
                if let Some(hosts) = self.admission.host_policy() {
                    hosts.check_host(&head.uri, &head.headers)?;
                }
                check_method(route, head)?;
                Ok(no_content())
            }
            BuiltinRoute::Status => {
                let caller = context.caller()?;
                check_method(route, head)?;
                let _permit = self.admission.enter(caller, route.action())?;
                json(&self.control.status(caller.scopes().admin()))
            }
            BuiltinRoute::Credential(name) => {
                let caller = context.caller()?;
                let upstream = self.control.upstream(name)?;
                check_method(route, head)?;
                caller.may_administer()?;
                let _permit = self.admission.enter(caller, route.action())?;
                json(&self.control.put(upstream, head, body, *started + self.body_timeout).await?)
            }
            BuiltinRoute::Snippet => {
                self.check_page(head)?;
                let pages = self.pages.as_ref().ok_or_else(no_page)?;
                check_method(route, head)?;
                json(&pages.snippets(head, body, *started + self.body_timeout).await?)
            }
        }
    }

    fn check_page(&self, head: &Parts) -> Result<(), Problem> {
        if let Some(hosts) = self.admission.host_policy() {
            hosts.check_page(head)?;
        }
        Ok(())
    }

    fn page(&self, head: &Parts) -> Result<Response<Download>, Problem> {
        let response = self.pages.as_ref().and_then(|pages| pages.respond(head)).ok_or_else(no_page)?;
        Ok(response.map(Download::Gateway))
    }
}

/// Refuses an operation whose path is that of a built-in route.
pub(crate) fn check_operations(upstreams: &[Upstream]) -> Result<(), GatewayError> {
    for provider in upstreams.iter().map(Upstream::provider) {
        for operation in provider.operations() {
            let template = operation.metadata.template;
            if BuiltinRoute::find(template.split('?').next().unwrap_or(template)).is_some() {
                let operation = format!("{} {}", provider.name, operation.metadata.id);
                return Err(GatewayError::Reserved { operation, template });
            }
        }
    }
    Ok(())
}

fn no_page() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "no_page",
        "the gateway has no such page; `/` lists the pages, where it serves any",
    )
}

fn check_method(route: BuiltinRoute<'_>, head: &Parts) -> Result<(), Problem> {
    if route.methods().contains(&head.method) {
        return Ok(());
    }
    let allowed: Vec<&str> = route.methods().iter().map(Method::as_str).collect();
    Err(Problem::method_not_allowed("method", "this path of the gateway supports only", &allowed))
}

/// Returns an empty response with status 204.
pub(crate) fn no_content() -> Response<Download> {
    let mut response = Response::new(Download::Gateway(bytes::Bytes::new()));
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

fn json(value: &impl serde::Serialize) -> Result<Response<Download>, Problem> {
    let failed = |_| {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "the gateway could not write its response; report this as a fault",
        )
    };
    let mut response = Response::new(Download::Gateway(serde_json::to_vec(value).map_err(failed)?.into()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

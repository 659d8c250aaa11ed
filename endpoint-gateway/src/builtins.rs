//! The answers of the gateway's own routes.

use endpoint_runtime::http::{HeaderValue, Method, Response, StatusCode, header, request::Parts};
use hyper::body::Incoming;
use tokio::time::Instant;

use crate::{
    CredentialSource, Gateway, GatewayError, Pages, Problem, Upstream, body::Download, builtin_routes::BuiltinRoute,
    control::Control, gateway::Seen,
};

/// How an answer is kept from doing something on the gateway's origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Guise {
    /// It may do nothing.
    #[default]
    Hardened,
    /// It brings its own policy.
    Page,
    /// It holds nothing, and pages of any origin may see that it is there.
    Probe,
}

/// The pages and the control that the gateway serves beside the operations.
#[derive(Debug)]
pub(crate) struct Builtins {
    pages: Option<Pages>,
    control: Control,
}

impl Builtins {
    pub(crate) fn new(
        pages: Option<Pages>,
        upstreams: Vec<Upstream>,
        credentials: &dyn CredentialSource,
    ) -> Result<Self, GatewayError> {
        for provider in upstreams.iter().map(Upstream::provider) {
            for operation in provider.operations() {
                let template = operation.metadata.template;
                if BuiltinRoute::find(template.split('?').next().unwrap_or(template)).is_some() {
                    let operation = format!("{} {}", provider.name, operation.metadata.id);
                    return Err(GatewayError::Reserved { operation, template });
                }
            }
        }
        let control = Control::new(upstreams);
        control.check(credentials)?;
        Ok(Self { pages, control })
    }
}

impl Gateway {
    /// Answers a request for one of the gateway's own routes.
    pub(crate) async fn answer_builtin<'a>(
        &'a self,
        route: BuiltinRoute<'_>,
        head: &Parts,
        body: Incoming,
        seen: &mut Seen<'a>,
        started: Instant,
    ) -> Result<Response<Download>, Problem> {
        seen.route = Some(route.without_name());
        match route {
            BuiltinRoute::Page => self.page(head, seen),
            BuiltinRoute::Health => {
                self.admission().admit_probe(head)?;
                check_method(route, head)?;
                seen.guise = Guise::Probe;
                let mut answer = Response::new(Download::Own(bytes::Bytes::new()));
                *answer.status_mut() = StatusCode::NO_CONTENT;
                Ok(answer)
            }
            BuiltinRoute::Status => {
                let caller = self.admission().admit(head, None)?;
                seen.caller = Some(caller.clone());
                check_method(route, head)?;
                let is_admin = self.admission().administer(&caller).is_ok();
                let _entered = self.admission().enter_own(caller, route.action())?;
                json(&self.builtins().control.status(self.credentials(), is_admin))
            }
            BuiltinRoute::Credential(name) => {
                let caller = self.admission().admit(head, None)?;
                seen.caller = Some(caller.clone());
                let upstream = self.builtins().control.upstream(name)?;
                seen.about = Some(&upstream.provider().name);
                check_method(route, head)?;
                self.admission().administer(&caller)?;
                let _entered = self.admission().enter_own(caller, route.action())?;
                let until = started + self.bounds().head;
                json(&self.builtins().control.put(upstream, self.credentials(), head, body, until).await?)
            }
            BuiltinRoute::Snippet => {
                self.admission().admit_page(head)?;
                let pages = self.builtins().pages.as_ref().ok_or_else(no_page)?;
                check_method(route, head)?;
                json(&pages.snippets(head, body, started + self.bounds().head).await?)
            }
        }
    }

    fn page(&self, head: &Parts, seen: &mut Seen<'_>) -> Result<Response<Download>, Problem> {
        self.admission().admit_page(head)?;
        check_method(BuiltinRoute::Page, head)?;
        let answer = self.builtins().pages.as_ref().and_then(|pages| pages.answer(head)).ok_or_else(no_page)?;
        seen.guise = Guise::Page;
        Ok(answer.map(Download::Own))
    }
}

fn no_page() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_page", "the gateway has no such page; `/` lists them")
}

fn check_method(route: BuiltinRoute<'_>, head: &Parts) -> Result<(), Problem> {
    if route.methods().contains(&head.method) {
        return Ok(());
    }
    let allowed = route.methods().iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
    let problem =
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", format!("this path of the gateway takes {allowed}"));
    Err(match HeaderValue::try_from(allowed) {
        Ok(allowed) => problem.with_header(header::ALLOW, allowed),
        Err(_) => problem,
    })
}

fn json(value: &impl serde::Serialize) -> Result<Response<Download>, Problem> {
    let failed = |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the gateway could not write JSON");
    let mut answer = Response::new(Download::Own(serde_json::to_vec(value).map_err(failed)?.into()));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(answer)
}

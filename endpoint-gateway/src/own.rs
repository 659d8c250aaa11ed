//! What the gateway serves of its own: the pages at `/` and below `/-/`, whether it is there, and its control.

use endpoint_runtime::http::{HeaderValue, Method, Response, StatusCode, header, request::Parts};
use hyper::body::Incoming;
use tokio::time::Instant;

use crate::{
    CredentialSource, Gateway, GatewayError, Pages, Problem, Upstream, body::Download, control::Control, gateway::Seen,
};

/// What pages of listed origins may send.
pub(crate) const METHODS: &[Method] = &[Method::GET, Method::PUT];

const PAGE: &str = "gateway.page";
const HEALTH: &str = "gateway.health";
const STATUS: &str = "gateway.status";
const CREDENTIAL: &str = "gateway.credential";
pub(crate) const SNIPPET: &str = "gateway.snippet";

/// How audit lines and metrics call what is asked for here.
pub(crate) const ACTIONS: [&str; 5] = [PAGE, HEALTH, STATUS, CREDENTIAL, SNIPPET];

/// The path of what an action asks for, but for pages, which have many.
pub(crate) fn route(action: &str) -> Option<&'static str> {
    match action {
        HEALTH => Some("/-/health"),
        STATUS => Some("/-/status"),
        CREDENTIAL => Some("/-/credentials/<provider>"),
        SNIPPET => Some("/-/snippet"),
        _ => None,
    }
}

/// Whether a path is the gateway's own.
pub(crate) fn is_own(path: &str) -> bool {
    path == "/" || path == "/-" || path.starts_with("/-/")
}

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

/// What is served beside the operations.
#[derive(Debug)]
pub(crate) struct Own {
    pages: Option<Pages>,
    control: Control,
}

enum Place<'p> {
    Page,
    Health,
    Status,
    Credential(&'p str),
    Snippet,
}

impl<'p> Place<'p> {
    fn of(path: &'p str) -> Self {
        match path {
            "/-/health" => Self::Health,
            "/-/status" => Self::Status,
            "/-/snippet" => Self::Snippet,
            _ => path.strip_prefix("/-/credentials/").map_or(Self::Page, Self::Credential),
        }
    }
}

impl Own {
    pub(crate) fn new(
        pages: Option<Pages>,
        upstreams: Vec<Upstream>,
        credentials: &dyn CredentialSource,
    ) -> Result<Self, GatewayError> {
        for provider in upstreams.iter().map(Upstream::provider) {
            for operation in provider.operations() {
                let template = operation.metadata.template;
                if is_own(template.split('?').next().unwrap_or(template)) {
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
    /// Answers a request for something of the gateway's own.
    pub(crate) async fn answer_own<'a>(
        &'a self,
        head: &Parts,
        body: Incoming,
        seen: &mut Seen<'a>,
        started: Instant,
    ) -> Result<Response<Download>, Problem> {
        match Place::of(head.uri.path()) {
            Place::Page => self.page(head, seen),
            Place::Health => {
                seen.action = Some(HEALTH);
                self.admission().admit_probe(head)?;
                takes(head, &[Method::GET, Method::HEAD])?;
                seen.guise = Guise::Probe;
                let mut answer = Response::new(Download::Own(bytes::Bytes::new()));
                *answer.status_mut() = StatusCode::NO_CONTENT;
                Ok(answer)
            }
            Place::Status => {
                seen.action = Some(STATUS);
                let caller = self.admission().admit(head, None)?;
                seen.caller = Some(caller.clone());
                takes(head, &[Method::GET])?;
                let is_admin = self.admission().administer(&caller).is_ok();
                let _entered = self.admission().enter_own(caller, STATUS)?;
                json(&self.own().control.status(self.credentials(), is_admin))
            }
            Place::Credential(name) => {
                seen.action = Some(CREDENTIAL);
                let caller = self.admission().admit(head, None)?;
                seen.caller = Some(caller.clone());
                let upstream = self.own().control.upstream(name)?;
                seen.about = Some(&upstream.provider().name);
                takes(head, &[Method::PUT])?;
                self.admission().administer(&caller)?;
                let _entered = self.admission().enter_own(caller, CREDENTIAL)?;
                let until = started + self.bounds().head;
                json(&self.own().control.put(upstream, self.credentials(), head, body, until).await?)
            }
            Place::Snippet => {
                seen.action = Some(SNIPPET);
                self.admission().admit_page(head)?;
                let pages = self.own().pages.as_ref().ok_or_else(no_page)?;
                takes(head, &[Method::POST])?;
                json(&pages.snippets(head, body, started + self.bounds().head).await?)
            }
        }
    }

    fn page(&self, head: &Parts, seen: &mut Seen<'_>) -> Result<Response<Download>, Problem> {
        seen.action = Some(PAGE);
        self.admission().admit_page(head)?;
        takes(head, &[Method::GET, Method::HEAD])?;
        let answer = self.own().pages.as_ref().and_then(|pages| pages.answer(head)).ok_or_else(no_page)?;
        seen.guise = Guise::Page;
        Ok(answer.map(Download::Own))
    }
}

fn no_page() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_page", "the gateway has no such page; `/` lists them")
}

fn takes(head: &Parts, methods: &[Method]) -> Result<(), Problem> {
    if methods.contains(&head.method) {
        return Ok(());
    }
    let allowed = methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
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

//! What is declared, and the operation of a request.

use std::{fmt, sync::Arc};

use endpoint_runtime::{
    BaseUrl,
    http::{HeaderName, HeaderValue, Method, StatusCode, header::ALLOW, request::Parts},
    metadata::Place,
    provider::{AuthScheme, Operation},
    server::tree::{self, Node, PathSegment, TemplateSegment},
};

use crate::{GatewayError, Problem, Upstream, request};

/// An operation that the gateway lets through.
#[derive(Clone)]
pub struct Declared {
    provider: Arc<str>,
    group: String,
    operation: Operation,
    pieces: Vec<TemplateSegment>,
    headers: Vec<HeaderName>,
    auth: Vec<AuthScheme>,
    base: BaseUrl,
}

impl Declared {
    /// The name of its provider.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    pub(crate) fn shared_provider(&self) -> &Arc<str> {
        &self.provider
    }

    /// The name of its group.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.group
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    pub(crate) fn pieces(&self) -> &[TemplateSegment] {
        &self.pieces
    }

    /// The headers that were declared, but for those that carry the provider's own credential.
    pub(crate) fn headers(&self) -> &[HeaderName] {
        &self.headers
    }

    pub(crate) fn auth(&self) -> &[AuthScheme] {
        &self.auth
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }
}

/// Shows the provider and the operation id.
impl fmt::Debug for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Declared({} {})", self.provider, self.operation.metadata.id)
    }
}

/// Everything that is declared, by method and template.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    declared: Vec<Declared>,
    trees: Vec<(Method, Node<usize>)>,
    /// The segments of the longest template.
    longest: usize,
}

impl Policy {
    pub(crate) fn new(upstreams: &[Upstream]) -> Result<Self, GatewayError> {
        let mut policy = Self::default();
        for upstream in upstreams {
            for group in &upstream.provider.groups {
                for operation in &group.operations {
                    policy.add(declared(upstream, &group.name, operation)?)?;
                }
            }
        }
        if policy.declared.is_empty() { Err(GatewayError::NoOperation) } else { Ok(policy) }
    }

    fn add(&mut self, declared: Declared) -> Result<(), GatewayError> {
        let method = Method::from(declared.operation.metadata.method);
        let place = self.trees.iter().position(|(known, _)| *known == method).unwrap_or_else(|| {
            self.trees.push((method, Node::default()));
            self.trees.len() - 1
        });
        let Some((_, tree)) = self.trees.get_mut(place) else { return Ok(()) };
        let slot = tree.slot(&declared.pieces);
        if let Some(first) = slot.and_then(|first| self.declared.get(first)) {
            let name = |one: &Declared| format!("{} {}", one.provider, one.operation.metadata.id);
            return Err(GatewayError::Route { first: name(first), second: name(&declared) });
        }
        *slot = Some(self.declared.len());
        self.longest = self.longest.max(declared.pieces.len());
        self.declared.push(declared);
        Ok(())
    }

    /// Everything that is declared.
    pub(crate) fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// The operation of a request and the decoded segments of its path.
    pub(crate) fn find<'p>(&self, head: &'p Parts) -> Result<(&Declared, Vec<PathSegment<'p>>), Problem> {
        let path = origin_form(head)?;
        let not_found = || Problem::new(StatusCode::NOT_FOUND, "not_declared", "no declared operation has this path");
        let segments = tree::path_segments(path, self.longest).ok_or_else(not_found)?;
        request::check_segments(&segments)?;
        let found = |method: &Method| {
            let (_, tree) = self.trees.iter().find(|(known, _)| known == method)?;
            self.declared.get(*tree.find(&segments)?)
        };
        if let Some(declared) = found(&head.method) {
            return Ok((declared, segments));
        }
        let methods = self.trees.iter().map(|(method, _)| method).filter(|method| found(method).is_some());
        let allowed: Vec<&str> = methods.map(Method::as_str).collect();
        if allowed.is_empty() {
            return Err(not_found());
        }
        let allowed = allowed.join(", ");
        let problem = Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_declared",
            format!("the operations of this path take {allowed}"),
        );
        Err(match HeaderValue::try_from(allowed) {
            Ok(allowed) => problem.with_header(ALLOW, allowed),
            Err(_) => problem,
        })
    }
}

/// The path of a request whose target is a path, which is what is asked of an origin (RFC 9112, section 3.2.1).
pub(crate) fn origin_form(head: &Parts) -> Result<&str, Problem> {
    let path = head.uri.path();
    if head.uri.scheme().is_some() || head.uri.authority().is_some() || !path.starts_with('/') {
        return Err(Problem::bad_request("target", "the request target is a path that begins with `/`"));
    }
    Ok(path)
}

fn declared(upstream: &Upstream, group: &str, operation: &Operation) -> Result<Declared, GatewayError> {
    let metadata = operation.metadata;
    let auth = if metadata.authenticated { upstream.provider.auth.clone() } else { Vec::new() };
    let is_credential = |name: &HeaderName| {
        let header = |scheme: &AuthScheme| match scheme {
            AuthScheme::ApiKey { header, .. } => name.as_str().eq_ignore_ascii_case(header),
            _ => false,
        };
        auth.iter().any(header)
    };
    let headers = metadata.parameters().filter(|parameter| parameter.place == Place::Header);
    let headers = headers
        .filter_map(|parameter| parameter.wire.parse::<HeaderName>().ok())
        .filter(|name| !is_credential(name) && !request::is_never_passed(name))
        .collect();
    Ok(Declared {
        provider: upstream.provider.name.as_str().into(),
        group: group.to_owned(),
        operation: operation.clone(),
        pieces: tree::template_segments(metadata.template),
        headers,
        auth,
        base: upstream.base_of(operation)?,
    })
}

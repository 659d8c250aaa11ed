//! The allow-list of declared operations, and finding the one of a request.

use endpoint_runtime::{
    http::{HeaderName, Method, StatusCode, header, request::Parts},
    metadata,
    server::tree::{self, MethodTrees, PathSegment},
};

use crate::{DeclaredRoute, GatewayError, Problem, Upstream, callers::is_same_host, request};

/// The allow-list: the declared operations by method and template. GET's serve HEAD, too.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    declared: Vec<DeclaredRoute>,
    trees: MethodTrees<usize>,
    /// The number of segments of the longest template.
    longest: usize,
    methods: Vec<Method>,
    /// The headers of all operations, sorted.
    headers: Vec<HeaderName>,
}

impl Policy {
    pub(crate) fn new(upstreams: &[Upstream]) -> Result<Self, GatewayError> {
        let mut policy = Self::default();
        for upstream in upstreams {
            for group in &upstream.provider.groups {
                for operation in &group.operations {
                    policy.add(DeclaredRoute::new(upstream, &group.name, operation))?;
                }
            }
        }
        if policy.declared.is_empty() {
            return Err(GatewayError::NoOperation);
        }
        policy.methods = policy.trees.served().map(Method::from).collect();
        policy.headers = policy.declared.iter().flat_map(DeclaredRoute::headers).cloned().collect();
        policy.headers.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
        policy.headers.dedup();
        Ok(policy)
    }

    fn add(&mut self, declared: DeclaredRoute) -> Result<(), GatewayError> {
        let slot = self.trees.slot(declared.operation().metadata.method, declared.template_segments());
        if let Some(first) = slot.and_then(|first| self.declared.get(first)) {
            let name = |one: &DeclaredRoute| format!("{} {}", one.provider(), one.operation().metadata.id);
            return Err(GatewayError::Route { first: name(first), second: name(&declared) });
        }
        *slot = Some(self.declared.len());
        self.longest = self.longest.max(declared.template_segments().len());
        self.declared.push(declared);
        Ok(())
    }

    /// Returns every declared operation.
    pub(crate) fn declared(&self) -> &[DeclaredRoute] {
        &self.declared
    }

    /// Returns the methods of all operations.
    pub(crate) fn methods(&self) -> &[Method] {
        &self.methods
    }

    /// Returns the headers of all operations.
    pub(crate) fn headers(&self) -> &[HeaderName] {
        &self.headers
    }

    /// Finds the operation of a request, and decodes the segments of its path.
    pub(crate) fn find<'p>(&self, head: &'p Parts) -> Result<(&DeclaredRoute, Vec<PathSegment<'p>>), Problem> {
        let path = path_of(head)?;
        let not_found = || {
            Problem::new(
                StatusCode::NOT_FOUND,
                "not_declared",
                "no declared operation has this path; `/` lists the operations where the gateway serves pages",
            )
        };
        let segments = tree::path_segments(path, self.longest).ok_or_else(not_found)?;
        request::check_segments(&segments)?;
        let found = self.trees.find(head.method.as_str(), &segments);
        if let Some(declared) = found.and_then(|index| self.declared.get(*index)) {
            return Ok((declared, segments));
        }
        let allowed: Vec<&str> = self.trees.allowed(&segments).into_iter().map(metadata::Method::as_str).collect();
        if allowed.is_empty() {
            return Err(not_found());
        }
        Err(Problem::method_not_allowed("method_not_declared", "the operations with this path support only", &allowed))
    }
}

/// Returns the path of a target in origin-form or in absolute-form (RFC 9112, section 3.2), and refuses the other forms. An absolute
/// target has to name the same host as `Host`, so that it is clear which one is meant.
pub(crate) fn path_of(head: &Parts) -> Result<&str, Problem> {
    let path = head.uri.path();
    let is_meant = match (head.uri.scheme(), head.uri.authority()) {
        (None, None) => true,
        (Some(_), Some(authority)) => {
            let host = head.headers.get(header::HOST);
            host.is_some_and(|host| is_same_host(host.as_bytes(), authority.as_str().as_bytes()))
        }
        _ => false,
    };
    if !is_meant || !path.starts_with('/') {
        let detail = "the request's target must be a path that begins with `/`, or a URL with the host of `Host`";
        return Err(Problem::bad_request("target", detail));
    }
    Ok(path)
}

//! The allow-list of declared operations, and finding the one of a request.

use endpoint_runtime::{
    http::{HeaderMap, HeaderName, Method, StatusCode, header, request::Parts},
    metadata::{self, RouteConditions},
    server::tree::{self, Alternatives, MethodTrees},
};

use crate::{DeclaredRoute, GatewayError, Problem, Upstream, callers::is_same_host, request, request::PathValues};

/// The allow-list: the declared operations by method and template. GET's serve HEAD, too.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    declared: Vec<DeclaredRoute>,
    trees: MethodTrees<Alternatives<usize>>,
    /// The number of segments that a path may have.
    max_segments: usize,
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
        policy.max_segments = tree::max_segments(policy.declared.iter().map(DeclaredRoute::template_segments));
        policy.methods = policy.trees.served().map(Method::from).collect();
        policy.headers = policy.declared.iter().flat_map(DeclaredRoute::headers).cloned().collect();
        policy.headers.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
        policy.headers.dedup();
        Ok(policy)
    }

    fn add(&mut self, declared: DeclaredRoute) -> Result<(), GatewayError> {
        let metadata = declared.operation().metadata;
        let alternatives = self.trees.slot(metadata.method, declared.template_segments()).get_or_insert_default();
        if let Err(first) = alternatives.add(RouteConditions::of_head(metadata), self.declared.len()) {
            let name = |one: &DeclaredRoute| format!("{} {}", one.provider(), one.operation().metadata.id);
            let first = self.declared.get(*first).map(name).unwrap_or_default();
            return Err(GatewayError::Route { first, second: name(&declared) });
        }
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

    /// Returns the headers of all operations, and those of maps for which a preflight asks (Fetch, section 3.3.2).
    pub(crate) fn headers_for(&self, preflight: &HeaderMap) -> Vec<HeaderName> {
        let asked =
            preflight.get_all(header::ACCESS_CONTROL_REQUEST_HEADERS).iter().filter_map(|list| list.to_str().ok());
        let asked = asked.flat_map(|list| list.split(',')).filter_map(|name| name.trim().parse::<HeaderName>().ok());
        let asked = asked.filter(|name| !self.headers.contains(name));
        let in_map = asked.filter(|name| self.declared.iter().any(|declared| declared.takes_header(name)));
        self.headers.iter().cloned().chain(in_map).collect()
    }

    /// Finds the operation of a request, and decodes the values in its path.
    pub(crate) fn find<'p>(&self, head: &'p Parts) -> Result<(&DeclaredRoute, PathValues<'p>), Problem> {
        let path = path_of(head)?;
        let not_found = || {
            Problem::new(
                StatusCode::NOT_FOUND,
                "not_declared",
                "no declared operation has this path; `/` lists the operations where the gateway serves pages",
            )
        };
        let segments = tree::path_segments(path, self.max_segments).ok_or_else(not_found)?;
        request::check_segments(&segments)?;
        let alternatives = self.trees.find(head.method.as_str(), &segments);
        let found = alternatives.map(|alternatives| alternatives.choose(head.uri.query(), &head.headers)).transpose();
        let found = found.map_err(|error| Problem::bad_request("query", error.to_string()))?;
        if let Some(declared) = found.and_then(|index| self.declared.get(*index)) {
            let values = tree::path_values(declared.template_segments(), segments);
            return Ok((declared, values.map_err(request::invalid_value)?));
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

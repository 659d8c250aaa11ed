//! The allow-list of declared operations, and finding the one of a request.

use endpoint_runtime::{
    http::{HeaderName, Method, StatusCode, request::Parts},
    server::tree::{self, Node, PathSegment},
};

use crate::{DeclaredRoute, GatewayError, Problem, Upstream, request};

/// The allow-list: the declared operations by method and template.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    declared: Vec<DeclaredRoute>,
    trees: Vec<(Method, Node<usize>)>,
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
                    policy.add(DeclaredRoute::new(upstream, &group.name, operation)?)?;
                }
            }
        }
        if policy.declared.is_empty() {
            return Err(GatewayError::NoOperation);
        }
        policy.methods = policy.trees.iter().map(|(method, _)| method.clone()).collect();
        policy.methods.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
        policy.headers = policy.declared.iter().flat_map(DeclaredRoute::headers).cloned().collect();
        policy.headers.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
        policy.headers.dedup();
        Ok(policy)
    }

    fn add(&mut self, declared: DeclaredRoute) -> Result<(), GatewayError> {
        let method = Method::from(declared.operation().metadata.method);
        let place = self.trees.iter().position(|(known, _)| *known == method).unwrap_or_else(|| {
            self.trees.push((method, Node::default()));
            self.trees.len() - 1
        });
        let Some((_, tree)) = self.trees.get_mut(place) else { return Ok(()) };
        let slot = tree.slot(declared.template_segments());
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
        let path = origin_form(head)?;
        let not_found = || {
            Problem::new(
                StatusCode::NOT_FOUND,
                "not_declared",
                "no declared operation has this path; `/` lists the operations where the gateway serves pages",
            )
        };
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
        Err(Problem::method_not_allowed("method_not_declared", "the operations with this path support only", &allowed))
    }
}

/// Returns the path of a target in origin-form (RFC 9112, section 3.2.1), and refuses the other forms.
pub(crate) fn origin_form(head: &Parts) -> Result<&str, Problem> {
    let path = head.uri.path();
    if head.uri.scheme().is_some() || head.uri.authority().is_some() || !path.starts_with('/') {
        return Err(Problem::bad_request("target", "the request's target must be a path that begins with `/`"));
    }
    Ok(path)
}

//! The tree of routes in which a [`Router`](super::Router) finds the route of a path, for gateways that match requests
//! without serving them.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{metadata::Method, percent, server::rejection::Rejection};

/// A segment of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateSegment {
    /// A literal, decoded.
    Literal(Cow<'static, str>),
    /// The name of a parameter.
    Parameter(&'static str),
}

/// Splits a template into segments. A trailing slash is an empty literal at the end.
#[must_use]
pub fn template_segments(template: &'static str) -> Vec<TemplateSegment> {
    split(template)
        .map(|segment| match segment.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(name) => TemplateSegment::Parameter(name),
            None => TemplateSegment::Literal(percent::decode(segment).unwrap_or(Cow::Borrowed(segment))),
        })
        .collect()
}

/// A segment of the path of a request.
#[derive(Debug, PartialEq, Eq)]
pub enum PathSegment<'a> {
    /// The decoded text. It is empty between two slashes and after a trailing one.
    Text(Cow<'a, str>),
    /// An invalid escape, or bytes that are not UTF-8.
    Malformed,
    /// `.` or `..`, encoded or not, which other software resolves.
    Dot,
}

impl<'a> PathSegment<'a> {
    fn parse(raw: &'a str) -> Self {
        match percent::decode(raw) {
            Ok(text) if matches!(&*text, "." | "..") => Self::Dot,
            Ok(text) => Self::Text(text),
            Err(percent::Malformed) => Self::Malformed,
        }
    }

    /// Returns the rejection of a segment that is not a text.
    pub(crate) fn rejection(&self) -> Rejection {
        Rejection::bad_request(match self {
            Self::Dot => "the path segment is `.` or `..`, which is not accepted",
            _ => {
                "the path segment is malformed: `%` needs two hexadecimal digits, and the decoded text has to be UTF-8"
            }
        })
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// Splits a path into segments. Returns `None` if there are more than `max`, or if it does not begin with a slash.
#[must_use]
pub fn path_segments(path: &str, max: usize) -> Option<Vec<PathSegment<'_>>> {
    let path = path.starts_with('/').then_some(path)?;
    let mut raw = split(path);
    let mut segments = Vec::with_capacity(max.min(SEGMENT_CAPACITY));
    segments.extend(raw.by_ref().take(max).map(PathSegment::parse));
    raw.next().is_none().then_some(segments)
}

/// The initial capacity of a list of segments.
const SEGMENT_CAPACITY: usize = 8;

/// Splits a path at its slashes. `str::split` is slower for short segments.
fn split(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
    std::iter::from_fn(move || {
        let path = rest?;
        let split = path.bytes().position(|byte| byte == b'/').and_then(|end| path.split_at_checked(end));
        rest = split.and_then(|(_, behind)| behind.get(1..));
        Some(split.map_or(path, |(segment, _)| segment))
    })
}

/// A node of the tree: the nodes of the next segment, and the route whose template ends here.
#[derive(Debug)]
pub struct Node<R> {
    // A node has few literals, so comparing them is faster than hashing the segment.
    literals: BTreeMap<Cow<'static, str>, Node<R>>,
    parameter: Option<Box<Node<R>>>,
    route: Option<R>,
}

impl<R> Default for Node<R> {
    fn default() -> Self {
        Self { literals: BTreeMap::new(), parameter: None, route: None }
    }
}

impl<R> Node<R> {
    /// Returns the entry of the route with this template. Parameter names are ignored.
    pub fn slot(&mut self, segments: &[TemplateSegment]) -> &mut Option<R> {
        let mut node = self;
        for segment in segments {
            node = match segment {
                TemplateSegment::Literal(text) => node.literals.entry(text.clone()).or_default(),
                TemplateSegment::Parameter(_) => node.parameter.get_or_insert_default(),
            };
        }
        &mut node.route
    }

    /// Finds the route of a path. At each segment it prefers a literal, and tries the parameter if the literal leads to no
    /// route.
    ///
    /// Each node is visited at most once, so the number of declared templates bounds the search.
    #[must_use]
    pub fn find(&self, segments: &[PathSegment<'_>]) -> Option<&R> {
        let Some((segment, rest)) = segments.split_first() else {
            return self.route.as_ref();
        };
        let literal = match segment {
            PathSegment::Text(text) => self.literals.get(&**text),
            // Rejected later, once the route is known.
            PathSegment::Malformed | PathSegment::Dot => None,
        };
        let parameter = || self.parameter.as_ref().filter(|_| !segment.is_empty());
        literal.and_then(|node| node.find(rest)).or_else(|| parameter()?.find(rest))
    }
}

/// The routes of each method.
///
/// HEAD is served by the routes of GET, too (RFC 9110, section 9.3.2). A route of HEAD itself comes before them.
#[derive(Debug)]
pub struct MethodTrees<R>(BTreeMap<Method, Node<R>>);

impl<R> Default for MethodTrees<R> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<R> MethodTrees<R> {
    /// Returns the entry of the route with this method and template. Parameter names are ignored.
    pub fn slot(&mut self, method: Method, segments: &[TemplateSegment]) -> &mut Option<R> {
        self.0.entry(method).or_default().slot(segments)
    }

    /// Finds the route of a request's method and path.
    #[must_use]
    pub fn find(&self, method: &str, segments: &[PathSegment<'_>]) -> Option<&R> {
        let method = self.served().find(|known| known.as_str() == method)?;
        self.find_served(method, segments)
    }

    /// Returns the methods that a path supports, as `Allow` lists them.
    #[must_use]
    pub fn allowed(&self, segments: &[PathSegment<'_>]) -> Vec<Method> {
        self.served().filter(|method| self.find_served(*method, segments).is_some()).collect()
    }

    /// Returns the methods that any path supports.
    pub fn served(&self) -> impl Iterator<Item = Method> {
        let has_get = self.0.contains_key(&Method::Get);
        Method::ALL
            .into_iter()
            .filter(move |method| self.0.contains_key(method) || (*method == Method::Head && has_get))
    }

    fn find_served(&self, method: Method, segments: &[PathSegment<'_>]) -> Option<&R> {
        let found = |method| self.0.get(&method).and_then(|tree| tree.find(segments));
        found(method).or_else(|| if method == Method::Head { found(Method::Get) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_is_served_by_get_unless_it_has_a_route_of_its_own() {
        let mut trees = MethodTrees::default();
        for (method, template) in [
            (Method::Get, "/a"),
            (Method::Get, "/a/<x>"),
            (Method::Get, "/a/b"),
            (Method::Head, "/a/<x>"),
            (Method::Put, "/b"),
        ] {
            *trees.slot(method, &template_segments(template)) = Some((method, template));
        }
        let segments = |path| path_segments(path, 3).unwrap_or_default();
        let found = |method, path| trees.find(method, &segments(path)).copied();
        assert_eq!(found("HEAD", "/a"), Some((Method::Get, "/a")));
        assert_eq!(found("HEAD", "/a/b"), Some((Method::Head, "/a/<x>")));
        assert_eq!(found("GET", "/a/b"), Some((Method::Get, "/a/b")));
        assert_eq!(found("HEAD", "/b"), None);
        assert_eq!(found("head", "/a"), None);
        assert_eq!(trees.allowed(&segments("/a")), [Method::Get, Method::Head]);
        assert_eq!(trees.allowed(&segments("/b")), [Method::Put]);
        assert_eq!(trees.served().collect::<Vec<_>>(), [Method::Get, Method::Head, Method::Put]);
    }

    fn found(templates: &[&'static str], path: &str) -> Option<&'static str> {
        let mut tree = Node::default();
        for template in templates {
            assert_eq!(tree.slot(&template_segments(template)).replace(*template), None);
        }
        tree.find(&path_segments(path, 9)?).copied()
    }

    #[test]
    fn a_literal_comes_before_a_parameter_in_any_order_of_declaration() {
        for templates in [["/v1/users/<id>", "/v1/users/search"], ["/v1/users/search", "/v1/users/<id>"]] {
            assert_eq!(found(&templates, "/v1/users/search"), Some("/v1/users/search"));
            assert_eq!(found(&templates, "/v1/users/%73earch"), Some("/v1/users/search"));
            assert_eq!(found(&templates, "/v1/users/searcher"), Some("/v1/users/<id>"));
        }
    }

    #[test]
    fn after_a_literal_without_a_route_the_parameter_is_tried() {
        let templates = ["/a/b/c", "/a/<x>/d", "/<x>/b/e", "/<x>/<y>/f"];
        for (path, expected) in [
            ("/a/b/c", Some("/a/b/c")),
            ("/a/b/d", Some("/a/<x>/d")),
            ("/a/b/e", Some("/<x>/b/e")),
            ("/a/b/f", Some("/<x>/<y>/f")),
            ("/a/b/g", None),
            ("/a/b", None),
            ("/a/b/c/", None),
        ] {
            assert_eq!(found(&templates, path), expected, "{path}");
        }
    }

    #[test]
    fn slashes_count_and_an_empty_segment_is_no_value() {
        for (template, path, matches) in [
            ("/", "/", true),
            ("/", "", false),
            ("/", "//", false),
            ("/a", "/a/", false),
            ("/a/", "/a", false),
            ("/a/", "/a/", true),
            ("/a/<x>", "/a/", false),
            ("/a/<x>/b", "/a//b", false),
            ("/a/<x>/", "/a/1/", true),
            ("/a", "a", false),
            ("/a", "*", false),
            ("/caf%C3%A9", "/café", true),
            ("/a%2Fb", "/a/b", false),
            ("/<x>", "/a%2Fb", true),
        ] {
            assert_eq!(found(&[template], path).is_some(), matches, "{template} {path}");
        }
    }

    #[test]
    fn a_path_longer_than_every_template_is_not_split() {
        assert_eq!(path_segments(&"/a".repeat(30_000), 3), None);
    }
}

//! Templates as a tree of segments, and the search of a path in it: how a [`Router`](super::Router) finds a route, for those
//! who decide about requests without serving them.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{percent, server::rejection::Rejection};

/// One segment of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateSegment {
    /// Decoded, since paths are compared decoded.
    Literal(Cow<'static, str>),
    /// The name of what fills this segment.
    Parameter(&'static str),
}

/// The segments of a template. A trailing slash is an empty literal at the end.
#[must_use]
pub fn template_segments(template: &'static str) -> Vec<TemplateSegment> {
    segments_of(template)
        .map(|segment| match segment.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(name) => TemplateSegment::Parameter(name),
            None => TemplateSegment::Literal(percent::decode(segment).unwrap_or(Cow::Borrowed(segment))),
        })
        .collect()
}

/// One segment of a request's path.
#[derive(Debug, PartialEq, Eq)]
pub enum PathSegment<'a> {
    /// Decoded; empty between two slashes and after the last.
    Text(Cow<'a, str>),
    /// A bad escape, or no UTF-8.
    Malformed,
    /// `.` or `..`, encoded or not, which others would have resolved.
    Dot,
}

impl<'a> PathSegment<'a> {
    fn of(raw: &'a str) -> Self {
        match percent::decode(raw) {
            Ok(text) if matches!(&*text, "." | "..") => Self::Dot,
            Ok(text) => Self::Text(text),
            Err(percent::Malformed) => Self::Malformed,
        }
    }

    /// Why this is no value.
    pub(crate) fn refusal(&self) -> Rejection {
        Rejection::bad_request(match self {
            Self::Dot => "the path segment: `.` and `..` are taken nowhere",
            _ => "the path segment: `%` needs two hexadecimal digits, the text is UTF-8",
        })
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// The segments of a path, or `None` when there are more than `most`.
#[must_use]
pub fn path_segments(path: &str, most: usize) -> Option<Vec<PathSegment<'_>>> {
    let path = path.starts_with('/').then_some(path)?;
    let mut raw = segments_of(path);
    let mut segments = Vec::with_capacity(most.min(ROOM));
    segments.extend(raw.by_ref().take(most).map(PathSegment::of));
    raw.next().is_none().then_some(segments)
}

/// For how many segments there is room at first.
const ROOM: usize = 8;

/// As `split('/')`, which takes longer for segments as short as these.
fn segments_of(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
    std::iter::from_fn(move || {
        let path = rest?;
        let split = path.bytes().position(|byte| byte == b'/').and_then(|end| path.split_at_checked(end));
        rest = split.and_then(|(_, behind)| behind.get(1..));
        Some(split.map_or(path, |(segment, _)| segment))
    })
}

/// A node of the tree: what can follow, and the route that ends here.
#[derive(Debug)]
pub struct Node<R> {
    // Few at each node, so that to compare them takes less than to hash what is sought.
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
    /// The place of the route with these pieces; parameter names do not count.
    pub fn slot(&mut self, pieces: &[TemplateSegment]) -> &mut Option<R> {
        let mut node = self;
        for piece in pieces {
            node = match piece {
                TemplateSegment::Literal(text) => node.literals.entry(text.clone()).or_default(),
                TemplateSegment::Parameter(_) => node.parameter.get_or_insert_default(),
            };
        }
        &mut node.route
    }

    /// The route of a path: at each segment a literal before a parameter, going back where that leads nowhere.
    ///
    /// A node is visited at most once, so that the search is bounded by the declared templates.
    #[must_use]
    pub fn find(&self, segments: &[PathSegment<'_>]) -> Option<&R> {
        let Some((segment, rest)) = segments.split_first() else {
            return self.route.as_ref();
        };
        let literal = match segment {
            PathSegment::Text(text) => self.literals.get(&**text),
            // What these are instead of a value is said once the route is known.
            PathSegment::Malformed | PathSegment::Dot => None,
        };
        let parameter = || self.parameter.as_ref().filter(|_| !segment.is_empty());
        literal.and_then(|node| node.find(rest)).or_else(|| parameter()?.find(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_literal_that_leads_nowhere_is_given_up() {
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
    fn a_long_path_is_not_taken_apart() {
        assert_eq!(path_segments(&"/a".repeat(30_000), 3), None);
    }
}

//! The tree of routes in which a [`Router`](super::Router) finds the route of a path, for gateways that match requests
//! without serving them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    iter,
};

use super::template::Literals;
pub use super::{
    alternatives::{Alternatives, NoAlternative},
    path_segment::{InvalidSegment, PathSegment, path_segments},
    template::{
        InvalidValue, PartialSegment, SeveralSegments, TemplateSegment, path_values, precedence, template_segments,
    },
};
use crate::metadata::Method;

/// The number of segments that a path may have to match one of these templates. With `<name..>`, only the length of the path limits
/// it.
#[must_use]
pub fn max_segments<'t>(templates: impl IntoIterator<Item = &'t [TemplateSegment]>) -> usize {
    let is_several = |segment: &TemplateSegment| matches!(segment, TemplateSegment::Several(_));
    let length = |template: &[TemplateSegment]| {
        if template.iter().any(is_several) { usize::MAX } else { template.len() }
    };
    templates.into_iter().map(length).max().unwrap_or(0)
}

/// A node of the tree: the nodes of the next segment, and the route whose template ends here.
#[derive(Debug)]
pub struct Node<R> {
    // A node has few literals, so comparing them is faster than hashing the segment.
    literals: BTreeMap<Cow<'static, str>, Node<R>>,
    partials: BTreeMap<Literals, (PartialSegment, Node<R>)>,
    parameter: Option<Box<Node<R>>>,
    several: BTreeMap<Literals, SeveralNode<R>>,
    route: Option<R>,
}

/// The node behind `<name..>`.
#[derive(Debug)]
struct SeveralNode<R> {
    declared: SeveralSegments,
    /// The numbers of segments that follow it.
    tails: BTreeSet<usize>,
    node: Node<R>,
}

impl<R> Default for Node<R> {
    fn default() -> Self {
        Self {
            literals: BTreeMap::new(),
            partials: BTreeMap::new(),
            parameter: None,
            several: BTreeMap::new(),
            route: None,
        }
    }
}

impl<R> Node<R> {
    /// Returns the entry of the route with this template. Parameter names are ignored.
    pub fn slot(&mut self, segments: &[TemplateSegment]) -> &mut Option<R> {
        let Some((segment, rest)) = segments.split_first() else { return &mut self.route };
        let node = match segment {
            TemplateSegment::Literal(text) => self.literals.entry(text.clone()).or_default(),
            TemplateSegment::Parameter(_) => self.parameter.get_or_insert_default(),
            TemplateSegment::Partial(partial) => {
                let new = || (partial.clone(), Self::default());
                &mut self.partials.entry(partial.key().clone()).or_insert_with(new).1
            }
            TemplateSegment::Several(several) => {
                let new = || SeveralNode { declared: several.clone(), tails: BTreeSet::new(), node: Self::default() };
                let entry = self.several.entry(several.key().clone()).or_insert_with(new);
                entry.tails.insert(rest.len());
                &mut entry.node
            }
        };
        node.slot(rest)
    }

    /// Finds the route of a path. At each segment it prefers a literal, then names beside literals, those with the longest
    /// literals first, then a parameter, and at last `<name..>`, with as few segments as lead to a route. It tries the next of these
    /// if one leads to no route.
    ///
    /// Before `<name..>`, each node is visited at most once, and behind it once for each length of what follows. So the number of
    /// declared templates bounds the search.
    #[must_use]
    pub fn find(&self, segments: &[PathSegment<'_>]) -> Option<&R> {
        let Some((segment, rest)) = segments.split_first() else {
            return self.route.as_ref();
        };
        // An invalid segment is rejected later, once the route is known.
        let literal = segment.text().ok().and_then(|text| self.literals.get(text));
        literal
            .and_then(|node| node.find(rest))
            .or_else(|| self.find_partial(segment, rest))
            .or_else(|| self.parameter.as_ref().filter(|_| segment.text() != Ok(""))?.find(rest))
            .or_else(|| self.several.values().find_map(|several| several.find(segments)))
    }

    fn find_partial(&self, segment: &PathSegment<'_>, rest: &[PathSegment<'_>]) -> Option<&R> {
        let mut matching = self.partials.values().filter(|(partial, _)| partial.matches(segment));
        matching.find_map(|(_, node)| node.find(rest))
    }
}

impl<R> SeveralNode<R> {
    fn find(&self, segments: &[PathSegment<'_>]) -> Option<&R> {
        self.tails.iter().rev().find_map(|tail| {
            let (taken, rest) = segments.split_at_checked(segments.len().checked_sub(*tail)?)?;
            if self.declared.matches(taken) { self.node.find(rest) } else { None }
        })
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
        let has_head = self.0.contains_key(&Method::Head);
        self.0.keys().flat_map(move |method| {
            let head = (*method == Method::Get && !has_head).then_some(Method::Head);
            iter::once(*method).chain(head)
        })
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
            (Method::Other("PURGE"), "/b"),
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
        assert_eq!(found("PURGE", "/b"), Some((Method::Other("PURGE"), "/b")));
        assert_eq!(found("PURGES", "/b"), None);
        let (put, purge) = (Method::Put, Method::Other("PURGE"));
        assert_eq!(trees.allowed(&segments("/b")), [put, purge]);
        assert_eq!(trees.served().collect::<Vec<_>>(), [Method::Get, Method::Head, put, purge]);
    }

    #[test]
    fn the_most_specific_segment_comes_first_in_any_order_of_declaration() {
        let mut templates = vec![
            "/a/b.json",
            "/a/<x>.json",
            "/a/b.<x>",
            "/a/<x>.<y>",
            "/a/<x>",
            "/a/<x..>/tags/list",
            "/a/<x..>/blobs/<y>",
            "/a/<x..>:go",
            "/a/<x..>",
            "/<x>/b",
            "/<x..>",
        ];
        for _ in 0..2 {
            for (path, expected) in [
                ("/a/b.json", "/a/b.json"),
                ("/a/c.json", "/a/<x>.json"),
                ("/a/b.xml", "/a/b.<x>"),
                ("/a/c.xml", "/a/<x>.<y>"),
                ("/a/.json", "/a/<x>"),
                ("/a/b", "/a/<x>"),
                ("/a/b/c", "/a/<x..>"),
                ("/a/b/tags/list", "/a/<x..>/tags/list"),
                ("/a/b/c/tags/list", "/a/<x..>/tags/list"),
                ("/a/tags/list", "/a/<x..>"),
                ("/a/b/blobs/d", "/a/<x..>/blobs/<y>"),
                ("/a/b/blobs/d:go", "/a/<x..>:go"),
                ("/c/b", "/<x>/b"),
                ("/c/d", "/<x..>"),
                ("/a/b/", ""),
            ] {
                assert_eq!(found(&templates, path).unwrap_or_default(), expected, "{path}");
                let segments = |template| template_segments(template);
                let mut matching: Vec<_> =
                    templates.iter().filter(|template| found(&[template], path).is_some()).collect();
                matching.sort_by_cached_key(|template| precedence(&segments(template)));
                assert_eq!(matching.first().map_or("", |first| **first), expected, "{path}");
            }
            templates.reverse();
        }
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

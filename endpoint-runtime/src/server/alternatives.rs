//! Routes with one method and path that are distinguished by headers and queries.

use std::borrow::Cow;

use http::HeaderMap;

use crate::{metadata::RouteConditions, percent::decode_form};

/// The routes with one method and path. Those with the most constants are tried first, then those with the most required keys of the
/// query, then those that were added first.
#[derive(Debug)]
pub struct Alternatives<R>(Vec<(RouteConditions, R)>);

impl<R> Default for Alternatives<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// An error about a request that none of several routes with its method and path takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the endpoints with this path are told apart by {conditions}; send one of these")]
pub struct NoAlternative {
    conditions: String,
}

impl<R> Alternatives<R> {
    /// Adds a route.
    ///
    /// # Errors
    /// A route with the same conditions, which is returned.
    pub fn add(&mut self, conditions: RouteConditions, route: R) -> Result<(), &R> {
        if let Some(at) = self.0.iter().position(|(other, _)| *other == conditions) {
            return self.0.get(at).map_or(Ok(()), |(_, first)| Err(first));
        }
        let at = self.0.partition_point(|(other, _)| other.precedence() <= conditions.precedence());
        self.0.insert(at, (conditions, route));
        Ok(())
    }

    /// Chooses the route of a request by its head. A single one takes every request, and rejects later those that do not fulfill its
    /// conditions.
    ///
    /// # Errors
    /// The request fulfills the conditions of none of several routes.
    pub fn choose(&self, query: Option<&str>, headers: &HeaderMap) -> Result<&R, NoAlternative> {
        Ok(self.choices(query, headers)?.first)
    }

    /// Chooses the routes of a request whose conditions its head fulfills. If there are several, the body decides.
    ///
    /// # Errors
    /// The head fulfills the conditions of none of several routes.
    pub(super) fn choices(&self, query: Option<&str>, headers: &HeaderMap) -> Result<Choices<'_, R>, NoAlternative> {
        if let [(_, only)] = self.0.as_slice() {
            return Ok(Choices { first: only, others: Vec::new() });
        }
        // A pair that cannot be decoded is rejected later, if the route reads the query.
        let decode = |text| decode_form(text).unwrap_or(Cow::Borrowed(text));
        let pairs = query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let pairs: Vec<_> = pairs.map(|(key, value)| (decode(key), decode(value))).collect();
        let texts = pairs.iter().map(|(key, value)| (&**key, &**value));
        let mut met = self.0.iter().filter(|(conditions, _)| conditions.are_met(headers, &texts));
        let Some((conditions, first)) = met.next() else { return Err(self.none()) };
        let mut others = Vec::new();
        let mut depends_on_the_body = !conditions.fields.is_empty();
        while let Some((conditions, route)) = met.next().filter(|_| depends_on_the_body) {
            others.push(route);
            depends_on_the_body = !conditions.fields.is_empty();
        }
        Ok(Choices { first, others })
    }

    /// Returns the error about a request that fulfills the conditions of none of the routes.
    pub(super) fn none(&self) -> NoAlternative {
        let all: Vec<String> = self.0.iter().map(|(conditions, _)| conditions.to_string()).collect();
        NoAlternative { conditions: all.join(", or ") }
    }
}

/// The routes that the head of a request leaves, in the order in which the body is compared with them.
pub(super) struct Choices<'a, R> {
    pub(super) first: &'a R,
    pub(super) others: Vec<&'a R>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        __private::METADATA,
        metadata::{Metadata, ParameterTexts},
    };

    /// Chooses among routes with these queries and headers.
    fn choose(query: &str, target: Option<&'static str>) -> Result<&'static str, String> {
        const HEADERS: &[(&str, &str)] = &[("X-Amz-Target", "List")];
        const KEY: ParameterTexts = ParameterTexts { letters: "Qq", texts: &["a", "acl", "", "b", "b", ""] };
        let routes = [
            ("key", Metadata { query: "acl=<a>&b=<b>", arguments: KEY, ..METADATA }),
            ("header", Metadata { fixed_headers: HEADERS, ..METADATA }),
            ("pair", Metadata { query: "list-type=2", ..METADATA }),
            ("pair and key", Metadata { query: "list-type=2&acl=<a>", arguments: KEY, ..METADATA }),
        ];
        let mut headers = HeaderMap::new();
        headers.extend(
            target
                .map(|target| (http::HeaderName::from_static("x-amz-target"), http::HeaderValue::from_static(target))),
        );
        let chosen = |order: &mut dyn Iterator<Item = &(&'static str, Metadata)>| {
            let mut alternatives = Alternatives::default();
            for (name, metadata) in order {
                alternatives.add(RouteConditions::of(metadata), *name).unwrap();
            }
            alternatives.choose(Some(query), &headers).copied().map_err(|error| error.to_string())
        };
        let (first, second) = (chosen(&mut routes.iter()), chosen(&mut routes.iter().rev()));
        if first.is_ok() {
            assert_eq!(first, second);
        }
        first
    }

    #[test]
    fn the_most_specific_route_is_chosen_in_any_order_of_declaration() {
        assert_eq!(choose("list-type=2", None), Ok("pair"));
        assert_eq!(choose("acl", None), Ok("key"));
        assert_eq!(choose("acl=x&list-type=2", None), Ok("pair and key"));
        assert_eq!(choose("a%63l=x&b=1", None), Ok("key"));
        assert_eq!(choose("acl=x", Some("List")), Ok("header"));
        let error = choose("list-type=3&b=1", Some("Put")).unwrap_err();
        assert!(error.contains("`x-amz-target: List`, or `list-type=2`, or `acl=…`"), "{error}");
    }

    #[test]
    fn a_single_route_takes_every_request_and_equal_conditions_are_refused() {
        let metadata = Metadata { query: "list-type=2", ..METADATA };
        let mut alternatives = Alternatives::default();
        alternatives.add(RouteConditions::of(&metadata), 1).unwrap();
        assert_eq!(alternatives.choose(None, &HeaderMap::new()), Ok(&1));
        assert_eq!(alternatives.add(RouteConditions::of(&metadata), 2), Err(&1));
        alternatives.add(RouteConditions::default(), 3).unwrap();
        assert_eq!(alternatives.choose(None, &HeaderMap::new()), Ok(&3));
        assert_eq!(alternatives.choose(Some("list-type=2&x"), &HeaderMap::new()), Ok(&1));
    }
}

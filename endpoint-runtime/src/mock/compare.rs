//! The comparison of a received request with the expected one.

use std::collections::BTreeMap;

use http::{
    HeaderMap, HeaderName,
    header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, USER_AGENT},
};

use super::expected::{Expected, PlainRequest};
use crate::{
    media_type,
    metadata::{Parameter, ParameterLocation},
    percent::{decode, decode_form},
};

/// The most differences that a failure lists.
const MAX_LISTED: usize = 20;

/// The weight of a difference of the method or the path: a request to the same endpoint is nearer than any other.
const OTHER_ENDPOINT: usize = 1_000;

/// The headers that a client sets when the request does not.
const DEFAULT_HEADERS: [HeaderName; 4] = [ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT];

/// The differences between a received request and the expected one.
#[derive(Default)]
pub(super) struct Differences {
    pub(super) texts: Vec<String>,
    /// The distance between the requests; zero for a request that is the expected one.
    pub(super) weight: usize,
}

impl Differences {
    pub(super) fn add(&mut self, text: String) {
        self.weight += 1;
        if self.texts.len() < MAX_LISTED {
            self.texts.push(text);
        }
    }
}

impl Expected {
    pub(super) fn differences(&self, received: &PlainRequest) -> Differences {
        let mut differences = Differences::default();
        if received.method != self.request.method {
            differences.add(format!("method: expected {}, received {}", self.request.method, received.method));
        }
        let is_of_template = self.compare_path(received.path(), &mut differences);
        if received.method != self.request.method || !is_of_template {
            // The other parts of a request to another endpoint say nothing, and hold secrets that this one does not know.
            differences.weight *= OTHER_ENDPOINT;
            return differences;
        }
        let (query, received_query) = (self.request.query(), received.query());
        self.compare_pairs(ParameterLocation::Query, "query parameter", query, received_query, &mut differences);
        self.compare_headers(&received.headers, &mut differences);
        self.compare_cookies(&received.headers, &mut differences);
        self.compare_body(received, &mut differences);
        differences
    }

    /// Compares the paths. Returns `false` for a path of another template.
    fn compare_path(&self, received: &str, differences: &mut Differences) -> bool {
        let expected = self.request.path();
        if canonical(expected) == canonical(received) {
            return true;
        }
        let (Some(values), Some(received_values)) = (self.path_values(expected), self.path_values(received)) else {
            let template = self.metadata.template;
            differences.add(format!("path: expected `{}{template}`, received another one", self.prefix));
            return false;
        };
        let parameters = self.metadata.path_parameters();
        for ((at, value), received) in parameters.zip(values).zip(received_values) {
            let parameter = self.parameters(ParameterLocation::Path).find(|parameter| parameter.name == at.name);
            if value != received && !self.is_ignored(parameter.as_ref(), true) {
                let place = format!("path parameter `{}`", at.name);
                self.differ(&place, parameter.as_ref(), Some(&value), Some(&received), differences);
            }
        }
        true
    }

    /// Returns the values of the path's parameters, or `None` if it is a path of another template.
    fn path_values(&self, path: &str) -> Option<Vec<String>> {
        let path = canonical(path);
        let [first, literals @ ..] = self.metadata.literals else { return None };
        let mut rest = path.strip_prefix(&self.prefix)?.strip_prefix(first)?;
        let mut values = Vec::new();
        for (parameter, literal) in self.metadata.path_parameters().zip(literals) {
            let is_last = values.len() + 1 == literals.len();
            let end = match *literal {
                "" => rest.len(),
                literal if is_last => rest.len().checked_sub(literal.len())?,
                literal if parameter.several_segments => rest.rfind(literal)?,
                literal => rest.find(literal)?,
            };
            let (value, others) = rest.split_at_checked(end)?;
            rest = others.strip_prefix(literal)?;
            if value.is_empty() || value.contains('/') && !parameter.several_segments {
                return None;
            }
            values.push(decode(value).ok()?.into_owned());
        }
        rest.is_empty().then_some(values)
    }

    /// Compares the pairs of the query or of a form. Pairs with different keys may be in any order.
    pub(super) fn compare_pairs(
        &self,
        location: ParameterLocation,
        place: &str,
        expected: &str,
        received: &str,
        differences: &mut Differences,
    ) {
        let (expected, mut received) = (by_key(expected), by_key(received));
        for (key, values) in &expected {
            let parameter = self.parameter(location, key);
            let received = received.remove(key);
            if received.as_ref() != Some(values) && !self.is_ignored(parameter.as_ref(), true) {
                let received = received.map(|values| values.join(", "));
                let place = format!("{place} `{key}`");
                self.differ(&place, parameter.as_ref(), Some(&values.join(", ")), received.as_deref(), differences);
            }
        }
        for (key, values) in received {
            let parameter = self.parameter(location, &key);
            if self.is_ignored(parameter.as_ref(), false) {
                continue;
            }
            let place = format!("{place} {}", self.shown(false, &key));
            match parameter {
                Some(_) => self.differ(&place, parameter.as_ref(), None, Some(&values.join(", ")), differences),
                // The value of a key that the endpoint does not have may be secret.
                None => differences.add(format!("{place}: expected none")),
            }
        }
    }

    fn compare_headers(&self, received: &HeaderMap, differences: &mut Differences) {
        for (name, value) in &self.request.headers {
            let parameter = self.header_parameter(name);
            if *name == COOKIE || *name == CONTENT_ENCODING || self.is_ignored(parameter.as_ref(), true) {
                continue;
            }
            let text = String::from_utf8_lossy(value.as_bytes());
            let received = values_of(received, name);
            let is_equal = match &received {
                Some(received) if *name == CONTENT_TYPE => is_same_type(&text, received),
                Some(received) => *received == text,
                // The media type of an empty body is not compared with the rest.
                None => *name == CONTENT_TYPE && self.request.body.is_empty(),
            };
            let is_of_any_body = *name == CONTENT_TYPE && self.leniency.body;
            if !is_equal && !is_of_any_body {
                let place = format!("header `{name}`");
                self.differ(&place, parameter.as_ref(), Some(&text), received.as_deref(), differences);
            }
        }
        for name in received.keys() {
            let Some(parameter) = self.header_parameter(name) else { continue };
            let is_expected = self.request.headers.contains_key(name);
            let is_added = self.added_headers.iter().any(|(added, _)| added == name);
            if let Some(received) = values_of(received, name)
                && !is_expected
                && !is_added
                && !DEFAULT_HEADERS.contains(name)
                && !self.is_ignored(Some(&parameter), false)
            {
                self.differ(&format!("header `{name}`"), Some(&parameter), None, Some(&received), differences);
            }
        }
        for (name, value) in &self.added_headers {
            match values_of(received, name) {
                Some(received) if received.as_bytes() == value.as_bytes() => {}
                Some(_) => differences.add(format!("header `{name}`: received another value")),
                None => differences.add(format!("header `{name}`: received none")),
            }
        }
    }

    /// Returns the parameter with a header of this name: one of its own, or a map of headers.
    fn header_parameter(&self, name: &HeaderName) -> Option<Parameter> {
        let is_of = |parameter: &Parameter| {
            parameter.is_header(name.as_str()) || parameter.map_key(name.as_str(), self.metadata).is_some()
        };
        self.parameters(ParameterLocation::Header).find(is_of)
    }

    fn compare_cookies(&self, received: &HeaderMap, differences: &mut Differences) {
        let (expected, received) = (cookies(&self.request.headers), cookies(received));
        for parameter in self.parameters(ParameterLocation::Cookie) {
            let (expected, received) = (expected.get(parameter.wire_name), received.get(parameter.wire_name));
            if expected != received && !self.is_ignored(Some(&parameter), expected.is_some()) {
                let place = format!("cookie `{}`", parameter.wire_name);
                let (expected, received) = (expected.map(String::as_str), received.map(String::as_str));
                self.differ(&place, Some(&parameter), expected, received, differences);
            }
        }
    }

    /// Adds the difference of a value.
    pub(super) fn differ(
        &self,
        place: &str,
        parameter: Option<&Parameter>,
        expected: Option<&str>,
        received: Option<&str>,
        differences: &mut Differences,
    ) {
        let sensitive = parameter.is_some_and(|parameter| parameter.sensitive);
        let shown = |value: Option<&str>| value.map_or("none".to_owned(), |value| self.shown(sensitive, value));
        let another = sensitive && expected.is_some() && received.is_some();
        let received = if another { "another one".to_owned() } else { shown(received) };
        differences.add(format!("{place}: expected {}, received {received}", shown(expected)));
    }
}

/// Returns the path with every segment encoded as this runtime does, whatever software encoded it.
fn canonical(path: &str) -> String {
    let segments = path.split('/').map(|segment| match decode(segment) {
        Ok(decoded) => crate::percent::encode(&decoded),
        Err(_) => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Returns the decoded values of each key.
fn by_key(pairs: &str) -> BTreeMap<String, Vec<String>> {
    let mut values = BTreeMap::<_, Vec<_>>::new();
    for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = |text: &str| decode_form(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned);
        values.entry(decoded(key)).or_default().push(decoded(value));
    }
    values
}

fn cookies(headers: &HeaderMap) -> BTreeMap<String, String> {
    let all = values_of(headers, &COOKIE).unwrap_or_default();
    let pairs = all.split([';', ',']).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Returns the values of a header as one (RFC 9110, section 5.3).
fn values_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let values: Vec<_> = values.collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn is_same_type(one: &str, other: &str) -> bool {
    media_type::essence(one).eq_ignore_ascii_case(media_type::essence(other))
}

//! Values that turn a request of one endpoint into a request of another. This needs two templates of one method that
//! differ in one segment, an argument in one and a literal in the other. The known pairs are listed here; there are none.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use endpoint_runtime::Metadata;

/// `(called, reached instead, value)`.
const KNOWN: [(&str, &str, &str); 0] = [];

/// Finds the value that turns a request of `a` into a request of `b`.
fn confused(a: &Metadata, b: &Metadata) -> Option<&'static str> {
    let mut value = None;
    let (left, right): (Vec<_>, Vec<_>) = (a.template.split('/').collect(), b.template.split('/').collect());
    if a.method != b.method || a.id == b.id || left.len() != right.len() {
        return None;
    }
    for (left, right) in left.into_iter().zip(right) {
        match (left.starts_with('<'), right.starts_with('<')) {
            (true, false) => value = Some(right),
            (false, true) => return None,
            (false, false) if left != right => return None,
            _ => {}
        }
    }
    value.map(|value| &*Box::leak(value.to_owned().into_boxed_str()))
}

#[test]
fn every_sibling_that_a_value_can_reach_is_listed() {
    let all: Vec<_> = stytch_endpoints::endpoints().collect();
    let mut found = Vec::new();
    for a in &all {
        found.extend(all.iter().filter_map(|b| Some((a.id, b.id, confused(a, b)?))));
    }
    assert_eq!(found, KNOWN);
}

#[test]
fn a_sibling_would_be_found() {
    let base = stytch_endpoints::endpoints().next().unwrap();
    let of = |id, template| Metadata { id, template, ..base.clone() };
    let (get, search) = (of("get", "/v1/users/<user_id>"), of("search", "/v1/users/search"));
    assert_eq!(confused(&get, &search), Some("search"));
    assert_eq!(confused(&search, &get), None);
}

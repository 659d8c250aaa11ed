//! Headers with a constant value, which the gateway sends for every caller.

use endpoint_runtime::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    metadata::Metadata,
};

use crate::Problem;

/// Adds the headers that the operation declares with a constant value. Another value of the caller is refused, except of `Accept` and
/// `User-Agent`, which browsers and HTTP clients set themselves.
pub(crate) fn add(metadata: &Metadata, passed: &mut HeaderMap) -> Result<(), Problem> {
    for (name, value) in metadata.fixed_headers {
        let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) else { continue };
        let is_replaced = [header::ACCEPT, header::USER_AGENT].contains(&name);
        if !is_replaced && passed.get_all(&name).iter().any(|given| given != value) {
            let detail = format!("this operation takes another value of the header `{name}`; leave it out");
            return Err(Problem::bad_request("header", detail));
        }
        passed.insert(name, value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use endpoint_runtime::{Endpoint, Result, endpoints};

    use super::*;

    #[endpoints(header("X-Version" = "2", "Accept" = "application/vnd.a+json"))]
    trait Items {
        #[endpoint(GET "/items")]
        async fn list(&self) -> Result<()>;
    }

    fn added(given: &[(&'static str, &'static str)]) -> Option<Vec<String>> {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.append(*name, HeaderValue::from_static(value));
        }
        add(ListRequest::METADATA, &mut headers).ok()?;
        let mut all: Vec<String> =
            headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
        all.sort();
        Some(all)
    }

    #[test]
    fn constants_are_added_and_never_changed() {
        let constants = Some(vec!["accept: application/vnd.a+json".to_owned(), "x-version: 2".to_owned()]);
        assert_eq!(added(&[]), constants);
        assert_eq!(added(&[("accept", "*/*"), ("x-version", "2")]), constants);
        assert_eq!(added(&[("x-version", "3")]), None);
        assert_eq!(added(&[("x-version", "2"), ("x-version", "3")]), None);
    }
}

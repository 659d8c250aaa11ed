//! An API with a few issues, one of which is commented on while it is read.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use endpoint_runtime::{BaseUrl, Error, http::StatusCode, request::encode};

use crate::{ApiError, GetRequest, Issue, Issues, Label, ListRequest, Page, Reading, Result, State};

/// An API with five issues. After every second reading of an issue, somebody comments on it. Clones share the comments.
#[derive(Clone, Debug, Default)]
pub struct Fake {
    readings: Arc<AtomicU64>,
}

impl Fake {
    /// Returns the issues, the newest first.
    fn issues(&self) -> Vec<Issue> {
        let comments = self.readings.load(Ordering::Relaxed) / 2;
        let issue =
            |number, title: &str, state, label: &str| Issue::new(number, title, state, [Label::new(label)], comments);
        vec![
            issue(5, "The carriage jams at 31 digits", State::Open, "bug"),
            issue(4, "Print the results", State::Open, "feature"),
            issue(3, "A card is read twice", State::Closed, "bug"),
            issue(2, "Wheels turn backwards", State::Open, "bug"),
            issue(1, "Compute Bernoulli numbers", State::Open, "feature"),
        ]
    }
}

impl Issues for Fake {
    async fn list(&self, mut request: ListRequest) -> Result<Page> {
        let (size, page) = (request.per_page.unwrap_or(30).max(1), request.page.unwrap_or(1));
        let mut issues = self.issues();
        issues.retain(|issue| {
            let has = |name: &String| issue.labels.iter().any(|label| label.name == *name);
            request.state.as_ref().is_none_or(|state| *state == issue.state) && request.labels.iter().all(has)
        });
        let skipped = usize::from(size).saturating_mul(page.saturating_sub(1) as usize);
        let mut rest = issues.into_iter().skip(skipped);
        let issues: Vec<Issue> = rest.by_ref().take(usize::from(size)).collect();
        // The URL of the next page is that of its request.
        request.page = page.checked_add(1);
        let link = rest.next().and_then(|_| next_link(&request));
        Ok(Page { link, issues })
    }

    async fn get(&self, request: GetRequest) -> Result<Reading> {
        let found = self.issues().into_iter().find(|issue| issue.number == request.number);
        let Some(issue) = found else {
            return Err(Error::api(StatusCode::NOT_FOUND, ApiError::new("Not Found")));
        };
        self.readings.fetch_add(1, Ordering::Relaxed);
        let etag = format!("\"{}-{}\"", issue.number, issue.comments);
        Ok(if request.known.as_ref() == Some(&etag) { Reading::NotModified } else { Reading::Changed { etag, issue } })
    }
}

fn next_link(request: &ListRequest) -> Option<String> {
    let base: BaseUrl = "https://api.example.com".parse().ok()?;
    let request = encode(&base, request).ok()?;
    Some(format!("<{}>; rel=\"next\"", request.uri().path_and_query()?))
}

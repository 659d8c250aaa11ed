//! An issues API in the manner of GitHub: the header `Link` leads to the next page, and an `ETag` saves reading what has not changed.

mod fake;

use endpoint_runtime::{ErrorBody, Response, endpoints, object, open_enum};

pub use fake::Fake;

/// The result of a call.
pub type Result<T> = endpoint_runtime::Result<T, ApiError>;

/// The body of every error.
#[object(server)]
pub struct ApiError {
    /// The explanation for a person.
    pub message: String,
}

impl ErrorBody for ApiError {
    fn message(&self) -> Option<&str> {
        Some(&self.message)
    }
}

/// An issue.
#[object(server)]
pub struct Issue {
    /// The number within the repository.
    pub number: u64,
    /// The title.
    pub title: String,
    /// The state.
    pub state: State,
    /// The labels.
    pub labels: Vec<Label>,
    /// The number of comments.
    pub comments: u64,
}

/// The state of an issue.
#[open_enum(rename_all = "snake_case")]
pub enum State {
    /// Work is left to do.
    Open,
    /// Nothing is left to do.
    Closed,
}

/// A label of issues.
#[object(server)]
pub struct Label {
    /// The name.
    pub name: String,
}

/// A page of issues.
#[derive(Debug, Response)]
#[response(server)]
pub struct Page {
    /// The URLs of other pages.
    #[header("Link")]
    pub link: Option<String>,
    /// The issues.
    #[body]
    pub issues: Vec<Issue>,
}

/// An issue, if it is another one than the caller knows.
#[derive(Debug, Response)]
#[response(server)]
pub enum Reading {
    /// The issue, which has changed.
    #[status(200)]
    Changed {
        /// The version of the issue.
        #[header("ETag")]
        etag: String,
        /// The issue.
        #[body]
        issue: Issue,
    },
    /// The caller's version is the current one.
    #[status(304)]
    NotModified,
}

/// Issues of a repository.
#[endpoints(path = "/repos/<owner>/<repo>/issues", header("X-GitHub-Api-Version" = "2022-11-28"), server)]
pub trait Issues {
    /// Lists issues, the newest first.
    #[endpoint(GET "?<state>&<labels>&<per_page>&<page>", paginate(link, items = issues: Vec<Issue>, limit = per_page))]
    async fn list(
        &self,
        owner: String,
        repo: String,
        state: Option<State>,
        /// The names of labels, all of which an issue has.
        #[join(",")]
        labels: Vec<String>,
        per_page: Option<u8>,
        page: Option<u32>,
    ) -> Result<Page>;

    /// Reads an issue.
    #[endpoint(GET "/<number>")]
    async fn get(
        &self,
        owner: String,
        repo: String,
        number: u64,
        /// The `ETag` of the version that the caller has. A response of 304 is small, and does not count against the rate limit.
        #[header("If-None-Match")]
        known: Option<String>,
    ) -> Result<Reading>;
}

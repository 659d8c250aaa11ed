//! GitHub's GraphQL: one URL for all operations, and errors with the status 200. The text of an operation is a constant, and its arguments are
//! the variables.

use endpoint_runtime::{Envelope, ErrorBody, ErrorFields, endpoints, object};

/// `{"data": …}`, or `{"errors": [ … ]}`, possibly with a part of the data.
pub const ENVELOPE: Envelope = Envelope::errors("errors").value_in("data");

#[object(server, schema)]
pub struct GraphQlError {
    pub message: String,
    pub r#type: Option<String>,
}

#[object(server, schema)]
pub struct GraphQlErrors {
    pub errors: Vec<GraphQlError>,
}

impl ErrorBody for GraphQlErrors {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &[], message: &["message"] };

    fn code(&self) -> Option<&str> {
        self.errors.first()?.r#type.as_deref()
    }

    fn message(&self) -> Option<&str> {
        Some(&self.errors.first()?.message)
    }
}

pub type Result<T> = endpoint_runtime::Result<T, GraphQlErrors>;

/// The variables of a repository's star count.
#[object(sent, server, schema)]
pub struct StarsVariables {
    pub owner: String,
    pub name: String,
}

#[object(server, schema)]
pub struct Stars {
    pub repository: Option<StarredRepository>,
}

#[object(rename_all = "camelCase", server, schema)]
pub struct StarredRepository {
    pub stargazer_count: u64,
}

#[endpoints(envelope = ENVELOPE, server, schema)]
pub trait Repositories {
    #[endpoint(
        POST "/graphql",
        field("query" = "query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { stargazerCount } }"),
        idempotent,
    )]
    async fn stars(&self, variables: StarsVariables) -> Result<Stars>;

    /// The route is that of the text: all operations have one URL.
    #[endpoint(
        POST "/graphql",
        field("query" = "query($login: String!) { user(login: $login) { name } }"),
        idempotent,
    )]
    async fn user(&self, variables: UserVariables) -> Result<UserData>;
}

/// The variables of a user's name.
#[object(sent, server, schema)]
pub struct UserVariables {
    pub login: String,
}

#[object(server, schema)]
pub struct UserData {
    pub user: Option<User>,
}

#[object(server, schema)]
pub struct User {
    pub name: Option<String>,
}

//! The description of an API, from which documents, packages and command lines are generated. Feature `schema`.

mod auth;
mod build;
mod check;
mod definition_names;
mod definitions;
mod documentation;
mod error;
mod file_schema;
mod generated;
mod normalize;
mod operation;
mod param_text;
mod reference;
mod schema_ids;
mod schemas;
mod subschemas;
mod value_type;

use std::{
    borrow::Cow,
    ops::{Deref, DerefMut},
    sync::Arc,
};

pub use auth::{AuthScheme, CredentialPart, KeyLocation};
pub use build::ProviderBuilder;
pub use error::ProviderError;
pub use operation::{InputParameter, Operation, ResponseHeader, StatusResponse};
pub use reference::map_references;
pub use schemas::{OperationSchemas, ProviderSchemas};
pub use subschemas::visit_schemas_mut;
pub use value_type::{
    EnumType, EnumValue, ListType, MapType, Member, NumberType, ObjectType, StringType, TypeKind, Types, UnionType,
    ValueType,
};

use crate::{
    base_url::BaseUrl,
    metadata::{Parameter, ParameterLocation},
};
use schemas::LazySchemas;

/// The description of an API: its URLs, its authentication and its endpoints.
///
/// A provider crate builds it from the `SCHEMAS` of its traits. Every tool takes it as input. It dereferences to the definitions
/// and types that all operations share: `provider.types`.
///
/// ```
/// use endpoint_runtime::{Result, endpoints, provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError}};
///
/// /// Teams of people.
/// #[endpoints(tag = "Teams", schema)]
/// pub trait Teams {
///     /// Counts the members of a team.
///     #[endpoint(GET "/v1/teams/<team_id>/size")]
///     async fn size(&self, team_id: String) -> Result<u32>;
/// }
///
/// let provider = Provider::builder("acme")
///     .title("Acme")
///     .version("1.0.0")
///     .environment(Environment::new("live", "https://api.acme.example"))
///     .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
///     .resource(TeamsClient::SCHEMAS)
///     .build()?;
/// let operation = provider.operation("teams_size").ok_or("gone")?;
/// assert_eq!(operation.metadata.template, "/v1/teams/<team_id>/size");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Provider {
    /// The name in commands, variables and packages, such as `stytch`: lowercase ASCII letters, digits and `-`.
    pub name: String,
    /// The display name.
    pub title: String,
    /// The semantic version of the provider crate.
    pub version: String,
    /// The documentation of the API, as Markdown.
    pub docs: String,
    /// The license of the provider crate, as an SPDX expression.
    pub license: Option<String>,
    /// The environments of the API, the default one first. They serve the endpoints without a named host.
    pub environments: Vec<Environment>,
    /// The named hosts of other endpoints.
    pub hosts: Vec<Host>,
    /// The authentication schemes, of which a caller uses one. Endpoints with `auth = none` need none.
    pub auth: Vec<AuthScheme>,
    /// The body of the responses to refused requests.
    pub refusals: Refusals,
    /// The full path of the Rust client, a type with `from_env()` and `send(request)`.
    pub rust_client: Option<String>,
    /// The operations, grouped by the tags of their traits, in the order of [`ProviderBuilder::resource`].
    pub groups: Vec<OperationGroup>,
    schemas: Arc<LazySchemas>,
    /// Schemas that were changed.
    changed: Option<Box<ProviderSchemas>>,
}

/// The names of variables that tools use for their own settings.
const RESERVED: [&str; 5] = ["base_url", "gateway_url", "gateway_token", "config", "profile"];

impl Deref for Provider {
    type Target = ProviderSchemas;

    fn deref(&self) -> &ProviderSchemas {
        self.changed.as_deref().unwrap_or_else(|| self.schemas.get())
    }
}

impl DerefMut for Provider {
    fn deref_mut(&mut self) -> &mut ProviderSchemas {
        self.changed.get_or_insert_with(|| Box::new(self.schemas.get().clone()))
    }
}

impl Provider {
    /// Starts building a provider of this name.
    pub fn builder(name: impl Into<String>) -> ProviderBuilder {
        ProviderBuilder::new(name.into())
    }

    /// Returns all operations, in the order of their groups.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }

    /// Returns the operation with this operation id or this [name](Operation::name).
    #[must_use]
    pub fn operation(&self, id_or_name: &str) -> Option<&Operation> {
        self.operations().find(|operation| operation.metadata.id == id_or_name || operation.name == id_or_name)
    }

    /// Returns the name of the environment variable for a setting, such as `STYTCH_BASE_URL` for `base_url`.
    #[must_use]
    pub fn variable(&self, name: &str) -> String {
        format!("{}_{name}", self.name).replace('-', "_").to_ascii_uppercase()
    }

    /// Returns the name of the environment variable for the URL of a host, such as `STYTCH_FRAUD_URL` for `fraud`.
    #[must_use]
    pub fn host_variable(&self, host: &Host) -> String {
        self.variable(&host.setting())
    }

    /// Returns the host of this name.
    #[must_use]
    pub fn host(&self, name: &str) -> Option<&Host> {
        self.hosts.iter().find(|host| host.name == name)
    }

    /// Returns the environment with this base URL. Only beside such a base URL do hosts have the URLs that they are declared with:
    /// the credential of a sandbox or of another API must not go to them.
    #[must_use]
    pub fn environment_at(&self, base: &BaseUrl) -> Option<&Environment> {
        self.environments.iter().find(|known| known.url.parse().is_ok_and(|url: BaseUrl| url == *base))
    }

    /// Returns the names of the settings that tools read from variables.
    fn settings(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let hosts = self.hosts.iter().map(|host| Cow::Owned(host.setting()));
        RESERVED.into_iter().map(Cow::Borrowed).chain(hosts)
    }

    /// Returns the name of the environment variable for a sensitive parameter, which command lines do not accept as a flag, such
    /// as `STYTCH_SESSION_TOKEN` for `session_token`. If a credential or a setting has that variable, it is `STYTCH_PARAM_…`.
    ///
    /// A variable has one meaning. If a header of any operation has the name of a value in the body, that value is
    /// `STYTCH_BODY_…`: the session that authorizes a caller is not the one that a call revokes.
    #[must_use]
    pub fn secret_variable(&self, parameter: &Parameter) -> String {
        let name = parameter.name;
        let is_header = |other: &Parameter| other.location == ParameterLocation::Header && other.name == name;
        let is_in_body = matches!(parameter.location, ParameterLocation::Field | ParameterLocation::Body);
        if is_in_body && self.operations().any(|operation| operation.metadata.parameters().any(|it| is_header(&it))) {
            return self.variable(&format!("body_{name}"));
        }
        let variable = self.variable(name);
        let mut parts = self.auth.iter().flat_map(AuthScheme::parts);
        if self.settings().any(|setting| setting == name) || parts.any(|part| part.variable == variable) {
            self.variable(&format!("param_{name}"))
        } else {
            variable
        }
    }

    /// Returns the environment for a user name of HTTP Basic: the first one whose prefix it begins with, else the first one
    /// without a prefix.
    #[must_use]
    pub fn environment_for_username(&self, username: &str) -> Option<&Environment> {
        let has_prefix = |environment: &&Environment| {
            environment.username_prefix.as_deref().is_some_and(|prefix| username.starts_with(prefix))
        };
        let environments = || self.environments.iter();
        environments()
            .find(has_prefix)
            .or_else(|| environments().find(|environment| environment.username_prefix.is_none()))
    }
}

/// The body of the responses to requests that a server refuses before its implementation, and of the failures of the server itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusals {
    /// Problem details (RFC 9457), which a `server::Router` and a gateway send.
    #[default]
    Problems,
    /// The error body of the operation, which a `server::Router` with `rejections` and most other servers send.
    ErrorBodies,
}

/// An environment of an API, such as test or live.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Environment {
    /// The name.
    pub name: String,
    /// The base URL, without a trailing slash.
    pub url: String,
    /// The documentation.
    pub docs: String,
    /// The prefix of the user names of HTTP Basic that belong to it.
    pub username_prefix: Option<String>,
}

impl Environment {
    /// Creates an environment with this name and this base URL.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self { name: name.into(), url: url.into(), docs: String::new(), username_prefix: None }
    }

    /// Sets the documentation.
    #[must_use]
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.docs = docs.into();
        self
    }

    /// Sets the prefix of the user names of HTTP Basic that belong to it.
    #[must_use]
    pub fn username_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.username_prefix = Some(prefix.into()).filter(|prefix| !prefix.is_empty());
        self
    }
}

/// A host that serves some of the endpoints, named by the trait option `host = name`.
///
/// Its URL can be set like the base URL, by the variable [`Provider::host_variable`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Host {
    /// The name.
    pub name: String,
    /// The base URL, without a trailing slash.
    pub url: String,
    /// The documentation.
    pub docs: String,
}

impl Host {
    /// Creates a host with this name and this base URL.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self { name: name.into(), url: url.into(), docs: String::new() }
    }

    /// Returns the name of the setting that holds its URL, such as `fraud_url`, as [`Provider::variable`] takes it.
    #[must_use]
    pub fn setting(&self) -> String {
        format!("{}_url", self.name)
    }

    /// Sets the documentation.
    #[must_use]
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.docs = docs.into();
        self
    }
}

/// The operations of one tag.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OperationGroup {
    /// The tag, or the name of the trait if it has no tag.
    pub name: String,
    /// The documentation of the traits, as Markdown.
    pub docs: String,
    /// The operations, in the order of declaration.
    pub operations: Vec<Operation>,
}

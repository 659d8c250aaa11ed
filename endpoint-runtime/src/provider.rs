//! A provider: all that its tools are made of, from the documents to the command line. Feature `schema`.

mod auth;
mod build;
mod definitions;
mod error;
mod normal;
mod operation;
mod reference;
mod value_type;

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

pub use auth::{AuthScheme, CredentialPart};
pub use build::ProviderBuilder;
pub use error::ProviderError;
pub use operation::{InputParameter, Operation};
pub use reference::{map_references, visit_schemas_mut};
pub use value_type::{
    EnumType, EnumValue, ListType, MapType, Member, NumberType, ObjectType, StringType, TypeKind, Types, UnionType,
    ValueType,
};

/// One API: where it is, how a caller proves who it is, and every endpoint that it has.
///
/// A provider crate builds one from the `SCHEMAS` of its traits and hands it to every tool.
///
/// ```
/// use endpoint_runtime::{Result, endpoints, provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError}};
///
/// /// Who is in a team.
/// #[endpoints(tag = "Teams", schema)]
/// pub trait Teams {
///     /// Counts a team's members.
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
    /// The name in commands, variables and packages: lowercase ASCII letters, digits and `-`, as in `stytch`.
    pub name: String,
    /// The name for humans.
    pub title: String,
    /// The version of the provider crate, by semantic versioning.
    pub version: String,
    /// What the API is for, as Markdown.
    pub docs: String,
    /// The licence of the provider crate, as an SPDX expression.
    pub license: Option<String>,
    /// Where the API is, the default first; the endpoints that name no host are below each of these.
    pub environments: Vec<Environment>,
    /// The hosts that endpoints name.
    pub hosts: Vec<Host>,
    /// Each one of these is enough. Endpoints declared with `auth = none` take none.
    pub auth: Vec<AuthScheme>,
    /// The Rust type with `from_env()` and `send(request)` that callers start from, by its full path.
    pub rust_client: Option<String>,
    /// The endpoints, by the tag of their trait, in the order in which the traits were given.
    pub groups: Vec<Group>,
    /// The schemas that others refer to, as `#/$defs/Name`.
    pub definitions: Arc<BTreeMap<String, Value>>,
    /// The types that these schemas describe.
    pub types: Arc<Types>,
}

/// What tools look for in variables of their own: where the API or a gateway is and its token, the command line's files.
const RESERVED: [&str; 5] = ["base_url", "gateway_url", "gateway_token", "config", "profile"];

impl Provider {
    /// Starts a provider of this name.
    pub fn builder(name: impl Into<String>) -> ProviderBuilder {
        ProviderBuilder::new(name.into())
    }

    /// All operations, in the order of their groups.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }

    /// The operation of this id, or of this [name](Operation::name).
    #[must_use]
    pub fn operation(&self, id_or_name: &str) -> Option<&Operation> {
        self.operations().find(|operation| operation.metadata.id == id_or_name || operation.name == id_or_name)
    }

    /// The environment variable in which a value of this name is looked for: `STYTCH_BASE_URL` for `base_url`.
    #[must_use]
    pub fn variable(&self, name: &str) -> String {
        format!("{}_{name}", self.name).replace('-', "_").to_ascii_uppercase()
    }

    /// The environment variable of a sensitive parameter, which no command line takes as a flag: `STYTCH_SESSION_TOKEN` for
    /// `session_token`. Where that means something else already, as a credential does, it is `STYTCH_PARAM_…`.
    #[must_use]
    pub fn secret_variable(&self, parameter: &str) -> String {
        let variable = self.variable(parameter);
        let mut parts = self.auth.iter().flat_map(AuthScheme::parts);
        if RESERVED.contains(&parameter) || parts.any(|part| part.variable == variable) {
            self.variable(&format!("param_{parameter}"))
        } else {
            variable
        }
    }

    /// The environment that a user name of HTTP Basic belongs to: the first whose prefix it has, else the first without
    /// a prefix.
    #[must_use]
    pub fn environment_of(&self, username: &str) -> Option<&Environment> {
        let has_prefix = |environment: &&Environment| {
            environment.username_prefix.as_deref().is_some_and(|prefix| username.starts_with(prefix))
        };
        let environments = || self.environments.iter();
        environments()
            .find(has_prefix)
            .or_else(|| environments().find(|environment| environment.username_prefix.is_none()))
    }
}

/// Where an API is, as in test and live.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Environment {
    /// Its name.
    pub name: String,
    /// Its base URL, without a slash at the end.
    pub url: String,
    /// What it is for.
    pub docs: String,
    /// How the user names of HTTP Basic begin that belong to it, when they tell.
    pub username_prefix: Option<String>,
}

impl Environment {
    /// An environment of this name at this base URL.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self { name: name.into(), url: url.into(), docs: String::new(), username_prefix: None }
    }

    /// What it is for.
    #[must_use]
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.docs = docs.into();
        self
    }

    /// How the user names of HTTP Basic begin that belong to it.
    #[must_use]
    pub fn username_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.username_prefix = Some(prefix.into()).filter(|prefix| !prefix.is_empty());
        self
    }
}

/// A host beside the main one, which traits name by `host = name`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Host {
    /// The name that traits give.
    pub name: String,
    /// Its base URL, without a slash at the end.
    pub url: String,
    /// What it is for.
    pub docs: String,
}

impl Host {
    /// A host of this name at this base URL.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self { name: name.into(), url: url.into(), docs: String::new() }
    }

    /// What it is for.
    #[must_use]
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.docs = docs.into();
        self
    }
}

/// The operations of one tag.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Group {
    /// The tag; the trait's name where it gives none.
    pub name: String,
    /// The documentation of its traits, as Markdown.
    pub docs: String,
    /// The operations, in the order of their declaration.
    pub operations: Vec<Operation>,
}

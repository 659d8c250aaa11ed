//! Why a provider cannot be built.

use crate::base_url::BaseUrlError;

/// Why a provider cannot be built; both sides of a collision are named.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderError {
    /// A name that cannot stand in a command, a variable and a package.
    #[error("`{name}` is no name of a provider; lowercase ASCII letters, digits and `-` are allowed, a letter first")]
    Name {
        /// The name.
        name: String,
    },
    /// Two endpoints with one operation id.
    #[error("`{first}` and `{second}` have one operation id, `{id}`; give one of them another: `id = \"…\"`")]
    OperationId {
        /// The id.
        id: &'static str,
        /// The name of the first.
        first: String,
        /// The name of the second.
        second: String,
    },
    /// Two endpoints with one dotted name.
    #[error("`{first}` and `{second}` have one name, `{name}`; rename a method, or move a trait to another module")]
    OperationName {
        /// The name.
        name: String,
        /// The operation id of the first.
        first: &'static str,
        /// The operation id of the second.
        second: &'static str,
    },
    /// Two endpoints that answer the same requests.
    #[error("`{first}` and `{second}` have one route, `{route}`, parameter names aside; change one of the templates")]
    Route {
        /// The method and the template of the second.
        route: String,
        /// The operation id of the first.
        first: &'static str,
        /// The operation id of the second.
        second: &'static str,
    },
    /// Two parameters that a flat input would hold under one name.
    #[error(
        "`{operation}`: the parameters `{first}` and `{second}` would both be `{name}` in a flat input, where headers go by \
         their names too; rename an argument"
    )]
    Input {
        /// The operation id.
        operation: &'static str,
        /// The name in the input.
        name: &'static str,
        /// The first argument.
        first: &'static str,
        /// The second argument.
        second: &'static str,
    },
    /// An endpoint names a host that the provider does not have.
    #[error(
        "`{operation}` is on the host `{host}`, which the provider does not have; give it: `.host(Host::new(\"{host}\", …))`"
    )]
    UnknownHost {
        /// The operation id.
        operation: &'static str,
        /// The host's name.
        host: &'static str,
    },
    /// A provider that is nowhere.
    #[error("the provider has no environment; give one: `.environment(Environment::new(\"live\", \"https://…\"))`")]
    NoEnvironment,
    /// Two environments or two hosts of one name.
    #[error("two environments or hosts are called `{name}`; rename one")]
    HostName {
        /// The name.
        name: String,
    },
    /// A URL that no request can be sent to.
    #[error("the URL of `{name}` is refused: {source}")]
    Url {
        /// The environment or host.
        name: String,
        /// What is wrong with it.
        source: BaseUrlError,
    },
    /// A name or a variable that cannot stand in a program.
    #[error(
        "`{variable}` is no environment variable for the credential's `{name}`; both are letters, digits and `_`, as in ACME_TOKEN"
    )]
    Variable {
        /// The part of the credential.
        name: String,
        /// Its variable.
        variable: String,
    },
    /// Two parts of credentials that cannot be told from each other, or from what tools have of their own.
    #[error(
        "the credential's `{name}` in `{variable}` is not to be told from another part, or from a tool's own setting; rename it"
    )]
    Credential {
        /// The part of the credential.
        name: String,
        /// Its variable.
        variable: String,
    },
    /// A header name that is none (RFC 9110, section 5.1).
    #[error("`{header}` is no header name; an API key's header is letters, digits and `-`")]
    Header {
        /// The name.
        header: String,
    },
    /// Endpoints that need a credential, and no scheme.
    #[error(
        "`{operation}` needs a credential and the provider has no scheme; give one by `.auth(…)`, or say `auth = none`"
    )]
    NoAuth {
        /// The operation id.
        operation: &'static str,
    },
}

//! Errors of building a provider.

use crate::base_url::BaseUrlError;

/// An error of building a provider. For a conflict, it names both sides.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderError {
    /// The name cannot be used in commands, variables and packages.
    #[error(
        "`{name}` is not a name of a provider; use lowercase ASCII letters, digits and `-`, and begin with a letter"
    )]
    Name {
        /// The name.
        name: String,
    },
    /// Two endpoints have the same operation id.
    #[error("`{first}` and `{second}` have the same operation id, `{id}`; give one of them another: `id = \"…\"`")]
    OperationId {
        /// The id.
        id: &'static str,
        /// The name of the first.
        first: String,
        /// The name of the second.
        second: String,
    },
    /// Two endpoints have the same [name](super::Operation::name).
    #[error(
        "`{first}` and `{second}` have the same name, `{name}`; rename a method, or move a trait to another module"
    )]
    OperationName {
        /// The name.
        name: String,
        /// The operation id of the first.
        first: &'static str,
        /// The operation id of the second.
        second: &'static str,
    },
    /// Two endpoints match the same requests.
    #[error(
        "`{first}` and `{second}` have the same route, `{route}`, parameter names aside; change one of the templates"
    )]
    Route {
        /// The method and the template of the second.
        route: String,
        /// The operation id of the first.
        first: &'static str,
        /// The operation id of the second.
        second: &'static str,
    },
    /// Two parameters have the same name in a flat input.
    #[error(
        "`{operation}`: the parameters `{first}` and `{second}` are both `{name}` in a flat input, which accepts the names of \
         headers as well; rename an argument, or give those of a header group a prefix: `#[headers(prefix = \"…\")]`"
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
    /// The text of a parameter's value is not its JSON scalar, so that a typed call would send one thing, and a call by data, a
    /// command or a snippet another.
    #[error(
        "`{operation}`: of the parameter `{parameter}`, {value} as JSON {problem}; write the same texts in its `Param` and in its \
         JSON and schema, as `#[derive(Param)]` does, or give the type an example that both accept"
    )]
    ParamText {
        /// The operation id.
        operation: &'static str,
        /// The argument.
        parameter: &'static str,
        /// The JSON value of the schema.
        value: String,
        /// The problem with its text.
        problem: &'static str,
    },
    /// A type of a shared module has the name of another type.
    #[error(
        "the types `{first}` and `{second}` have the same name, `{name}`; rename one of them, or remove `.shared_module(…)` \
         for its module"
    )]
    TypeName {
        /// The name.
        name: String,
        /// The path of the first.
        first: String,
        /// The path of the second.
        second: String,
    },
    /// An endpoint names an unknown host.
    #[error(
        "`{operation}` names the host `{host}`, which the provider does not have; add it: `.host(Host::new(\"{host}\", …))`"
    )]
    UnknownHost {
        /// The operation id.
        operation: &'static str,
        /// The host's name.
        host: &'static str,
    },
    /// The provider has no environment.
    #[error("the provider has no environment; add one: `.environment(Environment::new(\"live\", \"https://…\"))`")]
    NoEnvironment,
    /// Two environments or hosts have the same name.
    #[error("two environments or hosts have the name `{name}`; rename one")]
    HostName {
        /// The name.
        name: String,
    },
    /// The variable for the URL of a host is not an identifier, or has another meaning.
    #[error(
        "the URL of the host `{name}` cannot be set by {variable}, which is no identifier or has another meaning; name the host with letters, digits and `_`, and not `base` or `gateway`"
    )]
    HostVariable {
        /// The host.
        name: String,
        /// Its variable.
        variable: String,
    },
    /// The URL of an environment or a host is not a base URL.
    #[error("the URL of `{name}` is refused: {source}")]
    Url {
        /// The environment or host.
        name: String,
        /// The error of the URL.
        source: BaseUrlError,
    },
    /// The name or the variable of a credential's part is not an identifier.
    #[error(
        "the credential's part `{name}` with the variable `{variable}` is invalid; use letters, digits and `_` for both, as in ACME_TOKEN"
    )]
    Variable {
        /// The name of the part.
        name: String,
        /// The variable.
        variable: String,
    },
    /// A variable is that of another part of a credential, or of a tool's own setting.
    #[error(
        "the credential's part `{name}` with the variable `{variable}` has the name of another part, or of a tool's own setting; rename it"
    )]
    Credential {
        /// The name of the part.
        name: String,
        /// The variable.
        variable: String,
    },
    /// The header or the cookie of an API key, or the name of a scheme, is not a token (RFC 9110, section 5.6.2), or a query key is empty.
    #[error(
        "`{header}` is not a name that a credential can have; use letters, digits and `-` for the header, the query key or the cookie of an API key, and for a scheme other than Basic and Bearer"
    )]
    Header {
        /// The name.
        header: String,
    },
    /// Two combined schemes write to the same place of a request.
    #[error(
        "two combined schemes are both sent in the {location} `{name}`; combine schemes that have a place of their own, or add them one by one with `.auth(…)` if each is enough"
    )]
    CombinedSchemes {
        /// `header`, `query` or `cookie`.
        location: &'static str,
        /// The name of the header, the key of the query or the name of the cookie.
        name: String,
    },
    /// An endpoint needs a credential, and the provider has no authentication scheme.
    #[error(
        "`{operation}` needs a credential, and the provider has no authentication scheme; add one with `.auth(…)`, or declare the endpoint with `auth = none`"
    )]
    NoAuth {
        /// The operation id.
        operation: &'static str,
    },
}

//! Errors of the package's making.

/// An error of [`sdk`](super::sdk).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SdkError {
    /// A name that npm refuses, or that would hide a module of Node.
    #[error("`{name}` is not a valid name of an npm package: {reason}")]
    PackageName {
        /// The name.
        name: String,
        /// The reason, and the names that are allowed.
        reason: &'static str,
    },
    /// A version that npm refuses.
    #[error("`{version}` is not a semantic version; set the provider's `version` to one like 1.2.3 or 1.2.3-beta.1")]
    Version {
        /// The version.
        version: String,
    },
    /// Two operations whose ids make the same method name.
    #[error("`{first}` and `{second}` would both be the method `{method}`; give one of them another `id = \"…\"`")]
    Method {
        /// The method.
        method: String,
        /// The operation id of the first.
        first: &'static str,
        /// The operation id of the second.
        second: &'static str,
    },
    /// A GET or HEAD with a body, which `fetch` does not send.
    #[error(
        "`{id}` is a GET or HEAD with a body, which JavaScript's `fetch` does not send; leave its trait out of the package's provider"
    )]
    Body {
        /// The operation id.
        id: &'static str,
    },
    /// An operation whose method name would make `await` treat the client as a promise.
    #[error(
        "`{id}` would be the method `then`, by which `await` treats the client as a promise; give it another `id = \"…\"`"
    )]
    Thenable {
        /// The operation id.
        id: &'static str,
    },
}

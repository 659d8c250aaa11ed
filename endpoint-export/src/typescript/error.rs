//! Why an SDK cannot be made.

/// Why an SDK cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SdkError {
    /// A name that npm does not take, or that would hide a module of Node's.
    #[error("`{name}` is no name of an npm package: {reason}")]
    PackageName {
        /// The name.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A version that npm does not take.
    #[error("`{version}` is no semantic version; the provider's `version` looks like 1.2.3 or 1.2.3-beta.1")]
    Version {
        /// The version.
        version: String,
    },
    /// Two operations that would be one method.
    #[error("`{first}` and `{second}` would both be the method `{method}`; give one of them another `id = \"…\"`")]
    Method {
        /// The method.
        method: String,
        /// The operation id of the first.
        first: &'static str,
        /// The operation id of the second.
        second: &'static str,
    },
    /// A method that would make `await` take the client for a promise.
    #[error("`{id}` would be the method `then`, which makes a promise of the client; give it another `id = \"…\"`")]
    Thenable {
        /// The operation id.
        id: &'static str,
    },
}

//! An empty library; the package consists of its tests.

/// The README's code, as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

/// The code of the command line's documentation, as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/cli.md")]
pub struct CommandLine;

/// The code of the documentation of clients, as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/clients.md")]
pub struct Clients;

/// The code of the page for those who come from the official crate, as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/migrating-from-stytch.md")]
pub struct MigratingFromStytch;

/// The code of each crate's README, as documentation tests.
#[cfg(doctest)]
pub mod readmes {
    #[doc = include_str!("../../../endpoint-cli/README.md")]
    pub struct Cli;

    #[doc = include_str!("../../../endpoint-export/README.md")]
    pub struct Export;

    #[doc = include_str!("../../../endpoint-gateway/README.md")]
    pub struct Gateway;

    #[doc = include_str!("../../../endpoint-macros/README.md")]
    pub struct Macros;

    #[doc = include_str!("../../../endpoint-runtime/README.md")]
    pub struct Runtime;

    #[doc = include_str!("../../../stytch-endpoints/README.md")]
    pub struct Stytch;
}

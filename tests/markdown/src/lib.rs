//! The code of the repository's Markdown, as documentation tests, and what its hidden lines need.
//!
//! The pages of `endpoint-runtime/docs` are documentation of the runtime, so they are tested there.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, its support included")]

use std::{
    fs,
    io::{self, Write},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use tracing_subscriber::fmt::MakeWriter;

/// Makes one item for each page, with the page as its documentation.
macro_rules! pages {
    ($($name:ident = $path:literal),* $(,)?) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!($path)]
            pub struct $name;
        )*
    };
}

pages! {
    Readme = "../../../README.md",
    CliReadme = "../../../endpoint-cli/README.md",
    ExportReadme = "../../../endpoint-export/README.md",
    GatewayReadme = "../../../endpoint-gateway/README.md",
    MacrosReadme = "../../../endpoint-macros/README.md",
    RuntimeReadme = "../../../endpoint-runtime/README.md",
    StytchReadme = "../../../stytch-endpoints/README.md",
    Clients = "../../../docs/clients.md",
    CommandLine = "../../../docs/cli.md",
    MigratingFromStytch = "../../../docs/migrating-from-stytch.md",
    FirstEndpoint = "../../../docs/guide/src/first-endpoint.md",
    Arguments = "../../../docs/guide/src/arguments.md",
    Objects = "../../../docs/guide/src/objects.md",
    Errors = "../../../docs/guide/src/errors.md",
    Authentication = "../../../docs/guide/src/authentication.md",
    Retries = "../../../docs/guide/src/retries.md",
    Traces = "../../../docs/guide/src/tracing.md",
    Testing = "../../../docs/guide/src/testing.md",
    Serving = "../../../docs/guide/src/serving.md",
    ListsAndStreams = "../../../docs/guide/src/lists-and-streams.md",
    ProviderAndTools = "../../../docs/guide/src/provider.md",
    GuideGateway = "../../../docs/guide/src/gateway.md",
    FromReqwest = "../../../docs/guide/src/from-reqwest.md",
    FromProgenitor = "../../../docs/guide/src/from-progenitor.md",
}

/// A writer that keeps what a program prints, so that its page can be compared with it.
#[derive(Clone, Debug, Default)]
pub struct Printed(Arc<Mutex<Vec<u8>>>);

impl Printed {
    /// Requires that a page of the repository shows the printed lines as one block of text.
    ///
    /// # Panics
    /// The page does not show them.
    pub fn assert_shown_in(&self, page: &str) {
        let printed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let printed = String::from_utf8_lossy(&printed);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(page);
        let text = fs::read_to_string(path).expect("the page is a file");
        assert!(text.contains(&format!("```text\n{printed}```\n")), "{page} does not show:\n{printed}");
    }
}

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Printed {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

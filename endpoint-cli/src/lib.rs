//! A whole command line out of declared endpoints.
//!
//! ```no_run
//! use endpoint_runtime::provider::{Environment, Provider, ProviderError};
//!
//! fn provider() -> Result<Provider, ProviderError> {
//!     let live = Environment::new("live", "https://api.acme.example");
//!     Provider::builder("acme").environment(live).build() // and `.resource(…)` for each trait
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     endpoint_cli::main(provider())
//! }
//! ```
//!
//! The command has the provider's name; `acme` stands for it here.
//!
//! | command | does |
//! |---|---|
//! | `acme list [FILTER]` | lists the operations, as a table or as JSON |
//! | `acme describe OPERATION` | shows an operation: parameters, response, error, an example |
//! | `acme call OPERATION` | calls an operation |
//! | `acme snippet OPERATION --lang L` | prints the call in another language |
//! | `acme openapi` | prints the OpenAPI document |
//! | `acme sdk typescript` | writes a TypeScript package |
//! | `acme gateway` | forwards the operations with the credential added, and serves pages to try them |
//! | `acme gateway key new ID` | makes a key for a caller of the gateway |
//! | `acme gateway export envoy` | prints the gateway's policy as a configuration of Envoy |
//! | `acme sandbox` | runs the server that was given to [`Cli::sandbox`] |
//! | `acme completions SHELL`, `acme man` | print shell completions and man pages |
//!
//! An operation is named by its dotted name (`teams.members.get`) or by its operation id, which may also be written in camel
//! case as in the methods of the TypeScript SDK.
//!
//! # Values
//!
//! Every parameter that is not sensitive has a flag: `team_id` is `--team-id`. The parameter's type decides how the text of
//! the flag is parsed. Strings, numbers, booleans and enums are written as they are. Bytes are base64, or `@FILE` for the
//! content of a file. A file of a multipart body is a path, or `-` for the standard input, with `;type=image/png` or `;filename=a.png` behind
//! it where its name does not say that: `--cover a.png`. Files, and a body given as `@FILE` or `@-`, are read while they are sent. A list is a flag that is given several times. Values of any other type are JSON, as help says. A parameter that has
//! the name of one of the command's options has `param-` in front of its flag: `--param-timeout`.
//!
//! `--input FILE`, or `--input -` for the standard input, is one flat JSON object that holds parameters by their argument
//! names, and headers also by their header names. A flag replaces the whole value of the same parameter there; lists are not
//! joined. Null and empty lists can only be given in this way.
//!
//! A sensitive parameter is taken from `--input`, else from the environment variable that
//! [`Provider::secret_variable`](endpoint_runtime::provider::Provider::secret_variable) names. It has no flag, since every
//! user of a machine can see the arguments of its processes. An empty variable counts as not set.
//!
//! # Credentials and base URLs
//!
//! The credential is the first of these that is found: the profile named by `--profile`, else by `ACME_PROFILE`; the
//! environment variables of the provider's credential; the profile `default`. If the provider has several authentication
//! schemes, the first whose parts are all given is used. A credential of which only some parts are given is refused.
//!
//! Profiles are kept in the file that `ACME_CONFIG` names, or in `$XDG_CONFIG_HOME/acme/credentials.json`, or in
//! `~/.config/acme/credentials.json`. The file is refused unless it belongs to the user and nobody else may read it
//! (mode 0600; Unix only):
//!
//! ```json
//! { "default": { "token": "…" }, "staging": { "token": "…", "base_url": "https://staging.acme.example" } }
//! ```
//!
//! A credential goes only to the URL that it came with, unless `--base-url` names another one in the same command. The URL of
//! a profile's credential is the profile's `base_url`; that of a credential from environment variables is `ACME_BASE_URL`. A
//! credential without a URL goes to the environment of the provider that it belongs to. `ACME_BASE_URL` beside the credential
//! of a profile is refused, except that a profile named by `--profile` counts as a whole if it has a `base_url`. The gateway
//! follows the same rule; its configuration file gives the URL for a credential that has none.
//!
//! An operation on a host of its own (`files`, say) goes to the URL of `--host-url files=URL`, else to the one that came with the
//! credential: the profile's `files_url`, or `ACME_FILES_URL`. Without one it goes to the provider's own host if the base URL is
//! one of the provider's environments, and is refused beside any other base URL, since the credential of that would go to the host.
//!
//! # The gateway
//!
//! `acme gateway` listens on 127.0.0.1. It forwards the declared operations and adds the credential, and it serves a page to
//! read and try each operation, and the OpenAPI document. It prints one line, a URL whose fragment holds a token that is new
//! at each start; callers send it as `Authorization: Bearer …`. The credential is found as above, or it is set on a page and
//! kept in memory, or encrypted in the file of `--store`. If there is none, and no option names the API, a sandbox stands in
//! for it, and every page says so.
//!
//! Beyond loopback it starts only with caller keys in place of the token (`--callers`; `acme gateway key new ID` makes one),
//! and with TLS of its own or of a proxy. The options, and further settings, can be given in a file (`--config`); `acme gateway
//! --help` lists its members:
//!
//! ```json
//! { "listen": "0.0.0.0:8443", "environment": "live", "hosts": ["gateway.acme.example"], "callers": "callers.json",
//!   "tls": { "certificate": "chain.pem", "key": "key.pem" }, "store": { "file": "store.json", "key": "store.key" },
//!   "admin": "127.0.0.1:9090", "audit": { "file": "audit.jsonl" }, "limits": { "per_second": 50 } }
//! ```
//!
//! On SIGHUP it reads the file, the keys, the certificate and the store again, and keeps the previous value of every part that
//! fails to load. On SIGTERM and Ctrl-C it answers the requests in flight and ends. With `--stdin-socket` it takes the
//! listening socket from a service manager (systemd: `StandardInput=socket`), so that a restart loses no request.
//!
//! # Output and exit codes
//!
//! `call` prints the response's body to the standard output as JSON, and nothing else. Of a failed call it prints the API's
//! error body if that is JSON, without the secrets that were sent. Numbers keep the precision of an `f64` or of a 64-bit
//! integer. Messages go to the standard error. Characters that a terminal would obey or hide are escaped in both.
//!
//! The exit code is that of [`Exit`].
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `otlp` | | spans of the command `gateway` for a collector that speaks OTLP over HTTP |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod base_url;
mod call;
mod cli;
mod common_args;
mod completions;
mod credentials;
mod describe;
mod docs;
mod duration;
mod escape;
mod example_call;
mod exit;
mod failure;
mod file_argument;
mod files;
mod flag_value;
mod flags;
mod gateway;
mod given_url;
mod given_values;
mod input;
mod io;
mod json;
mod json_output;
mod list;
mod man;
mod openapi;
mod operation_commands;
mod operation_names;
mod profile;
mod root_command;
mod runtime;
mod sandbox;
mod sdk;
mod shell;
mod signals;
mod snippet;
mod stdin_content;
mod suggest;
mod suggested_values;
mod table;
mod target;
mod type_name;

use std::process::ExitCode;

use endpoint_runtime::provider::{Provider, ProviderError};

pub use cli::Cli;
pub use exit::Exit;
pub use io::Io;
pub use sandbox::{RunningSandbox, SandboxError, SandboxOptions};

/// Runs the command line of a provider with this process's arguments, environment variables and streams.
#[must_use]
pub fn main(provider: Result<Provider, ProviderError>) -> ExitCode {
    Cli::new(provider).main()
}

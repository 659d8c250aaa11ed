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
//! | `acme describe OPERATION` | shows one: parameters, response, error, an example |
//! | `acme call OPERATION` | calls it |
//! | `acme snippet OPERATION --lang L` | writes the call in another language |
//! | `acme openapi` | writes the OpenAPI document |
//! | `acme sdk typescript` | writes a TypeScript package |
//! | `acme gateway` | serves pages to try the operations on, and lets them through with the credential |
//! | `acme gateway key new ID` | makes a key for a caller of the gateway |
//! | `acme sandbox` | starts what [`Cli::sandbox`] was given |
//! | `acme completions SHELL`, `acme man` | for the shell, and for `man` |
//!
//! An operation goes by its dotted name (`teams.members.get`), or by its operation id, also in camel case as the methods of
//! the TypeScript SDK have it.
//!
//! # Values
//!
//! Every parameter that is not sensitive has a flag: `team_id` is `--team-id`. What its schema says is a number, a boolean
//! or one of some words is read as that; a list is a flag given several times; bytes
//! are base64, or `@FILE`, which is read; anything else is JSON. A parameter that is
//! called like one of the command's own options has `param-` in front of its flag: `--param-timeout`.
//!
//! `--input FILE`, or `--input -` for the standard input, is one flat JSON object that holds parameters by their argument
//! names, headers also by their header names. A flag goes before the same parameter there, as a whole: lists are not put
//! together. Null, and a list without items, can only be given there.
//!
//! A sensitive parameter comes from `--input`, or else from the environment variable that
//! [`Provider::secret_variable`](endpoint_runtime::provider::Provider::secret_variable) names, never from a flag, since
//! every user of a machine sees the flags of its processes. A variable that is empty counts as not set.
//!
//! # Credentials and where calls go
//!
//! The credential is, first found: the profile that `--profile` or else `ACME_PROFILE` names; the environment variables of
//! the provider's credential; the profile `default`, where there is one. Of several schemes the first complete one is
//! taken; a part alone is refused.
//!
//! Profiles stand in the file that `ACME_CONFIG` names, or `$XDG_CONFIG_HOME/acme/credentials.json`, or
//! `~/.config/acme/credentials.json`. It is JSON, as all that goes in and out of the command is, and it is refused
//! unless it belongs to the user and nobody else may read it (mode 0600; Unix only):
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
//! Operations on a host of their own stay there, and are refused where a URL is given: its credential would go to that host.
//!
//! # The gateway
//!
//! `acme gateway` serves, on one port of 127.0.0.1, a page for each operation to read and try it, the OpenAPI document, and
//! the operations themselves, with the credential added on this side. It prints one line, a URL whose fragment holds a token
//! that is new at each start; callers send it as `Authorization: Bearer …`. The credential is found as above, or set on a
//! page once; then it is kept in memory, or encrypted in the file of `--store`. Where there is none, and no option says that
//! the API is meant, the sandbox plays it, and every page says so.
//!
//! Beyond loopback it starts only with keys in place of the token (`--callers`; `acme gateway key new ID` makes one), and
//! with TLS, its own or that of a proxy. What the options say can stand in a file (`--config`), and more than that; its members
//! are told by `acme gateway --help`:
//!
//! ```json
//! { "listen": "0.0.0.0:8443", "environment": "live", "hosts": ["gateway.acme.example"], "callers": "callers.json",
//!   "tls": { "certificate": "chain.pem", "key": "key.pem" }, "store": { "file": "store.json", "key": "store.key" },
//!   "admin": "127.0.0.1:9090", "audit": { "file": "audit.jsonl" }, "limits": { "per_second": 50 } }
//! ```
//!
//! On SIGHUP it reads the file, the keys, the certificate and the store again, and keeps what was there of what is wrong
//! now. On SIGTERM and Ctrl-C it answers what is under way, and ends. With `--stdin-socket` it takes the listening socket from
//! its service manager (systemd: `StandardInput=socket`), so that a restart loses no request.
//!
//! # What comes out
//!
//! The response's body stands on the standard output, as JSON, and nothing else does; of a failed call it is the API's error
//! body, where that is JSON, without the secrets that were sent. A number there is printed as far as an `f64` or a 64-bit
//! integer holds it. Problems stand on the standard error. What a terminal would obey or hide is escaped in both.
//!
//! The exit code is 0 when it is done; 1 when a file that is written, a port or the provider itself did not let it; 2 when the
//! call was wrong, a file that is read included, or no credential was there; 3 when the API said no; 4 when no answer came
//! that could be read.

mod base_url;
mod call;
mod cli;
mod common_args;
mod completions;
mod credentials;
mod describe;
mod duration;
mod escape;
mod example_call;
mod exit;
mod failure;
mod files;
mod flags;
mod gateway;
mod input;
mod io;
mod json;
mod json_output;
mod list;
mod man;
mod openapi;
mod operation_commands;
mod profile;
mod root_command;
mod runtime;
mod sandbox;
mod scrub;
mod sdk;
mod shape;
mod shell;
mod signals;
mod snippet;
mod suggest;
mod table;
mod target;

use std::process::ExitCode;

use endpoint_runtime::provider::{Provider, ProviderError};

pub use cli::Cli;
pub use exit::Exit;
pub use io::Io;
pub use sandbox::{RunningSandbox, SandboxError, SandboxOptions};

/// Runs the command line of a provider on this process's arguments, variables and streams.
#[must_use]
pub fn main(provider: Result<Provider, ProviderError>) -> ExitCode {
    Cli::new(provider).main()
}

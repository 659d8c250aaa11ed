//! The command line `stytch`. Feature `cli`.

use endpoint_cli::{Cli, RunningSandbox, SandboxError, SandboxOptions};

use crate::{
    client::{PROJECT_ID_VARIABLE, SECRET_VARIABLE},
    provider,
    sandbox::Sandbox,
};

/// Returns the command line `stytch`: the commands that every provider has, and `sandbox`.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     stytch_endpoints::cli().main()
/// }
/// ```
pub fn cli() -> Cli {
    Cli::new(provider()).sandbox(sandbox)
}

/// Starts a sandbox with the data of a seed file, or else of the demonstration.
async fn sandbox(options: SandboxOptions) -> Result<RunningSandbox, SandboxError> {
    let sandbox = match &options.seed {
        Some(text) => Sandbox::from_json(text).map_err(SandboxError::seed)?,
        None => Sandbox::demo(),
    };
    let served = sandbox.serve(([127, 0, 0, 1], options.port)).await.map_err(SandboxError::start)?;
    let url = served.url();
    let running = RunningSandbox::new(url, async { served.stop().await })
        .variable(PROJECT_ID_VARIABLE, sandbox.project_id())
        .variable(SECRET_VARIABLE, sandbox.secret());
    Ok(notes(&sandbox).into_iter().fold(running, RunningSandbox::note))
}

/// Returns the ids in a sandbox, and calls that use them.
fn notes(sandbox: &Sandbox) -> Vec<String> {
    let mut notes = sandbox.inventory();
    if let Some([organization, member, app]) = sandbox.revocable() {
        let members = "stytch call b2b.organizations.members";
        let [organization, member, app] = [organization, member, app].map(|id| quote_for_shell(id.as_ref()));
        let ids = format!("--organization-id {organization} --member-id {member}");
        notes.extend([
            String::new(),
            format!("{members}.get_connected_apps {ids}"),
            format!("{members}.connected_apps.revoke {ids} --connected-app-id {app}"),
        ]);
    }
    notes
}

/// Quotes an id as one word of a shell; a seed file may hold any text.
fn quote_for_shell(id: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte);
    if !id.is_empty() && id.bytes().all(is_plain) { id.to_owned() } else { format!("'{}'", id.replace('\'', r"'\''")) }
}

//! The whole command line as a clap command.

use clap::Command;
use endpoint_runtime::provider::{AuthScheme, Provider};

use crate::{
    call, completions, describe, docs, gateway, list, man, openapi,
    operation_commands::{CommandUse, example_name},
    sandbox, sdk, snippet,
};

/// The width of help where there is no terminal, in columns.
const WIDTH: usize = 100;

/// Makes the command line of a provider.
pub(crate) fn root_command(
    provider: &Provider,
    has_sandbox: bool,
    used_for: CommandUse<'_>,
    width: Option<usize>,
) -> Command {
    let name = provider.name.as_str();
    let command = Command::new(name.to_owned())
        .bin_name(name.to_owned())
        .version(provider.version.clone())
        .about(format!("Calls {} and generates code and documents for other callers", provider.title))
        .long_about(long_about(provider))
        .after_long_help(after_help(provider))
        .no_binary_name(true)
        .arg_required_else_help(true)
        .subcommand_required(true)
        .term_width(width.unwrap_or(WIDTH).clamp(40, 120))
        .subcommand(list::command(name))
        .subcommand(describe::command(provider, used_for))
        .subcommand(call::command(provider, used_for))
        .subcommand(snippet::command(provider, used_for))
        .subcommand(openapi::command(name))
        .subcommand(sdk::command(provider))
        .subcommand(gateway::command(provider));
    let command = if has_sandbox { command.subcommand(sandbox::command(name)) } else { command };
    command.subcommand(completions::command(name)).subcommand(man::command(name))
}

fn long_about(provider: &Provider) -> String {
    let Provider { title, docs, .. } = provider;
    let first = format!("Calls {title} and generates code and documents for other callers.");
    if docs.is_empty() { first } else { format!("{first}\n\n{title}: {docs}") }
}

fn after_help(provider: &Provider) -> String {
    let name = &provider.name;
    let variable = |of: &str| provider.variable(of);
    let mut variables = vec![
        (variable("base_url"), "the URL of the API, in place of its own".to_owned()),
        (variable("profile"), "the profile to take the credential from".to_owned()),
        (variable("config"), format!("the credentials file, ~/.config/{name}/credentials.json unless set")),
    ];
    for part in provider.auth.iter().flat_map(AuthScheme::parts) {
        variables.insert(0, (part.variable.clone(), docs::first_paragraph(&part.docs)));
    }
    let width = variables.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let variables: Vec<String> = variables.iter().map(|(name, docs)| format!("  {name:width$}  {docs}\n")).collect();
    format!(
        "Environment:\n{}\n\
         Exit codes:\n  \
         0  success\n  \
         1  local failure: a file that is written, a port, or the provider's definition\n  \
         2  wrong usage: an option, a value, a file that is read, or a missing credential\n  \
         3  the API answered with an error\n  \
         4  no response, or one that cannot be read\n\n\
         Examples:\n  \
         {name} list\n  \
         {name} describe {example}\n  \
         {name} call {example} --help",
        variables.concat(),
        example = example_name(provider),
    )
}

//! `snippet`: a call in another language.

use clap::{ArgMatches, Command, builder::PossibleValuesParser};
use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_runtime::provider::Provider;

use crate::{
    base_url::GivenUrls,
    common_args,
    failure::Failure,
    input::{self, InputUse},
    io::Io,
    operation_commands::{self, CommandUse, example_name},
};

pub(crate) fn command(provider: &Provider, used_for: CommandUse<'_>) -> Command {
    let name = &provider.name;
    let example = example_name(provider);
    let language = common_args::option(common_args::LANG, "LANGUAGE")
        .short('l')
        .help("The language [required]")
        .value_parser(PossibleValuesParser::new(Language::ALL.map(Language::id)));
    let command = Command::new("snippet")
        .about("Prints the call of an operation in another language")
        .long_about(
            "Prints the call of an operation in another language, filled in with the values of flags and of --input. \
             Secrets are references to environment variables, and values that are missing are placeholders.",
        )
        .args(common_args::snippet(provider, language))
        .after_long_help(format!(
            "Examples:\n  {name} snippet {example} --lang typescript\n  {name} snippet {example} -l python --input values.json"
        ));
    operation_commands::add_with_flags(command, provider, used_for, |command, _| command)
}

pub(crate) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let (operation, matches) = operation_commands::selected(provider, matches)?;
    let operation = &operation;
    let Some(language) = matches.get_one::<String>(common_args::LANG) else {
        let known = Language::ALL.map(Language::id).join(", ");
        return Err(Failure::usage(format_args!("no language is given; give --lang with one of {known}")));
    };
    let language: Language = language.parse().map_err(Failure::usage)?;
    let values = input::collect(provider, operation, matches, io, InputUse::Snippet)?.into_snippet()?;
    let given = GivenUrls::find(provider, matches, None, io)?;
    let base = given.choose(provider, None)?;
    let mut options = SnippetOptions::default();
    if let Some((name, url)) = given.choose_host_of(provider, operation, &base)? {
        options = options.host_url(name, url.to_string());
    }
    if base.source.is_some() {
        options = options.base_url(base.url.to_string());
    }
    let text = snippet(provider, operation, &values, &options, language).map_err(Failure::usage)?;
    io.print(text.as_bytes())
}

//! `snippet`: a call in another language.

use clap::{ArgMatches, Command, builder::PossibleValuesParser};
use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_runtime::provider::Provider;

use crate::{
    base_url::{ChosenUrl, GivenUrls},
    command::Purpose,
    failure::Failure,
    flags,
    input::{self, Use},
    operations, own,
    surroundings::Surroundings,
};

pub(crate) fn command(provider: &Provider, purpose: Purpose) -> Command {
    let name = &provider.name;
    let example = provider.operations().next().map_or("OPERATION", |operation| operation.name.as_str());
    let language = own::option(own::LANG, "LANGUAGE")
        .short('l')
        .help("The language [required]")
        .value_parser(PossibleValuesParser::new(Language::ALL.map(Language::id)));
    let command = Command::new("snippet")
        .about("Prints the call of an operation in another language")
        .long_about(
            "Prints the call of an operation in another language, filled in with the values of flags and of --input. \
             Secrets are references to environment variables, and values that are missing are placeholders.",
        )
        .args([language, own::input(), own::base_url()])
        .after_long_help(format!(
            "Examples:\n  {name} snippet {example} --lang typescript\n  {name} snippet {example} -l python --input values.json"
        ));
    operations::add(command, provider, purpose, |command, operation| {
        let flags = flags::of(provider, operation);
        let command = flags::add(command, &flags);
        if purpose == Purpose::Parse { flags::add_refused(command, &flags, provider) } else { command }
    })
}

pub(crate) fn run(
    provider: &Provider,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let (operation, matches) = operations::chosen(provider, matches)?;
    let Some(language) = matches.get_one::<String>(own::LANG) else {
        let known = Language::ALL.map(Language::id).join(", ");
        return Err(Failure::usage(format_args!("no language is given; give --lang, one of {known}")));
    };
    let language: Language = language.parse().map_err(Failure::usage)?;
    let values = input::collect(provider, operation, matches, surroundings, Use::Snippet)?;
    let chosen = GivenUrls::find(provider, matches, None, surroundings)?.choose(provider, None)?;
    let options = match chosen {
        ChosenUrl { url, source: Some(_) } => SnippetOptions::default().base_url(url.to_string()),
        ChosenUrl { source: None, .. } => SnippetOptions::default(),
    };
    surroundings.print(snippet(provider, operation, &values, &options, language).as_bytes())
}

//! The values of a call, from `--input`, flags and environment variables, all checked together.

use std::{borrow::Cow, collections::HashSet, fs};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::ArgMatches;
use endpoint_runtime::{
    Json, JsonMap,
    dynamic::{InputError, InputProblem},
    provider::{Operation, Provider},
};

use crate::{
    common_args, escape,
    failure::Failure,
    file_argument::{FileArgument, STDIN},
    files,
    flag_value::FlagForm,
    flags::{self, Flag},
    given_values::{GivenFile, GivenValues},
    io::Io,
    json,
    table::truncate,
};

/// The most problems that are shown.
const MAX_SHOWN: usize = 20;
/// The longest text that is shown of one problem, in characters.
const MAX_LENGTH: usize = 600;

/// The use that the values are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputUse {
    /// A call. Sensitive values also come from environment variables, and required values must be given.
    Call,
    /// A snippet. Missing values are left out.
    Snippet,
}

/// Reads all values by their argument names.
///
/// # Errors
/// All problems of all values, in one message.
pub(crate) fn collect(
    provider: &Provider,
    operation: &Operation,
    matches: &ArgMatches,
    io: &mut Io<'_>,
    used_for: InputUse,
) -> Result<GivenValues, Failure> {
    let flags = flags::of(operation);
    flags::check_secret_flags(&flags, provider, matches)?;
    let mut reader = InputReader::default();
    if let Some(file) = matches.get_one::<String>(common_args::INPUT) {
        reader.reads_stdin = file == STDIN;
        reader.add_input(operation, read_object(file, io)?);
    }
    reader.add_flags(&flags, matches, used_for);
    if used_for == InputUse::Call {
        reader.add_variables(provider, &flags, io)?;
    }
    reader.check(provider, operation, &flags, used_for)
}

/// Reads the JSON object of a file, or of the standard input.
fn read_object(file: &str, io: &mut Io<'_>) -> Result<JsonMap, Failure> {
    let invalid = |error: String| Failure::usage(format_args!("--input {file}: {error}"));
    let text = match file {
        STDIN => json::read(io.stdin),
        path => files::read_text(path),
    };
    match text.and_then(|text| json::parse(&text)).map_err(invalid)? {
        Json::Object(members) => Ok(members),
        _ => Err(invalid(
            "it is not a JSON object; write one whose members are the values by their argument names".to_owned(),
        )),
    }
}

/// Returns the text of a flag; for bytes given as `@FILE`, the content of the file in base64.
fn flag_text<'t>(flag: &Flag<'_>, text: &'t str) -> Result<Cow<'t, str>, String> {
    match text.strip_prefix('@') {
        Some(path) if flag.value.form == FlagForm::Base64 => {
            let unreadable = |error: String| format!("cannot read {path}: {error}");
            files::read_bytes(path).map(|bytes| STANDARD.encode(bytes).into()).map_err(unreadable)
        }
        _ => Ok(text.into()),
    }
}

/// A reader that collects values and problems from all sources.
#[derive(Default)]
struct InputReader {
    /// The values by their argument names.
    values: JsonMap,
    /// The files that flags name.
    files: Vec<GivenFile>,
    /// True once the standard input is read.
    reads_stdin: bool,
    problems: Vec<String>,
    /// The arguments whose texts could not be parsed. No further problem of these is shown.
    unparsed: HashSet<&'static str>,
}

impl InputReader {
    /// Adds the members of `--input`. A member that is no parameter is kept, so that it is reported with the other problems.
    fn add_input(&mut self, operation: &Operation, members: JsonMap) {
        for (name, value) in members {
            let known = operation.parameter(&name).map(|parameter| parameter.metadata.name);
            let argument = known.map_or_else(|| name.clone(), str::to_owned);
            if self.values.insert(argument.clone(), value).is_some() {
                self.problems.push(format!(
                    "`{argument}` is given twice in --input; give it by the header's name or by the argument's, not by both"
                ));
            }
        }
    }

    fn add_flags(&mut self, flags: &[Flag<'_>], matches: &ArgMatches, used_for: InputUse) {
        for flag in flags.iter().filter(|flag| !flag.is_sensitive()) {
            let texts = flag.texts(matches);
            let is_file = flag.value.form == FlagForm::File
                || flag.is_body() && texts.first().is_some_and(|text| text.starts_with('@'));
            if flag.is_null(matches) {
                self.values.insert(flag.name().to_owned(), Json::Null);
            } else if is_file && !texts.is_empty() {
                self.values.remove(flag.name());
                for text in texts {
                    self.add_file(flag, text, used_for);
                }
            } else if !texts.is_empty() {
                let texts = texts.into_iter().map(|text| flag_text(flag, text)).collect::<Result<Vec<_>, _>>();
                let value =
                    texts.and_then(|texts| flag.value.parse(&texts.iter().map(AsRef::as_ref).collect::<Vec<_>>()));
                self.add(flag, &format!("--{}", flag.long), value);
            }
        }
    }

    fn add_file(&mut self, flag: &Flag<'_>, text: &str, used_for: InputUse) {
        let file = FileArgument::parse(text);
        let problem = if file.is_stdin() {
            let is_read = std::mem::replace(&mut self.reads_stdin, true);
            is_read.then(|| "reads the standard input, which is read already; give the path of a file".to_owned())
        } else if used_for == InputUse::Call {
            match fs::metadata(&file.path) {
                Ok(metadata) if metadata.is_file() => None,
                // It has no length, and is read only once.
                Ok(_) => Some(format!("cannot read {}: it is no file; give `-` for a pipe", file.path)),
                Err(error) => Some(format!("cannot read {}: {error}", file.path)),
            }
        } else {
            None
        };
        if let Some(problem) = problem {
            self.add(flag, &format!("--{}", flag.long), Err(problem));
            return;
        }
        let (is_body, is_repeated) = (flag.is_body(), flag.parameter.metadata.repeated);
        self.files.push(GivenFile { name: flag.name(), file, is_body, is_repeated });
    }

    fn add_variables(&mut self, provider: &Provider, flags: &[Flag<'_>], io: &Io<'_>) -> Result<(), Failure> {
        for flag in flags.iter().filter(|flag| flag.is_sensitive()) {
            if self.values.contains_key(flag.name()) {
                continue;
            }
            let variable = provider.secret_variable(&flag.parameter.metadata);
            let Some(text) = io.variable(&variable)? else { continue };
            // The variable of a field that is a list holds the whole list as JSON. That of a repeated parameter holds one item.
            let value = if flag.value.is_list && !flag.parameter.metadata.is_list() {
                json::parse(&text).map_err(|error| format!("is not JSON: {error}"))
            } else {
                flag.value.parse(&[&text])
            };
            self.add(flag, &variable, value);
        }
        Ok(())
    }

    fn add(&mut self, flag: &Flag<'_>, source: &str, value: Result<Json, String>) {
        match value {
            Ok(value) => drop(self.values.insert(flag.name().to_owned(), value)),
            Err(problem) => {
                self.problems.push(format!("{source} {problem}"));
                self.unparsed.insert(flag.name());
            }
        }
    }

    fn check(
        self,
        provider: &Provider,
        operation: &Operation,
        flags: &[Flag<'_>],
        used_for: InputUse,
    ) -> Result<GivenValues, Failure> {
        let Self { values: json, files, mut problems, unparsed, .. } = self;
        let values = GivenValues { json, files };
        let mut more = 0;
        let errors = match used_for {
            InputUse::Call => operation.check(values.without_contents()),
            InputUse::Snippet => operation.check_given(values.without_contents()),
        };
        for error in errors {
            match error.problem() {
                InputProblem::More { more: further } => more += further,
                _ if unparsed.contains(error.name()) => {}
                _ => problems.push(explain(&error, provider, flags)),
            }
        }
        match (problems.as_slice(), more) {
            ([], 0) => Ok(values),
            (problems, more) => Err(failure(provider, operation, problems, more)),
        }
    }
}

/// Writes the error, and for a missing value how to give it.
fn explain(error: &InputError, provider: &Provider, flags: &[Flag<'_>]) -> String {
    let flag = flags.iter().find(|flag| flag.name() == error.name());
    match (error.problem(), flag) {
        (InputProblem::Missing, Some(flag)) if !flag.is_sensitive() => {
            format!("{error}; give --{} {}", flag.long, flag.value_name())
        }
        (InputProblem::Missing, Some(flag)) => {
            format!("{error}; set {}, or give it in --input", provider.secret_variable(&flag.parameter.metadata))
        }
        _ => error.to_string(),
    }
}

/// Writes a problem on one line of bounded length, since it may hold names from the input.
fn one_line(problem: &str) -> String {
    truncate(&escape::line(problem), MAX_LENGTH)
}

fn failure(provider: &Provider, operation: &Operation, problems: &[String], more: usize) -> Failure {
    let hint = format!("`{} describe {}` shows the values that it takes", provider.name, operation.name);
    if let ([problem], 0) = (problems, more) {
        return Failure::usage(format_args!("{}\n{hint}", one_line(problem)));
    }
    let all = problems.len() + more;
    let list = problems.iter().take(MAX_SHOWN).map(|problem| one_line(problem)).collect::<Vec<_>>().join("\n  ");
    let rest = match all.saturating_sub(MAX_SHOWN.min(problems.len())) {
        0 => String::new(),
        rest => format!("\n  … and {rest} more"),
    };
    Failure::usage(format_args!("{all} values are wrong:\n  {list}{rest}\n{hint}"))
}

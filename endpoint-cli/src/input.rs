//! The values of a call: of `--input`, of flags, of the environment, checked all at once.

use std::{borrow::Cow, collections::HashSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::ArgMatches;
use endpoint_runtime::{
    dynamic::{InputError, InputProblem},
    provider::{Operation, Provider},
};
use serde_json::{Map, Value};

use crate::{
    common_args, escape,
    failure::Failure,
    files,
    flags::{self, Flag},
    io::Io,
    json,
    shape::Kind,
    table::truncate,
};

/// So many problems are told.
const SHOWN: usize = 20;
/// The most characters that are told of one.
const LONGEST: usize = 600;

/// What the values are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputUse {
    /// To be sent: secrets come from the environment, too, and what is required has to be there.
    Call,
    /// To be shown: what is not there is left out.
    Snippet,
}

/// Reads all values by their argument names.
///
/// # Errors
/// Everything that is wrong with them.
pub(crate) fn collect(
    provider: &Provider,
    operation: &Operation,
    matches: &ArgMatches,
    io: &mut Io<'_>,
    purpose: InputUse,
) -> Result<Map<String, Value>, Failure> {
    let flags = flags::of(provider, operation);
    if let Some(refusal) = flags::refusal(&flags, provider, matches) {
        return Err(Failure::usage(refusal));
    }
    let mut values = Values::default();
    if let Some(file) = matches.get_one::<String>(common_args::INPUT) {
        values.take_input(operation, read(file, io)?);
    }
    values.take_flags(&flags, matches);
    if purpose == InputUse::Call {
        values.take_environment(provider, &flags, io)?;
    }
    values.checked(provider, operation, &flags, purpose)
}

/// The object in a file, or on the standard input.
fn read(file: &str, io: &mut Io<'_>) -> Result<Map<String, Value>, Failure> {
    let told = |error: String| Failure::usage(format_args!("--input {file}: {error}"));
    let text = match file {
        "-" => json::read(io.stdin),
        path => files::read_text(path),
    };
    match text.and_then(|text| json::parse(&text)).map_err(told)? {
        Value::Object(members) => Ok(members),
        _ => Err(told("it is no JSON object; it holds every value by its argument name".to_owned())),
    }
}

/// What was given; of bytes as `@FILE`, which is no base64, what the file holds.
fn text_of<'t>(flag: &Flag<'_>, text: &'t str) -> Result<Cow<'t, str>, String> {
    match text.strip_prefix('@') {
        Some(path) if flag.shape.kind == Kind::Bytes => {
            let told = |error: String| format!("cannot read {path}: {error}");
            files::read_bytes(path).map(|bytes| STANDARD.encode(bytes).into()).map_err(told)
        }
        _ => Ok(text.into()),
    }
}

#[derive(Default)]
struct Values {
    known: Map<String, Value>,
    problems: Vec<String>,
    /// The arguments whose texts are no values, of which no more needs to be said.
    unread: HashSet<&'static str>,
}

impl Values {
    /// Takes the members; one that no parameter goes by is kept, to be named with all else that is wrong.
    fn take_input(&mut self, operation: &Operation, members: Map<String, Value>) {
        for (name, value) in members {
            let known = operation.parameter(&name).map(|parameter| parameter.metadata.name);
            let argument = known.map_or_else(|| name.clone(), str::to_owned);
            if self.known.insert(argument.clone(), value).is_some() {
                let told = "stands twice in --input: a header goes by its name or by its argument's, not by both";
                self.problems.push(format!("`{argument}` {told}"));
            }
        }
    }

    fn take_flags(&mut self, flags: &[Flag<'_>], matches: &ArgMatches) {
        for flag in flags.iter().filter(|flag| !flag.is_sensitive()) {
            let texts = flag.texts(matches);
            if !texts.is_empty() {
                let texts = texts.into_iter().map(|text| text_of(flag, text)).collect::<Result<Vec<_>, _>>();
                let value =
                    texts.and_then(|texts| flag.shape.values(&texts.iter().map(AsRef::as_ref).collect::<Vec<_>>()));
                self.take(flag, &format!("--{}", flag.long), value);
            }
        }
    }

    fn take_environment(&mut self, provider: &Provider, flags: &[Flag<'_>], io: &Io<'_>) -> Result<(), Failure> {
        for flag in flags.iter().filter(|flag| flag.is_sensitive()) {
            if self.known.contains_key(flag.name()) {
                continue;
            }
            let variable = provider.secret_variable(flag.name());
            let Some(text) = io.variable(&variable)? else { continue };
            // A list of a body's field is JSON as a whole; what is repeated has the variable for its only item.
            let value = if flag.shape.list && !flag.parameter.metadata.repeated {
                json::parse(&text).map_err(|error| format!("is no JSON: {error}"))
            } else {
                flag.shape.values(&[&text])
            };
            self.take(flag, &variable, value);
        }
        Ok(())
    }

    fn take(&mut self, flag: &Flag<'_>, source: &str, value: Result<Value, String>) {
        match value {
            Ok(value) => drop(self.known.insert(flag.name().to_owned(), value)),
            Err(problem) => {
                self.problems.push(format!("{source} {problem}"));
                self.unread.insert(flag.name());
            }
        }
    }

    fn checked(
        self,
        provider: &Provider,
        operation: &Operation,
        flags: &[Flag<'_>],
        purpose: InputUse,
    ) -> Result<Map<String, Value>, Failure> {
        let Self { known, mut problems, unread } = self;
        let input = Value::Object(known);
        let mut more = 0;
        for error in errors(operation, &input, purpose) {
            match error.problem() {
                InputProblem::More { more: untold } => more += untold,
                InputProblem::Missing if purpose == InputUse::Snippet => {}
                _ if unread.contains(error.name()) => {}
                _ => problems.push(told(&error, provider, flags)),
            }
        }
        match (problems.as_slice(), more, input) {
            ([], 0, Value::Object(values)) => Ok(values),
            (problems, more, _) => Err(refused(provider, operation, problems, more)),
        }
    }
}

/// All that is wrong. Where values may be missing, they do not take the place of what is told otherwise.
fn errors(operation: &Operation, input: &Value, purpose: InputUse) -> Vec<InputError> {
    let errors = operation.check(input);
    let is_cut = errors.iter().any(|error| matches!(error.problem(), InputProblem::More { .. }));
    if !is_cut || purpose == InputUse::Call {
        return errors;
    }
    let mut given = operation.clone();
    given.parameters.retain(|parameter| input.get(parameter.metadata.name).is_some());
    given.check(input)
}

/// What is wrong, with the way to give what is missing.
fn told(error: &InputError, provider: &Provider, flags: &[Flag<'_>]) -> String {
    let flag = flags.iter().find(|flag| flag.name() == error.name());
    match (error.problem(), flag) {
        (InputProblem::Missing, Some(flag)) if !flag.is_sensitive() => {
            format!("{error}; give --{} {}", flag.long, flag.value_name())
        }
        (InputProblem::Missing, Some(flag)) => {
            format!("{error}; set {}, or give it in --input", provider.secret_variable(flag.name()))
        }
        _ => error.to_string(),
    }
}

/// A problem on one line, cut where it is far too long: it may hold names of the input's.
fn shown(problem: &str) -> String {
    truncate(&escape::line(problem), LONGEST)
}

fn refused(provider: &Provider, operation: &Operation, problems: &[String], more: usize) -> Failure {
    let hint = format!("`{} describe {}` shows what it takes", provider.name, operation.name);
    if let ([problem], 0) = (problems, more) {
        return Failure::usage(format_args!("{}\n{hint}", shown(problem)));
    }
    let all = problems.len() + more;
    let list = problems.iter().take(SHOWN).map(|problem| shown(problem)).collect::<Vec<_>>().join("\n  ");
    let rest = match all.saturating_sub(SHOWN.min(problems.len())) {
        0 => String::new(),
        rest => format!("\n  … and {rest} more"),
    };
    Failure::usage(format_args!("{all} values are wrong:\n  {list}{rest}\n{hint}"))
}

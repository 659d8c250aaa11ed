//! The flags of an operation, made of its parameters.

use std::{collections::HashSet, ffi::OsStr};

use clap::{
    Arg, ArgAction, ArgMatches, Command,
    builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParser},
};
use endpoint_export::schema::Definitions;
use endpoint_runtime::provider::{AuthScheme, InputParameter, Operation, Provider};
use serde_json::Value;

use crate::{
    common_args::RESERVED,
    shape::{Kind, Shape, content},
};

/// What stands in front of a parameter's flag where the command has an option of its name.
const PREFIX: &str = "param-";

/// A parameter's flag; that of a sensitive one is refused when it is given.
pub(crate) struct Flag<'a> {
    pub(crate) parameter: &'a InputParameter,
    /// Without `--`.
    pub(crate) long: String,
    pub(crate) shape: Shape,
    /// Its own text, or that of its type.
    pub(crate) docs: &'a str,
}

/// The flags of an operation, in the order of its parameters.
pub(crate) fn of<'a>(provider: &'a Provider, operation: &'a Operation) -> Vec<Flag<'a>> {
    let mut taken: HashSet<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
    let flag = |parameter: &'a InputParameter| {
        let mut long = kebab(parameter.metadata.name);
        while !taken.insert(long.clone()) {
            long.insert_str(0, PREFIX);
        }
        let definitions = &*provider.definitions;
        Flag { parameter, long, shape: Shape::of(parameter, definitions), docs: docs(parameter, definitions) }
    };
    operation.parameters.iter().map(flag).collect()
}

/// `organization_id` as it stands in flags.
pub(crate) fn kebab(name: &str) -> String {
    let trimmed = name.trim_matches('_');
    if trimmed.is_empty() { name.to_owned() } else { trimmed.replace('_', "-") }
}

impl Flag<'_> {
    pub(crate) fn name(&self) -> &'static str {
        self.parameter.metadata.name
    }

    pub(crate) fn is_sensitive(&self) -> bool {
        self.parameter.metadata.sensitive
    }

    /// Whether its value stands behind `=` only, since the flag alone has a meaning.
    pub(crate) fn needs_equals(&self) -> bool {
        self.shape.kind == Kind::Boolean && !self.shape.list
    }

    /// What stands for the value in help: `MEMBER_ID`.
    pub(crate) fn value_name(&self) -> String {
        let name = self.name().trim_matches('_').to_uppercase();
        if name.is_empty() { "VALUE".to_owned() } else { name }
    }

    /// The texts that were given, in order.
    pub(crate) fn texts<'m>(&self, matches: &'m ArgMatches) -> Vec<&'m str> {
        let given = matches.try_get_many::<String>(&self.id()).ok().flatten();
        given.into_iter().flatten().map(String::as_str).collect()
    }

    /// Names the argument within the command, apart from the command's own.
    fn id(&self) -> String {
        format!("parameter {}", self.name())
    }

    fn arg(&self) -> Arg {
        let metadata = self.parameter.metadata;
        let need = if metadata.required { " [required]" } else { "" };
        let hint = match (self.shape.kind, self.shape.list) {
            (Kind::Bytes, false) => " [base64, or @FILE]",
            (Kind::Bytes, true) => " [base64, or @FILE; may be given several times]",
            (Kind::Boolean, false) => " [the flag alone, or behind `=`]",
            (_, true) => " [may be given several times]",
            (_, false) => "",
        };
        let arg = Arg::new(self.id())
            .long(self.long.clone())
            .value_name(self.value_name())
            .value_parser(ValueParser::new(SuggestedValues(self.hints())))
            .help(format!("{}{need}{hint}", first_paragraph(self.docs)))
            .help_heading("Parameters");
        let arg = match self.shape.kind {
            _ if self.needs_equals() => arg.num_args(0..=1).require_equals(true).default_missing_value("true"),
            _ => arg.allow_hyphen_values(true),
        };
        if self.shape.list { arg.action(ArgAction::Append) } else { arg }
    }

    fn hints(&self) -> Vec<String> {
        match self.shape.kind {
            Kind::Boolean => vec!["true".to_owned(), "false".to_owned()],
            _ => self.shape.choices.clone(),
        }
    }
}

/// Adds the operation's flags to its command.
pub(crate) fn add(command: Command, flags: &[Flag<'_>]) -> Command {
    command.args(flags.iter().filter(|flag| !flag.is_sensitive()).map(Flag::arg))
}

/// Adds what looks like a flag for a secret, so that it can be refused with the way to give it.
pub(crate) fn add_refused(command: Command, flags: &[Flag<'_>], provider: &Provider) -> Command {
    let refused = refused(flags, provider).into_iter().map(|(long, _)| {
        Arg::new(format!("refused {long}")).long(long).num_args(0..=1).allow_hyphen_values(true).hide(true)
    });
    command.args(refused)
}

/// What is wrong with a secret that was given as a flag.
pub(crate) fn refusal(flags: &[Flag<'_>], provider: &Provider, matches: &ArgMatches) -> Option<String> {
    let given = |long: &str| {
        let source = matches.try_contains_id(&format!("refused {long}")).ok().filter(|there| *there);
        source.is_some()
    };
    let (long, cure) = refused(flags, provider).into_iter().find(|(long, _)| given(long))?;
    Some(format!("--{long} is no flag, since every user of a machine sees the flags of its processes; {cure}"))
}

/// The flags that secrets would have, each with the way to give the secret.
fn refused(flags: &[Flag<'_>], provider: &Provider) -> Vec<(String, String)> {
    let sensitive = flags.iter().filter(|flag| flag.is_sensitive());
    let mut refused: Vec<(String, String)> = sensitive
        .map(|flag| {
            let name = flag.name();
            let cure = format!("set {}, or give \"{name}\" in --input", provider.secret_variable(name));
            (flag.long.clone(), cure)
        })
        .collect();
    for part in provider.auth.iter().flat_map(AuthScheme::parts) {
        let long = kebab(&part.name);
        let is_taken = RESERVED.contains(&long.as_str())
            || flags.iter().any(|flag| flag.long == long)
            || refused.iter().any(|(taken, _)| *taken == long);
        if !is_taken {
            refused.push((long, format!("set {}, or put it into a profile", part.variable)));
        }
    }
    refused
}

/// The text of a parameter, else that of its type.
pub(crate) fn docs<'a>(parameter: &'a InputParameter, definitions: &'a Definitions) -> &'a str {
    let own = parameter.metadata.docs;
    let described = |schema: &'a Value| schema.get("description").and_then(Value::as_str);
    let of_type = || described(&parameter.schema).or_else(|| described(content(&parameter.schema, definitions)));
    if own.is_empty() { of_type().unwrap_or_default() } else { own }
}

/// The first paragraph of a text, on one line.
pub(crate) fn first_paragraph(docs: &str) -> String {
    docs.lines().map(str::trim).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Takes any text, and tells which ones are meant: what is wrong with a value is said with what is wrong with the others.
#[derive(Clone)]
pub(crate) struct SuggestedValues(pub(crate) Vec<String>);

impl TypedValueParser for SuggestedValues {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        if self.0.is_empty() { None } else { Some(Box::new(self.0.iter().map(PossibleValue::new))) }
    }
}

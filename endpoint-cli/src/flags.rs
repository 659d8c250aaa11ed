//! The flags of an operation, made of its parameters.

use std::collections::HashSet;

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, builder::ValueParser};
use endpoint_runtime::{
    metadata::{BodyFormat, ParameterLocation},
    provider::{AuthScheme, InputParameter, Operation, Provider, TypeKind, Types},
};

use crate::{
    common_args::RESERVED,
    docs,
    failure::Failure,
    flag_value::{FlagForm, FlagValue},
    suggested_values::SuggestedValues,
};

/// The prefix of a flag whose parameter has the name of one of the command's options.
const PREFIX: &str = "param-";

/// The heading of the flags in help.
const HEADING: &str = "Parameters";

/// The suffix of the flag that sets null.
const NULL_SUFFIX: &str = "-null";

/// The flag of a parameter. That of a sensitive parameter is refused.
pub(crate) struct Flag<'a> {
    pub(crate) parameter: &'a InputParameter,
    /// The name of the flag, without `--`.
    pub(crate) long: String,
    /// The name of the flag that sets null, if null can be sent.
    pub(crate) null_long: Option<String>,
    pub(crate) value: FlagValue,
    /// The parameter's documentation, or that of its type.
    pub(crate) docs: &'a str,
}

/// Returns the flags of an operation, in the order of its parameters.
pub(crate) fn of(operation: &Operation) -> Vec<Flag<'_>> {
    let types = &*operation.types;
    let mut taken: HashSet<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
    let mut free = |mut long: String| {
        while !taken.insert(long.clone()) {
            long.insert_str(0, PREFIX);
        }
        long
    };
    let flag = |parameter| Flag {
        parameter,
        long: free(kebab(parameter.metadata.name)),
        null_long: None,
        value: FlagValue::of(&InputParameter::input_type(parameter), types),
        docs: &parameter.docs,
    };
    let mut flags: Vec<Flag<'_>> = operation.parameters.iter().map(flag).collect();
    // The flags of values are named first, so that a parameter `note_null` keeps the name of its flag.
    for flag in flags.iter_mut().filter(|flag| takes_null(operation, flag.parameter, types)) {
        flag.null_long = Some(free(format!("{}{NULL_SUFFIX}", flag.long)));
    }
    flags
}

/// Returns whether null can be sent for the parameter, and is no JSON text that its flag takes anyway.
fn takes_null(operation: &Operation, parameter: &InputParameter, types: &Types) -> bool {
    let metadata = parameter.metadata;
    let is_json = operation.metadata.body == BodyFormat::Json
        && matches!(metadata.location, ParameterLocation::Field | ParameterLocation::Body);
    let value = parameter.input_type();
    is_json
        && !metadata.sensitive
        && types.is_nullable(&value)
        && !matches!(types.kind(&value), TypeKind::Any | TypeKind::Null)
}

/// Converts `organization_id` to `organization-id`.
pub(crate) fn kebab(name: &str) -> String {
    let trimmed = name.trim_matches('_');
    if trimmed.is_empty() { name.to_owned() } else { trimmed.replace('_', "-") }
}

impl Flag<'_> {
    pub(crate) fn name(&self) -> &'static str {
        self.parameter.metadata.name
    }

    /// Returns whether the value is a secret, which no flag takes. A file is named by its path, which is none.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.parameter.metadata.sensitive && self.value.form != FlagForm::File
    }

    /// Returns whether the value is a whole body of bytes.
    pub(crate) fn is_body(&self) -> bool {
        self.value.form == FlagForm::Base64 && self.parameter.metadata.location == ParameterLocation::Body
    }

    /// Returns whether a value needs `=`, since the flag alone is valid, too.
    pub(crate) fn needs_equals(&self) -> bool {
        self.value.form == FlagForm::Boolean && !self.value.is_list
    }

    /// Returns the placeholder of the value in help: `MEMBER_ID`.
    pub(crate) fn value_name(&self) -> String {
        let name = self.name().trim_matches('_').to_uppercase();
        if name.is_empty() { "VALUE".to_owned() } else { name }
    }

    /// Returns the texts that were given, in order.
    pub(crate) fn texts<'m>(&self, matches: &'m ArgMatches) -> Vec<&'m str> {
        let given = matches.try_get_many::<String>(&self.id()).ok().flatten();
        given.into_iter().flatten().map(String::as_str).collect()
    }

    /// Returns whether null was given.
    pub(crate) fn is_null(&self, matches: &ArgMatches) -> bool {
        self.null_long.is_some() && matches.get_flag(&self.null_id())
    }

    /// Returns the id of the flag in clap, which is different from those of the command's options.
    fn id(&self) -> String {
        format!("parameter {}", self.name())
    }

    fn null_id(&self) -> String {
        format!("null {}", self.name())
    }

    /// Returns the flag that sets null, in place of a value.
    fn null_arg(&self) -> Option<Arg> {
        let long = self.null_long.clone()?;
        let arg = Arg::new(self.null_id()).long(long).action(ArgAction::SetTrue).conflicts_with(self.id());
        Some(arg.help(format!("Sends null in place of --{}", self.long)).help_heading(HEADING))
    }

    fn arg(&self) -> Arg {
        let metadata = self.parameter.metadata;
        let need = match (metadata.required, metadata.idempotency_key) {
            (true, _) => " [required]",
            (_, true) => " [made for each call that has none]",
            _ => "",
        };
        let hint = match (self.value.form, self.value.is_list) {
            (FlagForm::File, false) => " [a path, or `-` for the standard input; `;type=image/png` behind it]",
            (FlagForm::File, true) => {
                " [a path, or `-` for the standard input; `;type=image/png` behind it; may be given several times]"
            }
            (FlagForm::Base64, false) if self.is_body() => " [base64, or @FILE, or @- for the standard input]",
            (FlagForm::Base64, false) => " [base64, or @FILE]",
            (FlagForm::Base64, true) => " [base64, or @FILE; may be given several times, or as a JSON array]",
            (FlagForm::Boolean, false) => " [the flag alone, or behind `=`]",
            (FlagForm::Json, false) => " [JSON]",
            (FlagForm::Json, true) if self.value.takes_array() => {
                " [JSON; may be given several times, or as a JSON array]"
            }
            (FlagForm::Json, true) => " [JSON; may be given several times]",
            (_, true) if self.value.takes_array() => " [may be given several times, or as a JSON array]",
            (_, true) => " [may be given several times]",
            (_, false) => "",
        };
        let arg = Arg::new(self.id())
            .long(self.long.clone())
            .value_name(self.value_name())
            .value_parser(ValueParser::new(SuggestedValues(self.suggested_values())))
            .help(format!("{}{need}{hint}", docs::first_paragraph(self.docs)))
            .help_heading(HEADING);
        let arg = if self.value.form == FlagForm::File { arg.value_hint(ValueHint::FilePath) } else { arg };
        let arg = match self.value.form {
            _ if self.needs_equals() => arg.num_args(0..=1).require_equals(true).default_missing_value("true"),
            _ => arg.allow_hyphen_values(true),
        };
        if self.value.is_list { arg.action(ArgAction::Append) } else { arg }
    }

    fn suggested_values(&self) -> Vec<String> {
        match self.value.form {
            FlagForm::Boolean => vec!["true".to_owned(), "false".to_owned()],
            _ => self.value.choices.clone(),
        }
    }
}

/// Adds the operation's flags to its command.
pub(crate) fn add(command: Command, flags: &[Flag<'_>]) -> Command {
    let shown = flags.iter().filter(|flag| !flag.is_sensitive());
    command.args(shown.flat_map(|flag| std::iter::once(flag.arg()).chain(flag.null_arg())))
}

/// Adds hidden flags for secrets, so that [`check_secret_flags`] can refuse them and say how to give the secret.
pub(crate) fn add_secret_flags(command: Command, flags: &[Flag<'_>], provider: &Provider) -> Command {
    let secret = secret_flags(flags, provider).into_iter().map(|(long, _)| {
        Arg::new(format!("secret {long}")).long(long).num_args(0..=1).allow_hyphen_values(true).hide(true)
    });
    command.args(secret)
}

/// Refuses a secret that was given as a flag.
pub(crate) fn check_secret_flags(flags: &[Flag<'_>], provider: &Provider, matches: &ArgMatches) -> Result<(), Failure> {
    let is_given = |long: &str| matches.try_contains_id(&format!("secret {long}")).unwrap_or(false);
    match secret_flags(flags, provider).into_iter().find(|(long, _)| is_given(long)) {
        Some((long, cure)) => Err(Failure::usage(format_args!(
            "--{long} is not accepted, since every user of a machine can see the arguments of its processes; {cure}"
        ))),
        None => Ok(()),
    }
}

/// Returns the flags that secrets would have, each with the way to give the secret.
fn secret_flags(flags: &[Flag<'_>], provider: &Provider) -> Vec<(String, String)> {
    let sensitive = flags.iter().filter(|flag| flag.is_sensitive());
    let mut secret: Vec<(String, String)> = sensitive
        .map(|flag| {
            let name = flag.name();
            let cure =
                format!("set {}, or give \"{name}\" in --input", provider.secret_variable(&flag.parameter.metadata));
            (flag.long.clone(), cure)
        })
        .collect();
    for part in provider.auth.iter().flat_map(AuthScheme::parts) {
        let long = kebab(&part.name);
        let is_taken = RESERVED.contains(&long.as_str())
            || flags.iter().any(|flag| flag.long == long || flag.null_long.as_ref() == Some(&long))
            || secret.iter().any(|(taken, _)| *taken == long);
        if !is_taken {
            secret.push((long, format!("set {}, or put it into a profile", part.variable)));
        }
    }
    secret
}

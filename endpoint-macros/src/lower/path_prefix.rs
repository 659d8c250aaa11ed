//! The option `path` of a trait: the prefix of its methods' templates.

use syn::LitStr;

use super::{
    binding::{colon_name, report_colon_name, similar_argument},
    options::Options,
    template::{self, TemplateError},
};
use crate::{
    diagnostics::{Diagnostics, quoted_list},
    model::{Endpoint, Template},
};

/// The prefix of the templates of a trait.
pub(super) struct PathPrefix {
    /// The prefix as written, at which mistakes in it are reported.
    literal: LitStr,
    text: String,
    pub(super) template: Template,
    /// False after a mistake, which was reported.
    pub(super) is_certain: bool,
}

impl PathPrefix {
    pub(super) fn read(options: &mut Options<'_>) -> Option<Self> {
        let literal = options.string("path", "`path = \"/v1/things\"`")?;
        let text = literal.value();
        let (template, errors) = template::parse_prefix(&text);
        let is_certain = errors.iter().all(|error| error.is_corrected);
        for error in errors {
            options.diagnostics().report(&literal, error.problem, error.help);
        }
        Some(Self { literal, text, template, is_certain })
    }

    /// Returns the whole template of a method that adds `suffix`, beside the mistakes in the suffix.
    pub(super) fn join(&self, suffix: &str, arguments: &[&str]) -> (Template, Vec<TemplateError>) {
        template::parse_suffix(suffix, &self.text, &self.template, arguments)
    }

    /// Reports the names in the prefix that are no arguments of some methods, and `:name` in place of `<name>`, each once
    /// for all methods.
    pub(super) fn check_arguments(&self, endpoints: &[Endpoint], diagnostics: &mut Diagnostics) {
        for segment in &self.template.segments {
            for name in segment.argument_names() {
                self.check_argument(name, endpoints, diagnostics);
            }
            let is_argument = |name: &&str| endpoints.iter().any(|endpoint| endpoint.argument(name).is_some());
            if let Some(name) = colon_name(segment).filter(is_argument) {
                report_colon_name(&self.literal, name, diagnostics);
            }
        }
    }

    fn check_argument(&self, name: &str, endpoints: &[Endpoint], diagnostics: &mut Diagnostics) {
        // A method whose route could not be read lacks nothing.
        let lacks = |endpoint: &&Endpoint| {
            endpoint.template.argument_names().any(|named| named == name) && endpoint.argument(name).is_none()
        };
        let lacking: Vec<&Endpoint> = endpoints.iter().filter(lacks).collect();
        let Some(first) = lacking.first() else { return };
        let similar = |endpoint: &Endpoint| {
            let arguments = endpoint.arguments.iter().map(|argument| argument.name.as_str());
            similar_argument(name, arguments, &endpoint.template).map(str::to_owned)
        };
        let help = match similar(first)
            .filter(|meant| lacking.iter().all(|other| similar(other).as_ref() == Some(meant)))
        {
            Some(meant) => format!("did you mean `<{meant}>`?"),
            None => {
                format!(
                    "add an argument `{name}: …`, or remove `<{name}>` from the prefix and write it in the templates"
                )
            }
        };
        let methods = quoted_list(lacking.iter().map(|endpoint| endpoint.name.as_str()));
        let have = if lacking.len() == 1 { "has" } else { "have" };
        diagnostics.report(&self.literal, format!("{methods} {have} no argument `{name}`"), help);
    }
}

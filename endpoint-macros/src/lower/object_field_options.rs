//! The arguments of `#[field("wireName", alias = "…", default = …)]` on a field of an object.

use syn::{
    Attribute, Expr, Ident, LitStr, Meta,
    parse::{ParseStream, Parser as _},
};

use super::options::{Options, report_twice};
use crate::{
    diagnostics::{Diagnostics, find_similar},
    model::FieldDefault,
    syntax::options::{OptionList, OptionValue, WrittenOption},
};

#[derive(Default)]
pub(super) struct ObjectFieldOptions {
    pub(super) wire_name: Option<LitStr>,
    pub(super) aliases: Vec<LitStr>,
    pub(super) default: Option<FieldDefault>,
    /// The tokens of `default`.
    pub(super) default_ident: Option<Ident>,
}

impl ObjectFieldOptions {
    pub(super) fn read(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Self {
        const FORM: &str = "write `#[field(\"wireName\")]`, `#[field(alias = \"oldName\")]` or `#[field(default = …)]`";
        let list = match &attribute.meta {
            Meta::List(list) if !list.tokens.is_empty() => list,
            _ => {
                diagnostics.report(attribute, "`#[field]` says nothing about the field", FORM);
                return Self::default();
            }
        };
        let mut wire_name: Option<LitStr> = None;
        let mut options = OptionList::default();
        let parser = |input: ParseStream<'_>| {
            if input.peek(LitStr) {
                wire_name = Some(input.parse()?);
                options.parse_comma(input)?;
            }
            options.parse_rest(input)
        };
        if let Err(error) = parser.parse2(list.tokens.clone()) {
            diagnostics.report_syntax_error(error);
        }
        diagnostics.report_syntax_errors(options.mistakes);
        Self::check(wire_name, options.options, diagnostics)
    }

    fn check(wire_name: Option<LitStr>, mut written: Vec<WrittenOption>, diagnostics: &mut Diagnostics) -> Self {
        let mut read = Self { wire_name, ..Self::default() };
        for alias in written.extract_if(.., |option| option.name == "alias") {
            match alias.value.assigned::<LitStr>() {
                Some(text) => read.aliases.push(text),
                None => {
                    diagnostics.report(&alias, "invalid value for the option `alias`", "write `alias = \"oldName\"`");
                }
            }
        }
        for option in written.extract_if(.., |option| option.name == "default") {
            if read.default_ident.is_some() {
                report_twice(&option.name, diagnostics);
            } else {
                read.default = default(&option, diagnostics);
                read.default_ident = Some(option.name);
            }
        }
        for name in written.extract_if(.., |option| is_name(option)) {
            let text = name.value.assigned::<LitStr>().map_or_else(|| name.name.to_string(), |text| text.value());
            let problem = format!("unknown option `{}`", name.name);
            diagnostics.report(&name, problem, format!("write `#[field(\"{text}\")]` to rename the field"));
        }
        let mut options = Options::new(written, diagnostics);
        options.know(&KNOWN);
        options.report_unknown(None);
        read
    }
}

const KNOWN: [&str; 2] = ["alias", "default"];

/// Returns whether an unknown option is probably meant as the field's name.
fn is_name(option: &WrittenOption) -> bool {
    match option.value {
        OptionValue::None => find_similar(&option.name.to_string(), KNOWN).is_none(),
        OptionValue::Assigned(_) => option.name == "rename" || option.name == "name",
        OptionValue::List(_) => false,
    }
}

fn default(option: &WrittenOption, diagnostics: &mut Diagnostics) -> Option<FieldDefault> {
    if let OptionValue::None = option.value {
        return Some(FieldDefault::OfType);
    }
    let value = option.value.assigned::<Expr>().map(|value| FieldDefault::Value(Box::new(value)));
    if value.is_none() {
        let help = "write `default = expression`, or `default` for that of the type";
        diagnostics.report(option, "invalid value for the option `default`", help);
    }
    value
}

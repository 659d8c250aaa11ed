//! The check of arguments that are one or more segments of the path.

use super::argument::WrittenArgument;
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Template, TextForm},
    syntax::types,
};

/// Returns whether the value of `<name..>` is a list without a separator, and reports it.
pub(super) fn is_plain_list(argument: &WrittenArgument, template: &Template, diagnostics: &mut Diagnostics) -> bool {
    let WrittenArgument { name, ty, .. } = argument;
    let is_refused = argument.is_plain() && types::vec(ty).is_some() && template.is_several(name);
    if is_refused {
        let help = format!("write `{name}: String`; the value is split at its slashes");
        diagnostics.report(ty, format!("`{name}` is a list, but `<{name}..>` is one text"), help);
    }
    is_refused
}

/// Refuses a list or a JSON text as the value of `<name..>`, whose slashes would be those of the path.
pub(super) fn check(arguments: &[Argument], template: &Template, diagnostics: &mut Diagnostics) {
    let is_refused = |argument: &&Argument| argument.form != TextForm::Plain && template.is_several(&argument.name);
    for Argument { ident, name, form, .. } in arguments.iter().filter(is_refused) {
        let attribute = match form {
            TextForm::Joined(_) => "`#[join]`",
            TextForm::Nested(_) => continue,
            _ => "`#[encode(json)]`",
        };
        let help = format!("write `{name}: String` without the attribute; the value is split at its slashes");
        diagnostics.report(ident, format!("{attribute} has no effect on `<{name}..>`, which is one text"), help);
    }
}

//! The argument that is sent as `Content-Type`: `type = content_type` beside the format of a body.

use super::{argument::WrittenArgument, media_type::WrittenMediaType};
use crate::{diagnostics::Diagnostics, model::Binding};

/// Returns the name of the argument that gives the media type, if one does. One that is missing is reported.
pub(super) fn argument(
    media_type: &WrittenMediaType,
    written: &[WrittenArgument],
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let WrittenMediaType::Argument(ident) = media_type else { return None };
    let name = super::unraw_name(ident);
    if !written.iter().any(|argument| argument.name == name) {
        let problem = format!("there is no argument `{name}` that gives the media type");
        let help = format!(
            "add an argument `{name}: String`, or write a media type in quotes: `type = \"application/octet-stream\"`"
        );
        diagnostics.report(ident, problem, help);
    }
    Some(name)
}

/// Returns the media type that the metadata has. A body with any media type has its argument's.
pub(super) fn declared(media_type: WrittenMediaType) -> String {
    media_type.into_text().unwrap_or_else(|| "*/*".to_owned())
}

/// Binds the argument.
pub(super) fn binding(argument: &WrittenArgument, is_in_template: bool, diagnostics: &mut Diagnostics) -> Binding {
    let name = &argument.name;
    let mut is_bound = false;
    if is_in_template {
        let problem = format!("`{name}` is bound by the template and is the media type of the body");
        diagnostics.report(&argument.ident, problem, "add another argument for one of them");
        is_bound = true;
    }
    for attribute in &argument.binding_attributes {
        let problem = format!("`{name}` is bound by an attribute and is the media type of the body");
        diagnostics.report(&attribute.tokens, problem, "remove the attribute: the argument is sent as `Content-Type`");
        is_bound = true;
    }
    if is_bound { Binding::Unbound } else { Binding::Header("Content-Type".to_owned()) }
}

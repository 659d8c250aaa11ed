//! The checks of cookie names.

use syn::LitStr;

use super::header;
use crate::diagnostics::Diagnostics;

/// Checks the name in `#[cookie("name")]`, which is a token (RFC 6265, section 4.1.1), and returns it.
pub(super) fn check_name(written: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = written.value();
    let Some(found) = name.chars().find(|c| !header::is_token(*c)) else {
        if name.is_empty() {
            diagnostics.report(written, "the name of the cookie is empty", "write a name: `#[cookie(\"session\")]`");
        }
        return (!name.is_empty()).then_some(name);
    };
    let help = match name.split_once('=') {
        Some((before, _)) => format!("write the name alone: `#[cookie(\"{}\")]`", header::valid_name(before)),
        None => format!(
            "write `#[cookie(\"{}\")]`: letters, digits and `!#$%&'*+-.^_`|~` (RFC 6265, section 4.1.1)",
            header::valid_name(&name)
        ),
    };
    let problem = format!("the name of the cookie `{}` contains `{}`", name.escape_debug(), found.escape_debug());
    diagnostics.report(written, problem, help);
    None
}

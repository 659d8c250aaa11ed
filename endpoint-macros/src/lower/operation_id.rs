//! Operation ids: an endpoint's own, and the prefix that a trait gives them.

use syn::LitStr;

use super::options::Options;

const FORM: &str = "`id = \"operation_id\"`";

/// Reads the option `id` of a trait. An invalid prefix is reported, and kept so that ids are not reported again.
pub(super) fn read_prefix(options: &mut Options<'_>) -> Option<String> {
    let prefix = options.string("id", FORM)?;
    check(&prefix, "prefix for operation ids", None, options);
    Some(prefix.value())
}

/// Reads the option `id` of an endpoint, which follows the `prefix`; `None` for an invalid one, which is reported.
pub(super) fn read(options: &mut Options<'_>, prefix: Option<&str>) -> Option<LitStr> {
    let id = options.string("id", FORM)?;
    check(&id, "operation id", prefix, options).then_some(id)
}

/// Returns an endpoint's whole id. `id` is the option's value.
pub(super) fn join(prefix: Option<&str>, id: Option<&LitStr>, resource: &str, method: &str) -> String {
    match (prefix, id.map(LitStr::value)) {
        (Some(prefix), Some(id)) => format!("{prefix}{id}"),
        (Some(prefix), None) => format!("{prefix}{method}"),
        (None, Some(id)) => id,
        (None, None) => format!("{resource}_{method}"),
    }
}

/// Refuses an id that could not be a word on a command line and the name of an agent's tool, too.
fn check(id: &LitStr, what: &str, prefix: Option<&str>, options: &mut Options<'_>) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let value = id.value();
    let starts_badly = prefix.is_none() && value.starts_with(['-', '.']);
    if !value.is_empty() && !starts_badly && value.chars().all(allowed) {
        return true;
    }
    let help = "use letters, digits and `_`, and after the first of them also `-` and `.`";
    options.diagnostics().report(id, format!("invalid {what} {value:?}"), help);
    false
}

//! Placeholders: `<name>`, the name of an argument.

use super::TemplateError;
use crate::percent;

pub(super) const FORM: &str = "write `<name>` for an argument";

/// Returns the name in `<name>` when the whole `text` is one, or `None` when it is a literal. `part` names the part of
/// the template for messages.
pub(super) fn parse(text: &str, part: &str) -> Result<Option<String>, TemplateError> {
    check_braces(text, part)?;
    let opening = text.matches('<').count();
    let closing = text.matches('>').count();
    if opening == 0 && closing == 0 {
        return Ok(None);
    }
    if opening > closing {
        let help = format!("{FORM}, as the whole {part}");
        return Err(TemplateError::new(format!("the {part} `{text}` has a `<` that is not closed"), help));
    }
    if closing > opening {
        return Err(TemplateError::new(format!("the {part} `{text}` has a `>` that was not opened"), FORM));
    }
    match text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|_| opening == 1) {
        Some(name) => check_name(name).map(Some),
        None => Err(misused(text, part)),
    }
}

/// Refuses a brace that is no part of a placeholder of another library, which was translated.
pub(super) fn check_braces(text: &str, part: &str) -> Result<(), TemplateError> {
    if text.contains(['{', '}']) {
        return Err(TemplateError::new(
            format!("the {part} `{text}` contains a brace"),
            format!("{FORM}, and `%7B` or `%7D` for a literal brace"),
        ));
    }
    Ok(())
}

pub(super) fn check_name(name: &str) -> Result<String, TemplateError> {
    if is_identifier(name) {
        return Ok(name.to_owned());
    }
    let help = match name.strip_prefix("r#") {
        Some(raw) => format!("write `<{raw}>`; the argument stays `r#{raw}`"),
        None if name.contains("..") => {
            "write an argument for each of its values, such as `limit: Option<u32>`, and name it: `?<limit>`".to_owned()
        }
        None => "write the name of an argument, of letters, digits and `_`: `<member_id>`".to_owned(),
    };
    Err(TemplateError::new(format!("`<{name}>` is not the name of an argument"), help))
}

/// Explains why `text`, which has as many `<` as `>`, is not one placeholder.
fn misused(text: &str, part: &str) -> TemplateError {
    let inside = text.split_once('<').map_or("", |(_, rest)| rest);
    let is_nested = inside.find('<').is_some_and(|next| inside.find('>').is_some_and(|end| next < end));
    if is_nested {
        return TemplateError::new(format!("the {part} `{text}` has a `<` inside of `<…>`"), FORM);
    }
    TemplateError::new(format!("an argument is only a part of the {part} `{text}`"), whole_part(text, part, inside))
}

/// Returns the way to send `text`, which is an argument and literals. `inside` begins with the argument's name.
fn whole_part(text: &str, part: &str, inside: &str) -> String {
    let name = inside.split_once('>').map_or("", |(name, _)| name);
    let literals = text.split('<').map(|piece| piece.rsplit('>').next().unwrap_or_default());
    let encoded = literals.flat_map(str::chars).find(|c| !(c.is_ascii_alphanumeric() || "-._~".contains(*c)));
    match encoded {
        // A query is decoded by every server, unlike a path.
        Some(c) if part == "segment" => format!(
            "an argument is a whole {part}, and the `{c}` of its value would be sent as `{}`: send this request by \
             `client.execute(…)`, which takes any `http::Request`",
            percent::encode(c.to_string())
        ),
        _ => {
            let form = text.replace('<', "{").replace('>', "}");
            format!("write `<{name}>` as the whole {part}, and let callers pass all of it: `format!(\"{form}\")`")
        }
    }
}

pub(super) fn is_identifier(name: &str) -> bool {
    name != "_"
        && name.chars().next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && name.chars().all(|c| c == '_' || c.is_alphanumeric())
}

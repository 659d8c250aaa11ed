//! Placeholders: `<name>`, the name of an argument.

use super::TemplateError;

const FORM: &str = "write `<name>` for an argument";

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
        let name: String =
            text.chars().skip_while(|c| *c == '<').take_while(|c| *c == '_' || c.is_alphanumeric()).collect();
        let help = if text.starts_with('<') && closing == 0 && is_identifier(&name) {
            format!("close it: `<{name}>`")
        } else {
            format!("{FORM}, as the whole {part}")
        };
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

/// Refuses `{name}`, as other routers write it.
fn check_braces(text: &str, part: &str) -> Result<(), TemplateError> {
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let name = name.trim_start_matches(':').trim_start_matches('*');
        let problem = format!("the {part} `{text}` is written with braces");
        return Err(TemplateError::new(problem, format!("write `<{name}>`")));
    }
    if text.contains(['{', '}']) {
        return Err(TemplateError::new(
            format!("the {part} `{text}` contains a brace"),
            format!("{FORM}, and `%7B` or `%7D` for a literal brace"),
        ));
    }
    Ok(())
}

fn check_name(name: &str) -> Result<String, TemplateError> {
    if is_identifier(name) {
        return Ok(name.to_owned());
    }
    let help = match name.strip_prefix("r#") {
        Some(raw) => format!("write `<{raw}>`; the argument stays `r#{raw}`"),
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
    TemplateError::new(
        format!("an argument is only a part of the {part} `{text}`"),
        format!("declare one argument for the whole {part}, which the caller puts together"),
    )
}

fn is_identifier(name: &str) -> bool {
    name != "_"
        && name.chars().next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && name.chars().all(|c| c == '_' || c.is_alphanumeric())
}

//! A template that is a URL from a response: `<location>`, or `<location>?<digest>`.

use syn::Ident;

use super::{TemplateError, check_keys, check_names, query};
use crate::model::Template;

/// Parses such a template; `None` for any other one.
pub(crate) fn parse(text: &str) -> Option<(Template, Vec<TemplateError>)> {
    let (name, rest) = text.strip_prefix('<')?.split_once('>')?;
    let is_name = syn::parse_str::<Ident>(name).is_ok() || syn::parse_str::<Ident>(&format!("r#{name}")).is_ok();
    if !is_name || !(rest.is_empty() || rest.starts_with('?')) {
        return None;
    }
    let mut errors = Vec::new();
    let query = rest.strip_prefix('?').map(|query| query::parse(query, &mut errors)).unwrap_or_default();
    let template = Template { segments: Vec::new(), query, url: Some(name.to_owned()) };
    check_names(&template, "template", &mut errors);
    check_keys(&template, &mut errors);
    Some((template, errors))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_stands_alone_or_before_a_query() {
        let (template, errors) = parse("<location>?<digest>&mount=<from>").unwrap();
        assert_eq!(errors, []);
        assert_eq!(template.argument_names().collect::<Vec<_>>(), ["location", "digest", "from"]);
        assert_eq!((template.path(), template.literals()), ("<location>".to_owned(), vec![String::new()]));
        assert_eq!(parse("<location>?<location>").unwrap().1.len(), 1);
        for other in ["/<location>", "<location>/x", "<a><b>", "<a..>", "<>", "<a b>", "x"] {
            assert!(parse(other).is_none(), "{other}");
        }
    }
}

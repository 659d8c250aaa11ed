//! The page of an operation.

use endpoint_export::{console::console, snippet::Language};
use endpoint_runtime::{
    JsonMap,
    provider::{Operation, Provider},
};
use maud::{Markup, PreEscaped, html};

use super::{
    assets::Assets,
    catalog::{Catalog, OperationEntry},
    layout::{self, PageFrame},
    markdown, navigation, operation_head, operation_responses, parameters, snippet,
};

pub(super) fn page(catalog: &Catalog, assets: &Assets, entry: OperationEntry<'_>) -> Markup {
    let OperationEntry { provider, group, operation, .. } = entry;
    let (docs, errors) = split_errors(&operation.docs);
    let main = html! {
        article.reference {
            (layout::notice(catalog, provider))
            (operation_head::head(entry))
            @if !docs.is_empty() { div.docs.lead dir="auto" { (markdown::render(docs, 2)) } }
            (operation_head::facts(provider, operation))
            (parameters::section(operation))
            (operation_responses::section(operation))
            (operation_responses::errors(operation, errors))
        }
        (try_it(catalog, provider, operation))
    };
    // Operations of several groups may have one title.
    let title = format!("{} – {} – {}", layout::title(operation), group.name, provider.title);
    let document = layout::document(provider);
    let frame = PageFrame {
        title: &title,
        brand: &provider.title,
        document: Some(&document),
        navigation: &navigation::of_operation(catalog, entry),
    };
    layout::page(assets, &frame, "operation", &main)
}

/// Shows the section of the console, with the data for the module.
fn try_it(catalog: &Catalog, provider: &Provider, operation: &Operation) -> Markup {
    html! {
        section #try aria-labelledby="try-title" {
            h2 #try-title { "Try it" }
            noscript { p { "The form needs JavaScript. Everything else on this page does not." } }
            script #gateways type="application/json" { (script_data(&catalog.options().gateways)) }
            script #operation type="application/json" { (script_data(&console(provider, operation))) }
            (code(provider, operation))
        }
    }
}

/// Shows the code of a call without values: for readers without script, and as the module's first texts.
fn code(provider: &Provider, operation: &Operation) -> Markup {
    let snippets = snippet::snippets(provider, operation, &JsonMap::new());
    html! {
        section #code.panel aria-label="Code" {
            div.bar { h3 { "Code" } }
            @for (at, language) in Language::ALL.into_iter().enumerate() {
                details open[at == 0] data-language=(language.id()) {
                    summary { (language_label(language)) }
                    pre tabindex="0" { code { (snippets.get(language.id()).map_or("", String::as_str)) } }
                }
            }
        }
    }
}

/// Returns the label of a language. TypeScript with `fetch` has the label `fetch`, to distinguish it from the package.
const fn language_label(language: Language) -> &'static str {
    match language {
        Language::Fetch => language.id(),
        language => language.name(),
    }
}

/// Serializes a value as JSON without characters that could begin or end an element.
fn script_data(value: &impl serde::Serialize) -> Markup {
    // Texts, numbers, lists and maps by name always have a JSON form.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let escaped = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    PreEscaped(escaped)
}

/// Splits documentation into the text and the part under its heading `Errors`, which has a section of its own.
fn split_errors(docs: &str) -> (&str, &str) {
    let mut is_code = false;
    let mut at = 0;
    for line in docs.split_inclusive('\n') {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code && line.trim() == "# Errors" {
            let (before, from) = docs.split_at(at);
            let errors = from.get(line.len()..).unwrap_or_default();
            // A text under a further heading of this rank is not about errors.
            return if errors.contains("\n# ") { (docs.trim(), "") } else { (before.trim(), errors.trim()) };
        }
        at += line.len();
    }
    (docs.trim(), "")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_element_begins_or_ends_in_data() {
        let value = json!({ "</script><script>": "<!-- ]]> & \u{2028}" });
        let data = script_data(&value).into_string();
        assert!(!data.contains(['<', '>', '&']), "{data}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&data).unwrap(), value);
    }

    #[test]
    fn errors_have_a_section_of_their_own() {
        for (docs, split) in [
            ("One.\n\n# Errors\n`gone` (404).", ("One.", "`gone` (404).")),
            ("One.", ("One.", "")),
            ("# Errors\nAll.", ("", "All.")),
            ("```\n# Errors\n```\ntwo", ("```\n# Errors\n```\ntwo", "")),
            ("One.\n# Errors\nTwo.\n# Notes\nThree.", ("One.\n# Errors\nTwo.\n# Notes\nThree.", "")),
        ] {
            assert_eq!(split_errors(docs), split);
        }
    }
}

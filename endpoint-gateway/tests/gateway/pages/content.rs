//! The text and the elements of the pages.

use std::collections::{BTreeMap, HashSet};

use endpoint_export::{
    console::console,
    snippet::{Language, SnippetOptions, snippet},
};
use endpoint_gateway::{Pages, PagesError, PagesOptions};

use super::{all, body, by_id, gateway, path_of, providers, sandbox};
use crate::html::Element;
#[tokio::test]
async fn a_sandbox_is_named_on_every_page_that_it_plays() {
    let stytch = stytch_endpoints::provider().unwrap();
    let notes = |page: &[Element]| -> Vec<String> {
        page.iter().filter(|element| element.get("role") == Some("note")).map(|note| note.text.clone()).collect()
    };
    let gateway =
        gateway(vec![stytch, crate::fixture_providers::hostile()], PagesOptions::new().sandbox("stytch")).await;
    for (path, page) in
        all(&gateway, &[stytch_endpoints::provider().unwrap(), crate::fixture_providers::hostile()]).await
    {
        let notes = notes(&page);
        assert_eq!(notes.len(), usize::from(!path.contains("/odd/")), "{path}: {notes:?}");
        assert!(notes.iter().all(|note| note.starts_with("Sandbox") && note.contains("Stytch")), "{notes:?}");
    }
}

#[tokio::test]
async fn every_parameter_is_described_once() {
    let providers = providers();
    let gateway = gateway(providers.clone(), PagesOptions::new()).await;
    for provider in &providers {
        for operation in provider.operations() {
            let page = crate::html::read(&body(&gateway, &path_of(provider, operation)).await);
            let described: Vec<&Element> = page.iter().filter(|element| element.has_class("parameter")).collect();
            assert_eq!(described.len(), operation.parameters.len(), "{}", operation.name);
            for (shown, parameter) in described.iter().zip(&operation.parameters) {
                let declared = parameter.metadata;
                let id = shown.get("id").unwrap();
                assert!(id.starts_with("parameter-"), "{id}");
                let need = if declared.required { "required" } else { "optional" };
                assert!(shown.text.starts_with(declared.name), "{}", shown.text);
                assert!(shown.text.contains(need), "{}: {}", declared.name, shown.text);
                assert_eq!(shown.text.contains("sensitive"), declared.sensitive, "{}", shown.text);
                let place = format!("{:?}", declared.location).to_lowercase().replace("field", "body");
                assert!(shown.text.contains(&place), "{place}: {}", shown.text);
                if declared.location == endpoint_runtime::metadata::ParameterLocation::Header {
                    assert!(shown.text.contains(declared.wire_name), "{}", shown.text);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_page_says_what_there_is_to_know() {
    let gateway = sandbox().await;
    let path = "/-/operations/stytch/b2b.organizations.members.connected_apps.revoke";
    let page = crate::html::read(&body(&gateway, path).await);
    let heading = page.iter().find(|element| element.name == "h1").unwrap();
    assert_eq!(heading.text, "Revoke");
    let template =
        "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke";
    assert_eq!(by_id(&page, "endpoint").text, format!("POST {template}"));
    let token = &by_id(&page, "parameter-session_token").text;
    for part in ["string", "header X-Stytch-Member-Session", "optional", "sensitive", "The session's token"] {
        assert!(token.contains(part), "{part} is not in {token}");
    }
    assert!(by_id(&page, "response-request_id").text.contains("string"));
    assert!(by_id(&page, "response-status_code").text.contains("integer"));
    let errors = &by_id(&page, "errors").text;
    assert!(errors.contains("connected_app_not_found") && errors.contains("error_type"), "{errors}");
    let badges: Vec<&str> =
        page.iter().filter(|element| element.has_class("badge")).map(|badge| badge.text.as_str()).collect();
    assert_eq!(badges, ["destructive", "idempotent"]);
    let current: Vec<&Element> = page.iter().filter(|element| element.get("aria-current") == Some("page")).collect();
    assert_eq!(current.iter().map(|link| link.get("href").unwrap()).collect::<Vec<_>>(), [path]);
    let noscript = page.iter().find(|element| element.name == "noscript").unwrap();
    assert!(noscript.text.contains("JavaScript"));
}

#[tokio::test]
async fn the_module_finds_the_model_of_the_operation() {
    let providers = providers();
    let gateway = gateway(providers.clone(), PagesOptions::new()).await;
    for provider in &providers {
        for operation in provider.operations() {
            let page = crate::html::read(&body(&gateway, &path_of(provider, operation)).await);
            let data = by_id(&page, "operation");
            assert_eq!(data.get("type"), Some("application/json"));
            let model: serde_json::Value = serde_json::from_str(&data.text).unwrap();
            assert_eq!(model, serde_json::to_value(console(provider, operation)).unwrap());
        }
    }
}

#[tokio::test]
async fn the_code_of_an_empty_call_is_in_the_page() {
    let providers = providers();
    let gateway = gateway(providers.clone(), PagesOptions::new()).await;
    for provider in &providers {
        for operation in provider.operations() {
            let page = crate::html::read(&body(&gateway, &path_of(provider, operation)).await);
            let code = by_id(&page, "code");
            assert_eq!(code.get("aria-label"), Some("Code"));
            let shown: Vec<&Element> = page.iter().filter(|element| element.get("data-language").is_some()).collect();
            assert_eq!(shown.len(), Language::ALL.len());
            for (shown, language) in shown.into_iter().zip(Language::ALL) {
                let text = snippet(
                    provider,
                    operation,
                    &endpoint_runtime::JsonMap::new(),
                    &SnippetOptions::default(),
                    language,
                )
                .unwrap();
                assert_eq!(shown.get("data-language"), Some(language.id()));
                assert!(shown.text.ends_with(&text), "{text} is not in {}", shown.text);
            }
        }
    }
}

#[tokio::test]
async fn members_are_shown_to_some_depth_and_circles_end() {
    let nested = crate::fixture_providers::nested();
    let gateway = gateway(vec![nested.clone()], PagesOptions::new()).await;
    let page = crate::html::read(&body(&gateway, &path_of(&nested, nested.operation("shapes_keep").unwrap())).await);
    let tree = &by_id(&page, "parameter-tree").text;
    for part in ["left", "object or null", "others", "list of object", "Tree again", "The label of a node."] {
        assert!(tree.contains(part), "{part} is not in {tree}");
    }
    let color = &by_id(&page, "parameter-color").text;
    assert!(color.contains("One of") && color.contains("red") && color.contains("As a rose."), "{color}");
    assert!(by_id(&page, "parameter-count").text.contains("1 to 10"));
    assert!(by_id(&page, "parameter-labels").text.contains("map of string"));
    let wide = crate::html::read(&body(&gateway, &path_of(&nested, nested.operation("shapes_wide").unwrap())).await);
    assert!(by_id(&wide, "response").text.contains("more in the OpenAPI document"));
}

#[tokio::test]
async fn links_lead_somewhere() {
    let providers = providers();
    let gateway = gateway(providers.clone(), PagesOptions::new()).await;
    let pages = all(&gateway, &providers).await;
    let ids: BTreeMap<&str, HashSet<&str>> = pages
        .iter()
        .map(|(path, page)| (path.as_str(), page.iter().filter_map(|element| element.get("id")).collect()))
        .collect();
    for (path, page) in &pages {
        let mut seen = HashSet::new();
        for id in page.iter().filter_map(|element| element.get("id")) {
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{id:?}");
            assert!(seen.insert(id), "{id} is twice on {path}");
        }
        for target in page.iter().filter(|element| element.name == "a").map(|link| link.get("href").unwrap()) {
            if target.starts_with("https://") {
                continue;
            }
            let (to, fragment) = target.split_once('#').unwrap_or((target, ""));
            if to.starts_with("/-/openapi/") {
                body(&gateway, to).await;
                continue;
            }
            let there = &ids[if to.is_empty() { path.as_str() } else { to }];
            let fragment = crate::html::percent_decoded(fragment);
            assert!(fragment.is_empty() || there.contains(fragment.as_str()), "{path} leads to {target}");
        }
    }
}

#[tokio::test]
async fn what_a_provider_says_of_itself_can_do_nothing() {
    let providers = vec![crate::fixture_providers::hostile()];
    let gateway = gateway(providers.clone(), PagesOptions::new()).await;
    let pages = all(&gateway, &providers).await;
    assert_eq!(pages.len(), 3);
    for (path, page) in &pages {
        for Element { name, attributes, .. } in page {
            let known = [
                "a",
                "article",
                "b",
                "bdi",
                "blockquote",
                "body",
                "br",
                "code",
                "dd",
                "del",
                "details",
                "div",
                "dl",
                "dt",
                "em",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "head",
                "header",
                "hr",
                "html",
                "img",
                "input",
                "kbd",
                "li",
                "link",
                "main",
                "meta",
                "nav",
                "noscript",
                "ol",
                "p",
                "pre",
                "script",
                "section",
                "span",
                "strong",
                "summary",
                "table",
                "tbody",
                "td",
                "thead",
                "title",
                "tr",
                "ul",
                "wbr",
            ];
            assert!(known.contains(&name.as_str()), "{name} on {path}");
            for (attribute, value) in attributes {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{attribute} on {path}");
                let is_address = ["href", "src"].contains(&attribute.as_str());
                let is_safe = ["/", "#", "https://"].iter().any(|start| value.starts_with(start));
                assert!(!is_address || (is_safe && !value.starts_with("//")), "{value} on {path}");
            }
        }
        let loaded = page.iter().filter(|element| ["img", "script"].contains(&element.name.as_str()));
        for address in loaded.filter_map(|element| element.get("src")) {
            assert!(address.starts_with("/-/assets/"), "{address}");
        }
        let executed = page.iter().filter(|element| element.name == "script" && element.get("type") == Some("module"));
        assert_eq!(executed.count(), 1);
    }
    let index = &pages["/"];
    let shown = index.iter().find(|element| element.name == "main").unwrap();
    assert!(shown.text.contains("<script>alert('provider')</script>"), "{}", shown.text);
}

#[tokio::test]
async fn the_index_lists_every_operation_by_group() {
    let providers = providers();
    let gateway = gateway(providers.clone(), PagesOptions::new()).await;
    let page = crate::html::read(&body(&gateway, "/").await);
    let links: HashSet<&str> = page.iter().filter_map(|element| element.get("href")).collect();
    for provider in &providers {
        assert!(provider.operations().all(|operation| links.contains(path_of(provider, operation).as_str())));
    }
    let groups: Vec<&Element> = page.iter().filter(|element| element.attributes.contains_key("data-group")).collect();
    assert_eq!(groups.len(), providers.iter().map(|provider| provider.groups.len()).sum::<usize>());
    assert!(groups.iter().all(|group| group.text.contains("/v1/")));
    let filter = by_id(&page, "filter");
    assert!(filter.get("hidden").is_some() && filter.get("aria-label") == Some("Filter operations"));
    let revoke =
        page.iter().filter_map(|element| element.get("data-operation")).find(|text| text.contains("_apps_revoke"));
    for word in ["post", "members", "connected_apps.revoke", "/v1/b2b/organizations/<organization_id>/members"] {
        assert!(revoke.unwrap().contains(word), "{revoke:?}");
    }
}

#[tokio::test]
async fn hundreds_of_operations_are_no_burden() {
    let many = crate::fixture_providers::many(500);
    let gateway = gateway(vec![many.clone()], PagesOptions::new()).await;
    let index = body(&gateway, "/").await;
    assert_eq!(crate::html::read(&index).iter().filter(|element| element.get("data-operation").is_some()).count(), 500);
    assert!(index.len() < 500 * 600, "{} bytes", index.len());
    for operation in many.operations().step_by(100) {
        let page = body(&gateway, &path_of(&many, operation)).await;
        assert!(page.len() < 40_000, "{} bytes", page.len());
        let elements = crate::html::read(&page);
        assert!(elements.iter().any(|element| element.get("aria-current") == Some("page")));
    }
}

#[test]
fn what_cannot_be_shown_is_refused() {
    let stytch = || stytch_endpoints::provider().unwrap();
    let refused = |providers, options| Pages::new(providers, options).unwrap_err();
    let twice = refused(vec![stytch(), stytch()], PagesOptions::new());
    assert_eq!(twice, PagesError::Duplicate { provider: "stytch".to_owned() });
    let sandbox = refused(vec![stytch()], PagesOptions::new().sandbox("acme"));
    assert_eq!(sandbox, PagesError::Sandbox { provider: "acme".to_owned() });
    let origin = "https://acme.example; script-src *".to_owned();
    let gateway = refused(vec![stytch()], PagesOptions::new().gateway(&origin));
    assert_eq!(gateway, PagesError::Gateway { origin });
}

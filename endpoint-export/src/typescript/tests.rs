//! The package as a whole.

use std::{collections::BTreeSet, sync::Arc};

use endpoint_runtime::{
    metadata::Metadata,
    provider::{AuthScheme, CredentialPart, Provider, TypeKind, Types, ValueType},
};
use expect_test::expect_file;

use super::*;
use crate::{
    case::{camel, pascal},
    tests::stytch::{REVOKE, revoke_alone, stytch},
};

fn made(provider: &Provider) -> Result<Vec<File>, SdkError> {
    sdk(provider, &SdkOptions::new("stytch-endpoints"))
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    &files.iter().find(|file| file.path == path).unwrap().text
}

/// Gives the first operations these ids.
fn renamed(ids: &[&'static str]) -> Provider {
    let mut provider = stytch();
    let operations = provider.groups.iter_mut().flat_map(|group| &mut group.operations);
    for (operation, id) in operations.zip(ids) {
        operation.metadata = Box::leak(Box::new(Metadata { id, ..operation.metadata.clone() }));
    }
    provider
}

#[test]
fn the_package_of_revoke_alone() {
    let mut stytch = revoke_alone();
    let revoke = stytch.operation(REVOKE).unwrap().clone();
    let value_types = revoke.parameters.iter().map(|parameter| &parameter.value_type).chain(&revoke.response_type);
    let named = value_types.chain([&revoke.error_type]).filter_map(|value_type| match &value_type.kind {
        TypeKind::Named { name } => Some(name.as_str()),
        _ => None,
    });
    let named: BTreeSet<&str> = named.collect();
    Arc::make_mut(&mut stytch.definitions).retain(|name, _| named.contains(name.as_str()));
    stytch.types = Arc::new(Types::read(&stytch.definitions));
    let files = made(&stytch).unwrap();
    for name in ["README.md", "index.d.ts", "index.js", "operations.js", "package.json", "types.d.ts"] {
        expect_file![format!("../../golden/typescript/{name}")].assert_eq(text(&files, name));
    }
}

#[test]
fn every_operation_is_a_method_with_types() {
    let stytch = stytch();
    let files = made(&stytch).unwrap();
    for operation in stytch.operations() {
        let id = operation.metadata.id;
        let (method, types) = (camel(id), pascal(id));
        let index = text(&files, "index.d.ts");
        let declared = ["input", "input?"].map(|input| format!("\n  {method}: (\n    {input}: {types}Input,"));
        assert!(declared.iter().any(|declared| index.contains(declared)), "{id}");
        assert!(text(&files, "operations.js").contains(&format!("\n  {method}: {{\n    id: \"{id}\",")), "{id}");
        let input = [format!("\nexport interface {types}Input {{"), format!("\nexport type {types}Input =")];
        assert!(input.iter().any(|input| text(&files, "types.d.ts").contains(input)), "{id}");
        assert!(text(&files, "types.d.ts").contains(&format!("\nexport type {types}Output = ")), "{id}");
        assert!(text(&files, "README.md").contains(&format!("| `{method}` |")), "{id}");
    }
}

#[test]
fn the_same_provider_makes_the_same_files_in_order() {
    let files = made(&stytch()).unwrap();
    assert_eq!(files, made(&stytch()).unwrap());
    assert!(files.is_sorted_by(|a, b| a.path < b.path));
    assert!(files.iter().all(|file| file.text.ends_with('\n') && !file.text.contains('\r')));
}

#[test]
fn what_makes_no_package_is_refused() {
    let name = sdk(&stytch(), &SdkOptions::new("../x")).unwrap_err();
    assert!(matches!(name, SdkError::PackageName { .. }), "{name}");
    let mut provider = stytch();
    provider.version = "1.0".to_owned();
    assert_eq!(made(&provider), Err(SdkError::Version { version: "1.0".to_owned() }));
    let twice = made(&renamed(&["user_get", "user.Get"])).unwrap_err();
    assert_eq!(twice, SdkError::Method { method: "userGet".to_owned(), first: "user_get", second: "user.Get" });
    assert_eq!(made(&renamed(&["Then"])), Err(SdkError::Thenable { id: "Then" }));
    for error in [name, twice] {
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn the_api_s_own_token_is_not_taken_for_the_gateway_s() {
    let mut provider = stytch();
    assert!(text(&made(&provider).unwrap(), "operations.js").contains("token: \"STYTCH_GATEWAY_TOKEN\""));
    provider.auth = vec![AuthScheme::bearer(CredentialPart::new("gateway", "STYTCH_GATEWAY_TOKEN"))];
    assert!(!text(&made(&provider).unwrap(), "operations.js").contains("token: \"STYTCH_GATEWAY_TOKEN\""));
}

#[test]
fn an_error_s_body_is_named() {
    let mut provider = stytch();
    let body = "The response's body: `StytchError` where it is JSON";
    assert!(text(&made(&provider).unwrap(), "runtime/errors.d.ts").contains(body));
    let operations = provider.groups.iter_mut().flat_map(|group| &mut group.operations);
    operations.for_each(|operation| operation.error_type = ValueType::default());
    let body = "The response's body: a value where it is JSON";
    assert!(text(&made(&provider).unwrap(), "runtime/errors.d.ts").contains(body));
}

#[test]
fn the_readme_names_every_variable_and_copies_none() {
    let files = made(&stytch()).unwrap();
    let readme = text(&files, "README.md");
    for name in ["PROJECT_ID", "SECRET", "BASE_URL", "GATEWAY_URL", "GATEWAY_TOKEN"] {
        assert!(readme.contains(&format!("\n- `STYTCH_{name}`: ")), "{name}");
    }
    assert!(!readme.contains("process.env"), "{readme}");
}

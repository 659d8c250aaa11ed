//! Every declaration against the facts of the API: methods, paths, parameters, types and the values of enums.

#![allow(clippy::panic, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    metadata::{Parameter, ParameterLocation},
    provider::{Operation, TypeKind, Types, ValueType},
};
use serde::Deserialize;

/// The facts, as the documents and clients that Stytch publishes agree on them.
#[derive(Deserialize)]
struct Inventory {
    endpoints: Vec<Endpoint>,
    extra_endpoints: Vec<ExtraEndpoint>,
    types: BTreeMap<String, Vec<Field>>,
    enums: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Endpoint {
    id: String,
    method: String,
    path: String,
    query: Vec<Field>,
    body: Vec<Field>,
    /// True if the call takes the session of a Member.
    session: bool,
    host: Option<String>,
    response: String,
}

/// An endpoint outside of the generated clients. Several of one path are uses of one endpoint.
#[derive(Deserialize)]
struct ExtraEndpoint {
    method: String,
    path: String,
    body: Vec<Field>,
    response: Option<String>,
}

/// A name, a type and whether it is required.
#[derive(Clone, Deserialize)]
struct Field(String, String, bool);

/// The comparison of one operation, with its differences.
struct Comparison<'a> {
    inventory: &'a Inventory,
    types: &'a Types,
    differences: Vec<String>,
}

impl Comparison<'_> {
    fn check(&mut self, is_equal: bool, difference: impl FnOnce() -> String) {
        if !is_equal {
            self.differences.push(difference());
        }
    }

    /// Compares a type of the inventory with that of a declaration.
    fn type_of(&mut self, path: &str, expected: &str, declared: &ValueType, depth: usize) {
        let kind = self.types.kind(declared);
        if let Some(items) = expected.strip_prefix("list<").and_then(|rest| rest.strip_suffix('>')) {
            match kind {
                TypeKind::List(list) => self.type_of(&format!("{path}[]"), items, &list.items, depth),
                other => self.check(false, || format!("{path}: expected {expected}, found {other:?}")),
            }
            return;
        }
        if let Some(values) = expected.strip_prefix("map<string,").and_then(|rest| rest.strip_suffix('>')) {
            match kind {
                TypeKind::Map(map) => self.type_of(&format!("{path}.*"), values, &map.values, depth),
                other => self.check(false, || format!("{path}: expected {expected}, found {other:?}")),
            }
            return;
        }
        if let Some(name) = expected.strip_prefix("enum ") {
            let values = self.inventory.enums.get(name).unwrap();
            let declared: Vec<String> = match kind {
                TypeKind::Enum(declared) => {
                    declared.values.iter().map(|value| value.value.as_str().unwrap().to_owned()).collect()
                }
                _ => Vec::new(),
            };
            self.check(*values == declared, || format!("{path}: expected {values:?}, found {declared:?}"));
            return;
        }
        if let Some(fields) = self.inventory.types.get(expected) {
            // Types hold themselves.
            if depth < 6 {
                self.object(path, fields, declared, depth + 1);
            }
            return;
        }
        let is_equal = match expected {
            "bool" => matches!(kind, TypeKind::Boolean),
            "int32" | "uint32" | "int64" => matches!(kind, TypeKind::Integer(_)),
            // An open enum of known values is a string, too.
            "string" => matches!(kind, TypeKind::String(_)) || matches!(kind, TypeKind::Enum(values) if values.open),
            "datetime" => {
                matches!(kind, TypeKind::String(text) if text.format.as_deref() == Some("date-time"))
            }
            "json" => matches!(kind, TypeKind::Any),
            other => panic!("the inventory has an unknown type {other}"),
        };
        self.check(is_equal, || format!("{path}: expected {expected}, found {kind:?}"));
    }

    fn object(&mut self, path: &str, fields: &[Field], declared: &ValueType, depth: usize) {
        let TypeKind::Object(object) = self.types.kind(declared) else {
            return self.check(false, || format!("{path}: expected an object"));
        };
        for Field(name, expected, _) in fields {
            match object.members.iter().find(|member| member.name == *name) {
                Some(member) => self.type_of(&format!("{path}.{name}"), expected, &member.value, depth),
                None => self.check(false, || format!("{path}.{name} is missing")),
            }
        }
        for member in &object.members {
            // One client adds it to every response.
            let is_known = member.name == "request_id" || fields.iter().any(|Field(name, ..)| *name == member.name);
            self.check(is_known, || format!("{path}.{} is not known", member.name));
        }
    }

    /// Compares the parameters of a part of the request, apart from those of the session.
    fn parameters(&mut self, operation: &Operation, location: ParameterLocation, expected: &[Field]) {
        let is_there = |parameter: &Parameter| parameter.location == location;
        for Field(name, value_type, required) in expected {
            let found = operation
                .parameters
                .iter()
                .find(|parameter| is_there(&parameter.metadata) && parameter.metadata.wire_name == *name);
            let Some(parameter) = found else {
                self.check(false, || format!("{location:?} `{name}` is missing"));
                continue;
            };
            self.check(parameter.metadata.required == *required, || format!("`{name}`: required is {required}"));
            self.type_of(name, value_type, &parameter.input_type(), 0);
        }
        let count = operation.parameters.iter().filter(|parameter| is_there(&parameter.metadata)).count();
        self.check(count == expected.len(), || format!("{location:?} has {count} in place of {}", expected.len()));
    }
}

/// Returns the names in braces.
fn path_names(path: &str) -> Vec<Field> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    names.map(|name| Field(name.to_owned(), "string".to_owned(), true)).collect()
}

#[test]
fn every_declaration_has_the_facts_of_the_api() {
    let inventory: Inventory = serde_json::from_str(include_str!("inventory.json")).unwrap();
    let provider = stytch_endpoints::provider().unwrap();
    assert_eq!(inventory.endpoints.len(), 184);
    let mut report = Vec::new();
    for endpoint in &inventory.endpoints {
        let Some(operation) = provider.operation(&endpoint.id) else {
            report.push(format!("{} is not declared", endpoint.id));
            continue;
        };
        let metadata = operation.metadata;
        let mut comparison = Comparison { inventory: &inventory, types: &operation.types, differences: Vec::new() };
        comparison.check(metadata.method.as_str() == endpoint.method, || format!("method {}", metadata.method));
        let path = metadata.template.replace('<', "{").replace('>', "}");
        comparison.check(path == endpoint.path, || format!("path {path}"));
        comparison.check(metadata.host == endpoint.host.as_deref(), || format!("host {:?}", metadata.host));
        comparison.parameters(operation, ParameterLocation::Path, &path_names(&endpoint.path));
        comparison.parameters(operation, ParameterLocation::Query, &endpoint.query);
        comparison.parameters(operation, ParameterLocation::Field, &endpoint.body);
        let headers = metadata.parameters().filter(|parameter| parameter.location == ParameterLocation::Header);
        comparison.check((headers.count() == 2) == endpoint.session, || "the session's headers".to_owned());
        match &operation.response_type {
            Some(response) => comparison.type_of("response", &endpoint.response, response, 0),
            None => comparison.differences.push("no response".to_owned()),
        }
        report.extend(comparison.differences.into_iter().map(|difference| format!("{}: {difference}", endpoint.id)));
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
    let others =
        provider.operations().filter(|operation| !inventory.endpoints.iter().any(|it| it.id == operation.metadata.id));
    let others: Vec<_> = others.map(|operation| operation.metadata.id).collect();
    assert_eq!(
        others,
        [
            "oauth2_token",
            "oauth2_introspect",
            "oauth2_revoke",
            "oauth2_userinfo",
            "oauth2_register",
            "oauth2_openid_configuration",
            "oauth2_authorization_server_metadata",
            "oauth2_jwks",
        ]
    );
}

/// Returns the fields of all uses of an endpoint. Only what each use requires is required.
fn fields_of_all(uses: &[&[Field]]) -> Vec<Field> {
    let mut all: Vec<Field> = Vec::new();
    for Field(name, value_type, _) in uses.iter().copied().flatten() {
        if all.iter().all(|Field(known, ..)| known != name) {
            let is_required = |fields: &&[Field]| fields.iter().any(|field| field.0 == *name && field.2);
            all.push(Field(name.clone(), value_type.clone(), uses.iter().all(is_required)));
        }
    }
    all
}

#[test]
fn the_endpoints_of_oauth_serve_every_use_that_the_facts_name() {
    let mut inventory: Inventory = serde_json::from_str(include_str!("inventory.json")).unwrap();
    let provider = stytch_endpoints::provider().unwrap();
    let mut uses: BTreeMap<String, Vec<ExtraEndpoint>> = BTreeMap::new();
    for endpoint in std::mem::take(&mut inventory.extra_endpoints) {
        uses.entry(format!("{} {}", endpoint.method, endpoint.path)).or_default().push(endpoint);
    }
    assert_eq!((uses.len(), uses.values().map(Vec::len).sum::<usize>()), (8, 11));
    let mut report = Vec::new();
    for (endpoint, uses) in uses {
        let written = |operation: &&Operation| {
            let template = operation.metadata.template.replace('<', "{").replace('>', "}");
            format!("{} {template}", operation.metadata.method) == endpoint
        };
        let Some(operation) = provider.operations().find(written) else {
            report.push(format!("{endpoint} is not declared"));
            continue;
        };
        let body = fields_of_all(&uses.iter().map(|it| it.body.as_slice()).collect::<Vec<_>>());
        let types = uses.iter().filter_map(|it| inventory.types.get(it.response.as_ref()?)).map(Vec::as_slice);
        let response = fields_of_all(&types.collect::<Vec<_>>());
        let mut comparison = Comparison { inventory: &inventory, types: &operation.types, differences: Vec::new() };
        comparison.check(!operation.metadata.authenticated, || "the project's credentials are sent".to_owned());
        comparison.parameters(operation, ParameterLocation::Path, &path_names(&uses[0].path));
        comparison.parameters(operation, ParameterLocation::Field, &body);
        match &operation.response_type {
            _ if uses.iter().all(|it| it.response.is_none()) => {}
            Some(declared) => comparison.object("response", &response, declared, 0),
            None => comparison.differences.push("no response".to_owned()),
        }
        report.extend(comparison.differences.into_iter().map(|difference| format!("{endpoint}: {difference}")));
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

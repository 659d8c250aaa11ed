//! The package's types, compared with those that `openapi-typescript` generates from our OpenAPI document.

use std::{collections::BTreeMap, fs};

use endpoint_export::{case::pascal, openapi::openapi};
use endpoint_runtime::{
    metadata::{BodyFormat, ParameterLocation, ResponseFormat},
    provider::{Operation, Provider},
};
use endpoint_surface_tests::tools;
use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::{
    Outcome, fixture_depot,
    installed::{Installed, fixture},
};

/// Checks that all inputs and outputs have the same types.
pub(crate) fn same() -> Outcome {
    for (provider, name) in
        [(stytch_endpoints::provider()?, "stytch-endpoints"), (fixture_depot::provider(), "depot-endpoints")]
    {
        compare(&prepared(&provider, name)?)?;
    }
    Ok(())
}

/// Changes of every kind to Stytch's types: the declaration, a text in it, and the replacement.
const STYTCH: [(&str, &str, &str); 7] = [
    ("ApiOrganizationV1ConnectedAppsInput", "organization_id: Org", "organization_id?: Org"),
    ("ApiOrganizationV1GetConnectedAppInput", "session_jwt?: SessionJwt | undefined;", ""),
    ("B2bOrganizationsConnectedAppsResponse", "status_code: number;", "status_code: 200;"),
    ("B2bOrganizationsGetConnectedAppResponse", "request_id?: string | null;", "request_id?: string | null; more?: 1;"),
    ("ConnectedApp", "scopes_granted: string;", "scopes_granted: number;"),
    ("ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput", "Acknowledgement;", "any;"),
    ("ConsumerUsersDeleteResponse", "request_id: string;", "request_id?: string;"),
];

/// The types that the comparison has to report.
const STYTCH_FOUND: [&str; 8] = [
    "ApiOrganizationV1ConnectedAppsInput",
    "ApiOrganizationV1ConnectedAppsOutput",
    "ApiOrganizationV1GetConnectedAppInput",
    "ApiOrganizationV1GetConnectedAppOutput",
    "ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput",
    "ApiOrganizationV1OrganizationsMembersGetConnectedAppsOutput",
    "ApiUserV1ConnectedAppsOutput",
    "ApiUserV1DeleteOutput",
];

/// Changes to the depot's types.
const DEPOT: [(&str, &str, &str); 3] = [
    ("ParcelsSendOutput", "by: \"foot\";", "by: \"feet\";"),
    ("Parcel", "inner: Parcel[];", "inner: unknown[];"),
    ("ParcelInput", "inner: ParcelInput[];", "inner: unknown[];"),
];

/// The types that the comparison has to report.
const DEPOT_FOUND: [&str; 6] = [
    "ParcelsFindOutput",
    "ParcelsListOutput",
    "ParcelsReplaceInput",
    "ParcelsReplaceOutput",
    "ParcelsSendInput",
    "ParcelsSendOutput",
];

/// Checks that the comparison reports exactly the changed types.
pub(crate) fn different() -> Outcome {
    check_changes(&stytch_endpoints::provider()?, "stytch-endpoints", &STYTCH, &STYTCH_FOUND)?;
    check_changes(&fixture_depot::provider(), "depot-endpoints", &DEPOT, &DEPOT_FOUND)
}

fn check_changes(
    provider: &Provider,
    name: &'static str,
    differences: &[(&str, &str, &str)],
    expected: &[&str],
) -> Outcome {
    let installed = prepared(provider, name)?;
    let types = installed.package().join("types.d.ts");
    let mut declared = fs::read_to_string(&types)?;
    for (declaration, text, other) in differences {
        let at = declared.find(&format!(" {declaration} ")).ok_or_else(|| format!("no {declaration}:\n{declared}"))?;
        let (before, after) = declared.split_at(at);
        assert!(after.contains(text), "no `{text}` in {declaration}:\n{declared}");
        declared = before.to_owned() + &after.replacen(text, other, 1);
    }
    fs::write(&types, declared)?;
    let error = compare(&installed).err().ok_or("no difference is found")?;
    let error = error.message().unwrap_or_default();
    let names = error.lines().filter_map(|line| line.split_once("error TS2344: Type '\"")?.1.split(':').next());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names, expected, "{error}");
    Ok(())
}

/// Installs a package with the document's types and the comparison.
fn prepared(provider: &Provider, name: &'static str) -> Result<Installed, Failed> {
    let installed = Installed::new(provider, name)?;
    let document = installed.write("openapi.json", openapi(provider).to_string())?;
    // Members with a default are optional in the SDK's types, too.
    let generator = tools::bin("openapi-typescript").arg(document).args(["--default-non-nullable", "false"]);
    generator.arg("--output").arg(installed.path().join("document.ts")).ok()?;
    let comparisons: String = provider.operations().map(comparison).collect();
    installed.write("compare.ts", fixture("compare.ts")?.replace("the-package", name) + &comparisons)?;
    Ok(installed)
}

fn compare(installed: &Installed) -> Outcome {
    installed.tsc().args(["--noEmit", "--module", "nodenext", "compare.ts"]).ok()?;
    Ok(())
}

/// Writes the two comparisons of an operation in TypeScript.
fn comparison(operation: &Operation) -> String {
    let id = json!(operation.metadata.id);
    let name = pascal(operation.metadata.id);
    let input = input(operation);
    let output = match operation.metadata.response.format {
        ResponseFormat::Text => "string".to_owned(),
        // The document has no type for binary responses.
        ResponseFormat::Bytes => "Uint8Array".to_owned(),
        _ if operation.response.is_none() => "void".to_owned(),
        _ => format!("Answer<{id}>"),
    };
    // OpenAPI has no parameter for these headers.
    let headers = ["accept", "authorization", "content-type"];
    let is_left_out = |wire: &str| headers.iter().any(|header| wire.eq_ignore_ascii_case(header));
    let left_out = named(operation, ParameterLocation::Header).filter(|(wire, _)| is_left_out(wire));
    let left_out =
        left_out.map(|(_, name)| name.to_string()).chain(["never".to_owned()]).collect::<Vec<_>>().join(" | ");
    format!(
        "type _{name}Input = Holds<Same<\"{name}Input\", Omit<sdk.{name}Input, {left_out}>, {input}>>;\n\
         type _{name}Output = Holds<Same<\"{name}Output\", sdk.{name}Output, {output}>>;\n"
    )
}

/// Writes the document's groups of parameters as one object with the names of the arguments.
fn input(operation: &Operation) -> String {
    let id = json!(operation.metadata.id);
    let mut groups = vec!["{}".to_owned()];
    for (location, group) in
        [(ParameterLocation::Path, "path"), (ParameterLocation::Query, "query"), (ParameterLocation::Header, "header")]
    {
        let fixed = if location == ParameterLocation::Query { operation.metadata.fixed_query() } else { Vec::new() };
        let mut names: BTreeMap<&str, Value> = fixed.iter().map(|(key, _)| (&**key, Value::Null)).collect();
        names.extend(named(operation, location).map(|(wire, name)| (wire as &str, name)));
        groups.push(format!("Group<{id}, \"{group}\", {}>", renaming(&names)));
    }
    let whole = operation.parameters.iter().find(|parameter| parameter.metadata.location == ParameterLocation::Body);
    let fields: BTreeMap<&str, Value> = named(operation, ParameterLocation::Field).collect();
    if let Some(parameter) = whole {
        let mark = if parameter.metadata.required { "" } else { "?" };
        let is_bytes = operation.metadata.body == BodyFormat::Bytes;
        // The document has no type for binary bodies.
        let kind =
            if is_bytes { "Uint8Array | Blob | ReadableStream | string".to_owned() } else { format!("Body<{id}>") };
        groups.push(format!("{{ {}{mark}: {kind} }}", parameter.metadata.name));
    } else if !fields.is_empty() {
        groups.push(format!("Renamed<Absent<Body<{id}>, {}>, {}>", absent_or_null(operation), renaming(&fields)));
    }
    groups.join(" & ")
}

/// Returns the union of the names of optional members whose types have no null.
fn absent_or_null(operation: &Operation) -> String {
    let optional = operation.parameters.iter().filter(|parameter| {
        parameter.metadata.location == ParameterLocation::Field
            && !parameter.metadata.required
            && !operation.types.is_nullable(&parameter.value_type)
    });
    let names = optional.map(|parameter| json!(parameter.metadata.wire_name).to_string());
    names.chain(["never".to_owned()]).collect::<Vec<_>>().join(" | ")
}

/// Returns the wire names with the names of the arguments.
fn named(operation: &Operation, location: ParameterLocation) -> impl Iterator<Item = (&'static str, Value)> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.metadata);
    parameters
        .filter(move |parameter| parameter.location == location)
        .map(|parameter| (parameter.wire_name, parameter.name.into()))
}

/// Writes a type; `null` is no argument.
fn renaming(names: &BTreeMap<&str, Value>) -> String {
    let name = |(wire, name): (&&str, &Value)| {
        let name = if name.is_null() { "never".to_owned() } else { name.to_string() };
        format!("{}: {name}", json!(wire))
    };
    format!("{{ {} }}", names.iter().map(name).collect::<Vec<_>>().join("; "))
}

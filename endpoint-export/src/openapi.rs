//! An OpenAPI 3.1 document of a provider.
//!
//! The document's types are our own, for of the kept ones aide's and oas3's leave out the empty list by which an operation
//! takes no credential, oas3's and utoipa's know JSON Schema by a list of keywords and lose the others, and aide's come
//! with schemars 1 only before a release; a handful of structs in the order in which they are written needs none of this.

mod body;
mod content;
mod document;
mod operation;
mod ordered_map;
mod paths;
mod responses;
mod schemas;
mod security;

#[cfg(test)]
mod tests;

use endpoint_runtime::provider::{OperationGroup, Provider};

pub use document::{
    Components, Document, Info, License, MediaType, Operation, Parameter, RequestBody, Response, SecurityRequirement,
    SecurityScheme, Server, Tag,
};
pub use ordered_map::OrderedMap;

use crate::markdown;
use operation::Shared;
use paths::Paths;
use responses::Responses;
use schemas::Schemas;
use security::Security;

/// The provider as an OpenAPI 3.1 document.
///
/// Paths stand in the order of the operations' declaration, and the same provider gives the same bytes.
///
/// - A path's parameters go by the names of the first operation at that path: where `GET /a/<x>` comes before
///   `POST /a/<y>`, both stand at `/a/{x}`. Operation ids and everything else stay as declared.
/// - A fixed pair of the query is a required parameter with one value.
/// - Extensions say what OpenAPI cannot: `x-sensitive` on parameters and properties, `x-idempotent` and `x-destructive` on
///   operations.
/// - Every parameter has an example where a plain look at its schema finds one: the schema's own (`examples`), else a
///   value that it allows.
/// - A header `Authorization` of an operation that takes no credential of the provider is a parameter and a security
///   scheme, since tools pass over such parameters.
///
/// ```
/// use endpoint_export::openapi::openapi;
///
/// let stytch = stytch_endpoints::provider()?;
/// let document = openapi(&stytch);
/// let path = "/v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps/{connected_app_id}/revoke";
/// let revoke = document.paths.get(path).and_then(|path| path.get("post")).ok_or("gone")?;
/// assert_eq!(revoke.operation_id, "api_organization_v1_organizations_members_connected_apps_Revoke");
/// // Indented JSON with a newline at the end, as for a file.
/// let text = document.to_string();
/// assert!(text.starts_with("{\n  \"openapi\": \"3.1.0\",\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn openapi(provider: &Provider) -> Document {
    let mut shared = Shared {
        provider,
        schemas: Schemas::new(&provider.definitions, &provider.types),
        responses: Responses::default(),
        security: Security::default(),
    };
    let security = shared.security.of_provider(&provider.auth);
    let paths = paths(&mut shared);
    Document {
        // The latest patch is 3.1.2, but tools that ask for one version ask for this.
        openapi: "3.1.0",
        info: Info {
            title: provider.title.clone(),
            version: provider.version.clone(),
            description: markdown::unlinked(&provider.docs),
            license: provider.license.as_deref().map(license),
        },
        servers: provider.environments.iter().map(|place| server(&place.name, &place.url, &place.docs)).collect(),
        security,
        tags: provider.groups.iter().map(tag).collect(),
        paths,
        components: Components {
            schemas: shared.schemas.components(),
            responses: shared.responses.components,
            security_schemes: shared.security.schemes,
        },
    }
}

fn paths(shared: &mut Shared<'_>) -> OrderedMap<OrderedMap<Operation>> {
    let mut paths = OrderedMap::<OrderedMap<Operation>>::default();
    let mut templates = Paths::default();
    for group in &shared.provider.groups {
        for endpoint in &group.operations {
            let (template, renamed) = templates.add(endpoint.metadata);
            let method = endpoint.metadata.method.as_str().to_ascii_lowercase();
            let operation = operation::operation(endpoint, &group.name, &renamed, shared);
            match paths.get_mut(&template) {
                Some(path) => path.insert(method, operation),
                None => paths.insert(template, [(method, operation)].into_iter().collect()),
            }
        }
    }
    paths
}

fn tag(group: &OperationGroup) -> Tag {
    Tag { name: group.name.clone(), description: markdown::unlinked(&group.docs) }
}

fn license(expression: &str) -> License {
    License { name: expression.to_owned(), identifier: expression.to_owned() }
}

/// A place where the API is, by its name and what it is for.
fn server(name: &str, url: &str, docs: &str) -> Server {
    let docs = markdown::unlinked(docs);
    let description = if docs.is_empty() { name.to_owned() } else { format!("{name}: {docs}") };
    Server { url: url.to_owned(), description }
}

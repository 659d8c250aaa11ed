//! Security schemes and the requirements of operations.

use endpoint_runtime::provider::{AuthScheme, CredentialPart, InputParameter, Operation};

use super::{OrderedMap, SecurityRequirement, SecurityScheme};
use crate::markdown;

/// The security schemes of the document.
#[derive(Default)]
pub(super) struct Security {
    pub(super) schemes: OrderedMap<SecurityScheme>,
}

impl Security {
    /// Adds the provider's schemes and returns its requirements, each of which is enough.
    pub(super) fn of_provider(&mut self, auth: &[AuthScheme]) -> Vec<SecurityRequirement> {
        let requirement = |scheme: &AuthScheme| {
            let names: Option<Vec<String>> = scheme.schemes().iter().map(|scheme| self.add(scheme)).collect();
            Some(names?.into_iter().map(|name| (name, Vec::new())).collect())
        };
        auth.iter().filter_map(requirement).collect()
    }

    /// Adds a scheme and returns its name. A scheme that this version does not know is left out.
    fn add(&mut self, scheme: &AuthScheme) -> Option<String> {
        let (name, scheme) = match scheme {
            AuthScheme::Basic { username, password } => {
                let description =
                    [describe_part("The user name", username), describe_part("The password", password)].join("\n\n");
                ("basic", SecurityScheme::Http { scheme: "basic".into(), description })
            }
            AuthScheme::Bearer { token } => {
                let description = describe_part("The token", token);
                ("bearer", SecurityScheme::Http { scheme: "bearer".into(), description })
            }
            AuthScheme::Named { scheme, token } => {
                let description = describe_part("The token", token);
                (token.name.as_str(), SecurityScheme::Http { scheme: scheme.clone().into(), description })
            }
            AuthScheme::ApiKey { location, name, key } => {
                let description = describe_part("The key", key);
                let location = location.as_str();
                (key.name.as_str(), SecurityScheme::ApiKey { location, name: name.clone(), description })
            }
            _ => return None,
        };
        Some(self.schemes.add(name, scheme))
    }

    /// Returns the operation's own requirements; `None` if it has the provider's.
    pub(super) fn of_operation(&mut self, operation: &Operation) -> Option<Vec<SecurityRequirement>> {
        if operation.metadata.authenticated {
            return None;
        }
        // No parameter may have this name (OpenAPI 3.1, section 4.8.12.2.1).
        let is_credential = |input: &&InputParameter| input.metadata.is_header("authorization");
        let Some(input) = operation.parameters.iter().find(is_credential) else {
            return Some(Vec::new());
        };
        let parameter = input.metadata;
        let description = markdown::unlinked(&input.docs);
        let scheme = SecurityScheme::ApiKey { location: "header", name: parameter.wire_name.to_owned(), description };
        let mut requirements = vec![requirement(self.schemes.add(&component_name(parameter.name), scheme))];
        if !parameter.required {
            requirements.push(SecurityRequirement::default());
        }
        Some(requirements)
    }
}

/// Returns the name with `_` for each character that no component's name may have.
fn component_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

fn requirement(scheme: String) -> SecurityRequirement {
    [(scheme, Vec::new())].into_iter().collect()
}

/// Describes a part of a credential in one line.
fn describe_part(label: &str, CredentialPart { name, docs, .. }: &CredentialPart) -> String {
    let docs = markdown::unlinked(docs);
    if docs.is_empty() { format!("{label}: `{name}`.") } else { format!("{label}, `{name}`: {docs}") }
}

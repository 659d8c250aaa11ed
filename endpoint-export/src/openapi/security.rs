//! Security schemes, and which of them an operation takes.

use endpoint_runtime::{
    metadata::{Metadata, Parameter, Place},
    provider::{AuthScheme, CredentialPart},
};

use super::{OrderedMap, SecurityRequirement, SecurityScheme};
use crate::markdown;

/// The schemes that were met so far.
#[derive(Default)]
pub(super) struct Security {
    pub(super) schemes: OrderedMap<SecurityScheme>,
}

impl Security {
    /// The provider's schemes, each of which is enough.
    pub(super) fn of_provider(&mut self, auth: &[AuthScheme]) -> Vec<SecurityRequirement> {
        let mut requirements = Vec::new();
        for scheme in auth {
            let scheme = match scheme {
                AuthScheme::Basic { username, password } => {
                    let description = [part("The user name", username), part("The password", password)].join("\n\n");
                    self.schemes.add("basic", SecurityScheme::Http { scheme: "basic", description })
                }
                AuthScheme::Bearer { token } => {
                    let description = part("The token", token);
                    self.schemes.add("bearer", SecurityScheme::Http { scheme: "bearer", description })
                }
                AuthScheme::ApiKey { header, key } => {
                    let description = part("The key", key);
                    self.schemes
                        .add(&key.name, SecurityScheme::ApiKey { place: "header", name: header.clone(), description })
                }
                // A later kind; what this cannot say it leaves out.
                _ => continue,
            };
            requirements.extend([requirement(scheme)]);
        }
        requirements
    }

    /// What the operation takes instead of the provider's; `None` when it takes one of these.
    pub(super) fn of_operation(&mut self, metadata: &Metadata) -> Option<Vec<SecurityRequirement>> {
        if metadata.authenticated {
            return None;
        }
        // A tool passes over a parameter of this name (OpenAPI 3.1, section 4.8.12.2.1), but not over a scheme.
        let Some(own) = metadata.parameters().find(|parameter| is_authorization(parameter)) else {
            return Some(Vec::new());
        };
        let description = markdown::unlinked(own.docs);
        let scheme = SecurityScheme::ApiKey { place: "header", name: own.wire.to_owned(), description };
        let mut requirements = vec![requirement(self.schemes.add(own.name, scheme))];
        if !own.required {
            requirements.push(SecurityRequirement::default());
        }
        Some(requirements)
    }
}

fn is_authorization(parameter: &Parameter) -> bool {
    parameter.place == Place::Header && parameter.wire.eq_ignore_ascii_case("authorization")
}

fn requirement(scheme: String) -> SecurityRequirement {
    [(scheme, Vec::new())].into_iter().collect()
}

/// What a part of a credential is, in one line.
fn part(what: &str, CredentialPart { name, docs, .. }: &CredentialPart) -> String {
    let docs = markdown::unlinked(docs);
    if docs.is_empty() { format!("{what}: `{name}`.") } else { format!("{what}, `{name}`: {docs}") }
}

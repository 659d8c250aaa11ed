//! Names in the cases of other languages.

/// Splits a name into words: at every character that is neither letter nor digit, after digits, and before capitals that
/// begin a word.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for (at, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            last = None;
            continue;
        }
        let is_first = last.is_none_or(|last| {
            let ends_capitals = last.is_uppercase() && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
            (last.is_numeric() && letter.is_alphabetic())
                || (letter.is_uppercase() && (last.is_lowercase() || ends_capitals))
        });
        match words.last_mut() {
            Some(word) if !is_first => word.push(letter),
            _ => words.push(letter.into()),
        }
        last = Some(letter);
    }
    words
}

/// Returns the name in `PascalCase`. If it would be empty or begin with a digit, `_` comes first.
///
/// ```
/// assert_eq!(endpoint_export::case::pascal("api_b2b_session_v1_GetJWKS"), "ApiB2BSessionV1GetJwks");
/// ```
#[must_use]
pub fn pascal(name: &str) -> String {
    let capitalized = |word: String| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    identifier(words(name).into_iter().map(capitalized).collect())
}

/// Returns the name in `camelCase`, as the methods of the TypeScript SDK are named after operation ids. If it would be empty
/// or begin with a digit, `_` comes first.
///
/// ```
/// assert_eq!(endpoint_export::case::camel("api_b2b_session_v1_GetJWKS"), "apiB2BSessionV1GetJwks");
/// assert_eq!(endpoint_export::case::camel("project_id"), "projectId");
/// ```
#[must_use]
pub fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let mut letters = pascal.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Returns a name in `snake_case` as words: `Get connected apps` for `get_connected_apps`.
pub fn sentence(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect::<String>().replace('_', " ")
}

fn identifier(name: String) -> String {
    if name.starts_with(char::is_alphabetic) { name } else { format!("_{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operation_ids_become_methods() {
        for (id, method) in [
            (
                "api_organization_v1_organizations_members_connected_apps_Revoke",
                "apiOrganizationV1OrganizationsMembersConnectedAppsRevoke",
            ),
            (
                "api_organization_v1_organizations_members_GetConnectedApps",
                "apiOrganizationV1OrganizationsMembersGetConnectedApps",
            ),
            ("api_organization_v1_ConnectedApps", "apiOrganizationV1ConnectedApps"),
            ("api_organization_v1_GetConnectedApp", "apiOrganizationV1GetConnectedApp"),
            ("api_user_v1_ConnectedApps", "apiUserV1ConnectedApps"),
            ("api_user_v1_Revoke", "apiUserV1Revoke"),
            ("api_b2b_idp_v1_b2b_idp_oauth_AuthorizeStart", "apiB2BIdpV1B2BIdpOauthAuthorizeStart"),
            ("api_m2m_v1_m2m_clients_secrets_Rotate", "apiM2MV1M2MClientsSecretsRotate"),
            (
                "api_organization_v1_organizations_members_DeleteMFAPhoneNumber",
                "apiOrganizationV1OrganizationsMembersDeleteMfaPhoneNumber",
            ),
            (
                "api_organization_v1_organizations_members_OIDCProviders",
                "apiOrganizationV1OrganizationsMembersOidcProviders",
            ),
            ("api_sso_v1_sso_saml_UpdateByURL", "apiSsoV1SsoSamlUpdateByUrl"),
            ("api_session_v1_GetJWKS", "apiSessionV1GetJwks"),
        ] {
            assert_eq!(camel(id), method);
        }
    }

    #[test]
    fn names_are_words_of_a_sentence() {
        assert_eq!(sentence("get_connected_apps"), "Get connected apps");
    }

    #[test]
    fn any_name_becomes_an_identifier() {
        for (name, result) in [("", "_"), ("-._", "_"), ("1st", "_1St"), ("a.b-c", "aBC"), ("größe_Ü", "größeÜ")]
        {
            assert_eq!(camel(name), result);
        }
    }
}

//! Sandboxes made of seed files.

mod format;

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::{Member, Organization, Sandbox, SandboxError, Subject, User};
use crate::ids::{ConnectedAppId, MemberId};
use format::{Object, SeedFile, SeedGrant, SeedMember, SeedOrganization, SeedSession, SeedUser};

/// An error in a seed file, with its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedError {
    path: String,
    reason: String,
}

impl SeedError {
    /// Returns the location, such as `organizations[0].members[1].apps[0].id`; empty for the whole text.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.reason) } else { write!(f, "{}: {}", self.path, self.reason) }
    }
}

impl std::error::Error for SeedError {}

impl Sandbox {
    /// Makes a project with the data of a JSON text in the [format of seed files](super#seed-files). Ids and tokens that
    /// the text leaves out are the same in every run.
    ///
    /// ```
    /// use stytch_endpoints::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::from_json(r#"{ "organizations": [{ "slug": "acme", "members": [{ "external_id": "ada" }] }] }"#)?;
    /// let error = Sandbox::from_json(r#"{ "organizations": [{ "slag": "acme" }] }"#).unwrap_err();
    /// assert_eq!(error.path(), "organizations[0].slag");
    /// # Ok::<(), stytch_endpoints::sandbox::SeedError>(())
    /// ```
    ///
    /// # Errors
    /// The first error in the text, with its location.
    pub fn from_json(text: &str) -> Result<Self, SeedError> {
        let file: SeedFile = text.parse()?;
        let sandbox = Self::builder().random_seed(1842).build();
        file.fill(&sandbox)?;
        Ok(sandbox)
    }
}

impl FromStr for SeedFile {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, SeedError> {
        let json = &mut serde_json::Deserializer::from_str(text);
        let Object(file) = serde_path_to_error::deserialize(&mut *json).map_err(|error| {
            let path = error.path().to_string();
            let error = error.into_inner();
            // A syntax error already names its line and column.
            let path = if error.is_data() && path != "." { path } else { String::new() };
            SeedError { path, reason: error.to_string() }
        })?;
        json.end().map_err(|error| SeedError { path: String::new(), reason: error.to_string() })?;
        Ok(file)
    }
}

/// Adds the location to an error of the sandbox.
fn locate<T>(result: Result<T, SandboxError>, path: impl FnOnce() -> String) -> Result<T, SeedError> {
    result.map_err(|error| SeedError { path: path(), reason: error.to_string() })
}

impl SeedFile {
    /// Fills a sandbox. Apps come first, since Members and Users refer to them.
    fn fill(self, sandbox: &Sandbox) -> Result<(), SeedError> {
        for (index, Object(app)) in self.apps.into_iter().enumerate() {
            locate(sandbox.add_app(app.into()), || format!("apps[{index}]"))?;
        }
        for (index, Object(scope)) in self.scopes.into_iter().enumerate() {
            locate(sandbox.add_scope(scope.into()), || format!("scopes[{index}]"))?;
        }
        let mut jwts = BTreeSet::new();
        for (index, Object(organization)) in self.organizations.into_iter().enumerate() {
            organization.fill(sandbox, &format!("organizations[{index}]"), &mut jwts)?;
        }
        for (index, Object(SeedUser { id, email, phone_number, apps })) in self.users.into_iter().enumerate() {
            let path = format!("users[{index}]");
            let user = User { id: id.map(|id| id.0.into()), email, phone_number };
            let user = locate(sandbox.add_user(user), || path.clone())?;
            authorize_apps(sandbox, &user.into(), apps, &path)?;
        }
        Ok(())
    }
}

impl SeedOrganization {
    fn fill(self, sandbox: &Sandbox, path: &str, jwts: &mut BTreeSet<String>) -> Result<(), SeedError> {
        let Self { id, name, slug, external_id, members } = self;
        let organization = Organization {
            id: id.map(|id| id.0.into()),
            name,
            slug: slug.map(|slug| slug.0),
            external_id: external_id.map(|id| id.0),
        };
        let organization = locate(sandbox.add_organization(organization), || path.to_owned())?;
        for (index, Object(member)) in members.into_iter().enumerate() {
            let path = format!("{path}.members[{index}]");
            let SeedMember { id, email, name, external_id, admin, apps, sessions } = member;
            let member = Member {
                id: id.map(|id| id.0.into()),
                email,
                name,
                external_id: external_id.map(|id| id.0),
                is_admin: admin,
            };
            let member = locate(sandbox.add_member(&organization, member), || path.clone())?;
            for (index, Object(session)) in sessions.into_iter().enumerate() {
                session.fill(sandbox, &member, &format!("{path}.sessions[{index}]"), jwts)?;
            }
            authorize_apps(sandbox, &member.into(), apps, &path)?;
        }
        Ok(())
    }
}

impl SeedSession {
    fn fill(
        self,
        sandbox: &Sandbox,
        member: &MemberId,
        path: &str,
        jwts: &mut BTreeSet<String>,
    ) -> Result<(), SeedError> {
        let state = &mut *sandbox.state();
        let subject = Subject::from(member);
        let token = self.token.map_or_else(|| state.ids.token("session"), |token| token.0);
        let jwt = self.jwt.map(|jwt| jwt.0);
        if jwt.as_ref().is_some_and(|jwt| !jwts.insert(jwt.clone())) {
            return locate(Err(SandboxError::Taken { kind: "session" }), || format!("{path}.jwt"));
        }
        locate(state.add_named_session(subject, token.into(), jwt.map(Into::into)), || path.to_owned())
    }
}

fn authorize_apps(
    sandbox: &Sandbox,
    subject: &Subject,
    grants: Vec<Object<SeedGrant>>,
    path: &str,
) -> Result<(), SeedError> {
    let mut granted = BTreeSet::new();
    for (index, Object(SeedGrant { id, scopes })) in grants.into_iter().enumerate() {
        let path = || format!("{path}.apps[{index}].id");
        let id = ConnectedAppId::from(id.0);
        if !granted.insert(id.clone()) {
            return locate(Err(SandboxError::Taken { kind: "authorization" }), path);
        }
        locate(sandbox.authorize(subject.clone(), id, scopes), path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_location_and_the_fix() {
        for (text, expected) in [
            ("[]", "invalid type: sequence, expected an object"),
            (r#"{"users": [[]]}"#, "users[0]: invalid type: sequence, expected an object"),
            ("{", "EOF while parsing an object at line 1 column 1"),
            ("{} {}", "trailing characters at line 1 column 4"),
            (
                r#"{"organisations": []}"#,
                "organisations: unknown field `organisations`, expected one of `apps`, `organizations`, `scopes`, `users`",
            ),
            (r#"{"users": [], "users": []}"#, "duplicate field `users`"),
            (r#"{"apps": [{"id": "a"}]}"#, "apps[0]: missing field `name`"),
            (
                r#"{"apps": [{"name": "A", "client_type": "x"}]}"#,
                "apps[0].client_type: unknown variant `x`, expected one of `first_party`",
            ),
            (
                r#"{"organizations": [{}, {"members": [{"admin": "yes"}]}]}"#,
                "organizations[1].members[0].admin: invalid type",
            ),
            (
                r#"{"organizations": [{"slug": ".."}]}"#,
                "organizations[0].slug: no request can hold an empty id, `.` or `..`; choose another one",
            ),
            (
                r#"{"organizations": [{"slug": "a"}, {"external_id": "a"}]}"#,
                "organizations[1]: the id, slug or external id of this Organization is taken",
            ),
            (
                r#"{"organizations": [{"members": [{"id": "m"}]}, {"members": [{"id": "m"}]}]}"#,
                "organizations[1].members[0]: the id, slug or external id of this Member is taken",
            ),
            (
                r#"{"users": [{"apps": [{"id": "calendar"}]}]}"#,
                "users[0].apps[0].id: the sandbox has no such Connected App; add it first",
            ),
            (
                r#"{"apps": [{"id": "a", "name": "A"}], "users": [{"apps": [{"id": "a"}, {"id": "a"}]}]}"#,
                "users[0].apps[1].id: the id, slug or external id of this authorization is taken",
            ),
            (
                r#"{"organizations": [{"members": [{"sessions": [{"token": "t"}, {"token": "t"}]}]}]}"#,
                "organizations[0].members[0].sessions[1]: the id, slug or external id of this session is taken",
            ),
            (
                r#"{"organizations": [{"members": [{"sessions": [{"jwt": "j"}, {"jwt": "j"}]}]}]}"#,
                "organizations[0].members[0].sessions[1].jwt: the id, slug or external id of this session is taken",
            ),
        ] {
            let error = Sandbox::from_json(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}

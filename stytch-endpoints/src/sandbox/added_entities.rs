//! The methods that add entities to a sandbox without a call of the API.

use super::{
    App, Member, MemberSession, Organization, Sandbox, User, UserSession,
    clock::timestamp,
    error::SandboxError,
    grants::Subject,
    oauth::check_redirect_urls,
    session_entries::SessionOptions,
    state::{AppEntry, MemberEntry, Secrets, State, UserEntry, insert},
};
use crate::{
    b2b,
    connected_apps::{AllowedApps, ClientType, clients::ConnectedAppClient},
    consumer,
    ids::{ConnectedAppId, MemberId, OrganizationId, RoleId, UserId},
    secrets::{SessionJwt, SessionToken},
};

/// The role that every Member has.
pub(super) const MEMBER_ROLE: &str = "stytch_member";
/// The role of the admins of an Organization.
pub(super) const ADMIN_ROLE: &str = "stytch_admin";
/// The role that every User has.
pub(super) const USER_ROLE: &str = "stytch_user";

impl Sandbox {
    /// Adds an Organization.
    ///
    /// # Errors
    /// Another Organization has the id, slug or external id, or the sandbox is full.
    pub fn add_organization(&self, organization: Organization) -> Result<OrganizationId, SandboxError> {
        let state = &mut *self.state();
        let is_taken = |name: &Option<String>| match name {
            Some(name) => state.organization(&name.as_str().into()).is_ok(),
            None => false,
        };
        if is_taken(&organization.slug) || is_taken(&organization.external_id) {
            return Err(SandboxError::Taken { kind: "Organization" });
        }
        let Organization { id, name, slug, external_id } = organization;
        let id = id.unwrap_or_else(|| state.ids.id("organization").into());
        let slug = slug.unwrap_or_else(|| id.to_string());
        let entry = b2b::organizations::Organization {
            organization_name: name.unwrap_or_else(|| slug.clone()),
            organization_external_id: external_id,
            ..state.default_organization(id.clone(), slug)
        };
        insert("Organization", &mut state.organizations, id, entry)
    }

    /// Adds a Member to an Organization.
    ///
    /// # Errors
    /// The Organization or a role does not exist, another Member has the id, the external id or the e-mail address, or the
    /// sandbox is full.
    pub fn add_member(
        &self,
        organization: impl Into<OrganizationId>,
        member: Member,
    ) -> Result<MemberId, SandboxError> {
        let state = &mut *self.state();
        let owner =
            state.organization(&organization.into()).map_err(|_| SandboxError::Unknown { kind: "Organization" })?;
        let Member { id, email, name, external_id, is_admin, roles } = member;
        let own = state.organizations.get(&owner).into_iter().flat_map(|organization| &organization.custom_roles);
        let known = state.b2b_policy.roles.iter().map(|role| &role.role_id).chain(own.map(|role| &role.role_id));
        check_roles(&roles, known)?;
        let id = id.unwrap_or_else(|| state.ids.id("member").into());
        let email = email.unwrap_or_else(|| format!("{id}@example.com"));
        let is_same = |known: &b2b::organizations::Member| {
            known.email_address.eq_ignore_ascii_case(&email)
                || external_id.is_some() && known.external_id == external_id
        };
        if state.members_of(&owner).any(|(_, known)| is_same(known)) {
            return Err(SandboxError::Taken { kind: "Member" });
        }
        let mut member = state.default_member(id.clone(), owner, email);
        member.name = name.unwrap_or_default();
        member.external_id = external_id;
        member.status = b2b::organizations::MemberStatus::Active;
        member.email_address_verified = true;
        if is_admin {
            member.is_admin = true;
            member.roles.push(direct_role(ADMIN_ROLE));
        }
        member.roles.extend(roles.iter().map(|role| direct_role(role.as_str())));
        insert("Member", &mut state.members, id, MemberEntry { member, secrets: Secrets::default() })
    }

    /// Adds a User.
    ///
    /// # Errors
    /// A role does not exist, another User has the id, or the sandbox is full.
    pub fn add_user(&self, user: User) -> Result<UserId, SandboxError> {
        let state = &mut *self.state();
        let User { id, email, phone_number, roles } = user;
        check_roles(&roles, state.consumer_policy.roles.iter().map(|role| &role.role_id))?;
        let id = id.unwrap_or_else(|| state.ids.id("user").into());
        let mut user = state.default_user(id.clone());
        user.roles.extend(roles);
        if let Some(email) = email {
            let email_id = state.ids.id("email").into();
            user.emails.push(consumer::users::Email { email_id, email, verified: true });
        }
        if let Some(phone_number) = phone_number {
            let phone_id = state.ids.id("phone-number").into();
            user.phone_numbers.push(consumer::users::PhoneNumber { phone_id, phone_number, verified: true });
        }
        insert("User", &mut state.users, id, UserEntry { user, secrets: Secrets::default() })
    }

    /// Adds a Connected App, which nobody has authorized yet.
    ///
    /// # Errors
    /// Another app has the id, a redirect URL is none, or the sandbox is full.
    pub fn add_app(&self, app: App) -> Result<ConnectedAppId, SandboxError> {
        let state = &mut *self.state();
        let App { id, name, description, client_type, logo_url, redirect_urls, secret, full_access_allowed } = app;
        if check_redirect_urls(&redirect_urls).is_err() {
            return Err(SandboxError::RedirectUrl);
        }
        let id = id.unwrap_or_else(|| state.ids.id("connected-app").into());
        let is_public = matches!(client_type, ClientType::FirstPartyPublic | ClientType::ThirdPartyPublic);
        let client = ConnectedAppClient {
            client_id: id,
            client_name: name,
            client_description: description,
            client_type,
            logo_url,
            status: "active".to_owned(),
            redirect_urls,
            full_access_allowed,
            access_token_expiry_minutes: 60,
            ..ConnectedAppClient::default()
        };
        let secret = if is_public { None } else { Some(secret.unwrap_or_else(|| state.ids.token("secret").into())) };
        state.insert_app_entry(AppEntry::new(client, secret))
    }

    /// Starts a session of a Member, with the permissions of the Member's roles.
    ///
    /// # Errors
    /// The Member does not exist, or the sandbox is full.
    pub fn start_session(&self, member: impl Into<MemberId>) -> Result<MemberSession, SandboxError> {
        let (token, jwt) = self.state().add_session(Subject::Member(member.into()))?;
        Ok(MemberSession { token, jwt })
    }

    /// Starts a session of a User.
    ///
    /// # Errors
    /// The User does not exist, or the sandbox is full.
    pub fn start_user_session(&self, user: impl Into<UserId>) -> Result<UserSession, SandboxError> {
        let (token, jwt) = self.state().add_session(Subject::User(user.into()))?;
        Ok(UserSession { token, jwt })
    }
}

/// Requires that roles exist.
fn check_roles<'a>(roles: &[RoleId], known: impl Iterator<Item = &'a RoleId>) -> Result<(), SandboxError> {
    let known: Vec<_> = known.collect();
    if roles.iter().all(|role| known.contains(&role)) { Ok(()) } else { Err(SandboxError::Unknown { kind: "role" }) }
}

impl State {
    /// Starts a session: of a Member, as after a sign-in by a link; of a User, without a factor.
    fn add_session(&mut self, subject: Subject) -> Result<(SessionToken, SessionJwt), SandboxError> {
        self.check_subject(&subject)?;
        let full = |_| SandboxError::Full { kind: "session", limit: Sandbox::MAX_ENTRIES };
        let factors = match &subject {
            Subject::Member(id) => self.members.get(id).map(|entry| self.link_factor(&entry.member)),
            Subject::User(_) => None,
        };
        let factors = factors.into_iter().collect();
        let token = self.start_session(subject, factors, SessionOptions::default()).map_err(full)?;
        let jwt = self.session_jwt(token.expose_secret()).map_err(full)?;
        Ok((token, jwt))
    }

    /// Starts a session whose token is known beforehand, as may be a text that is accepted in place of its JWT.
    pub(super) fn add_named_session(
        &mut self,
        subject: Subject,
        token: &SessionToken,
        jwt: Option<SessionJwt>,
    ) -> Result<(), SandboxError> {
        if self.sessions.contains_key(token.expose_secret()) {
            return Err(SandboxError::Taken { kind: "session" });
        }
        let (started, _) = self.add_session(subject)?;
        if let Some(mut session) = self.sessions.remove(started.expose_secret()) {
            session.jwt = jwt;
            self.sessions.insert(token.expose_secret().to_owned(), session);
        }
        Ok(())
    }

    /// Returns an Organization with Stytch's default settings.
    pub(super) fn default_organization(&self, id: OrganizationId, slug: String) -> b2b::organizations::Organization {
        let all = || "ALL_ALLOWED".to_owned();
        let none = || "NOT_ALLOWED".to_owned();
        b2b::organizations::Organization {
            organization_id: id,
            organization_slug: slug,
            sso_jit_provisioning: all(),
            email_jit_provisioning: none(),
            email_invites: all(),
            auth_methods: all(),
            mfa_policy: "OPTIONAL".to_owned(),
            mfa_methods: all(),
            oauth_tenant_jit_provisioning: none(),
            first_party_connected_apps_allowed_type: AllowedApps::AllAllowed,
            third_party_connected_apps_allowed_type: AllowedApps::AllAllowed,
            created_at: Some(timestamp(self.now())),
            updated_at: Some(timestamp(self.now())),
            ..Default::default()
        }
    }

    /// Returns a pending Member with the role that every Member has.
    pub(super) fn default_member(
        &self,
        id: MemberId,
        organization: OrganizationId,
        email: String,
    ) -> b2b::organizations::Member {
        b2b::organizations::Member {
            organization_id: organization,
            member_id: id,
            email_address: email,
            status: b2b::organizations::MemberStatus::Pending,
            roles: vec![direct_role(MEMBER_ROLE)],
            created_at: Some(timestamp(self.now())),
            updated_at: Some(timestamp(self.now())),
            ..Default::default()
        }
    }

    /// Returns an active User with the role that every User has.
    pub(super) fn default_user(&self, id: UserId) -> consumer::users::User {
        consumer::users::User {
            user_id: id,
            status: consumer::users::UserStatus::Active,
            roles: vec![USER_ROLE.into()],
            created_at: Some(timestamp(self.now())),
            ..Default::default()
        }
    }
}

/// Returns a role that was assigned directly.
pub(super) fn direct_role(id: &str) -> b2b::organizations::MemberRole {
    let source = b2b::organizations::MemberRoleSource { r#type: "direct_assignment".to_owned(), ..Default::default() };
    b2b::organizations::MemberRole { role_id: id.into(), sources: vec![source] }
}

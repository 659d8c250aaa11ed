//! The entities to add to a sandbox.

use crate::{
    connected_apps::ClientType,
    ids::{ConnectedAppId, MemberId, OrganizationId, RoleId, UserId},
    secrets::{ClientSecret, SessionJwt, SessionToken},
};

/// An Organization to add, with Stytch's default settings.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Organization {
    pub(super) id: Option<OrganizationId>,
    pub(super) name: Option<String>,
    pub(super) slug: Option<String>,
    pub(super) external_id: Option<String>,
}

impl Organization {
    /// Prepares an Organization with a generated id.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<OrganizationId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the display name, which is the slug otherwise.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the slug, which requests accept in place of the id; it is made from the id otherwise.
    pub fn slug(mut self, slug: impl Into<String>) -> Self {
        self.slug = Some(slug.into());
        self
    }

    /// Sets the id in another system, which requests accept in place of the id.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }
}

/// An active Member to add, with the role `stytch_member`.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Member {
    pub(super) id: Option<MemberId>,
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) is_admin: bool,
    pub(super) roles: Vec<RoleId>,
}

impl Member {
    /// Prepares a Member with a generated id.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<MemberId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the id in another system, which requests accept in place of the id.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// Sets the e-mail address; it is made from the id otherwise.
    pub fn email(mut self, address: impl Into<String>) -> Self {
        self.email = Some(address.into());
        self
    }

    /// Sets the name, for people.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Adds the role `stytch_admin`: sessions of this Member may manage the apps of other Members.
    pub fn admin(mut self) -> Self {
        self.is_admin = true;
        self
    }

    /// Adds a role of the project's RBAC policy, which [`Sandbox::set_policy`](super::Sandbox::set_policy) sets.
    pub fn role(mut self, id: impl Into<RoleId>) -> Self {
        self.roles.push(id.into());
        self
    }
}

/// A User to add.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct User {
    pub(super) id: Option<UserId>,
    pub(super) email: Option<String>,
    pub(super) phone_number: Option<String>,
    pub(super) roles: Vec<RoleId>,
}

impl User {
    /// Prepares a User with a generated id.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<UserId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Adds an e-mail address, which is verified.
    pub fn email(mut self, address: impl Into<String>) -> Self {
        self.email = Some(address.into());
        self
    }

    /// Adds a telephone number in E.164 format, which is verified.
    pub fn phone_number(mut self, number: impl Into<String>) -> Self {
        self.phone_number = Some(number.into());
        self
    }

    /// Adds a role of the project's RBAC policy, which [`Sandbox::set_policy`](super::Sandbox::set_policy) sets.
    pub fn role(mut self, id: impl Into<RoleId>) -> Self {
        self.roles.push(id.into());
        self
    }
}

/// A Connected App to add.
#[derive(Clone, Debug)]
#[must_use]
pub struct App {
    pub(super) id: Option<ConnectedAppId>,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) client_type: ClientType,
    pub(super) logo_url: Option<String>,
    pub(super) redirect_urls: Vec<String>,
    pub(super) secret: Option<ClientSecret>,
    pub(super) full_access_allowed: bool,
}

impl App {
    /// Prepares an app with a generated id.
    pub fn new(name: impl Into<String>, client_type: ClientType) -> Self {
        Self {
            id: None,
            name: name.into(),
            description: String::new(),
            client_type,
            logo_url: None,
            redirect_urls: Vec::new(),
            secret: None,
            full_access_allowed: false,
        }
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<ConnectedAppId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the description.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = text.into();
        self
    }

    /// Adds a URL that an authorization may redirect to.
    pub fn redirect_url(mut self, url: impl Into<String>) -> Self {
        self.redirect_urls.push(url.into());
        self
    }

    /// Sets the secret of an app that is not public; it is generated otherwise.
    pub fn secret(mut self, secret: impl Into<ClientSecret>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Lets the app ask for the scope `full_access`, and exchange access tokens for sessions. For the project's own apps.
    pub fn full_access(mut self) -> Self {
        self.full_access_allowed = true;
        self
    }

    /// Sets the URL of the logo.
    pub fn logo_url(mut self, url: impl Into<String>) -> Self {
        self.logo_url = Some(url.into());
        self
    }
}

/// The credentials of a Member's session; either is enough.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MemberSession {
    /// The opaque token.
    pub token: SessionToken,
    /// The same session as a JWT, which is valid for five minutes.
    pub jwt: SessionJwt,
}

/// The credentials of a User's session; either is enough.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UserSession {
    /// The opaque token.
    pub token: SessionToken,
    /// The same session as a JWT, which is valid for five minutes.
    pub jwt: SessionJwt,
}
